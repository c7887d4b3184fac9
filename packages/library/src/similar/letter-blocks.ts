import { bytesOf, numberList, roomFor } from '../number-list.ts'
import type { UnnamedFile } from '../unnamed-file.ts'
import { BLOCK_ROLES, type PrintedBlock } from './fingerprint.ts'

/** The blocks of many letters, in a file: four bytes a letter are held. */
export interface LetterBlocks {
  put(blocks: readonly PrintedBlock[]): void
  /** How many letters were put. */
  count(): number
  /** The blocks of a letter, made again at each call. */
  of(letter: number): readonly PrintedBlock[]
}

/** Its rank, its hash in two halves, its words and its role. */
const BLOCK = 4
const ROLES = 16

/** No letter yet, in an empty file. */
export function letterBlocks(file: UnnamedFile): LetterBlocks {
  /** Where the blocks of each letter end, counted in blocks. */
  const ends = numberList()
  let room = new Uint32Array(64 * BLOCK)
  let end = 0
  return {
    put: (blocks) => {
      room = roomFor(room, blocks.length * BLOCK)
      let at = 0
      for (const { index, hash, words, role } of blocks) {
        room[at] = index
        room[at + 1] = Number(hash & 0xffffffffn)
        room[at + 2] = Number(hash >> 32n)
        room[at + 3] = words * ROLES + BLOCK_ROLES.indexOf(role)
        at += BLOCK
      }
      file.put(bytesOf(room.subarray(0, at)))
      end += blocks.length
      ends.put(end)
    },
    count: ends.length,
    of: (letter) => {
      const from = letter === 0 ? 0 : ends.at(letter - 1)
      const length = (ends.at(letter) - from) * BLOCK
      if (length === 0) return NO_BLOCK
      room = roomFor(room, length)
      file.read(from * BLOCK * 4, bytesOf(room.subarray(0, length)))
      const blocks: PrintedBlock[] = []
      for (let at = 0; at < length; at += BLOCK) {
        const last = room[at + 3] ?? 0
        blocks.push({
          index: room[at] ?? 0,
          hash: BigInt(room[at + 1] ?? 0) | (BigInt(room[at + 2] ?? 0) << 32n),
          words: Math.floor(last / ROLES),
          role: BLOCK_ROLES[last % ROLES] ?? 'passage',
        })
      }
      return blocks
    },
  }
}

const NO_BLOCK: readonly PrintedBlock[] = []
