// A process that imports a file of reports and stops for good at the line it is told: whoever started it kills it there.

import { writeSync } from 'node:fs'
import { openTables } from '@limpide/library/store'
import { createReportStore, type FileOfReports } from './report-store.ts'
import { REPORT_MIGRATIONS, REPORT_VERSION, type ReportTables } from './schema.ts'

/** Lines of the file that is imported: one in four is put aside. */
export const LINES = { reports: 120, aside: 40 }

/** The same file each time; `reach` hears the rank of each line as it is taken. */
export function fileOfReports(reach: (line: number) => void = () => undefined): FileOfReports {
  const report = (line: number) => ({
    importKey: `fichier:${line}`,
    channel: 'fichier' as const,
    get report() {
      reach(line)
      return {
        role: 'usager' as const,
        difficulties: [],
        comment: `remarque ${line}`,
        suggestion: '',
        reference: 'AL-012',
      }
    },
  })
  return {
    reports: Array.from({ length: LINES.reports }, (_, line) => report(line)),
    aside: Array.from({ length: LINES.aside }, (_, line) => ({ why: 'service', importKey: `fichier:a${line}` })),
  }
}

/** A store of reports in a file of the folder, or at the address. */
export async function openReports(root: string, url?: string) {
  const opened = await openTables<ReportTables>(url === undefined ? { root } : { root, url }, {
    create: true,
    migrations: REPORT_MIGRATIONS,
    version: REPORT_VERSION,
  })
  if (opened === undefined) throw new Error('no store was made')
  return createReportStore(opened.db)
}

if (import.meta.main) {
  const [root = '', stop = '', url] = process.argv.slice(2)
  const wait = (): void => {
    writeSync(1, 'here\n')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  }
  const store = await openReports(root, url)
  await store.importFile(
    fileOfReports((line) => {
      if (String(line) === stop) wait()
    }),
    '2026-03-02T12:00:00.000Z',
  )
  if (stop === 'kept') wait()
  await store.close()
}
