import { useMemo } from 'preact/hooks'
import type { MapDocument, MapHead } from '../../src/data.ts'
import { usePage } from './context.ts'
import { sayCount, sayShare, sayWhole } from './say.ts'
import { sayMedian } from './trend-view.tsx'

/** A problem that a reader of the scores must know before reading them. */
const OLD_SCORES = 'scores-d-une-autre-version'

/** What the map covers, said first and in four counts: an empty map is not good news. */
export function Coverage() {
  const { data } = usePage()
  const { counts } = data
  const since = saySince(data)
  const missing = useMemo(
    () => data.documents.filter(({ score }) => score !== null && score.missing.length > 0).length,
    [data],
  )
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
        <span class="not-printed">
          <a href="#/couverture">Ce qui manque à la carte</a>.{' '}
        </span>
        {missing > 0 ? (
          <>
            <a href="#/urgences">{sayCount(missing, 'document')}</a> {missing >= 2 ? 'oublient' : 'oublie'} une mention
            obligatoire.{' '}
          </>
        ) : null}
        {since === null ? null : (
          <>
            Depuis l’analyse d’avant, {since}.{' '}
            <span class="not-printed">
              <a href="#/evolution">Voir l’évolution</a>.
            </span>
          </>
        )}
      </p>
      {data.problems
        .filter(({ code }) => code === OLD_SCORES)
        .map(({ what, fix }) => (
          <p key={what} class="note">
            <strong>{what}</strong> {fix}
          </p>
        ))}
    </div>
  )
}

/** « le score médian est stable ; 3 documents entrent dans les priorités 1 et 2, 1 en sort »; `null`: nothing to compare with. */
export function saySince({ scans, listMoves }: Pick<MapHead, 'scans' | 'listMoves'>): string | null {
  const last = scans.at(-1)
  const median = last && sayMedian(last, scans.at(-2))
  const parts = [
    median === undefined || median === null || median === 'règles différentes' ? null : `le score médian est ${median}`,
    listMoves === null ? null : sayListMoves(listMoves.entered.length, listMoves.left.length),
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join('\u00a0; ')
}

function sayListMoves(entered: number, left: number): string {
  if (entered + left === 0) return 'la liste des priorités 1 et 2 n’a pas bougé'
  const came = `${sayCount(entered, 'document')} ${entered >= 2 ? 'entrent' : 'entre'} dans les priorités 1 et 2`
  const gone = `${sayWhole(left)} en ${left >= 2 ? 'sortent' : 'sort'}`
  if (left === 0) return came
  if (entered === 0) return `${sayCount(left, 'document')} ${left >= 2 ? 'sortent' : 'sort'} des priorités 1 et 2`
  return `${came}, ${gone}`
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
