import { defineRule, type SentenceView } from '@limpide/checker'
import type { DrawnArcs, French, Token } from '@limpide/french'
import { rowsOf } from '../grammar/list.ts'
import { LISTS } from '../lists.generated.ts'

const words = (kind: string): ReadonlySet<string> =>
  new Set(
    rowsOf(LISTS['cascade-de-complements'])
      .filter(({ sorte }) => sorte === kind)
      .map(({ mot = '' }) => mot),
  )

/** "la direction de la population": the complements belong to the name of a service or of a text. */
const INSTITUTIONS = words('institution')
/** "à compter de la date", "en fonction de": the noun is part of a preposition. */
const LOCUTIONS = words('locution')
/** "un délai de trois mois": a measure is no complement to untangle. */
const QUANTITIES = words('quantité')

/** "mot de passe", "point de vue": one thing in several words. */
const COMPOUNDS = words('compose')
const COMPOUND_LENGTHS = [3, 4]
/** What may be the last word of a compound: few nouns are, and the others need not be read with what comes before. */
const COMPOUND_ENDS = new Set(
  [...COMPOUNDS].flatMap((compound) => [...compound.matchAll(/[ ']/g)].map(({ index }) => compound.slice(index + 1))),
)

/** Nouns that « en » ties to the noun before, and that count with it: "prise en charge". */
const TIED = new Set(['charge', 'compte', 'œuvre', 'place', 'ligne', 'cours', 'main', 'relation', 'vigueur'])

/** What ties a complement to the noun before it, nearly always. */
const LINKS = new Set(['de', "d'", 'du', 'des'])
/** What ties it to a noun or to the verb: "la protection des données par le service", "envoyer une copie par courrier". */
const LOOSE = new Set(['à', 'au', 'aux', 'par', 'pour', 'en', 'sur', 'dans'])
/** Those that are part of a chain only in its middle: "la visibilité de la gestion des stages dans l'établissement" reads well. */
const INNER = new Set(['pour', 'en', 'sur', 'dans'])
/** Verbs that are no act: "vous avez un mois après la facturation par la caisse", the caisse does what the noun says. */
const STATES = new Set(['avoir', 'être', 'disposer', 'devoir', 'falloir', 'rester'])
/** How something is sent or paid: "par courrier" says it of the verb. */
const MEANS =
  /^(?:courriers?|courriels?|lettres?|mails?|e-mails?|sms|téléphone|internet|voie|écrit|virement|chèque|fax|carte|mandat)$/

export default defineRule({
  id: 'cascade-de-complements',
  name: 'Cascade de compléments',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Quand les « de » s’enchaînent, le lecteur doit démêler quel mot complète quel autre.',
  advice: 'Remplacez un nom par un verbe, ou coupez la chaîne en deux.',
  sources: ['convention du projet'],
  scope: 'sentence',
  thresholds: {
    maxLinks: {
      key: 'complements-signales',
      value: 3,
      unit: 'compléments enchaînés',
      range: [2, 8],
      source: 'convention du projet',
    },
    tooManyLinks: {
      key: 'complements-avertissement',
      value: 4,
      unit: 'compléments enchaînés',
      range: [3, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    chain: '{count} compléments se suivent : « {found} ».',
  },
  examples: [
    {
      bad: 'Indiquez [[la date de fin de validité de la carte de séjour du conjoint]].',
      better: 'Indiquez jusqu’à quand la carte du conjoint est valable.',
    },
    {
      bad: "Nous vérifions [[le calcul du montant de l'avance du crédit d'impôt]].",
      better: "Nous vérifions combien d'avance vous avez reçu.",
    },
    { bad: 'Le guichet reçoit [[la demande de prise en charge des frais de transport des élèves]].' },
    { bad: 'Le bureau examine [[les conditions de maintien des droits du salarié]].' },
    { good: "la caisse d'allocations familiales de la Seine-Saint-Denis", because: 'c’est le nom d’un organisme' },
    {
      bad: 'Vous avez un mois après [[la date de réception de la facturation par la caisse]].',
      better: 'Vous avez un mois après avoir reçu la facture de la caisse.',
    },
    { bad: 'Nous commençons [[les travaux de mise en accessibilité du guichet]].' },
    {
      good: 'Envoyez une copie du contrat de location par courrier.',
      because: '« par courrier » complète le verbe, pas un nom',
    },
    {
      good: 'Le tableau donne une vue claire de la gestion des stages dans le collège.',
      because: 'le lieu, à la fin, se lit sans peine',
    },
    {
      good: 'Nous invitons les habitants du quartier des Tilleuls de la commune.',
      because: '« Tilleuls » est un nom propre : il s’y rattache sans effort',
    },
    {
      good: 'La mairie informe les parents d’élèves de la fermeture de la classe.',
      because: '« de la fermeture » complète le verbe',
    },
    {
      good: 'La carte indique les produits à appellation d’origine de la vallée.',
      because: '« appellation d’origine » est un seul terme',
    },
    {
      good: 'Nous refusons votre demande pour le logement de la rue des Cerises.',
      because: '« rue des Cerises » est une adresse',
    },
    { good: "la carte d'identité de votre fils", because: 'deux compléments seulement' },
    { good: 'une lettre de Paris, de Lyon ou de Lille', because: 'c’est une énumération' },
    {
      good: "Le directeur de la caisse d'assurance maladie de la région vous répond.",
      because: 'c’est le titre d’une personne',
    },
    {
      good: 'Vous avez un mois à compter de la date de réception de ce courrier.',
      because: '« à compter de » est une préposition',
    },
  ],
  check(sentence, { threshold, french, report }) {
    for (const whole of chainsOf(sentence.tokens)) {
      if (whole.links.length < threshold.maxLinks || isField(sentence.tokens, whole)) continue
      const chain = attached(sentence.tokens, whole, threshold.maxLinks, french)
      const count = chain.links.length
      if (count < threshold.maxLinks) continue
      const range = rangeOf(sentence, chain)
      report(range, {
        message: 'chain',
        data: { count, found: sentence.block.text.slice(range.start, range.end) },
        ...(count >= threshold.tooManyLinks ? { severity: 'avertissement' } : {}),
      })
    }
  },
})

/** One complement: the ranks of its preposition and of its noun, the rank after it, and whether it may depend on the verb instead. */
interface Link {
  readonly at: number
  readonly noun: number
  readonly to: number
  readonly loose: boolean
}

interface Chain {
  readonly from: number
  readonly to: number
  readonly links: readonly Link[]
}

/** Nouns tied by prepositions, nothing but articles and adjectives between: "la date de fin de validité". */
function chainsOf(tokens: readonly Token[]): Chain[] {
  const found: Chain[] = []
  for (let rank = 0; rank < tokens.length; rank++) {
    const head = tokens[rank]
    if (!head || !isNoun(head) || INSTITUTIONS.has(head.norm) || QUANTITIES.has(head.norm)) continue
    if (isLocution(tokens, rank)) continue
    // "fait l'objet d'un": the noun is part of the verb.
    if (head.norm === 'objet' && tokens.slice(Math.max(0, rank - 5), rank).some(({ lemma }) => lemma === 'faire'))
      continue
    // "Nous accusons réception de": a verb and its noun are one locution.
    if (tokens[rank - 1]?.upos === 'VERB') continue
    const links = linksAfter(tokens, rank)
    if (INFORMS.has(tokens[tokens[rank - 1]?.upos === 'DET' ? rank - 2 : rank - 1]?.lemma ?? '')) {
      const what = links.findIndex((link, index) => index > 0 && isDefinite(tokens, link))
      if (what > 0) links.length = what
    }
    while (isInner(tokens, links.at(-1))) links.pop()
    const last = links.at(-1)
    if (!last) continue
    const from = tokens[rank - 1]?.upos === 'DET' ? rank - 1 : rank
    found.push({ from, to: last.to, links })
    rank = last.to - 1
  }
  return found
}

/** "informer les bénéficiaires de ces dons des conditions de conservation": the verb has two complements. */
const INFORMS = new Set(['informer', 'avertir', 'prévenir', 'aviser', 'dispenser', 'priver', 'charger'])

/** "des conditions", "de la fermeture" */
function isDefinite(tokens: readonly Token[], { at }: Link): boolean {
  const word = tokens[at]?.norm ?? ''
  return word === 'du' || word === 'des' || (word === 'de' && /^(?:la|l')$/.test(tokens[at + 1]?.norm ?? ''))
}

/** "en établissement", "par sexe": without an article, « par » names no one who acts. */
function isInner(tokens: readonly Token[], link: Link | undefined): boolean {
  if (!link) return false
  const word = tokens[link.at]?.norm ?? ''
  return INNER.has(word) || (word === 'par' && tokens[link.at + 1]?.upos !== 'DET')
}

function linksAfter(tokens: readonly Token[], head: number): Link[] {
  const links: Link[] = []
  for (let to = head + 1; ; ) {
    const link = linkAfter(tokens, to)
    const noun = link && tokens[link.noun]
    if (!link || !noun) return links
    // "des individus au sein de": the noun is part of a preposition, which opens another group.
    if (QUANTITIES.has(noun.norm) || isLocution(tokens, link.noun)) return links
    to = link.to
    if (tokens[link.at]?.norm === 'par' && MEANS.test(noun.norm)) return links
    // An institution closes the chain: "du code du travail", "de l'Université".
    if (INSTITUTIONS.has(noun.norm) || (isSigle(noun) && !isSigle(tokens[head]))) {
      links.push(link)
      return links
    }
    // "les habitants du quartier des Tilleuls": a name asks for no untangling.
    if (isName(noun) || opensPlace(tokens, link)) return links
    // "mot de passe" is one thing.
    if (!isCompound(tokens, to)) links.push(link)
  }
}

/** "le logement de la rue des Cerises": an address is read as one name. */
function opensPlace(tokens: readonly Token[], { noun, to }: Link): boolean {
  if (!PLACES.has(tokens[noun]?.norm ?? '')) return false
  const next = linkAfter(tokens, to)
  return next !== undefined && /^\p{Lu}/u.test(tokens[next.noun]?.text ?? '')
}

const PLACES: ReadonlySet<string> = new Set(
  'rue avenue boulevard place impasse chemin allée square quai quartier'.split(' '),
)

/**
 * The chain up to the first complement that depends on something else than its nouns: in "envoyer une copie du contrat de
 * location par courrier", « courrier » depends on the verb. Asked only where it decides.
 */
function attached(tokens: readonly Token[], chain: Chain, wanted: number, french: French): Chain {
  const firm = chain.links.findIndex(({ loose }) => loose)
  if (firm < 0 || firm >= wanted) return firm < 0 ? chain : cut(chain, firm)
  return cut(
    chain,
    french.findInArcs(tokens, (arcs) => firmLinks(tokens, arcs, chain)),
  )
}

/** How many complements depend on the nouns of the chain, up to the first that does not; `undefined` as long as an arc is not drawn. */
function firmLinks(tokens: readonly Token[], arcs: DrawnArcs, { from, to, links }: Chain): number | undefined {
  for (const [rank, { at, noun, loose }] of links.entries()) {
    if (!loose) continue
    const head = arcs.headOf(noun)
    if (head === undefined) return undefined
    if (head >= from && head < to) continue
    if (tokens[at]?.norm !== 'par' || !STATES.has(tokens[head]?.lemma ?? '')) return rank
  }
  return links.length
}

function cut(chain: Chain, count: number): Chain {
  const links = chain.links.slice(0, count)
  return { from: chain.from, to: links.at(-1)?.to ?? chain.to, links }
}

/** "« temps de la période d'essai du contrat »": words that say what to fill in, or a title. */
function isField(tokens: readonly Token[], { from, to }: Chain): boolean {
  let open = from - 1
  while (open >= 0 && tokens[open]?.text !== '«' && tokens[open]?.text !== '»') open--
  if (tokens[open]?.text !== '«') return false
  const close = tokens.findIndex(({ text }, rank) => rank >= to && text === '»')
  return close >= 0 && !tokens.slice(open, close).some(({ features }) => features.verbForm === 'Fin')
}

/** "en raison de", "à compter de": a noun of the list after its preposition. After « de » it is a noun again: "du lieu de séjour". */
function isLocution(tokens: readonly Token[], rank: number): boolean {
  const noun = tokens[rank]
  if (!noun || !LOCUTIONS.has(noun.norm)) return false
  // "des données à caractère personnel", "à titre gratuit": no preposition is made.
  if (/^(?:caractère|titre)$/.test(noun.norm)) return !isAdjective(tokens[rank + 1])
  let before = rank - 1
  while (tokens[before]?.upos === 'DET' || isAdjective(tokens[before])) before--
  const preposition = tokens[before]
  // "sur le lieu de vacances"
  if (preposition?.norm === 'sur') return false
  if (/^(?:façon|manière|fait|sorte|accord)$/.test(noun.norm)) return true
  return !preposition || !LINKS.has(preposition.parts?.[0] ?? preposition.norm)
}

/** True when the words that end here are a compound of the list. */
function isCompound(tokens: readonly Token[], end: number): boolean {
  if (!COMPOUND_ENDS.has(tokens[end - 1]?.norm ?? '')) return false
  for (const length of COMPOUND_LENGTHS) {
    const words = tokens.slice(Math.max(0, end - length), end)
    if (
      COMPOUNDS.has(
        words
          .map(({ norm }) => norm)
          .join(' ')
          .replace(/' /g, "'"),
      )
    )
      return true
  }
  return false
}

/** The next complement: adjectives, a preposition, an article, adjectives, a noun. */
function linkAfter(tokens: readonly Token[], at: number): Link | undefined {
  let rank = at
  // "l'agrément VAO de l'organisateur": a sigle stands beside its noun.
  while (isAdjective(tokens[rank]) || isSigle(tokens[rank])) rank++
  if (tokens[rank]?.norm === 'en' && TIED.has(tokens[rank + 1]?.norm ?? '')) rank += 2
  const preposition = tokens[rank]
  if (!preposition) return undefined
  // "du contrat auquel", "la date à laquelle"
  if (preposition.upos === 'PRON') return undefined
  const word = preposition.parts?.[0] ?? preposition.norm
  const loose = LOOSE.has(word)
  if (!loose && !LINKS.has(word)) return undefined
  // "définies au 4° de l'article": the participle opens another group.
  if (loose && tokens[rank - 1]?.features.verbForm === 'Part') return undefined
  // "des structures présentes dans l'établissement"
  if (INNER.has(word) && tokens[rank - 1]?.upos === 'ADJ') return undefined
  // "nécessaires à l'étude": the adjective asks for its complement.
  // "la mise en accessibilité", "la prise en charge": what follows « en » says what is done, whatever the verb before.
  const completes =
    (/^(?:à|au|aux)$/.test(word) && tokens[rank - 1]?.upos === 'ADJ') ||
    (word === 'en' && PUT.has(tokens[rank - 1]?.norm ?? ''))
  const before = rank
  rank++
  while (tokens[rank]?.upos === 'DET' || isAdjective(tokens[rank]) || tokens[rank]?.upos === 'NUM') rank++
  const noun = tokens[rank]
  return noun && isNoun(noun) ? { at: before, noun: rank, to: rank + 1, loose: loose && !completes } : undefined
}

const PUT: ReadonlySet<string> = new Set(['mise', 'mises', 'remise', 'remises', 'prise', 'prises', 'entrée', 'entrées'])

/** "la SSU", "l'agrément VAO" */
function isSigle(token: Token | undefined): boolean {
  return token !== undefined && !isSmall(token.text) && /^\p{Lu}{2,}$/u.test(token.text)
}

function isName(token: Token): boolean {
  return token.upos === 'PROPN' || (!isSmall(token.text) && /^\p{Lu}[\p{Ll}'’-]+$/u.test(token.text))
}

/** True for a word that opens with a letter from a to z, as nearly all do: no pattern of capitals need be tried. */
function isSmall(text: string): boolean {
  const code = text.charCodeAt(0)
  return code >= 0x61 && code <= 0x7a
}

function isNoun(token: Token): boolean {
  return (token.upos === 'NOUN' || token.upos === 'PROPN') && token.kind === 'word'
}

function isAdjective(token: Token | undefined): boolean {
  return (
    token?.upos === 'ADJ' ||
    (token?.upos === 'VERB' && token.features.verbForm === 'Part' && token.features.tense === 'Past')
  )
}

function rangeOf(sentence: SentenceView, { from, to }: Chain): { start: number; end: number } {
  return { start: sentence.tokens[from]?.start ?? sentence.start, end: sentence.tokens[to - 1]?.end ?? sentence.end }
}
