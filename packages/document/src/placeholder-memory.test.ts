import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Around, type Found, findAgain, NOTHING_FOUND } from './placeholder-memory.ts'
import { findPlaceholders } from './placeholders.ts'

const SIGNS = [
  '{',
  '}',
  '{{ nom }}',
  '{{',
  '}}',
  '{%',
  '%}',
  '{% if a %}',
  '{% comment %}',
  '{% endcomment %}',
  '{#',
  '#}',
  '{#a}',
  `$${'{a}'}`,
  '<<',
  '>>',
  '<< nom >>',
  '<%= a %>',
  '<%',
  '%>',
  '<?= a ?>',
  '?>',
  '[',
  ']',
  '[nom]',
  '[[nom]]',
  '\n[nom]: https://a.fr\n',
  '](',
  '!',
  '«',
  '»',
  '« date »',
  '« nom »',
  '« montant »',
  '« liste des mois »',
  '%nom%',
  '50 %',
  '%s',
  'XX',
  'XXX',
  'xxx',
  'X/X',
  'annexe ',
  '_',
  '___',
  '_____',
  '....',
  '…',
  ' . . . . . ',
  ' 12',
  ':::',
  '\n:::steps',
  'mot',
  ' ',
  '\n',
  '\n\n',
  '\r\n',
  'é',
  ')',
  '{target="_blank"}',
  '\n    ',
  'a'.repeat(90),
  'b\n'.repeat(600),
]
const texts = fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }).map((signs) => signs.join(''))

function sameAround(before: string, after: string, least: number): Around {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  // What is known to be the same may be less than what is.
  return { head: Math.max(0, head - least), tail: Math.max(0, tail - least) }
}

test('the tags of a text that is typed are those of the text read at once', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(fc.constantFrom(...SIGNS, ''), texts)), {
        minLength: 1,
        maxLength: 10,
      }),
      fc.nat(2),
      (first, edits, least) => {
        let text = first
        let found: Found = findAgain(NOTHING_FOUND, text, { head: 0, tail: 0 })
        expect(found.finds).toEqual(findPlaceholders(text, { format: 'md' }))
        for (const [place, length, added] of edits) {
          const at = place % (text.length + 1)
          const next = text.slice(0, at) + added + text.slice(at + length)
          found = findAgain(found, next, sameAround(text, next, least))
          text = next
          expect(found.finds).toEqual(findPlaceholders(text, { format: 'md' }))
        }
      },
    ),
    { numRuns: 3000 },
  )
})
