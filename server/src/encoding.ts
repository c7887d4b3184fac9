import {
  type Position,
  PositionEncodingKind,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'

/** The unit in which a client counts columns: the first it asks for that the server speaks, UTF-16 when it says nothing. */
export function chooseEncoding(asked: readonly string[] | undefined): 'utf-8' | 'utf-16' {
  for (const encoding of asked ?? []) {
    if (encoding === PositionEncodingKind.UTF8) return 'utf-8'
    if (encoding === PositionEncodingKind.UTF16) return 'utf-16'
  }
  return 'utf-16'
}

/** What keeps the text of open documents, its positions counted in the client's unit. */
export interface Texts {
  create(uri: string, languageId: string, version: number, content: string): TextDocument
  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument
}

/** Documents whose positions are in the unit that `encoding` gives once the client is known. */
export function textsIn(encoding: () => 'utf-8' | 'utf-16'): Texts {
  return {
    create: (uri, languageId, version, content) => {
      const document = TextDocument.create(uri, languageId, version, content)
      return encoding() === 'utf-16' ? document : new BytesDocument(document)
    },
    update: (document, changes, version) => {
      // Each change speaks of the text that the one before left.
      for (const change of changes) {
        if (document instanceof BytesDocument) {
          const wide = 'range' in change ? { text: change.text, range: document.wideRange(change.range) } : change
          replace(document.inner, wide, version)
        } else replace(document, change, version)
      }
      if (changes.length === 0)
        replace(document instanceof BytesDocument ? document.inner : document, undefined, version)
      return document
    },
  }
}

/** One change, wherever the client says that it is: the library loses count of lines on a range outside the text. */
function replace(document: TextDocument, change: TextDocumentContentChangeEvent | undefined, version: number): void {
  if (change === undefined || !('range' in change)) {
    TextDocument.update(document, change === undefined ? [] : [change], version)
    return
  }
  const places = [document.offsetAt(change.range.start), document.offsetAt(change.range.end)]
  const start = Math.min(...places)
  const range = { start: document.positionAt(start), end: document.positionAt(Math.max(...places)) }
  TextDocument.update(document, [{ range, text: change.text }], version)
  // « \r » that meets « \n » was the end of a line, and is now half of one: lines are counted again.
  const text = document.getText()
  if (isSplit(text, start) || isSplit(text, start + change.text.length))
    TextDocument.update(document, [{ text }], version)
}

function isSplit(text: string, offset: number): boolean {
  return text[offset - 1] === '\r' && text[offset] === '\n'
}

/** A document whose columns are counted in bytes of UTF-8. */
class BytesDocument implements TextDocument {
  readonly inner: TextDocument

  constructor(inner: TextDocument) {
    this.inner = inner
  }

  get uri(): string {
    return this.inner.uri
  }

  get languageId(): string {
    return this.inner.languageId
  }

  get version(): number {
    return this.inner.version
  }

  get lineCount(): number {
    return this.inner.lineCount
  }

  getText(range?: Range): string {
    return this.inner.getText(range && this.wideRange(range))
  }

  positionAt(offset: number): Position {
    const { line, character } = this.inner.positionAt(offset)
    return { line, character: bytesOf(this.lineOf(line).slice(0, character)) }
  }

  offsetAt(position: Position): number {
    return this.inner.offsetAt(this.widePosition(position))
  }

  wideRange({ start, end }: Range): Range {
    return { start: this.widePosition(start), end: this.widePosition(end) }
  }

  getLineRange(line: number): Range {
    const { start, end } = this.inner.getLineRange(line)
    return { start: this.positionAt(this.inner.offsetAt(start)), end: this.positionAt(this.inner.offsetAt(end)) }
  }

  getEOLCharacters(line: number): string {
    return this.inner.getEOLCharacters(line)
  }

  private widePosition({ line, character }: Position): Position {
    const text = this.lineOf(line)
    let bytes = 0
    let at = 0
    while (at < text.length && bytes < character) {
      const code = text.codePointAt(at) ?? 0
      bytes += sizeOf(code)
      at += code > 0xffff ? 2 : 1
    }
    return { line, character: at }
  }

  private lineOf(line: number): string {
    return this.inner.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
  }
}

function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) bytes += sizeOf(character.codePointAt(0) ?? 0)
  return bytes
}

function sizeOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
