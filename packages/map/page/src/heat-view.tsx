import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MapDocument } from '../../src/data.ts'
import { type Filters, NO_FILTERS, writeAddress } from './address.ts'
import { type Page, usePage } from './context.ts'
import { ExportBar } from './export-bar.tsx'
import type { Grid } from './grid.ts'
import { PassageTable, passagesGrid } from './passages.tsx'
import { sayCount, sayShare, sayWhole } from './say.ts'
import { gradeOf, heat, median, weighRules } from './select.ts'

/** The rules that the table tells. */
const RULES_SHOWN = 10

const LEADS = {
  types:
    'Dans chaque case, le score médian de 0 (clair) à 100 (très complexe) et le nombre de documents. Une case ouvre la liste.',
  regles:
    'Les dix règles qui concernent le plus de documents. Dans chaque case, la part des documents où la règle trouve au moins une remarque. Une case ouvre la liste.',
  blocs:
    'Un bloc commun se retrouve dans les lettres de trois modèles ou plus. Il est jugé une seule fois\u00a0: une correction sert à toutes ses lettres. Sous chaque service, le nombre de lettres qui le contiennent.',
} as const

/** Services or procedures by types, by rules or by common blocks. */
export function HeatView() {
  const { data, address, names, filter } = usePage()
  const { table, rows, principle } = address.filters
  const parts = data.labels.principles.filter(({ id }) => id in data.method.weights)
  const part = parts.find(({ id }) => id === principle)?.id ?? null
  const hasProcedures = useMemo(() => data.documents.some(({ procedure }) => procedure !== null), [data])
  const lines = useLines()
  const silent = data.services.filter(({ documents }) => documents === 0)
  const grid = (): Grid =>
    table === 'blocs'
      ? passagesGrid(data, names)
      : table === 'regles'
        ? rulesGrid(lines, data.documents, data.labels.rules)
        : typesGrid(lines, data.documents, part, names)
  return (
    <>
      <h1 tabIndex={-1}>
        {table === 'blocs'
          ? 'Services et blocs communs'
          : `${lines.isProcedure ? 'Démarches' : 'Services'} et ${table === 'regles' ? 'règles' : 'types de documents'}`}
      </h1>
      <p class="lead">{LEADS[table]}</p>
      <fieldset class="toggles heat-parts">
        <legend>Tableau</legend>
        <Toggle pressed={table === 'types'} onClick={() => filter({ table: 'types' })}>
          Par type de document
        </Toggle>
        <Toggle pressed={table === 'regles'} onClick={() => filter({ table: 'regles' })}>
          Par règle
        </Toggle>
        <Toggle pressed={table === 'blocs'} onClick={() => filter({ table: 'blocs' })}>
          Par bloc commun ({sayWhole(data.passages.length)})
        </Toggle>
      </fieldset>
      {table !== 'blocs' && hasProcedures ? (
        <fieldset class="toggles heat-parts">
          <legend>Lignes</legend>
          <Toggle pressed={rows === 'service'} onClick={() => filter({ rows: 'service' })}>
            Services
          </Toggle>
          <Toggle pressed={rows === 'demarche'} onClick={() => filter({ rows: 'demarche' })}>
            Démarches
          </Toggle>
        </fieldset>
      ) : null}
      {table === 'types' ? (
        <fieldset class="toggles heat-parts">
          <legend>Score montré</legend>
          <Toggle pressed={part === null} onClick={() => filter({ principle: null })}>
            Ensemble
          </Toggle>
          {parts.map(({ id, label }) => (
            <Toggle key={id} pressed={part === id} onClick={() => filter({ principle: id })}>
              {label}
            </Toggle>
          ))}
        </fieldset>
      ) : null}
      <ExportBar name={table === 'types' ? 'services' : table} grid={grid} />
      {table === 'blocs' ? <PassageTable /> : null}
      {table === 'regles' ? <RuleTable lines={lines} /> : null}
      {table === 'types' ? <TypeTable lines={lines} part={part} /> : null}
      {silent.length > 0 && !lines.isProcedure ? (
        <p class="note">
          {sayCount(silent.length, 'service')} sans document&nbsp;: {silent.map(({ name }) => name).join(', ')}.
        </p>
      ) : null}
    </>
  )
}

/** The lines of the table: services as they are declared, or procedures by name. */
interface Lines {
  readonly isProcedure: boolean
  readonly list: readonly { readonly id: string; readonly name: string }[]
  readonly rowOf: (document: MapDocument) => string
  readonly filters: (id: string) => Filters
}

function useLines(): Lines {
  const { data, address } = usePage()
  const isProcedure = address.filters.rows === 'demarche' && address.filters.table !== 'blocs'
  return useMemo(() => {
    if (!isProcedure)
      return {
        isProcedure,
        list: data.services.filter(({ documents }) => documents > 0),
        rowOf: ({ service }) => service,
        filters: (service) => ({ ...NO_FILTERS, service }),
      }
    const ids = [...new Set(data.documents.map(({ procedure }) => procedure ?? ''))]
    return {
      isProcedure,
      list: ids
        .map((id) => ({ id, name: id === '' ? 'Sans démarche' : id }))
        .sort((a, b) => Number(a.id === '') - Number(b.id === '') || a.name.localeCompare(b.name, 'fr')),
      rowOf: ({ procedure }) => procedure ?? '',
      filters: (procedure) => ({ ...NO_FILTERS, procedure }),
    }
  }, [data, isProcedure])
}

function Toggle({
  pressed,
  onClick,
  children,
}: {
  readonly pressed: boolean
  readonly onClick: () => void
  readonly children: ComponentChildren
}) {
  return (
    <button type="button" class="toggle" aria-pressed={pressed} onClick={onClick}>
      {children}
    </button>
  )
}

function typesOf(rows: ReturnType<typeof heat>, names: Page['names']): readonly string[] {
  const types = new Set([...rows.values()].flatMap((row) => [...row.keys()]))
  return [...types].sort((a, b) => names.type(a).localeCompare(names.type(b), 'fr'))
}

/** The table of types as it is exported: the middle score and the count of each cell. */
export function typesGrid(
  { isProcedure, list, rowOf }: Lines,
  documents: readonly MapDocument[],
  part: string | null,
  names: Page['names'],
): Grid {
  const rows = heat(documents, part, rowOf)
  const types = typesOf(rows, names)
  return {
    head: [
      isProcedure ? 'Démarche' : 'Service',
      ...['Tous types', ...types.map(names.type)].flatMap((name) => [
        `${name}\u00a0: score médian`,
        `${name}\u00a0: documents`,
      ]),
    ],
    rows: list.map(({ id, name }) => {
      const row = rows.get(id)
      const cells = [[...(row?.values() ?? [])].flat(), ...types.map((type) => row?.get(type) ?? [])]
      return [
        name,
        ...cells.flatMap((values) => [values.length === 0 ? null : Math.round(median(values)), values.length]),
      ]
    }),
  }
}

function TypeTable({ lines, part }: { readonly lines: Lines; readonly part: string | null }) {
  const { data, names } = usePage()
  const rows = useMemo(() => heat(data.documents, part, lines.rowOf), [data, part, lines])
  const types = typesOf(rows, names)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys
    <section class="scroll" tabIndex={0} aria-label="Tableau des services et des types">
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">{lines.isProcedure ? 'Démarche' : 'Service'}</th>
            <th scope="col">Tous types</th>
            {types.map((type) => (
              <th key={type} scope="col">
                {names.type(type)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.list.map(({ id, name }) => {
            const row = rows.get(id)
            const all = [...(row?.values() ?? [])].flat()
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <Cell values={all} filters={lines.filters(id)} />
                {types.map((type) => (
                  <Cell key={type} values={row?.get(type) ?? []} filters={{ ...lines.filters(id), type }} />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ values, filters }: { readonly values: readonly number[]; readonly filters: Filters }) {
  const { data } = usePage()
  if (values.length === 0)
    return (
      <td class="heat-empty">
        <span class="unseen">aucun document noté</span>
        <span aria-hidden="true">·</span>
      </td>
    )
  const middle = median(values)
  const letter = gradeOf(middle, data.labels.grades)
  return (
    <td class={`heat-cell grade-${letter}`}>
      <a href={writeAddress({ view: 'carte', document: null, filters })}>
        <span class="heat-value">{sayWhole(middle)}</span>
        <span class="heat-letter">{letter}</span>
        <span class="heat-count">
          {sayWhole(values.length)}&nbsp;doc<span class="unseen">{values.length >= 2 ? 'uments' : 'ument'}</span>
          <span aria-hidden="true">.</span>
        </span>
      </a>
    </td>
  )
}

function countRows(documents: readonly MapDocument[], { rowOf }: Lines): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const document of documents) {
    if (document.score === null) continue
    const row = rowOf(document)
    counts.set(row, (counts.get(row) ?? 0) + 1)
  }
  return counts
}

/** The rules as they are exported: how widely each speaks, in all and by row. */
export function rulesGrid(
  lines: Lines,
  documents: readonly MapDocument[],
  rules: readonly { readonly name: string }[],
): Grid {
  const scored = documents.filter(({ score }) => score !== null)
  const counts = countRows(scored, lines)
  return {
    head: ['Règle', 'Documents', 'Part', 'Remarques', 'Envois et vues par an', ...lines.list.map(({ name }) => name)],
    rows: weighRules(scored, lines.rowOf)
      .slice(0, RULES_SHOWN)
      .map(({ rank, documents: found, remarks, volume, byRow }) => [
        rules[rank]?.name ?? '',
        found,
        sayShare(found, scored.length),
        remarks,
        volume,
        ...lines.list.map(({ id }) => sayShare(byRow.get(id) ?? 0, counts.get(id) ?? 0)),
      ]),
  }
}

function RuleTable({ lines }: { readonly lines: Lines }) {
  const { data } = usePage()
  const { documents, labels } = data
  const scored = useMemo(() => documents.filter(({ score }) => score !== null), [documents])
  const counts = useMemo(() => countRows(scored, lines), [scored, lines])
  const shown = useMemo(() => weighRules(scored, lines.rowOf).slice(0, RULES_SHOWN), [scored, lines])
  if (shown.length === 0) return <p class="empty">Aucune règle ne trouve de remarque.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys
    <section class="scroll" tabIndex={0} aria-label="Tableau des règles">
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">Règle</th>
            <th scope="col">Documents</th>
            <th scope="col">Remarques</th>
            <th scope="col">Envois et vues par an</th>
            {lines.list.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ rank, documents: found, remarks, volume, byRow }) => {
            const rule = labels.rules[rank]
            return (
              <tr key={rank}>
                <th scope="row">{rule?.name}</th>
                <ShareCell part={found} all={scored.length} filters={{ ...NO_FILTERS, rule: rule?.id ?? null }} />
                <td class="heat-number">{sayWhole(remarks)}</td>
                <td class="heat-number">{sayWhole(volume)}</td>
                {lines.list.map(({ id }) => (
                  <ShareCell
                    key={id}
                    part={byRow.get(id) ?? 0}
                    all={counts.get(id) ?? 0}
                    filters={{ ...lines.filters(id), rule: rule?.id ?? null }}
                  />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** The tints of a share, from none to nearly all: the number says it, the tint repeats it. */
const TINTS = ['A', 'B', 'C', 'D', 'E'] as const

function ShareCell({ part, all, filters }: { readonly part: number; readonly all: number; readonly filters: Filters }) {
  if (part === 0)
    return (
      <td class="heat-empty">
        <span class="unseen">aucun document</span>
        <span aria-hidden="true">·</span>
      </td>
    )
  const tint = TINTS[Math.min(4, Math.floor((5 * part) / all))] ?? 'A'
  return (
    <td class={`heat-cell grade-${tint}`}>
      <a href={writeAddress({ view: 'carte', document: null, filters })}>
        <span class="heat-value">{sayShare(part, all)}</span>
        <span class="heat-count">
          {sayWhole(part)}&nbsp;doc<span class="unseen">{part >= 2 ? 'uments' : 'ument'}</span>
          <span aria-hidden="true">.</span>
        </span>
      </a>
    </td>
  )
}
