import iconv from 'iconv-lite'

/** Decodes the bytes of a text: byte order mark, strict UTF-8, else windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = wideOrder(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not the platform's TextDecoder: some versions lose ’ – € œ of windows-1252.
    return iconv.decode(bytes, 'windows-1252')
  }
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
