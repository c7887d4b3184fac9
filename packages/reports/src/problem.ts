/** What went wrong with an input, said so that someone can act: what, how to fix it, where. */
export interface Problem {
  readonly code: string
  readonly what: string
  readonly fix: string
  readonly where?: string
}
