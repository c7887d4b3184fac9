import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MapDocument } from '../../src/data.ts'
import { usePage } from './context.ts'
import { ExportBar } from './export-bar.tsx'
import { sayFilters } from './filters.tsx'
import type { PageData } from './load.ts'
import {
  type Dot,
  dotAt,
  draw,
  drawMark,
  frameOf,
  nameDots,
  ON_PAPER,
  type Paint,
  place,
  SHAPES,
  shapeOf,
} from './plot.ts'
import { sayCount, sayDay, sayWhole } from './say.ts'
import { splitOf } from './zones.tsx'

/** The documents by impact and observed complexity, drawn on a canvas. The table under it holds the same content. */
export function Quadrants({ documents }: { readonly documents: readonly MapDocument[] }) {
  const page = usePage()
  const { data, address, filter, go, names, printing } = page
  const holder = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ width: 960, height: 520 })
  const [marked, setMarked] = useState<number | null>(null)
  const dark = useDarkMode()

  const split = splitOf(data)
  const { zone } = address.filters
  const frame = useMemo(
    () => frameOf(data.documents, size.width, size.height, split, zone),
    [data, size.width, size.height, zone],
  )
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
  /** A document opens its sheet; several fill the drawing and the table. */
  const openDot = ({ document, zone: around }: Dot): void => {
    if (around === null) go({ view: 'document', document: document.id })
    else filter({ zone: around })
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
        if (current) openDot(current)
      },
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  const shown = dots.reduce((sum, { count }) => sum + count, 0)
  const isCrowd = dots.some(({ count }) => count > 1)
  const said = current
    ? `${sayDots(current)}${describe(current, data.labels.grades)} ${order.indexOf(current) + 1} sur ${order.length}. ${current.count > 1 ? 'Entrée pour les voir tous.' : 'Entrée pour ouvrir la fiche.'}`
    : ''
  const present = SHAPES.filter(({ id }) => documents.some(({ type }) => shapeOf(type) === id))

  return (
    <figure class="quadrants">
      <div
        ref={holder}
        class="plot"
        role="application"
        aria-roledescription="nuage de points"
        aria-label={`Carte de ${sayCount(shown, 'document')}\u00a0: impact et complexité observée. Flèches pour aller d’un document à l’autre, du plus prioritaire au moins prioritaire\u00a0; Entrée pour ouvrir sa fiche. Le tableau qui suit donne le même contenu.`}
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
            if (dot) openDot(dot)
          }}
        />
        {current ? (
          <div
            class={`tip${current.x > size.width * 0.6 ? ' tip-left' : ''}${current.y > size.height * 0.6 ? ' tip-up' : ''}`}
            style={{ left: `${current.x}px`, top: `${current.y}px` }}
            aria-hidden="true"
          >
            {current.count > 1 ? <span>{sayCount(current.count, 'document')}, dont</span> : null}
            <strong>{current.document.title}</strong>
            <span>{names.service(current.document.service)}</span>
            <span>{describe(current, data.labels.grades)}</span>
          </div>
        ) : null}
        <div class="unseen" aria-live="polite">
          {said}
        </div>
      </div>
      <ExportBar name="carte" picture={() => toPicture(data, documents, sayFilters(page))} />
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
        <span class="legend-item">
          {isCrowd
            ? 'Rond\u00a0: plusieurs documents voisins, à ouvrir pour les voir'
            : 'Taille\u00a0: nombre de signalements'}
        </span>
      </figcaption>
    </figure>
  )
}

/** The drawing for a report: the dots of the screen on white, under its title. */
function toPicture(data: PageData, documents: readonly MapDocument[], filters: string): HTMLCanvasElement {
  const [width, height, above, below] = [1200, 640, 64, 40]
  const canvas = document.createElement('canvas')
  canvas.width = 2 * width
  canvas.height = 2 * (above + height + below)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const font = getComputedStyle(document.body).fontFamily
  const paint: Paint = { ...ON_PAPER, font }
  context.scale(2, 2)
  context.fillStyle = paint.paper
  context.fillRect(0, 0, width, above + height + below)
  context.fillStyle = paint.ink
  context.textBaseline = 'top'
  context.font = `700 22px ${font}`
  context.fillText(data.title, 20, 14, width - 40)
  context.font = `14px ${font}`
  context.fillStyle = paint.muted
  const frame = frameOf(data.documents, width, height, splitOf(data))
  const dots = place(documents, frame)
  const shown = dots.reduce((sum, { count }) => sum + count, 0)
  const all = data.documents.length
  const said = `${sayCount(shown, 'document noté', 'documents notés')} sur ${sayWhole(all)}. Analyse du ${sayDay(data.generatedAt)}, règles ${data.versions.rules}, calibrage ${data.versions.calibration}. ${filters}`
  context.fillText(said, 20, 42, width - 40)
  context.translate(0, above)
  context.font = `12px ${font}`
  const labels = nameDots(dots, frame, (text) => context.measureText(text).width, 8)
  draw(context, frame, dots, paint, labels)
  context.fillStyle = paint.muted
  context.font = `13px ${font}`
  context.textAlign = 'left'
  context.textBaseline = 'top'
  context.fillText(
    'Rond : lettre. Carré : courriel. Triangle : page ou notice. Losange : formulaire. Creux : portée ou mise en page inconnue.',
    20,
    height + 10,
    width - 40,
  )
  return canvas
}

function describe({ document }: Dot, grades: readonly { letter: string; label: string }[]): string {
  const { priority, score, reports } = document
  if (!priority || !score) return ''
  const label = grades.find(({ letter }) => letter === score.grade)?.label ?? ''
  const counted = reports ? `, ${sayCount(reports.counted, 'signalement')}` : ''
  return `Priorité ${priority.class.slice(1)}, note ${score.grade} (${label}), complexité observée ${sayWhole(priority.complexity)}, impact ${sayWhole(priority.impact)}${counted}.`
}

function sayDots({ document, count }: Dot): string {
  return count > 1 ? `${sayCount(count, 'document')}, dont ${document.title}. ` : `${document.title}. `
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
