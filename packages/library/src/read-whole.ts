import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { ReadError } from 'limpide'

/** Beyond this a file is not a letter: 100 MB. */
export const LARGEST = 100 * 1024 * 1024

/** How many times a file that is being written is looked at again. */
const TRIES = 3

/**
 * The bytes of a file, all of the same moment. Rejects with a `ReadError` for what is no plain file (a pipe never ends,
 * a device has no end either), for more bytes than `limit`, and for a file that someone is writing.
 */
export async function readWhole(path: string, limit: number): Promise<Uint8Array> {
  // Without waiting: opening a pipe would last until someone writes in it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const bytes = await readOnce(file, limit)
      if (bytes !== undefined) return bytes
    }
  } finally {
    await file.close()
  }
  throw new ReadError({
    code: 'fichier-modifie',
    what: 'Ce fichier a changé pendant sa lecture.',
    fix: 'Attendez que son enregistrement soit terminé, puis recommencez.',
  })
}

/** The bytes of the file, or nothing when they changed while they were read. */
async function readOnce(file: FileHandle, limit: number): Promise<Uint8Array | undefined> {
  const before = await file.stat()
  if (before.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
  if (!before.isFile()) {
    throw new ReadError({
      code: 'fichier-special',
      what: 'Ce n’est pas un fichier ordinaire, mais un tube ou un périphérique.',
      fix: 'Copiez son contenu dans un fichier, puis recommencez.',
    })
  }
  if (before.size > limit) {
    throw new ReadError({
      code: 'fichier-trop-gros',
      what: `Ce fichier pèse ${Math.round(before.size / 1024 / 1024)} Mo.`,
      fix: `La limite est de ${limit / 1024 / 1024} Mo\u00a0: retirez les images, ou découpez le document.`,
    })
  }
  const bytes = Buffer.alloc(before.size)
  let length = 0
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  const after = await file.stat()
  return length === before.size && after.size === before.size && after.mtimeMs === before.mtimeMs ? bytes : undefined
}
