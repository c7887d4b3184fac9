import type { MapClassMove, MapScan } from '../../src/data.ts'
import { usePage } from './context.ts'
import { ExportBar } from './export-bar.tsx'
import type { Grid } from './grid.ts'
import type { PageData } from './load.ts'
import { LongList } from './more.tsx'
import { ScoreNumber, Section, SheetLink } from './parts.tsx'
import { ON_PAPER } from './plot.ts'
import { sayCount, sayDay, sayShare, sayTenth, sayWhole } from './say.ts'

/** How the library moved from one scan to the next; what stays within the margin is said « stable ». */
export function TrendView() {
  const { data, printing } = usePage()
  const { scans } = data
  const last = scans.at(-1)
  const before = scans.at(-2)
  return (
    <>
      <h1 tabIndex={-1}>Évolution</h1>
      {last === undefined || before === undefined ? (
        <p class="lead">
          {last === undefined
            ? 'Cette bibliothèque n’a pas de mémoire\u00a0: la carte ne connaît qu’une analyse. '
            : 'Une seule analyse est mémorisée\u00a0: la prochaine dira ce qui change. '}
          Pour suivre l’évolution, lancez l’analyse avec <code>--memoriser</code>.
        </p>
      ) : (
        <>
          <p class="lead">{sayTrend(last, before)}</p>
          <Section
            title="Score médian de chaque analyse"
            intro="Le trait vertical montre la marge. Deux points dont l’écart ne dépasse pas la marge sont stables. La ligne s’arrête quand les règles ou le calibrage changent&nbsp;: les scores ne se comparent plus."
          >
            <Drawing scans={scans} />
          </Section>
        </>
      )}
      {before === undefined ? null : (
        <>
          <Crossed
            title="Devenus complexes"
            ids={data.moves.complex}
            none="Aucun document modifié n’est devenu complexe."
          />
          <Crossed
            title="Sortis de la zone complexe"
            ids={data.moves.clear}
            none="Aucun document modifié n’en est sorti."
          />
          {data.listMoves === null ? null : (
            <>
              <Moved
                title="Entrés dans les priorités 1 et 2"
                moves={data.listMoves.entered}
                none="Aucun document n’y est entré."
              />
              <Moved
                title="Sortis des priorités 1 et 2"
                moves={data.listMoves.left}
                none="Aucun document n’en est sorti."
              />
            </>
          )}
        </>
      )}
      {scans.length > 0 ? (
        <Section title="Les analyses, en tableau">
          <div class="table-block">
            {printing ? null : <ExportBar name="evolution" grid={() => scansGrid(scans)} />}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys */}
            <section class="scroll" tabIndex={0} aria-label="Tableau des analyses">
              <table class="simple scans">
                <thead>
                  <tr>
                    {scansGrid([]).head.map((title) => (
                      <th key={title} scope="col">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {scansGrid(scans).rows.map((row, rank) => (
                    <tr key={rank}>
                      {row.map((value, column) =>
                        column === 0 ? (
                          <th key={column} scope="row">
                            {value}
                          </th>
                        ) : (
                          <td key={column} class={typeof value === 'number' ? 'number' : ''}>
                            {typeof value === 'number'
                              ? Number.isInteger(value)
                                ? sayWhole(value)
                                : sayTenth(value)
                              : (value ?? '–')}
                          </td>
                        ),
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </div>
        </Section>
      ) : null}
    </>
  )
}

function Crossed({
  title,
  ids,
  none,
}: {
  readonly title: string
  readonly ids: readonly number[]
  readonly none: string
}) {
  const { data } = usePage()
  return (
    <Section title={`${title} depuis l’analyse d’avant (${sayWhole(ids.length)})`}>
      {ids.length === 0 ? <p class="empty">{none}</p> : null}
      <LongList class="plain-list" list={ids.flatMap((id) => data.documents[id] ?? [])}>
        {(document) => (
          <li key={document.id}>
            <SheetLink document={document}>{document.title}</SheetLink>{' '}
            {document.score ? <ScoreNumber score={document.score} /> : null}
          </li>
        )}
      </LongList>
    </Section>
  )
}

const WHY: Readonly<Record<MapClassMove['why'], string>> = {
  arrivé: 'document nouveau',
  retiré: 'document retiré de la bibliothèque',
  modifié: 'texte modifié',
  règles: 'règles ou réglages différents',
  contexte: 'texte inchangé\u00a0: signalements, portée ou enjeu',
}

/** Documents that came onto the list of priorities, or left it, each with its two classes and the reason. */
function Moved({
  title,
  moves,
  none,
}: {
  readonly title: string
  readonly moves: readonly MapClassMove[]
  readonly none: string
}) {
  const { data } = usePage()
  return (
    <Section title={`${title} depuis l’analyse d’avant (${sayWhole(moves.length)})`}>
      {moves.length === 0 ? <p class="empty">{none}</p> : null}
      <LongList class="plain-list moves" list={moves}>
        {(move, rank) => {
          const document = move.document === null ? undefined : data.documents[move.document]
          return (
            <li key={rank}>
              {document ? <SheetLink document={document}>{document.title}</SheetLink> : move.title}{' '}
              <span class="move">
                {move.before ?? 'sans priorité'} <span aria-hidden="true">→</span>
                <span class="unseen">devient</span> <strong>{move.after ?? 'sans priorité'}</strong>
              </span>{' '}
              <span class="muted">{WHY[move.why]}</span>
            </li>
          )
        }}
      </LongList>
    </Section>
  )
}

/** The scans as they are shown and exported, the latest first. */
export function scansGrid(scans: readonly MapScan[]): Grid {
  return {
    head: [
      'Date',
      'Documents',
      'Notés',
      'Score médian',
      'Marge',
      'Évolution',
      'Part D et E',
      'Réécrits\u00a0: plus clairs',
      'Réécrits\u00a0: moins clairs',
      'Réécrits\u00a0: stables',
      'Priorités 1 et 2\u00a0: entrés',
      'Priorités 1 et 2\u00a0: sortis',
      'Règles',
    ],
    rows: scans
      .map((scan, rank) => [
        sayDay(scan.date),
        scan.documents,
        scan.scored,
        tenth(scan.median),
        tenth(scan.margin),
        sayMedian(scan, scans[rank - 1]),
        scan.scored === 0 ? null : sayShare((scan.grades.D ?? 0) + (scan.grades.E ?? 0), scan.scored),
        scan.rewritten?.better ?? null,
        scan.rewritten?.worse ?? null,
        scan.rewritten?.stable ?? null,
        scan.list?.entered ?? null,
        scan.list?.left ?? null,
        scan.rules,
      ])
      .reverse(),
  }
}

/** « stable », « plus clair », « moins clair », or why it cannot be said. */
export function sayMedian(scan: MapScan, before: MapScan | undefined): string | null {
  if (before === undefined || scan.median === null || before.median === null) return null
  if (!isSame(scan, before)) return 'règles différentes'
  const margin = Math.max(scan.margin ?? 0, before.margin ?? 0)
  if (Math.abs(scan.median - before.median) <= margin) return 'stable'
  return scan.median < before.median ? 'plus clair' : 'moins clair'
}

function sayTrend(last: MapScan, before: MapScan): string {
  const said = sayMedian(last, before)
  const median =
    said === null || last.median === null || before.median === null
      ? ''
      : said === 'règles différentes'
        ? 'Les règles ont changé depuis l’analyse d’avant\u00a0: les deux scores ne se comparent pas. '
        : said === 'stable'
          ? `Le score médian est stable\u00a0: ${sayTenth(last.median)}, l’écart est dans la marge. `
          : `Le score médian passe de ${sayTenth(before.median)} à ${sayTenth(last.median)}\u00a0: la bibliothèque est ${said === 'plus clair' ? 'plus claire' : 'moins claire'}. `
  const moves = last.rewritten
  if (moves === null || moves.better + moves.worse + moves.stable === 0)
    return `${median}Depuis le ${sayDay(before.date)}, aucun texte connu n’a été modifié.`
  return `${median}Depuis le ${sayDay(before.date)}, ${sayCount(moves.better + moves.worse + moves.stable, 'document modifié', 'documents modifiés')}\u00a0: ${sayCount(moves.better, 'plus clair', 'plus clairs')}, ${sayCount(moves.worse, 'moins clair', 'moins clairs')}, ${sayCount(moves.stable, 'stable', 'stables')}.`
}

function isSame(a: MapScan, b: MapScan): boolean {
  return a.rules === b.rules && a.calibration === b.calibration
}

function tenth(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [960, 300, 40, 20, 16, 34]

/** Where the points of some scans stand in the drawing: the same on the screen and in the picture. */
function frameOf(scans: readonly MapScan[]) {
  const points = scans.flatMap((scan) =>
    scan.median === null ? [] : [{ scan, median: scan.median, margin: scan.margin ?? 0 }],
  )
  const times = points.map(({ scan }) => Date.parse(scan.date))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const high = Math.min(
    100,
    Math.ceil((Math.max(...points.map(({ median, margin }) => median + margin)) + 5) / 10) * 10,
  )
  const x = (rank: number): number =>
    first === last
      ? WIDTH / 2
      : LEFT + 16 + (((times[rank] ?? 0) - first) / (last - first)) * (WIDTH - LEFT - RIGHT - 32)
  const y = (value: number): number => HEIGHT - BOTTOM - (Math.max(0, value) / high) * (HEIGHT - TOP - BOTTOM)
  return {
    steps: Array.from({ length: high / 10 + 1 }, (_, i) => 10 * i),
    x,
    y,
    dots: points.map((point, rank) => ({ ...point, x: x(rank), y: y(point.median) })),
    lines: points.flatMap(({ scan, median }, rank) => {
      const before = points[rank - 1]
      if (before === undefined || !isSame(scan, before.scan)) return []
      const isStable = sayMedian(scan, before.scan) === 'stable'
      return [{ isStable, x1: x(rank - 1), y1: y(before.median), x2: x(rank), y2: y(median) }]
    }),
  }
}

/** A few points: drawn once, twinned by the table. */
function Drawing({ scans }: { readonly scans: readonly MapScan[] }) {
  const { data } = usePage()
  const { steps, y, dots, lines } = frameOf(scans)
  return (
    <figure class="quadrants">
      <svg
        class="trend"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Score médian de ${sayCount(dots.length, 'analyse')}\u00a0; le tableau qui suit donne les mêmes valeurs.`}
      >
        {steps.map((value) => (
          <g key={value}>
            <line class="trend-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
            <text class="trend-scale" x={LEFT - 8} y={y(value) + 4} text-anchor="end">
              {value}
            </text>
          </g>
        ))}
        {lines.map(({ isStable, ...ends }, rank) => (
          <line key={rank} class={isStable ? 'trend-line is-stable' : 'trend-line'} {...ends} />
        ))}
        {dots.map(({ scan, median, margin, x, y: top }, rank) => (
          <g key={rank}>
            <line class="trend-margin" x1={x} x2={x} y1={y(median - margin)} y2={y(median + margin)} />
            <circle class="trend-dot" cx={x} cy={top} r="5" />
            {rank === 0 || rank === dots.length - 1 ? (
              <text class="trend-scale" x={x} y={HEIGHT - 10} text-anchor={anchorOf(rank, dots.length)}>
                {sayDay(scan.date)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <ExportBar name="evolution" picture={() => toPicture(scans, data)} />
      <figcaption class="legend">
        <span class="legend-item">
          Trait plein&nbsp;: un changement réel. Trait pointillé&nbsp;: stable, dans la marge.
        </span>
      </figcaption>
    </figure>
  )
}

function anchorOf(rank: number, count: number): 'start' | 'middle' | 'end' {
  return count === 1 ? 'middle' : rank === 0 ? 'start' : 'end'
}

/** The same drawing for a report: on white, twice as fine, under its title. */
function toPicture(
  scans: readonly MapScan[],
  { title, versions }: Pick<PageData, 'title' | 'versions'>,
): HTMLCanvasElement {
  const [above, below] = [64, 36]
  const canvas = document.createElement('canvas')
  canvas.width = 2 * WIDTH
  canvas.height = 2 * (above + HEIGHT + below)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const font = getComputedStyle(document.body).fontFamily
  const { steps, y, dots, lines } = frameOf(scans)
  const stroke = (color: string, width: number, [x1, y1, x2, y2]: readonly [number, number, number, number]): void => {
    context.strokeStyle = color
    context.lineWidth = width
    context.beginPath()
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
    context.stroke()
  }
  context.scale(2, 2)
  context.fillStyle = ON_PAPER.paper
  context.fillRect(0, 0, WIDTH, above + HEIGHT + below)
  context.fillStyle = ON_PAPER.ink
  context.font = `700 22px ${font}`
  context.fillText(`${title}\u00a0: score médian de chaque analyse`, 20, 32, WIDTH - 40)
  context.font = `13px ${font}`
  context.fillStyle = ON_PAPER.muted
  context.fillText(
    `0\u00a0: clair, 100\u00a0: très complexe. Règles ${versions.rules}, calibrage ${versions.calibration}.`,
    20,
    52,
    WIDTH - 40,
  )
  context.fillText(
    'Trait plein\u00a0: un changement réel. Trait pointillé\u00a0: stable, dans la marge. Trait vertical\u00a0: la marge.',
    20,
    above + HEIGHT + 20,
    WIDTH - 40,
  )
  context.translate(0, above)
  for (const value of steps) {
    stroke(ON_PAPER.line, 1, [LEFT, y(value), WIDTH - RIGHT, y(value)])
    context.textAlign = 'right'
    context.fillText(String(value), LEFT - 8, y(value) + 4)
  }
  for (const { isStable, x1, y1, x2, y2 } of lines) {
    context.setLineDash(isStable ? [5, 5] : [])
    stroke(isStable ? ON_PAPER.muted : ON_PAPER.accent, isStable ? 2 : 3, [x1, y1, x2, y2])
  }
  context.setLineDash([])
  for (const [rank, { scan, median, margin, x, y: top }] of dots.entries()) {
    stroke(ON_PAPER.accent, 2, [x, y(median - margin), x, y(median + margin)])
    context.fillStyle = ON_PAPER.accent
    context.beginPath()
    context.arc(x, top, 5, 0, 2 * Math.PI)
    context.fill()
    context.fillStyle = ON_PAPER.ink
    context.textAlign = 'center'
    context.fillText(sayTenth(median), x, Math.max(12, y(median + margin) - 8))
    if (rank > 0 && rank < dots.length - 1) continue
    const anchor = anchorOf(rank, dots.length)
    context.textAlign = anchor === 'middle' ? 'center' : anchor
    context.fillStyle = ON_PAPER.muted
    context.fillText(sayDay(scan.date), x, HEIGHT - 10)
  }
  return canvas
}
