/** The numbers that pdf.js gives to the operators read here. */
export type PaintOperators = Readonly<Record<string, number>>

/** Points of the page seen, origin at the top left. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How a part of a run of text is painted, and where it ends. An absent fact could not be seen. */
export interface PaintedRun {
  readonly right: number
  readonly color?: string
  readonly background?: string
  readonly underline: boolean
}

/** What must be known of a font: the worth of a unit of its widths, and whether its letters are drawings. */
export interface PaintedFont {
  readonly unit: number
  /** A drawing has its own colours, or is blank over letters painted as shapes. */
  readonly isDrawn: boolean
}

/** What a page paints besides its words: the colour of its text, what lies behind it, and its rules. */
export interface PagePaint {
  /** How the run that starts here, on this baseline, is painted: one part, or several where its look changes. */
  run(left: number, base: number, width: number, size: number): readonly PaintedRun[]
  /** Thin straight lines, lying and standing: they underline words, or frame tables and columns. */
  readonly rules: readonly Area[]
  /** Part of the page that pictures cover, from 0 to 1. */
  readonly pictures: number
}

type Matrix = readonly [number, number, number, number, number, number]

/** What operators change, and `restore` puts back; changed in place, for a drawing has a hundred thousand of them. */
interface State {
  matrix: Matrix
  clip: Area
  fill: string | undefined
  stroke: string | undefined
  fillAlpha: number
  lineWidth: number
  font: string
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  visible: boolean
}

interface Anchor {
  readonly x: number
  width: number
  readonly rank: number
  readonly color: string | undefined
}

interface Shape extends Area {
  readonly rank: number
  /** Absent: a pattern, a picture or a shape that is no box; what is behind the words is not known. */
  readonly color: string | undefined
}

/** Thinner than this, a filled box is a line. */
const RULE = 2.5
const MAX_SHAPES = 5000

/**
 * Follows the operators of a page as a viewer would, without drawing. Pictures are expected to have been left out by
 * pdf.js (they cost more than all the rest): a place that is moved to and where nothing is painted was one.
 */
export function readPaint(
  operators: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  ops: PaintOperators,
  view: { readonly transform: readonly number[]; readonly width: number; readonly height: number },
  fontOf: (font: string) => PaintedFont,
): PagePaint {
  const page: Area = { left: 0, top: 0, right: view.width, bottom: view.height }
  const state: State = {
    matrix: matrixOf(view.transform),
    clip: page,
    fill: '#000000',
    stroke: '#000000',
    fillAlpha: 1,
    lineWidth: 1,
    font: '',
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    visible: true,
  }
  const stack: { readonly state: State; readonly moved: boolean }[] = []
  const anchors = new Map<number, Anchor[]>()
  const shapes: Shape[] = []
  const rules: Area[] = []
  let text: Matrix = IDENTITY
  let line: Matrix = IDENTITY
  let clips = false
  let moved = false
  let painted = true
  let pictures = 0

  const picture = (rank: number): void => {
    const area = meet(boxOf(state.matrix, 0, 0, 1, 1), state.clip)
    if (area === undefined) return
    pictures += (area.right - area.left) * (area.bottom - area.top)
    if (shapes.length < MAX_SHAPES) shapes.push({ ...area, rank, color: undefined })
  }
  const save = (): void => {
    stack.push({ state: { ...state }, moved })
    moved = false
    painted = false
  }
  const restore = (rank: number): void => {
    if (moved && !painted) picture(rank)
    const outer = stack.pop()
    if (outer === undefined) return
    Object.assign(state, outer.state)
    moved = outer.moved
    painted = true
  }
  const newLine = (x: number, y: number): void => {
    line = times(line, [1, 0, 0, 1, x, y])
    text = line
  }
  const show = (glyphs: unknown, rank: number): void => {
    if (!Array.isArray(glyphs)) return
    const { unit, isDrawn } = fontOf(state.font)
    const place = times(state.matrix, text)
    const y = place[3] * state.rise + place[5]
    const x = place[2] * state.rise + place[4]
    const anchor: Anchor = { x, width: 0, rank, color: isDrawn ? undefined : blend(state.fill, state.fillAlpha) }
    if (state.visible) {
      painted = true
      const key = Math.round(y)
      const known = anchors.get(key)
      if (known === undefined) anchors.set(key, [anchor])
      else known.push(anchor)
    }
    let advance = 0
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') advance -= glyph * state.size * 0.001
      else if (typeof glyph === 'object' && glyph !== null) {
        const spacing = state.charSpacing + (Reflect.get(glyph, 'isSpace') === true ? state.wordSpacing : 0)
        advance += numberOf(Reflect.get(glyph, 'width')) * unit * state.size + spacing
      }
    }
    anchor.width = place[0] * advance * state.scale
    text = times(text, [1, 0, 0, 1, advance * state.scale, 0])
  }
  const draw = (args: readonly unknown[], rank: number): void => {
    const [how, data] = args
    const path = Array.isArray(data) ? data[0] : undefined
    const fills =
      how === ops.fill ||
      how === ops.eoFill ||
      how === ops.fillStroke ||
      how === ops.eoFillStroke ||
      how === ops.closeFillStroke ||
      how === ops.closeEOFillStroke
    const strokes = !fills && (how === ops.stroke || how === ops.closeStroke)
    if (fills || strokes) painted = true
    if (!(path instanceof Float32Array)) {
      clips = false
      return
    }
    const parts = shapesOf(path)
    if (clips) {
      let around: Area | undefined
      for (const part of parts) around = join(around, boxOf(state.matrix, part.left, part.top, part.right, part.bottom))
      const clip = around === undefined ? undefined : meet(around, state.clip)
      state.clip = clip ?? { left: 0, top: 0, right: 0, bottom: 0 }
      clips = false
    }
    if ((!fills && !strokes) || shapes.length >= MAX_SHAPES) return
    for (const part of parts) {
      const area = meet(boxOf(state.matrix, part.left, part.top, part.right, part.bottom), state.clip)
      if (area === undefined) continue
      const thin = Math.min(area.right - area.left, area.bottom - area.top)
      const long = Math.max(area.right - area.left, area.bottom - area.top)
      if (strokes) {
        if (long <= 4) continue
        if (rules.length >= MAX_SHAPES) break
        const width =
          state.lineWidth * Math.sqrt(Math.abs(state.matrix[0] * state.matrix[3] - state.matrix[1] * state.matrix[2]))
        // A very wide pen makes a box: words highlighted in a leaflet.
        if (thin <= 0.5 && width > RULE) shapes.push({ ...widened(area, width / 2), rank, color: state.stroke })
        else if (thin <= 0.5) rules.push(area)
        else if (part.boxed) {
          rules.push({ ...area, bottom: area.top }, { ...area, top: area.bottom })
          rules.push({ ...area, right: area.left }, { ...area, left: area.right })
        }
        continue
      }
      if (thin <= RULE && long > 4 && rules.length < MAX_SHAPES) rules.push(area)
      else shapes.push({ ...area, rank, color: part.boxed ? blend(state.fill, state.fillAlpha) : undefined })
    }
  }

  const { fnArray, argsArray } = operators
  for (const [rank, operator] of fnArray.entries()) {
    const raw = argsArray[rank]
    const args: readonly unknown[] = Array.isArray(raw) ? raw : NONE
    switch (operator) {
      case ops.save:
        save()
        break
      case ops.restore:
        restore(rank)
        break
      case ops.transform:
        state.matrix = times(state.matrix, matrixOf(args))
        moved = true
        break
      case ops.paintFormXObjectBegin: {
        save()
        const [matrix, bounds] = args
        if (isNumbers(matrix)) state.matrix = times(state.matrix, matrixOf(matrix))
        if (isNumbers(bounds)) {
          const [left = 0, top = 0, right = 0, bottom = 0] = bounds
          const clip = meet(boxOf(state.matrix, left, top, right, bottom), state.clip)
          if (clip !== undefined) state.clip = clip
        }
        break
      }
      case ops.paintFormXObjectEnd:
        restore(rank)
        break
      case ops.setFillRGBColor:
        state.fill = colorOf(args)
        break
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state.fill = undefined
        break
      case ops.setStrokeRGBColor:
        state.stroke = colorOf(args)
        break
      case ops.setStrokeColorN:
      case ops.setStrokeTransparent:
        state.stroke = undefined
        break
      case ops.setLineWidth:
        state.lineWidth = numberOf(args[0])
        break
      case ops.setGState: {
        const [settings] = args
        if (!Array.isArray(settings)) break
        for (const setting of settings) {
          if (Array.isArray(setting) && setting[0] === 'ca') state.fillAlpha = numberOf(setting[1])
        }
        break
      }
      case ops.clip:
      case ops.eoClip:
        clips = true
        break
      case ops.constructPath:
        draw(args, rank)
        break
      case ops.shadingFill:
        painted = true
        if (shapes.length < MAX_SHAPES) shapes.push({ ...state.clip, rank, color: undefined })
        break
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageMaskXObject:
      case ops.paintImageXObjectRepeat:
      case ops.paintSolidColorImageMask:
        painted = true
        picture(rank)
        break
      case ops.beginText:
        text = IDENTITY
        line = IDENTITY
        break
      case ops.setTextMatrix: {
        const [matrix] = args
        text = matrixOf(isNumbers(matrix) ? matrix : args)
        line = text
        break
      }
      case ops.moveText:
        newLine(numberOf(args[0]), numberOf(args[1]))
        break
      case ops.setLeadingMoveText:
        state.leading = -numberOf(args[1])
        newLine(numberOf(args[0]), numberOf(args[1]))
        break
      case ops.setLeading:
        state.leading = numberOf(args[0])
        break
      case ops.nextLine:
        newLine(0, -state.leading)
        break
      case ops.setFont:
        state.font = typeof args[0] === 'string' ? args[0] : ''
        state.size = numberOf(args[1])
        break
      case ops.setCharSpacing:
        state.charSpacing = numberOf(args[0])
        break
      case ops.setWordSpacing:
        state.wordSpacing = numberOf(args[0])
        break
      case ops.setHScale:
        state.scale = numberOf(args[0]) / 100
        break
      case ops.setTextRise:
        state.rise = numberOf(args[0])
        break
      case ops.setTextRenderingMode:
        state.visible = args[0] !== 3 && args[0] !== 7
        break
      case ops.showText:
        show(args[0], rank)
        break
    }
  }
  if (moved && !painted) picture(fnArray.length)

  /** What is painted on a baseline, from left to right. */
  const onBase = (base: number, size: number): readonly Anchor[] => {
    const row = Math.round(base)
    const found = [...(anchors.get(row - 1) ?? []), ...(anchors.get(row) ?? []), ...(anchors.get(row + 1) ?? [])]
    const seen: Anchor[] = []
    for (const anchor of found.sort((a, b) => a.x - b.x)) {
      const last = seen.at(-1)
      // The same word painted again, in another colour: the last paint covers the first.
      if (last === undefined || anchor.color === last.color || anchor.x - last.x > size * 0.35) seen.push(anchor)
      else if (anchor.rank > last.rank) seen[seen.length - 1] = anchor
    }
    return seen
  }
  const behind = (x: number, y: number, rank: number): Shape | undefined => {
    let found: Shape | undefined
    for (const shape of shapes) {
      if (shape.rank >= rank) break
      if (x >= shape.left && x <= shape.right && y >= shape.top && y <= shape.bottom) found = shape
    }
    return found
  }
  const flat = rules.filter((rule) => rule.right - rule.left > rule.bottom - rule.top)
  const rows = new Map<number, readonly Area[]>()
  /** The rules that run under words and no further: not the border of a cell, nor a line to write on. */
  const underlines = (base: number, size: number, row: readonly Anchor[]): readonly Area[] => {
    const key = Math.round(base * 4)
    const known = rows.get(key)
    if (known !== undefined) return known
    const found: Area[] = []
    for (const rule of flat) {
      if (rule.top < base - size * 0.05 || rule.bottom > base + size * 0.35) continue
      let covered = 0
      let reached = rule.left
      for (const { x, width } of row) {
        const from = Math.max(x, reached)
        const to = Math.min(x + width, rule.right)
        if (to <= from) continue
        covered += to - from
        reached = to
      }
      if (covered >= (rule.right - rule.left) * 0.85) found.push(rule)
    }
    rows.set(key, found)
    return found
  }

  return {
    rules,
    pictures: Math.min(1, pictures / Math.max(1, view.width * view.height)),
    run(left, base, width, size) {
      const right = left + width
      const row = onBase(base, size)
      const under = underlines(base, size, row)
      // What starts inside the run belongs to it; its beginning may go on with what started before it.
      const inside = row.filter(({ x }) => x >= left - 1 && x < right - 1)
      const before = row.filter(({ x }) => x < left - 1).at(-1)
      const first = inside[0]
      const lead = first === undefined || (first.x > left + size && before !== undefined) ? before : undefined
      const cuts = new Set<number>()
      let color = lead?.color ?? first?.color
      for (const anchor of inside) {
        if (anchor.color !== color && anchor.x > left + 1) cuts.add(anchor.x)
        color = anchor.color
      }
      for (const rule of under) {
        for (const x of [rule.left, rule.right]) if (x > left + size * 0.4 && x < right - size * 0.4) cuts.add(x)
      }
      const parts: PaintedRun[] = []
      let from = left
      for (const to of [...[...cuts].sort((a, b) => a - b), right]) {
        const start = from
        from = to
        const anchor = inside.filter(({ x }) => x <= start + 1).at(-1) ?? lead ?? first
        const middle = (start + to) / 2
        const underline = under.some((rule) => rule.left <= middle && rule.right >= middle)
        const paint =
          anchor === undefined ? undefined : { anchor, shape: behind(middle, base - size * 0.3, anchor.rank) }
        if (paint?.anchor.color === undefined || (paint.shape !== undefined && paint.shape.color === undefined)) {
          parts.push({ right: to, underline })
          continue
        }
        parts.push({
          right: to,
          color: paint.anchor.color,
          ...(paint.shape?.color === undefined ? {} : { background: paint.shape.color }),
          underline,
        })
      }
      return parts
    },
  }
}

const NONE: readonly unknown[] = []
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) || value instanceof Float32Array
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function matrixOf(values: readonly unknown[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values
  return [numberOf(a), numberOf(b), numberOf(c), numberOf(d), numberOf(e), numberOf(f)]
}

/** What applies `inner`, then `outer`. */
function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

function boxOf([a, b, c, d, e, f]: Matrix, left: number, top: number, right: number, bottom: number): Area {
  const xs = [a * left + c * top + e, a * right + c * bottom + e, a * left + c * bottom + e, a * right + c * top + e]
  const ys = [b * left + d * top + f, b * right + d * bottom + f, b * left + d * bottom + f, b * right + d * top + f]
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

function meet(one: Area, other: Area): Area | undefined {
  const left = Math.max(one.left, other.left)
  const top = Math.max(one.top, other.top)
  const right = Math.min(one.right, other.right)
  const bottom = Math.min(one.bottom, other.bottom)
  return right < left || bottom < top ? undefined : { left, top, right, bottom }
}

/** A line as thick as its pen. */
function widened(area: Area, half: number): Area {
  return area.right - area.left > area.bottom - area.top
    ? { ...area, top: area.top - half, bottom: area.bottom + half }
    : { ...area, left: area.left - half, right: area.right + half }
}

function join(one: Area | undefined, other: Area): Area {
  if (one === undefined) return other
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

function colorOf(args: readonly unknown[]): string | undefined {
  const [color] = args
  return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : undefined
}

/** A see-through colour as it shows on white paper. */
function blend(color: string | undefined, alpha: number): string | undefined {
  if (color === undefined || alpha >= 0.99) return color
  let seen = '#'
  for (let at = 1; at < 7; at += 2) {
    const value = Number.parseInt(color.slice(at, at + 2), 16) * alpha + 255 * (1 - alpha)
    seen += Math.round(value).toString(16).padStart(2, '0')
  }
  return seen
}

/** The parts of a path, and whether each is close to a box: a circle hides the corners of what it covers. */
function shapesOf(path: Float32Array): (Area & { readonly boxed: boolean })[] {
  const parts: (Area & { readonly boxed: boolean })[] = []
  let points: number[] = []
  const flush = (): void => {
    if (points.length >= 4) {
      let twice = 0
      let left = Number.POSITIVE_INFINITY
      let top = Number.POSITIVE_INFINITY
      let right = Number.NEGATIVE_INFINITY
      let bottom = Number.NEGATIVE_INFINITY
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i] ?? 0
        const y = points[i + 1] ?? 0
        twice += x * (points[(i + 3) % points.length] ?? 0) - (points[(i + 2) % points.length] ?? 0) * y
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y)
      }
      const whole = (right - left) * (bottom - top)
      parts.push({ left, top, right, bottom, boxed: whole < 1 || Math.abs(twice) / 2 >= whole * 0.85 })
    }
    points = []
  }
  let at = 0
  while (at < path.length) {
    const operation = path[at]
    const arguments_ = operation === 0 || operation === 1 ? 2 : operation === 2 ? 6 : operation === 3 ? 4 : 0
    if (operation === 0) flush()
    if (arguments_ > 0) points.push(path[at + arguments_ - 1] ?? 0, path[at + arguments_] ?? 0)
    at += arguments_ + 1
  }
  flush()
  return parts
}
