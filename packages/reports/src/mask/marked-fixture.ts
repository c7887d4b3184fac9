import { type Detection, MASKS, type MaskKind } from './detection.ts'
import { personalData } from './mask.ts'

/** A message, with what must be masked in it and what must come out untouched. */
export interface Marked {
  readonly text: string
  readonly secrets: readonly Place[]
  readonly survivors: readonly Place[]
  /** What masking finds in it: looked for once, it is what a test spends its time on. */
  readonly found: readonly Detection[]
}

/** A place of the text. */
export interface Place {
  readonly start: number
  readonly end: number
  /** What it is, where the mark says it. */
  readonly kind?: MaskKind
}

const isKind = (kind: string | undefined): kind is MaskKind => kind !== undefined && kind in MASKS

/** Reads a marked message: `[[…]]` and `[[kind|…]]` must be masked, `{{…}}` must survive. */
export function readMarked(marked: string): Marked {
  let text = ''
  let from = 0
  const secrets: Place[] = []
  const survivors: Place[] = []
  for (const match of marked.matchAll(/\[\[(?:(\p{L}+)\|)?(.+?)\]\]|\{\{(.+?)\}\}/gsu)) {
    text += marked.slice(from, match.index)
    const [, kind, secret, survivor] = match
    const inner = secret ?? survivor ?? ''
    const place = { start: text.length, end: text.length + inner.length, ...(isKind(kind) ? { kind } : {}) }
    if (secret === undefined) survivors.push(place)
    else secrets.push(place)
    text += inner
    from = match.index + match[0].length
  }
  text += marked.slice(from)
  return { text, secrets, survivors, found: personalData(text) }
}

/** What says that a name comes, and names nobody. */
const NO_SECRET = /(?<!\p{L})(?:mme|mlle|mr|m|chez|clé|et)(?!\p{L})/giu

/** The letters and digits of a place that stay readable once the text is masked. */
export function readable({ text, found }: Marked, { start, end }: Place): string {
  const said = text.slice(start, end).replace(NO_SECRET, (word) => ' '.repeat(word.length))
  return [...said]
    .filter((sign, i) => /[\p{L}\p{N}]/u.test(sign) && !found.some((m) => m.start <= start + i && start + i < m.end))
    .join('')
}
