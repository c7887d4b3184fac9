import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedLimpide } from 'limpide'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createConfigs } from '../configs.ts'
import { keepReaders } from '../pool.ts'
import { files } from '../scan.ts'
import { openStore } from '../store/open-store.ts'
import { askPostgres, type Postgres, postgresFolder, startPostgres } from '../store/postgres-fixture.ts'
import type { Remembered } from '../store/scan-remembering.ts'
import type { Store, StoredScan } from '../store/store.ts'
import { type JobQueue, openJobQueue } from './job-queue.ts'
import { scanDistributed } from './scan-distributed.ts'
import { work } from './work.ts'

vi.setConfig({ testTimeout: 300_000 })

const letter = (number: number): string => `# Votre demande n° ${number}

Madame Durand-Lespinasse,

Afin de procéder à l’instruction de votre demande, il vous est demandé de transmettre l’ensemble des justificatifs relatifs à votre situation.

Votre dossier est incomplet. Il manque votre avis d’imposition. Envoyez cette pièce avant le ${number} mars 2026.
`
const bin = postgresFolder()
const limpide = sharedLimpide()
const configs = () => createConfigs(limpide.parseConfig)

interface Worker {
  readonly child: ChildProcess
  readonly read: string[]
  /** Resolves once it has said so many letters, or once it is gone. */
  said(letters: number): Promise<void>
  readonly gone: Promise<void>
}

describe.skipIf(bin === undefined)(
  'a scan shared between workers (skipped where Debian’s postgresql is not installed)',
  () => {
    let server: Postgres
    let databases = 0
    let url: string
    let root: string
    let store: Store
    let queue: JobQueue
    const workers: Worker[] = []

    beforeAll(() => {
      server = startPostgres(bin!)
    })
    afterAll(() => server?.stop())
    afterAll(keepReaders())
    beforeEach(async () => {
      databases += 1
      await askPostgres(server.url, `create database b${databases}`)
      url = server.url.replace('/postgres?', `/b${databases}?`)
      root = mkdtempSync(join(tmpdir(), 'limpide-lots-'))
      store = (await openStore({ root, url }, { create: true }))!
      queue = await openJobQueue({ url, rules: limpide.rulesVersion, heartbeatSeconds: 10 })
    })
    afterEach(async () => {
      for (const { child } of workers.splice(0)) child.kill('SIGKILL')
      await queue.close()
      await store.close()
      rmSync(root, { recursive: true, force: true })
    })

    const put = (path: string, content: string): void => {
      const file = join(root, path)
      mkdirSync(join(file, '..'), { recursive: true })
      writeFileSync(file, content)
    }
    const hire = (): Worker => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'worker-fixture.ts'), root, url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const read: string[] = []
      const waiting: { readonly letters: number; readonly go: () => void }[] = []
      let rest = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line !== 'ready' && !line.startsWith('done ')) read.push(line)
        for (const { letters, go } of waiting) if (read.length >= letters) go()
      })
      const gone = new Promise<void>((resolve) => child.on('close', () => resolve()))
      const worker = {
        child,
        read,
        said: (letters: number) => Promise.race([gone, new Promise<void>((go) => void waiting.push({ letters, go }))]),
        gone,
      }
      workers.push(worker)
      return worker
    }
    interface Shared {
      readonly records: readonly Remembered[]
      readonly scan: StoredScan | undefined
    }
    const shared = async (
      more: { resume?: number; signal?: AbortSignal; onLeft?: (left: number) => void } = {},
    ): Promise<Shared> => {
      const records: Remembered[] = []
      let ended: StoredScan | undefined
      const found = scanDistributed([root], files([root], { configs: configs() }), {
        store,
        queue,
        options: { seconds: 60 },
        unopened: [],
        scope: [''],
        now: () => new Date(),
        onEnd: (scan) => {
          ended = scan
        },
        onProgress: ({ left, isWhole }) => {
          if (isWhole) more.onLeft?.(left)
        },
        ...(more.resume === undefined ? {} : { resume: more.resume }),
        ...(more.signal === undefined ? {} : { signal: more.signal }),
      })
      for await (const one of found) records.push(one)
      return { records, scan: ended }
    }
    test('a worker told to stop gives back what it did not read', async () => {
      for (let i = 1; i <= 60; i++) put(`l${String(i).padStart(3, '0')}.md`, letter(i))
      const first = hire()
      const scanning = shared()
      await first.said(3)
      first.child.kill('SIGTERM')
      await first.gone
      await work({ store, queue, untilEmpty: true, configs: async () => configs(), now: () => new Date() })
      const { scan: ended, records } = await scanning
      expect(ended).toMatchObject({ state: 'finie', documents: 60, scored: 60, read: 60 })
      expect(records.every(({ change }) => change === 'added')).toBe(true)
      expect(await store.deadLetters()).toEqual([])
    })

    test('whoever asked may leave: the workers go on, and the scan is ended by asking again', async () => {
      for (let i = 1; i <= 60; i++) put(`l${String(i).padStart(3, '0')}.md`, letter(i))
      const stop = new AbortController()
      const stopped = await shared({ signal: stop.signal, onLeft: () => stop.abort() })
      expect(stopped).toEqual({ records: [], scan: undefined })
      await work({ store, queue, untilEmpty: true, configs: async () => configs(), now: () => new Date() })
      const unfinished = await store.unfinished([''])
      expect(unfinished).toMatchObject({ id: 1, state: 'interrompue' })
      // What is in line already, done or not, is not put there again.
      const { scan: ended } = await shared({ resume: 1 })
      expect(ended).toMatchObject({ id: 1, state: 'finie', documents: 60, read: 60 })
    })

    test('a machine that does not see the shared folder says so, and its batch goes to another', async () => {
      for (let i = 1; i <= 3; i++) put(`l${i}.md`, letter(i))
      const scanning = shared()
      const elsewhere = (await openStore({ root: join(root, 'montage-oublie'), url }, { create: false }))!
      const lost = await work({
        store: elsewhere,
        queue,
        configs: async () => configs(),
        now: () => new Date(),
      }).catch((error: unknown) => error)
      expect(lost).toMatchObject({ problem: { code: 'bibliotheque-absente', what: expect.stringContaining('l1.md') } })
      const stop = new AbortController()
      const working = work({ store, queue, signal: stop.signal, configs: async () => configs(), now: () => new Date() })
      expect((await scanning).scan).toMatchObject({ documents: 3, scored: 3 })
      stop.abort()
      await working
      await elsewhere.close()
      expect(await store.deadLetters()).toEqual([])
    })

    test('a letter that is gone when its turn comes is given up with its reason, and the others are read', async () => {
      for (let i = 1; i <= 3; i++) put(`l${i}.md`, letter(i))
      const stop = new AbortController()
      await shared({ signal: stop.signal, onLeft: () => stop.abort() })
      rmSync(join(root, 'l2.md'))
      const ending = new AbortController()
      const working = work({
        store,
        queue,
        signal: ending.signal,
        configs: async () => configs(),
        now: () => new Date(),
      })
      // The walk no longer meets it: it is neither counted nor lost.
      const { scan: ended } = await shared({ resume: 1 })
      ending.abort()
      await working
      expect(ended).toMatchObject({ documents: 3, scored: 2 })
      expect(await store.deadLetters()).toMatchObject([{ path: 'l2.md', reason: 'ce fichier n’existe pas', tries: 3 }])
    })

    test('a worker with other rules leaves the batches to those who have the same', async () => {
      put('l1.md', letter(1))
      const stop = new AbortController()
      await shared({ signal: stop.signal, onLeft: () => stop.abort() })
      const other = await openJobQueue({ url, rules: '0.1', heartbeatSeconds: 10 })
      expect(await other.take()).toBeUndefined()
      expect([...(await other.elsewhere())]).toEqual([[limpide.rulesVersion, 1]])
      await other.close()
      expect(await queue.left(1)).toBe(1)
    })
  },
)
