import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@limpide/library/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { met } from '../../../library/src/store/met-fixture.ts'
import { runHere } from '../command-fixture.ts'

let root: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'limpide-liste-'))
  const store = (await openStore({ root }, { create: true }))!
  const scan = await store.begin({ startedAt: '2026-11-22T08:00:00Z', scope: [''], rules: '1', calibration: '1' })
  const paths = Array.from({ length: 120 }, (_, i) => `l${String(i).padStart(3, '0')}.md`)
  await store.keep(
    scan,
    paths.map((path, i) =>
      met(path, `h${i}`, { meta: { service: i % 2 === 0 ? 'caf' : 'ccas', volume: i, owner: 'Lou' } }),
    ),
  )
  await store.finish(scan, { endedAt: '2026-11-22T08:01:00Z', read: 120, unopened: [] })
  await store.rank(
    scan,
    paths.map((path, i) => ({ path, class: i < 10 ? 'P1' : 'P3', value: i })),
  )
  await store.close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const run = (...args: readonly string[]) =>
  runHere(['liste', '.', ...args], { cwd: root, env: { DATABASE_URL: undefined } })

test('the memory gives the most urgent documents a page at a time, with whose they are', async () => {
  const { code, out, err } = await run()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const [titles, first, ...rest] = out.split('\n')
  expect(titles).toMatch(/^Priorité +Score +Par an +Document +Service +Qui$/)
  expect(first).toMatch(/^P1 +9 +B +40\/100 +9 +l009\.md +ccas +Lou$/)
  expect(rest.filter((line) => line.startsWith('P'))).toHaveLength(49)
  expect(rest[9]).toMatch(/^P3 +119 .* l119\.md/)
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  expect(out).toMatch(
    /Documents 1 à 50, sur 120\. Classement de l’analyse n° 1 \(22 novembre 2026\)\. La suite\u00a0: --page 2\.\n$/,
  )
  const last = await run('--page', '3')
  expect(last.out).toMatch(/Documents 101 à 120, sur 120\. Classement.*\)\.\n$/)
  expect((await run('--page', '4')).out).toBe('La page 4 est vide\u00a0: 120 documents.\n')
})

test('the documents of one service, as JSON too', async () => {
  const { out } = await run('--service', 'caf', '--page', '2', '--format', 'json')
  const { total, documents } = JSON.parse(out)
  expect(total).toBe(60)
  expect(documents).toHaveLength(10)
  expect(documents[0]).toMatchObject({
    chemin: 'l028.md',
    service: 'caf',
    priorite: 'P3',
    note: 'B',
    responsable: 'Lou',
  })
  expect((await run('--service', 'personne')).out).toContain('Aucun document classé du service «\u00a0personne\u00a0».')
})

test('a page that is no number, and a folder without a memory, say what to do', async () => {
  expect(await run('--page', 'deux')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--page 2') })
  const bare = mkdtempSync(join(tmpdir(), 'limpide-liste-'))
  const refused = await runHere(['list', '.'], { cwd: bare, env: { DATABASE_URL: undefined } })
  expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--memoriser') })
  rmSync(bare, { recursive: true })
})
