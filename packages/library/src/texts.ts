import { decimalList } from './number-list.ts'
import { openUnnamedFile } from './unnamed-file.ts'

/** Texts put away in a file that has no name any more, and read again by rank. */
export interface Texts {
  put(text: string): void
  at(rank: number): string
  close(): void
}

/** No text yet; the file ends with the process. Where the folder has no room, memory serves. */
export function openTexts(folder?: string): Texts {
  const file = openUnnamedFile(folder)
  const ends = decimalList()
  return {
    put: (text) => {
      file.put(Buffer.from(text))
      ends.put(file.size())
    },
    at: (rank) => {
      if (rank >= ends.length()) throw new Error(`no text has the rank ${rank}`)
      const from = rank === 0 ? 0 : ends.at(rank - 1)
      const bytes = Buffer.allocUnsafe(ends.at(rank) - from)
      file.read(from, bytes)
      return bytes.toString()
    },
    close: file.close,
  }
}
