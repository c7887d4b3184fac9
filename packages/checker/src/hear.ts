import type { Keyed, Once, Settled } from './block-memory.ts'
import type { Finding } from './finding.ts'
import { createShown, mayHide, restrain, restrainHere, withoutOverlaps } from './restrain.ts'
import type { BlockView } from './view.ts'

/** All that was said of a document. */
export interface Saying {
  readonly blocks: readonly BlockView[]
  /** By block, what was said of it before and still holds. */
  readonly settled: readonly (Settled | undefined)[]
  /** What was said since, of any block or of the whole document. */
  readonly loose: readonly Finding[]
  readonly onceOf: (finding: Finding) => Once | undefined
}

/** Who hears it. */
export interface Listener {
  /** False for what is not to be said, whatever else is: a word that the team accepts. */
  readonly hears: (finding: Finding) => boolean
  /** True when what is heard of a block may change while the block does not: a comment elsewhere asks for silence. */
  readonly isWary: boolean
  readonly lexical: ReadonlySet<string>
  readonly team: ReadonlySet<string>
}

/** What is heard of it, in the order of the text: all that counts, and what is shown. */
export interface Heard {
  readonly occurrences: readonly Finding[]
  readonly findings: readonly Finding[]
}

const COUNTED = 1
const SHOWN = 2

/**
 * What is heard of all that was said. As a page is typed, what is shown of a block was settled at an earlier keystroke:
 * only the terms that come back are counted over the whole page.
 */
export function hear(saying: Saying, listener: Listener): Heard {
  const unheard = saidBefore(saying)
  // A text read for the first time is heard at once.
  const isAtOnce = listener.isWary || saying.settled.every((kept) => kept === undefined)
  const more = isAtOnce ? undefined : looseByBlock(saying, listener)
  return (more && hearByBlock(saying, listener, unheard, more)) ?? hearAll(saying, listener, unheard)
}

function hearAll({ settled, loose }: Saying, { hears, lexical, team }: Listener, unheard: ReadonlySet<Finding>): Heard {
  const heard: Finding[] = []
  for (const kept of settled)
    if (kept) for (const finding of kept.said) if (!unheard.has(finding) && hears(finding)) heard.push(finding)
  for (const finding of loose) if (!unheard.has(finding) && hears(finding)) heard.push(finding)
  heard.sort(inTextOrder)
  return { findings: restrain(heard, lexical, team), occurrences: withoutOverlaps(heard, lexical, team) }
}

/** Block by block; `undefined` when findings of one block touch those of another. */
function hearByBlock(
  { settled, blocks }: Saying,
  listener: Listener,
  unheard: ReadonlySet<Finding>,
  more: readonly (Finding[] | undefined)[],
): Heard | undefined {
  const occurrences: Finding[] = []
  const shown = createShown(listener.lexical)
  let end = -1
  for (let i = 0; i < blocks.length; i++) {
    const kept = settled[i]
    const added = more[i]
    const said = added === undefined ? kept?.said : together(kept?.said, added)
    if (said === undefined || said.length === 0) continue
    if ((said[0]?.start ?? 0) <= end) return undefined
    const flags = kept && added === undefined ? flagsAgain(kept, listener, unheard) : flagsOf(said, listener, unheard)
    for (let rank = 0; rank < said.length; rank++) {
      const finding = said[rank]
      const flag = flags[rank]
      if (finding === undefined || flag === undefined) continue
      if (finding.end > end) end = finding.end
      if ((flag & COUNTED) !== 0) occurrences.push(finding)
      if ((flag & SHOWN) !== 0) shown.add(finding)
    }
  }
  return { occurrences, findings: shown.all() }
}

function together(said: readonly Finding[] | undefined, added: Finding[]): readonly Finding[] {
  if (said === undefined || said.length === 0) return added.length === 1 ? added : added.sort(inTextOrder)
  return [...said, ...added].sort(inTextOrder)
}

/** What is said of each block beyond what was settled; `undefined` when something said of the whole document has no place in a block. */
function looseByBlock(
  { blocks, loose }: Saying,
  { lexical }: Listener,
): readonly (Finding[] | undefined)[] | undefined {
  const more: (Finding[] | undefined)[] = new Array(blocks.length).fill(undefined)
  for (const finding of loose) {
    let rank = finding.block
    if (rank < 0) {
      // What the whole document lacks is marked on a word of a block.
      rank = blocks.findIndex(({ source }) => source.start <= finding.start && finding.end <= source.end)
      if (rank < 0 || mayHide(finding.rule, lexical)) return undefined
    }
    const list = more[rank]
    if (list === undefined) more[rank] = [finding]
    else list.push(finding)
  }
  return more
}

const NONE: readonly number[] = []
const ONE: readonly number[] = [COUNTED | SHOWN]

/** What becomes of what was settled, read again only when other findings of the page take or leave its keys. */
function flagsAgain(kept: Settled, listener: Listener, unheard: ReadonlySet<Finding>): readonly number[] {
  const heard = heardOf(kept, unheard)
  if (kept.hearing?.heard !== heard) kept.hearing = { heard, flags: flagsOf(kept.said, listener, unheard) }
  return kept.hearing.flags
}

/** Names those of the keyed findings of a block that are heard. */
function heardOf({ said, keyed }: Settled, unheard: ReadonlySet<Finding>): string {
  let heard = ''
  for (const { rank } of keyed) {
    const finding = said[rank]
    heard += finding && unheard.has(finding) ? '-' : '+'
  }
  return heard
}

/** What becomes of the findings of one block, by rank. */
function flagsOf(
  said: readonly Finding[],
  { hears, lexical, team }: Listener,
  unheard: ReadonlySet<Finding>,
): readonly number[] {
  const heard = said.filter((finding) => !unheard.has(finding) && hears(finding))
  // Most blocks have one finding, or none that is heard.
  if (heard.length === 0) return NONE
  if (heard.length === 1 && said.length === 1) return ONE
  const flags = new Array<number>(said.length).fill(0)
  mark(flags, COUNTED, said, withoutOverlaps(heard, lexical, team))
  mark(flags, SHOWN, said, restrainHere(heard, lexical, team))
  return flags
}

/** Marks those that are among others; both are in the same order. */
function mark(flags: number[], flag: number, said: readonly Finding[], among: readonly Finding[]): void {
  let next = 0
  for (let rank = 0; rank < said.length && next < among.length; rank++) {
    if (said[rank] !== among[next]) continue
    flags[rank] = (flags[rank] ?? 0) | flag
    next += 1
  }
}

const NOBODY: ReadonlySet<Finding> = new Set()

/** Those that say again, further down, what was said once, and those that only say that something is explained there. */
function saidBefore({ settled, loose, onceOf }: Saying): ReadonlySet<Finding> {
  const keyed: { readonly finding: Finding; readonly once: Once }[] = []
  for (const kept of settled) {
    if (kept === undefined) continue
    for (const one of kept.keyed) {
      const finding = kept.said[one.rank]
      if (finding) keyed.push({ finding, once: one })
    }
  }
  const before = keyed.length
  for (const finding of loose) {
    const once = onceOf(finding)
    if (once) keyed.push({ finding, once })
  }
  if (keyed.length === 0) return NOBODY
  if (keyed.length > before)
    keyed.sort((a, b) => a.finding.block - b.finding.block || a.finding.start - b.finding.start)
  const unheard = new Set<Finding>()
  const seen = new Set<string>()
  for (const { finding, once } of keyed) {
    if (once.silent || seen.has(once.key)) unheard.add(finding)
    seen.add(once.key)
  }
  return unheard
}

/** Which of the findings of a block are heard only once in a document. */
export function keyedIn(said: readonly Finding[], onceOf: (finding: Finding) => Once | undefined): readonly Keyed[] {
  let keyed: Keyed[] | undefined
  for (let rank = 0; rank < said.length; rank++) {
    const finding = said[rank]
    const once = finding && onceOf(finding)
    if (!once) continue
    keyed ??= []
    keyed.push({ rank, key: once.key, silent: once.silent })
  }
  return keyed ?? NO_KEYED
}

const NO_KEYED: readonly Keyed[] = []

/** The order of the text; of two findings of the same words, that of their rules. */
export function inTextOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
}
