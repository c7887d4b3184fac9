import { type BlockView, defineRule, perBlock, type Span } from '@limpide/checker'
import { lowerOf } from '../organisation/reading/text.ts'
import { isRead, known, styleAt, wordsOf } from './look/words.ts'

/** The colour is the only way to tell: « les champs en rouge », « les créneaux verts ». */
const COLOUR_ONLY =
  /(?:(?:champs?|cases?|zones?|lignes?|créneaux|dates?|mentions?|éléments?|informations?|rubriques?|jours?|points?|passages?) (?:(?:indiquée?s?|marquée?s?|signalée?s?|notée?s?|écrite?s?|surlignée?s?|affichée?s?) )?(?:en )?(?:rouges?|verte?s?|bleue?s?|jaunes?|orange|grise?s?|gris)|(?:en|de couleur) (?:rouge|vert|bleu|jaune|orange) (?:sont|est|indiquent|signalent|correspond))(?!\p{L})/gu
/** Seen at once to be absent. */
const COLOUR = /roug|vert|bleu|jaune|orange|gris/
/** Another sign goes with the colour. */
const OTHER_SIGN = /(?:astérisque|\*|encadr|icône|symbole|gras|coche|croix|libellé|« |"|marqu\p{L}+ d'une?)/u

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function luminance(hex: string): number {
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)
}

/** The contrast ratio of WCAG, from 1 (invisible) to 21 (black on white). */
function contrast(text: string, background: string): number {
  const [a, b] = [luminance(text), luminance(background)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

interface Faint {
  /** Text and background: a style chosen once is one choice to mend. */
  readonly colours: string
  readonly start: number
  readonly end: number
  readonly ratio: number
}

const NONE: readonly Span[] = []

/** What a block says by its colour alone. */
const colourOnly = perBlock((block): readonly Span[] => {
  const text = lowerOf(block)
  if (!COLOUR.test(text) || OTHER_SIGN.test(text)) return NONE
  return [...text.matchAll(COLOUR_ONLY)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
})

/** False for a block whose colours nobody has to look at. */
const mayBeAtFault = perBlock(
  (block) => block.source.marks.some(({ kind }) => kind === 'style') || colourOnly(block).length > 0,
)

/** The first run of faint words of a block. A text without a declared background is read on white paper. */
function faintIn(
  block: BlockView,
  limits: { readonly ratio: number; readonly large: number; readonly largeSize: number; readonly words: number },
): Faint | undefined {
  if (!block.source.marks.some(({ kind }) => kind === 'style')) return undefined
  let first: Faint | undefined
  // « [Si la personne est mineure, ajouter :] » : the pale instruction of a model goes away once followed.
  if (/^\s*[[(«]/u.test(block.text)) return undefined
  for (const word of wordsOf(block)) {
    // A page number, and a field whose colour the software sets.
    if (word.kind === 'placeholder' || !/\p{L}{2}/u.test(word.text)) continue
    const style = styleAt(block, word.start)
    const text = known(style?.color)
    if (!style || !text || !/^#[0-9a-f]{6}$/i.test(text)) continue
    const background = known(style.background) ?? '#ffffff'
    if (!/^#[0-9a-f]{6}$/i.test(background)) continue
    // White on an unknown picture or table cell is not on paper.
    if (known(style.background) === undefined && luminance(text) > 0.8) continue
    const ratio = contrast(text, background)
    if (ratio >= ((known(style.size) ?? 0) >= limits.largeSize ? limits.large : limits.ratio)) continue
    if (!first) first = { start: word.start, end: word.end, ratio, colours: `${text} ${background}`.toLowerCase() }
    else if (
      block.sentences
        .flatMap((sentence) => sentence.words)
        .filter((other) => other.start >= (first?.start ?? 0) && other.start <= word.start).length <= limits.words
    )
      first = { ...first, end: word.end }
  }
  return first
}

export default defineRule({
  id: 'couleur-contraste',
  name: 'Contraste ou couleur seule',
  principle: 'mise-en-page',
  severity: 'avertissement',
  why: 'Un texte pâle ne se lit pas par tous. Une information donnée par la seule couleur échappe aux personnes daltoniennes.',
  advice: 'Utilisez un texte foncé sur un fond clair, et ajoutez un signe ou un mot à la couleur.',
  sources: ['WCAG 2.2, critères 1.4.1 (utilisation de la couleur) et 1.4.3 (contraste minimum)'],
  // Of colours nothing can be said without them; « les champs en rouge » is read in any text.
  wants: ['color'],
  scope: 'document',
  indicator: 'liens-et-tableaux',
  thresholds: {
    ratio: {
      key: 'contraste-minimum',
      value: 4.5,
      unit: 'de contraste',
      range: [3, 7],
      source: 'WCAG 2.2, critère 1.4.3',
    },
    large: {
      key: 'contraste-grand-texte',
      value: 3,
      unit: 'de contraste',
      range: [3, 4.5],
      source: 'WCAG 2.2, critère 1.4.3',
    },
    largeSize: {
      key: 'taille-grand-texte',
      value: 18,
      unit: 'points',
      range: [14, 24],
      source: 'WCAG 2.2, critère 1.4.3',
    },
    words: { key: 'mots-montres', value: 4, unit: 'mots soulignés', range: [1, 10], source: 'convention du projet' },
    shown: { key: 'passages-montres', value: 3, unit: 'couleurs', range: [1, 20], source: 'convention du projet' },
  },
  messages: {
    contrast: 'Ce texte est trop pâle\u00a0: contraste de {ratio}.',
    colour: 'Cette information n’est donnée que par la couleur.',
  },
  examples: [
    { bad: 'Les [[champs en rouge]] sont obligatoires.' },
    {
      bad: '<p style="color:#999999;background:#ffffff">[[Vous pouvez contester cette]] décision dans les deux mois.</p>',
      format: 'html',
    },
    {
      bad: '<div style="color:#999999;background:#ffffff"><p>[[La mairie est fermée]] le 4 mai.</p><p>Elle rouvre le 5 mai.</p></div>',
      format: 'html',
    },
    { bad: 'Les [[créneaux verts]] sont libres.' },
    {
      good: '<p style="color:#999999;background:#ffffff">2 / 11</p>',
      because: 'un numéro de page peut être discret',
      format: 'html',
    },
    {
      good: '<p style="color:#999999;background:#ffffff">[Si la personne est mineure, ajouter le nom de ses parents.]</p>',
      because: 'la consigne d’un modèle disparaît une fois suivie',
      format: 'html',
    },
    { good: "Les champs marqués d'un astérisque (*) sont obligatoires.", because: 'un signe accompagne le champ' },
    { good: 'Vous recevrez la carte verte de votre assurance.', because: 'la couleur fait partie du nom' },
    { good: 'Bouton « Valider » en bleu, libellé présent', because: 'le bouton porte un nom' },
    {
      good: '<p style="color:#333333;background:#ffffff">Vous pouvez contester cette décision.</p>',
      because: 'le contraste est suffisant',
      format: 'html',
    },
  ],
  check(view, { threshold, report }) {
    const limits = {
      ratio: threshold.ratio,
      large: threshold.large,
      largeSize: threshold.largeSize,
      words: threshold.words,
    }
    const told = new Set<string>()
    for (const block of view.blocks) {
      if (!mayBeAtFault(block) || !isRead(block)) continue
      const faint = faintIn(block, limits)
      if (faint && !told.has(faint.colours) && told.size < threshold.shown) {
        told.add(faint.colours)
        report(
          { block, start: faint.start, end: faint.end },
          { message: 'contrast', data: { ratio: (Math.round(faint.ratio * 10) / 10).toLocaleString('fr-FR') } },
        )
      }
      for (const { start, end } of colourOnly(block)) report({ block, start, end }, { message: 'colour' })
    }
  },
})
