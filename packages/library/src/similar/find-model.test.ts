import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedLimpide } from 'limpide'
import { readBytes } from 'limpide/read'
import { beforeAll, describe, expect, test } from 'vitest'
import { mask } from '../../../reports/src/mask/mask.ts'
import { type ModelFinder, modelFinder } from './find-model.ts'
import { printOf } from './fingerprint.ts'
import { packFingerprint } from './pack.ts'

const LIBRARY = join(import.meta.dirname, '../../../../test/library')
const limpide = sharedLimpide()
const isWord = (word: string): boolean => limpide.french.analyses(word).length > 0

let letters: { readonly path: string; readonly paragraphs: readonly string[] }[]
let finder: ModelFinder
beforeAll(async () => {
  letters = []
  const records = []
  for (const path of readdirSync(LIBRARY, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(md|txt|html|docx|odt|eml)$/.test(path) || path.startsWith('build') || path === 'README.md') continue
    // The library has an empty file and a damaged one on purpose.
    const document = await readBytes(readFileSync(join(LIBRARY, path)), { name: path }).catch(() => undefined)
    const blocks = document?.blocks ?? []
    if (blocks.length < 4) continue
    letters.push({ path, paragraphs: blocks.map(({ text }) => text) })
    const printable = blocks.map(({ text, marks }, index) => ({
      index,
      text,
      zone: 'corps',
      opaque: marks.filter(({ kind }) => kind === 'placeholder' || kind === 'field'),
    }))
    records.push({ path, fingerprint: packFingerprint({ ...printOf(printable, isWord), evidence: null }) })
  }
  finder = modelFinder(records, isWord)
})

/** What the finder answers for each letter once it was made anonymous and damaged. */
function findAll(damage: (paragraphs: readonly string[]) => string): {
  right: number
  wrong: string[]
  proposed: number
} {
  let right = 0
  let proposed = 0
  const wrong: string[] = []
  for (const { path, paragraphs } of letters) {
    const text = mask(damage(paragraphs)).text
    const found = finder.find(text)?.path
    if (found === path) right += 1
    else if (found !== undefined) wrong.push(`${path} → ${found}`)
    else if (finder.near(text).some((near) => near.path === path)) proposed += 1
  }
  return { right, wrong, proposed }
}

describe('a letter of the sample library that is joined to a report', () => {
  test('is found when it is whole and anonymous, its lines cut anywhere', () => {
    const { right, wrong } = findAll((paragraphs) => paragraphs.join('\n').replace(/(.{50,60}) /g, '$1\n'))
    expect(wrong).toEqual([])
    expect(letters.length).toBeGreaterThan(40)
    expect(right).toBe(letters.length)
  })

  test('is found by its first half, or left to a person', () => {
    const { right, wrong, proposed } = findAll((paragraphs) =>
      paragraphs.slice(0, Math.ceil(paragraphs.length / 2)).join('\n'),
    )
    expect(wrong).toEqual([])
    expect(right / letters.length).toBeGreaterThan(0.8)
    expect((right + proposed) / letters.length).toBeGreaterThan(0.95)
  })
})

test('what resembles nothing is given to nobody', () => {
  const poem =
    'Le soleil descend derrière les collines pendant que les oiseaux rentrent un à un dans les grands arbres du verger, et la nuit vient sans bruit.'
  expect(finder.find(poem)).toBeUndefined()
  expect(finder.near(poem)).toEqual([])
  expect(finder.find('')).toBeUndefined()
})

test('two documents that are the same text are left to a person', () => {
  const [letter] = letters
  const text = letter?.paragraphs.join('\n') ?? ''
  const fingerprint = packFingerprint({
    ...printOf([{ index: 0, zone: 'corps', text, opaque: [] }], isWord),
    evidence: null,
  })
  const twins = modelFinder(
    ['a.docx', 'b.pdf'].map((path) => ({ path, fingerprint })),
    isWord,
  )
  expect(twins.find(text)).toBeUndefined()
  expect(twins.near(text).map(({ path }) => path)).toEqual(['a.docx', 'b.pdf'])
})
