import type { Finding } from './finding.ts'
import { sentenceKey } from './score/read-sentences.ts'

/** CATALOGUE §8: when several rules fire on the same words, the first of this list is shown. */
const PRECEDENCE: readonly string[] = [
  'motivation-manquante',
  'voies-de-recours-manquantes',
  'voies-de-recours-incompletes',
  'contact-manquant',
  'double-negation',
  'phrase-longue',
  'consigne-indirecte',
  'tournure-impersonnelle',
  'formule-desuete',
  'participe-en-tete',
  'titre-non-informatif',
  'verbe-support',
  'locution-lourde',
  'jargon-administratif',
  'adverbe-lourd',
  'mot-rare',
]

/**
 * Rules that speak of a few words without being lists: on the same words as another rule, one of the two is enough.
 * « Nous vous saurions gré de » is both an old formula and a wrapped order; two contrary fixes would help nobody.
 */
const SPEAK_OF_WORDS: ReadonlySet<string> = new Set([
  'consigne-indirecte',
  'tournure-impersonnelle',
  'formule-desuete',
  'participe-en-tete',
  'titre-non-informatif',
  'verbe-support',
])

/** The verbosity budget of CATALOGUE §0: how many times the same term is reported in a document. */
const SAME_TERM = 3

/**
 * What is shown of what was found: one finding a rule a sentence, the longest match among lexical rules at the same
 * place, three times the same term, the third saying how often it comes back. Findings come and go out in the order of the text.
 */
export function restrain(
  findings: readonly Finding[],
  lexical: ReadonlySet<string>,
  team: ReadonlySet<string> = NOBODY,
): Finding[] {
  const shown = createShown(lexical)
  for (const finding of restrainHere(findings, lexical, team)) shown.add(finding)
  return shown.all()
}

/** The same but for the terms that come back: what is said of a block does not depend on what is said of the others. */
export function restrainHere(
  findings: readonly Finding[],
  lexical: ReadonlySet<string>,
  team: ReadonlySet<string>,
): Finding[] {
  const kept: Finding[] = []
  // Most rules say one thing of a block: its one sentence needs no set.
  const perSentence = new Map<string, number | Set<number>>()
  for (const finding of withoutTwins(withoutOverlaps(findings, withSpeakers(lexical), team))) {
    // «l'arrêté susvisé»: the old word is said once, with its plain wording.
    if (finding.rule === 'renvoi-imprecis' && isWithin(finding, findings, 'archaisme')) continue
    if (finding.sentence >= 0) {
      const said = perSentence.get(finding.rule)
      const key = sentenceKey(finding.block, finding.sentence)
      if (said === undefined) perSentence.set(finding.rule, key)
      else if (said === key) continue
      else if (typeof said === 'number') perSentence.set(finding.rule, new Set([said, key]))
      else if (said.has(key)) continue
      else said.add(key)
    }
    kept.push(finding)
  }
  return kept
}

/** True for a rule whose finding hides another that overlaps it, or is hidden by it. */
export function mayHide(rule: string, lexical: ReadonlySet<string>): boolean {
  return withSpeakers(lexical).has(rule)
}

/** A term that was said: how often, where the last one shown is, and those left out. */
interface Term {
  count: number
  last: number
  rest: Finding[] | undefined
}

/** Gathers what is shown in the order of the text, the same term three times. */
export interface Shown {
  add(finding: Finding): void
  all(): Finding[]
}

export function createShown(lexical: ReadonlySet<string>): Shown {
  const kept: Finding[] = []
  const perTerm = new Map<string, Map<string, Term>>()
  const repeated: Term[] = []
  return {
    add(finding) {
      if (finding.term !== undefined) {
        const terms = known(perTerm, finding.rule, () => new Map<string, Term>())
        const term = known(terms, finding.term, (): Term => ({ count: 0, last: -1, rest: undefined }))
        term.count += 1
        if (term.count === SAME_TERM) term.last = kept.length
        else if (term.count > SAME_TERM) {
          if (term.rest === undefined) {
            term.rest = []
            repeated.push(term)
          }
          term.rest.push(finding)
          return
        }
      }
      kept.push(finding)
    },
    all() {
      for (const { last, rest } of repeated) {
        const finding = kept[last]
        // Underlined words, words in italics are no term.
        if (finding && rest) kept[last] = summed(finding, rest, lexical.has(finding.rule) ? 'Ce terme' : 'Cela')
      }
      return kept
    },
  }
}

/** What a map holds under a key, made at the first asking. */
function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key)
  if (value !== undefined) return value
  const made = make()
  map.set(key, made)
  return made
}

/** How many of the places left out are linked from the last one shown: an editor lists them under it. */
const LINKED = 10

/** The last time a term is reported says how often it comes back, and where. */
function summed(finding: Finding, rest: readonly Finding[], subject: 'Ce terme' | 'Cela'): Finding {
  const times = rest.length === 1 ? 'une fois' : `${rest.length} fois`
  const links = rest.slice(0, LINKED).map(({ start, end }) => ({ start, end, message: 'Ici aussi.' }))
  return {
    ...finding,
    message: `${finding.message} ${subject} revient encore ${times} dans le document.`,
    related: [...finding.related, ...links],
  }
}

let speakers: { readonly lexical: ReadonlySet<string>; readonly all: ReadonlySet<string> } | undefined

/** The lexical rules and those that speak of a few words, made once for the same rules. */
function withSpeakers(lexical: ReadonlySet<string>): ReadonlySet<string> {
  if (speakers?.lexical !== lexical) speakers = { lexical, all: new Set([...lexical, ...SPEAK_OF_WORDS]) }
  return speakers.all
}

/** On the very same words, one of the rules that the catalogue ranks speaks: the first of its order. */
function withoutTwins(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings
  const kept: Finding[] = []
  for (let from = 0; from < findings.length; ) {
    let to = from + 1
    // In the order of the text, those that speak of the same words stand together.
    while (to < findings.length && isSamePlace(findings[from], findings[to])) to += 1
    let best: string | undefined
    if (to > from + 1)
      for (let i = from; i < to; i++) {
        const { rule } = findings[i] ?? {}
        if (rule !== undefined && isRanked(findings[i]) && (best === undefined || rank(rule) < rank(best))) best = rule
      }
    for (; from < to; from++) {
      const finding = findings[from]
      if (finding && (best === undefined || !isRanked(finding) || finding.rule === best)) kept.push(finding)
    }
  }
  return kept
}

function isSamePlace(a: Finding | undefined, b: Finding | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end
}

/** What the document lacks is marked on a word it does not speak of: it hides nothing, and nothing hides it. */
function isRanked(finding: Finding | undefined): boolean {
  return finding !== undefined && finding.block >= 0 && rank(finding.rule) < PRECEDENCE.length
}

function isWithin({ start, end }: Finding, findings: readonly Finding[], rule: string): boolean {
  return findings.some((other) => other.rule === rule && other.start <= start && other.end >= end)
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * Lexical findings that overlap: a rule of the team passes before those of the catalogue; otherwise the longest stays;
 * equal length, the precedence decides.
 */
export function withoutOverlaps(
  findings: readonly Finding[],
  lexical: ReadonlySet<string>,
  team: ReadonlySet<string> = NOBODY,
): readonly Finding[] {
  const words = findings.filter((finding) => lexical.has(finding.rule))
  if (words.length < 2) return findings
  words.sort((a, b) => a.start - b.start || b.end - a.end || rank(a.rule) - rank(b.rule))
  let dropped: Set<Finding> | undefined
  let last: Finding | undefined
  for (const finding of words) {
    if (last && finding.start < last.end) {
      // «prendra prochainement contact»: the wrapped verb and the missing date are two things to mend.
      if (finding.rule === 'delai-vague' && last.rule === 'verbe-support') continue
      const isBetter =
        team.has(finding.rule) === team.has(last.rule)
          ? finding.end - finding.start > last.end - last.start
          : team.has(finding.rule)
      if (isBetter) {
        dropped = (dropped ?? new Set()).add(last)
        last = finding
      } else dropped = (dropped ?? new Set()).add(finding)
      continue
    }
    last = finding
  }
  if (dropped === undefined) return findings
  const left = dropped
  return findings.filter((finding) => !left.has(finding))
}

const RANKS: ReadonlyMap<string, number> = new Map(PRECEDENCE.map((rule, index) => [rule, index]))

function rank(rule: string): number {
  return RANKS.get(rule) ?? PRECEDENCE.length
}
