// The process that reads a docx, an odt or a pdf: its parent kills it when it takes too long or too much memory.
import './node-20.ts'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { ReadError } from 'limpide/read'
import type { FileToRead } from './host.ts'
import { readFile } from './read-file.ts'

/** Beyond this a file is not a letter. */
const LARGEST = 64 * 1024 * 1024
process.on('disconnect', () => process.exit(0))
process.on('message', (file: FileToRead) => {
  const { name, path = '', bytes } = file
  void readFile(name, async () => bytes ?? (await bytesOf(path))).then((found) => process.send?.(found))
})
process.send?.('ready')

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
