import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MapDocument } from '../../src/data.ts'
import { usePage } from './context.ts'
import { type Dot, dotAt, draw, drawMark, frameOf, nameDots, type Paint, place, SHAPES, shapeOf } from './plot.ts'
import { sayCount, sayWhole } from './say.ts'

/** The documents by impact and observed complexity, drawn on a canvas. The table under it holds the same content. */
export function Quadrants({ documents }: { readonly documents: readonly MapDocument[] }) {
  const { data, go, names, printing } = usePage()
  const holder = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ width: 960, height: 520 })
  const [marked, setMarked] = useState<number | null>(null)
  const dark = useDarkMode()

  const split = { impact: 50, complexity: data.labels.grades.find(({ letter }) => letter === 'D')?.from ?? 50 }
  const frame = useMemo(() => frameOf(data.documents, size.width, size.height, split), [data, size.width, size.height])
  const dots = useMemo(() => place(documents, frame), [documents, frame])
  const order = useMemo(
    () => [...dots].sort((a, b) => (b.document.priority?.value ?? 0) - (a.document.priority?.value ?? 0)),
    [dots],
  )
  const current = marked === null ? undefined : order.find(({ document }) => document.id === marked)

  useLayoutEffect(() => {
    const box = holder.current
    if (!box) return
    const observer = new ResizeObserver(() => {
      const width = Math.round(box.clientWidth)
      const height = Math.round(Math.min(560, Math.max(340, width * 0.52)))
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const context = prepare(picture.current, size)
    if (!context || !holder.current) return
    const paint = readPaint(holder.current)
    context.font = `12px ${paint.font}`
    const labels = nameDots(dots, frame, (text) => context.measureText(text).width, size.width < 560 ? 3 : 8)
    draw(context, frame, dots, paint, labels)
  }, [dots, frame, size, dark, printing])

  useLayoutEffect(() => {
    const context = prepare(overlay.current, size)
    if (context && holder.current) drawMark(context, frame, current, readPaint(holder.current))
  }, [current, frame, size, dark])

  const at = (event: MouseEvent, reach: number): Dot | undefined => {
    const box = overlay.current?.getBoundingClientRect()
    return box && dotAt(dots, event.clientX - box.left, event.clientY - box.top, reach)
  }
  const step = (by: number): void => {
    const rank = current ? order.indexOf(current) : by > 0 ? -1 : order.length
    const next = order[Math.min(order.length - 1, Math.max(0, rank + by))]
    if (next) setMarked(next.document.id)
  }
  const onKey = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      ArrowRight: () => step(1),
      ArrowDown: () => step(1),
      ArrowLeft: () => step(-1),
      ArrowUp: () => step(-1),
      Home: () => step(-order.length),
      End: () => step(order.length),
      Escape: () => setMarked(null),
      Enter: () => {
        if (current) go({ view: 'document', document: current.document.id })
      },
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  const said = current
    ? `${current.document.title}. ${describe(current, data.labels.grades)} ${order.indexOf(current) + 1} sur ${order.length}. Entrée pour ouvrir la fiche.`
    : ''
  const present = SHAPES.filter(({ id }) => documents.some(({ type }) => shapeOf(type) === id))

  return (
    <figure class="quadrants">
      <div
        ref={holder}
        class="plot"
        role="application"
        aria-roledescription="nuage de points"
        aria-label={`Carte de ${sayCount(dots.length, 'document')}\u00a0: impact et complexité observée. Flèches pour aller d’un document à l’autre, du plus prioritaire au moins prioritaire\u00a0; Entrée pour ouvrir sa fiche. Le tableau qui suit donne le même contenu.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is walked with the arrow keys
        tabIndex={0}
        onKeyDown={onKey}
        onBlur={() => setMarked(null)}
      >
        <canvas ref={picture} />
        <canvas
          ref={overlay}
          class={current ? 'is-pointing' : ''}
          onPointerMove={(event) => setMarked(at(event, 8)?.document.id ?? null)}
          onPointerLeave={() => setMarked(null)}
          onClick={(event) => {
            const dot = at(event, 18)
            if (dot) go({ view: 'document', document: dot.document.id })
          }}
        />
        {current ? (
          <div
            class={`tip${current.x > size.width * 0.6 ? ' tip-left' : ''}${current.y > size.height * 0.6 ? ' tip-up' : ''}`}
            style={{ left: `${current.x}px`, top: `${current.y}px` }}
            aria-hidden="true"
          >
            <strong>{current.document.title}</strong>
            <span>{names.service(current.document.service)}</span>
            <span>{describe(current, data.labels.grades)}</span>
          </div>
        ) : null}
        <div class="unseen" aria-live="polite">
          {said}
        </div>
      </div>
      <figcaption class="legend">
        {present.map(({ id, label }) => (
          <span key={id} class="legend-item">
            <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
              {id === 'lettre' ? <circle r="6" /> : null}
              {id === 'message' ? <rect x="-5.5" y="-5.5" width="11" height="11" /> : null}
              {id === 'page' ? <path d="M0-7 6.6 5H-6.6Z" /> : null}
              {id === 'formulaire' ? <path d="M0-7.5 7.5 0 0 7.5-7.5 0Z" /> : null}
            </svg>
            {label}
          </span>
        ))}
        <span class="legend-item">
          <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true" class="hollow">
            <circle r="5.5" />
          </svg>
          Creux&nbsp;: portée ou mise en page inconnue
        </span>
        <span class="legend-item">Taille&nbsp;: nombre de signalements</span>
      </figcaption>
    </figure>
  )
}

function describe({ document }: Dot, grades: readonly { letter: string; label: string }[]): string {
  const { priority, score, reports } = document
  if (!priority || !score) return ''
  const label = grades.find(({ letter }) => letter === score.grade)?.label ?? ''
  const counted = reports ? `, ${sayCount(reports.counted, 'signalement')}` : ''
  return `Priorité ${priority.class.slice(1)}, note ${score.grade} (${label}), complexité observée ${sayWhole(priority.terms.C)}, impact ${sayWhole(priority.terms.impact)}${counted}.`
}

function prepare(
  canvas: HTMLCanvasElement | null,
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D | null {
  if (!canvas) return null
  const ratio = Math.max(1, window.devicePixelRatio)
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}

function readPaint(element: Element): Paint {
  const style = getComputedStyle(element)
  const color = (name: string): string => style.getPropertyValue(name).trim()
  return {
    ink: color('--ink'),
    muted: color('--muted'),
    line: color('--line'),
    paper: color('--paper'),
    accent: color('--accent'),
    wash: color('--wash'),
    font: style.fontFamily,
  }
}

function useDarkMode(): boolean {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), [])
  const [dark, setDark] = useState(query.matches)
  useEffect(() => {
    const change = (): void => setDark(query.matches)
    query.addEventListener('change', change)
    return () => query.removeEventListener('change', change)
  }, [query])
  return dark
}
