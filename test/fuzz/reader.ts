import { writeSync } from 'node:fs'
import { type Document, locate, ReadError, readBytes } from '../../packages/document/src/read.ts'
import { type FuzzFormat, inputsOf } from './inputs.ts'

// The process that reads the inputs: it says on its fourth channel which one it is at, so that one that hangs is known.
const [format, seed, first, until, ...folders] = process.argv.slice(2) as [
  FuzzFormat,
  string,
  string,
  string,
  ...string[],
]
const SAY = 3
/** Processor time above which an input is slow, and memory above which it is heavy. */
const SLOW_MS = 8_000
const HEAVY_MB = 500

const input = await inputsOf(format, folders)
let rank = Number(first)
const say = (kind: string, what = ''): void => {
  writeSync(SAY, `${kind} ${rank} ${what.replace(/\s+/g, ' ').slice(0, 400)}\n`)
}
process.on('unhandledRejection', (error) => say('!', `promesse perdue : ${stackOf(error)}`))
process.on('uncaughtException', (error) => say('!', `erreur perdue : ${stackOf(error)}`))

for (; Date.now() < Number(until); rank += 1) {
  say('>')
  const bytes = input(Number(seed), rank)
  const start = process.cpuUsage()
  const before = process.memoryUsage().rss
  try {
    const document = await readBytes(bytes, { name: `x.${format}`, ocr: format === 'image' })
    const fault = faultOf(document)
    if (fault !== undefined) say('!', fault)
    else say('=', 'lu')
  } catch (error) {
    if (!(error instanceof ReadError)) say('!', stackOf(error))
    else if (error.problem.code === 'fichier-illisible' || isOurs(error.cause)) say('!', stackOf(error.cause))
    else say('=', error.problem.code)
  }
  const { user, system } = process.cpuUsage(start)
  if ((user + system) / 1e3 > SLOW_MS) say('!', `lent : ${Math.round((user + system) / 1e3)} ms`)
  const rss = process.memoryUsage().rss
  if ((rss - before) / 1e6 > HEAVY_MB) say('!', `lourd : ${Math.round((rss - before) / 1e6)} Mo`)
  // What libraries keep does not add up: another process goes on.
  if (rss > 900e6) break
}
rank += 1
say('.')
process.exit(0)

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** A library may give up on a file; our own code may not stumble. */
function isOurs(cause: unknown): boolean {
  if (!(cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError)) return false
  return /document\/src\//.test(cause.stack?.split('\n')[1] ?? '')
}

/** What is unsound in a document: a place outside of it, or text that is not where it says. */
function faultOf(document: Document): string | undefined {
  const isSource = document.format === 'md' || document.format === 'html' || document.format === 'txt'
  for (const block of document.blocks) {
    if (block.start < 0 || block.end > document.text.length || block.start > block.end)
      return `bloc ${block.index} hors du texte`
    if (!isSource && block.text !== '' && document.text.slice(block.start, block.end) !== block.text)
      return `bloc ${block.index} ailleurs`
    let at = 0
    for (const segment of block.segments) {
      if (segment.from < at || segment.to < segment.from || segment.to > block.text.length)
        return `segments du bloc ${block.index}`
      if (segment.exact && segment.end - segment.start !== segment.to - segment.from)
        return `segment inexact du bloc ${block.index}`
      at = segment.to
    }
    for (const mark of block.marks)
      if (mark.start < 0 || mark.end > block.text.length) return `marque du bloc ${block.index}`
    const place = locate(document, block, 0, block.text.length)
    if (!(place.start >= 0 && place.end <= document.text.length && place.start <= place.end))
      return `lieu du bloc ${block.index}`
    if (place.place?.kind === 'page')
      for (const box of place.place.boxes)
        if (![box.x, box.y, box.width, box.height].every(Number.isFinite)) return `boîte du bloc ${block.index}`
  }
  return undefined
}
