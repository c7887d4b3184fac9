/**
 * Looks ahead for nothing: what is found is the same, and V8 writes what follows once, instead of once for each branch that
 * leads there: the expressions of this file took 2.7 MB of machine code, and take 1.1.
 */
const MEET = '(?=)'

const ONES = 'une?|deux|trois|quatre|cinq|six|sept|huit|neuf'
const TEENS = 'dix(?:[- ](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize'
const TENS = 'quatre[- ]vingts?|vingt|trente|quarante|cinquante|soixante'

/** How many, in figures or in letters up to 199: « 15 », « vingt », « quatre-vingt-dix », « soixante et onze », « cent vingt ». */
export const COUNT = `(?<![a-zà-ÿœ])(?:\\d+|(?:cent[- ])?(?:(?:${TENS})${MEET}(?:[- ](?:et[- ])?(?:${TEENS}|${ONES}))?|${TEENS}|${ONES})|cent)${MEET}`

/** A length of time, in figures, in letters or in a field: « deux à trois semaines », « trente (30) jours ». */
const LENGTH = `(?:${COUNT}(?: (?:à|ou) ${COUNT})?${MEET} ?(?:\\(\\d+\\) )?(?:jours?|semaines?|mois|heures?|h|ans?)${MEET}(?: (?:ouvrés|ouvrables|calendaires|francs))?|48 ?h|24 ?h)${MEET}`
const MONTHS =
  'janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre'
const DATE = `(?:\\d{1,2}(?:er)? ?(?:${MONTHS})(?: \\d{4})?|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}|\\[(?:la )?date|\\{\\{?[^}]*(?:date|limite|echeance|échéance|delai|délai)[^}]*\\}|«[^»]*(?:date|limite|éch|ech)[^»]*»|__ ?/)${MEET}`

/** A date before which to act: « avant le 30 juin », « au plus tard le {{ date_limite }} », « sous 15 jours ». */
export const DEADLINE = new RegExp(
  `(?:avant|jusqu'au|jusqu'à|d'ici (?:le|au)?|au plus tard|date limite|pour le|dernier délai|le) ?:? ?(?:le |au |la |lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )*${DATE}|(?:dans (?:un délai de|les|le délai de)|sous|d'ici|délai de|pendant) ${LENGTH}|(?:au plus tard|avant) (?:\\p{L}+ ){0,4}${LENGTH}|${LENGTH} (?:avant|après|à compter|suivant)|expire|valable (?:que )?(?:jusqu|\\{|\\d)`,
  'u',
)

/** A limit set to the reader: `DEADLINE` without the dates that merely tell a fact (« le 4 mai », « pendant un an »). */
export const LIMIT = new RegExp(
  `(?:avant|jusqu'au|d'ici (?:le|au)?|au plus tard|date limite) ?:? ?(?:le |au |lundi |mardi |mercredi |jeudi |vendredi )*${DATE}|(?:dans (?:un délai de|les)|sous) ${LENGTH}`,
  'u',
)

/** An announced time of processing, beside a word of treatment or of answer. */
export const PROCESSING = new RegExp(
  [
    `(?:délais?|durée|temps)[^.\\n]{0,60}(?:traitement|réponse|instruction|examen|attente|obtention|étude|fabrication)?[^.\\n]{0,40}${LENGTH}`,
    `(?:(?:répon|trait|instru|examin|étudi|recev|recontact|rappel|écri|contact|informer|statu|rembours)\\p{L}+|décision|suite|versé|prendra|prend|compte[zr]|dispose)[^.\\n]{0,90}${LENGTH}`,
    `(?:sous|dans (?:un délai de|les|le délai de)|en|d'ici|au bout de|à l'issue de|après) ${LENGTH}[^.\\n]{0,90}(?:répon|décision|trait|instru|examin|étudi|recev|recontact|rappel|suite|écri|contact|inform|statu)`,
    `(?:(?:répon|recev|trait|contact)\\p{L}+|décision|suite|attente)[^.\\n]{0,60}(?:avant|au plus tard|jusqu'au|à partir du|d'ici|le) (?:le |au )?(?:lundi |mardi |mercredi |jeudi |vendredi )?${DATE}`,
    `${DATE}[^.\\n]{0,60}(?:répon|décision|silence)`,
    'délai[^.\\n]{0,30}(?:\\{|\\[|«)',
    '(?:immédiat\\p{L}*|le jour même|aussitôt|tout de suite)',
    // « Nous préparons votre carte en cinq jours », « votre badge est fabriqué en deux semaines ».
    `(?:nous |(?:est|sont|sera|seront) )(?:prépar|fabriqu|édit|imprim|établi|envo|expédi|livr|délivr|remi|remett|accord|valid|contrôl|vérifi|prêt)\\p{L}*[^.\\n]{0,60} (?:en|sous|dans (?:les|un délai de)) ${LENGTH}`,
    `${LENGTH}[^.\\n]{0,40}(?:pour répondre|après (?:réception|votre demande))`,
  ].join('|'),
  'u',
)

/** A full date: « le 4 mai 2025 », « 04/05/2025 », a field that names it. */
export const FULL_DATE = new RegExp(
  `(?<!\\d)\\d{1,2}(?:er)? ?(?:${MONTHS}) \\d{4}|(?<!\\d)\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}(?!\\d)|\\d{4}-\\d{2}-\\d{2}|(?:\\{|\\[|«|<)[^}\\]»>]*date[^}\\]»>]*|(?:\\ble|\\bdu|fait à[^.\\n]{0,40}) ?(?:…|\\.{3,}|_{2,}|\\[|__/)|…\\s?date`,
)
