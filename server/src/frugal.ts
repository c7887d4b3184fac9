import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Room for what lives a moment, in bytes: twice the four megabytes that the launcher asks for on the command line. */
const MOST_NEW = 8_000_000

/**
 * V8 lets its heap grow to several times what a program holds. A server that stays open all day beside an editor gives
 * the room back sooner: a third as much again for what lasts, and a few megabytes for what lives a moment, which can no longer
 * be bounded once V8 runs and is only kept from growing. On Electron, whose V8 may refuse, the command line says the same.
 */
export function keepSmall(): void {
  if (process.versions.electron !== undefined || process.execArgv.some((flag) => flag.includes('semi-space'))) return
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
