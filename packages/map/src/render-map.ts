import type { MapData } from './data.ts'
import { type Deflate, packMap } from './pack.ts'

/** Where the page's template takes its data. */
const SLOT = '<script type="text/plain" id="donnees"></script>'

/** The page with its data, compressed, in letters that can close no tag. */
export async function fillTemplate(template: string, data: MapData, deflate: Deflate = deflateStream): Promise<string> {
  const parts = template.split(SLOT)
  if (parts.length !== 2) throw new Error('the template of the map has no place for its data, or several')
  return `${parts[0]}${SLOT.slice(0, -9)}${await packMap(data, deflate)}${SLOT.slice(-9)}${parts[1]}`
}

/** The lines of data that a page holds; empty where there are none. */
export function dataOf(page: string): string {
  const from = page.indexOf(SLOT.slice(0, -9))
  return from < 0 ? '' : page.slice(from + SLOT.length - 9, page.indexOf('</script>', from))
}

async function deflateStream(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
