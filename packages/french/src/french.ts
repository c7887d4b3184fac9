import { contractionParts } from './closed-class.ts'
import { featuresOf, uposOf } from './codes.ts'
import { createDictionary } from './dictionary.ts'
import { readLexicon } from './lexicon.ts'
import { splitSentences } from './split-sentences.ts'
import { type RawToken, tokenise } from './tokenise.ts'
import type { AnalyseOptions, Analysis, Features, Sentence, Token, Upos } from './types.ts'

/** The generated data an analyser is built from. */
export interface FrenchData {
  readonly lexicon: string
}

/** A first analyser: sentences, tokens, readings. */
export interface Analyser {
  analyse(text: string, options?: AnalyseOptions): Sentence[]
  analyses(form: string): readonly Analysis[]
}

const NO_FEATURES: Features = {}
const PRIORITY: readonly Upos[] = [
  'ADP',
  'DET',
  'PRON',
  'CCONJ',
  'SCONJ',
  'AUX',
  'NUM',
  'ADV',
  'NOUN',
  'ADJ',
  'VERB',
  'PROPN',
  'INTJ',
  'SYM',
  'PART',
  'PUNCT',
  'X',
]

export function createAnalyser(data: FrenchData): Analyser {
  const dictionary = createDictionary(readLexicon(data.lexicon))

  function tag(raw: RawToken): Token {
    const { text, start, end, kind, norm, spaced } = raw
    const fixed = FIXED[kind]
    if (fixed !== undefined)
      return { text, start, end, kind, norm, spaced, upos: fixed, features: NO_FEATURES, lemma: norm }
    const readings = dictionary.readings(norm, text)
    const best = [...readings].sort((a, b) => PRIORITY.indexOf(uposOf(a.code)) - PRIORITY.indexOf(uposOf(b.code)))[0]
    const upos = best === undefined ? (/^\p{Lu}/u.test(text) ? 'PROPN' : 'NOUN') : uposOf(best.code)
    const parts = upos === 'ADP' ? contractionParts(norm) : undefined
    return {
      text,
      start,
      end,
      kind,
      norm,
      spaced,
      upos,
      features: best === undefined ? NO_FEATURES : featuresOf(best.code),
      lemma: (best?.lemma ?? norm).toLowerCase(),
      ...(parts && { parts }),
    }
  }

  return {
    analyse(text, options) {
      const raw = tokenise(text, dictionary, options?.opaque)
      return splitSentences(text, raw).map(({ from, to }) => {
        const tokens = raw.slice(from, to).map(tag)
        return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0, tokens, wordCount: countWords(tokens) }
      })
    },
    analyses: (form) =>
      dictionary
        .readings(form.toLowerCase(), form)
        .map(({ code, lemma }) => ({ lemma, upos: uposOf(code), features: featuresOf(code) })),
  }
}

const FIXED: Partial<Record<Token['kind'], Upos>> = {
  number: 'NUM',
  amount: 'NOUN',
  date: 'NOUN',
  time: 'NOUN',
  phone: 'NOUN',
  email: 'PROPN',
  url: 'PROPN',
  reference: 'PROPN',
  placeholder: 'NOUN',
  punct: 'PUNCT',
  symbol: 'SYM',
}

function countWords(tokens: readonly RawToken[]): number {
  let count = 0
  for (const token of tokens) if (token.kind !== 'punct' && token.kind !== 'symbol') count++
  return count
}
