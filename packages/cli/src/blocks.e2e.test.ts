import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders } from '@limpide/library'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runHere } from './command-fixture.ts'

vi.setConfig({ testTimeout: 180_000 })

const BOX =
  'Vous pouvez contester cette décision devant le tribunal administratif de Valmont dans un délai de deux mois à compter de la notification de la présente décision, après avoir exercé un recours administratif préalable obligatoire.'
const OWN = [
  'Vous avez demandé une carte de stationnement. Vous ne pouvez pas la recevoir. Votre médecin n’a pas rempli le certificat.',
  'Votre enfant ne peut pas manger à la cantine lundi. La cuisine est en travaux. Préparez-lui un repas froid.',
  'Le compteur de votre maison fuit. Un agent vient mardi matin. Fermez le robinet avant son passage.',
  'Votre bourse est refusée cette année. Les revenus de vos parents ont augmenté. Vous pouvez refaire la demande en mai.',
]
let root: string

afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-cli-blocs-'))
  for (const [i, own] of OWN.entries()) put(i, own)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(i: number, own: string): void {
  mkdirSync(join(root, 'lettres'), { recursive: true })
  writeFileSync(
    join(root, 'lettres', `${i}.md`),
    `# Lettre du service ${'ABCDEFGH'[i]}\n\nMadame,\n\n${own}\n\n${BOX}\n`,
  )
}

const run = (args: readonly string[]) => runHere(args, { cwd: root, env: { DATABASE_URL: undefined } })

test('a box of four models is shown once, with its letters, its gain and the line where it reads', async () => {
  const { code, out, err } = await run(['blocs', 'lettres'])
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).toContain('1 bloc commun dans 4 documents')
  expect(out).toContain('1. Voies de recours\u00a0: 4 lettres, 4 modèles')
  expect(out).toContain('Vous pouvez contester cette décision')
  expect(out).toMatch(/Une correction améliore 4 lettres\u00a0: \d+,\d points? de moins chacune, en moyenne\./)
  expect(out).toContain('À lire dans lettres/0.md, ligne 7')
})

test('as JSON, every letter of a block and of a model is named', async () => {
  const { out } = await run(['blocks', 'lettres', '--format', 'json'])
  const { blocs, modeles } = JSON.parse(out)
  expect(blocs).toHaveLength(1)
  expect(blocs[0]).toMatchObject({ nature: 'recours', modeles: 4 })
  expect(blocs[0].lettres).toEqual(['lettres/0.md', 'lettres/1.md', 'lettres/2.md', 'lettres/3.md'])
  expect(modeles).toEqual([])
})

test('a copy made for someone else is the same model; a scan tells of it, and its lines of JSON hold no fingerprint', async () => {
  writeFileSync(join(root, 'lettres', 'copie.md'), `# Lettre du service A\n\nMonsieur Durand,\n\n${OWN[0]}\n\n${BOX}\n`)
  const blocks = await run(['blocs', 'lettres'])
  expect(blocks.out).toContain('ces 2 lettres sont le même modèle')
  expect(blocks.out).toContain('5 lettres, 4 modèles')
  const table = await run(['scan', 'lettres'])
  expect(table.out).toContain(
    '1 bloc commun, 1 modèle en plusieurs exemplaires\u00a0: voyez «\u00a0limpide blocs lettres\u00a0»',
  )
  const lines = await run(['scan', 'lettres', '--format', 'jsonl'])
  expect(lines.out).not.toContain('fingerprint')
})

test('in a remembered library, a letter that is added is the only one read, and the answer is that of a first reading', async () => {
  await run(['scan', 'lettres', '--memoriser'])
  put(4, 'Le parc ferme plus tôt en hiver. Les grilles sont fermées à dix-sept heures. Sortez avant cette heure.')
  const scan = await run(['scan', 'lettres', '--memoriser'])
  expect(scan.out).toContain('4 documents connus, 1 lu')
  const remembered = await run(['blocs', 'lettres', '--format', 'json'])
  rmSync(join(root, 'lettres', '.limpide'), { recursive: true, force: true })
  rmSync(join(root, '.limpide'), { recursive: true, force: true })
  const afresh = await run(['blocs', 'lettres', '--format', 'json'])
  expect(remembered.out).toBe(afresh.out)
  expect(JSON.parse(afresh.out).blocs[0].lettres).toHaveLength(5)
})

test('a number of blocks that is none is refused with an example', async () => {
  const { code, err } = await run(['blocs', 'lettres', '--nombre', 'dix'])
  expect(code).toBe(2)
  expect(err).toContain('--nombre 20')
})
