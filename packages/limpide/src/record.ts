import type { DocumentType, Fix, Principle, Score, Severity } from '@limpide/checker'
import { type Block, type BlockKind, type Format, type Place, type Problem, TEXT_FORMATS } from '@limpide/document'
import type { Analysed } from './limpide.ts'
import { type OwnDeclaration, ownDeclaration } from './own-declaration.ts'

/** A place to open. In a text source it also gives the line and the column (1-based, UTF-16). */
export type RecordPlace =
  | Place
  | {
      readonly kind: 'offsets'
      readonly start: number
      readonly end: number
      readonly line: number
      readonly column: number
    }

/** A finding as it is stored and printed; `start` and `end` are UTF-16 offsets in the source for md, html and txt. */
export interface RecordFinding {
  readonly rule: string
  readonly principle: Principle
  readonly severity: Severity
  readonly message: string
  readonly start: number
  readonly end: number
  /** `null` where the file gives no place (a finding on the whole document of an e-mail). */
  readonly loc: RecordPlace | null
  readonly suggestions: readonly Fix[]
  /** The passage and what stands around it, only where the team keeps the text of its letters. */
  readonly excerpt?: string
}

/** A block of the letter as it reads, and the passages that findings speak of: start, end, rank of the finding. */
export interface RecordBlock {
  readonly kind: BlockKind
  readonly text: string
  readonly marks: readonly (readonly [start: number, end: number, finding: number])[]
}

/** What a scan says of one file, whatever happened to it. */
export interface ScanRecord {
  readonly path: string
  /** `null` when nothing tells it. */
  readonly format: Format | null
  readonly type: DocumentType | null
  /** How sure the type is, from 0 to 1; 1 when someone declared it. */
  readonly typeConfidence?: number
  /** As the file gives it, or its first heading or object line. */
  readonly title: string | null
  /** What the file says of itself in its front matter: its service, its procedure, its volume, who answers for it. */
  readonly declared?: OwnDeclaration
  readonly words: number
  readonly sentences: number
  readonly score: Score | null
  readonly findings: readonly RecordFinding[]
  /** Tells the likes of the document and what its score is made of, block by block, without its text. */
  readonly fingerprint?: string
  /** The letter as it reads, only where the team keeps the text of its letters. */
  readonly text?: readonly RecordBlock[]
  /** Filled by whoever holds the reports; `null`: none were given. */
  readonly reports: unknown
  readonly priority: unknown
  readonly problems: readonly Problem[]
}

/** The record of a document that was read and checked. */
export function toRecord(
  path: string,
  { document, result, score, problem }: Analysed,
  { excerpts = false } = {},
): ScanRecord {
  const isText = TEXT_FORMATS.has(document.format)
  const lines = isText ? lineStarts(document.text) : []
  const declared = ownDeclaration(document.meta.frontMatter)
  return {
    path,
    format: document.format,
    type: result.view.type.id,
    typeConfidence: result.view.type.confidence,
    title: titleOf({ document, result }),
    ...(declared === undefined ? {} : { declared }),
    words: result.view.wordCount,
    sentences: result.view.sentences.length,
    score,
    findings: result.findings.map((finding) => ({
      rule: finding.rule,
      principle: finding.principle,
      severity: finding.severity,
      message: finding.message,
      start: finding.start,
      end: finding.end,
      loc: isText
        ? { kind: 'offsets', start: finding.start, end: finding.end, ...positionAt(lines, finding.start) }
        : (finding.place ?? null),
      suggestions: finding.suggestions,
      ...(excerpts ? { excerpt: around(document.text, finding.start, finding.end) } : {}),
    })),
    ...(excerpts ? { text: textOf({ document, result }) } : {}),
    reports: null,
    priority: null,
    problems: [...(problem === null ? [] : [problem]), ...document.problems, ...result.problems],
  }
}

const FORMATS_BY_NAME: ReadonlyMap<string, Format> = new Map<string, Format>(
  Object.entries({
    md: 'md',
    markdown: 'md',
    html: 'html',
    htm: 'html',
    xhtml: 'html',
    txt: 'txt',
    text: 'txt',
    docx: 'docx',
    docm: 'docx',
    dotx: 'docx',
    odt: 'odt',
    ott: 'odt',
    rtf: 'rtf',
    doc: 'doc',
    dot: 'doc',
    pdf: 'pdf',
    eml: 'eml',
    msg: 'msg',
    xlsx: 'xlsx',
    csv: 'csv',
  }),
)

/** The record of a file that could not be read: its name is all that tells its format. */
export function unreadRecord(path: string, problem: Problem): ScanRecord {
  return {
    path,
    format: FORMATS_BY_NAME.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '') ?? null,
    type: null,
    title: null,
    words: 0,
    sentences: 0,
    score: null,
    findings: [],
    reports: null,
    priority: null,
    problems: [problem],
  }
}

/** Offsets at which lines start; `\r\n`, `\n` and `\r` end a line, as in every editor. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
  return starts
}

/** The line and column of an offset, 1-based; columns count UTF-16 units. */
export function positionAt(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

function textOf({ document, result }: Pick<Analysed, 'document' | 'result'>): readonly RecordBlock[] {
  const marks = new Map<number, (readonly [number, number, number])[]>()
  for (const [rank, { block, start, end }] of result.findings.entries()) {
    const held = document.blocks[block]
    if (held === undefined || end <= start) continue
    const known = marks.get(block)
    const mark = [inBlock(held, start, false), inBlock(held, end, true), rank] as const
    if (mark[1] <= mark[0]) continue
    if (known === undefined) marks.set(block, [mark])
    else known.push(mark)
  }
  return document.blocks
    .filter(({ text }) => text.trim() !== '')
    .map(({ index, kind, text }) => ({ kind, text, marks: marks.get(index) ?? [] }))
}

/** Where an offset of the document stands in the text of a block; what a segment folds is taken whole. */
function inBlock({ segments, text }: Block, offset: number, isEnd: boolean): number {
  const segment = segments.find(({ start, end }) =>
    isEnd ? start < offset && offset <= end : start <= offset && offset < end,
  )
  if (segment === undefined) return isEnd ? text.length : 0
  if (!segment.exact) return isEnd ? segment.to : segment.from
  return segment.from + offset - segment.start
}

/** Characters shown on each side of a passage, and at most in it. */
const AROUND = 40
const LONGEST_PASSAGE = 80

function around(text: string, start: number, end: number): string {
  return text
    .slice(Math.max(0, start - AROUND), Math.min(end, start + LONGEST_PASSAGE) + AROUND)
    .replace(/\s+/g, ' ')
    .trim()
}

const SUBJECT = /^\s*objet\s*:\s*/i

function titleOf({ document, result }: Pick<Analysed, 'document' | 'result'>): string | null {
  const object = result.view.blocks.find((block) => block.zone === 'objet')
  const heading = document.blocks.find((block) => block.kind === 'heading')
  const said = document.meta.title ?? document.meta.subject ?? heading?.text ?? (object && subjectIn(object.text))
  const title = said?.replace(/\s+/g, ' ').trim()
  return title === undefined || title === '' ? null : title.charAt(0).toUpperCase() + title.slice(1)
}

/** The line of the object alone: an e-mail kept as text has its sender on the next one. */
function subjectIn(text: string): string {
  const lines = text.split('\n')
  const line = lines.find((candidate) => SUBJECT.test(candidate)) ?? lines[0] ?? ''
  return line.replace(SUBJECT, '')
}
