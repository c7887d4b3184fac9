import type { Box } from './document.ts'
import type { Draft } from './draft.ts'
import { imageSize, MOST_PIXELS } from './image-size.ts'
import type { LinePiece, PdfLine } from './pdf-lines.ts'
import { measure, paragraphsOf } from './pdf-paragraphs.ts'
import { ReadError } from './problem.ts'
import type { Child } from './tree.ts'

/** An image to read: a picture of a page, and how many points one of its pixels is. */
export interface PageImage {
  readonly page: number
  readonly image: Uint8Array
  readonly scale: number
}

/** What was recognised: the blocks of each page that was reached in time, and how sure it is, from 0 to 100. */
export interface Recognised {
  readonly pages: ReadonlyMap<number, Child[]>
  readonly confidence: number
}

/** Milliseconds given to the recognition of a document; a page takes a few seconds. */
const BUDGET = 60_000
/** An A4 sheet, in points: what a picture without a size is taken for. */
const PAGE_WIDTH = 595

/** Reads the text of pictures in French, without any network; pages that there is no time for are left out. */
export async function recognise(images: AsyncIterable<PageImage>, budget = BUDGET): Promise<Recognised> {
  const { default: tesseract } = await import('tesseract.js')
  const { default: french } = await import('@tesseract.js-data/fra')
  const worker = await tesseract.createWorker('fra', tesseract.OEM.LSTM_ONLY, {
    langPath: french.langPath,
    cacheMethod: 'none',
    gzip: true,
    // Without it a picture that is none ends the process.
    errorHandler: () => {},
  })
  const end = performance.now() + budget
  const pages = new Map<number, Child[]>()
  let words = 0
  let sure = 0
  try {
    for await (const { page, image, scale } of images) {
      const left = end - performance.now()
      if (left <= 0) break
      const found = await withTime(worker.recognize(Buffer.from(image), {}, { blocks: true, text: false }), left)
      if (found === undefined) break
      const seen: SeenLine[] = []
      for (const { paragraphs } of found.data.blocks ?? []) for (const { lines } of paragraphs) seen.push(...lines)
      const sizes = sizesOf(seen, scale)
      const lines: PdfLine[] = []
      for (const [i, line] of seen.entries()) {
        for (const { text, confidence } of line.words) {
          if (text.trim() === '') continue
          words += 1
          sure += confidence
        }
        const read = lineOf(line, page, scale, sizes[i] ?? 0)
        if (read !== undefined) lines.push(read)
      }
      const children = paragraphsOf(lines, measure(lines, false))
      forgetLayout(children)
      pages.set(page, children)
    }
  } finally {
    await worker.terminate()
  }
  return { pages, confidence: words === 0 ? 0 : Math.round(sure / words) }
}

function withTime<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

interface SeenBox {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

interface SeenLine {
  readonly baseline: SeenBox
  readonly rowAttributes: { readonly rowHeight: number }
  readonly words: readonly { readonly text: string; readonly confidence: number; readonly bbox: SeenBox }[]
}

/** A line as it was seen: its pieces are words, each with its box. */
function lineOf(line: SeenLine, page: number, scale: number, size: number): PdfLine | undefined {
  const pieces: LinePiece[] = []
  let text = ''
  for (const { text: word, confidence, bbox } of line.words) {
    if (word.trim() === '') continue
    const box = boxOf(bbox, scale)
    const look = { size: { value: size, from: 'ocr', confidence: Math.round(confidence) } } as const
    if (pieces.length > 0) {
      pieces.push({ text: ' ', kind: 'text', look, box: { ...box, width: 0 } })
      text += ' '
    }
    pieces.push({ text: word, kind: 'text', look, box })
    text += word
  }
  const first = pieces[0]
  const last = pieces.at(-1)
  if (first === undefined || last === undefined) return undefined
  const { y0, y1 } = line.baseline
  return {
    page,
    pieces,
    text,
    left: first.box.x,
    right: last.box.x + last.box.width,
    y: ((y0 + y1) / 2) * scale,
    size,
    strong: false,
    artifact: false,
    upright: true,
    tag: undefined,
  }
}

function boxOf({ x0, y0, x1, y1 }: SeenBox, scale: number): Box {
  return { x: x0 * scale, y: y0 * scale, width: (x1 - x0) * scale, height: (y1 - y0) * scale }
}

/** The size of a line’s letters, in points: seen to a third, so that what is close to the usual size is the usual size. */
function sizesOf(lines: readonly SeenLine[], scale: number): readonly number[] {
  const seen = lines.map(({ rowAttributes }) => rowAttributes.rowHeight * scale * LETTER)
  const usual = [...seen].sort((a, b) => a - b)[seen.length >> 1] ?? 0
  return seen.map((size) => Math.round((Math.abs(size - usual) < usual * 0.35 ? usual : size) * 10) / 10)
}

/** What the size of letters is to the height of a row, from the top of « l » to the foot of « p ». */
const LETTER = 1.05

/** Line heights and margins seen on a picture, often crooked, would be guesses: they stay unknown. */
function forgetLayout(children: readonly Child[]): void {
  for (const child of children) {
    if (child.type === 'list') for (const item of child.children) forgetLayout(item.children)
    else if ('layout' in child) child.layout = undefined
  }
}

/** Reads a picture of a letter (png, jpg): its text, recognised, and nothing else. */
export async function readImage(bytes: Uint8Array): Promise<Draft> {
  const size = imageSize(bytes)
  if (size === undefined) throw broken()
  // A few bytes may say that they are a picture of a gigabyte.
  const pixels = size.width * size.height
  if (pixels > MOST_PIXELS) {
    throw new ReadError({
      code: 'image-trop-grande',
      what: `Cette image compte ${Math.round(pixels / 1e6)} millions de points\u00a0: la limite est de ${MOST_PIXELS / 1e6} millions.`,
      fix: 'Numérisez le document à 300 points par pouce, ou donnez le document d’origine.',
    })
  }
  const { pages, confidence } = await recognise(alone(bytes, size.width)).catch((cause: unknown) => {
    throw broken(cause)
  })
  return {
    format: 'image',
    root: { type: 'root', children: pages.get(1) ?? [] },
    white: 'keep',
    comments: [],
    meta: {},
    layout: { pages: { value: 1, from: 'ocr', confidence } },
    knows: [],
    problems: [recognised(confidence)],
  }
}

function broken(cause?: unknown): ReadError {
  return new ReadError(
    {
      code: 'image-abimee',
      what: 'Cette image est abîmée ou incomplète : elle ne peut pas être lue.',
      fix: 'Numérisez le document à nouveau, ou donnez le document d’origine.',
    },
    cause,
  )
}

async function* alone(image: Uint8Array, width: number): AsyncGenerator<PageImage> {
  yield { page: 1, image, scale: PAGE_WIDTH / width }
}

/** Says that a text was recognised, and how surely. */
export function recognised(confidence: number): Draft['problems'][number] {
  return {
    code: 'texte-reconnu',
    what: `Le texte a été reconnu sur une image, avec une confiance de ${confidence} %.`,
    fix: 'Relisez les passages signalés : des lettres peuvent avoir été mal lues.',
  }
}
