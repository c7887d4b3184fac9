import type { MapDocument } from '../../src/data.ts'
import { usePage } from './context.ts'
import { sayCount, sayShare, sayWhole } from './say.ts'
import { sayMedian } from './trend-view.tsx'

/** What the map covers, said first and in four counts: an empty map is not good news. */
export function Coverage() {
  const { data } = usePage()
  const { counts, scans } = data
  const last = scans.at(-1)
  const said = last && sayMedian(last, scans.at(-2))
  const since = said === 'règles différentes' ? null : said
  const figures = [
    { count: counts.known, name: counts.known >= 2 ? 'documents connus' : 'document connu' },
    { count: counts.scored, name: counts.scored >= 2 ? 'notés' : 'noté' },
    { count: counts.unscored, name: counts.unscored >= 2 ? 'non analysables' : 'non analysable' },
    { count: counts.absent, name: counts.absent >= 2 ? 'jamais ouverts' : 'jamais ouvert' },
  ]
  return (
    <div class="coverage">
      <ul class="counts">
        {figures.map(({ count, name }, rank) => (
          <li key={rank}>
            <strong>{sayWhole(count)}</strong> {name}
          </li>
        ))}
      </ul>
      <p class="lead">
        {counts.volume > 0 ? (
          <>
            Les documents notés représentent <strong>{sayShare(counts.scoredVolume, counts.volume)}</strong> des{' '}
            {sayWhole(counts.volume)} envois et vues déclarés par an.
          </>
        ) : (
          <>Aucun volume d’envoi n’est déclaré&nbsp;: l’impact est estimé.</>
        )}{' '}
        {counts.silentServices > 0 ? (
          <>
            <strong>{sayCount(counts.silentServices, 'service')}</strong>{' '}
            {counts.silentServices >= 2 ? 'n’ont déclaré' : 'n’a déclaré'} aucun document.{' '}
          </>
        ) : null}
        <a href="#/couverture">Ce qui manque à la carte</a>
        {since ? (
          <>
            {' '}
            Depuis l’analyse d’avant, le score médian est <a href="#/evolution">{since}</a>.
          </>
        ) : null}
      </p>
    </div>
  )
}

/** How many documents hold each grade; each part filters the map. */
export function Distribution({ documents }: { readonly documents: readonly MapDocument[] }) {
  const { data, address, filter } = usePage()
  const scored = documents.filter(({ score }) => score !== null)
  const { grades } = address.filters
  return (
    <fieldset class="distribution">
      <legend>Répartition des notes</legend>
      <div class="distribution-bar">
        {data.labels.grades.map(({ letter, label }) => {
          const count = scored.filter(({ score }) => score?.grade === letter).length
          const pressed = grades.includes(letter)
          return (
            <button
              key={letter}
              type="button"
              class={`distribution-part grade-${letter}${pressed ? ' is-pressed' : ''}`}
              style={{ flexGrow: count }}
              aria-pressed={pressed}
              onClick={() =>
                filter({ grades: pressed ? grades.filter((other) => other !== letter) : [...grades, letter] })
              }
            >
              <span class="distribution-letter">{letter}</span>
              <span class="distribution-label">{label}</span>
              <span class="distribution-count">{sayWhole(count)}</span>
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
