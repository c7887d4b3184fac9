import { isFiltered, NO_FILTERS } from './address.ts'
import { usePage } from './context.ts'
import { sayCount, sayWhole, typeset } from './say.ts'

const CLASSES = ['P1', 'P2', 'P3', 'P4'] as const

/** The filters of the map, and how many documents they keep. */
export function FilterBar({ kept }: { readonly kept: number }) {
  const { data, address, names, filter } = usePage()
  const { filters } = address
  const types = [...new Set(data.documents.map(({ type }) => type))].sort((a, b) =>
    names.type(a).localeCompare(names.type(b), 'fr'),
  )
  const services = data.services.filter(({ documents }) => documents > 0)
  return (
    <search class="filters" aria-label="Filtrer les documents">
      <div class="field field-wide">
        <label for="filtre-texte">Rechercher</label>
        <input
          id="filtre-texte"
          type="search"
          placeholder="Titre, référence, fichier"
          value={filters.text}
          onInput={(event) => filter({ text: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for="filtre-service">Service</label>
        <select
          id="filtre-service"
          value={filters.service ?? '*'}
          onChange={(event) =>
            filter({ service: event.currentTarget.value === '*' ? null : event.currentTarget.value })
          }
        >
          <option value="*">Tous les services</option>
          {services.map(({ id, name, documents }) => (
            <option key={id} value={id}>
              {name} ({sayWhole(documents)})
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="filtre-type">Type</label>
        <select
          id="filtre-type"
          value={filters.type ?? '*'}
          onChange={(event) => filter({ type: event.currentTarget.value === '*' ? null : event.currentTarget.value })}
        >
          <option value="*">Tous les types</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {names.type(type)}
            </option>
          ))}
        </select>
      </div>
      <fieldset class="field toggles">
        <legend>Priorité</legend>
        {CLASSES.map((id) => {
          const pressed = filters.classes.includes(id)
          return (
            <button
              key={id}
              type="button"
              class="toggle"
              aria-pressed={pressed}
              onClick={() =>
                filter({
                  classes: pressed ? filters.classes.filter((other) => other !== id) : [...filters.classes, id],
                })
              }
            >
              {id}
            </button>
          )
        })}
      </fieldset>
      <Shared />
      <p class="kept">
        <span role="status">
          {isFiltered(filters)
            ? `${sayCount(kept, 'document')} sur ${sayWhole(data.documents.length)}`
            : sayCount(kept, 'document')}
        </span>
        {isFiltered(filters) ? (
          <button
            type="button"
            class="plain"
            onClick={() => filter({ ...NO_FILTERS, sort: filters.sort, descending: filters.descending })}
          >
            Effacer les filtres
          </button>
        ) : null}
      </p>
    </search>
  )
}

/** What the letters listed share, when a sheet or the table of common blocks asked for them. */
function Shared() {
  const { data, address, filter } = usePage()
  const { family, passage } = address.filters
  const shown = [
    family === null
      ? null
      : { name: `Même modèle : ${data.families[family]?.name ?? 'inconnu'}`, drop: { family: null } },
    passage === null
      ? null
      : { name: `Bloc commun : ${data.passages[passage]?.name ?? 'inconnu'}`, drop: { passage: null } },
  ].filter((one) => one !== null)
  return (
    <>
      {shown.map(({ name, drop }) => (
        <div key={name} class="field shared">
          <button type="button" class="toggle" aria-pressed={true} onClick={() => filter(drop)}>
            {typeset(name)} <span aria-hidden="true">×</span>
            <span class="unseen"> : retirer ce filtre</span>
          </button>
        </div>
      ))}
    </>
  )
}
