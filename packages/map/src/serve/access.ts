import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AccessTables } from './access-schema.ts'

/** What a person may do, each role with all that those before it may. */
export const ACCESS_ROLES = ['lecture', 'redaction', 'responsable', 'administration'] as const
export type AccessRole = (typeof ACCESS_ROLES)[number]

/** Someone who showed a token that is in force. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: AccessRole
}

/** The accesses to a site: tokens are given once, and only their fingerprints are kept. */
export interface Accesses {
  /** A new access; the token is never shown again. */
  give(name: string, role: AccessRole, now: string): Promise<{ readonly id: string; readonly token: string }>
  revoke(id: string, now: string): Promise<boolean>
  list(): Promise<readonly (Person & { readonly createdAt: string; readonly isRevoked: boolean })[]>
  /** The person a token was given to, while it is in force. */
  personOf(token: string): Promise<Person | undefined>
  /** The person of a session, while their access and the session are in force. */
  personOfSession(cookie: string, now: number): Promise<Person | undefined>
  /** A session of half a day, to keep in a cookie. */
  session(person: Person, now: number): string
  /** What a form carries to prove that it is ours; `holder` is a session, or the visitor's own cookie. */
  formKey(holder: string): string
  isFormKey(holder: string, key: string): boolean
}

/** How long a session lasts, in milliseconds: a day's work. */
export const SESSION_MS = 12 * 3_600_000

/** The accesses kept in tables of `ACCESS_MIGRATIONS`; makes the site's secret at its first start. */
export async function openAccesses(db: Kysely<AccessTables>): Promise<Accesses> {
  await db
    .insertInto('site_secrets')
    .values({ name: 'signature', value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value: secret } = await db
    .selectFrom('site_secrets')
    .select('value')
    .where('name', '=', 'signature')
    .executeTakeFirstOrThrow()
  const sign = (what: string, text: string): string =>
    createHmac('sha256', secret).update(`${what}\0${text}`).digest('base64url')

  const personWhere = async (column: 'token' | 'id', value: string): Promise<Person | undefined> => {
    const row = await db
      .selectFrom('accesses')
      .select(['id', 'name', 'role'])
      .where(column, '=', value)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    const role = ACCESS_ROLES.find((known) => known === row?.role)
    return row && role && { id: row.id, name: row.name, role }
  }

  return {
    async give(name, role, now) {
      const id = randomUUID()
      const token = `limpide_${randomBytes(24).toString('base64url')}`
      await db
        .insertInto('accesses')
        .values({ id, name, role, token: hashOf(token), created_at: now, revoked_at: null })
        .execute()
      return { id, token }
    },
    async revoke(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('accesses')
        .set({ revoked_at: now })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return Number(numUpdatedRows) > 0
    },
    async list() {
      const rows = await db.selectFrom('accesses').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.flatMap(({ id, name, role: said, created_at, revoked_at }) => {
        const role = ACCESS_ROLES.find((known) => known === said)
        return role ? [{ id, name, role, createdAt: created_at, isRevoked: revoked_at !== null }] : []
      })
    },
    personOf: (token) => personWhere('token', hashOf(token)),
    async personOfSession(cookie, now) {
      const [id = '', until = '', signature = ''] = cookie.split('.')
      if (!isSame(signature, sign('session', `${id}.${until}`)) || !(Number(until) > now)) return undefined
      return personWhere('id', id)
    },
    session({ id }, now) {
      const text = `${id}.${now + SESSION_MS}`
      return `${text}.${sign('session', text)}`
    },
    formKey: (holder) => sign('formulaire', holder),
    isFormKey: (holder, key) => isSame(key, sign('formulaire', holder)),
  }
}

/** True when a role may do what another one may. */
export function reaches(role: AccessRole, wanted: AccessRole): boolean {
  return ACCESS_ROLES.indexOf(role) >= ACCESS_ROLES.indexOf(wanted)
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The same text, at a price that does not tell where they differ. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
