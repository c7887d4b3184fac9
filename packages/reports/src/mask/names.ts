import { type Detection, detect, fold, type MaskRule, rule } from './detection.ts'

const S = '[ \\u00a0\\u202f]'
const LINK =
  "(?:de la|de|du|des|d['’]|le|la|van der|van de|van|von|el|al|ben|bin|ibn|da|dos|do|di|del|della|saint|sainte)"
const CAPITAL = "(?:\\p{Lu}\\.(?:-?\\p{Lu}\\.)?|\\p{Lu}[\\p{L}'’]*(?:-\\p{L}[\\p{L}'’]*)*)"
/** One to five words of a person's name, in capitals or with a capital. */
const NAME = `(?:${LINK}${S}?)?${CAPITAL}(?:${S}+(?:${LINK}${S}?)*${CAPITAL}){0,4}`
const TWO_NAMES = `${CAPITAL}(?:${S}+(?:${LINK}${S}?)*${CAPITAL}){1,4}`

/** Words that follow a civility, or start with a capital, without being a name. */
const NOT_NAMES = new Set(
  (
    'madame monsieur mademoiselle mesdames messieurs mme mlle mr m maitre docteur ' +
    // Functions: « Madame la Directrice », « M. le Préfet ».
    'prefet prefete maire directeur directrice president presidente ministre procureur procureure juge tresorier tresoriere comptable medecin ' +
    'recteur rectrice chef cheffe responsable premier premiere defenseur defenseure regisseur regisseuse percepteur greffier greffiere conseiller ' +
    'conseillere inspecteur inspectrice proviseur principal principale secretaire commissaire controleur controleuse gestionnaire receveur receveuse ' +
    'delegue deleguee mediateur mediatrice doyen doyenne adjoint adjointe assistant assistante agent agente service sous-prefet sous-prefete ' +
    'usager usagere administrateur administratrice huissier avocat avocate notaire bailleur proprietaire locataire voisin voisine ' +
    // Words a sentence starts with.
    'je j tu il elle on nous vous ils elles le la les l un une des de du d ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ' +
    'qui que qu quoi dont ou et ni ne n pas mais donc or car si en y a au aux avec sans pour par sur sous dans chez entre depuis apres avant pendant selon ' +
    'suite bonjour bonsoir merci cordialement veuillez suis est sont etes etait ai as avons avez ont avais avait peux peut pouvez dois doit devez veux veut ' +
    'comment quand pourquoi combien quel quelle quels quelles aussi alors tout tous toute toutes tres plus moins bien mal deja encore toujours jamais rien ' +
    'c s m t lui moi toi eux se me te etc svp dit dits dite dites fait etre avoir ' +
    'lettre courrier courriel formulaire document dossier demande reponse mail message page notice objet article reference texte phrase phrases mot mots ' +
    'aide aides allocation prime revenu impot impots taxe facture decision refus avis rejet mairie prefecture caf cpam msa urssaf mdph rsa aah apl ccas dgfip ants cnav crous ' +
    'france pole travail emploi etat ville departement region conseil caisse service-public numerique internet google'
  ).split(' '),
)

/** Names of persons: after a civility or a kinship, in a signature, where someone says who they are. */
export function names(text: string): Detection[] {
  return detect(text, NAME_RULES).flatMap((detection) => withoutCommonWords(text, detection))
}

function afterCivility(): readonly MaskRule[] {
  const civility = `(?:M\\.|MM\\.|Mr\\.?|M(?=${S}\\p{Lu})|Mmes?\\.?|MME\\.?|Mlles?\\.?|MLLE|Monsieur|MONSIEUR|Madame|MADAME|Mademoiselle|Messieurs|Mesdames|Dr\\.?|DR|Docteur|Docteure|Pr\\.?|Professeure?|Me|Maître|Maitre)`
  const short = '(?:[Mm]me|[Mm]lle|[Mm]r|[Mm]\\.|[Dd]r|MME|MLLE|MR)'
  const couple = `(?:${S}(?:et|ou|&)${S}(?:M\\.|Mr\\.?|Mme|Mlle|Monsieur|Madame))?`
  return [
    rule('nom', new RegExp(`(?<![\\p{L}\\d])${civility}${couple}${S}+(?:veuve${S}|épouse${S})?(?<x>${NAME})`, 'dgu')),
    // « mme martin », « Mr dupont »: typed in a hurry.
    rule('nom', new RegExp(`(?<![\\p{L}\\d]|\\d${S})${short}${S}+(?<x>(?:${LINK}${S})?[\\p{L}'’-]{3,})`, 'dgu')),
    rule(
      'nom',
      new RegExp(`(?<!\\p{L})(?:monsieur|madame|mademoiselle|docteure?|maître|professeure?)${S}+(?<x>${NAME})`, 'dgu'),
    ),
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})(?:monsieur|madame|mademoiselle)${S}+(?<x>\\p{Ll}[\\p{Ll}-]{3,})(?=${S}+(?:[mn]['’]|(?:nous|vous|a|au|du|de la|ne|qui|et|est)(?!\\p{L}))|[.,;!?\\n]|$)`,
        'dgu',
      ),
    ),
  ]
}

function signatures(): readonly MaskRule[] {
  const closing =
    "(?:cordialement|bien à vous|salutations(?: distinguées)?|respectueusement|cdl?t|bonne (?:journée|soirée|réception)|d['’]avance|par avance|signée?|signature|sincèrement|amicalement|fait à [\\p{L} -]+, le [\\d/ \\p{L}]+)"
  const person = `(?<x>${NAME}|\\p{L}{2,}${S}\\p{Lu}{2,})`
  return [
    rule(
      'nom',
      new RegExp(
        `${either(closing)}${S}*[,.!:;–-]*\\s*(?:de la part de${S}+|par${S}+|:${S}*)?(?:M\\.|Mme|Mlle|Monsieur|Madame)?${S}*${person}(?=${S}*(?:[.,;(\\n–-]|$))`,
        'dgu',
      ),
    ),
    // « merci, jean dupont »: two words at the very end, without a capital.
    rule(
      'nom',
      new RegExp(
        `(?:cordialement|Cordialement|signé|Signé)${S}*[,.:]?${S}*\\n?(?<x>\\p{Ll}{3,}${S}\\p{Ll}{3,})${S}*\\.?$`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`[Mm]erci${S}*[,.!–-]*(?:${S}|\\n)*(?<x>${TWO_NAMES})${S}*\\.?$`, 'dgu')),
    // « Yasmine Ould, 06 77 88 99 00 »: who to call back.
    rule(
      'nom',
      new RegExp(
        `(?<x>${TWO_NAMES})${S}*[,(:–-]${S}*(?:t[ée]l(?:[ée]phone)?\\.?${S}*:?${S}*)?(?=0\\d|\\+\\d|[\\p{L}\\d._-]{1,64}@)`,
        'dgu',
      ),
    ),
    // The last line, when it holds nothing but a name.
    rule('nom', new RegExp(`\\n${S}*(?<x>${TWO_NAMES}|\\p{Lu}\\.${S}?\\p{Lu}[\\p{L}-]+)${S}*\\.?\\s*$`, 'dgu')),
  ]
}

function introductions(): readonly MaskRule[] {
  const said =
    "(?:je m['’ ]?appelle|je me nomme|je soussigné(?:e|\\(e\\))?|moi,|au nom de|de la part de|mon nom est|nom de jeune fille|s['’]appelle|dénommée?|nommée?|prénommée?|répondant au nom de)"
  return [
    rule(
      'nom',
      new RegExp(
        `${either(said)}${S}*[:,]?${S}*(?:est${S})?(?:M\\.|Mme|Mlle|Monsieur|Madame)?${S}*(?<x>${NAME})`,
        'dgu',
      ),
    ),
    rule(
      'nom',
      new RegExp(
        `(?:je m['’ ]?appelle|Je m['’ ]?appelle|mon nom est|Mon nom est)${S}+(?<x>[\\p{L}'’-]{3,}(?:${S}(?!et\\b|je\\b|j['’]|pour\\b)[\\p{L}'’-]{3,})?)`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`(?:[Jj]e suis|[Ii]ci)${S}+(?:M\\.${S}|Mme${S})?(?<x>${TWO_NAMES})`, 'dgu')),
    rule(
      'nom',
      new RegExp(`(?<!\\p{L})(?:[Nn]ée?|NÉE?|[Éé]pouse|[Vv]euve|[Dd]ivorcée)${S}+(?<x>(?!Le\\b|En\\b)${NAME})`, 'dgu'),
    ),
  ]
}

function labelled(): readonly MaskRule[] {
  const label =
    "(?:noms?(?: et prénoms?| de famille| de naissance| d['’]usage| d['’]épouse| marital| complet)?|prénoms?(?: et noms?)?|identité|bénéficiaire|destinataire|demandeur|allocataire|titulaire|titulaire du compte|contact|interlocut(?:eur|rice)|expéditeur|signataire)"
  return [
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${either(label)}${S}*[:=]${S}*(?:M\\.|Mme|Mlle|Monsieur|Madame)?${S}*(?<x>${NAME})`,
        'dgu',
      ),
    ),
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${either('(?:nom|prénom|nom de famille|nom et prénom)')}${S}*[:=]${S}*(?<x>\\p{Ll}[\\p{L}'’-]+(?:${S}[\\p{L}'’-]+)?)(?=${S}*(?:[,;.\\n/]|$))`,
        'dgu',
      ),
    ),
  ]
}

function relatives(): readonly MaskRule[] {
  const kin =
    '(?:fils|fille|mari|femme|époux|épouse|ex-mari|ex-femme|père|mère|frère|s[œo]e?ur|conjointe?|concubine?|compagnon|compagne|enfants?|neveu|nièce|grand-mère|grand-père|maman|papa|mamie|papi|oncle|tante|cousine?|beau-père|belle-mère|beau-frère|belle-sœur|bébé|voisine?|amie?|collègue|patronne?|employeur|propriétaire|bailleur|protégée?|patiente?|locataire)'
  const officer =
    '(?:conseill(?:er|ère)|agente?|assistante? sociale|gestionnaire|guichetière?|tut(?:eur|rice)|curat(?:eur|rice)|référente?|éducat(?:eur|rice)|avocate?|médecin|interlocut(?:eur|rice)|technicien(?:ne)?|secrétaire|instruct(?:eur|rice)|mandataire)'
  return [
    rule(
      'nom',
      new RegExp(
        `(?<!\\p{L})${either('(?:mon|ma|mes|son|sa|notre|leur|votre)')}${S}${kin}${S}*,?${S}*(?:(?:s['’]appelle|qui s['’]appelle|nommée?|prénommée?)${S})?(?:M\\.${S}|Mme${S})?(?<x>${NAME})`,
        'dgu',
      ),
    ),
    rule('nom', new RegExp(`(?<!\\p{L})${either(officer)}${S}*,?${S}*(?:M\\.${S}|Mme${S})?(?<x>${TWO_NAMES})`, 'dgu')),
  ]
}

const NAME_RULES = [...afterCivility(), ...signatures(), ...introductions(), ...labelled(), ...relatives()]

/** The words with or without a capital on the first letter. */
function either(words: string): string {
  const capital = words.replace(
    /(^\(\?:|\|)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
  return `(?:${words}|${capital})`
}

/** Cuts the detection where a common word starts: « M. Dupont Votre lettre » holds one name. */
function withoutCommonWords(text: string, detection: Detection): Detection[] {
  const said = text.slice(detection.start, detection.end)
  let end = 0
  let named = false
  for (const match of said.matchAll(/[^ \u00a0\u202f]+/gu)) {
    const word = fold(match[0])
      .replace(/^(?:d|l|j|n|c|s|m|t|qu)'(?=.)/, '')
      .replace(/[.,;:!?]+$/, '')
    const isLink = /^(?:de|la|du|des|d|le|van|von|der|el|al|ben|bin|ibn|da|dos|do|di|del|della|saint|sainte)$/.test(
      word,
    )
    if (isLink && !named) continue
    // « J. Dupuis »: a letter with its point is a first name, « J » alone is not.
    if (NOT_NAMES.has(word) && !isLink && (word === 'm' || !/^\p{Lu}\.$/u.test(match[0]))) break
    if (isLink) continue
    named = true
    end = match.index + match[0].length
  }
  return named ? [{ ...detection, end: detection.start + end }] : []
}
