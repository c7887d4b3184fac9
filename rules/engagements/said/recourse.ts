import { type BlockView, type DocumentView, perBlock } from '@limpide/checker'
import { lowerOf } from '../../organisation/reading/text.ts'
import { bodyText, fieldNames, lower } from './duty.ts'
import { COUNT } from './time.ts'

/**
 * « Le recours à un architecte », « recours au chèque emploi » use something. What a recourse is sent to is named among
 * those who receive it (« un recours au maire », « votre recours à la commission »), or the place (« à l'adresse »).
 */
const USES =
  "(?! (?:à|au|aux) (?!(?:la |l')?(?:commission|maire|mairie|présidente?|préfet|préfecture|ministre|ministère|directeur|direction|directrice|conseil|juge|service|tribunal|médiat|organisme|agence|académie|université|autorité|administration|notre|nos|cette|ce |monsieur|madame|[{[«]|adresse|caisse|département|recteur|rectorat|compter|partir|réception)))"
/** Words that say that a decision can be contested. */
const RECOURSE = new RegExp(
  `(?:(?<!avoir )(?<!\\p{L})recours(?!\\p{L})${USES}|contest(?:er|ation|ez|é)|saisir (?:la |le |l'|un )?(?:cra|cma|ta|commission de (?:recours|conciliation|médiation)|juge|tribunal|médiat)(?!\\p{L})|réclamation|médiateur|médiation|défenseur des droits|tribunal|juridiction|(?:pas|n'êtes pas) d'accord|en désaccord|faire appel|t[ée]l[ée]recours|demander (?:le |un )?(?:réexamen|nouvel examen|de revoir)|réexamen)`,
  'u',
)

const speaksOfRecourse = perBlock((block) => RECOURSE.test(lowerOf(block)))

/** Blocks of the document that tell how to contest. */
export function recourseBlocks(view: DocumentView): readonly BlockView[] {
  return view.blocks.filter((block) => block.kind !== 'code' && block.zone !== 'objet' && speaksOfRecourse(block))
}

/** True when recourse is told of, or stands in a field or in an annex that is announced. */
export function tellsRecourse(view: DocumentView): boolean {
  return recourseBlocks(view).length > 0 || fieldNames(view).some((name) => /recours|contest/.test(name))
}

const TIME_LIMIT = new RegExp(
  `${COUNT} ?(?:\\(\\d+\\) )?(?:mois|jours|semaines)|(?:avant|jusqu'au) le (?:\\d|\\[|\\{|«)|délais? de \\S*[{[«]|\\[2 mois\\]`,
)
const START =
  /(?:à (?:partir|compter|réception)|suivant|suivent|dès) (?:de |du |la |le |l'|sa |cette )*(?:date|réception|notification|reception|jour|lendemain|courrier|lettre|présente|décision|publication|rejet)|à réception|de sa (?:notification|réception)|(?:de|après) (?:la|cette|sa) (?:notification|réception)|avant le \d|jusqu'au \d|après avoir reçu/
const WHERE =
  /(?:\d{5}|@|en ligne|telerecours|télérecours|à l'adresse|par courrier|adresse (?:suivante|ci-dessus|en haut)|guichet|\{\{?|\[\s?…?\]|par (?:voie )?(?:postale|électronique)|au greffe|www\.|https?:)/
const COURT =
  /tribunal (?:administratif|judiciaire|de proximité|correctionnel|des affaires)?\s*(?:de |d'|du |des )(?!(?:deux|trois|la notification|un délai|sa )(?!\p{L}))|tribunal [^.\n]{0,40}[{[«]|tribunal administratif (?:compétent )?\((?:de |d')?\p{L}|conseil d'état|commission (?:de recours|départementale|de médiation|des droits)|cour d'appel|juge de l'expropriation|\[le tribunal|trésor public|comptable/u

/** What a full account of a recourse must hold, and what this one lacks. */
export interface Lack {
  readonly id: 'delai' | 'depart' | 'adresse' | 'tribunal'
  readonly label: string
}

/** What the recourse block lacks. Elements are looked for in the blocks that speak of recourse and the two that follow. */
export function missingInRecourse(view: DocumentView): readonly Lack[] {
  const found = recourseBlocks(view)
  const indexes = new Set(found.flatMap((block) => [block.index, block.index + 1, block.index + 2, block.index + 3]))
  const text = view.blocks
    .filter((block) => indexes.has(block.index))
    .map((block) => lower(block.text))
    .join('\n')
  const lacks: Lack[] = []
  if (!TIME_LIMIT.test(text)) lacks.push({ id: 'delai', label: 'le délai' })
  if (!START.test(text)) lacks.push({ id: 'depart', label: 'le point de départ du délai' })
  if (!WHERE.test(text)) lacks.push({ id: 'adresse', label: 'où écrire' })
  if (!COURT.test(text)) lacks.push({ id: 'tribunal', label: 'le nom du tribunal' })
  return lacks
}

/** True when the whole text of the body says that an annex or another page holds the recourse. */
export function pointsToRecourse(view: DocumentView): boolean {
  return /(?:recours|contester)[^.\n]{0,80}(?:page suivante|au verso|jointe?s?|ci-joint|annexe|plus bas|notice|encadré|dernière page)/.test(
    bodyText(view),
  )
}
