/** A field whose value is the person's or the file's: « MERGEFIELD Nom ». */
export const MERGE_FIELD =
  /^\s*(MERGEFIELD|DOCVARIABLE|DOCPROPERTY|FILLIN|ASK|GREETINGLINE|ADDRESSBLOCK)\b\s*"?([^"\\]*)/i

/** The address of a « HYPERLINK "…" » field; an anchor where that is all it has. */
export function fieldLink(instruction: string): string | undefined {
  return /^\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"/i.exec(instruction)?.[1]
}

/** The branches of an IF field that its result does not show: the reader of the other letter must be thought of too. */
export function hiddenBranches(instruction: string, result: string): readonly string[] {
  if (!/^\s*IF\b/i.test(instruction)) return []
  const quoted = [...instruction.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')
  if (quoted.length < 2) return []
  return quoted.slice(-2).filter((branch) => branch.trim() !== '' && branch.trim() !== result.trim())
}

/** Wingdings and Symbol draw ticks and bullets with letters of their own. */
export function symbolOf(font: string, code: number): string {
  if (/wingdings/i.test(font)) {
    const low = code & 0xff
    if (low === 0xa8 || low === 0x6f || low === 0x71) return '☐'
    if (low === 0xfe || low === 0xfd || low === 0x78) return '☒'
    return low === 0xe0 ? '→' : '•'
  }
  if (code >= 0xf000 && code <= 0xf0ff) return '•'
  return String.fromCodePoint(Math.max(0, Math.min(code, 0x10ffff)))
}
