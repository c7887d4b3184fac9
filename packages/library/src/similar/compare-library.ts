import { CALIBRATION, rescore, rescoredValue, type Score, type ScoreEvidence } from 'limpide'
import { createHolder } from '../held.ts'
import type { ScanRecord } from '../record.ts'
import { findAlike, isSame, keyOf, mostTypical } from './alike.ts'
import { type CommonBlock, findCommon } from './common.ts'
import type { BlockRole, PrintedBlock } from './fingerprint.ts'
import { type Print, unpackPrint } from './pack.ts'

/** What is asked of a record to find its likes. */
export type Comparable = Pick<ScanRecord, 'path' | 'title' | 'score' | 'fingerprint'>

/** Letters that are one model. */
export interface Family {
  /** As its most typical letter is titled. */
  readonly name: string
  /** Rank of the letter most like all the others. */
  readonly medoid: number
  /** Ranks of its letters. */
  readonly documents: readonly number[]
  /** How much of its own words each letter shares with the most typical one, from 0 to 1, in the same order. */
  readonly likeness: readonly number[]
}

/** A passage that many letters share, with what correcting it would bring. */
export interface SharedPassage {
  readonly id: string
  readonly role: BlockRole
  readonly words: number
  /** Ranks of the documents that hold it. */
  readonly documents: readonly number[]
  /** How many models hold it. */
  readonly families: number
  /** A document to read it in, and which blocks of it. */
  readonly example: { readonly document: number; readonly blocks: readonly number[] }
  /** What it says, counted once: absent where no document that holds it has a score. */
  readonly reading: PassageReading | null
}

export interface PassageReading {
  readonly sentences: number
  readonly longSentences: number
  /** Indirect wordings and marks of complexity in its sentences. */
  readonly turns: number
  /** Administrative and legal terms, acronyms, nominal and harsh wordings. */
  readonly terms: number
  /** Its own score for sentences and for words, 0 to 100. */
  readonly phrases: number | null
  readonly vocabulaire: number | null
  /** Points that a letter read whole loses when it is corrected, on average. */
  readonly gain: number
}

/** What the letters of a library share. */
export interface Comparison<S = Score> {
  readonly families: readonly Family[]
  readonly passages: readonly SharedPassage[]
  /** The score of each record once what it shares is left to the library; as it was where nothing changes. */
  readonly scores: readonly (S | null)[]
  /** Ranks of the shared passages of each record. */
  readonly passagesOf: readonly (readonly number[])[]
}

/** The most letters that a gain is measured on. */
const LETTERS_MEASURED = 60

/**
 * Compares the letters of a library from what was kept of them: no file is read. Depends on the records alone, not on
 * their order nor on an earlier comparison.
 */
export function compareLibrary(records: readonly Comparable[]): Comparison
/** As above, where only a part of each score is kept. */
export function compareLibrary<S>(records: readonly Comparable[], kept: (score: Score) => S): Comparison<S>
export function compareLibrary(records: readonly Comparable[], kept = heldScores()): Comparison {
  const prints = sharedPrints(records)
  const alike = findAlike(prints.map((print) => print ?? NOTHING))
  const common = findCommon(prints, alike.of)
  const passagesOf: number[][] = records.map(() => [])
  for (const [rank, { documents }] of common.entries()) for (const one of documents) passagesOf[one]?.push(rank)
  const shared = new Set(common.flatMap(({ hashes }) => hashes))
  return {
    families: familiesOf(records, alike),
    passages: common.map((block) => toPassage(block, records, prints)),
    scores: ownScores(records, prints, shared, kept),
    passagesOf,
  }
}

/** Letters of one model have the same runs of words and most of the same blocks: each of these is held once. */
function sharedPrints(records: readonly Comparable[]): (Print | undefined)[] {
  const texts = new Map<number, Pick<Print, 'shingles' | 'stems'>>()
  const blocks = new Map<bigint, PrintedBlock[]>()
  const same = (block: PrintedBlock): PrintedBlock => {
    const known = blocks.get(block.hash)
    const found = known?.find(({ index, role }) => index === block.index && role === block.role)
    if (found !== undefined) return found
    if (known === undefined) blocks.set(block.hash, [block])
    else known.push(block)
    return block
  }
  return records.map(({ fingerprint }) => {
    const print = unpackPrint(fingerprint)
    if (print === undefined) return undefined
    const key = keyOf(print.shingles)
    const known = texts.get(key)
    const shingles = known !== undefined && isSame(known.shingles, print.shingles) ? known.shingles : print.shingles
    const stems = known !== undefined && isSame(known.stems, print.stems) ? known.stems : print.stems
    texts.set(key, { shingles, stems })
    return { ...print, shingles, stems, blocks: print.blocks.map(same) }
  })
}

const NOTHING = { shingles: new Uint32Array(0), level: 0 }

/** Letters of one model have the same sentences: asked for one after the other, their margin is drawn once. */
function ownScores(
  records: readonly Comparable[],
  prints: readonly (Print | undefined)[],
  shared: ReadonlySet<bigint>,
  kept: (score: Score, before: Score) => Score,
): (Score | null)[] {
  const scores: (Score | null)[] = new Array(records.length).fill(null)
  const keys = prints.map((print) => print?.evidenceKey ?? 0)
  const order = records.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
  for (const i of order) {
    const score = records[i]?.score ?? null
    if (score !== null) scores[i] = kept(ownScore(score, records[i], prints[i], shared), score)
  }
  return scores
}

/** A score that is the record’s own is held there. */
function heldScores(): (score: Score, before: Score) => Score {
  const { heldScore } = createHolder()
  return (score, before) => (score === before ? score : heldScore(score))
}

/** Damaged bytes say nothing. */
function evidenceIn(record: Comparable | undefined, print: Print): ScoreEvidence | null {
  try {
    return print.evidenceOf(record?.fingerprint ?? '')
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The score without the passages that the library judges once, when enough of the letter is left to judge. */
function ownScore(
  score: Score,
  record: Comparable | undefined,
  print: Print | undefined,
  shared: ReadonlySet<bigint>,
): Score {
  if (print === undefined) return score
  const without = new Set<number>()
  for (const { hash, index } of print.blocks) if (shared.has(hash)) without.add(index)
  const evidence = without.size === 0 ? null : evidenceIn(record, print)
  if (evidence === null) return score
  const { sentences, aside, terms } = evidence
  const weighs = ({ block }: { readonly block: number }): boolean => without.has(block) && !aside.includes(block)
  if (!sentences.some(weighs) && !terms.some(weighs)) return score
  const left = sentences.filter(({ block }) => !without.has(block) && !aside.includes(block))
  if (left.length < CALIBRATION.minimum.sentences) return score
  return rescore(score, evidence, { without })
}

function familiesOf(records: readonly Comparable[], { of, likeness }: ReturnType<typeof findAlike>): Family[] {
  const members = new Map<number, number[]>()
  for (let i = 0; i < of.length; i++) {
    const family = of[i] ?? i
    const known = members.get(family)
    if (known === undefined) members.set(family, [i])
    else known.push(i)
  }
  const families: Family[] = []
  for (const documents of members.values()) {
    if (documents.length < 2) continue
    const byPath = documents.toSorted((a, b) => compare(records[a]?.path ?? '', records[b]?.path ?? ''))
    const medoid = mostTypical(byPath, likeness)
    families.push({
      name: records[medoid]?.title ?? fileName(records[medoid]?.path ?? ''),
      medoid,
      documents: byPath,
      likeness: byPath.map((document) => likeness(medoid, document)),
    })
  }
  return families.sort(
    (a, b) =>
      b.documents.length - a.documents.length || compare(records[a.medoid]?.path ?? '', records[b.medoid]?.path ?? ''),
  )
}

function toPassage(
  { id, role, words, documents, families, hashes }: CommonBlock,
  records: readonly Comparable[],
  prints: readonly (Print | undefined)[],
): SharedPassage {
  const own = new Set(hashes)
  const blocksIn = (document: number): readonly number[] =>
    prints[document]?.blocks.filter(({ hash }) => own.has(hash)).map(({ index }) => index) ?? []
  const byPath = documents.toSorted((a, b) => compare(records[a]?.path ?? '', records[b]?.path ?? ''))
  // The whole of it is best seen where no part is missing.
  const whole = byPath.find((document) => blocksIn(document).length >= hashes.length) ?? byPath[0] ?? 0
  const scored = byPath.flatMap((document) => {
    const record = records[document]
    const print = prints[document]
    // A letter without a score has no evidence.
    return record === undefined || print === undefined || print.evidenceKey === 0
      ? []
      : [{ record, print, blocks: new Set(blocksIn(document)) }]
  })
  return {
    id,
    role,
    words,
    documents,
    families,
    example: { document: whole, blocks: blocksIn(whole) },
    reading: readPassage(scored, hashes.length),
  }
}

interface ScoredLetter {
  readonly record: Comparable
  readonly print: Print
  readonly blocks: ReadonlySet<number>
}

function readPassage(letters: readonly ScoredLetter[], size: number): PassageReading | null {
  const example = letters.find(({ blocks }) => blocks.size >= size) ?? letters[0]
  if (example === undefined) return null
  const { record, print, blocks } = example
  const { score } = record
  const evidence = evidenceIn(record, print)
  if (score === null || evidence === null) return null
  const sentences = evidence.sentences.filter(({ block }) => blocks.has(block))
  const others = new Set(
    [...evidence.sentences, ...evidence.terms].map(({ block }) => block).filter((block) => !blocks.has(block)),
  )
  const alone = sentences.length === 0 ? null : rescore(score, evidence, { whole: true, without: others }).parts
  const gains = spread(letters, LETTERS_MEASURED).flatMap((letter) => {
    const { score } = letter.record
    const own = evidenceIn(letter.record, letter.print)
    if (score === null || own === null) return []
    const whole = rescoredValue(score, own, { whole: true })
    return [whole - rescoredValue(score, own, { whole: true, cleared: letter.blocks })]
  })
  const distinct = new Set(evidence.terms.flatMap(({ block, term }) => (blocks.has(block) ? [term] : [])))
  return {
    sentences: sentences.length,
    longSentences: sentences.filter(({ words }) => words > CALIBRATION.longSentence).length,
    turns: sentences.reduce(
      (sum, { markers, indirect, negations }) => sum + Math.round(markers + indirect + negations),
      0,
    ),
    terms: distinct.size + sentences.reduce((sum, { jargon, nominal, tone }) => sum + jargon + nominal + tone, 0),
    phrases: alone?.phrases ?? null,
    vocabulaire: alone?.vocabulaire ?? null,
    gain: gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
  }
}

/** So many of them at most, from the first to the last. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]).filter(
    (one) => one !== undefined,
  )
}

/** Code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
