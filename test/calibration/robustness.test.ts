import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { CALIBRATION, check, type TextFormat } from 'limpide'
import { describe, expect, test } from 'vitest'
import { writtenPairs } from './read-pairs.ts'

const CORPUS = join(import.meta.dirname, '../corpus')

const read = (text: string, format: TextFormat = 'md') => {
  const { score, result } = check(text, { format, noMinimum: true })
  if (!score) throw new Error('no score')
  return { value: score.value, margin: score.margin, type: result.view.type.id }
}

/** Letters in Markdown, clear or not, each with a body of several paragraphs. */
const LETTERS = [
  ...readdirSync(join(CORPUS, 'textes'))
    .filter((name) => extname(name) === '.md')
    .sort()
    .map((name) => ({ name, text: readFileSync(join(CORPUS, 'textes', name), 'utf8') })),
  ...writtenPairs()
    .filter(({ source, kept }) => source === 'lettre' && !kept)
    .flatMap(({ id, complex, clear }) => [
      { name: `${id} avant`, text: complex },
      { name: `${id} après`, text: clear },
    ]),
].map((letter) => ({ ...letter, ...read(letter.text) }))

/** Sentences of what is to be rewritten, each once: one way of writing. */
const SENTENCES = [
  ...new Set(
    [
      ...LETTERS.filter(({ name }) => name.endsWith('avant')).map(({ text }) => text),
      ...readdirSync(join(CORPUS, 'textes'))
        .filter((name) => extname(name) === '.txt')
        .sort()
        .map((name) => readFileSync(join(CORPUS, 'textes', name), 'utf8')),
    ].flatMap((text) =>
      check(text, { noMinimum: true })
        .result.view.sentences.filter(({ wordCount }) => wordCount > 4)
        .map((sentence) => sentence.text.replace(/\s+/g, ' ').trim()),
    ),
  ),
]

const CLEAR_PARAGRAPH =
  'Vous avez une question ? Appelez-nous au 01 00 00 12 34, du lundi au vendredi. Un conseiller vous répond. Vous pouvez aussi venir nous voir le mardi matin.'

const within = (
  letters: readonly { readonly name: string; readonly margin: number; readonly value: number }[],
  change: (letter: (typeof LETTERS)[number]) => number,
) =>
  letters.flatMap((letter) => {
    const found = LETTERS.find(({ name }) => name === letter.name)
    if (!found) return []
    const moved = change(found) - letter.value
    return Math.abs(moved) <= letter.margin
      ? []
      : [`${letter.name} : ${moved.toFixed(1)} (marge ${letter.margin.toFixed(1)})`]
  })

describe('what is not prose does not move the score beyond its margin', () => {
  test('an address block above a letter, a signature and an address below it', () => {
    expect(
      within(
        LETTERS,
        ({ text }) =>
          read(
            `Mairie de Valmont\nService des affaires générales\n2 place de l'Église\n48000 Valmont\n\nMme Jeanne Roux\n14 rue des Tanneurs\n48000 Valmont\n\nValmont, le 4 mai 2026\n\n${text}`,
          ).value,
      ),
    ).toEqual([])
  })

  test('numbers and dates that become merge fields', () => {
    expect(
      within(LETTERS, ({ text }) => read(text.replace(/\b\d+(?:[ ,.]\d+)*(?= euros)/g, '{{ montant }}')).value),
    ).toEqual([])
  })

  test('names, dates and numbers of files that become merge fields', () => {
    expect(
      within(
        LETTERS,
        ({ text }) =>
          read(
            text
              .replace(
                /\b\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?: \d{4})?/g,
                '{{ date }}',
              )
              .replace(/(?<=\b(?:M\.|Mme|Madame|Monsieur) )\p{Lu}[\p{L}-]+/gu, '{{ nom }}'),
          ).value,
      ),
    ).toEqual([])
  })

  test('the boxes that a service puts under all its letters', () => {
    expect(
      within(
        // A page that is hardly longer than such boxes has them for its subject.
        LETTERS.filter(({ text }) => /^(?:Madame|Monsieur)/m.test(text)),
        ({ text }) =>
          read(
            `${text}\n\n## Voies et délais de recours\n\nLa présente décision peut faire l’objet, dans un délai de deux mois à compter de sa notification, d’un recours contentieux devant le tribunal administratif territorialement compétent.\n\n## Protection des données\n\nLes informations recueillies font l’objet d’un traitement informatique destiné à l’instruction de votre demande, conformément au règlement (UE) 2016/679 et à la loi n° 78-17 du 6 janvier 1978.`,
          ).value,
      ),
    ).toEqual([])
  })

  test('a heading or a line that comes back', () => {
    expect(
      within(LETTERS, ({ text }) => {
        const line = '\n\nCeci est un message automatique : merci de ne pas y répondre.\n\n'
        const once = read(text + line).value
        const often = read(
          `${text}${line}\n\n## Votre demande\n\nMerci.${line}\n\n## Votre demande\n\nMerci.${line}`,
        ).value
        return read(text).value + often - once
      }),
    ).toEqual([])
  })
})

describe('a score is not played with', () => {
  test.each([
    ['at the end', (text: string) => `${text}\n\n${CLEAR_PARAGRAPH}`],
    ['after the first paragraph', (text: string) => text.replace(/\n{2,}/, `\n\n${CLEAR_PARAGRAPH}\n\n`)],
  ])('a clear paragraph %s never raises the score beyond its margin', (_, add) => {
    const raised = LETTERS.flatMap(({ name, text, value, margin }) => {
      const moved = read(add(text)).value - value
      return moved > margin ? [`${name} : +${moved.toFixed(1)}`] : []
    })
    expect(raised).toEqual([])
  })

  test.each([
    [
      'at the comma',
      (sentence: string) => sentence.replace(/, (\p{L})/gu, (_, letter: string) => `. ${letter.toUpperCase()}`),
    ],
    [
      'every seven words',
      (sentence: string) =>
        sentence
          .split(' ')
          .map((word, i, all) =>
            i % 7 === 6 && i < all.length - 2 && /\p{L}$/u.test(word)
              ? `${word}.`
              : i % 7 === 0 && i > 0
                ? word.charAt(0).toUpperCase() + word.slice(1)
                : word,
          )
          .join(' '),
    ],
    [
      'before « qui », « que » and « dont »',
      (sentence: string) =>
        sentence.replace(
          /,? (qui|que|dont|lequel|laquelle) /g,
          (_, word: string) => `. ${word.charAt(0).toUpperCase()}${word.slice(1)} `,
        ),
    ],
  ])('cutting sentences blindly %s does not lower it beyond its margin', (_, cut) => {
    const heavy = LETTERS.filter(({ value }) => value > 30)
    const lowered = heavy.flatMap(({ name, text, value, margin }) => {
      const body = text
        .split('\n')
        .map((line) => (line.split(' ').length > 15 ? cut(line) : line))
        .join('\n')
      const moved = read(body).value - value
      return moved < -margin ? [`${name} : ${moved.toFixed(1)} (marge ${margin.toFixed(1)})`] : []
    })
    expect(heavy.length).toBeGreaterThan(20)
    expect(lowered).toEqual([])
  })
})

test('the same writing has the same score from 5 to 150 sentences, within the margin', () => {
  // Drawn with a fixed step from the same letters: the same habits, more or less of them.
  const text = (count: number, from: number): string =>
    Array.from({ length: count }, (_, i) => SENTENCES[(from + i * 13) % SENTENCES.length] ?? '').join('\n\n')
  // Sentences and words: that a hundred and fifty sentences without a title are a long text is counted elsewhere.
  const drawn = (count: number): readonly { readonly value: number; readonly margin: number }[] =>
    Array.from({ length: count < 50 ? 60 : 12 }, (_, draw) => {
      const { score } = check(text(count, draw * 29), { format: 'txt' })
      if (!score) throw new Error('no score')
      const { phrases, vocabulaire, organisation } = CALIBRATION.weights
      const { parts, margin } = score
      const sum = phrases * (parts.phrases ?? 0) + vocabulaire * (parts.vocabulaire ?? 0)
      return { value: sum / (phrases + vocabulaire + organisation), margin }
    })
  const mean = (found: readonly { readonly value: number }[]): number =>
    found.reduce((sum, { value }) => sum + value, 0) / found.length
  const usual = mean(drawn(50))
  for (const count of [5, 10, 20, 100, 150]) {
    const found = drawn(count)
    // A short text is pulled to the median, on purpose: by much less than its margin.
    const margin = found.reduce((sum, { margin }) => sum + margin, 0) / found.length
    expect(Math.abs(mean(found) - usual), `${count} phrases`).toBeLessThan(margin / 3)
    const within = found.filter(({ value, margin }) => Math.abs(value - usual) <= margin).length / found.length
    expect(within, `${count} phrases`).toBeGreaterThanOrEqual(0.85)
  }
})

test('one sentence is scored when it is asked for, and its wordings compare', () => {
  const heavy = 'Il vous est demandé de bien vouloir procéder au paiement de la somme due.'
  expect(check(heavy).score).toBeNull()
  const score = (text: string): number => check(text, { court: true }).score?.value ?? Number.NaN
  expect(score(heavy)).toBeGreaterThan(score('Payez cette somme avant le 3 mai.'))
  expect(check('Transmission des pièces.', { court: true }).score?.measured).toEqual(['phrases', 'vocabulaire'])
})

test('a tale has no message that comes too late', () => {
  const tale = writtenPairs().filter(({ family }) => family === 'récit' || family === 'conte')
  expect(tale.length).toBeGreaterThan(2)
  for (const { complex } of tale)
    expect(check(complex).score?.contributions.map(({ indicator }) => indicator)).not.toContain('place-du-message')
})

test('a letter that asks nothing and decides nothing is not better placed than one that says it, even late', () => {
  const told =
    'Madame,\n\nLa salle des fêtes a été construite en 1954. Elle a servi de cinéma, puis de gymnase. Des travaux ont eu lieu en 2019, et le toit est neuf.\n\nLe conseil tient ses réunions dans la salle. Les élèves y dansent le samedi.'
  const closing = '\n\nVeuillez agréer, Madame, nos salutations distinguées.'
  const place = (text: string) =>
    check(text, { noMinimum: true, type: 'courrier-information' }).score?.contributions.find(
      ({ indicator }) => indicator === 'place-du-message',
    )?.value
  expect(place(told + closing)).toBe(100)
  expect(place(`${told} Vous devez rendre la clé.${closing}`)).toBeLessThan(100)
})
