import type { WordNotes } from './word-notes.ts'

/** Universal parts of speech (universaldependencies.org). */
export type Upos =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X'

export type Mood = 'Ind' | 'Sub' | 'Imp' | 'Cnd'
export type VerbForm = 'Fin' | 'Inf' | 'Part'
export type Tense = 'Pres' | 'Imp' | 'Past' | 'Fut'
export type Person = 1 | 2 | 3
export type GrammaticalNumber = 'Sing' | 'Plur'
export type Gender = 'Masc' | 'Fem'

/**
 * Morphology with Universal Dependencies names. A past participle is VerbForm Part, Tense Past. The features of a token or of a
 * reading are one shared object for each combination, and hold all six keys.
 */
export interface Features {
  readonly verbForm?: VerbForm | undefined
  readonly mood?: Mood | undefined
  readonly tense?: Tense | undefined
  readonly person?: Person | undefined
  readonly number?: GrammaticalNumber | undefined
  readonly gender?: Gender | undefined
}

/**
 * - `word`: letters, elided forms included (`l'`, `aujourd'hui`, `rendez-vous`).
 * - `reference`: a legal reference (`L. 123-4`, `n° 2019-1333`), a Cerfa number, a file number.
 * - `placeholder`: a merge field, one opaque noun.
 */
export type TokenKind =
  | 'word'
  | 'number'
  | 'amount'
  | 'date'
  | 'time'
  | 'phone'
  | 'email'
  | 'url'
  | 'reference'
  | 'placeholder'
  | 'punct'
  | 'symbol'

/** One token. Offsets are UTF-16 offsets in the analysed text; `text` is exactly that slice. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: TokenKind
  /** Lower case, NFC, `'` for every apostrophe, `œ`/`æ` kept: what lists are matched against. */
  readonly norm: string
  readonly upos: Upos
  readonly features: Features
  /** Dictionary form, lower case; the norm itself when unknown. `du` gives `de+le`. */
  readonly lemma: string
  /** Set on a contraction (`du`, `des`, `au`, `aux`, `duquel`, …): the two syntactic words it stands for. */
  readonly parts?: readonly [string, string] | undefined
  /** True when white space (or the text's start) stands before it. */
  readonly spaced: boolean
  /** What was read of the word: one object for the tokens of the same text, kind and lemma. */
  readonly notes: WordNotes
}

/** A token before anything is read in it. */
export type CutToken = Pick<Token, 'text' | 'start' | 'end' | 'kind' | 'norm' | 'spaced'>

/** One sentence: its tokens tile it, white space aside. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly tokens: readonly Token[]
  /** Number of words as a reader counts them: words (elided forms are words), and 1 for each field, amount, date, phone, address, reference. */
  readonly wordCount: number
}

/** What a token depends on, with the relation's name in Universal Dependencies (`nsubj`, `aux:pass`, `obl:agent`…). */
export interface Arc {
  /** Rank of the head in the same tokens; -1 for the root. */
  readonly head: number
  readonly deprel: string
}

/** The arcs of a sentence that are drawn so far. */
export interface DrawnArcs {
  /** Rank of the head of a token, -1 for the root; `undefined` as long as it is not known. */
  headOf(rank: number): number | undefined
  /** The name of the relation of a token to its head, once the head is known. */
  relationOf(rank: number): string
}

export interface AnalyseOptions {
  /** Ranges to read as one opaque noun (merge fields). Sorted, not overlapping. */
  readonly opaque?: readonly { readonly start: number; readonly end: number }[]
}

/** What a verb is asked to become. Compound tenses are built with their auxiliary. */
export interface VerbRequest {
  readonly form:
    | 'Inf'
    | 'PartPres'
    | 'PartPast'
    | 'IndPres'
    | 'IndImp'
    | 'IndFut'
    | 'IndPast'
    | 'CndPres'
    | 'SubPres'
    | 'SubImp'
    | 'ImpPres'
    | 'IndPerf' /* passé composé */
    | 'IndPqp' /* plus-que-parfait */
    | 'IndFutAnt'
    | 'CndPast'
    | 'SubPast'
    | 'InfPast'
  readonly person?: Person
  readonly number?: GrammaticalNumber
  readonly gender?: Gender
  /** The form that stands before its pronoun: « puis-je », for « je peux ». */
  readonly inverted?: boolean
  /** A form of the writer: where two spellings are allowed, the answer takes the one of its family (« payera », « cèdera »). */
  readonly like?: string
}

/** One reading of a form by the lexicon. */
export interface Analysis {
  readonly lemma: string
  readonly upos: Upos
  readonly features: Features
}

/** The French analyser: pure, synchronous, built once from its data. */
export interface French {
  /** Sentences of a block of text. Any string gives a result; white space aside, tokens tile the text. */
  analyse(text: string, options?: AnalyseOptions): Sentence[]
  /** The tokens of a text as they are cut, nothing read in them: what the words of a list need. */
  cut(text: string): readonly CutToken[]
  /** The head of each token of a sentence: one root, no cycle. Found at the first call, then kept as long as the tokens are. */
  arcs(tokens: readonly Token[]): readonly Arc[]
  /**
   * What `read` finds in the arcs of a sentence, which is parsed no further than that needs: `read` is asked again as arcs
   * are drawn, and says `undefined` when it meets one that is not. The answer is the one it gives once all are drawn.
   */
  findInArcs(tokens: readonly Token[], read: (arcs: DrawnArcs) => number | undefined): number
  /** Every reading the lexicon knows for a form (case is tolerated at a sentence's start). */
  analyses(form: string): readonly Analysis[]
  /** The conjugated form without its subject, or `undefined` rather than a wrong form. */
  conjugate(lemma: string, request: VerbRequest): string | undefined
  /** True when the verb takes a direct object (its passive makes sense). */
  isTransitive(lemma: string): boolean
  /** True for the verbs conjugated with être (aller, venir, …). */
  takesEtre(lemma: string): boolean
  /** The noun or adjective in the asked number and gender, or `undefined`. */
  inflect(lemma: string, upos: 'NOUN' | 'ADJ' | 'DET', features: Features): string | undefined
  /** Grammatical gender of a noun. */
  genderOf(noun: string): Gender | undefined
  /** Joins a word and what follows with elision and contraction: (`de`, `le dossier`) -> `du dossier`; (`de`, `accepter`) -> `d'accepter`. */
  join(word: string, next: string): string
  /** Number of spoken syllables. */
  syllables(word: string): number
}
