export { ACCESS_ROLES, type Accesses, type AccessRole, openAccesses } from './access.ts'
export { ACCESS_MIGRATIONS, ACCESS_VERSION, type AccessTables } from './access-schema.ts'
export type { SiteDocument, SiteOptions } from './context.ts'
export { createSite } from './site.ts'
