import { DIGIT_COUNT, encodeDigits } from '../src/digits.ts'
import { writeModule } from './pack.ts'
import { type Entry, readHunspell } from './read-hunspell.ts'

/** Packs the dictionary as stems and paradigms, and writes `data/lexicon.generated.ts`; gives its size in bytes of brotli. */
export function buildLexicon(folder: string, output: string): number {
  const entries = readHunspell(folder)
  const keyed = entries.map((entry) => ({ stem: stemOf(entry), paradigm: '' }))
  const counts = new Map<string, number>()
  entries.forEach((entry, i) => {
    const item = keyed[i]
    if (item === undefined) return
    item.paradigm = paradigmOf(entry, item.stem)
    counts.set(item.paradigm, (counts.get(item.paradigm) ?? 0) + 1)
  })
  const paradigms = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key)
  const ids = new Map(paradigms.map((key, i) => [key, i]))

  const byStem = new Map<string, Set<number>>()
  for (const { stem, paradigm } of keyed) {
    const id = ids.get(paradigm)
    if (id === undefined) continue
    const found = byStem.get(stem) ?? new Set<number>()
    found.add(id)
    byStem.set(stem, found)
  }
  const stems = [...byStem.keys()].sort((a, b) => (a < b ? -1 : 1))
  const alphabet = [...new Set(stems.join(''))].sort().join('')
  if (alphabet.length > 255) throw new Error(`Alphabet of ${alphabet.length} letters: more than a byte can hold.`)
  if (/[\\`|$]/.test(alphabet)) throw new Error('A letter of the alphabet would end a section.')

  const shared: number[] = []
  const lengths: number[] = []
  let letters = ''
  const perStem: number[] = []
  const low: number[] = []
  const high: number[] = []
  let previous = ''
  for (const stem of stems) {
    let common = 0
    while (common < stem.length && common < previous.length && stem[common] === previous[common]) common++
    shared.push(common)
    lengths.push(stem.length - common)
    letters += stem.slice(common)
    const own = [...(byStem.get(stem) ?? [])].sort((a, b) => a - b)
    perStem.push(own.length)
    for (const id of own) {
      low.push(id % DIGIT_COUNT)
      high.push(Math.floor(id / DIGIT_COUNT))
    }
    previous = stem
  }
  const longest = entries.reduce(
    (most, entry, i) => Math.max(most, ...entry.forms.map(([form]) => form.length - (keyed[i]?.stem.length ?? 0))),
    0,
  )
  const meta = [`${alphabet}\t${longest}`, ...paradigms].join('\n')
  const columns = [shared, lengths, perStem, low, high].map((column) => encodeDigits(column))
  return writeModule(
    output,
    'packages/french/train/train.ts',
    'From Dicollecte (hunspell-fr-comprehensive), MPL-2.0: see NOTICE.md.',
    [meta, letters, ...columns].join('|'),
  )
}

function stemOf(entry: Entry): string {
  let stem = entry.lemma
  for (const [form] of entry.forms) while (!form.startsWith(stem)) stem = stem.slice(0, -1)
  return stem
}

function paradigmOf(entry: Entry, stem: string): string {
  const bySuffix = new Map<string, Set<number>>()
  for (const [form, code] of entry.forms) {
    const suffix = form.slice(stem.length)
    const found = bySuffix.get(suffix) ?? new Set<number>()
    found.add(code)
    bySuffix.set(suffix, found)
  }
  const forms = [...bySuffix]
    .map(
      ([suffix, codes]) =>
        `${suffix}:${[...codes]
          .sort((a, b) => a - b)
          .map((code) => code.toString(36))
          .join(',')}`,
    )
    .sort()
  return `${entry.lemma.slice(stem.length)}\t${entry.verb}\t${forms.join(' ')}`
}
