/** One spelling for a path: macOS decomposes accents in file names, Windows writes backslashes. */
export function plainPath(path: string): string {
  return path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
}

/** One spelling for a word or a passage: lower case, straight apostrophes, plain spaces; keeps its length in usual texts. */
export function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/[\u00a0\u202f\t\r\n]/g, ' ')
}
