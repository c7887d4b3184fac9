import type { Span } from './document.ts'

/**
 * Cuts Markdown where two pieces read alone give what the whole gives, or `undefined` when nothing sure can be said.
 * A piece begins after a blank line, at a line that opens with a letter or « # » in the first column: such a line ends
 * every list, quotation and table, and nothing before it can run on unless a fence or an HTML comment is open.
 * Definitions hold for the whole document: a text that may have one is never cut. Many blank lines before a piece are one of
 * their own: remark takes seconds over what says nothing.
 */
export function markdownPieces(masked: string, finds: readonly Span[]): readonly Span[] | undefined {
  return cutMarkdown(masked, finds)?.pieces
}

/** The pieces of a text, and whether a line that opens one would open one right after it. */
export interface Cut {
  readonly pieces: readonly Span[]
  readonly mayOpen: boolean
}

/** The same for a text that others follow. */
export function cutMarkdown(masked: string, finds: readonly Span[]): Cut | undefined {
  // « [n]: » at the beginning of a line defines a link or a note for the whole document.
  if (masked.includes(']:') && DEFINITION.test(masked)) return undefined
  // A lone return or a null character shifts offsets.
  if ((masked.includes('\r') && /\r(?!\n)/.test(masked)) || masked.includes('\0') || masked.startsWith('\ufeff'))
    return undefined
  const pieces: Span[] = []
  let start = 0
  let at = 0
  let blank = false
  /** Where the second of the blank lines just read begins, and how many there are. */
  let second = 0
  let blanks = 0
  let fence: { readonly mark: string; readonly length: number } | undefined
  let html = false
  let find = 0
  const ticks = sightOf(masked, '```')
  const tildes = sightOf(masked, '~~~')
  const tags = sightOf(masked, '<')

  const cut = (end: number): void => {
    // A template's comment may hold blank lines too: it stays whole.
    if (blanks >= MANY_BLANKS && second > start && !finds.some((tag) => tag.start < second && tag.end > second)) {
      pieces.push({ start, end: second })
      start = second
    }
    if (end > start) pieces.push({ start, end })
    start = end
  }

  const matter = /^---[ \t]*\r?\n(?:[\s\S]*?\n)??---[ \t]*(?:\r?\n|$)/.exec(masked)
  if (matter) at = matter[0].length
  else if (masked.startsWith('---')) return undefined

  while (at < masked.length) {
    const stop = masked.indexOf('\n', at)
    const end = stop < 0 ? masked.length : stop + 1
    // Only spaces and tabs are blank in Markdown: a line that holds a no-break space goes on with its paragraph.
    let last = end
    while (last > at && isBlank(masked.charCodeAt(last - 1))) last -= 1
    if (fence) {
      const close = /^ {0,3}(`{3,}|~{3,})$/.exec(masked.slice(at, last))?.[1]
      if (close?.startsWith(fence.mark) && close.length >= fence.length) fence = undefined
      blank = false
      blanks = 0
    } else if (last === at) {
      blank = true
      html = false
      blanks += 1
      if (blanks === 1) second = end
    } else {
      if (blank && opensAt(masked, at)) {
        while ((finds[find]?.end ?? Number.POSITIVE_INFINITY) <= at) find += 1
        const inside = finds[find]
        if (!inside || inside.start >= at) cut(at)
      }
      blank = false
      blanks = 0
      if (ticks.isBefore(at, last) || tildes.isBefore(at, last)) {
        const line = masked.slice(at, last)
        const open = /^(`{3,})[^`]*$|^(~{3,})/.exec(line)
        const mark = open?.[1] ?? open?.[2]
        // A fence in a list, in a quotation or in HTML: who closes it is not ours to say.
        if (!mark || html) return undefined
        fence = { mark: mark.charAt(0), length: mark.length }
      } else if (tags.isBefore(at, last)) {
        html = true
        if (!isClosed(masked.slice(at, last))) return undefined
      }
    }
    at = end
  }
  if (start < masked.length) cut(masked.length)
  return { pieces, mayOpen: blank && !fence }
}

/** « [n]: », perhaps in an item or a quotation, over a line or two; « Voir [1]: » defines nothing. */
const DEFINITION = /^[ \t>*+\-\d.)]*\[(?:[^[\]\\]|\\[\s\S]){0,1000}\]:/m

/** Fewer are read in no time with what stands above them. */
const MANY_BLANKS = 100

const OPENING = /[\p{L}#]/uy

/** True of a line that may open a piece. */
export function opensAt(masked: string, at: number): boolean {
  OPENING.lastIndex = at
  return OPENING.test(masked)
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}

/** Says line by line whether a sign is there, looking for it once a text: hardly a line has one. */
function sightOf(text: string, sign: string): { isBefore(from: number, to: number): boolean } {
  let next = text.indexOf(sign)
  return {
    isBefore(from, to) {
      if (next !== -1 && next < from) next = text.indexOf(sign, from)
      return next !== -1 && next + sign.length <= to
    },
  }
}

/** True when no construct of this line may swallow blank lines: comments, declarations, scripts and the like. */
function isClosed(line: string): boolean {
  return !/<(?:!|\?|\/?(?:script|pre|style|textarea)\b)/i.test(withoutComments(line))
}

/** In one walk: thousands of comments that nothing closes must not cost their square. */
function withoutComments(line: string): string {
  let rest = ''
  let at = 0
  for (let open = line.indexOf('<!--'); open !== -1; open = line.indexOf('<!--', at)) {
    const close = line.indexOf('-->', open + 4)
    if (close === -1) break
    // « <!--> » and « <!---> » open none.
    const isEmpty = /^-?>/.test(line.slice(open + 4, open + 6))
    rest += line.slice(at, isEmpty ? open + 4 : open)
    at = isEmpty ? open + 4 : close + 3
  }
  return rest + line.slice(at)
}
