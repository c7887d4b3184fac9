import { useMemo } from 'preact/hooks'
import { isFiltered, unfiltered } from './address.ts'
import { type Page, usePage } from './context.ts'
import { sayCount, sayFew, sayWhole, typeset } from './say.ts'
import { splitOf, zoneName } from './zones.tsx'

const CLASSES = ['P1', 'P2', 'P3', 'P4'] as const

/** The filters of the map, and how many documents they keep. */
export function FilterBar({ kept }: { readonly kept: number }) {
  const { data, address, filter } = usePage()
  const { filters } = address
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
      <ServiceField />
      <ProcedureField />
      <TypeField />
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
          <button type="button" class="plain" onClick={() => filter(unfiltered(filters))}>
            Effacer les filtres
          </button>
        ) : null}
      </p>
    </search>
  )
}

/** Chooses one service. */
export function ServiceField() {
  const { data, address, filter } = usePage()
  const services = data.services.filter(({ documents }) => documents > 0)
  return (
    <Field
      id="service"
      label="Service"
      all="Tous les services"
      value={address.filters.service}
      options={services.map(({ id, name, documents }) => ({ id, name: `${name} (${sayWhole(documents)})` }))}
      onChange={(service) => filter({ service })}
    />
  )
}

/** Chooses one type of document. */
export function TypeField() {
  const { data, address, names, filter } = usePage()
  const types = useMemo(() => [...new Set(data.documents.map(({ type }) => type))], [data])
  return (
    <Field
      id="type"
      label="Type"
      all="Tous les types"
      value={address.filters.type}
      options={byName(types.map((id) => ({ id, name: names.type(id) })))}
      onChange={(type) => filter({ type })}
    />
  )
}

/** Chooses one procedure, where some are declared. */
function ProcedureField() {
  const { data, address, filter } = usePage()
  const procedures = useMemo(() => [...new Set(data.documents.flatMap(({ procedure }) => procedure ?? []))], [data])
  if (procedures.length === 0) return null
  return (
    <Field
      id="demarche"
      label="Démarche"
      all="Toutes les démarches"
      value={address.filters.procedure}
      options={byName(procedures.map((id) => ({ id, name: id })))}
      onChange={(procedure) => filter({ procedure })}
    />
  )
}

interface Option {
  readonly id: string
  readonly name: string
}

function Field({
  id,
  label,
  all,
  value,
  options,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly all: string
  readonly value: string | null
  readonly options: readonly Option[]
  readonly onChange: (value: string | null) => void
}) {
  return (
    <div class="field">
      <label for={`filtre-${id}`}>{label}</label>
      <select
        id={`filtre-${id}`}
        value={value ?? '*'}
        onChange={(event) => onChange(event.currentTarget.value === '*' ? null : event.currentTarget.value)}
      >
        <option value="*">{all}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}

function byName(options: readonly Option[]): readonly Option[] {
  return [...options].sort((a, b) => a.name.localeCompare(b.name, 'fr'))
}

/** What was asked for elsewhere: a rule, a family, a common block, a part of the drawing. */
function Shared() {
  const { data, address, names, filter } = usePage()
  const { family, passage, rule, zone } = address.filters
  const shown = [
    rule === null ? null : { name: `Règle : ${names.rule(rule)}`, drop: { rule: null } },
    zone === null || zoneName(zone, splitOf(data)) !== undefined
      ? null
      : {
          name: `Impact ${zone.impact.map(sayFew).join(' à ')}, complexité ${zone.complexity.map(sayFew).join(' à ')}`,
          drop: { zone: null },
        },
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

/** The filters in words, for what leaves the screen: a paper, a picture. Empty when there are none. */
export function sayFilters({ data, address, names }: Pick<Page, 'data' | 'address' | 'names'>): string {
  const { text, service, procedure, type, grades, classes, zone, rule, family, passage } = address.filters
  const said = [
    text === '' ? null : `texte « ${text} »`,
    service === null ? null : names.service(service),
    procedure === null ? null : `démarche ${procedure}`,
    type === null ? null : names.type(type),
    grades.length === 0 ? null : `notes ${grades.join(', ')}`,
    classes.length === 0 ? null : `priorités ${classes.join(', ')}`,
    zone === null
      ? null
      : (zoneName(zone, splitOf(data)) ??
        `impact ${zone.impact.map(sayFew).join(' à ')}, complexité ${zone.complexity.map(sayFew).join(' à ')}`),
    rule === null ? null : `règle « ${names.rule(rule)} »`,
    family === null ? null : `modèle « ${data.families[family]?.name ?? 'inconnu'} »`,
    passage === null ? null : `bloc commun « ${data.passages[passage]?.name ?? 'inconnu'} »`,
  ].filter((one) => one !== null)
  return said.length === 0 ? '' : typeset(`Filtres : ${said.join(' ; ')}.`)
}
