/** Width and height of a picture, in pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** Pixels above which a picture is no letter: a sheet of A3 scanned at 600 points an inch has 70 millions, of four bytes each. */
export const MOST_PIXELS = 80_000_000

/** The size that the head of a PNG or of a JPEG gives, without decoding anything; `undefined` where it gives none. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = bytes[0] === 0x89 ? ofPng(view) : ofJpeg(view)
  return found !== undefined && found.width > 0 && found.height > 0 ? found : undefined
}

function ofPng(view: DataView): ImageSize | undefined {
  return view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) }
}

/** A JPEG is a row of segments; one of those called « start of frame » holds the size. */
function ofJpeg(view: DataView): ImageSize | undefined {
  let at = 2
  while (at + 9 <= view.byteLength) {
    // Any number of these may stand before a segment.
    if (view.getUint8(at) !== 0xff) return undefined
    const kind = view.getUint8(at + 1)
    if (kind === 0xff) {
      at += 1
      continue
    }
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
