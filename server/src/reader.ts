// The process that reads a docx, an odt or a pdf: its parent kills it when it takes too long or too much memory.
import './node-20.ts'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { ReadError, readBytes } from 'limpide/read'
import type { FileRead, FileToRead } from './host.ts'

/** Beyond this a file is not a letter. */
const LARGEST = 64 * 1024 * 1024
/** Characters beyond which a text is too long for the window of an editor. */
const LONGEST = 1_500_000

process.on('disconnect', () => process.exit(0))
process.on('message', (file: FileToRead) => {
  void answer(file).then((found) => process.send?.(found))
})
process.send?.('ready')

/** Reads one file; never rejects. */
async function answer({ name, path, bytes }: FileToRead): Promise<FileRead> {
  try {
    const document = await readBytes(bytes ?? (await bytesOf(path ?? '')), { name })
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

async function bytesOf(path: string): Promise<Uint8Array> {
  // Without waiting: opening a pipe would last until someone writes in it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const found = await file.stat()
    if (!found.isFile())
      throw new ReadError({
        code: 'fichier-special',
        what: 'Ce n’est pas un fichier ordinaire.',
        fix: 'Copiez son contenu dans un fichier, puis recommencez.',
      })
    if (found.size > LARGEST)
      throw new ReadError({
        code: 'fichier-trop-gros',
        what: `Ce fichier pèse ${Math.round(found.size / 1024 / 1024)}\u00a0Mo.`,
        fix: `La limite est de ${LARGEST / 1024 / 1024}\u00a0Mo\u00a0: retirez les images, ou découpez le document.`,
      })
    return await file.readFile()
  } finally {
    await file.close()
  }
}
