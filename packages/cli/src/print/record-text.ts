import type { RecordFinding, RecordPlace, ScanRecord, Unverifiable } from '@limpide/library'
import { FACTS_SAID, type FactName, type Rule, type Severity, typeSaid } from 'limpide'
import { excerpt } from './excerpt.ts'
import { count, number } from './number.ts'
import { paint } from './output.ts'
import { printableAll, wrap } from './width.ts'

const COLUMNS = 100
const INDENT = '    '
const COLOURS: Readonly<Record<Severity, Parameters<typeof paint>[0]>> = {
  erreur: 'red',
  avertissement: 'yellow',
  suggestion: 'cyan',
  information: 'blue',
}
const HEAVIEST = 3
const SUGGESTIONS_SHOWN = 3

/** What could not be verified, and whether it is named or only counted. */
export interface Unsaid {
  readonly unverifiable: readonly Unverifiable[]
  readonly details: boolean
}

/** What `check` prints of one document: its score, each finding in its text, what weighs most, what could not be verified. */
export function recordText(
  raw: ScanRecord,
  text: string,
  rules: ReadonlyMap<string, Rule>,
  { unverifiable, details }: Unsaid = { unverifiable: [], details: false },
): string {
  const record = printableAll(raw)
  const lines = [
    paint('bold', record.path) +
      (record.type === null
        ? ''
        : paint(
            'dim',
            ` · ${typeSaid(record.type, record.typeConfidence)} · ${count(record.words, 'mot')}, ${count(record.sentences, 'phrase')}`,
          )),
  ]
  if (record.score !== null) lines.push(scoreLine(record))
  for (const { what, fix } of record.problems)
    lines.push(`${paint('yellow', '!')} ${wrap(`${what} ${fix}`, COLUMNS - 2, '  ')}`)
  for (const finding of record.findings) lines.push('', ...findingLines(finding, text, rules.get(finding.rule)))
  const { score } = record
  if (score !== null) {
    // A short text is pulled to the median: an indicator at zero may weigh a little, and cannot be corrected.
    const heavy = score.contributions
      .filter(({ contribution, value }) => contribution >= 0.05 && value > 0)
      .slice(0, HEAVIEST)
    if (heavy.length > 0) {
      lines.push('', 'Ce qui pèse le plus\u00a0:')
      for (const { said, contribution } of heavy) lines.push(`  +${number(contribution, 1)}  ${said}`)
    }
    if (score.missing.length > 0) {
      lines.push(
        '',
        `Mentions obligatoires absentes\u00a0: ${score.missing.map((id) => rules.get(id)?.name ?? id).join(' · ')}`,
      )
    }
  }
  if (record.type !== null) lines.push('', tally(record.findings))
  if (unverifiable.length > 0)
    lines.push(...(details ? ['', ...missingLines(unverifiable, rules)] : [counted(unverifiable)]))
  return `${lines.join('\n')}\n`
}

function counted({ length }: readonly Unverifiable[]): string {
  const what = length === 1 ? 'règle n’a pas pu être vérifiée' : 'règles n’ont pas pu être vérifiées'
  return paint(
    'dim',
    `${number(length)} ${what}\u00a0: ce fichier ne dit pas tout de son aspect (--details les nomme).`,
  )
}

function missingLines(unverifiable: readonly Unverifiable[], rules: ReadonlyMap<string, Rule>): string[] {
  const facts = (Object.keys(FACTS_SAID) as FactName[]).flatMap((fact) => {
    const names = unverifiable
      .filter(({ missing }) => missing.includes(fact))
      .map(({ rule }) => rules.get(rule)?.name ?? rule)
    return names.length === 0 ? [] : [wrap(`${FACTS_SAID[fact]}\u00a0: ${names.join(' · ')}`, COLUMNS - 2, '    ')]
  })
  return ['Non vérifiable, car ce fichier ne dit pas\u00a0:', ...facts.map((line) => `  ${line}`)]
}

/** `D, 56/100 (± 7) : complexe` and the score of each principle. */
export function scoreLine({ score }: ScanRecord): string {
  if (score === null) return 'Sans score'
  const parts = [
    ['Phrases', score.parts.phrases],
    ['Vocabulaire', score.parts.vocabulaire],
    ['Organisation', score.parts.organisation],
    ['Mise en page', score.parts['mise-en-page']],
  ] as const
  const said = parts
    .map(([label, value]) => `${label} ${value === undefined ? 'non évaluée' : number(value)}`)
    .join(' · ')
  const engagements =
    score.engagements.applicable === 0 ? '' : ` · Engagements ${score.engagements.kept}/${score.engagements.applicable}`
  return `${paint('bold', `${score.grade}, ${number(score.value)}/100`)} (±\u00a0${number(score.margin)})\u00a0: ${score.gradeLabel}. ${said}${engagements}`
}

function findingLines(finding: RecordFinding, text: string, rule: Rule | undefined): string[] {
  const head = `  ${paint('dim', placeText(finding.loc))}  ${paint(COLOURS[finding.severity], finding.severity)}  ${finding.message}  ${paint('dim', finding.rule)}`
  const lines = [head]
  if (finding.end > finding.start) {
    const { line, underline } = excerpt(text, finding.start, finding.end, COLUMNS - INDENT.length)
    lines.push(INDENT + line, INDENT + paint(COLOURS[finding.severity], underline))
  }
  const said = finding.suggestions.slice(0, SUGGESTIONS_SHOWN).map(({ label }) => label)
  if (said.length > 0)
    lines.push(INDENT + wrap(`Proposition\u00a0: ${said.join(' ou ')}`, COLUMNS - INDENT.length, INDENT))
  if (rule !== undefined) lines.push(INDENT + wrap(`Conseil\u00a0: ${rule.advice}`, COLUMNS - INDENT.length, INDENT))
  return lines
}

/** Where a finding is, said so that a person can go there. */
export function placeText(place: RecordPlace | null): string {
  if (place === null) return 'document'
  if (place.kind === 'page') return `page ${place.page}`
  if (place.kind === 'paragraph') return `paragraphe ${place.paragraph + 1}`
  if (place.kind === 'cell') return `${place.sheet}, ligne ${place.row + 1}, colonne ${place.column + 1}`
  return 'line' in place ? `${place.line}:${place.column}` : `caractère ${place.start + 1}`
}

function tally(findings: readonly RecordFinding[]): string {
  if (findings.length === 0) return 'Aucune remarque.'
  const words: Readonly<Record<Severity, string>> = {
    erreur: 'erreur',
    avertissement: 'avertissement',
    suggestion: 'suggestion',
    information: 'information',
  }
  const parts = (Object.keys(words) as Severity[]).flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity).length
    return found === 0 ? [] : [count(found, words[severity])]
  })
  return `${count(findings.length, 'remarque')}\u00a0: ${parts.join(', ')}.`
}
