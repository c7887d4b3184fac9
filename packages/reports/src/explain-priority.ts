import { OFF_TOPIC, type OffTopic } from './off-topic.ts'
import { PRIORITY, type Priority } from './prioritise.ts'
import { WEIGHT, type WeighedReport } from './weigh.ts'

/** One step of a priority: what it is, how it is computed with its numbers in place, and what it comes to. */
export interface PriorityStep {
  readonly name: string
  readonly how: string
  readonly value: number
}

/** The computation of a priority, step by step: each can be done again by hand with the numbers printed. */
export function explainPriority({ terms, value, class: kept, ownClass }: Priority): readonly PriorityStep[] {
  const { score, W, reach, E, m, alpha, beta, lambda, rho, U, wu, C, stake, impact } = terms
  const steps: PriorityStep[] = [
    { name: 'Note', how: 'la note du document, sur 100, sans les blocs que d’autres lettres partagent', value: score },
    {
      name: 'W',
      how: `poids des signalements\u00a0: ${terms.counted} comptent, sur ${terms.received} reçu${terms.received > 1 ? 's' : ''}`,
      value: W,
    },
    {
      name: 'E',
      how: `milliers d’exemplaires ou de vues par an${sinceSaid(terms)}${terms.estimated ? ', portée estimée\u00a0: la médiane du type' : ''}`,
      value: E,
    },
  ]
  if (m !== null && beta !== null && lambda !== null && rho !== null && U !== null)
    steps.push(
      { name: 'm', how: `signalements pour mille, ${terms.mFromAll ? 'tous documents' : 'pour ce type'}`, value: m },
      {
        name: 'α',
        how: `signalements supposés d’avance${terms.alphaEstimated ? ', estimés sur le type' : ''}`,
        value: alpha,
      },
      { name: 'β', how: `α / m = ${n(alpha)} / ${n(m)}`, value: beta },
      { name: 'λ', how: `(α + W) / (β + E) = (${n(alpha)} + ${n(W)}) / (${n(beta)} + ${n(E)})`, value: lambda },
      { name: 'ρ', how: `λ / m = ${n(lambda)} / ${n(m)}`, value: rho },
      { name: 'U', how: `100 × (log2 ρ + 1) / 4, entre 0 et 100, avec ρ = ${n(rho)}`, value: U },
    )
  const { userMost, userHalf, reachShare, reachDecades, stakeShare } = PRIORITY
  steps.push({
    name: 'w_u',
    how: `${n(userMost)} × W / (W + ${n(userHalf)}) = ${n(userMost)} × ${n(W)} / (${n(W)} + ${n(userHalf)})`,
    value: wu,
  })
  const mixed =
    U === null
      ? 'la note seule\u00a0: aucun signalement n’est connu'
      : `(1 − w_u) × note + w_u × U = (1 − ${n(wu)}) × ${n(score)} + ${n(wu)} × ${n(U)}`
  steps.push({
    name: 'C',
    how: terms.heldUp
      ? 'la note\u00a0: sans lien pour signaler, peu de signalements n’est pas une preuve de clarté'
      : mixed,
    value: C,
  })
  const stakes = PRIORITY.stakes[stake] + (terms.fragile ? PRIORITY.fragile : 0)
  const reachSaid = reach < 1 ? '0' : `min(1\u00a0; log10(${n(reach)}) / ${reachDecades})`
  steps.push(
    {
      name: 'Impact',
      how: `${n(reachShare)} × 100 × ${reachSaid} + ${n(stakeShare)} × ${n(stakes)}, 100 au plus${terms.stakeEstimated ? ' (enjeu supposé)' : ''}`,
      value: impact,
    },
    {
      name: 'Priorité',
      how: `√(C × Impact) = √(${n(C)} × ${n(impact)}), soit ${ownClass}${kept === ownClass ? '' : `\u00a0; ${kept}, car une mention obligatoire manque`}`,
      value,
    },
  )
  return steps
}

/** A new version was sent for some days only, and reports of the one before do not count for it. */
function sinceSaid({ age, reach }: Priority['terms']): string {
  if (age === null) return ''
  return `, depuis la version en vigueur\u00a0: ${n(reach / 1000)} × (1 − 2^(−${age} / ${WEIGHT.halfLife}))`
}

/** How one report came to weigh what it does: « 1 × 1 × 0,93 × 1 ». */
export function explainWeight({ s, c, age, decay, burst, zero }: WeighedReport): string {
  if (zero !== undefined) return ZERO[zero.kind](zero.kind === 'hors-sujet' ? zero.why : 'ecarte')
  const day = burst < 1 ? ` × ${n(burst)} (jour de plus de ${WEIGHT.burst} signalements)` : ''
  return `${n(s)} × ${n(c)} × ${n(decay)} (${age} jour${age > 1 ? 's' : ''})${day}`
}

const ZERO: Readonly<Record<NonNullable<WeighedReport['zero']>['kind'], (why: OffTopic) => string>> = {
  doublon: () => 'même texte qu’un autre',
  'deja-compte': () => 'déjà compté\u00a0: la même personne a signalé ce document peu avant',
  'hors-sujet': (why) => OFF_TOPIC[why],
  'version-precedente': () => 'reçu avant la version en vigueur',
}

/** How many reports do not count, and why: « 3 ne comptent pas : 2 déjà comptés, 1 même texte »; `undefined` when all do. */
export function explainUncounted(reports: readonly WeighedReport[]): string | undefined {
  const why = new Map<string, number>()
  for (const { zero } of reports) {
    if (zero === undefined) continue
    const said = zero.kind === 'hors-sujet' ? OFF_TOPIC[zero.why] : SHORT[zero.kind]
    why.set(said, (why.get(said) ?? 0) + 1)
  }
  const many = [...why.values()].reduce((sum, count) => sum + count, 0)
  if (many === 0) return undefined
  const parts = [...why]
    .sort(([, a], [, b]) => b - a)
    .map(([said, count]) => `${count}\u00a0${count > 1 ? said.replace('compté', 'comptés') : said}`)
  return `${many} ne compte${many > 1 ? 'nt' : ''} pas\u00a0: ${parts.join(', ')}.`
}

/** Why a report does not count, in the words of a list. */
export function sayZero(zero: NonNullable<WeighedReport['zero']>): string {
  return zero.kind === 'hors-sujet' ? 'hors sujet' : SHORT[zero.kind]
}

const SHORT: Readonly<Record<Exclude<NonNullable<WeighedReport['zero']>['kind'], 'hors-sujet'>, string>> = {
  doublon: 'même texte qu’un autre',
  'deja-compte': 'déjà compté',
  'version-precedente': 'sur une version précédente',
}

/** « 0,4231 »: enough digits to find the next step again. */
function n(value: number): string {
  const rounded = Math.abs(value) >= 100 ? value.toFixed(2) : value.toPrecision(5)
  return String(Number(rounded)).replace('.', ',')
}
