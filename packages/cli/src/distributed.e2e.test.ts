import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ScanRecord } from '@limpide/library'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { askPostgres, type Postgres, postgresFolder, startPostgres } from '../../library/src/store/postgres-fixture.ts'

vi.setConfig({ testTimeout: 900_000 })

const COMMAND = join(import.meta.dirname, '..', 'bin', 'limpide.js')
const letter = (number: number): string => `# Votre demande n° ${number}

Madame,

Afin de procéder à l’instruction de votre demande, il vous est demandé de transmettre l’ensemble des justificatifs relatifs à votre situation.

Votre dossier est incomplet. Il manque votre avis d’imposition. Envoyez cette pièce avant le 15 mars 2026.
`
/** So long that its reader uses more processor than it may: it is stopped, on a busy machine as on a quiet one. */
const ENDLESS = Array.from(
  { length: 20_000 },
  (_, i) =>
    `Il est procédé à l’instruction du dossier ${i} par les services compétents, sous réserve des ${i} pièces que vous devez produire.\n\n`,
).join('')
const bin = postgresFolder()

interface Answer {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

describe.skipIf(bin === undefined)(
  'a scan shared between machines (skipped where Debian’s postgresql is not installed)',
  () => {
    let server: Postgres
    let root: string
    const children: ChildProcess[] = []

    beforeAll(() => {
      server = startPostgres(bin!)
    })
    afterAll(() => server?.stop())
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'limpide-partage-'))
    })
    afterEach(() => {
      for (const child of children.splice(0)) child.kill('SIGKILL')
      rmSync(root, { recursive: true, force: true })
    })

    const put = (path: string, content: string): void => {
      const file = join(root, path)
      mkdirSync(join(file, '..'), { recursive: true })
      writeFileSync(file, content)
    }
    const start = (args: readonly string[], url = server.url): { child: ChildProcess; answer: Promise<Answer> } => {
      const child = spawn(process.execPath, [COMMAND, ...args], {
        cwd: root,
        env: { ...process.env, FORCE_COLOR: undefined, DATABASE_URL: url },
      })
      children.push(child)
      let out = ''
      let err = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text
      })
      return { child, answer: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) }
    }
    const run = (args: readonly string[], url?: string): Promise<Answer> => start(args, url).answer
    const ask = (question: string) => askPostgres(server.url, question)
    /** Asks until the base answers what is waited for. */
    const until = async (question: string, isThere: (value: number) => boolean): Promise<void> => {
      for (;;) {
        const [row] = await ask(question).catch(() => [])
        if (row !== undefined && isThere(Number(Object.values(row)[0]))) return
        await pause(100)
      }
    }
    const jsonl = (out: string): ScanRecord[] =>
      out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ScanRecord]))

    test('three workers, one killed with -9 in mid-batch, a letter that hangs its readers, the base restarted: every letter is there once', async () => {
      const total = 80
      for (let i = 1; i <= total; i++) put(`d${i % 7}/l${String(i).padStart(3, '0')}.md`, letter(i))
      const alone = jsonl((await run(['scan', '.', '--format', 'jsonl'], '')).out)
      expect(alone).toHaveLength(total)
      put('d3/poison.md', ENDLESS)

      const scanning = start(['scan', '.', '--distribue', '--format', 'jsonl', '--delai', '2'])
      await until("select count(*) from limpide_travaux.job where name like 'lots-%'", (found) => found === 2)
      const workers = [start(['worker', '.'])]
      await until("select count(*) from limpide_travaux.job where state = 'active'", (found) => found === 1)
      workers.push(start(['worker', '.']), start(['worker', '.']))
      // Some letters of its batch are kept, others are not read yet: it is killed in the middle.
      await until('select count(*) from limpide.documents', (found) => found > 0)
      workers[0]!.child.kill('SIGKILL')
      expect((await workers[0]!.answer).code).toBe(null)
      await until('select count(*) from limpide.documents', (found) => found > total / 2)
      server.restart()

      const { code, out, err } = await scanning.answer
      // One letter could not be read.
      expect({ code, err }).toEqual({ code: 3, err: expect.not.stringMatching(/\n\s+at /) })
      const found = jsonl(out)
      expect(new Set(found.map(({ path }) => path)).size).toBe(total + 1)
      const withoutSuggestions = (records: readonly ScanRecord[]): unknown =>
        records
          .filter(({ path }) => path !== 'd3/poison.md')
          .map((record) => ({ ...record, findings: record.findings.map((one) => ({ ...one, suggestions: [] })) }))
      expect(withoutSuggestions(found)).toEqual(withoutSuggestions(alone))
      const poison = found.find(({ path }) => path === 'd3/poison.md')
      expect(poison!.problems).toMatchObject([{ code: 'lettre-abandonnee' }])
      expect(poison!.problems[0]!.what).toMatch(/3\u00a0essais.*2\u00a0secondes/)

      // The line is empty, the batch of the killed worker was taken again, and the store says each letter once.
      const [state] = await ask(`select
      (select count(*) from limpide.documents where removed_scan is null) as documents,
      (select count(*) from limpide_travaux.job where state in ('created', 'retry', 'active')) as waiting,
      (select count(*) from limpide_travaux.job where name like 'lots-%' and state = 'completed' and retry_count > 0) as again,
      (select count(*) from limpide.scans where state = 'finie') as scans`)
      expect(state).toMatchObject({ documents: String(total + 1), waiting: '0', scans: '1' })
      expect(Number(state!.again)).toBeGreaterThan(0)

      const dead = await run(['worker', '.', '--morts'])
      expect(dead.code).toBe(0)
      expect(dead.out).toMatch(
        /^1 lettre abandonnée\u00a0:\nd3\/poison\.md\n {4}.*2\u00a0secondes.*\(3 essais, en dernier par .*analyse n° 1/,
      )
      for (const { child } of workers) child.kill('SIGINT')
      for (const { answer } of workers.slice(1)) {
        const { code: ended, err: said } = await answer
        expect(ended).toBe(0)
        expect(said).toMatch(/^Prêt\u00a0:/)
        expect(said).toMatch(/\d+ lots?, \d+ lettres?/)
      }

      // Nothing changed: a second scan reads the one letter that was given up, and says so.
      rmSync(join(root, 'd3/poison.md'))
      const again = start(['scan', '.', '--distribue'])
      expect((await run(['worker', '.', '--vider'])).code).toBe(0)
      const helper = start(['worker', '.'])
      const second = await again.answer
      helper.child.kill('SIGINT')
      expect(second.code).toBe(0)
      expect(second.out).toContain('1 retiré.')
      expect(second.out).toContain(`${total} documents connus, 0 lu.`)
    })

    test('without a base, or where it does not answer, the command says what to do', async () => {
      put('a.md', letter(1))
      for (const args of [
        ['scan', '.', '--distribue'],
        ['worker', '.'],
      ]) {
        const { code, out, err } = await run(args, '')
        expect({ code, out }).toEqual({ code: 2, out: '' })
        expect(err).toContain('DATABASE_URL')
        const away = await run(args, 'postgresql://limpide:secret@127.0.0.1:1/base')
        expect({ code: away.code, out: away.out }).toEqual({ code: 2, out: '' })
        expect(away.err).not.toMatch(/secret|\n\s+at /)
      }
    })
  },
)
