import { defineRule, type SentenceView } from '@limpide/checker'

/** One reference to a text of law, in offsets of the block. */
interface Reference {
  readonly start: number
  readonly end: number
}

const NUMBER = String.raw`(?:[LRDA]\s?\*?\s?\.?\s?)?\d[\d*]*(?:er)?(?:[-‑]\d+)*`
const OF = `(?:de la |de l['’]|du |des |de |d['’])`
const KIND =
  '(?:sociale|publique|public|privée|administrative|territoriale|fiscale|routière|intérieure|pénale|civile|financier|maritime|intellectuelle)s?'

/** "code de l'action sociale et des familles", "code général des impôts" */
const CODE = String.raw`code(?: (?:général|civil|pénal|électoral|rural|monétaire|forestier|minier))*(?: ${OF}[\wà-ÿœ]+(?: ${KIND})?)?(?: et ${OF}(?!loi|code|article|décret|arrêté)[\wà-ÿœ]+(?: ${KIND})?| entre le public et l['’]administration)?`

const DATE = String.raw`\d{1,2}(?:er)?[\s/][\wà-ÿ]+[\s/]\d{4}`
const TEXT = `(?:loi|ordonnance|décret|arrêté|circulaire|directive|règlement|délibération)(?: (?:ministériel|préfectoral|municipal|interministériel|organique|modifiée?))?`
const DATED = String.raw`${TEXT}\s(?:(?:n°\s?)?(?:\d{2,4}[-‑]\s?\d+|\(UE\)\s?(?:n°\s?)?\d+/\d+)(?:\sdu ${DATE})?|(?:du|en date du)\s${DATE})`
const ARTICLE = `(?:la |le |l['’]|du |de la |de l['’]|au |à la |à l['’]|aux |des |les )`

/** What introduces a reference: "en application de", "au titre de". */
const LEAD =
  '(?:en application|en vertu|au titre|conformément|dans les conditions (?:prévues|fixées|définies)|par application|sur le fondement|aux termes|selon|au sens|tel que prévu|en conformité avec|visée?s? |prévue?s? |mentionnée?s? |fixée?s? |définie?s? )[^.;:()]{0,25}?'

/** "de la loi Informatique et Libertés", "du décret précité": a text without its number. */
const NAMED = String.raw`(?:de la |du |de l['’])(?:même )?(?:loi|décret|ordonnance|arrêté|directive|Constitution)\b(?: (?:informatique et libertés|égalim|alur|élan|essoc|littoral|montagne|climat et résilience|précitée?|susvisée?|de \p{L}+ \d{4}))?`

const REFERENCES = [
  // "l'article L. 262-2 du code de l'action sociale et des familles", "aux articles 3 et 4 de la loi n° 2018-727"
  String.raw`${ARTICLE}?(?:\d+°\s(?:et \d+°\s)?de (?:l['’])?)?(?:articles?|art\.)\s+${NUMBER}(?:\s\(\d+°\))?(?:(?:,\s|\s(?:et|à|ou)\s)${NUMBER})*(?:\s(?:et suivants|alinéa \d+|al\. \d+))?(?:\s(?:du ${CODE}|(?:de la |du |de l['’])${DATED}|du même code|du (?:RGPD|[A-Z]{3,8})|${NAMED}))?`,
  // "au L. 262-2 du code de l'action sociale"
  String.raw`(?:au|du|aux|des|le|les)\s[LRD]\.\s?\d{2,4}(?:-\d+)+(?:\sdu ${CODE})?`,
  // "la loi n° 2018-727 du 10 août 2018", "l'arrêté du 19 février 2007"
  `${ARTICLE}?${DATED}`,
]

const ALL = new RegExp(REFERENCES.map((source) => `(?:${source})`).join('|'), 'giu')
const WITH_LEAD = new RegExp(`${LEAD}$`, 'iu')

/** What all of them hold: the search itself tries many ways at each letter of the sentence. */
const DIGIT = /\d/
const NAMES = /art(?:icle|\.)|loi\s|ordonnance|décret|arrêté|circulaire|directive|règlement|délibération|[LRD]\.\s?\d/iu
const NONE: readonly Reference[] = []

/** A low number without its code: an article of the document that is being read. */
const INTERNAL = /(?:articles?|art\.)\s\d{1,2}(er)?$/i

export default defineRule({
  id: 'reference-juridique-dans-la-phrase',
  name: 'Référence juridique dans la phrase',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Une référence au milieu de la phrase cache le message à ceux qui ne lisent pas les textes.',
  advice:
    'Dites d’abord ce que cela change pour le lecteur. Gardez la référence, mais à la fin ou dans « Textes de référence ».',
  sources: [
    'Guide belge CEGO, « 10 règles d’or » : chapitre sur les références juridiques',
    'Article L. 211-5 du code des relations entre le public et l’administration : la référence reste dans la décision',
  ],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote', 'cell'],
  except: ['arrete-ou-contrat'],
  thresholds: {
    several: {
      key: 'references-avertissement',
      value: 2,
      unit: 'références par phrase',
      range: [2, 10],
      source: 'convention du projet',
    },
    opening: {
      key: 'mots-avant',
      value: 4,
      unit: 'mots avant la référence',
      range: [0, 15],
      source: 'convention du projet',
    },
  },
  messages: {
    one: 'La référence « {found} » coupe le message. Placez-la à la fin, ou dans « Textes de référence ».',
    first: 'La phrase commence par une référence. Commencez par ce qui concerne le lecteur.',
    many: '{count} références dans une phrase : regroupez-les à la fin.',
  },
  examples: [
    {
      bad: "[[En application des articles L. 821-1 et R. 821-5 du code de la sécurité sociale]], votre demande d'AAH est rejetée.",
      better: "Nous refusons votre demande d'AAH. Les textes qui fixent cette règle sont cités au bas de cette lettre.",
    },
    {
      bad: '[[Conformément au décret n° 2019-1333 du 11 décembre 2019]], vous devez joindre cette pièce.',
      better: 'Vous devez joindre cette pièce. Le texte est cité au dos.',
    },
    {
      bad: "Votre aide, [[au titre de l'article L. 262-2 du CASF]] et sous réserve de l'article R. 262-7, est ouverte.",
      better: 'Votre aide est ouverte.',
    },
    {
      bad: 'Nous avons réduit votre aide [[en application de la loi n° 2018-727 du 10 août 2018]] et vous pouvez nous écrire.',
    },
    { bad: 'Surface des annexes ([[art. D. 353-16 (2°) du code de la construction]]) : 12 m²' },
    {
      bad: "Vos données sont protégées [[selon l'article 40 de la loi Informatique et Libertés]] et vous pouvez les corriger.",
    },
    {
      good: 'Textes de référence :\nCode de la santé publique : article L. 1111-7',
      because: 'les références sont regroupées à part',
    },
    {
      good: "Les travaux prévus à l'article 3 de la présente convention commencent en mai.",
      because: 'l’article est dans le document même',
    },
    { good: 'Article 12 : Le maire signe le registre.', because: 'c’est le titre de l’article' },
    { good: "L'article que vous avez acheté n'est pas remboursé.", because: 'cet article est un objet' },
    {
      good: 'Sans TVA, votre facture doit porter la mention « TVA non applicable, art. 293 B du CGI » et la date.',
      because: 'la mention s’écrit mot pour mot',
    },
    {
      // The catalogue keeps a short bracket at the end at the level of a suggestion; it is the place we advise, so silence.
      good: 'Vous pouvez demander à voir votre dossier (article 15 du RGPD).',
      because: 'la référence est courte, entre parenthèses, à la fin',
    },
  ],
  check(sentence, { threshold, report }) {
    const found = referencesIn(sentence)
    const [first] = found
    if (!first || (!sentence.hasVerb && !cutsLabel(sentence, first))) return
    const range = withLead(sentence, first)
    const before = sentence.words.filter(({ start }) => start < range.start).length
    const many = found.length >= threshold.several
    const opens = before <= threshold.opening && hasVerbAfter(sentence, range.end)
    if (!many && !opens && isClosing(sentence, first)) return
    report(range, {
      message: many ? 'many' : opens ? 'first' : 'one',
      data: { count: found.length, found: sentence.block.text.slice(first.start, first.end) },
      ...(many || opens ? { severity: 'avertissement' } : {}),
    })
  },
})

function referencesIn(sentence: SentenceView): readonly Reference[] {
  // Every reference has its number: few sentences hold both.
  if (!DIGIT.test(sentence.text) || !NAMES.test(sentence.text)) return NONE
  const found: Reference[] = []
  for (const match of sentence.text.matchAll(ALL)) {
    const text = match[0].trimEnd()
    const after = sentence.text.slice(match.index + text.length)
    // "Article 12. Le maire…" is a heading; "l'article 8 de la présente convention" is the document itself.
    if (match.index === 0 && /^articles?\s/i.test(text) && /^\s*([-–—:.]|\n|[A-ZÀ-Ý])/.test(after)) continue
    // « la mention « TVA non applicable, art. 293 B du CGI » »: quoted word for word, nothing can move.
    if (/(?:mention|formule|libellé)s? (?:suivante? ?:? ?)?[«"“][^»"”]*$/iu.test(sentence.text.slice(0, match.index)))
      continue
    if (INTERNAL.test(text) || /^\s+(du|de la|de l['’]) ?présente?\b/.test(after)) continue
    const start = sentence.start + match.index
    found.push({ start, end: start + text.length })
  }
  return found
}

/** "Surface totale (art. R. 111-2 du code de la construction) : 40 m²": without a verb, the reference still parts a label from its value. */
function cutsLabel(sentence: SentenceView, { start, end }: Reference): boolean {
  const before = sentence.text.slice(0, start - sentence.start)
  const after = sentence.text.slice(end - sentence.start)
  return /^[^:.;]*\p{Ll}{3}[^:.;]*\($/u.test(before) && /^\)\s*:\s*\S/.test(after)
}

/** The reference and what introduces it. */
function withLead(sentence: SentenceView, reference: Reference): Reference {
  const before = sentence.text.slice(0, reference.start - sentence.start)
  const lead = WITH_LEAD.exec(before)
  return lead ? { start: sentence.start + lead.index, end: reference.end } : reference
}

function hasVerbAfter(sentence: SentenceView, offset: number): boolean {
  return sentence.tokens.some(({ start, features }) => start >= offset && features.verbForm === 'Fin')
}

/** In brackets at the very end: where a reference disturbs least. */
function isClosing(sentence: SentenceView, reference: Reference): boolean {
  const after = sentence.text.slice(reference.end - sentence.start)
  const before = sentence.text.slice(0, reference.start - sentence.start)
  return /^(?:[^()]{0,60}\))?[\s.;]*$/.test(after) && /\([^)]*$/.test(before)
}
