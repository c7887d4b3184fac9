import type { BlockRole } from './fingerprint.ts'
import type { LetterBlocks } from './letter-blocks.ts'
import { seenTwice } from './seen-twice.ts'

/** A passage that letters of several models share: one block, or several that always follow each other. */
export interface CommonBlock {
  /** The same in every scan, as long as its words stay. */
  readonly id: string
  readonly role: BlockRole
  /** Words that are not values. */
  readonly words: number
  /** Ranks of the documents that hold it. */
  readonly documents: readonly number[]
  /** How many models hold it. */
  readonly families: number
  /** The hashes of its blocks, in the order of the text. */
  readonly hashes: readonly bigint[]
}

/** In two models, a passage may be a copy; from three on, someone meant it for all. */
const FEWEST_FAMILIES = 3
/** « Veuillez agréer », « Le directeur »: too short to be worth a correction. */
const FEWEST_WORDS = 8
/** Two blocks are one box when nine times in ten they follow each other. */
const TOGETHER = 0.9

/**
 * Finds the blocks that several families hold; a block of one model, however many its copies, is that model's own.
 * The heaviest in words read first: documents times words.
 */
export function findCommon(letters: LetterBlocks, families: ArrayLike<number>): CommonBlock[] {
  const shared = sharedBlocks(letters, families)
  const boxes = groupBlocks(letters, shared)
  const found: CommonBlock[] = []
  for (const hashes of boxes) {
    const blocks = hashes.flatMap((hash) => shared.get(hash) ?? [])
    const words = blocks.reduce((sum, block) => sum + block.words, 0)
    if (words < FEWEST_WORDS) continue
    const main = blocks.reduce((most, block) => (block.words > most.words ? block : most))
    // The heading of a box says what it is for; a signature above it does not.
    const role = main.role !== 'passage' ? main.role : (blocks.find(({ role }) => TELLING.has(role))?.role ?? 'passage')
    const documents = [...new Set(blocks.flatMap((block) => block.documents))].sort((a, b) => a - b)
    const models = new Set(documents.map((document) => families[document]))
    found.push({
      id: main.hash.toString(16).padStart(16, '0'),
      role,
      words,
      documents,
      families: models.size,
      hashes,
    })
  }
  const weight = ({ documents, words }: CommonBlock): number => documents.length * words
  return found.sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
}

const TELLING: ReadonlySet<BlockRole> = new Set(['recours', 'donnees-personnelles', 'contact'])

interface SharedBlock {
  readonly hash: bigint
  readonly words: number
  readonly role: BlockRole
  readonly documents: number[]
}

/** The blocks that enough families hold. */
function sharedBlocks(letters: LetterBlocks, families: ArrayLike<number>): ReadonlyMap<bigint, SharedBlock> {
  const shared = inEnoughFamilies(letters, families)
  for (let document = 0; document < letters.count(); document++) {
    for (const { hash } of letters.of(document)) {
      const block = shared.get(hash)
      if (block !== undefined && block.documents.at(-1) !== document) block.documents.push(document)
    }
  }
  return shared
}

/** As above, without their documents: most blocks are those of one letter or of one model, and are not held. */
function inEnoughFamilies(letters: LetterBlocks, families: ArrayLike<number>): Map<bigint, SharedBlock> {
  let all = 0
  for (let document = 0; document < letters.count(); document++) all += letters.of(document).length
  const seen = seenTwice(all)
  for (let document = 0; document < letters.count(); document++)
    for (const { hash } of letters.of(document)) seen.meet(low(hash))
  /** The families met of each block, until there are enough; each with what the first of its letters says. */
  const met = new Map<bigint, { readonly words: number; readonly role: BlockRole; readonly models: number[] }>()
  for (let document = 0; document < letters.count(); document++) {
    const family = families[document] ?? 0
    for (const { hash, words, role } of letters.of(document)) {
      if (!seen.isRepeated(low(hash))) continue
      const known = met.get(hash)
      if (known === undefined) met.set(hash, { words, role, models: [family] })
      else if (known.models.length < FEWEST_FAMILIES && !known.models.includes(family)) known.models.push(family)
    }
  }
  const shared = new Map<bigint, SharedBlock>()
  for (const [hash, { words, role, models }] of met)
    if (models.length >= FEWEST_FAMILIES) shared.set(hash, { hash, words, role, documents: [] })
  return shared
}

function low(hash: bigint): number {
  return Number(hash & 0xffffffffn)
}

/** Blocks that stand one after the other in nearly all their documents are one box. */
function groupBlocks(letters: LetterBlocks, shared: ReadonlyMap<bigint, SharedBlock>): readonly (readonly bigint[])[] {
  const next = new Map<bigint, Map<bigint, number>>()
  for (let document = 0; document < letters.count(); document++) {
    let before: bigint | undefined
    for (const { hash } of letters.of(document)) {
      const isShared = shared.has(hash)
      if (isShared && before !== undefined && before !== hash) {
        const followers = next.get(before) ?? new Map<bigint, number>()
        followers.set(hash, (followers.get(hash) ?? 0) + 1)
        next.set(before, followers)
      }
      before = isShared ? hash : undefined
    }
  }
  const follower = new Map<bigint, bigint>()
  const preceded = new Set<bigint>()
  for (const [hash, followers] of next) {
    for (const [other, times] of followers) {
      const most = Math.max(shared.get(hash)?.documents.length ?? 0, shared.get(other)?.documents.length ?? 0)
      if (times < most * TOGETHER || preceded.has(other)) continue
      follower.set(hash, other)
      preceded.add(other)
      break
    }
  }
  const boxes: bigint[][] = []
  const placed = new Set<bigint>()
  const chain = (start: bigint): void => {
    const box: bigint[] = []
    for (let at: bigint | undefined = start; at !== undefined && !placed.has(at); at = follower.get(at)) {
      placed.add(at)
      box.push(at)
    }
    if (box.length > 0) boxes.push(box)
  }
  for (const hash of shared.keys()) if (!preceded.has(hash)) chain(hash)
  // What is left follows itself in a ring.
  for (const hash of shared.keys()) chain(hash)
  return boxes
}
