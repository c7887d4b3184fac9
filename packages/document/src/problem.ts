import type { Problem } from './document.ts'

/** An input that cannot be read at all: carries the problem, said so that someone can act. */
export class ReadError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, cause?: unknown) {
    super(`${problem.what} ${problem.fix}`, cause === undefined ? undefined : { cause })
    this.name = 'ReadError'
    this.problem = problem
  }
}
