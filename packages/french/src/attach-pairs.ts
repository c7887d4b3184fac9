import type { Token } from './types.ts'

const OPENINGS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '»': '«', '”': '“', '"': '"' }
const OPENS = new Set(Object.values(OPENINGS))

/**
 * Hangs both marks of a pair from one word inside it: « (en cas de refus) » hangs whole from *cas*.
 * Changes the heads in place; only a mark that bears nothing and is not the root moves, so a tree stays a tree.
 */
export function attachPairs(tokens: readonly Token[], heads: Int32Array): void {
  const opened: number[] = []
  for (let close = 0; close < tokens.length; close++) {
    const token = tokens[close]
    if (token === undefined) continue
    const { upos, norm } = token
    if (upos !== 'PUNCT') continue
    const wanted = OPENINGS[norm]
    const rank = wanted === undefined ? -1 : opened.findLastIndex((place) => tokens[place]?.norm === wanted)
    const open = opened[rank]
    if (open === undefined) {
      if (OPENS.has(norm)) opened.push(close)
      continue
    }
    opened.splice(rank, 1)
    // The parser reaches the opening mark knowing the words inside; at the closing one it may already have reduced them.
    if (!follow(heads, close, heads[open] ?? -1, open, close)) follow(heads, open, heads[close] ?? -1, open, close)
  }
}

/** Hangs a mark from a word inside the pair, if it is one and the mark may move. */
function follow(heads: Int32Array, mark: number, head: number, open: number, close: number): boolean {
  if (head <= open || head >= close || heads[mark] === heads.length || heads.includes(mark)) return false
  heads[mark] = head
  return true
}
