import type { Block } from '@limpide/document'
import { keeping } from './per-block.ts'

/** The text of a block as « is it said anywhere » checks read it: lower case, straight apostrophes, plain spaces. */
export const plainOf = keeping(({ text }: Block) =>
  text
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ')
    .normalize('NFC'),
)
