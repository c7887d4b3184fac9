import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildCloze, CLOZE, countableWords, restore } from './cloze.ts'
import { maskProse } from './mask-prose.ts'
import { LETTER, proseOfText } from './prose-fixture.ts'

/** The words of a prose that may be taken out, in order, found again without the code under test. */
function ordinary(prose: ReturnType<typeof proseOfText>): string[] {
  const words: string[] = []
  let isFirst = true
  for (const block of prose.blocks) {
    if (block.kind === 'title') continue
    for (const sentence of block.sentences) {
      if (sentence.words.length > 0 && !isFirst)
        for (const { start, end, isFixed } of sentence.words) if (!isFixed) words.push(prose.text.slice(start, end))
      if (sentence.words.length > 0) isFirst = false
    }
  }
  return words
}

describe('a letter', () => {
  const prose = proseOfText(LETTER)
  const cloze = buildCloze(prose)

  test('its title and its first sentence are whole, and every fifth ordinary word after them is a gap', () => {
    const words = ordinary(prose)
    expect(cloze?.key).toEqual(words.filter((_, i) => i % 5 === 4).slice(0, cloze?.key.length))
    expect(cloze?.blocks[0]).toEqual({ kind: 'title', pieces: [{ kind: 'text', text: 'Votre aide au logement' }] })
    expect(cloze?.blocks[1]?.pieces[0]).toMatchObject({
      text: 'Vous avez demandé une aide au logement le 3 mars 2026. Nous avons étudié votre ',
    })
    expect(cloze?.key[0]).toBe('dossier')
  })

  test('the test ends with the sentence of the fiftieth gap, and says that the letter goes on', () => {
    expect(cloze?.key.length).toBeGreaterThanOrEqual(CLOZE.gaps)
    expect(cloze?.key.length).toBeLessThan(CLOZE.gaps + 10)
    const last = cloze?.blocks.at(-1)?.pieces.at(-1)
    expect(last?.kind === 'text' && /[.?!]$/.test(last.text)).toBe(true)
    expect(cloze?.isCut).toBe(true)
  })

  test('numbers, dates, proper names and acronyms are printed', () => {
    for (const word of cloze?.key ?? []) expect(word).not.toMatch(/\d|Valmont|Caisse/)
  })

  test('an elided word is a word, and what a hyphen attaches is not', () => {
    const words = ordinary(prose)
    expect(words).toContain('l’')
    expect(words).toContain('Envoyez-nous')
    expect(words).toContain('Dites-le-nous')
    expect(words).not.toContain('-nous')
  })
})

test('the printed text and the key give the letter back, for every letter of the sample library', () => {
  const folder = join(import.meta.dirname, '../../../../test/library')
  const letters = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'))
  expect(letters.length).toBeGreaterThan(10)
  let made = 0
  for (const path of letters) {
    const prose = maskProse(proseOfText(readFileSync(join(folder, path), 'utf8')))
    const cloze = buildCloze(prose)
    const words = ordinary(prose)
    expect(countableWords(prose)).toBe(words.length)
    expect(cloze === undefined).toBe(Math.floor(words.length / 5) < CLOZE.fewest)
    if (cloze === undefined) continue
    made += 1
    const again = restore(cloze)
    expect(prose.text.startsWith(again)).toBe(true)
    expect(cloze.isCut).toBe(again.length < prose.text.trimEnd().length)
    expect(cloze.key).toEqual(words.filter((_, i) => i % 5 === 4).slice(0, cloze.key.length))
  }
  expect(made).toBeGreaterThan(5)
})

test('the same holds for any text, however odd', () => {
  const word = fc.constantFrom(
    'vous', 'l’aide', 'Valmont', 'CAF', '12', '{{ nom }}', 'envoyez-nous', 'M. Durand', '3 mars 2026', 'd’un', 'Élan', '«', '»', '😀', 'c’est-à-dire', '06 12 34 56 78', '(e)', 'payé', '**gras**',
  ) // biome-ignore format: one list
  const sentence = fc.tuple(fc.array(word, { minLength: 1, maxLength: 25 }), fc.constantFrom('.', ' ?', '\n\n', '\n- '))
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 8, maxLength: 40 }), (sentences) => {
      const prose = maskProse(proseOfText(sentences.map(([words, end]) => words.join(' ') + end).join(' ')))
      const cloze = buildCloze(prose)
      const words = ordinary(prose)
      if (cloze === undefined) return words.length < CLOZE.fewest * 5
      expect(prose.text.startsWith(restore(cloze))).toBe(true)
      expect(cloze.key).toEqual(words.filter((_, i) => i % 5 === 4).slice(0, cloze.key.length))
      expect(cloze.key.join(' ')).not.toMatch(/\d|Durand|CAF|\[/)
      return true
    }),
    { numRuns: 60 },
  )
})

test('a text too short for a score that holds gives no test', () => {
  expect(buildCloze(proseOfText('Votre demande est acceptée. Vous recevrez votre aide en mai.'))).toBeUndefined()
})
