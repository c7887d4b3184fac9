import type { French, Gender, GrammaticalNumber, Token } from '@limpide/french'

const FULL = new Map<string, string>(
  Object.entries({
    "n'": 'ne',
    "j'": 'je',
    "d'": 'de',
    "qu'": 'que',
    "m'": 'me',
    "t'": 'te',
    "s'": 'se',
    ne: 'ne',
    je: 'je',
    de: 'de',
    que: 'que',
    me: 'me',
    te: 'te',
    se: 'se',
  }),
)

/** The words that must be written again so that a new word may follow: "ne" before "examinons" is « n' ». */
export interface Junction {
  /** Offset where the new text starts. */
  readonly start: number
  readonly text: string
}

/** Puts a new word in the place of a token, the elision of the word before kept right; `undefined` when it cannot be known. */
export function inPlace(tokens: readonly Token[], rank: number, text: string, french: French): Junction | undefined {
  const token = tokens[rank]
  const previous = tokens[rank - 1]
  if (!token) return undefined
  if (!previous) return { start: token.start, text }
  const full = FULL.get(previous.norm)
  if (full === undefined) {
    // "l'" may be « le » or « la ».
    return /'$/.test(previous.norm) ? undefined : { start: token.start, text }
  }
  const joined = french.join(full, text)
  const written =
    previous.text.charAt(0) === previous.text.charAt(0).toLowerCase()
      ? joined
      : joined.charAt(0).toUpperCase() + joined.slice(1)
  return { start: previous.start, text: written }
}

/** The gender and number of a subject, when the words before the verb leave no doubt. */
export interface Agreement {
  readonly gender: Gender
  readonly number: GrammaticalNumber
}

const PRONOUNS = new Map<string, Agreement>(
  Object.entries({
    il: { gender: 'Masc', number: 'Sing' },
    elle: { gender: 'Fem', number: 'Sing' },
    ils: { gender: 'Masc', number: 'Plur' },
    elles: { gender: 'Fem', number: 'Plur' },
  }),
)

/** Agreement of the subject of the verb at this rank: a pronoun, or the head of "le dossier de votre fils" that opens the clause. */
export function subjectOf(tokens: readonly Token[], verb: number, french: French): Agreement | undefined {
  let end = verb
  for (; end > 0; end--) {
    const token = tokens[end - 1]
    // "doit faire l'objet", "ne peut pas faire l'objet"
    const skipped =
      token?.upos === 'ADV' ||
      token?.upos === 'AUX' ||
      /^(doit|doivent|devra|devront|peut|peuvent|pourra|pourront|va|vont)$/.test(token?.norm ?? '')
    if (!skipped) break
  }
  const last = tokens[end - 1]
  if (!last) return undefined
  const pronoun = PRONOUNS.get(last.norm)
  if (pronoun) return pronoun
  let start = end
  while (start > 0 && /^(DET|NOUN|ADJ|ADP|PROPN|NUM)$/.test(tokens[start - 1]?.upos ?? '')) start--
  const before = tokens[start - 1]
  if (before && before.kind !== 'punct' && before.upos !== 'CCONJ' && before.upos !== 'SCONJ') return undefined
  // A group that opens with a preposition is not a subject: "À votre demande".
  if (tokens[start]?.upos !== 'DET') return undefined
  const group = tokens.slice(start, end)
  const head = group.find(({ upos }) => upos === 'NOUN')
  if (!head || group.some(({ upos }) => upos === 'CCONJ')) return undefined
  const gender = head.features.gender ?? french.genderOf(head.lemma)
  const { number } = head.features
  return gender && number ? { gender, number } : undefined
}
