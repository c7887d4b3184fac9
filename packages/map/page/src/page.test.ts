import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generate } from '../test/generate.ts'
import { isFiltered, NO_FILTERS, readAddress, SORTS, writeAddress } from './address.ts'
import { documentsGrid } from './documents-grid.ts'
import { toCsv } from './grid.ts'
import { saySince } from './header.tsx'
import { rulesGrid, typesGrid } from './heat-view.tsx'
import { sectionOf } from './markdown.tsx'
import { passagesGrid, sayGain, sayPassage } from './passages.tsx'
import { dotAt, frameOf, place, toX, toY } from './plot.ts'
import { sayCount, sayDay, sayShare, typeset } from './say.ts'
import { fold, gradeOf, heat, median, select, weighRules } from './select.ts'
import { sayMove } from './sheet-plan.tsx'
import { cutAt } from './sheet-text.tsx'
import { sayReasons } from './start-here.tsx'
import { sayMedian, scansGrid } from './trend-view.tsx'

const data = generate(300)

describe('the address', () => {
  test('says every filter and comes back the same', () => {
    const address = {
      view: 'document' as const,
      document: 12,
      filters: {
        text: 'aide & « soin »',
        service: 'caf',
        procedure: 'bourse & crèche',
        type: 'refus',
        grades: ['D', 'E'],
        classes: ['P1'],
        zone: { impact: [50, 100] as const, complexity: [38.5, 100] as const },
        rule: 'voix-passive',
        family: 0,
        passage: 41,
        sort: 'titre' as const,
        descending: true,
        page: 3,
        table: 'regles' as const,
        rows: 'demarche' as const,
        principle: 'phrases',
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
      '#/carte?zone=90-10-0-100',
      '#/carte?zone=a-b-c-d',
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
  test('a move within the margin is stable, and only then', () => {
    expect(sayMove({ value: 50, margin: 4 }, { value: 46.5, margin: 3 })).toBe('stable, dans la marge')
    expect(sayMove({ value: 50, margin: 4 }, { value: 40, margin: 3 })).toBe(
      '10,0\u00a0points de moins\u00a0: plus clair',
    )
    expect(sayMove({ value: 50, margin: 1 }, { value: 51.5, margin: 1 })).toBe(
      '1,5\u00a0point de plus\u00a0: moins clair',
    )
  })
})

const names = {
  service: (id: string): string => data.services.find((service) => service.id === id)?.name ?? id,
  type: (id: string): string => data.labels.types[id] ?? id,
  rule: (id: string): string => data.labels.rules.find((rule) => rule.id === id)?.name ?? id,
}

describe('the export', () => {
  const documents = select(data, { ...NO_FILTERS, grades: ['E'] })
  const rows = toCsv(documentsGrid(documents, names)).trimEnd().split('\r\n')
  test('has the rows shown, in their order, under one header', () => {
    expect(rows).toHaveLength(documents.length + 1)
    expect(rows[0]?.startsWith('\ufeffPriorité;')).toBe(true)
    expect(rows[1]).toContain(documents[0]?.path)
  })
  test('a title cannot add a cell, a line or a formula', () => {
    const [document] = documents
    if (!document) throw new Error('no document')
    const csv = toCsv(documentsGrid([{ ...document, title: '=1+1;"a"\nb' }], names))
    expect(csv).toContain('"\'=1+1;""a""\nb"')
  })
  test('every row of every table is as long as its header', () => {
    const lines = { isProcedure: false, list: data.services, rowOf: serviceOf, filters: () => NO_FILTERS }
    for (const { head, rows: cells } of [
      documentsGrid(data.documents, names),
      typesGrid(lines, data.documents, null, names),
      rulesGrid(lines, data.documents, data.labels.rules),
      passagesGrid(data, names),
      scansGrid(SCANS),
    ]) {
      expect(cells.length).toBeGreaterThan(0)
      for (const row of cells) expect(row).toHaveLength(head.length)
    }
  })
})

const serviceOf = ({ service }: { readonly service: string }): string => service

const SCANS = (
  [
    ['2026-01-10', '1.0', 40],
    ['2026-03-10', '1.0', 39],
    ['2026-06-10', '1.0', 30],
    ['2026-09-10', '1.1', 33],
  ] as const
).map(([date, rules, median]) => ({
  date,
  rules,
  calibration: '2026-11',
  documents: 10,
  scored: 9,
  median,
  margin: 2,
  grades: { A: 2, D: 3 },
  rewritten: null,
  list: null,
}))

describe('the trend', () => {
  test('a median that moves within its margin is stable, and rules that differ are not compared', () => {
    expect(SCANS.map((scan, rank) => sayMedian(scan, SCANS[rank - 1]))).toEqual([
      null,
      'stable',
      'plus clair',
      'règles différentes',
    ])
  })
})

describe('since the scan before', () => {
  const move = { document: null, title: 'a', before: 'P1', after: null, why: 'retiré' as const }
  test.each([
    [2, 1, 'le score médian est plus clair\u00a0; 2\u00a0documents entrent dans les priorités 1 et 2, 1 en sort'],
    [1, 0, 'le score médian est plus clair\u00a0; 1\u00a0document entre dans les priorités 1 et 2'],
    [0, 3, 'le score médian est plus clair\u00a0; 3\u00a0documents sortent des priorités 1 et 2'],
    [0, 0, 'le score médian est plus clair\u00a0; la liste des priorités 1 et 2 n’a pas bougé'],
  ])('%d came and %d left', (entered, left, said) => {
    const listMoves = { entered: Array(entered).fill(move), left: Array(left).fill(move) }
    expect(saySince({ scans: SCANS.slice(0, 3), listMoves })).toBe(said)
  })
  test('nothing is said of one scan, nor of the median under other rules', () => {
    expect(saySince({ scans: SCANS.slice(0, 1), listMoves: null })).toBeNull()
    expect(saySince({ scans: SCANS, listMoves: null })).toBeNull()
  })
})

test('why a document comes first is said in a sentence', () => {
  const grades = [{ letter: 'E', label: 'très complexe' }]
  const score = { value: 60, margin: 4, grade: 'E', parts: {}, missing: [{ rule: 'contact-manquant', said: '' }] }
  expect(
    sayReasons({ score, volume: 8000, reports: { received: 12, counted: 10 } }, grades, () => 'Contact manquant'),
  ).toBe('Très complexe, envoyé ou lu 8\u202f000 fois par an, 10\u00a0signalements, contact manquant.')
  expect(sayReasons({ score: { ...score, missing: [] }, volume: null, reports: null }, grades, String)).toBe(
    'Très complexe.',
  )
})

describe('the text of a letter', () => {
  test('is cut where remarks begin and end, and loses no letter', () => {
    const block = { kind: 'paragraph', text: 'abcdefghij', marks: [[2, 6, 0] as const, [4, 8, 1] as const] }
    const pieces = cutAt(block)
    expect(pieces.map(({ from, to }) => block.text.slice(from, to)).join('')).toBe(block.text)
    expect(pieces.map(({ ranks }) => ranks)).toEqual([[], [0], [0, 1], [1], []])
  })
})

test('the page of the method holds the three parts that the map shows', () => {
  const method = readFileSync(join(import.meta.dirname, '../../../checker/METHODE.md'), 'utf8')
  for (const title of ['Ce qu’il vaut', 'Ce qu’il ne voit pas', 'Sur quoi il est calibré'])
    expect(sectionOf(method, title).length).toBeGreaterThan(5)
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
      expect(hollow).toBe(document.volume === null || document.score?.parts['mise-en-page'] === undefined)
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

describe('a crowd', () => {
  const many = generate(4000)
  const frame = frameOf(many.documents, 1000, 500, { impact: 50, complexity: 50 })
  const dots = place(many.documents, frame)
  test('is drawn as groups that hold every document once', () => {
    expect(dots.length).toBeLessThan(2000)
    const placed = many.documents.filter(({ priority }) => priority !== null)
    expect(dots.reduce((sum, { count }) => sum + count, 0)).toBe(placed.length)
  })
  test('a group opens on its own documents', () => {
    const kept = dots
      .filter(({ zone }) => zone !== null)
      .slice(0, 40)
      .map(({ zone, count }) => [count, select(many, { ...NO_FILTERS, zone }).length])
    expect(kept.length).toBe(40)
    // The bounds are written with one decimal: a document on the very edge may go to the neighbour.
    for (const [count = 0, found = 0] of kept) expect(Math.abs(found - count)).toBeLessThanOrEqual(2)
  })
})

describe('the heat table', () => {
  test('by rule, each document counts once for a rule, whatever its remarks', () => {
    const [first] = weighRules(data.documents, serviceOf)
    const rule = data.labels.rules[first?.rank ?? -1]?.id ?? ''
    expect(first?.documents).toBe(select(data, { ...NO_FILTERS, rule }).length)
    expect([...(first?.byRow.values() ?? [])].reduce((sum, count) => sum + count, 0)).toBe(first?.documents)
    expect(first?.remarks).toBeGreaterThan(first?.documents ?? 0)
  })
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
