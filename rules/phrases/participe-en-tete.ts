import { defineRule, matchAll, patterns, type SentenceView, type Suggestion } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'

/** Visas: the style of orders and rulings. */
const VISAS = patterns(['^ considérant|attendu que?', '^ vu le|la|les|ce|cette|ces|son|sa|ses|votre|notre|leur'])

/** Participles that put off the subject. */
const PARTICIPLES = patterns([
  '^ faisant suite à',
  '^ comme|pour? suite à',
  '^ étant donné que?',
  '^ étant entendu que',
  '^ étant précisé|rappelé|observé que',
  "^ s'agissant de",
  '^ concernant',
  '^ upos:VERB&form:Part&form:Pres',
  '^ upos:AUX&form:Part&form:Pres',
  '^ ne|se upos:PRON? form:Part&form:Pres',
  '^ ne upos:PRON? ayant|étant pas|plus? upos:ADV? form:Part',
  // "Ce problème ne relevant pas des réparations, vous devez": the participle has a subject of its own.
  '^ upos:DET upos:ADJ? upos:NOUN upos:ADJ? (de upos:DET? upos:NOUN)? ne? se? upos:VERB&form:Part&form:Pres|upos:AUX&form:Part&form:Pres',
  '^ upos:DET upos:ADJ? upos:NOUN upos:ADJ? (de upos:DET? upos:NOUN)? ne upos:ADJ',
  '^ en vous? remerciant|espérant|souhaitant|attendant|restant|comptant',
  '^ upos:VERB&form:Part&form:Past',
])

/** Prepositions made of a participle, short and common. */
const PREPOSITIONS = new Set([
  'suivant',
  'durant',
  'pendant',
  'moyennant',
  'nonobstant',
  'concernant',
  'touchant',
  'comme',
  'pour',
])

const SUBJECTS = new Set(['je', "j'", 'nous', 'vous', 'il', 'ils', 'elle', 'elles', 'on', 'ce', "c'", 'cela'])

const RELATIVES = new Set(['qui', 'que', "qu'", 'dont', 'où'])
const AUXILIARY = /^(?:aux|cop)/

const WHO = /^(?:salarié|employé|assuré|retraité|délégué|associé|abonné|invité|réfugié|diplômé)e?s?$/

export default defineRule({
  id: 'participe-en-tete',
  name: 'Participe ou visa en tête de phrase',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  except: ['arrete-ou-contrat'],
  why: 'Une phrase qui commence par un participe fait attendre ce qui concerne le lecteur.',
  advice: 'Commencez par le sujet et le verbe. Donnez la raison après, avec « car » ou « parce que ».',
  sources: ['DITP, « Simplifier le langage » : éviter « attendu que » (modernisation.gouv.fr)'],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote'],
  thresholds: {
    fewWords: {
      key: 'mots-toleres',
      value: 3,
      unit: 'mots avant la virgule',
      range: [0, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    participle: 'La phrase commence par « {found} » : le lecteur attend le sujet.',
    visa: '« {found} » est le style des arrêtés. Dans une lettre, dites « parce que » ou « car ».',
  },
  examples: [
    {
      bad: '[[Faisant suite à]] votre courrier du 4 avril, je vous informe que votre aide est renouvelée.',
      better: 'Vous nous avez écrit le 4 avril. Votre aide est renouvelée.',
    },
    {
      bad: '[[Considérant que]] vos revenus dépassent le plafond, votre demande est rejetée.',
      better: 'Nous refusons votre demande, car vos revenus dépassent le plafond.',
    },
    {
      bad: "[[Ne disposant]] pas de votre avis d'imposition, nous ne pouvons pas calculer votre droit.",
      better: "Nous ne pouvons pas calculer votre droit, car il manque votre avis d'imposition.",
    },
    {
      bad: '[[Étant donné que]] votre dossier est complet, nous vous répondrons en mai.',
      better: 'Votre dossier est complet : nous vous répondrons en mai.',
    },
    { bad: "[[Ayant]] une erreur dans le calcul de vos droits, nous l'avons corrigée." },
    {
      bad: '[[Ce problème ne relevant]] pas des réparations locatives, vous devez faire les travaux.',
      better: 'Vous devez faire les travaux, car ce ne sont pas des réparations locatives.',
    },
    {
      bad: '[[Nos guichets étant]] actuellement fermés, votre rendez-vous est susceptible d’être reporté.',
      better: 'Nos guichets sont fermés. Nous reporterons peut-être votre rendez-vous.',
    },
    {
      bad: '[[En vous remerciant]] de votre réponse rapide, je reste à votre disposition.',
      better: 'Merci de votre réponse.',
    },
    {
      bad: '[[Financée]] par le plan de relance, cette formation est gratuite.',
      better: 'Cette formation est gratuite : le plan de relance la finance.',
    },
    {
      good: 'Salarié de votre entreprise depuis mai, j’ai travaillé le dimanche.',
      because: 'c’est un nom, qui dit qui écrit',
    },
    {
      good: "Les salariés ayant un an d'ancienneté, cadres ou non, peuvent demander ce congé.",
      because: 'la phrase commence par son sujet',
    },
    {
      good: "Arrêté du 4 juin relatif aux ports, qui s'applique aux navires",
      because: 'c’est le titre d’un texte, et non un participe',
    },
    { good: "Vu l'affluence, prenez rendez-vous.", because: '« vu » et un nom court se lisent sans peine' },
    { good: "Pendant l'été, le service est ouvert le matin.", because: 'ce n’est pas un participe' },
    { good: "Étant étudiant, puis-je demander l'aide ?", because: 'c’est la question d’un usager' },
    { good: 'Concernant la cantine, appelez la mairie.', because: 'l’entrée est courte' },
  ],
  check(sentence, { threshold, report }) {
    const { tokens, block } = sentence
    if (!sentence.hasVerb || tokens.at(-1)?.text === '?') return
    const [visa] = matchAll(tokens, VISAS)
    const [participle] = visa ? [] : matchAll(tokens, PARTICIPLES)
    const match = visa ?? participle
    if (!match || (PREPOSITIONS.has(tokens[match.from]?.norm ?? '') && tokens[match.from]?.norm !== 'concernant'))
      return
    // "Salarié de votre entreprise, je…", "Locataire du logement": a noun says who writes, whatever its tag.
    if (
      match.from + 1 === match.to &&
      WHO.test(tokens[match.from]?.norm ?? '') &&
      /^(?:de|d'|du|des)$/.test(tokens[match.to]?.norm ?? '')
    )
      return
    // "Arrêté du 4 juin 2024 relatif à": the title of a text.
    if (tokens[match.from]?.norm === 'arrêté' && tokens[match.from + 1]?.norm === 'du') return
    const comma = tokens.findIndex((token, rank) => rank >= match.to && token.text === ',')
    // "Ci-joint…", a heading or a caption has no main clause after a comma.
    if (comma < 0 || !tokens.slice(comma).some(({ features }) => features.verbForm === 'Fin')) return
    const before = tokens.slice(match.from, comma).filter(({ kind }) => kind !== 'punct').length
    if (before <= threshold.fewWords) return
    if (match === participle && isReducedRelative(sentence, match, comma)) return
    const range = visa?.pattern === 1 ? { start: match.start, end: tokens[match.from]?.end ?? match.end } : match
    report(range, {
      message: visa ? 'visa' : 'participle',
      data: { found: block.text.slice(range.start, range.end) },
      ...(visa ? { severity: 'avertissement' } : {}),
      suggestions: since(sentence, match),
    })
  },
})

/** "Les salariés ayant un an d'ancienneté, …, doivent": the noun is the subject that the reader waits for. */
function isReducedRelative(sentence: SentenceView, { from, to }: { from: number; to: number }, comma: number): boolean {
  const { tokens } = sentence
  if (tokens[from]?.upos !== 'DET') return false
  const before = tokens.slice(to, comma)
  if (before.some(({ features }) => features.verbForm === 'Fin') && !before.some(({ norm }) => RELATIVES.has(norm)))
    return true
  const noun = tokens.findIndex((token, rank) => rank > from && rank < to && token.upos === 'NOUN')
  const arcs = sentence.arcs()
  const arc = arcs[noun]
  if (!arc || arc.head < to || !arc.deprel.startsWith('nsubj')) return false
  const isItsVerb = ({ features }: Token, rank: number) =>
    features.verbForm === 'Fin' &&
    (rank === arc.head || (arcs[rank]?.head === arc.head && AUXILIARY.test(arcs[rank].deprel)))
  const verb = tokens.find(isItsVerb)
  if (verb === undefined) return false
  // "Nos lignes étant saturées, votre attente est longue": a plural is not the subject of « est ».
  const { number } = tokens[noun]?.features ?? {}
  if (number !== undefined && verb.features.number !== undefined && verb.features.number !== number) return false
  // "Nos lignes étant saturées, votre temps d'attente est estimé": of two subjects, that of the verb comes last.
  if (arcs.some(({ head, deprel }, rank) => rank > comma && head === arc.head && deprel.startsWith('nsubj')))
    return false
  // "Ce problème ne relevant pas de nous, vous devez": the verb has another subject.
  return !tokens.slice(to, arc.head).some(({ text }, i) => text === ',' && SUBJECTS.has(tokens[to + i + 1]?.norm ?? ''))
}

/** « Étant donné que » is « Comme ». */
function since(sentence: SentenceView, match: { from: number; to: number; start: number; end: number }): Suggestion[] {
  const words = sentence.tokens.slice(match.from, match.to).map(({ norm }) => norm)
  if (!/^(étant donné|attendu|considérant) qu/.test(words.join(' '))) return []
  const last = sentence.tokens[match.to - 1]
  const next = sentence.tokens[match.to]
  const space = last && next && last.end === next.start ? ' ' : ''
  return [{ kind: 'choix', text: asAt(sentence, match.start, 'comme') + space }]
}
