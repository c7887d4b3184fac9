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

/** A word to the person, apart from the result. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}
