import { decodeText } from './decode.ts'
import { detectContainer, detectOle, detectText } from './detect.ts'
import type { Document, Problem } from './document.ts'
import { type Draft, finish } from './draft.ts'
import { ReadError } from './problem.ts'
import { readDocx } from './read-docx.ts'
import { readMail } from './read-mail.ts'
import { readOdt } from './read-odt.ts'
import { drawPages, readPdf } from './read-pdf.ts'
import { readRtf } from './read-rtf.ts'
import { readText } from './read-text.ts'
import type { Child } from './tree.ts'
import { Zip } from './zip.ts'

export * from './index.ts'

/** What a caller may say of the bytes it gives. */
export interface ReadOptions {
  /** The file's name: decides only between text formats that the content leaves open. */
  readonly name?: string
  /** Refuses more bytes than this (64 MB unless told). */
  readonly maxBytes?: number
  /** Recognises the text of pictures and of scanned pages: a few seconds a page. */
  readonly ocr?: boolean
}

const MAX_BYTES = 64 * 1024 * 1024
const MAX_TEXT = 8 * 1024 * 1024

/**
 * Reads a file into a document, whatever its format, which is found in its content. What cannot be
 * read rejects with a `ReadError` whose problem says what to do. Nothing in the file is executed or
 * fetched. Time is the caller's to bound: run it in a process that can be killed.
 */
export async function readBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<Document> {
  const where = options.name === undefined ? {} : { where: options.name }
  try {
    return await read(bytes, options)
  } catch (error) {
    if (error instanceof ReadError) {
      throw error.problem.where === undefined ? new ReadError({ ...error.problem, ...where }, error.cause) : error
    }
    throw new ReadError({ ...UNREADABLE, ...where }, error)
  }
}

async function read(bytes: Uint8Array, options: ReadOptions): Promise<Document> {
  if (bytes.length === 0) throw new ReadError(EMPTY)
  if (bytes.length > (options.maxBytes ?? MAX_BYTES)) throw new ReadError(TOO_LARGE)
  const container = detectContainer(bytes)
  switch (container) {
    case 'pdf':
      return finish(await readPages(bytes, options.ocr === true), undefined)
    case 'zip':
      return readZip(await Zip.open(bytes))
    case 'ole':
      return readOle(bytes)
    case 'rtf':
      return finish(readRtf(bytes), undefined)
    case 'image':
      if (options.ocr === true) return finish(await (await import('./read-image.ts')).readImage(bytes), undefined)
      throw new ReadError({
        code: 'format-image',
        what: 'Ce fichier est une image : il ne contient pas de texte à lire.',
        fix: 'Donnez le document d’origine (docx, odt, pdf avec du texte), ou demandez la reconnaissance du texte avec « --ocr ».',
      })
    case 'binary':
      throw new ReadError(UNKNOWN)
    case 'text': {
      if (bytes.length > MAX_TEXT) throw new ReadError(TOO_LARGE)
      const text = decodeText(bytes)
      if (text.trim() === '') throw new ReadError(EMPTY)
      const format = detectText(text, options.name)
      if (format === 'txt') {
        const { csvDelimiter, readCsv } = await import('./read-csv.ts')
        const named = /\.(?:csv|tsv)$/i.test(options.name?.trim() ?? '')
        const delimiter = csvDelimiter(text, !named)
        if (delimiter !== undefined) return finish(readCsv(text, delimiter), undefined)
      }
      return format === 'eml' ? finish(await readMail(bytes), undefined) : readText(text, format)
    }
  }
}

/** A pdf, the text of its pictures recognised where it is asked for and they hide pages. */
async function readPages(bytes: Uint8Array, ocr: boolean): Promise<Draft> {
  const draft = await readPdf(bytes)
  const { imagePages = [] } = draft.layout
  if (!ocr || imagePages.length === 0) return draft
  const { recognise, recognised } = await import('./read-image.ts')
  const { pages, confidence } = await recognise(drawPages(bytes, imagePages))
  const left = imagePages.filter((page) => !pages.has(page))
  const children: Child[] = [...draft.root.children]
  for (const [page, found] of pages) {
    const at = children.findIndex((child) => 'page' in child && child.page !== undefined && child.page > page)
    children.splice(at === -1 ? children.length : at, 0, ...found)
  }
  const { imagePages: _read, ...layout } = draft.layout
  const problems = draft.problems.filter(({ code }) => code !== 'document-image')
  return {
    ...draft,
    root: { ...draft.root, children },
    layout: left.length === 0 ? layout : { ...layout, imagePages: left },
    problems: [...problems, recognised(confidence), ...(left.length === 0 ? [] : [notReached(left)])],
  }
}

function notReached(pages: readonly number[]): Problem {
  return {
    code: 'ocr-incomplet',
    what: `Le temps a manqué pour reconnaître le texte des pages ${pages.join(', ')}.`,
    fix: 'Coupez le document, puis recommencez.',
  }
}

/** Libraries that few files need are loaded when one does. */
async function readOle(bytes: Uint8Array): Promise<Document> {
  const kind = detectOle(bytes)
  switch (kind) {
    case 'doc':
      return finish(await (await import('./read-doc.ts')).readDoc(bytes), undefined)
    case 'msg':
      return finish((await import('./read-msg.ts')).readMsg(bytes), undefined)
    default:
      throw new ReadError(OLE[kind])
  }
}

async function readZip(zip: Zip): Promise<Document> {
  if (zip.names.has('word/document.xml')) return finish(await readDocx(zip), undefined)
  const mime = await zip.read('mimetype')
  const type = mime === undefined ? '' : new TextDecoder().decode(mime.subarray(0, 100)).trim()
  if (type.startsWith('application/vnd.oasis.opendocument.text')) return finish(await readOdt(zip), undefined)
  if (type.startsWith('application/vnd.oasis.opendocument.spreadsheet'))
    throw new ReadError(unsupported('ods', 'un classeur LibreOffice'))
  if (type.startsWith('application/vnd.oasis.opendocument.presentation'))
    throw new ReadError(unsupported('odp', 'une présentation LibreOffice'))
  if (zip.names.has('xl/workbook.xml')) return finish(await (await import('./read-xlsx.ts')).readXlsx(zip), undefined)
  if (zip.names.has('ppt/presentation.xml')) throw new ReadError(unsupported('pptx', 'une présentation PowerPoint'))
  if (zip.names.has('content.xml')) return finish(await readOdt(zip), undefined)
  for (const name of zip.names) if (name.startsWith('word/')) return finish(await readDocx(zip), undefined)
  throw new ReadError({
    code: 'format-archive',
    what: 'Ce fichier est une archive compressée, pas un document.',
    fix: 'Décompressez-la, puis donnez les documents qu’elle contient.',
  })
}

const EMPTY: Problem = {
  code: 'fichier-vide',
  what: 'Le fichier est vide.',
  fix: 'Vérifiez que le bon fichier a été enregistré.',
}

const TOO_LARGE: Problem = {
  code: 'fichier-trop-lourd',
  what: 'Le fichier est trop lourd pour être lu en entier.',
  fix: 'Coupez-le en plusieurs documents, ou retirez les images qui l’alourdissent.',
}

const UNKNOWN: Problem = {
  code: 'format-inconnu',
  what: 'Le contenu de ce fichier n’est d’aucun format connu.',
  fix: 'Donnez un document md, html, txt, docx, odt, rtf, doc, pdf, eml, msg, xlsx ou csv.',
}

const UNREADABLE: Problem = {
  code: 'fichier-illisible',
  what: 'Le fichier n’a pas pu être lu : son contenu est inattendu.',
  fix: 'Ouvrez-le dans le logiciel qui l’a créé, puis enregistrez-le à nouveau.',
}

function unsupported(extension: string, what: string): Problem {
  return {
    code: `format-${extension}`,
    what: `Ce fichier est ${what} : ce format n’est pas encore lu.`,
    fix: 'Enregistrez-le au format docx, odt ou pdf.',
  }
}

const OLE: Readonly<Record<Exclude<ReturnType<typeof detectOle>, 'doc' | 'msg'>, Problem>> = {
  xls: unsupported('xls', 'un classeur Excel d’avant 2007 (xls)'),
  encrypted: {
    code: 'fichier-chiffre',
    what: 'Le document est protégé par un mot de passe.',
    fix: 'Enregistrez-en une copie sans mot de passe.',
  },
  unknown: UNKNOWN,
}
