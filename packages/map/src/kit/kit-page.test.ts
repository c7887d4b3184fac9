import { describe, expect, test } from 'vitest'
import { precisions } from './advice.ts'
import { buildKit, isKit, type Kit, shapeOf } from './kit.ts'
import { kitPage } from './kit-page.ts'
import { LETTER, proseOfText } from './prose-fixture.ts'

function kitOf(text: string, name = 'lettre.md'): Kit {
  const made = buildKit(proseOfText(text), name)
  if (!isKit(made)) throw new Error(`too short: ${made.words} words`)
  return made
}

/** What a person reads of a page. */
const textOf = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/[ \n]+/g, ' ')

describe('the printed kit', () => {
  const kit = kitOf(LETTER)
  const page = kitPage(kit, { style: { kind: 'inside' }, service: 'Ville de Brives' })

  test('each gap is the same blank, and its word is in the key alone', () => {
    const gaps = page.match(/<span class="gap"><span>\d+<\/span><\/span>/g) ?? []
    expect(gaps).toHaveLength(kit.cloze?.key.length ?? 0)
    expect(gaps.length).toBeGreaterThanOrEqual(50)
    for (const [i, word] of (kit.cloze?.key ?? []).entries())
      expect(page).toContain(`<span class="rank">${i + 1}</span><span class="word">${word}</span>`)
    const [, cloze = ''] = /<div class="cloze">(.*?)<\/div>/s.exec(page) ?? []
    expect(cloze).toContain('Nous avons étudié votre <span class="gap"><span>1</span></span> avec soin')
  })

  test('the five questions show where the letter answers them', () => {
    const text = textOf(page)
    expect(kit.questions.map(({ id }) => id)).toEqual(['qui', 'pourquoi', 'quoi', 'quand', 'sinon'])
    expect(text).toContain(
      '4. Avant quelle date devez-vous le faire\u00a0? «\u00a0Envoyez-nous une copie de votre bail avant le 15 mai 2026.\u00a0»',
    )
    expect(text).toContain('1. Qui vous écrit\u00a0? Limpide ne l’a pas trouvé.')
  })

  test('a letter that tells no consequence asks whom to contact instead', () => {
    const { questions } = kitOf(
      `Madame,\n\nVotre demande est acceptée. ${'Vous recevrez votre aide en mai. '.repeat(6)}\n\nUne question ? Appelez-nous au 01 99 00 41 12.`,
    )
    expect(questions.at(-1)).toMatchObject({ id: 'contact', answer: { text: 'Appelez-nous au [téléphone].' } })
  })

  test('every sentence of the body is numbered once in the grid, titles apart', () => {
    expect(kit.sentences[0]).toEqual({ number: 1, text: 'Vous avez demandé une aide au logement le 3 mars 2026.' })
    expect(kit.sentences.map(({ number }) => number)).toEqual(kit.sentences.map((_, i) => i + 1))
    expect(
      page.match(/<tr><th scope="row" class="small">\d+<\/th><td>[^<]+<\/td><td><\/td><td><\/td><\/tr>/g),
    ).toHaveLength(kit.sentences.length)
    expect(shapeOf(kit)).toMatchObject({ sentences: kit.sentences.length, gaps: kit.cloze?.key.length })
  })

  test('personal data of the letter are nowhere, and the sheet of consent says what is kept', () => {
    expect(page).not.toContain('01 99 00 41 12')
    const text = textOf(page)
    expect(text).toContain('[téléphone]')
    for (const said of [
      '«\u00a0Ville de Brives\u00a0» veut savoir',
      'Vous pouvez arrêter à tout moment',
      'Ni votre nom',
      'cnil.fr',
    ])
      expect(text).toContain(said)
  })

  test('it opens from the disk: nothing of it is asked of a network, and it holds no script', () => {
    expect(page).not.toMatch(/<script|<link|src=|url\(|https?:/)
  })

  test('its code tells the text: one word changed makes another kit', () => {
    expect(kitOf(LETTER).code).toBe(kit.code)
    expect(kitOf(LETTER.replace('avec soin', 'avec attention')).code).not.toBe(kit.code)
  })
})

test('a short letter has its other tests, and says how many words the cloze test would take', () => {
  const kit = kitOf(`Votre demande est acceptée. ${'Vous recevrez votre aide en mai. '.repeat(6)}`)
  expect(kit.cloze).toBeUndefined()
  expect(kit.clozeLack).toEqual({ words: 30, needed: 125 })
  const text = textOf(kitPage(kit, { style: { kind: 'inside' } }))
  expect(text).toContain('Il faut 125 mots à compter, et ce texte en a 30.')
  expect(text).not.toContain('Corrigé')
  expect(text).toContain('Le surligneur')
})

test('a title of five hundred signs with markup is a text', () => {
  const title = `<script>alert(1)</script>${'titre '.repeat(80)}`
  const made = buildKit({ ...proseOfText(LETTER), title }, 'x')
  if (!isKit(made)) throw new Error('too short')
  const page = kitPage(made, { style: { kind: 'inside' } })
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;')
})

test('nothing, and a text under thirty words, have no kit', () => {
  expect(buildKit(proseOfText(''), 'x')).toEqual({ words: 0, needed: 30 })
  expect(buildKit(proseOfText('Votre demande est acceptée.'), 'x')).toEqual({ words: 4, needed: 30 })
})

test('the number of people advised is what Student’s law gives for a spread of fifteen points', () => {
  // 2.776 × 15 / √5, 2.365 × 15 / √8, 2.145 × 15 / √15, 2.045 × 15 / √30
  expect(precisions()).toEqual([
    { people: 5, points: 19 },
    { people: 8, points: 13 },
    { people: 15, points: 8 },
    { people: 30, points: 6 },
  ])
})
