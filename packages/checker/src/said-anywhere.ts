import { plainOf } from './plain-block.ts'
import type { DocumentView } from './view.ts'

/** Where a text says something, from its first letter, or -1. */
export type Seek = (plain: string, what: string) => number

/** The text read last, in pieces, and where each thing was said in it. */
interface Read {
  readonly pieces: readonly string[]
  readonly found: Map<string, number>
}

/** What a text keeps of the one before: all before `head`, and all that stood from `tail` on, moved by `by`. */
interface Kept {
  readonly head: number
  readonly tail: number
  readonly by: number
  /** What changed, with all that stands near enough to count. */
  readonly changed: string
}

/** Longer is not worth a memory. */
const LONG = 120

/**
 * « Is it said anywhere » of one text after another: as a page is typed, only what stands near the change is read again.
 * `seek` looks no further than `around` letters before and after what it finds.
 */
export function createSearch(seek: Seek, around: number): (view: DocumentView) => (what: string) => boolean {
  let last: Read = { pieces: [], found: new Map() }
  return (view) => {
    const before = last
    const pieces = view.blocks.map(({ source, notes }) => plainOf(source, notes))
    const found = new Map<string, number>()
    last = { pieces, found }
    let kept: Kept | undefined
    const place = (what: string): number => {
      const was = before.found.get(what)
      if (was === undefined || what.length > LONG) return seek(view.plain, what)
      kept ??= keptOf(before.pieces, pieces, around)
      if (was < 0) return seek(kept.changed, what) < 0 ? -1 : seek(view.plain, what)
      if (was + what.length + around < kept.head) return was
      return was - around >= kept.tail ? was + kept.by : seek(view.plain, what)
    }
    return (what) => {
      let at = found.get(what)
      if (at === undefined) {
        at = place(what)
        found.set(what, at)
      }
      return at >= 0
    }
  }
}

function keptOf(before: readonly string[], after: readonly string[], around: number): Kept {
  const most = Math.min(before.length, after.length)
  let first = 0
  let head = 0
  while (first < most && before[first] === after[first]) {
    head += (after[first]?.length ?? 0) + 1
    first += 1
  }
  let same = 0
  while (same < most - first && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1
  let tail = head
  for (let i = first; i < before.length - same; i++) tail += (before[i]?.length ?? 0) + 1
  let end = head
  for (let i = first; i < after.length - same; i++) end += (after[i]?.length ?? 0) + 1
  return { head, tail, by: end - tail, changed: near(after, first, after.length - same, 2 * around + LONG + 1) }
}

/** The pieces of a range, and those around them that hold so many letters on either side. */
function near(pieces: readonly string[], first: number, end: number, letters: number): string {
  let from = first
  for (let left = letters; from > 0 && left > 0; left -= (pieces[from]?.length ?? 0) + 1) from -= 1
  let to = end
  for (let left = letters; to < pieces.length && left > 0; left -= (pieces[to - 1]?.length ?? 0) + 1) to += 1
  return pieces.slice(from, to).join('\n')
}
