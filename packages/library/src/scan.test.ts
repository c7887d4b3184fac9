import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, gains, sharedLimpide } from 'limpide'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createConfigs } from './configs.ts'
import { keepReaders, LIMITS } from './pool.ts'
import type { ScanRecord } from './record.ts'
import { type ScanOptions, scan, scanWithText } from './scan.ts'

const LETTER = `# Votre demande de logement

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

let root: string
/** Most of these scans are read by the readers of the one before. */
let release = keepReaders()

afterAll(() => release())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-scan-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array = LETTER): void {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
}

async function records(options: Partial<ScanOptions> = {}): Promise<ScanRecord[]> {
  const found: ScanRecord[] = []
  for await (const record of scan([root], { configs: createConfigs(sharedLimpide().parseConfig), ...options }))
    found.push(record)
  return found
}

/** The readers that are running, by the numbers of their processes; one may end while they are looked at. */
function readers(): string[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ')
  return children.filter((child) => {
    try {
      return child.trim() !== '' && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('child.ts')
    } catch {
      return false
    }
  })
}

test('a scanned text has the findings, the score and the places that the library gives for its bytes', async () => {
  put('lettre.md')
  const [record] = await records()
  const expected = check(LETTER)
  expect(record!.findings.map(({ rule, start, end, message }) => ({ rule, start, end, message }))).toEqual(
    expected.result.findings.map(({ rule, start, end, message }) => ({ rule, start, end, message })),
  )
  const { gains: tried, ...score } = record!.score!
  expect(score).toEqual(expected.score)
  expect(tried).toEqual(gains(expected, 5).map(({ rule, count, value, grade }) => ({ rule, count, value, grade })))
  expect(tried!.length).toBeGreaterThan(1)
  expect(record).toMatchObject({ format: 'md', title: 'Votre demande de logement', reports: null, priority: null })
  expect(record!.findings.length).toBeGreaterThan(0)
  for (const { start, loc } of record!.findings) {
    const before = LETTER.slice(0, start).split('\n')
    expect(loc).toMatchObject({ kind: 'offsets', line: before.length, column: before.at(-1)!.length + 1 })
  }
})

test('records come in the order of the walk, though a slow file comes first', async () => {
  put('a.md', `${LETTER}\n`.repeat(200))
  for (const name of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) put(`${name}.md`)
  const found = await records({ concurrency: 2 })
  expect(found.map(({ path }) => path.replace(`${root}/`, ''))).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => `${name}.md`),
  )
})

test('a file that hangs its reader costs one line, and the files after it are read', async () => {
  put('a.md')
  put('b-sans-fin.md', ENDLESS)
  put('c.md')
  const found = await records({ concurrency: 1, limits: { ...LIMITS, seconds: 2 } })
  expect(found.map(({ score }) => score !== null)).toEqual([true, false, true])
  expect(found[1]).toMatchObject({
    format: 'md',
    type: null,
    words: 0,
    findings: [],
    problems: [{ code: 'lecture-trop-longue' }],
  })
})

test.runIf(process.platform === 'linux')('a file that asks for too much memory is stopped', async () => {
  put('a.md', ENDLESS)
  const [record] = await records({ limits: { seconds: 30, memory: 50 } })
  expect(record!.score).toBeNull()
  expect(['memoire', 'lecteur-arrete']).toContain(record!.problems[0]!.code)
})

test.runIf(process.platform === 'linux')('a reader that dies is replaced', async () => {
  put('a-sans-fin.md', ENDLESS)
  put('b.md')
  release()
  // One that is ending would be taken for the one that is to die.
  await vi.waitFor(() => expect(readers()).toEqual([]))
  const killing = setInterval(() => {
    const [child] = readers()
    if (child === undefined) return
    clearInterval(killing)
    setTimeout(() => process.kill(Number(child), 'SIGSEGV'), 1_000)
  }, 20)
  const found = await records({ concurrency: 1 })
  clearInterval(killing)
  expect(found.map(({ score }) => score !== null)).toEqual([false, true])
  expect(found[0]!.problems[0]!.code).toBe('lecteur-arrete')
  release = keepReaders()
})

test.runIf(process.platform === 'linux')(
  'readers that are kept serve the next scan, and end when no one keeps them',
  async () => {
    put('a.md')
    release()
    await vi.waitFor(() => expect(readers()).toEqual([]))
    const first = keepReaders()
    const others = keepReaders()
    const [record] = await records()
    const kept = readers()
    expect(kept).toHaveLength(1)
    const [again] = await records()
    expect(again).toEqual(record)
    expect(readers()).toEqual(kept)
    // What one may cost is said to a reader when it starts: other limits, another reader.
    await records({ limits: { ...LIMITS, seconds: 19 } })
    expect(readers()).toHaveLength(2)
    others()
    others()
    expect(readers()).toHaveLength(2)
    first()
    await vi.waitFor(() => expect(readers()).toEqual([]))
    release = keepReaders()
  },
)

test('an aborted scan stops at once and gives what was read', async () => {
  put('a.md')
  put('b-sans-fin.md', ENDLESS)
  const controller = new AbortController()
  const found: string[] = []
  for await (const { path } of scan([root], {
    configs: createConfigs(sharedLimpide().parseConfig),
    concurrency: 1,
    signal: controller.signal,
  })) {
    found.push(path.replace(`${root}/`, ''))
    setTimeout(() => controller.abort(), 300)
  }
  expect(found).toEqual(['a.md'])
}, 20_000)

test('what limpide.yml declares holds: the type of a document, the files left out', async () => {
  put('lettre.md')
  put('archives/vieille.md')
  put('limpide.yml', 'ignorer: [archives]\ndocuments:\n  - chemin: lettre.md\n    type: refus\n')
  const found = await records()
  expect(found.map(({ type }) => type)).toEqual(['refus'])
})

test('an empty file and a broken archive have a problem that says what to do', async () => {
  put('casse.docx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))
  put('vide.md', '')
  for (const { score, problems } of await records()) {
    expect(score).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]!.what).toMatch(/\.$/)
    expect(problems[0]!.fix).toMatch(/\.$/)
  }
})

test('a text too short keeps its findings, and is scored when asked', async () => {
  put('court.md', 'Il vous est demandé de procéder à l’envoi de votre dossier.')
  const [record] = await records()
  expect(record).toMatchObject({ score: null, problems: [{ code: 'trop-court' }] })
  const [scored] = await records({ noMinimum: true })
  expect(scored!.score!.value).toBeGreaterThanOrEqual(0)
  expect(scored!.findings).toEqual(record!.findings)
})

test('bytes that are not on the disk are read too, and the text comes back', async () => {
  async function* source() {
    yield { path: '-', absolute: join(root, 'entree.md'), name: 'entree.md', bytes: new TextEncoder().encode(LETTER) }
  }
  for await (const { record, text } of scanWithText(source(), {
    configs: createConfigs(sharedLimpide().parseConfig),
  })) {
    expect(text).toBe(LETTER)
    expect(record.path).toBe('-')
    expect(record.words).toBeGreaterThan(30)
  }
})
