import { defineRule, type SentenceView } from '@limpide/checker'
import type { Token } from '@limpide/french'
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

/** "mot de passe", "carte d'identité". */
const COMPOUNDS = words('compose')
const COMPOUND_LENGTHS = [3, 4]

/** Nouns that « en » ties to the noun before: "prise en charge". */
const TIED = new Set(['charge', 'compte', 'œuvre', 'place', 'ligne', 'cours', 'main', 'relation', 'vigueur'])

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
    maxLinks: { value: 3, unit: 'compléments enchaînés', range: [2, 8], source: 'convention du projet' },
    tooManyLinks: { value: 4, unit: 'compléments enchaînés', range: [3, 10], source: 'convention du projet' },
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
      good: 'Nous invitons les habitants du quartier des Tilleuls de la commune.',
      because: '« Tilleuls » est un nom propre : il s’y rattache sans effort',
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
  check(sentence, { threshold, report }) {
    for (const chain of chainsOf(sentence.tokens)) {
      if (chain.links < threshold.maxLinks) continue
      const range = rangeOf(sentence, chain)
      report(range, {
        message: 'chain',
        data: { count: chain.links, found: sentence.block.text.slice(range.start, range.end) },
        ...(chain.links >= threshold.tooManyLinks ? { severity: 'avertissement' } : {}),
      })
    }
  },
})

interface Chain {
  readonly from: number
  readonly to: number
  readonly links: number
}

/** Nouns tied by prepositions, nothing but articles and adjectives between: "la date de fin de validité". */
function chainsOf(tokens: readonly Token[]): Chain[] {
  const found: Chain[] = []
  for (let rank = 0; rank < tokens.length; rank++) {
    const head = tokens[rank]
    if (!head || !isNoun(head) || INSTITUTIONS.has(head.norm) || LOCUTIONS.has(head.norm)) continue
    // "fait l'objet d'un": the noun is part of the verb.
    if (head.norm === 'objet' && tokens[rank - 2]?.lemma === 'faire') continue
    // "Nous accusons réception de": a verb and its noun are one locution.
    if (tokens[rank - 1]?.upos === 'VERB') continue
    let to = rank + 1
    let links = 0
    for (;;) {
      const next = linkAfter(tokens, to)
      if (next === undefined) break
      const noun = tokens[next - 1]
      // "des individus au sein de": the noun is part of a preposition, which opens another group.
      if (noun && LOCUTIONS.has(noun.norm)) break
      // "les habitants du quartier des Tilleuls": a name asks for no untangling.
      if (noun && isName(noun)) break
      to = next
      // An institution closes the chain: "du code du travail".
      if (noun && INSTITUTIONS.has(noun.norm)) {
        links++
        break
      }
      // "mot de passe" is one thing.
      if (!isCompound(tokens, next)) links++
    }
    if (links > 0) {
      const from = tokens[rank - 1]?.upos === 'DET' ? rank - 1 : rank
      found.push({ from, to, links })
      rank = to - 1
    }
  }
  return found
}

/** True when the words that end here are a compound of the list. */
function isCompound(tokens: readonly Token[], end: number): boolean {
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

/** Rank after the next complement: adjectives, a preposition, an article, adjectives, a noun. */
function linkAfter(tokens: readonly Token[], at: number): number | undefined {
  let rank = at
  while (isAdjective(tokens[rank])) rank++
  if (tokens[rank]?.norm === 'en' && TIED.has(tokens[rank + 1]?.norm ?? '')) rank += 2
  const preposition = tokens[rank]
  // "définies au 4° de l'article": the participle opens another group.
  if (tokens[rank - 1]?.features.verbForm === 'Part' && /^(à|au|aux)$/.test(preposition?.norm ?? '')) return undefined
  if (!preposition || !LINKS.has(preposition.parts?.[0] ?? preposition.norm)) return undefined
  rank++
  while (tokens[rank]?.upos === 'DET' || isAdjective(tokens[rank]) || tokens[rank]?.upos === 'NUM') rank++
  const noun = tokens[rank]
  return noun && isNoun(noun) ? rank + 1 : undefined
}

const LINKS = new Set(['de', "d'", 'du', 'des', 'à', 'au', 'aux'])

function isName(token: Token): boolean {
  return token.upos === 'PROPN' || /^\p{Lu}[\p{Ll}'’-]+$/u.test(token.text)
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
