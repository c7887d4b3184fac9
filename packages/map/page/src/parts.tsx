import type { ComponentChildren } from 'preact'
import type { MapDocument } from '../../src/data.ts'
import { writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { shownMargin } from './documents-grid.ts'
import { sayFew, sayWhole } from './say.ts'

/** The letter of a grade, always with its letter: the tint only repeats it. */
export function Grade({ letter, large = false }: { readonly letter: string; readonly large?: boolean }) {
  return (
    <span class={`grade grade-${letter}${large ? ' grade-large' : ''}`}>
      <span class="unseen">Note </span>
      {letter}
    </span>
  )
}

/** « P1 » with the value it stands for. */
export function PriorityTag({ priority }: { readonly priority: NonNullable<MapDocument['priority']> }) {
  return (
    <span class={`priority priority-${priority.class}`}>
      <span class="unseen">Priorité </span>
      {priority.class}
    </span>
  )
}

/** A bar whose length is said beside it. */
export function Bar({ value, max = 100 }: { readonly value: number; readonly max?: number }) {
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-fill" style={{ inlineSize: `${Math.max(0, Math.min(100, (100 * value) / max))}%` }} />
    </span>
  )
}

/** A link to a document's sheet that keeps the filters. */
export function SheetLink({
  document,
  children,
}: {
  readonly document: MapDocument
  readonly children: ComponentChildren
}) {
  const { address } = usePage()
  return <a href={writeAddress({ ...address, view: 'document', document: document.id })}>{children}</a>
}

/** « 56 ± 7 » */
export function ScoreNumber({ score }: { readonly score: NonNullable<MapDocument['score']> }) {
  return (
    <span class="score-number">
      {sayWhole(score.value)}
      <span class="muted"> ±&nbsp;{sayFew(shownMargin(score.margin))}</span>
    </span>
  )
}

/** A heading with what it is about, then the content. */
export function Section({
  title,
  intro,
  id,
  children,
}: {
  readonly title: string
  readonly intro?: ComponentChildren
  readonly id?: string
  readonly children: ComponentChildren
}) {
  return (
    <section class="section" {...(id ? { id } : {})}>
      <h2>{title}</h2>
      {intro ? <p class="intro">{intro}</p> : null}
      {children}
    </section>
  )
}
