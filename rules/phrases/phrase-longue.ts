import { defineRule, type SentenceView, type Suggestion } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { capitalised } from '../grammar/capital.ts'

const EUROPE = 'Commission européenne, « Rédiger clairement » : 20 mots par phrase en moyenne'

export default defineRule({
  id: 'phrase-longue',
  name: 'Phrase trop longue',
  principle: 'phrases',
  severity: 'information',
  why: 'Une phrase longue oblige à retenir son début pour comprendre sa fin.',
  advice: 'Coupez la phrase : une idée par phrase. Si elle énumère, faites une liste.',
  sources: [
    EUROPE,
    'Droits Quotidiens, « Langage juridique clair » : 15 à 20 mots et une seule idée par phrase',
    'Référentiel Services Publics+, engagement n° 5',
  ],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'caption', 'label'],
  thresholds: {
    maxWords: { key: 'mots-maximum', value: 20, unit: 'mots', range: [8, 60], source: EUROPE },
    longWords: { key: 'mots-avertissement', value: 25, unit: 'mots', range: [10, 80], source: 'convention du projet' },
    veryLongWords: { key: 'mots-erreur', value: 40, unit: 'mots', range: [15, 120], source: 'convention du projet' },
    maxSpokenWords: {
      key: 'mots-maximum-oral',
      value: 15,
      unit: 'mots',
      range: [6, 40],
      source: 'convention du projet',
    },
  },
  messages: {
    tooLong: 'Cette phrase compte {count} mots. Visez {max} mots au plus.',
    tooLongToHear: 'Cette phrase compte {count} mots : à l’oreille, on en retient {max} au plus.',
  },
  examples: [
    {
      bad: "Nous vous informons que votre demande d'aide au logement, déposée le 3 mars 2025 auprès de nos services, ne peut pas [[être examinée en l'état car elle ne comporte pas le justificatif de ressources de votre conjoint pour l'année précédente]].",
      better:
        "Nous ne pouvons pas examiner votre demande d'aide au logement du 3 mars 2025. Il manque le justificatif de ressources de votre conjoint pour 2024.",
    },
    {
      bad: 'Afin que votre situation puisse être mise à jour dans les meilleures conditions, vous devez nous transmettre avant la fin [[du mois une copie lisible de votre contrat de travail ainsi que vos trois derniers bulletins de paie]].',
    },
    {
      bad: 'Le montant de votre allocation est recalculé tous les trois mois à partir des ressources que vous avez déclarées et [[il peut donc augmenter ou diminuer sans que votre situation familiale ait changé]].',
    },
    {
      bad: 'La commission examine les demandes de logement chaque premier mardi du mois, et vous recevez sa décision par courrier [[dans les dix jours]].',
      better:
        'La commission examine les demandes de logement chaque premier mardi du mois. Vous recevez sa décision par courrier dans les dix jours.',
    },
    {
      bad: 'Pour joindre un agent du service des cartes grises, tapez la touche étoile [[de votre téléphone puis patientez]].',
      type: 'script-telephonique',
    },
    {
      good: "Envoyez-nous :\n• votre avis d'imposition 2024 ;\n• votre contrat de location ;\n• un relevé d'identité bancaire.",
      because: 'dans une liste, chaque ligne compte pour elle-même',
    },
    {
      good: 'Votre dossier n° 2025-0458-AB du 12 mars 2025 est complet.',
      because: 'un numéro de dossier ou une date compte pour un mot',
    },
    {
      good: "Mairie de Saint-Aubin-du-Cormier, service de l'état civil, 1 place de la République, 35140 Saint-Aubin-du-Cormier, ouverte du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h",
      because: 'une adresse sans verbe n’est pas une phrase',
    },
    {
      good: 'Vous recevrez la carte chez vous sous dix jours, par lettre recommandée, et vous la signerez devant le facteur.',
      because: 'vingt mots sont permis',
    },
    {
      good: 'Vu le code général des collectivités territoriales, et notamment ses articles L. 2212-1 et suivants, qui fixe les pouvoirs de police du maire dans la commune,',
      because: 'les visas d’un arrêté suivent leurs propres règles',
      type: 'arrete-ou-contrat',
    },
  ],
  check(sentence, { threshold, document, report }) {
    if (!sentence.hasVerb || isVisa(sentence, document.type.id)) return
    const spoken = document.type.id === 'script-telephonique'
    const max = spoken ? threshold.maxSpokenWords : threshold.maxWords
    const count = sentence.wordCount
    if (count <= max) return
    const from = startOf(sentence, max)
    const last = sentence.words.at(-1)
    if (!from || !last) return
    report(
      // What is over the limit is underlined: the whole sentence would hide the other findings.
      { start: from.start, end: last.end },
      {
        message: spoken ? 'tooLongToHear' : 'tooLong',
        data: { count, max },
        severity:
          count > threshold.veryLongWords ? 'erreur' : count > threshold.longWords ? 'avertissement' : 'information',
        suggestions: cuts(sentence, max),
      },
    )
  },
})

/** The word over the limit, or the first of its group: «[à l'encontre de] votre fils» is not cut after « à ». */
function startOf({ tokens, words }: SentenceView, max: number): Token | undefined {
  const over = words[max]
  let rank = over ? tokens.indexOf(over) : -1
  while (rank > 0 && isTied(tokens[rank - 1])) rank--
  return tokens[rank]
}

/** A word that leans on the next one: a preposition, a determiner, an auxiliary, « ne », a pronoun before its verb. */
function isTied(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return false
  return (
    /^(?:ADP|DET|AUX)$/.test(token.upos) ||
    token.text.endsWith("'") ||
    token.text.endsWith('’') ||
    CLITICS.has(token.norm)
  )
}

const CLITICS = new Set('ne se me le la les en y lui leur'.split(' '))

function isVisa(sentence: SentenceView, type: string): boolean {
  return type === 'arrete-ou-contrat' && /^(vu|considérant)$/.test(sentence.words[0]?.norm ?? '')
}

const SUBJECTS = new Set(['je', "j'", 'il', 'elle', 'nous', 'vous', 'ils', 'elles'])

/** Under a condition, the second half would stand alone without it: "Si vous déménagez, prévenez-nous, et vous…". */
const CONDITIONS = new Set(['si', "s'", 'lorsque', "lorsqu'", 'quand', 'sauf', 'que', "qu'", 'comme', 'bien'])

const OPENINGS = new Map<string, string>(Object.entries({ ';': '', et: '', mais: 'Mais ', car: 'En effet, ' }))

/** Where the sentence may be cut in two sentences that are both short enough. */
function cuts(sentence: SentenceView, max: number): Suggestion[] {
  const { tokens, block } = sentence
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    const opening = OPENINGS.get(token.norm)
    const subject = tokens[rank + 1]
    if (opening === undefined || !subject || !SUBJECTS.has(subject.norm)) continue
    const left = tokens.slice(0, rank)
    const right = tokens.slice(rank + 1)
    if (left.some(({ norm }) => CONDITIONS.has(norm)) || left.some(({ text }) => text === '(' || text === '«')) continue
    if (!left.some(isFiniteVerb) || !right.slice(0, 5).some(isFiniteVerb)) continue
    if (wordsIn(left) > max || wordsIn(right) > max) continue
    const before = left.at(-1)
    const end = before?.text === ',' ? left.at(-2) : before
    if (!end) continue
    const word = opening === '' ? capitalised(subject.text) : opening + subject.text
    const span = { start: end.end, end: subject.end }
    return [
      {
        kind: 'choix',
        text: `. ${word}`,
        label: `Couper la phrase : « …${block.text.slice(end.start, end.end)}. ${word}… »`,
        span,
      },
    ]
  }
  return []
}

function isFiniteVerb(token: Token): boolean {
  return (token.upos === 'VERB' || token.upos === 'AUX') && token.features.verbForm === 'Fin'
}

function wordsIn(tokens: readonly Token[]): number {
  return tokens.filter(({ kind }) => kind !== 'punct' && kind !== 'symbol').length
}
