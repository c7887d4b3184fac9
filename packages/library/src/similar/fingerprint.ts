import { createHash } from 'node:crypto'
import { type Analysed, evidenceOf, type Rule, type ScoreEvidence } from 'limpide'
import { neutralWords, type Opaque, VALUE } from './neutral-words.ts'

/** What a block is for, as far as its zone and its words tell. */
export const BLOCK_ROLES = [
  'passage',
  'recours',
  'donnees-personnelles',
  'contact',
  'en-tete',
  'politesse',
  'signature',
  'pieces-jointes',
  'pied',
  'objet',
] as const
export type BlockRole = (typeof BLOCK_ROLES)[number]

/** What a common block is called, by what it is for. */
export const BLOCK_NAMES: Readonly<Record<BlockRole, string>> = {
  passage: 'Passage du texte',
  recours: 'Voies de recours',
  'donnees-personnelles': 'Données personnelles',
  contact: 'Contact et accueil',
  'en-tete': 'En-tête',
  politesse: 'Formule de politesse',
  signature: 'Signature',
  'pieces-jointes': 'Pièces jointes',
  pied: 'Pied de page',
  objet: 'Objet',
}

/** A block as its likes are found: the same words give the same hash, whatever the values in them. */
export interface PrintedBlock {
  /** Rank in the document. */
  readonly index: number
  readonly hash: bigint
  /** Words that are not values. */
  readonly words: number
  readonly role: BlockRole
}

/** What tells the likes of a document, and what its score is made of; its text cannot be read back from it. */
export interface Fingerprint {
  /** Hashes of three words in a row, of 28 bits, in order: those that begin with `level` zeros. */
  readonly shingles: Uint32Array
  readonly level: number
  readonly blocks: readonly PrintedBlock[]
  /**
   * Its long words in order, each as one of 256 numbers that many words have: tells a text written again from one that shares
   * a passage. Empty for a text too long to be compared so.
   */
  readonly stems: Uint8Array
  /** `null` for a document without a score. Its terms are hashes. */
  readonly evidence: ScoreEvidence | null
}

/** The most shingles kept of a document: a long one keeps half of them, or a quarter. */
const MOST_SHINGLES = 256
export const SHINGLE_BITS = 28
const SHINGLE = 3
/** « demande », « demander », « demandez » begin alike; shorter words are in every text. */
const STEM = 5
/** About 10,000 words. */
const MOST_STEMS = 4096
/** A line of one word is found everywhere and says nothing. */
const FEWEST_WORDS = 2

/** A block to take the print of: its text, with its merge fields. */
export interface PrintableBlock {
  readonly index: number
  readonly text: string
  readonly zone: string
  readonly opaque: readonly Opaque[]
}

/** The fingerprint of a document that was read and checked. */
export function fingerprintOf(
  { document, result, score }: Analysed,
  rules: readonly Rule[],
  isWord: IsWord,
): Fingerprint {
  const blocks = result.view.blocks.map(({ index, text, zone }) => ({
    index,
    text,
    zone,
    opaque: (document.blocks[index]?.marks ?? []).filter(({ kind }) => kind === 'placeholder' || kind === 'field'),
  }))
  const evidence = score === null ? null : evidenceOf(result, rules)
  return {
    ...printOf(blocks, isWord),
    evidence: evidence && {
      ...evidence,
      // A term is a passage of the letter: its hash is enough to tell it from another.
      terms: evidence.terms.map(({ term, ...rest }) => ({ ...rest, term: String(hash32(term)) })),
    },
  }
}

/** What tells the likes of a text, from its blocks. */
export function printOf(blocks: Iterable<PrintableBlock>, isWord: IsWord): Omit<Fingerprint, 'evidence'> {
  const shingles = new Set<number>()
  const printed: PrintedBlock[] = []
  const stems: number[] = []
  for (const { index, text, zone, opaque } of blocks) {
    const words = neutralWords(text, opaque, isWord)
    addShingles(words, shingles)
    const own = words.filter((word) => word !== VALUE).length
    if (own < FEWEST_WORDS) continue
    for (const word of words) if (word.length >= STEM) stems.push(hash32(word.slice(0, STEM)) & 0xff)
    printed.push({ index, hash: hash64(words), words: own, role: roleOf(zone, text) })
  }
  const { level, kept } = sampled(shingles)
  return { shingles: kept, level, blocks: printed, stems: Uint8Array.from(stems.length > MOST_STEMS ? [] : stems) }
}

/** True for a word, in lower case, that the dictionary has. */
export type IsWord = (word: string) => boolean

/** Hashes of the runs of three words of a block; a shorter block is one run. Runs of values alone say nothing. */
function addShingles(words: readonly string[], shingles: Set<number>): void {
  const hashes = words.map(hash32)
  const last = Math.max(0, words.length - SHINGLE)
  for (let i = 0; i <= last; i++) {
    const end = Math.min(words.length, i + SHINGLE)
    let hash = 0x9e3779b9
    let isEmpty = true
    for (let j = i; j < end; j++) {
      isEmpty &&= words[j] === VALUE
      hash = mix(hash ^ (hashes[j] ?? 0))
    }
    if (!isEmpty) shingles.add(hash >>> (32 - SHINGLE_BITS))
  }
}

/** Halves until few enough are left; which half does not depend on the document, so that two samples compare. */
function sampled(shingles: ReadonlySet<number>): { readonly level: number; readonly kept: Uint32Array } {
  let kept = Uint32Array.from(shingles).sort()
  let level = 0
  while (kept.length > MOST_SHINGLES) {
    level += 1
    const limit = 2 ** (SHINGLE_BITS - level)
    kept = kept.filter((hash) => hash < limit)
  }
  return { level, kept }
}

function hash64(words: readonly string[]): bigint {
  return createHash('sha256').update(words.join(' ')).digest().readBigUInt64LE(0)
}

/** FNV-1a, its bits stirred. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash) >>> 0
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

const DATA = /données (?:à caractère )?personnel|\brgpd\b|\bcnil\b|informatique et libertés|protection des données/i
const RECOURSE = /\brecours\b|tribunal|contester|réclamation|médiat(?:eur|rice|ion)|défenseur des droits/i
const CONTACT =
  /appel(?:er|ez)|joindre|contacte[rz]|téléphon|nos? (?:horaires|bureaux|guichets?)|accueil|question|espace (?:personnel|usager)/i

const LONGEST_LINE = 160

function roleOf(zone: string, text: string): BlockRole {
  switch (zone) {
    case 'en-tete':
    case 'destinataire':
      return 'en-tete'
    case 'salutation':
    case 'cloture':
      return 'politesse'
    case 'signature':
    case 'pieces-jointes':
    case 'objet':
      // A notice printed under the signature is no signature.
      return text.length > LONGEST_LINE ? roleOf('corps', text) : zone
    case 'pied':
    case 'navigation':
      return DATA.test(text) ? 'donnees-personnelles' : 'pied'
    default:
      if (DATA.test(text)) return 'donnees-personnelles'
      if (RECOURSE.test(text)) return 'recours'
      return CONTACT.test(text) ? 'contact' : 'passage'
  }
}
