import type { Prose, ProseBlock } from '@limpide/library'

/**
 * One word in five, as Bormuth (1968) makes his tests; fifty gaps at least make a score surer, says DuBay (2004). Fewer than
 * 25 is our own limit: a gap would be worth more than four points.
 */
export const CLOZE = { every: 5, gaps: 50, fewest: 25 } as const

/** A part of the text: printed, or taken out. */
export type ClozePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'gap'; readonly number: number; readonly word: string }

export interface ClozeBlock {
  readonly kind: ProseBlock['kind']
  readonly pieces: readonly ClozePiece[]
}

/** A text with one word in five taken out, and the words. */
export interface Cloze {
  readonly blocks: readonly ClozeBlock[]
  /** The words taken out, in order: the key. */
  readonly key: readonly string[]
  /** True when the text goes on after the last sentence of the test. */
  readonly isCut: boolean
}

/**
 * The cloze test of a prose. Titles and the first sentence stay whole. After them, every fifth word is taken out; what
 * names or counts (`ProseWord.isFixed`) is printed and not counted. The test ends with the sentence of the fiftieth gap.
 * A text that gives fewer than 25 gaps has none: one word more or less would be worth four points.
 */
export function buildCloze({ text, blocks }: Prose): Cloze | undefined {
  const key: string[] = []
  const made: ClozeBlock[] = []
  let counted = 0
  let isOpen = false
  let isOver = false
  for (const block of blocks) {
    if (isOver) break
    const pieces: ClozePiece[] = []
    let from = block.start
    for (const sentence of block.kind === 'title' ? [] : block.sentences) {
      if (sentence.words.length === 0) continue
      if (!isOpen) {
        isOpen = true
        continue
      }
      for (const word of sentence.words) {
        if (word.isFixed) continue
        counted += 1
        if (counted % CLOZE.every !== 0) continue
        const taken = text.slice(word.start, word.end)
        key.push(taken)
        pieces.push(
          { kind: 'text', text: text.slice(from, word.start) },
          { kind: 'gap', number: key.length, word: taken },
        )
        from = word.end
      }
      if (key.length < CLOZE.gaps) continue
      pieces.push({ kind: 'text', text: text.slice(from, sentence.end) })
      from = sentence.end
      isOver = true
      break
    }
    if (!isOver) pieces.push({ kind: 'text', text: text.slice(from, block.end) })
    made.push({ kind: block.kind, pieces: pieces.filter((piece) => piece.kind === 'gap' || piece.text !== '') })
  }
  if (key.length < CLOZE.fewest) return undefined
  return { blocks: made, key, isCut: restore({ blocks: made, key }).length < text.trimEnd().length }
}

/** The text again, from what was printed and the key. */
export function restore({ blocks, key }: Pick<Cloze, 'blocks' | 'key'>): string {
  return blocks
    .map(({ pieces }) =>
      pieces.map((piece) => (piece.kind === 'text' ? piece.text : (key[piece.number - 1] ?? ''))).join(''),
    )
    .join('\n\n')
}

/** The words of a prose that the test counts: after the first sentence, without what names or counts. */
export function countableWords({ blocks }: Prose): number {
  const [, ...rest] = blocks
    .filter(({ kind }) => kind !== 'title')
    .flatMap(({ sentences }) => sentences.filter(({ words }) => words.length > 0))
  return rest.reduce((sum, { words }) => sum + words.filter(({ isFixed }) => !isFixed).length, 0)
}
