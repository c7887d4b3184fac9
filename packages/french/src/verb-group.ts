import { isEtreVerb } from './conjugate.ts'
import { join } from './join.ts'
import type { Features, French, GrammaticalNumber, Person, Token, VerbRequest } from './types.ts'

/** A verb with what belongs to it: auxiliaries, negation, clitics, adverbs between them, inverted subject. Indexes are in the tokens of the sentence. */
export interface VerbGroup {
  /** First token: an elidable word just before (`je`, `de`, `que`) is included, since its spelling depends on the verb. */
  readonly start: number
  /** One past the last token. */
  readonly end: number
  /** The verb that carries the meaning. */
  readonly verb: number
  readonly lemma: string
  /** The conjugated token (or the infinitive, or the participle alone). */
  readonly head: number
  /** First auxiliary, when there is one. */
  readonly auxiliary?: number
  /** Tense and mood in the sense of `conjugate`; for a passive, those of être. Unset for what `conjugate` cannot build (passé antérieur). */
  readonly form?: VerbRequest['form']
  readonly person?: Person
  readonly number?: GrammaticalNumber
  readonly negated: boolean
  readonly passive: boolean
  readonly pronominal: boolean
  /** True when the subject pronoun follows (« examine-t-il »). */
  readonly inverted: boolean
  /** Index of the subject pronoun just before the group's verb, if any. */
  readonly subject?: number
}

const CLITICS = new Set("ne n' me m' te t' se s' le la les l' lui leur y en nous vous".split(' '))
const NEGATIVE = new Set('pas plus jamais point guère rien aucunement nullement'.split(' '))
const SUBJECTS = new Set("je j' tu il elle on nous vous ils elles ce c' cela ça".split(' '))
const INVERTED = /^-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)$/
const BEFORE = new Set("je j' de d' que qu'".split(' '))
/** Words other than adverbs that may stand between auxiliary and participle. */
const INSIDE = new Set(['tous', 'toutes', 'rien', 'tout', 'en', 'outre', 'effet', 'cours', 'partie'])

const COMPOUND: Partial<Record<VerbRequest['form'], VerbRequest['form']>> = {
  IndPres: 'IndPerf',
  IndImp: 'IndPqp',
  IndFut: 'IndFutAnt',
  CndPres: 'CndPast',
  SubPres: 'SubPast',
  Inf: 'InfPast',
}

function isVerbal(token: Token | undefined): token is Token {
  return token !== undefined && (token.upos === 'VERB' || token.upos === 'AUX') && token.features.verbForm !== undefined
}

function isPast(token: Token | undefined): boolean {
  return isVerbal(token) && token.features.verbForm === 'Part' && token.features.tense === 'Past'
}

function isHelper(token: Token | undefined): boolean {
  return isVerbal(token) && (token.lemma === 'être' || token.lemma === 'avoir')
}

function formOf(features: Features): VerbRequest['form'] | undefined {
  const { verbForm, mood, tense } = features
  if (verbForm === 'Inf') return 'Inf'
  if (verbForm === 'Part') return tense === 'Pres' ? 'PartPres' : 'PartPast'
  if (mood === 'Imp') return 'ImpPres'
  if (mood === 'Cnd') return 'CndPres'
  if (mood === 'Sub') return tense === 'Imp' ? 'SubImp' : 'SubPres'
  if (mood !== 'Ind') return undefined
  if (tense === 'Pres') return 'IndPres'
  if (tense === 'Imp') return 'IndImp'
  if (tense === 'Fut') return 'IndFut'
  return tense === 'Past' ? 'IndPast' : undefined
}

function isInside(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    token.kind === 'word' &&
    (token.upos === 'ADV' || INSIDE.has(token.norm) || INVERTED.test(token.norm))
  )
}

/** The next verbal token to the right, through adverbs and inverted subjects. */
function nextVerbal(tokens: readonly Token[], from: number): number | undefined {
  for (let k = from + 1; k < tokens.length && k - from <= 6; k++) {
    if (isVerbal(tokens[k])) return k
    if (!isInside(tokens[k])) return undefined
  }
  return undefined
}

function previousHelper(tokens: readonly Token[], from: number): number | undefined {
  for (let k = from - 1; k >= 0 && from - k <= 6; k--) {
    if (isHelper(tokens[k])) return k
    if (!isInside(tokens[k])) return undefined
  }
  return undefined
}

/**
 * The verb group that the token at `index` belongs to, or `undefined` when it is not a verb.
 * It reaches no verb beyond the rank `farthest`: « est tenu de » may be read as « être » alone.
 */
export function findVerbGroup(
  tokens: readonly Token[],
  index: number,
  farthest = tokens.length - 1,
): VerbGroup | undefined {
  if (!isVerbal(tokens[index])) return undefined
  // To the leftmost auxiliary, then from there to the right.
  let first = index
  if (isPast(tokens[first])) {
    let helper = previousHelper(tokens, first)
    while (helper !== undefined) {
      first = helper
      helper = isPast(tokens[first]) ? previousHelper(tokens, first) : undefined
    }
  }
  const chain = [first]
  let last = first
  while (isHelper(tokens[last])) {
    const next = nextVerbal(tokens, last)
    // « est situé » goes on; « a à », « est de procéder » do not.
    if (next === undefined || next > farthest || !isPast(tokens[next])) break
    chain.push(next)
    last = next
  }
  const head = tokens[first]
  const verb = tokens[last]
  if (head === undefined || verb === undefined) return undefined

  const clitics = readClitics(tokens, first, head)
  const between = tokens.slice(first, last)
  const pronominal = clitics.reflexive !== undefined
  const helpers = chain.slice(0, -1).map((k) => tokens[k]?.lemma)
  const passive = helpers.at(-1) === 'être' && !pronominal && !isEtreVerb(verb.lemma)
  const compound = passive ? helpers.length >= 2 : helpers.length >= 1
  const simple = formOf(head.features)
  const form = simple === undefined ? undefined : compound ? COMPOUND[simple] : simple

  let end = last + 1
  let inverted = between.some((token) => INVERTED.test(token.norm))
  // « examine-t-il », « rendez-vous »: the pronoun after the verb, subject or object of an order.
  while (tokens[end]?.norm.startsWith('-') && tokens[end]?.upos === 'PRON') {
    if (INVERTED.test(tokens[end]?.norm ?? '') && head.features.mood !== 'Imp') inverted = true
    end++
  }
  let start = clitics.start
  const before = tokens[start - 1]
  if (before !== undefined && BEFORE.has(before.norm) && before.kind === 'word') start--
  const subject = clitics.subject
  const { person, number } = head.features
  return {
    start,
    end,
    verb: last,
    lemma: verb.lemma,
    head: first,
    ...(chain.length > 1 ? { auxiliary: first } : {}),
    ...(form && { form }),
    ...(person && { person }),
    ...(number && { number }),
    negated: clitics.negated || (tokens[first - 1]?.norm === 'sans' && head.features.verbForm === 'Inf'),
    passive,
    pronominal,
    inverted,
    ...(subject !== undefined && { subject }),
  }
}

interface Clitics {
  readonly start: number
  readonly negated: boolean
  readonly reflexive?: number
  readonly subject?: number
}

/** Walks left over « ne », object pronouns and (before an infinitive) « ne pas », and stops at the subject. */
function readClitics(tokens: readonly Token[], first: number, head: Token): Clitics {
  let k = first - 1
  let negated = false
  let reflexive: number | undefined
  let subject: number | undefined
  // « ne pas procéder », « ne plus avoir ».
  const infinitive = head.features.verbForm === 'Inf'
  let start = first
  while (k >= 0) {
    const token = tokens[k]
    if (token === undefined || token.kind !== 'word') break
    const { norm } = token
    if (norm === 'ne' || norm === "n'") {
      negated = true
      start = k
      k--
      continue
    }
    if (infinitive && NEGATIVE.has(norm) && isNe(tokens[k - 1])) {
      start = k
      k--
      continue
    }
    if (!CLITICS.has(norm) || token.upos === 'DET' || token.upos === 'ADP' || token.upos === 'SCONJ') break
    if (head.features.verbForm !== 'Fin' && reflexive === undefined && isOwnPerson(tokens, k)) reflexive = k
    if (norm === 'nous' || norm === 'vous') {
      const person = norm === 'nous' ? 1 : 2
      const agrees = head.features.person === person && head.features.number === 'Plur'
      if (agrees && !(SUBJECTS.has(tokens[k - 1]?.norm ?? '') && tokens[k - 1]?.norm === norm)) break
      if (agrees) reflexive = k
    }
    if (norm === 'se' || norm === "s'") reflexive = k
    if ((norm === 'me' || norm === "m'") && head.features.person === 1 && head.features.number === 'Sing') reflexive = k
    if ((norm === 'te' || norm === "t'") && head.features.person === 2 && head.features.number === 'Sing') reflexive = k
    start = k
    k--
  }
  const before = tokens[start - 1]
  if (before !== undefined && before.upos === 'PRON' && SUBJECTS.has(before.norm)) subject = start - 1
  return { start, negated, ...(reflexive !== undefined && { reflexive }), ...(subject !== undefined && { subject }) }
}

/** « vous pouvez vous adresser »: the pronoun of an infinitive is reflexive when it is that of the verb it depends on. */
function isOwnPerson(tokens: readonly Token[], k: number): boolean {
  const clitic = tokens[k]?.norm ?? ''
  const person = /^(?:me|m'|nous)$/.test(clitic) ? 1 : /^(?:te|t'|vous)$/.test(clitic) ? 2 : 0
  const number = clitic === 'nous' || clitic === 'vous' ? 'Plur' : 'Sing'
  if (person === 0) return false
  for (let i = k - 1; i >= 0 && k - i <= 4; i--) {
    const token = tokens[i]
    if (token === undefined || token.kind !== 'word') return false
    const { features } = token
    if (features.verbForm === 'Fin' && (token.upos === 'VERB' || token.upos === 'AUX'))
      return features.person === person && features.number === number
  }
  return false
}

function isNe(token: Token | undefined): boolean {
  return token?.norm === 'ne' || token?.norm === "n'"
}

/** The full form of an elided word, or `undefined` when it cannot be known (`l'` for le or la). */
function fullForm(token: Token): string | undefined {
  switch (token.norm) {
    case "j'":
      return 'je'
    case "n'":
      return 'ne'
    case "m'":
      return 'me'
    case "t'":
      return 'te'
    case "s'":
      return 'se'
    case "d'":
      return 'de'
    case "qu'":
      return 'que'
    case "l'":
      return token.features.gender === 'Masc' ? 'le' : token.features.gender === 'Fem' ? 'la' : undefined
    default:
      return token.text
  }
}

/**
 * The text of the group with another verb, tense, person, mood, negation, clitics and adverbs kept
 * (« nous n'avons pas encore procédé » + `vérifier` -> « n'avons pas encore vérifié », the range from `group.start` to `group.end`),
 * or `undefined` when the result might not be French.
 */
export function replaceVerb(
  french: French,
  sentenceText: string,
  tokens: readonly Token[],
  group: VerbGroup,
  lemma: string,
): string | undefined {
  const { form } = group
  const head = tokens[group.head]
  const verb = tokens[group.verb]
  const offset = offsetOf(sentenceText, tokens)
  // With an auxiliary the participle alone changes: « n'ayant pas effectué », « quand il eut sollicité ».
  if (head === undefined || verb === undefined || (form === undefined && group.auxiliary === undefined))
    return undefined
  const pronominal = /^s(?:e |')/.test(lemma)
  const base = lemma.replace(/^s(?:e |')/, '')
  if (french.conjugate(lemma, { form: 'Inf' }) === undefined) return undefined
  if (!cliticsAllow(french, tokens, group, base)) return undefined

  const replaced = new Map<number, string>()
  if (group.passive) {
    // « il y sera procédé »: a passive without a subject has no verb to put in its place.
    if (pronominal || !french.isTransitive(base) || !french.isTransitive(group.lemma) || isEtreVerb(base))
      return undefined
    if (group.subject !== undefined && tokens[group.subject]?.norm === 'il' && !french.isTransitive(group.lemma))
      return undefined
    // « il sera statué sur »: an impersonal passive, whatever the dictionary says of the verb.
    if (isImpersonal(tokens, group)) return undefined
    const past = participle(french, base, agreement(group, verb.features))
    if (past === undefined) return undefined
    replaced.set(group.verb, past)
  } else if (group.auxiliary === undefined) {
    const simple = form === undefined ? undefined : simpleForm(french, base, form, group, verb)
    if (simple === undefined) return undefined
    replaced.set(group.verb, simple)
    if (group.pronominal !== pronominal && (form === 'ImpPres' || pronominal)) return undefined
  } else {
    const wasEtre = head.lemma === 'être'
    const isEtre = pronominal || french.takesEtre(base)
    if (pronominal !== group.pronominal && pronominal) return undefined
    // « a agi » -> « est intervenu(e) »: the subject's gender is not in the group.
    if (isEtre && !wasEtre) return undefined
    if (wasEtre && !isEtre) {
      const request = french.conjugate('avoir', {
        form: formOf(head.features) ?? 'Inf',
        ...(group.person && { person: group.person }),
        ...(group.number && { number: group.number }),
      })
      if (request === undefined) return undefined
      replaced.set(group.head, request)
    }
    const features = wasEtre ? (isEtre ? verb.features : {}) : objectAgreement(french, tokens, group, verb)
    if (features === undefined) return undefined
    const past = participle(french, base, features)
    if (past === undefined) return undefined
    replaced.set(group.verb, past)
  }
  return assemble(sentenceText, offset, tokens, group, replaced, pronominal)
}

/** Where the tokens' offsets begin: the sentence's own text and the whole text are both accepted. */
function offsetOf(text: string, tokens: readonly Token[]): number {
  const first = tokens[0]
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return 0
  const whole = text.startsWith(first.text, first.start) && text.startsWith(last.text, last.start)
  return whole ? 0 : first.start
}

function cliticsAllow(french: French, tokens: readonly Token[], group: VerbGroup, lemma: string): boolean {
  for (let k = group.start; k < group.end; k++) {
    const token = tokens[k]
    if (token === undefined || token.upos !== 'PRON' || k === group.subject) continue
    const norm = token.norm.replace(/^-/, '')
    // « y », « en », « lui »: they stand for a complement that the other verb may not take.
    if (norm === 'y' || norm === 'en' || norm === 'lui' || norm === 'leur') return lemma === group.lemma
    if (/^(?:le|la|les|l')$/.test(norm) && !french.isTransitive(lemma)) return false
  }
  return true
}

function simpleForm(
  french: French,
  lemma: string,
  form: VerbRequest['form'],
  group: VerbGroup,
  verb: Token,
): string | undefined {
  if (form === 'Inf' || form === 'PartPres')
    return french.conjugate(lemma, { form }) ?? french.conjugate(`se ${lemma}`, { form })?.replace(/^s(?:e |')/, '')
  if (form === 'PartPast') return participle(french, lemma, verb.features)
  if (group.person === undefined || group.number === undefined) return undefined
  const { person, number, inverted } = group
  return french.conjugate(lemma, { form, person, number, inverted, like: verb.norm })
}

function isImpersonal(tokens: readonly Token[], group: VerbGroup): boolean {
  const subject = group.subject === undefined ? undefined : tokens[group.subject]?.norm
  return subject === 'il' && /^(?:à|au|aux|de|d'|du|des|sur|que|qu'|en)$/.test(tokens[group.end]?.norm ?? '')
}

/**
 * With avoir the participle agrees with an object before it. « transmis » does not show its number: it is read from
 * « les », or from the noun before « que »; when neither tells, nothing is written.
 */
function objectAgreement(
  french: French,
  tokens: readonly Token[],
  group: VerbGroup,
  verb: Token,
): Features | undefined {
  const masculine = french.conjugate(verb.lemma, { form: 'PartPast', number: 'Sing' })
  const isHidden =
    verb.norm === masculine && masculine === french.conjugate(verb.lemma, { form: 'PartPast', number: 'Plur' })
  if (!isHidden) return verb.features
  for (let k = group.head - 1; k >= 0 && group.head - k <= 8; k--) {
    const token = tokens[k]
    if (token === undefined || token.kind === 'punct') break
    if (token.upos === 'PRON' && /^(?:le|l')$/.test(token.norm)) return { gender: 'Masc', number: 'Sing' }
    if (token.upos === 'PRON' && token.norm === 'les') return { gender: 'Masc', number: 'Plur' }
    if (/^(?:quels|combien|lesquels)$/.test(token.norm)) return { gender: 'Masc', number: 'Plur' }
    if (token.upos !== 'PRON' || (token.norm !== 'que' && token.norm !== "qu'")) continue
    const antecedent = tokens.slice(Math.max(0, k - 3), k).findLast(({ upos }) => upos === 'NOUN')
    if (antecedent?.features.number === undefined) return undefined
    return { gender: 'Masc', number: antecedent.features.number }
  }
  return {}
}

/** « les courriers seront transmis »: the participle hides its number, the auxiliary shows it; « vous êtes convoqué » may be one person. */
function agreement(group: VerbGroup, features: Features): Features {
  return group.person === 3 && group.number !== undefined ? { ...features, number: group.number } : features
}

function participle(french: French, lemma: string, features: Features): string | undefined {
  return french.conjugate(lemma, {
    form: 'PartPast',
    number: features.number ?? 'Sing',
    gender: features.gender ?? 'Masc',
  })
}

/** Writes the group again, eliding what the new verb calls for and restoring what it no longer elides. */
function assemble(
  text: string,
  offset: number,
  tokens: readonly Token[],
  group: VerbGroup,
  replaced: ReadonlyMap<number, string>,
  pronominal: boolean,
): string | undefined {
  let result = ''
  for (let k = group.end - 1; k >= group.start; k--) {
    const token = tokens[k]
    if (token === undefined) return undefined
    const norm = token.norm
    // A verb that is not pronominal drops « se »: « le contrôle s'effectue » -> « le contrôle avance ».
    if (!pronominal && group.pronominal && k < group.head && isReflexive(token, group, tokens, k)) continue
    const changed = replaced.get(k)
    const following = tokens[k + 1]
    const gap =
      following === undefined || k + 1 >= group.end ? '' : text.slice(token.end - offset, following.start - offset)
    if (changed !== undefined) {
      const inverted = following !== undefined && k + 1 < group.end && INVERTED.test(following.norm) && k === group.head
      if (inverted) {
        const fixed = invert(changed, following.norm, result)
        if (fixed === undefined) return undefined
        result = likeCase(token.text, fixed)
        continue
      }
      result = likeCase(token.text, changed) + gap + result
      continue
    }
    const full = /['’]$/.test(token.text) || BEFORE.has(norm) || CLITICS.has(norm) ? fullForm(token) : token.text
    if (
      result !== '' &&
      k < group.head &&
      (full === undefined || full !== token.text || /^(?:je|ne|me|te|se|le|la|de|que)$/.test(norm))
    ) {
      if (full === undefined) {
        // « l'examine » -> « l'étudie » keeps its elision; before a consonant le or la must be known.
        if (join('le', result) !== `l'${result}`) return undefined
        result = token.text + result
        continue
      }
      const joined = join(likeCase(token.text, full), result)
      // The apostrophe of the text is kept, straight or curly.
      result = token.text.includes('’') ? joined.replace("'", '’') : joined
      continue
    }
    result = token.text + gap + result
  }
  return result
}

function isReflexive(token: Token, group: VerbGroup, tokens: readonly Token[], k: number): boolean {
  if (token.norm === 'se' || token.norm === "s'") return true
  if (k === group.subject) return false
  const head = tokens[group.head]
  if (token.norm === 'nous') return head?.features.person === 1
  if (token.norm === 'vous') return head?.features.person === 2
  return /^[mt](?:e|')$/.test(token.norm)
}

/** « examine » + « -t-il », « finit » + « -il ». */
function invert(form: string, clitic: string, rest: string): string | undefined {
  const pronoun = clitic.replace(/^-(?:t-)?/, '')
  const tail = rest.replace(/^-(?:t-)?\p{L}+/u, '')
  const link = /^(?:il|elle|on)$/.test(pronoun) && !/[td]$/.test(form) ? '-t-' : '-'
  return `${form}${link}${pronoun}${tail}`
}

function likeCase(model: string, text: string): string {
  const first = model.charAt(0)
  return first !== first.toLowerCase() ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
