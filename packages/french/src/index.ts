import { data as lexicon } from '../data/lexicon.generated.ts'
import { data as parser } from '../data/parser.generated.ts'
import { data as tagger } from '../data/tagger.generated.ts'
import { createFrench } from './french.ts'
import type { French } from './types.ts'

export { activeVoice } from './active-voice.ts'
export { UPOS } from './codes.ts'
export { createFrench, type FrenchData } from './french.ts'
export { bandOf, type FrequencyBand, frequencyBand } from './frequency.ts'
export { findPassives, type Passive } from './passive.ts'
export { type Readability, readability } from './readability.ts'
export { type Rewording, replaceSupport, type WeakVerb } from './support-verb.ts'
export * from './types.ts'
export { findVerbGroup, replaceVerb, type VerbGroup } from './verb-group.ts'
export { createWordSlot, type WordNotes, type WordSlot } from './word-notes.ts'

let shared: French | undefined

/** The analyser built from the data of the package: decoded at the first call, then shared; the parser waits for the first arcs. */
export function loadFrench(): French {
  shared ??= createFrench({
    // Asked for one by one: a program may read each from a file of its own when it is needed, and keep none.
    get lexicon() {
      return lexicon
    },
    get tagger() {
      return tagger
    },
    get parser() {
      return parser
    },
  })
  return shared
}
