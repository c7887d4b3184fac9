import {
  type BlockView,
  createSearch,
  createSign,
  type DocumentView,
  defineRule,
  holdsSign,
  perBlock,
  plainOf,
  type RuleSettings,
  type SentenceView,
  type Suggestion,
  showsSign,
} from '@limpide/checker'
import { type French, frequencyBand, type Gender, type Token } from '@limpide/french'
import { LISTS } from '../lists.generated.ts'

/** What is known of a sigle: several expansions when services use the same letters. */
interface Acronym {
  readonly expansions: readonly string[]
  readonly wellKnown: boolean
}

/** A sigle where it is first used. */
interface Use {
  readonly block: BlockView
  readonly tokens: readonly Token[]
  readonly rank: number
  readonly sigle: string
  readonly known: Acronym | undefined
}

const CAPITALS = /^\p{Lu}[\p{Lu}\d]{1,7}(?:-\p{Lu}[\p{Lu}\d]{1,7})*s?$/u
const CAPITALISED = /^[A-Z][a-z]+$/
/** A sigle written as a name has four letters: «Apa» could be any name. */
const NAMED = 4
const DOTTED = /^(?:\p{Lu}\.){2,8}$/u
const MIXED = /^\p{Lu}\p{L}*\p{Lu}\p{L}*$/u
const ROMAN = /^(?=[IVXLCDM]+$)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/
/** Written like sigles, read by everyone. */
const ACCEPTED = new Set(
  'ETAT OK KO NB ASAP XML CSV JSON PS RF FR EUR ID WC DVD USB HTML HTTP HTTPS MMS SVP MM MME ST STE CEDEX BP CS TSA JPEG JPG PNG ZIP XLS DOC DOCX CO2 JJ AAAA HH'.split(
    ' ',
  ),
)
/** «CP, CE1, CM2»: every parent knows the classes of their child's school. */
const CLASSES = new Set(['CP', 'CE', 'CM'])
const SCHOOL =
  /(?<!\p{L})(?:école|écoles|élève|élèves|scolaire|scolaires|classe|classes|cantine|maternelle|ce1|ce2|cm1|cm2)(?!\p{L})/u
/** The frequency band from which a word in capitals is first a word. */
const COMMON = 3
/** How many words after a sigle are read for its expansion. */
const SPELLED = 7
const TITLES = new Set('m. mme mlle monsieur madame mr dr me maître docteur'.split(' '))
const NUMBERED = new Set(
  'louis henri charles françois napoléon siècle chapitre titre livre tome annexe partie article section phase niveau catégorie groupe type'.split(
    ' ',
  ),
)
/** Share of capitals from which a line is a title in capitals. */
const SHOUTED = 0.6

let acronyms: ReadonlyMap<string, Acronym> | undefined

export default defineRule({
  id: 'sigle-non-explique',
  name: 'Sigle non expliqué',
  principle: 'vocabulaire',
  severity: 'avertissement',
  indicator: 'sigles',
  why: 'Un sigle que l’on ne connaît pas arrête la lecture\u00a0: le lecteur ne sait pas de qui ou de quoi vous parlez.',
  advice: 'Écrivez le nom complet la première fois, suivi du sigle entre parenthèses.',
  sources: ['WCAG 2.2, critère 3.1.4', 'convention du projet'],
  scope: 'document',
  thresholds: {
    maxUnexplained: { key: 'sigles-erreur', value: 5, unit: 'sigles', range: [1, 20], source: 'convention du projet' },
    shortText: {
      key: 'mots-document-court',
      value: 400,
      unit: 'mots',
      range: [100, 2000],
      source: 'convention du projet',
    },
  },
  messages: {
    known: 'Le sigle «\u00a0{sigle}\u00a0» n’est pas expliqué. Il peut vouloir dire {sens}.',
    unknown: 'Le sigle «\u00a0{sigle}\u00a0» n’est pas expliqué. Écrivez une fois le nom complet.',
  },
  examples: [
    {
      bad: 'Contactez la [[MDPH]] de votre département.',
      better: 'Contactez la maison départementale des personnes handicapées (MDPH) de votre département.',
    },
    {
      bad: 'Votre [[ASS]] sera revue par la DDETS.',
      better:
        'Votre allocation de solidarité spécifique (ASS) sera revue par la direction départementale de l’emploi, du travail et des solidarités (DDETS).',
    },
    { bad: 'Le [[DALO]] vous permet de saisir la COMED.' },
    { bad: 'Envoyez le dossier au [[BDQR]] de la mairie.' },
    {
      bad: 'La [[MDPH]], l’ASE, la PMI, la CDAPH, le SESSAD et le CAMSP étudient votre dossier.',
      better: 'Six services étudient votre dossier.',
    },
    {
      good: "La caisse d'allocations familiales (CAF) et, plus loin, la CAF",
      because: 'le nom complet est donné la première fois',
    },
    { good: 'DEMANDE DE CARTE DE STATIONNEMENT', because: 'tout le titre est en capitales' },
    { good: 'Écrivez la date ainsi : JJ/MM/AAAA', because: 'c’est la forme d’une date' },
    { good: 'Louis XIV, 3 kWh, TVA', because: 'un chiffre romain, une unité, un sigle connu de tous' },
    { good: 'CMP : centre médico-psychologique', because: 'le sens suit le sigle' },
    { good: 'Merci de ne PAS répondre à ce message.', because: 'c’est un mot mis en capitales' },
    { bad: 'Le [[PAS]] change votre salaire.', better: 'Le prélèvement à la source (PAS) change votre salaire.' },
    {
      bad: 'Appelez le [[CFE]] de votre ville.',
      better: 'Appelez le centre de formalités des entreprises (CFE) de votre ville.',
    },
    { good: 'Les élèves du CP et du CM2 mangent à la cantine.', because: 'ces classes sont connues des parents' },
    { good: 'Madame DUPONT habite à NANTES.', because: 'ce sont des noms propres' },
  ],
  check(view, context) {
    acronyms ??= readAcronyms()
    const firstUses = new Map<string, Use>()
    const counts = new Map<string, number>()
    const usesIn = usesOfBlocks(context.french, acronyms)
    for (const block of view.blocks) {
      if (block.kind === 'code' || !READ.has(block.zone)) continue
      for (const use of usesIn(block)) {
        const count = counts.get(use.sigle) ?? 0
        counts.set(use.sigle, count + 1)
        if (count === 0) firstUses.set(use.sigle, { block, ...use })
      }
    }
    if (firstUses.size === 0) return
    const plain = { includes: includedIn(view), defines: definedIn(view) }
    const unexplained: Use[] = []
    for (const use of firstUses.values()) if (!isExplained(use, view, plain, context.settings)) unexplained.push(use)
    const { maxUnexplained, shortText } = context.threshold
    const tooMany = unexplained.length > maxUnexplained && view.wordCount < shortText
    for (const use of unexplained) {
      const token = use.tokens[use.rank]
      if (!token) continue
      const expansions = fitting(use, context.french)
      context.report(
        { block: use.block, start: token.start, end: token.end },
        {
          message: expansions.length > 0 ? 'known' : 'unknown',
          data: { sigle: token.text, sens: expansions.map((words) => `«\u00a0${words}\u00a0»`).join(' ou ') },
          ...(tooMany ? { severity: 'erreur' as const } : {}),
          suggestions: expansions.flatMap((words) => expand(use, words, counts.get(use.sigle) === 1, context.french)),
          term: use.sigle,
        },
      )
    }
  },
})

function readAcronyms(): ReadonlyMap<string, Acronym> {
  const found = new Map<string, Acronym>()
  for (const line of LISTS['sigle-non-explique'].split('\n')) {
    const [sigle = '', expansion = '', wellKnown = ''] = line.split('\t')
    if (sigle === '' || sigle.startsWith('#') || sigle === 'sigle') continue
    const key = sigle.toUpperCase()
    const before = found.get(key)
    found.set(key, {
      expansions: [...(before?.expansions ?? []), expansion],
      wellKnown: wellKnown === 'oui' || before?.wellKnown === true,
    })
  }
  return found
}

/** As a page is typed, most of its blocks are those of the keystroke before. */
const readers = new WeakMap<French, (block: BlockView) => readonly UseInBlock[]>()

function usesOfBlocks(french: French, list: ReadonlyMap<string, Acronym>): (block: BlockView) => readonly UseInBlock[] {
  const known = readers.get(french)
  if (known) return known
  const read = perBlock((block) =>
    !block.sentences.some(mayHoldSigle) || isShouted(block.text) ? NO_USES : usesIn(block, french, list),
  )
  readers.set(french, read)
  return read
}

/** Zones where a sigle is met by the reader of the letter. */
const READ: ReadonlySet<string> = new Set(['objet', 'corps', 'cloture', 'mentions'])

type UseInBlock = Omit<Use, 'block'>
const NO_USES: readonly UseInBlock[] = []

function usesIn(block: BlockView, french: French, list: ReadonlyMap<string, Acronym>): readonly UseInBlock[] {
  let uses: UseInBlock[] | undefined
  for (const sentence of block.sentences) {
    if (!mayHoldSigle(sentence)) continue
    const { tokens } = sentence
    for (let rank = 0; rank < tokens.length; rank++) {
      const token = tokens[rank]
      if (token === undefined || !showsSign(token, MAY_BE_SIGLE)) continue
      const sigle = sigleOf(tokens, rank, token, french, list)
      if (sigle === undefined) continue
      uses ??= []
      uses.push({ tokens, rank, sigle, known: list.get(sigle) })
    }
  }
  return uses ?? NO_USES
}

/** Nearly every text has too few capitals to be shouted; beyond the letters of French, any other may be one. */
const SIX_CAPITALS = /^(?:[^A-ZÀ-Þ\u0100-\uffff]*[A-ZÀ-Þ\u0100-\uffff]){6}/

function isShouted(text: string): boolean {
  if (!SIX_CAPITALS.test(text) || mostShouted(text) <= SHOUTED) return false
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters >= 9 && capitals / letters > SHOUTED
}

/** The share of capitals among letters, or more. */
function mostShouted(text: string): number {
  let capitals = 0
  let small = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 97 && code <= 122) small++
    else if ((code >= 65 && code <= 90) || (code >= 0xc0 && (code < 0xdf || code > 0xff))) capitals++
  }
  return capitals / (capitals + small)
}

/** A word that opens on a capital, as few do; names and sentences do too, «Vous», and seldom a sigle: «Urssaf». */
const MAY_BE_SIGLE = createSign(({ kind, text, norm }) => {
  if (kind !== 'word') return false
  const first = text.charCodeAt(0)
  if ((first >= 97 && first <= 122) || (first >= 0xdf && first <= 0xff)) return false
  if (!CAPITALISED.test(text)) return true
  acronyms ??= readAcronyms()
  return isNamed(norm, acronyms)
})

function mayHoldSigle(sentence: SentenceView): boolean {
  return holdsSign(sentence, MAY_BE_SIGLE)
}

/** The sigle a token is, in capitals and without dots; `undefined` for anything else written in capitals. */
function sigleOf(
  tokens: readonly Token[],
  rank: number,
  token: Token,
  french: French,
  list: ReadonlyMap<string, Acronym>,
): string | undefined {
  const text = token.text
  if (CAPITALISED.test(text)) return french.analyses(token.norm).length === 0 ? text.toUpperCase() : undefined
  if (DOTTED.test(text)) {
    const plain = text.replace(/\./g, '')
    return list.has(plain) ? plain : undefined
  }
  const upper = text.toUpperCase()
  if (!CAPITALS.test(text)) {
    // «DGFiP», «Cnam», «Urssaf»: known sigles written as names; «Apa» could be any name.
    const named = list.has(upper) && /^\p{Lu}/u.test(text) && (MIXED.test(text) || upper.length >= NAMED)
    return named && french.analyses(token.norm).length === 0 ? upper : undefined
  }
  const plain = text.endsWith('s') ? upper.replace(/(?<=\p{Lu}{2})S$/u, '') : upper
  if (ACCEPTED.has(plain)) return undefined
  const before = tokens[rank - 1]
  const after = tokens[rank + 1]
  if (isLoud(before) || isLoud(after)) return undefined
  if (ROMAN.test(plain) && (!list.has(plain) || NUMBERED.has(before?.norm ?? ''))) return undefined
  // «merci de ne PAS répondre»: a common word that is shouted; «le PAS» is a sigle.
  if (isCommonWord(token.norm, french) && !introducesNoun(before)) return undefined
  if (list.has(plain)) return plain
  // «REGAL1», «V2»: a name or a version rather than initials.
  if (/\d/.test(plain)) return undefined
  // «Madame DUPONT», «Jean MARTIN», «à NANTES»: a name in capitals, or a word that is shouted.
  if (
    TITLES.has(before?.norm ?? '') ||
    (before !== undefined && /^\p{Lu}\p{Ll}/u.test(before.text) && (rank > 1 || before.upos === 'PROPN'))
  )
    return undefined
  // «87170 ISLE»: a town after its code.
  if (before !== undefined && /^\d{5}$/.test(before.text)) return undefined
  if (plain.length > 6 && !plain.includes('-')) return undefined
  if (french.analyses(token.norm).length > 0) return undefined
  return isPronounceableName(plain, before) ? undefined : plain
}

let names: ReadonlySet<string> | undefined

/** Whether a known sigle may be written as a name; `norm` holds plain letters. */
function isNamed(norm: string, list: ReadonlyMap<string, Acronym>): boolean {
  names ??= new Set([...list.keys()].map((sigle) => sigle.toLowerCase()))
  return norm.length >= NAMED && names.has(norm)
}

function isCommonWord(norm: string, french: French): boolean {
  return french.analyses(norm).length > 0 && frequencyBand(norm) >= COMMON
}

function introducesNoun(token: Token | undefined): boolean {
  return token !== undefined && (token.upos === 'DET' || token.norm === 'du' || token.norm === 'au')
}

/** Another word in capitals beside it: a shouted phrase, not a sigle. */
function isLoud(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^\p{Lu}{4,}$/u.test(token.text)
}

/** «à NANTES», «de PARIS»: five letters and more that can be said, after a bare preposition. */
function isPronounceableName(plain: string, before: Token | undefined): boolean {
  if (plain.length < 5) return false
  return before === undefined || ['à', 'de', "d'", 'en'].includes(before.norm)
}

/** What the whole text says. */
interface Plain {
  readonly includes: (words: string) => boolean
  readonly defines: (sigle: string) => boolean
}

function isExplained(use: Use, view: DocumentView, plain: Plain, settings: RuleSettings): boolean {
  if (use.known?.wellKnown || settings.acronyms.has(use.sigle) || settings.dictionary.has(use.sigle.toLowerCase()))
    return true
  if (CLASSES.has(use.sigle) && view.blocks.some(speaksOfSchool)) return true
  const sigle = use.tokens[use.rank]?.text ?? use.sigle
  if (use.known?.expansions.some((words) => plain.includes(words.toLowerCase()))) return true
  if (plain.defines(sigle.toLowerCase())) return true
  if (isSpelledAfter(use)) return true
  return use.block.source.marks.some(
    (mark) => mark.kind === 'abbreviation' && use.block.text.slice(mark.start, mark.end).includes(sigle),
  )
}

/** No word of school runs over a line: what the blocks say is what the text says. */
const speaksOfSchool = perBlock(({ source, notes }) => SCHOOL.test(plainOf(source, notes)))

/** How far before and after a sigle its meaning is looked for, in characters. */
const AROUND = 90

const LETTER = /\p{L}/u

/** Where a text defines a sigle: «expansion (SIGLE)», «SIGLE (expansion)», «SIGLE : expansion», «SIGLE, c'est-à-dire…», «sous le nom de SIGLE». */
function definition(plain: string, sigle: string): number {
  for (let at = plain.indexOf(sigle); at >= 0; at = plain.indexOf(sigle, at + 1)) {
    const end = at + sigle.length
    if (LETTER.test(plain.charAt(at - 1)) || LETTER.test(plain.charAt(end))) continue
    const before = plain.slice(Math.max(0, at - AROUND), at)
    const after = plain.slice(end, end + AROUND)
    // The bracket first: it is nearly never there.
    if (/\(\s*(?:ou |dite? |«\s?)?$/.test(before) && /\p{L}{3,}[^.;()\n]*\(\s*(?:ou |dite? |«\s?)?$/u.test(before))
      return at
    if (/(?:nom de|appelée?|nommée?|dite?) $/u.test(before)) return at
    if (/^\s?\(\s*(?!s\)|e\))\p{L}+[^)]{6,}\)/u.test(after)) return at
    if (/^,? c'est-à-dire/u.test(after)) return at
    const spelled = /^\s?[:–—]\s?(?:l'|les? |la )?(\p{L})\p{L}+ \p{L}/u.exec(after)
    if (spelled?.[1] === sigle.charAt(0)) return at
  }
  return -1
}

const includedIn = createSearch((plain, words) => plain.indexOf(words), 0)
const definedIn = createSearch(definition, AROUND + 1)

/** «DDPP Direction Départementale de la Protection des Populations»: in a glossary, the words follow without a sign. */
function isSpelledAfter(use: Use): boolean {
  const initials: string[] = []
  for (const token of use.tokens.slice(use.rank + 1, use.rank + SPELLED)) {
    if (token.kind !== 'word' || /^[({[]/.test(token.text)) break
    if (token.text.length > 3) initials.push(token.text.charAt(0).normalize('NFD').charAt(0).toUpperCase())
  }
  return initials.length >= 2 && use.sigle.slice(0, 2) === initials.slice(0, 2).join('')
}

const MASCULINE = new Set(['le', 'du', 'au', 'un', 'ce', 'cet'])
const FEMININE = new Set(['la', 'une', 'cette', 'ma', 'sa'])

/** The expansions that may follow the article: «le CFE» is not «la cotisation foncière des entreprises». */
function fitting(use: Use, french: French): readonly string[] {
  const expansions = use.known?.expansions ?? []
  const before = use.tokens[use.rank - 1]?.norm ?? ''
  const wanted = wantedAfter(before)
  if (!wanted) return expansions
  const genders = (words: string): ReadonlySet<Gender | undefined> =>
    new Set(
      french
        .analyses((words.split(/[ -]/)[0] ?? '').toLowerCase())
        .filter(({ upos }) => upos === 'NOUN')
        .map(({ features }) => features.gender),
    )
  const sure = expansions.filter((words) => genders(words).has(wanted))
  if (sure.length > 0) return sure
  return expansions.filter((words) => genders(words).size === 0 || genders(words).has(undefined))
}

function wantedAfter(norm: string): Gender | undefined {
  return FEMININE.has(norm) ? 'Fem' : MASCULINE.has(norm) ? 'Masc' : undefined
}

/** «la MDPH» -> «la maison départementale des personnes handicapées (MDPH)», the article fitted to the noun. */
function expand(use: Use, words: string, once: boolean, french: French): Suggestion[] {
  const token = use.tokens[use.rank]
  const before = use.tokens[use.rank - 1]
  if (!token || !before || token.text.endsWith('s')) return []
  const head = words.split(/[ -]/)[0] ?? ''
  const article = articleFor(before, words, wantedAfter(before.norm) ?? french.genderOf(head.toLowerCase()), french)
  if (!article) return []
  const span = { start: article.replaces ? before.start : token.start, end: token.end }
  const old = use.block.text.slice(span.start, span.end)
  const fit = (text: string): string => {
    const cased = /^\p{Lu}/u.test(old) && article.replaces ? text.charAt(0).toUpperCase() + text.slice(1) : text
    return use.block.text.includes('’') ? cased.replaceAll("'", '’') : cased
  }
  const full: Suggestion = { kind: 'choix', text: fit(`${article.text} (${token.text})`), span }
  return once ? [full, { kind: 'choix', text: fit(article.text), span }] : [full]
}

const KEPT = new Set('votre notre leur cette ce mon ma son sa une un la le'.split(' '))

function articleFor(
  before: Token,
  words: string,
  gender: Gender | undefined,
  french: French,
): { text: string; replaces: boolean } | undefined {
  if (!gender) return undefined
  const article = gender === 'Masc' ? 'le' : 'la'
  const articled = french.join(article, words)
  switch (before.norm) {
    case 'le':
    case 'la':
    case "l'":
      return { text: articled, replaces: true }
    case 'du':
      return { text: french.join('de', articled), replaces: true }
    case 'au':
      return { text: french.join('à', articled), replaces: true }
    case 'votre':
    case 'notre':
    case 'leur':
      return { text: words, replaces: false }
    default:
      // «une MDPH»: right only when both are of the same gender.
      if (!KEPT.has(before.norm)) return undefined
      return ['une', 'cette', 'ma', 'sa'].includes(before.norm) === (gender === 'Fem')
        ? { text: words, replaces: false }
        : undefined
  }
}
