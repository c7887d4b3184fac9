import {
  type BlockView,
  createSign,
  type DocumentType,
  defineRule,
  holdsSign,
  type SentenceView,
  type SignedWord,
  type Suggestion,
  showsSign,
} from '@limpide/checker'
import type { French, Token } from '@limpide/french'

/** Forms and official papers keep their titles in capitals: a line alone is read at a glance. */
const TITLED_IN_CAPITALS: readonly DocumentType[] = ['formulaire', 'attestation', 'arrete-ou-contrat']
const POSTCODE = /\d{5} +\p{Lu}/u

interface Run {
  readonly start: number
  readonly end: number
  readonly tokens: readonly Token[]
}

/** Runs of words in capitals; digits, one-letter words and punctuation inside a run do not break it. */
function runsOf(block: BlockView): readonly Run[] {
  if (!block.sentences.some(isLoud)) return NO_RUNS
  const runs: Run[] = []
  let words: Token[] = []
  const close = (): void => {
    if (words.length === 0) return
    const [first] = words
    const last = words.at(-1)
    if (first && last) runs.push({ start: first.start, end: last.end, tokens: words })
    words = []
  }
  for (const { tokens } of block.sentences) {
    for (const token of tokens) {
      if (token.kind === 'punct' || token.kind === 'symbol' || token.kind === 'number') continue
      if (showsSign(token, UPPER)) words.push(token)
      else close()
    }
  }
  close()
  return runs
}

const NO_RUNS: readonly Run[] = []

function isLoud(sentence: SentenceView): boolean {
  return holdsSign(sentence, UPPER)
}

function isUpper({ kind, text }: SignedWord): boolean {
  const first = text.charCodeAt(0)
  // Nearly every word begins with a small letter.
  if (kind !== 'word' || (first >= 0x61 && first <= 0x7a)) return false
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters !== '' && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}

const UPPER = createSign(isUpper)

/** An ordinary word written in capitals, not a sigle nor a name: the lexicon knows it in lower case. */
function isOrdinary(token: Token, french: French): boolean {
  return token.text.length > 1 && french.analyses(token.norm).some((reading) => reading.upos !== 'PROPN')
}

/** Words of one letter, elided or not; « 3E » is « 3e ». */
const ELIDED = /^(?:[ÀAYLDSNMTJCQ]|QU|\d+(?:E|ER|RE|ÈME|EME))['’]?$/u

/** « ETABLISSEMENT » gets its accent back: « établissement ». */
function accented(word: string, french: French): string {
  const firsts = new Set(french.analyses(word).map(({ lemma }) => lemma.charAt(0)))
  const [first] = firsts
  return firsts.size === 1 && first !== undefined && /^[éê]$/.test(first) && word.startsWith('e')
    ? first + word.slice(1)
    : word
}

/** Accents left out of the capitals, and a word that would need one to be told apart: « LES ECOLES SERONT FERMES ». */
function losesAccents({ tokens }: Run, french: French): boolean {
  const words = tokens.map((token) => token.text.toLowerCase())
  return (
    words.some((word) => accented(word, french) !== word) &&
    words.some(
      (word) =>
        word === 'a' ||
        (word.length > 3 && /e(?:e?s?)$/.test(word) && french.analyses(word.replace(/e(e?s?)$/, 'é$1')).length > 0),
    )
  )
}

function toSentenceCase(block: BlockView, run: Run, french: French): string {
  let text = ''
  let from = run.start
  for (const [i, token] of run.tokens.entries()) {
    text += block.text.slice(from, token.start)
    const known = isOrdinary(token, french) || ELIDED.test(token.text)
    const low = known ? accented(token.text.toLowerCase(), french) : token.text
    // « Envoyez-le AVANT LE DÉBUT DES VACANCES »: no capital inside a sentence.
    text +=
      i === 0 && /(?:^|[.!?…:•\n–—-])[\s«"“(]*$/.test(block.text.slice(0, run.start))
        ? low.charAt(0).toUpperCase() + low.slice(1)
        : low
    from = token.end
  }
  return text + block.text.slice(from, run.end)
}

export default defineRule({
  id: 'majuscules',
  name: 'Texte en capitales',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Les capitales se lisent moins vite\u00a0: on ne reconnaît plus la forme des mots. Elles donnent aussi l’impression de crier.',
  advice: 'Écrivez en minuscules. Pour attirer l’attention, mettez quelques mots en gras.',
  sources: [
    'Fédération Wallonie-Bruxelles, Écrire pour être lu (mise en page)',
    'convention du projet pour les seuils',
  ],
  scope: 'block',
  thresholds: {
    sigle: { key: 'lettres-sigle', value: 7, unit: 'lettres', range: [3, 12], source: 'convention du projet' },
    words: { key: 'mots-en-capitales', value: 4, unit: 'mots', range: [2, 12], source: 'convention du projet' },
    sentence: { key: 'mots-avertissement', value: 8, unit: 'mots', range: [4, 30], source: 'convention du projet' },
    title: { key: 'mots-titre', value: 3, unit: 'mots', range: [0, 10], source: 'convention du projet' },
    formTitle: {
      key: 'mots-titre-formulaire',
      value: 12,
      unit: 'mots',
      range: [0, 25],
      source: 'convention du projet',
    },
  },
  messages: {
    capitals: '{count} mots de suite sont en capitales.',
    sentence: 'Toute une phrase est en capitales ({count} mots).',
  },
  examples: [
    {
      bad: "[[TOUT DOSSIER INCOMPLET SERA RETOURNÉ À L'EXPÉDITEUR]].",
      better: 'Nous vous renvoyons tout dossier incomplet.',
    },
    { bad: '[[VEUILLEZ PATIENTER UN AGENT VA VOUS RÉPONDRE]]' },
    { bad: '[[MERCI DE NE PAS AGRAFER VOS DOCUMENTS]]' },
    { bad: 'Lisez le guide [[DU RGPD POUR LES PARENTS]] du quartier.' },
    { bad: 'Voici la carte [[DES ETABLISSEMENTS DE LA COMMUNE]] et leurs horaires.' },
    { bad: 'Envoyez votre dossier [[AVANT LE DÉBUT DES VACANCES]] pour garder votre place.' },
    { bad: 'Attention : [[AUCUN DOSSIER NE SERA ACCEPTÉ APRÈS LA FERMETURE DU GUICHET]] de la mairie.' },
    { good: 'CAF, CPAM, MDPH, URSSAF', because: 'des sigles s’écrivent en capitales' },
    { good: '# DEMANDE DE PASSEPORT', because: 'un titre de trois mots se lit d’un coup d’œil' },
    { good: '75012 PARIS CEDEX 12', because: 'une adresse postale s’écrit en capitales' },
    {
      good: '# RENSEIGNEMENTS SUR LE DEMANDEUR\n\nNom : ________',
      because: 'les titres d’un formulaire restent courts et seuls sur leur ligne',
      type: 'formulaire',
    },
  ],
  check(block, { threshold, report, french, document }) {
    for (const run of runsOf(block)) {
      const count = run.tokens.length
      if (count < threshold.words) continue
      const ordinary = run.tokens.filter((token) => isOrdinary(token, french)).length
      if (ordinary * 2 < count || ordinary < 2) continue
      if (POSTCODE.test(block.text)) return
      const alone = block.text.slice(0, run.start).trim() === '' && /^[\s.!:)]*$/.test(block.text.slice(run.end))
      if (alone && block.kind === 'heading' && ordinary <= threshold.title) continue
      const isSentence = run.tokens.some((token) => token.features.verbForm === 'Fin' || token.upos === 'AUX')
      if ((alone || !isSentence) && TITLED_IN_CAPITALS.includes(document.type.id) && count <= threshold.formTitle)
        continue
      // « HARCELEMENT » without its accent is unknown: half a sentence in capitals is no correction.
      const unknown = run.tokens.filter((token) => !isOrdinary(token, french) && !ELIDED.test(token.text))
      // « GO ON YOUR INTERNET SPACE »: more than one word out of the lexicon is no sigle in a sentence.
      const isReadable = unknown.length <= 1 && unknown.every(({ text }) => text.length < threshold.sigle)
      const suggestions: Suggestion[] =
        isReadable && !losesAccents(run, french) ? [{ kind: 'choix', text: toSentenceCase(block, run, french) }] : []
      const message = count > threshold.sentence ? 'sentence' : 'capitals'
      report(run, {
        message,
        data: { count },
        severity: message === 'sentence' ? 'avertissement' : 'suggestion',
        suggestions,
      })
    }
  },
})
