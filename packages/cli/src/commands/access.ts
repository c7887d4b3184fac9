import { existsSync } from 'node:fs'
import { ACCESS_ROLES, type AccessRole } from '@limpide/map/serve'
import { EXIT, UsageError } from '../exit.ts'
import { write } from '../print/output.ts'
import { missing } from './check.ts'
import { openAccessTables } from './tables.ts'

/** Gives an access to the site of a library, and prints its token once. */
export async function giveAccess(
  name: string,
  folder: string,
  { role }: { readonly role: AccessRole },
): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const accesses = await openAccessTables(folder)
  try {
    const { id, token } = await accesses.give(name, role, new Date().toISOString())
    await write(`Accès «\u00a0${role}\u00a0» de ${name} (${id}).\nJeton, montré cette seule fois\u00a0: ${token}\n`)
    return EXIT.clear
  } finally {
    await accesses.close()
  }
}

/** Lists the accesses, never their tokens. */
export async function listAccesses(folder: string): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const accesses = await openAccessTables(folder)
  try {
    const list = await accesses.list()
    const lines = list.map(
      ({ id, name, role, createdAt, isRevoked }) =>
        `${id}  ${role.padEnd(Math.max(...ACCESS_ROLES.map((known) => known.length)))}  ${createdAt.slice(0, 10)}  ${name}${isRevoked ? ' (révoqué)' : ''}`,
    )
    await write(lines.length === 0 ? 'Aucun accès.\n' : `${lines.join('\n')}\n`)
    return EXIT.clear
  } finally {
    await accesses.close()
  }
}

/** Takes an access back: its token and its sessions end at once. */
export async function revokeAccess(id: string, folder: string): Promise<number> {
  if (!existsSync(folder)) throw new UsageError(missing(folder))
  const accesses = await openAccessTables(folder)
  try {
    if (!(await accesses.revoke(id, new Date().toISOString())))
      throw new UsageError(
        `aucun accès en vigueur n’a l’identifiant «\u00a0${id}\u00a0». Voyez «\u00a0limpide acces lister\u00a0».`,
      )
    await write('Accès révoqué.\n')
    return EXIT.clear
  } finally {
    await accesses.close()
  }
}
