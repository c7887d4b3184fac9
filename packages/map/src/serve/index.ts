export { ACCESS_ROLES, type Accesses, type AccessRole, openAccesses, type Person } from './access.ts'
export { ACCESS_MIGRATIONS, ACCESS_VERSION, type AccessTables } from './access-schema.ts'
export type { LogLine, RisenDocument, SiteContext, SiteDocument, SiteOptions } from './context.ts'
export { createSite } from './site.ts'
