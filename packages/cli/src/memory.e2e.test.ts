import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders, STORE_FILE } from '@limpide/library'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runHere } from './command-fixture.ts'

vi.setConfig({ testTimeout: 180_000 })

const COMMAND = join(import.meta.dirname, '..', 'bin', 'limpide.js')
const letter = (number: number): string => `# Votre demande n° ${number}

Madame,

Afin de procéder à l’instruction de votre demande, il vous est demandé de transmettre l’ensemble des justificatifs relatifs à votre situation.

Votre dossier est incomplet. Il manque votre avis d’imposition. Envoyez cette pièce avant le 15 mars 2026.
`
let root: string

afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-cli-memoire-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string): void {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, DATABASE_URL: undefined, ...env },
  })
}

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runHere(args, { cwd: root, env: { DATABASE_URL: undefined, ...env } })

test('without --memoriser nothing is written, and what asks for a memory says how to make one', async () => {
  put('a.md', letter(1))
  const { code, out } = await run(['scan', '.'])
  expect(code).toBe(0)
  expect(out).not.toContain('mémoris')
  expect(readdirSync(root)).toEqual(['a.md'])
  for (const args of [
    ['scan', '.', '--depuis', '1'],
    ['scan', '.', '--reprendre'],
    ['historique', '.'],
  ]) {
    const refused = await run(args)
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('--memoriser')
  }
  expect(readdirSync(root)).toEqual(['a.md'])
})

test('a library that remembers says what moved, lists it alone, and tells its history', async () => {
  for (const i of [1, 2, 3, 4]) put(`modeles/l${i}.md`, letter(i))
  const first = await run(['scan', 'modeles', '--memoriser'])
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('Analyse n° 1 mémorisée')
  expect(existsSync(join(root, 'modeles', STORE_FILE))).toBe(true)

  const same = await run(['scan', 'modeles'])
  expect(same.out).toContain('aucun changement. 4 documents connus, 0 lu.')
  const before = (out: string): string => out.slice(0, out.search(/Analyse n°|Depuis/))
  expect(before(same.out)).toBe(before(first.out))

  put('modeles/l1.md', letter(10))
  put('modeles/l5.md', letter(5))
  rmSync(join(root, 'modeles/l4.md'))
  const changed = await run(['scan', 'modeles', '--depuis', '2'])
  expect(changed).toMatchObject({ code: 0, err: '' })
  expect(changed.out).toMatch(
    /Depuis l’analyse n° 2 \(.*\)\u00a0: 1 ajouté, 1 modifié, 1 retiré\. 2 documents connus, 2 lus\./,
  )
  expect(changed.out).toContain('l5.md')
  expect(changed.out).not.toContain('l2.md')

  // The threshold is about what changed.
  expect((await run(['scan', 'modeles', '--depuis', '3', '--seuil', '0'])).code).toBe(0)
  expect((await run(['scan', 'modeles', '--depuis', '2', '--seuil', '0'])).code).toBe(1)

  const history = await run(['historique', 'modeles', '--format', 'json'])
  expect(JSON.parse(history.out).slice(-3)).toMatchObject([
    { numero: 3, etat: 'finie', documents: 4, lus: 2, changements: { ajoutes: 1, modifies: 1, retires: 1 } },
    { numero: 2, documents: 4, lus: 0 },
    { numero: 1, documents: 4, lus: 4, changements: { ajoutes: 4 } },
  ])
  const table = await run(['history', 'modeles'])
  expect(table.out).toContain('1 ajouté, 1 modifié, 1 retiré')
  for (const line of table.out.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
})

test('with a memory and without one, the machine output is the same to the byte', async () => {
  for (const i of [1, 2, 3]) put(`l${i}.md`, letter(i))
  const without = (await run(['scan', '.', '--format', 'jsonl'])).out
  await run(['scan', '.', '--memoriser'])
  expect((await run(['scan', '.', '--format', 'jsonl'])).out).toBe(without)
  const csv = (await run(['scan', '.', '--format', 'csv'])).out
  rmSync(join(root, '.limpide'), { recursive: true })
  expect((await run(['scan', '.', '--format', 'csv'])).out).toBe(csv)
})

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
  test(`a scan stopped by ${signal} goes on where it was with --reprendre`, async () => {
    const total = 160
    for (let i = 0; i < total; i++) put(`l${String(i).padStart(3, '0')}.md`, letter(i))
    const child = start(['scan', '.', '--memoriser', '--format', 'jsonl'])
    child.stderr?.resume()
    let given = 0
    child.stdout?.on('data', (data: Buffer) => {
      given += data.toString().split('\n').length - 1
      // A second Control-C stops at once: one is sent.
      if (given >= 80 && !child.killed) child.kill(signal)
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(signal === 'SIGINT' ? 130 : null)
    const [stopped] = JSON.parse((await run(['historique', '.', '--format', 'json'])).out)
    expect(stopped.etat).toBe(signal === 'SIGINT' ? 'interrompue' : 'en-cours')

    const { code: resumed, out } = await run(['scan', '.', '--reprendre'])
    expect(resumed).toBe(0)
    const [, known, read] = /(\d+) documents connus, (\d+) lus?\./.exec(out)!.map(Number)
    expect(known! + read!).toBe(total)
    // Sixteen readings at most were at risk.
    expect(known).toBeGreaterThanOrEqual(given - 16)
    const scans = JSON.parse((await run(['historique', '.', '--format', 'json'])).out)
    expect(scans).toMatchObject([{ numero: 1, etat: 'finie', documents: total, changements: { ajoutes: total } }])
  })
}

test('a database that does not answer stops a scan only when the memory was asked for', async () => {
  put('a.md', letter(1))
  const env = { DATABASE_URL: 'postgresql://limpide:secret@127.0.0.1:1/base' }
  const without = await run(['scan', '.'], env)
  expect(without.code).toBe(0)
  expect(without.err).toContain('L’analyse continue sans mémoire.')
  const asked = await run(['scan', '.', '--memoriser'], env)
  expect(asked).toMatchObject({ code: 2, out: '' })
  for (const { err } of [without, asked]) {
    expect(err).toContain('DATABASE_URL')
    expect(err).not.toMatch(/secret|\n\s+at /)
  }
})
