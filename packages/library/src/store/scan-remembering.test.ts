import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sharedLimpide } from 'limpide'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createConfigs } from '../configs.ts'
import { listingOf } from '../listing.ts'
import { keepReaders } from '../pool.ts'
import type { ScanRecord } from '../record.ts'
import { scan } from '../scan.ts'
import { openShelf } from '../shelf.ts'
import { fillShelf } from './fill-shelf.ts'
import { openStore } from './open-store.ts'
import { type Remembered, type RememberOptions, scanRemembering } from './scan-remembering.ts'
import type { StoredScan } from './store.ts'
import { STORE_FILE, storePlace } from './store-place.ts'

const letter = (number: number): string => `# Votre demande n° ${number}

Madame Durand-Lespinasse,

Afin de procéder à l’instruction de votre demande, il vous est demandé de transmettre l’ensemble des justificatifs relatifs à votre situation.

Votre dossier est incomplet. Il manque votre avis d’imposition. Envoyez cette pièce avant le ${number} mars 2026.
`
vi.setConfig({ testTimeout: 120_000 })

let root: string

// Each scan is read by the readers of the one before.
afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-memoire-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string): void {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
}

interface Scanned {
  readonly said: readonly string[]
  readonly read: readonly string[]
  readonly records: readonly ScanRecord[]
  readonly scan: StoredScan | undefined
}

async function scanned(more: Partial<RememberOptions> = {}, path = root): Promise<Scanned> {
  const store = (await openStore({ root }, { create: true }))!
  const all: Remembered[] = []
  let ended: StoredScan | undefined
  const found = scanRemembering([path], {
    configs: createConfigs(sharedLimpide().parseConfig),
    store,
    now: () => new Date(),
    concurrency: 1,
    onEnd: (scan) => {
      ended = scan
    },
    ...more,
  })
  for await (const one of found) all.push(one)
  await store.close()
  const name = (record: ScanRecord): string => record.path.replace(`${root}/`, '')
  return {
    said: all.flatMap(({ record, change }) => (change === null ? [] : [`${change} ${name(record)}`])),
    read: all.flatMap(({ record, isRead }) => (isRead ? [name(record)] : [])),
    records: all.map(({ record }) => record),
    scan: ended,
  }
}

async function stateless(): Promise<ScanRecord[]> {
  const found: ScanRecord[] = []
  for await (const record of scan([root], { configs: createConfigs(sharedLimpide().parseConfig) })) found.push(record)
  return found
}

const withoutSuggestions = (records: readonly ScanRecord[]): unknown =>
  records.map((record) => ({
    ...record,
    findings: record.findings.map((finding) => ({ ...finding, suggestions: [] })),
  }))

test('what did not change is not read again, and says the same as when it was', async () => {
  for (const i of [1, 2, 3]) put(`d${i}/lettre.md`, letter(i))
  put('vide.txt', '')
  const first = await scanned()
  expect(first.read).toHaveLength(4)
  const second = await scanned()
  expect(second).toMatchObject({ said: [], read: [] })
  expect(second.scan).toMatchObject({ id: 2, read: 0, documents: 4, scored: 3 })
  expect(second.scan!.median).toBe(first.scan!.median)
  expect(second.records).toEqual(withoutSuggestions(await stateless()))
})

test('a caller that wants suggestions has them all, as without a memory', async () => {
  put('a.md', letter(1))
  await scanned()
  const { records, read } = await scanned({ suggestions: true })
  expect(read).toEqual(['a.md'])
  expect(records).toEqual(await stateless())
  expect(records[0]!.findings.some(({ suggestions }) => suggestions.length > 0)).toBe(true)
})

test('where lists are enough, no result is read again of a letter that is where it was, and lists say the same', async () => {
  for (const i of [1, 2, 3, 4]) put(`l${i}.md`, letter(i))
  put('vide.txt', '')
  const brief = { brief: true, remarks: false }
  const listed = (records: readonly ScanRecord[]): unknown => records.map((record) => listingOf(record).record)
  const first = await scanned(brief)
  // The results are no longer there: what is said comes from elsewhere.
  const db = new DatabaseSync(join(root, STORE_FILE))
  db.exec('create table autres as select * from results')
  db.exec('delete from results')
  const second = await scanned(brief)
  expect(second).toMatchObject({ said: [], read: [] })
  expect(listed(second.records)).toEqual(listed(first.records))
  expect(second.records.map(({ path }) => path)).toEqual(first.records.map(({ path }) => path))
  expect(second.scan).toMatchObject({ documents: 5, scored: 4, median: first.scan!.median })
  db.exec('insert into results select * from autres')
  db.close()
  put('l2.md', letter(20))
  renameSync(join(root, 'l3.md'), join(root, 'renommee.md'))
  rmSync(join(root, 'l4.md'))
  const third = await scanned(brief)
  expect(third).toMatchObject({ read: ['l2.md'], scan: { changes: { added: 0, changed: 1, moved: 1, deleted: 1 } } })
  expect(listed(third.records)).toEqual(listed(await stateless()))
  put('limpide.yml', 'regles:\n  phrase-longue: non\n')
  expect((await scanned(brief)).scan!.changes).toMatchObject({ changed: 0, rescored: 4 })
  expect((await scanned({ ...brief, afresh: true })).read).toHaveLength(4)
})

test('a scan of known letters, all in one folder, hears whoever stops it', async () => {
  for (let i = 0; i < 200; i++) put(`${i}.txt`, 'Votre dossier est complet.')
  const brief = { brief: true, remarks: false }
  // The dates of files that have just been written are not believed: they would be opened.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  try {
    await scanned(brief)
    const stop = new AbortController()
    const configs = createConfigs(sharedLimpide().parseConfig)
    const store = (await openStore({ root }, { create: false }))!
    let given = 0
    const found = scanRemembering([root], { ...brief, configs, store, now: () => new Date(), signal: stop.signal })
    for await (const _ of found) {
      given += 1
      if (given === 1) setImmediate(() => stop.abort())
    }
    const [last] = await store.scans(1)
    await store.close()
    expect(given).toBeLessThan(200)
    expect(last).toMatchObject({ state: 'interrompue' })
  } finally {
    vi.useRealTimers()
  }
})

test('a shelf of which some letters are only listed is filled from the memory, and compares as if all were read', async () => {
  for (const i of [1, 2, 3]) put(`l${i}.md`, letter(i))
  await scanned({ brief: true, remarks: false })
  put('l2.md', letter(20))
  const store = (await openStore({ root }, { create: false }))!
  const configs = createConfigs(sharedLimpide().parseConfig)
  const [shelf, whole] = [openShelf(), openShelf()]
  const found = scanRemembering([root], { configs, store, now: () => new Date(), brief: true, remarks: false })
  let kept = 0
  for await (const { record, listing, listed } of found) {
    shelf.put(record, { remarks: false, listing, listed })
    if (listed !== undefined) kept += 1
  }
  expect(kept).toBe(2)
  for (const record of await stateless()) whole.put(record, { remarks: false })
  expect(shelf.seal()).toBe(whole.seal())
  expect(await fillShelf(shelf, store)).toBe(true)
  for (const one of whole.briefs()) {
    expect(shelf.core(one)).toEqual(whole.core(one))
    expect(shelf.fingerprint(one)).toBe(whole.fingerprint(one))
  }
  const emptied = openShelf()
  const lost = { hash: 'absent', setup: 's' }
  const [letterThere] = await stateless()
  emptied.put(letterThere!, { remarks: false, listed: lost })
  expect(await fillShelf(emptied, store)).toBe(false)
  expect(emptied.core({ rank: 0 }).title).toBe(letterThere!.title)
  for (const one of [shelf, whole, emptied]) one.close()
  await store.close()
})

test('the text of the letters is nowhere in the memory, unless the team keeps it', async () => {
  put('a.md', letter(1))
  await scanned()
  const held = (): string =>
    readdirSync(join(root, '.limpide'))
      .map((name) => readFileSync(join(root, '.limpide', name), 'latin1'))
      .join('')
  expect(held()).toContain('locution')
  expect(held()).not.toContain('Lespinasse')
  expect(held()).not.toMatch(/justificatifs relatifs/)
  put('limpide.yml', 'conserver-texte: oui\n')
  await scanned()
  expect(held()).toMatch(/justificatifs relatifs/)
  const { read, records } = await scanned({ suggestions: true, excerpts: true })
  expect(read).toEqual([])
  expect(records[0]!.findings.some(({ excerpt }) => excerpt !== undefined)).toBe(true)
  expect((await scanned()).records[0]!.findings.every(({ excerpt }) => excerpt === undefined)).toBe(true)
})

test('added, changed, moved and deleted letters are told, and only the new contents are read', async () => {
  for (const i of [1, 2, 3, 4]) put(`l${i}.md`, letter(i))
  await scanned()
  put('l2.md', letter(20))
  renameSync(join(root, 'l3.md'), join(root, 'renommee.md'))
  rmSync(join(root, 'l4.md'))
  put('l5.md', letter(5))
  const { read, scan: ended } = await scanned()
  expect(read).toEqual(['l2.md', 'l5.md'])
  expect(ended!.changes).toEqual({ added: 1, changed: 1, moved: 1, deleted: 1, rescored: 0 })
  expect(ended!.documents).toBe(4)
})

test('a configuration that changes the rules re-reads, and says that the letters did not change', async () => {
  put('a.md', letter(1))
  await scanned()
  put('limpide.yml', 'regles:\n  phrase-longue: non\n')
  expect((await scanned()).scan!.changes).toMatchObject({ changed: 0, rescored: 1 })
  put('limpide.yml', 'regles:\n  phrase-longue: non\ndocuments:\n  - chemin: b.md\n    volume: 12\n')
  expect((await scanned()).read).toEqual([])
  // The content was known under the first rules already.
  rmSync(join(root, 'limpide.yml'))
  expect(await scanned()).toMatchObject({ read: [], said: ['rescored a.md'] })
})

test('a file whose size and dates are the same is not opened again; one rewritten under its old date is', async () => {
  put('a.md', letter(11))
  put('b.md', letter(22))
  // The dates of a file that has just been written are not believed.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  try {
    await scanned()
    const db = new DatabaseSync(join(root, STORE_FILE))
    db.exec("update documents set hash = (select hash from documents where path = 'b.md') where path = 'a.md'")
    db.close()
    const second = await scanned()
    expect(second.read).toEqual([])
    expect(second.records.map(({ title }) => title)).toEqual(['Votre demande n° 22', 'Votre demande n° 22'])
    expect((await scanned({ afresh: true })).records[0]!.title).toBe('Votre demande n° 11')
    const { atime, mtime } = statSync(join(root, 'b.md'))
    put('b.md', letter(33))
    utimesSync(join(root, 'b.md'), atime, mtime)
    expect(await scanned()).toMatchObject({ said: ['changed b.md'], read: ['b.md'] })
  } finally {
    vi.useRealTimers()
  }
})

test('a letter that gets clearer is told better, a touch inside the margin stable, and other rules are told apart', async () => {
  const hard = `${letter(1)}\n${'Il est procédé, sous réserve de la production des pièces dont la liste est fixée par arrêté, et nonobstant toute disposition contraire, à l’instruction de la demande susvisée par les services compétents en vertu de la délégation qui leur est consentie. '.repeat(12)}`
  const clear = `# Votre demande\n\nMadame,\n\n${'Votre dossier est complet. Vous recevrez une réponse dans deux mois. '.repeat(30)}`
  put('better.md', hard)
  put('worse.md', clear)
  put('stable.md', letter(4))
  const first = await scanned()
  expect(first.scan!.trend).toEqual({
    changed: { better: 0, worse: 0, stable: 0 },
    rescored: { better: 0, worse: 0, stable: 0 },
  })
  expect(first.scan!.margin).toBeGreaterThan(0)
  put('better.md', clear.replace('Madame', 'Monsieur'))
  put('worse.md', hard.replace('Madame', 'Monsieur'))
  put('stable.md', letter(5))
  expect((await scanned()).scan!.trend!.changed).toEqual({ better: 1, worse: 1, stable: 1 })
  put('limpide.yml', 'regles:\n  phrase-longue: non\n')
  const { trend } = (await scanned()).scan!
  expect(trend!.changed).toEqual({ better: 0, worse: 0, stable: 0 })
  expect(trend!.rescored.better + trend!.rescored.worse + trend!.rescored.stable).toBe(3)
})

test('what is said of a letter: limpide.yml first, its front matter, then its folders; the memory gives it back', async () => {
  const matter = '---\nservice: ccas\ndemarche: Aides\nresponsable: Lou\nvolume: 40\n---\n\n'
  put('mairie/etat-civil/a.md', matter + letter(1))
  put('mairie/etat-civil/b.md', letter(2))
  const metas = async () => {
    const store = (await openStore({ root }, { create: false }))!
    const found = []
    for await (const { meta } of store.documents()) found.push(meta)
    await store.close()
    return found
  }
  await scanned()
  const folders = { service: 'mairie', procedure: 'etat-civil' }
  const own = { service: 'ccas', procedure: 'Aides', owner: 'Lou', volume: 40 }
  expect(await metas()).toEqual([own, folders])
  const again = await scanned()
  expect(again.read).toEqual([])
  expect(again.records[0]!.declared).toEqual(own)
  put('limpide.yml', 'documents:\n  - { chemin: mairie/etat-civil/a.md, volume: 900, responsable: Max }\n')
  expect((await scanned()).read).toEqual([])
  expect(await metas()).toEqual([{ ...own, owner: 'Max', volume: 900 }, folders])
})

test('a type declared for a letter re-reads it alone', async () => {
  put('a.md', letter(1))
  put('b.md', letter(2))
  put('limpide.yml', 'documents:\n  - chemin: b.md\n')
  await scanned()
  put('limpide.yml', 'documents:\n  - chemin: b.md\n    type: refus\n')
  const { read, records } = await scanned()
  expect(read).toEqual(['b.md'])
  expect(records.map(({ type }) => type)[1]).toBe('refus')
})

test('everything is read again when it is asked for', async () => {
  put('a.md', letter(1))
  await scanned()
  expect((await scanned({ afresh: true })).read).toEqual(['a.md'])
})

test('letters behind a closed door are not taken for deleted', async () => {
  put('ferme/a.md', letter(1))
  put('b.md', letter(2))
  await scanned()
  chmodSync(join(root, 'ferme'), 0)
  const { scan: ended } = await asOrdinaryUser(() => scanned())
  chmodSync(join(root, 'ferme'), 0o755)
  expect(ended!.changes.deleted).toBe(0)
})

/** No door is closed to root: for the time of the work, the process is nobody, and the folder is nobody's. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  const nobody = 65_534
  chownSync(root, nobody, nobody)
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }))
    chownSync(join(root, path), nobody, nobody)
  process.seteuid?.(nobody)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

test('a scan stopped by its caller keeps what was read and goes on from there', async () => {
  for (let i = 1; i <= 30; i++) put(`l${String(i).padStart(2, '0')}.md`, letter(i))
  const stop = new AbortController()
  const store = (await openStore({ root }, { create: true }))!
  const configs = createConfigs(sharedLimpide().parseConfig)
  let seen = 0
  for await (const _ of scanRemembering([root], { configs, store, now: () => new Date(), signal: stop.signal })) {
    seen += 1
    if (seen === 10) stop.abort()
  }
  const [stopped] = await store.scans()
  await store.close()
  expect(stopped).toMatchObject({ id: 1, state: 'interrompue', read: 10 })
  const { read, scan: ended } = await scanned({ resume: 1 })
  expect(read).toHaveLength(20)
  expect(ended).toMatchObject({ id: 1, state: 'finie', read: 30, documents: 30, changes: { added: 30 } })
})

test('a scan killed in the middle goes on where it was: nothing is lost, nothing is read twice for long', async () => {
  const total = 200
  for (let i = 1; i <= total; i++) put(`l${String(i).padStart(3, '0')}.md`, letter(i))
  const script = join(import.meta.dirname, 'scan-fixture.ts')
  const child: ChildProcess = spawn(process.execPath, [script, root], { stdio: ['ignore', 'pipe', 'inherit'] })
  let given = 0
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (data: Buffer) => {
      given += data.toString().split('\n').length - 1
      if (given >= 80) resolve()
    })
    child.on('exit', () => resolve())
  })
  child.kill('SIGKILL')
  await new Promise((resolve) => child.on('close', resolve))
  expect(given).toBeLessThan(total)
  const store = (await openStore({ root }, { create: false }))!
  const unfinished = await store.unfinished([''])
  await store.close()
  expect(unfinished).toMatchObject({ id: 1, state: 'en-cours' })
  const { read, scan: ended, records } = await scanned({ resume: 1 })
  // What was given before the kill is kept, but for the last readings.
  expect(read.length).toBeLessThanOrEqual(total - given + 16)
  expect(ended).toMatchObject({ id: 1, state: 'finie', documents: total, changes: { added: total, deleted: 0 } })
  expect(records).toHaveLength(total)
  expect(await scanned()).toMatchObject({ read: [], said: [] })
})

test('the library of a path is the nearest folder with a memory or a configuration', async () => {
  put('a/b/c.md', letter(1))
  expect(storePlace(join(root, 'a/b')).root).toBe(join(root, 'a/b'))
  expect(storePlace(join(root, 'a/b/c.md')).root).toBe(join(root, 'a/b'))
  put('a/limpide.yml', '')
  expect(storePlace(join(root, 'a/b')).root).toBe(join(root, 'a'))
  put(STORE_FILE, '')
  expect(storePlace(join(root, 'a/b')).root).toBe(join(root, 'a'))
  rmSync(join(root, 'a/limpide.yml'))
  expect(storePlace(join(root, 'a/b')).root).toBe(root)
  expect(storePlace(root, 'mysql://autre').url).toBeUndefined()
  expect(storePlace(root, 'postgres://h/b').url).toBe('postgres://h/b')
})
