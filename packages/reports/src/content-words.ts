import { fold } from './mask/detection.ts'

/** Words that titles share without saying the same. */
const EMPTY_WORDS = new Set(
  'le la les l un une des de du d a au aux en et ou pour par sur dans votre vos mon ma mes ce cette lettre courrier document formulaire page site'.split(
    ' ',
  ),
)

/** The words of a title that say something, without accents nor plurals: « pièces » and « pièce » are one word here. */
export function contentWords(title: string): ReadonlySet<string> {
  const words = fold(title).match(/[a-z0-9]+/g) ?? []
  return new Set(
    words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word)),
  )
}

/** Letters and digits alone, lower case, without accents: « AL 012 » is « al-012 ». */
export function compact(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '')
}
