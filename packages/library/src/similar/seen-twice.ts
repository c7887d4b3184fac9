/**
 * Tells what was met once from what was met more often, on a few bits each. What was met once may be said to have been met
 * twice, one time in four at most; never the other way round.
 */
export interface SeenTwice {
  meet(hash: number): void
  isRepeated(hash: number): boolean
}

/** For as many different things as `count`, or fewer. */
export function seenTwice(count: number): SeenTwice {
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, 32 - Math.clz32(count * 4)))
  const shift = 32 - bits
  const once = new Uint8Array(2 ** (bits - 3))
  const twice = new Uint8Array(2 ** (bits - 3))
  return {
    meet: (hash) => {
      const place = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> shift
      const [byte, bit] = [place >>> 3, 1 << (place & 7)]
      if (((once[byte] ?? 0) & bit) === 0) once[byte] = (once[byte] ?? 0) | bit
      else twice[byte] = (twice[byte] ?? 0) | bit
    },
    isRepeated: (hash) => {
      const place = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> shift
      return ((twice[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0
    },
  }
}

const FEWEST_BITS = 10
/** Thirty-two megabytes in all: beyond, more is taken for repeated than is. */
const MOST_BITS = 27
