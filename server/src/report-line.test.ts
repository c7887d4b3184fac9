import { expect, test } from 'vitest'
import { addReport } from './report-line.ts'

const report = {
  date: '2026-11-22',
  document: 'lettres/refus.md',
  role: 'agent',
  difficulte: 'Des mots sont difficiles',
  commentaire: 'Que veut dire « nonobstant » ; "sous réserve" ?',
}

test('a new file has its columns, and a value with a separator or a quote is quoted', () => {
  expect(addReport('', report)).toBe(
    'date;document;role;difficulte;commentaire\r\n2026-11-22;lettres/refus.md;agent;Des mots sont difficiles;"Que veut dire « nonobstant » ; ""sous réserve"" ?"\r\n',
  )
})

test('a file that a team already keeps keeps its columns, its separator and its line ends', () => {
  const before = '\ufeffId,Difficulté,Document,Suivi\n1,Autre,a.md,fait'
  expect(addReport(before, report)).toBe(`${before}\n,Des mots sont difficiles,lettres/refus.md,\n`)
})

test('a comment is never a formula', () => {
  expect(addReport('commentaire;date\n', { ...report, commentaire: '=1+1' })).toBe(
    "commentaire;date\n'=1+1;2026-11-22\n",
  )
})
