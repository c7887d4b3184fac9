import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders, type ScanRecord } from '@limpide/library'
import { openStore } from '@limpide/library/store'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runHere } from '../command-fixture.ts'
import { HELP, OWN } from '../shared-passage-fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

let root: string

afterAll(keepReaders())
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-un-score-'))
  mkdirSync(join(root, 'lettres'))
  for (const [i, own] of OWN.entries()) {
    const kind = 'Nous vous écrivons pour vous dire la suite. Vous n’avez rien à envoyer pour le moment.'
    writeFileSync(
      join(root, 'lettres', `${i}.md`),
      `# Lettre ${'ABCD'[i]}\n\nMadame, Monsieur,\n\n${own} ${kind}\n\n${HELP}\n`,
    )
  }
})

const run = (args: readonly string[]) => runHere(args, { cwd: root, env: { DATABASE_URL: undefined } })
const paths = OWN.map((_, i) => `lettres/${i}.md`)

test('the score of a letter is one number: alone or in its library, in every form, for a limit, a reference and the memory', async () => {
  const checked: ScanRecord[] = JSON.parse((await run(['check', ...paths, '--format', 'json'])).out)
  const values = checked.map(({ score }) => score!.value)

  const files = ['l.json', 'l.csv', 'l.sarif']
  const stream = await run(['scan', 'lettres', '--format', 'jsonl', '--memoriser'])
  const whole = await run(['scan', 'lettres', '--exporter', ...files, '--ecrire-reference', 'reference.json'])
  expect([stream.code, whole.code]).toEqual([0, 0])
  const lines = stream.out.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).score.value)).toEqual(values)
  const records: (ScanRecord & { priority: { terms: { score: number }; said: string } })[] = JSON.parse(
    readFileSync(join(root, 'l.json'), 'utf8'),
  )
  expect(records.map(({ score }) => score)).toEqual(checked.map(({ score }) => score))
  const rounded = values.map((value) => Math.round(value * 10) / 10)
  const table = readFileSync(join(root, 'l.csv'), 'utf8').trimEnd().split('\r\n')
  const column = table[0]!.replace('\ufeff', '').split(';').indexOf('score')
  const shown = new Map(table.slice(1).map((line) => [line.split(';')[2], line.split(';')[column]]))
  expect(paths.map((path) => Number(shown.get(path)?.replace(',', '.')))).toEqual(rounded)
  const reference = JSON.parse(readFileSync(join(root, 'reference.json'), 'utf8'))
  expect(paths.map((path) => reference.documents[path].score)).toEqual(rounded)
  const store = (await openStore({ root: join(root, 'lettres') }, { create: false }))!
  const kept = await store.previous(paths.map((path) => path.replace('lettres/', '')))
  await store.close()
  expect([...kept.values()].map(({ value }) => value)).toEqual(values)

  // A limit just under the hardest letter refuses it, and one just above lets it pass, the list written or not.
  const [most] = [...values].sort((a, b) => b - a)
  for (const form of [[], ['--format', 'jsonl']]) {
    expect((await run(['scan', 'lettres', '--seuil', String(most! - 0.01), ...form])).code).toBe(1)
    expect((await run(['scan', 'lettres', '--seuil', String(most! + 0.01), ...form])).code).toBe(0)
  }

  // What they share does not put all four on top of the list: the ranking leaves it to the library, and says so.
  for (const [i, { score, priority }] of records.entries()) {
    expect(score!.value).toBe(values[i])
    expect(priority.terms.score).toBeLessThan(score!.value - 1)
    expect(priority.said).toContain(score!.grade)
  }
  const explained = await run(['priorite', 'lettres/0.md', 'lettres', '--expliquer'])
  expect(explained.out).toContain('sans les blocs que d’autres lettres partagent')
})
