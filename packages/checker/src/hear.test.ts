import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Once, Settled } from './block-memory.ts'
import { createChecker } from './engine.ts'
import type { Finding } from './finding.ts'
import { hear, inTextOrder, keyedIn } from './hear.ts'

const LEXICAL = new Set(['locution-lourde', 'archaisme', 'mot-rare', 'sigle'])
const RULES = [...LEXICAL, 'verbe-support', 'renvoi-imprecis', 'phrase-longue', 'titre']
const PARAGRAPH = 'Nous lisons votre dossier. Puis nous vous écrivons.'
const { blocks } = createChecker([], loadFrench()).view(readText(Array(6).fill(PARAGRAPH).join('\n\n'), 'txt'))

/** What is said of a block, or of the whole document, and its key when only the first is heard. */
interface Word {
  readonly finding: Finding
  readonly once: Once | undefined
}

const words = fc
  .record({
    block: fc.integer({ min: -1, max: blocks.length - 1 }),
    from: fc.nat(PARAGRAPH.length - 1),
    length: fc.nat(8),
    rule: fc.constantFrom(...RULES),
    term: fc.constantFrom(undefined, 'un', 'deux'),
    once: fc.constantFrom(undefined, undefined, { key: 'un', silent: false }, { key: 'deux', silent: true }),
  })
  .map(({ block, from, length, rule, term, once }): Word => {
    const home = blocks[Math.max(0, block)]?.source.start ?? 0
    const start = home + from
    const finding: Finding = {
      rule,
      principle: 'vocabulaire',
      severity: 'suggestion',
      message: rule,
      messageId: 'found',
      block,
      sentence: block < 0 ? -1 : from < 26 ? 0 : 1,
      start,
      end: Math.min(start + length, home + PARAGRAPH.length),
      suggestions: [],
      related: [],
      ...(term === undefined ? {} : { term }),
    }
    return { finding, once: block < 0 ? undefined : once }
  })

test('what is heard block by block is what is heard of the whole, keystroke after keystroke', () => {
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 25 }),
      fc.array(fc.array(words, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: blocks.length, maxLength: blocks.length }),
      (before, keystrokes, changed) => {
        const onces = new Map([...before, ...keystrokes.flat()].map(({ finding, once }) => [finding, once]))
        const onceOf = (finding: Finding): Once | undefined => onces.get(finding)
        const settled = blocks.map(({ index, source }): Settled | undefined => {
          if (changed[index]) return undefined
          const said = before.map(({ finding }) => finding).filter(({ block }) => block === index)
          said.sort(inTextOrder)
          return { under: '', start: source.start, index, said, keyed: keyedIn(said, onceOf), hearing: undefined }
        })
        for (const typed of keystrokes) {
          const saying = { blocks, settled, loose: typed.map(({ finding }) => finding), onceOf }
          const listener = { hears: ({ end }: Finding) => end % 7 !== 0, lexical: LEXICAL, team: new Set(['sigle']) }
          expect(hear(saying, { ...listener, isWary: false })).toEqual(hear(saying, { ...listener, isWary: true }))
        }
      },
    ),
    { numRuns: 3000 },
  )
})
