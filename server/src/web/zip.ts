// Stands for « yauzl » in a browser, which has no Node: the same few calls, on the browser's own decompression.

/** A part of a zip, as its directory says it. */
export interface Entry {
  readonly fileName: string
  readonly uncompressedSize: number
  readonly compressedSize: number
  readonly method: number
  readonly offset: number
}

type Listener = (value: never) => void

/** What emits parts, or the bytes of one part. */
class Emitter {
  private readonly listeners = new Map<string, Listener[]>()

  on(name: string, listener: Listener): this {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener])
    return this
  }

  protected emit(name: string, value?: unknown): void {
    // Each listener was given for what this name brings.
    for (const listener of this.listeners.get(name) ?? []) listener(value as never)
  }
}

/** The bytes of a part, piece by piece; nothing comes after `destroy`. */
class Part extends Emitter {
  private reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  private isOver = false

  async read(packed: Uint8Array<ArrayBuffer>, { method, uncompressedSize }: Entry): Promise<void> {
    try {
      let size = 0
      const stream = new Blob([packed]).stream()
      const pieces = method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'))
      this.reader = pieces.getReader()
      for (;;) {
        const { done, value } = await this.reader.read()
        if (this.isOver) return
        if (done) break
        size += value.length
        if (size > uncompressedSize) throw new Error('more bytes than its directory says')
        this.emit('data', value)
        if (this.isOver) return
      }
      if (size !== uncompressedSize) throw new Error('fewer bytes than its directory says')
      this.emit('end')
    } catch (error) {
      if (!this.isOver) this.emit('error', error)
    }
  }

  destroy(): void {
    this.isOver = true
    this.reader?.cancel().catch(() => {})
  }
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1
/** The end of a zip may be followed by a remark of this length. */
const LONGEST_REMARK = 0xffff
/** Said by zips of more than four gigabytes. */
const ELSEWHERE = 0xffffffff

/** A zip held in memory. */
export class ZipFile extends Emitter {
  private readonly bytes: Uint8Array<ArrayBuffer>
  private readonly view: DataView
  private at: number
  private left: number

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super()
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let end = bytes.length - 22
    const first = Math.max(0, end - LONGEST_REMARK)
    while (end >= first && this.view.getUint32(end, true) !== END) end -= 1
    if (end < first) throw new Error('no end of directory')
    this.left = this.view.getUint16(end + 10, true)
    this.at = this.view.getUint32(end + 16, true)
    if (this.at === ELSEWHERE) throw new Error('a zip of 64 bits')
  }

  /** Emits the next `entry`, or `end`. */
  readEntry(): void {
    // Whoever asks has still to say what he listens to.
    queueMicrotask(() => {
      try {
        if (this.left === 0) this.emit('end')
        else this.emit('entry', this.nextEntry())
      } catch (error) {
        this.emit('error', error)
      }
    })
  }

  openReadStream(entry: Entry, answer: (error: Error | null, part: Part) => void): void {
    const part = new Part()
    try {
      const { view, bytes } = this
      if (view.getUint32(entry.offset, true) !== LOCAL) throw new Error('no part there')
      const start =
        entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
      if (start + entry.compressedSize > bytes.length) throw new Error('cut short')
      answer(null, part)
      void part.read(bytes.subarray(start, start + entry.compressedSize), entry)
    } catch (error) {
      answer(error instanceof Error ? error : new Error(String(error)), part)
    }
  }

  private nextEntry(): Entry {
    const { view, at } = this
    if (view.getUint32(at, true) !== ENTRY) throw new Error('a broken directory')
    const method = view.getUint16(at + 10, true)
    if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw new Error('encrypted')
    if (method !== STORED && method !== DEFLATED) throw new Error('an unknown compression')
    const nameLength = view.getUint16(at + 28, true)
    const fileName = new TextDecoder().decode(this.bytes.subarray(at + 46, at + 46 + nameLength))
    if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/i.test(fileName)) throw new Error('a path out of the zip')
    this.left -= 1
    this.at = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    return {
      fileName,
      method,
      compressedSize: view.getUint32(at + 20, true),
      uncompressedSize: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
  }
}

/** Opens a zip held in memory. */
export function fromBuffer(
  bytes: Uint8Array<ArrayBuffer>,
  _options: unknown,
  answer: (error: Error | null, file?: ZipFile) => void,
): void {
  try {
    answer(null, new ZipFile(bytes))
  } catch (error) {
    answer(error instanceof Error ? error : new Error(String(error)))
  }
}
