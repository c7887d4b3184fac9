import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, scanRemembering } from '@limpide/library/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../exit.ts'
import { libraryNow } from '../library-now.ts'
import { planSource } from '../plan-source.ts'
import { exportPlan } from './plan.ts'
import { openSession } from './session.ts'
import { openPlanTables, openReportTables } from './tables.ts'

const NOW = '2026-03-02T12:00:00.000Z'
const LOU = { actor: 'Lou', role: 'responsable', reason: 'essai en agence' } as const
const HARD =
  'Il ne saurait être donné une suite favorable à la demande susvisée, nonobstant les pièces qui ont été produites par vos soins, dès lors que les conditions exigées par la réglementation en vigueur ne sont pas remplies. '
const CLEAR =
  'Nous refusons votre demande. Vos revenus dépassent la limite. Vous pouvez nous écrire avant le 3 juin. Nous vous répondrons. '

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-plan-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('what a scan knows of a letter is what the plan publishes, and what is written for a meeting', async () => {
  const file = join(root, 'refus.md')
  writeFileSync(
    join(root, 'limpide.yml'),
    'services:\n  social: { nom: Action sociale }\ndocuments:\n  - chemin: refus.md\n    titre: Refus de carte\n    reference: AL-012\n    service: social\n    volume: 12000\n',
  )
  const memory = await openStore({ root }, { create: true })
  if (memory === undefined) throw new Error('no store was made')
  const session = await openSession({})
  const scan = async (text: string): Promise<void> => {
    writeFileSync(file, `# Refus\n\n${text.repeat(6)}\n`)
    const { configs } = session
    const found = scanRemembering([root], {
      configs,
      store: memory,
      now: () => new Date(),
      afresh: false,
      suggestions: false,
      onEnd: () => {},
    })
    for await (const _ of found);
  }
  const [reports, plan] = [await openReportTables(root), await openPlanTables(root)]
  const source = planSource(plan, memory, session, () => libraryNow({ memory, reports, plan }, session, '2026-03-02'))
  const letter = async () => {
    const [one] = await source.documents()
    if (one === undefined) throw new Error('the letter is not there')
    return one
  }

  await scan(HARD)
  const before = await letter()
  expect(before).toMatchObject({
    path: 'refus.md',
    title: 'Refus de carte',
    reference: 'AL-012',
    service: 'social',
    volume: 12_000,
  })
  expect(before.expected?.value).toBeLessThan(before.score?.value ?? 0)
  expect(await source.services()).toEqual(new Map([['social', 'Action sociale']]))
  await plan.open(before.path, before, LOU, NOW)
  await plan.edit(before.path, 1, { step: 'en-reecriture' }, LOU, NOW)
  await plan.edit(before.path, 2, { step: 'relecture-juridique' }, LOU, NOW)
  await scan(CLEAR)
  const after = await letter()
  expect(after.hash).not.toBe(before.hash)
  expect(after.score?.value).toBeLessThan(before.score?.value ?? 0)
  await plan.publish(before.path, 3, { on: '2026-03-02', known: after }, LOU, NOW)
  await Promise.all([memory.close(), reports.close(), plan.close()])

  const [text, sheet] = [join(root, 'bilan.md'), join(root, 'plan.csv')]
  expect(await exportPlan(root, { format: 'md', sortie: text, equipe: 'Ville de Brives', annee: '2026' })).toBe(0)
  const score = (of: typeof before): string => `${of.score?.grade}, ${Math.round(of.score?.value ?? 0)} sur 100`
  expect(readFileSync(text, 'utf8')).toContain(
    `### Refus de carte\n- Publié le 2 mars 2026.\n- Note\u00a0: de ${score(before)} à ${score(after)}.\n- Aucun essai auprès d’usagers.`,
  )
  expect(await exportPlan(root, { format: 'csv', sortie: sheet, equipe: 'x', etape: 'publie' })).toBe(0)
  expect(readFileSync(sheet, 'utf8').trimEnd().split('\r\n')).toHaveLength(2)
  expect(await exportPlan(root, { format: 'md', sortie: text, equipe: 'x', annee: '2025' })).toBe(0)
  expect(readFileSync(text, 'utf8')).not.toContain('### Refus de carte')
  const wrong = { format: 'md', sortie: join(root, 'rien', 'x.md'), equipe: 'x' } as const
  await expect(exportPlan(root, wrong)).rejects.toThrow(UsageError)
  await expect(exportPlan(root, { ...wrong, annee: 'hier' })).rejects.toThrow('n’est pas une année')
  await expect(exportPlan(join(root, 'ailleurs'), wrong)).rejects.toThrow(UsageError)
  expect(existsSync(join(root, 'ailleurs'))).toBe(false)
})
