import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { WEIGHT } from '../weigh.ts'
import type { ReportTables } from './schema.ts'

// Two reports of one person on one document must be seen to be so, and nothing must join two documents. What is kept is
// HMAC(secret, document + person): whoever holds the base and the secret still cannot go back to a cookie of 144 random bits,
// nor from one document to another. A report that waits for its document has no such token yet: until a person finds it, the
// cookie is kept sealed, each time under other bytes, so that even those that wait show nothing in common. It is the one moment
// when who holds the base and the secret could go from a report to the others of its author; it ends with the attachment, and
// after 90 days in any case. The access of a program is short and known to the base: its tokens hide nothing from who holds both.

/** Days for which the person behind a report is recognised: the longest that a share of theirs lasts. */
export const REPORTER_DAYS = Math.max(WEIGHT.own.days, WEIGHT.ownOfAgent.days)

/** Keeps who sent a report, and says which report of theirs on the same document it follows. */
export async function keepReporter(
  trx: Transaction<ReportTables>,
  report: { readonly id: string; readonly path: string | null; readonly receivedAt: string; readonly reporter: string },
): Promise<void> {
  const { id, path, receivedAt, reporter } = report
  const secret = await secretOf(trx)
  const written = path === null ? { token: null, sealed: seal(secret, reporter) } : made(secret, path, reporter)
  await trx
    .insertInto('report_reporters')
    .values({ report: id, ...written, received_at: receivedAt })
    .execute()
  if (written.token !== null) await follow(trx, id, written.token, receivedAt)
}

/** Makes the token of a report that is given to a document; one that was given to another before is nobody's anymore. */
export async function moveReporter(
  trx: Transaction<ReportTables>,
  id: string,
  paths: { readonly from: string | null; readonly to: string },
  now: string,
): Promise<void> {
  if (paths.from === paths.to) return
  if (paths.from !== null) return forgetReporter(trx, id)
  const row = await trx.selectFrom('report_reporters').select('sealed').where('report', '=', id).executeTakeFirst()
  if (row?.sealed == null) return
  const secret = await secretOf(trx)
  const reporter = open(secret, row.sealed)
  if (reporter === undefined) return
  const written = made(secret, paths.to, reporter)
  await trx.updateTable('report_reporters').set(written).where('report', '=', id).execute()
  await follow(trx, id, written.token, now)
}

/** Erases who sent a report; those that followed it follow one another. */
export async function forgetReporter(trx: Transaction<ReportTables>, id: string): Promise<void> {
  await trx.deleteFrom('report_reporters').where('report', '=', id).execute()
  const own = await trx.selectFrom('reports').select('repeats').where('id', '=', id).executeTakeFirst()
  const after = await trx
    .selectFrom('reports')
    .select('id')
    .where('repeats', '=', id)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  const [first, ...rest] = after.map((row) => row.id)
  const before = own?.repeats ?? null
  if (first !== undefined) await trx.updateTable('reports').set({ repeats: before }).where('id', '=', first).execute()
  if (first !== undefined && rest.length > 0)
    await trx
      .updateTable('reports')
      .set({ repeats: before ?? first })
      .where('id', 'in', rest)
      .execute()
  await trx.updateTable('reports').set({ repeats: null }).where('id', '=', id).execute()
}

/** The instant before which nobody is recognised any more. */
export function reportersUntil(now: string): string {
  return new Date(Date.parse(now) - REPORTER_DAYS * 86_400_000).toISOString()
}

/** The link stays when the token is erased: what a report weighs does not change for that. */
async function follow(trx: Transaction<ReportTables>, id: string, token: string, now: string): Promise<void> {
  const other = await trx
    .selectFrom('report_reporters')
    .select('report')
    .where('token', '=', token)
    .where('report', '!=', id)
    .where('received_at', '>=', reportersUntil(now))
    .orderBy('received_at', 'desc')
    .orderBy('report')
    .executeTakeFirst()
  if (other !== undefined)
    await trx.updateTable('reports').set({ repeats: other.report }).where('id', '=', id).execute()
}

/** The secret of the installation. It is written to be read: of two reports of one person at one instant, one waits for the other. */
async function secretOf(trx: Transaction<ReportTables>): Promise<string> {
  const { value } = await trx
    .insertInto('report_secrets')
    .values({ name: 'auteurs', value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: 'auteurs' }))
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

function made(secret: string, path: string, reporter: string): { readonly token: string; readonly sealed: null } {
  return { token: derive(secret, `auteur\0${path}\0${reporter}`).toString('base64url'), sealed: null }
}

function derive(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}

const ALGORITHM = 'aes-256-gcm'

function seal(secret: string, text: string): string {
  const start = randomBytes(12)
  const cipher = createCipheriv(ALGORITHM, derive(secret, 'attente'), start)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [start, body, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url')).join('.')
}

/** `undefined`: sealed with another secret, or damaged. */
function open(secret: string, sealed: string): string | undefined {
  const [start = '', body = '', tag = ''] = sealed.split('.')
  try {
    const cipher = createDecipheriv(ALGORITHM, derive(secret, 'attente'), Buffer.from(start, 'base64url'))
    cipher.setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([cipher.update(Buffer.from(body, 'base64url')), cipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
