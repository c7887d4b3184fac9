import { type AccessRole, type Person, reaches } from './access.ts'
import { type Html, html } from './html.ts'

/** The pages of the team, in the order of the links: a page added here is linked from all the others. */
const STAFF_PAGES: readonly { readonly path: string; readonly label: string; readonly role: AccessRole }[] = [
  { path: '/', label: 'Carte', role: 'lecture' },
  { path: '/signalements', label: 'Signalements', role: 'lecture' },
  { path: '/liens', label: 'Liens à imprimer', role: 'lecture' },
  { path: '/plan', label: 'Plan d’action', role: 'lecture' },
  { path: '/tests', label: 'Tests auprès d’usagers', role: 'lecture' },
  { path: '/journal', label: 'Journal', role: 'administration' },
]

/** The pages that a person may see. */
export function pagesOf(person: Person): readonly { readonly path: string; readonly label: string }[] {
  return STAFF_PAGES.filter(({ role }) => reaches(person.role, role))
}

/** The links to the pages that a person may see; the page they are on is said. */
export function navigation(person: Person, here: string): Html {
  return html`<nav aria-label="Pages du site"><ul>${pagesOf(person).map(
    ({ path, label }) => html`<li><a href="${path}"${path === here && html` aria-current="page"`}>${label}</a></li>`,
  )}</ul></nav>`
}
