import type { ScanRecord } from '@limpide/library'
import type { Cells } from '@limpide/map'
import { reasonOf } from './table.ts'

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
