import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { score as scoreOf } from 'limpide'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listingOf } from './listing.ts'
import { type ScanRecord, unreadRecord } from './record.ts'
import { openShelf } from './shelf.ts'

const TEXT =
  'Nous avons bien reçu votre demande. Elle fera l’objet d’un examen par nos services dans les meilleurs délais. Vous devez envoyer la copie de votre bail avant le 3 mars 2027. Sans réponse de votre part, la demande sera classée.'
const finding = { severity: 'information', message: 'é', start: 1, end: 2, loc: null, suggestions: [] } as const
const letter = (path: string): ScanRecord => ({
  ...unreadRecord(path, { code: 'c', what: 'w', fix: 'f' }),
  title: 'Votre « demande »',
  score: scoreOf(TEXT, { noMinimum: true }),
  fingerprint: 'empreinte',
  findings: [
    { ...finding, rule: 'voix-passive', principle: 'phrases' },
    { ...finding, rule: 'avis-usager-absent', principle: 'engagements' },
  ],
})
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-shelf-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['in a file', () => folder],
  ['in memory where the folder cannot be written', () => join(folder, 'absent')],
])('a record is given back as it was put away, %s', (_, where) => {
  const shelf = openShelf(where())
  const records = ['a.md', 'é/b.md', 'c.md'].map(letter)
  const briefs = records.map((record) => shelf.put(record, { remarks: true }))
  for (const i of [2, 0, 1, 1]) {
    const [brief, record] = [briefs[i], records[i]]
    if (brief === undefined || record === undefined) throw new Error('no such record')
    expect(shelf.whole(brief)).toEqual(record)
    expect(JSON.stringify(shelf.whole(brief))).toBe(JSON.stringify(record))
  }
  shelf.close()
})

test('the seal is that of the letters, just read or remembered, in any order and wherever their paths are typed from', () => {
  const sealOf = (records: readonly ScanRecord[], typedFrom = ''): string => {
    const shelf = openShelf(folder)
    for (const record of records)
      shelf.put({ ...record, path: `${typedFrom}${record.path}` }, { remarks: false, inStore: record.path })
    const seal = shelf.seal()
    shelf.close()
    return seal
  }
  const [a, b] = [letter('a.md'), letter('b.md')]
  const { fingerprint = '', reports, priority, problems, ...own } = a
  const known = sealOf([a, b])
  expect(sealOf([{ ...own, fingerprint, reports, priority, problems }, b])).toBe(known)
  expect(sealOf([b, a])).toBe(known)
  expect(sealOf([a, b], '../lettres/')).toBe(known)
  for (const others of [
    [],
    [a],
    [b],
    [a, a],
    [a, b, b],
    [a, b, letter('c.md')],
    [{ ...a, fingerprint: 'autre' }, b],
    [{ ...a, title: 'Autre' }, b],
    [{ ...a, score: null }, b],
    [{ ...a, path: 'c.md' }, b],
    [
      { ...a, title: 'Autre' },
      { ...b, title: 'Autre' },
    ],
  ])
    expect(sealOf(others)).not.toBe(known)
  // Two letters that change places are two others.
  expect(sealOf([{ ...a, fingerprint: 'x' }, b])).not.toBe(sealOf([a, { ...b, fingerprint: 'x' }]))
})

test('a letter of which only the listing is put away has the same seal and lines, and is filled from the memory', () => {
  const records = ['a.md', 'b.md', 'c.md'].map(letter)
  const whole = openShelf(folder)
  const brief = openShelf(folder)
  for (const [i, record] of records.entries()) {
    whole.put(record, { remarks: false })
    const listing = listingOf(record)
    const said = { path: record.path, ...listing.record }
    if (i === 1) brief.put(record, { remarks: false, listing })
    else brief.put(said, { remarks: false, listing, listed: { hash: `h${i}`, setup: 's' } })
  }
  expect(brief.seal()).toBe(whole.seal())
  expect([...brief.briefs()]).toEqual([...whole.briefs()])
  for (const one of whole.briefs()) expect(brief.listed(one)).toEqual(whole.listed(one))
  expect(() => brief.core({ rank: 0 })).toThrow('only the listing')
  const unfilled = [...brief.unfilled()]
  expect(unfilled).toEqual([
    { rank: 0, hash: 'h0', setup: 's' },
    { rank: 2, hash: 'h2', setup: 's' },
  ])
  for (const one of unfilled) {
    const { path: _, ...record } = records[one.rank] ?? letter('')
    brief.fill(one, record)
  }
  expect([...brief.unfilled()]).toEqual([])
  for (const one of whole.briefs()) {
    expect(JSON.stringify(brief.core(one))).toBe(JSON.stringify(whole.core(one)))
    expect(brief.fingerprint(one)).toBe('empreinte')
    expect(brief.listed(one)).toEqual(whole.listed(one))
    expect(brief.whole(one)).toEqual(whole.whole(one))
  }
  whole.close()
  brief.close()
})

test('remarks that are only counted are as many, and say whether the notice lacks', () => {
  const shelf = openShelf(folder)
  const record = letter('a.md')
  const brief = shelf.put(record, { remarks: false })
  for (const one of [brief, shelf.core(brief), shelf.whole(brief)])
    expect(one.findings.map(({ rule }) => rule).sort()).toEqual(['', 'avis-usager-absent'])
  expect({ ...shelf.whole(brief), findings: [] }).toEqual({ ...record, findings: [] })
  shelf.close()
})

test('what stands for a record says what ranks it, and shares what is alike', () => {
  const shelf = openShelf(folder)
  const record = letter('a.md')
  const brief = shelf.put(record, { remarks: false })
  const { rank, ...said } = brief
  expect(rank).toBe(0)
  expect(record).toMatchObject({ ...said, findings: record.findings })
  const other = shelf.put(letter('b.md'), { remarks: false })
  expect(other.score?.missing).toBe(brief.score?.missing)
  expect(other.findings).toBe(brief.findings)
  shelf.close()
})

test('nothing is to be found in the folder, while the shelf is open and once it is closed', () => {
  const shelf = openShelf(folder)
  shelf.put(letter('a.md'), { remarks: true })
  if (process.platform !== 'win32') expect(readdirSync(folder)).toEqual([])
  shelf.close()
  expect(readdirSync(folder)).toEqual([])
})
