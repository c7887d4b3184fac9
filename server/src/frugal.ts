import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Room for what lives a moment as letters are typed, in bytes: two halves of four megabytes. */
const MOST_NEW = 8_000_000

/**
 * Characters from which a page has as much room as V8 takes, bounded on the command line. What a keystroke makes of such a
 * page is of megabytes: with less room it is still in use when memory is searched, and is kept among what lasts.
 */
const LONG = 20_000

/**
 * V8 lets its heap grow to several times what a program holds. A server that stays open all day beside an editor gives
 * the room back sooner: a third as much again for what lasts, and a few megabytes for what lives a moment, which can no longer
 * be bounded once V8 runs and is only kept from growing. On Electron, whose V8 may refuse, the command line says the same.
 * Gives what is to be told how long the longest open text is.
 */
export function keepSmall(): (longest: number) => void {
  if (process.versions.electron !== undefined) return () => undefined
  setFlagsFromString('--heap-growing-percent=30')
  // What V8 sets at once among what lasts, because its like lasted, holds all that it points to until all is searched.
  setFlagsFromString('--no-allocation-site-pretenuring')
  // What lives a moment is so little that several threads spend more on sharing it than on copying it.
  setFlagsFromString('--no-parallel-scavenge')
  let isLong = false
  let grows = true
  const settle = (): void => {
    const { space_size: size = 0 } = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space') ?? {}
    // It shrinks when nothing is typed, and may then grow again.
    if (grows === (isLong || size < MOST_NEW)) return
    grows = !grows
    setFlagsFromString(`--semi-space-growth-factor=${grows ? 2 : 1}`)
  }
  new PerformanceObserver(settle).observe({ entryTypes: ['gc'] })
  return (longest) => {
    if (isLong === longest >= LONG) return
    isLong = !isLong
    settle()
  }
}
