import { ReadError, readBytes } from 'limpide/read'
import type { FileRead } from './host.ts'

/** Characters beyond which a text is too long for the window of an editor. */
const LONGEST = 1_500_000

/** Reads a file by what it holds; never rejects. */
export async function readFile(name: string, bytes: () => Promise<Uint8Array>): Promise<FileRead> {
  try {
    const document = await readBytes(await bytes(), { name })
    if (document.text.length > LONGEST)
      return {
        problem: {
          code: 'document-trop-long',
          what: 'Ce document est trop long pour être montré dans l’éditeur.',
          fix: 'Découpez-le, ou lancez «\u00a0limpide check\u00a0» dans un terminal.',
        },
      }
    // The rules read blocks, not the tree, which may be too deep to be sent.
    return { document: { ...document, tree: { type: 'root' } } }
  } catch (error) {
    if (error instanceof ReadError) return { problem: error.problem }
    return {
      problem: {
        code: 'lecture-impossible',
        what: 'Ce fichier n’a pas pu être lu.',
        fix: 'Vérifiez qu’il existe encore, ouvrez-le dans son logiciel et enregistrez-le à nouveau.',
      },
    }
  }
}
