import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import type { MapData } from './data.ts'
import { fillTemplate } from './render-map.ts'

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
export function renderMap(data: MapData, template: string = readTemplate()): Promise<string> {
  return fillTemplate(template, data, (bytes) => deflateSync(bytes, { level: 9 }))
}
