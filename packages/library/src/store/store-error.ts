import type { Problem } from 'limpide'

/** A memory that cannot be used, said with its remedy. */
export class StoreError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, cause?: unknown) {
    super(problem.what, cause === undefined ? {} : { cause })
    this.name = 'StoreError'
    this.problem = problem
  }
}
