import { createHash } from 'node:crypto'
import type { Prose } from '@limpide/library'
import { buildCloze, CLOZE, type Cloze, countableWords } from './cloze.ts'
import { maskProse } from './mask-prose.ts'
import { type Question, questionsFor } from './questions.ts'
import type { KitShape } from './read-results.ts'

/** A sentence of the highlighting test, by its number. */
export interface KitSentence {
  readonly number: number
  readonly text: string
}

export interface KitBlock {
  readonly kind: 'title' | 'paragraph' | 'item'
  readonly text: string
}

/** Everything that is printed for a test with users; without personal data. */
export interface Kit {
  /** Tells the text that was tested: the results carry it. */
  readonly code: string
  readonly title: string
  readonly words: number
  readonly blocks: readonly KitBlock[]
  readonly sentences: readonly KitSentence[]
  /** Absent for a short text: `clozeLack` says how many words it would take. */
  readonly cloze?: Cloze
  readonly clozeLack?: { readonly words: number; readonly needed: number }
  readonly questions: readonly Question[]
}

/** Why a document has no kit, and how many words it would take. */
export interface TooShort {
  readonly words: number
  readonly needed: number
}

/** Under this there is nothing to understand, hence nothing to test: the same floor as the score. */
export const FEWEST_WORDS = 30

/** The kit of a document, or why there is none. Personal data are masked before anything else. */
export function buildKit(raw: Prose, name: string): Kit | TooShort {
  const prose = maskProse(raw)
  const sentences = prose.blocks
    .filter(({ kind }) => kind !== 'title')
    .flatMap((block) => block.sentences.filter(({ words }) => words.length > 0))
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0)
  if (words < FEWEST_WORDS) return { words, needed: FEWEST_WORDS }
  const cloze = buildCloze(prose)
  return {
    code: createHash('sha256').update(prose.text).digest('hex').slice(0, 8).toUpperCase(),
    title: prose.title ?? name,
    words,
    blocks: prose.blocks.map(({ kind, start, end }) => ({ kind, text: prose.text.slice(start, end).trim() })),
    sentences: sentences.map(({ start, end }, i) => ({
      number: i + 1,
      text: prose.text.slice(start, end).replace(/\s+/g, ' ').trim(),
    })),
    ...(cloze === undefined
      ? { clozeLack: { words: countableWords(prose), needed: CLOZE.fewest * CLOZE.every } }
      : { cloze }),
    questions: questionsFor(prose),
  }
}

/** True for a kit, false for what says that there is none. */
export function isKit(made: Kit | TooShort): made is Kit {
  return 'code' in made
}

/** What the results of a kit must fit. */
export function shapeOf({ code, cloze, sentences, questions }: Kit): KitShape {
  return { code, gaps: cloze?.key.length ?? 0, sentences: sentences.length, questions: questions.map(({ id }) => id) }
}
