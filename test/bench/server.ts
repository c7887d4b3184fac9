import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createProtocolConnection,
  type FullDocumentDiagnosticReport,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'

// The built server as an editor lives with it: time to be ready, answers, memory as someone types for long.
// « node test/bench/server.ts 20000 » types twenty thousand characters. Linux only: memory is read in /proc.
const edits = Number(process.argv[2] ?? 2_000)
const folder = join(import.meta.dirname, '../library')
const letter = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && !path.startsWith('build') && !path.endsWith('README.md'))
  .sort()
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .find((text) => text.length > 1_500)
if (letter === undefined) throw new Error('no letter in the sample library')

const began = performance.now()
const server = spawn(process.execPath, [join(import.meta.dirname, '../../server/dist/main.cjs'), '--stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
)
connection.listen()
const since = (start: number): string => `${Math.round(performance.now() - start)} ms`
const memory = (): string =>
  `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1000)} Mo`
const open = (uri: string, text: string): Promise<void> =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'markdown', version: 1, text },
  })
const pull = (uri: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport> =>
  connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri },
    ...(previousResultId === undefined ? {} : { previousResultId }),
  })

await connection.sendRequest('initialize', {
  processId: null,
  rootUri: null,
  capabilities: { textDocument: { diagnostic: {} } },
})
await connection.sendNotification('initialized', {})
console.log(`prêt : ${since(began)}`)

const uri = 'untitled:lettre.md'
await open(uri, letter)
const first = performance.now()
await pull(uri)
console.log(`première lettre, moteur froid : ${since(first)}, mémoire ${memory()}`)

const words = [...'nous vous prions de bien vouloir transmettre le formulaire '].reverse()
const lines = letter.split('\n').length
const times: number[] = []
for (let i = 0; i < edits; i++) {
  const spot = { line: Math.floor(i / words.length) % lines, character: 0 }
  // After each sentence, the letter as it was: a text that grows without end would tell nothing of the server.
  const change =
    i % words.length === words.length - 1
      ? { text: letter }
      : { range: { start: spot, end: spot }, text: words[i % words.length] ?? '' }
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: i + 2 },
    contentChanges: [change],
  })
  const start = performance.now()
  await pull(uri)
  times.push(performance.now() - start)
  if ((i + 1) % Math.ceil(edits / 5) === 0) {
    times.sort((a, b) => a - b)
    console.log(`${i + 1} frappes : ${Math.round(times[times.length >> 1] ?? 0)} ms chacune, mémoire ${memory()}`)
    times.length = 0
  }
}

const many = 'untitled:remarques.md'
await open(
  many,
  Array.from({ length: 2_600 }, (_, i) => `Il convient de procéder à l’examen du dossier ${i}.\n\n`).join(''),
)
const cold = performance.now()
const { items, resultId } = await pull(many)
console.log(`${items.length} remarques, première fois : ${since(cold)}`)
const warm = performance.now()
await pull(many)
console.log(`les mêmes, redemandées : ${since(warm)}`)
const same = performance.now()
await pull(many, resultId)
console.log(`« inchangé » : ${(performance.now() - same).toFixed(1).replace('.', ',')} ms`)
server.kill()
connection.dispose()
