import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { createLimpide, DOCUMENT_TYPES, type TextFormat } from 'limpide'
import { describe, expect, test } from 'vitest'

const CLEAR = join(import.meta.dirname, 'clair')

/** A finding that is wrong, on a text left as it is: to be mended in the rule, never in the text. */
interface Known {
  readonly name: string
  readonly rule: string
  /** The words underlined. */
  readonly words: string
  readonly reason: string
}

const connus: readonly Known[] = [
  {
    name: 'notice.carte-electorale.txt',
    rule: 'jargon-administratif',
    words: 'procuration',
    reason: 'La phrase qui suit l’explique : « Une personne de confiance peut voter à votre place ».',
  },
]

/** A document taken for another type, left as it is. */
const malReconnus: ReadonlyMap<string, string> = new Map()

const limpide = createLimpide()
// `refus.bourse-permis.md` is written as a refusal.
const documents = readdirSync(CLEAR)
  .sort()
  .map((name) => {
    const format = extname(name).slice(1) as TextFormat
    const source = readFileSync(join(CLEAR, name), 'utf8')
    const checked = limpide.check(source, { format })
    const said = checked.result.findings
      .filter(({ severity }) => severity !== 'information')
      .map(({ rule, start, end }) => `${rule} « ${source.slice(start, end)} »`)
    return { name, type: name.slice(0, name.indexOf('.')), checked, said }
  })

function knownIn(name: string): string[] {
  return connus.filter((known) => known.name === name).map(({ rule, words }) => `${rule} « ${words} »`)
}

describe('plain language stays silent', () => {
  test.each(documents)('$name has nothing above information', ({ name, said }) => {
    const known = knownIn(name)
    expect(said.filter((finding) => !known.includes(finding))).toEqual([])
  })

  test.each(documents)('$name has a good grade', ({ checked }) => {
    expect(['A', 'B']).toContain(checked.score?.grade)
  })

  test.each(documents)('$name is read as what it is', ({ name, type, checked }) => {
    expect(checked.result.view.type.id).toBe(malReconnus.get(name) ?? type)
  })
})

test('every type of document has its clear example', () => {
  expect([...new Set(documents.map(({ type }) => type))].sort()).toEqual(DOCUMENT_TYPES.map(({ id }) => id).sort())
  expect(documents.length).toBeGreaterThanOrEqual(24)
})

test('a known false alarm that no longer sounds leaves the list, which stays short', () => {
  expect(connus.length + malReconnus.size).toBeLessThan(10)
  for (const { name } of connus)
    expect(documents.find((found) => found.name === name)?.said).toEqual(expect.arrayContaining(knownIn(name)))
})
