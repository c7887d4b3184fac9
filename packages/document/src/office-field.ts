import type { FieldFact } from './document.ts'
import type { Piece } from './office-line.ts'

/** A field whose value is the person's or the file's: « MERGEFIELD Nom ». */
const MERGE_FIELD = /^\s*(MERGEFIELD|DOCVARIABLE|DOCPROPERTY|FILLIN|ASK|GREETINGLINE|ADDRESSBLOCK)\b\s*"?([^"\\]*)/i
const FORM_FIELD = /\bFORM(TEXT|CHECKBOX|DROPDOWN)\b/

/** The address of a « HYPERLINK "…" » field; an anchor where that is all it has. */
function fieldLink(instruction: string): string | undefined {
  return /^\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"/i.exec(instruction)?.[1]
}

/** What an inner field prints in the instruction of another; one of its branches that Word does not show is hidden. */
interface Inner {
  readonly piece: Piece
  readonly hidden: boolean
}

/** A field of Word that is being read, with what its file says of a form field. */
export interface OpenField {
  instruction: string
  printing: boolean
  result: string
  first: Piece | undefined
  name: string
  label: string
  /** The entry that a drop-down shows. */
  choice: string
  /** What the fields in its instruction print: each stands there as one sign of INNER. */
  readonly inner: Inner[]
  /** The branches that its result has already given. */
  readonly said: Set<string>
}

/** Signs of the private zone stand for the inner fields of an instruction. */
const INNER = 0xe000
const INNERS = 0x1900
const PRIVATE = /[\ue000-\uf8ff]/g

/** The fields of Word that enclose what is read, in docx as in RTF: what they print, and where it goes. */
export class OfficeFields {
  private readonly open: OpenField[] = []

  /** Opens a field; `printing` at once where the file keeps its instruction apart. */
  begin(instruction?: string, first?: Piece): OpenField {
    const field: OpenField = {
      instruction: instruction?.replace(PRIVATE, '') ?? '',
      printing: instruction !== undefined,
      result: '',
      first,
      name: '',
      label: '',
      choice: '',
      inner: [],
      said: new Set(),
    }
    this.open.push(field)
    return field
  }

  /** The field that is being read. */
  get current(): OpenField | undefined {
    return this.open.at(-1)
  }

  /** True where what stands in the file is printed. */
  get isPrinting(): boolean {
    return this.open.every((field) => field.printing)
  }

  /** Adds to the instruction of the field that is being read. */
  instruct(text: string): void {
    const field = this.current
    if (field !== undefined && !field.printing) field.instruction += text.replace(PRIVATE, '')
  }

  /** Ends the instruction of the field that is being read. */
  separate(): void {
    const field = this.current
    if (field !== undefined) field.printing = true
  }

  /** A printed text as its paragraph prints it; undefined where a field keeps it. */
  route(piece: Piece): Piece | undefined {
    if (this.open.length === 0) return piece
    if (this.current?.printing !== true) return undefined
    const { outer, inside } = this.enclosing()
    const merge = inside.find((field) => isMerge(field.instruction))
    if (merge !== undefined) {
      merge.result += piece.text
      merge.first ??= { ...piece, text: '' }
      return undefined
    }
    for (const field of inside) field.result += piece.text
    const link = fieldLink(this.current.instruction)
    const printed = link === undefined ? piece : { ...piece, link }
    if (outer === undefined) return printed
    keep(outer, printed, false)
    return undefined
  }

  /** Closes the field that is being read, and prints what it adds to its result. */
  end(base: Piece, pieces: Piece[]): void {
    const field = this.open.pop()
    if (field === undefined) return
    const { outer, inside } = this.enclosing()
    // The result of a merge field is one noun, whatever fields it holds.
    if (inside.some((enclosing) => isMerge(enclosing.instruction))) return
    const add = (piece: Piece, hidden: boolean): void => {
      for (const enclosing of inside) {
        if (hidden) enclosing.said.add(piece.text.trim())
        else enclosing.result += piece.text
      }
      if (outer === undefined) pieces.push(piece)
      else keep(outer, piece, hidden)
    }
    const from = field.first ?? { ...base, text: '', kind: 'text' }
    const merge = MERGE_FIELD.exec(field.instruction)
    if (merge !== null) {
      const name = (merge[2] ?? '').replace(PRIVATE, '').trim()
      const text = field.result === '' ? `«${name}»` : field.result
      add({ ...from, text, kind: 'placeholder', name }, false)
      return
    }
    for (const branch of hiddenBranches(field)) {
      const before = (outer?.inner.at(-1)?.piece ?? pieces.at(-1))?.text ?? ''
      const gap = before === '' || /\s$/.test(before) ? '' : ' '
      for (const [rank, piece] of branch.entries())
        add({ ...from, ...piece, text: rank === 0 ? `${gap}${piece.text.trimStart()}` : piece.text }, true)
    }
    const form = FORM_FIELD.exec(field.instruction)?.[1]
    if (form === undefined) return
    const fact: FieldFact = {
      type: form === 'CHECKBOX' ? 'checkbox' : form === 'DROPDOWN' ? 'select' : 'text',
      ...(field.name === '' ? {} : { name: field.name }),
      ...(field.label === '' ? {} : { label: field.label }),
    }
    const text = field.result.trim() === '' ? field.choice : field.result
    add({ ...from, text, kind: 'field', field: fact }, false)
  }

  /** The last field whose instruction is being read, and the fields in it whose result is. */
  private enclosing(): { readonly outer: OpenField | undefined; readonly inside: readonly OpenField[] } {
    const at = this.open.findLastIndex((field) => !field.printing)
    return { outer: this.open[at], inside: this.open.slice(at + 1) }
  }
}

function isMerge(instruction: string): boolean {
  return MERGE_FIELD.test(instruction) || instruction.includes('FORMTEXT')
}

function keep(field: OpenField, piece: Piece, hidden: boolean): void {
  if (field.inner.length >= INNERS) return
  field.instruction += String.fromCharCode(INNER + field.inner.length)
  field.inner.push({ piece, hidden })
}

/** « "accordée" », a word without quotes, or a field alone. */
const WORDS = /"((?:[^"\\]|\\.)*)"|“([^”]*)”|([^\s"“]+)/g
const COMPARISON = /^(?:=|<>|<=?|>=?)$/

/** The branches of an IF field that its result does not show: the reader of the other letter must be thought of too. */
function hiddenBranches(field: OpenField): readonly (readonly Piece[])[] {
  const { instruction, inner, result, said } = field
  if (!/^\s*IF\b/i.test(instruction)) return []
  const words: string[] = []
  const quoted: string[] = []
  for (const [, straight, curly, bare] of instruction.matchAll(WORDS)) {
    const text = straight?.replace(/\\(.)/g, '$1') ?? curly
    if (text !== undefined) quoted.push(text)
    words.push(text ?? bare ?? '')
  }
  const comparison = words.findIndex((word) => COMPARISON.test(word))
  const branches = comparison === -1 ? quoted.slice(-2) : words.slice(comparison + 2, comparison + 4)
  if (branches.length < 2 && (comparison === -1 || quoted.length === 0)) return []
  const shown = result.trim()
  const found: Piece[][] = []
  for (const branch of branches) {
    if (branch.startsWith('\\')) continue
    const parts = partsOf(branch, inner)
    const printed = parts.map(({ piece, hidden }) => (hidden ? '' : piece.text)).join('')
    // What Word shows is read where it stands; a condition inside it may still hide something.
    const missing = printed.trim() === shown ? parts.filter(({ hidden }) => hidden) : parts
    const pieces = missing.map(({ piece }) => piece).filter((piece) => !said.has(piece.text.trim()))
    if (pieces.some((piece) => piece.text.trim() !== '')) found.push(pieces)
  }
  return found
}

/** The texts and the fields of a branch, in their order. */
function partsOf(branch: string, inner: readonly Inner[]): readonly Inner[] {
  const parts: Inner[] = []
  let from = 0
  for (const sign of branch.matchAll(PRIVATE)) {
    if (sign.index > from) parts.push({ piece: { text: branch.slice(from, sign.index), kind: 'text' }, hidden: false })
    const field = inner[sign[0].charCodeAt(0) - INNER]
    if (field !== undefined) parts.push(field)
    from = sign.index + 1
  }
  if (from < branch.length) parts.push({ piece: { text: branch.slice(from), kind: 'text' }, hidden: false })
  return parts
}

/** Wingdings and Symbol draw ticks and bullets with letters of their own. */
export function symbolOf(font: string, code: number): string {
  if (/wingdings/i.test(font)) {
    const low = code & 0xff
    if (low === 0xa8 || low === 0x6f || low === 0x71) return '☐'
    if (low === 0xfe || low === 0xfd || low === 0x78) return '☒'
    return low === 0xe0 ? '→' : '•'
  }
  if (code >= 0xf000 && code <= 0xf0ff) return '•'
  return String.fromCodePoint(Math.max(0, Math.min(code, 0x10ffff)))
}
