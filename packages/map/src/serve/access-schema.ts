/** Who may come in: a name, a role, and the SHA-256 of the token that was given once. */
export interface AccessTable {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly token: string
  readonly created_at: string
  readonly revoked_at: string | null
}

/** What the site signs its sessions and its forms with: made at its first start, never shown. */
export interface SecretTable {
  readonly name: string
  readonly value: string
}

export interface AccessTables {
  readonly accesses: AccessTable
  readonly site_secrets: SecretTable
}

/** The steps of the schema; released steps never change, new ones are added at the end. */
export const ACCESS_MIGRATIONS = [
  {
    statements: (): readonly string[] => [
      `create table accesses (
        id text primary key, name text not null, role text not null, token text not null unique, created_at text not null,
        revoked_at text)`,
      'create table site_secrets (name text primary key, value text not null)',
    ],
  },
] as const

/** The key under which a store keeps the version of these tables. */
export const ACCESS_VERSION = 'version-acces'
