import { createSign, defineRule, holdsSign, type SentenceView, type Suggestion, showsSign } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { capitalised } from '../grammar/capital.ts'

export default defineRule({
  id: 'phrase-plusieurs-idees',
  name: 'Plusieurs idées dans une phrase',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Une idée par phrase se retient ; deux idées collées se confondent.',
  advice: 'Mettez un point entre les deux idées.',
  sources: [
    'Gouvernement, Charte des grands principes rédactionnels : ne pas employer le point-virgule',
    'Droits Quotidiens, « Langage juridique clair » : une idée par phrase',
  ],
  scope: 'sentence',
  kinds: ['paragraph', 'quote'],
  thresholds: {
    clauses: {
      key: 'propositions-signalees',
      value: 3,
      unit: 'propositions indépendantes',
      range: [2, 8],
      source: 'convention du projet',
    },
  },
  messages: {
    semicolon: 'Le point-virgule réunit deux phrases. Mettez un point.',
    clauses: 'Cette phrase dit {count} choses. Faites {count} phrases.',
  },
  examples: [
    {
      bad: 'Votre carte est prête [[;]] vous pouvez la retirer au guichet 4 ; il faut apporter votre ancienne carte.',
      better: 'Votre carte est prête. Retirez-la au guichet 4. Apportez votre ancienne carte.',
    },
    {
      bad: 'Nous avons étudié votre demande, votre dossier est complet, la commission se réunira le 14 mai [[et]] sa décision vous sera envoyée par courrier.',
      better: 'Votre dossier est complet. La commission se réunira le 14 mai. Vous recevrez sa décision par courrier.',
    },
    {
      bad: 'Le versement a été suspendu en avril et vous devez nous fournir une attestation, [[mais]] le trop-perçu reste à rembourser.',
      better: 'Nous avons suspendu le versement en avril. Envoyez-nous une attestation.',
    },
    { bad: 'Votre droit est ouvert [[;]] il sera versé le 5.', better: 'Votre droit est ouvert. Il sera versé le 5.' },
    {
      good: 'Apportez :\n- votre passeport ;\n- une photo ;\n- un timbre fiscal.',
      because: 'le point-virgule sépare les lignes d’une liste',
    },
    { good: 'Vous pouvez venir sans rendez-vous ou nous appeler.', because: 'un seul sujet, une seule idée' },
    {
      // The catalogue allows a suggestion here; the second half has no verb of its own, and a full stop would leave a fragment.
      good: 'Nous sommes ouverts le lundi ; fermés le mardi.',
      because: 'la seconde partie n’a pas de verbe',
    },
    {
      good: 'Si vous déménagez ou si vous changez de travail, prévenez-nous.',
      because: 'les deux premiers verbes sont des conditions',
    },
  ],
  check(sentence, { threshold, report }) {
    if (!sentence.hasVerb) return
    const { tokens } = sentence
    const rank = holdsSign(sentence, SEMICOLON) ? tokens.findIndex((_, rank) => partsClauses(tokens, rank)) : -1
    const semicolon = tokens[rank]
    if (semicolon) {
      report(semicolon, { message: 'semicolon', suggestions: stop(sentence, rank) })
      return
    }
    if (!holdsSign(sentence, JOINT)) return
    const joints = independent(tokens)
    const last = joints.at(-1)
    const count = joints.length + 1
    if (!last || count < threshold.clauses) return
    report(last, { message: 'clauses', data: { count }, severity: 'avertissement' })
  },
})

/** A semicolon after a clause and before another. */
function partsClauses(tokens: readonly Token[], rank: number): boolean {
  return tokens[rank]?.text === ';' && opensClause(tokens, rank + 1) && tokens.slice(0, rank).some(isFiniteVerb)
}

const SUBJECTS = new Set(['je', "j'", 'il', 'elle', 'on', 'nous', 'vous', 'ils', 'elles', 'cela', 'ceci'])
const DETERMINERS = new Set([
  'le',
  'la',
  "l'",
  'les',
  'votre',
  'vos',
  'notre',
  'nos',
  'son',
  'sa',
  'ses',
  'ce',
  'cet',
  'cette',
  'ces',
  'un',
  'une',
])

/** How far the verb may be from the start of its clause. */
const SUBJECT_LENGTH = 7

/** True when a subject and its finite verb start here: "il sera versé", "la commission se réunira". */
function opensClause(tokens: readonly Token[], from: number): boolean {
  const first = tokens[from]
  if (!first) return false
  if (SUBJECTS.has(first.norm)) {
    for (let i = from + 1; i < from + 5; i++) {
      const token = tokens[i]
      if (token && isFiniteVerb(token)) return true
      if (token?.upos !== 'PRON' && token?.upos !== 'ADV') return false
    }
    return false
  }
  if (!DETERMINERS.has(first.norm) || first.upos !== 'DET') return false
  for (let i = from + 1; i < from + SUBJECT_LENGTH; i++) {
    const token = tokens[i]
    if (!token || token.kind === 'punct' || token.upos === 'SCONJ' || /^(qui|que|qu'|dont|où)$/.test(token.norm))
      return false
    if (isFiniteVerb(token)) return true
  }
  return false
}

const SEMICOLON = createSign(({ text }) => text === ';')
const JOINTS = new Set([',', 'et', 'mais', 'car'])
const JOINT = createSign(({ norm }) => JOINTS.has(norm))
/** Words under which the clauses that follow depend on a condition or on an end. */
const CONDITIONS = new Set("si s' lorsque lorsqu' quand comme puisque puisqu' afin pour".split(' '))

/** The joints between clauses that could each be a sentence: a comma, « et », « mais », « car » before a subject and its verb. */
function independent(tokens: readonly Token[]): Token[] {
  // Under a condition or a relative, the clauses that follow depend on it.
  if (CONDITIONS.has(tokens[0]?.norm ?? '')) return []
  const joints: Token[] = []
  for (let rank = 1; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined || !showsSign(token, JOINT) || !opensClause(tokens, rank + 1)) continue
    const before = tokens.slice(joints.length === 0 ? 0 : tokens.indexOf(joints.at(-1) ?? token), rank)
    if (
      !before.some(isFiniteVerb) ||
      before.some(({ norm, upos }) => upos === 'SCONJ' || /^(qui|que|qu'|dont|où|si)$/.test(norm))
    )
      return joints
    joints.push(token)
  }
  return joints
}

function isFiniteVerb({ upos, features }: Token): boolean {
  return (upos === 'VERB' || upos === 'AUX') && features.verbForm === 'Fin'
}

/** « . » and a capital in the place of « ; ». */
function stop({ tokens }: SentenceView, rank: number): Suggestion[] {
  const before = tokens[rank - 1]
  const next = tokens[rank + 1]
  if (!before || !next) return []
  const text = `. ${capitalised(next.text)}`
  return [
    {
      kind: 'remplacement',
      text,
      label: `« ${text.slice(2)} » après un point`,
      span: { start: before.end, end: next.end },
    },
  ]
}
