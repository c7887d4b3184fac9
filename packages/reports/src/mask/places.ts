import { anyCase, type Detection, detect, fold, type MaskRule, once, rule } from './detection.ts'
import { isFirstName, isFrench } from './words.ts'

const S = '[ \\u00a0\\u202f]'
const STREET =
  '(?:rue|avenue|av\\.?|bd\\.?|bld\\.?|boulevard|impasse|imp\\.?|chemin|ch\\.|route|rte\\.?|all[ée]es?|square|faubourg|fbg|ruelle|sente|sentier|lotissement|esplanade|promenade|venelle|rond-point|quai|chauss[ée]e|mont[ée]e|villa|hameau|traverse)'
// « 3 cours de français », « 1 place en crèche », « 1 voie de recours », « l’arrêté de 2024 cité en référence » are not addresses: these want a capital after them.
const DOUBTFUL_STREET = '(?:place|pl\\.|cours|passage|voie|parvis|clos|mail|porte|pont|r[ée]sidence|domaine|cit[ée])'
const NUMBER = `\\d{1,4}(?:${S}?(?:bis|ter|quater|[A-Da-d](?=[ ,])))?(?:${S}?[-/&]${S}?\\d{1,4})?`
const LINK =
  "(?:de la|de l['’]|des|du|de|d['’]|la|le|les|l['’]|aux|au|à la|à(?= (?!M\\.|Mme|Mr|Monsieur|Madame)\\p{Lu})|en|sur|sous|et)"
// Every repetition below is bounded and reads a text in one way only: a report is a stranger's text.
const MONTH = anyCase('janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre')
const CAPITAL = `(?:\\p{Lu}(?:\\.(?:\\p{Lu}\\.){0,4}|[\\p{L}\\d'’]{0,2}\\.|[\\p{L}\\d'’]*)(?:-[\\p{L}\\d'’]+){0,6}|\\d{1,3}(?:er|e|ème)?(?= (?:${MONTH}|[Rr][ée]giment|RI|DB|DI)(?!\\p{L}))|\\d{1,2}(?:er)?-\\p{L}+(?:-\\d{4})?)`
const CAPITAL_NAME = `(?:${LINK}${S}?){0,4}${CAPITAL}(?:${S}(?:${LINK}${S}?){0,4}${CAPITAL}){0,5}(?:${S}${MONTH}(?:${S}\\d{4})?)?`
// « 17 rue emile zola, »: a second word belongs to the name where the line stops after it.
const PLAIN_NAME = `(?:${LINK}${S}?){0,4}[\\p{L}'’-]{3,}(?:${S}(?:${LINK}${S}?){1,3}[\\p{L}'’-]{3,}|${S}[\\p{L}'’-]{3,}(?=${S}*(?:[,;)\\n]|$|\\d{5})))?`
const CITY = `\\p{Lu}[\\p{L}'’-]+(?:[ -](?:(?:sur|sous|en|le|la|les|de|du|des|lès|lez|et|d['’]|l['’])[ -]?)?(?!C(?:EDEX|edex))\\p{Lu}[\\p{L}'’-]+){0,4}(?:${S}(?:CEDEX|Cedex|cedex)(?:${S}\\d{1,2})?)?`
const POSTCODE = '(?:0[1-9]|[1-8]\\d|9[0-8])\\d{3}'
const COMPLEMENT = `(?:${anyCase(`(?:b[âa]t(?:iment|\\.)?|app(?:artemen)?t\\.?|apt\\.?|appartement|esc(?:alier|\\.)?|porte|[ée]tage|entr[ée]e|hall|logement|tour|chambre|ch\\.|lot|bo[îi]te|cage|bal|studio)`)}${S}?(?:n°${S}?)?(?:[A-Z]?\\d{1,4}[A-Z]?|[A-Z]\\b)|${anyCase('r[ée]sidence')}${S}${CAPITAL_NAME}|\\d{1,2}(?:er|e|ère|[èe]me|nde?)${S}?(?:${anyCase('étages?|étg?|droite|gauche|face')}(?!\\p{L})\\.?)(?:${S}(?:droite|gauche|face)(?!\\p{L}))?|${anyCase('rdc|rez-de-chauss[ée]e')}(?!\\p{L})|(?:droite|gauche)(?!\\p{L}))`
const GAP = `(?:${S}*[,;\\n–-]${S}*|${S}+)`
const TAIL = `(?:${GAP}${COMPLEMENT}){0,4}(?:${GAP}(?:à${S}+)?(?:${POSTCODE}${S}*(?:${CITY}|[\\p{L}'’-]{3,}(?:[ -](?:sur|sous|en|les|la|le)[ -][\\p{L}'’-]+|${S}(?!et${S})\\p{Ll}{4,}(?=${S}*(?:[.,;)\\n]|$)|${S}(?:et|mais|je|la|le|depuis|car)(?!\\p{L})))?)|(?:BP|CS)${S}?\\d{2,6}(?:${GAP}${POSTCODE}${S}${CITY})?)|,${S}*${CITY}(?![\\p{L}'’])(?=${S}*(?:[.,;)\\n]|$)))?`
/** A place where people live, by what it is. */
const PLACE = `(?:${anyCase('r[ée]sidence|h\\.?l\\.?m\\.?|quartier|hameau|lieu-?[ ]?dit|lot(?:issement|\\.)?|cit[ée]|domaine|foyer|chrs|ehpad|camping|mas|ferme|ch[âa]teau|moulin|villa|immeuble|bloc|tour|clos|r[ée]s\\.|pk|le bourg|section|habitation')}(?:${S}*[:«]${S}*)?(?:${S}${CAPITAL_NAME}|${S}\\d{1,4})?(?:${S}n°${S}?\\d{1,4})?(?:${S}*»)?)`
const STREET_LINE = `(?:${NUMBER}${S}*,?${S}*)?${iStart(`(?:${STREET}|${DOUBTFUL_STREET})`)}${S}+(?:${CAPITAL_NAME}|${PLAIN_NAME})(?:${GAP}${COMPLEMENT}){0,4}`
const TAIL_WITH_TOWN = `${GAP}(?:à${S}+)?${POSTCODE}${S}*${CITY}`
const HEAD = `(?:(?:${COMPLEMENT}|${PLACE})${GAP}(?:du${S})?){0,4}`

/** What follows five digits without being a town. */
const NOT_A_CITY = new Set(
  'euros euro personnes usagers habitants exemplaires copies lettres courriers mots fois signes caracteres documents dossiers demandes appels vues visites pages foyers familles allocataires beneficiaires'.split(
    ' ',
  ),
)

/** Postal addresses, with or without their town; those of services survive. */
export function addresses(text: string): Detection[] {
  const pieces = detect(text, ADDRESS_RULES())
    .map(({ kind, start, end }) => ({ kind, start: beginningOf(text, start), end: endOf(text, end) }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const whole: Detection[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    // « 12 rue Haute » and « 67000 Strasbourg », with a comma or a line between them, are one address.
    if (last !== undefined && (piece.start <= last.end || /^[\s,;–-]{0,4}$/u.test(text.slice(last.end, piece.start))))
      whole[whole.length - 1] = { ...last, end: Math.max(last.end, piece.end) }
    else whole.push(piece)
  }
  return whole.filter(({ start, end }) => !isOfService(text, start, end))
}

const PIECES = 6
/** How far back an address is looked for: a name of a place is shorter. */
const REACH = 80

const KEYWORD = anyCase(
  'b[âa]t(?:iment|\\.)?|app(?:artemen)?t\\.?|apt\\.?|appartement|esc(?:alier|\\.)?|porte|[ée]tage|entr[ée]e|hall|logement|tour|chambre|bo[îi]te|cage|studio|num[ée]ro|n°',
)
// « Bât. 4, porte » 12, cité des Mimosas; « Résidence du Parc, » 12 rue Haute; « au numéro » 4 de la rue Haute.
const PIECE_BEFORE = new RegExp(
  `(?<![\\p{L}\\d])(?:${COMPLEMENT}${GAP}|${KEYWORD}${S}?|(?:[Ll][ae]s?${S})?${PLACE}${GAP})$`,
  'u',
)
// « La Combe aux Loups, » 39270 Orgelet; « la Croix Blanche » 24200 Sarlat.
const NAME_BEFORE = new RegExp(`(?<![\\p{L}\\d'’-]|[\\p{Lu}.]${S})(?<x>${CAPITAL_NAME})${GAP}$`, 'u')
const STARTS_WITH_POSTCODE = new RegExp(`^${POSTCODE}${S}+\\p{L}`, 'u')

/** Where an address begins, with the pieces that stand before what was found of it. */
function beginningOf(text: string, found: number): number {
  let start = found
  for (let i = 0; i < PIECES; i += 1) {
    const from = Math.max(0, start - REACH)
    const before = PIECE_BEFORE.exec(text.slice(from, start))
    if (before === null) break
    start = from + before.index
  }
  if (start !== found || !STARTS_WITH_POSTCODE.test(text.slice(found, found + 12))) return start
  const from = Math.max(0, found - REACH)
  const name = NAME_BEFORE.exec(text.slice(from, found))
  return name === null || !isPlaceName(name.groups?.x ?? '') ? found : from + name.index
}

/** « La Combe aux Loups », never « Hervé Jacquot », « CAF de Lyon » or « Préfecture ». */
function isPlaceName(name: string): boolean {
  const words = name.split(/[^\p{L}]+/u).filter((word) => /^\p{Lu}/u.test(word))
  if (IS_SERVICE.test(name)) return false
  if (/^(?:la|le|les) /iu.test(name)) return words.length > 0
  return (
    words.every((word) => !isFirstName(word) && !/^\p{Lu}{2,5}$/u.test(word)) && words.some((word) => word.length > 2)
  )
}

const SMALL_TOWN = `(?:(?:ste?|sainte?|la|le|les)[ -]|l['’])?[\\p{L}'’-]{3,}(?:(?:-| )(?:sur|sous|l[eè][sz]|d['’]|en)(?:-| )?[\\p{L}'’-]{3,})?`
const TOWN = `(?:${anyCase('ste?|sainte?|la|le|les')}[ -]|${anyCase('l')}['’])?(?:${CITY}|${SMALL_TOWN})(?:${S}d['’][\\p{L}-]{3,})?(?:${S}${anyCase('cedex')}(?:${S}\\d{1,2})?)?`
const SPACED_POSTCODE = `(?:0[1-9]|[1-8]\\d|9[0-8])${S}?\\d{3}(?![\\d,.]\\d|\\d|${S}?(?:€|euros?))`
const AFTER_POSTCODE = `(?<=(?<!\\d)\\d{5}${S}`
/** What may stand after an address and belong to it; a group `town` in small letters must be no word of French. */
const PIECES_AFTER: readonly RegExp[] = [
  new RegExp(`${GAP}${COMPLEMENT}`, 'uy'),
  new RegExp(`${GAP}(?:(?:à|À|A|a)${S})?${SPACED_POSTCODE}(?:${GAP}(?=\\p{L})${TOWN})?`, 'uy'),
  // « 12 rue des trois frères 75018 paris », « 12 rue des trois frères paris 18 »
  new RegExp(
    `(?:${S}\\p{Ll}[\\p{L}'’-]{2,}){1,3}${S}(?:${SPACED_POSTCODE}${S}${TOWN}|${COMPLEMENT}|${anyCase('paris|lyon|marseille')}(?:${S}\\d{1,2}(?:er|e|[eè]me)?)?(?![\\p{L}\\d]))`,
    'uy',
  ),
  new RegExp(`,?${S}(?:à|À|A|a)${S}(?:${CITY}|(?<town>${SMALL_TOWN}))(?![\\p{L}'’-])`, 'uy'),
  new RegExp(`${GAP}${anyCase('paris|lyon|marseille')}(?:${S}\\d{1,2}(?:er|e|[eè]me)?)?(?![\\p{L}\\d])`, 'uy'),
  new RegExp(`${GAP}(?:BP|CS)${S}?\\d{2,6}(?!\\d)`, 'uy'),
  // « 38400 St » martin d’hères, « 59650 Villeneuve » d’ascq
  new RegExp(`${AFTER_POSTCODE}${anyCase('ste?|sainte?')})[ -][\\p{L}'’-]{2,}(?:${S}d['’][\\p{L}-]{3,})?`, 'uy'),
  new RegExp(`${AFTER_POSTCODE}[\\p{L}'’-]{3,25})${S}d['’][\\p{L}-]{3,}`, 'uy'),
  new RegExp(`${S}?\\((?:\\d{5}|\\d{2,3}|2[AB])\\)`, 'uy'),
]

/** Where an address ends, with the pieces that stand after what was found of it. */
function endOf(text: string, found: number): number {
  let end = found
  for (let i = 0; i < PIECES; i += 1) {
    const next = pieceAfter(text, end)
    if (next === end) break
    end = next
  }
  return end
}

function pieceAfter(text: string, end: number): number {
  for (const piece of PIECES_AFTER) {
    piece.lastIndex = end
    const match = piece.exec(text)
    if (match === null) continue
    const town = match.groups?.town
    if (town !== undefined && !/^(?:st|ste|saint|sainte)[ -]/iu.test(town) && isFrench(town.split(/[ -]/u)[0] ?? ''))
      continue
    return end + match[0].length
  }
  return end
}

const SERVICE =
  "(?:pr[ée]fecture|sous-pr[ée]fecture|mairie|h[ôo]tel de ville|tribunal|cour d['’]appel|greffe|caf|cpam|msa|carsat|cnav|urssaf|mdph|ccas|cias|crous|dreets|ddt|dgfip|drfip|ddfip|sgc|sip|anct|anah|adil|ofii|ofpra|cnil|antai|ants|caisse|centre des finances|centre communal|centre hospitalier|centre de contact|centre de gestion|h[ôo]pital|tr[ée]sorerie|tr[ée]sor public|minist[èe]re|d[ée]fenseur des droits|conseil (?:d[ée]partemental|r[ée]gional)|d[ée]partement d|rectorat|inspection|maison (?:(?:des|du|de la) \\p{L}{3,20}|de l['’]\\p{L}{3,20}|d['’]\\p{L}{3,20}|france|d[ée]partementale|de justice)|france services|france travail|p[ôo]le emploi|agence|m[ée]diath[èe]que|biblioth[èe]que|permanence|antenne|sur place|p[ôo]le|recteur|rectrice|maire|pr[ée]fete?|procureure?|libre r[ée]ponse(?:\\s+\\d{4,6})?|guichet|direction|secr[ée]tariat|commission|service|bureau|si[èe]ge|association)"
const IS_SERVICE = new RegExp(`(?<!\\p{L})${SERVICE}(?!\\p{L})`, 'iu')
// « le tribunal, 12 rue des Carmes », « Préfecture du Rhône\n12 rue Haute », « CPAM de Paris - 75948 Paris Cedex 19 »
const AFTER_SERVICE = new RegExp(
  `(?<!\\p{L})${SERVICE}(?!\\p{L})(?:${S}[^.;,:\\n\\d()]{1,50})?(?:${S}*[,:(–-]?\\s{0,2})(?:(?:est|sise?|situ[ée]e?|se trouve|au|à|l['’]adresse suivante|adresse)${S}*:?\\s{0,2}){0,3}$`,
  'iu',
)
const AT_HOME =
  /habit|demeur|domicil|h[ée]berg|log[eé]|(?<!\p{L})(?:vi[ts]|vivons|mon|ma|mes|chez|m|mme|mr|mlle|madame|monsieur)(?!\p{L})/iu

/** True for the address of an office: its name stands right before, or post comes to it sorted. */
function isOfService(text: string, start: number, end: number): boolean {
  if (
    /^[\s,–-]{0,3}TSA[ \u00a0]?\d/u.test(text.slice(end)) ||
    /TSA[ \u00a0]?\d{4,6}[\s,–-]{0,3}$/u.test(text.slice(0, start).slice(-20))
  )
    return true
  if (/(?<!\p{L})TSA(?!\p{L})/u.test(text.slice(start, end))) return true
  const before = text.slice(Math.max(0, start - REACH), start)
  const service = AFTER_SERVICE.exec(before)
  return service !== null && !AT_HOME.test(before.slice(Math.max(0, service.index - 25)))
}

function addressRules(): readonly MaskRule[] {
  const home = `(?:${anyCase('habite|habitais|habitons|habitant|vis|vit|vivons|vivais|hébergée?s?|demeure|domicile')}|(?:domicili[ée]{1,2}s?|demeurant|r[ée]sid(?:e|ant|ons)|log[ée]{1,2}|adresse(?:${S}+(?:est|postale|actuelle))*|d[ée]m[ée]nag[ée]{1,2}))`
  return [
    // « 27, r. de Metz 54000 Nancy », « 2, Le Clos des Vignes, 21200 Beaune », « 1 lot les cigales 83400 hyeres »
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*(?:[Rr]\\.${S}?)?(?:[Ll][ae]s?${S})?${CAPITAL_NAME}${TAIL_WITH_TOWN}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*[Rr]\\.${S}?${CAPITAL_NAME}${TAIL}`, 'dgu'),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${NUMBER}${S}*,?${S}*(?:lot\\.?|r[ée]s\\.?|r[ée]sidence|cit[ée]|hameau|quartier|villa|mas|domaine|clos|r\\.)${S}+[\\p{L}'’-]+(?:${S}[\\p{L}'’-]+){0,4}${GAP}${POSTCODE}${S}+[\\p{L}'’-]{3,}`,
        'dgu',
      ),
    ),
    // « rue des Arènes n° 12 »
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${iStart(STREET)}${S}+${CAPITAL_NAME}${S}?,?${S}n°${S}?\\d{1,4}(?![\\p{L}\\d])${TAIL}`,
        'dgu',
      ),
    ),
    // « apt B23 », « boîte aux lettres n° 37 »: of a home, whatever its street.
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d])${anyCase('app(?:artemen)?t\\.?|apt\\.?|appartement|bo[îi]te(?: aux lettres)?|chambre|studio')}${S}(?:n°${S}?)?(?:[A-Z]{1,2}${S}?\\d{1,4}|\\d{1,4}${S}?[A-Z]?)(?![\\p{L}\\d])`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*(?:de${S}la${S}|du${S}|de${S}l['’])?${iStart(STREET)}${S}+(?:${CAPITAL_NAME}|${PLAIN_NAME})${TAIL}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*${iStart(DOUBTFUL_STREET)}${S}+(?!\\p{Lu}(?![\\p{L}'’]))${CAPITAL_NAME}${TAIL}`,
        'dgu',
      ),
    ),
    // « 18 Grande Rue, 25000 Besançon »: a street that is its own name.
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*[Gg]rand(?:e|['’])?[ -]?[Rr]ue(?!\\p{L})${TAIL}`, 'dgu'),
    ),
    // « 22 R. PASTEUR 59000 LILLE », as labels are printed.
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*])${HEAD}${NUMBER}${S}*,?${S}*R\\.?${S}+(?=\\p{Lu}{2})${CAPITAL_NAME}${TAIL}`, 'dgu'),
    ),
    // « Quartier Bois-Rouge, 97440 Saint-André », « H.L.M. des Peupliers, tour 4, porte 1203 »: homes without a street number.
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})(?:(?:L[ae]s?|l[ae]s?)${S})?${PLACE}(?:${GAP}${COMPLEMENT}){0,4}(?:${GAP}${STREET_LINE})?${TAIL_WITH_TOWN}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${home}${S}*(?:[:,]|au|à|aux|dans|chez|le|la|l['’]|${S})*(?<x>${PLACE}(?:${GAP}${COMPLEMENT}){0,4}(?:${GAP}${STREET_LINE})?${TAIL})`,
        'dgu',
      ),
      // « la section « Documents » », « au foyer » are nobody’s address.
      (found) => /[\p{L}\d]{2,}[^\p{L}\d]+[\p{L}\d]/u.test(found),
    ),
    // « Kerhuel, 29140 Rosporden », « Le Bourg\n19250 Meymac »: a line that ends with a town.
    rule(
      'adresse',
      new RegExp(
        `(?:^|\\n|:)${S}*(?<x>${CAPITAL_NAME}(?:${S}n°${S}?\\d{1,4})?(?:${GAP}${COMPLEMENT}){0,4}${S}*[,\\n–-]${S}*${POSTCODE}${S}+${CITY})`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<![\\p{L}\\d*])${NUMBER}${S}*,?${S}*${iStart(`(?:${STREET}|${DOUBTFUL_STREET})`)}${S}+${PLAIN_NAME}(?:${S}[\\p{L}'’-]{3,}){0,4}${GAP}${POSTCODE}${S}+(?:(?:l[ae]s?|ste?|sainte?)${S})?[\\p{L}'’-]{3,}`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${home}${S}*(?:[:,]|au|à|dans|chez|le|la|${S})*(?<x>(?!mail${S}+(?!\\p{Lu}))${iStart(`(?:${STREET}|${DOUBTFUL_STREET})`)}${S}+(?:${CAPITAL_NAME}|${PLAIN_NAME})(?:${S}au${S}(?:n°${S}?|num[ée]ro${S})?\\d{1,4}(?!\\d))?${TAIL})`,
        'dgu',
      ),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})(?:[Ll]ieu-?[ ]?dit|[Rr]ésidence|[Rr]esidence)${S}+(?:[:«]${S}*)?${CAPITAL_NAME}(?:${S}*»)?${TAIL}`,
        'dgu',
      ),
    ),
    rule('adresse', new RegExp(`(?<![\\p{L}\\d])(?:BP|CS)${S}?\\d{2,6}(?:${GAP}${POSTCODE}${S}${CITY})?`, 'dgu')),
    rule(
      'adresse',
      new RegExp(`(?<![\\p{L}\\d*°/-])${POSTCODE}${S}+${CITY}`, 'dgu'),
      (found) => !NOT_A_CITY.has(fold(found.split(/\s+/)[1] ?? '')),
    ),
    rule(
      'adresse',
      new RegExp(
        `(?<!\\p{L})${home}${S}*(?:est|[:,]|au|à|le|${S})*(?<x>${POSTCODE}(?:${S}+[\\p{L}'’-]{3,})?)(?!\\d)`,
        'dgu',
      ),
    ),
  ]
}

const ADDRESS_RULES = once(addressRules)

/** The words of a street type with or without a capital: « Rue », « RUE », « rue ». */
function iStart(words: string): string {
  return `(?:${words}|${words.toUpperCase().replace(/\\P/g, '\\p')}|${words.replace(/(?<=[(|:])([a-z])/g, (letter) => letter.toUpperCase())})`
}
