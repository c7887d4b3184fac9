import { startsUpper } from './characters.ts'
import { closedReadings, isAuxiliaryLemma } from './closed-class.ts'
import { encode, featuresOf, uposOf } from './codes.ts'
import type { Lexicon, Reading } from './lexicon.ts'
import type { WordBook } from './tokenise.ts'
import { createWordStore } from './word-store.ts'

/** The lexicon, the function words and the readings made from both: what the tagger and the rules ask. */
export interface Dictionary extends WordBook {
  /** Every reading of a form in lower case; the written form lets proper nouns in. */
  readings(norm: string, written?: string): readonly Reading[]
}

const NONE: readonly Reading[] = []
const OPTIONAL =
  /\((?:e?s|e|x|ne|le|re|se|ve|rice|trice|euse|aux|ère|nes|les)\)s?$|[·•‧∙.](?:\p{L}{1,6})(?:[·•‧∙.]\p{L}{1,6})*$/u
const FIRST_ACCENTS = new Map([
  ['e', 'éêè'],
  ['a', 'âà'],
  ['i', 'î'],
  ['o', 'ô'],
])
const CACHE_SIZE = 20_000

/** Joins a lexicon and the closed classes. */
export function createDictionary(lexicon: Lexicon): Dictionary {
  const cache = new Map<string, readonly Reading[]>()

  function lower(norm: string): readonly Reading[] {
    const known = cache.get(norm)
    if (known !== undefined) return known
    let found = compute(norm)
    if (found.length === 0) found = withoutFirstAccent(norm)
    // « voeux », « coeur », « oeuvre »: typed without the ligature.
    if (found.length === 0 && /[oa]e/.test(norm)) found = compute(norm.replaceAll('oe', 'œ').replaceAll('ae', 'æ'))
    // « enfant(s) », « agent·e·s » are read as their base word.
    if (found.length === 0 && norm.length > 3 && OPTIONAL.test(norm)) found = compute(norm.replace(OPTIONAL, ''))
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(norm, found)
    return found
  }

  /** « Etat », « Ecole », « Ile »: capitals typed without their accent. */
  function withoutFirstAccent(norm: string): readonly Reading[] {
    const variants = FIRST_ACCENTS.get(norm.charAt(0))
    if (variants === undefined || norm.length < 3) return NONE
    for (const first of variants) {
      const found = compute(first + norm.slice(1))
      if (found.length > 0) return found
    }
    return NONE
  }

  /** « DECISION REJETEE »: titles in capitals without accents; every e may have lost one. */
  function withoutAccents(norm: string): readonly Reading[] {
    const key = `${norm} `
    const known = cache.get(key)
    if (known !== undefined) return known
    const found: Reading[] = []
    const places = [...norm.matchAll(/e/g)].map((match) => match.index)
    if (places.length <= 4 && norm.length <= 24) {
      for (let choice = 1; choice < 3 ** places.length; choice++) {
        let left = choice
        let form = norm
        for (const place of places) {
          const letter = 'eéè'[left % 3] ?? 'e'
          left = Math.floor(left / 3)
          if (letter !== 'e') form = form.slice(0, place) + letter + form.slice(place + 1)
        }
        found.push(...compute(form))
      }
    }
    cache.set(key, found)
    return found
  }

  function compute(norm: string): readonly Reading[] {
    const closed = closedReadings(norm)
    const open = lexicon.lookup(norm)
    if (open.length === 0) return closed
    if (closed.length === 0 && !open.some(isAuxiliaryVerb)) return open
    const readings = [...closed]
    for (const reading of open) {
      readings.push(reading)
      if (isAuxiliaryVerb(reading))
        readings.push({ code: encode('AUX', featuresOf(reading.code)), lemma: reading.lemma })
    }
    return readings
  }

  return {
    wordAt: createWordStore().wordAt,
    readings(norm, written) {
      const base = lower(norm)
      if (written === undefined || !startsUpper(written)) return base
      const proper = lexicon.lookup(norm.charAt(0).toUpperCase() + norm.slice(1))
      if (base.length === 0 && proper.length === 0 && written.length >= 3 && written === written.toUpperCase())
        return withoutAccents(norm)
      if (proper.length === 0) return base
      return base.length === 0 ? proper : [...base, ...proper]
    },
    has: (norm) => lower(norm).length > 0,
    isVerbForm(norm) {
      for (const reading of lower(norm)) {
        if (uposOf(reading.code) !== 'VERB') continue
        const { verbForm } = featuresOf(reading.code)
        if (verbForm === 'Fin') return true
      }
      return false
    },
  }
}

function isAuxiliaryVerb({ code, lemma }: Reading): boolean {
  return uposOf(code) === 'VERB' && isAuxiliaryLemma(lemma)
}
