import type { Change, StoredScan, Trend } from '@limpide/library/store'
import { count, number } from './number.ts'

const SAID: readonly (readonly [Change, string])[] = [
  ['added', 'ajouté'],
  ['changed', 'modifié'],
  ['moved', 'déplacé'],
  ['deleted', 'retiré'],
]

/** What moved in a library, without what did not: « 3 ajoutés, 1 déplacé ». */
export function sayChanges(changes: Readonly<Partial<Record<Change, number>>>): string {
  const parts = SAID.flatMap(([change, word]) => {
    const found = changes[change] ?? 0
    return found === 0 ? [] : [count(found, word)]
  })
  const rescored = changes.rescored ?? 0
  if (rescored > 0) parts.push(`${count(rescored, 'réévalué')} (règles ou réglages différents)`)
  return parts.length === 0 ? 'aucun changement' : parts.join(', ')
}

/**
 * How the scores moved since the scan before, what is inside the margin being stable; nothing where there is nothing to
 * say. Letters that were rewritten are told apart from those that other rules score otherwise.
 */
export function sayTrend(scan: StoredScan | undefined, before: StoredScan | undefined): string {
  if (scan === undefined || before === undefined) return ''
  const lines: string[] = []
  if (scan.trend !== null) {
    const { changed, rescored } = scan.trend
    if (total(changed) > 0) lines.push(`Lettres modifiées\u00a0: ${sayMoves(changed)}.`)
    if (scan.rules !== before.rules || scan.calibration !== before.calibration) {
      const what =
        scan.rules !== before.rules
          ? `Les règles ont changé\u00a0: ${before.rules} → ${scan.rules}.`
          : `Le calibrage a changé\u00a0: ${before.calibration} → ${scan.calibration}.`
      const moved =
        total(rescored) === 0 ? '' : ` Le texte est le même, et les scores deviennent\u00a0: ${sayMoves(rescored, '')}.`
      lines.push(`${what}${moved} Les scores ne se comparent qu’à règles égales.`)
    }
  }
  if (scan.median !== null && before.median !== null && isSame(scan, before))
    lines.push(`Score médian\u00a0: ${sayMedian(scan, before)}.`)
  return lines.map((line) => `${line}\n`).join('')
}

/** « 45 → 41, plus clair (± 1,2) », or « 45, stable (± 1,2) » when the movement is inside the margins. */
function sayMedian(scan: StoredScan, before: StoredScan): string {
  const { median } = scan
  if (median === null || before.median === null) return ''
  const margin = Math.max(scan.margin ?? 0, before.margin ?? 0)
  const within = `(±\u00a0${number(margin, 1)})`
  if (Math.abs(median - before.median) <= margin) return `${number(median, 1)}, stable ${within}`
  return `${number(before.median, 1)} → ${number(median, 1)}, ${median < before.median ? 'plus clair' : 'moins clair'} ${within}`
}

/** True for two scans of the same folders, whose medians speak of the same letters. */
function isSame(scan: StoredScan, before: StoredScan): boolean {
  return JSON.stringify(scan.scope) === JSON.stringify(before.scope)
}

/** `e`: how letters agree; scores take none. */
function sayMoves({ better, worse, stable }: Trend, e: 'e' | '' = 'e'): string {
  return [
    `${number(better)} plus clair${e}${better < 2 ? '' : 's'}`,
    `${number(worse)} moins clair${e}${worse < 2 ? '' : 's'}`,
    `${number(stable)} stable${stable < 2 ? '' : 's'} (dans la marge)`,
  ].join(', ')
}

function total({ better, worse, stable }: Trend): number {
  return better + worse + stable
}
