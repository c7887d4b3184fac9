// Stands for « iconv-lite » in a browser, which knows the old encodings of Windows and of the Macintosh, and those of Unix.

/** The browser's name of an encoding, when it has one. */
function labelOf(encoding: string): string | undefined {
  const name = encoding
    .toLowerCase()
    .replace(/^(?:win|cp|windows-?)(125\d|874)$/, 'windows-$1')
    .replace(/^mac(?:roman)?$/, 'macintosh')
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}

const iconv = {
  /** What no browser decodes is read as the Windows of Western Europe. */
  decode: (bytes: Uint8Array, encoding: string): string =>
    new TextDecoder(labelOf(encoding) ?? 'windows-1252', { ignoreBOM: true }).decode(bytes),
  encodingExists: (encoding: string): boolean => labelOf(encoding) !== undefined,
}

export default iconv
