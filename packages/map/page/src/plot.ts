import type { MapDocument } from '../../src/data.ts'
import type { Zone } from './address.ts'

/** Families of types, each with its shape: thirteen shapes would not be told apart. */
export const SHAPES = [
  { id: 'lettre', label: 'Lettre', types: null },
  { id: 'message', label: 'Courriel ou message', types: ['courriel', 'script-telephonique'] },
  { id: 'page', label: 'Page ou notice', types: ['page-information', 'notice'] },
  { id: 'formulaire', label: 'Formulaire', types: ['formulaire'] },
] as const

export type Shape = (typeof SHAPES)[number]['id']

export function shapeOf(type: string): Shape {
  return SHAPES.find(({ types }) => types !== null && (types as readonly string[]).includes(type))?.id ?? 'lettre'
}

/** A document placed on the drawing, or several that are too near to be told apart. */
export interface Dot {
  /** The most urgent of them. */
  readonly document: MapDocument
  readonly count: number
  /** Where they stand, when they are several. */
  readonly zone: Zone | null
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly shape: Shape
  /** The reach or the layout is unknown. */
  readonly hollow: boolean
}

export interface Frame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** Where the quadrants are cut. */
  readonly split: { readonly impact: number; readonly complexity: number }
}

/** The drawing's frame: the scales stretch to the data, by tens, and always hold the cut of the quadrants; a small zone fills it. */
export function frameOf(
  documents: readonly MapDocument[],
  width: number,
  height: number,
  split: Frame['split'],
  zone: Zone | null = null,
): Frame {
  const impacts = documents.flatMap(({ priority }) => (priority ? [priority.impact] : []))
  const complexities = documents.flatMap(({ priority }) => (priority ? [priority.complexity] : []))
  const isClose = zone !== null && zone.impact[1] - zone.impact[0] <= CLOSE
  const narrow = width < 560
  return {
    width,
    height,
    left: narrow ? 34 : 52,
    right: 14,
    top: 12,
    bottom: narrow ? 38 : 44,
    x: isClose ? zone.impact : range(impacts, split.impact),
    y: isClose ? zone.complexity : range(complexities, split.complexity),
    split,
  }
}

function range(values: readonly number[], cut: number): readonly [number, number] {
  let low = cut - 20
  let high = cut + 20
  for (const value of values) {
    if (value < low + 3) low = value - 3
    if (value > high - 3) high = value + 3
  }
  return [Math.max(0, Math.floor(low / 10) * 10), Math.min(100, Math.ceil(high / 10) * 10)]
}

/** A zone that is not wider is looked at closely. */
const CLOSE = 10

/** Blank inside the frame, so that a dot at the end of a scale is whole. */
const INSET = 12

export function toX(value: number, frame: Frame): number {
  const [low, high] = frame.x
  return frame.left + INSET + ((value - low) / (high - low)) * (frame.width - frame.left - frame.right - 2 * INSET)
}

export function toY(value: number, frame: Frame): number {
  const [low, high] = frame.y
  return (
    frame.height -
    frame.bottom -
    INSET -
    ((value - low) / (high - low)) * (frame.height - frame.top - frame.bottom - 2 * INSET)
  )
}

/** Beyond so many documents, those that would overlap are drawn as one. */
const CROWD = 3000
/** The side of the squares whose documents are drawn as one, in pixels. */
const SQUARE = 18

/** Places the documents that have a priority; the largest are drawn first so that none hides another. */
export function place(documents: readonly MapDocument[], frame: Frame): readonly Dot[] {
  const dots = documents.length > CROWD ? crowd(documents, frame) : documents.flatMap((one) => placeOne(one, frame))
  return dots.sort((a, b) => b.radius - a.radius)
}

function placeOne(document: MapDocument, frame: Frame): Dot[] {
  const { priority, score } = document
  if (!priority || !score) return []
  return [
    {
      document,
      count: 1,
      zone: null,
      x: toX(priority.impact, frame),
      y: toY(priority.complexity, frame),
      radius: 5 + Math.min(11, Math.sqrt(document.reports?.counted ?? 0) * 1.5),
      shape: shapeOf(document.type),
      hollow: priority.estimated || score.parts['mise-en-page'] === undefined,
    },
  ]
}

function crowd(documents: readonly MapDocument[], frame: Frame): Dot[] {
  const across = ((frame.x[1] - frame.x[0]) * SQUARE) / (frame.width - frame.left - frame.right - 2 * INSET)
  const down = ((frame.y[1] - frame.y[0]) * SQUARE) / (frame.height - frame.top - frame.bottom - 2 * INSET)
  const squares = new Map<number, { column: number; row: number; first: MapDocument; count: number }>()
  for (const document of documents) {
    const { priority } = document
    if (!priority || !document.score) continue
    const column = Math.floor((priority.impact - frame.x[0]) / across)
    const row = Math.floor((priority.complexity - frame.y[0]) / down)
    const square = squares.get(column * 1000 + row)
    if (square === undefined) {
      squares.set(column * 1000 + row, { column, row, first: document, count: 1 })
      continue
    }
    square.count += 1
    if (priority.value > (square.first.priority?.value ?? 0)) square.first = document
  }
  const most = Math.max(1, ...[...squares.values()].map(({ count }) => count))
  const tenth = (value: number): number => Math.round(value * 10) / 10
  return [...squares.values()].flatMap(({ column, row, first, count }): Dot[] => {
    if (count === 1) return placeOne(first, frame).map((dot) => ({ ...dot, radius: 3 }))
    const left = frame.x[0] + column * across
    const low = frame.y[0] + row * down
    return [
      {
        document: first,
        count,
        zone: {
          impact: [tenth(left), Math.min(100, tenth(left + across))],
          complexity: [tenth(low), Math.min(100, tenth(low + down))],
        },
        x: toX(left + across / 2, frame),
        y: toY(low + down / 2, frame),
        radius: 3 + (SQUARE / 2 - 3) * Math.sqrt(count / most),
        shape: 'lettre',
        hollow: false,
      },
    ]
  })
}

/** The dot under a point, or the nearest within a finger's reach. */
export function dotAt(dots: readonly Dot[], x: number, y: number, reach: number): Dot | undefined {
  let best: Dot | undefined
  let least = reach
  for (const dot of dots) {
    const distance = Math.max(0, Math.hypot(dot.x - x, dot.y - y) - dot.radius)
    if (distance < least || (distance === least && best !== undefined && dot.radius < best.radius)) {
      best = dot
      least = distance
    }
  }
  return best
}

export interface Paint {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly paper: string
  readonly accent: string
  readonly wash: string
  readonly font: string
}

/** A picture goes on paper, whatever the screen. */
export const ON_PAPER = {
  ink: '#1b1d22',
  muted: '#5b6068',
  line: '#d9dadd',
  paper: '#ffffff',
  accent: '#2b4eb8',
  wash: '#eef2fc',
} as const

/** Draws the frame, the quadrants and the dots. */
export function draw(
  context: CanvasRenderingContext2D,
  frame: Frame,
  dots: readonly Dot[],
  paint: Paint,
  names: readonly { dot: Dot; text: string }[],
): void {
  const { width, height, left, right, top, bottom, split } = frame
  const [x0, y0, x1, y1] = [left, height - bottom, width - right, top]
  const [cutX, cutY] = [toX(split.impact, frame), toY(split.complexity, frame)]
  context.fillStyle = paint.paper
  context.fillRect(0, 0, width, height)
  context.fillStyle = paint.wash
  context.fillRect(cutX, y1, x1 - cutX, cutY - y1)
  context.lineWidth = 1
  context.strokeStyle = paint.line
  context.strokeRect(x0 + 0.5, y1 + 0.5, x1 - x0 - 1, y0 - y1 - 1)
  context.beginPath()
  context.moveTo(Math.round(cutX) + 0.5, y1)
  context.lineTo(Math.round(cutX) + 0.5, y0)
  context.moveTo(x0, Math.round(cutY) + 0.5)
  context.lineTo(x1, Math.round(cutY) + 0.5)
  context.setLineDash([4, 4])
  context.strokeStyle = paint.muted
  context.stroke()
  context.setLineDash([])

  context.font = `12px ${paint.font}`
  context.fillStyle = paint.muted
  context.textBaseline = 'top'
  context.textAlign = 'center'
  for (let value = frame.x[0]; value <= frame.x[1]; value += 10)
    context.fillText(String(value), toX(value, frame), y0 + 6)
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (let value = frame.y[0]; value <= frame.y[1]; value += 10)
    context.fillText(String(value), x0 - 6, toY(value, frame))
  context.textAlign = 'right'
  context.textBaseline = 'alphabetic'
  context.fillText('Impact (portée et enjeu) →', x1, height - 6)
  if (left > 40) {
    context.save()
    context.translate(13, y1)
    context.rotate(-Math.PI / 2)
    context.textBaseline = 'middle'
    context.fillText('Complexité observée →', 0, 0)
    context.restore()
  }

  for (const dot of dots) drawDot(context, dot, paint, dots.length > 400 ? 0.55 : 0.78)

  context.font = `600 ${width < 560 ? 11.5 : 13}px ${paint.font}`
  context.textBaseline = 'top'
  const corner = (text: string, x: number, y: number, align: 'left' | 'right'): void => {
    context.textAlign = align
    context.lineWidth = 4
    context.strokeStyle = paint.paper
    context.lineJoin = 'round'
    context.strokeText(text, x, y)
    context.fillStyle = paint.ink
    context.fillText(text, x, y)
  }
  corner('Refondre d’abord', x1 - 10, y1 + 9, 'right')
  corner(width < 560 ? 'Au fil de l’eau' : 'Simplifier au fil de l’eau', x0 + 10, y1 + 9, 'left')
  corner('Surveiller', x1 - 10, y0 - 23, 'right')
  corner('Modèles à copier', x0 + 10, y0 - 23, 'left')

  context.font = `12px ${paint.font}`
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  for (const { dot, text } of names) {
    const x = dot.x + dot.radius + 5
    context.lineWidth = 3
    context.strokeStyle = paint.paper
    context.strokeText(text, x, dot.y)
    context.fillStyle = paint.ink
    context.fillText(text, x, dot.y)
  }
}

function drawDot(context: CanvasRenderingContext2D, dot: Dot, paint: Paint, alpha: number): void {
  trace(context, dot, dot.radius)
  if (dot.hollow) {
    context.globalAlpha = 0.85
    context.fillStyle = paint.paper
    context.fill()
    context.globalAlpha = 1
    context.lineWidth = 1.75
    context.strokeStyle = paint.accent
    context.stroke()
    return
  }
  context.globalAlpha = alpha
  context.fillStyle = paint.accent
  context.fill()
  context.globalAlpha = 1
  context.lineWidth = 1.25
  context.strokeStyle = paint.paper
  context.stroke()
}

/** A ring around the dot that is pointed at or chosen with the keys. */
export function drawMark(context: CanvasRenderingContext2D, frame: Frame, dot: Dot | undefined, paint: Paint): void {
  context.clearRect(0, 0, frame.width, frame.height)
  if (!dot) return
  trace(context, dot, dot.radius + 4)
  context.lineWidth = 2.5
  context.strokeStyle = paint.ink
  context.stroke()
}

function trace(context: CanvasRenderingContext2D, { x, y, shape }: Dot, radius: number): void {
  context.beginPath()
  if (shape === 'lettre') context.arc(x, y, radius, 0, 2 * Math.PI)
  if (shape === 'message') context.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76)
  if (shape === 'formulaire') {
    const r = radius * 1.25
    context.moveTo(x, y - r)
    context.lineTo(x + r, y)
    context.lineTo(x, y + r)
    context.lineTo(x - r, y)
    context.closePath()
  }
  if (shape === 'page') {
    const r = radius * 1.3
    context.moveTo(x, y - r)
    context.lineTo(x + r * 0.95, y + r * 0.72)
    context.lineTo(x - r * 0.95, y + r * 0.72)
    context.closePath()
  }
}

/** Short names beside the first dots by priority, where they cover neither a dot nor another name. */
export function nameDots(
  dots: readonly Dot[],
  frame: Frame,
  measure: (text: string) => number,
  most: number,
): readonly { dot: Dot; text: string }[] {
  const byPriority = dots
    .filter(({ document, count }) => document.priority !== null && count === 1)
    .sort((a, b) => (b.document.priority?.value ?? 0) - (a.document.priority?.value ?? 0))
  const named: { dot: Dot; text: string; right: number }[] = []
  for (const dot of byPriority.slice(0, most * 3)) {
    if (named.length >= most) break
    const text = shorten(dot.document.title)
    const left = dot.x + dot.radius + 5
    const right = left + measure(text)
    if (right > frame.width - frame.right - 4) continue
    // The corners belong to the names of the quadrants.
    if (dot.y < frame.top + 34 || dot.y > frame.height - frame.bottom - 32) continue
    const hidden = dots.some(
      (other) =>
        other !== dot &&
        other.x + other.radius > left - 2 &&
        other.x - other.radius < right &&
        Math.abs(other.y - dot.y) < other.radius + 7,
    )
    const covered = named.some(
      (other) => other.dot.x < right && other.right > dot.x && Math.abs(other.dot.y - dot.y) < 15,
    )
    if (!hidden && !covered) named.push({ dot, text, right })
  }
  return named
}

function shorten(title: string): string {
  if (title.length <= 30) return title
  const cut = title.slice(0, 29)
  return `${cut.slice(0, Math.max(14, cut.lastIndexOf(' ')))}…`
}
