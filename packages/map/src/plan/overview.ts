import type { DocumentVersion } from './plan-store.ts'
import { isComparable } from './plans-for-map.ts'

/** The least number of documents of which an aggregate is shown to who does not hold an access to the service. */
const AGGREGATE_FROM = 5

/** What a service has rewritten, without naming a document; `undefined` under five documents. */
export interface Overview {
  readonly rewritten: number
  /** Medians of the documents whose two scores were computed alike; `null` under five of them. */
  readonly before: number | null
  readonly after: number | null
}

/** The overview of documents, each by its versions: those that have a published one count. */
export function overview(documents: readonly (readonly DocumentVersion[])[]): Overview | undefined {
  const rewritten = documents.filter((versions) => versions.at(-1)?.publishedOn != null)
  if (rewritten.length < AGGREGATE_FROM) return undefined
  const pairs = rewritten.flatMap((versions) => {
    const [first, last] = [versions[0]?.score, versions.at(-1)?.score]
    return first && last && isComparable(first, last) ? [{ before: first.value, after: last.value }] : []
  })
  const isEnough = pairs.length >= AGGREGATE_FROM
  return {
    rewritten: rewritten.length,
    before: isEnough ? median(pairs.map(({ before }) => before)) : null,
    after: isEnough ? median(pairs.map(({ after }) => after)) : null,
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2
}
