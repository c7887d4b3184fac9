import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePage } from './context.ts'
import { sayWhole } from './say.ts'

const STEP = 50
/** A paper holds so many lines of a list at most. */
const PRINTED = 1000

/** The beginning of a list, which may be very long, and the button that shows more of it. */
export function LongList<T>({
  list,
  class: name,
  ordered = false,
  children,
}: {
  readonly list: readonly T[]
  readonly class: string
  readonly ordered?: boolean
  readonly children: (item: T, rank: number) => ComponentChildren
}) {
  const { printing } = usePage()
  const [count, setCount] = useState(STEP)
  const shown = list.slice(0, printing ? Math.max(count, PRINTED) : count)
  const left = list.length - shown.length
  const List = ordered ? 'ol' : 'ul'
  return (
    <>
      <List class={name}>{shown.map(children)}</List>
      {left > 0 && !printing ? (
        <p class="more">
          <button type="button" class="button" onClick={() => setCount(count + 10 * STEP)}>
            Afficher la suite ({sayWhole(left)})
          </button>
        </p>
      ) : null}
    </>
  )
}
