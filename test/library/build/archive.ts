import { strToU8, type Zippable, zipSync } from 'fflate'

/** Zips parts into the same bytes on every machine: fixed date, JavaScript deflate, `stored` parts left raw and first. */
export function zipParts(
  parts: readonly (readonly [path: string, content: string | Uint8Array])[],
  stored: readonly string[] = [],
): Uint8Array {
  const files: Zippable = {}
  for (const [path, content] of parts) {
    const bytes = typeof content === 'string' ? strToU8(content) : content
    // fflate writes local time, so a local date gives the same bytes in every time zone.
    files[path] = [bytes, { level: stored.includes(path) ? 0 : 6, mtime: new Date(2026, 9, 1, 8, 0, 0), os: 0 }]
  }
  return zipSync(files)
}

/** Escapes text for an XML element or attribute. */
export function xml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** Width and height in pixels of a PNG, read from its first chunk. */
export function pngSize(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}
