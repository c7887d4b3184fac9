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

/** Reads a list. Throws on a malformed line, naming it: a list is part of the program. */
export function parseEntries(list: string, name: string): Entry[] {
  const entries: Entry[] = []
  let header: readonly string[] | undefined
  for (const [i, line] of list.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const cells = line.split('\t').map((cell) => cell.trim())
    if (!header) {
      if (COLUMNS.some((column, at) => cells[at] !== column)) {
        throw new Error(`list « ${name} », line ${i + 1}: the header must be ${COLUMNS.join(', ')}`)
      }
      header = cells
      continue
    }
    const [term = '', pos = '', plain = '', note = '', risk = '', action = '', except = '', only = ''] = cells
    const known = ACTIONS.find((candidate) => candidate === action)
    if (term === '' || pos === '' || !known || (risk !== 'oui' && risk !== 'non')) {
      throw new Error(`list « ${name} », line ${i + 1}: « ${line} »`)
    }
    entries.push({
      term,
      pos,
      // «~pour que»: another mood follows; the writer rewrites.
      plain: split(plain).map(parsePlain),
      note,
      risky: risk === 'oui',
      action: known,
      except: split(except).map(parseSurrounding),
      only: split(only).map(parseSurrounding),
    })
  }
  return entries
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

function split(cell: string): string[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
