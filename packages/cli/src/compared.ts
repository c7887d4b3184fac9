import { pathsInStore, type Shelf } from '@limpide/library'
import type { Comparison, OwnScore } from '@limpide/library/similar'
import type { Store } from '@limpide/library/store'

/** What the letters of a shelf share: as it was kept beside their memory, or compared now. `root` is the folder of their library. */
export async function compared(shelf: Shelf, memory: Store | undefined, root: string): Promise<Comparison<OwnScore>> {
  const { compareOnce, comparisonPlace, shelvedLetters } = await import('@limpide/library/similar')
  const letters = shelvedLetters(shelf, pathsInStore(root))
  if (memory === undefined) return compareOnce({ letters })
  const { fillShelf } = await import('@limpide/library/store')
  const place = comparisonPlace(memory, shelf.seal())
  return compareOnce({ letters, place, fill: () => fillShelf(shelf, memory) })
}
