/** What GFM may make a link of by itself. */
export interface SelfLink {
  /** Where it begins, and where the sign stands that gives it away. */
  readonly start: number
  readonly sign: number
  /** Where it ends; -1 when who ends it is not ours to say. */
  readonly end: number
}

/** True of words that may hold an address: « DEMAT@MIANTE » and « 3 @ 4 » are none. */
export function mayLink(words: string): boolean {
  return SELF_LINKED.test(words)
}

/**
 * An address between blanks or brackets. « www. cesu. fr » has lost its dots to blanks: what comes before the first is a
 * link all the same, « www », as is « http://dreets ».
 */
const AUTOLINK =
  /(?<![^ \r\n(])(?:[A-Za-z\d][A-Za-z\d.+-]*@(?:[A-Za-z\d]+(?:-[A-Za-z\d]+)*\.)+[A-Za-z]+|www(?=\. +[^ \r\n])|(?:www(?=\.[A-Za-z\d-])|https?:\/\/[A-Za-z\d][A-Za-z\d-]*)(?:\.[A-Za-z\d-]+)*(?:\/[A-Za-z\d-]+)*\/?)(?=[.,;:!?)]*(?:\s|$))/iy
const SELF_LINKED = /@[\w-]*\.[\w-]|www\.|https?:\/\//i
const SELF_LINKED_ALL = /@(?=[\w-]*\.[\w-])|www\.|https?:\/\//gi
/** Their length, and that of the dot after them. */
const WWW = 4
const BEFORE_AT = /[A-Za-z\d.+-]/

/** The addresses of a line, in order, of those that may be some. */
export function selfLinks(source: string, start: number, end: number): readonly SelfLink[] {
  const found: SelfLink[] = []
  let last = start
  for (const { 0: sign, index } of source.slice(start, end).matchAll(SELF_LINKED_ALL)) {
    let at = start + index
    // « https://www.exemple.fr » is one.
    if (at < last) continue
    if (sign === '@') while (at > start && BEFORE_AT.test(source.charAt(at - 1))) at -= 1
    AUTOLINK.lastIndex = at
    const link = AUTOLINK.exec(source)
    // « | www. | »: no word follows in the cell.
    const isLast = link !== null && /^www$/i.test(link[0]) && source.slice(at + WWW, end).trim() === ''
    const stop = link === null || isLast || at + link[0].length > end || at < last ? -1 : at + link[0].length
    found.push({ start: at, sign: start + index, end: stop })
    if (stop !== -1) last = stop
  }
  return found
}

/** Where such a link leads. */
export function addressOf(value: string): string {
  return value.includes('@') ? `mailto:${value}` : /^www/i.test(value) ? `http://${value}` : value
}
