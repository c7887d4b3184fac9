import { markdownReader } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChecker } from './index.ts'
import { countSentences, countWords, longestSentences, tallyOf } from './prose.ts'
import { createSearch, type Seek } from './said-anywhere.ts'
import type { DocumentView, SentenceView } from './view.ts'

const AROUND = 8
const WORDS = ['caf', 'la caf', '(caf)', 'caf : ', 'b', 'zz\n\nzz']

/** The word between brackets, or with a colon not far before it: what stands around counts, over a line too. */
const bracketed: Seek = (plain, what) => {
  for (let at = plain.indexOf(what); at >= 0; at = plain.indexOf(what, at + 1)) {
    const end = at + what.length
    if (/\(\s*$/.test(plain.slice(Math.max(0, at - AROUND), at)) && plain.slice(end, end + AROUND).includes(')'))
      return at
    if (plain.slice(Math.max(0, at - AROUND), at).includes(':')) return at
  }
  return -1
}

const PIECES = [
  'caf',
  ' (',
  ')',
  'la CAF ',
  ' : ',
  '\n\n',
  'b',
  ' mot ',
  'zz',
  '\n\n- zz\n- caf (\n\n',
  '## caf\n\n',
  'Nous payons la caf. ',
  'Il vient.',
]
const pages = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...PIECES, '')), { minLength: 1, maxLength: 12 })

/** The views of a page as it is typed. */
function* typed(page: string, changes: readonly (readonly [number, number, string])[]): Generator<DocumentView> {
  const read = markdownReader()
  const checker = createChecker([], loadFrench())
  let text = page
  yield checker.view(read(text))
  for (const [place, length, added] of changes) {
    const at = place % (text.length + 1)
    text = text.slice(0, at) + added + text.slice(at + length)
    yield checker.view(read(text))
  }
}

test('what is looked for as a page is typed is found as in a page read for the first time', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(pages, edits, fc.array(fc.subarray(WORDS), { minLength: 1 }), (page, changes, asked) => {
      const includes = createSearch((plain, what) => plain.indexOf(what), 0)
      const defines = createSearch(bracketed, AROUND)
      let rank = 0
      for (const view of typed(page, changes)) {
        const isIncluded = includes(view)
        const isDefined = defines(view)
        // Not all is asked of each text.
        for (const word of asked[rank++ % asked.length] ?? []) {
          expect(isIncluded(word)).toBe(view.plain.includes(word))
          expect(isDefined(word)).toBe(bracketed(view.plain, word) >= 0)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('what is added up block by block is what the sentences of the document give', { timeout: 60_000 }, () => {
  const letters = tallyOf(({ text }) => text.length)
  const sum = (sentences: readonly SentenceView[], of: (sentence: SentenceView) => number): number =>
    sentences.reduce((total, sentence) => total + of(sentence), 0)
  fc.assert(
    fc.property(pages, edits, (page, changes) => {
      for (const view of typed(page, changes)) {
        const { sentences } = view
        expect(countSentences(view)).toBe(sentences.length)
        expect(countWords(view)).toBe(sum(sentences, ({ wordCount }) => wordCount))
        expect(letters(view)).toBe(sum(sentences, ({ text }) => text.length))
        expect(longestSentences(view, 3)).toEqual(sentences.toSorted((a, b) => b.wordCount - a.wordCount).slice(0, 3))
      }
    }),
    { numRuns: 200 },
  )
})
