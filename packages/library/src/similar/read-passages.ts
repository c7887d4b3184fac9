import { resolve } from 'node:path'
import { readAll, type ScanOptions, type Source } from '../scan.ts'
import type { Sequence } from '../sequence.ts'
import type { Passage } from '../task.ts'
import type { Comparable, SharedPassage } from './compare-library.ts'

export type { Passage }

/**
 * The text of shared passages, each read again in one letter that holds it: the library itself keeps no text. `undefined`
 * where that letter can no longer be read.
 */
export async function readPassages(
  passages: readonly SharedPassage[],
  records: Sequence<Pick<Comparable, 'path'>>,
  options: ScanOptions,
): Promise<readonly (Passage | undefined)[]> {
  async function* sources(): AsyncGenerator<Source> {
    for (const { example } of passages) {
      const path = records.at(example.document)?.path ?? ''
      yield { path, absolute: resolve(path), blocks: example.blocks }
    }
  }
  const found: (Passage | undefined)[] = []
  for await (const { passage } of readAll(sources(), options)) found.push(passage)
  return found
}
