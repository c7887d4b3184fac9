import { numberList } from '../number-list.ts'
import { hash32 } from './fingerprint.ts'

/** Takes the names of documents as they come. */
export interface NameReader {
  /** The path of the next document, in the library. */
  put(path: string): void
  /** What the names say of texts: `textOf` gives the text of each document, of so many. */
  read(textOf: Int32Array, texts: number): NameWords
}

/** What the names of their files say of texts. */
export interface NameWords {
  /**
   * How much of their words the names of two files share, from 0 to 1, their folders left out: the fewer texts are named with a word,
   * in the library and in their own folders, the more it weighs. 0 where they share no rare word. A text that several files hold is
   * named by the words that all of them have.
   */
  alike(one: number, other: number): number
  /** How many texts the folders of two texts hold. */
  around(one: number, other: number): number
}

/** What two names share is rare when it tells as much as a word that a third of the texts have: « courrier » tells nothing. */
const RARE = Math.log(3)

/** In a folder of so many files, « ddt31-urbanisme- » before each name tells nothing, though no other folder has it. */
const FOLDER = 4

/** Reads « refus_aide_logement_v2.docx » and « Refus aide logement (2026).odt » as the same words, in any order. */
export function nameReader(): NameReader {
  const words = numberList()
  const starts = numberList()
  const folders = numberList()
  return {
    put: (path) => {
      starts.put(words.length())
      folders.put(hash32(path.slice(0, path.lastIndexOf('/') + 1)))
      for (const word of wordsOf(path)) words.put(word)
    },
    read: (textOf, texts) => {
      starts.put(words.length())
      const held = words.values()
      // The words of a text stand where those of its first document do.
      const first = new Int32Array(texts).fill(-1)
      const sizes = new Int32Array(texts)
      const folderOf = new Uint32Array(texts)
      for (const [document, text] of textOf.entries()) {
        const [start, end] = [starts.at(document), starts.at(document + 1)]
        const from = first[text] ?? -1
        if (from < 0) {
          first[text] = start
          sizes[text] = end - start
          folderOf[text] = folders.at(document)
          continue
        }
        let kept = 0
        for (const word of held.slice(from, from + (sizes[text] ?? 0)))
          if (held.subarray(start, end).includes(word)) held[from + kept++] = word
        sizes[text] = kept
      }
      const wordsOfText = (text: number): Uint32Array =>
        held.subarray(first[text] ?? 0, (first[text] ?? 0) + (sizes[text] ?? 0))
      return compared(wordsOfText, folderOf)
    },
  }
}

function compared(wordsOfText: (text: number) => Uint32Array, folderOf: Uint32Array): NameWords {
  const texts = folderOf.length
  const counts = new Map<number, number>()
  for (let text = 0; text < texts; text++)
    for (const word of wordsOfText(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const inFolder = folderCounts(wordsOfText, folderOf)
  return {
    around: (one, other) => {
      const [ours, theirs] = [folderOf[one] ?? 0, folderOf[other] ?? 0]
      return inFolder.texts(ours) + (ours === theirs ? 0 : inFolder.texts(theirs))
    },
    alike: (one, other) => {
      const [ours, theirs] = [wordsOfText(one), wordsOfText(other)]
      const weight = (word: number): number =>
        Math.log(
          Math.min(
            texts / (counts.get(word) ?? 1),
            inFolder.oneIn(folderOf[one] ?? 0, word),
            inFolder.oneIn(folderOf[other] ?? 0, word),
          ),
        )
      let shared = 0
      let all = 0
      for (let i = 0, j = 0; i < ours.length || j < theirs.length; ) {
        const [x, y] = [ours[i] ?? LAST, theirs[j] ?? LAST]
        const weighed = weight(Math.min(x, y))
        all += weighed
        if (x === y) shared += weighed
        if (x <= y) i += 1
        if (y <= x) j += 1
      }
      return shared < RARE ? 0 : shared / all
    },
  }
}

interface FolderCounts {
  texts(folder: number): number
  /** One text in so many of this folder is named with this word: no limit where none is, or where they are too few to tell. */
  oneIn(folder: number, word: number): number
}

function folderCounts(wordsOfText: (text: number) => Uint32Array, folderOf: Uint32Array): FolderCounts {
  const texts = new Map<number, number>()
  for (const folder of folderOf) texts.set(folder, (texts.get(folder) ?? 0) + 1)
  const isLarge = (folder: number): boolean => (texts.get(folder) ?? 0) >= FOLDER
  const put = numberList()
  for (const [text, folder] of folderOf.entries())
    if (isLarge(folder)) for (const word of wordsOfText(text)) put.put(together(folder, word))
  const held = put.values().sort()
  return {
    texts: (folder) => texts.get(folder) ?? 0,
    oneIn: (folder, word) => {
      if (!isLarge(folder)) return Number.POSITIVE_INFINITY
      const count = countOf(held, together(folder, word))
      return count === 0 ? Number.POSITIVE_INFINITY : (texts.get(folder) ?? 0) / count
    },
  }
}

function together(folder: number, word: number): number {
  return (Math.imul(folder ^ (word >>> 15), 0x9e3779b1) ^ word) >>> 0
}

function countOf(sorted: Uint32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  let count = 0
  while (sorted[low + count] === value) count += 1
  return count
}

/** After every word. */
const LAST = 2 ** 32

/** The words of the name of a file, as numbers in order: « mailRefusAide » is three words, and figures tell one letter from the next. */
function wordsOf(path: string): readonly number[] {
  const bare = path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFC')
    .replace(/\.[^./\\]*$/, '')
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
  return [...new Set(Array.from(bare.match(/\p{L}+/gu) ?? [], hash32))].sort((a, b) => a - b)
}
