import type { Token } from './types.ts'

/** Adverbs of several words that part the auxiliary from its participle: "a d'ailleurs été construit". */
const LOCUTIONS: readonly (readonly string[])[] = [
  ["d'", 'ailleurs'],
  ["d'", 'abord'],
  ["d'", 'office'],
  ['par', 'ailleurs'],
  ['en', 'réalité'],
  ['en', 'effet'],
  ['en', 'outre'],
  ['en', 'revanche'],
  ['en', 'partie'],
  ['en', 'général'],
  ['en', 'particulier'],
  ['en', 'principe'],
  ['en', 'totalité'],
  ['à', 'nouveau'],
  ['de', 'nouveau'],
  ['de', 'plus'],
  ['de', 'fait'],
  ['du', 'tout'],
  ['tout', 'à', 'fait'],
  ['tout', "d'", 'abord'],
  ['sans', 'doute'],
  ['au', 'moins'],
  ['au', 'préalable'],
  ['à', 'tort'],
  ['par', 'la', 'suite'],
  ['par', 'erreur'],
  ['le', 'plus', 'souvent'],
  ['plus', 'ou', 'moins'],
  ['en', 'fait'],
  ['en', 'plus'],
  ['en', 'ligne'],
  ['à', "l'", 'époque'],
  ['à', 'leur', 'tour'],
  ['à', 'son', 'tour'],
  ['à', 'ce', 'jour'],
  ['à', 'ce', 'titre'],
  ['un', 'temps'],
  ['une', 'fois'],
  ['tous', 'deux'],
  ['toutes', 'deux'],
  ['de', 'ce', 'fait'],
  ['dans', 'ce', 'cas'],
  ['le', 'cas', 'échéant'],
  ['par', 'conséquent'],
  ['bien', 'entendu'],
  ['quant', 'à', 'lui'],
  ['quant', 'à', 'elle'],
]

const BY_FIRST = groupedBy((words) => words[0])
const BY_LAST = groupedBy((words) => words.at(-1))

function groupedBy(
  key: (words: readonly string[]) => string | undefined,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>()
  for (const words of LOCUTIONS) {
    const name = key(words) ?? ''
    groups.set(name, [...(groups.get(name) ?? []), words])
  }
  return groups
}

/** How many tokens of an adverb of several words start here; 0 for none. */
export function locutionAt(tokens: readonly Token[], rank: number): number {
  for (const words of BY_FIRST.get(tokens[rank]?.norm ?? '') ?? NONE)
    if (stands(words, tokens, rank)) return words.length
  return 0
}

/** How many tokens of an adverb of several words end here; 0 for none. */
export function locutionBefore(tokens: readonly Token[], rank: number): number {
  for (const words of BY_LAST.get(tokens[rank]?.norm ?? '') ?? NONE)
    if (stands(words, tokens, rank - words.length + 1)) return words.length
  return 0
}

const NONE: readonly (readonly string[])[] = []

function stands(words: readonly string[], tokens: readonly Token[], from: number): boolean {
  return words.every((word, k) => tokens[from + k]?.norm === word)
}
