import type { Change } from '@limpide/library/store'
import { count } from './number.ts'

const SAID: readonly (readonly [Change, string])[] = [
  ['added', 'ajouté'],
  ['changed', 'modifié'],
  ['moved', 'déplacé'],
  ['deleted', 'retiré'],
]

/** What moved in a library, without what did not: « 3 ajoutés, 1 déplacé ». */
export function sayChanges(changes: Readonly<Partial<Record<Change, number>>>): string {
  const parts = SAID.flatMap(([change, word]) => {
    const found = changes[change] ?? 0
    return found === 0 ? [] : [count(found, word)]
  })
  const rescored = changes.rescored ?? 0
  if (rescored > 0) parts.push(`${count(rescored, 'réévalué')} (règles ou réglages différents)`)
  return parts.length === 0 ? 'aucun changement' : parts.join(', ')
}
