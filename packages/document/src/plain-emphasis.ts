/** A run of « * » or « _ » among words, and what `pairRuns` makes of it. */
export interface Run {
  readonly sign: number
  readonly first: number
  /** What is left of it as text: nothing when both are the same. */
  start: number
  end: number
  readonly opens: boolean
  readonly closes: boolean
  /** The sizes of the marks it closes, from its left; of those it opens, from its right. */
  readonly closing: number[]
  readonly opening: number[]
}

/** The run that stands between two signs, told by the rules of CommonMark. */
export function runOf(sign: number, start: number, end: number, left: Kind, right: Kind): Run {
  const opens = right === WORD || (right === SIGN && left !== WORD)
  const closes = left === WORD || (left === SIGN && right !== WORD)
  return {
    sign,
    first: start,
    start,
    end,
    // « mot_mot » is one word: « _ » neither opens nor closes inside one.
    opens: sign === STAR ? opens : opens && (left !== WORD || !closes),
    closes: sign === STAR ? closes : closes && (right !== WORD || !opens),
    closing: [],
    opening: [],
  }
}

/**
 * Pairs the runs of a text as micromark does: each run that closes looks back for one that opens, and takes out of play all
 * that stands between both. The rule of three (« *a**b* ») is applied to what is left of the runs, as there.
 */
export function pairRuns(runs: readonly Run[]): void {
  const open: Run[] = []
  for (const run of runs) {
    while (run.closes && run.end > run.start) {
      const rank = openerOf(open, run)
      const opener = open[rank]
      if (opener === undefined) break
      const size = opener.end - opener.start > 1 && run.end - run.start > 1 ? 2 : 1
      opener.end -= size
      opener.opening.push(size)
      run.start += size
      run.closing.push(size)
      open.length = opener.end > opener.start ? rank + 1 : rank
    }
    if (run.opens && run.end > run.start) open.push(run)
  }
}

function openerOf(open: readonly Run[], run: Run): number {
  const size = run.end - run.start
  for (let rank = open.length - 1; rank >= 0; rank -= 1) {
    const opener = open[rank]
    if (opener === undefined || opener.sign !== run.sign) continue
    if ((opener.closes || run.opens) && size % 3 !== 0 && (opener.end - opener.start + size) % 3 === 0) continue
    return rank
  }
  return -1
}

const STAR = 42

/** What stands beside a run. */
export type Kind = typeof WHITE | typeof SIGN | typeof WORD
export const WHITE = 0
const SIGN = 1
const WORD = 2

/** What stands beside « ** », as CommonMark sees it, one UTF-16 unit at a time. */
export function kindOf(code: number): Kind {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return WORD
  if (code === 32 || code === 10 || code === 13) return WHITE
  const sign = String.fromCharCode(code)
  return /\s/.test(sign) ? WHITE : /[\p{P}\p{S}]/u.test(sign) ? SIGN : WORD
}
