/** The characters of windows-1252 between 0x80 and 0x9F, which Latin-1 does not have; '\u0000' where there is none. */
const C1 = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ'

/** The text of a file: UTF-8, UTF-16 with a mark, else windows-1252, the three that spreadsheets write. */
export function decode(bytes: Uint8Array): {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252'
} {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const swapped = new Uint8Array(bytes.length - (bytes.length % 2))
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      swapped[i] = bytes[i + 1] ?? 0
      swapped[i + 1] = bytes[i] ?? 0
    }
    return { text: new TextDecoder('utf-16le').decode(swapped), encoding: 'utf-16' }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    // Older spreadsheets save French text this way, without saying so.
    let text = ''
    for (const byte of bytes) {
      const special = byte >= 0x80 && byte <= 0x9f ? C1[byte - 0x80] : undefined
      text += special === undefined || special === '\u0000' ? String.fromCharCode(byte) : special
    }
    return { text, encoding: 'windows-1252' }
  }
}
