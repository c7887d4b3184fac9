import { normalise } from './characters.ts'
import { featuresOf, uposOf } from './codes.ts'
import { createConjugator } from './conjugate.ts'
import { createDictionary } from './dictionary.ts'
import { createInflector } from './inflect.ts'
import { join } from './join.ts'
import { readLexicon } from './lexicon.ts'
import { mendVerbs } from './mend-verbs.ts'
import { createParser, type Finder, readParserModel } from './parser.ts'
import { createTokenReader } from './read-tokens.ts'
import { splitSentences } from './split-sentences.ts'
import { syllables, syllablesOfVerb } from './syllables.ts'
import { readModel } from './tagger.ts'
import { type RawToken, tokenise } from './tokenise.ts'
import type { AnalyseOptions, Analysis, Arc, DrawnArcs, French, Sentence, Token } from './types.ts'

/** The generated data an analyser is built from (the `data` export of each module of the data folder). */
export interface FrenchData {
  readonly lexicon: string
  readonly tagger: string
  /** Decoded when arcs are asked for, and not before. */
  readonly parser: string
}

const FORMS_KEPT = 20_000

/** Builds the analyser from its data; nothing is kept outside it. */
export function createFrench(data: FrenchData): French {
  const lexicon = readLexicon(data.lexicon)
  const dictionary = createDictionary(lexicon)
  const readTokens = createTokenReader(dictionary, readModel(data.tagger))
  const conjugator = createConjugator(lexicon)
  const inflector = createInflector(lexicon, dictionary)

  function analyse(text: string, options?: AnalyseOptions): Sentence[] {
    const raw = tokenise(text, dictionary, options?.opaque)
    const sentences: Sentence[] = []
    for (const { from, to } of splitSentences(text, raw, dictionary)) {
      const tokens = readTokens(raw, from, to)
      mendVerbs(tokens, analyses)
      sentences.push({
        start: raw[from]?.start ?? 0,
        end: raw[to - 1]?.end ?? 0,
        tokens,
        wordCount: countWords(raw, from, to),
      })
    }
    return sentences
  }

  let parser: Finder | undefined
  const known = new WeakMap<readonly Token[], readonly Arc[]>()

  function arcs(tokens: readonly Token[]): readonly Arc[] {
    let found = known.get(tokens)
    if (found === undefined) {
      parser ??= createParser(readParserModel(data.parser))
      found = parser.parse(tokens)
      known.set(tokens, found)
    }
    return found
  }

  function findInArcs(tokens: readonly Token[], read: (arcs: DrawnArcs) => number | undefined): number {
    parser ??= createParser(readParserModel(data.parser))
    return parser.find(tokens, read)
  }

  /** « demandent » is only a verb; « président » and « souvent » are not. */
  function isThirdPlural(word: string): boolean {
    if (!/ent$/i.test(word)) return false
    const readings = dictionary.readings(normalise(word))
    return (
      readings.length > 0 &&
      readings.every(({ code }) => featuresOf(code).verbForm === 'Fin' && featuresOf(code).number === 'Plur')
    )
  }

  // Rules ask again for the words of every letter: « de », « votre », « dossier ».
  const analysed = new Map<string, readonly Analysis[]>()

  function analyses(form: string): readonly Analysis[] {
    const known = analysed.get(form)
    if (known !== undefined) return known
    const found = dictionary.readings(normalise(form), form).map(({ code, lemma }) => ({
      lemma: lemma.toLowerCase(),
      upos: uposOf(code),
      features: featuresOf(code),
    }))
    if (analysed.size >= FORMS_KEPT) analysed.clear()
    analysed.set(form, found)
    return found
  }

  return {
    analyse,
    // Whoever keeps what is cut does not keep with it all that is known of the words.
    cut: (text) =>
      tokenise(text, dictionary).map(({ text, start, end, kind, norm, spaced }) => ({
        text,
        start,
        end,
        kind,
        norm,
        spaced,
      })),
    arcs,
    findInArcs,
    analyses,
    conjugate: conjugator.conjugate,
    isTransitive: conjugator.isTransitive,
    takesEtre: conjugator.takesEtre,
    inflect: inflector.inflect,
    genderOf: inflector.genderOf,
    join,
    syllables: (word) => (isThirdPlural(word) ? syllablesOfVerb(word) : syllables(word)),
  }
}

function countWords(tokens: readonly RawToken[], from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const kind = tokens[i]?.kind
    if (kind !== 'punct' && kind !== 'symbol') count++
  }
  return count
}
