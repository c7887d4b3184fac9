import {
  countSentences,
  createSign,
  defineRule,
  holdsSign,
  type SentenceView,
  type Suggestion,
  type Tally,
  tallyOf,
} from '@limpide/checker'
import { activeVoice, type French, findPassives, type Passive } from '@limpide/french'
import { rowsOf } from '../grammar/list.ts'
import { LISTS } from '../lists.generated.ts'

/** Participles that être only describes with: "la mairie est située". */
const DESCRIPTIONS = new Set(rowsOf(LISTS['voix-passive']).map(({ participe = '' }) => participe))

/** Verbs whose participle says what somebody feels or is touched by, even with « par ». */
const MOVED = new Set(['concerner', 'intéresser', 'convaincre', 'surprendre', 'émouvoir', 'léser', 'désoler'])

export default defineRule({
  id: 'voix-passive',
  name: 'Voix passive',
  principle: 'phrases',
  severity: 'information',
  indicator: 'voix-indirecte',
  why: 'Au passif, celui qui agit passe après l’action ou disparaît : le lecteur ne sait plus qui fait quoi.',
  advice: 'Mettez en sujet celui qui agit : « Nous examinons… », « La commission décide… ».',
  sources: ['convention du projet'],
  scope: 'sentence',
  thresholds: {
    maxShare: {
      key: 'part-avertissement',
      value: 20,
      unit: '% des phrases',
      range: [5, 100],
      source: 'convention du projet',
    },
    minSentences: { key: 'phrases-minimum', value: 5, unit: 'phrases', range: [1, 50], source: 'convention du projet' },
  },
  messages: {
    agent: '« {found} » est au passif et celui qui agit vient après. Commencez par lui.',
    passive: '« {found} » est au passif : on ne sait pas qui agit.',
    late: '« {found} » est au passif, et celui qui agit vient bien après. Commencez par lui.',
  },
  examples: [
    {
      bad: 'Votre dossier [[sera examiné]] par la commission le 14 mai.',
      better: 'La commission examinera votre dossier le 14 mai.',
    },
    {
      bad: 'Une pénalité [[a été appliquée]] sur votre compte.',
      better: 'Nous avons appliqué une pénalité sur votre compte.',
    },
    {
      bad: 'Les pièces doivent [[être transmises]] avant le 30 juin.',
      better: 'Transmettez les pièces avant le 30 juin.',
    },
    { bad: "Le montant de l'aide [[n'est pas encore définitivement fixé]]." },
    { bad: "Votre demande [[a bien été enregistrée]] par le service d'accueil." },
    { bad: 'Ces informations [[sont-elles transmises]] à mon employeur ?' },
    {
      bad: 'Les demandes de logement [[ont été étudiées]] par les agents de la mairie.',
      better: 'Les agents de la mairie ont étudié les demandes de logement.',
    },
    {
      bad: 'Votre dossier [[a été ouvert]]. Les pièces [[ont été lues]]. Un agent vous recevra. Il viendra lundi. La réponse [[sera envoyée]].',
      better:
        'Nous avons ouvert votre dossier et lu les pièces. Un agent vous recevra lundi. Nous vous enverrons la réponse.',
    },
    { good: 'Vous êtes arrivé en France en 2019.', because: 'le verbe arriver se conjugue avec être' },
    {
      good: 'La mairie est située 12 rue des Lilas et elle est fermée le mercredi.',
      because: 'ces participes décrivent, personne n’agit',
    },
    { good: "Vous vous êtes inscrit comme demandeur d'emploi.", because: 'le verbe est pronominal' },
    { good: 'Nous ne nous sommes pas rencontrés depuis.', because: 'le verbe est pronominal, négation comprise' },
    {
      good: 'Il est rappelé que le guichet ferme à midi.',
      because: 'c’est une tournure impersonnelle, signalée comme telle',
    },
    {
      good: 'Votre aide baisse, étant entendu que vos revenus ont monté.',
      because: '« étant entendu que » relie deux idées',
    },
    {
      bad: 'La dépense [[est inscrite]] au budget de la commune.',
      better: 'La commune inscrit la dépense à son budget.',
    },
    {
      bad: 'Les parents [[sont, sauf accord contraire, convoqués]] ensemble.',
      better: 'Nous convoquons les parents ensemble.',
    },
    { bad: 'Vous pouvez [[être assisté]] lors de l’entretien par la personne de votre choix.' },
    { bad: 'Un accueil du soir va [[être mis en place]].', better: 'Nous allons ouvrir un accueil du soir.' },
    {
      good: 'Nos équipes étant actuellement débordées, le délai est plus long.',
      because: '« étant débordées » dit un état',
    },
    { good: 'La taxe sera due chaque année.', because: '« due » dit un état' },
    { good: 'Vous êtes marié, divorcé ou veuf.', because: 'ces participes disent un état' },
  ],
  premise: (document, { threshold, french }) => {
    const sentences = countSentences(document)
    if (sentences === 0 || sentences < threshold.minSentences) return false
    return (passiveSentences(french)(document) / sentences) * 100 > threshold.maxShare
  },
  check(sentence, { premise: isFrequent, french, report }) {
    for (const passive of passivesOf(sentence, french)) {
      const { tokens, block } = sentence
      const from =
        tokens[passive.from - 1]?.norm === "n'" || tokens[passive.from - 1]?.norm === 'ne'
          ? passive.from - 1
          : passive.from
      const start = tokens[from]?.start ?? sentence.start
      const end = tokens[passive.to - 1 + tiedTo(tokens, passive.to)]?.end ?? sentence.end
      const late = passive.by === undefined && hasLateAgent(sentence, passive, french)
      const heavy = passive.by !== undefined || isFrequent
      report(
        { start, end },
        {
          message: passive.by !== undefined ? 'agent' : late ? 'late' : 'passive',
          data: { found: block.text.slice(start, end) },
          ...(heavy ? { severity: 'avertissement' } : {}),
          suggestions: active(sentence, passive, french),
        },
      )
    }
  },
})

/** The sentence turned to the active voice, where nothing is in doubt. */
function active({ tokens, block }: SentenceView, { participle }: Passive, french: French): Suggestion[] {
  const wording = activeVoice(french, block.text, tokens, participle)
  if (!wording) return []
  return [{ kind: 'choix', text: wording.text, span: { start: wording.start, end: wording.end } }]
}

/** "mis en place", "mis à jour": what belongs to the participle. */
const TIED = new Map<string, ReadonlySet<string>>(
  Object.entries({
    en: new Set('place œuvre ligne compte charge cause demeure service vente considération réseau'.split(' ')),
    à: new Set(['jour', 'disposition', 'exécution']),
  }),
)

/** How many words after the participle belong to it. */
function tiedTo(tokens: SentenceView['tokens'], to: number): number {
  return TIED.get(tokens[to]?.norm ?? '')?.has(tokens[to + 1]?.norm ?? '') ? 2 : 0
}

/** Who may act: people and services. */
const PEOPLE =
  /^(?:personnes?|agents?|services?|médecins?|commissions?|conseils?|maires?|mairies?|préfets?|préfecture|directeurs?|directrices?|responsables?|conseill[eè]re?s?|tiers|parents?|huissier|avocat|notaire|experts?|tribunal|juge|cour|procureur|greffe|caisses?|communes?|département|région|état|ministre|ministère|président|présidente|écoles?|collège|employeur|entreprises?|bailleurs?|propriétaires?|locataires?|gestionnaires?|organismes?|administrations?|autorités?|établissements?|prestataires?|fournisseurs?|jury|comité|inspecteurs?|police|assureur|associations?|psychologues?)$/

/** "être assisté lors de l'entretien par la personne de votre choix": the one who acts is said, later in the clause. */
function hasLateAgent({ tokens }: SentenceView, { participle, to }: Passive, french: French): boolean {
  for (let rank = to; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (!token || /^[.;:!?,]$/.test(token.text) || token.features.verbForm === 'Fin') return false
    if (token.norm !== 'par') continue
    const noun = tokens[rank + 1]?.upos === 'DET' ? rank + 2 : rank + 1
    // "inscrit au fichier des personnes recherchées par le procureur": who acts on something else is not the agent.
    if (!PEOPLE.test(tokens[noun]?.norm ?? '')) return false
    const head = french.findInArcs(tokens, (arcs) => arcs.headOf(noun))
    return head === participle || tokens[head]?.features.verbForm !== 'Part'
  }
  return false
}

/** The share of passives reads every sentence of a document at each check: most did not change. */
const known = new WeakMap<SentenceView['tokens'], readonly Passive[]>()
const NO_PASSIVES: readonly Passive[] = []

/** The passives in which somebody does something. */
function passivesOf(sentence: SentenceView, french: French): readonly Passive[] {
  if (!holdsSign(sentence, ETRE)) return NO_PASSIVES
  const before = known.get(sentence.tokens)
  if (before !== undefined) return before
  const passives = readPassives(sentence, french)
  known.set(sentence.tokens, passives)
  return passives
}

const ETRE = createSign(({ norm, lemma }) => lemma === 'être' || norm === 'été')

function readPassives(sentence: SentenceView, french: French): readonly Passive[] {
  const passives = findPassives(sentence.tokens, french)
  if (passives.length === 0) return NO_PASSIVES
  return passives
    .map((passive) => withoutMeans(sentence, passive))
    .filter((passive) => {
      // "Le guichet est fermé" describes, "le guichet a été fermé", "est fermé par l'agent" tell.
      if (!passive.compound && passive.by === undefined && isDescription(sentence, passive)) return false
      // "vous êtes concerné par cette mesure": what comes after « par » is no agent.
      if (!passive.compound && MOVED.has(passive.verb)) return false
      const participle = sentence.tokens[passive.participle]?.norm ?? ''
      // "nos équipes étant saturées", "la taxe sera due": a state, unless somebody acts.
      const state = sentence.tokens[passive.auxiliary]?.norm === 'étant' || /^(?:dû|dues?|dus)$/.test(participle)
      if (!passive.compound && passive.by === undefined && state) return false
      return !isImpersonal(sentence, passive) && !isConjunction(sentence, passive)
    })
}

/** "Le titre III est remplacé par les dispositions ci-dessous": what takes the place acts on nothing. */
function withoutMeans({ tokens }: SentenceView, passive: Passive): Passive {
  if (passive.by === undefined || !/^(?:remplacer|compléter|précéder|matérialiser)$/.test(passive.verb)) return passive
  const noun =
    tokens[passive.by]?.upos === 'NOUN'
      ? passive.by
      : tokens.findIndex(({ upos }, rank) => rank > (passive.by ?? 0) && (upos === 'NOUN' || upos === 'PROPN'))
  return PEOPLE.test(tokens[noun]?.norm ?? '') || tokens[noun]?.upos === 'PROPN'
    ? passive
    : { ...passive, by: undefined }
}

function isDescription({ tokens }: SentenceView, { participle, from }: Passive): boolean {
  const token = tokens[participle]
  if (!token) return false
  const masculine = token.norm.replace(/e?s?$/, '')
  // "vous êtes inscrit" is a state, "la dépense est inscrite au budget" is done by somebody.
  if (OF_PEOPLE.test(token.norm) && isThing(tokens, from)) return false
  return (
    DESCRIPTIONS.has(token.norm) ||
    DESCRIPTIONS.has(token.norm.replace(/e?s$|e$/, '')) ||
    DESCRIPTIONS.has(`${masculine}s`)
  )
}

/** Participles that describe people, and tell what is done to things. */
const OF_PEOPLE = /^(?:inscrit|assuré|employé|dispensé)e?s?$/

const PERSON =
  /^(?:enfants?|élèves?|personnes?|candidate?s?|fils|filles?|étudiante?s?|demandeurs?|conjointe?s?|agents?|salariée?s?|usagers?|bénéficiaires?|membres?|parents?|père|mère|locataires?|assurée?s?|patiente?s?|professionnel(?:le)?s?|aidante?s?|habitante?s?|époux|épouse|madame|monsieur|mineure?s?|majeure?s?|titulaires?|résidente?s?)$/

/** True when the subject just before is a noun, and no person: "cette interdiction de sortie". */
function isThing(tokens: SentenceView['tokens'], from: number): boolean {
  let end = from
  while (/^(?:ne|n'|lui|leur|y|en)$/.test(tokens[end - 1]?.norm ?? '')) end--
  let start = end
  while (start > 0 && /^(?:DET|NOUN|ADJ|ADP|NUM)$/.test(tokens[start - 1]?.upos ?? '')) start--
  const head = tokens.slice(start, end).find(({ upos }) => upos === 'NOUN')
  return tokens[start]?.upos === 'DET' && head !== undefined && !PERSON.test(head.norm)
}

/** "il est demandé de signer", "il a été décidé que": tournure-impersonnelle speaks of it. */
function isImpersonal({ tokens }: SentenceView, { from, to }: Passive): boolean {
  let subject = from - 1
  while (/^(ne|n'|vous|nous|lui|leur|me|m'|en|y)$/.test(tokens[subject]?.norm ?? '')) subject--
  if (tokens[subject]?.norm !== 'il' && tokens[subject]?.norm !== '-il') return false
  const next = tokens[to]?.norm ?? ''
  // "s'il est reproché une faute"
  if (/^une?$/.test(next)) return true
  return /^(de|d'|que|qu'|à)$/.test(next) || tokens[from - 1]?.norm === 'vous'
}

/** "étant entendu que", "étant précisé que": two words that link, and nobody's action. */
function isConjunction({ tokens }: SentenceView, { auxiliary, to }: Passive): boolean {
  return tokens[auxiliary]?.norm === 'étant' && /^(que|qu')$/.test(tokens[to]?.norm ?? '')
}

const tallies = new WeakMap<French, Tally>()

/** How many sentences have a passive. */
function passiveSentences(french: French): Tally {
  let tally = tallies.get(french)
  if (tally === undefined) {
    tally = tallyOf((sentence) => (passivesOf(sentence, french).length > 0 ? 1 : 0))
    tallies.set(french, tally)
  }
  return tally
}
