#!/usr/bin/env node
// Plain JavaScript that any Node can start: it finds a Node recent enough, or says which one is needed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import v8 from 'node:v8'

const here = dirname(fileURLToPath(import.meta.url))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 13)) {
  const built = join(here, '..', 'dist', 'limpide.js')
  if (existsSync(built)) {
    module.enableCompileCache?.()
    fitMemory()
    const { main } = await import('../dist/limpide.js')
    await main(process.argv)
  } else {
    console.error(
      'limpide : la commande n’est pas encore construite. Lancez « npm run demo » ou « npm test » à la racine du projet.',
    )
    process.exitCode = 2
  }
} else {
  // The workspace installs its own Node.
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const newer = [
    join(here, '..', '..', '..', 'node_modules', 'node', 'bin', name),
    join(here, '..', '..', '..', 'node_modules', '.bin', name),
  ].find((file) => existsSync(file))
  const isSecondTry = process.env.LIMPIDE_NODE === '1'
  if (newer === undefined || isSecondTry) {
    console.error(`limpide : il faut Node 22.13 ou plus récent ; cette machine a Node ${process.versions.node}.`)
    console.error('Installez une version récente de Node, puis recommencez.')
    process.exitCode = 2
  } else {
    const { status, signal } = spawnSync(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, LIMPIDE_NODE: '1' },
    })
    process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1)
  }
}

/**
 * What a scan makes lives a moment or for good. A nursery of four megabytes lets most of it die there: in the single one that
 * V8 begins with, a third of a scan of known letters went into collecting; left to itself it takes sixteen, and more. An old
 * space that grows by little over half, not threefold, keeps the peak of a large library down.
 */
function fitMemory() {
  v8.setFlagsFromString('--heap-growing-percent=60')
  // Started already, V8 no longer reads the size of the nursery, only how it grows: what lives on makes it grow, once.
  v8.setFlagsFromString('--semi-space-growth-factor=4')
  const nursery = () =>
    v8.getHeapSpaceStatistics().find((one) => one.space_name === 'new_space')?.space_size ?? Infinity
  const before = nursery()
  const held = []
  while (nursery() < before * 4 && held.length < 200_000) for (let i = 0; i < 1_000; i++) held.push({ i })
  v8.setFlagsFromString('--semi-space-growth-factor=1')
}
