import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import type { MapData } from './data.ts'
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
  data: MapData,
  template: string = readTemplate(),
  { style = '' }: Pick<FillOptions, 'style'> = {},
): Promise<string> {
  return fillTemplate(template, data, { style, deflate: (bytes) => deflateSync(bytes, { level: 9 }) })
}

const MEDIA: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
}

/** Reads the theme of a file, JSON or CSS, with the logo and the font beside it. Throws what the disk says. */
export function openTheme(file: string): ReturnType<typeof readTheme> {
  const source = readFileSync(file, 'utf8')
  return readTheme(source, extname(file).toLowerCase() === '.css', (path) => {
    const asset = resolve(dirname(file), path)
    if (!existsSync(asset)) return undefined
    const media = MEDIA[extname(asset).toLowerCase()] ?? 'application/octet-stream'
    return `data:${media};base64,${readFileSync(asset).toString('base64')}`
  })
}
