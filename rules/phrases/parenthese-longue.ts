import { createSign, defineRule, holdsSign, type SentenceView, type Suggestion } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { capitalised } from '../grammar/capital.ts'

/** A parenthesis: ranks of its two brackets in the sentence, and its depth from 1. */
interface Parenthesis {
  readonly from: number
  readonly to: number
  readonly depth: number
  /** True when it may pass while it is short: it says what to fill in, or gives a reference. */
  readonly short: boolean
}

export default defineRule({
  id: 'parenthese-longue',
  name: 'Parenthèse longue ou multiple',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Une longue parenthèse coupe la phrase en deux : arrivé à sa fin, le lecteur en a oublié le début.',
  advice: 'Sortez la parenthèse : faites-en une phrase à part, ou une liste.',
  sources: ['convention du projet'],
  scope: 'sentence',
  thresholds: {
    maxWords: { key: 'mots-maximum', value: 8, unit: 'mots', range: [3, 30], source: 'convention du projet' },
    tooManyWords: {
      key: 'mots-avertissement',
      value: 15,
      unit: 'mots',
      range: [5, 60],
      source: 'convention du projet',
    },
    perSentence: {
      key: 'parentheses-signalees',
      value: 2,
      unit: 'parenthèses par phrase',
      range: [2, 10],
      source: 'convention du projet',
    },
    fewWords: { key: 'mots-toleres', value: 1, unit: 'mot', range: [0, 5], source: 'convention du projet' },
  },
  messages: {
    long: 'Cette parenthèse compte {count} mots.',
    several: 'Cette phrase a {count} parenthèses.',
    nested: 'Une parenthèse dans une parenthèse perd le lecteur.',
  },
  examples: [
    {
      bad: "Joignez vos justificatifs [[(quittances de loyer, factures d'électricité, attestations d'assurance ou tout autre document de moins de trois mois)]].",
      better: 'Joignez un justificatif de moins de trois mois. Par exemple, une quittance de loyer.',
    },
    { bad: 'Votre droit (RSA) est ouvert (pour une personne seule) [[(voir annexe)]] à partir du mois de mai.' },
    {
      bad: 'Le demandeur [[(ou son représentant (tuteur, curateur))]] signe le formulaire.',
      better: 'Le demandeur, ou la personne qui le représente, signe le formulaire.',
    },
    {
      bad: 'Votre carte est prête [[(vous pouvez la retirer au guichet du lundi au vendredi)]].',
      better: 'Votre carte est prête. Retirez-la au guichet, du lundi au vendredi.',
    },
    { good: "La caisse d'allocations familiales (CAF) vous répond.", because: 'la parenthèse donne un sigle' },
    {
      good: "Appelez le 3646 (service gratuit + prix de l'appel).",
      because: 'la parenthèse est courte, et sa forme est imposée',
    },
    { good: 'Payez avant le 15 mai 2025 (inclus).', because: 'la parenthèse tient en un mot' },
    {
      good: '(Si vous vivez seul, passez directement à la question suivante du formulaire.)',
      because: 'c’est une phrase entière, pas une coupure',
    },
    {
      good: 'Je loue un logement situé … (adresse) depuis le … (date de signature du bail).',
      because: 'ces parenthèses disent quoi remplir',
    },
    {
      bad: 'Je ne peux pas vous remplacer car … [[(précisez ici les raisons de votre choix et les solutions que vous avez cherchées)]].',
      better:
        'Je ne peux pas vous remplacer, pour ces raisons : … Précisez ici les raisons et les solutions cherchées.',
    },
    {
      good: 'Les travaux sont à la charge du propriétaire (article 6 de la loi n° 89-462 du 6 juillet 1989).',
      because: 'la référence est à la fin, là où elle gêne le moins',
    },
    {
      good: 'Votre fils(le), son(sa) tuteur(trice) ou ses ami(e)s peuvent venir.',
      because: 'ces parenthèses sont collées à un mot',
    },
  ],
  check(sentence, { threshold, report }) {
    if (!holdsSign(sentence, BRACKET)) return
    const all = parenthesesOf(sentence)
    const { tokens } = sentence
    const counted = all.filter(
      ({ depth, short, from, to }) => depth === 1 && !short && wordsIn(sentence, from, to) > threshold.fewWords,
    )
    for (const one of all) {
      if (one.depth > 1) continue
      const start = tokens[one.from]?.start ?? sentence.start
      const end = tokens[one.to]?.end ?? sentence.end
      const count = wordsIn(sentence, one.from, one.to)
      if (all.some(({ depth, from }) => depth > 1 && from > one.from && from < one.to)) {
        report({ start, end }, { message: 'nested', severity: 'avertissement' })
        return
      }
      if (count <= threshold.maxWords) continue
      report(
        { start, end },
        {
          message: 'long',
          data: { count },
          ...(count > threshold.tooManyWords ? { severity: 'avertissement' } : {}),
          suggestions: outside(sentence, one),
        },
      )
      return
    }
    const last = counted.at(-1)
    if (counted.length < threshold.perSentence || !last) return
    report(
      { start: tokens[last.from]?.start ?? sentence.start, end: tokens[last.to]?.end ?? sentence.end },
      { message: 'several', data: { count: counted.length } },
    )
  },
})

const BRACKET = createSign(({ text }) => text === '(')

function parenthesesOf(sentence: SentenceView): Parenthesis[] {
  const { tokens } = sentence
  const open: number[] = []
  const found: Parenthesis[] = []
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    if (token.text === '(') {
      open.push(rank)
      continue
    }
    if (token.text !== ')') continue
    const from = open.pop()
    // "fils(le)" is a spelling, not an aside; "a)" opens nothing.
    if (from === undefined || tokens[from]?.spaced === false) continue
    // A sentence wholly in brackets is a note.
    const before = tokens[from - 1]
    if (!before) continue
    // After dots, the brackets say what to fill in: "situé … (adresse)". A reference is well placed in brackets, and best
    // at the end: reference-juridique-dans-la-phrase advises it.
    const reference = isReference(tokens[from + 1])
    if (reference && !tokens.slice(rank + 1).some(({ kind }) => kind !== 'punct')) continue
    found.push({ from, to: rank, depth: open.length + 1, short: reference || /^(…|\.+)$/.test(before.text) })
  }
  // "(voir la notice. Elle est en ligne)": a full stop cuts the sentence, and the bracket closes in the next one.
  const [unclosed] = open
  const first = unclosed === undefined ? undefined : tokens[unclosed]
  if (unclosed !== undefined && unclosed > 0 && first?.spaced && closesNext(sentence))
    found.push({ from: unclosed, to: tokens.length - 1, depth: 1, short: false })
  return found.sort((a, b) => a.from - b.from)
}

function closesNext({ block, index }: SentenceView): boolean {
  const bracket = block.sentences[index + 1]?.tokens.find(({ text }) => text === '(' || text === ')')
  return bracket?.text === ')'
}

/** "(article L. 262-2)", "(cf. annexe 5)" */
function isReference(first: Token | undefined): boolean {
  return (
    first?.kind === 'reference' || /^(art|art\.|article|articles|cf|cf\.|loi|décret|arrêté)$/.test(first?.norm ?? '')
  )
}

function wordsIn({ tokens }: SentenceView, from: number, to: number): number {
  return tokens.slice(from, to).filter(({ kind }) => kind !== 'punct' && kind !== 'symbol').length
}

/** The parenthesis as a sentence of its own, when it is one: it opens with its subject and its verb, and it ends the sentence. */
function outside(sentence: SentenceView, { from, to }: Parenthesis): Suggestion[] {
  const { tokens, block } = sentence
  const inside = tokens.slice(from + 1, to)
  const first = inside[0]
  const last = inside.at(-1)
  const after = tokens[to + 1]
  const before = tokens[from - 1]
  if (!first || !last || !before || after?.text !== '.' || tokens.length > to + 2) return []
  const subject = /^(vous|nous|il|elle|ils|elles|je|cette|ce|ces)$/.test(first.norm)
  const finite = inside.slice(1, 4).some(({ features }) => features.verbForm === 'Fin')
  if (!subject || !finite) return []
  const text = `. ${capitalised(block.text.slice(first.start, last.end))}`
  return [
    {
      kind: 'choix',
      text,
      label: 'Sortir la parenthèse',
      span: { start: before.end, end: tokens[to]?.end ?? after.start },
    },
  ]
}
