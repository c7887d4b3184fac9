import { describe, expect, test } from 'vitest'
import { generate } from '../test/generate.ts'
import { isFiltered, NO_FILTERS, readAddress, SORTS, writeAddress } from './address.ts'
import { toCsv } from './csv.ts'
import { sayGain, sayPassage } from './passages.tsx'
import { dotAt, frameOf, place, toX, toY } from './plot.ts'
import { sayCount, sayDay, sayShare, tenthsThatAddUp, typeset } from './say.ts'
import { fold, gradeOf, heat, median, select } from './select.ts'

const data = generate(300)

describe('the address', () => {
  test('says every filter and comes back the same', () => {
    const address = {
      view: 'document' as const,
      document: 12,
      filters: {
        text: 'aide & « soin »',
        service: 'caf',
        type: 'refus',
        grades: ['D', 'E'],
        classes: ['P1'],
        family: 0,
        passage: 41,
        sort: 'titre' as const,
        descending: true,
        page: 3,
      },
    }
    expect(readAddress(writeAddress(address))).toEqual(address)
  })
  test('is short when nothing is filtered', () => {
    expect(writeAddress({ view: 'carte', document: null, filters: NO_FILTERS })).toBe('#/carte')
    expect(readAddress('')).toEqual({ view: 'carte', document: null, filters: NO_FILTERS })
  })
  test('anything unknown falls back to the map', () => {
    for (const hash of [
      '#/nulle-part',
      '#/document',
      '#/document/abc',
      '#/carte?note=Z&priorite=P9&tri=x&page=-4',
      '#%%%',
      '#/carte?page=NaN',
    ]) {
      const { view, filters } = readAddress(hash)
      expect(view).toBe('carte')
      expect(isFiltered(filters)).toBe(false)
      expect(filters.page).toBe(1)
    }
  })
  test('the service without a name is a service', () => {
    const address = { view: 'carte' as const, document: null, filters: { ...NO_FILTERS, service: '' } }
    expect(readAddress(writeAddress(address)).filters.service).toBe('')
  })
})

describe('the list', () => {
  test('each filter keeps what it says, and together they keep both', () => {
    const kept = select(data, { ...NO_FILTERS, service: 'caf', grades: ['D', 'E'], classes: ['P1', 'P2'] })
    expect(kept.length).toBeGreaterThan(0)
    for (const { service, score, priority } of kept) {
      expect(service).toBe('caf')
      expect(['D', 'E']).toContain(score?.grade)
      expect(['P1', 'P2']).toContain(priority?.class)
    }
  })
  test('the search finds without accents or capitals, in the title, the reference and the path', () => {
    expect(
      select(data, { ...NO_FILTERS, text: 'TAXE fonciere' }).every(({ title, procedure }) =>
        fold(`${title} ${procedure}`).includes('taxe fonciere'),
      ),
    ).toBe(true)
    expect(select(data, { ...NO_FILTERS, text: 'ref-12 ' }).map(({ reference }) => reference)).toContain('REF-12')
    expect(select(data, { ...NO_FILTERS, text: 'document-44.' })).toHaveLength(1)
    expect(select(data, { ...NO_FILTERS, text: 'zzz' })).toEqual([])
  })
  test.each(SORTS)('sorted by %s, what has no value comes last both ways and no document is lost', (sort) => {
    const down = select(data, { ...NO_FILTERS, sort, descending: true })
    const up = select(data, { ...NO_FILTERS, sort, descending: false })
    expect(new Set(down.map(({ id }) => id)).size).toBe(data.documents.length)
    expect(new Set(up.map(({ id }) => id)).size).toBe(data.documents.length)
    if (sort === 'note') {
      expect(down.at(-1)?.score).toBeNull()
      expect(up.at(-1)?.score).toBeNull()
      expect(up[0]?.score?.value).toBeLessThanOrEqual(up[1]?.score?.value ?? 0)
    }
  })
  test('by priority, the class comes before the value', () => {
    const classes = select(data, NO_FILTERS).flatMap(({ priority }) => (priority ? [priority.class] : []))
    expect(classes).toEqual([...classes].sort())
  })
})

describe('what is said', () => {
  test.each([
    [0, 'aucun document'],
    [1, '1\u00a0document'],
    [12_000, '12\u202f000\u00a0documents'],
  ])('%d', (count, said) => {
    expect(sayCount(count, 'document')).toBe(said)
  })
  test('« 100 % » is said only when nothing is missing', () => {
    expect(sayShare(9_999, 10_000)).toBe('99\u00a0%')
    expect(sayShare(10_000, 10_000)).toBe('100\u00a0%')
    expect(sayShare(1, 10_000)).toBe('1\u00a0%')
    expect(sayShare(0, 0)).toBe('0\u00a0%')
  })
  test('dates are French', () => {
    expect(sayDay('2026-03-01')).toBe('1er mars 2026')
    expect(sayDay(null)).toBe('sans date')
    expect(sayDay('bientôt')).toBe('bientôt')
  })
  test('French punctuation keeps its blank', () => {
    expect(typeset('Il dit : « oui » ! 45 % ?')).toBe('Il dit\u00a0: «\u00a0oui\u00a0»\u00a0! 45\u00a0%\u00a0?')
  })
  test('tenths shown add up to the tenth of the total', () => {
    for (const { score } of data.documents) {
      if (!score) continue
      const values = score.contributions.map(({ contribution }) => contribution)
      const tenths = tenthsThatAddUp(values)
      const total = values.reduce((sum, value) => sum + value, 0)
      expect(Math.round(10 * tenths.reduce((sum, value) => sum + value, 0))).toBe(Math.round(10 * total))
      for (const [rank, tenth] of tenths.entries()) expect(Math.abs(tenth - (values[rank] ?? 0))).toBeLessThan(0.1)
    }
  })
})

describe('the export', () => {
  const documents = select(data, { ...NO_FILTERS, grades: ['E'] })
  const rows = toCsv(documents, data).trimEnd().split('\r\n')
  test('has the rows shown, in their order, under one header', () => {
    expect(rows).toHaveLength(documents.length + 1)
    expect(rows[0]?.startsWith('\ufeffpriorité;')).toBe(true)
    expect(rows[1]).toContain(documents[0]?.path)
  })
  test('a title cannot add a cell, a line or a formula', () => {
    const [document] = documents
    if (!document) throw new Error('no document')
    const csv = toCsv([{ ...document, title: '=1+1;"a"\nb' }], data)
    expect(csv).toContain('"\'=1+1;""a""\nb"')
  })
})

describe('the drawing', () => {
  const frame = frameOf(data.documents, 1000, 500, { impact: 50, complexity: 50 })
  const dots = place(data.documents, frame)
  test('every document with a priority has its dot, inside the frame', () => {
    expect(dots).toHaveLength(data.documents.filter(({ priority }) => priority !== null).length)
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThanOrEqual(frame.left)
      expect(x).toBeLessThanOrEqual(frame.width - frame.right)
      expect(y).toBeGreaterThanOrEqual(frame.top)
      expect(y).toBeLessThanOrEqual(frame.height - frame.bottom)
    }
  })
  test('more impact is to the right, more complexity is higher', () => {
    expect(toX(60, frame)).toBeGreaterThan(toX(40, frame))
    expect(toY(60, frame)).toBeLessThan(toY(40, frame))
  })
  test('a dot without layout or declared reach is hollow', () => {
    for (const { document, hollow } of dots) {
      expect(hollow).toBe(document.volume === null || !document.score?.measured.includes('mise-en-page'))
    }
  })
  test('a point on a dot finds it, a point far away finds none', () => {
    const [dot] = dots
    if (!dot) throw new Error('no dot')
    const found = dotAt(dots, dot.x, dot.y, 5)
    expect(found && Math.hypot(found.x - dot.x, found.y - dot.y)).toBeLessThanOrEqual((found?.radius ?? 0) + 5)
    expect(dotAt(dots, -500, -500, 5)).toBeUndefined()
  })
})

describe('the heat table', () => {
  test('every scored document is in one cell', () => {
    const cells = [...heat(data.documents, null).values()].flatMap((row) => [...row.values()].flat())
    expect(cells).toHaveLength(data.counts.scored)
  })
  test('by principle, documents where it was not measured are left out', () => {
    const cells = [...heat(data.documents, 'mise-en-page').values()].flatMap((row) => [...row.values()].flat())
    expect(cells).toHaveLength(data.documents.filter(({ score }) => score?.parts['mise-en-page'] !== undefined).length)
  })
  test('the median and its letter', () => {
    expect(median([])).toBe(0)
    expect(median([9, 1, 5])).toBe(5)
    expect(median([1, 2])).toBe(1.5)
    expect(['A', 'B', 'C', 'D', 'E']).toEqual([19.9, 20, 35, 50, 65].map((value) => gradeOf(value, data.labels.grades)))
  })
})

describe('what letters share', () => {
  test('the list of a family, and of a common block in one service', () => {
    expect(select(data, { ...NO_FILTERS, family: 0 })).toHaveLength(12)
    const kept = select(data, { ...NO_FILTERS, passage: 1, service: 'caf' })
    expect(kept.length).toBeGreaterThan(0)
    for (const { passages, service } of kept) expect([passages.includes(1), service]).toEqual([true, 'caf'])
    expect(isFiltered({ ...NO_FILTERS, passage: 0 })).toBe(true)
    expect(readAddress('#/carte?modele=0&bloc=x').filters).toEqual(NO_FILTERS)
  })
  test('a block says what one correction changes, and a clear one that it is clear', () => {
    const [first, , clear] = data.passages
    expect(sayPassage(first!)).toBe(
      '3 phrases sur 4 dépassent 25 mots, 6\u00a0tournures à simplifier, 4\u00a0termes à remplacer ou à expliquer.',
    )
    expect(sayGain(first!)).toBe('Une correction améliore 150 lettres : 4,2 points de moins chacune, en moyenne.')
    expect(sayPassage(clear!)).toBe('Ses phrases et ses mots sont clairs.')
    expect(sayGain(clear!)).toBe('')
  })
})
