/** A piece of an RTF file: a group's edge, a control word, a byte in hexadecimal, or bytes of text. */
export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | undefined }
  | { readonly kind: 'byte'; readonly value: number }
  | { readonly kind: 'text'; readonly start: number; readonly end: number }

const OPEN: RtfToken = { kind: 'open' }
const CLOSE: RtfToken = { kind: 'close' }
const BACKSLASH = 0x5c
const MINUS = 0x2d

/**
 * Cuts an RTF file into its tokens; never fails: what is cut short ends there. A control symbol is a
 * word of one sign (« ~ », « * »), the bytes of `\bin` are passed over, whatever length they claim.
 */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0
  const { length } = bytes
  while (at < length) {
    const byte = bytes[at] ?? 0
    if (byte === 0x7b || byte === 0x7d) {
      yield byte === 0x7b ? OPEN : CLOSE
      at += 1
      continue
    }
    if (byte !== BACKSLASH) {
      if (isSkipped(byte)) {
        at += 1
        continue
      }
      const start = at
      while (at < length) {
        const next = bytes[at] ?? 0
        if (next === 0x7b || next === 0x7d || next === BACKSLASH || isSkipped(next)) break
        at += 1
      }
      yield { kind: 'text', start, end: at }
      continue
    }
    at += 1
    if (at >= length) return
    const sign = bytes[at] ?? 0
    if (sign === 0x27) {
      if (at + 2 >= length) return
      const high = digit(bytes[at + 1])
      const low = digit(bytes[at + 2])
      if (high === undefined || low === undefined) {
        at += 1
        continue
      }
      at += 3
      yield { kind: 'byte', value: high * 16 + low }
      continue
    }
    if (!isLetter(sign)) {
      at += 1
      yield { kind: 'word', name: sign === 0x0a || sign === 0x0d ? 'par' : String.fromCharCode(sign), value: undefined }
      continue
    }
    let name = ''
    while (at < length && isLetter(bytes[at] ?? 0) && name.length < 40) {
      name += String.fromCharCode(bytes[at] ?? 0)
      at += 1
    }
    let value: number | undefined
    const negative = bytes[at] === MINUS && isDigit(bytes[at + 1])
    if (negative) at += 1
    let figures = 0
    while (at < length && isDigit(bytes[at]) && figures < 12) {
      value = (value ?? 0) * 10 + ((bytes[at] ?? 0) - 0x30)
      at += 1
      figures += 1
    }
    if (negative && value !== undefined) value = -value
    if (bytes[at] === 0x20) at += 1
    if (name === 'bin') {
      at += Math.max(0, value ?? 0)
      continue
    }
    yield { kind: 'word', name, value }
  }
}

/** Line ends are the file's, not the text's. */
function isSkipped(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function digit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined
  const value = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(value) ? undefined : value
}
