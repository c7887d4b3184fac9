import type { Token } from '@limpide/french'
import nlp from 'compromise/one'
import { HOUSE_TAGS, lemmaTag, tagsOf } from './house-tags.ts'
import { nearest } from './nearest.ts'

/** A word of a sentence as compromise's matcher reads it. */
interface Term {
  readonly text: string
  readonly normal: string
  /** What `/expressions/` are tried on: the word with its hyphens. */
  readonly form: string
  readonly tags: ReadonlySet<string>
  readonly pre: string
  readonly post: string
}

/** One step of a parsed pattern; only what is read here. */
interface Step {
  readonly word?: string
  readonly tag?: string
  readonly regex?: RegExp
  readonly method?: string
  /** The lemma of `{word/class}`, a form that we do not offer. */
  readonly machine?: string
  readonly anything?: boolean
  readonly optional?: boolean
  readonly negative?: boolean
  readonly groupStart?: boolean
  readonly groupEnd?: boolean
  readonly fastOr?: ReadonlySet<string>
  readonly choices?: readonly (readonly Step[])[]
  use?: string
}

type Pointer = readonly [number, number, number, ...unknown[]]

/** The part of compromise that works on any language: parse a pattern, match it on terms. */
interface Matcher {
  parseMatch(pattern: string, options: object, world: unknown): Step[]
  match(
    documents: readonly (readonly Term[])[],
    todo: { readonly regs: readonly Step[] },
    cache: readonly ReadonlySet<string>[],
  ): { readonly ptrs: readonly Pointer[]; readonly byGroup: Readonly<Record<string, readonly Pointer[]>> }
  cacheDoc(documents: readonly (readonly Term[])[]): readonly ReadonlySet<string>[]
}

/** Our own edge with compromise: its declared types do not describe `methods()`. */
function matcher(): Matcher {
  return (nlp.methods() as unknown as { readonly one: Matcher }).one
}

/** A pattern that was understood. */
export interface Pattern {
  readonly steps: readonly Step[]
}

/** Why a pattern cannot be used, in French, for a Problem. */
export interface PatternFault {
  readonly what: string
  readonly fix: string
}

const KNOWN_TAGS: readonly string[] = HOUSE_TAGS.map(({ tag }) => tag)
/** What the syntax may ask of the punctuation after a word. */
const PUNCTUATION: readonly string[] = ['hasComma', 'hasPeriod', 'hasQuestionMark', 'hasExclamation']

/** « l'aide » is two tokens for us: « l' » and « aide ». */
const ELIDED = /(^|[\s([|!])((?:[ldjmntsc]|qu|jusqu|lorsqu|puisqu|quoiqu)')(?=[\p{L}{#])/giu

/** Reads a pattern in compromise's match syntax. Never throws: what cannot be understood is said. */
export function readPattern(source: string): Pattern | PatternFault {
  // Expressions between slashes are kept as they are; the rest is brought to the spelling of our tokens.
  const prepared = source
    .normalize('NFC')
    .replaceAll('’', "'")
    .split(/((?:^|(?<=[\s[|(!]))\/(?:\\.|[^/\\])+\/)/u)
    .map((part, i) => (i % 2 === 1 ? part : spell(part)))
    .join('')
    .trim()
  const open = unclosed(prepared)
  if (open) {
    return {
      what: `Le motif «\u00a0${source}\u00a0» ouvre «\u00a0${open}\u00a0» sans le fermer.`,
      fix: 'Ajoutez le signe qui manque.',
    }
  }
  let steps: readonly Step[]
  try {
    steps = matcher().parseMatch(prepared, {}, nlp.world())
  } catch (error) {
    return {
      what: `Le motif «\u00a0${source}\u00a0» n’a pas pu être lu\u00a0: ${error instanceof Error ? error.message : String(error)}.`,
      fix: 'Simplifiez-le, ou écrivez les mots dans «\u00a0mots\u00a0».',
    }
  }
  const all = [...everyStep(steps)]
  for (const step of all) {
    if (step.regex) step.use = 'form'
    if (step.machine !== undefined || (step.method !== undefined && !PUNCTUATION.includes(step.method))) {
      return {
        what: `Le motif «\u00a0${source}\u00a0» demande «\u00a0${step.machine === undefined ? `@${step.method}` : `{${step.machine}/…}`}\u00a0», qui n’existe pas.`,
        fix: `Entre accolades, écrivez la forme du dictionnaire seule («\u00a0{envoyer}\u00a0»). Signes reconnus\u00a0: ${PUNCTUATION.map((name) => `@${name}`).join(', ')}.`,
      }
    }
    const { tag } = step
    if (tag !== undefined && !tag.startsWith('=') && !KNOWN_TAGS.includes(tag)) {
      const guess = nearest(tag, KNOWN_TAGS) ?? KNOWN_TAGS.find((known) => known.startsWith(tag))
      return {
        what: `Le motif «\u00a0${source}\u00a0» demande «\u00a0#${tag}\u00a0», qui n’existe pas.`,
        fix: guess
          ? `Vouliez-vous dire «\u00a0#${guess}\u00a0»\u00a0?`
          : `Étiquettes possibles\u00a0: ${KNOWN_TAGS.map((tag) => `#${tag}`).join(', ')}.`,
      }
    }
  }
  if (!steps.some((step) => step.optional !== true && step.negative !== true && isConcrete(step))) {
    return {
      what: `Le motif «\u00a0${source}\u00a0» convient à n’importe quel mot.`,
      fix: 'Ajoutez au moins un mot, une étiquette («\u00a0#Infinitif\u00a0») ou un verbe entre accolades («\u00a0{envoyer}\u00a0»).',
    }
  }
  return { steps }
}

/** True for a pattern that was understood. */
export function isPattern(read: Pattern | PatternFault): read is Pattern {
  return 'steps' in read
}

function spell(part: string): string {
  return (
    part
      .replace(ELIDED, '$1$2 ')
      // Braces hold a lemma, unless they count: « #Adjectif{1,2} ».
      .replace(/\{([\p{L}][\p{L}'_-]*)\}/gu, (_, lemma: string) => `#${lemmaTag(lemma)}`)
      .replace(/#[\p{L}]+/gu, (tag) => tag.normalize('NFD').replace(/\p{M}/gu, ''))
      .replace(/(?<=\p{L})[-‑](?=\p{L})/gu, '_')
  )
}

function unclosed(pattern: string): string | undefined {
  const waiting: string[] = []
  const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
  for (const sign of pattern.replace(/\/(?:\\.|[^/\\])+\//g, '')) {
    if (sign === '(' || sign === '[' || sign === '{') waiting.push(sign)
    const opening = pairs[sign]
    if (opening && waiting.pop() !== opening) return sign
  }
  return waiting.at(-1)
}

function* everyStep(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step
    for (const choice of step.choices ?? []) yield* everyStep(choice)
  }
}

function isConcrete(step: Step): boolean {
  if (step.anything === true) return false
  return (
    step.word !== undefined ||
    step.tag !== undefined ||
    step.regex !== undefined ||
    step.method !== undefined ||
    step.fastOr !== undefined ||
    (step.choices?.every((choice) => choice.some(isConcrete)) ?? false)
  )
}

/** Sentences made ready for patterns: built once for all the patterns of a check. */
export interface Matchable {
  readonly terms: readonly (readonly Term[])[]
  /** For each sentence, the rank of the token behind each term. */
  readonly ranks: readonly (readonly number[])[]
  readonly cache: readonly ReadonlySet<string>[]
}

/** Makes sentences ready for patterns. Punctuation goes with the word before it, as the syntax expects. */
export function makeMatchable(sentences: readonly { readonly tokens: readonly Token[] }[]): Matchable {
  const terms: Term[][] = []
  const ranks: number[][] = []
  for (const { tokens } of sentences) {
    const line: Term[] = []
    const rank: number[] = []
    let pre = ''
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'punct') {
        const last = line.at(-1)
        if (last && (!token.spaced || /[;:!?»]/.test(token.text))) {
          line[line.length - 1] = { ...last, post: last.post + token.text }
        } else pre += token.text
        continue
      }
      line.push({
        text: token.text,
        normal: token.norm.replace(/(?<=\p{L})[-‑](?=\p{L})/gu, '_'),
        form: token.norm,
        tags: tagsOf(token),
        pre,
        post: '',
      })
      rank.push(i)
      pre = ''
    }
    terms.push(line)
    ranks.push(rank)
  }
  return { terms, ranks, cache: matcher().cacheDoc(terms) }
}

/** Where a pattern stands: the sentence, and its tokens `[from, to)`. A `[group]` narrows what is given. */
export interface PatternMatch {
  readonly sentence: number
  readonly from: number
  readonly to: number
}

/** Every place where the pattern stands. */
export function findPattern({ steps }: Pattern, { terms, ranks, cache }: Matchable): PatternMatch[] {
  const { ptrs, byGroup } = matcher().match(terms, { regs: steps }, cache)
  const [group] = Object.values(byGroup)
  const found: PatternMatch[] = []
  for (const [sentence, start, end] of group ?? ptrs) {
    const from = ranks[sentence]?.[start]
    const last = ranks[sentence]?.[end - 1]
    if (from === undefined || last === undefined || last < from) continue
    found.push({ sentence, from, to: last + 1 })
  }
  return found
}
