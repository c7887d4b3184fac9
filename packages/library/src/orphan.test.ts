import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'

const isLinux = existsSync('/proc/self/task')

/** Waits for an answer, as long as the test itself may last. */
async function until<T>(ask: () => T | undefined): Promise<T> {
  for (;;) {
    const found = ask()
    if (found !== undefined) return found
    await wait(50)
  }
}

function childOf(pid: number): number | undefined {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return child === undefined || child === '' ? undefined : Number(child)
}

/** Seconds of processor that a process has used. */
function used(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

test.skipIf(!isLinux)(
  'a reader busy with a letter dies with the process that asked for it (reads /proc)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'limpide-orphan-'))
    const letter = join(folder, 'longue.txt')
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `La demande ${i} est acceptée, et vous serez ${i} fois remboursé.\n\n`,
    )
    writeFileSync(letter, lines.join(''))
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'orphan-parent-fixture.ts'), letter], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    try {
      await new Promise((resolve) => parent.stdout.once('data', resolve))
      const reader = await until(() => childOf(parent.pid ?? 0))
      // Long past its start: it is reading, and hears no message.
      await until(() => (used(reader) > 3 ? true : undefined))
      parent.kill('SIGKILL')
      await until(() => (existsSync(`/proc/${reader}`) ? undefined : true))
      expect(existsSync(`/proc/${reader}`)).toBe(false)
    } finally {
      parent.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
