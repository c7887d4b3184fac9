/** Whole numbers of 32 bits put one after the other, four bytes each. */
export interface NumberList {
  put(value: number): void
  at(rank: number): number
  set(rank: number, value: number): void
  length(): number
  /** What was put so far, without copying. */
  values(): Uint32Array<ArrayBuffer>
}

/** An empty list. */
export function numberList(): NumberList {
  let held = new Uint32Array(256)
  let length = 0
  return {
    put: (value) => {
      if (length === held.length) {
        const larger = new Uint32Array(held.length + (held.length >> 1))
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

/** A list of bytes as numbers of 32 bits that is made longer when it must be; what it held is lost then. */
export function roomFor(room: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  return room.length >= length ? room : new Uint32Array(Math.max(length, room.length * 2))
}

/** The bytes of some numbers, without copying. */
export function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
