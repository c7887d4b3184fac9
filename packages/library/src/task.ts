import { createHash } from 'node:crypto'
import {
  type Analysed,
  CALIBRATION,
  type Config,
  type Document,
  type DocumentType,
  type FactName,
  gains,
  sharedLimpide,
  TEXT_FORMATS,
} from 'limpide'
import { readBytes } from 'limpide/read'
import { problemOf } from './problem-of.ts'
import { type Prose, proseOf } from './prose.ts'
import { LARGEST, readWhole } from './read-whole.ts'
import { lineStarts, positionAt, type ScanRecord, toRecord, unreadRecord } from './record.ts'
import { fingerprintOf } from './similar/fingerprint.ts'
import { packFingerprint } from './similar/pack.ts'

/** One file to read and check, by its path or by its bytes. */
export interface Task {
  /** As it is shown. */
  readonly path: string
  readonly absolute: string
  /** The file's name, a clue to its format. */
  readonly name: string
  /** What it holds, when it is not to be read from the disk. */
  readonly bytes?: Uint8Array
  readonly config: Config
  readonly pathInConfig?: string
  readonly type?: DocumentType
  readonly noMinimum: boolean
  /** Sends the document's text back too: an excerpt needs it. */
  readonly withText: boolean
  /** Ranks of the blocks whose text is sent back, to show a passage that letters share. */
  readonly blocks?: readonly number[]
  /** Sends the prose back, cut into sentences and words. */
  readonly prose?: boolean
  /** Recognises the text of pictures and of scanned pages. */
  readonly ocr?: boolean
  /** Puts excerpts of the letter in its record. */
  readonly excerpts: boolean
}

/** What became of a task. `text` is the document's text when it was asked for. */
export interface Outcome {
  readonly record: ScanRecord
  readonly text?: string
  /** The blocks that were asked for, with the line or the page where the first of them stands. */
  readonly passage?: Passage
  /** Rules that could not answer, or not of all they look at, when the text was asked for. */
  readonly unverifiable?: readonly Unverifiable[]
  /** The prose, when it was asked for. */
  readonly prose?: Prose
  /** SHA-256 of the very bytes that were checked. */
  readonly hash?: string
}

/** A rule that could not answer, and what the file does not say. */
export interface Unverifiable {
  readonly rule: string
  readonly missing: readonly FactName[]
}

/** Blocks of a document as they read. */
export interface Passage {
  readonly text: string
  readonly line?: number
  readonly page?: number
}

/** Reads and checks one file. Never rejects: what goes wrong is a problem in the record. */
export async function answer(task: Task): Promise<Outcome> {
  let hash: string | undefined
  try {
    const bytes = task.bytes ?? (await readWhole(task.absolute, LARGEST))
    hash = createHash('sha256').update(bytes).digest('hex')
    const document = await readBytes(bytes, { name: task.name, ocr: task.ocr === true })
    const analysed = sharedLimpide().checkDocument(document, {
      config: task.config,
      ...(task.type === undefined ? {} : { type: task.type }),
      ...(task.pathInConfig === undefined ? {} : { path: task.pathInConfig }),
      noMinimum: task.noMinimum,
    })
    const record = toRecord(task.path, analysed, { excerpts: task.excerpts })
    return {
      record: { ...record, score: withGains(analysed), fingerprint: printed(analysed) },
      ...(task.withText ? { text: document.text, unverifiable: unverifiableIn(analysed) } : {}),
      ...(task.prose === true ? { prose: proseOf(analysed, record.title) } : {}),
      ...(task.blocks === undefined ? {} : { passage: passageOf(document, task.blocks) }),
      hash,
    }
  } catch (error) {
    return { record: unreadRecord(task.path, problemOf(error)), ...(hash === undefined ? {} : { hash }) }
  }
}

/** Rules whose correction is tried in each letter that is not clear. */
const GAINS = 5

/** The score, with what correcting the rules that weigh most would give. */
function withGains(analysed: Analysed): Analysed['score'] {
  const { score } = analysed
  const clear = CALIBRATION.grades[0]?.upTo ?? 0
  if (score === null || score.value < clear) return score
  const found = gains(analysed, GAINS).map(({ rule, count, value, grade }) => ({ rule, count, value, grade }))
  return found.length === 0 ? score : { ...score, gains: found }
}

function unverifiableIn({ document: { knows }, result }: Analysed): readonly Unverifiable[] {
  const rules = new Map(sharedLimpide().rules.map((rule) => [rule.id, rule]))
  return result.unverifiable.map((id) => {
    const { needs = [], wants = [] } = rules.get(id) ?? {}
    return { rule: id, missing: [...needs, ...wants].filter((fact) => !knows.has(fact)) }
  })
}

function passageOf(document: Document, ranks: readonly number[]): Passage {
  const blocks = ranks.flatMap((rank) => document.blocks[rank] ?? [])
  const [first] = blocks
  return {
    text: blocks.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join(' '),
    ...(first !== undefined && TEXT_FORMATS.has(document.format)
      ? { line: positionAt(lineStarts(document.text), first.start).line }
      : {}),
    ...(first?.page === undefined ? {} : { page: first.page }),
  }
}

function printed(analysed: Analysed): string {
  const { rules, french } = sharedLimpide()
  return packFingerprint(fingerprintOf(analysed, rules, (word) => french.analyses(word).length > 0))
}
