import { defineRule, type Suggestion } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'
import { rowsOf } from '../grammar/list.ts'
import { type Negation, negationsOf } from '../grammar/negation.ts'
import { LISTS } from '../lists.generated.ts'

const words = (kind: string): ReadonlySet<string> =>
  new Set(
    rowsOf(LISTS['double-negation'])
      .filter(({ sorte }) => sorte === kind)
      .map(({ mot = '' }) => mot),
  )

const VERBS = words('verbe')
const ADJECTIVES = words('adjectif')
/** « sans délai », « sans emploi » do not deny what the sentence says. */
const FIXED = words('sans')

export default defineRule({
  id: 'double-negation',
  name: 'Double négation',
  principle: 'phrases',
  severity: 'avertissement',
  indicator: 'negations',
  why: 'Deux négations obligent à calculer : on comprend souvent le contraire de ce qui est écrit.',
  advice: 'Dites la chose à l’affirmative : « vous devez fournir… ».',
  sources: ['Gouvernement, Charte des grands principes rédactionnels : ne pas multiplier les négations'],
  scope: 'sentence',
  thresholds: {
    farthest: {
      key: 'mots-entre',
      value: 8,
      unit: 'mots entre les deux négations',
      range: [2, 30],
      source: 'convention du projet',
    },
    tooMany: { key: 'negations-erreur', value: 3, unit: 'négations', range: [3, 10], source: 'convention du projet' },
  },
  messages: {
    double: '« {found} » : deux négations pour une seule idée.',
    many: '« {found} » : {count} négations pour une seule idée.',
  },
  examples: [
    { bad: "Vous [[n'êtes pas dispensé]] de fournir ce justificatif.", better: 'Vous devez fournir ce justificatif.' },
    {
      bad: "Il [[n'est pas impossible que votre dossier ne soit pas]] traité en mai.",
      better: 'Votre dossier sera peut-être traité après le mois de mai.',
    },
    {
      bad: "Nous [[ne pouvons pas accepter une demande sans pièce d'identité non]] périmée.",
      better: "Joignez une pièce d'identité valide.",
    },
    { bad: '[[Ne manquez pas]] de signer le formulaire.', better: 'Pensez à signer le formulaire.' },
    { bad: 'Vous [[ne pouvez pas ne pas]] déclarer ce revenu.', better: 'Vous devez déclarer ce revenu.' },
    {
      bad: "L'aide [[n'est versée que si aucun]] loyer n'est en retard.",
      better: 'Nous versons l’aide quand tous les loyers sont payés.',
    },
    { good: 'Je ne sais ni lire ni écrire : que faire ?', because: '« ni… ni » est une seule négation' },
    { good: 'Ne venez pas sans rendez-vous.', because: 'une interdiction simple se comprend' },
    { good: 'Ne pas venir sans pièce justificative.', because: 'une interdiction simple se comprend' },
    { good: 'Vous ne serez pas poursuivi pour travail illégal.', because: '« travail illégal » est un nom à lui seul' },
    { good: 'Cette école ne dispense pas cette formation.', because: '« dispenser » veut dire ici « donner »' },
    { good: "Non, vous n'avez pas à payer.", because: '« non » répond à la question' },
    {
      good: "Vous n'avez pas répondu et nous n'avons pas reçu vos pièces.",
      because: 'deux idées, chacune avec sa négation',
    },
    { good: "N'oubliez pas de signer.", because: 'la tournure est courante et se comprend' },
  ],
  check(sentence, { threshold, report }) {
    const { tokens, block } = sentence
    const all = negationsOf(sentence)
    for (const negation of all) {
      const ranks = others(tokens, negation, all, threshold.farthest)
      const last = ranks.at(-1)
      if (last === undefined) continue
      const start = tokens[negation.ne]?.start ?? sentence.start
      const end = tokens[last]?.end ?? sentence.end
      const count = ranks.length + 1
      const found = block.text.slice(start, end)
      const many = count >= threshold.tooMany
      report(
        { start, end },
        {
          message: many ? 'many' : 'double',
          data: { found, count },
          ...(many ? { severity: 'erreur' } : {}),
          suggestions: affirmative(tokens, negation).map(({ text, span }) => ({
            kind: 'choix',
            text: asAt(sentence, start, text),
            span,
          })),
        },
      )
      return
    }
  },
})

/** Ranks of what else denies in the clause of a negation, in order. */
function others(tokens: readonly Token[], negation: Negation, all: readonly Negation[], farthest: number): number[] {
  const { ne, verb, second } = negation
  if (second === undefined || second < ne) return []
  const only = /^(que|qu')$/.test(tokens[second]?.norm ?? '')
  const ranks: number[] = []
  const imperative = isImperative(tokens, negation)
  for (let i = verb; i < Math.min(tokens.length, second + 1 + farthest); i++) {
    const token = tokens[i]
    if (!token || i === second) continue
    if (/^[;:.!?()]$/.test(token.text)) break
    if (i > second && token.norm === 'mais') break
    // "n'avez pas répondu et nous": a new subject opens a new idea.
    if (i > second && /^(et|ou|,)$/.test(token.norm)) break
    if (only) {
      if (/^(aucun|aucune)$/.test(token.norm)) ranks.push(i)
      continue
    }
    const next = tokens[i + 1]
    if (
      VERBS.has(token.lemma) &&
      (token.upos === 'VERB' || token.upos === 'ADJ') &&
      !isAKind(tokens, i) &&
      (token.lemma !== 'dispenser' || isOfSomething(tokens, i)) &&
      (token.lemma !== 'manquer' ||
        next?.norm === 'de' ||
        next?.norm === "d'" ||
        tokens[second + 1]?.norm === 'de' ||
        tokens[second + 1]?.norm === "d'")
    ) {
      ranks.push(i)
    } else if (ADJECTIVES.has(token.norm) && token.upos !== 'NOUN' && !isAKind(tokens, i)) ranks.push(i)
    else if (token.norm === 'sans' && !imperative && !FIXED.has(next?.norm ?? '')) ranks.push(i)
    else if (token.norm === 'non' && next?.norm !== 'plus' && (next?.upos === 'ADJ' || next?.upos === 'VERB'))
      ranks.push(i)
    else if (i > second && (token.norm === 'ne' || token.norm === "n'")) {
      const other = all.find((one) => one.ne === i)
      const complement = other?.second
      if (complement === undefined || complement < i || !isInside(tokens, second, i)) break
      ranks.push(complement)
      break
    }
  }
  // "n'êtes pas dispensé": up to the second negation, itself included when it comes last.
  return ranks.length === 0 ? [] : ranks.map((rank) => Math.max(rank, second))
}

/** "travail illégal", "travaux interdits": a kind of work, which the sentence does not deny. */
function isAKind(tokens: readonly Token[], rank: number): boolean {
  return /^(?:interdi|illéga|illicite)/.test(tokens[rank]?.norm ?? '') && tokens[rank - 1]?.upos === 'NOUN'
}

/** "ne dispense pas l'employeur de payer"; "ne dispense pas cette formation" gives none. */
function isOfSomething(tokens: readonly Token[], verb: number): boolean {
  return tokens.slice(verb + 1, verb + 1 + OBJECT_WITHIN).some(({ norm }) => /^(?:de|d'|du|des)$/.test(norm))
}

const OBJECT_WITHIN = 6

/** "pas ne pas déclarer", "pas impossible que votre dossier ne": the second negation depends on the first. */
function isInside(tokens: readonly Token[], second: number, ne: number): boolean {
  if (ne === second + 1) return true
  return tokens.slice(second, ne).some(({ norm }) => norm === 'que' || norm === "qu'")
}

function isImperative(tokens: readonly Token[], { ne, verb }: Negation): boolean {
  const before = tokens[ne - 1]
  const opens = ne === 0 || before?.kind === 'punct' || /^(et|ou|donc|alors|mais)$/.test(before?.norm ?? '')
  // "Ne pas laisser sans surveillance": an order as well.
  return opens && (tokens[verb]?.features.person === 2 || tokens[verb]?.features.verbForm === 'Inf')
}

function affirmative(
  tokens: readonly Token[],
  negation: Negation,
): (Pick<Suggestion, 'text'> & { span: { start: number; end: number } })[] {
  const { ne, verb, second } = negation
  const first = tokens[ne]
  const form = tokens[verb]
  const pas = second === undefined ? undefined : tokens[second]
  if (!first || !form || !pas || second === undefined || pas.norm !== 'pas') return []
  const until = (rank: number): { start: number; end: number } => ({
    start: first.start,
    end: tokens[rank]?.end ?? pas.end,
  })
  const next = tokens[second + 1]
  const must = MUST.get(form.norm)
  if (
    form.lemma === 'être' &&
    must !== undefined &&
    next?.lemma === 'dispenser' &&
    /^(de|d')$/.test(tokens[second + 2]?.norm ?? '')
  ) {
    // An infinitive must follow: "dispensé de formalités" is another matter.
    if (tokens[second + 3]?.features.verbForm !== 'Inf') return []
    return [{ text: tokens[second + 2]?.norm === "d'" ? `${must} ` : must, span: until(second + 2) }]
  }
  if (form.norm === 'manquez' && isImperative(tokens, negation) && /^(de|d')$/.test(next?.norm ?? '')) {
    return [{ text: next?.norm === "d'" ? 'pensez à ' : 'pensez à', span: until(second + 1) }]
  }
  if (
    form.norm === 'est' &&
    next?.norm === 'impossible' &&
    !tokens.slice(second + 2).some(({ norm }) => norm === 'ne' || norm === "n'")
  ) {
    return [{ text: 'est possible', span: until(second + 1) }]
  }
  const able = MUST.get(
    form.norm === 'pouvez' ? 'êtes' : form.norm === 'peut' ? 'est' : form.norm === 'pouvons' ? 'sommes' : '',
  )
  if (able !== undefined && next?.norm === 'ne' && tokens[second + 2]?.norm === 'pas')
    return [{ text: able, span: until(second + 2) }]
  return []
}

const MUST = new Map<string, string>(
  Object.entries({
    suis: 'dois',
    es: 'dois',
    est: 'doit',
    sommes: 'devons',
    êtes: 'devez',
    sont: 'doivent',
    serez: 'devrez',
    sera: 'devra',
  }),
)
