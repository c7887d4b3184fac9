import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import module from 'node:module'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Config, Problem } from 'limpide'
import { unreadRecord } from './record.ts'
import type { Outcome, Task } from './task.ts'
import type { FromParent } from './wire.ts'

/** What one file may cost. */
export interface Limits {
  /** Seconds of processor before the reader is killed: a busy machine takes longer to read, and that is no fault of the file. */
  readonly seconds: number
  /** Resident memory, in MB, above which the reader is killed. */
  readonly memory: number
}

export const LIMITS: Limits = { seconds: 20, memory: 1024 }

/** Readers in processes of their own: any of them may hang, swell or crash without harm to the others. */
export interface Pool {
  /** Reads and checks one file; always resolves. */
  run(task: Task): Promise<Outcome>
  /** Kills every reader. */
  close(): void
}

const WATCH_MS = 100
/** Files that wait for a reader before another one is started, and how long they wait for it at most. */
const QUEUE = 4
const PATIENCE_MS = 2_000
/** A reader that waits for what never comes uses no processor: the clock stops it too, later. Alone where the system does not say what it used. */
const WAITING = process.platform === 'linux' ? 15 : 1
/** A reader is replaced after so many files, or above this memory at rest: what a library leaks does not add up. */
const FILES_PER_READER = 1_000
const REST_MEMORY = 512
/** Children of ours that are still there when we are killed would read for nobody. */
const ALIVE = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of ALIVE) child.kill('SIGKILL')
})

/** Readers at rest between two pools, by their limits, while someone keeps them. */
const shelf = new Map<string, Reader[]>()
let keepers = 0

/**
 * From now on a pool that is closed leaves its readers at rest to the next one with the same limits: whoever scans again and
 * again starts few of them. The function it gives puts an end to this; the readers end with the last one who keeps them.
 */
export function keepReaders(): () => void {
  keepers += 1
  let isKeeping = true
  return () => {
    if (isKeeping) keepers -= 1
    isKeeping = false
    if (keepers > 0) return
    for (const readers of shelf.values()) for (const reader of readers) reader.kill()
    shelf.clear()
  }
}

interface Job {
  readonly task: Task
  readonly settle: (outcome: Outcome) => void
}

/** Starts readers as they are needed, `size` at most. */
export function createPool(size: number, limits: Limits = LIMITS): Pool {
  const waiting: Job[] = []
  const idle: Reader[] = []
  const busy = new Set<Reader>()
  let closed = false
  let patience: NodeJS.Timeout | undefined
  const key = JSON.stringify([limits.seconds, limits.memory])

  const take = (): Reader => {
    const kept = shelf.get(key) ?? []
    for (let reader = kept.pop(); reader !== undefined; reader = kept.pop()) {
      if (!reader.isWorn()) return reader.wake()
      reader.kill()
    }
    return startReader(limits)
  }
  const leave = (reader: Reader): void => {
    if (keepers === 0 || reader.isWorn()) {
      reader.kill()
      return
    }
    shelf.set(key, [...(shelf.get(key) ?? []), reader.rest()])
  }

  // Starting a reader costs as much as reading ten letters: another one is started for a queue, or when the first is slow.
  const isWorthOne = (): boolean => busy.size === 0 || waiting.length >= QUEUE
  const next = (isLate = false): void => {
    while (!closed && waiting.length > 0 && (idle.length > 0 || (busy.size < size && (isLate || isWorthOne())))) {
      const job = waiting.shift()
      if (job === undefined) return
      const reader = idle.pop() ?? take()
      busy.add(reader)
      void reader.run(job.task).then((outcome) => {
        busy.delete(reader)
        if (reader.isWorn()) reader.kill()
        else if (closed) reader.kill()
        else idle.push(reader)
        job.settle(outcome)
        next()
      })
    }
    clearTimeout(patience)
    if (!closed && waiting.length > 0 && busy.size < size) patience = setTimeout(() => next(true), PATIENCE_MS)
  }

  return {
    run: (task) =>
      new Promise((resolve) => {
        if (closed) return resolve({ record: unreadRecord(task.path, INTERRUPTED) })
        waiting.push({ task, settle: resolve })
        next()
      }),
    close: () => {
      closed = true
      clearTimeout(patience)
      for (const { task, settle } of waiting.splice(0)) settle({ record: unreadRecord(task.path, INTERRUPTED) })
      for (const reader of busy) reader.kill()
      for (const reader of idle.splice(0)) leave(reader)
    },
  }
}

const INTERRUPTED: Problem = {
  code: 'interrompu',
  what: 'L’analyse a été interrompue avant ce fichier.',
  fix: 'Relancez la commande pour le lire.',
}

/** A configuration may declare thousands of documents: each reader is told of it once. */
const configIds = new WeakMap<Config, number>()
let lastId = 0

function configId(config: Config): number {
  let id = configIds.get(config)
  if (id === undefined) {
    lastId += 1
    id = lastId
    configIds.set(config, id)
  }
  return id
}

interface Reader {
  run(task: Task): Promise<Outcome>
  isWorn(): boolean
  /** At rest, it does not keep its parent from ending. */
  rest(): Reader
  wake(): Reader
  kill(): void
}

function startReader(limits: Limits): Reader {
  const compileCache = module.getCompileCacheDir?.()
  const script = new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './reader.js', import.meta.url)
  const child = fork(fileURLToPath(script), [], {
    // Structured clone keeps the Maps and Sets of a configuration.
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${Math.round(limits.memory * 0.75)}`],
    // A reader started from its sources is ready sooner when they were compiled once: where our own code is kept, if it is.
    env: compileCache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: compileCache },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  ALIVE.add(child)
  let said = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  let files = 0
  let dead = false
  let memory = 0
  let current: { readonly path: string; readonly settle: (outcome: Outcome) => void } | undefined
  let cause: Problem | undefined

  const ready = new Promise<void>((resolve) => {
    child.once('message', () => resolve())
    child.once('exit', () => resolve())
  })
  const settle = (outcome: Outcome): void => {
    const waiting = current
    current = undefined
    waiting?.settle(outcome)
  }
  child.on('message', (message: Outcome | 'ready') => {
    if (message !== 'ready') settle(message)
  })
  child.on('error', (error) => {
    cause ??= stopped(error.message)
    dead = true
    if (current) settle({ record: unreadRecord(current.path, cause) })
  })
  child.on('exit', (code, signal) => {
    dead = true
    ALIVE.delete(child)
    const path = current?.path
    if (path !== undefined) settle({ record: unreadRecord(path, cause ?? stopped(reasonOf(said, code, signal))) })
  })

  const sent = new Set<number>()
  const tell = (message: FromParent): void => {
    child.send(message, (error) => {
      if (error && !dead) child.kill('SIGKILL')
    })
  }

  const run = async (task: Task): Promise<Outcome> => {
    const outcome = new Promise<Outcome>((resolve) => {
      current = { path: task.path, settle: resolve }
    })
    files += 1
    await ready
    if (dead) {
      settle({ record: unreadRecord(task.path, cause ?? stopped(reasonOf(said, child.exitCode, child.signalCode))) })
      return outcome
    }
    const tooLong = (): void => {
      cause ??= {
        code: 'lecture-trop-longue',
        what: `La lecture de ce fichier a dépassé ${limits.seconds}\u00a0secondes\u00a0: elle a été arrêtée.`,
        fix: 'Le fichier est sans doute abîmé ou très gros. Enregistrez-le à nouveau, ou découpez-le.',
      }
      child.kill('SIGKILL')
    }
    const slow = setTimeout(tooLong, limits.seconds * WAITING * 1_000)
    const before = processorSeconds(child.pid)
    const watch = setInterval(() => {
      void Promise.all([before, processorSeconds(child.pid)]).then(([then, now]) => {
        if (current?.path === task.path && now - then > limits.seconds) tooLong()
      })
      void residentMemory(child.pid).then((found) => {
        memory = found
        if (found <= limits.memory || cause !== undefined) return
        cause = {
          code: 'memoire',
          what: `La lecture de ce fichier demande plus de ${limits.memory}\u00a0Mo de mémoire\u00a0: elle a été arrêtée.`,
          fix: 'Le fichier est sans doute abîmé, ou gonflé exprès. Repartez du document d’origine.',
        }
        child.kill('SIGKILL')
      })
    }, WATCH_MS)
    const { config, ...rest } = task
    const id = configId(config)
    if (!sent.has(id)) tell({ kind: 'config', id, config })
    sent.add(id)
    tell({ kind: 'task', config: id, task: rest })
    const found = await outcome
    clearTimeout(slow)
    clearInterval(watch)
    return found
  }

  const reader: Reader = {
    run,
    rest: () => {
      child.unref()
      child.channel?.unref()
      if (child.stderr instanceof Socket) child.stderr.unref()
      return reader
    },
    wake: () => {
      child.ref()
      child.channel?.ref()
      if (child.stderr instanceof Socket) child.stderr.ref()
      return reader
    },
    isWorn: () => dead || files >= FILES_PER_READER || memory > REST_MEMORY,
    kill: () => {
      dead = true
      cause ??= INTERRUPTED
      child.kill('SIGKILL')
    },
  }
  return reader
}

/** What a process used of the processors, in seconds; 0 where the system does not say. */
async function processorSeconds(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0
  try {
    // The name, between brackets, may hold anything; user and system time are the 14th and 15th fields, in hundredths.
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100
  } catch {
    return 0
  }
}

/** Resident memory of a process, in MB; 0 where the system does not say (the heap limit and the clock still hold). */
async function residentMemory(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}

function reasonOf(said: string, code: number | null, signal: NodeJS.Signals | null): string {
  if (/heap out of memory|Allocation failed/.test(said)) return 'il demande trop de mémoire'
  const error = /^\w*Error.*$/m.exec(said)?.[0]
  return error ?? (signal === null ? `code ${code}` : `signal ${signal}`)
}

function stopped(reason: string): Problem {
  return {
    code: 'lecteur-arrete',
    what: `Ce fichier a fait s’arrêter son lecteur (${reason}).`,
    fix: 'Les autres fichiers ont été lus. Enregistrez celui-ci à nouveau depuis son logiciel, puis recommencez.',
  }
}
