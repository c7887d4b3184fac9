import { closedReadings, contractionParts } from './closed-class.ts'
import { encode, featuresOf, GENDER, NUMBER, uposOf } from './codes.ts'
import type { Dictionary } from './dictionary.ts'
import { LABELS, labelOfCode, labelUpos } from './labels.ts'
import type { Reading } from './lexicon.ts'
import type { RawToken } from './tokenise.ts'
import type { Features, GrammaticalNumber, Person, Upos } from './types.ts'
import type { WordNotes } from './word-notes.ts'
import { notesOf, type Word } from './word-store.ts'

/** What is known of a token once its label is chosen; shared by the tokens that are read alike. */
export interface Choice {
  readonly upos: Upos
  /** The features, packed. */
  readonly code: number
  readonly features: Features
  readonly lemma: string
  /** The lemma as the lexicon writes it, with its capital. */
  readonly written: string
  readonly parts: readonly [string, string] | undefined
  readonly notes: WordNotes
}

/** What a word may be under a label. */
export interface Entry {
  readonly label: number
  /** The preferences it was read with. */
  readonly preferences: LemmaPreferences
  /** The one choice, for most words. */
  readonly only: Choice | undefined
  /** What the word may be under another label. */
  readonly next: Entry | undefined
  readonly upos: Upos
  /** The readings that the label allows; none for a word that the lexicon does not know under it. */
  readonly choices: readonly Choice[]
  /** True when one of them is a conjugated verb. */
  readonly finite: boolean
  /** The lemma to prefer among several. */
  readonly preferred: string | undefined
}

/** Preferred lemmas of ambiguous forms: `convient` under VERB -> `convenir`. */
export type LemmaPreferences = ReadonlyMap<string, string>

interface Subject {
  readonly person?: Person
  readonly number?: GrammaticalNumber
}

const NONE = encode('X', {})
const INFINITIVE = encode('X', { verbForm: 'Inf' })
const PAST_PARTICIPLE = encode('X', { verbForm: 'Part', tense: 'Past' })
const PRESENT_PARTICIPLE = encode('X', { verbForm: 'Part', tense: 'Pres' })
const IMPERATIVE = encode('X', { verbForm: 'Fin', mood: 'Imp', tense: 'Pres' })
const FINITE = encode('X', { verbForm: 'Fin' })
const SUBJECTS = new Map<string, Subject>([
  ['je', { person: 1, number: 'Sing' }],
  ["j'", { person: 1, number: 'Sing' }],
  ['tu', { person: 2, number: 'Sing' }],
  ['il', { person: 3, number: 'Sing' }],
  ['elle', { person: 3, number: 'Sing' }],
  ['on', { person: 3, number: 'Sing' }],
  ["c'", { person: 3 }],
  ['ce', { person: 3 }],
  ['cela', { person: 3, number: 'Sing' }],
  ['ça', { person: 3, number: 'Sing' }],
  ['ceci', { person: 3, number: 'Sing' }],
  ['ils', { person: 3, number: 'Plur' }],
  ['elles', { person: 3, number: 'Plur' }],
])
/** Who a verb speaks of when nothing tells. */
const ANYONE: Subject = { person: 3 }
const INVERTED = new Map<string, Subject>([
  ['-je', { person: 1, number: 'Sing' }],
  ['-tu', { person: 2, number: 'Sing' }],
  ['-il', { person: 3, number: 'Sing' }],
  ['-elle', { person: 3, number: 'Sing' }],
  ['-on', { person: 3, number: 'Sing' }],
  ['-t-il', { person: 3, number: 'Sing' }],
  ['-t-elle', { person: 3, number: 'Sing' }],
  ['-t-on', { person: 3, number: 'Sing' }],
  ['-ce', { person: 3 }],
  ['-nous', { person: 1, number: 'Plur' }],
  ['-vous', { person: 2, number: 'Plur' }],
  ['-ils', { person: 3, number: 'Plur' }],
  ['-elles', { person: 3, number: 'Plur' }],
])
/** What may stand between a subject pronoun and its verb. */
const BETWEEN = new Set("ne n' me m' te t' se s' le la les l' lui leur y en".split(' '))
/** Verbs, adjectives and conjunctions whose « que » calls the subjunctive. */
const SUBJUNCTIVE = new Set(
  (
    'falloir vouloir souhaiter désirer préférer exiger demander ordonner permettre accepter refuser interdire éviter empêcher attendre craindre ' +
    'douter regretter proposer recommander suggérer veiller aimer apprécier admettre importer convenir suffire ' +
    'nécessaire indispensable important possible impossible utile souhaitable préférable rare normal dommage regrettable heureux content obligatoire essentiel primordial'
  ).split(' '),
)
const SUBJUNCTIVE_LINKS = new Set(
  'afin pour sans avant bien jusqu à quoique condition moins crainte peur fin sorte manière façon pourvu'.split(' '),
)
const CLITIC_OBJECTS = new Set('-le -la -les -moi -toi -lui -leur -y -en -nous -vous'.split(' '))

/** Chooses, for each token of a sentence, the reading of the lexicon that its label and its neighbours allow. */
export function chooseReadings(
  tokens: readonly RawToken[],
  labels: Uint8Array,
  from: number,
  to: number,
  dictionary: Dictionary,
  preferences: LemmaPreferences,
): Choice[] {
  const choices: Choice[] = []
  for (let i = from; i < to; i++) {
    const token = tokens[i]
    if (token === undefined) continue
    const label = labels[i - from] ?? 0
    const entry = entryOf(token.word, label, dictionary, preferences)
    if (entry.only !== undefined) choices.push(entry.only)
    else if (entry.choices.length === 0)
      choices.push(choiceOf(entry.upos, guess(label, token, choices), token.norm, token.word))
    else if (entry.finite) choices.push(chooseFinite(tokens, i, from, to, entry, choices))
    else choices.push(chooseNominal(entry, choices))
  }
  for (let k = 0; k < choices.length; k++) completeNoun(choices, k)
  return choices
}

function entryOf(word: Word, label: number, dictionary: Dictionary, preferences: LemmaPreferences): Entry {
  for (let entry = word.entry; entry !== undefined; entry = entry.next)
    if (entry.label === label && entry.preferences === preferences) return entry
  const entry = readEntry(word, label, dictionary, preferences)
  word.entry = entry
  return entry
}

function readEntry(word: Word, label: number, dictionary: Dictionary, preferences: LemmaPreferences): Entry {
  const { norm, kind, text, entry: next } = word
  const upos = labelUpos(label)
  const verbal = upos === 'VERB' || upos === 'AUX'
  const choices =
    kind === 'word'
      ? readAgreeing(dictionary.readings(norm, text), label).map(({ code, lemma }) => choiceOf(upos, code, lemma, word))
      : [choiceOf(upos, 0, norm, word)]
  return {
    label,
    preferences,
    only: choices.length === 1 ? choices[0] : undefined,
    next,
    upos,
    choices,
    finite: verbal && choices.some(({ features }) => features.verbForm === 'Fin'),
    preferred: preferences.get(`${verbal ? 'VERB' : upos} ${norm}`),
  }
}

function choiceOf(upos: Upos, code: number, written: string, word: Word): Choice {
  const { kind, norm } = word
  const lemma = kind === 'word' ? written.toLowerCase() : written
  return {
    upos,
    code,
    features: featuresOf(code),
    lemma,
    written,
    parts: upos === 'ADP' && kind === 'word' ? contractionParts(norm) : undefined,
    notes: notesOf(word, lemma),
  }
}

/** The readings that carry a label, or failing that those of a neighbouring label. */
function readAgreeing(readings: readonly Reading[], label: number): readonly Reading[] {
  const exact = readings.filter((reading) => labelOfCode(reading.code) === label)
  const name = LABELS[label] ?? 'X'
  const dot = name.indexOf('.')
  if (dot === -1) {
    if (exact.length > 0) return exact
    // A noun the lexicon only knows as an adjective (« les intéressés »), and the reverse, and participles.
    const wanted: readonly Upos[] =
      name === 'NOUN' || name === 'ADJ'
        ? ['NOUN', 'ADJ', 'NUM', 'DET']
        : name === 'PROPN'
          ? ['PROPN']
          : name === 'PRON' || name === 'DET'
            ? ['DET', 'PRON', 'ADJ']
            : []
    const near = readings.filter((reading) => wanted.includes(uposOf(reading.code)))
    if (near.length > 0) return near
    if (name === 'NOUN' || name === 'ADJ') {
      return readings
        .filter((reading) => featuresOf(reading.code).verbForm === 'Part')
        .map((reading) => ({ code: stripVerb(reading.code), lemma: reading.lemma }))
    }
    return near
  }
  const form = name.slice(dot + 1)
  if (form !== 'Fin' && form !== 'Imp') {
    if (exact.length > 0) return exact
    // Auxiliary uses of other verbs: « faire valoir ».
    return readings.filter((reading) => LABELS[labelOfCode(reading.code)]?.endsWith(`.${form}`) === true)
  }
  // Indicative or imperative is decided from the sentence, not by the tagger alone.
  const aux = name.startsWith('AUX')
  const verbal = readings.filter((reading) => featuresOf(reading.code).verbForm === 'Fin')
  const own = verbal.filter((reading) => (uposOf(reading.code) === 'AUX') === aux)
  return own.length > 0 ? own : verbal
}

function stripVerb(code: number): number {
  // Gender and number of a participle, without its verb form.
  return code & (NUMBER | GENDER)
}

function guess(label: number, token: RawToken, choices: readonly Choice[]): number {
  const name = LABELS[label] ?? 'X'
  if (name.endsWith('.Inf')) return INFINITIVE
  if (name.endsWith('.Past')) return PAST_PARTICIPLE
  if (name.endsWith('.Pres')) return PRESENT_PARTICIPLE
  if (name.endsWith('.Imp')) return IMPERATIVE
  if (name.endsWith('.Fin')) return FINITE
  if (name !== 'NOUN' && name !== 'ADJ') return NONE
  const before = choices.at(-1)
  const number = before?.upos === 'DET' ? before.features.number : undefined
  const gender = before?.upos === 'DET' ? before.features.gender : undefined
  return encode('X', { number: number ?? (/[sx]$/.test(token.norm) ? 'Plur' : 'Sing'), gender })
}

function prefer(choices: readonly Choice[], preferred: string | undefined): Choice {
  const first = choices[0]
  if (first === undefined) throw new Error('A reading is chosen among one at least.')
  if (preferred === undefined || choices.length === 1) return first
  return choices.find(({ written }) => written === preferred) ?? first
}

function chooseFinite(
  tokens: readonly RawToken[],
  i: number,
  from: number,
  to: number,
  entry: Entry,
  choices: readonly Choice[],
): Choice {
  const next = i + 1 < to ? tokens[i + 1] : undefined
  let left = entry.choices
  const keep = (test: (choice: Choice) => boolean): void => {
    if (left.length === 1) return
    const kept = left.filter(test)
    if (kept.length > 0) left = kept
  }

  const subject = findSubject(tokens, i, from, choices)
  const inverted = next !== undefined ? INVERTED.get(next.norm) : undefined
  if (subject === undefined && isImperative(tokens, i, from, to, next, entry.choices)) {
    keep(({ features }) => features.mood === 'Imp')
    return prefer(left, entry.preferred)
  }
  keep(({ features }) => features.mood !== 'Imp')
  const who = subject ?? inverted ?? ANYONE
  keep(({ features }) => features.person === who.person)
  if (who.number !== undefined) keep(({ features }) => features.number === who.number)
  if (left.length === 1) return prefer(left, entry.preferred)
  const subjunctive = callsSubjunctive(tokens, i, from, choices)
  keep(({ features }) => (features.mood === 'Sub') === subjunctive)
  if (entry.preferred !== undefined) keep(({ written }) => written === entry.preferred)
  // « il finit », « il dit »: letters are written in the present, not in the simple past.
  keep(({ features }) => features.tense === 'Pres')
  return prefer(left, entry.preferred)
}

/** The subject pronoun of the verb at `i`, looked for through its clitics. */
function findSubject(
  tokens: readonly RawToken[],
  i: number,
  from: number,
  choices: readonly Choice[],
): Subject | undefined {
  let k = i - 1
  let object: 'nous' | 'vous' | undefined
  let crossed = 0
  while (k >= from) {
    const token = tokens[k]
    if (token === undefined) break
    const norm = token.norm
    const found = SUBJECTS.get(norm)
    if (found !== undefined && choices[k - from]?.upos === 'PRON') return found
    if (norm === 'nous' || norm === 'vous') {
      // « nous vous informons »: the first of the two is the subject; « il vous informe »: keep looking.
      const before = tokens[k - 1]
      if (
        k > from &&
        before !== undefined &&
        (SUBJECTS.has(before.norm) || before.norm === 'nous' || before.norm === 'vous' || before.norm === 'qui')
      ) {
        object = norm
        k--
        continue
      }
      const person = norm === 'nous' ? 1 : 2
      const form = tokens[i]?.norm ?? ''
      // « votre conseiller vous informe »: the ending tells the subject from the object.
      if (object === undefined && !(person === 1 ? /(?:ons|mes)$/.test(form) : /(?:ez|tes)$/.test(form)))
        return undefined
      return { person, number: 'Plur' }
    }
    if (norm === 'qui') return relative(tokens, k, from)
    if (norm === 'moi-même' || norm === 'lui-même') {
      k--
      continue
    }
    if (!BETWEEN.has(norm)) {
      // One adverb may slip in: « il également demande » is rare, « qui ensuite demande » is not.
      const upos = choices[k - from]?.upos
      if (upos !== 'ADV' || crossed >= 2) break
      crossed++
    }
    k--
  }
  return undefined
}

/** « vous qui demandez », « les dossiers qui manquent ». */
function relative(tokens: readonly RawToken[], k: number, from: number): Subject {
  const before = tokens[k - 1]
  const pronoun = before === undefined || k - 1 < from ? undefined : before.norm
  if (pronoun === 'moi') return { person: 1, number: 'Sing' }
  if (pronoun === 'nous') return { person: 1, number: 'Plur' }
  if (pronoun === 'vous') return { person: 2, number: 'Plur' }
  return { person: 3 }
}

function isImperative(
  tokens: readonly RawToken[],
  i: number,
  from: number,
  to: number,
  next: RawToken | undefined,
  readings: readonly Choice[],
): boolean {
  const imperative = readings.filter(({ features }) => features.mood === 'Imp')
  if (imperative.length === 0) return false
  const onlyImperative = imperative.length === readings.length
  if (onlyImperative) return true
  const plural = imperative.some(({ features }) => features.number === 'Plur')
  const norm = tokens[i]?.norm ?? ''
  if (plural && /(?:ez|tes|ons)$/.test(norm)) {
    // « Pouvez-vous », « Avez-vous reçu… ? » ask; « Présentez-vous au guichet. » commands.
    if (next !== undefined && (next.norm === '-vous' || next.norm === '-nous')) {
      return !readings.some(({ written }) => ASKING.has(written)) && !isQuestion(tokens, i, to)
    }
    // Every other -ez form has its « vous » before it: no subject was found, so it commands.
    return true
  }
  if (next !== undefined && CLITIC_OBJECTS.has(next.norm)) return true
  // Second person singular (« Demande ton relevé »): only as first word, before a determiner.
  if (i !== from || next === undefined) return false
  return (
    closedReadings(next.norm).some((reading) => uposOf(reading.code) === 'DET') && /^(?:ton|ta|tes)$/.test(next.norm)
  )
}

const ASKING = new Set('être avoir pouvoir devoir vouloir souhaiter savoir connaître'.split(' '))

function isQuestion(tokens: readonly RawToken[], i: number, to: number): boolean {
  for (let k = to - 1; k > i && k >= to - 4; k--) if (tokens[k]?.text.startsWith('?')) return true
  return false
}

/** True when the verb at `i` stands in a clause that a subjunctive link or verb opens. */
function callsSubjunctive(tokens: readonly RawToken[], i: number, from: number, choices: readonly Choice[]): boolean {
  for (let k = i - 1; k >= from && i - k <= 14; k--) {
    const norm = tokens[k]?.norm
    if (norm === undefined) return false
    if (norm === 'quoique' || norm === "quoiqu'") return true
    if (norm !== 'que' && norm !== "qu'") {
      const verb = choices[k - from]
      // Another finite verb closes the clause, unless it is coordinated with this one.
      if (verb?.features.verbForm === 'Fin' && verb.upos !== 'NOUN')
        return verb.features.mood === 'Sub' && hasLink(tokens, k, i)
      continue
    }
    for (let b = k - 1; b >= from && k - b <= 4; b--) {
      const before = tokens[b]
      const choice = choices[b - from]
      if (before === undefined || before.kind !== 'word') return false
      if (SUBJUNCTIVE_LINKS.has(before.norm) && b === k - 1) return true
      if (choice !== undefined && SUBJUNCTIVE.has(choice.lemma)) return true
      // « jusqu'à ce que », « à ce que ».
      if (before.norm === 'ce' && tokens[b - 1]?.norm === 'à') return true
      if (choice?.upos !== 'ADV' && choice?.upos !== 'PRON' && choice?.upos !== 'AUX') return false
    }
    return false
  }
  return false
}

function hasLink(tokens: readonly RawToken[], k: number, i: number): boolean {
  for (let b = k + 1; b < i; b++) if (tokens[b]?.norm === 'et' || tokens[b]?.norm === 'ou') return true
  return false
}

function chooseNominal({ upos, choices: own, preferred }: Entry, choices: readonly Choice[]): Choice {
  let left = own
  if (upos === 'NOUN' || upos === 'ADJ' || upos === 'PRON') {
    const near = nearestDeterminer(choices)
    if (near !== undefined) {
      const kept = own.filter(({ code }) => compatible(code, near.code))
      if (kept.length > 0) left = kept
    }
  }
  // « la », « les », « l' » as objects; « nous » and « vous » keep their own number.
  return prefer(left, preferred)
}

function compatible(a: number, b: number): boolean {
  return agree(a & NUMBER, b & NUMBER) && agree(a & GENDER, b & GENDER)
}

function agree(a: number, b: number): boolean {
  return a === 0 || b === 0 || a === b
}

/** The determiner (or contraction) just before, through adjectives and numerals. */
function nearestDeterminer(choices: readonly Choice[]): Choice | undefined {
  for (let k = choices.length - 1; k >= 0 && choices.length - k <= 3; k--) {
    const choice = choices[k]
    if (choice === undefined) return undefined
    if (choice.upos === 'DET' || choice.upos === 'NOUN' || isContraction(choice)) return choice
    if (choice.upos !== 'ADJ' && choice.upos !== 'NUM') return undefined
  }
  return undefined
}

function isContraction({ upos, lemma }: Choice): boolean {
  return upos === 'ADP' && lemma.includes('+')
}

/** Gives the number and gender that the word alone does not show: « les prix », « l'aide », « le dossier utile ». */
function completeNoun(choices: Choice[], k: number): void {
  const own = choices[k]
  if (own === undefined || own.upos !== 'NOUN') return
  let { code } = own
  for (let b = k - 1; b >= 0 && k - b <= 3; b--) {
    const before = choices[b]
    if (before === undefined) break
    if (before.upos === 'ADJ' || before.upos === 'NUM') {
      code = withAgreement(code, before.code)
      continue
    }
    if (before.upos === 'DET' || isContraction(before)) {
      code = withAgreement(code, before.code)
      const shared = withAgreement(before.code, code)
      if (before.upos === 'DET' && shared !== before.code) choices[b] = withCode(before, shared)
    }
    break
  }
  if (code !== own.code) choices[k] = withCode(own, code)
}

/** A code, with the number and the gender of another where it has none. */
function withAgreement(code: number, other: number): number {
  let full = code
  if ((full & NUMBER) === 0) full |= other & NUMBER
  if ((full & GENDER) === 0) full |= other & GENDER
  return full
}

function withCode({ upos, lemma, written, parts, notes }: Choice, code: number): Choice {
  return { upos, code, features: featuresOf(code), lemma, written, parts, notes }
}
