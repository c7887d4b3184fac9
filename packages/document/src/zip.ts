import { Buffer } from 'node:buffer'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import type { Problem } from './document.ts'
import { ReadError } from './problem.ts'

/** How much a zipped file may inflate to, over all the parts that are read, and how many it may hold. */
export interface ZipLimits {
  readonly maxInflated: number
  readonly maxEntries: number
}

const DEFAULTS: ZipLimits = { maxInflated: 64 * 1024 * 1024, maxEntries: 10_000 }

const CORRUPT: Problem = {
  code: 'archive-abimee',
  what: 'Le fichier est abîmé ou incomplet : son contenu compressé ne peut pas être lu.',
  fix: 'Ouvrez-le dans le logiciel qui l’a créé, puis enregistrez-le à nouveau.',
}

const BOMB: Problem = {
  code: 'archive-trop-grosse',
  what: 'Le contenu décompressé du fichier dépasse la taille permise.',
  fix: 'Vérifiez d’où vient ce fichier. S’il est sûr, coupez-le en plusieurs documents.',
}

/** A zip file held in memory: its names, and the bytes of one part counted against one shared limit. */
export class Zip {
  readonly names: ReadonlySet<string>
  private readonly entries: ReadonlyMap<string, Entry>
  private readonly file: ZipFile
  private left: number

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>, limits: ZipLimits) {
    this.file = file
    this.entries = entries
    this.names = new Set(entries.keys())
    this.left = limits.maxInflated
  }

  /** Opens a zip; rejects with a `ReadError` when its directory is not sound. */
  static async open(bytes: Uint8Array, limits: ZipLimits = DEFAULTS): Promise<Zip> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    try {
      const file = await new Promise<ZipFile>((resolve, reject) => {
        fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, opened) => {
          if (error === null) resolve(opened)
          else reject(error)
        })
      })
      const entries = await listEntries(file, limits.maxEntries)
      return new Zip(file, entries, limits)
    } catch (error) {
      if (error instanceof ReadError) throw error
      throw new ReadError(CORRUPT, error)
    }
  }

  /** The bytes of one part, or undefined when there is none of that name. */
  async read(name: string): Promise<Uint8Array | undefined> {
    const entry = this.entries.get(name)
    if (entry === undefined) return undefined
    if (entry.uncompressedSize > this.left) throw new ReadError({ ...BOMB, where: name })
    return new Promise((resolve, reject) => {
      this.file.openReadStream(entry, (error, stream) => {
        if (error !== null) {
          reject(new ReadError({ ...CORRUPT, where: name }, error))
          return
        }
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => {
          // The declared size may lie: what counts is what comes out.
          this.left -= chunk.length
          if (this.left < 0) {
            stream.destroy()
            reject(new ReadError({ ...BOMB, where: name }))
            return
          }
          chunks.push(chunk)
        })
        stream.on('error', (cause: Error) => reject(new ReadError({ ...CORRUPT, where: name }, cause)))
        stream.on('end', () => resolve(Buffer.concat(chunks)))
      })
    })
  }
}

function listEntries(file: ZipFile, maxEntries: number): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    file.on('entry', (entry: Entry) => {
      if (entries.size >= maxEntries) {
        reject(new ReadError(BOMB))
        return
      }
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry)
      file.readEntry()
    })
    file.on('error', reject)
    file.on('end', () => resolve(entries))
    file.readEntry()
  })
}
