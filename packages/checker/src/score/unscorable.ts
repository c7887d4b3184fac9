import type { Problem } from '@limpide/document'
import { createWordSlot, type French, type Token } from '@limpide/french'
import { perBlock } from '../per-block.ts'
import { countSentences, countWords } from '../prose.ts'
import type { BlockView, DocumentView } from '../view.ts'
import { CALIBRATION } from './calibration.ts'

/** Why a document has no score. `autre-langue` also means that what the rules found in it says nothing. */
export function unscorable(view: DocumentView, french: French): Problem | undefined {
  const foreign = otherScript(view) ?? otherLanguage(view, french)
  if (foreign) return foreign
  if (view.blocks.every((block) => block.sentences.every((sentence) => sentence.words.length === 0))) {
    return {
      code: 'sans-texte',
      what: 'Ce document ne contient pas de texte lisible.',
      fix: 'Partez du modèle d’origine, ou d’une version où le texte peut être sélectionné.',
    }
  }
  const { minimum } = CALIBRATION
  const sentences = countSentences(view)
  // « Nom : {nom} », « SIGNATURE »: no sentences, but words that are read; an attestation is made of them.
  const bodyWords = view.body.reduce((sum, block) => sum + block.wordCount, 0)
  // Two sentences of 68 words each are no short text: they are what the score is for.
  const fewSentences =
    sentences < minimum.sentences && countWords(view) < minimum.enoughWords && sentencesSeen(view) < minimum.sentences
  if (sentences > 0 && !fewSentences && bodyWords >= minimum.words) return undefined
  return {
    code: 'trop-court',
    what: tooShort(view, bodyWords),
    fix: `Il faut au moins ${minimum.sentences} phrases et ${minimum.words} mots. Les remarques restent valables.`,
  }
}

/**
 * The sentences a reader sees. « En vous remerciant par avance de la suite donnée à ce message, » and the items that
 * end a sentence have no verb of their own, yet are read as prose; « Valeur des achats : {valeur} » is a label.
 */
function sentencesSeen(view: DocumentView): number {
  let count = view.sentences.length
  for (const block of view.body) {
    if (block.kind !== 'paragraph' && block.kind !== 'item' && block.kind !== 'quote') continue
    for (const { hasVerb, wordCount, text } of block.sentences)
      if (!hasVerb && wordCount >= CALIBRATION.minimum.wordsWithoutVerb && !text.includes(':')) count += 1
  }
  return count
}

/** « Ce document ne contient qu’un tableau », before any count: « 0 phrase » would not tell what the reader sees. */
function tooShort(view: DocumentView, bodyWords: number): string {
  const words = view.blocks.flatMap((block) => block.sentences.flatMap((sentence) => sentence.words))
  const isField = (token: Token): boolean => token.kind === 'placeholder'
  if (words.every(isField))
    return 'Ce document ne contient que des champs à remplir\u00a0: il n’y a pas de phrase à mesurer.'
  const tables = new Set(view.blocks.flatMap((block) => (block.source.table ? [block.source.table.table] : [])))
  const inCells = view.blocks.reduce((sum, block) => sum + (block.kind === 'cell' ? block.wordCount : 0), 0)
  if (view.sentences.length === 0 && inCells === view.wordCount)
    return `Ce document ne contient ${tables.size > 1 ? 'que des tableaux' : 'qu’un tableau'}\u00a0: il n’y a pas de phrase à mesurer.`
  // « Veuillez agréer mes salutations distinguées. » is no body, but a sentence.
  const isWords = !view.blocks.some((block) => block.sentences.some((sentence) => sentence.hasVerb))
  if (isWords) return 'Ce document ne contient pas de phrase, seulement des mots isolés\u00a0: il n’y a rien à mesurer.'
  if (view.sentences.length === 0) return 'Le texte tient en quelques mots\u00a0: trop court pour un score.'
  const count = sentencesSeen(view)
  const sentences = `${count} phrase${count > 1 ? 's' : ''}`
  return `Le texte compte ${sentences} et ${bodyWords} mot${bodyWords > 1 ? 's' : ''}\u00a0: trop court pour un score.`
}

const OTHER_LETTER = /(?!\p{Script=Latin})\p{L}/u

/** What may be one: « µ », or a character that is neither of a European alphabet nor a mark nor a currency. */
const RARE = /[^\0-\u00b4\u00b6-\u024f\u2010-\u206f\u20a0-\u20cf]/

/** Few letters have any: the others are seen in one look. */
const otherLetters = perBlock(({ text }) =>
  RARE.test(text) && OTHER_LETTER.test(text) ? (text.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0) : 0,
)

/** Arabic, Cyrillic, Chinese: most letters are not those of French. */
function otherScript(view: DocumentView): Problem | undefined {
  const { minimum } = CALIBRATION
  let other = 0
  for (const block of view.blocks) if (block.kind !== 'code') other += otherLetters(block)
  if (other < minimum.otherLetters) return undefined
  const blocks = view.blocks.filter(({ kind }) => kind !== 'code')
  const latin = blocks.reduce((sum, { text }) => sum + (text.match(/\p{Script=Latin}/gu)?.length ?? 0), 0)
  if (other <= latin) return undefined
  return {
    code: 'autre-langue',
    what: 'Ce texte n’est pas écrit en lettres latines\u00a0: il est dans une autre langue que le français.',
    fix: 'Limpide ne relit que le français. Donnez-lui la version française du document.',
  }
}

interface Lexical {
  readonly french: French
  readonly words: number
  readonly unknown: number
}

/** The last French that read each block: there is hardly ever another. */
const lexicals = perBlock((): { last: Lexical | undefined } => ({ last: undefined }))

/** The French that has the word: unknown words are few. */
const KNOWN = createWordSlot<French>()

function isKnown({ norm, notes }: Token, french: French): boolean {
  if (notes.read(KNOWN) === french) return true
  if (french.analyses(norm).length === 0) return false
  notes.write(KNOWN, french)
  return true
}

/** How many common words a block has, and how many of them French does not. */
function lexicalIn(block: BlockView, french: French): Lexical {
  const known = lexicals(block)
  if (known.last?.french === french) return known.last
  let words = 0
  let unknown = 0
  for (const sentence of block.sentences) {
    for (const token of sentence.words) {
      if (token.kind !== 'word' || token.text.length < 2 || !isSmall(token.text)) continue
      words += 1
      if (!isKnown(token, french)) unknown += 1
    }
  }
  known.last = { french, words, unknown }
  return known.last
}

/** True for a word that begins with a small letter. */
function isSmall(word: string): boolean {
  const code = word.charCodeAt(0)
  return code < 0x80 ? code >= 0x61 && code <= 0x7a : /^\p{Ll}/u.test(word)
}

/** A language is told by the share of words that French does not have: 0 to 5 % in real letters, 58 to 90 % elsewhere. */
function otherLanguage(view: DocumentView, french: French): Problem | undefined {
  const { minimum } = CALIBRATION
  let lexical = 0
  let strange = 0
  let left = view.wordCount
  for (const block of view.blocks) {
    const { words, unknown } = lexicalIn(block, french)
    lexical += words
    strange += unknown
    left -= block.wordCount
    // Were all that is left to read unknown, it would be French all the same.
    if (lexical >= minimum.manyWords && (strange + left) / (lexical + left) <= minimum.unknownShare) return undefined
  }
  if (lexical < minimum.fewWords) return undefined
  const unknown = strange / lexical
  // Two mistyped words in ten prove nothing: a short text must say it more loudly.
  const limit = lexical < minimum.manyWords ? minimum.unknownShareShort : minimum.unknownShare
  if (unknown <= limit) return undefined
  return {
    code: 'autre-langue',
    what: `${Math.round(100 * unknown)}\u00a0% des mots sont inconnus en français\u00a0: autre langue, ou texte mal extrait.`,
    fix: 'Limpide ne relit que le français. Vérifiez la langue du document, ou partez du fichier d’origine.',
  }
}
