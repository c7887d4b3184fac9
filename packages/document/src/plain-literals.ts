/** The line that opens a block of code. */
export interface Fence {
  readonly sign: number
  readonly size: number
  readonly lang: string | null
  readonly meta: string | null
}

/** The fence that begins there and goes to the end of its line; `undefined` when this is none. */
export function fenceAt(source: string, at: number, stop: number): Fence | undefined {
  const sign = source.charCodeAt(at)
  if (sign !== TICK && sign !== TILDE) return undefined
  let end = at
  while (end < stop && source.charCodeAt(end) === sign) end += 1
  if (end - at < 3) return undefined
  const info = source.slice(end, stop).trim()
  if (sign === TICK && info.includes('`')) return undefined
  const blank = info.indexOf(' ')
  return {
    sign,
    size: end - at,
    lang: info === '' ? null : blank === -1 ? info : info.slice(0, blank),
    meta: blank === -1 ? null : info.slice(blank).trim(),
  }
}

/** True of a line that closes a fence. */
export function closesFence({ sign, size }: Fence, source: string, at: number, stop: number): boolean {
  let end = at
  while (end < stop && source.charCodeAt(end) === sign) end += 1
  if (end - at < size) return false
  while (end < stop && source.charCodeAt(end) === SPACE) end += 1
  return end === stop
}

/** True of a fence of which the words say nothing but themselves. */
export function isLiteral({ lang, meta }: Fence): boolean {
  return !/[\\&\p{Cc}]/u.test(`${lang ?? ''}${meta ?? ''}`) && !/[^\S ]/.test(`${lang ?? ''}${meta ?? ''}`)
}

/**
 * What a line that begins with « < » is: a comment on that line, a block of HTML up to a blank line, which may or may not
 * end the paragraph above it, or words.
 */
export type Html = 'comment' | 'block' | 'tag' | 'words' | 'unsure'

/** What the « < » at that place opens. */
export function htmlAt(source: string, at: number, stop: number): Html {
  const line = source.slice(at, stop)
  if (/^<[ \d=]/.test(line)) return 'words'
  if (line.startsWith('<!--')) return !/^<!--(?:-?>)/.test(line) && line.includes('-->', 4) ? 'comment' : 'unsure'
  const [, name, after] = /^<\/?([A-Za-z][A-Za-z\d-]*)(\/?>|.?)/.exec(line) ?? []
  if (name === undefined || RAW.has(name.toLowerCase())) return 'unsure'
  if (BLOCKS.has(name.toLowerCase())) return after === '' || after === ' ' || after?.endsWith('>') ? 'block' : 'unsure'
  if (ALONE.test(line)) return 'tag'
  // « <https://exemple.fr> », « <b>gras</b> et suite ».
  return /^<(?:\/?[A-Za-z][A-Za-z\d-]*(?: [^<>]*)?\/?>|[A-Za-z][A-Za-z\d+.-]*[:@])/.test(line) ? 'words' : 'unsure'
}

/** A whole tag, and nothing else on its line. */
const ALONE =
  /^<(?:\/[A-Za-z][A-Za-z\d-]* *|[A-Za-z][A-Za-z\d-]*(?: +[A-Za-z_:][\w.:-]*(?: *= *(?:"[^"]*"|'[^']*'))?)* *\/?)> *$/

/** What holds anything until it is closed. */
const RAW: ReadonlySet<string> = new Set(['script', 'style', 'pre', 'textarea'])

/** The elements that CommonMark takes for blocks. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
    'title tr track ul'
  ).split(' '),
)

const SPACE = 32
const TICK = 96
const TILDE = 126
