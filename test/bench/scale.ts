// How the cost of a library grows: letters made from the sample library, scanned twice, and a store of a hundred thousand.
// `pnpm bench scale [1000,10000] [--stored 100000]`; the figures and their plot go to RESULTS.md and scale.svg.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { ScanRecord } from '../../packages/library/src/record.ts'
import { openStore } from '../../packages/library/src/store/index.ts'

const [sizes = '1000,10000'] = process.argv.slice(2).filter((word) => /^[\d,]+$/.test(word))
const stored = Number(process.argv[process.argv.indexOf('--stored') + 1]) || 100_000
const HERE = import.meta.dirname
const COMMAND = join(HERE, '../../packages/cli/bin/limpide.js')
const SAMPLE = join(HERE, '../library')

const models = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(md|txt|html|eml)$/.test(path) && path.includes('/') && !path.startsWith('build'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(SAMPLE, path), 'utf8') }))
  .filter(({ text }) => text.length > 200)

interface Cost {
  /** Seconds of processor, readers included. */
  readonly cpu: number
  readonly wall: number
  /** Most memory that the command itself held, in MB; its readers have their own limit. */
  readonly peak: number
  readonly out: string
}

interface Row {
  readonly letters: number
  readonly words: number
  readonly first: Cost
  readonly second: Cost
}

const rows: Row[] = []
for (const letters of sizes.split(',').map(Number)) {
  const root = mkdtempSync(join(tmpdir(), 'limpide-echelle-'))
  try {
    const words = generate(join(root, 'lettres'), letters)
    const first = scan(['scan', join(root, 'lettres'), '--memoriser', '--format', 'csv'])
    const second = scan(['scan', join(root, 'lettres'), '--format', 'csv'])
    if (first.out !== second.out) throw new Error('the two scans do not say the same')
    rows.push({ letters, words, first, second })
    console.log(
      `${letters} lettres : ${first.cpu.toFixed(1)} s de processeur, ${Math.round(letters / first.cpu)} lettres/s ; sans changement ${second.cpu.toFixed(1)} s (${((100 * second.cpu) / first.cpu).toFixed(1)} %) ; mémoire ${first.peak} et ${second.peak} Mo`,
    )
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
const page = await pages(stored)
console.log(
  `${stored} documents : page de priorités ${page.worst.toFixed(1)} ms au plus sur ${page.asked} (médiane ${page.median.toFixed(1)} ms de processeur)`,
)
write(rows)

/** Letters with other names, amounts and dates, a paragraph less or a paragraph more; gives their words. */
function generate(folder: string, letters: number): number {
  let words = 0
  for (let i = 0; i < letters; i++) {
    const model = models[i % models.length]
    if (model === undefined) throw new Error('the sample library is empty')
    const text = vary(model.text, i)
    words += text.split(/\s+/).length
    const place = join(folder, String(i % 97), String(Math.floor(i / 5_000)))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, `${i}${extname(model.path)}`), text)
  }
  return words
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

function scan(args: readonly string[]): Cost {
  // A process knows what its dead children cost; the command writes its own peak when it ends.
  const script = `
    const { spawn } = require('node:child_process')
    const fs = require('node:fs')
    const child = spawn(process.execPath, ${JSON.stringify([COMMAND, ...args])}, { stdio: ['ignore', 'pipe', 'inherit'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    let peak = 0
    setInterval(() => {
      try { peak = Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/' + child.pid + '/status', 'utf8'))?.[1] ?? peak) } catch {}
    }, 20).unref()
    child.on('close', (status) => {
      const usage = fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
      fs.writeFileSync(1, JSON.stringify({ status, peak, ticks: Number(usage[13]) + Number(usage[14]), out: Buffer.concat(parts).toString() }))
    })`
  const start = performance.now()
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', maxBuffer: 2e9 })
  const { status, peak, ticks, out } = JSON.parse(stdout)
  if (status !== 0) throw new Error(`${args.join(' ')}: code ${status}\n${stderr}`)
  return { cpu: ticks / 100, wall: (performance.now() - start) / 1000, peak: Math.round(peak / 1024), out }
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
  const number = (value: number, digits = 0): string =>
    value.toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const lines = [
    '## De mille à dix mille lettres, cent mille documents en mémoire',
    '',
    `\`pnpm bench scale\`, ${cpus().length} cœurs, Node ${process.versions.node}. Lettres tirées de la bibliothèque d’exemples (${models.length} modèles) : noms, montants, dates et paragraphes changés. Le processeur est celui de la commande et de ses lecteurs ; la mémoire est le plus haut de la commande seule.`,
    '',
    '| lettres | mots | première analyse | lettres par seconde de processeur | sans changement | part de la première | mémoire, première | mémoire, suivante |',
    '|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...found.map(
      ({ letters, words, first, second }) =>
        `| ${number(letters)} | ${number(words)} | ${number(first.cpu, 1)} s | ${number(letters / first.cpu)} | ${number(second.cpu, 1)} s | ${number((100 * second.cpu) / first.cpu, 1)} % | ${number(first.peak)} Mo | ${number(second.peak)} Mo |`,
    ),
    '',
    `Avec ${number(stored)} documents en mémoire, une page de cinquante priorités demande ${number(page.median, 1)} ms de processeur (médiane de ${page.asked} pages, au plus ${number(page.worst, 1)} ms), avec ou sans choix d’un service, de la première page à la quatre-centième.`,
    '',
    '![Coût selon le nombre de lettres](scale.svg)',
  ]
  const file = join(HERE, 'RESULTS.md')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Mesures\n'
  const block = `<!-- scale: pnpm bench scale -->\n${lines.join('\n')}\n<!-- /scale -->`
  const marked = /<!-- scale: .*?<!-- \/scale -->/s
  writeFileSync(file, marked.test(before) ? before.replace(marked, () => block) : `${before.trimEnd()}\n\n${block}\n`)
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
