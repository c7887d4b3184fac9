import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 120_000 })

const COMMAND = join(import.meta.dirname, '..', 'bin', 'limpide.js')
const LETTERS = 180
/** What a terminal is told so that a line makes room for the next one. */
const WIPED = '\r\u001b[2K'
/** `script`, of util-linux, gives a program a terminal. */
const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-terminal-'))
  for (let i = 0; i < LETTERS; i++)
    writeFileSync(
      join(root, `l${i}.md`),
      `# Votre demande n° ${i}\n\nMadame,\n\nVotre dossier est complet. Vous recevrez une réponse dans deux mois. Vous n’avez rien à envoyer.\n`,
    )
  writeFileSync(join(root, 'inventaire.csv'), 'Où;Direction\nl1.md;CAF\n')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What somebody sees in a terminal, who answers the first question asked. */
function seen(
  args: readonly string[],
  answer: string,
): Promise<{ readonly screen: string; readonly code: number | null }> {
  const line = [process.execPath, COMMAND, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, DATABASE_URL: undefined, TERM: 'xterm', COLUMNS: '120' },
  })
  let screen = ''
  let isAsked = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    if (isAsked || !screen.includes('donne le chemin')) return
    isAsked = true
    child.stdin.write(`${answer}\n`)
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ screen, code })))
}

describe.skipIf(!hasTerminal)('in a terminal (skipped where util-linux has no « script »)', () => {
  test('the column of paths is asked for once, then a line says how far the scan is, and the list takes its place', async () => {
    const args = ['scan', '.', '--inventaire', 'inventaire.csv', '--memoriser']
    const first = await seen(args, 'Où')
    expect(first.code).toBe(0)
    expect(first.screen).toContain(
      'Quelle colonne de inventaire.csv donne le chemin du document\u00a0? («\u00a0Où\u00a0», «\u00a0Direction\u00a0»)',
    )
    expect(first.screen).toContain('Direction → service, Où → chemin')
    const shown = first.screen.split(WIPED).filter((line) => /^\d+(?: \/ 180)? lettres?[^\r\n]* · l\d/.test(line))
    expect(shown.length).toBeGreaterThan(2)
    // The line is wiped before the list.
    expect(first.screen.lastIndexOf(WIPED)).toBeLessThan(first.screen.indexOf(`${LETTERS} documents, `))
    expect(first.screen).toContain('Analyse n° 1 mémorisée')

    const second = await seen(args, 'rien')
    expect(second.code).toBe(0)
    expect(second.screen).not.toContain('Quelle colonne')
    expect(second.screen).toContain(`${LETTERS} documents connus, 0 lu.`)
  })
})
