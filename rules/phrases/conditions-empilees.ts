import { defineRule, matchAll, type PatternMatch, patterns } from '@limpide/checker'
import type { Token } from '@limpide/french'

const EXCEPTIONS = ['sauf si?', 'à moins que|de', 'excepté si?', 'hormis', 'sans préjudice de', 'hors cas de']

/** What opens a condition or an exception. */
const MARKERS = patterns([
  ...EXCEPTIONS,
  '!<même !<comme norm:si !oui !non !besoin !nécessaire !possible',
  "!<même norm:s' il|ils",
  'sous réserve de|que',
  'à la? condition de|que',
  'aux conditions que',
  'dès lors que',
  'dans la mesure où',
  'à défaut de? !quoi',
  'faute de !quoi',
  'pourvu que',
  'pour autant que',
  'au cas où',
  'dans le cas où',
  'en cas de',
  'à supposer que',
])

export default defineRule({
  id: 'conditions-empilees',
  name: 'Conditions et exceptions empilées',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Quand conditions et exceptions s’empilent, le lecteur ne sait plus si la règle vaut pour lui.',
  advice: 'Donnez la règle, puis les conditions dans une liste, puis les exceptions.',
  sources: ['Droits Quotidiens, « Langage juridique clair » : une idée par phrase'],
  scope: 'sentence',
  thresholds: {
    several: {
      key: 'conditions-signalees',
      value: 2,
      unit: 'conditions ou exceptions',
      range: [2, 6],
      source: 'convention du projet',
    },
    many: {
      key: 'conditions-avertissement',
      value: 3,
      unit: 'conditions ou exceptions',
      range: [3, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    stacked: '{count} conditions ou exceptions dans une phrase, jusqu’à « {found} ».',
    exceptions: 'Une exception dans une exception : « {found} ».',
  },
  examples: [
    {
      bad: "Vous pouvez percevoir la prime si vous résidez en France, à condition d'avoir 18 ans et [[sauf si]] vous êtes étudiant.",
      better:
        'Vous pouvez recevoir la prime à deux conditions : vivre en France et avoir 18 ans. Exception : les étudiants.',
    },
    {
      bad: 'Sous réserve que votre dossier soit complet et [[à moins que]] votre situation ait changé, le paiement aura lieu le 5.',
    },
    {
      bad: "À défaut de réponse et sauf cas de force majeure, votre demande sera classée, [[sous réserve d']]un nouveau dépôt.",
    },
    { bad: 'La cantine est ouverte à tous, sauf le mercredi, [[sauf]] les jours de sortie.' },
    {
      good: 'Vous y avez droit si :\n- vous avez 60 ans ;\n- vous vivez seul.',
      because: 'les conditions sont déjà une liste',
    },
    { good: 'Si vous avez une question, appelez-nous.', because: 'une seule condition' },
    { good: 'Si oui ou si non, cochez la case correspondante.', because: 'c’est une alternative' },
    {
      good: "En cas d'erreur ou si vous changez d'avis, écrivez-nous.",
      because: 'c’est une alternative, une seule suffit',
    },
    {
      good: 'En cas de litige, le juge apprécie si le contrat est valable.',
      because: '« si » introduit la question à juger, et non une condition',
    },
    {
      good: 'Dites-nous si vous déménagez ou si vous changez de travail.',
      because: 'ces « si » introduisent ce qu’il faut dire',
    },
  ],
  check(sentence, { threshold, report }) {
    const { tokens, block } = sentence
    if (!sentence.hasVerb) return
    const markers = matchAll(tokens, MARKERS)
    if (markers.length < threshold.several) return
    // A line of a form, "Date de refus si refusé : _ _ _", states no condition to understand.
    if (BLANKS.test(sentence.text)) return
    const found = stacked(tokens, markers)
    const last = found.at(-1)
    if (!last || found.length < threshold.several) return
    const exceptions = found.filter(({ pattern }) => pattern < EXCEPTIONS.length)
    const double = exceptions.length >= threshold.several
    report(last, {
      message: double ? 'exceptions' : 'stacked',
      data: { count: found.length, found: block.text.slice(last.start, last.end) },
      ...(double ? { severity: 'erreur' } : found.length >= threshold.many ? { severity: 'avertissement' } : {}),
    })
  },
})

const BLANKS = /[□☐☑]|_{3}|(?:_ ){3}|-{4}|\.{6}/

/** The markers of the longest pile: a semicolon or a colon ends one, "ou si" adds an alternative and not a level. */
function stacked(tokens: readonly Token[], markers: readonly PatternMatch[]): PatternMatch[] {
  let best: PatternMatch[] = []
  let pile: PatternMatch[] = []
  let end = 0
  for (const match of markers) {
    const before = tokens.slice(0, match.from)
    if (
      isQuestion(before) ||
      isJudged(tokens, match) ||
      isAside(tokens, match) ||
      before.at(-1)?.norm === 'ou' ||
      isSameLevel(tokens, match)
    )
      continue
    const between = tokens.slice(end, match.from)
    if (between.some(({ text }) => text === ';' || text === ':')) pile = []
    // "sauf, notamment, si": one exception in three words.
    const same =
      pile.length > 0 &&
      between.length <= SAME_WITHIN &&
      between.every(({ kind, upos }) => kind === 'punct' || upos === 'ADV')
    if (!same) pile = [...pile, match]
    end = match.to
    if (pile.length > best.length) best = pile
  }
  return best
}

/** "si vous vivez seul et si vous travaillez": two conditions side by side, not one in the other. */
function isSameLevel(tokens: readonly Token[], { from }: PatternMatch): boolean {
  return (
    tokens[from]?.norm === 'si' &&
    tokens[from - 1]?.norm === 'et' &&
    tokens.slice(0, from - 1).some(({ norm }) => norm === 'si' || norm === "s'")
  )
}

const SAME_WITHIN = 3

/** "Dites-nous si", "savoir si": an indirect question. */
function isQuestion(before: readonly Token[]): boolean {
  return before.slice(-ASKED_WITHIN).some(({ lemma }) => ASKING.has(lemma))
}

/** "Les juges apprécient si": what is weighed, when « si » comes right after; further on it may be a condition. */
function isJudged(tokens: readonly Token[], { from }: PatternMatch): boolean {
  const si = tokens[from]?.norm
  if (si !== 'si' && si !== "s'") return false
  const last = tokens[from - 1]
  const verb = last?.upos === 'ADV' ? tokens[from - 2] : last
  return verb !== undefined && JUDGING.has(verb.lemma)
}

/** "s'il y a lieu": as « le cas échéant », it changes nothing to the rule. */
function isAside(tokens: readonly Token[], { to }: PatternMatch): boolean {
  return tokens[to]?.norm === 'y' && tokens[to + 1]?.norm === 'a' && tokens[to + 2]?.norm === 'lieu'
}

const JUDGING = new Set([
  'apprécier',
  'examiner',
  'évaluer',
  'contrôler',
  'rechercher',
  'décider',
  'juger',
  'étudier',
  'établir',
])

const ASKING = new Set([
  'dire',
  'savoir',
  'demander',
  'vérifier',
  'préciser',
  'indiquer',
  'signaler',
  'déterminer',
  'voir',
  'regarder',
])
/** "Dites-nous si vous déménagez ou si": as far as the second « si » may be. */
const ASKED_WITHIN = 6
