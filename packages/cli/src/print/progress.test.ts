import { expect, test } from 'vitest'
import { duration, progress, progressLine } from './progress.ts'

/** A terminal that keeps what is written to it. */
function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = []
  const write = (text: string): boolean => written.push(text) > 0
  return { written, stream: { isTTY, columns, write } as unknown as typeof process.stderr }
}

test('in a terminal, the line says how many letters are done, how fast, and how long it lasts', () => {
  const { written, stream } = terminal(true, 120)
  let at = 0
  const bar = progress(() => at, stream)
  expect(bar.isShown).toBe(true)
  for (let done = 1; done <= 40; done++) {
    at += 100
    bar.show(done, 100, `lettres/${done}.md`)
  }
  const last = written.at(-1)!.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
  expect(last).toBe('\r\u001b[2K40 / 100 lettres · 10 par seconde · encore 6 s · lettres/40.md')
  bar.clear()
  expect(written.at(-1)).toBe('\r\u001b[2K')
})

test('a line never wraps, and is not written at every letter', () => {
  const { written, stream } = terminal(true, 30)
  let at = 0
  const bar = progress(() => at, stream)
  for (let done = 1; done <= 100; done++) {
    at += 1
    bar.show(done, undefined, 'un-nom-de-fichier-bien-trop-long-pour-la-fenêtre.md')
  }
  expect(written.length).toBeLessThanOrEqual(3)
  for (const line of written) expect(line.replace('\r\u001b[2K', '').length).toBeLessThan(30)
})

test('where nobody looks, nothing is written', () => {
  const { written, stream } = terminal(false)
  const bar = progress(() => 0, stream)
  bar.show(1, 2, 'a.md')
  bar.clear()
  expect(bar.isShown).toBe(false)
  expect(written).toEqual([])
})

test('the rate is that of the last moments, and a time reads as one says it', () => {
  const said = progressLine(1_200, 10_000, [
    { at: 0, done: 700 },
    { at: 10_000, done: 1_200 },
  ])
  expect(said.replace(/[\u00a0\u202f]/g, ' ')).toBe('1 200 / 10 000 lettres · 50 par seconde · encore 2 min 56 s')
  expect(progressLine(3, undefined, [{ at: 0, done: 0 }])).toBe('3 lettres')
  expect([12, 60, 200, 7_500].map(duration)).toEqual([
    '12\u00a0s',
    '1\u00a0min',
    '3\u00a0min 20\u00a0s',
    '2\u00a0h\u00a005',
  ])
})
