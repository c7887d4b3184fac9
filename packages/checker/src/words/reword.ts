import type { Features, French, GrammaticalNumber, Token, VerbRequest } from '@limpide/french'
import type { Suggestion } from '../rule.ts'
import type { SentenceView } from '../view.ts'
import { fitDeterminer } from './determiner.ts'
import type { Match } from './match.ts'

/** Words that join what follows by elision or contraction. */
const JOINING = new Set([
  'de',
  'à',
  'que',
  'jusque',
  'lorsque',
  'puisque',
  'parce que',
  'si',
  'le',
  'la',
  'je',
  'ne',
  'se',
  'me',
])
/** Short words before the term whose own form depends on what follows. */
const ELIDED = new Map<string, string>(
  Object.entries({
    "d'": 'de',
    "qu'": 'que',
    "n'": 'ne',
    "j'": 'je',
    "m'": 'me',
    "s'": 'se',
    "jusqu'": 'jusque',
    "lorsqu'": 'lorsque',
    "puisqu'": 'puisque',
  }),
)
const ELIDABLE = new Set(['de', 'que', 'ne', 'je', 'me', 'se', 'jusque', 'lorsque', 'puisque'])
const ARTICLES = new Map<string, string>(Object.entries({ du: 'le', au: 'le', des: 'les', aux: 'les' }))

const OBJECTS = new Set("le la les l' me m' te t' se s' nous vous lui leur y en".split(' '))

/** A piece of new text for the tokens `[from, to)` of a sentence. */
interface Draft {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * The wordings to offer for a match, each fitted to its sentence: inflected, with its determiner, elisions and
 * capital. A wording whose form is not certain is left out: the message still names the plain words.
 */
export function reword(sentence: SentenceView, match: Match, french: French): Suggestion[] {
  const { entry } = match.term
  if (entry.action === 'supprimer') return removal(sentence, match)
  if (entry.action === 'expliquer') return explanation(sentence, match)
  const suggestions: Suggestion[] = []
  for (const plain of entry.plain) {
    if (!plain.offered || !goesWith(sentence, match, plain.beside)) continue
    const draft = draftFor(sentence, match, plain.text, french)
    if (!draft) continue
    const suggestion = finish(sentence, match, draft, french)
    if (!suggestion || suggestions.some(({ text }) => text === suggestion.text)) continue
    suggestions.push(suggestion)
  }
  const kind = entry.plain.length === 1 && !entry.risky && entry.action === 'remplacer' ? 'remplacement' : 'choix'
  return suggestions.map((suggestion) => ({ ...suggestion, kind: suggestion.text.includes('[') ? 'gabarit' : kind }))
}

/** How far after a term its noun is looked for: «dans le cadre de votre nouvelle demande». */
const NOUN_WITHIN = 4

/** «pour @demande»: the wording goes with some nouns only, the first one after the term. */
function goesWith(sentence: SentenceView, match: Match, beside: ReadonlySet<string> | undefined): boolean {
  if (!beside) return true
  const noun = sentence.tokens
    .slice(match.end, match.end + NOUN_WITHIN)
    .find(({ upos }) => upos === 'NOUN' || upos === 'PROPN')
  return noun !== undefined && (beside.has(noun.lemma) || beside.has(noun.norm) || beside.has(noun.text))
}

/**
 * «vous munir de votre CV, de la convocation»: a second «de» hangs on the first, and would be left alone if the new
 * wording did without it.
 */
function leavesPreposition(tokens: readonly Token[], match: Match, plain: string): boolean {
  const last = tokens[match.end - 1]
  if (!isPreposition(last)) return false
  const base = baseOf(last)
  if (plain.split(' ').at(-1) === base) return false
  for (let i = match.end + 1; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || /^[.;:!?]$/.test(token.text) || token.features.verbForm === 'Fin') return false
    const before = tokens[i - 1]
    if (isPreposition(token) && baseOf(token) === base && /^(?:,|et|ou|que|ni)$/.test(before?.norm ?? '')) return true
  }
  return false
}

function baseOf(token: Token | undefined): 'de' | 'à' {
  return token !== undefined && /^(?:à|au|aux)$/.test(token.norm) ? 'à' : 'de'
}

function draftFor(sentence: SentenceView, match: Match, plain: string, french: French): Draft | undefined {
  // «document (qui prouve)» is said to the writer, not written for him.
  if (plain.includes('(') || plain === 'vous') return undefined
  const { pos } = match.term.entry
  if (leavesPreposition(sentence.tokens, match, plain)) return undefined
  if (match.term.verb >= 0) return verbDraft(sentence, match, plain, french)
  if (pos === 'n' || pos === 'loc.n') return nounDraft(sentence, match, plain, french)
  if (pos === 'adj' || pos === 'loc.adj') return adjectiveDraft(sentence, match, plain, french)
  return fixedDraft(sentence, match, plain)
}

/** Prepositions that take a bare noun as «de» does: «en l'absence de réponse», «sans réponse». */
const BARE = new Set(['sans', 'par', 'comme', 'de', "d'", 'à', 'en'])

/** Adverbs that go before an adjective or a participle: one word mostly, «avant» and «ensemble» apart. */
const GOES_BEFORE = /^(?!(?:avant|après|ensemble|encore)$)[^ ]+$|^(?:(?:ou|et) .*|en partie|sans doute|tout à fait)$/

function fixedDraft(sentence: SentenceView, match: Match, plain: string): Draft | undefined {
  const { tokens } = sentence
  const draft = { from: match.start, to: match.end, text: plain }
  const last = tokens[match.end - 1]
  const next = tokens[match.end]
  const tail = plain.split(' ').at(-1) ?? ''
  if (plain === 'si' || tail === 'quand') return takesIf(tokens, match.end) ? draft : undefined
  const { pos } = match.term.entry
  if (pos === 'adv' || pos === 'loc.adv') {
    // «à titre gratuit et précaire»: the adjective after «et» would hang on an adverb.
    const second = next && /^(?:et|ou)$/.test(next.norm) ? tokens[match.end + 1] : undefined
    if (second?.upos === 'ADJ' || second?.features.verbForm === 'Part') return undefined
    // «seront intégralement reversées», «temporairement absent», «antérieurement rencontrées»: few adverbs part a verb, or go
    // before what they bear on.
    if (next && !GOES_BEFORE.test(plain) && (next.upos === 'ADJ' || next.features.verbForm === 'Part')) return undefined
  }
  // «je me verrai contraint d'engager» -> «nous devrons engager»; an adverb inside would be lost.
  if (pos === 'phr' || pos === 'loc') return match.end - match.start === match.term.elements.length ? draft : undefined
  if (!isPreposition(last) || !next) return draft
  if (next.features.verbForm === 'Inf')
    return tail === 'pour' || tail === 'sans' || tail === 'de' || tail === 'à' ? draft : undefined
  // «dans le cadre de travaux» -> «pour travaux»: the noun would need an article.
  const contracted = isContraction(last, match)
  return contracted || takesArticle(next) || BARE.has(tail) || next.upos === 'PROPN' || next.kind !== 'word'
    ? draft
    : undefined
}

/** «dans l'hypothèse où vous seriez» cannot become «si vous seriez»: the verb must be one that «si» takes. */
function takesIf(tokens: readonly Token[], from: number): boolean {
  const verb = tokens.slice(from, from + 8).find((token) => token.features.verbForm === 'Fin')
  if (verb?.features.mood !== 'Ind') return false
  return verb.features.tense === 'Pres' || verb.features.tense === 'Imp'
}

function verbDraft(sentence: SentenceView, match: Match, plain: string, french: French): Draft | undefined {
  const { tokens } = sentence
  const { term, at } = match
  const verb = tokens[at[term.verb] ?? match.start]
  if (!verb) return undefined
  const [head = '', ...rest] = plain.split(' ')
  // «payer les frais d'envoi» would leave the object of «affranchir» without a place.
  const tail = rest.at(-1)
  if (term.elements.length === 1 && rest.length > 0) {
    if (tail !== 'à' && tail !== 'de') return undefined
    // «vous pouvez le dénoncer» has its object before: «mettre fin à» would have none.
    const before = tokens[match.start - 1]
    const next = tokens[match.end]
    if (!takesArticle(next) || (before !== undefined && OBJECTS.has(before.norm))) return undefined
  }
  // «bénéficier d'aides» -> «avoir aides»: a bare noun cannot lose its «de».
  const last = tokens[match.end - 1]
  const endsWithPreposition = last !== undefined && ['de', "d'", 'à'].includes(last.norm)
  if (endsWithPreposition && tail !== 'à' && tail !== 'de' && !takesArticle(tokens[match.end])) return undefined
  if (term.elements.length > 1 && !isPreposition(last) && tail !== undefined && (tail === 'à' || tail === 'de'))
    return undefined
  const request = requestFor(verb, tokens, match)
  if (!request || !isInfinitive(head, french)) return undefined
  // «quelle structure est en charge» -> «est chargée»: who does it, and so the participle, is not known here.
  if (head === 'être' && request.form !== 'Inf' && agrees(rest[0] ?? '', french)) return undefined
  const after = tokens[(at[term.verb] ?? 0) + 1]
  if (request.form === 'PartPast') {
    const auxiliary = auxiliaryBefore(tokens, at[term.verb] ?? match.start)
    if (term.reflexive || french.takesEtre(head)) return undefined
    if (auxiliary !== 'avoir' && (!french.isTransitive(head) || rest.length > 0 || term.elements.length > 1))
      return undefined
  }
  const form = french.conjugate(head, request)
  if (form === undefined) return undefined
  const kept = keptWords(match, rest)
  const to = kept === 0 ? match.end : (at[at.length - kept] ?? match.end)
  const inside = insideOf(sentence, match, after, to)
  const said = rest.slice(0, rest.length - kept)
  return { from: match.start, to, text: [form, inside, ...said].filter((part) => part !== '').join(' ') }
}

/** «produire les documents» -> «fournir les documents»: the words that the list keeps stay as the writer has them. */
function keptWords({ term, at }: Match, rest: readonly string[]): number {
  const words = term.entry.term.split(' ')
  if (words.length !== at.length) return 0
  let kept = 0
  while (kept < rest.length && kept + 1 < words.length && rest.at(-1 - kept) === words.at(-1 - kept)) kept += 1
  return kept
}

function agrees(word: string, french: French): boolean {
  return french.analyses(word).some(({ upos, features }) => upos === 'ADJ' || features.verbForm === 'Part')
}

/** The negation or adverb kept between the verb and the rest: «ne procéderons pas à» -> «ne … pas». */
function insideOf(sentence: SentenceView, match: Match, after: Token | undefined, to: number): string {
  if (!after) return ''
  const kept: string[] = []
  const used = new Set(match.at)
  for (let i = (match.at[match.term.verb] ?? match.start) + 1; i < to; i++) {
    const token = sentence.tokens[i]
    if (!token || used.has(i) || token.norm.startsWith('-')) continue
    kept.push(token.text)
  }
  return kept.join(' ')
}

function requestFor(verb: Token, tokens: readonly Token[], match: Match): VerbRequest | undefined {
  const { verbForm, mood, tense, person, number, gender } = verb.features
  if (verbForm === 'Inf') return { form: 'Inf' }
  if (verbForm === 'Part') {
    if (tense === 'Pres') return { form: 'PartPres' }
    return { form: 'PartPast', number: number ?? 'Sing', gender: gender ?? 'Masc' }
  }
  if (verbForm !== 'Fin') return undefined
  const inverted =
    tokens[match.at[match.term.verb] ?? match.start] === verb &&
    /^-/.test(tokens[(match.at[match.term.verb] ?? 0) + 1]?.norm ?? '')
  const form = inverted && mood !== 'Imp' ? 'ImpPres' : finiteForm(mood, tense)
  if (!form || person === undefined || number === undefined) return undefined
  return { form, person, number }
}

function finiteForm(mood: Features['mood'], tense: Features['tense']): VerbRequest['form'] | undefined {
  if (mood === 'Imp') return 'ImpPres'
  if (mood === 'Cnd') return 'CndPres'
  if (mood === 'Sub') return tense === 'Pres' ? 'SubPres' : tense === 'Imp' ? 'SubImp' : undefined
  if (tense === 'Pres') return 'IndPres'
  if (tense === 'Imp') return 'IndImp'
  if (tense === 'Fut') return 'IndFut'
  return tense === 'Past' ? 'IndPast' : undefined
}

function auxiliaryBefore(tokens: readonly Token[], verb: number): 'avoir' | 'être' | undefined {
  for (let i = verb - 1; i >= 0 && i > verb - 5; i--) {
    const token = tokens[i]
    if (token?.kind !== 'word') return undefined
    if (token.lemma === 'avoir') return 'avoir'
    if (token.lemma === 'être') return 'être'
    if (token.upos !== 'ADV' && token.upos !== 'PRON') return undefined
  }
  return undefined
}

function isInfinitive(word: string, french: French): boolean {
  return french.analyses(word).some(({ features }) => features.verbForm === 'Inf')
}

function isPreposition(token: Token | undefined): boolean {
  return token !== undefined && ['de', "d'", 'du', 'des', 'à', 'au', 'aux'].includes(token.norm)
}

function takesArticle(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.upos === 'DET' ||
      token.upos === 'PRON' ||
      token.kind === 'number' ||
      token.kind === 'amount' ||
      token.norm === "l'")
  )
}

function nounDraft(sentence: SentenceView, match: Match, plain: string, french: French): Draft | undefined {
  const { tokens } = sentence
  const first = tokens[match.at[0] ?? match.start]
  // «dispositions législatives et réglementaires»: the second adjective would be left alone.
  if (!first || sharesItsAdjective(tokens, match)) return undefined
  const number = numberOf(first, match, french)
  const words = plain.split(' ')
  const head = headOf(words, french)
  if (!head || !number) return undefined
  const oldGender = first.features.gender ?? french.genderOf(first.lemma)
  const text = inflectNoun(words, head.rank, number, head.gender, french)
  if (text === undefined) return undefined
  if (oldGender !== head.gender && hasAgreement(tokens, match, oldGender, french)) return undefined
  return fitDeterminer(tokens, match, text, { gender: head.gender, number }, oldGender, french)
}

function sharesItsAdjective(tokens: readonly Token[], { at, end }: Match): boolean {
  return (
    at.length > 1 &&
    /^(?:et|ou|,)$/.test(tokens[end]?.norm ?? '') &&
    tokens[end - 1]?.upos === 'ADJ' &&
    tokens[end + 1]?.upos === 'ADJ'
  )
}

function numberOf(token: Token, match: Match, french: French): GrammaticalNumber | undefined {
  if (token.features.number) return token.features.number
  const readings = french.analyses(token.norm).filter(({ upos }) => upos === 'NOUN')
  const numbers = new Set(readings.map(({ features }) => features.number))
  return numbers.size === 1 ? [...numbers][0] : token.norm === match.term.entry.term ? 'Sing' : undefined
}

/** The noun that governs a plain wording, when it opens it: «somme reçue en trop». */
function headOf(words: readonly string[], french: French): { rank: number; gender: 'Masc' | 'Fem' } | undefined {
  const word = words[0] ?? ''
  const readings = french.analyses(word)
  if (!readings.some(({ upos }) => upos === 'NOUN')) return undefined
  const gender = french.genderOf(word) ?? readings.find(({ upos }) => upos === 'NOUN')?.features.gender
  return gender ? { rank: 0, gender } : undefined
}

/** The plain wording in the asked number: the head and the adjectives that follow it. */
function inflectNoun(
  words: readonly string[],
  head: number,
  number: GrammaticalNumber,
  gender: 'Masc' | 'Fem',
  french: French,
): string | undefined {
  const given = french.analyses(words[head] ?? '').find(({ upos }) => upos === 'NOUN')
  if (given?.features.number === number || (number === 'Sing' && given?.features.number === undefined))
    return words.join(' ')
  // «personne qui doit de l'argent»: its verb would have to follow.
  if (number === 'Sing' || words.some((word) => word === 'qui' || word === 'que' || word === 'où')) return undefined
  const out = [...words]
  for (let i = head; i < words.length; i++) {
    const word = words[i] ?? ''
    const lemma = french
      .analyses(word)
      // «invalide» is a form of «invalider» too.
      .find(
        ({ upos, features }) =>
          upos === (i === head ? 'NOUN' : 'ADJ') || (i > head && upos === 'VERB' && features.verbForm === 'Part'),
      )
    if (!lemma) break
    if (i > head && lemma.upos === 'VERB') {
      const form = french.conjugate(lemma.lemma, { form: 'PartPast', gender, number })
      if (form === undefined) return undefined
      out[i] = form
      continue
    }
    const form = french.inflect(lemma.lemma, i === head ? 'NOUN' : 'ADJ', { gender, number })
    if (form === undefined) return undefined
    out[i] = form
  }
  return out.join(' ')
}

/** True when a word nearby agrees with the old noun, and would have to change with it. */
function hasAgreement(tokens: readonly Token[], match: Match, gender: Features['gender'], french: French): boolean {
  // «pièce jointe»: whatever its tag here, the next word may be an adjective.
  const next = tokens[match.end]
  const nextReadings =
    next?.kind === 'word' && next.upos !== 'ADP' && next.upos !== 'PRON' ? french.analyses(next.norm) : []
  if (
    nextReadings.some(
      ({ upos, features }) => features.gender === gender && (upos === 'ADJ' || features.verbForm === 'Part'),
    )
  ) {
    return true
  }
  for (let i = match.start - 2; i < match.end + 8; i++) {
    const token = tokens[i]
    if (!token || (i >= match.start && i < match.end)) continue
    if (i >= match.end && /^[.;:!?]$/.test(token.text)) return false
    const agrees = token.upos === 'ADJ' || (token.upos === 'VERB' && token.features.verbForm === 'Part')
    if (agrees && (token.features.gender === undefined || token.features.gender === gender)) return true
    if (
      i >= match.end &&
      (token.norm === 'celui-ci' || token.norm === 'celle-ci' || token.norm === 'lequel' || token.norm === 'laquelle')
    )
      return true
  }
  return false
}

const PREPOSITIONS = new Set(['en', 'de', 'à', 'sur', 'pour', 'par', 'sans', 'dans', 'hors'])

function adjectiveDraft(sentence: SentenceView, match: Match, plain: string, french: French): Draft | undefined {
  const { tokens } = sentence
  const rank = match.at[0] ?? match.start
  // «indûment perçues»: the participle agrees, and not the adverb before it.
  const old = match.at.map((at) => tokens[at]).find((token) => token?.features.gender !== undefined) ?? tokens[rank]
  const before = tokens[rank - 1]
  if (!old) return undefined
  const words = plain.split(' ')
  const head = words[0] ?? ''
  const attributive =
    before !== undefined && (before.upos === 'NOUN' || before.upos === 'ADJ' || before.upos === 'PROPN')
  if (head === 'qui') {
    if (!attributive || old.features.number !== 'Sing') return undefined
    return { from: match.start, to: match.end, text: plain }
  }
  if (PREPOSITIONS.has(head) || head.startsWith("d'")) {
    const fits = attributive || (before?.lemma === 'être' && head !== 'sur')
    return fits ? { from: match.start, to: match.end, text: plain } : undefined
  }
  const adjective = french
    .analyses(head)
    .find(
      ({ upos, features }) =>
        upos === 'ADJ' || (upos === 'VERB' && features.verbForm === 'Part' && features.tense === 'Past'),
    )
  if (!adjective) return undefined
  const { gender, number } = old.features
  // «éligible» has one form for both genders: the noun it goes with decides.
  const wanted: Features = {
    gender: gender ?? (attributive ? before?.features.gender : undefined) ?? 'Masc',
    number: number ?? 'Sing',
  }
  if (!gender && !attributive) return undefined
  const form =
    adjective.upos === 'ADJ'
      ? french.inflect(adjective.lemma, 'ADJ', wanted)
      : french.conjugate(adjective.lemma, {
          form: 'PartPast',
          ...(wanted.gender ? { gender: wanted.gender } : {}),
          ...(wanted.number ? { number: wanted.number } : {}),
        })
  if (form === undefined) return undefined
  return { from: match.start, to: match.end, text: [form, ...words.slice(1)].join(' ') }
}

/** Joins a draft to its neighbours and gives it the capital of what it replaces. */
function finish(sentence: SentenceView, match: Match, draft: Draft, french: French): Suggestion | undefined {
  const { tokens, block } = sentence
  let { from, to, text } = draft
  const lastMatched = tokens[to - 1]
  const next = tokens[to]
  const words = text.split(' ')
  const tail = words.at(-1) ?? ''
  const article = to === match.end ? ARTICLES.get(lastMatched?.norm ?? '') : undefined
  const stem = words.slice(0, -1).join(' ')
  const rejoin = (joined: string): string => (stem === '' ? joined : `${stem} ${joined}`)
  const contracted =
    article !== undefined && match.term.elements.at(-1)?.kind === 'form' && isContraction(lastMatched, match)
  if (contracted) {
    text = rejoin(french.join(tail, article))
  } else if (tail === 'ce' && next?.kind === 'word' && french.join('le', next.text) !== `le ${next.text}`) {
    // «du présent arrêté»: «de cet arrêté».
    text = rejoin('cet')
  } else if (lastMatched?.norm.endsWith("'") && next) {
    // «en vue d'obtenir» -> «pour obtenir»: the elided word gave no space.
    const joined = french.join(tail, next.text)
    const elided = joined.endsWith(next.text) ? joined.slice(0, -next.text.length) : `${tail} `
    text = rejoin(elided)
  } else if (JOINING.has(tail) && next && next.kind === 'word') {
    const joined = french.join(tail, `${next.text}`)
    if (joined !== `${tail} ${next.text}`) {
      text = rejoin(joined)
      to += 1
    }
  }
  const before = tokens[from - 1]
  if (before && before.kind === 'word') {
    const base = ELIDED.get(before.norm) ?? (ELIDABLE.has(before.norm) ? before.norm : undefined)
    if (base !== undefined) {
      const joined = french.join(base, text)
      if (joined !== block.text.slice(before.start, before.end) + (before.norm.endsWith("'") ? '' : ' ') + text) {
        from -= 1
        text = joined
      }
    } else if (before.norm.endsWith("'")) return undefined
  }
  const first = tokens[from]
  const last = tokens[to - 1]
  if (!first || !last) return undefined
  const old = block.text.slice(first.start, last.end)
  // «Mademoiselle, Madame», «Madame Veuve Martin»: the word would be said twice.
  const around = [...tokens.slice(Math.max(0, from - 2), from), ...tokens.slice(to, to + 2)]
  if (/^\p{L}{4,}$/u.test(text) && around.some(({ norm }) => norm === text.toLowerCase())) return undefined
  const shouted = match.term.entry.pos !== 'abrév' && /^[\p{Lu}\s'’-]{3,}$/u.test(old)
  const initials = match.term.entry.pos === 'abrév' && /^\p{Lu}{2,}$/u.test(old)
  if (/^\p{Lu}/u.test(old) && (!initials || from === 0)) text = shouted ? text.toUpperCase() : capitalise(text)
  text = restoreApostrophes(text, old)
  if (text === old) return undefined
  const exact = first === tokens[match.start] && last === tokens[match.end - 1]
  return { kind: 'choix', text, ...(exact ? {} : { span: { start: first.start, end: last.end } }) }
}

/** True when the last token holds an article besides the preposition of the term: «au titre du» for «au titre de». */
function isContraction(token: Token | undefined, match: Match): boolean {
  const element = match.term.elements.at(-1)
  if (!token || element?.kind !== 'form') return false
  return (
    (element.forms.includes('de') && (token.norm === 'du' || token.norm === 'des')) ||
    (element.forms.includes('à') && element.forms.length > 1 && (token.norm === 'au' || token.norm === 'aux'))
  )
}

function removal(sentence: SentenceView, match: Match): Suggestion[] {
  const { tokens, block } = sentence
  const first = tokens[match.start]
  const last = tokens[match.end - 1]
  const next = tokens[match.end]
  const before = tokens[match.start - 1]
  if (!first || !last) return []
  // «Fait pour servir et valoir ce que de droit.»: one word would be left.
  if (tokens.filter(({ kind }, i) => kind === 'word' && (i < match.start || i >= match.end)).length < 2) return []
  if (!before) {
    const following = next?.text === ',' ? tokens[match.end + 1] : next
    if (!following) return []
    const initial = block.text.slice(following.start, following.end)
    return [
      {
        kind: 'choix',
        label: 'Supprimer ces mots',
        text: capitalise(initial),
        span: { start: first.start, end: following.end },
      },
    ]
  }
  const label = 'Supprimer ces mots'
  // «…, et ce, dès demain»: the commas go with the words.
  if (before.text === ',' && next?.text === ',') {
    return [{ kind: 'choix', label, text: '', span: { start: before.start, end: next.start } }]
  }
  if (!next || next.kind === 'punct') {
    const from = before.text === ',' ? before.start : before.end
    return [{ kind: 'choix', label, text: '', span: { start: from, end: last.end } }]
  }
  // «En réponse à votre lettre, j'ai l'honneur de vous informer que…»
  if (before.text === ',') return [{ kind: 'choix', label, text: '', span: { start: first.start, end: next.start } }]
  const isAdverb = match.term.entry.pos === 'adv' || match.term.entry.pos === 'loc.adv'
  const isCoordinated = [before.norm, next.norm].some((norm) => norm === 'et' || norm === 'ou')
  if (!isAdverb || isCoordinated || before.kind !== 'word' || before.norm.endsWith("'")) return []
  return [{ kind: 'choix', label, text: '', span: { start: before.end, end: last.end } }]
}

function explanation(sentence: SentenceView, match: Match): Suggestion[] {
  const { tokens } = sentence
  const first = tokens[match.start]
  const last = tokens[match.end - 1]
  const gloss = match.term.entry.plain[0]?.text
  // «notifiée»: an infinitive beside it would not agree.
  if (!first || !last || gloss === undefined || match.term.verb >= 0) return []
  const old = sentence.block.text.slice(first.start, last.end)
  return [{ kind: 'gabarit', label: 'Ajouter une explication', text: `${old} (c’est-à-dire ${gloss})` }]
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The apostrophe the writer uses. */
function restoreApostrophes(text: string, old: string): string {
  return old.includes('’') ? text.replaceAll("'", '’') : text
}
