import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@limpide/library/store'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createReportStore, type ReportStore } from './report-store.ts'
import { REPORT_MIGRATIONS, REPORT_VERSION, type ReportTables } from './schema.ts'

const NOON = '2026-03-02T12:00:00.000Z'
const LATER = '2026-04-02T12:00:00.000Z'

let root: string
let db: Kysely<ReportTables>
let store: ReportStore
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-mask-again-'))
})
beforeEach(async () => {
  const opened = await openTables<ReportTables>(
    { root: mkdtempSync(join(root, 'b-')) },
    { create: true, migrations: REPORT_MIGRATIONS, version: REPORT_VERSION },
  )
  if (opened === undefined) throw new Error('no store was made')
  db = opened.db
  store = createReportStore(db)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A report as an older masking would have kept it. */
async function keptBefore(comment: string, more: { readonly document?: string; readonly attachment?: string } = {}) {
  const added = await store.add(
    { report: { role: 'usager', difficulties: [], comment: '', suggestion: '' }, channel: 'formulaire' },
    NOON,
  )
  const id = added?.id ?? ''
  await db
    .updateTable('reports')
    .set({ comment, masked: '[{"kind":"nom","count":1}]', masking: 0, ...more })
    .where('id', '=', id)
    .execute()
  return id
}

describe('what an older masking kept', () => {
  test('is masked as today, once; the journal tells how many lost something, and not what', async () => {
    const id = await keptBefore('[nom] et Wilfried Nkoulou, n° caf 7 845 126, ne comprennent pas le cerfa 15646*01.', {
      attachment: 'Lettre à [nom], 12 rue Haute 67000 Strasbourg',
    })
    await keptBefore('Une phrase de neuf lignes.')
    expect(await store.maskAgain(LATER)).toBe(1)
    const report = await store.get(id)
    expect(report?.comment).toBe('[nom] et [nom], n° caf [numéro de dossier], ne comprennent pas le cerfa 15646*01.')
    expect(report?.attachment).toBe('Lettre à [nom], [adresse]')
    expect(report?.masked).toEqual([
      { kind: 'nom', count: 2 },
      { kind: 'dossier', count: 1 },
    ])
    expect(await store.maskAgain(LATER)).toBe(0)
    expect(await store.journal()).toEqual([{ at: LATER, actor: 'limpide', action: 'masque mieux un signalement' }])
    await store.close()
  })

  test('is masked to the last of them, however many there are', async () => {
    for (let i = 0; i < 101; i++) await keptBefore('Mme Kervinio ne comprend pas.')
    expect(await store.maskAgain(LATER)).toBe(101)
    expect(new Set((await store.list()).map(({ comment }) => comment))).toEqual(new Set(['Mme [nom] ne comprend pas.']))
    await store.close()
  })

  test('keeps its document, and what a person decided of its title serves still', async () => {
    const id = await keptBefore('Trop long.', { document: 'lettre de Wilfried Nkoulou' })
    await store.attach(id, 'modeles/bleue.md', { actor: 'Lou', how: 'personne' }, NOON)
    expect(await store.maskAgain(LATER)).toBe(1)
    expect(await store.get(id)).toMatchObject({ document: 'lettre de [nom]', path: 'modeles/bleue.md' })
    expect(JSON.stringify([...(await store.decisions())])).not.toContain('nkoulou')
    await store.add(
      {
        report: { role: 'usager', difficulties: [], comment: 'b', suggestion: '', document: 'lettre de Odile Tassin' },
        channel: 'formulaire',
      },
      LATER,
    )
    expect(await store.list({ path: 'modeles/bleue.md' })).toHaveLength(2)
    await store.close()
  })
})
