import { readFileSync } from 'node:fs'
import { uposOf } from '../src/codes.ts'
import type { Dictionary } from '../src/dictionary.ts'
import { joinSections, packText, writeModule } from './pack.ts'

const CATEGORIES: Record<string, readonly string[]> = {
  NOM: ['NOUN', 'PROPN'],
  VER: ['VERB', 'AUX'],
  AUX: ['VERB', 'AUX'],
  ADJ: ['ADJ', 'DET', 'NUM'],
  ADV: ['ADV'],
  PRO: ['PRON'],
  ART: ['DET'],
  PRE: ['ADP'],
  CON: ['CCONJ', 'SCONJ'],
}
/** Least frequency per million words of bands 1 to 5. */
const BANDS = [0.2, 1, 5, 20, 100]
/** Administrative words that readers know, whatever films and novels say of them, are of this band at least. */
const KNOWN_BAND = 3

/** Computes the frequency band of each lemma and writes `data/frequency.generated.ts`. */
export function buildFrequency(
  table: string,
  knownWords: string,
  dictionary: Dictionary,
  preferences: ReadonlyMap<string, string>,
  output: string,
): number {
  const frequencies = new Map<string, number>()
  for (const line of readFileSync(table, 'utf8').split('\n')) {
    const [form = '', category = '', value = ''] = line.split('\t')
    if (form === '' || form.includes(' ')) continue
    const wanted = CATEGORIES[category.slice(0, 3)] ?? []
    const lemmas = new Set(
      dictionary.readings(form).flatMap((reading) => (wanted.includes(uposOf(reading.code)) ? [reading.lemma] : [])),
    )
    const preferred = preferences.get(`${wanted[0] ?? ''} ${form}`)
    const [lemma] = preferred !== undefined && lemmas.has(preferred) ? [preferred] : lemmas
    if (lemma === undefined) continue
    frequencies.set(lemma, (frequencies.get(lemma) ?? 0) + Number(value))
  }
  const bands: string[][] = BANDS.map(() => [])
  const known = new Set(
    readFileSync(knownWords, 'utf8')
      .split(/\s+/)
      .filter((word) => word !== ''),
  )
  for (const word of known) if (!frequencies.has(word)) frequencies.set(word, 0)
  for (const lemma of [...frequencies.keys()].sort()) {
    const frequency = frequencies.get(lemma) ?? 0
    const band = Math.max(BANDS.filter((least) => frequency >= least).length, known.has(lemma) ? KNOWN_BAND : 0)
    if (band > 0) bands[band - 1]?.push(lemma)
  }
  const sections = bands.map((lemmas) => new TextEncoder().encode(lemmas.join(' ')))
  return writeModule(
    output,
    'packages/french/train/train.ts',
    'Computed from Lexique 3.83, CC BY-SA 4.0: see NOTICE.md.',
    packText(joinSections(sections)),
  )
}
