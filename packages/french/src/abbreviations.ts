/** Abbreviations always followed by what they announce: « M. Durand », « art. 3 »: their dot never ends a sentence. */
const OPENING = new Set(
  (
    'm mm mr mrs mme mmes mlle mlles dr drs pr prs me mes-d mgr vve st ste sté sts stes stés assoc ' +
    'n nb réf ref tél tel téléc mél bd bld boul av ave pl rte fg faub cf cfr p pp ' +
    'env approx éd ed éds coll trad dép dépt dpt arr circ dir adj gén lt cdt cne ' +
    'janv févr fév avr juil sept oct nov déc lun mer jeu ven sam ' +
    'apr ap prés al alin ann annx ex vs resp admin tit chap sect décr délib cass civ crim cons req jur jurispr ' +
    'obs chron bull compl suppl add bât bat esc appt apt rés imm lieud ' +
    'prof pers inv matr immat dest exp obj dest corresp rens part ' +
    'i.e e.g c.-à-d c-à-d'
  ).split(' '),
)

/** Abbreviations that may also be the last word of a sentence: « … une facture, un bail, etc. » */
const CLOSING = new Set(
  'etc hab suiv sqq cie éts ets max min moy j.-c s.a s.a.r.l s.n.c p.j p.s n.b ttc ht t.t.c h.t s.v.p r.-v a.m p.m sarl'.split(
    ' ',
  ),
)

/** Ordinary words too: an abbreviation only before a number, a reference or an initial (« art. 3 », not « une œuvre d'art. »). */
const AMBIGUOUS = new Set(
  'art arts vol col ch fig tab tabl éch mens no nos tit sept mar dim par com loc ord s app c v lot int ext j h t'.split(
    ' ',
  ),
)

export type AbbreviationKind = 'opening' | 'closing' | 'ambiguous'

/** What the dot after a word (in lower case, without its dot) means, if the word is a known abbreviation. */
export function abbreviationKind(norm: string): AbbreviationKind | undefined {
  // « sept. » is a month only beside a number: it is listed as ambiguous first.
  if (AMBIGUOUS.has(norm)) return 'ambiguous'
  if (OPENING.has(norm)) return 'opening'
  if (CLOSING.has(norm)) return 'closing'
  return undefined
}

/** Nouns that a single capital letter may close: « l'annexe A. Vous… » ends there, « J. Dupont » does not. */
export const LETTERED = new Set(
  (
    'annexe annexes vitamine catégorie catégories classe groupe zone bâtiment plan option cas tableau partie lettre type niveau porte ' +
    'escalier bloc case cadre rubrique volet formulaire permis hépatite entrée hall quai guichet salle liste point section série tranche'
  ).split(' '),
)
