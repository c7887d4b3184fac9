import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

// How much a second scan of a library costs beside the first, in processor time of the command and its readers.
// The letters are the text ones of the sample library, each with small changes: its number, its dates, its amounts.
const count = Number(process.argv[2] ?? 2_000)
const command = join(import.meta.dirname, '../../packages/cli/bin/limpide.js')
const sample = join(import.meta.dirname, '../library')
const sources = readdirSync(sample, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(md|txt|html|eml)$/.test(path) && path.includes('/') && !path.startsWith('build'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(sample, path), 'utf8') }))
  .filter(({ text }) => text.length > 200)
const root = mkdtempSync(join(tmpdir(), 'limpide-banc-'))

try {
  for (let i = 0; i < count; i++) {
    const source = sources[i % sources.length]
    if (source === undefined) throw new Error('the sample library is empty')
    const { path, text } = source
    const folder = join(root, 'lettres', String(Math.floor(i / 100)))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${i}${extname(path)}`), changed(text, i))
  }
  const library = join(root, 'lettres')
  console.log(`${count} lettres, faites de ${sources.length} modèles`)
  const first = scan('première analyse', ['scan', library, '--memoriser', '--format', 'csv'])
  const second = scan('deuxième, rien n’a changé', ['scan', library, '--format', 'csv'])
  console.log(
    `la deuxième coûte ${(first.cpu / second.cpu).toFixed(1)} fois moins de processeur (${((100 * second.cpu) / first.cpu).toFixed(1)} %)`,
  )
  if (first.out !== second.out) throw new Error('the two scans do not say the same')
} finally {
  rmSync(root, { recursive: true, force: true })
}

/** The same letter for another person: figures move, and one word in a while. */
function changed(text: string, i: number): string {
  const last = text.lastIndexOf('\n', text.length - 2)
  const moved = text.replace(/\b\d{2}\b(?=\s(?:janvier|février|mars|avril|mai|juin|juillet|septembre|octobre))/g, () =>
    String(10 + (i % 18)),
  )
  return `${moved.slice(0, last)}\n\nDossier suivi sous le numéro ${10_000 + i}.\n${moved.slice(last)}`
}

function scan(name: string, args: readonly string[]): { readonly cpu: number; readonly out: string } {
  // /usr/bin/time is not everywhere: a process knows what it and its dead children cost.
  const script = `
    const { spawnSync } = require('node:child_process')
    const fs = require('node:fs')
    const { stdout, stderr, status } = spawnSync(process.execPath, ${JSON.stringify([command, ...args])}, { maxBuffer: 1e9 })
    const usage = fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
    process.stderr.write(stderr)
    process.stdout.write(JSON.stringify({ ticks: Number(usage[13]) + Number(usage[14]), status, out: stdout.toString() }))`
  const start = performance.now()
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', maxBuffer: 1e9 })
  const { ticks, status, out } = JSON.parse(stdout)
  if (status !== 0) throw new Error(`${name}: code ${status}\n${stderr}`)
  const cpu = ticks / 100
  console.log(
    `${name} : ${cpu.toFixed(2)} s de processeur, ${((performance.now() - start) / 1000).toFixed(1)} s, ${Math.round(count / cpu)} lettres par seconde de processeur`,
  )
  return { cpu, out }
}
