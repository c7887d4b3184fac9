import type { ContentKey, Shelf } from '../shelf.ts'
import { contentKey, type Store } from './store.ts'

/** Letters asked for together. */
const TOGETHER = 200

/**
 * Puts away the rest of the letters of which a shelf has no more than the listing. False where the memory no longer has all of
 * it, another program having put something else in its place: what is left says what its listing said.
 */
export async function fillShelf(shelf: Shelf, store: Pick<Store, 'recall'>): Promise<boolean> {
  let isWhole = true
  let part: (ContentKey & { readonly rank: number })[] = []
  const fill = async (): Promise<void> => {
    const known = await store.recall(part, { remarks: false })
    for (const one of part) {
      const found = known.get(contentKey(one))
      isWhole &&= found !== undefined
      shelf.fill(one, found?.record ?? shelf.listed(one))
    }
    part = []
  }
  for (const one of shelf.unfilled()) {
    part.push(one)
    if (part.length === TOGETHER) await fill()
  }
  await fill()
  return isWhole
}
