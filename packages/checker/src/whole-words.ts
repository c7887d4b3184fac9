const LETTER_LAST = /\p{L}$/u

/**
 * How often a pattern matches where no letter stands before it. Its `(?<!\p{L})` is left out: asked of each letter of a
 * text, it costs as much as all the rest; it is asked here of what was found. The pattern is global.
 */
export function countWhole(text: string, pattern: RegExp): number {
  let found = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (isLetterBefore(text, match.index)) pattern.lastIndex = match.index + 1
    else found += 1
  }
  return found
}

/** True when a letter stands just before the offset. */
export function isLetterBefore(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset - 1)
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
  return offset > 0 && LETTER_LAST.test(text.slice(Math.max(0, offset - 2), offset))
}
