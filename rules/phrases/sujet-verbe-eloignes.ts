import { defineRule } from '@limpide/checker'
import type { DrawnArcs, Token } from '@limpide/french'

export default defineRule({
  id: 'sujet-verbe-eloignes',
  name: 'Sujet et verbe éloignés',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Quand le verbe tarde, le lecteur doit garder le sujet en tête et revient souvent en arrière.',
  advice: 'Rapprochez le verbe de son sujet, ou faites deux phrases.',
  sources: [
    'Fédération Wallonie-Bruxelles, « Écrire pour être lu » : garder ensemble le sujet et le verbe',
    'convention du projet',
  ],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote'],
  thresholds: {
    maxWords: { key: 'mots-maximum', value: 8, unit: 'mots', range: [3, 30], source: 'convention du projet' },
    tooManyWords: {
      key: 'mots-avertissement',
      value: 15,
      unit: 'mots',
      range: [5, 60],
      source: 'convention du projet',
    },
  },
  messages: {
    apart: '{count} mots séparent « {subject} » de son verbe, « {verb} ».',
  },
  examples: [
    {
      bad: "La [[demande de renouvellement de l'allocation versée au titre de l'année scolaire en cours doit]] parvenir à la caisse avant le 1er juin.",
      better: "Vous touchez l'allocation pour cette année scolaire. Demandez son renouvellement avant le 1er juin.",
    },
    {
      bad: "Les [[personnes titulaires d'une carte de séjour temporaire en cours de validité délivrée par une préfecture d'Île-de-France peuvent]] s'inscrire.",
      better:
        "Vous pouvez vous inscrire si une préfecture d'Île-de-France vous a délivré une carte de séjour temporaire.",
    },
    {
      bad: "L'[[absence de réponse de votre part dans un délai d'un mois à compter de la réception de ce courrier entraînera]] la clôture du dossier.",
      better: 'Répondez-nous dans le mois. Sinon, nous fermerons votre dossier.',
    },
    { good: 'Votre demande est acceptée.', because: 'le sujet touche le verbe' },
    {
      good: 'Six mois avant la date de fin de la convention signée avec la commune, le bailleur peut proposer un bail.',
      because: 'le sujet est « le bailleur », et il touche le verbe',
    },
    {
      good: 'Pour obtenir la carte de stationnement délivrée par le département, vous devez remplir un formulaire.',
      because: 'le sujet « vous » touche le verbe',
    },
    {
      good: "Comment votre aide, en tant qu'étudiant, est-elle calculée ?",
      because: 'quelques mots seulement les séparent',
    },
    {
      good: 'Le livret de famille, la carte d’identité, le justificatif de domicile et la photo sont obligatoires.',
      because: 'la liste est le sujet, et son dernier mot touche le verbe',
    },
    {
      good: 'Lorsqu’un établissement public de coopération, un département, une métropole ou la collectivité de Corse a signé la convention, prévenez-nous.',
      because: 'la liste est le sujet, et son dernier nom touche le verbe',
    },
  ],
  check(sentence, { threshold, french, report }) {
    const { tokens } = sentence
    if (!sentence.hasVerb || sentence.wordCount <= threshold.maxWords) return
    // Parsing a sentence costs more than all the rest: only where some verb may be as late as that.
    if (!tokens.some((_, verb) => mayBeLate(tokens, verb, threshold.maxWords))) return
    const last = lastFar(tokens, threshold.maxWords)
    const found = french.findInArcs(tokens, (arcs) => firstApart(tokens, arcs, last, threshold.maxWords))
    const first = tokens[Math.floor(found / tokens.length)]
    const verb = tokens[found % tokens.length]
    if (found === NONE || !first || !verb) return
    const count = wordsBetween(tokens, Math.floor(found / tokens.length), found % tokens.length)
    report(
      { start: first.start, end: verb.end },
      {
        message: 'apart',
        data: { count, subject: first.text, verb: verb.text },
        ...(count > threshold.tooManyWords ? { severity: 'avertissement' } : {}),
      },
    )
  },
})

const NONE = -1

/** The last word that is far enough from a verb to be its subject, whatever the arcs say: no noun after it need be asked. */
function lastFar(tokens: readonly Token[], maxWords: number): number {
  let last = -1
  for (const [verb, { features }] of tokens.entries())
    if (features.person === 3 && features.verbForm === 'Fin')
      last = Math.max(last, farBefore(tokens, verb, maxWords, last))
  return last
}

/** The nearest word that is far enough before a verb, or a rank that is not after `known`. */
function farBefore(tokens: readonly Token[], verb: number, maxWords: number, known: number): number {
  let words = 0
  let verbs = 0
  let openings = 0
  let brackets = 0
  let comma = -1
  for (let i = verb - 1; i > known; i--) {
    const token = tokens[i]
    if (!token) break
    if (words > maxWords && verbs <= openings && brackets <= 0 && !hasNearSubject(tokens, comma, verb)) return i
    if (isStop(token)) break
    if (isCounted(token)) words++
    if (token.text === ',' && comma < 0) comma = i
    else if (token.text === '(') brackets++
    else if (token.text === ')') brackets--
    if (isConjugated(token)) verbs++
    if (opensClause(token)) openings++
  }
  return known
}

function wordsBetween(tokens: readonly Token[], subject: number, verb: number): number {
  let count = 0
  for (let rank = subject + 1; rank < verb; rank++) {
    const token = tokens[rank]
    if (token && isCounted(token)) count++
  }
  return count
}

/** True when the arcs may give this verb a subject that many words before it: what can be known without them. */
function mayBeLate(tokens: readonly Token[], verb: number, maxWords: number): boolean {
  const last = tokens[verb]
  if (last?.features.person !== 3 || last.features.verbForm !== 'Fin' || hasOwnSubject(tokens, verb)) return false
  let words = 0
  let waiting = 0
  let verbs = 0
  let openings = 0
  let brackets = 0
  let comma = -1
  // Whether what stands here, or in a list after it, may be the last word of a subject that is far enough.
  let isFar = false
  for (let i = verb - 1; i >= 0; i--) {
    const token = tokens[i]
    if (!token || isStop(token)) return false
    if (!isFar && words > maxWords && verbs <= openings && brackets <= 0) isFar = !hasNearSubject(tokens, comma, verb)
    if (isFar && waiting === 0 && mayBeSubject(tokens, i, verb)) return true
    if (isCounted(token)) words++
    if (token.text === ',' && comma < 0) comma = i
    else if (token.text === '(') brackets++
    else if (token.text === ')') brackets--
    if (isConjugated(token)) verbs++
    if (opensClause(token)) openings++
    if (isConjugated(token)) waiting++
    // The clause that begins here is that of our verb, unless another verb waits for it.
    else if (opensClause(token) && !isComparison(tokens, i)) {
      if (waiting === 0) return false
      waiting--
    }
  }
  return false
}

/** A noun without a preposition, of the verb's number unless a list makes a plural. */
function mayBeSubject(tokens: readonly Token[], noun: number, verb: number): boolean {
  const token = tokens[noun]
  if (token?.upos !== 'NOUN' || token.kind !== 'word') return false
  let before = noun - 1
  while (BEFORE_NOUN.has(tokens[before]?.upos ?? '')) before--
  if (tokens[before]?.upos === 'ADP') return false
  const { number } = token.features
  const wanted = tokens[verb]?.features.number
  return number === undefined || number === wanted || tokens.slice(noun, verb).some(({ upos }) => upos === 'CCONJ')
}

const BEFORE_NOUN: ReadonlySet<string> = new Set(['DET', 'ADJ', 'NUM'])

/** « quel qu'il soit », « qui doit »: the subject is a pronoun that touches the verb. */
function hasOwnSubject(tokens: readonly Token[], verb: number): boolean {
  let i = verb - 1
  while (CLITICS.has(tokens[i]?.norm ?? '')) i--
  return SUBJECTS.has(tokens[i]?.norm ?? '')
}

const SUBJECTS: ReadonlySet<string> = new Set(['il', 'ils', 'elle', 'elles', 'on', 'ce', "c'", 'cela', 'ça', 'qui'])
const CLITICS: ReadonlySet<string> = new Set([
  'ne',
  "n'",
  'se',
  "s'",
  'y',
  'en',
  'le',
  'la',
  "l'",
  'les',
  'lui',
  'leur',
  'me',
  "m'",
  'nous',
  'vous',
])

/** « ainsi que », « tels que », « autre que » : no clause begins there. */
function isComparison(tokens: readonly Token[], i: number): boolean {
  return /^qu[e']$/.test(tokens[i]?.norm ?? '') && COMPARED.test(tokens[i - 1]?.norm ?? '')
}

const COMPARED = /^(?:ainsi|tel|tels|telle|telles|autre|autres|plus|moins|même|mêmes|aussi)$/

/**
 * The first subject too far from its verb, and that verb, in one number; `undefined` where an arc that decides is not drawn
 * yet. Once a subject is tied to the head of its verb, all that stands between them is tied too.
 */
function firstApart(tokens: readonly Token[], arcs: DrawnArcs, last: number, maxWords: number): number | undefined {
  for (let rank = 0; rank <= last; rank++) {
    const noun = tokens[rank]
    if (noun?.upos !== 'NOUN' || noun.kind !== 'word') continue
    const head = arcs.headOf(rank)
    if (head === undefined) return undefined
    if (head < rank || !isSubject(arcs.relationOf(rank))) continue
    const verb = finiteOf(tokens, arcs, head, rank)
    if (verb === undefined) continue
    const subject = lastItem(tokens, lastOfList(arcs, rank, verb), verb)
    if (!isSure(tokens, rank, subject, verb)) continue
    if (wordsBetween(tokens, subject, verb) > maxWords) return subject * tokens.length + verb
  }
  return NONE
}

function isSubject(relation: string): boolean {
  return relation === 'nsubj' || relation === 'nsubj:pass'
}

/** The conjugated word of the verb's group, after the subject. */
function finiteOf(tokens: readonly Token[], arcs: DrawnArcs, head: number, subject: number): number | undefined {
  for (let i = subject + 1; i <= head; i++) {
    const own = i === head || (arcs.headOf(i) === head && /^(?:aux|cop)/.test(arcs.relationOf(i)))
    if (own && tokens[i]?.features.verbForm === 'Fin') return i
  }
  return undefined
}

/** "Le livret, la carte et la photo sont": the last of the list is the nearest. */
function lastOfList(arcs: DrawnArcs, subject: number, verb: number): number {
  let last = subject
  for (let i = subject + 1; i < verb; i++) if (arcs.headOf(i) === last && arcs.relationOf(i) === 'conj') last = i
  for (let i = subject + 1; i < verb; i++)
    if (i > last && arcs.headOf(i) === subject && arcs.relationOf(i) === 'conj') last = i
  return last
}

/** "un établissement public, un département ou la collectivité de Corse a": a long list, whose items the arcs tie at random. */
function lastItem(tokens: readonly Token[], subject: number, verb: number): number {
  let last = subject
  let isList = false
  for (let i = subject + 1; i < verb - 1; i++) {
    const opensItem = tokens[i + 1]?.upos === 'DET'
    if (tokens[i]?.text === ',' && opensItem) isList = true
    if (!isList || !opensItem || !/^(?:,|et|ou)$/.test(tokens[i]?.text ?? '')) continue
    const noun = tokens.findIndex((token, rank) => rank > i && rank < verb && token.upos === 'NOUN')
    if (noun > 0 && /^(?:et|ou)$/.test(tokens[i]?.text ?? '')) last = noun
  }
  return last
}

/** The parser may be wrong over a long way: number must agree, and no other clause may begin between. */
function isSure(tokens: readonly Token[], noun: number, subject: number, verb: number): boolean {
  const number = tokens[noun]?.features.number
  const wanted = tokens[verb]?.features.number
  if (subject === noun && number !== undefined && wanted !== undefined && number !== wanted) return false
  if (tokens[verb]?.features.person !== 3) return false
  const between = tokens.slice(subject + 1, verb)
  const comma = tokens.findLastIndex(({ text }, rank) => rank > subject && rank < verb && text === ',')
  if (hasNearSubject(tokens, comma, verb)) return false
  // "(un produit cuisiné ne doit": the verb stands in a bracket that the subject is out of.
  if (between.filter(({ text }) => text === '(').length > between.filter(({ text }) => text === ')').length)
    return false
  return !between.some(isStop) && between.filter(isConjugated).length <= between.filter(opensClause).length
}

/** "Six mois avant la fin, le bailleur peut": after the last comma, a noun without a preposition is the subject. */
function hasNearSubject(tokens: readonly Token[], comma: number, verb: number): boolean {
  if (comma < 0 || tokens[comma + 1]?.upos !== 'DET') return false
  for (let rank = comma + 2; rank < verb; rank++) if (tokens[rank]?.upos === 'NOUN') return true
  return false
}

function isCounted({ kind }: Token): boolean {
  return kind !== 'punct' && kind !== 'symbol'
}

const STOPS = new Set([';', ':', '.', '!', '?', '…'])

function isStop({ text }: Token): boolean {
  return STOPS.has(text)
}

function isConjugated({ upos, features }: Token): boolean {
  return (upos === 'VERB' || upos === 'AUX') && features.verbForm === 'Fin'
}

function opensClause({ norm, upos }: Token): boolean {
  return upos === 'SCONJ' || RELATIVES.has(norm)
}

const RELATIVES = new Set(['qui', 'que', "qu'", 'dont', 'où', 'lequel'])
