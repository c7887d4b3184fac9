import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A PostgreSQL of the tests' own: a folder that is thrown away, and no network. */
export interface Postgres {
  readonly url: string
  /** Stops and starts it again, as a machine that is restarted. */
  restart(): void
  stop(): void
}

/** Where Debian puts the programs of PostgreSQL; `undefined` when it is not installed. */
export function postgresFolder(): string | undefined {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return undefined
  const versions = readdirSync(base).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(base, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')))
}

/** Starts a PostgreSQL that only this test knows. */
export function startPostgres(bin: string): Postgres {
  const root = mkdtempSync(join(tmpdir(), 'limpide-pg-'))
  // PostgreSQL refuses to run as root: a container's tests lend it another user.
  const isRoot = process.getuid?.() === 0
  const id = isRoot ? Number(spawnSync('id', ['-u', 'nobody']).stdout.toString()) : undefined
  const group = isRoot ? Number(spawnSync('id', ['-g', 'nobody']).stdout.toString()) : undefined
  if (id !== undefined && group !== undefined) chownSync(root, id, group)
  const data = join(root, 'data')
  const run = (program: string, args: readonly string[]): void => {
    const { status, stderr, error } = spawnSync(join(bin, program), args, {
      cwd: root,
      // A server that keeps our pipes would keep us waiting.
      stdio: program === 'pg_ctl' ? 'ignore' : 'pipe',
      ...(id === undefined ? {} : { uid: id }),
      ...(group === undefined ? {} : { gid: group }),
    })
    if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr?.toString() ?? `code ${status}`}`)
  }
  run('initdb', ['-D', data, '-U', 'limpide', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'])
  const start = (): void =>
    run('pg_ctl', [
      '-D',
      data,
      '-w',
      '-l',
      join(root, 'log'),
      '-o',
      `-k ${root} -c listen_addresses='' -c fsync=off`,
      'start',
    ])
  const stop = (): void => run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
  start()
  return {
    url: `postgresql://limpide@/postgres?host=${encodeURIComponent(root)}`,
    restart: () => {
      stop()
      start()
    },
    stop: () => {
      stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** What a base answers to one question, asked on a connection of its own. */
export async function askPostgres(url: string, question: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}
