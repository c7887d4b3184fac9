import { addDays } from './follow-up.ts'
import type { Card, DocumentVersion, Measure, Plan, PlanChange, PlanStore, Proof, Snapshot } from './plan-store.ts'
import { byPath } from './plans-for-map.ts'
import { MEASURE } from './rate-ratio.ts'
import { isOpen, stepOf } from './steps.ts'

/** A document of the library as the plan sees it. */
export interface PlanDocument extends Snapshot {
  readonly path: string
  /** « P1 »; `null`: it has no priority. */
  readonly priorityClass: string | null
  /** The score if its heaviest remarks were corrected; `null`: it has no score, or it is clear. */
  readonly expected: { readonly value: number; readonly grade: string } | null
}

/** What the plan of a library is drawn from. */
export interface PlanSource {
  readonly store: PlanStore
  /** The documents of the library, the most urgent first. */
  documents(): Promise<readonly PlanDocument[]>
  /** The names of the services, by id. */
  services(): Promise<ReadonlyMap<string, string>>
}

/** Everything the plan says of one document. */
export interface PlanRow {
  readonly plan: Plan
  /** `undefined`: it is no longer in the library. */
  readonly document: PlanDocument | undefined
  readonly title: string
  readonly reference: string | null
  readonly service: string | null
  readonly serviceName: string
  /** Its due date has passed, and its new text is not out. */
  readonly isLate: boolean
  /** YYYY-MM-DD: the day from which the effect of what was published may be measured. */
  readonly measureOn: string | null
  readonly versions: readonly DocumentVersion[]
  readonly proofs: readonly Proof[]
  readonly measures: readonly Measure[]
  readonly history: readonly PlanChange[]
  readonly cards: readonly Card[]
}

/** Every followed document, with what the library knows of it today. */
export async function planRows(source: PlanSource, today: string): Promise<readonly PlanRow[]> {
  const { store } = source
  const [plans, documents, services, versions, proofs, measures, history, cards] = await Promise.all([
    store.list(),
    source.documents(),
    source.services(),
    store.versions(),
    store.proofs(),
    store.measures(),
    store.history(),
    store.cards(),
  ])
  const known = new Map(documents.map((document) => [document.path, document]))
  const of = { versions: byPath(versions), proofs: byPath(proofs), measures: byPath(measures) }
  const told = { history: byPath(history), cards: byPath(cards) }
  return plans.map((plan): PlanRow => {
    const document = known.get(plan.path)
    const service = document?.service ?? plan.service
    const own = of.versions.get(plan.path) ?? []
    const publishedOn = own.at(-1)?.publishedOn ?? null
    const measureOn = plan.step === 'publie' && publishedOn !== null ? addDays(publishedOn, MEASURE.days) : null
    return {
      plan,
      document,
      title: document?.title ?? plan.title,
      reference: document?.reference ?? plan.reference,
      service,
      serviceName: service === null ? '' : (services.get(service) ?? service),
      isLate: isOpen(plan.step) && plan.dueOn !== null && plan.dueOn < today,
      measureOn,
      versions: own,
      proofs: of.proofs.get(plan.path) ?? [],
      measures: of.measures.get(plan.path) ?? [],
      history: told.history.get(plan.path) ?? [],
      cards: told.cards.get(plan.path) ?? [],
    }
  })
}

/** What a reader asks to see of the plan. */
export interface PlanFilter {
  readonly step?: string
  readonly service?: string
  readonly text?: string
  readonly isLate?: boolean
}

/** The rows that a filter keeps: what is late first, then by due date. */
export function filterRows(rows: readonly PlanRow[], filter: PlanFilter): readonly PlanRow[] {
  const step = stepOf(filter.step)
  const text = (filter.text ?? '').trim().toLocaleLowerCase('fr')
  const says = (row: PlanRow): boolean =>
    [row.title, row.reference, row.plan.path, row.plan.owner, row.plan.legalExpert].some((one) =>
      one?.toLocaleLowerCase('fr').includes(text),
    )
  return rows
    .filter((row) => step === undefined || row.plan.step === step)
    .filter((row) => filter.service === undefined || filter.service === '' || row.service === filter.service)
    .filter((row) => filter.isLate !== true || row.isLate)
    .filter((row) => text === '' || says(row))
    .sort(
      (a, b) =>
        Number(b.isLate) - Number(a.isLate) ||
        (a.plan.dueOn ?? '9999').localeCompare(b.plan.dueOn ?? '9999') ||
        a.title.localeCompare(b.title, 'fr'),
    )
}
