import type { AccessRole } from '../serve/access.ts'

/** The steps of a rewriting, in the order in which a document goes through them. */
export const STEPS = [
  { id: 'a-traiter', label: 'à traiter' },
  { id: 'en-reecriture', label: 'en réécriture' },
  { id: 'relecture-juridique', label: 'relecture juridique' },
  { id: 'test-usagers', label: 'test usagers' },
  { id: 'publie', label: 'publié' },
  { id: 'mesure', label: 'mesuré' },
  { id: 'accepte', label: 'accepté avec motif' },
] as const

export type Step = (typeof STEPS)[number]['id']

/** What a move asks for besides the right to make it. */
export type MoveNeed = 'motif' | 'version' | 'mesure'

/** A move from one step to another. */
export interface Move {
  readonly to: Step
  /** The least role that may make it. */
  readonly role: AccessRole
  readonly needs?: MoveNeed
}

const BY_WRITER = { role: 'redaction' } as const
const ACCEPT: Move = { to: 'accepte', role: 'responsable', needs: 'motif' }
const PUBLISH: Move = { to: 'publie', role: 'responsable', needs: 'version' }
const AGAIN: Move = { to: 'a-traiter', role: 'responsable', needs: 'motif' }

/** Every allowed move, by the step it starts from: the one place where they are written. */
export const MOVES: Readonly<Record<Step, readonly Move[]>> = {
  'a-traiter': [{ to: 'en-reecriture', ...BY_WRITER }, ACCEPT],
  'en-reecriture': [
    { to: 'a-traiter', ...BY_WRITER },
    { to: 'relecture-juridique', ...BY_WRITER },
    { to: 'test-usagers', ...BY_WRITER },
    ACCEPT,
  ],
  'relecture-juridique': [{ to: 'en-reecriture', ...BY_WRITER }, { to: 'test-usagers', ...BY_WRITER }, PUBLISH, ACCEPT],
  'test-usagers': [{ to: 'en-reecriture', ...BY_WRITER }, { to: 'relecture-juridique', ...BY_WRITER }, PUBLISH, ACCEPT],
  // What is published stays published: another rewriting begins a new version.
  publie: [{ to: 'mesure', role: 'responsable', needs: 'mesure' }, AGAIN],
  mesure: [AGAIN],
  accepte: [AGAIN],
}

/** The move between two steps; `undefined`: it is not allowed. */
export function moveBetween(from: Step, to: Step): Move | undefined {
  return MOVES[from].find((move) => move.to === to)
}

/** A step by its id, as a form or a store gives it. */
export function stepOf(id: string | undefined): Step | undefined {
  return STEPS.find((step) => step.id === id)?.id
}

/** « relecture juridique » */
export function stepLabel(id: Step): string {
  return STEPS.find((step) => step.id === id)?.label ?? id
}

/** True while something is still to be done before the new text is out. */
export function isOpen(step: Step): boolean {
  return step !== 'publie' && step !== 'mesure' && step !== 'accepte'
}
