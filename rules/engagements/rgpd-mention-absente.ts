import { type DocumentView, defineRule } from '@limpide/checker'
import { isBound, lower } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'

const NAMED = /(?:(?<!\p{L})noms?(?!\p{L})|prénom|je soussigné)/u
/** What makes the data of a form sensitive or plainly personal. */
const PERSONAL =
  /(?:date (?:et lieu )?de naissance|né(?:e|\(e\))? le|sécurité sociale|numéro fiscal|revenus?|ressources|situation (?:familiale|de famille)|santé|médica|handicap|allergie|enfants?(?!\p{L})|élève|représentant légal|nationalité|adresse (?:personnelle|du domicile)|domicile|victime|maltraitance|violences|iban|numéro d'allocataire|courriel|téléphone)/u
const MENTION =
  /(?:rgpd|règlement (?:\(ue\)|général|européen)|données (?:personnelles|à caractère|recueillies|collectées)|protection des données|cnil|informatique et libertés|loi (?:n° ?)?78-17|droit d'accès|vos données)/
const ELEMENTS: readonly (readonly [string, RegExp])[] = [
  [
    'à quoi servent les données',
    /(?:pour (?:traiter|étudier|instruire|gérer|calculer|inscrire|organiser|vous|suivre|le |la |les )|destinée?s? à|finalité|afin d|utilis\p{L}+ (?:ces|les|vos) (?:informations|données)[^.]{0,40}pour)/u,
  ],
  ['combien de temps elles sont gardées', /(?:conserv|gard(?:ons|ées?|é)|durée|supprim|détrui|archiv)/],
  ['comment y accéder ou les corriger', /(?:accès|accéder|rectifi|corriger|droits|voir)/],
  ['à qui écrire', /(?:délégué|dpo|dpd|@|contact|adresse|écri)/],
]

function asksData(view: DocumentView): boolean {
  if (view.type.id !== 'formulaire') return false
  const fields = view.blocks.flatMap((block) =>
    block.source.marks.flatMap((mark) =>
      mark.kind === 'field' ? [lower(mark.field.label ?? mark.field.name ?? '')] : [],
    ),
  )
  const text = `${view.plain}\n${fields.join('\n')}`
  return NAMED.test(text) && PERSONAL.test(text) && !/(?:numéro siret|prestataire)/.test(text)
}

export default defineRule({
  id: 'rgpd-mention-absente',
  name: 'Information sur les données absente',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'La personne qui donne des informations sur elle a le droit de savoir qui les utilise, pourquoi et combien de temps.',
  advice: 'Ajoutez un encadré court\u00a0: qui, pourquoi, combien de temps, comment corriger, à qui écrire.',
  sources: ['Règlement (UE) 2016/679, article 13', 'Référentiel Services Publics+, engagement 3'],
  scope: 'document',
  only: ['formulaire'],
  thresholds: {
    missing: {
      key: 'elements-manquants',
      value: 2,
      unit: 'éléments manquants',
      range: [1, 4],
      source: 'convention du projet',
    },
  },
  messages: {
    missing: 'Ce formulaire recueille des données personnelles sans dire ce qu’elles deviennent.',
    incomplete: 'L’information sur les données ne dit pas\u00a0: {lacks}.',
  },
  examples: [
    {
      bad: '# Fiche sanitaire\n\nNom : ________\n\nDate de naissance : ________\n\nProblèmes de santé : ________',
      type: 'formulaire',
    },
    {
      bad: '# Inscription à la cantine\n\nNom de l’enfant : ________\n\nRevenus du foyer : ________\n\n[Protection des données](https://exemple.fr/mentions)',
      type: 'formulaire',
    },
    {
      good: '# Inscription à la cantine\n\nNom de l’enfant : ________\n\nVos données : la mairie utilise ces informations pour inscrire votre enfant. Nous les gardons deux ans. Vous pouvez les voir ou les corriger : dpd@valmont.exemple.fr. Vous pouvez aussi saisir la CNIL.',
      because: 'les éléments y sont',
      type: 'formulaire',
    },
    {
      good: 'Objet : votre rendez-vous\n\nMadame,\n\nNous vous attendons le 4 mai.',
      because: 'cette lettre ne recueille rien',
    },
    {
      good: '# Modèle de facture\n\nNom du prestataire : ________\n\nNuméro Siret : ________',
      because: 'une facture entre professionnels',
      type: 'formulaire',
    },
  ],
  check(view, { threshold, report }) {
    if (!isBound(view) || !asksData(view)) return
    const suggestions = addBeforeClosing(
      view,
      'Ajouter l’information sur les données',
      'Vos données : [nom du service] utilise ces informations pour [but]. Nous les gardons [durée]. Vous pouvez demander à les voir ou à les corriger : [contact du délégué à la protection des données]. Vous pouvez aussi saisir la CNIL (cnil.fr).',
    )
    if (!MENTION.test(view.plain)) {
      report(view, { message: 'missing', suggestions })
      return
    }
    const said = view.blocks.filter((block) => MENTION.test(lower(block.text)) || block.zone === 'mentions')
    const around = new Set(said.flatMap((block) => [block.index, block.index + 1, block.index + 2]))
    const text = view.blocks
      .filter((block) => around.has(block.index))
      .map((block) => lower(block.text))
      .join('\n')
    const lacks = ELEMENTS.filter(([, pattern]) => !pattern.test(text)).map(([label]) => label)
    if (lacks.length >= threshold.missing)
      report(view, { message: 'incomplete', data: { lacks: lacks.join(', ') }, severity: 'suggestion', suggestions })
  },
})
