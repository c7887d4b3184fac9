import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import type { MapParts } from './data.ts'
import { type FillOptions, fillTemplate } from './render-map.ts'
import { readTheme } from './theme.ts'

/** Beside a bundled program, else where `npm run build` of this package puts it. */
const PLACES = ['./page.html', '../dist/page.html']

/** The built page, without data. Throws when it was not built. */
export function readTemplate(): string {
  for (const place of PLACES) {
    const path = fileURLToPath(new URL(place, import.meta.url))
    if (existsSync(path)) return readFileSync(path, 'utf8')
  }
  throw new Error('the page of the map is not built: run the script « build » of packages/map')
}

/** One HTML file that opens from the disk and asks nothing of the network. */
export function renderMap(
  data: MapParts,
  template: string = readTemplate(),
  { style = '' }: Pick<FillOptions, 'style'> = {},
): Promise<string> {
  return fillTemplate(template, data, { style, deflate: (bytes) => deflateSync(bytes, { level: 9 }) })
}

/** How a picture or a font begins, whatever its name says: a browser refuses the others without a word. */
const BEGINNINGS: readonly (readonly [media: string, isIt: (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.readUInt32BE(0) === 0x89504e47],
  ['image/jpeg', (bytes) => bytes.readUIntBE(0, 3) === 0xffd8ff],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
  ['font/woff2', (bytes) => bytes.toString('latin1', 0, 4) === 'wOF2'],
  ['font/woff', (bytes) => bytes.toString('latin1', 0, 4) === 'wOFF'],
  ['font/otf', (bytes) => bytes.toString('latin1', 0, 4) === 'OTTO'],
  ['font/ttf', (bytes) => bytes.readUInt32BE(0) === 0x00010000 || bytes.toString('latin1', 0, 4) === 'true'],
  [
    'image/svg+xml',
    (bytes) =>
      /^\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)[\s\S]*?(?:<svg|xmlns)/i.test(
        bytes.toString('utf8', 0, 2000).replace(/^\ufeff/, ''),
      ),
  ],
]

/** Reads the theme of a file, JSON or CSS, with the logo and the font beside it. Throws what the disk says. */
export function openTheme(file: string): ReturnType<typeof readTheme> {
  const source = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  return readTheme(source, extname(file).toLowerCase() === '.css', (path) => {
    const asset = resolve(dirname(file), path)
    if (!existsSync(asset) || !statSync(asset).isFile()) return undefined
    const bytes = readFileSync(asset)
    const [media] = (bytes.length < 12 ? undefined : BEGINNINGS.find(([, isIt]) => isIt(bytes))) ?? [
      'application/octet-stream',
    ]
    return `data:${media};base64,${bytes.toString('base64')}`
  })
}
