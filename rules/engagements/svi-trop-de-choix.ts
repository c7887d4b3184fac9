import { defineRule } from '@limpide/checker'
import { isBound, lower } from './said/duty.ts'

const CHOICE =
  /(?:faites|tapez|composez|appuyez sur|dites)(?: sur)?(?: la touche| le)? ?(?:\d|étoile|dièse)|(?<=, )le \d(?=[ ,.])/g
const NUMBER_FIRST =
  /(?:faites|tapez|composez|appuyez sur)(?: sur)?(?: la touche| le)? ?(?:\d|étoile|dièse),? (?:pour|si vous)/
const AGENT =
  /(?:conseill|agent|opérateur|interlocuteur|téléconseill|quelqu'un|une personne|mise en relation|patientez|accueil)/

export default defineRule({
  id: 'svi-trop-de-choix',
  name: 'Serveur vocal trop complexe',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Au téléphone, on retient peu de choix à la fois. Le serveur vocal ne doit pas empêcher de parler à quelqu’un.',
  advice:
    'Proposez cinq choix au plus, le numéro à la fin de chaque phrase, et toujours un moyen de parler à un agent.',
  sources: ['Référentiel Services Publics+, engagement 2'],
  scope: 'document',
  only: ['script-telephonique'],
  thresholds: {
    choices: { value: 5, unit: 'choix', range: [2, 9], source: 'convention du projet' },
    preamble: { value: 60, unit: 'mots', range: [10, 150], source: 'convention du projet' },
  },
  messages: {
    choices: 'Ce menu propose {count} choix. Visez {max} choix au plus.',
    agent: 'Ce menu ne permet pas de parler à un agent.',
    preamble: 'Le premier choix arrive après {count} mots. Visez {max} mots au plus.',
    order: 'Ici, le numéro vient avant le service. Dites d’abord le service.',
  },
  examples: [
    {
      bad: 'Bienvenue. [[Pour une carte d’identité, faites le 1]]. Pour un passeport, faites le 2. Pour un mariage, faites le 3. Pour une naissance, faites le 4. Pour un décès, faites le 5. Pour les écoles, faites le 6. Pour parler à un conseiller, faites le 0.',
      type: 'script-telephonique',
    },
    { bad: 'Bienvenue. Pour les retraites, faites le 1. Pour les aides, faites le 2.', type: 'script-telephonique' },
    {
      bad: 'Bienvenue à la mairie. Pour parler à un conseiller, faites le 0. [[Tapez 1 pour]] les retraites.',
      type: 'script-telephonique',
    },
    {
      bad: 'Bienvenue à la caisse. Conformément au règlement, cet appel peut être enregistré. Vous pouvez vous y opposer en le disant à la personne qui vous répond. Les informations que vous donnez servent à traiter votre demande et sont gardées six mois. Vous pouvez les voir ou les corriger en écrivant à la caisse. La caisse est ouverte du lundi au vendredi de 9 h à 16 h, sauf les jours fériés. [[Pour parler à un conseiller, faites le 1]].',
      type: 'script-telephonique',
    },
    {
      good: 'Pour les retraites, faites le 3. Pour parler à un conseiller, faites le 0.',
      because: 'deux choix, et un agent',
      type: 'script-telephonique',
    },
    {
      good: 'Nos bureaux sont fermés. Laissez votre numéro : nous vous rappelons demain matin.',
      because: 'un répondeur n’a pas de menu',
      type: 'script-telephonique',
    },
  ],
  check(view, { threshold, report }) {
    if (!isBound(view)) return
    let before = 0
    let all = 0
    for (const block of view.blocks) {
      if (block.kind === 'code') continue
      const text = lower(block.text)
      const choices = [...text.matchAll(CHOICE)]
      const first = choices[0]
      const sentence = first ? block.sentences.find(({ end }) => end > first.index) : undefined
      if (first && sentence) {
        const place = {
          block,
          start: sentence.start,
          end: block.text.slice(0, sentence.end).replace(/[.\s]+$/, '').length,
        }
        before +=
          sentence.start === 0
            ? 0
            : block.sentences
                .filter(({ end }) => end <= sentence.start)
                .reduce((sum, { wordCount }) => sum + wordCount, 0)
        if (all === 0 && before > threshold.preamble)
          report(place, {
            message: 'preamble',
            data: { count: before, max: threshold.preamble },
            severity: 'suggestion',
          })
        if (choices.length > threshold.choices)
          report(place, { message: 'choices', data: { count: choices.length, max: threshold.choices } })
        const order = NUMBER_FIRST.exec(text)
        if (order)
          report(
            { block, start: order.index, end: order.index + order[0].length },
            { message: 'order', severity: 'suggestion' },
          )
      } else if (all === 0) before += block.wordCount
      all += choices.length
    }
    if (all > 0 && !AGENT.test(view.plain)) report(view, { message: 'agent' })
  },
})
