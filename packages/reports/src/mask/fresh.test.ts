import { describe, expect, test } from 'vitest'
import { freshACases } from './fresh-a.cases.ts'
import { freshBCases } from './fresh-b.cases.ts'
import { freshCCases } from './fresh-c.cases.ts'
import { type Place, readable, readMarked } from './marked-fixture.ts'
import { mask } from './mask.ts'

/** What stands between the words of a mask without being a word: « Mme et M. », a comma. */
const NOT_A_WORD = /(?<!\p{L})(?:mme|mr|m|monsieur|madame|chez|et)(?!\p{L})/giu

/** The words of what was masked that no mark asked for. */
function unasked(text: string, found: Place, marks: readonly Place[]): string {
  return [...text.slice(found.start, found.end)]
    .map((sign, i) => (marks.some((mark) => mark.start <= found.start + i && found.start + i < mark.end) ? ' ' : sign))
    .join('')
    .replace(NOT_A_WORD, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

describe.each([
  { set: 'the first set', cases: freshACases },
  { set: 'the second set', cases: freshBCases },
  { set: 'the third set', cases: freshCCases },
])('fresh messages, $set', ({ cases }) => {
  test.each(Object.entries(cases))('%s: nothing stays readable, and not a word more is masked', (_, messages) => {
    const read = messages.map(readMarked)
    const leaks = read.flatMap((message) =>
      message.secrets.filter((place) => readable(message, place) !== '').map(() => mask(message.text).text),
    )
    const damages = read.flatMap(({ text, secrets, found }) =>
      found.filter((one) => unasked(text, one, secrets) !== '').map(() => mask(text).text),
    )
    expect({ leaks, damages }).toEqual({ leaks: [], damages: [] })
  })
})
