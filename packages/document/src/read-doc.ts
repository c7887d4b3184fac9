import { Buffer } from 'node:buffer'
import WordExtractor from 'word-extractor'
import type { Region } from './document.ts'
import type { Draft } from './draft.ts'
import { LIST_MARK, ORDERED_MARK } from './list-mark.ts'
import { inlinesOf, paragraphSegments } from './office-line.ts'
import { addItem, type OpenList } from './office-list.ts'
import { checkOle } from './ole.ts'
import { countFieldLabels } from './placeholders.ts'
import { ReadError } from './problem.ts'
import { looksLikeTitle } from './read-plain.ts'
import type { Child, Paragraph } from './tree.ts'

/** Word’s quotes and dashes are the author’s: they are kept. */
const AS_WRITTEN = { filterUnicode: false }

/** Reads a Word document from before 2007: its text, its notes, headers and text boxes; nothing of its looks. */
export async function readDoc(bytes: Uint8Array): Promise<Draft> {
  checkOle(bytes)
  refuseUnreadable(bytes)
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = await new WordExtractor().extract(source).catch((error: unknown) => {
    throw new ReadError(
      {
        code: 'doc-abime',
        what: 'Le document Word est abîmé : son texte n’a pas été retrouvé.',
        fix: 'Ouvrez-le dans Word ou LibreOffice, puis enregistrez-le au format docx.',
      },
      error,
    )
  })
  const body = word.getBody(AS_WRITTEN)
  const words = countFieldLabels(body) >= 3
  const children: Child[] = []
  const add = (region: Region, text: string): void => {
    const inner = flow(region, text, words)
    if (inner.length === 0) return
    if (region === 'body') children.push(...inner)
    else children.push({ type: 'section', region, children: inner })
  }
  add('header', word.getHeaders({ ...AS_WRITTEN, includeFooters: false }))
  add('body', body)
  add('textbox', word.getTextboxes(AS_WRITTEN))
  add('footnote', `${word.getFootnotes(AS_WRITTEN)}\n${word.getEndnotes(AS_WRITTEN)}`)
  add('footer', word.getFooters(AS_WRITTEN))
  return {
    format: 'doc',
    root: { type: 'root', children },
    white: 'keep',
    comments: [],
    meta: {},
    layout: {},
    knows: [],
    problems: [],
  }
}

const SECTOR = 512

/** The head of the text stands at the start of a sector: it says when the text is enciphered, or older than Word 97. */
function refuseUnreadable(bytes: Uint8Array): void {
  for (let at = SECTOR; at + 12 <= bytes.length; at += SECTOR) {
    const magic = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
    const version = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8)
    if (magic === 0xa5dc && version >= 0x65 && version <= 0x69) {
      throw new ReadError({
        code: 'doc-trop-ancien',
        what: 'Ce document a été écrit avec une version de Word d’avant 1997, qui n’est pas lue.',
        fix: 'Ouvrez-le dans LibreOffice, puis enregistrez-le au format docx ou odt.',
      })
    }
    if (magic !== 0xa5ec || version < 0xc0 || version > 0x120) continue
    const encrypted = ((bytes[at + 11] ?? 0) & 0x01) !== 0
    if (!encrypted) return
    throw new ReadError({
      code: 'fichier-chiffre',
      what: 'Le document est protégé par un mot de passe.',
      fix: 'Enregistrez-en une copie sans mot de passe.',
    })
  }
}

/** Makes a line of text a paragraph; a row of a table, whose cells end with a tab, gives one for each cell. */
function flow(part: Region, text: string, words: boolean): Child[] {
  const children: Child[] = []
  const lists: OpenList[] = []
  let index = 0
  for (const line of text.split('\n')) {
    const cells = line.endsWith('\t') ? line.split('\t') : [line]
    for (const cell of cells) {
      if (cell.trim() === '') continue
      const segments = paragraphSegments(part, index)
      index += 1
      const typed = LIST_MARK.exec(cell)
      const mark = typed !== null && !/^[A-Za-z]\.\s/.test(typed[0]) ? typed[0] : undefined
      const inlines = inlinesOf([{ text: cell, kind: 'text' }], segments, words, mark?.length ?? 0)
      if (mark === undefined) {
        lists.length = 0
        if (looksLikeTitle(cell.trim())) children.push({ type: 'heading', depth: 2, from: 'look', children: inlines })
        else children.push({ type: 'paragraph', children: inlines })
        continue
      }
      const ordered = ORDERED_MARK.test(mark)
      const item: Paragraph = { type: 'paragraph', children: inlines }
      addItem(children, lists, { type: 'listItem', children: [item] }, 0, ordered ? '1' : mark.trim(), ordered)
    }
  }
  return children
}
