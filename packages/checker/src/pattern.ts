import type { Span } from '@limpide/document'
import { type Token, UPOS, type Upos } from '@limpide/french'
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
  /** The rank of the list among all that are looked for together; compiled at the first use. */
  list(): number
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
  let list: number | undefined
  return {
    sources,
    list: () => {
      list ??= addList(sources)
      return list
    },
  }
}

const NO_MATCHES: readonly PatternMatch[] = []

/** Every match, leftmost then longest, without overlap. */
export function matchAll(tokens: readonly Token[], list: Patterns): readonly PatternMatch[] {
  // Asked first: the list may be new.
  const rank = list.list()
  const hits = hitsOf(tokens)[rank]
  if (hits === undefined) return NO_MATCHES
  const words = expand(tokens)
  // Each try leaves the walk as it found it, its end apart: one serves them all.
  const walk: Walk = { words, opened: [], closed: [], must: -1, end: -1, groups: NO_GROUPS }
  let matches: PatternMatch[] | undefined
  let free = 0
  for (const hit of hits) {
    if (hit.at < free) continue
    const best = longestAt(walk, hit)
    if (best === undefined) continue
    free = best.end
    const match = matchOf(tokens, words, hit.at, best)
    if (match === undefined) continue
    if (matches) matches.push(match)
    else matches = [match]
  }
  return matches ?? NO_MATCHES
}

function matchOf(
  tokens: readonly Token[],
  words: readonly Word[],
  at: number,
  { pattern: rank, end, groups: kept }: Found,
): PatternMatch | undefined {
  const whole = tokenRange(tokens, words, { from: at, to: end })
  const first = tokens[whole.from]
  const last = tokens[whole.to - 1]
  if (first === undefined || last === undefined) return undefined
  const groups: Record<string, TokenRange> = {}
  for (const [name, group] of kept) groups[name] = tokenRange(tokens, words, group)
  const mark = groups.mark ?? whole
  return {
    pattern: rank,
    ...whole,
    groups,
    start: tokens[mark.from]?.start ?? first.start,
    end: tokens[mark.to - 1]?.end ?? last.end,
  }
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

/** One syntactic word: a token as it is, or one half of a contraction. */
interface Word extends Pick<Token, 'norm' | 'lemma' | 'upos' | 'kind' | 'features'> {
  readonly half?: 'first' | 'second'
  /** The contraction that it is half of. */
  readonly written?: string
}

type Test = (word: Word) => boolean

type Node =
  /** `span` is 2 for a literal contraction (`du`), which takes both halves. */
  | WordNode
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'optional'; readonly node: Node }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'not'; readonly node: Node; readonly behind: boolean }
  | { readonly kind: 'group'; readonly name: string; readonly node: Node }

interface WordNode {
  readonly kind: 'word'
  readonly test: Test
  readonly keys: readonly string[] | undefined
  readonly span: 1 | 2
  /** When the test is only this word, or this lemma. */
  readonly norm?: string
  readonly lemma?: string
}

/**
 * A node that knows what comes after it: a match walks from state to state and builds nothing on the way. Rules read every
 * sentence with some 200 patterns; closures for what comes next were a fifth of all that a check allocated.
 */
type State =
  | { readonly kind: 'word'; readonly test: Test; readonly span: 1 | 2; readonly next: State }
  | { readonly kind: 'choice'; readonly branches: readonly State[] }
  | { readonly kind: 'gap'; readonly most: number; readonly next: State }
  | { readonly kind: 'start'; readonly next: State }
  | { readonly kind: 'end'; readonly next: State }
  | { readonly kind: 'not'; readonly state: State; readonly behind: boolean; readonly next: State }
  | { readonly kind: 'open'; readonly next: State }
  | { readonly kind: 'close'; readonly name: string; readonly next: State }
  | { readonly kind: 'done' }

interface Entry {
  readonly pattern: number
  readonly source: string
  /** What reads it: made when it may first open, as most never do. */
  state: State | undefined
  /** « ^ vu »: nothing to look for once the sentence has begun. */
  readonly onlyFirst: boolean
  /** A word that must come after the first: of 448 turns, « faire » opens a hundred, and « demande » closes two. */
  readonly anchor: Anchor | undefined
}

/** Words of which a pattern needs one, and where it was last seen. */
interface Anchor {
  reading: number
  at: number
}

interface Found {
  readonly pattern: number
  readonly end: number
  readonly groups: readonly (readonly [string, TokenRange])[]
}

/** Written form -> what a pattern calls it: "d'" is a `de`. */
const ELIDED: ReadonlyMap<string, readonly string[]> = new Map([
  ["l'", ['le', 'la']],
  ["d'", ['de']],
  ["n'", ['ne']],
  ["qu'", ['que']],
  ["s'", ['se', 'si']],
  ["j'", ['je']],
  ["m'", ['me']],
  ["t'", ['te']],
  ["c'", ['ce']],
  ["jusqu'", ['jusque']],
  ["lorsqu'", ['lorsque']],
  ["puisqu'", ['puisque']],
  ["quoiqu'", ['quoique']],
  ["quelqu'", ['quelque']],
  // The tagger may read them as articles; a list still calls them « de » and « à ».
  ['du', ['de']],
  ['des', ['de']],
  ['au', ['à']],
  ['aux', ['à']],
])

/** Words of the sentences that are still in use: many rules read the same tokens. */
const expanded = new WeakMap<readonly Token[], readonly Word[]>()

function expand(tokens: readonly Token[]): readonly Word[] {
  const known = expanded.get(tokens)
  if (known) return known
  const words: Word[] = []
  for (const token of tokens) {
    if (!token.parts) {
      words.push(token)
      continue
    }
    const { norm: written, kind, features } = token
    const [first, second] = token.parts
    words.push({ norm: first, lemma: first, upos: 'ADP', kind, features, half: 'first', written })
    const lemma = lemmaOfHalf(second)
    words.push({ norm: second, lemma, upos: uposOfHalf(second), kind, features, half: 'second', written })
  }
  expanded.set(tokens, words)
  return words
}

function tokenRange(tokens: readonly Token[], words: readonly Word[], range: TokenRange): TokenRange {
  const from = rankOf(tokens, range.from) ?? words.length
  const last = range.to > range.from ? rankOf(tokens, range.to - 1) : undefined
  return { from, to: last === undefined ? from : last + 1 }
}

/** The rank of the token that a word is, or is half of. */
function rankOf(tokens: readonly Token[], at: number): number | undefined {
  let word = 0
  for (let rank = 0; rank < tokens.length; rank++) {
    word += tokens[rank]?.parts === undefined ? 1 : 2
    if (at < word) return rank
  }
  return undefined
}

/** The patterns of one list that may open at a word. */
interface Hit {
  /** Rank of the word among the syntactic words. */
  readonly at: number
  readonly entries: Entry[]
}

interface Home {
  readonly list: number
  entries: readonly Entry[]
}

/** What a word may do: open patterns, list by list, and anchor others. Written again at each addition: most hold one or two. */
interface Role {
  homes: readonly Home[]
  anchors: readonly Anchor[]
  /** False when what it opens only stands where a sentence begins. */
  inside: boolean
}

/** What a word may do as it is written, as a dictionary form, and under the names that patterns give it. */
interface Known {
  norm: Role | undefined
  lemma: Role | undefined
  readonly names: (Role | undefined)[]
}

const NO_HOMES: readonly Home[] = []
const NO_ANCHORS: readonly Anchor[] = []

/** Every list in use, by the words of its patterns: a sentence is read once for all of them. */
const known = new Map<string, Known>()
/** Those that open on a class of words; `inside`: some of them do elsewhere than where a sentence begins. */
const classes = { byUpos: new Map<string, Role>(), inside: false }
const anywhere = newRole()
const anchors = new Map<string, Anchor>()
let lists = 0
let hitsOfSentences = new WeakMap<readonly Token[], Hits>()

function addList(sources: readonly string[]): number {
  const list = lists++
  for (const [rank, source] of sources.entries()) {
    const node = parse(source)
    const onlyFirst = beginsAtStart(node)
    const entry: Entry = { pattern: rank, source, state: undefined, onlyFirst, anchor: anchorOf(node) }
    const { keys, empty } = opening(node)
    if (keys === undefined || empty) {
      addTo(anywhere, list, entry)
      continue
    }
    for (const key of new Set(keys)) {
      addTo(roleOf(key), list, entry)
      if (key.startsWith('@') && !entry.onlyFirst) classes.inside = true
    }
  }
  // What was read before did not look for these.
  hitsOfSentences = new WeakMap()
  return list
}

function newRole(): Role {
  return { homes: NO_HOMES, anchors: NO_ANCHORS, inside: false }
}

function roleOf(key: string): Role {
  const word = key.slice(1)
  if (key.startsWith('@')) {
    const role = classes.byUpos.get(word) ?? newRole()
    classes.byUpos.set(word, role)
    return role
  }
  const as = knownAs(word)
  if (key.startsWith('~')) {
    as.lemma ??= newRole()
    return as.lemma
  }
  if (as.norm) return as.norm
  const role = newRole()
  as.norm = role
  for (const [form, names] of ELIDED) {
    const rank = names.indexOf(word)
    if (rank >= 0) knownAs(form).names[rank] = role
  }
  return role
}

function knownAs(word: string): Known {
  let found = known.get(word)
  if (!found) {
    found = { norm: undefined, lemma: undefined, names: [] }
    known.set(word, found)
  }
  return found
}

function addTo(role: Role, list: number, entry: Entry): void {
  if (!entry.onlyFirst) role.inside = true
  const home = role.homes.find((other) => other.list === list)
  if (home) home.entries = [...home.entries, entry]
  else role.homes = [...role.homes, { list, entries: [entry] }]
}

/** Patterns that need the same words share their anchor. */
function anchorOf(node: Node): Anchor | undefined {
  const keys = needed(node, true)
  if (!keys) return undefined
  const name = keys.join(' ')
  let anchor = anchors.get(name)
  if (!anchor) {
    anchor = { reading: -1, at: -1 }
    anchors.set(name, anchor)
    for (const key of new Set(keys)) {
      const role = roleOf(key)
      role.anchors = [...role.anchors, anchor]
    }
  }
  return anchor
}

/** Words that nearly every sentence holds: to need one of them says nothing. */
const EVERYWHERE = new Set(
  'de à le la les un une en que et ou par pour pas plus ne se il on ce vous je nous être avoir'.split(' '),
)

/** The rarest words of which one must stand in a node; `opens`: besides the one on which it opens. */
function needed(node: Node, opens: boolean): readonly string[] | undefined {
  switch (node.kind) {
    case 'word':
      return opens || node.keys?.some((key) => key.startsWith('@') || EVERYWHERE.has(key.slice(1)))
        ? undefined
        : node.keys
    case 'group':
      return needed(node.node, opens)
    case 'choice': {
      const branches: string[] = []
      for (const branch of node.nodes) {
        const keys = needed(branch, opens)
        if (!keys) return undefined
        branches.push(...keys)
      }
      return branches
    }
    case 'sequence': {
      let rarest: readonly string[] | undefined
      let isOpening = opens
      for (const part of node.nodes) {
        const keys = needed(part, isOpening)
        if (keys && (rarest === undefined || keys.length < rarest.length)) rarest = keys
        if (isOpening && !opening(part).empty) isOpening = false
      }
      return rarest
    }
    default:
      return undefined
  }
}

/** By list, where its patterns may open. */
type Hits = (Hit[] | undefined)[]
const NO_HITS: Hits = []

/** The roles of the words of the sentence that is being read, and where each word stands. */
const roles: Role[] = []
const places: number[] = []
let readings = 0

/** `opens`: no word of the sentence comes before. */
function meet(role: Role | undefined, at: number, opens: boolean): void {
  if (role === undefined) return
  for (const anchor of role.anchors) {
    anchor.reading = readings
    anchor.at = at
  }
  if (role.homes.length === 0 || !(opens || role.inside)) return
  roles.push(role)
  places.push(at)
}

/** By list, where its patterns may open; in the order in which they are to be tried. */
function hitsOf(tokens: readonly Token[]): Hits {
  const before = hitsOfSentences.get(tokens)
  if (before) return before
  roles.length = 0
  places.length = 0
  readings++
  let at = 0
  // Marks aside, where the sentence begins: « « Vu ».
  let first = -1
  for (const { kind, norm, lemma, upos, parts } of tokens) {
    if (first < 0 && kind !== 'punct' && kind !== 'symbol') first = at
    const opens = first < 0 || first === at
    const written = known.get(norm)
    if (parts === undefined) {
      if (written) meet(written.norm, at, opens)
      meet((lemma === norm ? written : known.get(lemma))?.lemma, at, opens)
      if (written) for (const role of written.names) meet(role, at, opens)
      if (opens || classes.inside) meet(classes.byUpos.get(upos), at, opens)
      meet(anywhere, at, opens)
      at++
      continue
    }
    const [half, second] = parts
    const preposition = known.get(half)
    meet(preposition?.norm, at, opens)
    meet(preposition?.lemma, at, opens)
    meet(written?.norm, at, opens)
    meet(classes.byUpos.get('ADP'), at, opens)
    meet(anywhere, at, opens)
    at++
    meet(known.get(second)?.norm, at, false)
    meet(known.get(lemmaOfHalf(second))?.lemma, at, false)
    meet(classes.byUpos.get(uposOfHalf(second)), at, false)
    meet(anywhere, at, false)
    at++
  }
  const hits = hitsAmong(first)
  hitsOfSentences.set(tokens, hits)
  return hits
}

/** What may open among the words just met. */
function hitsAmong(first: number): Hits {
  let hits = NO_HITS
  for (let i = 0; i < roles.length; i++) {
    const at = places[i] ?? 0
    for (const { list, entries } of roles[i]?.homes ?? []) {
      for (const entry of entries) {
        const { anchor } = entry
        if (anchor !== undefined && (anchor.reading !== readings || anchor.at < at)) continue
        if (entry.onlyFirst && first >= 0 && at > first) continue
        if (hits === NO_HITS) hits = []
        const found = hits[list]
        const last = found?.at(-1)
        if (found === undefined) hits[list] = [{ at, entries: [entry] }]
        else if (last?.at === at) last.entries.push(entry)
        else found.push({ at, entries: [entry] })
      }
    }
  }
  return hits
}

/** « du » holds « le », « auquel » holds « lequel ». */
function lemmaOfHalf(second: string): string {
  return second.includes('quel') ? 'lequel' : 'le'
}

function uposOfHalf(second: string): Upos {
  return second.includes('quel') ? 'PRON' : 'DET'
}

function longestAt(walk: Walk, { at, entries }: Hit): Found | undefined {
  let best: Found | undefined
  for (const entry of entries) {
    walk.end = -1
    walk.groups = NO_GROUPS
    entry.state ??= stateOf(parse(entry.source), DONE)
    follow(entry.state, at, walk)
    if (walk.end > at && (best === undefined || walk.end > best.end)) {
      best = { pattern: entry.pattern, end: walk.end, groups: walk.groups }
    }
  }
  return best
}

type Groups = readonly (readonly [string, TokenRange])[]
const NO_GROUPS: Groups = []

/** A walk through the states of one pattern. */
interface Walk {
  readonly words: readonly Word[]
  /** Where the groups that are open began, and the groups already closed, on the way to the present state. */
  readonly opened: number[]
  readonly closed: (readonly [string, TokenRange])[]
  /** Where the match must end, or -1: the first end is not enough, the longest is wanted. */
  readonly must: number
  /** The longest end found, and its groups. */
  end: number
  groups: Groups
}

/** Tries every way on from a state; keeps the longest. True once the end that was asked for is found. */
function follow(state: State, at: number, walk: Walk): boolean {
  const { words } = walk
  switch (state.kind) {
    case 'word': {
      const word = words[at]
      return word !== undefined && state.test(word) && follow(state.next, at + state.span, walk)
    }
    case 'choice':
      for (const branch of state.branches) if (follow(branch, at, walk)) return true
      return false
    case 'gap':
      for (let end = at; end - at <= state.most; end++) {
        if (follow(state.next, end, walk)) return true
        const word = words[end]
        if (!word || word.kind === 'punct') return false
      }
      return false
    case 'start':
      return isOpening(words, at) && follow(state.next, at, walk)
    case 'end':
      return isEnding(words, at) && follow(state.next, at, walk)
    case 'not':
      return !stands(state.state, state.behind, at, words) && follow(state.next, at, walk)
    case 'open': {
      walk.opened.push(at)
      const found = follow(state.next, at, walk)
      walk.opened.pop()
      return found
    }
    case 'close': {
      const from = walk.opened.pop() ?? at
      walk.closed.push([state.name, { from, to: at }])
      const found = follow(state.next, at, walk)
      walk.closed.pop()
      walk.opened.push(from)
      return found
    }
    case 'done':
      if (at > walk.end) {
        walk.end = at
        walk.groups = walk.closed.length > 0 ? [...walk.closed] : NO_GROUPS
      }
      return at === walk.must
  }
}

/** Whether a state's words stand at a place, or just before it. */
function stands(state: State, behind: boolean, at: number, words: readonly Word[]): boolean {
  const from = behind ? at - 1 : at
  if (from < 0) return false
  if (state.kind === 'word' && state.next.kind === 'done') {
    const word = words[from]
    return word !== undefined && state.test(word) && (!behind || state.span === 1)
  }
  const walk: Walk = { words, opened: [], closed: [], must: behind ? at : -1, end: -1, groups: NO_GROUPS }
  const found = follow(state, from, walk)
  return behind ? found : walk.end >= 0
}

/** « ^ vu »: nothing stands before the start of the sentence. */
function beginsAtStart(node: Node): boolean {
  if (node.kind !== 'sequence') return node.kind === 'start'
  const [first] = node.nodes
  return first !== undefined && beginsAtStart(first)
}

const DONE: State = { kind: 'done' }

/** The state that reads a node, then goes on. */
function stateOf(node: Node, next: State): State {
  switch (node.kind) {
    case 'word':
      return { kind: 'word', test: node.test, span: node.span, next }
    case 'sequence': {
      let state = next
      for (const part of [...node.nodes].reverse()) state = stateOf(part, state)
      return state
    }
    case 'choice':
      return { kind: 'choice', branches: node.nodes.map((part) => stateOf(part, next)) }
    case 'optional':
      return { kind: 'choice', branches: [stateOf(node.node, next), next] }
    case 'gap':
      return { kind: 'gap', most: node.most, next }
    case 'start':
    case 'end':
      return { kind: node.kind, next }
    case 'not':
      return { kind: 'not', state: stateOf(node.node, DONE), behind: node.behind, next }
    case 'group':
      return { kind: 'open', next: stateOf(node.node, { kind: 'close', name: node.name, next }) }
  }
}

/** Nothing but marks before: "« Vu" opens its sentence. */
function isOpening(words: readonly Word[], at: number): boolean {
  for (let i = 0; i < at; i++) {
    const kind = words[i]?.kind
    if (kind !== 'punct' && kind !== 'symbol') return false
  }
  return true
}

function isEnding(words: readonly Word[], at: number): boolean {
  for (let i = at; i < words.length; i++) if (words[i]?.kind !== 'punct') return false
  return true
}

/** The words (`=norm`, `~lemma`, `@UPOS`) that may open a node; `undefined`: any. `empty`: the node may match nothing. */
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
const CLASSES: ReadonlySet<string> = new Set(UPOS)
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
    return oneOf(parts)
  }

  const one = (text: string): Node => {
    if (text === '') return fail('an alternative is empty')
    // The match syntax of house rules, or of other tools, would be looked for as a word and never found.
    if (/[{}[\]<>#@~]/.test(text)) {
      return fail(`${text} is no word; write lemma:truc for every form of a word, upos:NOUN for a part of speech`)
    }
    if (text === '*') return { kind: 'word', test: (word) => word.kind !== 'punct', keys: undefined, span: 1 }
    if (/[:&]/.test(text)) {
      const conditions = text.split('&').map((part) => condition(part, fail))
      const [only] = conditions
      if (only && conditions.length === 1) return { kind: 'word', ...only, span: 1 }
      const opened = conditions.flatMap(({ keys }) => (keys ? [keys] : []))
      return {
        kind: 'word',
        test: (word) => conditions.every(({ test }) => test(word)),
        // « lemma:être&upos:AUX »: the word says more than its class.
        keys: opened.find(([key]) => !key?.startsWith('@')) ?? opened[0],
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
            test: (word) => word.half === 'first' && word.written === text,
            keys: [`=${text}`],
            span: 2,
          },
          { kind: 'word', test: (word) => word.half === undefined && word.norm === text, keys: [`=${text}`], span: 1 },
        ],
      }
    }
    return {
      kind: 'word',
      test: (word) => word.norm === text || (ELIDED.get(word.norm)?.includes(text) ?? false),
      keys: [`=${text}`],
      span: 1,
      norm: text,
    }
  }

  const node = choice()
  if (at < lexemes.length) fail('a parenthesis is not open')
  return node
}

/** One or the other; of 400 nouns, by one look-up. */
function oneOf(nodes: readonly Node[]): Node {
  const [only] = nodes
  if (nodes.length === 1 && only) return only
  const words = nodes.filter((node) => node.kind === 'word')
  if (words.length < nodes.length || words.some(({ span }) => span !== 1)) return { kind: 'choice', nodes }
  const norms = new Set(words.flatMap(({ norm }) => norm ?? []))
  const lemmas = new Set(words.flatMap(({ lemma }) => lemma ?? []))
  const others = words.filter(({ norm, lemma }) => norm === undefined && lemma === undefined).map(({ test }) => test)
  return {
    kind: 'word',
    test: (word) => {
      if (norms.has(word.norm) || lemmas.has(word.lemma)) return true
      const names = ELIDED.get(word.norm)
      if (names) for (const name of names) if (norms.has(name)) return true
      for (const test of others) if (test(word)) return true
      return false
    },
    keys: words.some(({ keys }) => keys === undefined) ? undefined : words.flatMap(({ keys }) => keys ?? []),
    span: 1,
  }
}

function condition(
  text: string,
  fail: (what: string) => never,
): { test: Test; keys: readonly string[] | undefined; lemma?: string } {
  if (text.startsWith('-')) {
    const { test } = condition(text.slice(1), fail)
    return { test: (word) => !test(word), keys: undefined }
  }
  const [name = '', value = ''] = text.split(':')
  switch (name) {
    case 'lemma':
      return { test: (word) => word.lemma === value, keys: [`~${value}`], lemma: value }
    case 'norm':
      return { test: (word) => word.norm === value, keys: [`=${value}`] }
    case 'upos':
      if (!CLASSES.has(value)) fail(`unknown part of speech ${value}`)
      return { test: (word) => word.upos === value, keys: [`@${value}`] }
    case 'kind':
      if (!TOKEN_KINDS.has(value)) fail(`unknown kind of token ${value}`)
      return { test: (word) => word.kind === value, keys: undefined }
    case 'form': {
      if (!FORMS.has(value)) fail(`unknown form ${value}`)
      return { test: (word) => word.half === undefined && hasForm(word, value), keys: undefined }
    }
    default:
      return fail(`unknown condition ${text}`)
  }
}

function hasForm({ features }: Word, form: string): boolean {
  return (
    features.verbForm === form ||
    features.tense === form ||
    features.mood === form ||
    features.number === form ||
    features.gender === form ||
    String(features.person) === form
  )
}
