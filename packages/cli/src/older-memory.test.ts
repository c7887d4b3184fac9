import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { keepReaders, STORE_FILE } from '@limpide/library'
import { openTables } from '@limpide/library/store'
import { dataOf, openMap } from '@limpide/map'
import { PLAN_MIGRATIONS, PLAN_VERSION } from '@limpide/map/plan'
import { REPORT_MIGRATIONS, REPORT_VERSION } from '@limpide/reports/store'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeOlderStore } from '../../library/src/store/older-store-fixture.ts'
import { runHere } from './command-fixture.ts'
import { openMemory } from './commands/memory.ts'
import { openSession } from './commands/session.ts'
import { openPlanTables, openReportTables } from './commands/tables.ts'
import { libraryNow } from './library-now.ts'
import { servedMap } from './served-map.ts'

vi.setConfig({ testTimeout: 60_000 })

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-ancienne-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
afterAll(keepReaders())

/** Writes to the memory as another program would. */
function write(statement: string): void {
  const db = new DatabaseSync(join(root, STORE_FILE))
  db.exec(statement)
  db.close()
}

/** The memory of a library as the very first version left it: letters, a report and a plan, each with its first step only. */
async function leaveFirstVersion(): Promise<void> {
  await makeOlderStore({ root }, 1)
  const first = async (migrations: typeof REPORT_MIGRATIONS | typeof PLAN_MIGRATIONS, version: string, row: string) => {
    const tables = await openTables<object>({ root }, { create: false, migrations: migrations.slice(0, 1), version })
    if (tables === undefined) throw new Error('there is no store')
    await tables.db.destroy()
    write(row)
  }
  await first(
    REPORT_MIGRATIONS,
    REPORT_VERSION,
    `insert into reports (id, received_at, channel, date, role, difficulties, comment, suggestion, masked, state, path, matched_by)
      values ('r1', '2026-02-03T08:00:00.000Z', 'formulaire', '2026-02-03', 'usager', '["mots"]', 'Que veut dire « susvisé » ?',
      '', '[]', 'recu', 'refus.md', 'reference')`,
  )
  await first(
    PLAN_MIGRATIONS,
    PLAN_VERSION,
    `insert into plans (path, revision, step, owner, title, opened_at, updated_at)
      values ('refus.md', 1, 'en-reecriture', 'Pôle courrier', 'Refus', '2026-02-11', '2026-02-11')`,
  )
}

test('a memory left by the first version is served with its letters, its report and its plan, and says that its scores are old', async () => {
  await leaveFirstVersion()
  const memory = await openMemory(root, { create: false, isNeeded: true })
  if (memory === undefined) throw new Error('there is no memory')
  const [session, reports, plan] = [await openSession({}), await openReportTables(root), await openPlanTables(root)]
  try {
    const library = await libraryNow({ memory, reports, plan }, session, '2026-02-20')
    const html = await servedMap(library, session, root, { memory, plans: plan, now: '2026-02-20' })
    const { head, documents, details } = await openMap(dataOf(html))
    expect(documents.map(({ title, score, step }) => [title, score?.grade, step])).toEqual([
      ['perdu.md', undefined, null],
      ['Refus d’aide — « été »', 'D', 'en réécriture'],
    ])
    const sheet = await details(1)
    expect(sheet.reports?.items.map(({ comment }) => comment)).toEqual(['Que veut dire « susvisé » ?'])
    expect(sheet.plan).toMatchObject({ owner: 'Pôle courrier', step: 'en-reecriture' })
    expect(sheet.past.map(({ date, value }) => [date.slice(0, 10), value])).toEqual([
      ['2026-01-10', 70],
      ['2026-02-10', 62.5],
    ])
    expect(sheet.score?.contributions.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(625)
    expect(head.scans.map(({ median, rewritten, list }) => [median, rewritten, list])).toEqual([
      [70, null, null],
      [62.5, null, null],
    ])
    expect(head.listMoves).toBeNull()
    expect(head.problems).toMatchObject([
      {
        code: 'scores-d-une-autre-version',
        what: expect.stringContaining('règles 0.9, calibrage 2026-01'),
        fix: `Relancez l’analyse : limpide scan ${root} --memoriser.`,
      },
    ])
  } finally {
    await Promise.all([memory.close(), reports.close(), plan.close()])
  }
})

test('a memory without a letter is served as a map that says it is empty', async () => {
  const memory = await openMemory(root, { create: true, isNeeded: true })
  if (memory === undefined) throw new Error('there is no memory')
  const [session, reports, plan] = [await openSession({}), await openReportTables(root), await openPlanTables(root)]
  try {
    const library = await libraryNow({ memory, reports, plan }, session, '2026-02-20')
    const html = await servedMap(library, session, root, { memory, plans: plan, now: '2026-02-20' })
    const { head, documents } = await openMap(dataOf(html))
    expect(documents).toEqual([])
    expect(head).toMatchObject({ counts: { known: 0, scored: 0 }, scans: [], listMoves: null, problems: [] })
  } finally {
    await Promise.all([memory.close(), reports.close(), plan.close()])
  }
})

test('the map of a library remembered by the first version goes on from its past; the next one says what moved', async () => {
  await leaveFirstVersion()
  const plain =
    'Nous refusons votre demande. Vos revenus dépassent la limite. Vous pouvez nous écrire avant le 3 juin. '
  const heavy =
    'Il ne saurait être donné une suite favorable à la demande susvisée, nonobstant les pièces qui ont été produites par vos soins, dès lors que les conditions exigées par la réglementation en vigueur ne sont pas remplies. '
  const declare = (volume: number): void =>
    writeFileSync(
      join(root, 'limpide.yml'),
      `documents:\n  - chemin: refus.md\n    volume: ${volume}\n    enjeu: droit\n    type: autre\n    dernier-envoi: 03/10/2026\n    responsable: Pôle courrier\n`,
    )
  const draw = async () => {
    const answer = await runHere(['map', root, '--sortie', 'carte.html'], {
      cwd: root,
      env: { DATABASE_URL: undefined },
    })
    expect(answer.err).not.toMatch(/erreur|Error/i)
    return openMap(dataOf(readFileSync(join(root, 'carte.html'), 'utf8')))
  }
  writeFileSync(join(root, 'refus.md'), `# Refus\n\n${plain.repeat(6)}\n`)
  declare(10)
  const first = await draw()
  expect(first.head.scans.map(({ median }) => median === null)).toEqual([false, false, false])
  expect(first.head.listMoves).toBeNull()
  expect(first.head.problems).toEqual([])
  const sheet = await first.details(0)
  expect(sheet.past.map(({ change }) => change)).toEqual(['added', 'changed', 'changed'])
  expect(sheet).toMatchObject({ lastSent: '2026-10-03', owner: 'Pôle courrier', plan: { owner: 'Pôle courrier' } })
  const before = first.documents[0]?.priority?.class ?? ''
  expect(before).toMatch(/P[34]/)

  writeFileSync(join(root, 'refus.md'), `# Refus\n\n${heavy.repeat(6)}\n`)
  declare(900_000)
  const second = await draw()
  const after = second.documents[0]?.priority?.class
  expect(after).toMatch(/P[12]/)
  const move = { document: 0, title: 'Refus', before, after, why: 'modifié' }
  expect(second.head.listMoves).toEqual({ entered: [move], left: [] })
  // What correcting one rule would give was tried on the letter itself, and kept with its score.
  const { gains } = await second.details(0)
  const value = second.documents[0]?.score?.value ?? 0
  expect(gains.length).toBeGreaterThan(1)
  expect(gains.map((gain) => gain.rule)).toContain('phrase-longue')
  for (const gain of gains) expect(gain.value).toBeLessThan(value)
  expect(second.head.scans.at(-1)?.list).toEqual({ entered: 1, left: 0 })

  // Its file goes: it leaves the list, under the name it had.
  rmSync(join(root, 'refus.md'))
  const third = await draw()
  expect(third.head.listMoves?.left).toEqual([
    { document: null, title: 'Refus', before: after, after: null, why: 'retiré' },
  ])
  expect(third.head.counts).toMatchObject({ known: 1, scored: 0, absent: 1 })
})

test('the memory of a newer version is left as it is: the map is drawn without it and says what to do, the site does not open', async () => {
  await leaveFirstVersion()
  write("update meta set value = '99' where key = 'version'")
  const bytes = readFileSync(join(root, STORE_FILE))
  const where = { cwd: root, env: { DATABASE_URL: undefined } }
  const drawn = await runHere(['map', root, '--sortie', 'carte.html'], where)
  expect(drawn).toMatchObject({ code: 0 })
  const site = await runHere(['serve', root], where)
  expect(site).toMatchObject({ code: 2, out: '' })
  for (const { err } of [drawn, site])
    expect(err).toContain('Mettez limpide à jour sur ce poste. Rien n’a été modifié.')
  expect(drawn.err).toContain('L’analyse continue sans mémoire.')
  expect(readFileSync(join(root, STORE_FILE)).equals(bytes)).toBe(true)
})
