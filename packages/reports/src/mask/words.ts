import { loadFrench } from '@limpide/french'
import { fold } from './detection.ts'
import { FIRST_NAMES } from './first-names.ts'

/** What the dictionary and the list of first names say of one word, whatever its case and its accents. */
export type WordKind =
  /** « Karim », « Lou-Anne » */
  | 'prenom'
  /** A word of French: « lettre », « comprend », « Petit ». */
  | 'mot'
  /** A name that the dictionary knows, of a town, a firm or a famous person: « Auxerre », « Engie », « Dupont ». */
  | 'nom-propre'
  /** None of these, as most surnames are: « Quéméner », « Benzarti ». */
  | 'inconnu'

const kinds = new Map<string, WordKind>()
const KINDS_KEPT = 20_000

/** What kind of word this is. The dictionary is decoded at the first call. */
export function kindOf(word: string): WordKind {
  const said = word.toLowerCase().replaceAll('’', "'")
  const known = kinds.get(said)
  if (known !== undefined) return known
  const found = readKind(said)
  if (kinds.size >= KINDS_KEPT) kinds.clear()
  kinds.set(said, found)
  return found
}

/** True for a word that French has, also typed without its accents: « recu », « etudiante ». */
export function isFrench(word: string): boolean {
  return kindOf(word) === 'mot' || readsAsFrench(word.toLowerCase().replaceAll('’', "'"))
}

/** True for a word that the dictionary has as it is written, its accents too. */
export function isDictionaryWord(word: string): boolean {
  return isWord(word.toLowerCase().replaceAll('’', "'"))
}

/** True for a first name, whatever its case and its accents. */
export function isFirstName(word: string): boolean {
  const said = fold(word)
  if (FIRST_NAMES.has(said)) return true
  return said.includes('-') && said.split('-').every((part) => FIRST_NAMES.has(part))
}

/** True when the word is a verb and nothing else: « attend », « comprend », never « marie ». */
export function isOnlyVerb(word: string): boolean {
  const readings = loadFrench().analyses(word.toLowerCase())
  return readings.length > 0 && readings.every(({ upos }) => upos === 'VERB' || upos === 'AUX')
}

/** True for a noun or an adjective that is no participle: « données », never « vu » nor « reçu ». */
export function isNoun(word: string): boolean {
  const readings = loadFrench().analyses(word.toLowerCase())
  const isParticiple = readings.some(
    ({ upos, features }) => upos === 'AUX' || upos === 'ADP' || (upos === 'VERB' && features.verbForm !== 'Fin'),
  )
  return !isParticiple && readings.some(({ upos }) => upos === 'NOUN' || upos === 'ADJ')
}

/** True for a word of French that lost its last letters or its apostrophe: « compren », « illisibl », « jai », « mappelle ». */
export function isMisspelt(word: string): boolean {
  const said = fold(word)
  const rest = said.replace(/^(?:qu|[cdjlmnst])/, '')
  if (rest !== said && rest.length > 1 && said.length < 12 && isFrench(rest)) return true
  return ['e', 's', 'd', 't', 'r', 'nt', 'es', 'ds', 're'].some((end) => isWord(said + end))
}

/** The lemmas of the verb that a form may be. */
export function verbsOf(form: string): readonly string[] {
  return loadFrench()
    .analyses(form.toLowerCase())
    .filter(({ upos }) => upos === 'VERB' || upos === 'AUX')
    .map(({ lemma }) => lemma)
}

function readKind(said: string): WordKind {
  if (isFirstName(said)) return 'prenom'
  if (readsAsFrench(said)) return 'mot'
  const french = loadFrench()
  const written = said.replace(/(?<!\p{L})\p{L}/gu, (first) => first.toUpperCase())
  for (const form of [written, written.charAt(0) + said.slice(1), said.toUpperCase()]) {
    const readings = french.analyses(form)
    const proper = readings.find(({ upos }) => upos === 'PROPN')
    // « Bretagne », « Normandie »: nouns that are only written with a capital.
    if (proper === undefined && readings.length > 0) return 'nom-propre'
    if (proper !== undefined) return proper.features.gender === undefined ? 'nom-propre' : 'prenom'
  }
  return 'inconnu'
}

/** As it is, with the accents that a keyboard or hurry took from it, or part by part: « recu », « porte-monnaie ». */
function readsAsFrench(said: string): boolean {
  if (isWord(said)) return true
  for (const form of withAccents(said)) if (isWord(form)) return true
  // « porte-monnaie », « rendez-vous »: each part is a word.
  if (said.includes('-')) return said.split('-').every((part) => part.length < 2 || readsAsFrench(part))
  return false
}

function isWord(said: string): boolean {
  return loadFrench()
    .analyses(said)
    .some(({ upos }) => upos !== 'PROPN')
}

const OTHER_ACCENTS: Readonly<Record<string, string>> = { e: 'èê', a: 'àâ', i: 'îï', o: 'ô', u: 'ûù', c: 'ç' }

const WAYS = 80

/** The spellings of a word with up to three « é » put back, or one other accent, or one of each: « decedee », « recu », « echeance ». */
function withAccents(said: string): string[] {
  if (said.length > 18) return []
  const sharp: string[] = []
  const put = (from: string, start: number, left: number): void => {
    for (let i = from.indexOf('e', start); i !== -1; i = from.indexOf('e', i + 1)) {
      const form = `${from.slice(0, i)}é${from.slice(i + 1)}`
      sharp.push(form)
      if (left > 1) put(form, i + 1, left - 1)
    }
  }
  put(said, 0, said.split('e').length > 5 ? 1 : 3)
  const ways = [...sharp]
  for (const from of [said, ...sharp.filter((form) => form.split('é').length === 2)]) {
    for (let i = 0; i < from.length; i++)
      for (const accented of OTHER_ACCENTS[from.charAt(i)] ?? '')
        ways.push(from.slice(0, i) + accented + from.slice(i + 1))
  }
  // A stranger may write anything: what takes more ways than that is no word.
  return ways.slice(0, WAYS)
}
