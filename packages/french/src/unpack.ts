import { inflateSync } from 'fflate'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes of a base64 text, without `atob` (slow on large texts) nor `Buffer` (Node only). */
export function decodeBase64(text: string): Uint8Array {
  const values = new Uint8Array(128)
  for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i
  let length = text.length
  while (length > 0 && text.charCodeAt(length - 1) === 0x3d) length--
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let at = 0
  let held = 0
  let bits = 0
  for (let i = 0; i < length; i++) {
    held = ((held << 6) | (values[text.charCodeAt(i) & 127] ?? 0)) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >>> bits
    }
  }
  return bytes
}

/** The same characters in a text of their own: words cut from a section of the data do not hold the whole of the data. */
export function copied(section: string): string {
  // Joining is the one portable way to have the characters copied.
  return [section.slice(0, 1), section.slice(1)].join('')
}

/** The sections of a generated data module. */
export function unpack(base64: string): Uint8Array[] {
  const bytes = inflateSync(decodeBase64(base64))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sections: Uint8Array[] = []
  let at = 0
  while (at + 4 <= bytes.length) {
    const length = view.getUint32(at, true)
    sections.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return sections
}
