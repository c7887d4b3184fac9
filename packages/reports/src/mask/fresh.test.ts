import { describe, expect, test } from 'vitest'
import type { MaskKind } from './detection.ts'
import { freshACases } from './fresh-a.cases.ts'
import { freshBCases } from './fresh-b.cases.ts'
import { freshCCases } from './fresh-c.cases.ts'
import { freshDCases } from './fresh-d.cases.ts'
import { freshECases } from './fresh-e.cases.ts'
import { freshFCases } from './fresh-f.cases.ts'
import { type Place, readable, readMarked } from './marked-fixture.ts'
import { mask } from './mask.ts'
import { unannouncedCases } from './unannounced.cases.ts'

/** What stands between the words of a mask without being a word: « Mme et M. », a comma. */
const NOT_A_WORD = /(?<!\p{L})(?:mme|mr|m|monsieur|madame|chez|et)(?!\p{L})/giu

/** The words of what was masked that no mark asked for. */
function unasked(text: string, found: Place, marks: readonly Place[]): string {
  return [...text.slice(found.start, found.end)]
    .map((sign, i) => (marks.some((mark) => mark.start <= found.start + i && found.start + i < mark.end) ? ' ' : sign))
    .join('')
    .replace(NOT_A_WORD, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

describe.each([
  { set: 'the first set', cases: freshACases },
  { set: 'the second set', cases: freshBCases },
  { set: 'the third set', cases: freshCCases },
  { set: 'names that nothing announces', cases: unannouncedCases },
])('fresh messages, $set', ({ cases }) => {
  test.each(Object.entries(cases))('%s: nothing stays readable, and not a word more is masked', (_, messages) => {
    const read = messages.map(readMarked)
    const leaks = read.flatMap((message) =>
      message.secrets.filter((place) => readable(message, place) !== '').map(() => mask(message.text).text),
    )
    const damages = read.flatMap(({ text, secrets, found }) =>
      found.filter((one) => unasked(text, one, secrets) !== '').map(() => mask(text).text),
    )
    expect({ leaks, damages }).toEqual({ leaks: [], damages: [] })
  })
})

describe('texts kept from those who wrote the code', () => {
  const read = freshDCases.map(readMarked)
  const secrets = read.flatMap((message) => message.secrets.map((place) => ({ message, place })))
  const said = ({ message, place }: (typeof secrets)[number]): string => message.text.slice(place.start, place.end)

  test('each kind is there, in numbers', () => {
    const counts: Partial<Record<MaskKind, number>> = {}
    for (const { place } of secrets) if (place.kind !== undefined) counts[place.kind] = (counts[place.kind] ?? 0) + 1
    expect(counts).toEqual({
      dossier: 41,
      nom: 164,
      nir: 14,
      naissance: 16,
      telephone: 21,
      courriel: 14,
      adresse: 22,
      plaque: 7,
      iban: 8,
    })
  })

  test('no number, no birth, no address, no telephone stays readable', () => {
    const leaks = secrets.filter(({ message, place }) => place.kind !== 'nom' && readable(message, place) !== '')
    expect(leaks.map(said)).toEqual([])
  })

  test('at least 157 of 164 names are masked', () => {
    const masked = secrets.filter(({ message, place }) => place.kind === 'nom' && readable(message, place) === '')
    expect(masked.length).toBeGreaterThanOrEqual(157)
  })

  test('no form, no law, no sum, no date and no service is taken for a number, a birth or an address', () => {
    const damages = read.flatMap(({ text, survivors, found }) =>
      found
        .filter(
          (one) => one.kind !== 'nom' && survivors.some((place) => one.start < place.end && place.start < one.end),
        )
        .map((one) => text.slice(one.start, one.end)),
    )
    expect(damages).toEqual([])
  })
})

describe.each([
  { set: 'a hundred and twenty', cases: freshECases, count: 322 },
  { set: 'a hundred and ten, of another writer', cases: freshFCases, count: 351 },
])('texts kept until all was written: $set', ({ cases, count }) => {
  const read = cases.map(readMarked)
  const secrets = read.flatMap((message) => message.secrets.map((place) => ({ message, place })))

  test('97 % of the personal data at least is masked', () => {
    expect(secrets.length).toBe(count)
    const masked = secrets.filter(({ message, place }) => readable(message, place) === '')
    expect(masked.length / secrets.length).toBeGreaterThanOrEqual(0.97)
  })

  test('what must survive survives, to the letter', () => {
    const damages = read.flatMap(({ text, survivors, found }) =>
      survivors
        .filter((place) => found.some((one) => one.start < place.end && place.start < one.end))
        .map((place) => text.slice(place.start, place.end)),
    )
    expect(damages).toEqual([])
  })
})
