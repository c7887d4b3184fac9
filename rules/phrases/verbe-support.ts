import {
  createSign,
  type DocumentView,
  defineRule,
  holdsSign,
  matchAll,
  type PatternMatch,
  patterns,
  perSentence,
  type SentenceView,
  type Suggestion,
} from '@limpide/checker'
import { type French, replaceSupport, type Token } from '@limpide/french'
import { rowsOf } from '../grammar/list.ts'
import { subjectOf } from '../grammar/reword-verb.ts'
import { LISTS } from '../lists.generated.ts'

/** One way of saying a verb with a weak verb and a noun. */
interface Turn {
  readonly match: string
  /** Plain verbs, infinitive; the first is the best. Empty: known from the noun found. */
  readonly simple: readonly string[]
  /** False: the sentence must be turned round, a swap would be wrong. */
  readonly swap: boolean
}

/** Nouns of action that a weak verb may carry, and their verb. */
const VERBS = new Map(
  rowsOf(LISTS.nominalisation)
    .filter(({ support }) => support === 'oui')
    .map(({ nom = '', verbe = '' }) => [nom, verbe]),
)

const ADVERBS = 'upos:ADV|norm:pas|norm:plus? upos:ADV? upos:ADV?'

const DETERMINERS = new Set(['un', 'une', 'le', 'la', "l'", 'les', 'des', 'son', 'sa', 'ses'])

const OF_VERB: readonly Turn[] = [...listed(), ...general()]
const TURNS: readonly Turn[] = [...OF_VERB, ...ofSubject()]
const VERB_FIRST = patterns(OF_VERB.map(({ match }) => match))
const ALL = patterns(TURNS.map(({ match }) => match))

/** What the turns that open with their noun end with: looked for first, as nouns of action are everywhere. */
const CLOSINGS = new Set(['effectuer', 'opérer', 'réaliser', 'faire', 'porter'])
const CLOSING = createSign(({ lemma }) => CLOSINGS.has(lemma))

export default defineRule({
  id: 'verbe-support',
  name: 'Verbe support et nom',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'style-nominal',
  lexical: true,
  why: 'Un verbe faible suivi d’un nom est plus long et plus abstrait que le verbe qui dit l’action.',
  advice: 'Remplacez le groupe par le verbe : « nous vérifions » plutôt que « nous procédons à la vérification ».',
  sources: [
    'Gouvernement, Charte des grands principes rédactionnels : un seul verbe, « décider » plutôt que « prendre une décision »',
  ],
  scope: 'sentence',
  thresholds: {
    often: {
      key: 'fois-avertissement',
      value: 3,
      unit: 'fois dans un document court',
      range: [2, 20],
      source: 'convention du projet',
    },
    shortDocument: {
      key: 'mots-document-court',
      value: 400,
      unit: 'mots',
      range: [100, 2000],
      source: 'convention du projet',
    },
  },
  messages: {
    weak: '« {found} » : un seul verbe suffit, « {simple} ».',
    near: '« {found} » : un verbe simple, comme « {simple} », se lit mieux.',
    turned: '« {found} » : dites l’action avec un seul verbe.',
  },
  examples: [
    { bad: "Nous avons [[procédé à l'examen de]] votre demande.", better: 'Nous avons examiné votre demande.' },
    {
      bad: 'Vous devez [[effectuer le paiement de]] la facture avant le 30 juin.',
      better: 'Vous devez payer la facture avant le 30 juin.',
    },
    {
      bad: "Votre dossier [[fera l'objet d'un réexamen]] en septembre.",
      better: 'Votre dossier sera réexaminé en septembre.',
    },
    {
      bad: 'Nous [[ne procédons pas à la vérification des]] ressources.',
      better: 'Nous ne vérifions pas les ressources.',
    },
    {
      bad: 'Vous [[avez la possibilité de]] contester cette décision.',
      better: 'Vous pouvez contester cette décision.',
    },
    {
      bad: "La commission [[est en mesure d']]examiner votre demande.",
      better: 'La commission peut examiner votre demande.',
    },
    { bad: "[[Le versement de l'aide est effectué]] le 5 du mois.", better: "Nous versons l'aide le 5 du mois." },
    { bad: 'Votre carte [[arrive à expiration]] le 3 mars.', better: 'Votre carte expire le 3 mars.' },
    { bad: 'Ce retard [[entraînera une perte de]] droits.', better: 'Ce retard vous fera perdre des droits.' },
    {
      bad: 'Le changement de propriétaire [[donne lieu à la signature]] d’un nouveau bail.',
      better: 'Si le propriétaire change, vous signez un nouveau bail.',
    },
    { bad: '[[Mention de ce refus est portée]] au dossier.', better: 'Nous notons ce refus dans le dossier.' },
    {
      bad: 'Nous allons [[procéder à la mise]] en sécurité de la rue.',
      better: 'Nous allons mettre la rue en sécurité.',
    },
    {
      good: "Vous pouvez prendre connaissance des horaires à l'accueil.",
      because: 'la locution est figée et courante',
    },
    { good: "Apportez votre carte d'identité et une photo.", because: 'ici, « apporter » est un geste' },
    { good: "Cette décision n'est pas susceptible de recours.", because: 'un nom suit, aucun verbe ne conviendrait' },
    { good: 'La commune assure cette formation.', because: 'la formation est ici une chose, pas une action' },
    {
      good: "Les élèves ayant fait l'objet d'une décision sont inscrits.",
      because: 'aucun verbe ne dirait la même chose',
    },
    { bad: 'Nous vous [[apporterons une réponse à]] la rentrée.', better: 'Nous vous répondrons à la rentrée.' },
    { bad: "Nous [[ne sommes pas en mesure d']]aider votre fils.", better: 'Nous ne pouvons pas aider votre fils.' },
    { good: "La commission d'examen se réunit le lundi.", because: 'il n’y a pas de verbe support' },
    { good: 'Vous devez faire une déclaration chaque trimestre.', because: 'la déclaration est un document' },
    { good: 'Le service établit une facture.', because: 'la facture est un document' },
    { good: 'La réunion aura lieu le 3 mars.', because: '« avoir lieu » dit que quelque chose se passe' },
  ],
  premise: (document, { threshold }) =>
    document.wordCount < threshold.shortDocument && countIn(document) >= threshold.often,
  check(sentence, { premise: heavy, french, report }) {
    for (const match of matchesOf(sentence)) {
      const turn = TURNS[match.pattern]
      if (!turn) continue
      const simple = turn.simple.length > 0 ? turn.simple : ofNoun(sentence, match, french)
      const best = simple[0]
      // "n'est pas susceptible de recours", "la possibilité d'un report": a noun follows, no verb could be put in place.
      if (best !== undefined && BEFORE_INFINITIVE.has(best) && !startsInfinitive(sentence.tokens, match.to)) continue
      if (isAssured(sentence, match)) continue
      // "ayant fait l'objet d'une décision": no verb to offer.
      if (best === undefined && match.groups.o) continue
      const ne = match.groups.v && sentence.tokens[match.groups.v.from - 1]
      const start = ne && /^n[e']$/.test(ne.norm) ? ne.start : match.start
      report(
        { start, end: match.end },
        {
          message: best === undefined ? 'turned' : turn.swap ? 'weak' : 'near',
          data: {
            found: sentence.block.text.slice(start, match.end),
            simple: best === undefined ? '' : named(sentence, match, best),
          },
          ...(heavy ? { severity: 'avertissement' } : {}),
          suggestions: turn.swap ? simple.flatMap((verb) => swap(sentence, match, verb, french)) : [],
        },
      )
    }
  },
})

/** "nous vous apporterons une réponse à la rentrée": « vous » is who is answered, the verb is named without « à ». */
function named({ tokens }: SentenceView, { groups }: PatternMatch, verb: string): string {
  const before = groups.v && tokens[groups.v.from - 1]?.norm
  return /^(?:vous|nous|lui|leur|en|y|me|m')$/.test(before ?? '') ? verb.replace(/ (?:à|de)$/, '') : verb
}

/** "La commune va assurer cette formation": a thing that is there, with no « de » to say of what. */
function isAssured({ tokens }: SentenceView, { groups }: PatternMatch): boolean {
  return groups.v !== undefined && groups.c === undefined && tokens[groups.v.from]?.lemma === 'assurer'
}

/** The turns of the list, as patterns: "procéder à l'examen de" also finds "procédé à un examen de". */
function listed(): Turn[] {
  const turns: Turn[] = []
  for (const { tour = '', simple = '', action } of rowsOf(LISTS['verbe-support'])) {
    if (action === 'ignorer') continue
    const words = tour.replace(/'(?=\S)/g, "' ").split(' ')
    const elements: string[] = []
    let determined = false
    for (const [i, word] of words.entries()) {
      const last = i === words.length - 1
      if (i === 0) elements.push(`v=lemma:${word}`, ADVERBS)
      else if (DETERMINERS.has(word)) {
        elements.push('upos:DET? upos:ADJ?')
        determined = true
      } else if (word === 'au' || word === 'du') {
        elements.push(`${word === 'au' ? 'à' : 'de'} upos:DET? upos:ADJ?`)
        determined = true
      } else if (last && (word === 'de' || word === 'à'))
        elements.push(determined && words[0] !== 'faire' ? `(upos:ADJ? c=${word})?` : `c=${word}`)
      else if (/^(de|d'|à|en|dans|sur|avec|pour)$/.test(word)) elements.push(word === "d'" ? 'de' : word)
      else elements.push(`${word}|${word}s`)
    }
    turns.push({
      match: elements.join(' '),
      simple: simple.split('|').filter((verb) => verb !== '' && !verb.startsWith('nous ')),
      swap: action === 'remplacer',
    })
  }
  return turns
}

/** What holds for every noun of action: "procéder à la réinscription de", "faire l'objet d'un tri", "le tri est effectué". */
function general(): Turn[] {
  const nouns = [...VERBS.keys()].map((noun) => `${noun}|${noun}s`).join('|')
  const turn = (match: string): Turn => ({ match, simple: [], swap: true })
  return [
    turn(`v=lemma:procéder ${ADVERBS} à upos:DET? upos:ADJ? n=${nouns} (upos:ADJ? c=de)?`),
    turn(`v=lemma:effectuer|lemma:réaliser|lemma:opérer ${ADVERBS} upos:DET upos:ADJ? n=${nouns} (upos:ADJ? c=de)?`),
    turn(`v=lemma:faire ${ADVERBS} le objet de upos:DET? upos:ADJ? o=${nouns}`),
    // "procéder" says nothing by itself, whatever the noun: "procéder à la mise en sécurité".
    { match: `v=lemma:procéder ${ADVERBS} à upos:DET? upos:ADJ? upos:NOUN`, simple: [], swap: false },
    { match: `v=lemma:donner ${ADVERBS} lieu à upos:DET? upos:ADJ? ${nouns}`, simple: [], swap: false },
  ]
}

/** "le tri est effectué", "l'inscription peut se réaliser": the noun comes first. */
function ofSubject(): Turn[] {
  const nouns = [...VERBS.keys()].map((noun) => `${noun}|${noun}s`).join('|')
  return [
    {
      match: `s=${nouns} (de ..6)? ne? lemma:devoir|lemma:pouvoir? lemma:avoir? lemma:être ${ADVERBS} ${participles('effectué', 'opéré', 'réalisé', 'fait')}`,
      simple: [],
      swap: false,
    },
    {
      match: `s=mention|mentions (de ..8)? ne? lemma:devoir? lemma:avoir? lemma:être ${ADVERBS} ${participles('porté', 'fait')}`,
      simple: [],
      swap: false,
    },
    {
      match: `s=${nouns} (de ..6)? ne? lemma:pouvoir|lemma:devoir? pas? se lemma:effectuer|lemma:opérer|lemma:réaliser`,
      simple: [],
      swap: false,
    },
  ]
}

/** The four forms of each participle. */
function participles(...masculine: readonly string[]): string {
  return masculine.flatMap((form) => [form, `${form}e`, `${form}s`, `${form}es`]).join('|')
}

/** "a fait l'objet d'une décision": nobody « est décidé ». */
const NOT_DONE_TO = new Set(['décider', 'enquêter', 'accorder', 'demander'])

/** The verb of the noun found: "réexamen" is « réexaminer »; after « faire l'objet de », « être réexaminé ». */
function ofNoun({ tokens }: SentenceView, { groups }: PatternMatch, french: French): readonly string[] {
  const range = groups.n ?? groups.o
  const noun = range && tokens[range.from]
  const verb = noun && (VERBS.get(noun.norm) ?? VERBS.get(noun.norm.replace(/s$/, '')))
  if (verb === undefined) return []
  if (!groups.o) return [verb]
  const participle = french.conjugate(verb, { form: 'PartPast', gender: 'Masc', number: 'Sing' })
  return participle === undefined || NOT_DONE_TO.has(verb) ? [] : [`être ${participle}`]
}

const BEFORE_INFINITIVE = new Set(['pouvoir', 'devoir'])

/** The sentence with the single verb in the place, the tense and the person of the weak one; nothing rather than a wrong form. */
function swap(sentence: SentenceView, match: PatternMatch, simple: string, french: French): Suggestion[] {
  const { tokens, block } = sentence
  const { v, c } = match.groups
  const plain = v && agreed(simple, tokens, v.from, french)
  if (!v || plain === undefined) return []
  const weak = c ? { verb: v.from, to: c.from, preposition: c.from } : { verb: v.from, to: match.to }
  const made = replaceSupport(french, block.text, tokens, weak, plain)
  return made ? [{ kind: 'choix', text: made.text, span: { start: made.start, end: made.end } }] : []
}

/** « être examiné » agrees with its subject; nothing where the subject is in doubt. */
function agreed(simple: string, tokens: readonly Token[], rank: number, french: French): string | undefined {
  const [head = '', second = '', ...others] = simple.split(' ')
  if (head === 'se' || head === 'ne' || head.startsWith("s'")) return undefined
  if (head !== 'être') return simple
  // "le contrat de la personne faisant l'objet de": whose participle it is cannot be told.
  const { verbForm, tense } = tokens[rank]?.features ?? {}
  if (verbForm === 'Part' && tense === 'Pres') return undefined
  const agreement = subjectOf(tokens, before(tokens, rank)?.lemma === 'avoir' ? rank - 1 : rank, french)
  const reading = french.analyses(second).find(({ features }) => features.verbForm !== undefined)
  const participle = agreement && reading && french.conjugate(reading.lemma, { form: 'PartPast', ...agreement })
  return participle === undefined ? undefined : ['être', participle, ...others].join(' ')
}

function before(tokens: readonly Token[], rank: number): Token | undefined {
  for (let i = rank - 1; i >= 0 && i > rank - 4; i--)
    if (tokens[i]?.upos !== 'ADV' && !/^(pas|plus)$/.test(tokens[i]?.norm ?? '')) return tokens[i]
  return undefined
}

function startsInfinitive(tokens: readonly Token[], from: number): boolean {
  for (let rank = from; rank < from + 4; rank++) {
    const token = tokens[rank]
    if (token?.features.verbForm === 'Inf') return true
    if (token?.upos !== 'PRON' && token?.upos !== 'ADV') return false
  }
  return false
}

/** Found once a sentence: the count of the document and the check read the same. */
const matchesOf = perSentence<readonly PatternMatch[]>((sentence) => {
  const { tokens } = sentence
  const matches = matchAll(tokens, holdsSign(sentence, CLOSING) ? ALL : VERB_FIRST)
  // Most sentences hold none: nothing is made for them.
  if (matches.length === 0) return matches
  return matches.map((match) => {
    const article = match.groups.s && tokens[match.from - 1]?.upos === 'DET' ? tokens[match.from - 1] : undefined
    return article ? { ...match, from: match.from - 1, start: article.start } : match
  })
})

function countIn(document: DocumentView): number {
  return document.sentences.reduce((sum, sentence) => sum + matchesOf(sentence).length, 0)
}
