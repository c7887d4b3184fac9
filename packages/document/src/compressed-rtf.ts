/** What Outlook’s compression knows before it has read anything. */
const START =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

const COMPRESSED = 0x75465a4c
const PLAIN = 0x414c454d
const HEAD = 16
const WINDOW = 4096
const MOST = 8 * 1024 * 1024

/** The RTF of an Outlook message as it was before Outlook compressed it; undefined for anything else, however long it claims to be. */
export function decompressRtf(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < HEAD) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = view.getUint32(8, true)
  if (kind === PLAIN) return bytes.subarray(HEAD)
  if (kind !== COMPRESSED) return undefined
  const claimed = view.getUint32(4, true)
  const out = new Uint8Array(Math.min(claimed, MOST, bytes.length * 18))
  const window = new Uint8Array(WINDOW)
  for (let i = 0; i < START.length; i += 1) window[i] = START.charCodeAt(i)
  let write = START.length
  let length = 0
  const put = (byte: number): void => {
    out[length] = byte
    length += 1
    window[write] = byte
    write = (write + 1) % WINDOW
  }
  for (let at = HEAD; at < bytes.length; ) {
    const flags = bytes[at] ?? 0
    at += 1
    for (let bit = 0; bit < 8 && at < bytes.length && length < out.length; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at] ?? 0)
        at += 1
        continue
      }
      const reference = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      at += 2
      const from = reference >> 4
      // A reference to the place being written ends the text.
      if (from === write) return out.subarray(0, length)
      for (let i = 0; i < (reference & 0xf) + 2 && length < out.length; i += 1) put(window[(from + i) % WINDOW] ?? 0)
    }
    if (length >= out.length) break
  }
  return out.subarray(0, length)
}
