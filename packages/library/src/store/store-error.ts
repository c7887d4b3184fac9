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

/** What to say of a memory that refuses what is asked of it. */
export function unusable(where: string, error: unknown): StoreError {
  return new StoreError(
    {
      code: 'memoire-illisible',
      what: `La mémoire de cette bibliothèque ne peut pas être utilisée (${reasonOf(error)}).`,
      fix: 'Vérifiez vos droits sur ce dossier et la place qui reste sur le disque. Si le fichier est abîmé, renommez-le\u00a0: l’analyse suivante en fera un autre.',
      where,
    },
    error,
  )
}

/** The words of an error; those of the first when there are several. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
