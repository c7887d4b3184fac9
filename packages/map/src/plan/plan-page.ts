import { type Person, reaches } from '../serve/access.ts'
import { dayOf } from '../serve/day.ts'
import { type Html, html } from '../serve/html.ts'
import { type Paged, planAddress } from './plan-forms.ts'
import type { PlanDocument, PlanFilter, PlanLine } from './plan-rows.ts'
import { sayCount, sayNumber, sayScore } from './say-plan.ts'
import { isOpen, STEPS, stepLabel } from './steps.ts'

/** Suggestions under the field that adds a document: beyond this, one writes a title or a reference. */
const SUGGESTED = 200

/** The most urgent documents that nobody follows yet, shown outright. */
const FIRST = 5

/** The address of the sheet of a document. */
export function sheetAddress(path: string): string {
  return `/plan/document?chemin=${encodeURIComponent(path)}`
}

/** The plan as the team reads it: what is late first, and what may still be added. */
export function planPage({
  rows,
  kept,
  paged,
  filter,
  documents,
  today,
  person,
  key,
  wrong,
}: {
  readonly rows: readonly PlanLine[]
  /** How many the filter keeps, and those of them that this page shows. */
  readonly kept: number
  readonly paged: Paged<PlanLine>
  readonly filter: PlanFilter
  readonly documents: readonly PlanDocument[]
  readonly today: string
  readonly person: Person
  readonly key: string
  readonly wrong?: string
}): Html {
  const late = rows.filter(({ isLate }) => isLate).length
  const open = rows.filter(({ plan }) => isOpen(plan.step)).length
  const services = new Map(
    rows.flatMap(({ service, serviceName }) => (service === null ? [] : [[service, serviceName]])),
  )
  const followed = new Set(rows.map(({ plan }) => plan.path))
  const others = documents.filter(({ path }) => !followed.has(path))
  return html`
${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
${
  rows.length === 0
    ? html`<p>Vous ne suivez encore aucun document. Mettez au plan le premier à réécrire.</p>`
    : html`<p>${sayCount(rows.length, 'document suivi', 'documents suivis')}${open > 0 && `\u00a0: ${open} en cours${late > 0 ? `, dont ${late} en retard` : ''}`}. <a href="/on-la-fait">Voir la page publique «\u00a0Vous nous l’avez demandé, on l’a fait\u00a0»</a>.</p>`
}
${rows.length > 0 && filterForm(filter, services)}
${
  rows.length > 0 &&
  (kept === 0
    ? html`<p>Aucun document ne répond à ces choix. <a href="/plan">Tout montrer</a>.</p>`
    : html`<h2 id="liste">${sayCount(kept, 'document')}${paged.pages > 1 && `, de ${sayNumber(paged.from)} à ${sayNumber(paged.from + paged.shown.length - 1)}`}</h2>
<table aria-labelledby="liste"><thead><tr><th scope="col">Document</th><th scope="col">Étape</th><th scope="col">Échéance</th><th scope="col">Responsable</th><th scope="col">Note</th></tr></thead>
<tbody>${paged.shown.map((row) => line(row, today))}</tbody></table>
${pageLinks(paged, filter)}
<p>Emporter ${paged.pages > 1 ? `ces ${sayCount(kept, 'document')}` : 'cette liste'}\u00a0: <a href="${planAddress('/plan/export.csv', filter)}" download>pour un tableur (CSV)</a>, <a href="${planAddress('/plan/export.md', filter)}" download>pour une réunion (Markdown)</a>.</p>`)
}
${
  reaches(person.role, 'redaction') &&
  html`<h2>Mettre un document au plan</h2>
${
  documents.length === 0
    ? html`<p>La bibliothèque est vide. Analysez-la d’abord\u00a0: limpide scan DOSSIER --memoriser.</p>`
    : html`${
        others.length > 0 &&
        html`<p>Les plus urgents, selon la carte\u00a0:</p>
<ul>${others
          .slice(0, FIRST)
          .map((one) => html`<li><a href="${sheetAddress(one.path)}">${one.title}</a>\u00a0: ${worth(one)}</li>`)}</ul>`
      }<form method="post" action="/plan/ajouter"><input type="hidden" name="cle" value="${key}">
<label class="field" for="document">Le document <span class="hint">Son titre, sa référence ou son fichier. La liste propose d’abord les plus urgents.</span></label>
<input type="text" id="document" name="document" list="propositions" maxlength="1000" autocomplete="off" required>
<datalist id="propositions">${others.slice(0, SUGGESTED).map((one) => html`<option value="${one.path}">${suggestion(one)}</option>`)}</datalist>
<button type="submit">Mettre au plan</button></form>`
}`
}`
}

function suggestion(document: PlanDocument): string {
  return `${document.title}, ${worth(document)}`
}

/** « P1, E, 63 sur 100 » */
function worth({ priorityClass, score }: PlanDocument): string {
  return priorityClass === null ? sayScore(score) : `${priorityClass}, ${sayScore(score)}`
}

function filterForm(filter: PlanFilter, services: ReadonlyMap<string, string>): Html {
  return html`<form method="get" action="/plan" class="filters" aria-label="Choisir les documents montrés">
<div><label class="field" for="f-texte">Chercher</label><input type="text" id="f-texte" name="texte" value="${filter.text ?? ''}" maxlength="200"></div>
<div><label class="field" for="f-etape">Étape</label><select id="f-etape" name="etape"><option value="">Toutes</option>${STEPS.map(
    ({ id, label }) => html`<option value="${id}"${filter.step === id && html` selected`}>${label}</option>`,
  )}</select></div>
${
  services.size > 1 &&
  html`<div><label class="field" for="f-service">Service</label><select id="f-service" name="service"><option value="">Tous</option>${[
    ...services,
  ].map(
    ([id, name]) => html`<option value="${id}"${filter.service === id && html` selected`}>${name}</option>`,
  )}</select></div>`
}
<div><label class="choice"><input type="checkbox" name="retard" value="oui"${filter.isLate === true && html` checked`}> En retard seulement</label></div>
<div><button type="submit" class="second">Montrer</button></div></form>`
}

/** The way to the other pages of a list, with the same choices; nothing where there is one page. */
function pageLinks({ page, pages }: Paged<PlanLine>, filter: PlanFilter): Html | false {
  if (pages === 1) return false
  const link = (to: number, label: string, rel?: 'prev' | 'next'): Html =>
    html`<li><a href="${planAddress('/plan', filter, to)}"${rel !== undefined && html` rel="${rel}"`}>${label}</a></li>`
  return html`<nav aria-label="Pages du plan"><ul>
${page > 1 && html`${link(1, 'Première page')}${link(page - 1, 'Page précédente', 'prev')}`}
<li aria-current="page">Page ${sayNumber(page)} sur ${sayNumber(pages)}</li>
${page < pages && html`${link(page + 1, 'Page suivante', 'next')}${link(pages, 'Dernière page')}`}
</ul></nav>`
}

function line(row: PlanLine, today: string): Html {
  const { plan, document, title, reference, serviceName, versions } = row
  // The new text may be in another file: what is out is what its version says.
  const score = isOpen(plan.step) || plan.step === 'accepte' ? document?.score : versions.at(-1)?.score
  const about = [reference, serviceName].filter((one) => one !== null && one !== '').join(', ')
  return html`<tr><td class="path"><a href="${sheetAddress(plan.path)}">${title}</a>${about !== '' && html`<br>${about}`}${document === undefined && html`<br><em>absent de la bibliothèque</em>`}</td>
<td data-titre="Étape">${stepLabel(plan.step)}${row.measureOn !== null && html`<br>à mesurer ${row.measureOn <= today ? 'depuis le' : 'à partir du'} ${dayOf(row.measureOn)}`}</td>
<td data-titre="Échéance">${plan.dueOn === null ? 'aucune' : dayOf(plan.dueOn)}${row.isLate && html`<br><strong>en retard</strong>`}</td>
<td data-titre="Responsable">${plan.owner ?? 'personne'}</td>
<td data-titre="Note">${sayScore(score)}${isOpen(plan.step) && document?.expected != null && html`<br>attendue\u00a0: ${sayScore(document.expected)}`}</td></tr>`
}
