import { data } from '../data/frequency.generated.ts'
import { normalise } from './characters.ts'
import type { Token } from './types.ts'
import { unpack } from './unpack.ts'
import { createWordSlot } from './word-notes.ts'

/** From 0 (rare or unknown) to 5 (a hundred times per million words or more). */
export type FrequencyBand = 0 | 1 | 2 | 3 | 4 | 5

let bands: Map<string, FrequencyBand> | undefined

/** How common a lemma is for readers: decoded at the first call. Administrative words that everyone meets count as common. */
export function frequencyBand(lemma: string): FrequencyBand {
  bands ??= read()
  // Most lemmas are written as the table writes them.
  return bands.get(lemma) ?? bands.get(normalise(lemma)) ?? 0
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

function read(): Map<string, FrequencyBand> {
  const map = new Map<string, FrequencyBand>()
  const sections = unpack(data)
  const levels = [1, 2, 3, 4, 5] as const
  for (const level of levels) {
    const section = sections[level - 1]
    if (section === undefined) continue
    for (const lemma of new TextDecoder().decode(section).split(' ')) map.set(lemma, level)
  }
  return map
}
