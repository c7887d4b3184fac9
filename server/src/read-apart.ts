import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Problem } from 'limpide'
import type { FileRead, FileToRead } from './host.ts'

/** What one file may cost: seconds, and MB of resident memory. */
export interface Limits {
  readonly seconds: number
  readonly memory: number
}

const LIMITS: Limits = { seconds: 20, memory: 1024 }
const WATCH_MS = 100

/**
 * Reads a file in a process of its own, which ends with it: one that hangs, swells or crashes costs a sentence, never
 * the server. Always resolves.
 */
export function readApart(
  script: string,
  file: FileToRead,
  stop: AbortSignal,
  { seconds, memory }: Limits = LIMITS,
): Promise<FileRead> {
  return new Promise((resolve) => {
    const child = fork(script, [], {
      // Structured clone keeps the sets of a document, and bytes as they are.
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${Math.round(memory * 0.75)}`],
      // Nothing of it may reach the protocol, which goes through the standard output.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const end = (found: FileRead): void => {
      clearTimeout(slow)
      clearInterval(watch)
      stop.removeEventListener('abort', onStop)
      process.removeListener('exit', onExit)
      child.kill('SIGKILL')
      resolve(found)
    }
    const fail = (problem: Problem): void => end({ problem })
    const onStop = (): void => fail(STOPPED)
    const onExit = (): void => void child.kill('SIGKILL')
    const slow = setTimeout(
      () =>
        fail({
          code: 'lecture-trop-longue',
          what: `La lecture de ce fichier a dépassé ${seconds}\u00a0secondes\u00a0: elle a été arrêtée.`,
          fix: 'Le fichier est sans doute abîmé ou très gros. Enregistrez-le à nouveau, ou découpez-le.',
        }),
      seconds * 1_000,
    )
    const watch = setInterval(() => {
      void residentMemory(child.pid).then((found) => {
        if (found > memory)
          fail({
            code: 'memoire',
            what: `La lecture de ce fichier demande plus de ${memory}\u00a0Mo de mémoire\u00a0: elle a été arrêtée.`,
            fix: 'Le fichier est sans doute abîmé, ou gonflé exprès. Repartez du document d’origine.',
          })
      })
    }, WATCH_MS)
    stop.addEventListener('abort', onStop)
    process.once('exit', onExit)
    child.once('error', () => fail(CRASHED))
    child.once('exit', () => fail(CRASHED))
    child.on('message', (message: FileRead | 'ready') => {
      if (message !== 'ready') end(message)
      else
        child.send(file, (error) => {
          if (error) fail(CRASHED)
        })
    })
    if (stop.aborted) onStop()
  })
}

const STOPPED: Problem = {
  code: 'interrompu',
  what: 'La lecture de ce fichier a été interrompue.',
  fix: 'Demandez-la de nouveau.',
}

const CRASHED: Problem = {
  code: 'lecteur-arrete',
  what: 'Ce fichier a fait s’arrêter son lecteur.',
  fix: 'Il est sans doute abîmé\u00a0: enregistrez-le à nouveau depuis son logiciel, puis recommencez.',
}

/** Resident memory of a process, in MB; 0 where the system does not say (the heap limit and the clock still hold). */
async function residentMemory(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
