import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { keepReaders, STORE_FILE } from '@limpide/library'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runHere } from './command-fixture.ts'
import { openReportTables } from './commands/tables.ts'

vi.setConfig({ testTimeout: 120_000 })

const COMMAND = join(import.meta.dirname, '..', 'bin', 'limpide.js')
const [BEFORE, AFTER] = [4, 80]

let root: string
let site: ChildProcess
let said = ''

afterAll(keepReaders())
afterAll(() => {
  site?.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'limpide-site-et-analyse-'))
  writeFileSync(
    join(root, 'limpide.yml'),
    'documents:\n  - { chemin: l0.md, reference: AL-012, titre: Refus d’aide }\n',
  )
  put(0, BEFORE)
  await runHere(['scan', '.', '--memoriser'], { cwd: root, env: { DATABASE_URL: undefined } })
  site = start(['serve', '.', '--port', '0'])
  await new Promise<void>((resolve, reject) => {
    site.on('close', () => reject(new Error(said)))
    site.stdout?.on('data', (bytes) => {
      said += bytes
      if (said.includes('Jeton d’administration')) resolve()
    })
  })
})

function put(from: number, to: number): void {
  for (let i = from; i < to; i++)
    writeFileSync(
      join(root, `l${i}.md`),
      `# Votre demande n° ${i}\n\nMadame,\n\nAfin de procéder à l’instruction de votre demande, il vous est demandé de transmettre l’ensemble des justificatifs relatifs à votre situation.\n\nVotre dossier est incomplet. Envoyez cette pièce avant le 15 mars 2027.\n`,
    )
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, DATABASE_URL: undefined },
  })
}

/** Sends a report as a browser without a script does; gives the status of the last page. */
async function report(at: string, comment: string): Promise<number> {
  const form = await fetch(`${at}/signaler`)
  const cookie = form.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const key = /name="cle" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
  const written = { cle: key, reference: 'AL-012', commentaire: comment, accord: 'oui', etape: 'envoyer' }
  const sent = await fetch(`${at}/signaler`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams(written),
  })
  await sent.text()
  return sent.status
}

test('a library is scanned while its site is open: every page answers, every report and every letter is kept', async () => {
  const at = /Carte\s: (\S+)\//.exec(said)?.[1] ?? ''
  const token = /: (limpide_\S+)/.exec(said)?.[1] ?? ''
  put(BEFORE, AFTER)
  const scanning = start(['scan', '.', '--format', 'csv'])
  let isOver = false
  let out = ''
  scanning.stdout?.on('data', (bytes) => {
    out += bytes
  })
  const code = new Promise<number | null>((resolve) =>
    scanning.on('close', (ended) => {
      isOver = true
      resolve(ended)
    }),
  )
  const statuses: number[] = []
  let reports = 0
  while (!isOver) {
    const map = await fetch(`${at}/`, { headers: { authorization: `Bearer ${token}` } })
    await map.text()
    statuses.push(map.status)
    if (reports < 4) {
      reports += 1
      statuses.push(await report(at, `Je ne comprends pas ce qu’il faut envoyer, essai ${reports}.`))
    }
  }
  expect(await code).toBe(0)
  expect(statuses.length).toBeGreaterThan(4)
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(out.trimEnd().split('\r\n')).toHaveLength(AFTER + 1)

  const kept = await openReportTables(root)
  expect(await kept.list()).toHaveLength(reports)
  await kept.close()
  const db = new DatabaseSync(join(root, STORE_FILE))
  expect(db.prepare('pragma integrity_check').get()?.integrity_check).toBe('ok')
  expect(db.prepare('select count(*) as n from documents where removed_scan is null').get()?.n).toBe(AFTER)
  db.close()
  const after = await runHere(['scan', '.'], { cwd: root, env: { DATABASE_URL: undefined } })
  expect(after.out).toContain(`${AFTER} documents connus, 0 lu.`)
  const stopped = new Promise((resolve) => site.on('close', resolve))
  site.kill('SIGTERM')
  expect(await stopped).toBe(0)
})
