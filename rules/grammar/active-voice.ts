import type { French, GrammaticalNumber, Person, Token } from '@limpide/french'
import { capitalised } from './capital.ts'
import type { Passive } from './passive.ts'

/** An active wording and the ranks of the tokens it takes the place of, half-open. */
export interface ActiveWording {
  readonly from: number
  readonly to: number
  readonly text: string
}

const TENSES: Readonly<Record<string, 'IndPres' | 'IndFut' | 'IndImp' | 'CndPres'>> = {
  'Ind Pres': 'IndPres',
  'Ind Fut': 'IndFut',
  'Ind Imp': 'IndImp',
  'Cnd Pres': 'CndPres',
}

const COMPOUND: Readonly<Record<string, 'IndPerf' | 'IndPqp' | 'IndFutAnt' | 'CndPast'>> = {
  'Ind Pres': 'IndPerf',
  'Ind Imp': 'IndPqp',
  'Ind Fut': 'IndFutAnt',
  'Cnd Pres': 'CndPast',
}

interface Group {
  readonly to: number
  readonly number: GrammaticalNumber
}

/**
 * "Votre dossier sera examiné par la commission" as « La commission examinera votre dossier », when the sentence leaves
 * no doubt: it opens with a plain subject, the agent is a plain noun group, nothing stands between.
 */
export function activeWording(
  tokens: readonly Token[],
  passive: Passive,
  french: French,
  textOf: (from: number, to: number) => string,
): ActiveWording | undefined {
  const { from, to, by, auxiliary, participle, compound } = passive
  if (by === undefined || by !== to) return undefined
  // The subject opens the sentence: "Votre dossier", "La décision de la commission".
  const subject = nounGroup(tokens, 0, from)
  if (!subject || subject.to !== from) return undefined
  const agent = nounGroup(tokens, by + 1, tokens.length)
  if (!agent || !endsGroup(tokens[agent.to])) return undefined
  const form = requestOf(tokens, from, auxiliary, compound)
  if (!form || participle !== auxiliary + 1) return undefined
  const verb = french.conjugate(passive.verb, { form, person: 3 as Person, number: agent.number })
  if (verb === undefined) return undefined
  const object = lower(tokens[0], textOf(0, subject.to))
  return { from: 0, to: agent.to, text: `${capitalised(textOf(by + 1, agent.to))} ${verb} ${object}` }
}

/** The tense of the passive, asked of the active verb; none for "doit être examiné" or a subjunctive. */
function requestOf(tokens: readonly Token[], from: number, auxiliary: number, compound: boolean) {
  const finite = tokens[compound ? from : auxiliary]
  if (finite?.features.verbForm !== 'Fin') return undefined
  if (compound && auxiliary !== from + 1) return undefined
  const key = `${finite.features.mood} ${finite.features.tense ?? 'Pres'}`
  return compound ? COMPOUND[key] : TENSES[key]
}

/** A determiner, a noun, and what plainly completes it: "la commission d'attribution des logements". */
function nounGroup(tokens: readonly Token[], from: number, end: number): Group | undefined {
  const first = tokens[from]
  if (first?.upos !== 'DET' || /^(aucun|aucune|nul|nulle)$/.test(first.norm)) return undefined
  let rank = from + 1
  while (tokens[rank]?.upos === 'ADJ') rank++
  const head = tokens[rank]
  if (head?.upos !== 'NOUN' || head.kind !== 'word' || head.features.number === undefined || rank >= end)
    return undefined
  rank++
  for (;;) {
    const token = tokens[rank]
    if (!token || rank >= end) break
    if (token.upos === 'ADJ') {
      rank++
      continue
    }
    if (!/^(de|d'|du|des)$/.test(token.norm)) break
    const noun = tokens[rank + 1]?.upos === 'DET' ? rank + 2 : rank + 1
    const next = tokens[noun]
    if (next?.upos !== 'NOUN' || next.kind !== 'word' || noun >= end) break
    rank = noun + 1
  }
  return { to: rank, number: head.features.number }
}

/** True where the agent's group surely ends: a mark, a date, the end. */
function endsGroup(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.kind === 'punct' ||
    token.kind === 'date' ||
    /^(le|dans|avant|après|sous)$/.test(token.norm)
  )
}

/** The first word loses the capital of the sentence's start; a determiner is never a name. */
function lower(first: Token | undefined, text: string): string {
  return first ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
