import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'

type Content = string | AsyncIterable<string | Uint8Array>

/**
 * Writes a file, which takes its name once it is whole: when writing stops in the middle, what was there stays. What is no file (a
 * pipe, a device) is written as it comes, and so is a file in a folder where no other one may be made.
 */
export async function writeWhole(file: string, content: Content): Promise<void> {
  const place = await placeOf(file)
  const part = place === undefined ? undefined : await openPart(place)
  if (place === undefined || part === undefined) {
    await writeFile(file, content)
    return
  }
  try {
    try {
      await part.file.writeFile(content)
    } finally {
      await part.file.close()
    }
    await rename(part.path, place.path)
  } catch (error) {
    await rm(part.path, { force: true })
    throw error
  }
}

interface Place {
  readonly path: string
  /** Who may read it and write it; absent: it is not there yet. */
  readonly mode?: number
}

/** The file itself, behind its links; `undefined` for what is no file. */
async function placeOf(file: string): Promise<Place | undefined> {
  try {
    const path = await realpath(file)
    const found = await stat(path)
    return found.isFile() ? { path, mode: found.mode } : undefined
  } catch {
    // It is not there yet, or cannot be looked at: writing says which.
    return { path: file }
  }
}

async function openPart({ path, mode }: Place) {
  const part = `${path}.partiel`
  try {
    const file = await open(part, 'w')
    // A shared folder may refuse to set rights: the file is written all the same.
    if (mode !== undefined) await file.chmod(mode).catch(() => {})
    return { path: part, file }
  } catch (error) {
    // The file itself may be open to writing where its folder is not; where neither is, writing it says why.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return undefined
    throw error
  }
}
