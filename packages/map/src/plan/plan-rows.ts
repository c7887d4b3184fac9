import { addDays } from './follow-up.ts'
import type { Card, DocumentVersion, Measure, Plan, PlanChange, PlanStore, Proof, Snapshot } from './plan-store.ts'
import { byPath } from './plans-for-map.ts'
import { MEASURE } from './rate-ratio.ts'
import { isOpen, stepOf } from './steps.ts'

/** A document of the library as the plan sees it. */
export interface PlanDocument extends Snapshot {
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

/** What the plan says of one document in one line. */
export interface PlanLine {
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
}

/** Everything the plan says of one document. */
export interface PlanRow extends PlanLine {
  readonly proofs: readonly Proof[]
  readonly measures: readonly Measure[]
  readonly history: readonly PlanChange[]
  readonly cards: readonly Card[]
}

/** Every followed document, or the one at a path, in one line, with what the library knows of it today. */
export async function planLines(source: PlanSource, today: string, path?: string): Promise<readonly PlanLine[]> {
  const { store } = source
  const [plans, documents, services, versions] = await Promise.all([
    path === undefined ? store.list() : store.get(path).then((plan) => (plan === undefined ? [] : [plan])),
    source.documents(),
    source.services(),
    store.versions(path),
  ])
  const known = new Map(documents.map((document) => [document.path, document]))
  const versionsOf = byPath(versions)
  return plans.map((plan): PlanLine => {
    const document = known.get(plan.path)
    const service = document?.service ?? plan.service
    const own = versionsOf.get(plan.path) ?? []
    const publishedOn = own.at(-1)?.publishedOn ?? null
    return {
      plan,
      document,
      title: document?.title ?? plan.title,
      reference: document?.reference ?? plan.reference,
      service,
      serviceName: service === null ? '' : (services.get(service) ?? service),
      isLate: isOpen(plan.step) && plan.dueOn !== null && plan.dueOn < today,
      measureOn: plan.step === 'publie' && publishedOn !== null ? addDays(publishedOn, MEASURE.days) : null,
      versions: own,
    }
  })
}

/** The same, with all that was done. */
export async function planRows(source: PlanSource, today: string, path?: string): Promise<readonly PlanRow[]> {
  const { store } = source
  const [lines, proofs, measures, history, cards] = await Promise.all([
    planLines(source, today, path),
    store.proofs(path),
    store.measures(path),
    store.history(path),
    store.cards(path === undefined ? {} : { path }),
  ])
  const [proofsOf, measuresOf, historyOf, cardsOf] = [byPath(proofs), byPath(measures), byPath(history), byPath(cards)]
  return lines.map((line) => {
    const { path: own } = line.plan
    return {
      ...line,
      proofs: proofsOf.get(own) ?? [],
      measures: measuresOf.get(own) ?? [],
      history: historyOf.get(own) ?? [],
      cards: cardsOf.get(own) ?? [],
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
export function filterRows<Row extends PlanLine>(rows: readonly Row[], filter: PlanFilter): readonly Row[] {
  const step = stepOf(filter.step)
  const text = (filter.text ?? '').trim().toLocaleLowerCase('fr')
  const says = (row: PlanLine): boolean =>
    [row.title, row.reference, row.plan.path, row.plan.owner, row.plan.legalExpert].some((one) =>
      one?.toLocaleLowerCase('fr').includes(text),
    )
  const titles = new Intl.Collator('fr', { numeric: true })
  return rows
    .filter((row) => step === undefined || row.plan.step === step)
    .filter((row) => filter.service === undefined || filter.service === '' || row.service === filter.service)
    .filter((row) => filter.isLate !== true || row.isLate)
    .filter((row) => text === '' || says(row))
    .sort(
      (a, b) =>
        Number(b.isLate) - Number(a.isLate) ||
        Number((a.plan.dueOn ?? '9999') > (b.plan.dueOn ?? '9999')) -
          Number((a.plan.dueOn ?? '9999') < (b.plan.dueOn ?? '9999')) ||
        titles.compare(a.title, b.title),
    )
}
