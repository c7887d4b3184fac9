/** Numbers put one after the other, as few bytes each as can be. */
export interface NumberList<Held = Uint32Array<ArrayBuffer>> {
  put(value: number): void
  at(rank: number): number
  set(rank: number, value: number): void
  length(): number
  /** What was put so far, without copying. */
  values(): Held
}

/** An empty list of whole numbers of 32 bits. */
export function numberList(): NumberList {
  let held = new Uint32Array(FIRST)
  let length = 0
  return {
    put: (value) => {
      if (length === held.length) {
        const larger = new Uint32Array(longer(length))
        larger.set(held)
        held = larger
      }
      held[length++] = value
    },
    at: (rank) => held[rank] ?? 0,
    set: (rank, value) => {
      held[rank] = value
    },
    length: () => length,
    values: () => held.subarray(0, length),
  }
}

/** An empty list of numbers as they are computed. */
export function decimalList(): NumberList<Float64Array<ArrayBuffer>> {
  let held = new Float64Array(FIRST)
  let length = 0
  return {
    put: (value) => {
      if (length === held.length) {
        const larger = new Float64Array(longer(length))
        larger.set(held)
        held = larger
      }
      held[length++] = value
    },
    at: (rank) => held[rank] ?? 0,
    set: (rank, value) => {
      held[rank] = value
    },
    length: () => length,
    values: () => held.subarray(0, length),
  }
}

const FIRST = 256

function longer(length: number): number {
  return length + (length >> 1)
}

/** A list of numbers of 32 bits that is made longer when it must be; what it held is lost then. */
export function roomFor(room: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  return room.length >= length ? room : new Uint32Array(Math.max(length, room.length * 2))
}

/** The bytes of some numbers, without copying. */
export function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
