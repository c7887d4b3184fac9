import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createLimpide, DOCUMENT_TYPES } from 'limpide'
import { expect, test } from 'vitest'

interface Annotated {
  readonly path: string
  readonly types: readonly string[]
  readonly agreed: readonly string[]
  readonly either: readonly string[]
  readonly why: string
}

const lines = readFileSync(join(import.meta.dirname, 'annotations', 'documents.jsonl'), 'utf8')
  .trim()
  .split('\n')
const annotated = lines.map((line): Annotated => JSON.parse(line))

test('every text of the corpus is annotated once', () => {
  const texts = readdirSync(join(import.meta.dirname, 'textes')).sort()
  expect(annotated.map(({ path }) => basename(path)).sort()).toEqual(texts)
})

test.each(annotated.map((one) => [basename(one.path), one] as const))(
  '%s speaks of rules and types that exist',
  (_, one) => {
    const rules = new Set(createLimpide().rules.map(({ id }) => id))
    const types = new Set<string>(DOCUMENT_TYPES.map(({ id }) => id))
    expect(one.types.filter((type) => !types.has(type))).toEqual([])
    expect(one.types.length).toBeGreaterThan(0)
    expect(one.either.filter((rule) => !rules.has(rule))).toEqual([])
    expect(one.agreed.filter((rule) => !one.either.includes(rule))).toEqual([])
    expect(one.why).toMatch(/\.$/)
  },
)
