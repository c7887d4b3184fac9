import iconv from 'iconv-lite'

/** Decodes the bytes of a text: byte order mark, strict UTF-8, else the old encoding whose letters are French. */
export function decodeText(bytes: Uint8Array): string {
  const text = decoded(bytes)
  // Old Macs end their lines with a carriage return alone: one sign for another, no offset moves.
  return !text.includes('\n') && text.includes('\r') ? text.replaceAll('\r', '\n') : text
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = wideOrder(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not the platform's TextDecoder: some versions lose ’ – € œ of windows-1252.
    const encoding = oldEncoding(bytes)
    const text = iconv.decode(bytes, encoding)
    // The table of before 1998: the euro took the place of ¤.
    return encoding === 'macintosh' ? text.replaceAll('¤', '€') : text
  }
}

const SAMPLE = 20_000
/** « été », « à la », « ça », « l’eau »: what old bytes give when they are read in the encoding they were written in. */
const FRENCH = /[a-z][éèêàùçâîôûëïœ’](?=[a-z\s.,])|(?<![^\s(])[éêàçâœ](?=[a-z ])/g
const OLD = ['windows-1252', 'macintosh', 'cp850'] as const

/** The encoding of bytes that are no Unicode: the first one unless another gives many more French letters. */
function oldEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE)
  let [best, most] = ['windows-1252', 0]
  for (const encoding of OLD) {
    const found = iconv.decode(sample, encoding).match(FRENCH)?.length ?? 0
    if (found > most * 2) [best, most] = [encoding, found]
  }
  if (best !== 'windows-1252') return best
  // ISO-8859-15 has no sign where windows-1252 has its quotes, and has € and œ where that one has ¤ and ½.
  const isLatin9 = sample.every((byte) => byte < 0x80 || byte > 0x9f)
  return isLatin9 &&
    sample.some((byte, i) => byte === 0xa4 || (byte === 0xbd && isLetter(sample[i - 1], sample[i + 1])))
    ? 'iso-8859-15'
    : best
}

/** True between letters: « c½ur » is « cœur », « 2½ » stays. */
function isLetter(before: number | undefined, after: number | undefined): boolean {
  return /[a-z]/i.test(String.fromCharCode(before ?? 0)) || /[a-z]/i.test(String.fromCharCode(after ?? 0))
}

/** UTF-16 without a mark: in Latin script one byte in two is zero. */
export function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const size = Math.min(bytes.length & ~1, 2000)
  if (size < 8) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even += 1
    if (bytes[i + 1] === 0) odd += 1
  }
  if (odd > size * 0.4 && even < size * 0.05) return 'utf-16le'
  return even > size * 0.4 && odd < size * 0.05 ? 'utf-16be' : undefined
}
