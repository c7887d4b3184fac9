import { Readable } from 'node:stream'
import { main } from './main.ts'

/** What a command left: its exit code, and what it said. */
export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * Runs the command in this process, as its built entry runs it in its own: from a folder, with what comes on its standard
 * input. Commands that are asked for at once wait for each other, since a process has one folder and one output.
 */
export function runHere(args: readonly string[], { cwd, input = '', env = {} }: Where): Promise<Answer> {
  const answer = turn.then(() => runNow(args, { cwd, input, env }))
  turn = answer.catch(() => {})
  return answer
}

interface Where {
  readonly cwd: string
  readonly input?: string | Uint8Array
  /** `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

async function runNow(args: readonly string[], { cwd, input, env }: Required<Where>): Promise<Answer> {
  const said = { out: '', err: '' }
  const decoders = { out: new TextDecoder(), err: new TextDecoder() }
  const listening = (side: 'out' | 'err'): typeof process.stdout.write =>
    ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
      said[side] += typeof chunk === 'string' ? chunk : decoders[side].decode(chunk, { stream: true })
      const told = typeof encoding === 'function' ? encoding : done
      if (typeof told === 'function') queueMicrotask(() => told())
      return true
    }) as typeof process.stdout.write
  const usual = {
    cwd: process.cwd(),
    env: { ...process.env },
    code: process.exitCode,
    stdin: Object.getOwnPropertyDescriptor(process, 'stdin'),
    out: process.stdout.write,
    err: process.stderr.write,
    tty: [process.stdout.isTTY, process.stderr.isTTY] as const,
    listeners: new Set(process.stdout.listeners('error')),
  }
  const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)])
  process.chdir(cwd)
  // The runner of tests asks for colours: a command whose output is read has none.
  setEnv({ FORCE_COLOR: undefined, NO_COLOR: undefined, ...env })
  process.exitCode = undefined
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true })
  process.stdout.write = listening('out')
  process.stderr.write = listening('err')
  process.stdout.isTTY = false
  process.stderr.isTTY = false
  try {
    await main([process.execPath, 'limpide', ...args])
    return { code: Number(process.exitCode ?? 0), ...said }
  } finally {
    process.stdout.write = usual.out
    process.stderr.write = usual.err
    ;[process.stdout.isTTY, process.stderr.isTTY] = usual.tty
    for (const listener of process.stdout.listeners('error')) {
      if (!usual.listeners.has(listener)) process.stdout.off('error', listener as () => void)
    }
    if (usual.stdin !== undefined) Object.defineProperty(process, 'stdin', usual.stdin)
    process.exitCode = usual.code
    for (const name of Object.keys(process.env)) if (!(name in usual.env)) delete process.env[name]
    setEnv(usual.env)
    process.chdir(usual.cwd)
  }
}

function setEnv(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
