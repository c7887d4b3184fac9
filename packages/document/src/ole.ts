import type { Problem } from './document.ts'
import { ReadError } from './problem.ts'

const CORRUPT: Problem = {
  code: 'ole-abime',
  what: 'Le fichier est abîmé : ses morceaux ne se suivent pas.',
  fix: 'Ouvrez-le dans le logiciel qui l’a créé, puis enregistrez-le à nouveau au format docx ou eml.',
}

const HEAD_SECTORS = 109
/** The size of an entry of the directory, and what some entries hold. */
const ENTRY = 128
const STREAM = 2
const ROOT = 5

/**
 * Refuses an OLE file whose tables loop or point outside it, before a library follows them for ever.
 * Says nothing of what the file holds.
 */
export function checkOle(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const refuse = (): ReadError => new ReadError(CORRUPT)
  if (bytes.length < 512) throw refuse()
  const shift = view.getUint16(30, true)
  if ((shift !== 9 && shift !== 12) || view.getUint16(32, true) !== 6) throw refuse()
  const size = 1 << shift
  const sectors = Math.ceil(bytes.length / size)
  const at = (sector: number, rank: number): number => {
    const offset = (sector + 1) * size + rank * 4
    if (sector < 0 || offset + 4 > bytes.length) throw refuse()
    return view.getInt32(offset, true)
  }
  // The sectors of the table itself: 109 named in the head, the others in a chain.
  const count = view.getInt32(44, true)
  if (count < 1 || count > sectors) throw refuse()
  // How many sectors the other tables say they fill: a library counts up to there.
  for (const place of [64, 72]) if (view.getUint32(place, true) > sectors) throw refuse()
  const own: number[] = []
  for (let i = 0; i < Math.min(count, HEAD_SECTORS); i += 1) own.push(view.getInt32(76 + i * 4, true))
  let more = view.getInt32(68, true)
  for (let steps = 0; own.length < count; steps += 1) {
    if (steps > sectors) throw refuse()
    for (let i = 0; i < size / 4 - 1 && own.length < count; i += 1) own.push(at(more, i))
    more = at(more, size / 4 - 1)
  }
  const next: number[] = []
  for (const sector of own) {
    for (let i = 0; i < size / 4; i += 1) {
      const offset = (sector + 1) * size + i * 4
      next.push(sector >= 0 && offset + 4 <= bytes.length ? view.getInt32(offset, true) : -1)
    }
  }
  if (loops(next)) throw refuse()
  const entries: number[] = []
  let directory = view.getInt32(48, true)
  for (let steps = 0; directory >= 0 && steps <= sectors; steps += 1) {
    for (let entry = (directory + 1) * size; entry < (directory + 2) * size; entry += ENTRY) {
      if (entry + ENTRY <= bytes.length) entries.push(entry)
    }
    directory = next[directory] ?? -1
  }
  const reached = new Set<number>()
  for (const entry of entries) {
    const holds = bytes[entry + 66]
    if (holds === 0) continue
    // A stream that says it is longer than the file makes a library reserve what it claims.
    if ((holds === STREAM || holds === ROOT) && view.getUint32(entry + 120, true) > bytes.length) throw refuse()
    // Its neighbours and its first child: an entry reached twice makes a folder that never ends.
    for (const link of [68, 72, 76]) {
      const other = view.getInt32(entry + link, true)
      if (other < 0) continue
      if (reached.has(other) || other >= entries.length) throw refuse()
      reached.add(other)
    }
  }
  const small: number[] = []
  let sector = view.getInt32(60, true)
  for (let steps = 0; sector >= 0 && steps <= sectors; steps += 1) {
    for (let i = 0; i < size / 4; i += 1) {
      const offset = (sector + 1) * size + i * 4
      small.push(offset + 4 <= bytes.length ? view.getInt32(offset, true) : -1)
    }
    sector = next[sector] ?? -1
  }
  if (loops(small)) throw refuse()
}

/** True when following a table from one of its entries never ends. */
function loops(next: readonly number[]): boolean {
  const seen = new Uint32Array(next.length)
  for (let start = 0; start < next.length; start += 1) {
    let at = start
    while (at >= 0 && at < next.length && seen[at] === 0) {
      seen[at] = start + 1
      at = next[at] ?? -1
    }
    if (at >= 0 && at < next.length && seen[at] === start + 1) return true
  }
  return false
}
