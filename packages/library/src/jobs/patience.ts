import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '../store/store-error.ts'

export interface Patience {
  readonly signal?: AbortSignal
  /** Told once when the database stops answering, and once when it answers again. */
  readonly onTrouble?: (reason: string | null) => void
  /** How long a silence is borne. */
  readonly seconds?: number
}

const STEP_MS = 1_000
const LONGEST_SECONDS = 15 * 60

/** Does what is asked of a database, again while it restarts or the network is cut: the work must bear being done twice. */
export async function patiently<T>(work: () => Promise<T>, { signal, onTrouble, seconds }: Patience): Promise<T> {
  const end = performance.now() + (seconds ?? LONGEST_SECONDS) * 1_000
  let isTold = false
  for (;;) {
    try {
      const found = await work()
      if (isTold) onTrouble?.(null)
      return found
    } catch (error) {
      if (!isPassing(error) || signal?.aborted === true || performance.now() > end) throw error
      if (!isTold) onTrouble?.(error instanceof Error ? error.message : String(error))
      isTold = true
      await pause(STEP_MS)
    }
  }
}

/** True for what a database says when it is away: refused or cut connections, a server that stops or starts. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing)
  if (!(error instanceof Error)) return false
  if (error instanceof StoreError) return error.cause !== undefined && isPassing(error.cause)
  const code = 'code' in error ? String(error.code) : ''
  return (
    // Classes of PostgreSQL: connection exceptions, not enough resources, an operator who intervenes.
    /^(08|53|57P)/.test(code) ||
    /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/.test(code) ||
    // The socket of a server that is starting is not there yet.
    (code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  )
}
