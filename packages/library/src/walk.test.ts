import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { globs, type WalkOptions, walk } from './walk.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-walk-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array = 'Bonjour.'): void {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
}

async function found(paths: readonly string[] = [root], options: WalkOptions = {}): Promise<string[]> {
  const seen: string[] = []
  for await (const { path } of walk(paths, options)) seen.push(path.replace(`${root}/`, ''))
  return seen
}

test('files come in the order of their names, folders among them, whatever the order of creation', async () => {
  for (const path of ['b.md', 'a/2.txt', 'a/10.txt', 'c.html', 'Z.md', 'é.md']) put(path)
  expect(await found()).toEqual(['Z.md', 'a/10.txt', 'a/2.txt', 'b.md', 'c.html', 'é.md'])
})

test('hidden folders, node_modules and the configuration are left out', async () => {
  for (const path of [
    '.git/a.md',
    '.cache.md',
    'node_modules/a.md',
    'x/node_modules/a.md',
    'limpide.yml',
    'x/limpide.yml',
    'a.md',
  ])
    put(path)
  expect(await found()).toEqual(['a.md'])
})

test('a link that loops ends, and a folder reached twice is read once', async () => {
  put('a/lettre.md')
  symlinkSync(root, join(root, 'a', 'boucle'))
  symlinkSync(join(root, 'a'), join(root, 'z'))
  expect(await found()).toEqual(['a/lettre.md'])
})

test('a broken link is told, and the rest is walked', async () => {
  put('b.md')
  symlinkSync(join(root, 'nulle-part.md'), join(root, 'a.md'))
  const skipped: string[] = []
  expect(
    await found([root], { onSkipped: (path, reason) => skipped.push(`${path.replace(`${root}/`, '')} ${reason}`) }),
  ).toEqual(['b.md'])
  expect(skipped).toEqual(['a.md introuvable'])
})

test('a name holds at every depth, a folder holds for all it contains, a path holds from the root', async () => {
  for (const path of ['a.md', 'archives/b.md', 'x/archives/y/c.md', 'x/d.brouillon.md', 'x/e.md', 'x/f/e.md']) put(path)
  expect(await found([root], { ignored: ['archives', '*.brouillon.md', 'x/e.md'] })).toEqual(['a.md', 'x/f/e.md'])
  expect(await found([root], { ignored: ['archives/', '**/f/**'] })).toEqual(['a.md', 'x/d.brouillon.md', 'x/e.md'])
})

test('a glob says nothing of what is outside its folder', () => {
  const matches = globs(['*.md'], '/bibliotheque')
  expect(matches('/bibliotheque/a/b.md')).toBe(true)
  expect(matches('/ailleurs/b.md')).toBe(false)
})

test('code and data are told apart, a document without its extension is recognised by its first bytes', async () => {
  put('donnees.json', '{}')
  put('photo.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))
  put('vieux.bin', '%PDF-1.4')
  put('lettre')
  put('image', new Uint8Array([0, 1, 2, 3]))
  const zipped = (name: string): Buffer =>
    Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(26), Buffer.from(name)])
  put('lettre.sauvegarde', zipped('[Content_Types].xml'))
  put('lettre.libre', zipped('mimetypeapplication/vnd.oasis.opendocument.textPK'))
  put('tableau.xlsx', zipped('[Content_Types].xml'))
  put('images.zip', zipped('photo.png'))
  const skipped: string[] = []
  expect(await found([root], { onSkipped: (path) => skipped.push(path.replace(`${root}/`, '')) })).toEqual([
    'lettre',
    'lettre.libre',
    'lettre.sauvegarde',
    'vieux.bin',
  ])
  expect(skipped).toEqual(['donnees.json', 'image', 'images.zip', 'photo.jpg', 'tableau.xlsx'])
})

test('a file named as an argument is given whatever it is, and only once', async () => {
  put('donnees.json', '{}')
  put('a.md')
  expect(await found([join(root, 'donnees.json'), root, join(root, 'a.md')])).toEqual(['donnees.json', 'a.md'])
})

test('a path that does not exist is told', async () => {
  const skipped: string[] = []
  expect(await found([join(root, 'absent')], { onSkipped: (_, reason) => skipped.push(reason) })).toEqual([])
  expect(skipped).toEqual(['introuvable'])
})

test('pictures are found only when their text is to be recognised', async () => {
  put('scan.PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))
  put('lettre.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))
  put('a.md')
  expect(await found()).toEqual(['a.md'])
  expect(await found([root], { pictures: true })).toEqual(['a.md', 'lettre.jpg', 'scan.PNG'])
})
