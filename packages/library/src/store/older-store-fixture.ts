import { sql } from 'kysely'
import { MIGRATIONS } from './migrations.ts'
import { openTables } from './open-store.ts'
import type { Tables } from './schema.ts'
import type { StorePlace } from './store-place.ts'

/** A score as the first version wrote it: an indicator that is no longer measured, commitments without their rules. */
const SCORE = {
  value: 62.5,
  margin: 6.25,
  grade: 'D',
  gradeLabel: 'complexe',
  parts: { phrases: 70, vocabulaire: 55 },
  measured: ['phrases', 'vocabulaire'],
  contributions: [
    {
      indicator: 'longueur-moyenne',
      principle: 'phrases',
      value: 31,
      points: 90,
      contribution: 40,
      said: 'les phrases comptent 31 mots en moyenne',
    },
    {
      indicator: 'ancien',
      principle: 'vocabulaire',
      value: 4,
      points: 50,
      contribution: 22.5,
      said: '4 mots d’autrefois',
    },
  ],
  missing: [],
  engagements: { kept: 1, applicable: 2 },
  calibration: '2026-01',
  rules: '0.9',
}

/**
 * Makes a memory as the version with so many steps of the schema left it: one scan, then another that found « refus.md »
 * changed. Only the columns of the first version are filled, as no older program knew the others.
 */
export async function makeOlderStore(place: StorePlace, steps: number): Promise<void> {
  const opened = await openTables<Tables>(place, {
    create: true,
    migrations: MIGRATIONS.slice(0, steps),
    version: 'version',
  })
  if (opened === undefined) throw new Error('there is no store')
  const { db } = opened
  const score = JSON.stringify(SCORE)
  for (const [id, day, value] of [
    [1, '2026-01-10', 70],
    [2, '2026-02-10', 62.5],
  ] as const) {
    await sql`insert into scans (id, started_at, ended_at, state, scope, rules, calibration, documents, words, read, scored,
      median, grades, changes) values (${id}, ${`${day}T08:00:00.000Z`}, ${`${day}T08:01:00.000Z`}, 'finie', '[""]', '0.9',
      '2026-01', 2, 240, 2, 1, ${value}, '{"D":1}', '{"added":2}')`.execute(db)
  }
  for (const [path, hash, title] of [
    ['refus.md', 'h2', 'Refus d’aide — « été »'],
    ['perdu.md', null, null],
  ] as const) {
    await sql`insert into documents (path, hash, setup, size, mtime, format, type, title, words, value, grade, reference,
      service, volume, first_scan, last_scan) values (${path}, ${hash}, 's1', 900, 1, ${hash && 'md'}, ${hash && 'refus'},
      ${title}, 120, ${hash && 62.5}, ${hash && 'D'}, 'AL-012', 'social', 12000, 1, 2)`.execute(db)
    await sql`insert into history (scan, path, change, hash, setup, value, grade) values (1, ${path}, 'added', ${hash}, 's1',
      ${hash && 70}, ${hash && 'E'})`.execute(db)
  }
  await sql`insert into history (scan, path, change, hash, setup, value, grade, before_value, before_grade)
    values (2, 'refus.md', 'changed', 'h2', 's1', 62.5, 'D', 70, 'E')`.execute(db)
  await sql`insert into results (hash, setup, rules, calibration, format, type, title, words, sentences, score, findings,
    problems, is_cut) values ('h2', 's1', '0.9', '2026-01', 'md', 'refus', 'Refus d’aide — « été »', 120, 8, ${score},
    '[{"rule":"voix-passive","principle":"phrases","severity":"avis","message":"Dites qui.","start":0,"end":4,"loc":null,"suggestions":[]}]',
    '[]', 0)`.execute(db)
  await db.destroy()
}
