/** How two texts stand to one another, passage by passage: shares of all that both say, from 0 to 1. */
export interface SideBySide {
  /** What they say in the same words. */
  readonly shared: number
  /** What differs, and is more than a sentence written again: it may be over 1. */
  readonly different: number
  /**
   * Word for word passages put aside, how much of what is left of the one that has less is found in the other: 1 where nothing
   * is left, and little where little is.
   */
  readonly answered: number
}

/** With fewer stems between two runs that they share, the sentence was written again; with more, it is another passage. */
const PASSAGE = 8
/** In a few lines, a passage is a quarter of the text at most; in a hundred pages, a hundredth at least. */
const MOST_OF_TEXT = 4
const LEAST_OF_TEXT = 100
/** « Service des aides de la mairie, bureau des demandes »: a line of a letterhead. */
const LINE = 6
/** A passage that stands where the other text has one of its own tells them apart more than one that is only there. */
const REPLACED = 2.5

/**
 * Reads two texts side by side, by their stems in order. What stands between two runs that they share is a sentence written
 * again when it is short, a passage more or less when one text alone has it, another passage when both have one: a letter that
 * was written again for another reader has few of these, two letters of one service share their head and their foot and say two
 * things between.
 */
export function sideBySide(one: Uint8Array, other: Uint8Array): SideBySide {
  const longer = Math.max(one.length, other.length)
  const least = longer / LEAST_OF_TEXT
  const passage = Math.ceil(Math.max(Math.min(PASSAGE, longer / MOST_OF_TEXT), least))
  const long = Math.max(PASSAGE, least)
  let shared = 0
  let same = 0
  let different = 0
  const between = (left: number, right: number): void => {
    if (Math.min(left, right) >= passage) different += (left + right) * REPLACED
    else if (Math.max(left, right) >= passage) different += Math.max(left, right)
  }
  // From the last run to the first.
  let [left, right] = [one.length, other.length]
  for (const { start, from, stems } of sharedRuns(one, other)) {
    between(left - start - stems, right - from - stems)
    shared += stems
    // What both begin or end with is a box of the service, though it be a line.
    const isHead = start === 0 && from === 0
    const isFoot = start + stems === one.length && from + stems === other.length
    if (stems >= (isHead || isFoot ? LINE : long)) same += stems
    left = start
    right = from
  }
  between(left, right)
  const all = Math.max(1, one.length + other.length)
  const own = Math.min(one.length, other.length) - same
  return {
    shared: (shared * 2) / all,
    different: different / all,
    answered: own === 0 ? 1 : (shared - same) / (own + PASSAGE),
  }
}

/** Stems that two texts have in a row: from `start` on in one, from `from` on in the other. */
export interface Run {
  readonly start: number
  readonly from: number
  readonly stems: number
}

/** The runs that lay one text along the other best, the last one first. */
export function* sharedRuns(one: Uint8Array, other: Uint8Array): Generator<Run> {
  // Letters of one service begin and end alike, word for word: what stands between is all there is to lay.
  const shorter = Math.min(one.length, other.length)
  let head = 0
  while (head < shorter && one[head] === other[head]) head += 1
  if (head < SHORTEST_RUN) head = 0
  let tail = 0
  while (tail < shorter - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1
  if (tail < SHORTEST_RUN) tail = 0
  if (tail > 0) yield { start: one.length - tail, from: other.length - tail, stems: tail }
  const left = one.subarray(head, one.length - tail)
  const right = other.subarray(head, other.length - tail)
  for (const { start, from, stems } of runsBetween(left, right)) yield { start: start + head, from: from + head, stems }
  if (head > 0) yield { start: 0, from: 0, stems: head }
}

function* runsBetween(one: Uint8Array, other: Uint8Array): Generator<Run> {
  const steps = laidAlong(one, other)
  const width = other.length
  let i = one.length
  let j = width
  while (i > 0 && j > 0) {
    let step = steps[(i - 1) * width + j - 1] ?? 0
    if ((step & ENDS_RUN) === 0) {
      if ((step & UP) !== 0) i -= 1
      else j -= 1
      continue
    }
    let stems = 1
    while ((step & IN_RUN) !== 0) {
      stems += 1
      step = steps[(i - stems) * width + j - stems] ?? 0
    }
    i -= stems
    j -= stems
    yield { start: i, from: j, stems }
  }
}

/** A stem alone may be the same by chance. */
const SHORTEST_RUN = 2
/** The last stem of the first text is left aside, or else that of the second one. */
const UP = 1
/** The last stems of both end a run that they share. */
const ENDS_RUN = 2
/** When they stand in a run, it has stems before them. */
const IN_RUN = 4
const NEVER = -0x8000
/** Each pair is laid in the same place: there are many. */
let room = new Uint8Array(2 ** 16)

/**
 * The best way to lay one text along the other: each stem that they share counts for one, and each run of them costs one, so
 * that a stem that is the same by chance counts for nothing. Gives the step that leads to each place, until the next call.
 */
function laidAlong(one: Uint8Array, other: Uint8Array): Uint8Array {
  const width = other.length
  if (room.length < one.length * width) room = new Uint8Array(one.length * width)
  const steps = room
  /** What is best of all that was read of both, and what is best that ends with their last stems. */
  const best = new Int16Array(width + 1)
  const ending = new Int16Array(width + 1).fill(NEVER)
  for (let i = 0; i < one.length; i++) {
    const stem = one[i] ?? 0
    let bestBefore = 0
    let endingBefore = NEVER
    for (let j = 0; j < width; j++) {
      const up = best[j + 1] ?? 0
      const back = best[j] ?? 0
      const isUp = up >= back
      let step = isUp ? UP : 0
      let top = isUp ? up : back
      let end = NEVER
      if (stem === other[j]) {
        // A run that begins here counts one and costs one.
        const isInRun = endingBefore >= bestBefore
        end = isInRun ? endingBefore + 1 : bestBefore
        if (isInRun) step |= IN_RUN
        if (end > top) {
          top = end
          step |= ENDS_RUN
        }
      }
      bestBefore = up
      endingBefore = ending[j + 1] ?? 0
      best[j + 1] = top
      ending[j + 1] = end
      steps[i * width + j] = step
    }
  }
  return steps
}
