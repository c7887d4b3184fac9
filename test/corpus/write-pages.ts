// Writes the pages of the texts, for review: `node test/corpus/write-pages.ts`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES, pageName, printPages } from './pages.ts'

const pages = await printPages()
mkdirSync(PAGES, { recursive: true })
const kept = new Set([...pages.keys()].map(pageName))
for (const old of readdirSync(PAGES)) if (!kept.has(old)) rmSync(join(PAGES, old))
for (const [name, page] of pages) writeFileSync(join(PAGES, pageName(name)), page)
console.log(`${pages.size} pages écrites dans ${PAGES}`)
