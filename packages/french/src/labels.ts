import { featuresOf, uposOf } from './codes.ts'
import type { Upos } from './types.ts'

/** What the tagger predicts: the part of speech, and for verbs the kind of form. */
export const LABELS = [
  'ADJ',
  'ADP',
  'ADV',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'X',
  'VERB.Fin',
  'VERB.Inf',
  'VERB.Past',
  'VERB.Pres',
  'VERB.Imp',
  'AUX.Fin',
  'AUX.Inf',
  'AUX.Past',
  'AUX.Pres',
  'AUX.Imp',
] as const

/** A label of the tagger. */
export type Label = (typeof LABELS)[number]

const INDEX = new Map<string, number>(LABELS.map((label, i) => [label, i]))
const LABEL_UPOS: readonly Upos[] = LABELS.map((label) => uposOfName(label.split('.')[0] ?? 'X'))

function uposOfName(name: string): Upos {
  switch (name) {
    case 'ADJ':
    case 'ADP':
    case 'ADV':
    case 'AUX':
    case 'CCONJ':
    case 'DET':
    case 'INTJ':
    case 'NOUN':
    case 'NUM':
    case 'PRON':
    case 'PROPN':
    case 'PUNCT':
    case 'SCONJ':
    case 'SYM':
    case 'VERB':
      return name
    default:
      return 'X'
  }
}

/** The number of a label; that of X when there is no such label. */
export function labelIndex(name: string): number {
  return INDEX.get(name) ?? INDEX.get('X') ?? 0
}

/** The part of speech of a label. */
export function labelUpos(label: number): Upos {
  return LABEL_UPOS[label] ?? 'X'
}

/** The label of a reading of the lexicon. */
export function labelOfCode(code: number): number {
  const upos = uposOf(code)
  if (upos !== 'VERB' && upos !== 'AUX') return labelIndex(upos)
  const { verbForm, mood, tense } = featuresOf(code)
  if (verbForm === undefined) return labelIndex('VERB.Fin')
  if (verbForm === 'Inf') return labelIndex(`${upos}.Inf`)
  if (verbForm === 'Part') return labelIndex(tense === 'Pres' ? `${upos}.Pres` : `${upos}.Past`)
  return labelIndex(mood === 'Imp' ? `${upos}.Imp` : `${upos}.Fin`)
}
