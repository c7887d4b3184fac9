import { hash } from 'node:crypto'
import { countedFindings, LACKS_NOTICE } from './held.ts'
import type { ScanRecord } from './record.ts'
import { FINGERPRINT_VERSION } from './similar/pack.ts'

/**
 * What lists say of a letter: its record, of which the remarks are only counted and the score says its heaviest contribution
 * alone, without its fingerprint. A tenth of what the record weighs.
 */
export interface Listing {
  readonly record: Omit<ScanRecord, 'path'>
  /** See `digestOf`. */
  readonly digest: string
  /** What `readListing` reads. */
  readonly text: string
}

/** As it is written. */
interface Written {
  readonly version: string
  readonly digest: string
  readonly remarks: number
  readonly lacksNotice: boolean
  readonly record: Omit<ScanRecord, 'path' | 'findings' | 'reports' | 'priority'>
}

/** Raised when a list says more of a letter. A letter whose likes are told in another way is another one too. */
const VERSION = `1 ${FINGERPRINT_VERSION}`

/** The listing of a record, which may itself be read from a listing. */
export function listingOf(record: ScanRecord): Listing {
  const { format, type, typeConfidence, declared, words, sentences, score, findings, problems } = record
  const title = titleOf(record)
  const written: Written = {
    version: VERSION,
    digest: digestOf(record),
    remarks: findings.length,
    lacksNotice: findings.some(({ rule }) => rule === LACKS_NOTICE),
    record: {
      format,
      type,
      ...(typeConfidence === undefined ? {} : { typeConfidence }),
      title,
      ...(declared === undefined ? {} : { declared }),
      words,
      sentences,
      score: score === null ? null : brief(score),
      problems,
    },
  }
  return { record: recordOf(written), digest: written.digest, text: JSON.stringify(written) }
}

/** The same for letters that compare alike: the same title, score and fingerprint. */
export function digestOf(record: Pick<ScanRecord, 'title' | 'score' | 'fingerprint'>): string {
  const { score, fingerprint = '' } = record
  return hash('sha256', `${JSON.stringify([titleOf(record), score])}${fingerprint}`, 'base64')
}

/** PostgreSQL has no character zero, which a damaged letter may hold. */
function titleOf({ title }: Pick<ScanRecord, 'title'>): string | null {
  return title === null ? null : title.replaceAll('\u0000', '')
}

/** The listing that a text holds; `undefined` where another version wrote it. */
export function readListing(text: string): Listing | undefined {
  const written: Written = JSON.parse(text)
  return written.version === VERSION ? { record: recordOf(written), digest: written.digest, text } : undefined
}

function recordOf({ remarks, lacksNotice, record }: Written): Listing['record'] {
  return { ...record, findings: countedFindings(remarks, lacksNotice), reports: null, priority: null }
}

function brief({ contributions, gains: _, engagements, ...score }: NonNullable<ScanRecord['score']>) {
  const { kept, applicable } = engagements
  return { ...score, contributions: contributions.slice(0, 1), engagements: { kept, applicable } }
}
