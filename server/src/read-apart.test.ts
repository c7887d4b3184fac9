import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docxOf } from '../../packages/document/src/office-fixture.ts'
import type { FileRead } from './host.ts'
import { readApart } from './read-apart.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-lecteur-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** A reader that does what a hostile file would make it do. */
const readWith = (
  code: string,
  limits = { seconds: 20, memory: 1024 },
  stop = new AbortController().signal,
): Promise<FileRead> => {
  const script = join(folder, 'lecteur.mjs')
  writeFileSync(script, `process.on('message', () => { ${code} }); process.send('ready')`)
  return readApart(script, { name: 'lettre.docx', path: '/rien' }, stop, limits)
}

const codeOf = (found: FileRead): string => ('problem' in found ? found.problem.code : 'lu')

test('a reader that never ends is stopped', async () => {
  expect(codeOf(await readWith('for (;;) {}', { seconds: 1, memory: 1024 }))).toBe('lecture-trop-longue')
})

test('a reader that crashes is told of', async () => {
  expect(codeOf(await readWith('process.abort()'))).toBe('lecteur-arrete')
  expect(codeOf(await readWith('process.exit(0)'))).toBe('lecteur-arrete')
  expect(codeOf(await readApart(join(folder, 'absent.mjs'), { name: 'x' }, new AbortController().signal))).toBe(
    'lecteur-arrete',
  )
})

test.runIf(process.platform === 'linux')('a reader that swells is stopped', async () => {
  const swell = 'globalThis.kept = []; setInterval(() => kept.push(Buffer.alloc(20_000_000, 1)), 5)'
  expect(codeOf(await readWith(swell, { seconds: 20, memory: 300 }))).toBe('memoire')
})

test('someone who no longer wants the file stops the reading', async () => {
  const stop = new AbortController()
  const reading = readWith('setInterval(() => {}, 1000)', { seconds: 20, memory: 1024 }, stop.signal)
  stop.abort()
  expect(codeOf(await reading)).toBe('interrompu')
})

test('the reader gives the text of a file, by its bytes or by its path, and says why it cannot', async () => {
  const script = join(import.meta.dirname, 'reader.ts')
  const read = (file: Parameters<typeof readApart>[1]): Promise<FileRead> =>
    readApart(script, file, new AbortController().signal)
  const bytes = await docxOf('<w:p><w:r><w:t>Nonobstant ce rappel, venez à l’été.</w:t></w:r></w:p>')
  const path = join(folder, 'lettre.docx')
  writeFileSync(path, bytes)
  for (const file of [
    { name: 'lettre.docx', bytes },
    { name: 'lettre.docx', path },
  ]) {
    const found = await read(file)
    expect('document' in found && found.document.text).toBe('Nonobstant ce rappel, venez à l’été.')
    expect('document' in found && found.document.knows.has('structure')).toBe(true)
  }
  expect(codeOf(await read({ name: 'rien.docx', path: join(folder, 'rien.docx') }))).toBe('lecture-impossible')
  expect(codeOf(await read({ name: 'dossier', path: folder }))).toBe('fichier-special')
  expect(codeOf(await read({ name: 'a.docx', bytes: bytes.slice(0, 200) }))).toBe('archive-abimee')
})
