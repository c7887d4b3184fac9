import { startsUpper } from './characters.ts'
import { join } from './join.ts'
import { nounPhrase } from './noun-phrase.ts'
import type { Rewording } from './support-verb.ts'
import type { Features, French, GrammaticalNumber, Person, Token, VerbRequest } from './types.ts'

/** The verb of the passive clause, as it must be said of the agent. */
interface Passive {
  /** First token of the verb: « ne », a clitic or the conjugated verb. */
  readonly start: number
  /** The conjugated verb: être, avoir, or a modal (« peut être refusé »). */
  readonly head: number
  /** The infinitive « être » that follows a modal. */
  readonly infinitive: boolean
  readonly compound: boolean
  /** The compound of the modal: « a pu être examiné ». */
  readonly modal: string | undefined
  readonly negated: boolean
  readonly clitics: readonly string[]
  readonly adverbs: readonly string[]
  readonly participle: number
  readonly verb: string
}

const SIMPLE = new Map<string, VerbRequest['form']>(
  Object.entries({
    'Ind Pres': 'IndPres',
    'Ind Imp': 'IndImp',
    'Ind Fut': 'IndFut',
    'Ind Past': 'IndPast',
    'Cnd Pres': 'CndPres',
    'Sub Pres': 'SubPres',
    'Sub Imp': 'SubImp',
  }),
)
const MODALS = new Set(['pouvoir', 'devoir', 'aller', 'venir'])
const NEGATIVE = /^(?:pas|plus|jamais|point|guère|aucunement|nullement)$/
const DATIVE = /^(?:me|m'|te|t'|nous|vous|lui|leur)$/

/** Nouns after « par » that say how or when, whatever determiner they take: « par la poste », « par le passé ». */
const MEANS = new Set(
  (
    'poste voie biais intermédiaire suite passé courrier courriel mail e-mail email sms téléphone lettre virement chèque internet fax prélèvement an mois jour ' +
    'semaine trimestre semestre heure exemple rapport défaut carte fois avance erreur moyen ordre crainte manque tranche principe hasard force effet fait seul ' +
    'train bus avion route mer porte entrée escalier côté personne foyer ménage rue avenue boulevard chemin pont quai soin soins occasion truchement entremise jeu arrière'
  ).split(' '),
)
/** Verbs whose participle says what somebody feels or is: no one acts (« vous êtes tenu par un contrat »). */
const STATES = new Set(
  'concerner intéresser convaincre surprendre émouvoir léser désoler effarer impressionner choquer étonner toucher frapper effrayer attirer séduire satisfaire décevoir tenir lier motiver'.split(
    ' ',
  ),
)
/** « informé par la mairie de la suite »: what follows « de » may belong to the verb or to the agent. */
const WITH_DE = new Set(
  'informer avertir prévenir charger priver dispenser exonérer exempter dessaisir aviser saisir accuser convaincre remercier décharger libérer retirer exclure radier assortir accompagner'.split(
    ' ',
  ),
)
/** « autorisé par le maire à ouvrir »: an infinitive may follow. */
const WITH_INFINITIVE = new Set('inviter autoriser obliger contraindre inciter encourager aider habiliter'.split(' '))
/** « transmis par le maire au préfet »: the receiver may follow. */
const WITH_RECEIVER = new Set(
  'transmettre adresser envoyer remettre verser communiquer notifier attribuer accorder confier délivrer proposer présenter signifier soumettre donner restituer rembourser'.split(
    ' ',
  ),
)
/** « l'adjoint au sport », « le ministre à la ville »: a receiver and a title look the same. */
const TITLED =
  /^(?:adjointe?|déléguée?|ministre|conseill(?:er|ère)|secrétaire|commissaire|juge|aide|chargée?|assistante?)s?$/
const WITH_AMOUNT = new Set('fixer arrêter porter limiter évaluer estimer ramener plafonner condamner'.split(' '))
/** Adverbs that bear on the agent: « uniquement par le préfet ». */
const FOCUS =
  /^(?:uniquement|seulement|exclusivement|notamment|soit|surtout|principalement|aussi|même|non|ni|tant|que|qu'|également|d'abord|ensuite|puis)$/

/** Whoever may act when « par » comes late: people and services. */
const PEOPLE =
  /^(?:agents?|services?|médecins?|commission|conseil|maire|mairie|préfet|préfète|préfecture|directeur|directrice|direction|responsable|conseillers?|conseillère|huissier|avocate?|tribunal|juge|caisse|commune|école|collège|département|région|équipe|équipes|bureau|administration|ministre|ministère|comité|jury|président|présidente|secrétaire|greffe|notaire|employeur|propriétaire|bailleur|locataire|demandeur|parents?|police|gendarmerie|trésorier|trésorerie|expert|inspecteur|inspectrice|assistante?|référente?|tuteur|tutrice|organisme|association|prestataire|opérateur|professeur|enseignante?|infirmier|infirmière)$/

/** What belongs to the participle: « mis en place », « pris en charge », « mis à jour ». */
const TIED = new Map<string, ReadonlySet<string>>(
  Object.entries({
    en: new Set('place œuvre ligne compte charge cause demeure service vente considération réseau'.split(' ')),
    à: new Set(['jour', 'disposition', 'exécution']),
  }),
)

/**
 * A passive with its agent, turned to the active voice: « Votre dossier sera examiné par nos services » becomes
 * « Nos services examineront votre dossier ». Tense, mood, negation, clitics, adverbs, modals and what follows are kept.
 * `participle` is a rank of `tokens`. `undefined` rather than a wording that might not be French or might say something else.
 */
export function activeVoice(
  french: French,
  text: string,
  tokens: readonly Token[],
  participle: number,
): Rewording | undefined {
  const passive = passiveAt(french, tokens, participle)
  if (passive === undefined || STATES.has(passive.verb)) return undefined
  const by = findBy(tokens, participle)
  if (by === undefined) return undefined
  const offset = textOffset(text, tokens)
  const write = (from: number, to: number): string =>
    text.slice((tokens[from]?.start ?? 0) - offset, (tokens[to - 1]?.end ?? 0) - offset)
  const subject = subjectBefore(tokens, passive.start, write)
  const agent = agentAt(tokens, by + 1, passive, write)
  if (agent === undefined || subject === undefined) return undefined
  // « les mesures qui ont été ouvertes par le juge et les mesures en cours »: « et » may join something else.
  if (subject.relative && tokens.slice(agent.from, agent.to).some(({ norm }) => norm === 'et')) return undefined
  // « Le mineur est représenté par ses parents »: « ses » would come before the one it points to.
  if (/^(?:son|sa|ses|leur|leurs)$/.test(tokens[by + 1]?.norm ?? '') && subject.pronoun === undefined) return undefined
  if (/^(?:je|tu|nous|vous)$/.test(agent.pronoun ?? '') && samePerson(subject.pronoun, agent)) return undefined
  const next = tokens[agent.to]
  // « la demande déposée le 3 mai »: what follows would seem to hang on « déposée ».
  const heavy = tokens.slice(subject.from, passive.start).some((token) => isVerb(token))
  if (heavy && !subject.relative && next !== undefined && !/^[.;:!?…»)]/.test(next.text)) return undefined
  const between = betweenAt(tokens, participle, by, write)
  if (
    between === undefined ||
    (heavy && !subject.relative && between.free.length > 0) ||
    !tailFits(tokens, agent, passive, subject.relative)
  )
    return undefined
  if (subject.text !== '' && blursPronoun(french, tokens, subject, passive.start, agent)) return undefined
  const verb = activeVerb(french, tokens, passive, agent, subject)
  if (verb === undefined) return undefined
  if (subject.pronoun === undefined && passive.negated && /^(?:un|une|des|du)$/.test(tokens[subject.from]?.norm ?? ''))
    return undefined
  const object = subject.text === '' ? [] : [subject.text]
  const said = [...verb, ...between.tied, ...object, ...between.free]
  const raised = subject.capital ? capital(agent.text) : agent.text
  const words = subject.opening === '' ? [raised, ...said] : [subject.opening, raised, ...said]
  const result = glue(words)
  const start = tokens[subject.start]
  const end = tokens[agent.to - 1]
  if (start === undefined || end === undefined) return undefined
  const typed = text.includes('’') && !text.slice(start.start - offset, end.end - offset).includes("'")
  return {
    start: start.start,
    end: end.end,
    text: typed ? result.replaceAll("'", '’') : result,
  }
}

function textOffset(text: string, tokens: readonly Token[]): number {
  const first = tokens[0]
  const last = tokens.at(-1)
  if (first === undefined || last === undefined) return 0
  return text.startsWith(first.text, first.start) && text.startsWith(last.text, last.start) ? 0 : first.start
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function isVerb(token: Token | undefined): boolean {
  return token?.upos === 'VERB' || token?.upos === 'AUX'
}

function isFiniteVerb(token: Token | undefined): boolean {
  return isVerb(token) && token?.features.verbForm === 'Fin'
}

/** Reads the passive back from its participle: adverbs, « été », être or avoir, a modal, clitics and « ne ». */
function passiveAt(french: French, tokens: readonly Token[], participle: number): Passive | undefined {
  const past = tokens[participle]
  if (past === undefined) return undefined
  const verb = verbOf(french, past)
  if (verb === undefined || !french.isTransitive(verb) || verb === 'être' || verb === 'avoir') return undefined
  const adverbs: string[] = []
  let rank = skipAdverbs(tokens, participle - 1, adverbs)
  if (rank === undefined) return undefined
  let compound = false
  if (tokens[rank]?.norm === 'été') {
    compound = true
    rank = skipAdverbs(tokens, rank - 1, adverbs)
    if (rank === undefined || tokens[rank]?.lemma !== 'avoir') return undefined
  } else if (tokens[rank]?.lemma !== 'être') return undefined
  let head = rank
  const infinitive = tokens[head]?.features.verbForm === 'Inf'
  let modal: string | undefined
  const clitics: string[] = []
  if (infinitive) {
    // « doit vous être remis »: the clitics of the infinitive.
    let k = head - 1
    while (DATIVE.test(tokens[k]?.norm ?? '') && tokens[k]?.upos === 'PRON') {
      clitics.unshift(tokens[k]?.norm ?? '')
      k--
    }
    const of = /^(?:de|d')$/.test(tokens[k]?.norm ?? '')
    if (of) k--
    const before = skipAdverbs(tokens, k, adverbs)
    if (before === undefined || !isVerb(tokens[before])) return undefined
    modal = tokens[before]?.lemma
    if (modal === undefined || !MODALS.has(modal) || of !== (modal === 'venir')) return undefined
    head = before
    if (tokens[head]?.features.verbForm === 'Part') {
      // « a pu être examiné »
      const helper = skipAdverbs(tokens, head - 1, adverbs)
      if (helper === undefined || tokens[helper]?.lemma !== 'avoir') return undefined
      head = helper
    }
  }
  if (!isFiniteVerb(tokens[head])) return undefined
  let start = head
  let negated = false
  const own: string[] = []
  for (let k = head - 1; k >= 0; k--) {
    const token = tokens[k]
    if (token === undefined || token.upos === 'DET') break
    if (token.norm === 'ne' || token.norm === "n'") {
      negated = true
      start = k
      break
    }
    // « vous » just before its own verb is the subject: « vous serez reçu ».
    if (!DATIVE.test(token.norm) || token.upos !== 'PRON' || isSubjectOf(token, tokens[head])) break
    own.unshift(token.norm)
    start = k
  }
  // « y », « en », « le »: they stand for something that would change places.
  if (/^(?:y|en|se|s'|le|l'|les)$/.test(tokens[start - 1]?.norm ?? '') && tokens[start - 1]?.upos === 'PRON')
    return undefined
  if (clitics.length > 0 && own.length > 0) return undefined
  const head_ = tokens[head]
  // « est déjà complété par », « n'est pas encore fixé par »: the present says a result.
  if (
    !compound &&
    modal === undefined &&
    head_?.features.tense === 'Pres' &&
    adverbs.some((a) => /^(?:déjà|encore|désormais)$/i.test(a))
  )
    return undefined
  if (adverbs.some((adverb) => /^(?:tous|toutes|tout|toute|non|ni)$/i.test(adverb) || FOCUS.test(adverb.toLowerCase())))
    return undefined
  // « ont été très utilisés »: the participle reads as an adjective.
  if (adverbs.some((adverb) => /^(?:très|trop|si|assez|plutôt|peu)$/i.test(adverb))) return undefined
  return {
    start,
    head,
    infinitive,
    compound,
    modal,
    negated,
    clitics: [...own, ...clitics],
    adverbs,
    participle,
    verb,
  }
}

/** The verb of a participle, in its usual spelling: « reconnu » is « reconnaître » rather than « reconnaitre ». */
function verbOf(french: French, past: Token): string | undefined {
  const lemmas = french
    .analyses(past.norm)
    .filter(({ features }) => features.verbForm === 'Part' && features.tense === 'Past')
    .map(({ lemma }) => lemma)
  return lemmas.find((lemma) => lemma.includes('î')) ?? lemmas.find((lemma) => lemma === past.lemma) ?? lemmas[0]
}

function isSubjectOf(token: Token, head: Token | undefined): boolean {
  const { person, number } = head?.features ?? {}
  if (number !== 'Plur') return false
  return (token.norm === 'vous' && person === 2) || (token.norm === 'nous' && person === 1)
}

/** Walks left over adverbs and negations; gives up on anything else that is not a verb. */
function skipAdverbs(tokens: readonly Token[], from: number, adverbs: string[]): number | undefined {
  const own: string[] = []
  let rank = from
  while (rank >= 0 && from - rank < 5) {
    const token = tokens[rank]
    if (token === undefined) return undefined
    if (token.upos !== 'ADV' || token.kind !== 'word' || token.norm === 'ne' || token.norm === "n'") break
    own.unshift(token.text)
    rank--
  }
  if (!isVerb(tokens[rank]) && !DATIVE.test(tokens[rank]?.norm ?? '')) return undefined
  adverbs.unshift(...own)
  return rank
}

const OF_ACTION = /(?:[ts]ion|ment|age|remise|envoi|dépôt)s?$/

/** The « par » of the agent: just after the participle, or later when people act. */
function findBy(tokens: readonly Token[], participle: number): number | undefined {
  for (let rank = participle + 1; rank < tokens.length && rank - participle <= 9; rank++) {
    const token = tokens[rank]
    if (token === undefined || token.kind === 'punct' || isFiniteVerb(token) || token.norm === 'et') return undefined
    if (token.norm !== 'par') continue
    if (rank === participle + 1) return rank
    // « soumis à la transmission par l'employeur »: who transmits, not who submits.
    if (OF_ACTION.test(tokens[rank - 1]?.norm ?? '') && /^(?:l'|la|le|au|du)$/.test(tokens[rank - 2]?.norm ?? ''))
      return undefined
    if (
      rank === participle + 3 &&
      TIED.get(tokens[participle + 1]?.norm ?? '')?.has(tokens[participle + 2]?.norm ?? '')
    )
      return rank
    const next = tokens[rank + 1]
    if (next === undefined) return undefined
    const noun = next.upos === 'DET' || next.norm === "l'" ? tokens[rank + 2] : next
    if (tokens.slice(participle + 1, rank).every(({ upos, kind }) => upos === 'ADV' && kind === 'word')) return rank
    if (/^\p{Lu}{2,}$/u.test(noun?.text ?? '') && next.upos === 'DET') return rank
    if (/^(?:nous|vous)$/.test(next.norm) || (noun !== undefined && (noun.upos === 'PROPN' || PEOPLE.test(noun.norm))))
      return rank
    if (next.upos === 'DET') return undefined
  }
  return undefined
}

interface Agent {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly person: Person
  readonly number: GrammaticalNumber
  readonly pronoun?: string
  readonly negative: boolean
}

const AGENT_PRONOUNS: ReadonlyMap<string, readonly [subject: string, person: Person, number: GrammaticalNumber]> =
  new Map<string, readonly [subject: string, person: Person, number: GrammaticalNumber]>(
    Object.entries({
      nous: ['nous', 1, 'Plur'],
      vous: ['vous', 2, 'Plur'],
      moi: ['je', 1, 'Sing'],
      lui: ['il', 3, 'Sing'],
      elle: ['elle', 3, 'Sing'],
      eux: ['ils', 3, 'Plur'],
      elles: ['elles', 3, 'Plur'],
    }),
  )

function agentAt(
  tokens: readonly Token[],
  from: number,
  passive: Passive,
  write: (from: number, to: number) => string,
): Agent | undefined {
  const first = tokens[from]
  if (first === undefined) return undefined
  const pronoun = AGENT_PRONOUNS.get(first.norm)
  if (pronoun !== undefined && first.upos === 'PRON' && !tokens[from + 1]?.text.startsWith('-')) {
    if (/^(?:même|mêmes|seul|seule|seuls|seules|deux|tous|toutes|qui|et|ou)$/.test(tokens[from + 1]?.norm ?? ''))
      return undefined
    const [text, person, number] = pronoun
    return { from, to: from + 1, text, person, number, pronoun: text, negative: false }
  }
  // « par nos soins », « par vos soins »
  if (/^(?:nos|vos)$/.test(first.norm) && tokens[from + 1]?.norm === 'soins') {
    const text = first.norm === 'nos' ? 'nous' : 'vous'
    return { from, to: from + 2, text, person: text === 'nous' ? 1 : 2, number: 'Plur', pronoun: text, negative: false }
  }
  const phrase = nounPhrase(tokens, from, tokens.length, { bounded: false })
  if (phrase === undefined) return undefined
  const head = tokens[phrase.head]
  // « par une personne physique » acts, « par personne » counts.
  if (head === undefined || ((MEANS.has(head.norm) || MEANS.has(head.lemma)) && head.lemma !== 'personne'))
    return undefined
  // « par décret », « par arrêté »: without a determiner a common noun says how.
  if (first.upos === 'NOUN' && phrase.head === from && !startsUpper(first.text)) return undefined
  // « financés par DGF »: initials without an article may be a budget as well as a service.
  if (phrase.head === from && /^\p{Lu}{2,}$/u.test(first.text)) return undefined
  if (WITH_DE.has(passive.verb) && holdsOf(tokens, phrase.head + 1, phrase.to)) return undefined
  // « Nous ne sommes pas représentés par un avocat »: put first, the agent would escape the negation.
  if (
    passive.negated &&
    passive.adverbs.some((adverb) => NEGATIVE.test(adverb)) &&
    !/^(?:le|la|l'|les|notre|nos|votre|vos|mon|ma|mes|ce|cet|cette|ces|son|sa|ses|leurs?)$/.test(first.norm) &&
    first.upos === 'DET'
  )
    return undefined
  const negative = /^(?:aucun|aucune|nul|nulle)$/.test(first.norm)
  if (negative !== (passive.negated && !passive.adverbs.some((adverb) => NEGATIVE.test(adverb))) && negative)
    return undefined
  return { from, to: phrase.to, text: write(from, phrase.to), person: 3, number: phrase.number, negative }
}

function holdsOf(tokens: readonly Token[], from: number, to: number): boolean {
  for (let rank = from; rank < to; rank++) {
    const token = tokens[rank]
    if (/^(?:de|d'|du|des)$/.test(token?.norm ?? '') && tokens[rank + 1]?.upos === 'DET') return true
    if (/^(?:du|des)$/.test(token?.norm ?? '')) return true
  }
  return false
}

interface Subject {
  /** First token replaced: the subject, or the conjunction before it whose spelling depends on what follows. */
  readonly start: number
  readonly from: number
  /** The object as written; empty when a pronoun goes before the verb. */
  readonly text: string
  readonly pronoun?: string
  readonly opening: string
  readonly capital: boolean
  readonly relative: boolean
}

const OBJECT = new Map<string, string>(
  Object.entries({
    je: 'me',
    "j'": 'me',
    tu: 'te',
    il: 'le',
    elle: 'la',
    nous: 'nous',
    vous: 'vous',
    ils: 'les',
    elles: 'les',
  }),
)
/** Conjunctions whose spelling depends on the word after: « qu'il a été » -> « que la mairie a ». */
const ELIDED = new Map<string, string>(
  Object.entries({
    "qu'": 'que',
    "lorsqu'": 'lorsque',
    "puisqu'": 'puisque',
    "quoiqu'": 'quoique',
    "s'": 'si',
    que: 'que',
    lorsque: 'lorsque',
    puisque: 'puisque',
    quoique: 'quoique',
    si: 'si',
  }),
)

function subjectBefore(
  tokens: readonly Token[],
  end: number,
  write: (from: number, to: number) => string,
): Subject | undefined {
  const last = tokens[end - 1]
  if (last === undefined) return undefined
  // « le contrat qui a été signé par le locataire » -> « que le locataire a signé »
  if (last.norm === 'qui') {
    const before = tokens[end - 2]
    if (before === undefined || !/^(?:NOUN|ADJ|PROPN|VERB)$/.test(before.upos) || isFiniteVerb(before)) return undefined
    return { start: end - 1, from: end - 1, text: '', pronoun: 'qui', opening: 'que', capital: false, relative: true }
  }
  const pronoun = OBJECT.get(last.norm)
  let from: number
  let text = ''
  if (pronoun !== undefined && last.upos === 'PRON' && !last.text.startsWith('-')) from = end - 1
  else {
    const found = subjectPhrase(tokens, end)
    if (found === undefined) return undefined
    from = found
  }
  const first = tokens[from]
  if (first === undefined || !opensClause(tokens, from)) return undefined
  // « Quelle ville est desservie par l'aéroport ? »: the question word stays in front.
  if (/^quel(?:le)?s?$/.test(first.norm)) return undefined
  if (/^\p{Lu}{2,}$/u.test(first.text) && first.upos === 'DET') return undefined
  const before = tokens[from - 1]
  const isStart = before === undefined || (before.kind === 'punct' && before.text !== ',')
  const opens = before === undefined || /^[.!?…«–—•-]/.test(before.text)
  const upper = (first.kind === 'number' && opens) || first.text.charAt(0) !== first.text.charAt(0).toLowerCase()
  if (pronoun === undefined) {
    const written = write(from, end)
    text =
      upper &&
      isStart &&
      first.upos !== 'PROPN' &&
      !/^(?:M\.|Mme|MM\.|Mmes|Mlle|Me|Dr|Monsieur|Madame)/.test(first.text)
        ? lower(written)
        : written
  }
  const conjunction = before === undefined ? undefined : ELIDED.get(before.norm)
  if (conjunction !== undefined && before !== undefined && before.upos !== 'PRON') {
    const upperBefore = before.text.charAt(0) !== before.text.charAt(0).toLowerCase()
    return {
      start: from - 1,
      from,
      text,
      ...(pronoun !== undefined && { pronoun }),
      opening: upperBefore ? capital(conjunction) : conjunction,
      capital: false,
      relative: false,
    }
  }
  return {
    start: from,
    from,
    text,
    ...(pronoun !== undefined && { pronoun }),
    opening: '',
    capital: upper && isStart,
    relative: false,
  }
}

/** Where the noun group that ends before `end` begins, when it can be only one thing: the farthest beginning of a clause. */
function subjectPhrase(tokens: readonly Token[], end: number): number | undefined {
  for (let from = Math.max(0, end - 24); from < end; from++) {
    if (!opensClause(tokens, from)) continue
    const phrase = nounPhrase(tokens, from, end, { bounded: true })
    if (phrase?.to === end) return from
  }
  return undefined
}

/** True where a clause may begin: the sentence's start, a mark, a conjunction; after a comma, only what cannot be a list or hang on the subject. */
function opensClause(tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1]
  if (before === undefined) return true
  if (before.norm === 'que' || before.norm === "qu'") return before.upos !== 'PRON' && introduces(tokens, from - 2)
  if (before.upos !== 'PRON' && ELIDED.get(before.norm) !== undefined) return true
  if (/^(?:quand|comme|car|mais|or|donc)$/.test(before.norm) && before.upos !== 'NOUN') return true
  if (before.text === ',') return introduced(tokens, from - 1)
  if (before.kind !== 'punct') return false
  return /^[:;«"“(–—•*.-]$/.test(before.text) || /^[!?…]/.test(before.text)
}

/** « que » opens a clause after a verb, « pour », « afin », « bien »…, not « ne … que », « plus que », « la demande que ». */
function introduces(tokens: readonly Token[], rank: number): boolean {
  const token = tokens[rank]
  if (token === undefined) return true
  if (isVerb(token)) return token.lemma !== 'être'
  if (
    /^(?:pour|afin|bien|avant|après|dès|alors|tandis|parce|ainsi|sans|condition|ce|note|fait|vu|attendu|considérant|informé|façon|sorte|lors|depuis|pendant|or|sachant|et)$/.test(
      token.norm,
    )
  )
    return true
  return token.norm === 'pas' || token.norm === 'bien'
}

/** What stands before the comma is a complement of the whole clause: « À ce jour, », « Si vous acceptez, », « Madame, ». */
function introduced(tokens: readonly Token[], comma: number): boolean {
  let from = comma
  while (from > 0 && !/^[;:.!?…«»()]$/.test(tokens[from - 1]?.text ?? '')) from--
  const first = tokens[from]
  if (first === undefined) return false
  const inside = tokens.slice(from, comma)
  const verbs = inside.filter(isVerb)
  // « Pour être valable, votre demande doit être signée par… »: the infinitive would change its subject.
  const finite = verbs.some((token) => token.features.verbForm === 'Fin')
  if (!finite && verbs.some((token) => token.features.verbForm !== 'Fin')) return false
  if (finite) {
    // « Lorsque…, », « Si…, » or a clause of its own: « Le dossier est complet, votre demande… ».
    return !inside.some((token) => token.text === ',') && first.norm !== 'qui'
  }
  if (inside.some((token) => token.text === ',')) return false
  if (/^(?:madame|monsieur|bonjour)$/.test(first.norm)) return true
  return (
    first.upos === 'ADP' ||
    first.upos === 'ADV' ||
    first.upos === 'SCONJ' ||
    first.upos === 'CCONJ' ||
    first.kind === 'date' ||
    (/^(?:au|aux|du|en|à|suite|compte|chaque|dès|lors|le)$/.test(first.norm) &&
      (first.norm !== 'le' || inside[1]?.kind === 'date'))
  )
}

function samePerson(pronoun: string | undefined, agent: Agent): boolean {
  return pronoun === agent.pronoun || (pronoun === 'me' && agent.pronoun === 'je')
}

/** The words between the participle and « par »: tied to the verb (« en place », adverbs) or free (« au préfet », « insalubre »). */
function betweenAt(
  tokens: readonly Token[],
  participle: number,
  by: number,
  write: (from: number, to: number) => string,
): { readonly tied: readonly string[]; readonly free: readonly string[] } | undefined {
  let rank = participle + 1
  if (rank === by) return { tied: [], free: [] }
  const first = tokens[rank]
  if (TIED.get(first?.norm ?? '')?.has(tokens[rank + 1]?.norm ?? '')) {
    rank += 2
    if (rank === by) return { tied: [write(participle + 1, rank)], free: [] }
    return undefined
  }
  const inside = tokens.slice(rank, by)
  if (
    inside.some(
      (token) =>
        FOCUS.test(token.norm) || token.kind === 'punct' || (isVerb(token) && token.features.verbForm !== 'Part'),
    )
  )
    return undefined
  if (inside.some((token) => token.upos === 'PRON' || token.upos === 'SCONJ' || token.upos === 'CCONJ'))
    return undefined
  if (inside.every((token) => token.upos === 'ADV' && token.kind === 'word'))
    return { tied: [write(rank, by)], free: [] }
  // « en cas de délai accordé par le juge », « les montants exigibles par le bailleur »: « par » belongs to that word.
  const last = inside.at(-1)
  if (inside.length > 1 && (last === undefined || last.upos === 'ADJ' || isVerb(last))) return undefined
  // « versée chaque mois par la caisse », « tous les ans »
  if (/^(?:chaque|tous|toutes)$/.test(first?.norm ?? '') && last?.upos === 'NOUN')
    return { tied: [], free: [write(rank, by)] }
  const isPlain =
    first?.upos === 'ADP' ||
    first?.upos === 'ADJ' ||
    first?.kind === 'date' ||
    /^(?:le|au|aux|du)$/.test(first?.norm ?? '')
  return isPlain ? { tied: [], free: [write(rank, by)] } : undefined
}

const TIME =
  /^(?:dans|avant|après|sous|dès|pendant|lors|depuis|durant|jusque|jusqu'|afin|sans|conformément|comme|chaque|lorsque|lorsqu'|quand|si|s'|hier|demain|aujourd'hui|car|puisque|puisqu'|parce|auprès|selon)$/
const LOCUTIONS = new Map<string, RegExp>(
  Object.entries({
    sur: /^(?:présentation|votre|vos|place|internet|rendez-vous|demande|simple|justificatif|avis|proposition|décision)$/,
    'à des': /^fins$/,
    à: /^(?:compter|partir|titre|nouveau|domicile|distance|cette|ce)$/,
    "à l'": /^(?:issue|occasion|avance|unanimité|audience|oral|écrit|amiable)$/,
    'à la': /^(?:suite|demande|fin|date|place|réception|majorité)$/,
    au: /^(?:plus|cours|vu|titre|moins|terme|moment|moyen|préalable|nom|mois|début|début|regard)$/,
    en: /^(?:application|vertu|cas|fonction|raison|ligne|séance|présence|mairie|commission|vue|[12]\d{3}|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|même|effet|urgence|priorité|contrepartie|échange)$/,
    par: /^(?:courrier|courriel|virement|chèque|téléphone|mail|lettre|voie|sms|e-mail|prélèvement|mois|an|semaine)$/,
  }),
)

/** True when what follows the agent still belongs where it is: nothing hangs on the agent or shares the old subject. */
function tailFits(tokens: readonly Token[], agent: Agent, passive: Passive, relative: boolean): boolean {
  const next = tokens[agent.to]
  if (!isTailStart(tokens, agent, passive, relative)) return false
  for (let rank = agent.to; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) return false
    if (/^[.;:!?»)]/.test(token.text)) break
    const link = token.text === ',' || /^(?:et|ou|puis|mais|ni)$/.test(token.norm)
    if (!link || relative || startsClause(tokens, rank + 1)) continue
    let after = rank + 1
    while (
      /^(?:et|ou|puis|mais|ensuite|enfin|ne|n'|vous|nous|lui|leur|le|la|les|l'|en|y)$/.test(
        tokens[after]?.norm ?? '',
      ) &&
      !opensGroup(tokens, after)
    )
      after++
    while (tokens[after]?.upos === 'ADV') after++
    const word = tokens[after]
    // « …, puis transmis au préfet », « et vous sera notifié », « et par le préfet »: they lean on the old subject or verb.
    if (word === undefined) continue
    if (word.norm === 'par') return false
    // « par des avocats, mais aussi le médiateur », « par le maire ainsi que le préfet »: a second agent.
    if (/^(?:aussi|également|surtout|notamment)$/.test(tokens[rank + 1]?.norm ?? '')) return false
    if (tokens[rank + 1]?.norm === 'ainsi' && /^qu[e']$/.test(tokens[rank + 2]?.norm ?? '')) return false
    if (
      /^(?:mais|et|puis)$/.test(tokens[rank + 1]?.norm ?? '') &&
      /^(?:aussi|également|surtout|notamment)$/.test(tokens[rank + 2]?.norm ?? '')
    )
      return false
    if (isVerb(word) && (word.features.verbForm === 'Part' || word.features.verbForm === 'Fin')) return false
    if (
      token.text === ',' &&
      rank === agent.to &&
      word.upos !== 'ADP' &&
      word.upos !== 'SCONJ' &&
      word.upos !== 'DET' &&
      word.upos !== 'PRON'
    )
      return false
  }
  return next === undefined || !/^(?:ou|ni)$/.test(next.norm)
}

/** « Votre dossier sera examiné par le comité ; il sera ensuite transmis »: once turned, « il » would be the committee. */
function blursPronoun(french: French, tokens: readonly Token[], subject: Subject, end: number, agent: Agent): boolean {
  for (let rank = agent.to; rank < tokens.length; rank++) {
    const norm = tokens[rank]?.norm.replace(/^-(?:t-)?/, '') ?? ''
    if (!/^(?:ils?|elles?)$/.test(norm)) continue
    const gender = norm.startsWith('il') ? 'Masc' : 'Fem'
    const number = norm.endsWith('s') ? 'Plur' : 'Sing'
    const fits = (from: number, to: number): boolean => {
      const noun = tokens.slice(from, to).find(({ upos }) => upos === 'NOUN' || upos === 'PROPN')
      const own = noun === undefined ? undefined : (french.genderOf(noun.norm) ?? noun.features.gender)
      return (own === undefined || own === gender) && (noun?.features.number ?? number) === number
    }
    return fits(agent.from, agent.to) && fits(subject.from, end)
  }
  return false
}

/** « la décision… »: after a conjunction, an article that opens a noun group is not a clitic. */
function opensGroup(tokens: readonly Token[], rank: number): boolean {
  return tokens[rank]?.upos === 'DET'
}

function isTailStart(tokens: readonly Token[], agent: Agent, passive: Passive, relative: boolean): boolean {
  const next = tokens[agent.to]
  if (next === undefined) return true
  if (next.text === ',') {
    const after = tokens[agent.to + 1]
    // « par M. Durand, maire, »: what explains the agent must stay beside it.
    // « rémunéré par l'État, l'opérateur ou la région »: other agents follow.
    if (after === undefined || relative)
      return relative && after !== undefined && !/^(?:DET|NOUN|PROPN|ADJ|NUM)$/.test(after.upos) && after.norm !== 'ou'
    if (/^(?:qui|que|dont|lequel|laquelle|ou|où|soit)$/.test(after.norm)) return false
    if (startsClause(tokens, agent.to + 1)) return true
    // « par le directeur de l'économie, de l'emploi et du travail »: what he directs goes on.
    if (isOf(after) && tokens.slice(agent.from, agent.to).some(isOf)) return false
    return (
      /^(?:ADP|SCONJ|CCONJ)$/.test(after.upos) ||
      /^(?:au|aux|du|en|à|sauf|sans|puis|conformément|lorsque|si|mais|et)$/.test(after.norm)
    )
  }
  if (next.kind === 'punct') return /^[.;:!?…»)]/.test(next.text)
  if (relative && (isFiniteVerb(next) || /^(?:ne|n'|vous|nous|est|sera)$/.test(next.norm))) return true
  if (next.kind === 'date' || next.kind === 'time') return true
  if (next.norm === 'le')
    return (
      tokens[agent.to + 1]?.kind === 'date' ||
      /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jour|mois)$/.test(tokens[agent.to + 1]?.norm ?? '')
    )
  if (next.norm === 'et' || next.norm === 'mais') return isOwnClause(tokens, agent.to + 1)
  if (next.norm === 'dont') return false
  // « par la caisse sans ce document », but « par des périodes sans activité ».
  if (next.norm === 'sans')
    return agent.pronoun !== undefined || tokens.slice(agent.from, agent.to).some(({ norm }) => PEOPLE.test(norm))
  if (TIME.test(next.norm)) return true
  if (next.norm === 'pour')
    return (
      tokens.slice(agent.to + 1, agent.to + 4).some(({ features }) => features.verbForm === 'Inf') ||
      /^(?:la|une|cette|votre|vos|son|chaque|que|qu')$/.test(tokens[agent.to + 1]?.norm ?? '')
    )
  // « un contrat conforme à l'article 28 »: the adjective takes what follows.
  if (tokens[agent.to - 1]?.upos === 'ADJ' && /^(?:à|au|aux|pour|en|avec)$/.test(next.norm) && !agent.pronoun) {
    if (!/^(?:compter|partir|plus|cours|vu)$/.test(tokens[agent.to + 1]?.norm ?? '')) return false
  }
  const second = tokens[agent.to + 1]?.norm ?? ''
  if (LOCUTIONS.get(next.norm)?.test(second)) return true
  if (LOCUTIONS.get(`${next.norm} ${second}`)?.test(tokens[agent.to + 2]?.norm ?? '')) return true
  if (next.norm === 'à' && tokens[agent.to + 1]?.features.verbForm === 'Inf') return WITH_INFINITIVE.has(passive.verb)
  // « fixé par la loi à deux mois », « arrêté par le conseil à 200 € »
  const count = tokens[agent.to + 1]
  if (next.norm === 'à' && (count?.upos === 'NUM' || count?.kind === 'amount')) return WITH_AMOUNT.has(passive.verb)
  if (/^(?:à|au|aux)$/.test(next.norm)) {
    const head = tokens.slice(agent.from, agent.to).some(({ norm }) => TITLED.test(norm))
    return WITH_RECEIVER.has(passive.verb) && !head
  }
  return false
}

function isOf({ norm }: Token): boolean {
  return /^(?:de|d'|du|des)$/.test(norm)
}

/** A clause that does not lean on the subject before it: one of its own, or an order (« écrivez-nous »). */
function startsClause(tokens: readonly Token[], from: number): boolean {
  return tokens[from]?.features.mood === 'Imp' || isOwnClause(tokens, from)
}

/** « et elle vous répondra », « et la décision vous sera notifiée »: a clause with a subject of its own. */
function isOwnClause(tokens: readonly Token[], from: number): boolean {
  const first = tokens[from]
  if (first === undefined) return false
  if (/^(?:nous|vous|il|elle|ils|elles|on|je|ceci|cela)$/.test(first.norm)) {
    const next = tokens[from + 1]
    return isFiniteVerb(next) || /^(?:ne|n'|en|y|vous|nous|lui|leur|le|la|les|l'|se|s')$/.test(next?.norm ?? '')
  }
  const phrase = nounPhrase(tokens, from, tokens.length, { bounded: false })
  return (
    phrase !== undefined &&
    (isFiniteVerb(tokens[phrase.to]) || /^(?:ne|n'|vous|nous|lui|leur)$/.test(tokens[phrase.to]?.norm ?? ''))
  )
}

/** The words of the active verb in order: ne, clitics, verb, adverbs, participle. */
function activeVerb(
  french: French,
  tokens: readonly Token[],
  passive: Passive,
  agent: Agent,
  subject: Subject,
): string[] | undefined {
  const head = tokens[passive.head]
  if (head === undefined) return undefined
  const clitics = cliticsOf(passive, subject)
  if (clitics === undefined) return undefined
  const form = formOf(head.features)
  if (form === undefined) return undefined
  const said = { form, person: agent.person, number: agent.number }
  // In the order of the text: « toujours pas » is not « pas toujours ».
  const { adverbs } = passive
  const ne = passive.negated ? ['ne'] : []
  const past = participleOf(french, tokens, passive, subject)
  if (past === undefined) return undefined
  if (passive.modal !== undefined) {
    const helped = tokens[passive.head]?.lemma === 'avoir'
    const finite = french.conjugate(helped ? 'avoir' : passive.modal, { ...said, like: head.norm })
    const modal = helped ? [...adverbs, french.conjugate(passive.modal, { form: 'PartPast' }) ?? ''] : adverbs
    const verb = passive.compound ? ['avoir', past] : [french.conjugate(passive.verb, { form: 'Inf' }) ?? '']
    if (finite === undefined || verb.includes('') || modal.includes('')) return undefined
    // « pourra ainsi être conseillé » -> « pourra ainsi vous conseiller »
    return [...ne, finite, ...modal, ...(passive.modal === 'venir' ? ['de'] : []), ...clitics, ...verb]
  }
  if (passive.compound) {
    const auxiliary = french.conjugate('avoir', said)
    return auxiliary === undefined ? undefined : [...ne, ...clitics, auxiliary, ...adverbs, past]
  }
  const verb = french.conjugate(passive.verb, said)
  return verb === undefined ? undefined : [...ne, ...clitics, verb, ...adverbs]
}

function formOf({ mood, tense }: Features): VerbRequest['form'] | undefined {
  return SIMPLE.get(`${mood} ${tense ?? 'Pres'}`)
}

/** « vous l'a notifiée », « la lui a notifiée »: the object pronoun beside the one that was there. */
function cliticsOf(passive: Passive, subject: Subject): string[] | undefined {
  const own = passive.clitics.map((clitic) => (clitic === "m'" ? 'me' : clitic === "t'" ? 'te' : clitic))
  if (own.length > 1) return undefined
  const object = subject.pronoun === undefined || subject.pronoun === 'qui' ? [] : [subject.pronoun]
  const [dative] = own
  const [accusative] = object
  if (dative === undefined || accusative === undefined) return [...own, ...object]
  if (!/^(?:le|la|les)$/.test(accusative)) return undefined
  return dative === 'lui' || dative === 'leur' ? [accusative, dative] : [dative, accusative]
}

/** With an object before it the participle keeps its agreement: « la lettre que le maire a signée », « il les a examinées ». */
function participleOf(
  french: French,
  tokens: readonly Token[],
  passive: Passive,
  subject: Subject,
): string | undefined {
  if (subject.pronoun !== undefined) return tokens[passive.participle]?.text
  return french.conjugate(passive.verb, { form: 'PartPast', gender: 'Masc', number: 'Sing' })
}

const ELIDABLE = /(?:^|\s)(?:ne|me|te|le|la|que|si|de|je|lorsque|puisque|quoique)$/i

/** Joins words with the elisions that clitics and conjunctions call for (« la » here is a pronoun: articles come with their noun). */
function glue(words: readonly string[]): string {
  let result = ''
  for (let k = words.length - 1; k >= 0; k--) {
    const word = words[k] ?? ''
    if (word === '') continue
    result =
      result === ''
        ? word
        : ELIDABLE.test(word) && word.split(' ').length === 1
          ? join(word, result)
          : `${word} ${result}`
  }
  return result
}
