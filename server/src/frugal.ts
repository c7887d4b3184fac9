import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8'

/** Room for what lives a moment, in bytes: twice the four megabytes that the launcher asks for on the command line. */
const MOST_NEW = 8_000_000

/** What is held with letters open, in bytes; with a page of a hundred kilobytes it is a third more. */
const MOST_PACKED = 62_000_000

/**
 * With letters, what lasts is kept packed: once started, V8 then only heeds this where it chooses what to move. A long page
 * changes too much at each keystroke for that to be worth its time.
 */
function keepPacked(): void {
  let isPacked = true
  setFlagsFromString('--optimize-for-size')
  new PerformanceObserver(() => {
    const { used_heap_size: used } = getHeapStatistics()
    if (isPacked === used < MOST_PACKED) return
    isPacked = !isPacked
    setFlagsFromString(isPacked ? '--optimize-for-size' : '--no-optimize-for-size')
  }).observe({ entryTypes: ['gc'] })
}

/**
 * V8 lets its heap grow to several times what a program holds. A server that stays open all day beside an editor gives
 * the room back sooner: a third as much again for what lasts, and a few megabytes for what lives a moment, which can no longer
 * be bounded once V8 runs and is only kept from growing. On Electron, whose V8 may refuse, the command line says the same.
 */
export function keepSmall(): void {
  if (process.versions.electron !== undefined) return
  keepPacked()
  if (process.execArgv.some((flag) => flag.includes('semi-space'))) return
  setFlagsFromString('--heap-growing-percent=30')
  let grows = true
  new PerformanceObserver(() => {
    const { space_size: size = 0 } = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space') ?? {}
    // It shrinks when nothing is typed, and may then grow again.
    if (grows === size < MOST_NEW) return
    grows = !grows
    setFlagsFromString(`--semi-space-growth-factor=${grows ? 2 : 1}`)
  }).observe({ entryTypes: ['gc'] })
}
