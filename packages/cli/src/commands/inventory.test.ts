import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders } from '@limpide/library'
import { openStore } from '@limpide/library/store'
import type { Cells } from '@limpide/map'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runHere } from '../command-fixture.ts'
import { workbook } from '../print/workbook.ts'

vi.setConfig({ testTimeout: 120_000 })

let root: string

afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-inventaire-'))
  for (const name of ['a', 'b', 'c']) {
    const text = `# Votre demande ${name}\n\nMadame,\n\nVotre dossier est complet. Vous recevrez une réponse dans deux mois. Vous n’avez rien à envoyer.\n`
    put(`modeles/${name}.md`, text)
  }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array): void {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
}

const book = (titles: readonly string[], ...rows: readonly Cells[]) => Buffer.concat([...workbook(titles, rows)])
const run = (args: readonly string[]) => runHere(args, { cwd: root, env: { DATABASE_URL: undefined } })

const COLUMNS = ['référence', 'service', 'démarche', 'volume', 'responsable'] as const

/** What the spreadsheet of a scan says of each letter that someone declared. */
async function said(args: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const { out, err, code } = await run(['scan', ...args, '--format', 'csv'])
  expect({ code, err }).toEqual({ code: 0, err: expect.not.stringMatching(/\n\s+at /) })
  const [titles = [], ...rows] = out
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';'))
  const at = (row: readonly string[], title: string): string => row[titles.indexOf(title)] ?? ''
  return Object.fromEntries(rows.map((row) => [at(row, 'chemin'), COLUMNS.map((title) => at(row, title))]))
}

const NOBODY = ['', '', '', '', '']

test('an inventory gives each letter its service, its procedure, its volume and who answers for it', async () => {
  put(
    'inventaire.csv',
    'Nom du fichier;Réf.;Direction;Démarche;Envois par an;Référente\na.md;AL-1;CAF;Aide;12 000;Mme Diallo\nmodeles/b.md;;CCAS;;;\n',
  )
  expect(await said(['modeles', '--inventaire', 'inventaire.csv'])).toEqual({
    'modeles/a.md': ['AL-1', 'CAF', 'Aide', '12000', 'Mme Diallo'],
    'modeles/b.md': ['', 'CCAS', '', '', ''],
    'modeles/c.md': NOBODY,
  })
  const { err } = await run(['scan', 'modeles', '--inventaire', 'inventaire.csv'])
  expect(err).toContain('Inventaire\u00a0: 2 documents. Colonnes comprises\u00a0: Nom du fichier → chemin')
})

test('a workbook does as well; its columns are told once, and remembered with what it says', async () => {
  const titles = ['Où', 'Qui', 'Combien']
  put('inventaire.xlsx', book(titles, ['a.md', 'Lou', 40], ['b.md', 'Max', 1_200]))
  const asked = await run(['scan', 'modeles', '--inventaire', 'inventaire.xlsx', '--memoriser'])
  expect({ code: asked.code, out: asked.out }).toEqual({ code: 2, out: '' })
  expect(asked.err).toContain('aucune colonne n’est reconnue comme le chemin des documents')
  expect(asked.err).toContain('«\u00a0Où\u00a0», «\u00a0Qui\u00a0», «\u00a0Combien\u00a0»')

  const columns = ['--colonnes', 'chemin=Où, responsable=Qui, volume=Combien']
  const lou = { 'modeles/a.md': ['', '', '', '40', 'Lou'], 'modeles/c.md': NOBODY }
  const first = await said(['modeles', '--inventaire', 'inventaire.xlsx', ...columns, '--memoriser'])
  expect(first).toEqual({ ...lou, 'modeles/b.md': ['', '', '', '1200', 'Max'] })
  // Neither the file nor its columns are asked for again.
  expect(await said(['modeles'])).toEqual(first)
  put('inventaire.xlsx', book(titles, ['a.md', 'Lou', 40], ['b.md', 'Ana', 1_300]))
  expect(await said(['modeles', '--inventaire', 'inventaire.xlsx'])).toEqual({
    ...lou,
    'modeles/b.md': ['', '', '', '1300', 'Ana'],
  })
  const store = (await openStore({ root: join(root, 'modeles') }, { create: false }))!
  const owners: unknown[] = []
  for await (const { record, meta } of store.documents()) owners.push([record.path, meta.owner])
  await store.close()
  expect(owners).toEqual([
    ['a.md', 'Lou'],
    ['b.md', 'Ana'],
    ['c.md', undefined],
  ])
})

test('a column that the file does not have is refused with those it has', async () => {
  put('inventaire.csv', 'chemin;volume\na.md;3\n')
  const refused = await run(['scan', 'modeles', '--inventaire', 'inventaire.csv', '--colonnes', 'volume=Tirage'])
  expect({ code: refused.code, out: refused.out }).toEqual({ code: 2, out: '' })
  expect(refused.err).toContain('Titres du fichier\u00a0: chemin, volume.')
  const absent = await run(['scan', 'modeles', '--inventaire', 'absent.csv'])
  expect(absent).toMatchObject({ code: 2, err: expect.stringContaining('absent.csv') })
})

test('a list of objects that is a table names the letters to read, and says who they belong to', async () => {
  put('objets.csv', 'chemin;service;responsable\nmodeles/c.md;CAF;Lou\na.md;CCAS;\n')
  const listed = { 'modeles/c.md': ['', 'CAF', '', '', 'Lou'], 'modeles/a.md': ['', 'CCAS', '', '', ''] }
  expect(await said(['modeles', '--liste', 'objets.csv'])).toEqual(listed)
  put('objets.xlsx', book(['chemin', 'service', 'responsable'], ['c.md', 'CAF', 'Lou'], ['a.md', 'CCAS', '']))
  expect(await said(['modeles', '--liste', 'objets.xlsx'])).toEqual(listed)
})

test('limpide.yml wins over the inventory, the inventory over the front matter of the letter', async () => {
  put(
    'modeles/a.md',
    '---\nservice: A\nvolume: 1\nresponsable: Lou\n---\n\n# Votre demande\n\nVotre dossier est complet.\n',
  )
  put('modeles/limpide.yml', 'documents:\n  - { chemin: a.md, service: C }\n')
  put('inventaire.csv', 'chemin;service;volume\na.md;B;2\n')
  expect((await said(['modeles', '--sans-minimum']))['modeles/a.md']).toEqual(['', 'C', '', '1', 'Lou'])
  const all = await said(['modeles', '--sans-minimum', '--inventaire', 'inventaire.csv'])
  expect(all['modeles/a.md']).toEqual(['', 'C', '', '2', 'Lou'])
})
