import { type BlockView, type DocumentView, defineRule, perBlock, type Span } from '@limpide/checker'
import { inText } from '../engagements/said/duty.ts'

/** What a template leaves behind in a letter that is sent. */
const LEFTOVERS: readonly RegExp[] = [
  /\((?:rayer|barrer|supprimer|biffer)[^)]{0,40}(?:inutiles?|mentions?)[^)]{0,20}\)/giu,
  /(?<!\p{L})X{4,}(?!\p{L})/gu,
  /\[(?:à compléter|à remplir|nom|prénom|date|adresse|montant|xxx+)[^\]\n]{0,30}\]/giu,
  /\((?:\p{L}+ )?(?:à compléter|à préciser|à remplir)[^)\n]{0,40}\)/giu,
  /(?<!\p{L})à compléter(?= ?(?:\.|$))/giu,
]
/** What no software fills in, even in a template: a date to write, a choice to make. */
const BY_HAND: readonly RegExp[] = [
  /(?<![\p{L}\d])XX[/.]XX[/.]XX(?:XX)?(?![\p{L}\d])/giu,
  /<\p{L}[^<>\n=]{1,60} \/ [^<>\n=]{2,120}>/gu,
]
/** « Nom : ……… » is a field of a form. */
const FORM_FIELD = /(?:_{3,}|\.{5,}|…{2,}|☐)/

/** Where a block holds what a template leaves behind. */
function findIn(patterns: readonly RegExp[]): (block: BlockView) => readonly Span[] {
  return perBlock(({ text }) =>
    FORM_FIELD.test(text)
      ? NOWHERE
      : patterns.flatMap((pattern) =>
          [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ start: index, end: index + length })),
        ),
  )
}

const NOWHERE: readonly Span[] = []
const leftIn = findIn(LEFTOVERS)
const byHandIn = findIn(BY_HAND)
const isDated = inText(/\d{1,2}(?:er)? \p{L}+ \d{4}|\d{1,2}\/\d{1,2}\/\d{2,4}/u)
const hasFields = perBlock(({ source, text }) =>
  source.marks.some((mark) => mark.kind === 'placeholder' && !/^\[|^x+$/i.test(text.slice(mark.start, mark.end))),
)

function placesIn(view: DocumentView, of: (block: BlockView) => readonly Span[]): (Span & { block: BlockView })[] {
  const places: (Span & { block: BlockView })[] = []
  for (const block of view.blocks)
    if (block.kind !== 'code') for (const { start, end } of of(block)) places.push({ block, start, end })
  return places
}

export default defineRule({
  id: 'champ-de-fusion-residuel',
  name: 'Champ de fusion ou consigne de modèle résiduels',
  principle: 'organisation',
  severity: 'erreur',
  why: 'Un champ vide dans une lettre reçue fait douter de tout le reste.',
  advice: 'Remplissez le champ, ou retirez la consigne avant l’envoi.',
  sources: ['convention du projet'],
  scope: 'document',
  only: ['decision-favorable', 'refus', 'demande-de-pieces', 'accuse-de-reception', 'courriel', 'courrier-information'],
  thresholds: {
    // Beyond, the file is a template, whose fields are filled in later.
    leftovers: {
      key: 'restes-maximum',
      value: 2,
      unit: 'restes de modèle',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    leftover: 'Il reste ici un champ ou une consigne de modèle.',
    byHand: 'Ce passage reste à remplir à la main avant l’envoi.',
  },
  examples: [
    // « [NOM] » of the catalogue would be ambiguous beside the marks of an example.
    {
      bad: 'Valmont, le 4 mai 2025\n\nMadame [[(nom à compléter)]],\n\nVotre demande du 2 mai 2025 est acceptée.',
      type: 'decision-favorable',
    },
    {
      bad: 'Valmont, le 4 mai 2025\n\nMadame Roux,\n\nVotre dossier n° [[XXXXXX]] est complet.',
      type: 'accuse-de-reception',
    },
    {
      bad: 'Valmont, le 4 mai 2025\n\nMadame Roux,\n\nVous bénéficiez / ne bénéficiez pas [[(rayer la mention inutile)]] de l’aide.',
      type: 'decision-favorable',
    },
    {
      bad: 'Bonjour %PRENOM%,\n\nVotre demande est acceptée. Prenez rendez-vous avant le [[XX/XX/XXXX]].',
      format: 'txt',
      type: 'decision-favorable',
    },
    {
      bad: 'Bonjour %PRENOM%,\n\nVous bénéficiez de la mesure suivante : [[<bus gratuit / train à demi-tarif>]].',
      format: 'txt',
      type: 'decision-favorable',
    },
    { good: '# Demande\n\nNom : …………………', because: 'c’est un champ de formulaire', type: 'formulaire' },
    {
      good: 'Madame {{usager.nom}},\n\nVotre demande du {{date}} est acceptée. Votre dossier n° XXXXXX est complet.',
      because: 'c’est un modèle : les champs seront remplis',
      type: 'decision-favorable',
    },
    {
      good: 'Madame Roux,\n\nLes « petits frères des pauvres » vous accueillent le 4 mai 2025.',
      because: 'ce sont des guillemets',
      type: 'courrier-information',
    },
  ],
  check(view, { threshold, report }) {
    const byHand = placesIn(view, byHandIn)
    if (byHand.length <= threshold.leftovers)
      for (const place of byHand) report(place, { message: 'byHand', severity: 'avertissement' })
    const found = placesIn(view, leftIn)
    // A letter sent carries a real date or number; a file full of fields is a template.
    if (found.length === 0 || found.length > threshold.leftovers || view.blocks.some(hasFields)) return
    if (!isDated(view)) return
    for (const place of found) report(place, { message: 'leftover' })
  },
})
