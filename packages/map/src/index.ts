export { buildMapData } from './build-map-data.ts'
export type * from './data.ts'
export type * from './input.ts'
export { fillTemplate } from './render-map.ts'
