import type { FactName, Layout, Span } from '@limpide/document'
import type { French } from '@limpide/french'
import type { DocumentType, Principle, Severity, Zone } from './principles.ts'
import type { BlockView, DocumentView, SentenceView } from './view.ts'

/** A number a team may change, with where it comes from. */
export interface Threshold {
  /** What `limpide.yml` calls it: French, kebab-case ASCII, its own in its rule; the same notion has the same name in every rule. */
  readonly key: string
  readonly value: number
  readonly unit: string
  readonly range: readonly [number, number]
  /** A published source, or « convention du projet ». */
  readonly source: string
}

export type Thresholds = Readonly<Record<string, Threshold>>

/** Texts shown to the writer, in French; `{name}` is replaced by the report's data. */
export type Messages = Readonly<Record<string, string>>

/**
 * - `remplacement`: one click, the meaning cannot change. · `choix`: several wordings, the writer chooses.
 * - `gabarit`: text with `[…]` to fill, to be read again. · `renvoi`: moves a block.
 */
export type SuggestionKind = 'remplacement' | 'choix' | 'gabarit' | 'renvoi'

/** A wording offered to the writer. Without `span` it replaces what is underlined. */
export interface Suggestion {
  readonly kind: SuggestionKind
  readonly text: string
  /** What the menu shows; by default the new text in quotes. */
  readonly label?: string
  readonly span?: Span
  /** The block `span` is in, when it is not the block of the finding: a missing mention goes before the closing formula. */
  readonly block?: BlockView
  /** A `renvoi`: `block` moves above this one. Offered where the file is its own text (md, txt). */
  readonly above?: BlockView
}

export interface Report<M extends Messages> {
  readonly message: keyof M & string
  readonly data?: Readonly<Record<string, string | number>>
  /** When this occurrence is graver or lighter than the rule's usual severity. */
  readonly severity?: Severity
  readonly suggestions?: readonly Suggestion[]
  /** Other ranges of the same block, or of other blocks, that explain the finding. */
  readonly related?: readonly {
    readonly block: BlockView
    readonly start: number
    readonly end: number
    readonly message: string
  }[]
  /** The lexicon entry, for the budget « three times the same term in a document ». */
  readonly term?: string
  /** Only the first report of the rule with this key is heard in a document: a legal term is explained once. */
  readonly once?: string
  /** With `once`: what comes after is not heard, nor is this (the term is explained where it stands). */
  readonly silent?: boolean
}

/** What a premise may be drawn from, besides the document. */
export type Premises<T extends Thresholds> = Pick<Context<T, Messages>, 'threshold' | 'french' | 'settings'>

/** What a rule is given besides its target. */
export interface Context<T extends Thresholds, M extends Messages> {
  readonly threshold: { readonly [K in keyof T]: number }
  readonly french: French
  readonly document: DocumentView
  readonly settings: RuleSettings
  /** What the rule's own `premise` answered of this document; false for a rule without one. */
  readonly premise: boolean
  /**
   * Reports a finding. The target is a range of the block being checked (a token, a sentence, `{start, end}`),
   * a range of another block (`{block, start, end}`), or the document itself.
   */
  report(
    target: Span | BlockView | SentenceView | DocumentView | (Span & { readonly block: BlockView }),
    report: Report<M>,
  ): void
  /** Gives the score a number that findings cannot carry (the share of the text before the main message). */
  measure(indicator: string, value: number): void
}

/** What a team declares and rules may consult. */
export interface RuleSettings {
  /** Sigles a team allows, upper case, with their expansion or ''. */
  readonly acronyms: ReadonlyMap<string, string>
  /** Words a team accepts, lower case. */
  readonly dictionary: ReadonlySet<string>
}

interface Targets {
  readonly sentence: SentenceView
  readonly block: BlockView
  readonly document: DocumentView
}

export type Scope = keyof Targets

/**
 * An example that is run as a test and printed in the rule's page. `[[…]]` marks what must be underlined;
 * a bad example without a mark expects a finding on the document itself. `format` is Markdown unless said. `layout`:
 * the page facts of the example, which only a paged format would know.
 */
export type Example =
  | {
      readonly bad: string
      readonly better?: string
      readonly format?: 'md' | 'html' | 'txt'
      readonly type?: DocumentType
      readonly layout?: Layout
    }
  | {
      readonly good: string
      readonly because: string
      readonly format?: 'md' | 'html' | 'txt'
      readonly type?: DocumentType
      readonly layout?: Layout
    }

/** A rule as its file declares it. */
export interface RuleDefinition<S extends Scope, T extends Thresholds, M extends Messages> {
  /** French, kebab-case ASCII; the file's name; never changes once released. */
  readonly id: string
  readonly name: string
  readonly principle: Principle
  readonly severity: Severity
  /** Why it matters for the reader. */
  readonly why: string
  /** What to do. */
  readonly advice: string
  /** Published sources, or « convention du projet ». */
  readonly sources: readonly string[]
  readonly scope: S
  /** Facts without which the rule cannot answer: « non vérifiable ». */
  readonly needs?: readonly FactName[]
  /** Facts without which a part of the rule cannot answer: the rest runs, and the rule is said « non vérifiable » too. */
  readonly wants?: readonly FactName[]
  /** Zones it reads (sentence and block scopes). Default: objet, corps, cloture, mentions. */
  readonly zones?: readonly Zone[]
  /** Block kinds it reads (sentence and block scopes). Default: every kind of prose but `code`. */
  readonly kinds?: readonly BlockView['kind'][]
  /** Document types it applies to; absent: all. */
  readonly only?: readonly DocumentType[]
  readonly except?: readonly DocumentType[]
  /** The indicator of the score its occurrences feed (calibration.ts). */
  readonly indicator?: string
  /** Lexical rules give way to a longer match at the same place. */
  readonly lexical?: boolean
  readonly thresholds?: T
  readonly messages: M
  readonly examples: readonly Example[]
  /**
   * The one thing that a rule of sentences or blocks asks of the whole document (« are there many of them? »). What it
   * said of a block is kept as long as the answer holds: reading the document in `check` would lose it at each keystroke.
   */
  premise?(document: DocumentView, context: Premises<T>): boolean
  check(target: Targets[S], context: Context<T, M>): void
}

/** A rule as the engine runs it: the definition, its types erased. */
export interface Rule extends Omit<RuleDefinition<Scope, Thresholds, Messages>, 'check' | 'premise' | 'thresholds'> {
  readonly thresholds: Thresholds
  premise?(document: DocumentView, context: Premises<Thresholds>): boolean
  run(target: SentenceView | BlockView | DocumentView, context: Context<Thresholds, Messages>): void
}

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Declares a rule. Throws on a malformed declaration: that is our own bug, not the user's. */
export function defineRule<S extends Scope, const T extends Thresholds, const M extends Messages>(
  definition: RuleDefinition<S, T, M>,
): Rule {
  if (!ID.test(definition.id)) throw new Error(`rule id « ${definition.id} » is not kebab-case ASCII`)
  const keys = new Set<string>()
  for (const { key } of Object.values(definition.thresholds ?? {})) {
    if (!ID.test(key) || key === 'severite' || keys.has(key))
      throw new Error(`threshold « ${key} » of « ${definition.id} » is not kebab-case ASCII, or is taken`)
    keys.add(key)
  }
  const { check, premise, thresholds, ...rest } = definition
  const messages = Object.entries(rest.messages).map(([id, text]) => [id, typeset(text)])
  return {
    ...rest,
    name: typeset(rest.name),
    why: typeset(rest.why),
    advice: typeset(rest.advice),
    messages: Object.fromEntries(messages),
    thresholds: thresholds ?? {},
    ...(premise
      ? { premise: (document, context) => premise.call(definition, document, context as unknown as Premises<T>) }
      : {}),
    // The engine only ever hands a rule the target of its scope and a context built from its own definition.
    run: (target, context) => check.call(definition, target as Targets[S], context as unknown as Context<T, M>),
  }
}

/** French typography for what an ordinary keyboard types: a no-break space before ; : ! ? » and after «. */
function typeset(text: string): string {
  return text.replace(/ (?=[;:!?»])|(?<=«) /g, '\u00a0')
}
