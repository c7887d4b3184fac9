import { createSign, defineRule, type SentenceView, type Suggestion, showsSign } from '@limpide/checker'
import type { DrawnArcs, French, Token } from '@limpide/french'
import { lower } from './reading/text.ts'

/** What an item of an enumeration opens with: items that go together open alike. */
type Opening = 'nom' | 'infinitif' | 'de' | 'de + infinitif' | 'que' | 'autre'

const DETERMINERS = new Set([
  "l'",
  'le',
  'la',
  'les',
  'un',
  'une',
  'des',
  'du',
  'votre',
  'vos',
  'son',
  'sa',
  'ses',
  'leur',
  'leurs',
  'tout',
  'toute',
  'tous',
  'toutes',
  'cette',
  'ce',
  'ces',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'aucun',
  'aucune',
  'chaque',
  'notre',
  'nos',
  'mon',
  'ma',
  'mes',
])
const DOCUMENT =
  /(?<!\p{L})(?:justificatifs?|attestations?|copies?|photocopies?|photos?|ribs?|relevés?|avis d'imp\p{L}+|certificats?|cartes? (?:nationale )?d'identité|passeports?|livret|actes?|extraits?|bulletins?|quittances?|contrats?|formulaires?|factures?|pièces?|diplômes?|ordonnances?|permis|bail|carnet de santé|déclarations?|titre de séjour)(?!\p{L})/u
const CONDITION = /(?:devez|devra|doit|doivent|conditions?|remplir|satisfaire|à condition)/
/** What asks for documents, or says what a file holds: « figurer dans le contrat, le formulaire » asks for none. */
const ASKED =
  /(?<!\p{L})(?:joi(?:gn|nd|nt)|fourni|présent(?:er|ez)|transm[ei]|envo[iy]|adress|apport|produi|rem[ei]t|remis|renvo|retourn|dépos|compr(?:en|is)|compos|constitu|pièces?|documents?|justificatifs?|dossier|nécessaire|demand|exig|réclam|besoin|devez|devra|faut|muni|conserv|imprim|télécharg|list)/u
/** Words that stand in a sentence between items without being one. */
const ASIDE = /^(?:par exemple|notamment|le cas échéant|si possible|en effet|par ailleurs|à défaut|s'il y a lieu|sauf)/

interface Item {
  readonly start: number
  readonly end: number
  readonly words: readonly Token[]
  readonly opening: Opening
}

function isInfinitive(token: Token | undefined): boolean {
  return token !== undefined && (token.upos === 'VERB' || token.upos === 'AUX') && token.features.verbForm === 'Inf'
}

function openingOf(words: readonly Token[]): Opening {
  const [first, second, third] = words
  if (!first) return 'autre'
  const token = first.norm === 'soit' || first.norm === 'puis' ? (second ?? first) : first
  if (token.norm === 'ne' && second?.norm === 'pas') return isInfinitive(third) ? 'infinitif' : 'autre'
  if (token.norm === 'de' || token.norm === "d'" || token.norm === 'du' || token.norm === 'des') {
    if (token.norm === 'des') return 'nom'
    return isInfinitive(second) ? 'de + infinitif' : 'de'
  }
  if (token.norm === 'que' || token.norm === "qu'") return 'que'
  if (DETERMINERS.has(token.norm) || token.kind === 'placeholder' || token.kind === 'number') return 'nom'
  if (token.upos === 'VERB' || token.upos === 'AUX') return token.features.verbForm === 'Inf' ? 'infinitif' : 'autre'
  if (token.upos === 'NOUN' || token.upos === 'PROPN') return 'nom'
  return 'autre'
}

/** The first words after a coordinator: as many as say what opens there. */
function wordsFrom(tokens: readonly Token[], from: number): readonly Token[] {
  const words: Token[] = []
  for (let i = from; i < tokens.length && words.length < OPENING_WORDS; i++) {
    const token = tokens[i]
    if (token && token.kind !== 'punct') words.push(token)
  }
  return words
}

/** « Ne pas joindre »: an opening is told by three words at most. */
const OPENING_WORDS = 3

function opensItem(words: readonly Token[]): boolean {
  const [first] = words
  return openingOf(words) !== 'autre' && (first?.upos !== 'NOUN' || DETERMINERS.has(first.norm))
}

/** What may part two items, in brackets or not. */
function countSeparators({ tokens }: SentenceView): number {
  let count = 0
  for (const token of tokens) if (showsSign(token, SEPARATOR)) count += 1
  return count
}

const SEPARATOR = createSign(
  ({ text, norm }) => text === ',' || text === ';' || norm === 'et' || norm === 'ou' || norm === 'ainsi',
)

const OPENS: ReadonlySet<string> = new Set(['(', '[', '«'])
const CLOSES: ReadonlySet<string> = new Set([')', ']', '»'])

/** Cuts a sentence at the commas, semicolons and last coordinator that stand outside brackets. */
function itemsOf(sentence: SentenceView): readonly Item[] {
  const tokens = sentence.tokens
  const chains: Item[][] = [[]]
  let from = 0
  let depth = 0
  const close = (to: number): void => {
    const words = tokens.slice(from, to).filter((token) => token.kind !== 'punct')
    const [first] = words
    const last = tokens.slice(from, to).at(-1)
    if (first && last) chains.at(-1)?.push({ start: first.start, end: last.end, words, opening: openingOf(words) })
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined) continue
    if (OPENS.has(token.text)) depth++
    if (CLOSES.has(token.text)) depth = Math.max(0, depth - 1)
    if (depth > 0) continue
    const isComma = token.text === ',' || token.text === ';'
    const isAnd =
      token.norm === 'et' || token.norm === 'ou' || (token.norm === 'ainsi' && tokens[i + 1]?.norm === 'que')
    if (!isComma && !isAnd) continue
    // « à jour et signé », « père et mère » inside an item are not boundaries: a coordinator counts before an opening.
    if (isAnd && (tokens[i - 1]?.text === ',' || !opensItem(wordsFrom(tokens, token.norm === 'ainsi' ? i + 2 : i + 1))))
      continue
    close(i)
    from = isAnd && token.norm === 'ainsi' ? i + 2 : i + 1
    if (isAnd && tokens[i + 1] === undefined) break
  }
  const end = tokens.at(-1)?.kind === 'punct' ? tokens.length - 1 : tokens.length
  close(end)
  return chains[0] ?? []
}

/** Items that open alike; `isCertain` when nothing else in what leads to them could be the first one. */
interface Run {
  readonly items: readonly Item[]
  readonly isCertain: boolean
}

/** The longest run of items that open alike, the first one being cut out of what leads to it. */
function longestRun(sentence: SentenceView, items: readonly Item[], least: number, french: French): Run | undefined {
  let best: readonly Item[] = []
  let run: Item[] = []
  for (const item of items.slice(1)) {
    const last = run.at(-1)
    // « de la commune, du département ou de la région »: complements of one noun, not a list to make.
    if (
      item.opening === 'autre' ||
      item.opening === 'de' ||
      isClause(item) ||
      ASIDE.test(item.words.map((word) => word.norm).join(' '))
    ) {
      run = []
      continue
    }
    run = last && last.opening === item.opening ? [...run, item] : [item]
    if (run.length > best.length) best = run
  }
  const [second] = best
  if (!second || best.length + 1 < least) return undefined
  const lead = items[items.indexOf(second) - 1]
  return lead && cutLead(sentence, lead, second, best, french)
}

/** « le maire, les élus, Jocelyn essaie aussi »: an item with a verb of its own is a clause, unless a relative brings it. */
function isClause(item: Item): boolean {
  const verb = item.words.findIndex(
    (word) => (word.upos === 'VERB' || word.upos === 'AUX') && word.features.verbForm === 'Fin',
  )
  return (
    verb >= 0 &&
    !item.words
      .slice(0, verb)
      .some((word) => /^(?:qui|que|qu'|dont|où|laquelle|lequel|lesquel(?:le)?s|si|s')$/.test(word.norm))
  )
}

function isName({ words }: Item): boolean {
  return words[0]?.upos === 'PROPN'
}

function isBare(item: Item | undefined): boolean {
  return item?.words[0]?.upos === 'NOUN'
}

/** Words of an item, its determiner left out. */
function weightOf({ words }: Item): number {
  const [first] = words
  return words.length - (first && DETERMINERS.has(first.norm) ? 1 : 0)
}

/** The first item starts inside the clause that introduces it: « Joignez [une copie de votre bail], un RIB ». */
function cutLead(
  sentence: SentenceView,
  lead: Item,
  second: Item,
  following: readonly Item[],
  french: French,
): Run | undefined {
  const { opening } = second
  const words = announced(sentence, lead)
  const isAnnounced = words.length < lead.words.length
  let at = -1
  for (const [i, word] of words.entries()) {
    if (
      (word.upos === 'VERB' || word.upos === 'AUX') &&
      word.features.verbForm !== 'Part' &&
      !(opening === 'infinitif' && word.features.verbForm === 'Inf')
    )
      at = i
  }
  const starts: number[] = []
  for (let i = at + 1; i < words.length; i++) {
    const word = words[i]
    if (!word || openingOf(words.slice(i)) !== opening) continue
    const hasNoDeterminer = opening === 'nom' && !DETERMINERS.has(word.norm)
    // « certificat de travail, solde de tout compte » after a colon: what comes first there is the first item.
    if (hasNoDeterminer && i > 0 && (isAnnounced || BEFORE_NOUN.has(words[i - 1]?.upos ?? ''))) continue
    // « une copie de votre bail, un RIB »: a complement is no item.
    if (starts.length > 0 && (isAnnounced || OF.test(words[i - 1]?.norm ?? ''))) continue
    starts.push(i)
  }
  const start =
    starts.length > 1 && opening === 'nom' ? likeliest(sentence.tokens, words, starts, second, french) : starts[0]
  const first = words[start ?? -1]
  if (start === undefined || !first) return undefined
  const before = words[start - 1]
  // « pour l'application, à l'employeur, des dispositions »: what follows a definite is « de les », a complement.
  if (before?.upos === 'ADP' && second.words[0]?.norm === 'des' && first.norm !== 'des') return undefined
  return {
    items: [{ start: first.start, end: lead.end, words: words.slice(start), opening }, ...following],
    isCertain: !isOfThe(first, second) && !starts.some((other) => other > start && mayOpen(words, other)),
  }
}

/** After these a noun has begun already, or hangs on another. */
const BEFORE_NOUN: ReadonlySet<string> = new Set(['DET', 'ADJ', 'NUM', 'ADP'])

/** « le cas des apprentis, des jeunes »: the second may be a complement, where « des » is « de les ». */
function isOfThe(first: Token, second: Item): boolean {
  return second.words[0]?.norm === 'des' && DEFINITE.has(first.norm)
}

const DEFINITE: ReadonlySet<string> = new Set(["l'", 'le', 'la', 'les'])

const OF = /^(?:de|d'|du|des)$/

/** « relatives à la gestion, l'évolution et la formation »: the items may be complements, except those of « de ». */
function mayOpen(words: readonly Token[], at: number): boolean {
  const before = words[at - 1]
  return before?.upos === 'ADP' && !OF.test(before.norm)
}

/** Of the places where the first item may start, the last one before the word that the second item is tied to. */
function likeliest(
  tokens: readonly Token[],
  words: readonly Token[],
  starts: readonly number[],
  second: Item,
  french: French,
): number | undefined {
  const tied = tokens[french.findInArcs(tokens, (arcs) => tiedTo(tokens, arcs, second))]
  return (tied && starts.findLast((at) => (words[at]?.start ?? 0) <= tied.start)) ?? starts[0]
}

/** The word before an item that its first word with such a tie hangs on, or -1; `undefined` where an arc that decides is not drawn. */
function tiedTo(tokens: readonly Token[], arcs: DrawnArcs, { start, end }: Item): number | undefined {
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined || token.start < start || token.kind === 'punct') continue
    if (token.start >= end) return -1
    const head = arcs.headOf(rank)
    if (head === undefined) return undefined
    const at = tokens[head]?.start
    if (at === undefined || at >= end) return -1
    if (at < start) return head
  }
  return -1
}

const ANNOUNCES: ReadonlySet<string> = new Set([':', '–', '—', '-'])

/** The words of what leads to a list that stand outside brackets, and after the colon or the dash that announces it. */
function announced({ tokens }: SentenceView, lead: Item): readonly Token[] {
  let words: Token[] = []
  let depth = 0
  for (const token of tokens) {
    if (token.start < lead.start) continue
    if (token.start >= lead.end) break
    if (OPENS.has(token.text)) depth++
    else if (CLOSES.has(token.text)) depth = Math.max(0, depth - 1)
    else if (depth > 0) continue
    else if (ANNOUNCES.has(token.text)) words = []
    else if (token.kind !== 'punct') words.push(token)
  }
  return words
}

function toList(sentence: SentenceView, run: readonly Item[], format: string): readonly Suggestion[] {
  const [first] = run
  const last = run.at(-1)
  if (!first || !last || (format !== 'md' && format !== 'txt')) return []
  const rest = sentence.block.text.slice(last.end, sentence.end)
  const isLastSentence = sentence.block.text.slice(sentence.end).trim() === ''
  // Marks and what follows the list in the paragraph would be lost or torn.
  if (!/^\s*[.!]?\s*$/.test(rest) || !isLastSentence || sentence.block.kind !== 'paragraph') return []
  if (sentence.block.source.marks.some((mark) => mark.end > first.start)) return []
  const lead = sentence.block.text.slice(sentence.start, first.start).trimEnd()
  if (lead === '' || /[:(]$/.test(lead)) return []
  const gap =
    sentence.block.text.slice(0, first.start).length - sentence.block.text.slice(0, first.start).trimEnd().length
  const items = run.map((item) =>
    sentence.block.text
      .slice(item.start, item.end)
      .trim()
      .replace(/^puis /, ''),
  )
  const text = `\u00a0:\n\n- ${items.join('\u00a0;\n- ')}.`
  return [{ kind: 'gabarit', label: 'Mettre en liste', text, span: { start: first.start - gap, end: sentence.end } }]
}

export default defineRule({
  id: 'liste-a-faire',
  name: 'Énumération à mettre en liste',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Dans une phrase, le lecteur oublie des éléments. Dans une liste, il les coche un par un.',
  advice: 'Annoncez la liste par une phrase courte et deux-points, puis mettez un élément par ligne.',
  sources: [
    'Fédération Wallonie-Bruxelles, Écrire pour être lu',
    'SIG, Charte des grands principes rédactionnels',
    'convention du projet pour les seuils',
  ],
  scope: 'sentence',
  kinds: ['paragraph', 'quote'],
  // The clauses of a contract or of a decree keep the wording of the law.
  except: ['arrete-ou-contrat'],
  indicator: 'dettes-de-structure',
  thresholds: {
    items: { key: 'elements-signales', value: 4, unit: 'éléments', range: [3, 10], source: 'convention du projet' },
    longItems: {
      key: 'longs-elements-signales',
      value: 4,
      unit: 'éléments longs',
      range: [2, 10],
      source: 'convention du projet',
    },
    longItemWords: {
      key: 'mots-long-element',
      value: 4,
      unit: 'mots dans chaque élément long',
      range: [2, 15],
      source: 'convention du projet',
    },
    shortWords: {
      key: 'mots-par-element',
      value: 2,
      unit: 'mots par élément, en moyenne',
      range: [1, 6],
      source: 'convention du projet',
    },
    shortest: {
      key: 'mots-element-court',
      value: 2,
      unit: 'mots dans l’élément le plus court',
      range: [1, 5],
      source: 'convention du projet',
    },
    documents: {
      key: 'documents-signales',
      value: 3,
      unit: 'documents',
      range: [2, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    list: 'Cette phrase énumère {count} éléments. Faites-en une liste.',
    documents: 'Cette phrase demande {count} documents. Faites-en une liste à cocher.',
    conditions: 'Cette phrase pose {count} conditions. Faites-en une liste.',
  },
  examples: [
    {
      bad: "Joignez [[une copie de votre carte d'identité, un justificatif de domicile, un RIB et votre avis d'imposition]].",
      better:
        "Joignez :\n\n- une copie de votre carte d'identité ;\n- un justificatif de domicile ;\n- un RIB ;\n- votre avis d'imposition.",
    },
    { bad: 'Vous devez [[être majeur, résider en France, ne pas être étudiant et chercher un emploi]].' },
    {
      bad: 'Le dossier comprend [[le formulaire signé par les deux parents, la copie du livret de famille à jour et le certificat de scolarité]].',
    },
    {
      bad: 'La carte ouvre [[les bibliothèques du centre, les piscines de la ville, les musées du département et les parcs des environs]].',
    },
    { good: 'Lundi, mardi, jeudi et vendredi de 9 h à 12 h', because: 'des horaires se lisent en ligne' },
    { good: 'Paris, Lyon, Marseille et Lille', because: 'une suite de noms courts se lit d’un coup d’œil' },
    {
      good: 'Pesez les restes à tous les repas : le petit-déjeuner, le déjeuner, la collation de seize heures et le dîner.',
      because: 'des noms courts et connus se lisent d’un trait',
    },
    { good: 'Madame, Monsieur, et chers tous', because: 'une formule d’appel n’énumère rien' },
    { good: 'Apportez votre carte d’identité et un justificatif de domicile.', because: 'deux éléments se retiennent' },
    {
      good: 'Le maire, qui a reçu la demande, la transmet au service, et le service vous répond.',
      because: 'des virgules qui séparent des propositions',
    },
  ],
  check(sentence, { threshold, report, document, french }) {
    const least = Math.min(threshold.items, threshold.longItems, threshold.documents)
    if (countSeparators(sentence) + 1 < least) return
    const found = longestRun(sentence, itemsOf(sentence), least, french)
    if (!found) return
    const run = found.items
    const [first] = run
    const last = run.at(-1)
    if (!first || !last) return
    // An address goes from the name to the town in one breath.
    if (/\d{5} \p{Lu}/u.test(sentence.text)) return
    // « des articles L. 264-1 et D. 264-1 » lists references, which another rule weighs.
    if (run.some((item) => item.words.some((word) => word.kind === 'reference'))) return
    const sizes = run.map((item) => item.words.length)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / run.length
    const documents = run.filter((item) => DOCUMENT.test(lower(sentence.block.text.slice(item.start, item.end)))).length
    const place = { start: first.start, end: sentence.block.text.slice(0, last.end).trimEnd().length }
    const suggestions = found.isCertain ? toList(sentence, run, document.document.format) : []
    const data = { count: run.length }
    const lead = lower(sentence.block.text.slice(sentence.start, first.start))
    if (documents >= threshold.documents && first.opening === 'nom' && ASKED.test(lead)) {
      report(place, { message: 'documents', data, severity: 'avertissement', suggestions })
      return
    }
    const long = run.length >= threshold.longItems && Math.min(...sizes) > threshold.longItemWords
    // « le petit-déjeuner, le déjeuner, la collation » : words of a kind read in one breath, and so do people's names.
    const isNames = run.every((item) => item.words.some((word) => word.upos === 'PROPN'))
    // « Marie Durand, directrice, Paul Petit, adjoint »: each name with what it is.
    if (run.some((item, i) => isName(item) && isBare(run[i + 1]))) return
    const many =
      run.length >= threshold.items &&
      mean >= threshold.shortWords &&
      Math.min(...run.map(weightOf)) >= threshold.shortest &&
      !isNames
    if (!long && !many) return
    if (first.opening === 'infinitif' && CONDITION.test(lead))
      report(place, { message: 'conditions', data, severity: 'avertissement', suggestions })
    else report(place, { message: 'list', data, suggestions })
  },
})
