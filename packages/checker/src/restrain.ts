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
  const kept: Finding[] = []
  const perSentence = new Map<string, Set<number>>()
  const perTerm = new Map<string, Map<string, Finding[]>>()
  for (const finding of withoutTwins(withoutOverlaps(findings, withSpeakers(lexical), team))) {
    // «l'arrêté susvisé»: the old word is said once, with its plain wording.
    if (finding.rule === 'renvoi-imprecis' && isWithin(finding, findings, 'archaisme')) continue
    if (finding.sentence >= 0) {
      const said = known(perSentence, finding.rule, () => new Set<number>())
      const key = sentenceKey(finding.block, finding.sentence)
      if (said.has(key)) continue
      said.add(key)
    }
    if (finding.term !== undefined) {
      const terms = known(perTerm, finding.rule, () => new Map<string, Finding[]>())
      if (known(terms, finding.term, () => []).push(finding) > SAME_TERM) continue
    }
    kept.push(finding)
  }
  return kept.map((finding) => {
    const same = finding.term === undefined ? undefined : perTerm.get(finding.rule)?.get(finding.term)
    if (same === undefined || same.length <= SAME_TERM || same[SAME_TERM - 1] !== finding) return finding
    // Underlined words, words in italics are no term.
    return summed(finding, same.slice(SAME_TERM), lexical.has(finding.rule) ? 'Ce terme' : 'Cela')
  })
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
): Finding[] {
  const words = findings.filter((finding) => lexical.has(finding.rule))
  words.sort((a, b) => a.start - b.start || b.end - a.end || rank(a.rule) - rank(b.rule))
  const dropped = new Set<Finding>()
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
        dropped.add(last)
        last = finding
      } else dropped.add(finding)
      continue
    }
    last = finding
  }
  return findings.filter((finding) => !dropped.has(finding))
}

const RANKS: ReadonlyMap<string, number> = new Map(PRECEDENCE.map((rule, index) => [rule, index]))

function rank(rule: string): number {
  return RANKS.get(rule) ?? PRECEDENCE.length
}
