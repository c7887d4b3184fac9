import { useMemo, useState } from 'preact/hooks'
import { NO_FILTERS, writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { PassageTable } from './passages.tsx'
import { sayCount, sayWhole } from './say.ts'
import { gradeOf, heat, median } from './select.ts'

/** Services by types: the middle score of each cell, and how many documents it stands for. */
export function HeatView() {
  const { data, names } = usePage()
  const [part, setPart] = useState<string | null>(null)
  const rows = useMemo(() => heat(data.documents, part), [data, part])
  const types = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].sort((a, b) =>
    names.type(a).localeCompare(names.type(b), 'fr'),
  )
  const parts = data.labels.principles.filter(({ id }) => id in data.method.weights)
  const silent = data.services.filter(({ documents }) => documents === 0)
  const [byBlock, setByBlock] = useState(false)
  const toggle = (
    <fieldset class="toggles heat-parts">
      <legend>Tableau</legend>
      <button type="button" class="toggle" aria-pressed={!byBlock} onClick={() => setByBlock(false)}>
        Par type de document
      </button>
      <button type="button" class="toggle" aria-pressed={byBlock} onClick={() => setByBlock(true)}>
        Par bloc commun ({sayWhole(data.passages.length)})
      </button>
    </fieldset>
  )
  if (byBlock) {
    return (
      <>
        <h1 tabIndex={-1}>Services et blocs communs</h1>
        <p class="lead">
          Un bloc commun se retrouve dans les lettres de trois modèles ou plus. Il est jugé une seule fois&nbsp;: une
          correction sert à toutes ses lettres. Sous chaque service, le nombre de lettres qui le contiennent.
        </p>
        {toggle}
        <PassageTable />
      </>
    )
  }
  return (
    <>
      <h1 tabIndex={-1}>Services et types de documents</h1>
      <p class="lead">
        Dans chaque case, le score médian de 0 (clair) à 100 (très complexe) et le nombre de documents. Une case ouvre
        la liste.
      </p>
      {toggle}
      <fieldset class="toggles heat-parts">
        <legend>Score montré</legend>
        <button type="button" class="toggle" aria-pressed={part === null} onClick={() => setPart(null)}>
          Ensemble
        </button>
        {parts.map(({ id, label }) => (
          <button key={id} type="button" class="toggle" aria-pressed={part === id} onClick={() => setPart(id)}>
            {label}
          </button>
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys */}
      <section class="scroll" tabIndex={0} aria-label="Tableau des services et des types">
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Tous types</th>
              {types.map((type) => (
                <th key={type} scope="col">
                  {names.type(type)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.services
              .filter(({ documents }) => documents > 0)
              .map(({ id, name }) => {
                const row = rows.get(id)
                const all = [...(row?.values() ?? [])].flat()
                return (
                  <tr key={id}>
                    <th scope="row">{name}</th>
                    <Cell values={all} service={id} type={null} />
                    {types.map((type) => (
                      <Cell key={type} values={row?.get(type) ?? []} service={id} type={type} />
                    ))}
                  </tr>
                )
              })}
          </tbody>
        </table>
      </section>
      {silent.length > 0 ? (
        <p class="note">
          {sayCount(silent.length, 'service')} sans document&nbsp;: {silent.map(({ name }) => name).join(', ')}.
        </p>
      ) : null}
    </>
  )
}

function Cell({
  values,
  service,
  type,
}: {
  readonly values: readonly number[]
  readonly service: string
  readonly type: string | null
}) {
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
      <a href={writeAddress({ view: 'carte', document: null, filters: { ...NO_FILTERS, service, type } })}>
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
