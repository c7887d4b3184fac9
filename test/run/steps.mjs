// Plain JavaScript on purpose: these files run before anything is installed, on the host's own Node (20 or newer).
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The Node that the project installs for itself. */
export const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** Runs a command, shows its output, and stops everything with a clear word when it fails. */
export function run(title, command, args, options = {}) {
  const started = Date.now()
  console.log(`\n— ${title}`)
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
    env: { ...process.env, ...options.env },
  })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  if (status !== 0) {
    console.error(`\n✗ « ${title} » a échoué (${error?.message ?? signal ?? `code ${status}`}), après ${seconds} s.`)
    if (options.mayFail) return false
    process.exit(1)
  }
  // The totals of the tests stay the last line.
  if (!options.last) console.log(`  fait en ${seconds} s`)
  return true
}

/** Installs what the lockfile says, with the pnpm that package.json names: nothing else is needed on the machine. */
export function install() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    console.error(`Limpide s’installe avec Node 20 ou plus récent ; cette machine a Node ${process.versions.node}.`)
    console.error('Installez une version récente depuis le gestionnaire de paquets de votre système, puis recommencez.')
    process.exit(1)
  }
  run('Installation des paquets', 'npx', [
    '--yes',
    pnpmVersion(),
    'install',
    '--frozen-lockfile',
    '--config.confirmModulesPurge=false',
  ])
  if (!existsSync(bin('node'))) {
    console.error(
      '✗ Le paquet « node » n’a pas installé son binaire : son script d’installation doit être permis (pnpm-workspace.yaml).',
    )
    process.exit(1)
  }
}

/** Builds every package that has something to build. */
export function build() {
  run(
    'Construction',
    'npx',
    [
      '--yes',
      pnpmVersion(),
      '--recursive',
      '--workspace-concurrency=2',
      '--reporter=append-only',
      '--if-present',
      'run',
      'build',
    ],
    {
      env: {
        PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
      },
    },
  )
}

function pnpmVersion() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager
}
