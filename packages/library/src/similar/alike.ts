import { bytesOf } from '../number-list.ts'
import { openUnnamedFile, type UnnamedFile } from '../unnamed-file.ts'
import { mixed, openBuckets } from './buckets.ts'
import { type DistinctTexts, distinctTexts } from './distinct-texts.ts'
import { type NameReader, type NameWords, nameReader } from './name-words.ts'
import { type SideBySide, sideBySide } from './passage-by-passage.ts'
import { sharedInOrder } from './same-order.ts'
import { seenTwice } from './seen-twice.ts'
import { depthOf, indexShingles, type ShingleIndex } from './shingle-index.ts'

interface Bands {
  readonly bands: number
  readonly rows: number
}

/** What is compared of a document. */
export interface Sample {
  readonly shingles: Uint32Array
  readonly level: number
  /** Its long words in order, where they are known: what was written again sentence by sentence is told by them. */
  readonly stems?: Uint8Array
  /** Where it is in the library, when it is a file: letters of one model are often named alike. */
  readonly path?: string
}

/** Documents that are the same model. `of[i]` is the family of document `i`: the rank of one of its documents. */
export interface Alike {
  readonly of: Int32Array
  /** How much of its own words a document shares with another, from 0 to 1. */
  likeness(a: number, b: number): number
  /** Gives up what likeness is told from. */
  close(): void
}

/**
 * From this share of own words in common, two letters are one model. Read by eye on real pairs: at 0.72 one model with
 * another amount, at 0.61 two deeds of one kind, at 0.53 one letter on two grounds.
 */
export const SAME_MODEL = 0.7
/** When a letter is another without some of its passages, so much of it is found there, and it is so much of the other. */
const WHOLLY_WITHIN = 0.9
const ENOUGH_OF_IT = 0.35
/**
 * When a letter was written again for another subject or another reader, it shares so much of its own words all the same; read
 * side by side, both say half in the same words at least and differ by a third at most, passage by passage. Read by eye: one
 * report of a fault for two faults differs by 0.33, one refusal for two contracts by 0.3, one rule told otherwise for two
 * contracts by 0.35, two mails that have their second half in common by 0.5.
 */
const WRITTEN_AGAIN = 0.15
const SAME_WORDS = 0.5
const MOST_DIFFERENT = 0.34
/** A little more than that, and they share as much of their own words. */
const MORE_DIFFERENT = 0.4
const ENOUGH_OF_MORE = 0.4
/**
 * Boxes of a service may be most of two letters that say one thing each: what they share is rare, or what is not word for word the
 * same in one is found in the other, or some of both. Less of it is enough where little differs.
 */
const ENOUGH_ANSWERED = 0.6
const LITTLE_DIFFERENT = 0.25
const ENOUGH_OF_LITTLE = 0.45
/**
 * Long words of a page. In a shorter letter one sentence is a fifth of the text, and passages tell little: one announcement to two
 * kinds of agents, read by eye, differs by half. Three tenths of what is not word for word the same, found in the other, tell them.
 */
const SHORT = 100
const SAME_WORDS_OF_SHORT = 0.45
const ANSWERED_OF_SHORT = 0.3
/** In a few lines some words answer others by chance: letters of one model share so much of their own besides. */
const FEW_LINES = 34
const ENOUGH_OF_FEW_LINES = 0.4
/** Half when little of the rest is answered: what they have alike may be the foot of every mail of a small service. */
const ENOUGH_OF_FEW_UNANSWERED = 0.5
/**
 * When they differ in more, and so much of what is not word for word the same is answered all the same, or they say so much in the
 * same words and these are no boxes of the service, they may be one model: nothing sure is told of them.
 */
const HALF_ANSWERED = 1 / 3
const MOST_WORDS = 0.68
const MOST_OF_OWN = 0.5
/**
 * In folders of fewer texts, what two letters alone have may be a box of the service that no third letter shows: they share so much
 * of their own words, however well they answer one another.
 */
const SHOWS_BOXES = 1000
const ENOUGH_IN_FEW = 0.4
/** There, all letters of a family have so much in common: it does not drift from one letter to the next. */
const LEAST_IN_FAMILY = 0.35
/** So that two letters with so much in common are enough to join their families. */
const JOINS = 0.55
/** What so many other families have is a box of the service. */
const BOXED = 2
/** Two letters that both say so much beside these boxes, and hardly any of it in the same words, are two models. */
const SAYS_SOMETHING = 7
const HARDLY_ANY = 0.14
/**
 * A page and more that shares so much of all its runs of words with another one is of its model, in whatever order they stand, when
 * some of it is no box of the service. Of 240 pairs of long texts that were read as two models, one shares
 * 0.568 and none of the others more than 0.54.
 */
const PAGE = 250
const COPIED = 0.57
const OWN_OF_COPIED = 0.25
/**
 * Where boxes of a service show, two texts that say half in the same words are one model when some of it is their own, though they
 * do not lie along one another: a table of wages for another year, a clause told otherwise. Half is what common tools ask at least
 * (`pile_dedupe`); values are one word here, which makes a little more of it.
 */
const HALF = 0.52
const OWN_OF_HALF = 0.3
/**
 * Two files that are named alike, but for a word or two, are often two states of one letter, and what they share need not be as
 * much. Of the pairs that were read by eye and that wording alone left apart, 72 in 131 of one model are named so, 34 in 604 of two.
 */
const NAMED_ALIKE = 0.4
const ENOUGH_OF_NAMED_ALIKE = 0.3
/** Where as many pairs of typical letters say one model as say two, the most alike settle it when they share so much, or half. */
const SETTLES = 0.4
/** They settle it too when half of the letters on both sides have one like them on the other, and so many of the pairs say it. */
const HAVE_THEIR_LIKE = 0.5
const FEWEST_VOTES = 0.3
/** With fewer runs of words, two texts are alike only when they are the same. */
const FEWEST_SHINGLES = 12
/** Signatures: a pair at the threshold meets in one of the bands 998 times in 1,000. */
const CLOSE: Bands = { bands: 20, rows: 3 }
/** Those of the typical letters of families: a pair that shares a fifth meets 993 times in 1,000, the least alike 935 times. */
const LOOSE: Bands = { bands: 120, rows: 2 }
/** Families weigh words, and words make families: it settles in three rounds. */
const ROUNDS = 3
/** A shingle that ten families have says a sixth of what a shingle of one family does. */
const FAMILIES_COUNT = 0.75
/** Representatives kept in one bucket: more would compare what is not alike again and again. */
const MOST_IN_BUCKET = 48

/**
 * Finds the families of a library. Words that many families share (a letterhead, a recourse box) weigh little: two
 * letters are not one model because one service wrote both. The result depends on the set of documents alone, not on
 * their order. Samples are put in a file as they come: one may be made over the one before it.
 */
export function findAlike(samples: Iterable<Sample>): Alike {
  const files = [openUnnamedFile(), openUnnamedFile(), openUnnamedFile()] as const
  const close = (): void => {
    for (const file of files) file.close()
  }
  try {
    const reader = nameReader()
    const texts = distinctTexts(named(samples, reader), files[0])
    const names = reader.read(texts.textOf, texts.count)
    const index: Index = { ...indexShingles(texts, files[1]), aside: texts, signatures: files[2] }
    let families = Int32Array.from({ length: index.texts }, (_, i) => i)
    let weights: Weights = {
      of: new Float64Array(0),
      families: new Int32Array(0),
      ofOne: 0,
      totals: new Float64Array(0),
    }
    const neededBetween = sideReader(index, names)
    const showsNoBoxes = (a: number, b: number): boolean => names.around(a, b) < SHOWS_BOXES
    for (let round = 0; round < ROUNDS; round++) {
      weights = weigh(index, membersOf(families), round === 0)
      families = attach(index, weights, join(index, weights), { neededBetween, showsNoBoxes })
    }
    return {
      of: familiesOf(texts, families),
      likeness: (a, b) => likeness(index, weights, texts.textOf[a] ?? 0, texts.textOf[b] ?? 0),
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

/** The samples as they come, once their names are read. */
function* named(samples: Iterable<Sample>, reader: NameReader): Generator<Sample> {
  for (const sample of samples) {
    reader.put(sample.path ?? '')
    yield sample
  }
}

/** The first document of each family stands for it; a document without words is like nobody. */
function familiesOf({ textOf, count, isEmpty }: DistinctTexts, families: Int32Array): Int32Array {
  const first = new Int32Array(count).fill(-1)
  return textOf.map((text, i) => {
    if (isEmpty(i)) return i
    const family = families[text] ?? 0
    if (first[family] === -1) first[family] = i
    return first[family] ?? i
  })
}

/** What texts are compared by. */
interface Index extends ShingleIndex {
  /** What few pairs are compared by: their stems. */
  readonly aside: DistinctTexts
  readonly signatures: UnnamedFile
}

interface Weights {
  readonly of: Float64Array
  /** How many families have each shingle that several texts have. */
  readonly families: Int32Array
  /** Of a shingle that one text has. */
  readonly ofOne: number
  /** What the shingles of each text weigh together, once it was asked; below zero before. */
  readonly totals: Float64Array
}

/** The texts of each family, family after family: those of family `f` stand from `starts[f]` to `starts[f + 1]`. */
interface Members {
  readonly starts: Int32Array
  readonly texts: Int32Array
}

function membersOf(families: Int32Array): Members {
  const starts = new Int32Array(families.length + 1)
  for (const family of families) starts[family + 1] = (starts[family + 1] ?? 0) + 1
  for (let i = 0; i < families.length; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0)
  const next = starts.slice()
  const texts = new Int32Array(families.length)
  for (const [text, family] of families.entries()) {
    const at = next[family] ?? 0
    texts[at] = text
    next[family] = at + 1
  }
  return { starts, texts }
}

/**
 * The fewer families have a shingle, the more it says: a shingle of every family says almost nothing. Once there are families, how
 * large the library is says nothing, so that what is found in a folder depends less on what stands beside it.
 */
function weigh(index: Index, { starts, texts }: Members, isFirst: boolean): Weights {
  const counts = new Int32Array(index.hashes.length)
  const lastSeen = new Int32Array(counts.length).fill(-1)
  let total = 0
  for (let family = 0; family < starts.length - 1; family++) {
    const [start = 0, end = 0] = [starts[family], starts[family + 1]]
    if (end > start) total += 1
    for (let i = start; i < end; i++) {
      const text = texts[i] ?? 0
      const from = index.load(text)
      for (let at = from; at < from + index.length(text); at++) {
        const id = index.held[at] ?? 0
        if (id < 0 || lastSeen[id] === family) continue
        lastSeen[id] = family
        counts[id] = (counts[id] ?? 0) + 1
      }
    }
  }
  // Two letters that are compared share their words: that two families have them says nothing against it.
  const usual = isFirst ? 2 : Math.max(2, usualCount(index, counts))
  const weightOf = (count: number): number => {
    const held = Math.max(count, usual)
    return isFirst ? Math.log1p(total / held) : held ** -FAMILIES_COUNT
  }
  return {
    of: Float64Array.from(counts, weightOf),
    families: counts,
    ofOne: weightOf(1),
    totals: new Float64Array(index.texts).fill(-1),
  }
}

/**
 * In how many families the rarest tenth of a text is found. A word that someone changed is found in one, and must not
 * say more than the words of the model around it, which a large library has in several models.
 */
function usualCount(index: Index, counts: Int32Array): number {
  const histogram = new Map<number, number>()
  let all = 0
  for (let text = 0; text < index.texts; text++) {
    all += index.length(text)
    const from = index.load(text)
    for (let at = from; at < from + index.length(text); at++) {
      const id = index.held[at] ?? 0
      const count = id < 0 ? 1 : (counts[id] ?? 0)
      histogram.set(count, (histogram.get(count) ?? 0) + 1)
    }
  }
  let seen = 0
  for (const [count, times] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += times
    if (seen * RAREST >= all) return count
  }
  return 1
}

const RAREST = 10

/** What two texts share over what both samples can hold: by weight, or by number without weights. */
interface Overlap {
  readonly shared: number
  readonly left: number
  readonly right: number
}

function overlap(index: Index, weights: Weights | undefined, a: number, b: number): Overlap {
  const { held, levels, hashes } = index
  const level = Math.max(levels[a] ?? 0, levels[b] ?? 0)
  const [left, right] = [totalOf(index, weights, a, level), totalOf(index, weights, b, level)]
  if (a === b) return { shared: left, left, right }
  let i = index.load(a)
  let j = index.load(b, a)
  const [endOfOne, endOfOther] = [i + index.length(a), j + index.length(b)]
  let shared = 0
  while (i < endOfOne && j < endOfOther) {
    const x = held[i] ?? 0
    const y = held[j] ?? 0
    // What one text alone has is shared with none.
    if (x < 0) i += 1
    else if (y < 0) j += 1
    else if (x < y) i += 1
    else if (y < x) j += 1
    else {
      if (level === 0 || depthOf(hashes[x] ?? 0) >= level) shared += weights === undefined ? 1 : (weights.of[x] ?? 0)
      i += 1
      j += 1
    }
  }
  return { shared, left, right }
}

/** What two texts of two families share, by number, of what hardly any other family has. */
function ownOverlap(index: Index, { families }: Weights, a: number, b: number): Overlap {
  const { held, levels, hashes } = index
  const level = Math.max(levels[a] ?? 0, levels[b] ?? 0)
  const own = (id: number, holders: number): number => {
    if (level > 0 && depthOf(id < 0 ? ~id : (hashes[id] ?? 0)) < level) return 0
    return id >= 0 && (families[id] ?? 0) - holders >= BOXED ? 0 : 1
  }
  let i = index.load(a)
  let j = index.load(b, a)
  const [endOfOne, endOfOther] = [i + index.length(a), j + index.length(b)]
  let shared = 0
  let left = 0
  let right = 0
  while (i < endOfOne || j < endOfOther) {
    const x = i < endOfOne ? (held[i] ?? 0) : NO_SHINGLE
    const y = j < endOfOther ? (held[j] ?? 0) : NO_SHINGLE
    if (x < 0) {
      left += own(x, 1)
      i += 1
    } else if (y < 0) {
      right += own(y, 1)
      j += 1
    } else {
      const isShared = x === y
      const counted = own(Math.min(x, y), isShared ? 2 : 1)
      if (isShared) shared += counted
      if (x <= y) {
        left += counted
        i += 1
      }
      if (y <= x) {
        right += counted
        j += 1
      }
    }
  }
  return { shared, left, right }
}

/** How much of what either has is in both, from 0 to 1; 1 where neither has anything. */
function inCommon({ shared, left, right }: Overlap): number {
  const all = left + right - shared
  return all === 0 ? 1 : shared / all
}

/** How much of all that two texts say is in both, boxes included, from 0 to 1. */
function shareOf(index: Index, a: number, b: number): number {
  return inCommon(overlap(index, undefined, a, b))
}

/** Whether a page or more is, for the most part, another text, boxes included. */
function isCopied(index: Index, weights: Weights, a: number, b: number): boolean {
  const runs = (text: number): number => index.length(text) << (index.levels[text] ?? 0)
  if (Math.max(runs(a), runs(b)) < PAGE) return false
  return shareOf(index, a, b) >= COPIED && inCommon(ownOverlap(index, weights, a, b)) >= OWN_OF_COPIED
}

/** After every shingle. */
const NO_SHINGLE = 2 ** 53

/** What the shingles of a text that a sample of this level has weigh together, or how many they are. */
function totalOf(index: Index, weights: Weights | undefined, text: number, level: number): number {
  const isWhole = level === index.levels[text]
  if (weights === undefined && isWhole) return index.length(text)
  const known = weights?.totals[text] ?? -1
  if (isWhole && known >= 0) return known
  const from = index.load(text)
  let total = 0
  for (let at = from; at < from + index.length(text); at++) {
    const id = index.held[at] ?? 0
    if (!isWhole && depthOf(id < 0 ? ~id : (index.hashes[id] ?? 0)) < level) continue
    total += weights === undefined ? 1 : id < 0 ? weights.ofOne : (weights.of[id] ?? 0)
  }
  if (isWhole && weights !== undefined) weights.totals[text] = total
  return total
}

/** Weighted Jaccard: what is shared over all that either holds. */
function likeness(index: Index, weights: Weights, a: number, b: number): number {
  const { shared, left, right } = overlap(index, weights, a, b)
  const all = left + right - shared
  return all === 0 ? 0 : shared / all
}

/** Joins the texts whose likeness reaches the threshold, directly or from one to the next; gives the family of each. */
function join(index: Index, weights: Weights): Int32Array<ArrayBuffer> {
  const parents = Int32Array.from({ length: index.texts }, (_, i) => i)
  const texts = parents.slice()
  meet(index, weights, texts, CLOSE, (text, other) => {
    const [mine, theirs] = [root(parents, text), root(parents, other)]
    if (mine === theirs) return true
    if (likeness(index, weights, text, other) < SAME_MODEL) return false
    parents[Math.max(mine, theirs)] = Math.min(mine, theirs)
    return true
  })
  return parents.map((_, i) => root(parents, i))
}

/** How much of their own words two texts must share to be one model, as they read side by side, and what they are with less. */
interface Needed {
  readonly enough: number
  readonly otherwise: 'other' | 'unsure' | 'unsure when their own'
}

const MORE_THAN_ALL = 2
const atLeast = (enough: number): Needed => ({ enough, otherwise: 'other' })
const APART = atLeast(MORE_THAN_ALL)
const UNSURE: Needed = { ...APART, otherwise: 'unsure' }
const UNSURE_WHEN_THEIR_OWN: Needed = { ...APART, otherwise: 'unsure when their own' }

/** Tells what two texts need to be one model; what was told once is told again at no cost. */
function sideReader(
  { aside, texts }: Pick<Index, 'aside' | 'texts'>,
  names: NameWords,
): (a: number, b: number) => Needed {
  const known = new Map<number, Needed>()
  return (a, b) => {
    const [first, second] = [Math.min(a, b), Math.max(a, b)]
    const key = first * texts + second
    const told = known.get(key)
    if (told !== undefined) return told
    const needed = neededBy(aside.stems(first).slice(), aside.stems(second), names.alike(first, second) >= NAMED_ALIKE)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, needed)
    return needed
  }
}

function neededBy(one: Uint8Array, other: Uint8Array, areNamedAlike: boolean): Needed {
  const places = one.length * other.length
  if (places > LONG) {
    const common = (sharedInOrder(one, other) * 2) / (one.length + other.length)
    if (places > TOO_LONG) return common >= MOST_OF_LONG ? atLeast(ENOUGH_OF_TOO_LONG) : APART
    if (common < SAME_WORDS) return APART
  }
  const side = sideBySide(one, other)
  const longer = Math.max(one.length, other.length)
  if (longer <= SHORT && side.shared >= SAME_WORDS_OF_SHORT && side.answered >= ANSWERED_OF_SHORT)
    return atLeast(longer <= FEW_LINES && !areNamedAlike ? ENOUGH_OF_FEW_LINES : 0)
  if (side.shared < SAME_WORDS) return APART
  const needed = neededBeside(side)
  if (areNamedAlike) return { ...needed, enough: Math.min(needed.enough, ENOUGH_OF_NAMED_ALIKE) }
  return longer <= FEW_LINES ? { ...needed, enough: Math.max(needed.enough, ENOUGH_OF_FEW_UNANSWERED) } : needed
}

/** Of two texts that say half in the same words. */
function neededBeside({ shared, different, answered }: SideBySide): Needed {
  if (different <= LITTLE_DIFFERENT) return atLeast(ENOUGH_OF_LITTLE - answered)
  if (different <= MOST_DIFFERENT) return atLeast(ENOUGH_ANSWERED - answered)
  const needed = answered >= HALF_ANSWERED ? UNSURE : shared >= MOST_WORDS ? UNSURE_WHEN_THEIR_OWN : APART
  return different <= MORE_DIFFERENT ? { ...needed, enough: ENOUGH_OF_MORE } : needed
}

/** What is told of a pair, whatever families it is in. */
interface PairReader {
  readonly neededBetween: ReturnType<typeof sideReader>
  /** Whether too few letters stand around them to show what is a box of their service. */
  showsNoBoxes(a: number, b: number): boolean
}

/** A text that stands for others: how many. */
interface Typical {
  readonly text: number
  readonly weight: number
}

/** What comparing two letters says: how alike two letters of one model are, that they are two, or nothing sure. */
type Verdict = { readonly kind: 'same'; readonly likeness: number } | { readonly kind: 'other' | 'unsure' }

const OTHER: Verdict = { kind: 'other' }
const NOTHING_SURE: Verdict = { kind: 'unsure' }

/**
 * A model has passages that some letters go without, and is written again for another subject. Two families are one when their
 * typical letters are, for most of the pairs that say something sure, or when half of the letters on both sides have their like:
 * a letter cut short may be found in several models, and a letter half like each of two models does not make them one. The most
 * alike first.
 */
function attach(
  index: Index,
  weights: Weights,
  families: Int32Array,
  { neededBetween, showsNoBoxes }: PairReader,
): Int32Array<ArrayBuffer> {
  const members = membersOf(families)
  const typical: (readonly Typical[])[] = []
  const some: number[] = []
  for (let family = 0; family < families.length; family++) {
    const all = members.texts.subarray(members.starts[family], members.starts[family + 1])
    // Each text of a family of a few may be the one that is like another family.
    const texts = all.length <= FEW ? [...all] : [mostTypical(all, (a, b) => likeness(index, weights, a, b))]
    typical.push(texts.map((text) => ({ text, weight: all.length / texts.length })))
    some.push(...texts)
  }
  const judge = (a: number, b: number): Verdict => {
    const both = overlap(index, weights, a, b)
    if (both.left + both.right === 0) return OTHER
    const likeness = inCommon(both)
    if (isWithin(both) && likeness >= ENOUGH_OF_IT) return { kind: 'same', likeness }
    const isSmall = showsNoBoxes(a, b)
    if (likeness < (isSmall ? ENOUGH_IN_FEW : WRITTEN_AGAIN)) return OTHER
    const { enough, otherwise } = neededBetween(a, b)
    const isHalf = !isSmall && likeness >= OWN_OF_HALF && shareOf(index, a, b) >= HALF
    const isSame = likeness >= enough || isHalf || isCopied(index, weights, a, b)
    if (!isSame && otherwise === 'other') return OTHER
    const own = ownOverlap(index, weights, a, b)
    if (Math.min(own.left, own.right) >= SAYS_SOMETHING && inCommon(own) < HARDLY_ANY) return OTHER
    if (isSame) return { kind: 'same', likeness }
    return otherwise === 'unsure' || inCommon(own) >= MOST_OF_OWN ? NOTHING_SURE : OTHER
  }
  const pairs: { readonly a: number; readonly b: number; readonly likeness: number }[] = []
  const met = new Set<number>()
  // In the order of their contents, as everything here.
  meet(index, weights, Int32Array.from(some).sort(), LOOSE, (a, b) => {
    const key = a * index.texts + b
    if (families[a] === families[b] || met.has(key)) return false
    const verdict = judge(a, b)
    if (verdict.kind !== 'same') return false
    met.add(key)
    pairs.push({ a, b, likeness: verdict.likeness })
    return false
  })
  pairs.sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b)
  const parents = Int32Array.from(families)
  for (const { a, b, likeness } of pairs) {
    const [mine, theirs] = [root(parents, families[a] ?? 0), root(parents, families[b] ?? 0)]
    if (mine === theirs) continue
    const [ours, others] = [typical[mine] ?? [], typical[theirs] ?? []]
    const isSmall = showsNoBoxes(a, b)
    if (isSmall && areFarApart(index, ours, others)) continue
    const { all, same, haveTheirLike } = vote(ours, others, judge)
    const isSettled =
      (likeness >= SETTLES || (!isSmall && shareOf(index, a, b) >= HALF)) &&
      (same * 2 === all ||
        (haveTheirLike >= HAVE_THEIR_LIKE && same >= all * FEWEST_VOTES) ||
        (isSmall && joinTheirs(index, a, b)))
    if (same * 2 <= all && !isSettled) continue
    const [kept, gone] = [Math.min(mine, theirs), Math.max(mine, theirs)]
    parents[gone] = kept
    typical[kept] = [...ours, ...others].sort((x, y) => y.weight - x.weight || x.text - y.text).slice(0, MOST_TYPICAL)
  }
  return parents.map((_, i) => root(parents, i))
}

/** What the pairs of two families say, those that say something sure. */
interface Vote {
  readonly all: number
  readonly same: number
  /** How many of the letters of the family that has less have one like them in the other, from 0 to 1. */
  readonly haveTheirLike: number
}

function vote(ours: readonly Typical[], others: readonly Typical[], judge: (a: number, b: number) => Verdict): Vote {
  let all = 0
  let same = 0
  const withLike = new Set<Typical>()
  for (const one of ours) {
    for (const other of others) {
      const { kind } = judge(one.text, other.text)
      if (kind === 'unsure') continue
      const weight = one.weight * other.weight
      all += weight
      if (kind === 'other') continue
      same += weight
      withLike.add(one).add(other)
    }
  }
  const share = (family: readonly Typical[]): number =>
    lettersOf(family.filter((one) => withLike.has(one))) / lettersOf(family)
  return { all, same, haveTheirLike: Math.min(share(ours), share(others)) }
}

/** Whether two families have letters that are far from one another, and neither of which is the other cut short. */
function areFarApart(index: Index, ours: readonly Typical[], others: readonly Typical[]): boolean {
  return ours.some((one) =>
    others.some((other) => {
      const both = overlap(index, undefined, one.text, other.text)
      return inCommon(both) < LEAST_IN_FAMILY && !isWithin(both)
    }),
  )
}

/** Whether two letters are enough to join their families: what one says is not all said by the other, which may be boxes alone. */
function joinTheirs(index: Index, a: number, b: number): boolean {
  const both = overlap(index, undefined, a, b)
  return inCommon(both) >= JOINS && !isWithin(both)
}

function isWithin({ shared, left, right }: Overlap): boolean {
  return shared >= Math.min(left, right) * WHOLLY_WITHIN
}

function lettersOf(texts: readonly Typical[]): number {
  return texts.reduce((sum, { weight }) => sum + weight, 0)
}

/** The text most like the others; of a large family, a spread of its texts is enough to see it. */
export function mostTypical(texts: ArrayLike<number>, likeness: (a: number, b: number) => number): number {
  const step = Math.max(1, texts.length / MOST_COMPARED)
  const some: number[] = []
  for (let at = 0; at < texts.length; at += step) some.push(texts[Math.floor(at)] ?? 0)
  let best = some[0] ?? 0
  let most = -1
  for (const one of some) {
    const sum = some.reduce((total, other) => total + likeness(one, other), 0)
    if (sum <= most) continue
    most = sum
    best = one
  }
  return best
}

const MOST_COMPARED = 24
/** A family of so few texts is compared by each of them. */
const FEW = 4
/** Typical letters of a family made of families. */
const MOST_TYPICAL = 8
/** Two texts of a thousand words: longer ones are not laid side by side without need; nor, of two thousand, at all. */
const LONG = 2 ** 18
const TOO_LONG = 2 ** 20
/** Those are one written from the other when they say so much of the same in the same order. */
const MOST_OF_LONG = 0.7
/** A list of a thousand words that a service puts in many pages is most of them: they share so much of their own besides. */
const ENOUGH_OF_TOO_LONG = 0.4
/** Pairs of texts that were read side by side, held at once. */
const MOST_KNOWN = 2 ** 17

function root(parents: Int32Array, i: number): number {
  let top = i
  while (parents[top] !== top) top = parents[top] ?? top
  let at = i
  while (parents[at] !== top) {
    const next = parents[at] ?? top
    parents[at] = top
    at = next
  }
  return top
}

/** Shows each text those it may be like; one that is found like another need not stand in the same bucket. */
function meet(
  index: Index,
  weights: Weights,
  texts: Int32Array,
  shape: Bands,
  isLike: (text: number, other: number) => boolean,
): void {
  const { bands } = shape
  const signature = new Int32Array(bands)
  const bytes = bytesOf(signature)
  const { signatures } = index
  signatures.clear()
  // Most keys are those of one text, which meets nobody there: a first pass tells them, and they take no place.
  const seen = seenTwice(texts.length * bands)
  const sign = signer(index, weights, shape)
  for (const text of texts) {
    for (const level of levelsOf(index, text)) {
      sign(text, level, signature)
      signatures.put(bytes)
      for (let band = 0; band < bands; band++) seen.meet(mixed(band, signature[band] ?? 0))
    }
  }
  const buckets = openBuckets()
  let at = 0
  for (const text of texts) {
    for (const _ of levelsOf(index, text)) {
      signatures.read(at, bytes)
      at += bytes.length
      for (let band = 0; band < bands; band++) {
        const key = signature[band] ?? 0
        if (!seen.isRepeated(mixed(band, key))) continue
        const known = buckets.get(band, key)
        if (typeof known === 'object') {
          let isHere = false
          for (const other of known) if (other !== text && isLike(text, other)) isHere = true
          if (!isHere && known.length < MOST_IN_BUCKET) known.push(text)
        } else if (known === undefined || known === text || !isLike(text, known)) buckets.add(band, key, text)
      }
    }
  }
}

/** A text a little longer is sampled at the next level: they meet there. */
function levelsOf(index: Index, text: number): readonly number[] {
  const length = index.length(text)
  if (length < FEWEST_SHINGLES) return NO_LEVEL
  const level = index.levels[text] ?? 0
  return level === 0 && length < MOST_AT_LEVEL ? [level] : [level, level + 1]
}

const NO_LEVEL: readonly number[] = []
/** Under this, no text sampled at the next level can be alike. */
const MOST_AT_LEVEL = 100

/**
 * MinHash where a shingle is drawn in proportion to its weight: the lowest of `random / weight`. A band is the hash of
 * its draws, and of the level.
 */
function signer(
  index: Index,
  weights: Weights,
  { bands, rows }: Bands,
): (text: number, level: number, out: Int32Array) => void {
  const seeds = Int32Array.from({ length: bands * rows }, (_, i) => Math.imul(i + 1, 0x9e3779b9))
  const lowest = new Float64Array(seeds.length)
  const chosen = new Int32Array(seeds.length)
  const priceOfOne = 1 / weights.ofOne
  return (text, level, out) => {
    lowest.fill(Number.POSITIVE_INFINITY)
    const from = index.load(text)
    for (let at = from; at < from + index.length(text); at++) {
      const id = index.held[at] ?? 0
      const hash = id < 0 ? ~id : (index.hashes[id] ?? 0)
      if (depthOf(hash) < level) continue
      const price = id < 0 ? priceOfOne : 1 / (weights.of[id] ?? 1)
      for (let i = 0; i < seeds.length; i++) {
        let random = Math.imul(hash ^ (seeds[i] ?? 0), 0x85ebca6b)
        random = Math.imul(random ^ (random >>> 13), 0xc2b2ae35)
        const value = ((random ^ (random >>> 16)) >>> 0) * price
        if (value < (lowest[i] ?? 0)) {
          lowest[i] = value
          chosen[i] = hash
        }
      }
    }
    for (let band = 0; band < bands; band++) {
      let hash = level
      for (let row = 0; row < rows; row++) {
        hash = Math.imul(hash ^ (chosen[band * rows + row] ?? 0), 0x9e3779b1)
        hash ^= hash >>> 15
      }
      out[band] = hash
    }
  }
}
