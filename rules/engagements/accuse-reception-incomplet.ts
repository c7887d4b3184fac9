import { defineRule } from '@limpide/checker'
import { findContacts } from './said/contact.ts'
import { bodyText, capped, fieldNames, isBound } from './said/duty.ts'
import { addBeforeClosing } from './said/insert.ts'
import { FULL_DATE } from './said/time.ts'

const RECEIVED = /(?:reçue?s?|réception|parvenue?|enregistrée?|déposée?|créée?|transmise?)[^.\n]{0,120}/g
const SILENCE =
  /(?:silence|sans réponse|défaut de réponse|absence de réponse|si (?:vous n'avez pas|nous n'avons pas|vous ne recevez|nous ne vous)[^.\n]{0,40}répon|implicite|vaut (?:acceptation|rejet|refus|accord))/
const MEANING = /(?:accept|accord|refus|rejet)/
const ANSWER_BY =
  /(?:sous|dans (?:un délai de|les)|avant le|au plus tard|délai de|d'ici)[^.\n]{0,60}(?:\d|mois|semaine|jour|\{|\[|«)/
/** What is no request in the sense of the code: a payment, a simple question. */
const NOT_A_REQUEST =
  /(?:votre (?:paiement|règlement|virement)|reçu (?:de|votre) paiement|votre question|votre message)/

export default defineRule({
  id: 'accuse-reception-incomplet',
  name: 'Accusé de réception incomplet',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'L’accusé de réception fait courir les délais\u00a0: le lecteur doit savoir quand il aura une réponse et ce que vaut le silence.',
  advice: 'Indiquez la date de réception, la date de réponse, ce que vaut le silence, et comment joindre le service.',
  sources: ['Code des relations entre le public et l’administration, articles L. 112-3 et R. 112-5'],
  scope: 'document',
  only: ['accuse-de-reception'],
  messages: {
    incomplete: 'Cet accusé de réception ne dit pas\u00a0: {lacks}.',
  },
  examples: [
    {
      bad: 'Objet : accusé de réception\n\nMadame,\n\nNous accusons réception de votre courrier. Il sera traité dans l’ordre d’arrivée.',
      type: 'accuse-de-reception',
    },
    {
      bad: 'Objet : accusé de réception\n\nMadame,\n\nNous avons reçu votre demande le 3 mai 2026. Appelez-nous au 01 99 00 41 12.',
      type: 'accuse-de-reception',
    },
    {
      bad: 'Objet : accusé de réception\n\nMadame,\n\nNous avons reçu votre demande le 3 mai 2026. Sans réponse avant le 3 juillet 2026, votre demande est refusée.',
      type: 'accuse-de-reception',
    },
    {
      good: 'Objet : accusé de réception\n\nMadame,\n\nNous avons reçu votre demande le 3 mai 2026. Sans réponse avant le 3 juillet 2026, votre demande est considérée comme acceptée. Une question ? Appelez-nous au 01 99 00 41 12.',
      because: 'les mentions y sont',
      type: 'accuse-de-reception',
    },
    {
      good: 'Objet : reçu\n\nMadame,\n\nNous avons reçu votre paiement de 64 € le 3 mai 2026.',
      because: 'un paiement n’est pas une demande',
      type: 'accuse-de-reception',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nNous avons bien reçu votre demande le {{ date_reception }}. Sans réponse avant le {{ date_limite }}, elle est refusée : voir « Contester ». Contact : {{ service.telephone }}',
      because: 'les champs seront remplis',
      type: 'accuse-de-reception',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const body = bodyText(view)
    if (NOT_A_REQUEST.test(body)) return
    const lacks: string[] = []
    const names = fieldNames(view)
    const received =
      (body.match(RECEIVED) ?? []).some((said) => FULL_DATE.test(said)) ||
      names.some((name) =>
        /(?:date|jour).*(?:r[ée]ception|depot|dépôt|demande)|(?:r[ée]ception|depot|dépôt).*date/.test(name),
      )
    if (!received) lacks.push('la date de réception')
    const silent = SILENCE.test(body)
    const meaning = silent && MEANING.test(body)
    if (!meaning && !ANSWER_BY.test(body)) lacks.push('la date de réponse')
    if (!meaning) lacks.push('ce que vaut l’absence de réponse')
    if (silent && /(?:refus|rejet)/.test(body) && !/(?:recours|contest|tribunal|médiateur)/.test(view.plain))
      lacks.push('comment contester un refus')
    const { phone, writing } = findContacts(view)
    if (!phone && !writing) lacks.push('comment joindre le service')
    if (lacks.length === 0) return
    const grave = lacks.includes('la date de réception') && lacks.includes('ce que vaut l’absence de réponse')
    report(view, {
      message: 'incomplete',
      data: { lacks: lacks.join(', ') },
      severity: grave ? capped(view, 'erreur') : 'avertissement',
      suggestions: addBeforeClosing(
        view,
        'Ajouter les mentions',
        'Nous avons reçu votre demande le [date]. Sans réponse de notre part avant le [date], votre demande est considérée comme [acceptée ou refusée]. Si elle est refusée, vous pouvez contester ce refus : [voie de recours]. Une question ? Appelez-nous au [numéro].',
      ),
    })
  },
})
