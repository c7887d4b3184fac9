import { count, number } from './number.ts'

/** A line that shows where a long work is, how fast it goes and how long it lasts. */
export interface Progress {
  /** False when nobody sees it: what it would say need not be worked out. */
  readonly isShown: boolean
  /** `total`: as far as it is known; absent, only what is done is said. */
  show(done: number, total: number | undefined, what: string): void
  clear(): void
}

const SHOWN_EVERY_MS = 80
/** The rate is that of the last moments: a folder of scanned pages must not promise what notes in plain text gave. */
const WINDOW_MS = 15_000

/** Writes to standard error; silent when it is not a terminal, so that a log holds nothing of it. */
export function progress(now: () => number = () => performance.now(), stream = process.stderr): Progress {
  if (!stream.isTTY) return { isShown: false, show: () => {}, clear: () => {} }
  let last = Number.NEGATIVE_INFINITY
  // The first letter waits for its reader to start: the rate is that of those which follow.
  const seen: { readonly at: number; readonly done: number }[] = []
  return {
    isShown: true,
    show: (done, total, what) => {
      const at = now()
      if (at - last < SHOWN_EVERY_MS) return
      last = at
      seen.push({ at, done })
      while (seen.length > 2 && at - (seen[0]?.at ?? at) > WINDOW_MS) seen.shift()
      const said = [progressLine(done, total, seen), what].filter((part) => part !== '').join(' · ')
      stream.write(`\r\u001b[2K${said.slice(0, (stream.columns ?? 80) - 1)}`)
    },
    clear: () => void stream.write('\r\u001b[2K'),
  }
}

/** « 1 200 / 10 000 lettres · 85 par seconde · encore 1 min 44 s ». */
export function progressLine(
  done: number,
  total: number | undefined,
  seen: readonly { readonly at: number; readonly done: number }[],
): string {
  const parts = [total === undefined ? count(done, 'lettre') : `${number(done)} / ${count(total, 'lettre')}`]
  const [first] = seen
  const last = seen.at(-1)
  const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1_000
  const rate = seconds < 1 ? 0 : ((last?.done ?? 0) - (first?.done ?? 0)) / seconds
  if (rate > 0) {
    parts.push(rate < 10 ? `${number(rate, 1)} par seconde` : `${number(rate)} par seconde`)
    if (total !== undefined && total > done) parts.push(`encore ${duration((total - done) / rate)}`)
  }
  return parts.join(' · ')
}

/** A length of time as one says it: « 45 s », « 3 min 20 s », « 2 h 05 ». */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}\u00a0s`
  if (whole < 3600) {
    const rest = whole % 60
    return `${Math.floor(whole / 60)}\u00a0min${rest === 0 ? '' : ` ${rest}\u00a0s`}`
  }
  const minutes = Math.round(whole / 60)
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`
}
