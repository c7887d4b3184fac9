import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { met } from './met-fixture.ts'
import { openStore } from './open-store.ts'
import { STORE_FILE } from './store-place.ts'

const WRITER = join(import.meta.dirname, 'store-writer-fixture.ts')
const FINISHER = join(import.meta.dirname, 'store-finisher-fixture.ts')
vi.setConfig({ testTimeout: 120_000 })

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-durable-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

interface Writer {
  readonly child: ChildProcess
  /** Resolves once this many batches were said to be written. */
  said(batches: number): Promise<void>
  readonly done: Promise<{ readonly last: number; readonly code: number | null; readonly err: string }>
}

function write(library: string, name: string, ...more: readonly string[]): Writer {
  const child = spawn(process.execPath, [WRITER, library, name, ...more])
  let out = ''
  let err = ''
  const waiting: { readonly batches: number; readonly go: () => void }[] = []
  const last = (): number => Number(out.split('\n').slice(0, -1).at(-1) ?? -1)
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    for (const { batches, go } of waiting) if (last() >= batches) go()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return {
    child,
    said: (batches) => new Promise((go) => void waiting.push({ batches, go })),
    done: new Promise((resolve) => child.on('close', (code) => resolve({ last: last(), code, err }))),
  }
}

function content(library: string): { paths: string[]; check: unknown } {
  const db = new DatabaseSync(join(library, STORE_FILE))
  try {
    return {
      paths: db
        .prepare('select path from documents order by path')
        .all()
        .map(({ path }) => String(path)),
      check: db.prepare('pragma integrity_check').get()?.integrity_check,
    }
  } finally {
    db.close()
  }
}

test('twenty processes killed while they write lose nothing that was said written, and leave no half batch', async () => {
  const library = mkdtempSync(join(root, 'b-'))
  for (let round = 0; round < 20; round++) {
    const writer = write(library, `w${round}`)
    await writer.said(round % 5)
    // Not on a boundary: somewhere in the next transactions.
    await new Promise((resolve) => setTimeout(resolve, round * 1.7))
    writer.child.kill('SIGKILL')
    const { last } = await writer.done
    const { paths, check } = content(library)
    expect(check).toBe('ok')
    const own = paths.filter((path) => path.startsWith(`w${round}/`))
    expect(own.length % 10).toBe(0)
    expect(own.length / 10).toBeGreaterThanOrEqual(last + 1)
  }
  const store = await openStore({ root: library }, { create: false })
  expect((await store!.scans()).length).toBe(20)
  await store!.close()
})

test('a scan killed while it is being remembered is ended by the next one: each letter leaves once', async () => {
  const library = mkdtempSync(join(root, 'b-'))
  const total = 4_000
  const store = (await openStore({ root: library }, { create: true }))!
  const first = await store.begin({ startedAt: '2026-11-22T08:00:00Z', scope: [''], rules: '1', calibration: '1' })
  await store.keep(
    first,
    Array.from({ length: total }, (_, i) => met(`l${i}.md`, `h${i}`)),
  )
  await store.finish(first, { endedAt: '2026-11-22T08:01:00Z', read: total, unopened: [] })
  const child = spawn(process.execPath, [FINISHER, library])
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const gone = new Promise((resolve) => child.on('close', resolve))
  const db = new DatabaseSync(join(library, STORE_FILE))
  const count = (question: string): number => Number(Object.values(db.prepare(question).get() ?? {})[0])
  const removed = (): number => count('select count(*) from documents where removed_scan is not null')
  while (removed() === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  child.kill('SIGKILL')
  await gone
  expect(said).toBe('2\n')
  const left = total - removed()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(total)
  // Nothing is half told: what left has its line of history, and the scan is not said finished.
  expect(count("select count(*) from history where change = 'deleted'")).toBe(total - left)
  expect(await store.unfinished([''])).toMatchObject({ id: 2, state: 'en-cours' })
  const ended = await store.finish(2, { endedAt: '2026-11-22T09:00:00Z', read: 0, unopened: [] })
  expect(ended).toMatchObject({ state: 'finie', documents: 0, changes: { deleted: total } })
  expect(count("select count(distinct path) from history where change = 'deleted'")).toBe(total)
  expect(count("select count(*) from history where change = 'deleted'")).toBe(total)
  db.close()
  await store.close()
})

test('two processes that write at once keep everything, and say nothing', async () => {
  const library = mkdtempSync(join(root, 'b-'))
  const writers = [write(library, 'a', '100'), write(library, 'b', '100')]
  for (const { done } of writers) expect(await done).toMatchObject({ code: 0, last: 99, err: '' })
  const { paths, check } = content(library)
  expect(check).toBe('ok')
  expect(paths.length).toBe(2_000)
})

test('a reader is not kept waiting by a writer', async () => {
  const library = mkdtempSync(join(root, 'b-'))
  await write(library, 'a', '4').done
  const store = await openStore({ root: library }, { create: false })
  const writer = new DatabaseSync(join(library, STORE_FILE))
  // In the middle of a transaction for as long as the reader asks: one that waited for it would never have its answer.
  writer.exec("begin immediate; delete from documents; delete from results; insert into meta values ('x', 'y')")
  const asked = [{ path: 'a/1/1.md', hash: 'a-1-1', setup: 's1' }]
  for (let i = 0; i < 50; i++) expect((await store!.lookUp(asked)).get('a/1/1.md')?.record).toBeDefined()
  expect((await store!.previous(['a/1/1.md'])).size).toBe(1)
  writer.exec('commit')
  expect((await store!.lookUp(asked)).get('a/1/1.md')?.record).toBeUndefined()
  writer.close()
  await store!.close()
})
