import type { ScanRecord } from '../record.ts'
import type { Met } from './store.ts'

/** A letter as a scan reads it; its suggestions and its excerpt hold a name. */
export function record(path: string, value: number | null = 40): ScanRecord {
  return {
    path,
    format: 'md',
    type: 'refus',
    title: 'Refus d’aide — « été », 𝒜',
    words: 120,
    sentences: 8,
    score:
      value === null
        ? null
        : {
            value,
            margin: 6.25,
            grade: value > 60 ? 'D' : 'B',
            gradeLabel: 'clair',
            parts: { phrases: 12.5 },
            measured: ['phrases-courtes'] as never,
            contributions: [],
            missing: ['voies-de-recours'],
            engagements: { kept: 1, applicable: 2 },
            calibration: '1',
            rules: '1.0',
          },
    findings: [
      {
        rule: 'locution-longue',
        principle: 'vocabulaire',
        severity: 'avis',
        message: '« afin de » se dit « pour ».',
        start: 3,
        end: 10,
        loc: { kind: 'offsets', start: 3, end: 10, line: 1, column: 4 },
        suggestions: [{ label: '« pour »', edits: [{ start: 3, end: 10, text: 'pour Madame Martin' }] }],
        excerpt: 'Madame Martin, afin de',
      },
    ] as unknown as ScanRecord['findings'],
    reports: null,
    priority: null,
    problems: [],
  }
}

/** The same letter as a scan hands it to the store. */
export function met(path: string, hash: string | null, more: Partial<Met> = {}): Met {
  return {
    path,
    hash,
    setup: 's1',
    size: 5_000_000_000,
    mtime: 1_763_800_000_123.5,
    ctime: 1_763_800_000_456.25,
    record: record(path),
    meta: { service: 'caf', volume: 12_000, lastSent: '2026-03-01' },
    result: { keepsText: false },
    ...more,
  }
}
