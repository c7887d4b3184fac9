import { createSign, defineRule, holdsSign, type SentenceView, type Span, showsSign } from '@limpide/checker'
import type { Token } from '@limpide/french'

export default defineRule({
  id: 'subordonnees-imbriquees',
  name: 'Subordonnées imbriquées',
  principle: 'phrases',
  severity: 'avertissement',
  indicator: 'marqueurs-de-complexite',
  why: 'À chaque « qui », « que » ou « dont », le lecteur garde en tête une phrase inachevée.',
  advice: 'Faites une phrase de chaque subordonnée.',
  sources: ['ISO 24495-1:2023, langage clair : phrases courtes et directes'],
  scope: 'sentence',
  thresholds: {
    pair: {
      key: 'relatives-signalees',
      value: 2,
      unit: 'relatives l’une dans l’autre',
      range: [2, 8],
      source: 'convention du projet',
    },
    apart: {
      key: 'mots-entre',
      value: 5,
      unit: 'mots entre les deux relatives',
      range: [0, 20],
      source: 'convention du projet',
    },
    several: {
      key: 'subordonnees-signalees',
      value: 3,
      unit: 'subordonnées',
      range: [2, 8],
      source: 'convention du projet',
    },
    many: {
      key: 'subordonnees-erreur',
      value: 4,
      unit: 'subordonnées',
      range: [3, 12],
      source: 'convention du projet',
    },
  },
  messages: {
    nested: '{count} subordonnées dans une phrase.',
    inside: 'Une relative tient dans une autre : le lecteur ne sait plus quel nom elle précise.',
  },
  examples: [
    {
      bad: "La personne [[qui héberge l'enfant dont le parent perçoit la pension que]] le juge a fixée doit remplir ce formulaire.",
      better: "Une personne héberge l'enfant. Elle doit remplir ce formulaire.",
    },
    {
      bad: "Nous vous rappelons [[que le document que vous avez envoyé, qui date de 2022, n'est plus celui que]] nous demandons.",
      better: 'Votre document date de 2022. Envoyez-nous un document plus récent.',
    },
    {
      bad: '[[Lorsque vous déclarez un changement alors que votre dossier est en cours, il est possible que nous vous demandions des pièces dont]] vous ne disposez pas encore.',
    },
    {
      bad: 'Vous recevrez une lettre [[qui indique le nom complet du conseiller dont]] vous devez suivre les avis.',
      better: 'Vous recevrez une lettre. Elle indique le nom de votre conseiller : suivez ses avis.',
    },
    { good: 'Dites-nous si vous avez déménagé.', because: 'une seule subordonnée' },
    { good: 'Le formulaire que vous avez rempli est complet.', because: 'une seule subordonnée' },
    { good: 'Où, quand et comment déposer votre demande ?', because: 'ces mots interrogent' },
    {
      good: 'Le propriétaire fait les travaux autres que ceux qui reviennent au locataire et qui suivent une inondation.',
      because: '« autres que » compare, il n’ouvre pas de proposition',
    },
    {
      good: "Il n'a que deux jours, plus que vous et autant que moi.",
      because: 'ces « que » restreignent ou comparent',
    },
  ],
  check(sentence, { threshold, report }) {
    // Most sentences do not have as many words that may open a clause: the clauses need not be read.
    if (!holdsOpenings(sentence, threshold.pair)) return
    const openings = subordinators(sentence.tokens)
    const first = openings[0]
    const last = openings.at(-1)
    if (!first || !last || openings.length < threshold.pair) return
    if (openings.length < threshold.several) {
      const inner = relativeInRelative(sentence, openings, threshold.apart)
      if (inner) report(inner, { message: 'inside', severity: 'erreur' })
      return
    }
    report(
      { start: first.start, end: last.end },
      {
        message: 'nested',
        data: { count: openings.length },
        ...(openings.length >= threshold.many ? { severity: 'erreur' } : {}),
      },
    )
  },
})

/**
 * From one relative pronoun to the next, when the second clause stands inside the first: one conjugated verb between them,
 * no comma and no « et », so that nothing has closed the first. "La personne qui vous reçoit est celle qui décide" has two.
 */
function relativeInRelative({ tokens }: SentenceView, openings: readonly Token[], apart: number): Span | undefined {
  const [outer, inner] = openings
  if (!outer || !inner || !isRelative(outer) || !isRelative(inner)) return undefined
  const between = tokens.slice(tokens.indexOf(outer) + 1, tokens.indexOf(inner))
  if (between.some(({ text, norm }) => /^[,;:.!?()–—]$/.test(text) || /^(?:et|ou|mais|ni|ce|-ce)$/.test(norm)))
    return undefined
  if (between.length < apart) return undefined
  const verbs = between.filter(({ upos, features }) => upos !== 'NOUN' && features.verbForm === 'Fin')
  return verbs.length === 1 ? { start: outer.start, end: inner.end } : undefined
}

const RELATIVE =
  /^(?:qui|que|qu'|dont|où|lequel|laquelle|lesquels|lesquelles|auquel|auxquels|duquel|desquels|desquelles)$/

function isRelative({ norm, upos }: Token): boolean {
  return RELATIVE.test(norm) && upos !== 'SCONJ'
}

const WORDS = new Set([
  'qui',
  'dont',
  'lorsque',
  "lorsqu'",
  'puisque',
  "puisqu'",
  'quand',
  'lequel',
  'laquelle',
  'lesquels',
  'lesquelles',
  'auquel',
  'auxquels',
  'auxquelles',
  'duquel',
  'desquels',
  'desquelles',
  'quoique',
  "quoiqu'",
  'comme',
  'si',
  'où',
])

/** What `subordinators` looks at. */
const OPENINGS = new Set([...WORDS, 'que', "qu'", "s'"])
const OPENING = createSign(({ norm }) => OPENINGS.has(norm))

function holdsOpenings(sentence: SentenceView, count: number): boolean {
  if (!holdsSign(sentence, OPENING)) return count <= 0
  let left = count
  for (const token of sentence.tokens) if (showsSign(token, OPENING)) left--
  return left <= 0
}

/** The words that open a clause with a verb of its own, in order. */
function subordinators(tokens: readonly Token[]): Token[] {
  const found: Token[] = []
  const verbAhead = finiteVerbAhead(tokens)
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    const next = tokens[rank + 1]
    const previous = tokens[rank - 1]
    if (!verbAhead[rank]) continue
    if (token.norm === 'que' || token.norm === "qu'") {
      // « ne … que », "plus que", "que ce soit": no clause, or one that is counted already.
      if (
        isRestriction(tokens, rank) ||
        /^(plus|moins|autant|aussi|mieux|tel|telle|tels|telles|même|autres?|ainsi|parce)$/.test(previous?.norm ?? '')
      ) {
        // "parce que", "pour autant que", "qu'autant que" open a clause.
        const two = tokens[rank - 2]?.norm ?? ''
        if (previous?.norm !== 'parce' && !(previous?.norm === 'autant' && /^(?:pour|qu'|que|d')$/.test(two))) continue
      }
      found.push(token)
      continue
    }
    if (token.norm === "s'" && (next?.norm === 'il' || next?.norm === 'ils')) found.push(token)
    else if (WORDS.has(token.norm)) {
      if (token.norm === 'comme' && token.upos !== 'SCONJ') continue
      if (token.norm === 'si' && token.upos === 'ADV') continue
      // "si possible", "si besoin": no clause.
      if (
        token.norm === 'si' &&
        /^(?:possible|nécessaire|besoin|utile|oui|non|applicable|requis)$/.test(next?.norm ?? '')
      )
        continue
      // "Qui peut en bénéficier ?" asks; "c'est vous qui" is counted.
      if (rank === 0 && tokens.at(-1)?.text === '?') continue
      found.push(token)
    }
  }
  return found
}

/** For each token, whether a finite verb follows before the next strong mark; one walk, however long the sentence. */
function finiteVerbAhead(tokens: readonly Token[]): boolean[] {
  const ahead: boolean[] = []
  let verb = false
  for (let rank = tokens.length - 1; rank >= 0; rank--) {
    ahead[rank] = verb
    const token = tokens[rank]
    if (!token || STOPS.has(token.text)) verb = false
    else if ((token.upos === 'VERB' || token.upos === 'AUX') && token.features.verbForm === 'Fin') verb = true
  }
  return ahead
}

const STOPS = new Set([';', ':', '.', '!', '?'])

function isRestriction(tokens: readonly Token[], rank: number): boolean {
  for (let i = rank - 1; i >= 0; i--) {
    const token = tokens[i]
    if (!token || /^[;:.!?,]$/.test(token.text)) return false
    if (/^(pas|plus|jamais|rien|aucun|aucune)$/.test(token.norm)) return false
    if (token.norm === 'ne' || token.norm === "n'") return true
  }
  return false
}
