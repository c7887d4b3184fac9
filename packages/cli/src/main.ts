import { CommanderError } from 'commander'
import { EXIT, UsageError } from './exit.ts'
import { inFrench } from './french-errors.ts'
import { createProgram } from './program.ts'

/** Runs the command; the exit code is left in `process.exitCode`. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // « limpide scan … | head »: whoever was reading is gone, there is nothing to say.
    if (code === 'EPIPE') process.exit(EXIT.clear)
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    const why = isFull ? 'le disque est plein. Libérez de la place, puis recommencez' : message
    process.stderr.write(`limpide\u00a0: le résultat n’est pas écrit en entier\u00a0: ${why}.\n`)
    process.exit(EXIT.usage)
  })
  const program = createProgram((code) => {
    process.exitCode = code
  })
  if (argv.length <= 2) {
    process.stderr.write(program.helpInformation())
    process.exitCode = EXIT.usage
    return
  }
  try {
    await program.parseAsync(argv)
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return
      const { nearest } = await import('limpide')
      process.stderr.write(`${inFrench(error, program, nearest)}\n`)
      process.exitCode = EXIT.usage
      return
    }
    if (error instanceof UsageError) {
      process.stderr.write(`limpide\u00a0: ${error.message}\n`)
      process.exitCode = EXIT.usage
      return
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(
      `limpide s’est arrêté sur une erreur qui lui est propre. Signalez-la avec ces lignes\u00a0:\n${detail}\n`,
    )
    process.exitCode = EXIT.usage
  }
}
