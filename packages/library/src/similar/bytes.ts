/** Writes small numbers on few bytes. */
export interface ByteWriter {
  /** A whole number of 0 or more, seven bits a byte. */
  number(value: number): void
  /** Sixty-four bits. */
  long(value: bigint): void
  /** As they are: how many they are is written apart. */
  bytes(values: Uint8Array): void
  done(): Uint8Array
}

/** Reads what a writer wrote; throws on bytes that end too soon. */
export interface ByteReader {
  number(): number
  long(): bigint
  /** The next `count` of them, where they are. */
  bytes(count: number): Uint8Array
  /** How many bytes were read. */
  at(): number
}

export function writeBytes(): ByteWriter {
  const bytes: number[] = []
  return {
    number: (value) => {
      let left = value
      while (left >= 128) {
        bytes.push((left % 128) | 128)
        left = Math.floor(left / 128)
      }
      bytes.push(left)
    },
    long: (value) => {
      for (let shift = 0n; shift < 64n; shift += 8n) bytes.push(Number((value >> shift) & 255n))
    },
    bytes: (values) => {
      for (const value of values) bytes.push(value)
    },
    done: () => Uint8Array.from(bytes),
  }
}

export function readBytes(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  return {
    number: () => {
      let value = 0
      let unit = 1
      for (;;) {
        const byte = view.getUint8(at)
        at += 1
        value += (byte & 127) * unit
        if (byte < 128) return value
        unit *= 128
      }
    },
    long: () => {
      const value = view.getBigUint64(at, true)
      at += 8
      return value
    },
    bytes: (count) => {
      if (at + count > bytes.length) throw new RangeError(`${count} bytes asked for, ${bytes.length - at} left`)
      at += count
      return bytes.subarray(at - count, at)
    },
    at: () => at,
  }
}
