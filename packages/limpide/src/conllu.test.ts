import { expect, test } from 'vitest'
import { analyse, toConllu } from './index.ts'

interface Line {
  readonly id: string
  readonly form: string
  readonly columns: readonly string[]
}

function lines(conllu: string): Line[] {
  return conllu
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const columns = line.split('\t')
      return { id: columns[0]!, form: columns[1]!, columns }
    })
}

const TEXTS = [
  'Les agents du service ont répondu aux usagers le 3 mars 2026.',
  'Le délai auquel vous avez droit court à compter de l’envoi du dossier des pièces. Appelez-nous\u00a0!',
  'Bonjour {{civilité\tnom}}, voici l’état\nde votre dossier n° 2024-118.',
  '\u00a0',
]

test('every line has ten columns, none is empty, and words are numbered from one', () => {
  for (const text of TEXTS) {
    for (const sentence of toConllu(analyse(text)).split('\n\n')) {
      let expected = 1
      for (const { id, columns } of lines(sentence)) {
        expect(columns).toHaveLength(10)
        expect(columns.every((column) => column !== '' && !/\s{2}|[\r\n]/.test(column))).toBe(true)
        if (id.includes('-')) {
          expect(id).toBe(`${expected}-${expected + 1}`)
          continue
        }
        expect(id).toBe(String(expected))
        expect(columns[3]).toMatch(/^[A-Z]+$/)
        expected += 1
      }
    }
  }
})

test('a contraction is a range over its two words', () => {
  const found = lines(toConllu(analyse('La date du contrôle est fixée.')))
  const range = found.findIndex(({ form }) => form === 'du')
  expect(found[range]!.id).toBe('3-4')
  expect(found[range]!.columns.slice(2, 9)).toEqual(['_', '_', '_', '_', '_', '_', '_'])
  expect(found.slice(range + 1, range + 3).map(({ form, columns }) => [form, columns[2], columns[3]])).toEqual([
    ['de', 'de', 'ADP'],
    ['le', 'le', 'DET'],
  ])
})

test('the forms and their SpaceAfter give back the text of the sentence', () => {
  for (const text of TEXTS) {
    for (const sentence of toConllu(analyse(text)).split('\n\n')) {
      const said = /^# text = (.*)$/m.exec(sentence)?.[1]
      if (said === undefined) continue
      let built = ''
      let inside = 0
      for (const { id, form, columns } of lines(sentence)) {
        if (inside > 0) {
          inside -= 1
          continue
        }
        if (id.includes('-')) inside = 2
        built += form + (columns[9]!.includes('SpaceAfter=No') ? '' : ' ')
      }
      expect(built.trimEnd()).toBe(said)
    }
  }
})

test('features are sorted by name', () => {
  const features = lines(toConllu(analyse('Nous avons reçu votre demande. Elles étaient complètes.')))
    .map(({ columns }) => columns[5]!)
    .filter((value) => value !== '_')
  expect(features.length).toBeGreaterThan(0)
  for (const value of features) {
    const names = value.split('|').map((pair) => pair.split('=')[0]!)
    expect(names).toEqual([...names].sort())
  }
})

test('a date, an hour and an amount are cut in words as the treebanks do, a number with its spaces is one', () => {
  const found = lines(toConllu(analyse('Le 14 septembre 2026 à 14 h 30, payez 1 200,50 €.')))
  const pairs = found.map(({ form, columns }) => `${form}/${columns[3]}`)
  expect(pairs).toEqual(
    expect.arrayContaining(['14/NUM', 'septembre/NOUN', '2026/NUM', 'h/NOUN', '30/NUM', '1 200,50/NUM', '€/SYM']),
  )
  expect(found.find(({ form }) => form === '14')!.columns[9]).toBe('Kind=date')
})
