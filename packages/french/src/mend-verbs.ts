import { locutionAt } from './locutions.ts'
import type { Analysis, Token } from './types.ts'
import { WordNotes } from './word-notes.ts'

/** Words other than adverbs that part an auxiliary from its participle: « n'avaient pas tous voté », « n'ai rien payé ». */
const INSIDE = new Set(['tous', 'toutes', 'tout', 'rien', 'pas', 'plus', 'jamais', 'point', 'guère'])
const FARTHEST = 7
const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'ADJ', 'PROPN', 'X'])

/**
 * Reads verbs again where the words around leave no doubt: after « ne »; « faire » that no infinitive follows; « avoir » and
 * « être » where the tagger, which sees two words ahead, could not see what follows the adverbs (« Il a d'ailleurs déménagé »
 * holds an auxiliary, « ils y ont également droit » a verb).
 */
export function mendVerbs(tokens: Token[], analyses: (form: string) => readonly Analysis[]): void {
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    const { upos } = token
    const isVerb = upos === 'VERB' || upos === 'AUX'
    // « ne satisfait pas »: right after « ne » stands a verb, whatever else the form may be.
    if (!isVerb) {
      if (!isNe(tokens[rank - 1]) || !NOMINAL.has(upos)) continue
      const verb = analyses(token.norm).find(isThirdPresent) ?? analyses(token.norm).find(isFiniteVerb)
      if (verb !== undefined) {
        const { upos, lemma, features } = verb
        tokens[rank] = { ...token, upos, lemma, features, notes: new WordNotes() }
      }
      continue
    }
    // « faire établir un devis » holds an auxiliary, « une lettre faisant état » a verb.
    if (upos === 'AUX' && token.lemma === 'faire') {
      const next = tokens[nextContent(tokens, rank)]
      if (next?.features.verbForm !== 'Inf' && next?.upos === 'NOUN') tokens[rank] = { ...token, upos: 'VERB' }
      continue
    }
    if (token.lemma !== 'avoir' && token.lemma !== 'être') continue
    const next = tokens[nextContent(tokens, rank)]
    if (next === undefined) continue
    if (token.upos === 'VERB' && isPast(next)) tokens[rank] = { ...token, upos: 'AUX' }
    if (token.upos === 'AUX' && token.lemma === 'avoir' && next.upos === 'NOUN' && !pastFollows(tokens, rank))
      tokens[rank] = { ...token, upos: 'VERB' }
  }
}

function isNe(token: Token | undefined): boolean {
  return token !== undefined && token.norm.length === 2 && (token.norm === 'ne' || token.norm === "n'")
}

/** Rank of the first word after the adverbs, the negation and an inverted subject. */
function nextContent(tokens: readonly Token[], rank: number): number {
  let i = rank + 1
  while (i < tokens.length && i - rank <= FARTHEST) {
    const token = tokens[i]
    if (token === undefined) break
    const length = locutionAt(tokens, i)
    if (length > 0) i += length
    else if (token.upos === 'ADV' || INSIDE.has(token.norm) || (token.upos === 'PRON' && token.text.startsWith('-')))
      i++
    else break
  }
  return i
}

function isPast({ upos, features }: Token): boolean {
  return (upos === 'VERB' || upos === 'AUX') && features.verbForm === 'Part' && features.tense === 'Past'
}

function isFiniteVerb({ upos, features }: Analysis): boolean {
  return upos === 'VERB' && features.verbForm === 'Fin'
}

function isThirdPresent(analysis: Analysis): boolean {
  const { mood, tense, person } = analysis.features
  return isFiniteVerb(analysis) && mood === 'Ind' && tense === 'Pres' && person === 3
}

/** « avait mardi dernier reçu »: a participle may come after a noun that tells when. */
function pastFollows(tokens: readonly Token[], rank: number): boolean {
  return tokens.slice(rank + 1, rank + FARTHEST).some((token) => isPast(token))
}
