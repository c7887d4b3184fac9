import { describe, expect, test } from 'vitest'
import { mask, personalData } from './mask.ts'
import { peopleCases } from './people.cases.ts'

/** A message, with what must be masked in it and what must come out untouched. */
interface Marked {
  readonly text: string
  readonly secrets: readonly Place[]
  readonly survivors: readonly Place[]
}

interface Place {
  readonly start: number
  readonly end: number
}

function read(marked: string): Marked {
  let text = ''
  let from = 0
  const secrets: Place[] = []
  const survivors: Place[] = []
  for (const match of marked.matchAll(/\[\[(.+?)\]\]|\{\{(.+?)\}\}/gs)) {
    text += marked.slice(from, match.index)
    const inner = match[1] ?? match[2] ?? ''
    const list = match[1] === undefined ? survivors : secrets
    list.push({ start: text.length, end: text.length + inner.length })
    text += inner
    from = match.index + match[0].length
  }
  return { text: text + marked.slice(from), secrets, survivors }
}

/** What says that a name comes, and names nobody. */
const NO_SECRET = /(?<!\p{L})(?:mme|mlle|mr|m|chez|clé|et)(?!\p{L})/giu

/** The letters and digits of a place that stay readable once the text is masked. */
function readable({ text }: Marked, { start, end }: Place): string {
  const masked = personalData(text)
  const said = text.slice(start, end).replace(NO_SECRET, (word) => ' '.repeat(word.length))
  return [...said]
    .filter((sign, i) => /[\p{L}\p{N}]/u.test(sign) && !masked.some((m) => m.start <= start + i && start + i < m.end))
    .join('')
}

const families = Object.entries(peopleCases).map(([family, cases]) => ({ family, messages: cases.map(read) }))

describe('messages as people write them, by what they give away', () => {
  test.each(families)('$family: nothing stays readable, nothing else is touched', ({ messages }) => {
    const leaks = messages.flatMap((message) =>
      message.secrets.filter((place) => readable(message, place) !== '').map(() => mask(message.text).text),
    )
    const damages = messages.flatMap(({ text, survivors }) =>
      personalData(text)
        .filter((found) => survivors.some((place) => found.start < place.end && place.start < found.end))
        .map(() => mask(text).text),
    )
    expect({ leaks, damages }).toEqual({ leaks: [], damages: [] })
  })
})

test('the set is large, and holds every kind that is masked', () => {
  const messages = families.flatMap((family) => family.messages)
  expect(messages.length).toBeGreaterThan(380)
  const kinds = new Set(messages.flatMap(({ text }) => personalData(text).map(({ kind }) => kind)))
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
