import type { Segment } from './document.ts'
import type { Draft } from './draft.ts'
import { LIST_MARK, ORDERED_MARK } from './list-mark.ts'
import { inlinesOf } from './office-line.ts'
import { addItem, type OpenList } from './office-list.ts'
import type { Child, Paragraph } from './tree.ts'

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
      const children: Child[] = []
      const lists: OpenList[] = []
      for (const block of found.data.blocks ?? []) {
        for (const { lines } of block.paragraphs) {
          const line = lineOf(lines, page, scale)
          if (line === undefined) continue
          words += line.words
          sure += line.sure
          addParagraph(children, lists, line, page)
        }
      }
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
  readonly confidence: number
  readonly bbox: SeenBox
  readonly words: readonly { readonly text: string; readonly confidence: number; readonly bbox: SeenBox }[]
}

interface Line {
  readonly text: string
  readonly segments: readonly Segment[]
  readonly words: number
  readonly sure: number
  /** Height of a line, in points: close to the size of its letters. */
  readonly height: number
}

/** Prints the lines of a paragraph as one; each word keeps its box, and a word cut at a line’s end is whole again. */
function lineOf(lines: readonly SeenLine[], page: number, scale: number): Line | undefined {
  let text = ''
  const segments: Segment[] = []
  let words = 0
  let sure = 0
  let height = 0
  for (const line of lines) {
    for (const [rank, word] of line.words.entries()) {
      if (word.text.trim() === '') continue
      const { x0, y0, x1, y1 } = word.bbox
      const cut = rank === 0 && /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(word.text)
      if (cut) {
        text = text.slice(0, -1)
        const last = segments.pop()
        if (last !== undefined) segments.push({ ...last, to: last.to - 1, end: last.end - 1 })
      }
      const from = text.length
      text += (from === 0 || cut ? '' : ' ') + word.text
      const box = { x: x0 * scale, y: y0 * scale, width: (x1 - x0) * scale, height: (y1 - y0) * scale }
      segments.push({
        from,
        to: text.length,
        start: from,
        end: text.length,
        exact: true,
        place: { kind: 'page', page, boxes: [box] },
      })
      words += 1
      sure += word.confidence
    }
    height += (line.bbox.y1 - line.bbox.y0) * scale
  }
  return words === 0 ? undefined : { text, segments, words, sure, height: height / lines.length }
}

function addParagraph(children: Child[], lists: OpenList[], line: Line, page: number): void {
  const { text } = line
  const segmentsOf = (from: number, to: number): readonly Segment[] => {
    const parts: Segment[] = []
    for (const segment of line.segments) {
      const start = Math.max(segment.from, from)
      const end = Math.min(segment.to, to)
      if (end > start) parts.push({ ...segment, from: start - from, to: end - from, start, end })
    }
    return parts
  }
  const confidence = Math.round(line.sure / line.words)
  const look = { size: { value: Math.round(line.height * 10) / 10, from: 'ocr', confidence } } as const
  const mark = LIST_MARK.exec(text)?.[0]
  const inlines = inlinesOf([{ text, kind: 'text', look }], segmentsOf, false, mark?.length ?? 0)
  const paragraph: Paragraph = { type: 'paragraph', children: inlines, page }
  if (mark === undefined) {
    lists.length = 0
    children.push(paragraph)
    return
  }
  const ordered = ORDERED_MARK.test(mark)
  addItem(children, lists, { type: 'listItem', children: [paragraph], page }, 0, ordered ? '1' : mark.trim(), ordered)
}

/** Reads a picture of a letter (png, jpg): its text, recognised, and nothing else. */
export async function readImage(bytes: Uint8Array): Promise<Draft> {
  const { loadImage } = await import('@napi-rs/canvas')
  const { width } = await loadImage(bytes)
  const one = async function* (): AsyncGenerator<PageImage> {
    yield { page: 1, image: bytes, scale: PAGE_WIDTH / Math.max(1, width) }
  }
  const { pages, confidence } = await recognise(one())
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

/** Says that a text was recognised, and how surely. */
export function recognised(confidence: number): Draft['problems'][number] {
  return {
    code: 'texte-reconnu',
    what: `Le texte a été reconnu sur une image, avec une confiance de ${confidence} %.`,
    fix: 'Relisez les passages signalés : des lettres peuvent avoir été mal lues.',
  }
}
