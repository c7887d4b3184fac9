import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { keepReaders, pathInStore } from '@limpide/library'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runHere } from './command-fixture.ts'
import { openMemory } from './commands/memory.ts'
import { openSession } from './commands/session.ts'
import { openPlanTables, openReportTables } from './commands/tables.ts'
import { libraryNow, planNow, ranksNow } from './library-now.ts'
import { planSource } from './plan-source.ts'
import { HELP, OWN } from './shared-passage-fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

const DAY = '2026-03-02'
// A walk enters « aide » before « aide-logement »; by their paths, the letters of the second come first.
const PATHS = ['aide/0.md', 'aide/1.md', 'aide-logement/2.md', 'aide-logement/3.md', 'aide-logement/0.md']

let root: string
let kept: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-comparee-'))
  kept = join(root, 'lettres/.limpide/comparaison.bin')
  mkdirSync(join(root, 'lettres/aide'), { recursive: true })
  mkdirSync(join(root, 'lettres/aide-logement'))
  for (const path of PATHS) put(path, OWN[Number(/\d/.exec(path)?.[0])] ?? '')
  writeFileSync(
    join(root, 'lettres/limpide.yml'),
    'documents:\n  - chemin: aide/1.md\n    reference: AL-012\n    volume: 90000\n',
  )
  writeFileSync(
    join(root, 'lettres/signalements.csv'),
    'date;document;profil;difficulte;commentaire\n2026-02-20;AL-012;usager;mots;Que veut dire « nonobstant » ?\n',
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
afterAll(keepReaders())

function put(path: string, own: string): void {
  const kind = 'Nous vous écrivons pour vous dire la suite. Vous n’avez rien à envoyer pour le moment.'
  writeFileSync(
    join(root, 'lettres', path),
    `# Lettre ${path.at(-4)}\n\nMadame, Monsieur,\n\n${own} ${kind}\n\n${HELP}\n`,
  )
}
const run = async (args: readonly string[], cwd = root) => {
  const answer = await runHere(args, { cwd, env: { DATABASE_URL: undefined } })
  expect(answer).toMatchObject({ code: 0 })
  return answer.out
}
const scan = (folder = 'lettres', cwd = root) => run(['scan', folder, '--memoriser', '--format', 'csv'], cwd)

/** The library as it stands: all of it, and its ranks alone. */
async function now() {
  const memory = await openMemory(join(root, 'lettres'), { create: false, isNeeded: true })
  if (memory === undefined) throw new Error('there is no memory')
  const session = await openSession({})
  const [reports, plan] = [await openReportTables(memory.root), await openPlanTables(memory.root)]
  try {
    const { records, comparison, ranking } = await libraryNow({ memory, reports, plan }, session, DAY)
    const ranks = await ranksNow({ memory, reports, plan }, session, DAY)
    const paths = records.map(({ path }) => pathInStore(memory.root, path))
    const priorities = ranking.rows.map(({ declared, reports: heard, priority }) => ({ declared, heard, priority }))
    const brief = Array.from(ranks.ranking.rows, ({ declared, reports: heard, priority }) => ({
      declared,
      heard,
      priority,
    }))
    const listed = Array.from(ranks.records, (record) => ranks.listed(record))
    ranks.close()
    expect(brief).toEqual(priorities)
    expect(listed.map(({ path, title, score }) => [path, title, score?.value])).toEqual(
      records.map(({ path, title, score }) => [path, title, score?.value]),
    )
    const library = planSource(plan, memory, session, () => libraryNow({ memory, reports, plan }, session, DAY))
    const followed = ['aide/1.md', 'aide-logement/0.md', 'parti.md']
    const some = planSource(plan, memory, session, () => planNow({ memory, reports, plan }, session, DAY, followed))
    const planned = (await library.documents()).filter(({ path }) => followed.includes(path))
    expect(await some.documents()).toEqual(planned)
    return { paths, comparison, priorities, planned }
  } finally {
    await Promise.all([memory.close(), reports.close(), plan.close()])
  }
}

/** As a walk goes. */
function byFolder(a: string, b: string): number {
  const [one = '', other = ''] = [a, b].map((path) => path.replace('/', '\0'))
  return one < other ? -1 : 1
}

/** Gives the family that is kept another name: whoever says it believed what was kept. */
function mark(version?: number): void {
  const held = deserialize(readFileSync(kept))
  held.comparison.families[0].name = 'Comparaison gardée'
  writeFileSync(kept, serialize({ ...held, version: version ?? held.version }))
}

test('what a scan compared is what a library says later, to the last digit of what comparing again says', async () => {
  await scan()
  await run(['signalements', 'importer', 'lettres/signalements.csv', 'lettres'])
  const first = await now()
  rmSync(kept)
  const again = await now()
  expect(first).toStrictEqual(again)
  expect(again.paths).toEqual([...PATHS].sort())
  const { families, passages, scores } = again.comparison
  expect(families.map(({ documents }) => documents)).toEqual([[0, 3]])
  expect(passages.map(({ documents }) => documents)).toEqual([[0, 1, 2, 3, 4]])
  const values = again.priorities.map(({ priority }) => priority?.terms.score)
  expect(values).toEqual(scores.map((score) => score?.value))
  expect(again.priorities.map(({ heard }) => heard?.received)).toEqual([0, 0, 0, 0, 1])
  expect(again.planned.map(({ path, volume }) => [path, volume])).toEqual([
    ['aide/1.md', 90_000],
    ['aide-logement/0.md', undefined],
  ])
  // A scan lists the letters in another order, and gives each the same.
  const scanned: { path: string; priority: { terms: { score: number } } }[] = JSON.parse(
    await run(['scan', 'lettres', '--format', 'json', '--date', DAY]),
  )
  expect(scanned.map(({ path }) => path)).toEqual(PATHS.toSorted(byFolder).map((path) => `lettres/${path}`))
  for (const { path, priority } of scanned)
    expect(priority.terms.score).toBe(values[again.paths.indexOf(path.replace('lettres/', ''))])
  mark()
  const known = await now()
  expect(known.comparison.families.map(({ name }) => name)).toEqual(['Comparaison gardée'])
  expect(known.priorities).toStrictEqual(again.priorities)
})

test('a library is scanned from any folder, and its priorities asked from another, with the comparison that was kept', async () => {
  await scan()
  mark()
  const before = statSync(kept).mtimeMs
  const said = await run(['priorite', 'AL-012', 'lettres', '--date', DAY, '--format', 'json'])
  const elsewhere = await run(['priorite', '1.md', '..', '--date', DAY, '--format', 'json'], join(root, 'lettres/aide'))
  const { chemin, priorite } = JSON.parse(elsewhere)
  expect([chemin, priorite]).toEqual(['1.md', { ...JSON.parse(said).priorite, id: '1.md' }])
  const { out } = await runHere(['scan', '.'], { cwd: join(root, 'lettres'), env: { DATABASE_URL: undefined } })
  expect(out).toContain('1 modèle en plusieurs exemplaires')
  await scan('..', join(root, 'lettres/aide'))
  await scan(join(root, 'lettres'))
  await run(['scan', 'lettres/aide-logement', 'lettres/aide', '--format', 'csv'])
  expect(statSync(kept).mtimeMs).toBe(before)
})

test.each([
  ['a letter changed', async () => put('aide/1.md', `${OWN[3]} Apportez aussi une pièce d’identité.`)],
  ['a letter left', async () => rmSync(join(root, 'lettres/aide/1.md'))],
])('the letters are compared again once %s', async (_, change) => {
  await scan()
  mark()
  await change()
  // What is kept is that of the letters before; the scan streams, and compares nothing.
  await run(['scan', 'lettres', '--memoriser', '--format', 'jsonl'])
  const after = await now()
  expect(after.comparison.families.map(({ name }) => name)).not.toContain('Comparaison gardée')
  rmSync(kept)
  expect(await now()).toStrictEqual(after)
})

test('the letters are compared again where another version kept the comparison', async () => {
  await scan()
  mark(2)
  const after = await now()
  expect(after.comparison.families.map(({ name }) => name)).toEqual(['Lettre 0'])
  rmSync(kept)
  expect(await now()).toStrictEqual(after)
})
