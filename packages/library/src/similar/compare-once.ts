import { dirname, join } from 'node:path'
import type { Score } from 'limpide'
import type { Sequence } from '../sequence.ts'
import type { Store } from '../store/store.ts'
import { type Comparable, type Comparison, compareInOrder } from './compare-library.ts'
import { type ComparisonPlace, keepComparison, knownComparison } from './comparison-memory.ts'
import { asListed, inOrder, pathOrder } from './path-order.ts'

/** What ranks a letter once what it shares is left to the library. */
export type OwnScore = Pick<Score, 'value' | 'grade' | 'missing'>

/** Letters to compare. */
export interface Compared {
  /** With their paths as the memory writes them. */
  readonly letters: Sequence<Comparable>
  /** Where their comparison is kept; absent: it is not. */
  readonly place?: ComparisonPlace | undefined
  /** Makes the letters whole, where they are not: asked when they are compared. False: a part was lost, and nothing is kept. */
  fill?(): Promise<boolean>
}

/** The comparison of these letters: the one that was kept, whichever command made it, or a new one, which is kept then. */
export async function compareOnce({ letters, place, fill }: Compared): Promise<Comparison<OwnScore>> {
  const order = pathOrder(letters)
  const known = place && knownComparison<OwnScore>(place)
  if (known !== undefined) return asListed(known, order)
  const isWhole = (await fill?.()) ?? true
  const found = compareInOrder(inOrder(letters, order), holder())
  if (place !== undefined && isWhole) keepComparison(place, found)
  return asListed(found, order)
}

/** Beside the memory: a library that several machines read has no folder of its own. */
export function comparisonPlace(
  { kind, where }: Pick<Store, 'kind' | 'where'>,
  seal: string,
): ComparisonPlace | undefined {
  return kind === 'sqlite' ? { file: join(dirname(where), 'comparaison.bin'), seal } : undefined
}

/** Asked for one after the other, letters of one model have one score: it is held once. */
function holder(): (score: Score) => OwnScore {
  let last: OwnScore | undefined
  return ({ value, grade, missing }) => {
    if (last?.value !== value || last.grade !== grade || last.missing.join() !== missing.join())
      last = { value, grade, missing }
    return last
  }
}
