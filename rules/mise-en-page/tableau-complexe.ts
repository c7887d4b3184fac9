import type { TablePlace } from '@limpide/checker'
import { type BlockView, defineRule } from '@limpide/checker'
import { firstWords } from '../organisation/reading/text.ts'

interface Table {
  readonly cells: readonly BlockView[]
  readonly place: TablePlace
}

function tablesOf(blocks: readonly BlockView[]): readonly Table[] {
  const tables = new Map<number, BlockView[]>()
  for (const block of blocks) {
    const table = block.source.table
    // A letterhead or a footer set in a borderless table is laid out, not tabulated.
    if (
      !table ||
      block.zone === 'en-tete' ||
      block.zone === 'destinataire' ||
      block.zone === 'pied' ||
      block.zone === 'signature' ||
      block.zone === 'navigation'
    )
      continue
    const cells = tables.get(table.table)
    if (cells) cells.push(block)
    else tables.set(table.table, [block])
  }
  return [...tables.values()].flatMap((cells) => {
    const place = cells[0]?.source.table
    return place ? [{ cells, place }] : []
  })
}

export default defineRule({
  id: 'tableau-complexe',
  name: 'Tableau complexe',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Un tableau chargé se lit mal sur un téléphone, et un lecteur d’écran s’y perd.',
  advice: 'Gardez peu de colonnes, des titres de colonne et des cellules courtes. Sinon, faites une liste.',
  sources: ['WCAG 2.2, critère 1.3.1 (information et relations)', 'convention du projet pour les seuils'],
  scope: 'document',
  needs: ['structure'],
  indicator: 'liens-et-tableaux',
  thresholds: {
    columns: { key: 'colonnes-maximum', value: 6, unit: 'colonnes', range: [3, 15], source: 'convention du projet' },
    cellWords: {
      key: 'mots-par-cellule',
      value: 25,
      unit: 'mots par cellule',
      range: [8, 80],
      source: 'convention du projet',
    },
    headedRows: { key: 'lignes-sans-titre', value: 3, unit: 'lignes', range: [2, 10], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 3,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    header: 'Ce tableau n’a pas de titres de colonne.',
    columns: 'Ce tableau a {count} colonnes. Visez {max} colonnes au plus.',
    cells: 'Les cellules de ce tableau comptent {count} mots en moyenne.',
    merged: 'Ce tableau a des cellules fusionnées.',
    nested: 'Ce tableau en contient un autre.',
  },
  examples: [
    {
      bad: '<table><tr><td>[[Mai]]</td><td>20 €</td><td>Adulte</td></tr><tr><td>Juin</td><td>25 €</td><td>Adulte</td></tr><tr><td>Juillet</td><td>30 €</td><td>Enfant</td></tr></table>',
      format: 'html',
    },
    { bad: '| [[A]] | B | C | D | E | F | G |\n|---|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |' },
    {
      bad: '<table><tr><th>[[Situation]]</th></tr><tr><td>Vous habitez la commune depuis plus de deux ans, vous avez deux enfants scolarisés dans une école de la commune et vous travaillez à plus de vingt kilomètres de chez vous, avec des horaires décalés.</td></tr><tr><td>Vous habitez la commune depuis moins de deux ans, sans enfant scolarisé, et vous travaillez chez vous ou dans une commune voisine, avec des horaires fixes, du lundi au vendredi, toute l’année.</td></tr></table>',
      format: 'html',
    },
    {
      bad: '<table><tr><th>[[Mois]]</th><th>Prix</th></tr><tr><td colspan="2">Mai</td></tr><tr><td>Juin</td><td>25 €</td></tr></table>',
      format: 'html',
    },
    {
      bad: '<table><tr><th>Mois</th><th>Prix</th></tr><tr><td>Mai</td><td><table><tr><th>[[Âge]]</th><th>Prix</th></tr><tr><td>Adulte</td><td>20 €</td></tr></table></td></tr></table>',
      format: 'html',
    },
    {
      good: '| Mois | Adulte | Enfant |\n|---|---|---|\n| Mai | 20 € | 10 € |\n| Juin | 25 € | 12 € |',
      because: 'trois colonnes et des titres',
    },
    {
      good: '| Jour | Horaires |\n|---|---|\n| Lundi | 9 h à 12 h |\n| Mardi | 14 h à 17 h |',
      because: 'un horaire par jour se lit bien en tableau',
    },
  ],
  check(view, { threshold, report }) {
    // In a page or an e-mail, a table that only places things is not read as one.
    for (const { cells, place } of tablesOf(view.blocks)) {
      const [first] = cells
      if (!first || place.layout) continue
      const at = { block: first, ...firstWords(first, threshold.underlined) }
      const read = cells.filter((cell) => cell.wordCount > 0 && !cell.source.table?.header)
      const mean = Math.round(read.reduce((sum, cell) => sum + cell.wordCount, 0) / Math.max(1, read.length))
      if (place.depth > 1) report(at, { message: 'nested' })
      else if (place.columns > threshold.columns)
        report(at, { message: 'columns', data: { count: place.columns, max: threshold.columns } })
      else if (mean > threshold.cellWords) report(at, { message: 'cells', data: { count: mean } })
      else if (cells.some((cell) => cell.source.table?.merged))
        report(at, { message: 'merged', severity: 'information' })
      // Two columns of labels and values read like a list.
      else if (
        !cells.some((cell) => cell.source.table?.header) &&
        place.columns > 2 &&
        place.rows >= threshold.headedRows &&
        view.document.format === 'html'
      ) {
        report(at, { message: 'header', severity: 'avertissement' })
      }
    }
  },
})
