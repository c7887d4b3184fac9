import { computeScore, type Score } from '@limpide/checker'
import { RULES, RULES_VERSION } from '@limpide/rules'
import type { Analysed } from './limpide.ts'

/** What stands under a heading, down to the next heading of the same depth. */
export interface Section {
  readonly title: string
  readonly level: number
  readonly start: number
  readonly end: number
  /** Where its heading is. */
  readonly heading: { readonly start: number; readonly end: number }
  readonly words: number
  /** Its own score, whatever its length: `null` when it holds no sentence. The margin says how little a short one tells. */
  readonly score: Score | null
}

/** The sections of a document with the score of each, in the order of the text. */
export function sections({ result, document }: Analysed): readonly Section[] {
  const { view } = result
  const found: Section[] = []
  for (const [rank, { source, kind, text }] of view.blocks.entries()) {
    if (kind !== 'heading') continue
    const level = source.level ?? 2
    let stop = rank + 1
    for (; stop < view.blocks.length; stop += 1) {
      const next = view.blocks[stop]
      if (next?.kind === 'heading' && (next.source.level ?? 2) <= level) break
    }
    const isInside = (index: number): boolean => index >= rank && index < stop
    const body = view.body.filter(({ index }) => isInside(index))
    const sentences = view.sentences.filter(({ block }) => isInside(block.index))
    const words = body.reduce((sum, { wordCount }) => sum + wordCount, 0)
    const part = {
      ...result,
      view: { document, type: view.type, blocks: view.blocks, plain: view.plain, body, sentences, wordCount: words },
      // What a letter must say is judged on the letter, not on each of its parts.
      occurrences: result.occurrences.filter(({ block, principle }) => principle !== 'engagements' && isInside(block)),
      measures: new Map<string, number>(),
    }
    found.push({
      title: text.replace(/\s+/g, ' ').trim(),
      level,
      start: source.start,
      end: view.blocks[stop]?.source.start ?? document.text.length,
      heading: { start: source.start, end: source.end },
      words,
      score:
        sentences.length === 0 ? null : computeScore(part, RULES, { rulesVersion: RULES_VERSION, noMinimum: true }),
    })
  }
  return found
}
