import { defineRule } from '@limpide/checker'
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
    several: { value: 3, unit: 'subordonnées', range: [2, 8], source: 'convention du projet' },
    many: { value: 4, unit: 'subordonnées', range: [3, 12], source: 'convention du projet' },
  },
  messages: {
    nested: '{count} subordonnées dans une phrase.',
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
    { good: 'Dites-nous si vous avez déménagé.', because: 'une seule subordonnée' },
    { good: 'Le formulaire que vous avez rempli est complet.', because: 'une seule subordonnée' },
    { good: 'Où, quand et comment déposer votre demande ?', because: 'ces mots interrogent' },
    {
      good: "Il n'a que deux jours, plus que vous et autant que moi.",
      because: 'ces « que » restreignent ou comparent',
    },
  ],
  check(sentence, { threshold, report }) {
    const openings = subordinators(sentence.tokens)
    const first = openings[0]
    const last = openings.at(-1)
    if (!first || !last || openings.length < threshold.several) return
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

/** The words that open a clause with a verb of its own, in order. */
function subordinators(tokens: readonly Token[]): Token[] {
  const found: Token[] = []
  for (const [rank, token] of tokens.entries()) {
    const next = tokens[rank + 1]
    const previous = tokens[rank - 1]
    if (!hasFiniteVerb(tokens, rank)) continue
    if (token.norm === 'que' || token.norm === "qu'") {
      // « ne … que », "plus que", "que ce soit": no clause, or one that is counted already.
      if (
        isRestriction(tokens, rank) ||
        /^(plus|moins|autant|aussi|mieux|tel|telle|tels|telles|même|ainsi|parce)$/.test(previous?.norm ?? '')
      ) {
        if (previous?.norm !== 'parce') continue
      }
      found.push(token)
      continue
    }
    if (token.norm === "s'" && (next?.norm === 'il' || next?.norm === 'ils')) found.push(token)
    else if (WORDS.has(token.norm)) {
      if (token.norm === 'comme' && token.upos !== 'SCONJ') continue
      if (token.norm === 'si' && token.upos === 'ADV') continue
      // "Qui peut en bénéficier ?" asks; "c'est vous qui" is counted.
      if (rank === 0 && tokens.at(-1)?.text === '?') continue
      found.push(token)
    }
  }
  return found
}

/** True when a finite verb follows before the next strong mark. */
function hasFiniteVerb(tokens: readonly Token[], rank: number): boolean {
  for (let i = rank + 1; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || /^[;:.!?]$/.test(token.text)) return false
    if ((token.upos === 'VERB' || token.upos === 'AUX') && token.features.verbForm === 'Fin') return true
  }
  return false
}

function isRestriction(tokens: readonly Token[], rank: number): boolean {
  for (let i = rank - 1; i >= 0; i--) {
    const token = tokens[i]
    if (!token || /^[;:.!?,]$/.test(token.text)) return false
    if (/^(pas|plus|jamais|rien|aucun|aucune)$/.test(token.norm)) return false
    if (token.norm === 'ne' || token.norm === "n'") return true
  }
  return false
}
