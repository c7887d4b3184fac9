import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { FORMATS, type FuzzFormat, inputsOf } from './inputs.ts'

// `pnpm fuzz pdf --seconds 600` gives the reader of a format files that are almost sound, made from those of the sample
// library (and of --data FOLDER), and keeps in --out those that it stumbles on. Without a format: all, one after another.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    data: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '.cache/fuzz' },
  },
})
/** A reader that says nothing for so long hangs. */
const SILENCE_MS = 40_000
const folders = [join(import.meta.dirname, '../library'), ...values.data]

for (const format of FORMATS) if (positionals.length === 0 || positionals.includes(format)) await fuzz(format)

async function fuzz(format: FuzzFormat): Promise<void> {
  const input = await inputsOf(format, folders)
  const until = Date.now() + Number(values.seconds) * 1_000
  const outcomes = new Map<string, number>()
  const faults = new Map<string, number>()
  let rank = 0
  let tried = 0
  const keep = (at: number, what: string): void => {
    const key = what.replace(/\d+/g, '#').slice(0, 160)
    const known = faults.get(key) ?? 0
    faults.set(key, known + 1)
    if (known > 2) return
    mkdirSync(values.out, { recursive: true })
    const path = join(values.out, `${format}-${values.seed}-${at}`)
    writeFileSync(path, input(Number(values.seed), at))
    console.log(`${path} : ${what}`)
  }
  while (Date.now() < until) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'reader.ts'), format, values.seed, String(rank), String(until), ...folders],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      },
    )
    let hangs = false
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000)
    })
    let ended = false
    let timer: NodeJS.Timeout | undefined
    const wait = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        hangs = true
        child.kill('SIGKILL')
      }, SILENCE_MS)
    }
    wait()
    for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
      wait()
      const [kind, at, ...words] = line.split(' ')
      rank = Number(at)
      if (kind === '.') ended = true
      if (kind === '>') tried += 1
      if (kind === '!') keep(rank, words.join(' '))
      if (kind === '=') outcomes.set(words.join(' '), (outcomes.get(words.join(' ')) ?? 0) + 1)
    }
    clearTimeout(timer)
    if (ended) continue
    keep(
      rank,
      hangs
        ? 'ne finit pas'
        : `processus arrêté : ${/^\w*Error.*|FATAL.*/m.exec(said)?.[0] ?? child.exitCode ?? child.signalCode}`,
    )
    rank += 1
  }
  const told = [...outcomes].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${what} ${count}`)
  console.log(
    `${format} : graine ${values.seed}, ${tried} fichiers en ${values.seconds} s, ${faults.size} défauts ; ${told.join(', ')}`,
  )
  if (faults.size > 0) process.exitCode = 1
}
