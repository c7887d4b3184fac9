import { type Cells, workbookFiles } from '@limpide/map'
import { strToU8, Zip, ZipDeflate } from 'fflate'

/** Parts compressed together, in characters: one row at a time takes a third more time. */
const TOGETHER = 64 * 1024

/** The rows as an Excel workbook, a part at a time: a library may be larger than the memory. */
export function* workbook(titles: readonly string[], rows: Iterable<Cells>): Generator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    ready.push(bytes)
  })
  const widths = titles.map(({ length }) => Math.min(40, Math.max(10, length + 2)))
  for (const { path, parts } of workbookFiles({ name: 'Limpide', head: titles, widths, rows })) {
    const file = new ZipDeflate(path)
    // The first day a zip can say: the same table twice has the same bytes.
    file.mtime = '1980-01-01T00:00:00'
    zip.add(file)
    let waiting = ''
    for (const part of parts) {
      waiting += part
      if (waiting.length < TOGETHER) continue
      file.push(strToU8(waiting))
      waiting = ''
      yield* ready.splice(0)
    }
    file.push(strToU8(waiting), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready
}
