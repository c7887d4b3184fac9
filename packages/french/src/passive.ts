import { locutionAt, locutionBefore } from './locutions.ts'
import type { Analysis, French, Token } from './types.ts'

/** A passive verb: ranks of tokens, `[from, to)` from the first auxiliary to the participle included. */
export interface Passive {
  readonly from: number
  readonly to: number
  /** Rank of the form of être. */
  readonly auxiliary: number
  /** Rank of the participle, and its verb. */
  readonly participle: number
  readonly verb: string
  /** True for "a été versé", "ayant été versé". */
  readonly compound: boolean
  /** Rank of « par », when it brings the agent. */
  readonly by: number | undefined
}

const NEGATIONS = new Set(['pas', 'plus', 'jamais', 'point', 'guère', 'ni'])

/** Words that may stand between the auxiliary and the participle: "n'est pas encore définitivement fixé". */
const MOST_BETWEEN = 4

/** Nouns that « par » brings without their being the agent: "par courrier", "une fois par an". */
const NOT_AGENTS = new Set([
  'courrier',
  'courriel',
  'mail',
  'e-mail',
  'email',
  'sms',
  'téléphone',
  'lettre',
  'écrit',
  'voie',
  'virement',
  'chèque',
  'internet',
  'fax',
  'prélèvement',
  'an',
  'mois',
  'jour',
  'semaine',
  'trimestre',
  'semestre',
  'heure',
  'personne',
  'exemple',
  'ailleurs',
  'conséquent',
  'rapport',
  'défaut',
  'intermédiaire',
  'biais',
  'arrêté',
  'décret',
  'décision',
  'carte',
  'fois',
  'suite',
  'avance',
  'erreur',
  'tout',
  'écran',
  'application',
  'enfant',
  'foyer',
  'ménage',
  'logement',
  'dossier',
  'mandat',
  'acte',
  'avenant',
  'convention',
  'email',
  'message',
  'principe',
  'tranche',
  'type',
  'manque',
  'moyen',
  'ordre',
  'crainte',
])

/**
 * Every passive of a sentence, in order: être and the participle of a verb that takes an object.
 * A participle that only describes is left out where the sentence shows it (« est situé », « est trop élevé »), not where
 * it takes a list (« est fermé le lundi »): see the rule voix-passive.
 */
export function findPassives(tokens: readonly Token[], french: French): Passive[] {
  const found: Passive[] = []
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    if (!isEtre(token)) continue
    const auxiliary = rank
    let from = rank
    let compound = false
    if (token.norm === 'été') {
      const avoir = before(tokens, rank)
      if (avoir === undefined || tokens[avoir]?.lemma !== 'avoir') continue
      from = avoir
      compound = true
    }
    // "m'a été fourni": only être makes a verb pronominal.
    if ((!compound && isReflexive(tokens, from)) || tokens[from - 1]?.norm === "c'" || isNoun(tokens, from)) continue
    const participle = participleAfter(tokens, rank, french)
    if (participle === undefined) continue
    const form = tokens[participle]
    const verb = form && verbOf(form, french)
    const by = agentAfter(tokens, participle)
    // « été » itself, "avoir" and verbs without an object have no passive.
    if (!form || verb === undefined || verb === 'être') continue
    // "ce qui a été convenu", "il a été procédé": after « a été » any verb is passive; "est convenu" is not.
    if (!compound && isKnown(form, french) && !french.isTransitive(verb)) continue
    // "est sortie", "est passé de 5 à 6" are active; "a été sortie", "est passé par le notaire" are not.
    if (!compound && (french.takesEtre(verb) || (by === undefined && MOVING.has(verb)))) continue
    // "est situé", "est réputé pour": a place or a state, never an act.
    if (!compound && by === undefined && STATES.has(verb)) continue
    // "est réputé pour son marché"; "sont réputés acquéreurs" says what the law does.
    if (verb === 'réputer' && tokens[participle + 1]?.norm === 'pour') continue
    // "est élevé", "est limité": what reads as an adjective describes, unless somebody acts.
    if (form.upos === 'ADJ' && !compound && by === undefined && !isOrdered(tokens, from)) continue
    // "est trop élevé", "est aussi réduit que possible": a degree is that of a quality.
    if (!compound && by === undefined && isGraded(tokens, from, participle)) continue
    found.push({ from, to: participle + 1, auxiliary, participle, verb, compound, by })
  }
  return found
}

/** Verbs that move when they have no object: "est passé de 25 à 47 %". */
const MOVING = new Set(['passer', 'repasser', 'monter', 'descendre', 'sortir', 'rentrer', 'retourner', 'tomber'])

/** Verbs whose participle alone says where or how something is. */
const STATES = new Set(
  'situer relier abonner élever députer guinder mitiger devoir opposer compliquer désoler consterner décevoir'.split(
    ' ',
  ),
)

/** True when the lexicon knows a form: the tagger is trusted for the others ("implémenté", "ré-inhumé"). */
function isKnown(token: Token, french: French): boolean {
  return french.analyses(token.text).length > 0
}

const DEGREES = new Set(['très', 'trop', 'assez', 'si', 'tellement', 'moins'])

/** "assez mitigé", "bien plus élevé"; not "n'est plus accordé", "est aussi versé aux familles", "plus ou moins interdit". */
function isGraded(tokens: readonly Token[], from: number, participle: number): boolean {
  const word = tokens[participle - 1]?.norm ?? ''
  if (DEGREES.has(word)) return tokens[participle - 2]?.norm !== 'ou'
  if (word === 'aussi') return /^qu(?:e|')$/.test(tokens[participle + 1]?.norm ?? '')
  if (word !== 'plus' || tokens[participle - 2]?.norm === 'le') return false
  for (let k = from - 1; k >= 0 && from - k <= 4; k--) {
    const { norm, upos } = tokens[k] ?? { norm: '', upos: 'X' }
    if (norm === 'ne' || norm === "n'") return false
    if (upos !== 'PRON') break
  }
  return true
}

/** "doivent être adressées": an obligation is about an act, even where the participle reads as an adjective. */
function isOrdered(tokens: readonly Token[], from: number): boolean {
  const token = tokens[from]
  const verb = tokens[from - 1]
  return token?.norm === 'être' && (verb?.lemma === 'devoir' || verb?.lemma === 'pouvoir')
}

/** True for the forms of être that may carry a passive. */
function isEtre(token: Token): boolean {
  if (token.norm === 'été') return token.upos !== 'NOUN'
  return token.lemma === 'être' && (token.upos === 'AUX' || token.upos === 'VERB')
}

/** "un être humain" */
function isNoun(tokens: readonly Token[], rank: number): boolean {
  return tokens[rank]?.norm === 'être' && tokens[rank - 1]?.upos === 'DET'
}

/** Rank of the word before, adverbs and negations skipped: "a bien été". */
function before(tokens: readonly Token[], rank: number): number | undefined {
  for (let i = rank - 1; i >= 0 && rank - i <= MOST_BETWEEN; i--) {
    const token = tokens[i]
    if (!token) return undefined
    const length = locutionBefore(tokens, i)
    if (length > 0) {
      i -= length - 1
      continue
    }
    if (token.upos === 'ADV' || NEGATIONS.has(token.norm)) continue
    if (/^(?:tous|toutes|tout|toute)$/.test(token.norm)) continue
    // "a-t-il été construit": the subject of a question.
    if (token.upos === 'PRON' && token.text.startsWith('-')) continue
    return i
  }
  return undefined
}

/** "s'est inscrit", "vous vous êtes inscrit", "nous nous sommes réunis", "je me suis déplacé". */
function isReflexive(tokens: readonly Token[], rank: number): boolean {
  let i = rank - 1
  while (tokens[i]?.norm === 'en' || tokens[i]?.norm === 'y') i--
  const clitic = tokens[i]?.norm ?? ''
  if (/^(se|s'|me|m'|te|t')$/.test(clitic)) return clitic !== "s'" || tokens[i + 1]?.norm !== 'il'
  if (clitic !== 'nous' && clitic !== 'vous') return false
  const subject = tokens[i - 1]?.norm === 'ne' ? tokens[i - 2] : tokens[i - 1]
  return subject?.norm === clitic
}

function participleAfter(tokens: readonly Token[], rank: number, french: French): number | undefined {
  for (let i = rank + 1; i < tokens.length && i - rank <= MOST_BETWEEN + 1; i++) {
    const token = tokens[i]
    if (!token) return undefined
    // "a été « employé »": quotes around what the writer is to choose.
    if (/^[«"“]$/.test(token.text)) continue
    // Between quotes, the tagger takes the word for a noun.
    if (token.upos === 'NOUN' && /^[«"“]$/.test(tokens[i - 1]?.text ?? '') && verbOf(token, french) !== undefined)
      return i
    // "ils sont, sauf clause contraire, réputés": what stands between two commas parts them.
    if (token.text === ',') {
      const close = asideEnd(tokens, i)
      const next = close === undefined ? undefined : tokens[close + 1]
      return close !== undefined && next && isParticiple(next, french) ? close + 1 : undefined
    }
    if (token.norm === 'été') {
      if (tokens[rank]?.norm !== 'été') return undefined
      continue
    }
    const length = locutionAt(tokens, i)
    if (length > 0) {
      i += length - 1
      continue
    }
    if (isParticiple(token, french)) return i
    // "sont tous orientés", "ont toutes été lues"
    if (/^(?:tous|toutes|tout|toute)$/.test(token.norm)) continue
    if (token.upos === 'ADV' || NEGATIONS.has(token.norm)) continue
    // "est-il adressé": the subject of a question.
    if (token.upos === 'PRON' && token.text.startsWith('-')) continue
    return undefined
  }
  return undefined
}

/** How many words an aside between an auxiliary and its participle may have. */
const LONGEST_ASIDE = 12

/** Rank of the comma that closes an aside without a verb of its own. */
function asideEnd(tokens: readonly Token[], open: number): number | undefined {
  for (let i = open + 1; i <= open + LONGEST_ASIDE + 1; i++) {
    const token = tokens[i]
    if (!token || token.features.verbForm === 'Fin' || /^[;:.!?()]$/.test(token.text)) return undefined
    if (token.text === ',') return i
  }
  return undefined
}

function isParticiple(token: Token, french: French): boolean {
  if (token.upos === 'VERB') {
    if (token.features.verbForm !== 'Part' || token.features.tense !== 'Past') return false
    // The tagger guesses at words it does not know: the ending must agree. « EST UTILISE » has lost its accent.
    return (
      /(?:é|i|(?<![qg])u|s|t)(?:e?s?|\(e\)s?|\(s\)|\(es\))$/.test(token.norm) || verbOf(token, french) !== undefined
    )
  }
  if (token.upos !== 'ADJ' && token.upos !== 'NOUN' && token.upos !== 'X') return false
  return token.upos === 'ADJ' && verbOf(token, french) !== undefined
}

function verbOf(token: Token, french: French): string | undefined {
  const known = [token.text, bare(token.norm)].flatMap((form) => french.analyses(form)).find(isPastParticiple)
  if (known !== undefined || token.upos !== 'VERB') return known?.lemma
  // "EST UTILISE": capitals without their accent, which the lexicon takes for another form of the verb.
  if (token.text.length > 3 && token.text === token.text.toUpperCase()) {
    const accented = french.analyses(token.norm.replace(/e(e?s?)$/, 'é$1')).find(isPastParticiple)
    if (accented !== undefined) return accented.lemma
  }
  // Words in -que and -gue are adjectives: "est encoprétique".
  return /(?:[éi]|(?<![qg])u)e?s?$/.test(token.norm) ? token.lemma : undefined
}

function isPastParticiple({ features }: Analysis): boolean {
  return features.verbForm === 'Part' && features.tense === 'Past'
}

/** "pré-inscrit(e)" as the lexicon has it: « inscrit ». */
function bare(norm: string): string {
  return norm.replace(/^(?:pré|auto|co|re|ré)-/, '').replace(/\((?:e|s|es|e\)\(s)\)$/, '')
}

/** Rank of « par » when an agent follows: "examiné par la commission", not "envoyé par courrier". */
function agentAfter(tokens: readonly Token[], participle: number): number | undefined {
  for (let i = participle + 1; i < tokens.length && i - participle <= MOST_BETWEEN; i++) {
    const token = tokens[i]
    if (!token || token.kind === 'punct') return undefined
    if (token.norm !== 'par') continue
    const next = tokens[i + 1]
    if (!next) return undefined
    const noun = next.upos === 'DET' || next.upos === 'NUM' ? tokens[i + 2] : next
    if (!noun || NOT_AGENTS.has(noun.norm) || NOT_AGENTS.has(noun.lemma)) return undefined
    if (noun.features.verbForm === 'Inf') return undefined
    return i
  }
  return undefined
}
