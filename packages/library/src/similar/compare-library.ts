import { CALIBRATION, rescore, rescoredValue, type Score, type ScoreEvidence } from 'limpide'
import type { ScanRecord } from '../record.ts'
import type { Sequence } from '../sequence.ts'
import { openUnnamedFile } from '../unnamed-file.ts'
import { type Alike, findAlike, mostTypical, type Sample } from './alike.ts'
import { type CommonBlock, findCommon } from './common.ts'
import type { BlockRole } from './fingerprint.ts'
import { type LetterBlocks, letterBlocks } from './letter-blocks.ts'
import { printReader } from './pack.ts'
import { asListed, inOrder, pathOrder } from './path-order.ts'

/** What is asked of a record to find its likes. */
export type Comparable = Pick<ScanRecord, 'path' | 'title' | 'score' | 'fingerprint'>

/** Letters that are one model. */
export interface Family {
  /** As its most typical letter is titled. */
  readonly name: string
  /** Rank of the letter most like all the others. */
  readonly medoid: number
  /** Ranks of its letters, in the order of their paths. */
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
}

/** The most letters that a gain is measured on. */
const LETTERS_MEASURED = 60

/**
 * Compares the letters of a library from what was kept of them: no file is read. Depends on the records alone, not on
 * their order nor on an earlier comparison.
 */
export function compareLibrary(records: Sequence<Comparable>): Comparison
/** As above, where only a part of each score is kept. */
export function compareLibrary<S>(records: Sequence<Comparable>, kept: (score: Score) => S): Comparison<S>
export function compareLibrary(records: Sequence<Comparable>, kept = (score: Score) => score): Comparison {
  const order = pathOrder(records)
  return asListed(compareInOrder(inOrder(records, order), kept), order)
}

/** As `compareLibrary`, of letters that are in the order of their paths (`pathOrder`). */
export function compareInOrder<S>(records: Sequence<Comparable>, kept: (score: Score) => S): Comparison<S> {
  const file = openUnnamedFile()
  try {
    const library: Library = {
      records,
      blocks: letterBlocks(file),
      evidenceKeys: new Uint32Array(records.length),
      read: printReader(),
    }
    const alike = findAlike(samplesOf(library))
    try {
      const common = findCommon(library.blocks, alike.of)
      return {
        families: familiesOf(records, alike),
        passages: common.map((block) => toPassage(block, library)),
        scores: ownScores(library, new Set(common.flatMap(({ hashes }) => hashes)), kept),
      }
    } finally {
      alike.close()
    }
  } finally {
    file.close()
  }
}

/** What is held of the letters that are compared: what they weigh is in files. */
interface Library {
  readonly records: Sequence<Comparable>
  readonly blocks: LetterBlocks
  readonly evidenceKeys: Uint32Array
  readonly read: ReturnType<typeof printReader>
}

/** The sample of each record in turn, once its blocks are put in their file. */
function* samplesOf({ records, blocks, evidenceKeys, read }: Library): Generator<Sample> {
  let i = 0
  for (const record of records) {
    const print = read(record.fingerprint)
    blocks.put(print?.blocks ?? [])
    evidenceKeys[i++] = print?.evidenceKey ?? 0
    yield { ...(print ?? NOTHING), path: record.path }
  }
}

const NOTHING = { shingles: new Uint32Array(0), level: 0 }

/** Letters of one model have the same sentences: asked for one after the other, their margin is drawn once. */
function ownScores<S>(library: Library, shared: ReadonlySet<bigint>, kept: (score: Score) => S): (S | null)[] {
  const { records, evidenceKeys: keys } = library
  const scores: (S | null)[] = new Array(records.length).fill(null)
  const order = keys.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
  for (const i of order) {
    const score = records.at(i)?.score ?? null
    if (score !== null) scores[i] = kept(ownScore(score, i, library, shared))
  }
  return scores
}

/** Damaged bytes say nothing. */
function evidenceIn({ records, read }: Library, document: number): ScoreEvidence | null {
  try {
    return read(records.at(document)?.fingerprint)?.evidence() ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The score without the passages that the library judges once, when enough of the letter is left to judge. */
function ownScore(score: Score, document: number, library: Library, shared: ReadonlySet<bigint>): Score {
  const without = new Set<number>()
  for (const { hash, index } of library.blocks.of(document)) if (shared.has(hash)) without.add(index)
  const evidence = without.size === 0 ? null : evidenceIn(library, document)
  if (evidence === null) return score
  const { sentences, aside, terms } = evidence
  const weighs = ({ block }: { readonly block: number }): boolean => without.has(block) && !aside.includes(block)
  if (!sentences.some(weighs) && !terms.some(weighs)) return score
  const left = sentences.filter(({ block }) => !without.has(block) && !aside.includes(block))
  if (left.length < CALIBRATION.minimum.sentences) return score
  return rescore(score, evidence, { without })
}

function familiesOf(records: Sequence<Comparable>, { of, likeness }: Alike): Family[] {
  const sizes = new Uint32Array(of.length)
  for (const family of of) sizes[family] = (sizes[family] ?? 0) + 1
  const members = new Map<number, number[]>()
  for (const [i, family] of of.entries()) {
    if ((sizes[family] ?? 0) < 2) continue
    const known = members.get(family)
    if (known === undefined) members.set(family, [i])
    else known.push(i)
  }
  const families: Family[] = []
  for (const documents of members.values()) {
    const medoid = mostTypical(documents, likeness)
    families.push({
      name: records.at(medoid)?.title ?? fileName(records.at(medoid)?.path ?? ''),
      medoid,
      documents,
      likeness: documents.map((document) => likeness(medoid, document)),
    })
  }
  return families.sort((a, b) => b.documents.length - a.documents.length || a.medoid - b.medoid)
}

function toPassage({ id, role, words, documents, families, hashes }: CommonBlock, library: Library): SharedPassage {
  const { blocks, evidenceKeys } = library
  const own = new Set(hashes)
  const blocksIn = (document: number): readonly number[] =>
    blocks.of(document).flatMap(({ hash, index }) => (own.has(hash) ? [index] : []))
  const isWhole = (document: number): boolean => blocksIn(document).length >= hashes.length
  // The whole of it is best seen where no part is missing.
  const whole = documents.find(isWhole) ?? documents[0] ?? 0
  // A letter without a score has no evidence.
  const scored = documents.filter((document) => evidenceKeys[document] !== 0)
  const example = scored.find((document) => new Set(blocksIn(document)).size >= hashes.length) ?? scored[0]
  return {
    id,
    role,
    words,
    documents,
    families,
    example: { document: whole, blocks: blocksIn(whole) },
    reading:
      example === undefined
        ? null
        : readPassage({
            library,
            example,
            letters: spread(scored, LETTERS_MEASURED),
            blocksIn: (document) => new Set(blocksIn(document)),
          }),
  }
}

interface ScoredPassage {
  readonly library: Library
  readonly example: number
  /** Those that its gain is measured on. */
  readonly letters: readonly number[]
  blocksIn(document: number): ReadonlySet<number>
}

function readPassage({ library, example, letters, blocksIn }: ScoredPassage): PassageReading | null {
  const score = library.records.at(example)?.score ?? null
  const evidence = evidenceIn(library, example)
  if (score === null || evidence === null) return null
  const blocks = blocksIn(example)
  const sentences = evidence.sentences.filter(({ block }) => blocks.has(block))
  const others = new Set(
    [...evidence.sentences, ...evidence.terms].map(({ block }) => block).filter((block) => !blocks.has(block)),
  )
  const alone = sentences.length === 0 ? null : rescore(score, evidence, { whole: true, without: others }).parts
  const gains = letters.flatMap((letter) => {
    const score = library.records.at(letter)?.score ?? null
    const own = evidenceIn(library, letter)
    if (score === null || own === null) return []
    const whole = rescoredValue(score, own, { whole: true })
    return [whole - rescoredValue(score, own, { whole: true, cleared: blocksIn(letter) })]
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

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
