import type { RecordFinding } from './record.ts'

/** The remark that the priority of a document depends on. */
export const LACKS_NOTICE = 'avis-usager-absent'

/** So many remarks that are only counted, and whether `LACKS_NOTICE` is one of them; the same list for the same counts. */
export function countedFindings(count: number, lacksNotice: boolean): readonly RecordFinding[] {
  const key = lacksNotice ? -count : count
  const known = counted.get(key)
  if (known !== undefined) return known
  const made = Array.from({ length: count }, (_, i) => (i === 0 && lacksNotice ? NOTICE : COUNTED))
  counted.set(key, made)
  return made
}

const counted = new Map<number, readonly RecordFinding[]>()

const COUNTED: RecordFinding = {
  rule: '',
  principle: 'vocabulaire',
  severity: 'information',
  message: '',
  start: 0,
  end: 0,
  loc: null,
  suggestions: [],
}

const NOTICE: RecordFinding = { ...COUNTED, rule: LACKS_NOTICE }
