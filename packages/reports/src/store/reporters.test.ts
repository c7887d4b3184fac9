import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@limpide/library/store'
import { expect, test } from 'vitest'
import { createReportStore } from './report-store.ts'
import { REPORT_MIGRATIONS, REPORT_VERSION, type ReportTables } from './schema.ts'

test('the file of a library says neither who reports, nor that one person reports two documents', async () => {
  const root = mkdtempSync(join(tmpdir(), 'limpide-reporters-'))
  const opened = await openTables<ReportTables>(
    { root },
    { create: true, migrations: REPORT_MIGRATIONS, version: REPORT_VERSION },
  )
  if (opened === undefined) throw new Error('no store was made')
  const store = createReportStore(opened.db)
  const send = (reference: string, path?: string) =>
    store.add(
      {
        report: { role: 'usager', difficulties: ['mots'], comment: '', suggestion: '', reference },
        channel: 'formulaire',
        reporter: 'visite:un-cookie-de-visite',
        ...(path === undefined ? {} : { match: { path, by: 'reference' } }),
      },
      '2026-03-02T12:00:00.000Z',
    )
  for (const [reference, path] of [['A', 'a.md'], ['A', 'a.md'], ['B', 'b.md'], ['x'], ['y']] as const)
    await send(reference, path)

  const rows = await opened.db.selectFrom('report_reporters').selectAll().execute()
  const tokens = rows.flatMap(({ token }) => token ?? [])
  expect([tokens.length, new Set(tokens).size]).toEqual([3, 2])
  const sealed = rows.flatMap((row) => row.sealed ?? [])
  expect([sealed.length, new Set(sealed).size]).toEqual([2, 2])
  expect(JSON.stringify(await store.list())).not.toContain(tokens[0])

  const folder = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = folder.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('')
  expect(bytes).toContain(tokens[0])
  expect(bytes).not.toContain('un-cookie-de-visite')

  // Once its document is found, nothing is left that the secret of the installation opens.
  const [waiting] = await store.list({ path: null })
  await store.attach(waiting?.id ?? '', 'b.md', { actor: 'Lou', how: 'personne' }, '2026-03-02T13:00:00.000Z')
  const after = await opened.db.selectFrom('report_reporters').selectAll().execute()
  expect(after.filter((row) => row.sealed !== null)).toHaveLength(1)
  await store.close()
  rmSync(root, { recursive: true, force: true })
})
