/** How a paragraph stands between its margins, by the word that Word or LibreOffice writes. */
export const ALIGNMENTS: ReadonlyMap<string, 'left' | 'right' | 'center' | 'justify'> = new Map([
  ['left', 'left'],
  ['start', 'left'],
  ['right', 'right'],
  ['end', 'right'],
  ['center', 'center'],
  ['justify', 'justify'],
  // Word
  ['both', 'justify'],
  ['distribute', 'justify'],
])
