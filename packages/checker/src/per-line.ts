import { owned } from '@limpide/document'
import { type Recent, recent } from './recent.ts'

/** Reads each line of a text once, as long as it comes back: for what is only said within a line. */
export function perLine<T>(read: (line: string) => T): (text: string) => readonly T[] {
  const known: Recent<{ readonly value: T }> = recent()
  return (text) => {
    const lines = text.split('\n')
    known.fit(lines.length)
    return lines.map((line) => {
      const before = known.get(line)
      if (before) return before.value
      const value = read(owned(line))
      known.set(line, { value })
      return value
    })
  }
}
