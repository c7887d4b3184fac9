import { type PatternMatch, pattern, type SentenceView, type Suggestion } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'
import { leavesInfinitive } from '../grammar/order.ts'

/** Pronouns and negation that may stand after « il », then what may stand after the verb. */
const CLITICS = 'ne? vous|nous|lui|leur|me|y|en?'
const ADVERBS = 'pas|plus? upos:ADV?'

const FALLS = 'appartient|appartiendra|appartenait|appartiendrait|incombe|incombera|incombait|revient|reviendra'

const NEEDED = 'nécessaire|indispensable|obligatoire|impératif'
const ADVISED = 'souhaitable|préférable|important|essentiel|utile|inutile|opportun|judicieux|prudent|impossible'

const LIKELY = 'possible|probable|vraisemblable|fréquent|rare|envisageable'

/** Verbs of a person or of a thing: "il est devenu un habitué". */
const INTRANSITIVE = ['devenir', 'rester', 'venir', 'aller', 'naître', 'arriver', 'demeurer', 'partir', 'entrer'].map(
  (verb) => `lemma:${verb}`,
)

/** Verbs that take something from something, or tell someone of it: « des » after them is « de les ». */
const TAKEN_FROM = [
  'déduire',
  'retrancher',
  'soustraire',
  'retirer',
  'exclure',
  'extraire',
  'tirer',
  'composer',
  'dispenser',
  'exonérer',
  'informer',
  'avertir',
  'prévenir',
  'charger',
].map((verb) => `lemma:${verb}`)

/** "il est mis fin à", "il sera tenu compte de": a whole turn of the passive, and nobody in it. */
const FIXED =
  '(mis fin | tenu compte | fait application | fait mention | fait état | fait droit | fait usage | donné acte | donné suite | pris acte | rendu compte | mis à le|votre|leur|notre disposition) de|à|que|un|une|des|le|la|les'

const SAID = [
  'admis|annoncé|conseillé|constaté|convenu|demandé|décidé|entendu|exigé|indiqué|jugé|notifié|observé|ordonné|précisé',
  'acté|attendu|considéré|démontré|dérogé|envisagé|estimé|pourvu|reconnu|remédié|répondu|requis|souhaité|statué|vérifié',
  'préconisé|prouvé|prévu|proposé|rappelé|recommandé|signalé|souligné|spécifié|stipulé|suggéré|établi',
].join('|')

export default pattern({
  id: 'tournure-impersonnelle',
  name: 'Tournure impersonnelle',
  principle: 'phrases',
  severity: 'avertissement',
  indicator: 'voix-indirecte',
  why: 'Une tournure impersonnelle cache qui doit agir : le lecteur ne sait pas si c’est à lui ou à vous.',
  advice: 'Dites qui agit : « vous devez… », « nous avons décidé… ».',
  sources: [
    'DITP, « Simplifier le langage » : écrire « nous » et « vous » (modernisation.gouv.fr)',
    'Gouvernement, Charte des grands principes rédactionnels',
  ],
  messages: {
    hidden: '« {found} » ne dit pas qui doit agir.',
    announced: '« {found} » annonce l’information sans la donner.',
    doubtful: '« {found} » tourne autour du fait. Dites « parfois » ou « peut-être ».',
    vague: '« {found} » peut se dire plus directement, avec « vous » ou « nous ».',
  },
  examples: [
    { bad: '[[Il convient de]] nous retourner ce formulaire signé.', better: 'Retournez-nous ce formulaire signé.' },
    {
      bad: '[[Il vous est rappelé que]] le paiement est dû au 15 de chaque mois.',
      better: 'Le paiement est dû au 15 de chaque mois.',
    },
    { bad: '[[Il a été décidé de]] suspendre vos droits.', better: 'Nous avons décidé de suspendre vos droits.' },
    { bad: '[[Il a été procédé à]] la fermeture de votre compte.', better: 'Nous avons fermé votre compte.' },
    { bad: "[[Il vous appartient d']]informer votre caisse.", better: 'Vous devez informer votre caisse.' },
    { bad: '[[Il est nécessaire de]] joindre une photo.', better: 'Joignez une photo.' },
    { bad: '[[Il y a lieu de]] vérifier votre adresse.', better: 'Vérifiez votre adresse.' },
    { bad: '[[Il est recommandé de]] garder une copie.', better: 'Gardez une copie.' },
    { bad: 'Pour cela, [[il faut]] remplir le formulaire.', better: 'Pour cela, remplissez le formulaire.' },
    { bad: "S'[[il n'appartient pas au]] service de vous répondre, écrivez au maire." },
    { bad: '[[Il faut]] noter que le guichet ferme à midi.', better: 'Le guichet ferme à midi.' },
    {
      bad: "S'[[il est nécessaire de]] remplir un formulaire, appelez-nous.",
      better: 'Si vous devez remplir un formulaire, appelez-nous.',
    },
    { bad: "Considérant qu'[[il y a lieu de]] prévenir les accidents, le maire ferme la rue." },
    { bad: '[[Il résulte de]] ce contrôle que vous avez trop reçu.' },
    {
      bad: '[[Il peut arriver que]] le paiement ait du retard.',
      better: 'Le paiement a parfois du retard.',
    },
    { bad: '[[Il vous sera adressé]] une convocation.', better: 'Nous vous enverrons une convocation.' },
    { bad: '[[Il a été mis fin à]] votre contrat.', better: 'Nous avons mis fin à votre contrat.' },
    {
      good: 'Votre fils peut venir : il est devenu un élève du collège.',
      because: '« il » est une personne',
    },
    {
      good: 'Il convient parfaitement à votre situation.',
      because: '« il » est une chose, et le verbe est « convenir à »',
    },
    { good: 'Monsieur Diallo a un contrat ; il importe des fruits.', because: '« il » est une personne qui importe' },
    { good: 'Il est interdit de fumer dans le hall.', because: 'une interdiction vaut pour tous et se comprend ainsi' },
    {
      good: 'Il pleut souvent : pensez à protéger les compteurs extérieurs.',
      because: 'personne n’agit : c’est la pluie',
    },
    {
      good: 'Le formulaire est long, mais il est précisé dans la notice.',
      because: '« il » est le formulaire, et rien n’est annoncé après',
    },
    { good: "Ce temps est payé : il n'est pas déduit des heures.", because: '« il » est le temps' },
    { good: 'Le repos dure 12 heures : il est porté à 14 heures la nuit.', because: '« il » est le repos' },
    { good: 'Il y a deux guichets dans la mairie.', because: '« il y a » dit ce qui existe' },
    { good: 'Il appartient à la commune de Brest.', because: '« il » est une chose qui a un propriétaire' },
  ],
  patterns: [
    { match: 'il ne? lemma:convenir pas|plus? upos:ADV? de', message: 'hidden', suggest: mustDo },
    { match: 'il ne? y a|avait|aura|aurait pas|plus? upos:ADV? lieu de', message: 'hidden', suggest: mustDo },
    {
      match: "il ne? vous|nous? importe|importera|importait pas? norm:de|norm:d'|que",
      message: 'hidden',
      suggest: mustDo,
    },
    { match: `il ne? vous|nous|lui|leur ${FALLS} pas? donc|également? de`, message: 'hidden', suggest: mustDo },
    // "Il appartient à la commune de Brest": a thing and its owner. An infinitive must follow.
    {
      match: `mark=(il ne? ${FALLS} pas? donc|également? à) -upos:VERB -upos:VERB? -upos:VERB? -upos:VERB? de upos:PRON? form:Inf`,
      message: 'hidden',
    },
    { match: `il ${CLITICS} lemma:être ${ADVERBS} ${SAID} upos:ADV? que`, message: 'announced', suggest: sayAtOnce },
    {
      match: `il ${CLITICS} lemma:être ${ADVERBS} ${SAID} upos:ADV? norm:de|norm:d'`,
      message: 'hidden',
      suggest: weAdvise,
    },
    // "Il est porté à 14 heures": a rest, a rate.
    { match: `mark=(il ${CLITICS} lemma:être porté à) la connaissance|attention`, message: 'announced' },
    { match: `il ${CLITICS} lemma:être ${ADVERBS} reproché|procédé`, message: 'hidden' },
    {
      match: `il ${CLITICS} a|avait|aura|ait ${ADVERBS} été upos:ADV? ${SAID}|procédé de|que|à`,
      message: 'hidden',
      suggest: decided,
    },
    { match: `il ne? lemma:être pas? upos:ADV? ${NEEDED} de`, message: 'hidden', suggest: mustDo },
    { match: `il ne? lemma:être pas? upos:ADV? ${ADVISED} de`, message: 'hidden' },
    { match: `il ne? lemma:être pas? upos:ADV? ${NEEDED}|${ADVISED} que`, message: 'hidden' },
    { match: 'il lemma:être à noter|préciser|signaler|rappeler|souligner|remarquer que?', message: 'announced' },
    {
      match: 'il ne? vous|nous|lui|leur? lemma:être pas? upos:ADV? apparu|paru upos:ADV? upos:ADJ de|que',
      message: 'hidden',
    },
    { match: 'il ressort|ressortait|résulte|résultait|résultera|apparaît de|que', message: 'announced' },
    { match: 'il se avère|avérait|avérera que', message: 'announced' },
    { match: 'il ne? lemma:sembler pas? upos:ADV? que', message: 'announced' },
    { match: 'il lemma:aller de soi que', message: 'announced' },
    { match: 'il ne? lemma:pouvoir arriver|advenir que', message: 'doubtful' },
    { match: 'il ne? se lemma:pouvoir pas? upos:ADV? que', message: 'doubtful' },
    { match: 'il lemma:arriver upos:ADV? que', message: 'doubtful' },
    { match: `il ne? lemma:être pas? upos:ADV? ${LIKELY} que`, message: 'doubtful' },
    // "il vous sera adressé une convocation", "il est créé une commission": what is done comes where the doer should.
    {
      match: `mark=(il ${CLITICS} lemma:être ${ADVERBS} upos:VERB&form:Part&form:Past&-${INTRANSITIVE.join('&-')}) un|une`,
      message: 'hidden',
    },
    {
      // "Il n'est pas déduit des heures": « des » is « de les », and « il » the time.
      match: `mark=(il ${CLITICS} lemma:être ${ADVERBS} upos:VERB&form:Part&form:Past&-${[...INTRANSITIVE, ...TAKEN_FROM].join('&-')}) des`,
      message: 'hidden',
    },
    {
      match: `mark=(il ne? vous|nous|lui|leur a|avait|aura ${ADVERBS} été ${ADVERBS} upos:VERB&form:Part&form:Past) un|une|des|le|la|les`,
      message: 'hidden',
    },
    { match: `il ne? lemma:être ${ADVERBS} ${FIXED}`, message: 'hidden' },
    { match: `il ne? a|avait|aura ${ADVERBS} été ${FIXED}`, message: 'hidden' },
    { match: 'il lemma:être de votre|notre|leur|sa|la responsabilité de', message: 'hidden' },
    { match: 'il ne? vous|nous? faut|faudra|faudrait', message: 'vague', severity: 'information', suggest: mustDo },
    {
      match: 'il ne? vous|nous? lemma:être pas? upos:ADV? possible|permis|loisible de',
      message: 'vague',
      severity: 'information',
      suggest: may,
    },
  ],
})

/** Forms in the present: « il faudrait », « il conviendra » would ask for another tense than « vous devez ». */
const PRESENT = new Set(['convient', 'a', 'importe', 'appartient', 'incombe', 'revient', 'est', 'faut'])

/** « Il convient de » is « Vous devez » or « Nous devons ». */
function mustDo(match: PatternMatch, sentence: SentenceView): readonly Suggestion[] {
  const tokens = sentence.tokens.slice(match.from, match.to)
  const next = sentence.tokens[match.to]
  // "il n'y a pas lieu de", "il importe que", "il faut un timbre" would need more than a swap.
  if (tokens.some(({ norm }) => norm === 'pas' || norm === 'plus' || norm === 'que' || norm === "qu'")) return []
  if (!next || !startsInfinitive(sentence, match.to) || !mayChange(match, sentence)) return []
  const said = sentence.tokens[match.to + 1]
  // "il faut noter que le guichet ferme": the news can be said at once.
  if (NEWS.has(next.norm) && (said?.norm === 'que' || said?.norm === "qu'"))
    return sayFrom(match, sentence, match.to + 2)
  if (tokens.some(({ upos }) => upos === 'ADV') || !tokens.some(({ norm }) => PRESENT.has(norm))) return []
  // "il est nécessaire de signer et de renvoyer", "il faut lire : "
  if (leavesInfinitive(sentence.tokens, match.to + 1, true) || said?.text === ':') return []
  const us = tokens.some(({ norm }) => norm === 'nous')
  // "il convient de vous informer" is for us to do, "de vous connecter" for the reader.
  if (!us && /^(?:vous|lui|leur)$/.test(next.norm) && TOLD.has(sentence.tokens[match.to + 1]?.norm ?? '')) return []
  const to = us ? 'nous devons' : 'vous devez'
  const last = sentence.tokens[match.to - 1]
  // "d'informer": the space that elision ate comes back.
  const space = last && next.start === last.end ? ' ' : ''
  return [withOwnPronoun(inPlaceOf(match, sentence, to + space), next, us ? 'nous' : 'vous')]
}

/** "il convient de se reporter": « vous devez vous reporter ». */
function withOwnPronoun(said: Suggestion, next: Token | undefined, pronoun: string): Suggestion {
  if (!said.span || (next?.norm !== 'se' && next?.norm !== "s'")) return said
  return {
    ...said,
    text: `${said.text.trimEnd()} ${pronoun}${next.norm === 'se' ? '' : ' '}`,
    span: { start: said.span.start, end: next.end },
  }
}

/** What is done to the reader, by somebody else. */
const TOLD = new Set(
  'informer prévenir préciser rappeler indiquer signaler adresser rembourser verser accorder notifier envoyer proposer demander aviser avertir'.split(
    ' ',
  ),
)

/** Verbs that only announce: "il convient de noter que". */
const NEWS = new Set(['noter', 'signaler', 'rappeler', 'préciser', 'souligner', 'remarquer', 'savoir', 'observer'])

/** Words whose elision ends before « vous » and « nous ». */
const FULL = new Map<string, string>(
  Object.entries({
    "qu'": 'que',
    "s'": 'si',
    "lorsqu'": 'lorsque',
    "puisqu'": 'puisque',
  }),
)

/** "Considérant qu'il y a lieu de" gives the reasons of a decision, and orders nothing. */
function mayChange({ from }: PatternMatch, { tokens }: SentenceView): boolean {
  const before = tokens[from - 1]?.norm ?? ''
  if (before.endsWith("'") && FULL.get(before) === undefined) return false
  return !/^(?:considérant|vu|attendu)$/.test(tokens[0]?.norm ?? '')
}

/** The wording in the place of the turn, the elision before it undone: "s'il est possible de", « si vous pouvez ». */
function inPlaceOf(match: PatternMatch, sentence: SentenceView, text: string, end = match.end): Suggestion {
  const before = sentence.tokens[match.from - 1]
  const full = before && FULL.get(before.norm)
  if (!before || full === undefined)
    return { kind: 'choix', text: asAt(sentence, match.start, text), span: { start: match.start, end } }
  return {
    kind: 'choix',
    text: asAt(sentence, before.start, `${full} ${text}`),
    span: { start: before.start, end },
  }
}

function startsInfinitive(sentence: SentenceView, rank: number): boolean {
  for (let i = rank; i < rank + 3; i++) {
    const token = sentence.tokens[i]
    if (token?.features.verbForm === 'Inf') return true
    if (token?.upos !== 'PRON') return false
  }
  return false
}

const ADVICE = new Map<string, string>(
  Object.entries({
    recommandé: 'recommandons',
    conseillé: 'conseillons',
    préconisé: 'recommandons',
    suggéré: 'suggérons',
    proposé: 'proposons',
    demandé: 'demandons',
    rappelé: 'rappelons',
  }),
)

/** « Il est recommandé de » is « Nous vous recommandons de »: advice does not become an order. */
function weAdvise(match: PatternMatch, sentence: SentenceView): readonly Suggestion[] {
  const tokens = sentence.tokens.slice(match.from, match.to)
  if (tokens[1]?.norm !== 'est' && tokens[2]?.norm !== 'est') return []
  const verb = tokens.map(({ norm }) => ADVICE.get(norm)).find((form) => form !== undefined)
  const last = tokens.at(-1)
  if (
    verb === undefined ||
    !last ||
    !mayChange(match, sentence) ||
    tokens.some(({ norm, upos }) => upos === 'ADV' || /^(pas|plus|nous|lui|leur|me|en|y)$/.test(norm))
  )
    return []
  return [
    withOwnPronoun(inPlaceOf(match, sentence, `nous vous ${verb} ${last.text}`), sentence.tokens[match.to], 'vous'),
  ]
}

/** « Il sera possible de » is « Vous pourrez » or « Nous pourrons »: the writer says who. */
function may(match: PatternMatch, sentence: SentenceView): readonly Suggestion[] {
  const tokens = sentence.tokens.slice(match.from, match.to)
  if (tokens.some(({ upos, norm }) => norm === 'ne' || norm === "n'" || norm === 'nous' || upos === 'ADV')) return []
  const before = sentence.tokens[match.from - 1]
  // "les logements qu'il est possible d'attribuer": who acts is not in the sentence.
  if (!mayChange(match, sentence) || (before?.norm === "qu'" && before.upos === 'PRON')) return []
  if (leavesInfinitive(sentence.tokens, match.to + 1, true)) return []
  const forms = tokens.map(({ norm }) => ABLE.get(norm)).find((found) => found !== undefined)
  const next = sentence.tokens[match.to]
  const last = tokens.at(-1)
  const space = last && next && next.start === last.end ? ' ' : ''
  return (forms ?? []).map((words) =>
    withOwnPronoun(inPlaceOf(match, sentence, words + space), next, words.slice(0, words.indexOf(' '))),
  )
}

const ABLE = new Map<string, readonly string[]>(
  Object.entries({
    est: ['vous pouvez', 'nous pouvons'],
    sera: ['vous pourrez', 'nous pourrons'],
    était: ['vous pouviez', 'nous pouvions'],
    serait: ['vous pourriez', 'nous pourrions'],
  }),
)

/** « Il a été décidé de » is « Nous avons décidé de ». */
function decided(match: PatternMatch, sentence: SentenceView): readonly Suggestion[] {
  const [il, a, been, verb] = sentence.tokens.slice(match.from, match.to)
  if (il?.norm !== 'il' || a?.norm !== 'a' || been?.norm !== 'été' || !verb || verb.norm !== 'décidé') return []
  if (!mayChange(match, sentence)) return []
  return [inPlaceOf(match, sentence, 'nous avons décidé', verb.end)]
}

/** Announces of a fact: "il est proposé que" does not say that it is so. */
const FACTS = new Set(['rappelé', 'précisé', 'signalé', 'souligné', 'indiqué', 'notifié', 'observé', 'constaté'])

/** « Il est rappelé que » announces: what follows can be said at once. */
function sayAtOnce(match: PatternMatch, sentence: SentenceView): readonly Suggestion[] {
  const negated = sentence.tokens.slice(match.from, match.to).some(({ norm }) => norm === 'pas' || norm === 'plus')
  const fact = sentence.tokens.slice(match.from, match.to).some(({ norm }) => FACTS.has(norm))
  return fact && !negated ? sayFrom(match, sentence, match.to) : []
}

/** The sentence from the news on, when the announce opens it. */
function sayFrom(match: PatternMatch, sentence: SentenceView, rank: number): readonly Suggestion[] {
  const next = sentence.tokens[rank]
  const before = sentence.tokens[match.from - 1]
  if (!next || (before && before.kind !== 'punct')) return []
  const text = asAt(sentence, match.start, next.text)
  return [{ kind: 'choix', text, label: `Commencer par « ${text}… »`, span: { start: match.start, end: next.end } }]
}
