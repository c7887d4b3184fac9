import { type BlockView, defineRule, type Suggestion } from '@limpide/checker'
import { firstWords, lower, mayHold } from './reading/text.ts'

const MARKER =
  /(?<!\p{L})(?:tout d'abord|d'abord|premièrement|deuxièmement|troisièmement|ensuite|enfin|puis|après cela|pour finir|pour terminer|dans un (?:premier|second|deuxième|troisième|dernier) temps|en (?:premier|second|deuxième|dernier) lieu)(?!\p{L})(?! (?:le|après|du) \d)/gu
/** An order to the reader at the head of a clause: « Imprimez », « signez-le », « et envoyez-le ». */
const IMPERATIVE =
  /(?:^|[.!:;,] |, (?:puis|et) |(?<!\p{L})(?:et|puis) )(?!(?:avez|êtes|pouvez|devez|savez|souhaitez|voulez|chez|assez|veuillez|notez|sachez|attention)(?!\p{L}))(\p{L}{3,}ez|faites)(?=-|\s|,|\.)/gu

const mayOrder = mayHold(/ez[-\s,.]|faites/)

function steps(block: BlockView): readonly string[] {
  return [...lower(block.text).matchAll(IMPERATIVE)].map((found) => found[1] ?? '')
}

function toSteps(block: BlockView, format: string): readonly Suggestion[] {
  const sentences = block.sentences
  // Cutting inside a sentence would change its grammar: only whole sentences become steps.
  if (sentences.length < 2 || (format !== 'md' && format !== 'txt') || block.source.marks.length > 0) return []
  const text = sentences
    .map((sentence, i) => {
      const bare = sentence.text
        .trim()
        .replace(
          /^(?:Tout d[’']abord|D[’']abord|Ensuite|Puis|Enfin|Pour finir|Premièrement|Dans un (?:premier|second|deuxième|dernier) temps),?\s+(?=\p{L})/u,
          '',
        )
      return `${i + 1}. ${bare.charAt(0).toUpperCase()}${bare.slice(1)}`
    })
    .join('\n')
  if (/(?:ensuite|puis|enfin)/i.test(text)) return []
  return [{ kind: 'gabarit', label: 'Numéroter les étapes', text, span: { start: 0, end: block.text.length } }]
}

export default defineRule({
  id: 'etapes-non-numerotees',
  name: 'Étapes non numérotées',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Une liste numérotée se suit pas à pas\u00a0: le lecteur sait où il en est et combien il reste d’étapes.',
  advice: 'Faites une liste numérotée, une action par ligne.',
  sources: ['ISO 24495-1:2023 (information repérable)', 'DITP, fiches « Simplifier les documents administratifs »'],
  scope: 'block',
  kinds: ['paragraph', 'quote'],
  except: ['arrete-ou-contrat', 'attestation', 'script-telephonique'],
  indicator: 'dettes-de-structure',
  thresholds: {
    markers: {
      key: 'etapes-signalees',
      value: 3,
      unit: 'mots comme «\u00a0d’abord\u00a0» ou «\u00a0ensuite\u00a0»',
      range: [2, 6],
      source: 'convention du projet',
    },
    orders: { key: 'consignes-signalees', value: 4, unit: 'consignes', range: [3, 8], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    markers: 'Ce paragraphe raconte des étapes à la suite.',
    orders: 'Ce paragraphe donne {count} consignes à la suite.',
  },
  examples: [
    {
      bad: "[[Tout d'abord, créez]] votre compte. Ensuite, remplissez le formulaire, puis joignez vos pièces et enfin validez.",
    },
    {
      bad: '[[Imprimez ce document, signez]]-le, scannez-le et envoyez-le.',
      better: '1. Imprimez ce document.\n2. Signez-le.\n3. Scannez-le.\n4. Envoyez-le.',
    },
    {
      bad: "[[Dans un premier temps]], prenez rendez-vous. Dans un second temps, venez avec l'enfant. Pour finir, retirez le titre.",
    },
    { good: '1. Créez votre compte.\n2. Remplissez le formulaire.', because: 'les étapes sont numérotées' },
    { good: 'Ensuite, un conseiller vous appellera.', because: 'un seul mot annonce une étape' },
    { good: 'Après le 5 mai, puis après le 5 juin', because: 'ce sont des dates' },
  ],
  check(block, { threshold, report, document }) {
    const orders = mayOrder(block) ? steps(block).length : 0
    if (orders === 0) return
    const markers = [...lower(block.text).matchAll(MARKER)].length
    const isSequence = markers >= threshold.markers && orders >= 1
    if (!isSequence && orders < threshold.orders) return
    const suggestions = toSteps(block, document.document.format)
    const place = firstWords(block, threshold.underlined)
    if (isSequence) report(place, { message: 'markers', suggestions })
    else report(place, { message: 'orders', data: { count: orders }, suggestions })
  },
})
