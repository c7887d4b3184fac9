import { defineRule, type Suggestion } from '@limpide/checker'
import type { French, Token } from '@limpide/french'
import { inPlace } from '../grammar/reword-verb.ts'

/** Verbs of wish: « nous souhaiterions » is « nous souhaitons ». */
const WISHES = new Set(['souhaiter', 'désirer', 'apprécier'])

export default defineRule({
  id: 'temps-rare',
  name: 'Temps ou mode rare',
  principle: 'phrases',
  severity: 'information',
  indicator: 'marqueurs-de-complexite',
  why: 'Les temps littéraires arrêtent les lecteurs qui ne les ont jamais appris.',
  advice: 'Écrivez au présent, au passé composé ou au futur.',
  sources: ['convention du projet'],
  scope: 'sentence',
  messages: {
    subjunctive: '« {found} » est un subjonctif imparfait, que peu de lecteurs connaissent.',
    pluperfect: '« {found} » est un subjonctif plus-que-parfait, que peu de lecteurs connaissent.',
    anterior: '« {found} » est un passé antérieur, que peu de lecteurs connaissent.',
    simple: '« {found} » est un passé simple. Préférez le passé composé.',
    wish: '« {found} » adoucit une demande jusqu’à la cacher. Dites ce que vous demandez.',
  },
  examples: [
    { bad: 'Il [[eût fallu]] que vous nous prévinssiez.', better: 'Il fallait nous prévenir.' },
    { bad: 'Nous attendions que vous nous [[prévinssiez]].', better: 'Nous attendions un appel de votre part.' },
    {
      bad: 'Dès que nous [[eûmes reçu]] votre dossier, il fut transmis à la préfecture.',
      better: 'Nous avons reçu votre dossier, puis nous l’avons transmis.',
    },
    { bad: 'Nous [[souhaiterions]] que vous complétiez ce document.', better: 'Complétez ce document.' },
    {
      bad: 'Nous [[transmîmes]] votre dossier à la préfecture.',
      better: 'Nous avons transmis votre dossier à la préfecture.',
    },
    { good: 'Il faut que vous veniez avec une photo.', because: 'le subjonctif présent est courant' },
    { good: 'Vous pourriez avoir droit à une aide.', because: 'ce conditionnel dit une possibilité' },
    { good: 'Le fût doit être déposé à la déchèterie.', because: 'ce fût est un objet' },
    { good: 'Le maire fut élu en 1995.', because: 'le récit à la troisième personne admet le passé simple' },
  ],
  check({ tokens, block }, { french, report }) {
    for (let rank = 0; rank < tokens.length; rank++) {
      const token = tokens[rank]
      if (token === undefined) continue
      const kind = kindOf(tokens, rank, french)
      if (!kind) continue
      const isCompound = kind === 'anterior' || kind === 'pluperfect' || (kind === 'subjunctive' && isAuxiliary(token))
      const end = isCompound ? (participle(tokens, rank) ?? token) : token
      const range = { start: token.start, end: end.end }
      const rare = kind === 'subjunctive' || kind === 'pluperfect' || kind === 'anterior'
      report(range, {
        message: kind,
        data: { found: block.text.slice(range.start, range.end) },
        ...(rare ? { severity: 'avertissement' } : {}),
        suggestions: kind === 'simple' || kind === 'wish' ? plain(tokens, rank, kind, french) : [],
      })
      return
    }
  },
})

type Kind = 'subjunctive' | 'pluperfect' | 'anterior' | 'simple' | 'wish'

function kindOf(tokens: readonly Token[], rank: number, french: French): Kind | undefined {
  const token = tokens[rank]
  if (!token || (token.upos !== 'VERB' && token.upos !== 'AUX') || token.features.verbForm !== 'Fin') return undefined
  const { mood, tense, person } = token.features
  if (mood === 'Sub' && tense === 'Imp' && isOnly(token, french, 'Sub'))
    return token.lemma === 'avoir' && participle(tokens, rank) ? 'pluperfect' : 'subjunctive'
  // "eût fallu": the conditional of novels.
  if (
    /^(eût|eussent|fût|fussent|eusse|eussions|eussiez|fussiez|fussions)$/.test(token.norm) &&
    participle(tokens, rank)
  )
    return token.norm.startsWith('f') ? 'subjunctive' : 'pluperfect'
  if (/^(eus|eut|eûmes|eûtes|eurent)$/.test(token.norm) && participle(tokens, rank)) return 'anterior'
  // "finit", "dit" are presents as well: only what cannot be a present counts.
  if (mood === 'Ind' && tense === 'Past' && person !== 3 && isOnly(token, french, 'Ind')) return 'simple'
  if (mood === 'Cnd' && WISHES.has(token.lemma) && person === 1) return 'wish'
  return undefined
}

/** True when the form has no reading in a common tense. */
function isOnly(token: Token, french: French, mood: 'Sub' | 'Ind'): boolean {
  const rare = mood === 'Sub' ? 'Imp' : 'Past'
  return french
    .analyses(token.norm)
    .every(({ features }) => features.verbForm === 'Fin' && features.mood === mood && features.tense === rare)
}

function isAuxiliary({ lemma }: Token): boolean {
  return lemma === 'avoir' || lemma === 'être'
}

function participle(tokens: readonly Token[], rank: number): Token | undefined {
  for (let i = rank + 1; i < rank + 4; i++) {
    const token = tokens[i]
    if (token?.features.verbForm === 'Part' && token.features.tense === 'Past') return token
    if (token?.upos !== 'ADV') return undefined
  }
  return undefined
}

/** The passé composé or the present in the same person. */
function plain(tokens: readonly Token[], rank: number, kind: 'simple' | 'wish', french: French): Suggestion[] {
  const token = tokens[rank]
  const { person, number } = token?.features ?? {}
  if (!token || person === undefined || number === undefined || (kind === 'simple' && french.takesEtre(token.lemma)))
    return []
  const form = french.conjugate(token.lemma, { form: kind === 'simple' ? 'IndPerf' : 'IndPres', person, number })
  const junction = form && inPlace(tokens, rank, form, french)
  return junction ? [{ kind: 'choix', text: junction.text, span: { start: junction.start, end: token.end } }] : []
}
