import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Document } from './document.ts'
import { MARKDOWN_LINES } from './markdown-fixture.ts'
import { markdownReader } from './markdown-memory.ts'
import { markdownPieces } from './markdown-pieces.ts'
import { findPlaceholders, maskPlaceholders } from './placeholders.ts'
import { readText } from './read-text.ts'

/** Many blank lines make a piece of their own. */
const LINES = [...MARKDOWN_LINES, '\n'.repeat(120), `{% comment %}${'\n'.repeat(120)}{% endcomment %}`]

/** Everything but the tree, which is read when asked for. */
const plain = ({ format, text, blocks, comments, meta, layout, knows, problems }: Document) => ({
  format,
  text,
  blocks,
  comments,
  meta,
  layout,
  knows,
  problems,
})

const sources = fc
  .tuple(
    fc.constantFrom('', '', '', '---\ntitre: Lettre\n---\n', '---\n', '---\na\n\n```\n---\n'),
    fc.array(fc.constantFrom(...LINES), { maxLength: 30 }),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
  )
  .map(([head, lines, end]) => (head + lines.join('\n')).replaceAll('\n', end))

test('a text read piece by piece is the text read at once', { timeout: 180_000 }, () => {
  fc.assert(
    fc.property(sources, (source) => {
      expect(plain(markdownReader()(source))).toEqual(plain(readText(source, 'md')))
    }),
    { numRuns: 2500 },
  )
})

test('a text typed a piece at a time is always the text read at once', { timeout: 180_000 }, () => {
  fc.assert(
    fc.property(
      sources,
      fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.oneof(fc.constantFrom(...LINES), fc.constant('\n\n'), fc.string())), {
        maxLength: 8,
      }),
      (source, edits) => {
        const read = markdownReader()
        let text = source
        for (const [place, length, added] of edits) {
          const at = place % (text.length + 1)
          text = text.slice(0, at) + added + text.slice(at + length)
          expect(plain(read(text))).toEqual(plain(readText(text, 'md')))
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('what has not moved is the very same block, and the tree is still there', () => {
  const source = '# Aide\n\nVotre dossier est complet.\n\nIl manque un papier.\n\nCordialement,\n'
  const read = markdownReader()
  const before = read(source)
  const after = read(source.replace('papier', 'papiers'))
  expect(after.blocks.map((block, i) => block === before.blocks[i])).toEqual([true, true, false, false])
  expect(after.tree).toEqual(readText(after.text, 'md').tree)
})

test('blank lines by the thousand are read apart from what stands above them', () => {
  const blanks = '\n'.repeat(5_000)
  const source = `<div>Un</div>\n${blanks}Deux.\n${blanks}`
  expect(markdownPieces(source, [])?.map(({ start, end }) => source.slice(start, end))).toEqual([
    '<div>Un</div>\n\n',
    blanks.slice(1),
    'Deux.\n\n',
    blanks.slice(1),
  ])
  expect(plain(markdownReader()(source))).toEqual(plain(readText(source, 'md')))
})

test('a page is cut at its paragraphs, not inside a fence', () => {
  const source = 'Un.\n\n```\nA\n\nB\n```\n\nDeux.\n\n- a\n\n  b\n\nTrois.\n'
  const finds = findPlaceholders(source, { format: 'md' })
  const pieces = markdownPieces(maskPlaceholders(source, finds, 'md'), finds)
  expect(pieces?.map(({ start, end }) => source.slice(start, end))).toEqual([
    'Un.\n\n```\nA\n\nB\n```\n\n',
    'Deux.\n\n- a\n\n  b\n\n',
    'Trois.\n',
  ])
})

test('a paragraph that comes back has marks of its own at each place, and keeps them as the page is typed', () => {
  const read = markdownReader()
  const page = 'Madame,\n\nCordialement,\n\nUn mot.\n\nCordialement,\n\nUn autre.\n\nCordialement,\n'
  const before = read(page).blocks
  expect(new Set(before.map(({ marks }) => marks)).size).toBe(before.length)
  const after = read(page.replace('Un mot.', 'Un mot de plus.')).blocks
  for (const [rank, { text, marks }] of after.entries())
    if (!text.startsWith('Un mot')) expect(marks).toBe(before[rank]?.marks)
})
