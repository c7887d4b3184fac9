let segmenter: Intl.Segmenter | undefined
const WIDE = /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u
const SIMPLE = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u203a\u20ac\u2190-\u21ff\u2500-\u25ff]*$/

/** The text without what moves a cursor or turns a line around: a file's name or text may hold escape sequences. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, ' ')
}

/** The same for every text that a value holds. */
export function printableAll<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, found: unknown) =>
    typeof found === 'string' ? printable(found) : found,
  )
}

/** Columns a text takes on a terminal: an accent takes none, an emoji two. */
export function width(text: string): number {
  if (SIMPLE.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes().segment(text))
    columns += WIDE.test(segment) ? 2 : /^[\p{Mn}\p{Cf}]+$/u.test(segment) ? 0 : 1
  return columns
}

/** The text cut to a number of columns; `…` says where. */
export function cut(text: string, columns: number, side: 'end' | 'start' = 'end'): string {
  if (width(text) <= columns) return text
  const parts = [...graphemes().segment(text)].map(({ segment }) => segment)
  let kept = ''
  while (parts.length > 0) {
    const next = (side === 'end' ? parts.shift() : parts.pop()) ?? ''
    if (width(kept) + width(next) > columns - 1) break
    kept = side === 'end' ? kept + next : next + kept
  }
  return side === 'end' ? `${kept.trimEnd()}…` : `…${kept.trimStart()}`
}

/** The text filled with spaces up to a number of columns. */
export function pad(text: string, columns: number, side: 'end' | 'start' = 'end'): string {
  const missing = ' '.repeat(Math.max(0, columns - width(text)))
  return side === 'end' ? text + missing : missing + text
}

/** A paragraph broken at its spaces, no-break spaces kept whole; every line but the first begins with `indent`. */
export function wrap(text: string, columns: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  // A colon never begins a line.
  const tied = text.replace(/ ([:;!?»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
  for (const word of tied.split(/[ \n]+/)) {
    if (line !== '' && width(line) + 1 + width(word) > columns) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

/** Long to make, and of no use to most texts. */
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('fr', { granularity: 'grapheme' })
  return segmenter
}
