import { describe, expect, test } from 'vitest'
import { generate, generateInput, REFERENCE } from '../page/test/generate.ts'
import { buildMapData, mapParts } from './build-map-data.ts'
import { renderMap } from './node.ts'
import { openMap } from './pack.ts'
import { dataOf, fillTemplate } from './render-map.ts'

const data = generate(200)

describe('coverage comes first', () => {
  test('every document is counted once: scored, unscored or absent', () => {
    const { counts } = data
    expect(counts.known).toBe(201)
    expect(counts.scored + counts.unscored + counts.absent).toBe(counts.known)
    expect(counts.unscored).toBe(12)
  })
  test('a service that declared nothing is counted', () => {
    expect(data.counts.silentServices).toBe(1)
    expect(data.services.find(({ documents }) => documents === 0)?.name).toBe('Régie des transports')
  })
  test('the share of volume leaves out what has no score and what is absent', () => {
    const scored = data.documents
      .filter(({ score }) => score !== null)
      .reduce((sum, { volume }) => sum + (volume ?? 0), 0)
    const all = data.documents.reduce((sum, { volume }) => sum + (volume ?? 0), 0) + 800
    expect(data.counts).toMatchObject({ volume: all, scoredVolume: scored })
    expect(scored).toBeLessThan(all)
  })
  test('a document that nobody declared takes the service whose folder holds it', () => {
    const undeclared = data.documents.filter(({ reference }) => reference === null)
    expect(undeclared.length).toBeGreaterThan(10)
    for (const { service, path } of undeclared) expect(path.startsWith(`${service}/`)).toBe(true)
  })
})

describe('the explanation card', () => {
  const scored = data.documents.flatMap(({ id, score }) => {
    const details = data.details[id]
    return score && details?.score
      ? [{ score, contributions: details.score.contributions, whatIf: details.whatIf }]
      : []
  })
  test('the tenths of the contributions add up to the tenths of the score, exactly', () => {
    for (const { score, contributions } of scored) {
      const sum = contributions.reduce((total, { tenths }) => total + tenths, 0)
      expect(sum).toBe(Math.round(10 * score.value))
    }
    expect(scored.length).toBeGreaterThan(150)
  })
  test('no contribution is shown more than a tenth away from what it is', () => {
    const { rows } = generateInput(200)
    for (const { id } of data.documents) {
      const exact = rows[id]?.record.score?.contributions ?? []
      for (const { indicator, tenths } of data.details[id]?.score?.contributions ?? []) {
        const contribution = exact.find((one) => one.indicator === indicator)?.contribution ?? Number.NaN
        expect(Math.abs(tenths / 10 - contribution)).toBeLessThan(0.1)
      }
    }
  })
  test('what is corrected takes its contribution away, and no more', () => {
    const { rows } = generateInput(200)
    for (const { id, score } of data.documents) {
      const [first] = data.details[id]?.whatIf ?? []
      if (!score || !first) continue
      const heaviest = Math.max(
        ...(rows[id]?.record.score?.contributions ?? []).map(({ contribution }) => contribution),
      )
      expect(first.value).toBeCloseTo(score.value - heaviest, 1)
      for (const { value } of data.details[id]?.whatIf ?? []) expect(value).toBeGreaterThanOrEqual(0)
    }
  })
  test('a missing obligation still caps the grade after the correction', () => {
    const locked = scored.find(({ score, whatIf }) => score.missing.length > 0 && whatIf.length > 0)
    for (const { grade } of locked?.whatIf ?? []) expect(grade >= 'C').toBe(true)
    expect(locked?.whatIf.length).toBeGreaterThan(0)
  })
})

describe('the text of letters', () => {
  test('is absent unless the team lets it be kept', () => {
    expect(data.details.flatMap(({ findings }) => findings ?? []).every(({ excerpt }) => excerpt === null)).toBe(true)
  })
  test('is cut at 160 characters where it may be kept', () => {
    const input = generateInput(5)
    const long = 'mot '.repeat(100)
    const rows = input.rows.map((row) => ({
      ...row,
      record: { ...row.record, findings: row.record.findings.map((finding) => ({ ...finding, excerpt: long })) },
    }))
    const excerpts = buildMapData({ ...input, rows, textAllowed: true }).details.flatMap(({ findings }) =>
      (findings ?? []).map(({ excerpt }) => excerpt),
    )
    expect(excerpts.length).toBeGreaterThan(0)
    for (const excerpt of excerpts) expect(excerpt?.length).toBe(160)
  })
  test('goes to the sheet as it reads, only where it may be kept', () => {
    const text = [{ kind: 'paragraph', text: 'La décision vous est notifiée.', marks: [[3, 11, 0] as const] }]
    const input = generateInput(5)
    const rows = input.rows.map((row) => ({ ...row, record: { ...row.record, text } }))
    expect(buildMapData({ ...input, rows, textAllowed: true }).details.map((sheet) => sheet.text)).toEqual(
      rows.map(() => text),
    )
    expect(buildMapData({ ...input, rows }).details.map((sheet) => sheet.text)).toEqual(rows.map(() => null))
  })
})

describe('a large library', () => {
  const input = generateInput(60)
  const heavy = input.rows.map((row) => ({
    ...row,
    record: { ...row.record, findings: Array.from({ length: 10_000 }, () => FINDING) },
  }))
  const large = buildMapData({ ...input, rows: heavy })
  test('tells the remarks of the most urgent documents, and counts those of the others by rule', () => {
    const told = large.documents.filter(({ id }) => large.details[id]?.findings !== null)
    const counted = large.documents.filter(({ id }) => large.details[id]?.findings === null)
    expect([told.length, counted.length]).toEqual([19, 41])
    const urgencyOf = ({ priority }: (typeof told)[number]): number =>
      priority ? 1000 * (5 - Number(priority.class.at(-1))) + priority.value : -1
    expect(Math.min(...told.map(urgencyOf))).toBeGreaterThanOrEqual(Math.max(...counted.map(urgencyOf)))
    for (const { rules } of large.documents) expect(rules).toEqual([0, 10_000])
  })
})

const SCAN = {
  date: '2026-02-01',
  rules: '1.0',
  calibration: '2026-11',
  documents: 6,
  scored: 6,
  median: 40,
  margin: 2,
  grades: {},
  rewritten: null,
  list: null,
} as const

const FINDING = {
  rule: 'phrase-longue',
  principle: 'phrases',
  severity: 'avertissement',
  message: 'Cette phrase compte 30 mots. Visez 20 mots au plus.',
} as const

describe('what came before', () => {
  test('a letter that was rewritten across the line is told, unless its margin alone moved it', () => {
    const input = generateInput(6)
    const scans = [{ ...SCAN, date: '2026-01-01' }, SCAN]
    const paths = input.rows.map(({ record }) => record.path)
    const from = (value: number, to: number, change: 'changed' | 'rescored' = 'changed', date: string = SCAN.date) => [
      { date: '2026-01-01', change: 'added' as const, value, grade: 'C', margin: 5 },
      { date, change, value: to, grade: 'D', margin: 5 },
    ]
    const past = new Map([
      [paths[0] ?? '', from(40, 60)],
      [paths[1] ?? '', from(48, 52)],
      [paths[2] ?? '', from(60, 40)],
      [paths[3] ?? '', from(40, 60, 'rescored')],
      [paths[4] ?? '', from(40, 60, 'changed', '2026-01-15')],
    ])
    expect(buildMapData({ ...input, scans, past }).moves).toEqual({ complex: [0], clear: [2] })
  })
  test('what came onto the list of priorities, and what left it, is told with its reason, the most urgent first', () => {
    const input = generateInput(8)
    const scans = [{ ...SCAN, date: '2026-01-01' }, SCAN]
    const scored = input.rows.filter(({ priority }) => priority !== null)
    const [a = '', b = '', c = '', d = ''] = scored.map(({ record }) => record.path)
    const change = (date: string, kind: 'added' | 'changed' | 'rescored') => [
      { date, change: kind, value: 60, grade: 'D', margin: 5 },
    ]
    const past = new Map([
      [a, change(SCAN.date, 'added')],
      [b, change(SCAN.date, 'changed')],
      // Rewritten before, not at this scan.
      [c, change('2026-01-01', 'changed')],
      [d, change(SCAN.date, 'rescored')],
    ])
    const move = (path: string, before: string | null, after: string | null) => ({
      path,
      title: 'Vieux',
      before,
      after,
    })
    const classMoves = [
      move(a, null, 'P1'),
      move(b, 'P2', 'P4'),
      move(c, 'P3', 'P2'),
      move(d, 'P1', 'P3'),
      move('parti.md', 'P2', null),
      // From one to the other class of the list, or outside of it: nobody came in or out.
      move('autre.md', 'P2', 'P1'),
      move('encore.md', 'P4', 'P3'),
    ]
    const { listMoves, documents } = buildMapData({ ...input, scans, past, classMoves })
    const told = (all: NonNullable<typeof listMoves>['entered'] = []) =>
      all.map(({ document, before, after, why }) => [
        document === null ? null : documents[document]?.path,
        `${before} ${after}`,
        why,
      ])
    expect(new Set(told(listMoves?.entered))).toEqual(
      new Set([
        [a, 'null P1', 'arrivé'],
        [c, 'P3 P2', 'contexte'],
      ]),
    )
    expect(new Set(told(listMoves?.left))).toEqual(
      new Set([
        [b, 'P2 P4', 'modifié'],
        [d, 'P1 P3', 'règles'],
        [null, 'P2 null', 'retiré'],
      ]),
    )
    expect(listMoves?.left.at(-1)?.title).toBe('Vieux')
    const { classMoves: _, ...first } = input
    expect(buildMapData(first).listMoves).toBeNull()
  })
  test('the action plan and the past of a letter go to its own sheet', () => {
    const input = generateInput(3)
    const path = input.rows[1]?.record.path ?? ''
    const plan = {
      step: 'relecture-juridique',
      stepLabel: 'relecture juridique',
      isOpen: true,
      owner: null,
      legalExpert: null,
      dueOn: null,
      versions: [],
    }
    const past = [{ date: '2026-03-01', change: 'added' as const, value: 50, grade: 'D', margin: 4 }]
    const known = buildMapData({ ...input, plans: new Map([[path, plan]]), past: new Map([[path, past]]) })
    expect(known.documents.map(({ step }) => step)).toEqual([null, 'relecture juridique', null])
    expect(known.details.map((sheet) => [sheet.plan, sheet.past])).toEqual([
      [null, []],
      [plan, past],
      [null, []],
    ])
  })
})

test('reports are counted: received, matched, counted, left to a person', () => {
  const { intake } = data
  expect(intake?.received).toBe((intake?.matched ?? 0) + (intake?.unmatched.length ?? 0))
  expect(intake?.unmatched.map(({ document }) => document)).toContain('papier bleu')
})

test('without reports, the map says so instead of showing zero', () => {
  const { reports: _, unmatched: __, ...input } = generateInput(3)
  expect(buildMapData({ ...input, rows: input.rows.map((row) => ({ ...row, reports: null })) }).intake).toBeNull()
})

test('an empty scan is a map that says it is empty', () => {
  const empty = buildMapData({ generatedAt: '2026-11-22', rows: [], reference: REFERENCE })
  expect(empty.counts).toMatchObject({ known: 0, scored: 0, volume: 0 })
})

describe('the page', () => {
  const template = '<p>avant</p><script type="text/plain" id="donnees"></script><p>après</p>'
  test('holds the data, compressed, and nothing that could close its tag', async () => {
    const html = await renderMap(data, template)
    expect(dataOf(html)).toMatch(/^[!-;=-~\n]+$/)
    expect(html.startsWith('<p>avant</p>') && html.endsWith('<p>après</p>')).toBe(true)
    const open = await openMap(dataOf(html))
    const { documents, details, ...head } = data
    expect(open.head).toEqual(JSON.parse(JSON.stringify(head)))
    expect(open.documents).toEqual(documents)
    for (const { id } of documents) expect(await open.details(id)).toEqual(details[id])
  })
  test('rows made one by one, and never held, draw the same page', async () => {
    const input = generateInput(600)
    const { rows, ...rest } = input
    let made = 0
    const parts = mapParts({
      ...rest,
      rows: {
        length: rows.length,
        *[Symbol.iterator]() {
          for (const row of rows) {
            made += 1
            yield structuredClone(row)
          }
        },
      },
    })
    expect(await renderMap(parts, template)).toBe(await renderMap(buildMapData(input), template))
    expect(made).toBe(rows.length * 3)
  })
  test('is the same whoever compresses it', async () => {
    const open = await openMap(dataOf(await fillTemplate(template, data)))
    expect(open.documents).toEqual(data.documents)
  })
  test('a template without a place for data is refused', async () => {
    await expect(fillTemplate('<p>rien</p>', data)).rejects.toThrow('no place')
  })
})

describe('what letters share', () => {
  test('each letter knows its family and its common blocks, and they know it', () => {
    expect(data.families.map(({ documents }) => documents.length)).toEqual([12, 2, 2])
    for (const { id, family, passages } of data.documents) {
      expect(data.families.findIndex(({ documents }) => documents.includes(id))).toBe(family ?? -1)
      expect(data.passages.flatMap(({ documents }, rank) => (documents.includes(id) ? [rank] : []))).toEqual(passages)
    }
  })
  test('the words of a common block are shown only where the team lets the text be kept', () => {
    expect(data.passages.map(({ excerpt }) => excerpt)).toEqual([null, null, null])
    const [first] = buildMapData({ ...generateInput(5), textAllowed: true }).passages
    expect(first?.excerpt).toContain('délai de deux mois')
  })
  test('letters that were not compared share nothing', () => {
    const { comparison: _, ...input } = generateInput(5)
    const alone = buildMapData(input)
    expect([alone.families, alone.passages]).toEqual([[], []])
    expect(alone.documents.every(({ family, passages }) => family === null && passages.length === 0)).toBe(true)
  })
})
