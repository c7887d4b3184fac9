import type { MapDocument } from '../../src/data.ts'
import type { Page } from './context.ts'
import type { Grid } from './grid.ts'

/** The table of documents as it is exported: the same rows, in the same order, with the numbers as they are shown. */
export function documentsGrid(documents: readonly MapDocument[], names: Page['names']): Grid {
  return {
    head: [
      'Priorité',
      'Valeur de priorité',
      'Document',
      'Référence',
      'Service',
      'Démarche',
      'Type',
      'Note',
      'Score sur 100',
      'Marge',
      'Complexité observée',
      'Impact',
      'Signalements',
      'Portée par an',
      'Étape du plan',
      'Mentions obligatoires manquantes',
      'Fichier',
    ],
    rows: documents.map((document) => {
      const { score, priority, reports } = document
      return [
        priority?.class ?? null,
        whole(priority?.value),
        document.title,
        document.reference,
        names.service(document.service),
        document.procedure,
        names.type(document.type),
        score?.grade ?? null,
        whole(score?.value),
        score ? shownMargin(score.margin) : null,
        whole(priority?.complexity),
        whole(priority?.impact),
        reports?.counted ?? null,
        document.volume,
        document.step,
        score && score.missing.length > 0 ? score.missing.map(({ rule }) => names.rule(rule)).join(', ') : null,
        document.path,
      ]
    }),
  }
}

/** A margin of less than a point keeps its tenth. */
export function shownMargin(margin: number): number {
  return margin < 1 ? Math.round(margin * 10) / 10 : Math.round(margin)
}

function whole(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value)
}
