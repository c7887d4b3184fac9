import type { Column } from './columns.ts'

/**
 * The key of a line: what its cells say, in any order, and which of the lines that say just that it is. What was done of a report
 * since changes in the next export, so the column of its state is left out. The text of a line cannot be read back from its key.
 */
export function keysOf(columns: readonly Column[]): (cells: readonly string[]) => string {
  const seen = new Map<string, number>()
  return (cells) => {
    const said = cells
      .filter((_, rank) => columns[rank]?.field !== 'statut')
      .map((cell) => cell.trim().replace(/\s+/g, ' '))
      .filter((cell) => cell !== '')
      .sort()
      .join('\n')
    // Two of 53 bits: no two lines of a million meet. No `node:crypto`, since the editor reads reports in browsers too.
    const hash = hash53(said, 0) + hash53(said, 0x9e3779b9)
    const rank = (seen.get(hash) ?? 0) + 1
    seen.set(hash, rank)
    return `${hash}/${rank}`
  }
}

/** 53 bits of a text: two multiplicative hashes, stirred by the finaliser of MurmurHash3. */
function hash53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0')
}
