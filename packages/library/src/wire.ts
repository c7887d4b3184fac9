import type { Config } from 'limpide'
import type { Task } from './task.ts'

/** What a reader is told: a configuration once, then tasks that name it. */
export type FromParent =
  | { readonly kind: 'config'; readonly id: number; readonly config: Config }
  | { readonly kind: 'task'; readonly config: number; readonly task: Omit<Task, 'config'> }
