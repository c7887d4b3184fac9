import { type BlockView, type DocumentView, defineRule, perBlock, type Span } from '@limpide/checker'
import { isBound, lower } from './said/duty.ts'

const CHOICE =
  /(?:faites|tapez|composez|appuyez sur|dites)(?: sur)?(?: la touche| le)? ?(?:\d|étoile|dièse)|(?<=, )le \d(?=[ ,.])/g
const NUMBER_FIRST =
  /(?:faites|tapez|composez|appuyez sur)(?: sur)?(?: la touche| le)? ?(?:\d|étoile|dièse),? (?:pour|si vous)/
const AGENT = /(?:conseill|agent|opérateur|interlocuteur|téléconseill|quelqu'un|une personne|accueil)/
/** Someone answers without a choice; « nos conseillers sont indisponibles » offers no one. */
const ANSWERED =
  /(?:mis\p{L}* en relation|restez en ligne|ne (?:quittez|raccrochez) pas|(?:patientez|patienter)|va (?:vous |prendre )|vous répond)/u

type Place = Span & { readonly block: BlockView }

/** The choices said one after the other, in a paragraph or a list. */
interface Menu {
  /** The sentence of the first choice. */
  readonly first: Place
  readonly count: number
  /** The first choice whose number comes before the service. */
  readonly order: Place | undefined
  /** Words said before it since the beginning. */
  readonly before: number
}

interface Choices {
  readonly count: number
  /** -1 for none. */
  readonly sentence: number
  readonly order: Span | undefined
}

const NO_CHOICE: Choices = { count: 0, sentence: -1, order: undefined }

/** The choices of a block: how many, their first sentence, and the first whose number comes before the service. */
const choicesOf = perBlock((block): Choices => {
  const text = lower(block.text)
  const choices = [...text.matchAll(CHOICE)]
  const [one] = choices
  if (!one) return NO_CHOICE
  const sentence = block.sentences.findIndex(({ end }) => end > one.index)
  const order = NUMBER_FIRST.exec(text)
  return {
    count: choices.length,
    sentence,
    order: order ? { start: order.index, end: order.index + order[0].length } : undefined,
  }
})

function menusOf(view: DocumentView): readonly Menu[] {
  const menus: Menu[] = []
  let open: Menu | undefined
  let words = 0
  for (const block of view.blocks) {
    if (block.kind === 'code') continue
    const choices = choicesOf(block)
    const sentence = choices.sentence < 0 ? undefined : block.sentences[choices.sentence]
    if (!sentence) {
      open = undefined
      words += block.wordCount
      continue
    }
    const order = choices.order ? { block, ...choices.order } : undefined
    if (open) {
      open = { ...open, count: open.count + choices.count, order: open.order ?? order }
      menus[menus.length - 1] = open
    } else {
      const before = block.sentences
        .filter(({ end }) => end <= sentence.start)
        .reduce((sum, { wordCount }) => sum + wordCount, words)
      const end = block.text.slice(0, sentence.end).replace(/[.\s]+$/, '').length
      open = { first: { block, start: sentence.start, end }, count: choices.count, order, before }
      menus.push(open)
    }
    words += block.wordCount
  }
  return menus
}

/** True when a choice, or the waiting itself, leads to someone. */
function offersAgent(view: DocumentView): boolean {
  return view.blocks.some(leadsToAgent)
}

const leadsToAgent = perBlock(({ text, sentences }) =>
  sentences.some((sentence) => {
    const said = lower(text.slice(sentence.start, sentence.end))
    if (said.search(CHOICE) >= 0) return AGENT.test(said)
    return ANSWERED.test(said) && !/(?:indisponible|occupé|saturé)/.test(said)
  }),
)

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
  indicator: 'dettes-de-structure',
  only: ['script-telephonique'],
  thresholds: {
    choices: { key: 'choix-maximum', value: 5, unit: 'choix', range: [2, 9], source: 'convention du projet' },
    preamble: { key: 'mots-avant', value: 60, unit: 'mots', range: [10, 150], source: 'convention du projet' },
  },
  messages: {
    choices: 'Ce menu propose {count} choix{lacks}. Visez {max} choix au plus{order}.',
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
      bad: 'Bienvenue.\n\n- [[Pour les écoles, faites le 1]].\n- Pour les crèches, faites le 2.\n- Pour la cantine, faites le 3.\n- Pour les sports, faites le 4.\n- Pour les fêtes, faites le 5.\n- Pour le reste, faites le 6.\n\nNos conseillers sont indisponibles. Rappelez plus tard.',
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
    const menus = menusOf(view)
    const agent = offersAgent(view)
    for (const [rank, { first, count, order, before }] of menus.entries()) {
      const lacksAgent = rank === 0 && !agent
      const isLate = rank === 0 && before > threshold.preamble
      // One finding a menu: the same seven choices are one thing to mend.
      if (count > threshold.choices)
        report(first, {
          message: 'choices',
          data: {
            count,
            max: threshold.choices,
            lacks: lacksAgent ? ' et ne permet pas de parler à un agent' : '',
            order: order ? ', et dites le numéro après le service' : '',
          },
        })
      else if (isLate)
        report(first, { message: 'preamble', data: { count: before, max: threshold.preamble }, severity: 'suggestion' })
      else if (order) report(order, { message: 'order', severity: 'suggestion' })
      if (lacksAgent && count <= threshold.choices) report(view, { message: 'agent' })
    }
  },
})
