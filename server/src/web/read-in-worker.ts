/// <reference lib="webworker" />
import type { Problem } from 'limpide'
import type { FileRead, FileToRead } from '../host.ts'

/** Seconds before a worker is ended. */
const SECONDS = 20

/** Reads a file in a worker of its own, whose code is at `script`; always resolves. */
export async function readInWorker(
  script: string,
  file: FileToRead,
  stop: AbortSignal,
  seconds = SECONDS,
): Promise<FileRead> {
  let source: string
  try {
    // A worker may not be made from another site: its code is fetched first.
    source = URL.createObjectURL(new Blob([await (await fetch(script)).text()], { type: 'text/javascript' }))
  } catch {
    return { problem: UNREACHABLE }
  }
  return new Promise((resolve) => {
    const worker = new Worker(source)
    const { port1: here, port2: there } = new MessageChannel()
    const end = (found: FileRead): void => {
      clearTimeout(slow)
      stop.removeEventListener('abort', onStop)
      worker.terminate()
      here.close()
      URL.revokeObjectURL(source)
      resolve(found)
    }
    const onStop = (): void => end({ problem: STOPPED })
    const slow = setTimeout(
      () =>
        end({
          problem: {
            code: 'lecture-trop-longue',
            what: `La lecture de ce fichier a dépassé ${seconds}\u00a0secondes\u00a0: elle a été arrêtée.`,
            fix: 'Le fichier est sans doute abîmé ou très gros. Enregistrez-le à nouveau, ou découpez-le.',
          },
        }),
      seconds * 1_000,
    )
    here.onmessage = ({ data }: MessageEvent<FileRead>) => end(data)
    worker.onerror = () => end({ problem: CRASHED })
    stop.addEventListener('abort', onStop)
    if (stop.aborted) onStop()
    else worker.postMessage(file, [there])
  })
}

const UNREACHABLE: Problem = {
  code: 'lecteur-absent',
  what: 'Le lecteur de fichiers n’a pas pu être chargé.',
  fix: 'Vérifiez votre connexion, puis recommencez.',
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
