import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLimpide } from 'limpide'
import { beforeAll, describe, expect, test } from 'vitest'
import { PAGES, pageName, printPages, textNames } from './pages.ts'

const UPDATE = 'Relisez la différence, puis lancez « node test/corpus/write-pages.ts ».'
let pages: ReadonlyMap<string, string>

beforeAll(async () => {
  pages = await printPages()
})

describe('the pages of the corpus are what the command prints', () => {
  test.each(textNames())('%s', (name) => {
    const file = join(PAGES, pageName(name))
    expect(existsSync(file), `${pageName(name)} manque. ${UPDATE}`).toBe(true)
    expect(pages.get(name), UPDATE).toBe(readFileSync(file, 'utf8'))
  })

  test('no page remains of a text that is gone', () => {
    expect(readdirSync(PAGES).sort()).toEqual(textNames().map(pageName))
  })

  test('they are many enough to review: 36 texts, 400 findings, 50 rules', () => {
    const all = [...pages.values()].join('\n')
    const ids = createLimpide().rules.map(({ id }) => id)
    const said = ids.map((id) => all.split(new RegExp(`  ${id}$`, 'm')).length - 1)
    expect(pages.size).toBeGreaterThanOrEqual(36)
    expect(said.reduce((total, count) => total + count, 0)).toBeGreaterThanOrEqual(400)
    expect(said.filter((count) => count > 0).length).toBeGreaterThanOrEqual(50)
  })
})
