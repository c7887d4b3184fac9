// How the cost of a library grows: letters made from the sample library, scanned twice, and a store of a hundred thousand.
// `pnpm bench scale [1000,10000] [--stored 100000]`; the figures and their plot go to RESULTS.md and scale.svg.
// A hundred thousand letters are long: with `--dossier DOSSIER` what was measured is kept there, sizes add up, and
// `--minutes 20` stops the first scan after so long; asked for again, it goes on (« --reprendre ») and its costs add up.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ScanRecord } from '../../packages/library/src/record.ts'
import { openStore } from '../../packages/library/src/store/index.ts'
import { inFrench as number, writeResults } from './results.ts'

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { stored: { type: 'string' }, dossier: { type: 'string' }, minutes: { type: 'string' } },
})
const [sizes = '1000,10000'] = positionals
const stored = Number(values.stored ?? 100_000)
const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
const HERE = import.meta.dirname
const SAMPLE = join(HERE, '../library')

const models = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(md|txt|html|eml)$/.test(path) && path.includes('/') && !path.startsWith('build'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(SAMPLE, path), 'utf8') }))
  .filter(({ text }) => text.length > 200)

interface Cost {
  /** Seconds of processor, readers included. */
  readonly cpu: number
  /** Most memory that the command itself held, in MB; its readers have their own limit. */
  readonly peak: number
  /** Programs that waited for a processor, when it ended. */
  readonly load: number
}

interface Letters {
  readonly letters: number
  readonly words: number
  /** Contents that are not those of another letter: a copy is read once. */
  readonly contents: number
}

interface Row extends Letters {
  readonly first: Cost
  readonly second: Cost
}

/** What was measured in a folder: whole rows, and first scans that were stopped on their way. */
interface Measured {
  readonly rows: readonly Row[]
  readonly begun: readonly (Letters & { readonly first: Cost })[]
}

const kept = values.dossier
const work = kept ?? mkdtempSync(join(tmpdir(), 'limpide-echelle-'))
mkdirSync(work, { recursive: true })
const COMMAND = join(work, 'commande/bin/limpide.js')
// A scan of half an hour must not meet the next build of the command.
if (!existsSync(COMMAND)) {
  const built = join(HERE, '../../packages/cli')
  for (const part of ['package.json', 'bin', 'dist'])
    cpSync(join(built, part), join(work, 'commande', part), { recursive: true })
}
const file = kept === undefined ? undefined : join(work, 'mesures.json')
let measured: Measured =
  file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { rows: [], begun: [] }
const keep = (letters: number, row: Row | undefined, begun?: Letters & { readonly first: Cost }): void => {
  measured = {
    rows: [...measured.rows.filter((one) => one.letters !== letters), ...(row === undefined ? [] : [row])].sort(
      (one, other) => one.letters - other.letters,
    ),
    begun: [...measured.begun.filter((one) => one.letters !== letters), ...(begun === undefined ? [] : [begun])],
  }
  if (file !== undefined) writeFileSync(file, JSON.stringify(measured, null, 2))
}

for (const letters of sizes.split(',').map(Number)) {
  const root = join(work, String(letters))
  const begun = measured.begun.find((one) => one.letters === letters)
  try {
    const folder = join(root, 'lettres')
    if (begun === undefined) rmSync(root, { recursive: true, force: true })
    const made = begun ?? { letters, ...generate(folder, letters) }
    const resumed = begun === undefined ? [] : ['--reprendre']
    const scanned = scan(['scan', folder, '--memoriser', '--format', 'csv', ...resumed], minutes)
    const first = together(begun?.first, scanned)
    if (scanned.isStopped) {
      keep(letters, undefined, { letters, words: made.words, contents: made.contents, first })
      console.log(
        `${letters} lettres : arrêtée après ${first.cpu.toFixed(1)} s de processeur ; relancez pour continuer`,
      )
      process.exit(0)
    }
    const again = scan(['scan', folder, '--format', 'csv'])
    if (scanned.out !== again.out) throw new Error('the two scans do not say the same')
    const second = together(undefined, again)
    keep(letters, { letters, words: made.words, contents: made.contents, first, second })
    console.log(
      `${letters} lettres (${made.contents} contenus) : ${first.cpu.toFixed(1)} s de processeur, ${Math.round(letters / first.cpu)} lettres/s ; sans changement ${second.cpu.toFixed(1)} s (${((100 * second.cpu) / first.cpu).toFixed(1)} %) ; mémoire ${first.peak} et ${second.peak} Mo ; charge ${first.load} et ${second.load}`,
    )
  } finally {
    if (measured.begun.every((one) => one.letters !== letters)) rmSync(root, { recursive: true, force: true })
  }
}
const page = await pages(stored)
console.log(
  `${stored} documents : page de priorités ${page.worst.toFixed(1)} ms au plus sur ${page.asked} (médiane ${page.median.toFixed(1)} ms de processeur)`,
)
write(measured.rows)
if (kept === undefined) rmSync(work, { recursive: true, force: true })

/** What a scan cost, with what it had cost before it was stopped. */
function together(before: Cost | undefined, { cpu, peak, load }: Cost): Cost {
  return before === undefined
    ? { cpu, peak, load }
    : { cpu: before.cpu + cpu, peak: Math.max(before.peak, peak), load: Math.max(before.load, load) }
}

/** Letters with other names, amounts and dates, a paragraph less or a paragraph more. */
function generate(folder: string, letters: number): Omit<Letters, 'letters'> {
  let words = 0
  const contents = new Set<string>()
  for (let i = 0; i < letters; i++) {
    const model = models[i % models.length]
    if (model === undefined) throw new Error('the sample library is empty')
    const text = vary(model.text, i)
    words += text.split(/\s+/).length
    contents.add(createHash('sha256').update(text).digest('base64'))
    const place = join(folder, String(i % 97), String(Math.floor(i / 5_000)))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, `${i}${extname(model.path)}`), text)
  }
  return { words, contents: contents.size }
}

function vary(text: string, seed: number): string {
  let state = seed * 2_654_435_761 + 12_345
  const draw = (most: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    return state % most
  }
  const names = ['Martin', 'Nguyen', 'Bernard', 'Haddad', 'Petit', 'Lefèvre', 'Diallo', 'Moreau', 'Garcia', 'Rousseau']
  const changed = text
    .replace(/\b\d{2}(?=\s(?:janvier|février|mars|avril|mai|juin|juillet|septembre|octobre))/g, () =>
      String(10 + draw(18)),
    )
    .replace(/\b\d[\d\u00a0\u202f ]*(?:,\d{2})?(?=[\u00a0\u202f ]?€)/g, () => `${10 + draw(990)},${10 + draw(89)}`)
    .replace(/(?<=\b(?:M\.|Mme|Madame|Monsieur) )\p{Lu}[\p{L}-]+/gu, () => names[draw(names.length)] ?? 'Martin')
  const parts = changed.split('\n\n')
  // Neither the head nor the end, which say what the letter is.
  if (parts.length > 6 && draw(3) === 0) parts.splice(2 + draw(parts.length - 4), 1)
  if (draw(4) === 0)
    parts.splice(parts.length - 1, 0, `Dossier suivi sous le numéro ${10_000 + seed}, bureau ${draw(400)}.`)
  return parts.join('\n\n')
}

function scan(args: readonly string[], minutes?: number): Cost & { readonly out: string; readonly isStopped: boolean } {
  // A process knows what its dead children cost; the command writes its own peak when it ends.
  const script = `
    const { spawn } = require('node:child_process')
    const fs = require('node:fs')
    const child = spawn(process.execPath, ${JSON.stringify([COMMAND, ...args])}, { stdio: ['ignore', 'pipe', 'inherit'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    let peak = 0
    const stop = ${minutes === undefined ? 'undefined' : `setTimeout(() => child.kill('SIGINT'), ${minutes * 60_000})`}
    setInterval(() => {
      try { peak = Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/' + child.pid + '/status', 'utf8'))?.[1] ?? peak) } catch {}
    }, 20).unref()
    child.on('close', (status) => {
      clearTimeout(stop)
      const usage = fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
      fs.writeFileSync(1, JSON.stringify({ status, peak, ticks: Number(usage[13]) + Number(usage[14]), out: Buffer.concat(parts).toString() }))
    })`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', maxBuffer: 2e9 })
  const { status, peak, ticks, out } = JSON.parse(stdout)
  const isStopped = minutes !== undefined && status === 130
  if (status !== 0 && !isStopped) throw new Error(`${args.join(' ')}: code ${status}\n${stderr}`)
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10
  return { cpu: ticks / 100, peak: Math.round(peak / 1024), load, out, isStopped }
}

/** Asks pages of the list of priorities of a library that was put in the store directly. */
async function pages(documents: number): Promise<{ worst: number; median: number; asked: number }> {
  const root = mkdtempSync(join(tmpdir(), 'limpide-echelle-'))
  const store = await openStore({ root }, { create: true })
  if (store === undefined) throw new Error('there is no store')
  try {
    const scan = await store.begin({ startedAt: '2026-11-22T08:00:00Z', scope: [''], rules: '1', calibration: '1' })
    const paths = Array.from({ length: documents }, (_, i) => `service-${i % 40}/lettre-${i}.md`)
    for (let from = 0; from < documents; from += 2_000) {
      await store.keep(
        scan,
        paths.slice(from, from + 2_000).map((path, i) => ({
          path,
          hash: `h${from + i}`,
          setup: 's',
          size: 4_000,
          mtime: 1,
          ctime: 1,
          record: record(path, (from + i) % 100),
          meta: { service: `service-${(from + i) % 40}`, volume: ((from + i) * 37) % 50_000 },
          result: { keepsText: false },
        })),
      )
    }
    await store.finish(scan, { endedAt: '2026-11-22T09:00:00Z', read: documents, unopened: [] })
    await store.rank(
      scan,
      paths.map((path, i) => ({ path, class: `P${1 + (i % 4)}`, value: ((i * 7_919) % 10_000) / 100 })),
    )
    const times: number[] = []
    for (let i = 0; i < 60; i++) {
      const offset = [0, 50, 1_000, 20_000][i % 4] ?? 0
      const before = process.cpuUsage()
      await store.priorities({ offset, limit: 50, ...(i % 3 === 0 ? { service: `service-${i % 40}` } : {}) })
      const { user, system } = process.cpuUsage(before)
      times.push((user + system) / 1000)
    }
    times.sort((a, b) => a - b)
    return { worst: times.at(-1) ?? 0, median: times[times.length >> 1] ?? 0, asked: times.length }
  } finally {
    await store.close()
    rmSync(root, { recursive: true, force: true })
  }
}

function record(path: string, value: number): ScanRecord {
  const finding = {
    rule: 'locution-longue',
    principle: 'vocabulaire' as const,
    severity: 'suggestion' as const,
    message: '« afin de » se dit « pour ».',
    start: 3,
    end: 10,
    loc: null,
    suggestions: [],
  }
  return {
    path,
    format: 'md',
    type: 'refus',
    title: `Lettre ${path}`,
    words: 250,
    sentences: 15,
    score: {
      value,
      margin: 6,
      grade: 'ABCDE'.charAt(Math.min(4, Math.floor(value / 20))) as 'A',
      gradeLabel: 'clair',
      parts: {},
      measured: [],
      contributions: [],
      missing: [],
      engagements: { kept: 1, applicable: 2 },
      calibration: '1',
      rules: '1',
    },
    findings: Array.from({ length: 10 }, () => finding),
    reports: null,
    priority: null,
    problems: [],
  }
}

function write(found: readonly Row[]): void {
  const [least, most] = [found[0], found.at(-1)]
  const growth = (of: (row: Row) => number): string =>
    least === undefined || most === undefined ? '' : number(of(most) / of(least), 1)
  writeResults('scale', 'pnpm bench scale', [
    `## De ${number(least?.letters ?? 0)} à ${number(most?.letters ?? 0)} lettres, ${number(stored)} documents en mémoire`,
    '',
    `\`pnpm bench scale\`, ${cpus().length} cœurs, Node ${process.versions.node}. Lettres tirées de la bibliothèque d’exemples (${models.length} modèles) : noms, montants, dates et paragraphes changés. Des copies restent, comme dans une vraie bibliothèque : elles ne sont lues qu’une fois. Le processeur est celui de la commande et de ses lecteurs ; la mémoire est le plus haut de la commande seule ; la charge est le nombre de programmes qui attendaient un processeur à la fin.`,
    '',
    '| lettres | contenus différents | mots | première analyse | lettres par seconde de processeur | sans changement | part de la première | mémoire, première | mémoire, suivante | charge |',
    '|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...found.map(
      ({ letters, contents, words, first, second }) =>
        `| ${number(letters)} | ${number(contents)} | ${number(words)} | ${number(first.cpu, 1)} s | ${number(letters / first.cpu)} | ${number(second.cpu, 1)} s | ${number((100 * second.cpu) / first.cpu, 1)} % | ${number(first.peak)} Mo | ${number(second.peak)} Mo | ${number(first.load, 1)} et ${number(second.load, 1)} |`,
    ),
    '',
    ...(found.length < 2
      ? []
      : [
          `De la première ligne à la dernière, ${growth(({ letters }) => letters)} fois plus de lettres (${growth(({ contents }) => contents)} fois plus de contenus) coûtent ${growth(({ first }) => first.cpu)} fois plus à la première analyse, et ${growth(({ second }) => second.cpu)} fois plus quand rien n’a changé.`,
          '',
        ]),
    `Avec ${number(stored)} documents en mémoire, une page de cinquante priorités demande ${number(page.median, 1)} ms de processeur (médiane de ${page.asked} pages, au plus ${number(page.worst, 1)} ms), avec ou sans choix d’un service, de la première page à la quatre-centième.`,
    '',
    '![Coût selon le nombre de lettres](scale.svg)',
  ])
  writeFileSync(join(HERE, 'scale.svg'), plot(found))
}

/** Processor against letters, both on a scale of powers of ten. */
function plot(found: readonly Row[]): string {
  const [width, height, left, bottom, top, right] = [640, 400, 70, 60, 40, 20]
  const costs = found.flatMap(({ first, second }) => [first.cpu, second.cpu])
  const span = (values: readonly number[]): readonly [number, number] => {
    const low = Math.floor(Math.log10(Math.min(...values)))
    return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))]
  }
  const [x0, x1] = span(found.map(({ letters }) => letters))
  const [y0, y1] = span(costs)
  const x = (value: number): number => left + ((Math.log10(value) - x0) / (x1 - x0)) * (width - left - right)
  const y = (value: number): number =>
    height - bottom - ((Math.log10(value) - y0) / (y1 - y0)) * (height - bottom - top)
  const grid: string[] = []
  for (let power = x0; power <= x1; power++) {
    const at = x(10 ** power).toFixed(1)
    grid.push(
      `<line x1="${at}" y1="${top}" x2="${at}" y2="${height - bottom}" stroke="#ddd"/><text x="${at}" y="${height - bottom + 20}" text-anchor="middle">${(10 ** power).toLocaleString('fr-FR')}</text>`,
    )
  }
  for (let power = y0; power <= y1; power++) {
    const at = y(10 ** power).toFixed(1)
    grid.push(
      `<line x1="${left}" y1="${at}" x2="${width - right}" y2="${at}" stroke="#ddd"/><text x="${left - 8}" y="${Number(at) + 4}" text-anchor="end">${(10 ** power).toLocaleString('fr-FR')} s</text>`,
    )
  }
  const curve = (name: string, colour: string, of: (row: Row) => number): string => {
    const points = found.map((row) => `${x(row.letters).toFixed(1)},${y(of(row)).toFixed(1)}`)
    const [lastX = '0', lastY = '0'] = points.at(-1)?.split(',') ?? []
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${points
      .map((point) => point.split(','))
      .map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="4" fill="${colour}"/>`)
      .join(
        '',
      )}<text x="${Number(lastX) - 10}" y="${Number(lastY) - 10}" text-anchor="end" fill="${colour}">${name}</text>`
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">
<title>Secondes de processeur selon le nombre de lettres</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="22" font-size="15">Secondes de processeur selon le nombre de lettres</text>
${grid.join('\n')}
${curve('première analyse', '#000091', ({ first }) => first.cpu)}
${curve('rien n’a changé', '#b34000', ({ second }) => second.cpu)}
<text x="${(left + width - right) / 2}" y="${height - 15}" text-anchor="middle">lettres</text>
</svg>
`
}
