import { defineRule } from '@limpide/checker'
import { known } from './look/words.ts'

export default defineRule({
  id: 'document-image',
  name: 'Document non lisible par machine',
  principle: 'mise-en-page',
  severity: 'erreur',
  why: 'Une image de texte ne se lit ni à voix haute, ni en grand, ni dans une autre langue. On ne peut pas non plus l’analyser.',
  advice: 'Refaites le document à partir de son modèle, sans le numériser.',
  sources: ['ISO 24495-1:2023 (information utilisable)', 'convention du projet'],
  scope: 'document',
  needs: ['page'],
  thresholds: {
    share: { key: 'part-signalee', value: 50, unit: '% des pages', range: [1, 100], source: 'convention du projet' },
    words: { key: 'mots-minimum', value: 30, unit: 'mots', range: [0, 200], source: 'convention du projet' },
  },
  messages: {
    image: '{count} page de ce document est une image\u00a0: son texte ne peut pas être lu.',
    images: '{count} pages de ce document sont des images\u00a0: leur texte ne peut pas être lu.',
    untagged: 'Ce PDF n’est pas balisé\u00a0: un lecteur d’écran n’en connaît pas les titres.',
  },
  examples: [
    { bad: 'Page 1', layout: { pages: { value: 1, from: 'measured' }, imagePages: [1] } },
    { bad: 'Page 1', layout: { pages: { value: 3, from: 'measured' }, imagePages: [1, 2, 3] } },
    {
      bad: 'Votre demande est acceptée.',
      layout: { pages: { value: 1, from: 'measured' }, tagged: { value: false, from: 'declared' } },
    },
    {
      good: 'Votre demande est acceptée. La carte arrive chez vous le 5 mai.',
      because: 'la page porte son texte',
      layout: { pages: { value: 1, from: 'measured' }, tagged: { value: true, from: 'declared' }, imagePages: [] },
    },
    {
      good: 'Votre demande est acceptée. La carte arrive chez vous le 5 mai, avec une notice. Placez-la derrière le pare-brise. Une affiche est jointe pour la gardienne de votre immeuble, qui la posera dans le hall avant la fin du mois.',
      because: 'une affiche jointe, une page sur trois',
      layout: { pages: { value: 3, from: 'measured' }, tagged: { value: true, from: 'declared' }, imagePages: [3] },
    },
  ],
  check(view, { threshold, report }) {
    const { words } = threshold
    const count = view.document.layout.imagePages?.length ?? 0
    const pages = Math.max(1, known(view.document.layout.pages) ?? 1)
    if (count > 0 && ((100 * count) / pages >= threshold.share || view.wordCount < words)) {
      report(view, { message: count > 1 ? 'images' : 'image', data: { count } })
      return
    }
    if (known(view.document.layout.tagged) === false) report(view, { message: 'untagged', severity: 'information' })
  },
})
