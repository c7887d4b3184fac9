import { type ScoreEvidence, SENTENCE_COUNTS } from 'limpide'
import { readBytes, writeBytes } from './bytes.ts'
import { BLOCK_ROLES, type Fingerprint, hash32, type PrintedBlock } from './fingerprint.ts'

/** Changes with what a fingerprint holds, the counts of a sentence among others: an older one is made again at the next scan. */
export const FINGERPRINT_VERSION = `5.${hash32(SENTENCE_COUNTS.join()).toString(36)}`

const TERM_INDICATORS = ['sigles', 'termes-juridiques']
/** The weight of a remark may have decimals. */
const HUNDREDTHS = 100

/** A fingerprint as text, for a database and for exports. */
export function packFingerprint({ shingles, level, blocks, stems, evidence }: Fingerprint): string {
  const out = writeBytes()
  out.number(level)
  out.number(shingles.length)
  let before = 0
  for (const shingle of shingles) {
    out.number(shingle - before)
    before = shingle
  }
  out.number(blocks.length)
  before = 0
  for (const { index, hash, words, role } of blocks) {
    out.number(index - before)
    before = index
    out.long(hash)
    out.number(words)
    out.number(BLOCK_ROLES.indexOf(role))
  }
  out.number(stems.length)
  out.bytes(stems)
  out.number(evidence === null ? 0 : 1)
  if (evidence !== null) writeEvidence(out, evidence)
  return `${FINGERPRINT_VERSION}:${Buffer.from(out.done()).toString('base64')}`
}

/** The fingerprint that a text holds; `undefined` for none, for another version, for damaged bytes. */
export function unpackFingerprint(text: string | null | undefined): Fingerprint | undefined {
  const read = printReader()
  const print = read(text)
  if (print === undefined) return undefined
  const { evidence, evidenceKey: _, shingles, stems, ...rest } = print
  try {
    return { ...rest, shingles: shingles.slice(), stems: Uint8Array.from(stems), evidence: evidence() }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** A fingerprint whose numbers hold until the next one is read. */
export interface Print extends Omit<Fingerprint, 'evidence'> {
  /** It stays packed, as four fifths of a fingerprint; `null` for a letter without a score. Throws a RangeError on damaged bytes. */
  evidence(): ScoreEvidence | null
  /** The same for two letters whose evidence is the same; 0 without evidence. */
  readonly evidenceKey: number
}

/** Reads fingerprints one after the other, as `unpackFingerprint`, all in the same bytes: a library has many. */
export function printReader(): (text: string | null | undefined) => Print | undefined {
  let room = Buffer.allocUnsafeSlow(4096)
  let numbers = new Uint32Array(256)

  return (text) => {
    if (!isCurrent(text)) return undefined
    const packed = text.slice(FINGERPRINT_VERSION.length + 1)
    if (room.length < packed.length) room = Buffer.allocUnsafeSlow(packed.length * 2)
    const bytes = room.subarray(0, room.write(packed, 'base64'))
    try {
      const input = readBytes(bytes)
      const level = input.number()
      const count = input.number()
      // Each takes a byte at least.
      if (count > bytes.length) throw new RangeError(`${count} shingles in ${bytes.length} bytes`)
      if (numbers.length < count) numbers = new Uint32Array(count * 2)
      const shingles = numbers.subarray(0, count)
      let before = 0
      for (let i = 0; i < count; i++) {
        before += input.number()
        shingles[i] = before
      }
      const blocks: PrintedBlock[] = []
      before = 0
      for (let left = input.number(); left > 0; left--) {
        before += input.number()
        blocks.push({
          index: before,
          hash: input.long(),
          words: input.number(),
          role: BLOCK_ROLES[input.number()] ?? 'passage',
        })
      }
      const stems = input.bytes(input.number())
      const hasEvidence = input.number() !== 0
      const at = input.at()
      return {
        shingles,
        level,
        blocks,
        stems,
        evidenceKey: hasEvidence ? hash32(bytes.toString('latin1', at)) || 1 : 0,
        evidence: () => (hasEvidence ? readEvidence(readBytes(bytes.subarray(at))) : null),
      }
    } catch (error) {
      if (error instanceof RangeError) return undefined
      throw error
    }
  }
}

/** True for a fingerprint of this version. */
export function isCurrent(text: string | null | undefined): text is string {
  return text?.startsWith(`${FINGERPRINT_VERSION}:`) === true
}

function writeEvidence(out: ReturnType<typeof writeBytes>, { sentences, terms, aside, words }: ScoreEvidence): void {
  out.number(words)
  out.number(aside.length)
  for (const block of aside) out.number(block)
  out.number(sentences.length)
  for (const sentence of sentences) {
    out.number(sentence.block)
    // Most counts of a sentence are nothing: a few bytes say which ones follow, and most are whole.
    out.number(SENTENCE_COUNTS.reduce((bits, name, i) => bits + (sentence[name] > 0 ? 2 ** i : 0), 0))
    const isWhole = SENTENCE_COUNTS.every((name) => Number.isInteger(sentence[name]))
    out.number(isWhole ? 1 : HUNDREDTHS)
    for (const name of SENTENCE_COUNTS)
      if (sentence[name] > 0) out.number(Math.round(sentence[name] * (isWhole ? 1 : HUNDREDTHS)))
  }
  out.number(terms.length)
  for (const { indicator, block, term } of terms) {
    out.number(TERM_INDICATORS.indexOf(indicator))
    // A remark on the whole document has no block.
    out.number(block + 1)
    out.number(Number(term))
  }
}

function readEvidence(input: ReturnType<typeof readBytes>): ScoreEvidence {
  const words = input.number()
  const aside = times(input.number(), () => input.number())
  const sentences = times(input.number(), () => {
    const block = input.number()
    const bits = input.number()
    const unit = input.number()
    const counts = SENTENCE_COUNTS.map((name, i) => [
      name,
      Math.floor(bits / 2 ** i) % 2 === 1 ? input.number() / unit : 0,
    ])
    return { block, ...EMPTY, ...Object.fromEntries(counts) }
  })
  const terms = times(input.number(), () => ({
    indicator: TERM_INDICATORS[input.number()] ?? '',
    block: input.number() - 1,
    term: String(input.number()),
  }))
  return { sentences, terms, aside, words }
}

const EMPTY = Object.fromEntries(SENTENCE_COUNTS.map((name) => [name, 0]))

function times<T>(count: number, make: () => T): T[] {
  const all: T[] = []
  for (let i = 0; i < count; i++) all.push(make())
  return all
}
