import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { generate, generateInput, REFERENCE } from '../page/test/generate.ts'
import { buildMapData } from './build-map-data.ts'
import { renderMap } from './node.ts'
import { fillTemplate } from './render-map.ts'

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
  test('the contributions add up to the score', () => {
    for (const { score } of data.documents) {
      if (!score) continue
      const sum = score.contributions.reduce((total, { contribution }) => total + contribution, 0)
      expect(Math.abs(sum - score.value)).toBeLessThan(0.001)
    }
  })
  test('what is corrected takes its contribution away, and no more', () => {
    for (const { score, whatIf } of data.documents) {
      if (!score || whatIf.length === 0) continue
      const [first] = score.contributions
      expect(whatIf[0]?.value).toBeCloseTo(score.value - (first?.contribution ?? 0), 3)
      for (const { value } of whatIf) expect(value).toBeGreaterThanOrEqual(0)
    }
  })
  test('a missing obligation still caps the grade after the correction', () => {
    const locked = data.documents.find(
      ({ score, whatIf }) => score !== null && score.missing.length > 0 && whatIf.length > 0,
    )
    for (const { grade } of locked?.whatIf ?? []) expect(grade >= 'C').toBe(true)
    expect(locked?.whatIf.length).toBeGreaterThan(0)
  })
})

describe('the text of letters', () => {
  test('is absent unless the team lets it be kept', () => {
    expect(data.documents.flatMap(({ findings }) => findings).every(({ excerpt }) => excerpt === null)).toBe(true)
  })
  test('is cut at 160 characters where it may be kept', () => {
    const input = generateInput(5)
    const long = 'mot '.repeat(100)
    const rows = input.rows.map((row) => ({
      ...row,
      record: { ...row.record, findings: row.record.findings.map((finding) => ({ ...finding, excerpt: long })) },
    }))
    const excerpts = buildMapData({ ...input, rows, textAllowed: true }).documents.flatMap(({ findings }) =>
      findings.map(({ excerpt }) => excerpt),
    )
    expect(excerpts.length).toBeGreaterThan(0)
    for (const excerpt of excerpts) expect(excerpt?.length).toBe(160)
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
  test('holds the data, compressed, and nothing that could close its tag', () => {
    const html = renderMap(data, template)
    const [, payload = ''] = /id="donnees">([^<]*)<\/script>/.exec(html) ?? []
    expect(payload).toMatch(/^[A-Za-z0-9+/=]+$/)
    expect(JSON.parse(gunzipSync(Buffer.from(payload, 'base64')).toString('utf8'))).toEqual(
      JSON.parse(JSON.stringify(data)),
    )
    expect(html.startsWith('<p>avant</p>') && html.endsWith('<p>après</p>')).toBe(true)
  })
  test('a template without a place for data is refused', () => {
    expect(() => fillTemplate('<p>rien</p>', new Uint8Array())).toThrow('no place')
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
