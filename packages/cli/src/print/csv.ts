import type { ScanRecord } from '@limpide/library'
import { reasonOf } from './table.ts'

/** A row of the spreadsheet; `null` is an empty cell. */
export type Cells = readonly (string | number | null)[]

/** A spreadsheet as French office software opens it: semicolons, decimal commas, and the mark that says UTF-8. */
export function csv(rows: readonly Cells[]): string {
  return `\ufeff${rows.map((cells) => cells.map(cell).join(';')).join('\r\n')}\r\n`
}

/** The titles of the columns that `recordCells` fills. */
export const RECORD_TITLES = [
  'chemin',
  'titre',
  'format',
  'type',
  'mots',
  'phrases',
  'score',
  'marge',
  'note',
  'phrases (score)',
  'vocabulaire',
  'organisation',
  'mise en page',
  'raison principale',
  'mentions absentes',
  'remarques',
  'problème',
] as const

/** What a record says, one value a column. */
export function recordCells(record: ScanRecord): Cells {
  const { score } = record
  const part = (value: number | undefined): number | null => (value === undefined ? null : rounded(value))
  return [
    record.path,
    record.title,
    record.format,
    record.type,
    record.words,
    record.sentences,
    score === null ? null : rounded(score.value),
    score === null ? null : rounded(score.margin),
    score === null ? null : score.grade,
    part(score?.parts.phrases),
    part(score?.parts.vocabulaire),
    part(score?.parts.organisation),
    part(score?.parts['mise-en-page']),
    score === null ? null : reasonOf(record),
    score === null ? null : score.missing.join(', '),
    record.findings.length,
    record.problems.map(({ what }) => what).join(' '),
  ]
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  // A title that begins like a formula must stay a text in a spreadsheet.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
