import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Text in colour when standard output is a terminal that wants it (NO_COLOR is heard). */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** Writes to standard output, and waits when whoever reads it is slow. */
export async function write(text: string | Uint8Array): Promise<void> {
  if (process.stdout.write(text)) return
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve))
}

/** Parts written together: many more would be held, many fewer would be many writings. */
const TOGETHER = 64 * 1024

/** Writes parts one after the other, a few at a time; true where there was one. */
export async function writeAll(parts: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<boolean> {
  let waiting = ''
  let isAny = false
  for await (const part of parts) {
    isAny = true
    if (typeof part === 'string') waiting += part
    if (typeof part === 'string' && waiting.length < TOGETHER) continue
    if (waiting !== '') await write(waiting)
    waiting = ''
    if (typeof part !== 'string') await write(part)
  }
  if (waiting !== '') await write(waiting)
  return isAny
}

/** A word to the person, apart from the result. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}
