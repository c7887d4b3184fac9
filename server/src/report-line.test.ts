import { expect, test } from 'vitest'
import { readReports } from '../../packages/reports/src/index.ts'
import { addReport, DIFFICULTIES, newSecret, tokenOf } from './report-line.ts'

const report = {
  date: '2026-11-22',
  document: 'lettres/refus.md',
  role: 'agent',
  difficulte: 'Des mots sont difficiles',
  commentaire: 'Que veut dire « nonobstant » ; "sous réserve" ?',
  jeton: 'a1',
}

test('a new file has its columns, and a value with a separator or a quote is quoted', () => {
  expect(addReport('', report)).toBe(
    'date;document;role;difficulte;commentaire;jeton\r\n2026-11-22;lettres/refus.md;agent;Des mots sont difficiles;"Que veut dire « nonobstant » ; ""sous réserve"" ?";a1\r\n',
  )
})

test('a file that a team already keeps keeps its columns, its separator and its line ends', () => {
  const before = '\ufeffId,Difficulté,Document,Suivi\n1,Autre,a.md,fait'
  expect(addReport(before, report)).toBe(`${before}\n,Des mots sont difficiles,lettres/refus.md,\n`)
})

test('our files of before get the column that says that two reports are of one person', () => {
  const before = 'date;document;role;difficulte;commentaire\r\n2026-01-05;a.md;agent;Autre difficulté;\r\n'
  const after = addReport(before, { ...report, commentaire: '' })
  expect(after).toBe(
    'date;document;role;difficulte;commentaire;jeton\r\n2026-01-05;a.md;agent;Autre difficulté;\r\n2026-11-22;lettres/refus.md;agent;Des mots sont difficiles;;a1\r\n',
  )
  const [old, read] = [readReports(before), readReports(after)]
  expect(read.problems).toEqual([])
  expect([read.keys[0], read.tokens]).toEqual([old.keys[0], [undefined, 'a1']])
  expect(JSON.stringify(read.reports)).not.toContain('a1')
})

test('a token is of one person and of one document', async () => {
  const [one, other] = [newSecret(), newSecret()]
  const token = await tokenOf(one, 'a.md')
  expect(token).toMatch(/^[0-9a-f]{24}$/)
  expect(await tokenOf(one, 'a.md')).toBe(token)
  expect(new Set([token, await tokenOf(one, 'b.md'), await tokenOf(other, 'a.md')]).size).toBe(3)
})

test('a comment is never a formula', () => {
  expect(addReport('commentaire;date\n', { ...report, commentaire: '=1+1' })).toBe(
    "commentaire;date\n'=1+1;2026-11-22\n",
  )
})

test('the intake of reports knows each difficulty of the choice, and loses nothing of the others', () => {
  const found = DIFFICULTIES.map((difficulte) => {
    const report = { date: '2026-01-05', document: 'a.md', role: 'agent', difficulte, commentaire: '', jeton: '' }
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
