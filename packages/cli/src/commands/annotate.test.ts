import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders } from '@limpide/library'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { docxOf, pdfOf } from '../../../document/src/office-fixture.ts'
import { Zip } from '../../../document/src/zip.ts'
import { UsageError } from '../exit.ts'
import { check } from './check.ts'

const SENTENCE =
  'Afin de procéder à l’instruction de votre demande, il vous est demandé de bien vouloir transmettre les justificatifs.'

let root: string
let told: string

afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-annoter-'))
  told = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

function put(name: string, content: string | Uint8Array): string {
  const file = join(root, name)
  writeFileSync(file, content)
  return file
}

const letter = (): Promise<Uint8Array> => docxOf(`<w:p><w:r><w:t>${SENTENCE}</w:t></w:r></w:p>`)

test('a docx is copied with its remarks as comments: message, advice, proposal and rule', async () => {
  const source = await letter()
  const file = put('lettre.docx', source)
  const copy = join(root, 'copie.docx')
  expect(await check([file], { format: 'json', annoter: copy })).toBe(0)
  const comments = new TextDecoder().decode(await (await Zip.open(readFileSync(copy))).read('word/comments.xml'))
  expect(comments).toContain('w:author="Limpide"')
  expect(comments).toContain('Conseil\u00a0: ')
  expect(comments).toContain('Proposition\u00a0: ')
  expect(comments).toContain('Règle\u00a0: locution-lourde')
  const remarks = comments.split('<w:comment ').length - 1
  expect(remarks).toBeGreaterThan(1)
  expect(told).toContain(`${remarks} remarques dans ${copy}`)
  expect(new Uint8Array(readFileSync(file))).toEqual(source)
})

test('a pdf is copied with its remarks as highlights', async () => {
  const file = put('lettre.pdf', pdfOf([[{ text: 'Il vous est demandé de transmettre ces pièces.', x: 72, y: 700 }]]))
  const copy = join(root, 'copie.pdf')
  await check([file], { format: 'json', annoter: copy })
  expect(told).toMatch(/\d remarques? dans /)
  expect(readFileSync(copy, 'latin1').startsWith('%PDF-')).toBe(true)
})

test('what cannot be annotated is refused with the reason, and nothing is written', async () => {
  const source = await letter()
  const docx = put('lettre.docx', source)
  const md = put('lettre.md', SENTENCE)
  const cases: readonly (readonly [readonly string[], string, RegExp])[] = [
    [[docx], docx, /est le document lui-même/],
    [[docx], join(root, '.', 'lettre.docx'), /est le document lui-même/],
    [[docx], join(root, 'nulle-part', 'copie.docx'), /n’existe pas/],
    [[docx, md], join(root, 'copie.docx'), /un seul fichier/],
    [['-'], join(root, 'copie.docx'), /un seul fichier/],
    [[root], join(root, 'copie.docx'), /un seul fichier/],
    [[docx], join(root, 'copie.pdf'), /la copie d’un docx est un docx/],
    [[md], join(root, 'copie.md'), /dans les documents docx et pdf.*au format md/],
  ]
  for (const [files, copy, reason] of cases) {
    const refused = await check(files, { format: 'json', annoter: copy }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UsageError)
    expect(String(refused)).toMatch(reason)
  }
  expect(new Uint8Array(readFileSync(docx))).toEqual(source)
})

test('a file that cannot be read is named as without a copy', async () => {
  const file = put('lettre.docx', 'PK\u0003\u0004abîmé')
  expect(await check([file], { format: 'json', annoter: join(root, 'copie.docx') })).toBe(3)
})
