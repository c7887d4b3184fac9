import { expect, test } from 'vitest'
import { listingOf } from '../listing.ts'
import { unreadRecord } from '../record.ts'
import { met, record } from './met-fixture.ts'
import { MIGRATIONS } from './migrations.ts'
import { makeOlderStore } from './older-store-fixture.ts'
import { type OpenOptions, openStore } from './open-store.ts'
import { contentKey, type ListedDocument, type NewScan, type Store, type StoredDocument } from './store.ts'
import { StoreError } from './store-error.ts'
import type { StorePlace } from './store-place.ts'

const NEW: NewScan = { startedAt: '2026-11-22T08:00:00.000Z', scope: [''], rules: '1.0', calibration: '1' }
const END = { endedAt: '2026-11-22T08:01:00.000Z', read: 0, unopened: [] }

async function must(opening: ReturnType<typeof openStore>): Promise<Store> {
  const store = await opening
  if (store === undefined) throw new Error('there is no store')
  return store
}

/** What every memory must do, whatever the database; `emptyPlace` gives where there is none yet. */
export function conformance(emptyPlace: () => Promise<StorePlace>): void {
  const fresh = async () => {
    const place = await emptyPlace()
    return (options: OpenOptions) => openStore(place, options)
  }
  const opened = async (): Promise<Store> => must((await fresh())({ create: true }))

  /** Scans these contents as a caller does: looks up, then keeps. */
  const scanned = async (store: Store, contents: Readonly<Record<string, string>>, scope = ['']): Promise<number> => {
    const number = await store.begin({ ...NEW, scope })
    const asked = Object.entries(contents).map(([path, hash]) => ({ path, hash, setup: 's1' }))
    const known = await store.lookUp(asked)
    await store.keep(
      number,
      asked.map(({ path, hash }) => {
        const previous = known.get(path)?.previous
        return met(path, hash, previous === undefined ? {} : { previous })
      }),
    )
    return number
  }
  const changes = async (store: Store, from: number) => {
    const all: string[] = []
    for await (const { scan, change, path, from: old } of store.changesFrom(from))
      if (scan === from) all.push(`${change} ${path}${old === null ? '' : ` < ${old}`}`)
    return all
  }

  test('a store that nobody asked for is not made', async () => {
    const open = await fresh()
    expect(await open({ create: false })).toBeUndefined()
    await (await must(open({ create: true }))).close()
    await (await must(open({ create: false }))).close()
  })

  test('a result comes back as it was kept, without the text of the letter', async () => {
    const store = await opened()
    await scanned(store, { 'caf/refus.md': 'h1' })
    const known = await store.lookUp([{ path: 'autre.md', hash: 'h1', setup: 's1' }])
    const expected = record('autre.md')
    expect(known.get('autre.md')).toEqual({
      isCut: true,
      record: {
        ...expected,
        findings: expected.findings.map(({ excerpt: _, ...finding }) => ({ ...finding, suggestions: [] })),
      },
    })
    expect(JSON.stringify([...known])).not.toContain('Martin')
    await store.close()
  })

  test('remarks that are only counted keep their number, and say whether the notice to the user is lacking', async () => {
    const store = await opened()
    const [finding] = record('').findings
    if (finding === undefined) throw new Error('there is no finding')
    const own = { service: 'caf', volume: 300, lastSent: '2026-03-01' }
    const letters = [
      met('a.md', 'h1', { record: { ...record('a.md'), declared: own, findings: [finding, finding, finding] } }),
      met('b.md', 'h2', {
        record: { ...record('b.md'), findings: [finding, { ...finding, rule: 'avis-usager-absent' }] },
      }),
      met('c.md', 'h3', { record: { ...record('c.md'), findings: [] } }),
    ]
    await store.keep(await store.begin(NEW), letters)
    const asked = letters.map(({ hash, setup }) => ({ hash: hash ?? '', setup }))
    const counted = await store.recall(asked, { remarks: false })
    const whole = await store.recall(asked)
    expect(counted.size).toBe(3)
    for (const [i, content] of asked.entries()) {
      const { findings, ...rest } = counted.get(contentKey(content))?.record ?? { findings: [] }
      const { findings: all, ...same } = whole.get(contentKey(content))?.record ?? { findings: [] }
      expect(rest).toEqual(same)
      expect(findings).toHaveLength(all.length)
      expect(findings.some(({ rule }) => rule === 'avis-usager-absent')).toBe(i === 1)
      expect(JSON.stringify(findings)).not.toContain('afin de')
    }
    expect(whole.get(contentKey({ hash: 'h1', setup: 's1' }))?.record.declared).toEqual(own)
    await store.keep(await store.begin(NEW), [met('z.md', null)])
    const documents = []
    for await (const one of store.documents({ remarks: false })) documents.push(one.record)
    const byContent = asked.map((content, i) => ({
      path: letters[i]?.path,
      ...counted.get(contentKey(content))?.record,
    }))
    expect(documents.slice(0, 3)).toEqual(byContent)
    expect(documents[3]).toMatchObject({ path: 'z.md', findings: [] })
    const told = []
    for await (const { record: one } of store.documents()) told.push(one.findings.length)
    expect(told).toEqual([3, 2, 0, 0])
    await store.close()
  })

  test('a letter that did not change is seen again; what the team says of it is written when it is new', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1', 'b.md': 'h2' }), END)
    const [a, b] = [...(await store.previous(['a.md', 'b.md'])).values()]
    if (a === undefined || b === undefined) throw new Error('the letters are not known')
    const second = await store.begin(NEW)
    const { result: _, ...same } = met('a.md', 'h1', { previous: a })
    const { result: __, ...moved } = met('b.md', 'h2', { previous: b, meta: { service: 'ccas', owner: 'Lou' } })
    expect(await store.keep(second, [same, moved])).toEqual([null, null])
    expect(await store.finish(second, END)).toMatchObject({ documents: 2, changes: { deleted: 0, changed: 0 } })
    const metas = []
    for await (const { meta, lastScan } of store.documents()) metas.push([meta, lastScan])
    expect(metas).toEqual([
      [a.meta, second],
      [{ service: 'ccas', owner: 'Lou' }, second],
    ])
    await store.close()
  })

  test('what lists say of a letter comes back with it, until its content is another or it is gone', async () => {
    const store = await opened()
    const listingOf = async (...paths: string[]): Promise<unknown[]> =>
      [...(await store.previous(paths, { listings: true }))].map(([path, { listing }]) => [path, listing]).sort()
    const letters = [met('a.md', 'h1', { listing: 'A « é »' }), met('b.md', 'h2'), met('c.md', 'h1', { listing: 'C' })]
    const first = await store.begin(NEW)
    await store.keep(first, letters)
    await store.finish(first, END)
    expect(await listingOf('a.md', 'b.md', 'c.md')).toEqual([
      ['a.md', 'A « é »'],
      ['b.md', undefined],
      ['c.md', 'C'],
    ])
    for (const [, one] of await store.previous(['a.md', 'c.md'])) expect(one).not.toHaveProperty('listing')
    const previous = (await store.previous(['b.md'])).get('b.md')
    if (previous === undefined) throw new Error('the letter is not known')
    // One that is where it was gets its listing later; one that changed loses it; one that goes and comes back has none.
    const second = await store.begin(NEW)
    const { result: _, ...same } = met('b.md', 'h2', { previous, listing: 'B' })
    await store.keep(second, [same, met('a.md', 'h3')])
    await store.finish(second, END)
    expect(await listingOf('a.md', 'b.md', 'c.md')).toEqual([
      ['a.md', undefined],
      ['b.md', 'B'],
    ])
    const third = await store.begin(NEW)
    await store.keep(third, [met('c.md', 'h1')])
    await store.finish(third, END)
    expect(await listingOf('c.md')).toEqual([['c.md', undefined]])
    await store.close()
  })

  test('the documents that are there come with what lists say of them, and with their result where that is not kept', async () => {
    const store = await opened()
    const number = await store.begin(NEW)
    const own = listingOf({ ...record('a.md'), title: 'De la liste' })
    await store.keep(number, [
      met('a.md', 'h1', { listing: own.text }),
      met('b.md', 'h2'),
      met('c.md', 'h3', { listing: own.text.replace('"version":"', '"version":"0') }),
      met('perdu.md', null, { record: unreadRecord('perdu.md', { code: 'c', what: 'w', fix: 'f' }) }),
      met('parti.md', 'h5', { listing: own.text }),
    ])
    await store.finish(number, END)
    const second = await store.begin(NEW)
    const there = ['a.md', 'b.md', 'c.md', 'perdu.md']
    for (const [path, previous] of await store.previous(there)) {
      const { result: _, ...same } = met(path, previous.hash, { previous })
      await store.keep(second, [same])
    }
    await store.finish(second, END)
    const [listed, documents] = [[], []] as [ListedDocument[], StoredDocument[]]
    for await (const one of store.listed()) listed.push(one)
    for await (const one of store.documents({ remarks: false })) documents.push(one)
    expect(listed.map(({ record, listing }) => [record.path, record.title, listing?.text])).toEqual([
      ['a.md', 'De la liste', own.text],
      ['b.md', record('b.md').title, undefined],
      ['c.md', record('c.md').title, undefined],
      ['perdu.md', null, undefined],
    ])
    expect(listed.map(({ setup }) => setup)).toEqual(['s1', 's1', 's1', 's1'])
    const [, ...others] = listed.map(({ setup: _, ...one }) => one)
    expect(others).toEqual(documents.slice(1))
    expect(listed[0]).toMatchObject({ hash: 'h1', meta: documents[0]?.meta, lastScan: second })
    await store.close()
  })

  test('with the text allowed, a result comes back whole, and takes the place of the cut one', async () => {
    const store = await opened()
    const number = await scanned(store, { 'a.md': 'h1' })
    await store.keep(number, [met('a.md', 'h1', { result: { keepsText: true } })])
    const known = await store.lookUp([{ path: 'a.md', hash: 'h1', setup: 's1' }])
    expect(known.get('a.md')?.record).toEqual(record('a.md'))
    expect(known.get('a.md')?.isCut).toBe(false)
    await store.keep(number, [met('a.md', 'h1')])
    expect((await store.lookUp([{ path: 'a.md', hash: 'h1', setup: 's1' }])).get('a.md')?.isCut).toBe(false)
    await store.close()
  })

  test('a content is known under its rules only', async () => {
    const store = await opened()
    await scanned(store, { 'a.md': 'h1' })
    const known = await store.lookUp([
      { path: 'a.md', hash: 'h1', setup: 's2' },
      { path: 'b.md', hash: 'h2', setup: 's1' },
    ])
    expect(known.get('a.md')).toMatchObject({ previous: { hash: 'h1', setup: 's1', value: 40, grade: 'B' } })
    expect(known.get('a.md')?.record).toBeUndefined()
    expect(known.get('b.md')).toEqual({ isCut: false })
    await store.close()
  })

  test('added, changed, moved and deleted letters are told apart, and the unchanged are not told', async () => {
    const store = await opened()
    const first = await scanned(store, { 'a.md': 'h1', 'b.md': 'h2', 'c.md': 'h3', 'd.md': 'h4' })
    await store.finish(first, { ...END, read: 4 })
    expect(await changes(store, first)).toEqual(['added a.md', 'added b.md', 'added c.md', 'added d.md'])
    const second = await scanned(store, { 'a.md': 'h1', 'b.md': 'h2-bis', 'neuf/c.md': 'h3', 'e.md': 'h5' })
    const ended = await store.finish(second, { ...END, read: 2 })
    expect(await changes(store, second)).toEqual([
      'changed b.md',
      'deleted d.md',
      'added e.md',
      'moved neuf/c.md < c.md',
    ])
    expect(ended).toMatchObject({
      id: 2,
      state: 'finie',
      documents: 4,
      words: 480,
      scored: 4,
      read: 2,
      median: 40,
      grades: { B: 4 },
      changes: { added: 1, changed: 1, moved: 1, deleted: 1, rescored: 0 },
    })
    const there: string[] = []
    for await (const document of store.documents()) there.push(document.record.path)
    expect(there).toEqual(['a.md', 'b.md', 'e.md', 'neuf/c.md'])
    await store.close()
  })

  test('two copies of one letter, one of which goes: the other was not moved', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1', 'b.md': 'h1' }), END)
    const second = await scanned(store, { 'b.md': 'h1' })
    await store.finish(second, END)
    expect(await changes(store, second)).toEqual(['deleted a.md'])
    await store.close()
  })

  test('the same letter under other rules is told apart from a letter that changed', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1' }), END)
    const number = await store.begin({ ...NEW, rules: '2.0' })
    const previous = (await store.lookUp([{ path: 'a.md', hash: 'h1', setup: 's2' }])).get('a.md')?.previous
    if (previous === undefined) throw new Error('the letter is not known')
    const told = await store.keep(number, [met('a.md', 'h1', { setup: 's2', previous, record: record('a.md', 62) })])
    expect(told).toEqual(['rescored'])
    for await (const change of store.changesFrom(number)) {
      expect(change).toMatchObject({ value: 62, grade: 'D', beforeValue: 40, beforeGrade: 'B' })
    }
    await store.close()
  })

  test('a scan of one folder says nothing of the others, though their names begin alike', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'caf/a.md': 'h1', 'caf-2/b.md': 'h2', 'caf/été.md': 'h3' }), END)
    const second = await scanned(store, { 'caf/a.md': 'h1' }, ['caf'])
    const ended = await store.finish(second, END)
    expect(await changes(store, second)).toEqual(['deleted caf/été.md'])
    expect(ended.documents).toBe(1)
    await store.close()
  })

  test('letters of a folder that refuses to open are not taken for deleted', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1', 'ferme/b.md': 'h2' }), END)
    const second = await scanned(store, {})
    await store.finish(second, { ...END, unopened: ['ferme'] })
    expect(await changes(store, second)).toEqual(['deleted a.md'])
    await store.close()
  })

  test('a deleted letter that comes back is added, and what was known of it serves', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1' }), END)
    await store.finish(await scanned(store, {}), END)
    const known = await store.lookUp([{ path: 'a.md', hash: 'h1', setup: 's1' }])
    expect(known.get('a.md')?.record).toBeDefined()
    expect(known.get('a.md')?.previous).toBeUndefined()
    const third = await scanned(store, { 'a.md': 'h1' })
    await store.finish(third, END)
    expect(await changes(store, third)).toEqual(['added a.md'])
    await store.close()
  })

  test('a stopped scan is found again until it ends, and deletes nothing', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1', 'b.md': 'h2' }), END)
    const second = await scanned(store, { 'a.md': 'h1' })
    await store.interrupt(second, { endedAt: END.endedAt, read: 1 })
    expect(await store.unfinished([''])).toMatchObject({ id: second, state: 'interrompue', read: 1 })
    expect(await store.unfinished(['caf'])).toBeUndefined()
    expect(await changes(store, second)).toEqual([])
    expect(await store.finish(second, { ...END, read: 3 })).toMatchObject({ read: 4, state: 'finie' })
    expect(await store.unfinished([''])).toBeUndefined()
    await store.close()
  })

  test('a document that could not be opened is kept without a result', async () => {
    const store = await opened()
    const number = await store.begin(NEW)
    const { result: _, ...unread } = met('a.pdf', null, { record: record('a.pdf', null) })
    await store.keep(number, [unread])
    expect(await store.finish(number, END)).toMatchObject({ documents: 1, scored: 0, median: null })
    for await (const { record: found, meta } of store.documents()) {
      expect(found).toMatchObject({ path: 'a.pdf', score: null, findings: [] })
      expect(meta).toEqual({ service: 'caf', volume: 12_000, lastSent: '2026-03-01' })
    }
    await store.close()
  })

  test('the median is that of the letters that have a score, and more documents than a batch are all there', async () => {
    const store = await opened()
    const number = await store.begin(NEW)
    const all = Array.from({ length: 501 }, (_, i) => {
      const path = `d/${String(i).padStart(4, '0')}.md`
      return met(path, `h${i}`, { record: record(path, i === 500 ? null : i / 5) })
    })
    await store.keep(number, all)
    expect(await store.finish(number, END)).toMatchObject({ documents: 501, scored: 500, median: 49.9 })
    const paths: string[] = []
    for await (const document of store.documents()) paths.push(document.record.path)
    expect(paths).toEqual(all.map(({ path }) => path))
    expect(await changes(store, number)).toHaveLength(501)
    await store.close()
  })

  test('keeping twice is keeping once', async () => {
    const store = await opened()
    const number = await store.begin(NEW)
    await store.keep(number, [met('a.md', 'h1'), met('a.md', 'h1')])
    await store.keep(number, [met('a.md', 'h1')])
    expect(await store.finish(number, END)).toMatchObject({ documents: 1, changes: { added: 1 } })
    await store.close()
  })

  test('writings asked for at once do not cross', async () => {
    const store = await opened()
    const numbers = await Promise.all(Array.from({ length: 8 }, () => store.begin(NEW)))
    expect([...numbers].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    await Promise.all(numbers.map((number) => store.keep(number, [met(`${number}.md`, `h${number}`)])))
    expect((await store.scans()).map(({ id }) => id)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(await store.finish(8, END)).toMatchObject({ documents: 1 })
    await store.close()
  })

  test('a later scan that ends first keeps what an earlier one has not seen yet', async () => {
    const store = await opened()
    const first = await store.begin(NEW)
    const second = await scanned(store, { 'a.md': 'h1' })
    await store.keep(first, [met('a.md', 'h1')])
    expect(await store.finish(first, END)).toMatchObject({ documents: 1 })
    expect(await store.finish(second, END)).toMatchObject({ documents: 1 })
    await store.close()
  })

  test('what the system says of a file comes back, until the file is gone', async () => {
    const store = await opened()
    await store.finish(await scanned(store, { 'a.md': 'h1', 'b.md': 'h2' }), END)
    await store.finish(await scanned(store, { 'a.md': 'h1' }), END)
    const stamp = { hash: 'h1', size: 5_000_000_000, mtime: 1_763_800_000_123.5, ctime: 1_763_800_000_456.25 }
    const { meta } = met('a.md', 'h1')
    expect([...(await store.previous(['a.md', 'b.md', 'c.md']))]).toEqual([
      ['a.md', { ...stamp, setup: 's1', value: 40, grade: 'B', margin: 6.25, lastScan: 2, meta }],
    ])
    await store.close()
  })

  test('the median has a margin, and scores that move are counted by cause', async () => {
    const store = await opened()
    const first = await store.begin(NEW)
    await store.keep(
      first,
      ['a', 'b', 'c', 'd'].map((name) => met(`${name}.md`, `h-${name}`)),
    )
    const ended = await store.finish(first, END)
    // Four scores, each within 6.25 points: √(π/2) · 6.25 / √4.
    expect(ended.margin).toBeCloseTo(3.917, 3)
    const second = await store.begin(NEW)
    const moved = { a: 40 - 6.5, b: 40 + 6.5, c: 40 + 6.2, d: 40 - 6.5 }
    for (const [name, value] of Object.entries(moved)) {
      const hash = name === 'd' ? 'h-d' : `h-${name}-2`
      const path = `${name}.md`
      const setup = name === 'd' ? 's2' : 's1'
      const previous = (await store.lookUp([{ path, hash, setup }])).get(path)?.previous
      if (previous === undefined) throw new Error('the letter is not known')
      await store.keep(second, [met(path, hash, { setup, previous, record: record(path, value) })])
    }
    expect((await store.finish(second, END)).trend).toEqual({
      changed: { better: 1, worse: 1, stable: 1 },
      rescored: { better: 1, worse: 0, stable: 0 },
    })
    await store.close()
  })

  test('letters that nobody could read keep their reason, the last one said', async () => {
    const store = await opened()
    const dead = {
      path: 'a.md',
      reason: 'il fait s’arrêter son lecteur',
      tries: 3,
      worker: 'poste-1',
      diedAt: END.endedAt,
    }
    await store.bury([
      { ...dead, scan: 1 },
      { ...dead, scan: 2, worker: null },
    ])
    await store.bury([{ ...dead, scan: 2, reason: 'il est introuvable', worker: null }])
    expect(await store.deadLetters()).toEqual([
      { ...dead, scan: 2, reason: 'il est introuvable', worker: null },
      { ...dead, scan: 1 },
    ])
    expect(await store.deadLetters(1)).toHaveLength(1)
    await store.close()
  })

  test('priorities come back in their order, a page at a time, and a letter that loses its rank leaves the list', async () => {
    const store = await opened()
    const all = await scanned(store, { 'a.md': 'h1', 'b.md': 'h2', 'c.md': 'h3', 'autre/d.md': 'h4' })
    const ranks = [
      { path: 'a.md', class: 'P2', value: 60.5 },
      { path: 'b.md', class: 'P1', value: 71 },
      { path: 'c.md', class: 'P2', value: 68.25 },
      { path: 'autre/d.md', class: 'P1', value: 90 },
    ]
    await store.rank(all, ranks)
    const paths = async (offset: number, limit: number) =>
      (await store.priorities({ offset, limit })).lines.map(({ path, priority }) => [path, priority])
    expect(await paths(0, 3)).toEqual([
      ['autre/d.md', 90],
      ['b.md', 71],
      ['c.md', 68.25],
    ])
    expect(await paths(3, 3)).toEqual([['a.md', 60.5]])
    await store.rank(await scanned(store, { 'autre/d.md': 'h4' }, ['autre']), [])
    expect(await store.priorities({ service: 'caf', offset: 0, limit: 1 })).toMatchObject({
      total: 3,
      lines: [{ path: 'b.md', priorityClass: 'P1', service: 'caf', volume: 12_000, grade: 'B', margin: 6.25 }],
    })
    expect((await store.priorities({ service: 'mairie', offset: 0, limit: 1 })).total).toBe(0)
    await store.close()
  })

  test('documents whose class of priority changed between two rankings are told, those that came, left or moved too', async () => {
    const store = await opened()
    const scan = async (contents: Readonly<Record<string, string>>, ranks: Readonly<Record<string, string>>) => {
      const number = await scanned(store, contents)
      const { isRanked } = await store.finish(number, END)
      expect(isRanked).toBe(false)
      await store.rank(
        number,
        Object.entries(ranks).map(([path, id]) => ({ path, class: id, value: 50 })),
      )
      const told = await store.rankChangesFrom(number)
      return told.map(({ path, before, after }) => `${path}: ${before} > ${after}`)
    }
    const ALL = { 'a.md': 'h1', 'b.md': 'h2', 'c.md': 'h3', 'd.md': 'h4', 'f.md': 'h6' }
    expect(await scan(ALL, { 'a.md': 'P1', 'b.md': 'P3', 'c.md': 'P2', 'd.md': 'P1' })).toEqual([])
    const next = { 'a.md': 'h1', 'b.md': 'h2', 'neuf/d.md': 'h4', 'e.md': 'h5', 'f.md': 'h6' }
    // The third is gone, the fourth has another name and the same class.
    expect(await scan(next, { 'a.md': 'P3', 'b.md': 'P1', 'neuf/d.md': 'P1', 'e.md': 'P2' })).toEqual([
      'a.md: P1 > P3',
      'b.md: P3 > P1',
      'c.md: P2 > null',
      'e.md: null > P2',
    ])
    // What came back has no class from before it left; what is as it was is not told.
    expect(
      await scan({ ...next, 'c.md': 'h3' }, { 'a.md': 'P3', 'b.md': 'P1', 'neuf/d.md': 'P1', 'c.md': 'P4' }),
    ).toEqual(['c.md: null > P4', 'e.md: P2 > null'])
    expect((await store.rankChangesFrom(1)).map(({ scan: number, title }) => [number, title])).toContainEqual([
      2,
      'Refus d’aide — « été », 𝒜',
    ])
    // The first ranking has nothing beside it.
    expect((await store.scans()).map(({ isRanked }) => isRanked)).toEqual([true, true, false])
    await store.close()
  })

  test('a ranking that is the one before says that it was laid beside it; another value, a letter less or a move are seen', async () => {
    const store = await opened()
    const names = Array.from({ length: 1_100 }, (_, i) => `l${i}.md`)
    const contents = Object.fromEntries(names.map((name) => [name, `h-${name}`]))
    const ranks = names.map((path, i) => ({ path, class: `P${1 + (i % 4)}`, value: i / 7 }))
    const rank = async (given: typeof ranks, found = contents) => {
      const number = await scanned(store, found)
      await store.finish(number, END)
      await store.rank(number, given)
      const { total, lines } = await store.priorities({ offset: 0, limit: 1 })
      const { isRanked } = (await store.scan(number)) ?? {}
      const told = (await store.rankChangesFrom(number)).map(({ path, before, after }) => [path, before, after])
      return { isRanked, total, first: lines[0]?.priority, told }
    }
    expect(await rank(ranks)).toEqual({ isRanked: false, total: 1_100, first: 1_096 / 7, told: [] })
    expect(await rank(ranks)).toEqual({ isRanked: true, total: 1_100, first: 1_096 / 7, told: [] })
    const higher = ranks.map((one) => (one.path === 'l1096.md' ? { ...one, value: 90.25 } : one))
    expect(await rank(higher)).toEqual({ isRanked: true, total: 1_100, first: 1_092 / 7, told: [] })
    expect(await rank(higher.slice(0, -1))).toMatchObject({ total: 1_099, told: [['l1099.md', 'P4', null]] })
    const { 'l0.md': _, ...left } = contents
    const renamed = higher.slice(1, -1).concat({ path: 'n/l0.md', class: 'P1', value: 0 })
    expect(await rank(renamed, { ...left, 'n/l0.md': 'h-l0.md' })).toMatchObject({ total: 1_099, told: [] })
    await store.close()
  })

  test('a table says whether it holds something; one that is not there holds nothing', async () => {
    const store = await opened()
    const held = () => Promise.all(['inventory', 'documents', 'plans'].map(store.holds))
    expect(await held()).toEqual([false, false, false])
    await store.saveInventory(new Map([['a.md', '{}']]))
    await scanned(store, { 'a.md': 'h1' })
    expect(await held()).toEqual([true, true, false])
    await store.close()
  })

  test('an inventory takes the place of the one before, and a note too', async () => {
    const store = await opened()
    await store.saveInventory(new Map(Array.from({ length: 450 }, (_, i) => [`${i}.md`, `{"volume":${i}}`])))
    expect((await store.inventory()).size).toBe(450)
    await store.saveInventory(new Map([['été.md', '{}']]))
    expect([...(await store.inventory())]).toEqual([['été.md', '{}']])
    expect(await store.note('colonnes')).toBeUndefined()
    await store.writeNote('colonnes', 'a')
    await store.writeNote('colonnes', 'b')
    expect(await store.note('colonnes')).toBe('b')
    await store.close()
  })

  test('a store newer than the program is refused, and left as it is', async () => {
    const open = await fresh()
    const newer = [...MIGRATIONS, { statements: () => ['create table demain (a integer)'] }]
    const store = await must(open({ create: true, migrations: newer }))
    await scanned(store, { 'a.md': 'h1' })
    await store.close()
    const refused = await open({ create: true }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreError)
    expect((refused as StoreError).problem).toMatchObject({ code: 'memoire-plus-recente' })
    const again = await must(open({ create: false, migrations: newer }))
    expect((await again.lookUp([{ path: 'a.md', hash: 'h1', setup: 's1' }])).get('a.md')?.record).toBeDefined()
    await again.close()
  })

  test.each(MIGRATIONS.slice(0, -1).map((_, rank) => rank + 1))(
    'a store left by the version of %i steps opens with all that it held, and a scan goes on from there',
    async (steps) => {
      const place = await emptyPlace()
      await makeOlderStore(place, steps)
      const store = await must(openStore(place, { create: false }))
      expect(
        (await store.scans()).map(({ id, median, margin, trend, isRanked }) => [id, median, margin, trend, isRanked]),
      ).toEqual([
        [2, 62.5, null, null, false],
        [1, 70, null, null, false],
      ])
      const documents = []
      for await (const one of store.documents()) documents.push(one)
      expect(documents.map(({ record: { path, title, score } }) => [path, title, score?.value])).toEqual([
        ['perdu.md', null, undefined],
        ['refus.md', 'Refus d’aide — « été »', 62.5],
      ])
      expect(documents[1]).toMatchObject({ record: { findings: [{ rule: 'voix-passive' }] }, meta: { volume: 12_000 } })
      const next = await scanned(store, { 'refus.md': 'h3' })
      await store.finish(next, END)
      await store.rank(next, [{ path: 'refus.md', class: 'P1', value: 71 }])
      expect(await changes(store, next)).toEqual(['deleted perdu.md', 'changed refus.md'])
      expect(await store.rankChangesFrom(1)).toEqual([])
      await store.close()
    },
  )

  test('an older store is brought up to date with what it holds; a step that fails leaves it as it was', async () => {
    const open = await fresh()
    const store = await must(open({ create: true }))
    await scanned(store, { 'a.md': 'h1' })
    await store.close()
    const faulty = [...MIGRATIONS, { statements: () => ['create table demain (a integer)', 'ceci n’est pas du SQL'] }]
    await expect(open({ create: true, migrations: faulty })).rejects.toBeInstanceOf(StoreError)
    const newer = [...MIGRATIONS, { statements: () => ['create table demain (a integer)'] }]
    const after = await must(open({ create: true, migrations: newer }))
    expect((await after.lookUp([{ path: 'a.md', hash: 'h1', setup: 's1' }])).get('a.md')?.record).toBeDefined()
    await after.close()
  })
}
