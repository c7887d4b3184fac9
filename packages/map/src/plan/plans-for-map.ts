import type { DocumentVersion, Measure, Plan, PlanStore, Proof, VersionScore } from './plan-store.ts'
import { verdict } from './rate-ratio.ts'
import { isOpen, stepLabel } from './steps.ts'

/** What the map says of the rewriting of a document: plain JSON. */
export interface MapPlan {
  readonly step: string
  /** « relecture juridique » */
  readonly stepLabel: string
  /** True while the new text is not out. */
  readonly isOpen: boolean
  readonly owner: string | null
  readonly legalExpert: string | null
  /** YYYY-MM-DD */
  readonly dueOn: string | null
  /** The text before the first rewriting (number 0), then each that was published. */
  readonly versions: readonly MapVersion[]
}

/** A text of a document as it was sent out. */
export interface MapVersion {
  readonly number: number
  /** YYYY-MM-DD; `null` for number 0. */
  readonly publishedOn: string | null
  readonly score: { readonly value: number; readonly margin: number; readonly grade: string } | null
  /** False where the version before was scored under other rules: the two are not compared. */
  readonly isComparable: boolean
  /** « 8 personnes, texte à trous 71 % »: how it was tried before it went out. */
  readonly proofs: readonly string[]
  /** Reports after over before, with the 95 % interval; `null`: not measured yet. */
  readonly effect: {
    readonly ratio: number
    readonly low: number
    readonly high: number | null
    readonly verdict: 'baisse' | 'hausse' | 'incertain'
  } | null
}

/** The plan of every followed document, by the path that the memory of the library writes. */
export async function plansForMap(
  store: Pick<PlanStore, 'list' | 'versions' | 'proofs' | 'measures'>,
): Promise<ReadonlyMap<string, MapPlan>> {
  const [plans, versions, proofs, measures] = await Promise.all([
    store.list(),
    store.versions(),
    store.proofs(),
    store.measures(),
  ])
  const versionsOf = byPath(versions)
  const proofsOf = byPath(proofs)
  const measuresOf = byPath(measures)
  return new Map(
    plans.map((plan) => [
      plan.path,
      mapPlan(plan, versionsOf.get(plan.path) ?? [], proofsOf.get(plan.path) ?? [], measuresOf.get(plan.path) ?? []),
    ]),
  )
}

/** What belongs to each document, in the same order. */
export function byPath<T extends { readonly path: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const known = found.get(one.path)
    if (known === undefined) found.set(one.path, [one])
    else known.push(one)
  }
  return found
}

/** True where two scores were computed alike: then their difference is the text's own. */
export function isComparable(a: VersionScore | null | undefined, b: VersionScore | null | undefined): boolean {
  return a != null && b != null && a.rules === b.rules && a.calibration === b.calibration
}

function mapPlan(
  plan: Plan,
  versions: readonly DocumentVersion[],
  proofs: readonly Proof[],
  measures: readonly Measure[],
): MapPlan {
  const { step, owner, legalExpert, dueOn } = plan
  return {
    step,
    stepLabel: stepLabel(step),
    isOpen: isOpen(step),
    owner,
    legalExpert,
    dueOn,
    versions: versions.map(({ number, publishedOn, score }, rank) => {
      const measure = measures.find((one) => one.number === number)
      return {
        number,
        publishedOn,
        score: score && { value: score.value, margin: score.margin, grade: score.grade },
        isComparable: isComparable(versions[rank - 1]?.score, score),
        proofs: proofs.filter((proof) => proof.number === number).map(({ summary }) => summary),
        effect: measure
          ? { ratio: measure.ratio, low: measure.low, high: measure.high, verdict: verdict(measure) }
          : null,
      }
    }),
  }
}
