/**
 * Small numbers as text, one character each: the printable characters that mean nothing in a template literal, but for `|`,
 * which parts sections. Data are written so and not deflated: a server's compression does as well, and nothing is inflated at start.
 */
const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((character) => !'\\`|$'.includes(character))
  .join('')

/** How many numbers one character tells apart. */
export const DIGIT_COUNT = DIGITS.length

/** The numbers of a text, from `-offset` on. */
export function decodeDigits(text: string, offset = 0): Int8Array {
  const values = new Int8Array(128)
  for (let i = 0; i < DIGIT_COUNT; i++) values[DIGITS.charCodeAt(i)] = i - offset
  const numbers = new Int8Array(text.length)
  for (let i = 0; i < text.length; i++) numbers[i] = values[text.charCodeAt(i) & 127] ?? 0
  return numbers
}

/** The text of numbers from `-offset` on. */
export function encodeDigits(numbers: Iterable<number>, offset = 0): string {
  let text = ''
  for (const number of numbers) {
    const digit = DIGITS[number + offset]
    if (digit === undefined) throw new Error(`${number} is more than a digit can hold.`)
    text += digit
  }
  return text
}
