import { expect, test } from 'vitest'
import { readReports } from '../../packages/reports/src/index.ts'
import { addReport, DIFFICULTIES } from './report-line.ts'

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

test('the intake of reports knows each difficulty of the choice, and loses nothing of the others', () => {
  const found = DIFFICULTIES.map((difficulte) => {
    const report = { date: '2026-01-05', document: 'a.md', role: 'agent', difficulte, commentaire: '' }
    const { reports, problems } = readReports(addReport('', report))
    expect(problems).toEqual([])
    return [reports[0]?.difficulties.join(), reports[0]?.comment]
  })
  expect(found).toEqual([
    ['que-faire', ''],
    ['mots', ''],
    ['phrases', ''],
    ['trop-long', ''],
    ['mise-en-page', ''],
    ['autre', 'Une information manque, ou n’est plus juste'],
    ['autre', ''],
  ])
})
