import { owned } from '@limpide/document'

/** A memory that forgets what was not asked for lately, little by little. */
export interface Recent<T> {
  /** Says how many values are at work now: about twice as many are kept, and room made for more goes away slowly. */
  fit(count: number): void
  get(key: string): T | undefined
  set(key: string, value: T): void
}

/** Values kept a generation, however small the document: letters scanned one after the other share their formulas. */
export const USUAL_SPARE = 150

/** Keeps two generations: what is found in the old one moves to the young one, the rest of the old one is dropped. */
export function recent<T>(spare = USUAL_SPARE): Recent<T> {
  let limit = spare
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  const set = (key: string, value: T): void => {
    if (young.size >= limit) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }
  return {
    fit(count) {
      // Another document, smaller, does not drive a large one out at once.
      limit = Math.max(count + spare, Math.floor(limit * 0.98))
    },
    get(key) {
      const known = young.get(key)
      if (known !== undefined) return known
      const older = old.get(key)
      if (older !== undefined) set(key, older)
      return older
    },
    set(key, value) {
      set(owned(key), value)
    },
  }
}
