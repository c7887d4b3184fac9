import { existsSync } from 'node:fs'
import type { StoredScan } from '@limpide/library/store'
import { EXIT, UsageError } from '../exit.ts'
import { sayChanges } from '../print/changes.ts'
import { count, number } from '../print/number.ts'
import { paint, write } from '../print/output.ts'
import { pad } from '../print/width.ts'
import { missing } from './check.ts'
import { openMemory } from './memory.ts'

/** Prints the scans that a library remembers, the latest first; gives the exit code. */
export async function history(path: string, { format }: { readonly format: 'table' | 'json' }): Promise<number> {
  if (!existsSync(path)) throw new UsageError(missing(path))
  const store = await openMemory(path, { create: false, isNeeded: true })
  if (store === undefined) return EXIT.usage
  try {
    const scans = await store.scans()
    await write(format === 'json' ? `${JSON.stringify(scans.map(plain), null, 2)}\n` : list(scans))
  } finally {
    await store.close()
  }
  return EXIT.clear
}

function list(scans: readonly StoredScan[]): string {
  if (scans.length === 0) return 'Aucune analyse mémorisée.\n'
  const lines = [paint('bold', line('N°', 'Date', 'Documents', 'Médian', 'Notes D-E', 'Ce qui a changé'))]
  for (const [i, scan] of scans.entries()) {
    const date = new Date(scan.startedAt).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short' })
    if (scan.state !== 'finie') {
      const said = `${scan.state === 'en-cours' ? 'pas terminée' : 'interrompue'}${scan.read > 0 ? `, ${count(scan.read, 'lu')}` : ''}`
      lines.push(line(number(scan.id), date, '', '', '', said))
      continue
    }
    const older = scans[i + 1]
    const rules =
      older !== undefined && older.rules !== scan.rules ? `\u00a0; règles ${older.rules} → ${scan.rules}` : ''
    const folders = scan.scope.every((folder) => folder === '') ? '' : ` (${scan.scope.join(', ')})`
    lines.push(
      line(
        number(scan.id),
        date,
        number(scan.documents),
        scan.median === null ? '' : number(scan.median),
        scan.scored === 0 ? '' : `${number(100 * hard(scan))}\u00a0%`,
        `${sayChanges(scan.changes)}${rules}${folders}`,
      ),
    )
  }
  return `${lines.join('\n')}\n`
}

function line(id: string, date: string, documents: string, median: string, share: string, changes: string): string {
  return [
    pad(id, 4, 'start'),
    pad(date, 16),
    pad(documents, 9, 'start'),
    pad(median, 6, 'start'),
    pad(share, 9, 'start'),
    changes,
  ]
    .join('  ')
    .trimEnd()
}

/** The share of scored letters that are hard to understand. */
function hard({ grades, scored }: StoredScan): number {
  return ((grades.D ?? 0) + (grades.E ?? 0)) / scored
}

function plain(scan: StoredScan): object {
  const { id, startedAt, endedAt, state, scope, rules, calibration, documents, words, read, scored, median } = scan
  return {
    numero: id,
    debut: startedAt,
    fin: endedAt,
    etat: state,
    dossiers: scope,
    regles: rules,
    calibrage: calibration,
    documents,
    mots: words,
    lus: read,
    notes: scored,
    median,
    partDE: scored === 0 ? null : hard(scan),
    repartition: scan.grades,
    changements: {
      ajoutes: scan.changes.added,
      modifies: scan.changes.changed,
      deplaces: scan.changes.moved,
      retires: scan.changes.deleted,
      reevalues: scan.changes.rescored,
    },
  }
}
