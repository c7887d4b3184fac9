import { describe, expect, test } from 'vitest'
import { readable, readMarked } from './marked-fixture.ts'
import { mask } from './mask.ts'
import { papersCases } from './papers.cases.ts'

const families = Object.entries(papersCases).map(([family, cases]) => ({ family, messages: cases.map(readMarked) }))

describe('numbers, births and homes in the forms that services and people give them', () => {
  test.each(families)('$family: nothing stays readable, nothing else is touched', ({ messages }) => {
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
