import type { Score } from 'limpide'
import type { RecordFinding } from './record.ts'

/** Makes scores light enough to hold a hundred thousand of them. */
export interface Holder {
  /** The same score, whose contributions are made again each time they are read: they are most of what a score weighs. */
  heldScore(score: Score): Score
}

type Contribution = Score['contributions'][number]

/** What comes back in every record is held once a holder. */
export function createHolder(): Holder {
  const words = table<string>()
  const principles = table<Contribution['principle']>()
  const missing = table<Score['missing']>()
  const measured = table<Score['measured']>()

  const heldScore = (score: Score): Score => {
    // What a correction would give is for the map, which holds nothing.
    const { contributions, engagements, gains: _, ...rest } = score
    const names = new Uint32Array(contributions.length * NAMES)
    const numbers = new Float64Array(contributions.length * NUMBERS)
    for (const [i, { indicator, principle, said, value, shrunk, points, contribution }] of contributions.entries()) {
      names.set([words.rank(indicator), principles.rank(principle), words.rank(said)], i * NAMES)
      numbers.set([value, shrunk, points, contribution], i * NUMBERS)
    }
    return {
      ...rest,
      gradeLabel: words.same(rest.gradeLabel),
      calibration: words.same(rest.calibration),
      rules: words.same(rest.rules),
      measured: measured.same(rest.measured),
      missing: missing.same(rest.missing),
      engagements:
        engagements.rules === undefined ? engagements : { ...engagements, rules: missing.same(engagements.rules) },
      get contributions(): readonly Contribution[] {
        const made: Contribution[] = []
        for (let i = 0; i * NAMES < names.length; i++) {
          const [indicator = 0, principle = 0, said = 0] = names.subarray(i * NAMES)
          const [value = 0, shrunk = 0, points = 0, contribution = 0] = numbers.subarray(i * NUMBERS)
          made.push({
            indicator: words.at(indicator),
            principle: principles.at(principle),
            value,
            shrunk,
            points,
            contribution,
            said: words.at(said),
          })
        }
        return made
      },
    }
  }

  return { heldScore }
}

/** Values met, by rank; two that read the same have one rank. */
function table<T extends string | readonly string[]>(): {
  rank(value: T): number
  at(rank: number): T
  same(value: T): T
} {
  const ranks = new Map<string, number>()
  const values: T[] = []
  const rank = (value: T): number => {
    const key = String(value)
    let known = ranks.get(key)
    if (known === undefined) {
      known = values.length
      ranks.set(key, known)
      values.push(value)
    }
    return known
  }
  const at = (wanted: number): T => {
    const value = values[wanted]
    if (value === undefined) throw new Error(`nothing has the rank ${wanted}`)
    return value
  }
  return { rank, at, same: (value) => at(rank(value)) }
}

const NAMES = 3
const NUMBERS = 4

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
