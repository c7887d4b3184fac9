import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { createChecker } from '../engine.ts'
import { defineRule } from '../rule.ts'
import { CALIBRATION } from './calibration.ts'
import { evidenceOf } from './evidence.ts'
import { computeScore, gradeOf, rescore, rescoredValue, whatIf } from './score.ts'

const french = loadFrench()
const word = defineRule({
  id: 'mot-lourd',
  name: 'Mot lourd',
  principle: 'vocabulaire',
  severity: 'avertissement',
  why: 'Pour l’essai.',
  advice: 'Rien.',
  sources: ['convention du projet'],
  scope: 'sentence',
  indicator: 'jargon',
  messages: { found: 'Lourd.' },
  examples: [],
  check(sentence, { report }) {
    for (const token of sentence.tokens)
      if (token.norm === 'nonobstant') report(token, { message: 'found', term: 'nonobstant' })
  },
})
const contact = defineRule({
  id: 'contact-absent',
  name: 'Contact absent',
  principle: 'engagements',
  severity: 'erreur',
  why: 'Pour l’essai.',
  advice: 'Rien.',
  sources: ['convention du projet'],
  scope: 'document',
  messages: { absent: 'Il manque un contact.' },
  examples: [],
  check(view, { report }) {
    if (!view.plain.includes('appelez')) report(view, { message: 'absent' })
  },
})
const rules = [word, contact]
const checker = createChecker(rules, french)
const result = (source: string) => checker.check(readText(source, 'md'))
const score = (source: string) => computeScore(result(source), rules, { rulesVersion: 'essai' })

const CLEAR =
  'Vous avez demandé une aide au logement. Nous acceptons votre demande. Elle est versée le 5 mai. Appelez-nous au 01 99 00 12 34 si vous avez une question. Nous vous répondons chaque matin.'
const HEAVY =
  'Nonobstant votre courrier, et sous réserve que votre dossier soit complet au regard des textes qui régissent la matière, nous examinons la demande que vous avez déposée auprès de nos services pour obtenir une aide au logement. Nonobstant ce qui précède, la commission statue après avoir recueilli les pièces que vous devez produire dans le délai qui vous est imparti par la présente. Appelez-nous si le montant vous semble faux.'
const MORE_CLEAR =
  'Vous touchez 210 euros par mois. Nous vous payons le 5 de chaque mois. Dites-nous si vous déménagez. Vous pouvez aussi venir nous voir. Le bureau ouvre à 9 heures.'
const MORE_HEAVY =
  'Nonobstant les dispositions susvisées, le versement de la prestation demeure subordonné à la production d’un justificatif attestant de la régularité de la situation locative du demandeur, dont la vérification incombe aux services instructeurs. Nonobstant toute contestation, la récupération des sommes indûment perçues est opérée par retenue sur les prestations à échoir, sans préjudice des poursuites susceptibles d’être engagées à l’encontre du bénéficiaire défaillant.'

describe('the score', () => {
  test('the contributions add up to the value, to the decimal', () => {
    for (const source of [CLEAR, HEAVY]) {
      const { value, contributions, parts } = score(source)
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(value, 9)
      const { phrases, vocabulaire, organisation } = CALIBRATION.weights
      const weights = { phrases, vocabulaire, organisation }
      const total = Object.entries(weights).reduce(
        (sum, [part, weight]) => sum + weight * (parts[part as keyof typeof weights] ?? 0),
        0,
      )
      expect(total / (phrases + vocabulaire + organisation)).toBeCloseTo(value, 9)
    }
  })

  test('a heavy letter scores above a clear one, beyond both margins', () => {
    expect(score(CLEAR).grade).toBe('A')
    expect(score(HEAVY).grade).not.toBe('A')
    const clear = score(`${CLEAR} ${MORE_CLEAR}`)
    const heavy = score(`${HEAVY} ${MORE_HEAVY}`)
    expect(heavy.value - clear.value).toBeGreaterThan(heavy.margin + clear.margin)
  })

  test('plain text has no layout score, and says so by its absence', () => {
    expect(score(CLEAR).measured).toEqual(['phrases', 'vocabulaire', 'organisation'])
  })

  test('a missing obligation caps the grade and leaves the number', () => {
    const without = score(CLEAR.replace('Appelez-nous', 'Écrivez-nous'))
    expect(without.missing).toEqual(['contact-absent'])
    expect(without.grade).toBe('C')
    expect(without.uncapped).toBe('A')
    expect(without.value).toBeCloseTo(score(CLEAR).value, 0)
    expect(without.engagements).toEqual({ kept: 0, applicable: 1, rules: ['contact-absent'] })
  })

  test('the same text said ten times keeps its sentence rates, and its margin shrinks', () => {
    const once = score(HEAVY)
    const ten = score(Array(10).fill(HEAVY).join('\n\n'))
    const value = (of: typeof once, indicator: string) =>
      of.contributions.find((line) => line.indicator === indicator)?.value
    for (const indicator of ['longueur-moyenne', 'phrases-longues', 'jargon'])
      expect(value(ten, indicator)).toBeCloseTo(value(once, indicator)!, 6)
    expect(ten.margin).toBeLessThan(once.margin)
  })

  test('correcting a finding never raises the score', () => {
    const found = result(HEAVY)
    const after = whatIf(found, rules, { rulesVersion: 'essai' }, (finding) => finding.rule === 'mot-lourd')
    expect(after.value).toBeLessThan(computeScore(found, rules, { rulesVersion: 'essai' }).value)
  })

  test('an indicator is said in French: decimals with a comma, plural from 2', () => {
    const said = score(HEAVY).contributions.map((line) => line.said)
    expect(said).toContainEqual(expect.stringMatching(/^\d(,\d)? termes? administratifs? pour 100 mots$/))
    expect(said.join(' | ')).not.toMatch(/[{}]|\d,0 |(^|\| )[01](,\d)? \w+s /)
  })

  test('grades change on the lines of the calibration', () => {
    const lines = CALIBRATION.grades.slice(0, -1).map(({ upTo }) => upTo)
    expect([0, ...lines.flatMap((line) => [line - 0.1, line]), 100].map(gradeOf).join('')).toBe('AABBCCDDEE')
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })
})

describe('the margin', () => {
  const text = [CLEAR, HEAVY, MORE_CLEAR, MORE_HEAVY, CLEAR, HEAVY].join('\n\n')
  /** Standard deviation of the score when its sentences are drawn again, and how many draws its margin holds. */
  const drawn = (source: string) => {
    const whole = score(source)
    const evidence = evidenceOf(result(source), rules)
    let seed = 7
    const next = () => {
      seed = (1664525 * seed + 1013904223) % 4294967296
      return seed / 4294967296
    }
    const moved = Array.from({ length: 300 }, () => {
      const sentences = evidence.sentences.flatMap(
        () => evidence.sentences[Math.floor(next() * evidence.sentences.length)] ?? [],
      )
      return rescoredValue(whole, { ...evidence, sentences }, {}) - whole.value
    })
    const mean = moved.reduce((sum, by) => sum + by, 0) / moved.length
    return {
      margin: whole.margin,
      deviation: Math.sqrt(moved.reduce((sum, by) => sum + (by - mean) ** 2, 0) / moved.length),
      within: moved.filter((by) => Math.abs(by) <= whole.margin).length / moved.length,
    }
  }

  test('holds 95 of 100 scores of the same sentences drawn again', () => {
    const held = [CLEAR, HEAVY, `${CLEAR}\n\n${HEAVY}`, text].map((source) => drawn(source).within)
    expect(held.reduce((sum, share) => sum + share, 0) / held.length).toBeGreaterThanOrEqual(0.95)
    expect(Math.min(...held)).toBeGreaterThanOrEqual(0.93)
  })

  test('is two deviations of such draws on a long text, though nothing is drawn', () => {
    const { margin, deviation } = drawn(Array(8).fill(text).join('\n\n'))
    expect(margin / (2 * deviation)).toBeGreaterThan(0.9)
    expect(margin / (2 * deviation)).toBeLessThan(1.2)
  })

  test('a short text of sentences that are alike is not surer than it can be', () => {
    expect(score('Nous payons. Nous payons. Nous payons.').margin).toBeGreaterThan(8)
  })
})

describe('the sentences that are counted', () => {
  const mean = (source: string, format: 'html' | 'md'): number | undefined =>
    computeScore(checker.check(readText(source, format)), rules, { rulesVersion: 'essai' }).contributions.find(
      ({ indicator }) => indicator === 'longueur-moyenne',
    )?.value

  test('an enumeration of a law is one sentence, on lines of one block or in several', () => {
    const items = [
      'Les postes sont aménagés de telle sorte que les salariés :',
      '1° Puissent quitter leur poste ;',
      '2° Soient protégés du froid ;',
      '3° Ne puissent pas glisser.',
    ]
    const oneBlock = mean(`<p>${items.join('<br/><br/> ')}</p>`, 'html')
    expect(oneBlock).toBe(mean(items.map((item) => `<p>${item}</p>`).join('\n'), 'html'))
    expect(oneBlock).toBeGreaterThan(20)
  })

  test('a short sentence whose verb looks like a noun is a sentence', () => {
    const longer = mean(`${CLEAR} Le service traite votre dossier.`, 'md') ?? Number.NaN
    expect(longer).toBeLessThan(mean(CLEAR, 'md') ?? 0)
  })

  test('a request without a conjugated verb is a sentence, and does not lengthen the one before', () => {
    expect(mean('Vous avez demandé une aide. Merci de compléter ce papier. Nous vous répondrons.', 'md')).toBeLessThan(
      6,
    )
  })

  test('a list whose lines were lost is read item by item', () => {
    const lost = 'Ces articles fixent :la situation des salariés ;la durée du congé ;le montant versé chaque mois.'
    expect(mean(`${lost} Nous vous aidons. Appelez-nous.`, 'md')).toBeLessThan(4)
    expect(mean(`${lost.replace(/([:;])/g, '$1 ')} Nous vous aidons. Appelez-nous.`, 'md')).toBeGreaterThan(5)
  })

  test('a page without its stops counts as a very long sentence, and no more', () => {
    const glued = `${'La mesure prévue pour les salariés du service '.repeat(60)}est prise. ${CLEAR}`
    expect(mean(glued, 'md')).toBeLessThan(30)
  })
})

describe('words that are counted', () => {
  const measured = (source: string, indicator: string): number =>
    score(source).contributions.find((found) => found.indicator === indicator)?.value ?? Number.NaN

  test('saying a short thing in fewer words does not make the faults around it more frequent', () => {
    const long = `${HEAVY} Vous avez aussi à nous envoyer ce papier.`
    const short = `${HEAVY} Envoyez ce papier.`
    for (const indicator of ['jargon', 'noms-abstraits', 'mots-tardifs', 'prepositions'])
      expect(measured(short, indicator)).toBeLessThanOrEqual(measured(long, indicator))
    expect(score(short).value).toBeLessThan(score(long).value)
  })

  test('an order speaks to the reader, and a conjugated verb is as long as its infinitive', () => {
    const said = 'Le bureau ouvre à 9 heures. La salle est au fond de la cour.'
    expect(measured(`Signez le papier. ${said}`, 'adresse-au-lecteur')).toBeGreaterThan(
      measured(`Il signe le papier. ${said}`, 'adresse-au-lecteur'),
    )
    expect(measured(`Nous étudierons le papier. ${said}`, 'mots-longs')).toBe(0)
  })

  test('turns of law are those that send to another rule, not every « fixé » nor every « prévu »', () => {
    const after = 'Nous vous payons le 5 mai. Appelez-nous le matin.'
    expect(
      measured(`Le prix est fixé à 150 euros. La visite est prévue à 14 heures. ${after}`, 'tournures-de-droit'),
    ).toBe(0)
    expect(
      measured(`Le prix est fixé par décret. La visite est prévue au premier alinéa. ${after}`, 'tournures-de-droit'),
    ).toBeGreaterThan(5)
  })
})

describe('a score read again without some blocks', () => {
  const LETTER = `${CLEAR}\n\n${HEAVY}\n\nVous pouvez former un recours gracieux, nonobstant le délai, dans les deux mois qui suivent la notification de la présente décision.`
  const found = result(LETTER)
  const whole = score(LETTER)
  const evidence = JSON.parse(JSON.stringify(evidenceOf(found, rules)))
  const own = (of: typeof whole) =>
    of.contributions.filter(({ principle }) => principle !== 'phrases' && principle !== 'vocabulaire')

  test('with nothing left out, it is the same to the last decimal, from what was stored of it', () => {
    expect(rescore(JSON.parse(JSON.stringify(whole)), evidence, {})).toEqual(whole)
    expect(evidence.aside).toEqual([2])
  })

  test('a shared block no longer weighs on sentences and words; structure and length stay', () => {
    const left = rescore(whole, evidence, { without: new Set([1]) })
    expect(left.value).toBeLessThan(whole.value)
    expect(left.parts.phrases).toBeCloseTo(score(CLEAR).parts.phrases!, 9)
    expect(own(left)).toEqual(expect.arrayContaining(own(whole)))
    expect(own(left)).toHaveLength(own(whole).length)
    expect(left.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(left.value, 9)
  })

  test('the recourse box is counted when the letter is read whole, and weighs less once corrected', () => {
    const read = rescore(whole, evidence, { whole: true })
    const corrected = rescore(whole, evidence, { whole: true, cleared: new Set([2]) })
    expect(read.contributions.find(({ indicator }) => indicator === 'jargon')?.value).not.toBe(
      whole.contributions.find(({ indicator }) => indicator === 'jargon')?.value,
    )
    expect(corrected.value).toBeLessThan(read.value)
    expect(rescoredValue(whole, evidence, { whole: true })).toBe(read.value)
  })

  test('a letter made of shared blocks alone keeps the sentences it has', () => {
    const left = rescore(whole, evidence, { without: new Set([0, 1]) })
    expect(Number.isFinite(left.value)).toBe(true)
    expect(left.parts.phrases).toBeDefined()
  })
})
