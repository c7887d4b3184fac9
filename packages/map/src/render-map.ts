import type { MapParts } from './data.ts'
import { type Deflate, packMap } from './pack.ts'

/** Where the page's template takes its data. */
const SLOT = '<script type="text/plain" id="donnees"></script>'

export interface FillOptions {
  readonly deflate?: Deflate
  /** A style of the team, after the page’s own. */
  readonly style?: string
}

/** The page with its data, compressed, in letters that can close no tag. */
export async function fillTemplate(
  template: string,
  data: MapParts,
  { deflate = deflateStream, style = '' }: FillOptions = {},
): Promise<string> {
  const [head, rest, ...more] = template.split(SLOT)
  if (head === undefined || rest === undefined || more.length > 0)
    throw new Error('the template of the map has no place for its data, or several')
  const dressed = style === '' ? head : head.replace('</head>', () => `<style>${style}</style></head>`)
  return `${dressed}${SLOT.slice(0, -9)}${await packMap(data, deflate)}${SLOT.slice(-9)}${rest}`
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
