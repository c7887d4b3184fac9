import { closedReadings } from './closed-class.ts'
import { featuresOf, sharedFeatures, uposOf } from './codes.ts'
import type { Dictionary } from './dictionary.ts'
import { LABELS, labelOfCode, labelUpos } from './labels.ts'
import type { Reading } from './lexicon.ts'
import type { RawToken } from './tokenise.ts'
import type { Features, Gender, GrammaticalNumber, Person, Upos } from './types.ts'

/** What is known of a token once its label is chosen. */
export interface Choice {
  readonly upos: Upos
  readonly features: Features
  readonly lemma: string
}

/** Preferred lemmas of ambiguous forms: `convient` under VERB -> `convenir`. */
export type LemmaPreferences = ReadonlyMap<string, string>

interface Subject {
  readonly person?: Person
  readonly number?: GrammaticalNumber
}

const NONE = sharedFeatures({})
const INFINITIVE = sharedFeatures({ verbForm: 'Inf' })
const PAST_PARTICIPLE = sharedFeatures({ verbForm: 'Part', tense: 'Past' })
const PRESENT_PARTICIPLE = sharedFeatures({ verbForm: 'Part', tense: 'Pres' })
const IMPERATIVE = sharedFeatures({ verbForm: 'Fin', mood: 'Imp', tense: 'Pres' })
const FINITE = sharedFeatures({ verbForm: 'Fin' })
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
    const upos = labelUpos(label)
    if (token.kind !== 'word') {
      choices.push({ upos, features: NONE, lemma: token.norm })
      continue
    }
    const readings = agreeing(dictionary.readings(token.norm, token.text), label)
    if (readings.length === 0) {
      choices.push({ upos, features: guess(label, token, choices), lemma: token.norm })
      continue
    }
    const finite =
      upos === 'VERB' || upos === 'AUX'
        ? readings.some((reading) => featuresOf(reading.code).verbForm === 'Fin')
        : false
    const chosen = finite
      ? chooseFinite(tokens, i, from, to, readings, choices, upos, preferences)
      : chooseNominal(tokens, i, from, readings, choices, upos, preferences)
    choices.push({ upos, features: featuresOf(chosen.code), lemma: chosen.lemma.toLowerCase() })
  }
  for (let k = 0; k < choices.length; k++) completeNoun(choices, k)
  return choices
}

const known = new WeakMap<readonly Reading[], (readonly Reading[] | undefined)[]>()

/** The readings that carry a label, or failing that those of a neighbouring label; the dictionary gives the same readings again. */
function agreeing(readings: readonly Reading[], label: number): readonly Reading[] {
  let byLabel = known.get(readings)
  if (byLabel === undefined) {
    byLabel = []
    known.set(readings, byLabel)
  }
  const found = byLabel[label]
  if (found !== undefined) return found
  const agreed = readAgreeing(readings, label)
  byLabel[label] = agreed
  return agreed
}

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
  return code & (15 << 15)
}

function guess(label: number, token: RawToken, choices: readonly Choice[]): Features {
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
  return sharedFeatures({ number: number ?? (/[sx]$/.test(token.norm) ? 'Plur' : 'Sing'), gender })
}

function prefer(readings: readonly Reading[], norm: string, upos: Upos, preferences: LemmaPreferences): Reading {
  const first = readings[0]
  if (first === undefined) throw new Error('A reading is chosen among one at least.')
  if (readings.length === 1) return first
  const lemma = preferences.get(`${upos === 'AUX' ? 'VERB' : upos} ${norm}`)
  return (lemma === undefined ? undefined : readings.find((reading) => reading.lemma === lemma)) ?? first
}

function chooseFinite(
  tokens: readonly RawToken[],
  i: number,
  from: number,
  to: number,
  readings: readonly Reading[],
  choices: readonly Choice[],
  upos: Upos,
  preferences: LemmaPreferences,
): Reading {
  const token = tokens[i]
  const norm = token?.norm ?? ''
  if (readings.length === 1 && readings[0] !== undefined) return readings[0]
  const next = i + 1 < to ? tokens[i + 1] : undefined
  let left = readings
  const keep = (test: (features: Features, reading: Reading) => boolean): void => {
    const kept = left.filter((reading) => test(featuresOf(reading.code), reading))
    if (kept.length > 0) left = kept
  }

  const subject = findSubject(tokens, i, from, choices)
  const inverted = next !== undefined ? INVERTED.get(next.norm) : undefined
  if (subject === undefined && isImperative(tokens, i, from, to, next, readings)) {
    keep((features) => features.mood === 'Imp')
    return prefer(left, norm, upos, preferences)
  }
  keep((features) => features.mood !== 'Imp')
  const who = subject ?? (inverted !== undefined && tokens[i]?.kind === 'word' ? inverted : { person: 3 as const })
  keep((features) => features.person === who.person)
  if (who.number !== undefined) keep((features) => features.number === who.number)
  const subjunctive = callsSubjunctive(tokens, i, from, choices)
  keep((features) => (features.mood === 'Sub') === subjunctive)
  const lemma = preferences.get(`VERB ${norm}`)
  if (lemma !== undefined) keep((_, reading) => reading.lemma === lemma)
  // « il finit », « il dit »: letters are written in the present, not in the simple past.
  keep((features) => features.tense === 'Pres')
  return prefer(left, norm, upos, preferences)
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
  readings: readonly Reading[],
): boolean {
  const imperative = readings.filter((reading) => featuresOf(reading.code).mood === 'Imp')
  if (imperative.length === 0) return false
  const onlyImperative = imperative.length === readings.length
  if (onlyImperative) return true
  const plural = imperative.some((reading) => featuresOf(reading.code).number === 'Plur')
  const norm = tokens[i]?.norm ?? ''
  if (plural && /(?:ez|tes|ons)$/.test(norm)) {
    // « Pouvez-vous », « Avez-vous reçu… ? » ask; « Présentez-vous au guichet. » commands.
    if (next !== undefined && (next.norm === '-vous' || next.norm === '-nous')) {
      return !readings.some((reading) => ASKING.has(reading.lemma)) && !isQuestion(tokens, i, to)
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

function chooseNominal(
  tokens: readonly RawToken[],
  i: number,
  from: number,
  readings: readonly Reading[],
  choices: readonly Choice[],
  upos: Upos,
  preferences: LemmaPreferences,
): Reading {
  const norm = tokens[i]?.norm ?? ''
  if (readings.length === 1 && readings[0] !== undefined) return readings[0]
  let left = readings
  if (upos === 'NOUN' || upos === 'ADJ' || upos === 'PRON') {
    const near = nearestDeterminer(tokens, i, from, choices)
    if (near !== undefined) {
      const kept = left.filter((reading) => compatible(featuresOf(reading.code), near))
      if (kept.length > 0) left = kept
    }
  }
  // « la », « les », « l' » as objects; « nous » and « vous » keep their own number.
  return prefer(left, norm, upos, preferences)
}

function compatible(a: Features, b: Features): boolean {
  return (
    (a.number === undefined || b.number === undefined || a.number === b.number) &&
    (a.gender === undefined || b.gender === undefined || a.gender === b.gender)
  )
}

/** The determiner (or contraction) just before, through adjectives and numerals. */
function nearestDeterminer(
  _tokens: readonly RawToken[],
  i: number,
  from: number,
  choices: readonly Choice[],
): Features | undefined {
  for (let k = i - 1; k >= from && i - k <= 3; k--) {
    const choice = choices[k - from]
    if (choice === undefined) return undefined
    if (choice.upos === 'DET') return choice.features
    if (choice.upos === 'ADP' && choice.lemma.includes('+')) return choice.features
    if (choice.upos !== 'ADJ' && choice.upos !== 'NUM' && choice.upos !== 'NOUN') return undefined
    if (choice.upos === 'NOUN') return choice.features
  }
  return undefined
}

/** Gives the number and gender that the word alone does not show: « les prix », « l'aide », « le dossier utile ». */
function completeNoun(choices: Choice[], k: number): void {
  const own = choices[k]
  if (own === undefined || own.upos !== 'NOUN') return
  let { number, gender } = own.features
  for (let b = k - 1; b >= 0 && k - b <= 3; b--) {
    const before = choices[b]
    if (before === undefined) break
    if (before.upos === 'ADJ' || before.upos === 'NUM') {
      number ??= before.features.number
      gender ??= before.features.gender
      continue
    }
    if (before.upos === 'DET' || (before.upos === 'ADP' && before.lemma.includes('+'))) {
      number ??= before.features.number
      gender ??= before.features.gender
      const shared = withAgreement(before.features, gender, number)
      if (before.upos === 'DET' && shared !== before.features) choices[b] = { ...before, features: shared }
    }
    break
  }
  const full = withAgreement(own.features, gender, number)
  if (full !== own.features) choices[k] = { ...own, features: full }
}

function withAgreement(
  features: Features,
  gender: Gender | undefined,
  number: GrammaticalNumber | undefined,
): Features {
  if (
    (features.gender !== undefined || gender === undefined) &&
    (features.number !== undefined || number === undefined)
  )
    return features
  return sharedFeatures({ ...features, number: features.number ?? number, gender: features.gender ?? gender })
}
