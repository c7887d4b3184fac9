import type { Dictionary } from './dictionary.ts'
import { chooseReadings } from './morphology.ts'
import { createTagger, type Model } from './tagger.ts'
import type { RawToken } from './tokenise.ts'
import type { Token } from './types.ts'

/** Reads the raw tokens of one sentence, `from` included, `to` excluded: part of speech, features and lemma of each. */
export type TokenReader = (raw: readonly RawToken[], from: number, to: number) => Token[]

/** Builds the reader of sentences over a dictionary and a model. */
export function createTokenReader(dictionary: Dictionary, model: Model): TokenReader {
  const tagger = createTagger(dictionary, model)
  return (raw, from, to) => {
    const labels = tagger.tag(raw, from, to)
    const choices = chooseReadings(raw, labels, from, to, dictionary, model.lemmas)
    const tokens: Token[] = []
    for (let i = from; i < to; i++) {
      const token = raw[i]
      const choice = choices[i - from]
      if (token === undefined || choice === undefined) continue
      const { text, start, end, kind, norm, spaced } = token
      const { upos, features, lemma, parts, notes } = choice
      // One shape for all: a token without `parts` would make each reading of a token a search.
      tokens.push({ text, start, end, kind, norm, upos, features, lemma, parts, spaced, notes })
    }
    return tokens
  }
}
