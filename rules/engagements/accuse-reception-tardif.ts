import { defineRule } from '@limpide/checker'
import { isBound, lower } from './said/duty.ts'

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]
const DATE = `(\\d{1,2})(?:er)? (${MONTHS.join('|')}) (\\d{4})`
/** « reçu le 12 mai 2025 », « votre courriel du … reçu dans nos services le … ». */
const RECEIVED = new RegExp(`(?:reçue?s?|parvenue?s?|enregistrée?s?|déposée?s?)[^.\\n]{0,40}? le ${DATE}`, 'u')
const SENT = new RegExp(`(?:^|\\n|, )[^\\n]{0,40}\\ble ${DATE}\\s*$`, 'mu')
const ONLINE = /(?:courriel|e-?mail|(?<!\p{L})mail|en ligne|formulaire|téléservice|espace personnel)/u
const DAY = 86_400_000

/** Days since an epoch, from the words of a date. Read as UTC: no clock, no time zone. */
function dayOf(found: RegExpExecArray | null): number | undefined {
  if (!found) return undefined
  const month = MONTHS.indexOf(found[2] ?? '')
  return month < 0 ? undefined : Date.UTC(Number(found[3]), month, Number(found[1])) / DAY
}

export default defineRule({
  id: 'accuse-reception-tardif',
  name: 'Accusé de réception tardif',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Le lecteur attend de savoir que sa demande est arrivée.',
  advice: 'Envoyez l’accusé de réception en une semaine pour une demande en ligne, en deux semaines pour un courrier.',
  sources: ['Référentiel Services Publics+, engagement 4'],
  scope: 'document',
  only: ['accuse-de-reception'],
  thresholds: {
    online: {
      key: 'jours-en-ligne',
      value: 7,
      unit: 'jours',
      range: [1, 30],
      source: 'Référentiel Services Publics+, engagement 4',
    },
    post: {
      key: 'jours-par-courrier',
      value: 14,
      unit: 'jours',
      range: [1, 60],
      source: 'Référentiel Services Publics+, engagement 4',
    },
  },
  messages: {
    late: 'Cet accusé de réception part {count} jours après la demande. L’engagement est de {max} jours.',
  },
  examples: [
    {
      bad: 'Lyon, le 30 mai 2025\n\nObjet : accusé de réception\n\nMadame,\n\nNous accusons réception de votre courriel [[reçu le 12 mai 2025]].',
      type: 'accuse-de-reception',
    },
    {
      bad: 'Lyon, le 28 avril 2025\n\nObjet : accusé de réception\n\nMadame,\n\nNous accusons réception de votre courrier [[reçu le 2 avril 2025]].',
      type: 'accuse-de-reception',
    },
    {
      good: 'Lyon, le 13 mai 2025\n\nObjet : accusé de réception\n\nMadame,\n\nNous avons bien reçu votre demande en ligne, déposée le 12 mai 2025.',
      because: 'un jour après la demande',
      type: 'accuse-de-reception',
    },
    {
      good: 'Lyon, le 15 avril 2025\n\nObjet : accusé de réception\n\nMadame,\n\nNous accusons réception de votre courrier reçu le 2 avril 2025.',
      because: 'treize jours pour un courrier',
      type: 'accuse-de-reception',
    },
  ],
  check(view, { threshold, report }) {
    if (!isBound(view)) return
    const { online, post } = threshold
    const sent = dayOf(
      SENT.exec(
        view.blocks
          .filter((block) => block.zone === 'en-tete' || block.zone === 'destinataire')
          .map((block) => lower(block.text))
          .join('\n'),
      ),
    )
    if (sent === undefined) return
    for (const block of view.body) {
      const text = lower(block.text)
      const found = RECEIVED.exec(text)
      const received = dayOf(found)
      if (!found || received === undefined) continue
      const count = sent - received
      const max = ONLINE.test(text) ? online : post
      if (count > max)
        report(
          { block, start: found.index, end: found.index + found[0].length },
          { message: 'late', data: { count, max } },
        )
      return
    }
  },
})
