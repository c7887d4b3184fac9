import {
  createSign,
  defineRule,
  holdsSign,
  matchAll,
  type PatternMatch,
  patterns,
  type SentenceView,
  type SignedWord,
  type Suggestion,
  showsSign,
} from '@limpide/checker'
import type { French, Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'
import { rowsOf } from '../grammar/list.ts'
import { LISTS } from '../lists.generated.ts'

const ROWS = rowsOf(LISTS.nominalisation)
const VERBS = new Map(ROWS.map(({ nom = '', verbe = '' }) => [nom, verbe]))
/** Nouns that count: "établissement" or "application" name a place or a programme more often than an action. */
const COUNTED = new Set(ROWS.filter(({ abstrait }) => abstrait !== 'chose').map(({ nom = '' }) => nom))
/** Nouns that say an action, not the paper or the place that bears the same name. */
const ABSTRACT = new Set(ROWS.filter(({ abstrait }) => abstrait === 'oui').map(({ nom = '' }) => nom))

const NOUNS = [...ABSTRACT, 'paiement', 'rémunération', 'décision', 'instruction', 'notification', 'utilisation'].join(
  '|',
)

/** Openings that put a noun where a clause would speak: "en cas de non-présentation de". */
const OPENINGS = patterns([
  `mark=(en vue de upos:DET? upos:ADJ? n=${NOUNS}) de`,
  `mark=(lors de upos:DET? upos:ADJ? n=${NOUNS}) de`,
  `mark=(en cas de upos:ADJ? n=non-présentation|non-paiement|non-respect|absence|défaut) de`,
  `mark=(après upos:ADJ? n=${NOUNS}) de`,
  `mark=(dans le attente de upos:DET? upos:ADJ? n=${NOUNS}) de`,
  `mark=(sous réserve de upos:DET? upos:ADJ? n=${NOUNS}) de`,
  `mark=(aux fins de upos:DET? upos:ADJ? n=${NOUNS}) de`,
  `mark=(en attente de upos:DET? upos:ADJ? n=${NOUNS}) de`,
])

const PURPOSE = 0

export default defineRule({
  id: 'nominalisation',
  name: 'Style nominal',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'style-nominal',
  why: 'Les noms d’action cachent qui agit et chargent la phrase : on lit des choses, pas des gens.',
  advice: 'Remplacez les noms par des verbes : « pour obtenir » plutôt que « en vue de l’obtention de ».',
  sources: ['Gouvernement, Charte des grands principes rédactionnels'],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote'],
  thresholds: {
    several: {
      key: 'noms-signales',
      value: 3,
      unit: 'noms d’action par phrase',
      range: [2, 8],
      source: 'convention du projet',
    },
    many: {
      key: 'noms-avertissement',
      value: 5,
      unit: 'noms d’action par phrase',
      range: [3, 12],
      source: 'convention du projet',
    },
    share: { key: 'part-signalee', value: 4, unit: '% des mots', range: [3, 40], source: 'convention du projet' },
  },
  messages: {
    nouns: '{count} noms d’action dans cette phrase : {list}.',
    opening: '« {found} » peut se dire avec un verbe.',
  },
  examples: [
    {
      bad: "La [[transmission]] de l'attestation conditionne la mise en œuvre de la régularisation de votre situation.",
      better: "Envoyez l'attestation : nous corrigerons votre situation et nous vous paierons.",
    },
    {
      bad: "[[En cas de non-présentation]] des originaux, l'instruction de la demande ne pourra aboutir.",
      better: 'Si vous ne présentez pas les originaux, nous ne pourrons pas étudier votre demande.',
    },
    {
      bad: '[[Après vérification]] de la concordance des déclarations, le versement interviendra.',
      better: 'Nous vérifions vos déclarations, puis nous vous payons.',
    },
    {
      bad: "[[En vue de l'obtention]] de la carte, remplissez ce formulaire.",
      better: 'Pour obtenir la carte, remplissez ce formulaire.',
    },
    { good: 'Votre déclaration de revenus est en ligne.', because: 'c’est le nom d’un document' },
    { good: "Le département verse l'allocation et le paiement arrive le 5.", because: 'un seul nom d’action' },
    {
      good: 'Vous pouvez contester cette décision : envoyez votre demande, la décision sera étudiée de nouveau.',
      because: 'une décision et une demande sont des choses que le lecteur a en main',
    },
    {
      good: 'Vous pouvez contester cette décision dans les deux mois de sa notification, en envoyant votre demande au service avec accusé de réception.',
      because: 'la décision, la demande et l’accusé de réception sont des papiers',
    },
    { good: 'Direction de la population et de la citoyenneté', because: 'c’est le nom d’un service' },
  ],
  check(sentence, { threshold, french, report }) {
    const { tokens, block } = sentence
    for (const match of matchAll(tokens, OPENINGS)) {
      report(match, {
        message: 'opening',
        data: { found: block.text.slice(match.start, match.end) },
        suggestions: clause(sentence, match, french),
      })
      return
    }
    if (!holdsSign(sentence, ACTION)) return
    const nouns = actionsIn(tokens)
    const first = nouns[0]
    if (!first || nouns.length < threshold.several || nouns.length * 100 < threshold.share * sentence.wordCount) return
    // A form's line lists choices: "☐ Première demande ☐ Renouvellement".
    if (!sentence.hasVerb && tokens.some(({ text }) => /^[☐☑□▢]$/.test(text))) return
    report(first, {
      message: 'nouns',
      data: { count: nouns.length, list: nouns.map(({ text }) => text).join(', ') },
      ...(nouns.length >= threshold.many ? { severity: 'avertissement' } : {}),
    })
  },
})

/** The same noun said twice is one action: "votre demande… cette demande". */
function actionsIn(tokens: readonly Token[]): readonly Token[] {
  let found = NO_ACTIONS
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token?.upos !== 'NOUN' || !showsSign(token, ACTION)) continue
    if (isBare(token, tokens[rank + 1]) || isAtHand(tokens, rank) || isName(tokens, rank)) continue
    if (found === NO_ACTIONS) found = [token]
    else if (!holds(found, token.lemma)) found.push(token)
  }
  return found
}

// Apart: a closure over the word would cost every word its own.
function holds(nouns: readonly Token[], lemma: string): boolean {
  return nouns.some((noun) => noun.lemma === lemma)
}

// Most sentences hold none: nothing is made for them.
const NO_ACTIONS: Token[] = []

const TAKEN = /^(?:re)?(?:mise|prise)s?$/

function isCounted({ lemma, norm }: SignedWord): boolean {
  return COUNTED.has(lemma) || COUNTED.has(norm)
}

/** A noun that says an action; "la mise en œuvre", "la prise en charge" do. */
const ACTION = createSign((word) => isCounted(word) || TAKEN.test(word.norm))

/** "la mise", alone: an action only before "en œuvre", "à jour". */
function isBare(noun: Token, next: Token | undefined): boolean {
  return TAKEN.test(noun.norm) && !isCounted(noun) && !/^(?:en|à|au)$/.test(next?.norm ?? '')
}

/** "votre demande", "la présente décision", "avec accusé de réception": a paper that is there, or its name. */
function isAtHand(tokens: readonly Token[], rank: number): boolean {
  const word = tokens[rank]?.norm ?? ''
  const before = tokens[rank - 1]?.norm ?? ''
  if (word === 'réception')
    return before.startsWith('accus') || (before === 'de' && /^(?:accusé|avis)$/.test(tokens[rank - 2]?.norm ?? ''))
  // "notre décision de vous licencier" is the act.
  if (/^décisions?$/.test(word)) return /^(?:cette|ces|présentes?)$/.test(before)
  return /^demandes?$/.test(word) && AT_HAND.test(before)
}

const AT_HAND = /^(?:ce|cet|cette|ces|votre|vos|notre|nos|son|sa|ses|leurs?|mon|ma|mes|présentes?)$/

/** "la Direction de la gestion", "la commission de coordination": a capital, or the noun before, says that it is a service. */
function isName(tokens: readonly Token[], rank: number): boolean {
  const token = tokens[rank]
  if (rank > 0 && token !== undefined && token.text.charAt(0) !== token.text.charAt(0).toLowerCase()) return true
  return /^(?:de|d')$/.test(tokens[rank - 1]?.norm ?? '') && SERVICES.test(tokens[rank - 2]?.norm ?? '')
}

const SERVICES = /^(?:commission|conseil|comité|direction|service|bureau|agence|centre|institut|conseillers?)s?$/

/** "En vue de la délivrance du titre, joignez…": whoever reads is not who delivers, "pour délivrer" would say it is. */
const OTHERS_ACT = new Set(
  'délivrer attribuer verser octroyer accorder examiner instruire étudier traiter rembourser payer notifier convoquer recruter indemniser'.split(
    ' ',
  ),
)

/** « En vue de l'obtention de la carte » is « Pour obtenir la carte ». */
function clause(sentence: SentenceView, match: PatternMatch, french: French): Suggestion[] {
  if (match.pattern !== PURPOSE) return []
  const { tokens } = sentence
  const noun = tokens[match.groups.n?.from ?? -1]
  const preposition = tokens[match.to - 1]
  const next = tokens[match.to]
  const verb = noun && VERBS.get(noun.lemma)
  if (!verb || !preposition || !next || !french.isTransitive(verb) || OTHERS_ACT.has(verb)) return []
  const article = preposition.parts?.[1]
  if (article === undefined && next.upos !== 'DET') return []
  // "de la désignation d'un référent et de l'élaboration de votre contrat": the second would hang.
  if (
    tokens
      .slice(match.to)
      .some(({ norm }, k, rest) => /^(?:et|ou|,)$/.test(norm) && /^(?:de|d'|du|des)$/.test(rest[k + 1]?.norm ?? ''))
  )
    return []
  const text = article === undefined ? `pour ${verb}` : `pour ${verb} ${article}`
  const space = article === undefined && next.start === preposition.end ? ' ' : ''
  return [
    {
      kind: 'choix',
      text: asAt(sentence, match.start, text) + space,
      span: { start: match.start, end: preposition.end },
    },
  ]
}
