import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  CALIBRATION,
  check,
  INDICATORS,
  pointsOf,
  type Reading,
  readingsOf,
  sharedLimpide,
  shrink,
  type TextFormat,
} from 'limpide'
import { type Difference, fitWeights, ordered } from './fit.ts'
import { type CrossValidation, measure } from './measure.ts'
import { gradedTexts, guidePairs, lawPairs, rulePairs, samples, writtenPairs } from './read-pairs.ts'
import { quantile } from './statistics.ts'

// Fits the scales and the weights of the score, writes them with their report, and measures them.
// Usage: pnpm calibrate [--measure] [--garde] [--data FICHIER…]
//   --measure: measures what is in force, fits nothing   --garde: the pairs kept aside too
//   --data: other pairs, a JSON object a line (complex, simple, level), measured and never fitted on; the report names them
const VERSION = '2026-11-22.4'
const SCORE = join(import.meta.dirname, '../../packages/checker/src/score/calibration.generated.ts')

/** Where the weights start: the score's first parts (a choice of the house), made room in for the new indicators. */
const PRIOR: Readonly<Record<string, number>> = {
  'longueur-moyenne': 14,
  'phrases-longues': 4,
  'mots-tardifs': 6,
  'marqueurs-de-complexite': 6,
  'voix-indirecte': 5,
  negations: 3,
  participes: 3,
  'noms-par-verbe': 4,
  prepositions: 3,
  jargon: 10,
  'style-nominal': 6,
  'noms-abstraits': 4,
  'mots-rares': 8,
  'mots-peu-courants': 5,
  'mots-longs': 4,
  'lettres-par-mot': 5,
  adjectifs: 4,
  sigles: 3,
  'termes-juridiques': 3,
  'renvois-aux-textes': 2,
  'tournures-de-droit': 3,
  'adresse-au-lecteur': 4,
  ton: 5,
}
/** A source counts as much as it is sure, and as it is hard: a sheet beside its law is no rewriting. */
const COUNTS: Readonly<Record<string, number>> = {
  lettre: 1,
  passage: 0.5,
  retouche: 1.5,
  équilibrée: 1,
  légère: 1.5,
  phrase: 1,
  'phrase de guide': 1.5,
  'phrase à mots courts': 1.5,
  'exemple de règle': 1,
  'droit et fiche': 0.7,
  'lettres croisées': 1.5,
  'phrases graduées': 2,
  'textes gradués': 1,
}
/**
 * The pairs are texts, most of them without headings or pages: what organisation and layout weigh stays a choice, and
 * so do their scales and shares.
 */
const CHOSEN = { organisation: 0.12, 'mise-en-page': 0.12 } as const

/** Letters whose two wordings are compared across subjects; the balanced ones are too short for a scale. */
const WHOLE: ReadonlySet<string> = new Set(['lettre', 'équilibrée'])

const limpide = sharedLimpide()

function readings(source: string, format: TextFormat, court: boolean): readonly Reading[] {
  const { result } = check(source, { format, noMinimum: true, court })
  return readingsOf(result, limpide.rules, { rulesVersion: limpide.rulesVersion, court })
}

interface Graduated {
  readonly id: string
  readonly clear: number
  readonly complex: number
  readonly median: number
}

/** Half a unit is what a person can count: 0, 5, 10 rather than 9.4. */
function rounded(value: number): number {
  const unit = Math.abs(value) >= 20 ? 1 : Math.abs(value) >= 5 ? 0.5 : Math.abs(value) >= 1 ? 0.1 : 0.05
  return Number((Math.round(value / unit) * unit).toFixed(2))
}

/** From what nearly every clear document keeps to, to what only the worst of the others reach. */
function graduations(plain: readonly Values[], heavy: readonly Values[]): readonly Graduated[] {
  return INDICATORS.map(({ id, clear, complex, median, principle }) => {
    const known = { id, clear, complex, median }
    if (principle !== 'phrases' && principle !== 'vocabulaire') return known
    const of = (texts: readonly Values[]): number[] => texts.map((values) => values.get(id)?.value ?? 0)
    const isGood = id === 'adresse-au-lecteur'
    const [low, high] = isGood
      ? [quantile(of(plain), 0.95), quantile(of(heavy), 0.05)]
      : [quantile(of(plain), 0.05), quantile(of(heavy), 0.95)]
    return { id, clear: rounded(low), complex: rounded(high), median: rounded(quantile(of([...plain, ...heavy]), 0.5)) }
  })
}

type Values = ReadonlyMap<string, Reading>
const byId = (found: readonly Reading[]): Values => new Map(found.map((reading) => [reading.indicator, reading]))

function pointsBy(values: Values, scales: readonly Graduated[], court = false): readonly number[] {
  return scales.map((scale) => {
    const reading = values.get(scale.id)
    return reading === undefined ? 0 : pointsOf(scale, shrink(reading, scale, court)) / 100
  })
}

function calibrate(data: readonly string[]): void {
  const pairs = [
    ...[...writtenPairs(), ...guidePairs(), ...lawPairs()].filter(({ kept }) => !kept),
    ...rulePairs(limpide.rules),
  ]
  const read = pairs.map((pair) => ({
    pair,
    complex: byId(readings(pair.complex, pair.format, pair.court)),
    clear: byId(readings(pair.clear, pair.format, pair.court)),
  }))
  const graded = gradedTexts()
    .filter(({ kept }) => !kept)
    .map((text) => ({ ...text, values: byId(readings(text.text, 'txt', text.court)) }))
  const documents = samples().map((sample) => ({
    ...sample,
    values: byId(readings(sample.source, sample.format, false)),
  }))
  const whole = read.filter(({ pair }) => WHOLE.has(pair.source))
  const ordinary = whole.filter(({ pair }) => pair.source === 'lettre')
  const plain = [
    ...documents.filter(({ isPlain }) => isPlain).map(({ values }) => values),
    ...ordinary.map(({ clear }) => clear),
    ...graded.filter(({ court, level }) => !court && level <= 2).map(({ values }) => values),
  ]
  const heavy = [
    ...documents.filter(({ isPlain }) => !isPlain).map(({ values }) => values),
    ...ordinary.map(({ complex }) => complex),
    ...graded.filter(({ court, level }) => !court && level >= 4).map(({ values }) => values),
  ]
  const scales = graduations(plain, heavy)
  const fitted = scales.filter(({ id }) => id in PRIOR)
  const sum = fitted.reduce((all, { id }) => all + (PRIOR[id] ?? 0), 0)
  const prior = fitted.map(({ id }) => (PRIOR[id] ?? 0) / sum)
  const difference = (source: string, family: string, heavy: Values, light: Values, court: boolean): Difference => {
    const easy = pointsBy(light, fitted, court)
    return { source, family, by: pointsBy(heavy, fitted, court).map((points, i) => points - (easy[i] ?? 0)) }
  }
  const differences = [
    ...read.map(({ pair, complex, clear }) => difference(pair.source, pair.family, complex, clear, pair.court)),
    // The map ranks letters that do not speak of the same thing.
    ...whole.flatMap(({ pair, complex }, rank) =>
      [1, 2, 3].flatMap((step) => {
        const other = whole[(rank + step * 7) % whole.length]
        return other ? [difference('lettres croisées', pair.family, complex, other.clear, false)] : []
      }),
    ),
    ...graded.flatMap(({ source, court, level, values }) =>
      graded
        .filter((other) => other.source === source && other.level === level + 1)
        .map((other) => difference(source, source, other.values, values, court)),
    ),
  ]
  const weights = fitWeights(differences, { prior, counts: COUNTS })
  const crossed = crossValidate(differences, prior)

  const weightOf = new Map(fitted.map(({ id }, i) => [id, weights[i] ?? 0]))
  const left = 1 - CHOSEN.organisation - CHOSEN['mise-en-page']
  const principles = ['phrases', 'vocabulaire'] as const
  const shareOfPrinciple = (principle: string): number =>
    INDICATORS.reduce((all, { id, principle: own }) => all + (own === principle ? (weightOf.get(id) ?? 0) : 0), 0)
  const parts = new Map<string, number>(
    principles.map((principle) => [principle, Number((left * shareOfPrinciple(principle)).toFixed(3))]),
  )
  const lines = INDICATORS.map(({ id, principle, share: known }) => {
    const scale = scales.find((found) => found.id === id)
    const weight = weightOf.get(id)
    // Shares are read by people: whole parts of a hundred.
    const share = weight === undefined ? known : Math.round((100 * weight) / shareOfPrinciple(principle))
    return `    '${id}': { clear: ${scale?.clear}, complex: ${scale?.complex}, median: ${scale?.median}, share: ${share} },`
  })
  const value = (values: Values): number => {
    const order = INDICATORS.filter(({ id, principle }) => principle === 'organisation' && values.has(id))
    const shares = order.reduce((all, { share }) => all + share, 0)
    const points = order.reduce(
      (all, scale) => all + scale.share * pointsOf(scale, values.get(scale.id)?.value ?? 0),
      0,
    )
    const text = 100 * ordered(pointsBy(values, fitted), weights)
    return (left * text + (CHOSEN.organisation * points) / shares) / (left + CHOSEN.organisation)
  }
  const grades = gradeLines(plain.map(value), heavy.map(value))
  writeFileSync(
    SCORE,
    `// Generated by « pnpm calibrate »: do not edit. What it was fitted on and how well it does: packages/checker/METHODE.md.
/** Scales and weights in force. */
export const FITTED = {
  version: '${VERSION}',
  weights: { ${[...parts].map(([principle, weight]) => `${principle}: ${weight}`).join(', ')}, organisation: ${CHOSEN.organisation}, 'mise-en-page': ${CHOSEN['mise-en-page']} },
  grades: { A: ${grades.A}, B: ${grades.B}, C: ${grades.C}, D: ${grades.D} },
  indicators: {
${lines.join('\n')}
  },
} as const
`,
  )
  // The new numbers are read at start: a new process measures them.
  execFileSync(
    process.execPath,
    [
      import.meta.filename,
      '--measure',
      '--garde',
      '--rapport',
      JSON.stringify(crossed),
      ...data.flatMap((path) => ['--data', path]),
    ],
    {
      stdio: 'inherit',
    },
  )
}

/** Every family left out in turn, its pairs ordered by the weights fitted on the others. */
function crossValidate(pairs: readonly Difference[], prior: readonly number[]): CrossValidation[] {
  const held = new Map<string, { right: number; first: number; count: number }>()
  const keyOf = ({ source, family }: Difference): string => (source === 'exemple de règle' ? source : `type ${family}`)
  // Letters, passages and touches of one type go together, and all the examples of rules.
  for (const key of new Set(pairs.map(keyOf))) {
    const weights = fitWeights(
      pairs.filter((pair) => keyOf(pair) !== key),
      { prior, counts: COUNTS },
    )
    for (const pair of pairs) {
      if (keyOf(pair) !== key) continue
      const found = held.get(pair.source) ?? { right: 0, first: 0, count: 0 }
      found.count += 1
      if (ordered(pair.by, weights) > 0) found.right += 1
      if (ordered(pair.by, prior) > 0) found.first += 1
      held.set(pair.source, found)
    }
  }
  return [...held].map(([source, found]) => ({ source, ...found }))
}

/**
 * A holds eight clear documents in ten; B ends between nearly all the clear documents and the lightest of the others,
 * nearer to the clear ones: the letters that nobody rewrote are milder than those written to be rewritten; C ends where seven of the others in ten are above, D where one in four is.
 */
function gradeLines(plain: readonly number[], heavy: readonly number[]): Record<'A' | 'B' | 'C' | 'D', number> {
  return {
    A: Math.round(quantile(plain, 0.8)),
    B: Math.round(0.6 * quantile(plain, 0.95) + 0.4 * quantile(heavy, 0.1)),
    C: Math.round(quantile(heavy, 0.3)),
    D: Math.round(quantile(heavy, 0.75)),
  }
}

const { values } = parseArgs({
  options: {
    measure: { type: 'boolean' },
    garde: { type: 'boolean' },
    data: { type: 'string', multiple: true },
    rapport: { type: 'string' },
  },
})
if (values.measure === true)
  measure({
    kept: values.garde === true,
    data: values.data ?? [],
    crossed: values.rapport === undefined ? undefined : JSON.parse(values.rapport),
  })
else {
  console.log(`Calibrage ${CALIBRATION.version}, ${INDICATORS.length} indicateurs.`)
  calibrate(values.data ?? [])
}
