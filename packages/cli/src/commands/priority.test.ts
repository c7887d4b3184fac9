import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders } from '@limpide/library'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runHere } from '../command-fixture.ts'

let root: string
afterAll(keepReaders())
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-priorite-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('what the inventory said at the last scan holds for the priority that is asked for later', async () => {
  const run = (...args: readonly string[]) => runHere(args, { cwd: root, env: { DATABASE_URL: undefined } })
  const text = 'Nous refusons votre demande. Vos revenus dépassent la limite. Vous pouvez nous écrire avant le 3 juin. '
  writeFileSync(join(root, 'refus.md'), `# Refus\n\n${text.repeat(6)}\n`)
  writeFileSync(join(root, 'inventaire.csv'), 'Fichier;Réf.;Envois par an\nrefus.md;AL-012;12 000\n')
  await run('scan', '.', '--memoriser', '--inventaire', 'inventaire.csv')
  const { priorite } = JSON.parse((await run('priorite', 'AL-012', '.', '--format', 'json')).out)
  expect(priorite.terms).toMatchObject({ reach: 12_000, estimated: false })
})
