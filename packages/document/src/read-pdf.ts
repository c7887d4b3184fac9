import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Box, Fact, FactName, Layout, Meta, Problem } from './document.ts'
import type { Draft } from './draft.ts'
import { MOST_PIXELS } from './image-size.ts'
import { fieldOf, type PdfField, withFields } from './pdf-fields.ts'
import { linesOf, type PdfLine, type PdfRun } from './pdf-lines.ts'
import { inReadingOrder } from './pdf-order.ts'
import { type Area, type PaintedFont, readPaint } from './pdf-paint.ts'
import { measure, paragraphsOf } from './pdf-paragraphs.ts'
import { withTables } from './pdf-tables.ts'
import { type PdfTag, readFigures, readTags } from './pdf-tags.ts'
import { countFieldLabels } from './placeholders.ts'
import { ReadError } from './problem.ts'
import type { PageImage } from './read-image.ts'
import type { Child, Inline, Root, Section } from './tree.ts'

const KNOWS: readonly FactName[] = [
  'emphasis',
  'links',
  'font-size',
  'alignment',
  'line-height',
  'color',
  'page',
  'fields',
]

const IMAGE_ONLY: Problem = {
  code: 'document-image',
  what: 'Ce PDF contient des pages qui sont des images : leur texte ne peut pas être lu.',
  fix: 'Donnez le document d’origine, un PDF dont le texte peut être sélectionné, ou demandez « --ocr ».',
}

const MAX_PAGES = 2000
/** `AnnotationMode.DISABLE` of pdf.js: remarks and fields are read by themselves. */
const WITHOUT_ANNOTATIONS = 0

/** Reads a PDF: lines, paragraphs, lists and titles by their look, boxes, links, fields, page facts. */
export async function readPdf(bytes: Uint8Array): Promise<Draft> {
  const pdfjs = await load()
  const task = pdfjs.getDocument({
    // A copy: pdf.js takes the buffer for itself.
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    disableFontFace: true,
    fontExtraProperties: true,
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    // Pictures are not decoded: they would cost twice as much as all the rest.
    maxImageSize: 1,
    verbosity: 0,
  })
  try {
    const pdf = await task.promise
    if (pdf.numPages > MAX_PAGES) {
      throw new ReadError({
        code: 'pdf-trop-long',
        what: `Ce PDF a ${pdf.numPages} pages : c’est trop pour être lu en une fois.`,
        fix: `Coupez-le en documents de ${MAX_PAGES} pages au plus.`,
      })
    }
    return await readPages(pdf, pdfjs.OPS)
  } catch (error) {
    throw asReadError(error)
  } finally {
    await task.destroy()
  }
}

/** Draws pages as pictures, for the recognition of their text. */
export async function* drawPages(bytes: Uint8Array, numbers: readonly number[]): AsyncGenerator<PageImage> {
  const pdfjs = await load()
  const { createCanvas } = await import('@napi-rs/canvas')
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    // A page that holds a picture of a gigabyte in a few bytes is drawn without it.
    maxImageSize: MOST_PIXELS,
    verbosity: 0,
  })
  try {
    const pdf = await task.promise
    for (const number of numbers) {
      const page = await pdf.getPage(number)
      const plain = page.getViewport({ scale: 1 })
      const scale = Math.min(DRAWN_SCALE, MAX_SIDE / Math.max(plain.width, plain.height, 1))
      const viewport = page.getViewport({ scale })
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      // The canvas of Node draws what pdf.js asks; its types are those of a browser.
      await page.render({ canvas: canvas as unknown as Parameters<typeof page.render>[0]['canvas'], viewport }).promise
      yield { page: number, image: await canvas.encode('png'), scale: 1 / scale }
    }
  } finally {
    await task.destroy()
  }
}

/** 216 dots an inch: enough for letters of 9 points. */
const DRAWN_SCALE = 3
const MAX_SIDE = 4000

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

let loaded: Promise<PdfJs> | undefined

/** Loads pdf.js once, its worker beside it in this thread: a bundle needs no second file. */
function load(): Promise<PdfJs> {
  loaded ??= (async () => {
    const worker: unknown = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    Object.assign(globalThis, { pdfjsWorker: worker })
    return import('pdfjs-dist/legacy/build/pdf.mjs')
  })()
  return loaded
}

function asReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') {
    return new ReadError(
      {
        code: 'fichier-chiffre',
        what: 'Ce PDF est protégé par un mot de passe.',
        fix: 'Enregistrez-en une copie sans mot de passe.',
      },
      error,
    )
  }
  return new ReadError(
    {
      code: 'pdf-abime',
      what: 'Ce PDF est abîmé ou incomplet : il ne peut pas être lu.',
      fix: 'Exportez-le à nouveau depuis le document d’origine.',
    },
    error,
  )
}

interface PageRead {
  readonly lines: PdfLine[]
  readonly fields: readonly PdfField[]
  readonly figures: readonly { readonly alt?: string }[]
  readonly rules: readonly Area[]
  readonly width: number
  readonly height: number
  readonly image: boolean
}

async function readPages(pdf: PDFDocumentProxy, ops: PdfJs['OPS']): Promise<Draft> {
  const tagged = isMarked(await pdf.getMarkInfo())
  const pages: PageRead[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    pages.push(await readPage(page, number, ops, tagged))
    page.cleanup()
  }
  const repeated = repeatedLines(pages)
  const header: PdfLine[] = []
  const footer: PdfLine[] = []
  const body: PdfLine[] = []
  const notes: PdfLine[] = []
  let text = ''
  for (const [i, page] of pages.entries()) {
    const inner: PdfLine[] = []
    for (const line of page.lines) {
      text += `${line.text}\n`
      if (!line.artifact && !repeated.has(line)) inner.push(line)
      else if (line.y > page.height / 2) footer.push(line)
      else header.push(line)
    }
    const ordered = withTables(inReadingOrder(inner), page.rules, i + 1)
    const from = notesFrom(ordered, page)
    notes.push(...ordered.slice(from))
    body.push(...withFields(ordered.slice(0, from), page.fields, i + 1))
  }
  const measures = measure(body, countFieldLabels(text) >= 3)
  const children: Child[] = []
  const section = (region: 'header' | 'footer' | 'footnote', lines: readonly PdfLine[]): void => {
    if (lines.length === 0) return
    const node: Section = { type: 'section', region, children: paragraphsOf(lines, measures, false) }
    children.push(node)
  }
  section('header', distinct(header))
  children.push(...paragraphsOf(body, measures))
  for (const [i, { figures }] of pages.entries()) {
    if (figures.length === 0) continue
    const images = figures.map((figure): Inline => ({ type: 'image', ...figure, segments: [] }))
    const next = children.findIndex((child) => 'page' in child && child.page !== undefined && child.page > i + 1)
    children.splice(next === -1 ? children.length : next, 0, { type: 'paragraph', page: i + 1, children: images })
  }
  section('footnote', notes)
  section('footer', distinct(footer))
  const root: Root = { type: 'root', children }
  const imagePages: number[] = []
  for (const [i, page] of pages.entries()) if (page.image) imagePages.push(i + 1)
  return {
    format: 'pdf',
    root,
    white: 'keep',
    comments: [],
    meta: await metaOf(pdf),
    layout: layoutOf(pdf, pages, body, imagePages, tagged),
    knows: body.some((line) => line.tag !== undefined) ? [...KNOWS, 'structure'] : KNOWS,
    problems: imagePages.length === 0 ? [] : [{ ...IMAGE_ONLY, where: whereOf(imagePages) }],
  }
}

function whereOf(pages: readonly number[]): string {
  const shown = pages.slice(0, 10).join(', ')
  return pages.length === 1 ? `page ${shown}` : `pages ${shown}${pages.length > 10 ? '…' : ''}`
}

/** pdf.js gives a Map where its types say an object. */
function isMarked(info: unknown): boolean {
  if (info instanceof Map) return info.get('Marked') === true
  return typeof info === 'object' && info !== null && Reflect.get(info, 'Marked') === true
}

async function readPage(page: PDFPageProxy, number: number, ops: PdfJs['OPS'], tagged: boolean): Promise<PageRead> {
  const viewport = page.getViewport({ scale: 1 })
  const [a, b, c, d, e, f] = viewport.transform
  const turn = (x: number, y: number): [number, number] => [
    (a ?? 1) * x + (c ?? 0) * y + (e ?? 0),
    (b ?? 0) * x + (d ?? -1) * y + (f ?? 0),
  ]
  const content = await page.getTextContent({ includeMarkedContent: true })
  const annotations = await page.getAnnotations()
  // Fonts have their real names only once the page's operators are known.
  const operators = await page.getOperatorList({ annotationMode: WITHOUT_ANNOTATIONS })
  const paint = readPaint(operators, ops, viewport, (font) => paintedFont(page, font))
  const links: { x1: number; y1: number; x2: number; y2: number; url: string }[] = []
  const fields: PdfField[] = []
  for (const annotation of annotations) {
    const rect: unknown = annotation.rect
    if (!Array.isArray(rect)) continue
    const [x1, y1] = turn(Number(rect[0]), Number(rect[1]))
    const [x2, y2] = turn(Number(rect[2]), Number(rect[3]))
    if (annotation.subtype === 'Link') {
      const url: unknown = annotation.url ?? annotation.unsafeUrl
      if (typeof url === 'string') {
        links.push({ x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2), url })
      }
      continue
    }
    const box: Box = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
    const field = fieldOf(annotation, box)
    if (field !== undefined) fields.push(field)
  }
  const fonts = new Map<string, FontFacts>()
  const runs: PdfRun[] = []
  const tree: unknown = tagged ? await page.getStructTree() : undefined
  const tags = readTags(tree, number)
  const marked: { artifact: boolean; tag: PdfTag | undefined }[] = []
  let spaced = false
  for (const item of content.items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') marked.pop()
      else {
        // The nearest marked content decides: a paragraph tagged inside an artifact is text.
        const tag: unknown = Reflect.get(item, 'tag')
        const outer = marked.at(-1)
        const artifact = tag === 'Artifact' || (tag === 'Span' && outer?.artifact === true)
        const own = typeof item.id === 'string' ? tags.get(item.id) : undefined
        marked.push({ artifact, tag: own ?? outer?.tag })
      }
      continue
    }
    // A space may be painted as wide as a column gap: the gap itself is measured instead.
    if (item.str.trim() === '') {
      spaced ||= item.str !== ''
      continue
    }
    const [ta, tb, tc, td, x, y] = item.transform
    const [left, base] = turn(Number(x), Number(y))
    const height = Math.hypot(Number(tc), Number(td)) || item.height
    // Drawn nowhere: no viewer shows it.
    if (![left, base, height].every(Number.isFinite)) continue
    // A damaged font does not say how wide its letters are.
    const breadth = Number.isFinite(item.width) ? item.width : (height * item.str.length) / 2
    let font = fonts.get(item.fontName)
    if (font === undefined) {
      font = fontOf(page, item.fontName)
      fonts.set(item.fontName, font)
    }
    const upright = Math.abs(Number(tb)) < Math.abs(Number(ta)) * 0.2 && Number(ta) > 0
    const middle = left + breadth / 2
    const link = links.find(
      (rect) =>
        middle >= rect.x1 &&
        middle <= rect.x2 &&
        base >= rect.y1 - 1 &&
        base - height * 0.4 <= rect.y2 &&
        base <= rect.y2 + 2,
    )
    let from = 0
    let x1 = left
    const text = item.str.replace(/\0/g, '')
    for (const part of upright ? paint.run(left, base, breadth, height) : [{ right: left, underline: false }]) {
      const to =
        part.right >= left + breadth - 0.01 || !upright ? text.length : cutAt(text, (part.right - left) / breadth)
      const whole = from === 0 && to === text.length
      if (to <= from) continue
      const width = whole ? breadth : (breadth * (to - from)) / text.length
      runs.push({
        text: text.slice(from, to),
        x: x1,
        y: base,
        width,
        size: Math.round(height * 10) / 10,
        strong: font.strong,
        emphasis: font.emphasis,
        underline: part.underline,
        font: font.name,
        color: part.color,
        background: part.background,
        artifact: marked.at(-1)?.artifact ?? false,
        tag: marked.at(-1)?.tag,
        link: link?.url,
        upright,
        spaced: spaced && from === 0,
      })
      from = to
      x1 += width
    }
    spaced = false
  }
  const lines = linesOf(runs, number, paint.rules)
  const image = lines.length === 0 && fields.length === 0 && paint.pictures >= PICTURE
  return {
    lines,
    fields,
    figures: readFigures(tree),
    rules: paint.rules,
    width: viewport.width,
    height: viewport.height,
    image,
  }
}

/** A page without words whose pictures cover this much of it is a scanned page, and not a blank one. */
const PICTURE = 0.01

/** Half a word is never painted apart: a change of look inside a run stands at the nearest space. */
function cutAt(text: string, share: number): number {
  const near = Math.round(text.length * share)
  for (let away = 0; away <= text.length; away += 1) {
    if (/\s/.test(text[near - away - 1] ?? ' ')) return Math.max(0, near - away)
    if (/\s/.test(text[near + away - 1] ?? ' ')) return Math.min(text.length, near + away)
  }
  return near
}

/** A unit of a font's widths is a thousandth of its size, but in fonts made of drawings. */
function paintedFont(page: PDFPageProxy, id: string): PaintedFont {
  if (!page.commonObjs.has(id)) return { unit: 0.001, isDrawn: false }
  const font: unknown = page.commonObjs.get(id)
  const fact = (key: string): unknown =>
    typeof font === 'object' && font !== null ? Reflect.get(font, key) : undefined
  const matrix = fact('fontMatrix')
  const scale: unknown = Array.isArray(matrix) ? matrix[0] : undefined
  return {
    unit: typeof scale === 'number' && scale !== 0 ? scale : 0.001,
    isDrawn: fact('isType3Font') === true,
  }
}

interface FontFacts {
  readonly name: string | undefined
  readonly strong: boolean
  readonly emphasis: boolean
}

function fontOf(page: PDFPageProxy, id: string): FontFacts {
  if (!page.commonObjs.has(id)) return { name: undefined, strong: false, emphasis: false }
  const font: unknown = page.commonObjs.get(id)
  const fact = (key: string): unknown =>
    typeof font === 'object' && font !== null ? Reflect.get(font, key) : undefined
  const raw = fact('name')
  const full = typeof raw === 'string' ? raw.replace(/^[A-Z]{6}\+/, '') : undefined
  const name = full?.replace(
    /[-,]?(?:PS)?(?:MT)?(?:[-,](?:bold|italic|oblique|regular|medium|light|semibold|extrabold|black|heavy|demi|roman|book).*)?$/i,
    '',
  )
  return {
    name: name === '' ? full : name,
    strong: fact('bold') === true || fact('black') === true || /bold|black|heavy|demi(?!light)/i.test(full ?? ''),
    emphasis: fact('italic') === true || /italic|oblique/i.test(full ?? ''),
  }
}

/** Lines at the same height on most pages, page numbers apart: running headers and footers. */
function repeatedLines(pages: readonly PageRead[]): ReadonlySet<PdfLine> {
  const repeated = new Set<PdfLine>()
  if (pages.length < 2) return repeated
  // The same page printed for each reader: what comes back is the letter itself.
  const copies = new Map<string, number>()
  for (const { lines } of pages) {
    const text = lines.map((line) => line.text.replace(/\d+/g, '#')).join('\n')
    copies.set(text, (copies.get(text) ?? 0) + 1)
  }
  if (Math.max(...copies.values()) > pages.length / 2) return repeated
  const groups = new Map<string, PdfLine[]>()
  for (const page of pages) {
    for (const line of page.lines) {
      const inner = line.y > page.height * 0.2 && line.y < page.height * 0.8
      if (inner) continue
      const text = line.text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
      const key = `${text}|${line.y > page.height / 2 ? 'b' : 't'}`
      const known = groups.get(key)
      if (known === undefined) groups.set(key, [line])
      else known.push(line)
    }
  }
  const outer = new Set<PdfLine>()
  for (const lines of groups.values()) {
    const on = new Set(lines.map((line) => line.page))
    if (on.size < 2 || on.size < (pages.length - 1) * 0.5) continue
    const heights = lines.map((line) => line.y)
    if (Math.max(...heights) - Math.min(...heights) > 8) continue
    const height = pages[(lines[0]?.page ?? 1) - 1]?.height ?? 0
    const edge = heights.every((y) => y <= height * 0.12 || y >= height * 0.88)
    for (const line of lines) (edge && on.size > 2 ? repeated : outer).add(line)
  }
  // The title of a form may come back on its two pages: only what stands outside everything else is a header.
  for (const page of pages) {
    const down = [...page.lines].sort((a, b) => a.y - b.y)
    for (const lines of [down, [...down].reverse()]) {
      for (const line of lines) {
        if (lines === down ? line.y > page.height / 2 : line.y < page.height / 2) break
        if (!outer.has(line) && !repeated.has(line) && !line.artifact) break
        if (outer.has(line)) repeated.add(line)
      }
    }
  }
  return repeated
}

/** A note starts with its mark: « 1 », « (2) », « * ». */
const NOTE_MARK = /^(?:\(?\d{1,2}\)?|\*{1,3})[.)]?\s*\p{L}/u

/** Where the notes at the foot of a page begin: small lines to the end, the first with its mark, under a short rule or with a raised number. */
function notesFrom(lines: readonly PdfLine[], page: PageRead): number {
  const sizes = new Map<number, number>()
  for (const { size, text } of lines) sizes.set(size, (sizes.get(size) ?? 0) + text.length)
  const [[usual] = [0]] = [...sizes].sort((a, b) => b[1] - a[1])
  let from = lines.length
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const line = lines[i]
    if (line === undefined || line.size > usual * 0.92 || line.y < page.height * 0.6 || line.tag?.cell !== undefined)
      break
    if (!NOTE_MARK.test(line.text)) continue
    const mark = line.pieces[0]?.look?.size?.value
    const raised = mark !== undefined && mark < line.size * 0.85
    const ruled = page.rules.some(
      ({ left, right, top, bottom }) =>
        bottom - top < 2 &&
        right - left > 40 &&
        right - left < page.width * 0.6 &&
        top < line.y &&
        top > line.y - line.size * 3.5,
    )
    // Under one note of the page, the next ones need no sign but their mark.
    if (raised || ruled) from = i
  }
  return from
}

/** A running header is said once. */
function distinct(lines: readonly PdfLine[]): readonly PdfLine[] {
  const seen = new Set<string>()
  const kept: PdfLine[] = []
  for (const line of lines) {
    const key = line.text.replace(/\d+/g, '#').trim()
    if (seen.has(key)) continue
    seen.add(key)
    kept.push(line)
  }
  return kept
}

async function metaOf(pdf: PDFDocumentProxy): Promise<Partial<Meta>> {
  const { info } = await pdf.getMetadata()
  const said = (key: string): string | undefined => {
    const value: unknown = Reflect.get(info, key)
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const title = said('Title')
  const subject = said('Subject')
  const language = said('Language')
  return {
    ...(title === undefined ? {} : { title }),
    ...(subject === undefined ? {} : { subject }),
    ...(language === undefined ? {} : { language }),
  }
}

function layoutOf(
  pdf: PDFDocumentProxy,
  pages: readonly PageRead[],
  body: readonly PdfLine[],
  imagePages: readonly number[],
  tagged: boolean,
): Layout {
  const first = pages[0]
  const margins =
    first === undefined
      ? undefined
      : marginsOf(
          first,
          body.filter((line) => line.page === 1 && line.upright && line.apart === undefined),
        )
  return {
    pages: { value: pdf.numPages, from: 'declared' },
    ...(first === undefined
      ? {}
      : {
          width: { value: round(first.width), from: 'declared' },
          height: { value: round(first.height), from: 'declared' },
        }),
    ...(margins === undefined ? {} : { margins }),
    tagged: { value: tagged, from: 'declared' },
    ...(imagePages.length === 0 ? {} : { imagePages }),
  }
}

function marginsOf(
  page: PageRead,
  lines: readonly PdfLine[],
): Fact<{ top: number; right: number; bottom: number; left: number }> | undefined {
  if (lines.length < 5) return undefined
  let [top, left, right, bottom] = [page.height, page.width, 0, 0]
  for (const line of lines) {
    top = Math.min(top, line.y - line.size * 0.8)
    bottom = Math.max(bottom, line.y + line.size * 0.2)
    left = Math.min(left, line.left)
    right = Math.max(right, line.right)
  }
  return {
    value: {
      top: round(top),
      right: round(page.width - right),
      bottom: round(page.height - bottom),
      left: round(left),
    },
    from: 'measured',
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
