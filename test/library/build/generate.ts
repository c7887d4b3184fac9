import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeDocx } from './docx.ts'
import { writeOdt } from './odt.ts'
import { writePdf } from './pdf.ts'
import { readSource, type Source } from './source.ts'

const LIBRARY = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = fileURLToPath(new URL('sources', import.meta.url))

const readImage = (name: string): Uint8Array => readFileSync(join(SOURCES, 'images', name))

async function render(source: Source): Promise<Uint8Array> {
  if (source.output.endsWith('.pdf')) return writePdf(source, readImage)
  if (source.output.endsWith('.odt')) return writeOdt(source)
  return writeDocx(source, readImage)
}

/** Every binary sample with the bytes its source gives today. */
export async function renderAll(): Promise<readonly { readonly path: string; readonly bytes: Uint8Array }[]> {
  const samples = []
  for (const name of readdirSync(SOURCES).sort()) {
    if (!name.endsWith('.md')) continue
    const source = readSource(join(SOURCES, name), SOURCES)
    const bytes = await render(source)
    // A cut file stands for the damaged archives that every shared folder holds.
    samples.push({ path: source.output, bytes: source.truncate > 0 ? bytes.slice(0, source.truncate) : bytes })
  }
  return samples
}

function isFresh(path: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(join(LIBRARY, path)).equals(bytes)
  } catch {
    return false
  }
}

/** The binary samples whose committed bytes are missing or differ from what their source gives. */
export async function findStale(): Promise<readonly string[]> {
  const stale: string[] = []
  for (const { path, bytes } of await renderAll()) {
    if (!isFresh(path, bytes)) stale.push(path)
  }
  return stale
}

async function main(check: boolean): Promise<number> {
  if (check) {
    const stale = await findStale()
    for (const path of stale) console.error(`Périmé : ${path}. Lancez « node test/library/build/generate.ts ».`)
    return stale.length > 0 ? 1 : 0
  }
  for (const { path, bytes } of await renderAll()) {
    mkdirSync(dirname(join(LIBRARY, path)), { recursive: true })
    writeFileSync(join(LIBRARY, path), bytes)
  }
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.includes('--check'))
}
