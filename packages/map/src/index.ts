export { buildMapData, isOnList, mapParts } from './build-map-data.ts'
export * from './data.ts'
export type * from './input.ts'
export { type OpenMap, OtherVersion, openMap } from './pack.ts'
export {
  documentRanker,
  type KnownDocument,
  type RankDeclared,
  type RankedDocument,
  type RankedDocuments,
  type RankRecord,
  rankDocuments,
} from './rank.ts'
export { dataOf, type FillOptions, fillTemplate } from './render-map.ts'
export { type Cells, csv } from './spreadsheet.ts'
export { type Theme, type ThemeProblem, themeCss } from './theme.ts'
export { MOST_ROWS, sheetsOf, workbookFiles } from './workbook.ts'
