import { createSign, holdsSign, perSentence, type SentenceView } from '@limpide/checker'
import type { Token } from '@limpide/french'

/** A « ne » and what completes it. */
export interface Negation {
  /** Rank of « ne ». */
  readonly ne: number
  /** Rank of the verb it stands before. */
  readonly verb: number
  /** Rank of pas, plus, jamais, rien, aucun, que… after or before; `undefined`: « ne » stands alone. */
  readonly second: number | undefined
  /** Rank after the last token of the clause. */
  readonly end: number
}

const SECONDS =
  /^(pas|plus|jamais|rien|aucun|aucune|aucuns|aucunes|que|qu'|ni|guère|personne|nul|nulle|point|nullement|aucunement|goutte|mot)$/
const FIRSTS = /^(aucun|aucune|rien|personne|nul|nulle|ni|jamais|pas)$/

/** « ne » without the force of a negation: "avant que la date ne soit passée", "plus que vous ne pensez". */
const EXPLETIVES =
  /\b(avant|moins|peur|crainte|plus|mieux|pire|autre|autres|autrement|meilleur|meilleure|sans|craindre|crains|craignez|craignons|empêcher|empêche|éviter|évite|évitez|doute|tant|si ce) (que|qu'|n')/

const NE = createSign(({ norm }) => norm === 'ne' || norm === "n'")
const NONE: readonly Negation[] = []

/** Every negation of a sentence, the « ne » of "avant que la date ne soit passée" left out. */
export function negationsOf(sentence: SentenceView): readonly Negation[] {
  return holdsSign(sentence, NE) ? read(sentence) : NONE
}

const read = perSentence(({ tokens }): readonly Negation[] => {
  const found: Negation[] = []
  for (let ne = 0; ne < tokens.length; ne++) {
    const token = tokens[ne]
    if (token?.norm !== 'ne' && token?.norm !== "n'") continue
    const verb = verbAfter(tokens, ne)
    if (verb === undefined || tokens[verb]?.norm === 'importe') continue
    const start = clauseStart(tokens, ne)
    const end = clauseEnd(tokens, verb)
    const second = secondOf(tokens, ne, verb, start, end)
    if (second === undefined && isExpletive(tokens, ne)) continue
    found.push({ ne, verb, second, end })
  }
  return found
})

function verbAfter(tokens: readonly Token[], ne: number): number | undefined {
  for (let i = ne + 1; i < tokens.length && i < ne + 7; i++) {
    const token = tokens[i]
    if (!token || token.kind === 'punct') return undefined
    if (token.upos === 'VERB' || token.upos === 'AUX') return i
  }
  return undefined
}

function clauseStart(tokens: readonly Token[], at: number): number {
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i]
    if (token?.text === ';' || token?.text === ':' || token?.text === '.') return i + 1
  }
  return 0
}

/** Up to a strong mark, to a comma that a new clause follows, or to the next « ne ». */
function clauseEnd(tokens: readonly Token[], verb: number): number {
  for (let i = verb + 1; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    if (/^[;:.!?()]$/.test(token.text)) return i
    if (token.norm === 'ne' || token.norm === "n'") return i
  }
  return tokens.length
}

function secondOf(tokens: readonly Token[], ne: number, verb: number, start: number, end: number): number | undefined {
  for (let i = ne + 1; i < end; i++) if (i !== verb && SECONDS.test(tokens[i]?.norm ?? '')) return i
  for (let i = ne - 1; i >= start; i--) if (FIRSTS.test(tokens[i]?.norm ?? '')) return i
  return undefined
}

function isExpletive(tokens: readonly Token[], ne: number): boolean {
  const before = tokens
    .slice(Math.max(0, ne - 12), ne + 1)
    .map(({ norm }) => norm)
    .join(' ')
  return EXPLETIVES.test(before)
}
