import { readFileSync } from 'node:fs'
import { uposOf } from '../src/codes.ts'
import type { Dictionary } from '../src/dictionary.ts'
import { MOSTLY_ADJECTIVE } from '../src/tagger.ts'

const CATEGORIES: Record<string, number> = { NOM: 0, ADJ: 1, VER: 2, AUX: 2, ADV: 3 }
const CLASSES: Readonly<Record<string, number>> = { NOUN: 0, ADJ: 1, VERB: 2, ADV: 3 }
/** Below this frequency per million words, what Lexique says of a form is chance. */
const LEAST = 0.3

/**
 * How a form is used when the lexicon reads it several ways: for the noun, the adjective, the verb and the adverb
 * two bits each (0 never, 1 rarely, 2 often, 3 nearly always), and MOSTLY_ADJECTIVE, from the frequencies of Lexique 3.83.
 */
export function collectUsages(frequencyFile: string, dictionary: Dictionary): Map<string, number> {
  const counts = new Map<string, number[]>()
  for (const line of readFileSync(frequencyFile, 'utf8').split('\n')) {
    const [form = '', category = '', value = ''] = line.split('\t')
    const place = CATEGORIES[category.slice(0, 3)]
    if (place === undefined || category.includes(':') || form.includes(' ')) continue
    const own = counts.get(form) ?? [0, 0, 0, 0]
    own[place] = (own[place] ?? 0) + Number(value)
    counts.set(form, own)
  }
  const found = new Map<string, number>()
  for (const [form, own] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const total = own.reduce((sum, count) => sum + count, 0)
    if (total < LEAST) continue
    const classes = new Set<number>()
    for (const reading of dictionary.readings(form)) {
      const place = CLASSES[uposOf(reading.code)]
      if (place !== undefined) classes.add(place)
    }
    if (classes.size < 2 && own.filter((count) => count > 0).length < 2) continue
    let code = 0
    own.forEach((count, place) => {
      const share = count / total
      code |= (share === 0 ? 0 : share < 0.15 ? 1 : share < 0.85 ? 2 : 3) << (2 * place)
    })
    const [, adjective = 0, verb = 0] = own
    if (verb > 0 && adjective >= verb) code |= MOSTLY_ADJECTIVE
    found.set(form, code)
  }
  return found
}
