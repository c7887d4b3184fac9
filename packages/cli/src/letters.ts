import { resolve } from 'node:path'
import { type Configs, type ScanRecord, scanFiles } from '@limpide/library'
import { byPriority, type Ranking } from './priorities.ts'

/** Letters read again for one map, the most urgent first: a memory keeps what was found in them, not their text. */
const LETTERS = 200

/** The ranking with the text of its most urgent letters, where the team keeps the text. */
export async function withLetters(ranking: Ranking, configs: Configs): Promise<Ranking> {
  const wanted: string[] = []
  for (const { record } of [...ranking.rows].sort(byPriority)) {
    if (wanted.length === LETTERS) break
    if (record.text !== undefined || record.findings.length === 0) continue
    if ((await configs.of(resolve(record.path))).config.keepsText) wanted.push(record.path)
  }
  if (wanted.length === 0) return ranking
  async function* sources() {
    for (const path of wanted) yield { path, absolute: resolve(path) }
  }
  const texts = new Map<string, ScanRecord>()
  for await (const record of scanFiles(sources(), { configs, excerpts: true })) texts.set(record.path, record)
  return {
    ...ranking,
    rows: ranking.rows.map((row) => {
      const read = texts.get(row.record.path)
      // The passages are told by the rank of their remark: a letter that changed since has other remarks.
      if (read?.text === undefined || read.findings.length !== row.record.findings.length) return row
      return { ...row, record: { ...row.record, text: read.text } }
    }),
  }
}
