import { data } from '../data/frequency.generated.ts'
import { normalise } from './characters.ts'
import type { Token } from './types.ts'
import { unpack } from './unpack.ts'
import { createWordSlot } from './word-notes.ts'
import { createWordTable, type WordTable } from './word-table.ts'

/** From 0 (rare or unknown) to 5 (a hundred times per million words or more). */
export type FrequencyBand = 0 | 1 | 2 | 3 | 4 | 5

let bands: WordTable | undefined

/** How common a lemma is for readers: decoded at the first call. Administrative words that everyone meets count as common. */
export function frequencyBand(lemma: string): FrequencyBand {
  bands ??= read()
  // Most lemmas are written as the table writes them.
  const level = bands.get(lemma) ?? bands.get(normalise(lemma)) ?? 0
  return LEVELS[level - 1] ?? 0
}

const BAND = createWordSlot<FrequencyBand>()

/** The band of the lemma of a token. */
export function bandOf({ lemma, notes }: Token): FrequencyBand {
  let band = notes.read(BAND)
  if (band === undefined) {
    band = frequencyBand(lemma)
    notes.write(BAND, band)
  }
  return band
}

const LEVELS = [1, 2, 3, 4, 5] as const

function read(): WordTable {
  const sections = unpack(data)
  return createWordTable(LEVELS.map((value, i) => ({ value, words: sections[i] ?? new Uint8Array(0) })))
}
