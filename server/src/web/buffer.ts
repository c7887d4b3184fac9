// Stands for « node:buffer » in a browser: the two calls that the readers make.

/** Bytes, looked at or joined. */
export const Buffer = {
  from: (bytes: ArrayBuffer, offset: number, length: number): Uint8Array => new Uint8Array(bytes, offset, length),
  concat(pieces: readonly Uint8Array[]): Uint8Array {
    const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of pieces) {
      joined.set(piece, at)
      at += piece.length
    }
    return joined
  },
}
