import { hash } from 'node:crypto'

/** Says whether letters are the same: their paths in the memory, titles, scores and fingerprints, in whatever order they come. */
export interface Seal {
  /** One more letter: its path as the memory writes it, and the digest of its listing. */
  put(path: string, digest: string): void
  text(): string
}

/** The seal of no letter yet. What it holds does not grow: their hashes are summed. */
export function openSeal(): Seal {
  const sum = new BigUint64Array(4)
  let count = 0
  return {
    put: (path, digest) => {
      const own = hash('sha256', `${path}\0${digest}`, 'buffer')
      for (const i of sum.keys()) sum[i] = (sum[i] ?? 0n) + own.readBigUInt64LE(i * 8)
      count += 1
    },
    text: () => `${count} ${[...sum].map((part) => part.toString(36)).join(' ')}`,
  }
}
