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
   * the more it weighs. 0 where they share no rare word. A text that several files hold is named by the words that all of them have.
   */
  alike(one: number, other: number): number
}

/** What two names share is rare when it tells as much as a word that a third of the texts have: « courrier » tells nothing. */
const RARE = Math.log(3)

/** Reads « refus_aide_logement_v2.docx » and « Refus aide logement (2026).odt » as the same words, in any order. */
export function nameReader(): NameReader {
  const words = numberList()
  const starts = numberList()
  return {
    put: (path) => {
      starts.put(words.length())
      for (const word of wordsOf(path)) words.put(word)
    },
    read: (textOf, texts) => {
      starts.put(words.length())
      const held = words.values()
      // The words of a text stand where those of its first document do.
      const first = new Int32Array(texts).fill(-1)
      const sizes = new Int32Array(texts)
      for (const [document, text] of textOf.entries()) {
        const [start, end] = [starts.at(document), starts.at(document + 1)]
        const from = first[text] ?? -1
        if (from < 0) {
          first[text] = start
          sizes[text] = end - start
          continue
        }
        let kept = 0
        for (const word of held.slice(from, from + (sizes[text] ?? 0)))
          if (held.subarray(start, end).includes(word)) held[from + kept++] = word
        sizes[text] = kept
      }
      const wordsOfText = (text: number): Uint32Array =>
        held.subarray(first[text] ?? 0, (first[text] ?? 0) + (sizes[text] ?? 0))
      return compared(wordsOfText, texts)
    },
  }
}

function compared(wordsOfText: (text: number) => Uint32Array, texts: number): NameWords {
  const counts = new Map<number, number>()
  for (let text = 0; text < texts; text++)
    for (const word of wordsOfText(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weight = (word: number): number => Math.log(texts / (counts.get(word) ?? 1))
  return {
    alike: (one, other) => {
      const [ours, theirs] = [wordsOfText(one), wordsOfText(other)]
      let shared = 0
      let all = 0
      for (let i = 0, j = 0; i < ours.length || j < theirs.length; ) {
        const [x, y] = [ours[i] ?? LAST, theirs[j] ?? LAST]
        all += weight(Math.min(x, y))
        if (x === y) shared += weight(x)
        if (x <= y) i += 1
        if (y <= x) j += 1
      }
      return shared < RARE ? 0 : shared / all
    },
  }
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
