import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SiteDocument } from '@limpide/map/serve'
import type { ReportStore } from '@limpide/reports/store'
import { linesOf } from './commands/reports.ts'
import { UsageError } from './exit.ts'
import { tell } from './print/output.ts'
import { readReportFile } from './report-file.ts'

/** Where « Signaler ce document » writes, at the top of a library. */
const FILE = 'signalements.csv'

/**
 * Takes in the reports that agents made from their editor since the last time: each line is kept once, and what changed nothing
 * is not read. A file that cannot be read is said, once.
 */
export function editorReports(
  root: string,
  store: ReportStore,
): (documents: () => Promise<readonly SiteDocument[]>) => Promise<void> {
  const file = join(root, FILE)
  let seen = ''
  return async (documents) => {
    const found = await stat(file).catch(() => undefined)
    const state = found === undefined ? '' : `${found.mtimeMs} ${found.size}`
    if (state === seen) return
    seen = state
    if (found === undefined) return
    try {
      const read = await readReportFile(file, (headers) => store.columnsFor(headers))
      await store.importFile(
        { ...linesOf(read, await documents(), 'editeur'), isCorrected: false },
        new Date().toISOString(),
      )
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      tell(`Les signalements faits dans l’éditeur attendent\u00a0: ${error.message}`)
    }
  }
}
