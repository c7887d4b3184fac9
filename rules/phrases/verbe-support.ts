import {
  type DocumentView,
  defineRule,
  matchAll,
  type PatternMatch,
  patterns,
  type SentenceView,
  type Suggestion,
} from '@limpide/checker'
import type { French, Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'
import { rowsOf } from '../grammar/list.ts'
import { inPlace, sameForm, subjectOf } from '../grammar/reword-verb.ts'
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

const TURNS: readonly Turn[] = [...listed(), ...general()]
const ALL = patterns(TURNS.map(({ match }) => match))

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
    often: { value: 3, unit: 'fois dans un document court', range: [2, 20], source: 'convention du projet' },
    shortDocument: { value: 400, unit: 'mots', range: [100, 2000], source: 'convention du projet' },
  },
  messages: {
    weak: '« {found} » : un seul verbe suffit, « {simple} ».',
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
  check(sentence, { threshold, document, french, report }) {
    const heavy = document.wordCount < threshold.shortDocument && countIn(document) >= threshold.often
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
          message: best === undefined || !turn.swap ? 'turned' : 'weak',
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
    {
      match: `s=${nouns} (de ..6)? ne? lemma:être ${ADVERBS} effectué|effectuée|effectués|effectuées|opéré|opérée|opérés|opérées`,
      simple: [],
      swap: false,
    },
    {
      match: `s=${nouns} (de ..6)? lemma:pouvoir|lemma:devoir? se effectue|effectuent|effectuera|effectueront|effectuer|opère|opérera|réaliser`,
      simple: [],
      swap: false,
    },
  ]
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

/** Verbs that need no object: "vous devez effectuer un paiement" is « vous devez payer ». */
const ALONE = new Set([
  'payer',
  'décider',
  'expirer',
  'choisir',
  'accepter',
  'agir',
  'enquêter',
  'augmenter',
  'baisser',
  'diminuer',
  'économiser',
  'participer',
])

const BEFORE_INFINITIVE = new Set(['pouvoir', 'devoir'])

/** The sentence with the single verb in the place, the tense and the person of the weak one; nothing rather than a wrong form. */
function swap(sentence: SentenceView, match: PatternMatch, simple: string, french: French): Suggestion[] {
  const { tokens } = sentence
  const { v, c, n, o } = match.groups
  const rank = v?.from
  const verb = rank === undefined ? undefined : tokens[rank]
  if (rank === undefined || !verb || verb.features.tense === 'Past') {
    // "avons procédé": the participle changes, its auxiliary stays; "est procédé", "effectué par": no.
    if (rank === undefined || !verb || before(tokens, rank)?.lemma !== 'avoir') return []
  }
  // "nous en effectuons le paiement": « en » is what is paid.
  if (/^(en|y|-en|-y)$/.test(tokens[rank - 1]?.norm ?? '') || tokens[rank + 1]?.text.startsWith('-')) return []
  // "la somme dont vous devez effectuer le paiement": « dont » is what is paid.
  if (hasDont(tokens, rank)) return []
  // An adjective says more than the verb would: "un examen approfondi".
  if (
    tokens
      .slice(rank + 1, match.to)
      .some(({ upos, norm }) => upos === 'ADJ' && norm !== ((n ?? o) ? tokens[(n ?? o)?.from ?? 0]?.norm : ''))
  ) {
    return []
  }
  // "un choix éclairé", "son consentement exprès"
  if (!c && (tokens[match.to]?.upos === 'ADJ' || tokens[match.to]?.features.verbForm === 'Part')) return []
  const words = wordsOf(simple, tokens, rank, verb, french)
  if (!words) return []
  const junction = inPlace(tokens, rank, words.verb, french)
  const complement = complementOf(tokens, match, c, words.rest, simple)
  if (!junction || !complement) return []
  const adverbs = tokens
    .slice(rank + 1, match.to)
    .filter(({ upos, norm }) => upos === 'ADV' || norm === 'pas' || norm === 'plus')
  const text = [junction.text, ...adverbs.map((token) => token.text), words.rest, complement.text]
    .filter((part) => part !== '')
    .join(' ')
  return [
    {
      kind: 'choix',
      text: asAt(sentence, junction.start, text) + complement.space,
      span: { start: junction.start, end: match.end },
    },
  ]
}

function hasDont(tokens: readonly Token[], rank: number): boolean {
  for (let i = rank - 1; i >= 0 && tokens[i]?.kind !== 'punct'; i--) if (tokens[i]?.norm === 'dont') return true
  return false
}

function before(tokens: readonly Token[], rank: number): Token | undefined {
  for (let i = rank - 1; i >= 0 && i > rank - 4; i--)
    if (tokens[i]?.upos !== 'ADV' && !/^(pas|plus)$/.test(tokens[i]?.norm ?? '')) return tokens[i]
  return undefined
}

/** The plain verb in the form of the weak one, and the words that follow it: « mettre à jour » is « mettons » and « à jour ». */
function wordsOf(
  simple: string,
  tokens: readonly Token[],
  rank: number,
  verb: Token,
  french: French,
): { verb: string; rest: string } | undefined {
  const [head = '', second = '', ...others] = simple.split(' ')
  if (head === 'se' || head === 'ne' || head.startsWith("s'")) return undefined
  const form = sameForm(verb, head, french)
  if (form === undefined) return undefined
  if (head !== 'être') return { verb: form, rest: [second, ...others].filter((word) => word !== '').join(' ') }
  // « être examiné » agrees with its subject.
  const agreement = subjectOf(tokens, before(tokens, rank)?.lemma === 'avoir' ? rank - 1 : rank, french)
  if (!agreement) return undefined
  const reading = french.analyses(second).find(({ features }) => features.verbForm !== undefined)
  const participle = reading && french.conjugate(reading.lemma, { form: 'PartPast', ...agreement })
  return participle === undefined ? undefined : { verb: form, rest: [participle, ...others].join(' ') }
}

/** What becomes of "de votre demande" when the noun goes: « votre demande ». */
function complementOf(
  tokens: readonly Token[],
  match: PatternMatch,
  c: { readonly from: number } | undefined,
  rest: string,
  simple: string,
): { text: string; space: string } | undefined {
  const preposition = c && tokens[c.from]
  const wanted = /(?:^| )(de|à)$/.exec(rest)?.[1]
  if (!preposition)
    return wanted === undefined && (ALONE.has(simple) || simple.startsWith('être '))
      ? { text: '', space: '' }
      : undefined
  if (wanted !== undefined) return undefined
  const next = tokens[match.to]
  // "mettre un terme à tout moment à": the words after the preposition are not what is done.
  if (!next || next.kind === 'punct' || next.norm === 'tout' || LOCUTION_NOUNS.has(next.norm)) return undefined
  const space = next.start === preposition.end ? ' ' : ''
  const infinitive = startsInfinitive(tokens, match.to)
  if (infinitive !== BEFORE_INFINITIVE.has(simple)) return undefined
  if (infinitive) return { text: '', space }
  if (preposition.parts) return { text: preposition.parts[1], space: '' }
  if (/^(des|du|aux|au)$/.test(preposition.norm))
    return { text: /s|x$/.test(preposition.norm) ? 'les' : 'le', space: '' }
  if (next.upos === 'DET') return { text: '', space }
  // "la vérification de pièces": the plural takes its article back.
  if (next.upos === 'NOUN' && next.features.number === 'Plur' && preposition.norm !== 'à') return { text: 'des', space }
  return undefined
}

/** "au titre de", "au sein de": after the article, the noun of a preposition is not what is acted on. */
const LOCUTION_NOUNS = new Set(
  'titre sein cours moyen profit niveau regard terme lieu plus moins fur bénéfice'.split(' '),
)

function startsInfinitive(tokens: readonly Token[], from: number): boolean {
  for (let rank = from; rank < from + 4; rank++) {
    const token = tokens[rank]
    if (token?.features.verbForm === 'Inf') return true
    if (token?.upos !== 'PRON' && token?.upos !== 'ADV') return false
  }
  return false
}

/** Found once a sentence: the count of the document and the check read the same. */
const found = new WeakMap<readonly Token[], readonly PatternMatch[]>()

function matchesOf({ tokens }: SentenceView): readonly PatternMatch[] {
  const known = found.get(tokens)
  if (known) return known
  const matches = matchAll(tokens, ALL).map((match) => {
    const article = match.groups.s && tokens[match.from - 1]?.upos === 'DET' ? tokens[match.from - 1] : undefined
    return article ? { ...match, from: match.from - 1, start: article.start } : match
  })
  found.set(tokens, matches)
  return matches
}

/** Counted once a document. */
const counts = new WeakMap<DocumentView, number>()

function countIn(document: DocumentView): number {
  const known = counts.get(document)
  if (known !== undefined) return known
  const count = document.sentences.reduce((sum, sentence) => sum + matchesOf(sentence).length, 0)
  counts.set(document, count)
  return count
}
