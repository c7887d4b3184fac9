import { resolve } from 'node:path'
import { type Configs, type ScanRecord, type Sequence, scanFiles, sequence } from '@limpide/library'
import type { Ranked } from './priorities.ts'

/** Letters read again for one map, the most urgent first: a memory keeps what was found in them, not their text. */
const LETTERS = 200

/**
 * The rows with the text of the most urgent letters, where the team keeps the text. `order`: the ranks of rows, the most urgent
 * first.
 */
export async function withLetters(
  rows: Sequence<Ranked>,
  order: Iterable<number>,
  configs: Configs,
): Promise<Sequence<Ranked>> {
  const wanted: string[] = []
  for (const rank of order) {
    if (wanted.length === LETTERS) break
    const path = rows.at(rank)?.record.path ?? ''
    if (!(await configs.of(resolve(path))).config.keepsText) continue
    const record = rows.at(rank)?.record
    if (record === undefined || record.text !== undefined || record.findings.length === 0) continue
    wanted.push(path)
  }
  if (wanted.length === 0) return rows
  async function* sources() {
    for (const path of wanted) yield { path, absolute: resolve(path) }
  }
  const texts = new Map<string, ScanRecord>()
  for await (const record of scanFiles(sources(), { configs, excerpts: true })) texts.set(record.path, record)
  const withText = (row: Ranked): Ranked => {
    const read = texts.get(row.record.path)
    // The passages are told by the rank of their remark: a letter that changed since has other remarks.
    if (read?.text === undefined || read.findings.length !== row.record.findings.length) return row
    return { ...row, record: { ...row.record, text: read.text } }
  }
  return sequence(rows.length, (rank) => {
    const row = rows.at(rank)
    if (row === undefined) throw new Error(`no document has the rank ${rank}`)
    return withText(row)
  })
}
