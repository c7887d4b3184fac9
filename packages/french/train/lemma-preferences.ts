import { readFileSync } from 'node:fs'
import { uposOf } from '../src/codes.ts'
import type { Dictionary } from '../src/dictionary.ts'
import type { GoldSentence } from './read-conllu.ts'

const CATEGORIES: Record<string, string> = { NOM: 'NOUN', VER: 'VERB', AUX: 'VERB', ADJ: 'ADJ', ADV: 'ADV' }

/** Forms that two lemmas share under one part of speech, with the lemma to prefer: treebank counts first, then the frequency of the lemma in Lexique 3.83. */
export function lemmaPreferences(
  sentences: readonly GoldSentence[],
  frequencyFile: string,
  dictionary: Dictionary,
): Map<string, string> {
  const counts = new Map<string, number>()
  for (const sentence of sentences) {
    for (const token of sentence.tokens) {
      for (const word of token.words) {
        const key = `${word.upos === 'AUX' ? 'VERB' : word.upos} ${word.form.toLowerCase()} ${word.lemma.toLowerCase()}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
  const frequencies = new Map<string, number>()
  const forms = new Map<string, number>()
  for (const line of readFileSync(frequencyFile, 'utf8').split('\n')) {
    const [form = '', category = '', value = ''] = line.split('\t')
    const upos = CATEGORIES[category.slice(0, 3)]
    if (upos === undefined || form.includes(' ')) continue
    const key = `${upos} ${form}`
    frequencies.set(key, (frequencies.get(key) ?? 0) + Number(value))
    forms.set(form, (forms.get(form) ?? 0) + Number(value))
  }
  for (const key of counts.keys()) {
    const form = key.split(' ')[1] ?? ''
    if (!forms.has(form)) forms.set(form, 1)
  }
  const preferences = new Map<string, string>()
  for (const form of [...forms.keys()].sort()) {
    const byUpos = new Map<string, Set<string>>()
    for (const reading of dictionary.readings(form)) {
      const upos = uposOf(reading.code) === 'AUX' ? 'VERB' : uposOf(reading.code)
      if (upos !== 'VERB' && upos !== 'NOUN' && upos !== 'ADJ') continue
      const lemmas = byUpos.get(upos) ?? new Set<string>()
      lemmas.add(reading.lemma)
      byUpos.set(upos, lemmas)
    }
    for (const [upos, lemmas] of byUpos) {
      if (lemmas.size < 2) continue
      const rank = (lemma: string): number =>
        (counts.get(`${upos} ${form} ${lemma}`) ?? 0) * 1000 + (frequencies.get(`${upos} ${lemma}`) ?? 0)
      const [best] = [...lemmas].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1))
      if (best !== undefined && ((forms.get(form) ?? 0) >= 0.3 || upos === 'VERB'))
        preferences.set(`${upos} ${form}`, best)
    }
  }
  return preferences
}
