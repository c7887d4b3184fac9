import { describe, expect, test } from 'vitest'
import { readable, readMarked } from './marked-fixture.ts'
import { mask } from './mask.ts'
import { papersCases } from './papers.cases.ts'
import { peopleCases } from './people.cases.ts'

const read = (sets: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(sets).map(([family, cases]) => ({ family, messages: cases.map(readMarked) }))
const families = read(peopleCases)

describe.each([
  { what: 'messages as people write them, by what they give away', sets: families },
  { what: 'numbers, births and homes in the forms that services and people give them', sets: read(papersCases) },
])('$what', ({ sets }) => {
  test.each(sets)('$family: nothing stays readable, nothing else is touched', ({ messages }) => {
    const leaks = messages.flatMap((message) =>
      message.secrets.filter((place) => readable(message, place) !== '').map(() => mask(message.text).text),
    )
    const damages = messages.flatMap(({ text, survivors, found }) =>
      found
        .filter((one) => survivors.some((place) => one.start < place.end && place.start < one.end))
        .map(() => mask(text).text),
    )
    expect({ leaks, damages }).toEqual({ leaks: [], damages: [] })
  })
})

test('the set is large, and holds every kind that is masked', () => {
  const messages = families.flatMap((family) => family.messages)
  expect(messages.length).toBeGreaterThan(380)
  const kinds = new Set(messages.flatMap(({ found }) => found.map(({ kind }) => kind)))
  expect([...kinds].sort()).toEqual(
    ['adresse', 'carte', 'courriel', 'dossier', 'iban', 'naissance', 'nir', 'nom', 'plaque', 'telephone'].sort(),
  )
})

test('masking twice changes nothing more', () => {
  for (const { messages } of families) {
    for (const { text } of messages) {
      const once = mask(text).text
      expect(mask(once).text).toBe(once)
    }
  }
})
