/** The printable letters of ASCII, without those that mean something in HTML, in CSS or in a string. */
const LETTERS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((letter) => !'<&\\'.includes(letter))
  .join('')
const BASE = LETTERS.length
const BITS = 13
const CODES = new Uint8Array(128).fill(255)
for (let i = 0; i < BASE; i++) CODES[LETTERS.charCodeAt(i)] = i

/** Bytes as text that a page can hold: two letters for thirteen bits, 8 % less than base64. */
export function toArmour(bytes: Uint8Array): string {
  const pairs = new Uint8Array(2 * Math.ceil((bytes.length * 8) / BITS))
  let held = 0
  let bits = 0
  let end = 0
  const write = (value: number): void => {
    pairs[end++] = LETTERS.charCodeAt(value % BASE)
    pairs[end++] = LETTERS.charCodeAt(Math.floor(value / BASE))
  }
  for (const byte of bytes) {
    held |= byte << bits
    bits += 8
    if (bits < BITS) continue
    write(held & 0x1fff)
    held >>>= BITS
    bits -= BITS
  }
  // Six bits fit in one letter: a whole pair would say one byte too many.
  if (bits > 6) write(held)
  else if (bits > 0) pairs[end++] = LETTERS.charCodeAt(held)
  return new TextDecoder().decode(pairs.subarray(0, end))
}

/** The bytes of such a text; throws on any other letter. */
export function fromArmour(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((text.length * BITS) / 16))
  let held = 0
  let bits = 0
  let end = 0
  for (let i = 0; i < text.length; i += 2) {
    const isAlone = i + 1 === text.length
    const low = CODES[text.charCodeAt(i)] ?? 255
    const high = isAlone ? 0 : (CODES[text.charCodeAt(i + 1)] ?? 255)
    if (low === 255 || high === 255) throw new Error(`not a letter of the armour, at ${i}`)
    held |= (low + high * BASE) << bits
    bits += isAlone ? 6 : BITS
    while (bits >= 8) {
      bytes[end++] = held & 0xff
      held >>>= 8
      bits -= 8
    }
  }
  return bytes.subarray(0, end)
}
