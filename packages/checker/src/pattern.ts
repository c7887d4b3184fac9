import type { Span } from '@limpide/document'
import type { Token, Upos } from '@limpide/french'
import type { Severity } from './principles.ts'
import {
  type Context,
  defineRule,
  type Messages,
  type Rule,
  type RuleDefinition,
  type Suggestion,
  type Thresholds,
} from './rule.ts'
import type { SentenceView } from './view.ts'

/**
 * Readable patterns over the tokens of a sentence. A pattern is a line of elements separated by spaces:
 *
 * - `convient`: the word itself (lower case). `de` also matches d', du, des; `à` au, aux; `que` qu'; `le` l'; and so on.
 *   A contraction counts as its two words: `à le dossier` matches "au dossier".
 * - `lemma:convenir`, `upos:NOUN`, `form:Inf` (or Fin, Part, Past, Pres, Sub, Cnd, Imp, Ind, Sing, Plur, 1, 2, 3),
 *   `kind:date`; `*` any token but a punctuation mark. Joined by `&`: `lemma:être&form:Fin`. Negated by `-`: `upos:VERB&-form:Inf`.
 * - `a|b`: one or the other, of one element; `(a b | c)`: of several. `x?`: optional.
 * - `..3`: up to three tokens, punctuation excluded. `^`: start of the sentence (opening punctuation aside). `$`: its end.
 * - `!x`: what follows is not x. `!<x`: what comes just before is not x.
 * - `name=x`: remembers where x matched. `mark=x` also says what to underline instead of the whole match.
 */
export interface Patterns {
  readonly sources: readonly string[]
  /** Compiled at the first use. */
  compiled(): Index
}

/** Where a pattern matched. Token ranks are half-open; `start` and `end` are offsets of what to underline. */
export interface PatternMatch extends Span {
  /** Rank of the pattern in its list. */
  readonly pattern: number
  readonly from: number
  readonly to: number
  readonly groups: Readonly<Record<string, TokenRange>>
}

/** Ranks of tokens, half-open. */
export interface TokenRange {
  readonly from: number
  readonly to: number
}

/** Prepares patterns; they are compiled at their first use. A malformed pattern throws then: it is our own bug. */
export function patterns(sources: readonly string[]): Patterns {
  let index: Index | undefined
  return {
    sources,
    compiled: () => {
      index ??= buildIndex(sources.map(parse))
      return index
    },
  }
}

/** Every match, leftmost then longest, without overlap. */
export function matchAll(tokens: readonly Token[], list: Patterns): PatternMatch[] {
  const index = list.compiled()
  const words = expand(tokens)
  const matches: PatternMatch[] = []
  for (let at = 0; at < words.length; ) {
    const best = longestAt(words, at, index)
    if (best === undefined) {
      at++
      continue
    }
    const first = words[at]
    const last = words[best.end - 1]
    if (first === undefined || last === undefined) break
    const groups: Record<string, TokenRange> = {}
    for (const [name, group] of best.groups) groups[name] = tokenRange(words, group)
    const whole = tokenRange(words, { from: at, to: best.end })
    const mark = groups.mark ?? whole
    matches.push({
      pattern: best.pattern,
      ...whole,
      groups,
      start: tokens[mark.from]?.start ?? first.token.start,
      end: tokens[mark.to - 1]?.end ?? last.token.end,
    })
    at = best.end
  }
  return matches
}

/** One way of writing the fault that a pattern rule looks for. */
export interface PatternEntry<M extends Messages> {
  readonly match: string
  readonly message: keyof M & string
  readonly severity?: Severity
  readonly data?: (match: PatternMatch, sentence: SentenceView) => Readonly<Record<string, string | number>>
  readonly suggest?: (
    match: PatternMatch,
    sentence: SentenceView,
    context: Context<Thresholds, M>,
  ) => readonly Suggestion[]
}

/** A rule that reports every place where one of its patterns matches. `{found}` in a message is the words found. */
export function pattern<const M extends Messages>(
  definition: Omit<RuleDefinition<'sentence', Thresholds, M>, 'scope' | 'check' | 'thresholds'> & {
    readonly patterns: readonly PatternEntry<M>[]
  },
): Rule {
  const { patterns: entries, ...rest } = definition
  const list = patterns(entries.map((entry) => entry.match))
  return defineRule<'sentence', Thresholds, M>({
    ...rest,
    scope: 'sentence',
    check(sentence, context) {
      for (const match of matchAll(sentence.tokens, list)) {
        const entry = entries[match.pattern]
        if (!entry) continue
        const suggestions = entry.suggest?.(match, sentence, context) ?? []
        context.report(match, {
          message: entry.message,
          data: { found: sentence.block.text.slice(match.start, match.end), ...entry.data?.(match, sentence) },
          ...(entry.severity ? { severity: entry.severity } : {}),
          suggestions,
        })
      }
    },
  })
}

/** One syntactic word: a token, or one half of a contraction. */
interface Word {
  readonly token: Token
  readonly rank: number
  readonly norm: string
  readonly lemma: string
  readonly upos: Upos
  /** `whole`: not a contraction. */
  readonly half: 'whole' | 'first' | 'second'
}

type Test = (word: Word) => boolean

type Node =
  /** `span` is 2 for a literal contraction (`du`), which takes both halves. */
  | { readonly kind: 'word'; readonly test: Test; readonly keys: readonly string[] | undefined; readonly span: 1 | 2 }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'optional'; readonly node: Node }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'not'; readonly node: Node; readonly behind: boolean }
  | { readonly kind: 'group'; readonly name: string; readonly node: Node }

/** Patterns by the word or the lemma that may open them. */
interface Index {
  readonly byNorm: ReadonlyMap<string, readonly Entry[]>
  readonly byLemma: ReadonlyMap<string, readonly Entry[]>
  readonly open: readonly Entry[]
}

interface Entry {
  readonly pattern: number
  readonly node: Node
}

interface Found {
  readonly pattern: number
  readonly end: number
  readonly groups: readonly (readonly [string, TokenRange])[]
}

/** Written form -> what a pattern calls it: "d'" is a `de`. */
const ELIDED: Readonly<Record<string, readonly string[]>> = {
  "l'": ['le', 'la'],
  "d'": ['de'],
  "n'": ['ne'],
  "qu'": ['que'],
  "s'": ['se', 'si'],
  "j'": ['je'],
  "m'": ['me'],
  "t'": ['te'],
  "c'": ['ce'],
  "jusqu'": ['jusque'],
  "lorsqu'": ['lorsque'],
  "puisqu'": ['puisque'],
  "quoiqu'": ['quoique'],
  "quelqu'": ['quelque'],
  // The tagger may read them as articles; a list still calls them « de » and « à ».
  du: ['de'],
  des: ['de'],
  au: ['à'],
  aux: ['à'],
}

/** Words of the sentences that are still in use: many rules read the same tokens. */
const expanded = new WeakMap<readonly Token[], readonly Word[]>()

function expand(tokens: readonly Token[]): readonly Word[] {
  const known = expanded.get(tokens)
  if (known) return known
  const words: Word[] = []
  for (const [rank, token] of tokens.entries()) {
    if (!token.parts) {
      words.push({ token, rank, norm: token.norm, lemma: token.lemma, upos: token.upos, half: 'whole' })
      continue
    }
    const [first, second] = token.parts
    words.push({ token, rank, norm: first, lemma: first, upos: 'ADP', half: 'first' })
    const pronoun = /quel/.test(second)
    words.push({
      token,
      rank,
      norm: second,
      lemma: pronoun ? 'lequel' : 'le',
      upos: pronoun ? 'PRON' : 'DET',
      half: 'second',
    })
  }
  expanded.set(tokens, words)
  return words
}

function tokenRange(words: readonly Word[], range: TokenRange): TokenRange {
  const from = words[range.from]?.rank ?? words.length
  const last = words[range.to - 1]
  return { from, to: range.to > range.from && last ? last.rank + 1 : from }
}

function longestAt(words: readonly Word[], at: number, index: Index): Found | undefined {
  let best: Found | undefined
  const attempt = (entry: Entry): void => {
    match(entry.node, words, at, [], (end, groups) => {
      if (end > at && (best === undefined || end > best.end)) best = { pattern: entry.pattern, end, groups }
      return false
    })
  }
  const word = words[at]
  if (!word) return undefined
  const tried = new Set<Entry>()
  const attemptAll = (entries: readonly Entry[] | undefined): void => {
    if (!entries) return
    for (const entry of entries) {
      if (tried.has(entry)) continue
      tried.add(entry)
      attempt(entry)
    }
  }
  attemptAll(index.byNorm.get(word.norm))
  attemptAll(index.byLemma.get(word.lemma))
  if (word.half === 'first') attemptAll(index.byNorm.get(word.token.norm))
  for (const name of ELIDED[word.norm] ?? NO_NAMES) attemptAll(index.byNorm.get(name))
  for (const entry of index.open) attempt(entry)
  return best
}

const NO_NAMES: readonly string[] = []

type Groups = readonly (readonly [string, TokenRange])[]

/** Calls `next` with every place where the node may end; stops when `next` answers true. */
function match(
  node: Node,
  words: readonly Word[],
  at: number,
  groups: Groups,
  next: (end: number, groups: Groups) => boolean,
): boolean {
  switch (node.kind) {
    case 'word': {
      const word = words[at]
      return word !== undefined && node.test(word) && next(at + node.span, groups)
    }
    case 'sequence': {
      const step = (rank: number, from: number, kept: Groups): boolean => {
        const part = node.nodes[rank]
        return part ? match(part, words, from, kept, (end, more) => step(rank + 1, end, more)) : next(from, kept)
      }
      return step(0, at, groups)
    }
    case 'choice':
      for (const part of node.nodes) if (match(part, words, at, groups, next)) return true
      return false
    case 'optional':
      return match(node.node, words, at, groups, next) || next(at, groups)
    case 'gap':
      for (let end = at; end - at <= node.most; end++) {
        if (next(end, groups)) return true
        const word = words[end]
        if (!word || word.token.kind === 'punct') return false
      }
      return false
    case 'start':
      return isOpening(words, at) && next(at, groups)
    case 'end':
      return isEnding(words, at) && next(at, groups)
    case 'not': {
      const from = node.behind ? at - 1 : at
      const found = from >= 0 && match(node.node, words, from, groups, (end) => !node.behind || end === at)
      return !found && next(at, groups)
    }
    case 'group':
      return match(node.node, words, at, groups, (end, kept) =>
        next(end, [...kept, [node.name, { from: at, to: end }] as const]),
      )
  }
}

/** Nothing but marks before: "« Vu" opens its sentence. */
function isOpening(words: readonly Word[], at: number): boolean {
  for (let i = 0; i < at; i++) {
    const kind = words[i]?.token.kind
    if (kind !== 'punct' && kind !== 'symbol') return false
  }
  return true
}

function isEnding(words: readonly Word[], at: number): boolean {
  for (let i = at; i < words.length; i++) if (words[i]?.token.kind !== 'punct') return false
  return true
}

function buildIndex(nodes: readonly Node[]): Index {
  const byNorm = new Map<string, Entry[]>()
  const byLemma = new Map<string, Entry[]>()
  const open: Entry[] = []
  for (const [pattern, node] of nodes.entries()) {
    const entry: Entry = { pattern, node }
    const { keys, empty } = opening(node)
    if (keys === undefined || empty) {
      open.push(entry)
      continue
    }
    for (const key of keys) {
      const map = key.startsWith('=') ? byNorm : byLemma
      const entries = map.get(key.slice(1))
      if (entries) entries.push(entry)
      else map.set(key.slice(1), [entry])
    }
  }
  return { byNorm, byLemma, open }
}

/** The words (`=norm`, `~lemma`) that may open a node; `undefined`: any. `empty`: the node may match nothing. */
function opening(node: Node): { keys: readonly string[] | undefined; empty: boolean } {
  switch (node.kind) {
    case 'word':
      return { keys: node.keys, empty: false }
    case 'optional':
      return { keys: opening(node.node).keys, empty: true }
    case 'group':
      return opening(node.node)
    case 'gap':
      return { keys: undefined, empty: true }
    case 'start':
    case 'end':
    case 'not':
      return { keys: [], empty: true }
    case 'choice':
      return union(node.nodes.map(opening), (parts) => parts.some((part) => part.empty))
    case 'sequence': {
      const parts: { keys: readonly string[] | undefined; empty: boolean }[] = []
      for (const part of node.nodes) {
        const first = opening(part)
        parts.push(first)
        if (!first.empty) break
      }
      return union(parts, (all) => all.every((part) => part.empty))
    }
  }
}

function union(
  parts: readonly { keys: readonly string[] | undefined; empty: boolean }[],
  empty: (parts: readonly { empty: boolean }[]) => boolean,
): { keys: readonly string[] | undefined; empty: boolean } {
  const keys = parts.some((part) => part.keys === undefined) ? undefined : parts.flatMap((part) => part.keys ?? [])
  return { keys, empty: empty(parts) }
}

const TOKEN_KINDS = new Set<string>([
  'word',
  'number',
  'amount',
  'date',
  'time',
  'phone',
  'email',
  'url',
  'reference',
  'placeholder',
  'punct',
  'symbol',
])
const UPOS = new Set<string>([
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
])
const FORMS = new Set([
  'Inf',
  'Fin',
  'Part',
  'Pres',
  'Past',
  'Imp',
  'Fut',
  'Ind',
  'Sub',
  'Cnd',
  'Sing',
  'Plur',
  'Masc',
  'Fem',
  '1',
  '2',
  '3',
])

function parse(source: string): Node {
  const lexemes = source.match(/\(|\)\?|\)|[^\s()]+/g) ?? []
  let at = 0
  const fail = (what: string): never => {
    throw new Error(`pattern « ${source} »: ${what}`)
  }

  const choice = (): Node => {
    const branches: Node[] = []
    let nodes: Node[] = []
    while (at < lexemes.length && !lexemes[at]?.startsWith(')')) {
      const lexeme = lexemes[at] ?? ''
      if (lexeme === '|') {
        at++
        branches.push({ kind: 'sequence', nodes })
        nodes = []
      } else nodes.push(element())
    }
    branches.push({ kind: 'sequence', nodes })
    return branches.length === 1 ? { kind: 'sequence', nodes } : { kind: 'choice', nodes: branches }
  }

  const element = (): Node => {
    const lexeme = lexemes[at++] ?? fail('stops too early')
    const prefix = /^(!<|!|[a-z]+=)/.exec(lexeme)?.[0]
    if (prefix) {
      const rest = lexeme.slice(prefix.length)
      let node: Node
      if (rest === '') node = element()
      else {
        lexemes[--at] = rest
        node = element()
      }
      if (prefix.startsWith('!')) return { kind: 'not', node, behind: prefix === '!<' }
      return { kind: 'group', name: prefix.slice(0, -1), node }
    }
    if (lexeme === '(') {
      const node = choice()
      const close = lexemes[at++]
      if (close === undefined) fail('a parenthesis stays open')
      return close === ')?' ? { kind: 'optional', node } : node
    }
    if (lexeme === '^') return { kind: 'start' }
    if (lexeme === '$') return { kind: 'end' }
    const gap = /^\.\.(\d+)$/.exec(lexeme)
    if (gap) return { kind: 'gap', most: Number(gap[1]) }
    if (lexeme.length > 1 && lexeme.endsWith('?')) return { kind: 'optional', node: alternatives(lexeme.slice(0, -1)) }
    return alternatives(lexeme)
  }

  const alternatives = (text: string): Node => {
    const parts = text.split('|').map(one)
    const [only] = parts
    return parts.length === 1 && only ? only : { kind: 'choice', nodes: parts }
  }

  const one = (text: string): Node => {
    if (text === '') return fail('an alternative is empty')
    // The match syntax of house rules, or of other tools, would be looked for as a word and never found.
    if (/[{}[\]<>#@~]/.test(text)) {
      return fail(`${text} is no word; write lemma:truc for every form of a word, upos:NOUN for a part of speech`)
    }
    if (text === '*') return { kind: 'word', test: (word) => word.token.kind !== 'punct', keys: undefined, span: 1 }
    if (/[:&]/.test(text)) {
      const conditions = text.split('&').map((part) => condition(part, fail))
      return {
        kind: 'word',
        test: (word) => conditions.every(({ test }) => test(word)),
        keys: conditions.find(({ keys }) => keys !== undefined)?.keys,
        span: 1,
      }
    }
    // "s'agissant" is two tokens; "aujourd'hui" is one.
    const elided = /^([ldnsjmtc]|(?:jus|lors|puis|quoi|quel)?qu)'(?=.)/.exec(text)?.[0]
    if (elided) return { kind: 'sequence', nodes: [one(elided), one(text.slice(elided.length))] }
    const written = /^(du|des|au|aux)$/.test(text)
    if (written) {
      return {
        kind: 'choice',
        nodes: [
          {
            kind: 'word',
            test: (word) => word.half === 'first' && word.token.norm === text,
            keys: [`=${text}`],
            span: 2,
          },
          { kind: 'word', test: (word) => word.half === 'whole' && word.norm === text, keys: [`=${text}`], span: 1 },
        ],
      }
    }
    return {
      kind: 'word',
      test: (word) => word.norm === text || (ELIDED[word.norm]?.includes(text) ?? false),
      keys: [`=${text}`],
      span: 1,
    }
  }

  const node = choice()
  if (at < lexemes.length) fail('a parenthesis is not open')
  return node
}

function condition(text: string, fail: (what: string) => never): { test: Test; keys: readonly string[] | undefined } {
  if (text.startsWith('-')) {
    const { test } = condition(text.slice(1), fail)
    return { test: (word) => !test(word), keys: undefined }
  }
  const [name = '', value = ''] = text.split(':')
  switch (name) {
    case 'lemma':
      return { test: (word) => word.lemma === value, keys: [`~${value}`] }
    case 'norm':
      return { test: (word) => word.norm === value, keys: [`=${value}`] }
    case 'upos':
      if (!UPOS.has(value)) fail(`unknown part of speech ${value}`)
      return { test: (word) => word.upos === value, keys: undefined }
    case 'kind':
      if (!TOKEN_KINDS.has(value)) fail(`unknown kind of token ${value}`)
      return { test: (word) => word.token.kind === value, keys: undefined }
    case 'form': {
      if (!FORMS.has(value)) fail(`unknown form ${value}`)
      return { test: (word) => word.half === 'whole' && hasForm(word.token, value), keys: undefined }
    }
    default:
      return fail(`unknown condition ${text}`)
  }
}

function hasForm({ features }: Token, form: string): boolean {
  return (
    features.verbForm === form ||
    features.tense === form ||
    features.mood === form ||
    features.number === form ||
    features.gender === form ||
    String(features.person) === form
  )
}
