import type { ReviewAnswer } from '@limpide/server'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readBytes } from '../../packages/document/src/read.ts'
import { reviewBytes } from './review.ts'

const DAY = new Date('2026-11-22T10:00:00Z')

const remark = {
  name: 'Archaïsme et mot soutenu',
  principle: 'Vocabulaire adapté',
  severity: 'avertissement',
  message: '« Nonobstant » est un mot soutenu.',
  why: 'Un mot rare arrête la lecture.',
  advice: 'Écrivez le mot courant.',
  wordings: ['« Malgré »'],
  line: 5,
  passage: 'Nonobstant',
  block: 1,
  from: 0,
  to: 10,
}

const REVIEW: ReviewAnswer = {
  score: {
    uri: 'file:///lettre.md',
    version: 1,
    type: 'Demande de pièces (reconnu à 67\u00a0%)',
    score: {
      value: 18.2,
      margin: 2,
      grade: 'C',
      gradeLabel: 'à améliorer',
      parts: {},
      missing: ['contact-manquant'],
      said: [],
    },
    findings: 3,
    mentions: [{ rule: 'contact-manquant', name: 'Contact manquant' }],
    gains: [{ rule: 'archaisme', name: 'Archaïsme et mot soutenu', count: 2, points: 2, value: 16.2, grade: 'C' }],
    contributions: [],
    unverifiable: [],
  },
  blocks: [
    { kind: 'heading', text: 'Votre aide', level: 1 },
    { kind: 'paragraph', text: 'Nonobstant votre courrier & <nous>,\nle dossier est clos.' },
    { kind: 'item', text: 'La copie du bail.', depth: 1, number: 1 },
  ],
  remarks: [
    {
      ...remark,
      name: 'Contact manquant',
      message: 'Aucun contact.',
      wordings: [],
      passage: 'Votre aide',
      block: -1,
      from: 0,
      to: 0,
    },
    remark,
    // Over the end of the one before: Word allows it, XML does not.
    {
      ...remark,
      name: 'Phrase longue',
      message: 'Trop longue\u0001.',
      wordings: [],
      passage: 'Nonobstant votre courrier',
      from: 5,
      to: 25,
    },
  ],
}

test('a review in Markdown says the grade, each remark with its line and its wording, and each rule once', () => {
  const text = new TextDecoder().decode(reviewBytes(REVIEW, 'lettre.md', false, DAY))
  expect(text).toContain('# Relecture de lettre.md')
  expect(text).toContain('**Note\u00a0: C, 18/100, à améliorer**')
  expect(text).toContain('Relu le 22 novembre 2026')
  expect(text).toContain('- Contact manquant\n')
  expect(text).toContain(
    '- **Ligne 5, «\u00a0Nonobstant\u00a0»** (Archaïsme et mot soutenu)\u00a0: « Nonobstant » est un mot soutenu. Proposition\u00a0: « Malgré ».',
  )
  expect(text).toContain('- **Tout le document** (Contact manquant)')
  expect(text.match(/Un mot rare arrête la lecture\./g)).toHaveLength(3)
})

test('a review in Word holds the text, and its remarks as comments on their words', async () => {
  const bytes = reviewBytes(REVIEW, 'lettre.md', true, DAY)
  const files = unzipSync(bytes)
  const comments = strFromU8(files['word/comments.xml'] ?? new Uint8Array())
  expect(comments.match(/<w:comment /g)).toHaveLength(2)
  expect(comments).toContain('Proposition\u00a0: « Malgré »')
  expect(comments).toContain('Trop longue.')
  const body = strFromU8(files['word/document.xml'] ?? new Uint8Array())
  // Each mark that opens is closed, and has its own comment.
  for (const id of [0, 1])
    expect(body).toMatch(
      new RegExp(`commentRangeStart w:id="${id}".*commentRangeEnd w:id="${id}".*commentReference w:id="${id}"`, 's'),
    )
  expect(body).toContain('Nonob</w:t></w:r><w:commentRangeStart w:id="1"/>')
  // As any reader sees it.
  const read = await readBytes(bytes, { name: 'lettre-relecture.docx' })
  expect(read.problems).toEqual([])
  expect(read.text).toContain('Nonobstant votre courrier & <nous>,\nle dossier est clos.')
  expect(read.blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toContain('Votre aide')
})
