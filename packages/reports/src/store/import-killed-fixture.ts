import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileOfReports, LINES, openReports } from './import-fixture.ts'

const IMPORT = join(import.meta.dirname, 'import-fixture.ts')

/** Starts an import, and kills its process with no warning once it has taken a line, or kept them all. */
async function killAt(moment: number | 'kept', place: { readonly root: string; readonly url?: string }): Promise<void> {
  const child = spawn(process.execPath, [IMPORT, place.root, String(moment), ...(place.url ? [place.url] : [])])
  let err = ''
  child.stderr.on('data', (text) => {
    err += text
  })
  const ended = once(child, 'close')
  const first = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)])
  if (first === undefined) throw new Error(`the import ended before it was killed: ${err}`)
  child.kill('SIGKILL')
  await ended
}

/** Whatever the moment an import is killed at, importing again gives each line once. `open` gives an empty place; `moments` are lines. */
export function survivesKills(
  open: () => Promise<{ readonly root: string; readonly url?: string }>,
  moments: readonly number[],
): void {
  test('an import killed at any moment, several times, then done again: each line is there once', async () => {
    const place = await open()
    for (const moment of moments) {
      await killAt(moment, place)
      const store = await openReports(place.root, place.url)
      expect(await store.list()).toHaveLength(0)
      expect(await store.aside()).toEqual([])
      await store.close()
    }
    await killAt('kept', place)
    const store = await openReports(place.root, place.url)
    expect(await store.importFile(fileOfReports(), '2026-03-02T13:00:00.000Z')).toEqual({
      added: 0,
      known: LINES.reports,
      corrected: 0,
      aside: new Map(),
    })
    const comments = (await store.list()).map(({ comment }) => comment)
    expect(new Set(comments).size).toBe(LINES.reports)
    expect(comments).toHaveLength(LINES.reports)
    expect(await store.aside()).toEqual([{ day: '2026-03-02', why: 'service', count: LINES.aside }])
    await store.close()
  }, 180_000)
}
