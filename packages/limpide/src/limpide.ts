import {
  type Checker,
  type CheckResult,
  type Config,
  computeScore,
  createChecker,
  DEFAULT_CONFIG,
  type DocumentType,
  type DocumentView,
  houseRules,
  parseConfig,
  type Rule,
  readType,
  type Score,
  unscorable,
} from '@limpide/checker'
import { type Document, markdownReader, type Problem, readText } from '@limpide/document'
import { type French, loadFrench, type Sentence } from '@limpide/french'
import { RULES, RULES_VERSION } from '@limpide/rules'
import { declaredDocument } from './declared-document.ts'

/** The formats that are text: their findings carry offsets in the source itself. */
export type TextFormat = 'md' | 'html' | 'txt'

/** How a document is to be judged. */
export interface DocumentOptions {
  readonly config?: Config
  /** The declared type of document, which wins over the configuration and over every guess. */
  readonly type?: DocumentType
  /** Where the file is, relative to the folder of `limpide.yml`: finds what the team declared of it. */
  readonly path?: string
  /** Score even what is too short, with its wide margin. */
  readonly noMinimum?: boolean
  /**
   * Score any text, were it one sentence, on its sentences and its words alone: two wordings of one sentence compare.
   * Such a score compares only with another of its kind.
   */
  readonly court?: boolean
}

/** How a text is to be judged; Markdown unless said. */
export interface TextOptions extends DocumentOptions {
  readonly format?: TextFormat
}

/** Everything known of a document once checked: the one result that every face shows. */
export interface Analysed {
  readonly document: Document
  readonly result: CheckResult
  /** `null` when it cannot be scored: `problem` says why. */
  readonly score: Score | null
  readonly problem: Problem | null
}

/** The checks, the score and the analysis over one set of rules; keeps the analysis of the blocks it has seen. */
export interface Limpide {
  readonly rules: readonly Rule[]
  /** The rules that run under a configuration: those of the catalogue, then those the team wrote. */
  rulesFor(config: Config): readonly Rule[]
  readonly rulesVersion: string
  readonly french: French
  /** Checks and scores a document: what the editor, the scanner and the command line all call. */
  checkDocument(document: Document, options?: DocumentOptions): Analysed
  /** Reads a text, then checks and scores it. */
  check(source: string, options?: TextOptions): Analysed
  /** The same a few blocks at a time: an editor listens between two steps, and stops when the text has changed. */
  steps(source: string, options?: TextOptions): Generator<undefined, Analysed>
  /** The score of a text, or `null` when it cannot be scored. */
  score(source: string, options?: TextOptions): Score | null
  /** The sentences of a text, with tokens, parts of speech and lemmas. */
  analyse(text: string): readonly Sentence[]
  /** A document's analysed blocks, without running the rules. */
  view(document: Document, options?: DocumentOptions): DocumentView
  /** Reads the text of a `limpide.yml` against these rules. Never throws. */
  parseConfig(source: string, name?: string): Config
}

/**
 * Builds the checks. The configuration given here holds wherever a call gives none. `spare`: how many blocks are remembered
 * beyond those of the text at hand; an editor, which sees the same page again and again, needs few.
 */
export function createLimpide({
  config: usual = DEFAULT_CONFIG,
  spare,
}: {
  readonly config?: Config
  readonly spare?: number
} = {}): Limpide {
  // The French data is unpacked at the first check: reading a configuration does not need it.
  let checker: Checker | undefined
  const theChecker = (): Checker => {
    checker ??= createChecker(RULES, loadFrench(), spare)
    return checker
  }

  const settle = ({ config = usual, type, path }: DocumentOptions) => {
    const declared = type ?? (path === undefined ? undefined : declaredDocument(config, path)?.type)
    return {
      config,
      ...(declared === undefined ? {} : { type: declared }),
      ...(path === undefined ? {} : { path }),
    }
  }

  // The profile of phone scripts says what it is for; a type in the file itself still wins.
  const settleFor = (document: Document, options: DocumentOptions) => {
    const settled = settle(options)
    if (settled.type !== undefined || settled.config.profile !== 'svi') return settled
    const written = document.meta.frontMatter?.type
    const isDeclared = typeof written === 'string' && readType(written) !== undefined
    return isDeclared ? settled : { ...settled, type: 'script-telephonique' as const }
  }

  const checkDocument = (document: Document, options: DocumentOptions = {}): Analysed => {
    return analysed(document, theChecker().check(document, settleFor(document, options)), options)
  }

  const analysed = (document: Document, found: CheckResult, options: DocumentOptions): Analysed => {
    const problem = unscorable(found.view, loadFrench()) ?? null
    // « Dear Sir » is no anglicism, and an English letter owes nothing to a French code: the statement stands alone.
    const result = problem?.code === 'autre-langue' ? { ...found, findings: [], occurrences: [] } : found
    const court = options.court === true
    const noMinimum = options.noMinimum === true || court
    const isShort = problem?.code === 'trop-court' && (court || result.view.sentences.length > 0)
    const isScored = problem === null || (noMinimum && isShort)
    return new LazilyScored(document, result, problem, () =>
      isScored ? computeScore(result, RULES, { rulesVersion: RULES_VERSION, noMinimum, court }) : null,
    )
  }

  // An editor asks for the same page again and again: only what changed is read again.
  const readMarkdown = markdownReader()

  const check = (source: string, { format = 'md', ...options }: TextOptions = {}): Analysed =>
    checkDocument(format === 'md' ? readMarkdown(source) : readText(source, format), options)

  const steps = function* (
    source: string,
    { format = 'md', ...options }: TextOptions = {},
  ): Generator<undefined, Analysed> {
    const document = format === 'md' ? readMarkdown(source) : readText(source, format)
    yield
    const found = yield* theChecker().steps(document, settleFor(document, options))
    yield
    return analysed(document, found, options)
  }

  return {
    rules: RULES,
    rulesFor: ({ houseRules: team }) => (team.length === 0 ? RULES : [...RULES, ...houseRules(team)]),
    rulesVersion: RULES_VERSION,
    get french() {
      return loadFrench()
    },
    checkDocument,
    check,
    steps,
    score: (source, options) => check(source, options).score,
    analyse: (text) => loadFrench().analyse(text),
    view: (document, options = {}) => theChecker().view(document, settleFor(document, options)),
    parseConfig: (source, name) => parseConfig(source, RULES, name, loadFrench),
  }
}

/**
 * Reckons the score when someone looks at it: at each keystroke, an editor only needs the remarks. A class, whose getter is
 * made once: V8 gives a shape of its own to an object written with a getter, and what such a shape holds, here all that was
 * found, is only let go when all of memory is searched.
 */
class LazilyScored implements Analysed {
  readonly document: Document
  readonly result: CheckResult
  readonly problem: Problem | null
  readonly #reckon: () => Score | null
  #score: Score | null | undefined

  constructor(document: Document, result: CheckResult, problem: Problem | null, reckon: () => Score | null) {
    this.document = document
    this.result = result
    this.problem = problem
    this.#reckon = reckon
  }

  get score(): Score | null {
    this.#score ??= this.#reckon()
    return this.#score
  }
}

let shared: Limpide | undefined

/** The instance behind the functions below, built at the first call: the French data is read once. */
export function sharedLimpide(): Limpide {
  shared ??= createLimpide()
  return shared
}

/** Checks and scores a document: the one pipeline behind the editor, the scanner and the command line. */
export function analyseDocument(
  document: Document,
  config: Config = DEFAULT_CONFIG,
  options: Omit<DocumentOptions, 'config'> = {},
): Analysed {
  return sharedLimpide().checkDocument(document, { ...options, config })
}

/** Checks and scores a text; Markdown unless said. */
export function check(source: string, options?: TextOptions): Analysed {
  return sharedLimpide().check(source, options)
}

/** The score of a text, or `null` when it cannot be scored; Markdown unless said. */
export function score(source: string, options?: TextOptions): Score | null {
  return sharedLimpide().score(source, options)
}

/** The sentences of a plain text, with tokens, parts of speech and lemmas. */
export function analyse(text: string): readonly Sentence[] {
  return sharedLimpide().analyse(text)
}
