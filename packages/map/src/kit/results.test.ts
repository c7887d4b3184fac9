import { describe, expect, test } from 'vitest'
import { proofOf, resultsOf } from './proof.ts'
import { type KitShape, readResults, titlesFor } from './read-results.ts'
import { compare, type Participant, summarise, type TestResults } from './results.ts'
import { sayCloze, sayComparison, sayProof, sayShare, warning } from './say-results.ts'

const SHAPE: KitShape = {
  code: 'AB12CD34',
  gaps: 50,
  sentences: 20,
  questions: ['qui', 'pourquoi', 'quoi', 'quand', 'contact'],
}

function results(scores: readonly number[], answers: readonly (boolean | null)[] = []): TestResults {
  const participants = scores.map((exact): Participant => ({ exact, answers, unclear: exact < 25 ? [3] : [] }))
  return { ...SHAPE, participants }
}

const EIGHT = [20, 22, 24, 26, 28, 30, 32, 34]

describe('what results say', () => {
  test('the interval of the score is over people: as many gaps filled by fewer people are less sure', () => {
    const { cloze } = summarise(results(EIGHT))
    // Student's interval on the eight percentages, 40 to 68, by hand: 54 ± 2.3646 × 9.798 / √8.
    expect(cloze?.mean).toBe(54)
    expect(cloze?.interval?.low).toBeCloseTo(45.81, 2)
    expect(cloze?.interval?.high).toBeCloseTo(62.19, 2)
    const twice = summarise(results([...EIGHT, ...EIGHT])).cloze
    expect((twice?.interval?.high ?? 100) - (twice?.interval?.low ?? 0)).toBeLessThan(62.19 - 45.81)
  })

  test('a band is said, and said unsettled when the margin passes a bound', () => {
    expect(sayCloze(summarise(results(EIGHT)))).toBe(
      'Texte à trous\u00a0: 54\u00a0% de mots exacts (entre 46 et 62\u00a0%), 8 personnes\u00a0: la plupart des gens comprennent si on les aide, sans certitude\u00a0: la marge passe une borne (44 ou 57\u00a0%).',
    )
    expect(sayCloze(summarise(results([40, 41, 39, 40, 42, 40])))).toContain(
      '6 personnes\u00a0: la plupart des gens comprennent seuls.',
    )
    expect(sayCloze(summarise(results([10, 12, 11, 9, 10])))).toContain('le texte est trop difficile.')
  })

  test('synonyms are counted apart', () => {
    const { cloze } = summarise({
      ...SHAPE,
      participants: Array.from({ length: 5 }, () => ({ exact: 25, synonyms: 5, answers: [] })),
    })
    expect([cloze?.mean, cloze?.withSynonyms]).toEqual([50, 60])
    expect(sayCloze({ people: 5, questions: [], unclear: [], ...(cloze && { cloze }) })).toMatch(
      /aide\. Avec les synonymes acceptés\u00a0: 60\u00a0%\.$/,
    )
  })

  test('under five people, no margin and no conclusion; under fifteen, a word of caution; then none', () => {
    const few = summarise(results([30, 31, 32, 33], [true]))
    expect(few.cloze?.interval).toBeUndefined()
    expect(few.questions[0]?.interval).toBeUndefined()
    expect(warning(few)).toMatch(/^Trop peu de participants\u00a0: 4 personnes\. Il en faut 5 au moins/)
    expect(sayCloze(few)).toContain('trop peu de personnes pour conclure')
    expect(warning(summarise(results(EIGHT)))).toContain('peu pour annoncer un score')
    expect(warning(summarise(results([...EIGHT, ...EIGHT])))).toBeUndefined()
    expect(warning({ people: 0 })).toBe('Aucun résultat pour l’instant.')
  })

  test('a question that was not put is not a wrong answer, and what was not done is not counted', () => {
    const { questions, unclear } = summarise({
      ...SHAPE,
      participants: [
        { answers: [true, null, false] },
        { answers: [true, null, true], unclear: [7, 3] },
        { answers: [false, null, true], unclear: [3] },
      ],
    })
    expect(questions.map(({ count, of }) => [count, of])).toEqual([
      [2, 3],
      [0, 0],
      [2, 3],
      [0, 0],
      [0, 0],
    ])
    expect(unclear.map(({ number, count, of }) => [number, count, of])).toEqual([
      [3, 2, 2],
      [7, 1, 2],
    ])
    expect(sayShare({ count: 7, of: 8, interval: { low: 0.529, high: 0.978 } } as never)).toBe(
      '7 sur 8 (entre 53 et 98\u00a0%)',
    )
  })

  test('a document without a cloze test has no score', () => {
    expect(summarise({ ...results([]), gaps: 0, participants: [{ answers: [true] }] }).cloze).toBeUndefined()
  })
})

describe('before and after', () => {
  test('a change is said only when its whole margin is on one side of zero', () => {
    const better = sayComparison(
      compare(
        results(EIGHT, [false]),
        results(
          EIGHT.map((one) => one + 12),
          [true],
        ),
      ),
    )
    expect(better[0]).toMatch(
      /^Texte à trous\u00a0: \+24 points \(entre \+13 et \+35\)\. La nouvelle version est mieux comprise\.$/,
    )
    expect(better[1]).toMatch(
      /^Qui écrit\u00a0: \+100 points \(entre \+\d+ et \+100\)\. La nouvelle version est mieux comprise\.$/,
    )
    expect(sayComparison(compare(results(EIGHT), results(EIGHT.map((one) => one + 1))))[0]).toContain(
      'On ne peut pas dire laquelle est la mieux comprise.',
    )
    expect(sayComparison(compare(results(EIGHT), results(EIGHT.map((one) => one - 15))))[0]).toContain(
      'moins bien comprise',
    )
  })

  test('too few people on one side is said, and the change of these people alone is given', () => {
    expect(sayComparison(compare(results([20, 22]), results(EIGHT)))[0]).toBe(
      'Texte à trous\u00a0: +12 points. Trop peu de participants pour savoir si c’est un vrai changement.',
    )
  })

  test('only questions put both times are compared', () => {
    const before: TestResults = { ...results(EIGHT, [true, true, true, true, true]), questions: ['qui', 'sinon'] }
    expect(compare(before, results(EIGHT, [true, true, true, true, true])).questions.map(({ id }) => id)).toEqual([
      'qui',
    ])
  })
})

describe('the proof', () => {
  test('it says all in a line, and is read back as it was', () => {
    const kept = results(EIGHT, [true, false, null])
    const proof = proofOf(kept)
    expect(proof.summary).toBe(
      '8 personnes, texte à trous 54\u00a0% (entre 46 et 62\u00a0%), questions 8 justes sur 16, kit AB12CD34',
    )
    expect(sayProof(results([30]), summarise(results([30])))).toBe(
      '1 personne (trop peu pour conclure), texte à trous 60\u00a0%, kit AB12CD34',
    )
    expect(resultsOf(JSON.parse(JSON.stringify(proof.data)))).toEqual(kept)
  })

  test.each([
    null,
    3,
    [],
    {},
    { code: 'A', gaps: -1 },
    { ...SHAPE, participants: [3] },
    { ...SHAPE, questions: ['?'], participants: [] },
  ])('what is no such proof is not taken for one: %j', (data) => {
    expect(resultsOf(data)).toBeUndefined()
  })
})

describe('a table of results', () => {
  const table = (...lines: readonly string[]) =>
    lines.map((line, row): [number, ReadonlyMap<number, string>] => [
      row,
      new Map(line.split(';').flatMap((cell, column) => (cell === '' ? [] : [[column, cell] as const]))),
    ])
  const TITLES = titlesFor(SHAPE).join(';')

  test('its titles are those that the kit prints, in any order and spelling', () => {
    expect(TITLES).toBe('kit;personne;trous;mots;synonymes;q1;q2;q3;q4;q5;orange')
    const { results: read, problems } = readResults(
      table(TITLES, 'ab12cd34;1;50;31;4;oui;Non;juste;0;;3 7', ';2;;;;;;;;;0', ';3;;;;;;;;;'),
      SHAPE,
      'r.csv',
    )
    expect(problems).toEqual([])
    expect(read).toEqual({
      ...SHAPE,
      participants: [
        { exact: 31, synonyms: 4, answers: [true, false, true, false, null], unclear: [3, 7] },
        { answers: [null, null, null, null, null], unclear: [] },
      ],
    })
    const other = readResults(table('Phrases en orange;Q2;Mots exacts', '3, 7 et 12;o;20'), SHAPE, 'r.csv')
    expect(other.results.participants).toEqual([
      { exact: 20, answers: [null, true, null, null, null], unclear: [3, 7, 12] },
    ])
  })

  test('what cannot be is said with its line, and leaves the others', () => {
    const { results: read, problems } = readResults(
      table(TITLES, ';1;;51;;;;;;;', ';2;;-3;;;;;;;', ';3;;40;;peut-être;;;;;', ';4;;40;11;;;;;;21', ';5;;40;;;;;;;'),
      SHAPE,
      'r.csv',
    )
    expect(read.participants).toHaveLength(1)
    expect(problems.map(({ where, what }) => [where, what])).toEqual([
      ['r.csv, ligne 2', 'Cette ligne n’est pas comptée\u00a0: 51 mots trouvés, mais le texte a 50 trous.'],
      ['r.csv, ligne 3', 'Cette ligne n’est pas comptée\u00a0: «\u00a0-3\u00a0» n’est pas un nombre de mots.'],
      [
        'r.csv, ligne 4',
        'Cette ligne n’est pas comptée\u00a0: question 1\u00a0: «\u00a0peut-être\u00a0» n’est ni oui, ni non.',
      ],
      [
        'r.csv, ligne 5',
        'Cette ligne n’est pas comptée\u00a0: 51 mots trouvés, mais le texte a 50 trous\u00a0; phrase 21\u00a0: le document en a 20.',
      ],
    ])
  })

  test('a table of something else, and an empty one, say what to write', () => {
    for (const rows of [[], table('nom;prénom', 'a;b')]) {
      const { results: read, problems } = readResults(rows, SHAPE, 'r.csv')
      expect(read.participants).toEqual([])
      expect(problems).toMatchObject([
        { code: 'colonnes-inconnues', fix: `Écrivez cette première ligne\u00a0: ${TITLES}` },
      ])
    }
  })

  test('the results of another version keep their own kit and their own number of gaps, and it is said', () => {
    const { results: read, problems } = readResults(table(TITLES, 'FFFF0000;1;30;15;;;;;;;44'), SHAPE, 'avant.csv')
    expect(read).toMatchObject({ code: 'FFFF0000', gaps: 30, participants: [{ exact: 15, unclear: [44] }] })
    expect(problems).toMatchObject([{ code: 'autre-kit', where: 'avant.csv, ligne 2' }])
  })
})
