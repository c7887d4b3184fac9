import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { met } from '../../../library/src/store/met-fixture.ts'
import { openStore } from '../../../library/src/store/open-store.ts'
import { UsageError } from '../exit.ts'
import { workbook } from '../print/workbook.ts'
import { importReports, purgeReports } from './reports.ts'
import { openReportTables } from './tables.ts'

let root: string
let folder: string
let said: string[]
let told: string[]
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-import-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => {
  folder = mkdtempSync(join(root, 'b-'))
  said = []
  told = []
  vi.stubEnv('DATABASE_URL', undefined)
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const HEADER = ['reference', 'date', 'role', 'difficulte', 'commentaire']
const ROWS = [
  ['AL-012', '12/03/2026', 'usager', 'mots', 'Mme Lefèvre, 06 12 34 56 78 : que veut dire « indu » ?'],
  ['AL-012', '13/03/2026', 'agent', 'autre', 'Deux heures au guichet.'],
  ['CAN-07', '', 'usager', 'phrases', 'Trop de sigles.'],
]
const CSV = [HEADER, ...ROWS].map((cells) => cells.join(';')).join('\n')

async function kept() {
  const store = await openReportTables(folder)
  try {
    return { reports: await store.list(), aside: await store.aside() }
  } finally {
    await store.close()
  }
}

async function refused(name: string, columns: readonly string[] = []): Promise<string> {
  const error = await importReports(name, folder, columns).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(UsageError)
  return (error as UsageError).message.replaceAll('\u00a0', ' ')
}

test('the same reports in csv, xlsx and json are kept once, masked, and what speaks of a service is counted once', async () => {
  await importReports(file('avis.csv', CSV), folder)
  expect(said.join('')).toContain(
    '2 signalements ajoutés.\nHors sujet, comptés et non gardés\u00a0: 1 (parle de l’accueil',
  )
  expect(said.join('')).toContain('2 signalements attendent')
  await importReports(file('avis.xlsx', Buffer.concat([...workbook(HEADER, ROWS)])), folder)
  const objects = ROWS.map((cells) => Object.fromEntries(cells.map((cell, i) => [HEADER[i], cell])))
  await importReports(file('avis.json', JSON.stringify({ signalements: objects })), folder)
  expect(said.join('')).toContain('0 signalement ajouté, 2 déjà connus')
  const { reports, aside } = await kept()
  expect(reports.map(({ comment }) => comment).sort()).toEqual([
    'Mme [nom], [téléphone] : que veut dire « indu » ?',
    'Trop de sigles.',
  ])
  expect(aside).toMatchObject([{ why: 'service', count: 1 }])
})

test('what columns are taken for is shown, corrected by an option, remembered, and what was misread is written again', async () => {
  const avis = file('a.csv', 'Courrier;Truc;Objet\nAL-012;La date manque;relance\n')
  await importReports(avis, folder)
  expect(told.join('')).toContain('Colonnes laissées\u00a0: Truc, Objet.')
  expect(told.join('')).toContain('--colonne')
  await importReports(avis, folder, ['commentaire=truc', 'reference=Courrier'])
  expect(said.join('')).toContain('0 signalement ajouté, 1 corrigé.')
  expect((await kept()).reports).toMatchObject([{ reference: 'AL-012', comment: 'La date manque' }])
  told = []
  await importReports(file('b.csv', 'Courrier;Truc;Objet\nAL-013;Trop long\n'), folder)
  expect(told.join('')).toContain('comme vous l’aviez dit\u00a0: Courrier (reference), Truc (commentaire)')
  expect((await kept()).reports).toMatchObject([{ comment: 'La date manque' }, { comment: 'Trop long' }])
})

test('a report finds its document by the title that the team declares', async () => {
  file('limpide.yml', 'documents:\n  - chemin: bourse.md\n    titre: Refus de bourse\n    type: refus\n')
  const store = await openStore({ root: folder }, { create: true })
  const scan = await store?.begin({ startedAt: '2026-03-01T00:00:00Z', scope: [''], rules: '1', calibration: '1' })
  await store?.keep(scan ?? 0, [met('bourse.md', 'a'), met('autre.md', 'b')])
  await store?.close()
  await importReports(file('a.csv', 'document;commentaire\nrefus de BOURSE;La date manque\n'), folder)
  expect((await kept()).reports).toMatchObject([{ path: 'bourse.md', matchedBy: 'titre' }])
})

test('the export of Services Publics+ is recognised, and says what it leaves and why', async () => {
  const experiences = [
    { id_experience: 1, ressenti_usager: 'Négatif', titre: 'Lettre', description: 'Le courrier est illisible' },
    { id_experience: 2, ressenti_usager: 'Positif', titre: 'Merci', description: 'Courrier clair' },
    { id_experience: 3, ressenti_usager: 'Négatif', titre: 'Attente', description: 'Deux heures' },
  ]
  await importReports(file('sp.json', JSON.stringify(experiences)), folder)
  expect(told.join('')).toContain('Services Publics+ reconnu')
  expect(said.join('')).toContain('1 signalement ajouté.')
  expect(said.join('')).toMatch(/comptés et non gardés.*1 \(trouve le document clair\), 1 \(parle de l’accueil/)
})

describe('a file that holds no reports is refused with what was found, what is expected and the next step', () => {
  test('an empty file, an empty table, unknown columns', async () => {
    expect(await refused(file('vide.csv', ''))).toMatch(/^vide\.csv : Le fichier .* est vide\. Exportez/)
    const unknown = await refused(file('x.csv', 'x;y\n1;2\n'))
    expect(unknown).toMatch(/Trouvé : « x », « y »\. Attendu : reference.*--colonne "commentaire=/)
    await importReports(file('titres.csv', HEADER.join(';')), folder)
    expect(told.join('')).toContain('Le tableau n’a aucune ligne sous ses titres.')
  })

  test('a file that is no table, a damaged one, a folder, none', async () => {
    expect(await refused(file('a.pdf', '%PDF-1.7\n…'))).toMatch(/c’est un PDF\. .*csv, xlsx ou json/)
    expect(await refused(file('a.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)))).toContain('ancien fichier Office')
    const book = Buffer.concat([...workbook(HEADER, ROWS)])
    expect(await refused(file('a.xlsx', book.subarray(0, 400)))).toContain('abîmé')
    expect(await refused(file('a.json', '{"a": ['))).toMatch(/^a\.json : Ce n’est pas du JSON lisible/)
    expect(await refused(folder)).toContain('est un dossier')
    expect(await refused(join(folder, 'nulle-part.csv'))).toContain('n’existe pas')
  })

  test('a file of 100 MB, without its being read', async () => {
    const big = file('gros.csv', '')
    truncateSync(big, 100 * 1024 * 1024)
    expect(await refused(big)).toMatch(/pèse 100 Mo : la limite est de 50 Mo\. .*plusieurs fichiers/)
  })

  test('a column that is not there, a field that is none', async () => {
    const avis = file('a.csv', CSV)
    expect(await refused(avis, ['commentaire=Zut'])).toMatch(
      /aucune colonne n’a ce titre\. Titres du fichier : « reference »/,
    )
    expect(await refused(avis, ['zut=date'])).toMatch(/Champs : id, reference/)
    expect((await kept()).reports).toEqual([])
  })
})

test('the token of a line says that two reports are of one person, and is kept nowhere as it is', async () => {
  const lines = ['x7;mots;un', 'x7;mots;deux', 'y8;mots;trois'].map((line) => `AL-012;agent;${line}`)
  await importReports(file('a.csv', ['reference;role;jeton;difficulte;commentaire', ...lines].join('\n')), folder)
  const store = await openReportTables(folder)
  const [first] = await store.list()
  await store.attach(first?.id ?? '', 'refus.md', { actor: 'Lou', how: 'personne' }, new Date().toISOString())
  await store.close()
  const { reports } = await kept()
  const said = new Map(reports.map(({ id, comment }) => [id, comment]))
  const pairs = reports.flatMap(({ comment, repeats }) =>
    repeats === undefined ? [] : [[comment, said.get(repeats)].sort()],
  )
  expect(pairs).toEqual([['deux', 'un']])
  expect(JSON.stringify(reports)).not.toContain('x7')
})

test('purging erases the addresses of more than a year, and nothing else', async () => {
  const store = await openReportTables(folder)
  const report = { role: 'usager' as const, difficulties: [], comment: 'x', suggestion: '' }
  await store.add({ report, channel: 'formulaire', address: '203.0.113.7' }, '2020-01-01T00:00:00.000Z')
  await store.add({ report, channel: 'formulaire', address: '203.0.113.8' }, new Date().toISOString())
  await store.close()
  await purgeReports(folder)
  await purgeReports(folder)
  expect(said).toEqual([
    '1 adresse de plus d’un an effacée, 0 jeton de plus de 90 jours effacé.\n',
    '0 adresse de plus d’un an effacée, 0 jeton de plus de 90 jours effacé.\n',
  ])
  expect((await kept()).reports).toHaveLength(2)
})
