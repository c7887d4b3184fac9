import type { Detection } from './detection.ts'
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
}

/** Reads a marked message: `[[…]]` must be masked, `{{…}}` must survive. */
export function readMarked(marked: string): Marked {
  let text = ''
  let from = 0
  const secrets: Place[] = []
  const survivors: Place[] = []
  for (const match of marked.matchAll(/\[\[(.+?)\]\]|\{\{(.+?)\}\}/gs)) {
    text += marked.slice(from, match.index)
    const inner = match[1] ?? match[2] ?? ''
    const list = match[1] === undefined ? survivors : secrets
    list.push({ start: text.length, end: text.length + inner.length })
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
