/**
 * - `remplacer`: the plain word says the same. · `suggérer`: often better, the writer judges.
 * - `expliquer`: a term that must stay, and be explained. · `supprimer`: words that say nothing.
 * - `ignorer`: matched and left in peace, so that a shorter entry inside does not fire («pièce d'identité» / «pièce»).
 */
export type WordAction = 'remplacer' | 'suggérer' | 'expliquer' | 'supprimer' | 'ignorer'

/** One line of a word list. */
export interface Entry {
  /** The dictionary form of the term, as the list writes it. */
  readonly term: string
  /**
   * Says which words of the term inflect: `n`, `adj`, `v` and their `loc.` do; `adv`, `prép`, `conj`, `loc`, … stay as
   * written. `phr` is a phrase with its subject, in which an adverb may stand; `titre` and `abrév` bear a capital.
   */
  readonly pos: string
  /** Plain wordings, best first; for `expliquer`, the plain meaning. */
  readonly plain: readonly Plain[]
  readonly note: string
  /** True when changing the word may change the law. */
  readonly risky: boolean
  readonly action: WordAction
  /** Contexts in which the entry stays silent. */
  readonly except: readonly Surrounding[]
  /** When not empty, the entry speaks only in one of these contexts. */
  readonly only: readonly Surrounding[]
}

/** A plain wording. `offered` is false when it fits only after a rewriting: it is named in the message, not proposed. */
export interface Plain {
  readonly text: string
  readonly offered: boolean
  /** When present, the wording is offered only before one of these nouns: «pour @demande/dossier». */
  readonly beside?: ReadonlySet<string>
}

/**
 * What stands around a term. Each word is a set of lower-case forms, lemmas or classes
 * (`@noun`, `@number`) that do equally well.
 * `before` ends at the term, `after` begins after it, `anywhere` is in the same sentence, `itself` is the term as it
 * stands: «libellé» is rarely the participle of «libeller».
 */
export interface Surrounding {
  readonly place: 'before' | 'after' | 'anywhere' | 'itself'
  readonly words: readonly ReadonlySet<string>[]
}

const ACTIONS: readonly WordAction[] = ['remplacer', 'suggérer', 'expliquer', 'supprimer', 'ignorer']
const COLUMNS = ['terme', 'pos', 'remplacements', 'note', 'risque', 'action', 'sauf', 'seulement']

/** The entries of a list, by rank: each is read from its line when it is asked for, as a letter meets fifty of three thousand. */
export interface EntryList {
  readonly length: number
  /** What an entry says of its own form. */
  headOf(rank: number): Pick<Entry, 'term' | 'pos'>
  entryOf(rank: number): Entry
}

/** Opens a list. A malformed line throws when it is read, and is named: a list is part of the program. */
export function openEntries(list: string, name: string): EntryList {
  const starts: number[] = []
  let isOpen = false
  for (let at = 0, next = 0; at < list.length; at = next) {
    const end = list.indexOf('\n', at)
    next = end < 0 ? list.length : end + 1
    if (list.charAt(at) === '#' || list.slice(at, next).trim() === '') continue
    if (isOpen) starts.push(at)
    else {
      const cells = cellsAt(at)
      if (COLUMNS.some((column, rank) => cells[rank] !== column))
        throw new Error(`list « ${name} », line ${lineAt(at)}: the header must be ${COLUMNS.join(', ')}`)
      isOpen = true
    }
  }
  const places = Int32Array.from(starts)

  function cellsAt(at: number, most?: number): string[] {
    const end = list.indexOf('\n', at)
    const line = list.slice(at, end < 0 ? list.length : end)
    return line.split('\t', most).map((cell) => cell.trim())
  }

  function lineAt(at: number): number {
    return list.slice(0, at).split('\n').length
  }

  function headOf(rank: number): Pick<Entry, 'term' | 'pos'> {
    const [term = '', pos = ''] = cellsAt(places[rank] ?? list.length, 2)
    return { term, pos }
  }

  function entryOf(rank: number): Entry {
    const at = places[rank] ?? list.length
    const [term = '', pos = '', plain = '', note = '', risk = '', action = '', except = '', only = ''] = cellsAt(at)
    const known = ACTIONS.find((candidate) => candidate === action)
    if (term === '' || pos === '' || !known || (risk !== 'oui' && risk !== 'non'))
      throw new Error(`list « ${name} », line ${lineAt(at)}: « ${term} »`)
    return {
      term,
      pos,
      // «~pour que»: another mood follows; the writer rewrites.
      plain: readAll(plain, parsePlain),
      note,
      risky: risk === 'oui',
      action: known,
      except: readAll(except, parseSurrounding),
      only: readAll(only, parseSurrounding),
    }
  }

  return { length: places.length, headOf, entryOf }
}

/** Reads all the entries of a list. */
export function parseEntries(list: string, name: string): Entry[] {
  const entries = openEntries(list, name)
  return Array.from({ length: entries.length }, (_, rank) => entries.entryOf(rank))
}

function parsePlain(cell: string): Plain {
  if (cell.startsWith('~')) return { text: cell.slice(1), offered: false }
  const [text = '', nouns] = cell.split(' @')
  return nouns === undefined ? { text, offered: true } : { text, offered: true, beside: new Set(nouns.split('/')) }
}

/** Reads «délai de …» (before), «… à l'ordre» (after), «saisie/vente» (anywhere), «=libellé» (itself); `/` separates equals. */
export function parseSurrounding(text: string): Surrounding {
  if (text.startsWith('=')) return { place: 'itself', words: [new Set(text.slice(1).toLowerCase().split('/'))] }
  const after = text.startsWith('…')
  const before = text.endsWith('…')
  const words = text
    .replace(/^…|…$/g, '')
    .trim()
    .replace(/(['’])(?=\p{L})/gu, '$1 ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => new Set(word.toLowerCase().split('/')))
  return { place: after ? 'after' : before ? 'before' : 'anywhere', words }
}

const NONE: readonly never[] = []

/** The parts of a cell, read one by one: most cells are empty. */
function readAll<T>(cell: string, read: (part: string) => T): readonly T[] {
  if (cell === '') return NONE
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(read)
}
