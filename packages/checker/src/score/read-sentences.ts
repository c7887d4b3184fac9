import { bandOf, type Token } from '@limpide/french'
import { perBlock } from '../per-block.ts'
import type { BlockView, DocumentView, SentenceView } from '../view.ts'
import { CALIBRATION } from './calibration.ts'
import type { SentenceEvidence } from './evidence.ts'

/** What the words of a sentence say of its difficulty, whatever the rules found in it. */
export interface WordCounts {
  /** Nouns, verbs, adjectives and adverbs: the words that carry the sense. */
  readonly full: number
  /** Sum over those words of how rare each is: 0 very common, 5 rare or unknown. */
  readonly rarity: number
  readonly long: number
  readonly abstract: number
  readonly nouns: number
  /** Conjugated verbs. */
  readonly verbs: number
  readonly participles: number
  readonly prepositions: number
  /** Words that speak to the reader, or say who writes: « vous », « votre », « nous », « je ». */
  readonly persons: number
  readonly adjectives: number
  /** Words that carry the sense and that few people use: the lower half of the classes of frequency. */
  readonly uncommon: number
  /** Words of letters, and their letters: amounts, dates and fields have none. */
  readonly spelt: number
  readonly letters: number
  /** Articles of law and other numbered texts that the reader is sent to. */
  readonly references: number
  /** « prévu par », « au premier alinéa », « sous réserve de »: the sense depends on another rule. */
  readonly legal: number
}

/** What a sentence holds, wherever it stands. */
export interface Counts extends WordCounts {
  readonly words: number
  /** 1 for a sentence, 0 for the words of an item that has no verb: they are read, but have no length of sentence. */
  readonly sentences: number
}

/** A sentence as a person reads it: pieces that were cut without sense are one sentence. */
export interface ReadSentence {
  /** The same object as long as the sentence reads the same: a page is read again at each keystroke. */
  readonly counts: Counts
  /** Rank of the block where it begins. */
  readonly block: number
  /** Its sentences in the view (`sentenceKey`). */
  readonly keys: readonly number[]
  /** What it brings to the sums when nothing is said against it: kept from one keystroke to the next. */
  silent: SentenceEvidence | undefined
}

/** Names one sentence of a view. The rank of the sentence weighs most: it is small, and small numbers are looked up faster. */
export function sentenceKey(block: number, sentence: number): number {
  return sentence * MOST_BLOCKS + block
}

/** More blocks than a document may have. */
const MOST_BLOCKS = 2 ** 24

/** The sentences that a score counts, in the order of the text. A line that comes back counts once. */
export function readSentences(view: DocumentView): readonly ReadSentence[] {
  const read = joined(view.body.filter(isProse), view)
  const { minimum } = CALIBRATION
  // A letter set in a table, a glossary: the sentences are in the cells.
  const all =
    countSentences(read, minimum.sentences) >= minimum.sentences
      ? read
      : joined(
          view.body.filter((block) => isProse(block) || isTold(block)),
          view,
        )
  // « Transmission des pièces sous huitaine » alone has no verb: it is still what there is to read.
  return all.some(({ counts }) => counts.sentences > 0)
    ? all
    : all.map((one) => ({ ...one, counts: { ...one.counts, sentences: 1 }, silent: undefined }))
}

/** How many they are, counted no further than enough. */
function countSentences(read: readonly ReadSentence[], enough: number): number {
  let count = 0
  for (const { counts } of read) {
    count += counts.sentences
    if (count >= enough) break
  }
  return count
}

function isProse({ kind }: BlockView): boolean {
  return kind === 'paragraph' || kind === 'item' || kind === 'quote'
}

/** A cell that holds sentences, not names and numbers. */
function isTold({ kind, sentences }: BlockView): boolean {
  return kind === 'cell' && sentences.some((sentence) => sentence.hasVerb && sentence.wordCount >= 6)
}

/** « 1° D’informer le salarié ; » goes on with the sentence above, in a law as in a decree. */
const LEGAL_ITEM = /^\s*(?:\d{1,2}\s?°|[a-z]\)\s)/

function joined(blocks: readonly BlockView[], view: DocumentView): readonly ReadSentence[] {
  const parts: ReadSentence[] = []
  const seen = new Set<string>()
  let above: BlockView | undefined
  for (const block of blocks) {
    const reading = readingOf(block)
    if (block.wordCount <= CALIBRATION.repeatedWords) {
      if (seen.has(reading.line)) continue
      seen.add(reading.line)
    }
    const last = parts.at(-1)
    const goesOn =
      reading.isLegalItem &&
      last !== undefined &&
      above !== undefined &&
      above.zone === block.zone &&
      /[:;,]\s*$/.test(above.text)
    const own = inBlock(block, reading)
    if (goesOn) {
      // « 2° De lui donner priorité ; » has no verb of its own: it is read all the same.
      const [first, ...rest] = own.length === 0 ? anyIn(block) : own
      if (first !== undefined) parts[parts.length - 1] = merged(last, first)
      for (const one of rest) parts.push(one)
    } else for (const one of own) parts.push(one)
    above = block
  }
  return parts.length > 0 ? parts : fallback(view)
}

/** What is read of a block, wherever it stands, and its sentences where they stood last. */
interface Reading {
  /** Its text as a line that may come back; empty for a longer one. */
  readonly line: string
  readonly isLegalItem: boolean
  readonly parts: readonly Part[]
  rank: number
  placed: readonly ReadSentence[]
}

const readingOf = perBlock((block): Reading => {
  const { kind, text, wordCount } = block
  return {
    line: wordCount <= CALIBRATION.repeatedWords ? text.trim().toLowerCase() : '',
    isLegalItem: kind === 'paragraph' && LEGAL_ITEM.test(text),
    parts: cutInSentences(block),
    rank: -1,
    placed: NOTHING,
  }
})

const NOTHING: readonly ReadSentence[] = []

/** No prose at all: the sentences of the view, or the words that there are, as in « Transmission des pièces. » alone. */
function fallback(view: DocumentView): readonly ReadSentence[] {
  const blocks = view.body.length > 0 ? view.body : view.blocks
  const sentences = view.sentences.length > 0 ? view.sentences : blocks.flatMap((block) => block.sentences)
  return sentences
    .filter(({ wordCount }) => wordCount > 0)
    .map((sentence) => placed(part(sentence, 1), sentence.block.index))
}

/** What a block says, sentence or not. */
function anyIn(block: BlockView): readonly ReadSentence[] {
  const [first, ...rest] = block.sentences.map((sentence) => part(sentence, 0))
  if (first === undefined) return []
  return [placed(rest.reduce(together, first), block.index)]
}

function inBlock({ index }: BlockView, reading: Reading): readonly ReadSentence[] {
  if (reading.rank !== index) {
    reading.placed = reading.parts.map((one) => placed(one, index))
    reading.rank = index
  }
  return reading.placed
}

function placed(read: Part, block: number): ReadSentence {
  return { counts: read, block, keys: read.indexes.map((index) => sentenceKey(block, index)), silent: undefined }
}

/** A sentence as it is read in its block, wherever the block stands. */
interface Part extends Counts {
  readonly indexes: readonly number[]
}

function cutInSentences(block: BlockView): readonly Part[] {
  const { sentences } = block
  // Cut without sense, every seven words or at each comma: nobody can tell where its sentences were.
  if (
    block.kind === 'paragraph' &&
    sentences.length >= CALIBRATION.cutBlindly.sentences &&
    sentences.some(({ hasVerb }) => hasVerb) &&
    sentences.filter(isPieceOfOne).length / sentences.length >= CALIBRATION.cutBlindly.share
  ) {
    const [first, ...rest] = sentences.map((sentence) => part(sentence, 1))
    if (first) return [rest.reduce(together, first)]
  }
  const parts: Part[] = []
  /** A piece that waits for the sentence it belongs to: « Si vous avez déménagé. » */
  let waiting: Part | undefined
  let before: SentenceView | undefined
  for (const sentence of block.sentences) {
    const last = parts.at(-1)
    // « dans les cas suivants : 1° … ; 2° … » on several lines of one block.
    const isEnumerated = before !== undefined && LEGAL_ITEM.test(sentence.text) && /[:;,]\s*$/.test(before.text)
    const isPiece = isEnumerated || isFragment(sentence) || (before !== undefined && isLeftOpen(before))
    before = sentence
    if (isPiece && last !== undefined && last.sentences > 0 && waiting === undefined) {
      parts[parts.length - 1] = together(last, part(sentence, 0))
      continue
    }
    const isSentence = sentence.hasVerb || isComplete(sentence)
    if (!isSentence && !isReadAsProse(sentence)) continue
    const own = part(sentence, isSentence ? 1 : 0)
    if (waiting !== undefined) {
      parts.push(together(waiting, own))
      waiting = undefined
      continue
    }
    if (isPiece && parts.length === 0 && block.sentences.length > 1 && block.kind === 'paragraph') waiting = own
    else parts.push(...(isSentence ? unglued(sentence, own) : [own]))
  }
  if (waiting !== undefined) parts.push(waiting)
  return parts
}

/** True for what looks cut: a fragment, or what waits for its end. */
function isPieceOfOne(sentence: SentenceView): boolean {
  return isFragment(sentence) || isLeftOpen(sentence)
}

/** « fixent :la situation des salariés ;la situation des agents »: a list whose lines were lost, read item by item. */
function unglued(sentence: SentenceView, own: Part): readonly Part[] {
  const { tokens } = sentence
  const cuts: number[] = []
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i]
    const next = tokens[i + 1]
    if (token === undefined || next === undefined) break
    // « Cas généralLe nombre » is a title and what follows it.
    const isGlued =
      token.kind === 'word'
        ? mayHoldCapital(token.text) && GLUED.test(token.text)
        : (token.text === ';' || token.text === ':') && next.kind === 'word' && next.start === token.end
    if (isGlued) cuts.push(i + 1)
  }
  if (cuts.length < 2) return [own]
  return [0, ...cuts].map((from, rank) => {
    const piece = tokens.slice(from, cuts[rank])
    const ends = piece.at(-1)?.end ?? 0
    const words = sentence.words.filter(({ start, end }) => start >= (piece[0]?.start ?? 0) && end <= ends).length
    const isSaid = rank === 0 || piece.some(({ features }) => features.verbForm === 'Fin')
    return { indexes: rank === 0 ? own.indexes : [], words, sentences: isSaid ? 1 : 0, ...countWords(piece) }
  })
}

const GLUED = /\p{Ll}\p{Lu}\p{Ll}/u

/** False when no letter but the first can be a capital. */
function mayHoldCapital(word: string): boolean {
  for (let i = 1; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if ((code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0xde) || code > 0xff) return true
  }
  return false
}

function together(first: Part, second: Part): Part {
  return { ...added(first, second), indexes: [...first.indexes, ...second.indexes] }
}

function merged(first: ReadSentence, second: ReadSentence): ReadSentence {
  return {
    counts: added(first.counts, second.counts),
    block: first.block,
    keys: [...first.keys, ...second.keys],
    silent: undefined,
  }
}

function added(first: Counts, second: Counts): Counts {
  return {
    words: first.words + second.words,
    sentences: Math.max(first.sentences, second.sentences),
    full: first.full + second.full,
    rarity: first.rarity + second.rarity,
    long: first.long + second.long,
    abstract: first.abstract + second.abstract,
    nouns: first.nouns + second.nouns,
    verbs: first.verbs + second.verbs,
    participles: first.participles + second.participles,
    prepositions: first.prepositions + second.prepositions,
    persons: first.persons + second.persons,
    adjectives: first.adjectives + second.adjectives,
    uncommon: first.uncommon + second.uncommon,
    spelt: first.spelt + second.spelt,
    letters: first.letters + second.letters,
    references: first.references + second.references,
    legal: first.legal + second.legal,
  }
}

/** « une copie de votre bail ; » in a list is read; « 2 place de l’Église » under a name is an address. */
function isReadAsProse({ block, wordCount, text }: SentenceView): boolean {
  if (block.kind === 'item') return wordCount >= CALIBRATION.wordsOfItem
  return wordCount >= CALIBRATION.minimum.wordsWithoutVerb && /[.;!?…»)]\s*$/.test(text)
}

/** Words that begin what only another sentence completes: « dont le montant est fixé ». */
const RELATIVE = new Set(['dont', 'lequel', 'laquelle', 'lesquels', 'lesquelles', 'auquel', 'auxquels', 'auxquelles'])
const BOUND = new Set(['que', "qu'", 'qui', 'où'])
/** Words after which no sentence ends: « la demande que vous avez déposée auprès de ». */
const OPENING: ReadonlySet<string> = new Set(['ADP', 'DET', 'CCONJ', 'SCONJ'])

/** True for a piece that is no sentence of its own: no verb, or a clause that hangs from another. */
function isFragment(sentence: SentenceView): boolean {
  const { tokens, words, hasVerb, text } = sentence
  const first = words[0]
  if (first === undefined) return true
  if (/[?!]\s*$/.test(text)) return false
  // « Bonjour. » « Madame, » stand alone; « Et des pièces jointes. » does not.
  if (!hasVerb) return words.length > 1 && !isComplete(sentence)
  if (RELATIVE.has(first.norm) || (BOUND.has(first.norm) && first.upos !== 'DET')) return true
  if (first.upos !== 'SCONJ' && !isLocution(words)) return false
  // « Si vous venez, appelez. » holds its main clause; « Lorsque le dossier est complet. » does not.
  return tokens.filter(({ features }) => features.verbForm === 'Fin').length < 2
}

/** « afin que », « dès lors que », « sous réserve que »: a clause may begin with several words. */
function isLocution(words: readonly Token[]): boolean {
  const [first, second, third, fourth] = words
  if (first === undefined || (first.upos !== 'ADP' && first.upos !== 'ADV')) return false
  return [second, third, fourth].some((word) => word?.norm === 'que' || word?.norm === "qu'")
}

/** True when a sentence stops on a word that announces another. */
function isLeftOpen({ words }: SentenceView): boolean {
  const last = words.at(-1)
  if (last === undefined || last.kind !== 'word') return false
  if (RELATIVE.has(last.norm) || BOUND.has(last.norm)) return true
  return OPENING.has(last.upos) && last.norm !== 'contre'
}

/** Without a conjugated verb that the analysis finds, and a sentence all the same. */
function isComplete(sentence: SentenceView): boolean {
  // « Merci de compléter ce papier. » asks as much as « Complétez ce papier. »
  return hidesVerb(sentence) || (ASKING.has(sentence.words[0]?.norm ?? '') && sentence.words.length > 1)
}

const ASKING: ReadonlySet<string> = new Set(['merci', 'prière'])

/** « Le service traite ce dossier. »: a noun, another, then an article: the second is a verb, read as a noun or a participle. */
function hidesVerb({ words, hasVerb, text }: SentenceView): boolean {
  if (hasVerb || !/[.;!?]\s*$/.test(text)) return false
  return words.some(
    ({ upos, norm }, i) =>
      i > 0 &&
      (upos === 'NOUN' || upos === 'VERB') &&
      norm.endsWith('e') &&
      words[i - 1]?.upos === 'NOUN' &&
      words[i - 2]?.upos === 'DET' &&
      words[i + 1]?.upos === 'DET',
  )
}

function part(sentence: SentenceView, sentences: number): Part {
  return { indexes: [sentence.index], words: sentence.wordCount, sentences, ...countWords(sentence.tokens) }
}

/** « vérification », « nécessité », « versement »: what is done or is, said as a thing. */
const ABSTRACT = /(?:tion|sion|ment|ité|ance|ence|age|isme|tude|ise)$/
const PERSONS: ReadonlySet<string> = new Set([
  'vous',
  'votre',
  'vos',
  'vôtre',
  'nous',
  'notre',
  'nos',
  'je',
  "j'",
  'mon',
  'ma',
  'mes',
])

const LONGEST_PERSON = Math.max(...[...PERSONS].map((word) => word.length))
const APOSTROPHE = 0x27

function countWords(tokens: readonly Token[]): WordCounts {
  let full = 0
  let rarity = 0
  let long = 0
  let abstract = 0
  let nouns = 0
  let verbs = 0
  let participles = 0
  let prepositions = 0
  let persons = 0
  let adjectives = 0
  let uncommon = 0
  let spelt = 0
  let lettersInAll = 0
  let references = 0
  let legal = 0
  let rank = -1
  for (const token of tokens) {
    rank += 1
    const { kind } = token
    if (kind === 'reference') references += 1
    if (kind !== 'word') continue
    const { norm, upos, lemma, features } = token
    if (isLegalTurn(tokens, rank, token)) legal += 1
    spelt += 1
    // « étudierons » is no longer to read than « étudier »: a conjugated verb has the letters of its infinitive.
    const form = upos === 'VERB' && features.verbForm === 'Fin' ? lemma : norm
    // « l' » has one letter; a hyphen is so rare that it is counted as one.
    lettersInAll += form.charCodeAt(form.length - 1) === APOSTROPHE ? form.length - 1 : form.length
    // « Signez ce papier. » speaks to the reader without a « vous ».
    if ((norm.length <= LONGEST_PERSON && PERSONS.has(norm)) || features.mood === 'Imp') persons += 1
    if (form.length >= CALIBRATION.longWord && letters(form) >= CALIBRATION.longWord) long += 1
    switch (upos) {
      case 'ADP':
        prepositions += 1
        continue
      case 'AUX':
      case 'VERB':
        if (features.verbForm === 'Fin') verbs += 1
        else if (features.verbForm === 'Part') participles += 1
        if (upos === 'AUX') continue
        break
      case 'NOUN':
        nouns += 1
        if (lemma.length >= CALIBRATION.abstractWord && ABSTRACT.test(lemma)) abstract += 1
        break
      case 'ADJ':
        adjectives += 1
        break
      case 'ADV':
        break
      default:
        continue
    }
    full += 1
    const band = bandOf(token)
    rarity += COMMON - band
    if (band <= UNCOMMON) uncommon += 1
  }
  return {
    full,
    rarity,
    long,
    abstract,
    nouns,
    verbs,
    participles,
    prepositions,
    persons,
    adjectives,
    uncommon,
    spelt,
    letters: lettersInAll,
    references,
    legal,
  }
}

/** « mentionnée à », « fixé par »: what these verbs say is written elsewhere. */
const WRITTEN: ReadonlySet<string> = new Set([
  'prévoir',
  'mentionner',
  'définir',
  'fixer',
  'viser',
  'déterminer',
  'régir',
  'énoncer',
  'instituer',
])
const WHERE: ReadonlySet<string> = new Set(['à', 'au', 'aux', 'par'])
/** « la présente loi », « le présent titre » */
const TEXTS: ReadonlySet<string> = new Set([
  'article',
  'titre',
  'chapitre',
  'code',
  'section',
  'loi',
  'arrêté',
  'décret',
  'règlement',
  'décision',
  'convention',
])

function isLegalTurn(tokens: readonly Token[], rank: number, { norm, lemma, features }: Token): boolean {
  if (lemma === 'alinéa') return true
  // « visé », « sens », « sous » are the shortest of these words.
  if (norm.length < 4) return false
  if (norm === 'dispositions') return true
  const next = tokens[rank + 1]
  if (next === undefined) return false
  // « fixé par décret », but « fixé à 150 euros », « prévu à 14 heures ».
  if (features.verbForm === 'Part' && WRITTEN.has(lemma) && WHERE.has(next.norm)) {
    const { kind } = tokens[rank + 2] ?? {}
    return kind === 'word' || kind === 'reference'
  }
  if (lemma === 'présent') return TEXTS.has(next.lemma)
  if (norm === 'sous') return next.norm === 'réserve'
  if (norm !== 'sens' && norm !== 'application') return false
  const before = tokens[rank - 1]?.norm
  return (
    (next.norm === 'de' || next.norm === 'du' || next.norm === "d'" || next.norm === 'des') &&
    before === (norm === 'sens' ? 'au' : 'en')
  )
}

/** « rendez-vous » has ten letters and a hyphen. */
function letters(word: string): number {
  return word.replace(/[^\p{L}]/gu, '').length
}

/** The band of the most common words, and the first one of those that few people use. */
const COMMON = 5
const UNCOMMON = 2
