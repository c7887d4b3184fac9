import type { ScanRecord } from '@limpide/library'

/** What the command answers to the shell. */
export const EXIT = { clear: 0, threshold: 1, usage: 2, partial: 3, interrupted: 130 } as const

/** A mistake in the command line, said with its remedy; ends the command with code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** True for a file that gave no text: it could not be opened, or holds only images. */
export function isUnread(record: Pick<ScanRecord, 'type' | 'problems'>): boolean {
  return record.type === null || record.problems.some((problem) => problem.code === 'sans-texte')
}
