import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a printed file holds, as it was drawn: neither its columns nor its tables are told. */
export interface Paper {
  /** The size of each page, in points, without decimals. */
  readonly sizes: readonly (readonly [width: number, height: number])[]
  readonly text: string
}

/** A4, in points. */
export const A4 = [595, 842] as const

/** Reads what a browser printed. */
export async function paperOf(bytes: Uint8Array): Promise<Paper> {
  // The bytes go to another thread, and no Buffer may.
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
  const document = await task.promise
  const sizes: (readonly [number, number])[] = []
  const texts: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const [, , width = 0, height = 0] = page.view
    sizes.push([Math.round(width), Math.round(height)])
    const { items } = await page.getTextContent()
    for (const item of items) if ('str' in item) texts.push(item.str, item.hasEOL ? '\n' : '')
    texts.push('\n')
  }
  await task.destroy()
  return { sizes, text: texts.join('') }
}
