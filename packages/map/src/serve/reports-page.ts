import { DIFFICULTIES } from '@limpide/reports'
import { type KeptReport, saidOf } from '@limpide/reports/store'
import { sheetAddress } from '../plan/plan-page.ts'
import { type Person, reaches } from './access.ts'
import type { RisenDocument, SiteDocument } from './context.ts'
import { dayOf } from './day.ts'
import { type Html, html } from './html.ts'

/** What the page of reports is made from. */
export interface ReportsPage {
  readonly kept: readonly KeptReport[]
  readonly documents: readonly SiteDocument[]
  /** Why some of the reports that are shown do not count, by their id. */
  readonly uncounted: ReadonlyMap<string, string>
  /** Messages that spoke of something else: counted, not kept. */
  readonly aside: readonly { readonly why: string; readonly count: number }[]
  /** Documents that reports alone raised, and nobody looked at since. */
  readonly risen: readonly RisenDocument[]
  readonly person: Person
  readonly key: string
  /** Documents that a report may be about, by its id: for a person to choose from. */
  readonly proposals: ReadonlyMap<string, readonly SiteDocument[]>
  /** How many of those already given are passed over. */
  readonly from: number
}

/** Reports shown at once in each list: what follows is a link away. */
export const SHOWN = 50
/** The most reports that one form keeps or puts aside. */
export const MOST_AT_ONCE = 200

/** What readers said, for the team: first what waits for a person. */
export function reportsPage(page: ReportsPage): Html {
  const { kept, aside, risen } = page
  const bursts = burstsOf(kept)
  const waiting = waitingReports(kept)
  const given = givenReports(kept)
  const put = aside.reduce((sum, { count }) => sum + count, 0)
  return html`
<p>${count(kept.length, 'signalement')}, dont ${waiting.length} à rattacher à un document. ${put > 0 && `${count(put, 'autre message')} hors sujet, compté${put > 1 ? 's' : ''} et non gardé${put > 1 ? 's' : ''}.`}</p>
${risen.length > 0 && html`<h2>À vérifier</h2>${risen.map((document) => risenSection(document, page))}`}
${bursts.length > 0 && html`<h2>À modérer</h2><p>Beaucoup de signalements sont arrivés le même jour, du même réseau ou avec les mêmes mots. Ensemble, ils comptent peu. Dites s’ils parlent bien du document.</p>${bursts.map((burst) => burstSection(burst, page))}`}
<h2>À rattacher</h2>
${
  waiting.length === 0
    ? html`<p>Aucun.</p>`
    : // One list for all the fields: a library may hold ten thousand documents.
      html`<datalist id="documents">${page.documents.map(({ path, title, reference }) => html`<option value="${reference ?? path}">${title ?? path}</option>`)}</datalist>`
}
${waiting.slice(0, SHOWN).map((report) => waitingSection(report, page))}
${waiting.length > SHOWN && html`<p>Les ${waiting.length - SHOWN} autres viendront ensuite.</p>`}
<h2>Rattachés</h2>
${given.length === 0 ? html`<p>Aucun.</p>` : givenTable(given, page)}`
}

/** The reports that no document was found for: a person gives them to one. */
export function waitingReports(kept: readonly KeptReport[]): readonly KeptReport[] {
  return kept.filter(({ path, state }) => path === undefined && state === 'recu')
}

/** The reports that were given to a document or put aside, the latest first: the oldest were dealt with. */
export function givenReports(kept: readonly KeptReport[]): readonly KeptReport[] {
  return kept.filter(({ path, state }) => state !== 'a-moderer' && (path !== undefined || state === 'ecarte')).reverse()
}

/** The reports of one day on one document that wait for a person. */
interface Burst {
  readonly reports: readonly KeptReport[]
  readonly first: KeptReport
}

function burstsOf(kept: readonly KeptReport[]): readonly Burst[] {
  const groups = new Map<string, KeptReport[]>()
  for (const report of kept) {
    if (report.state !== 'a-moderer') continue
    const key = `${report.receivedAt.slice(0, 10)} ${report.path ?? saidOf(report)}`
    groups.set(key, [...(groups.get(key) ?? []), report])
  }
  return [...groups.values()].flatMap((reports) => {
    const [first] = reports
    return first === undefined ? [] : [{ reports, first }]
  })
}

function burstSection({ reports, first }: Burst, { documents, person, key }: ReportsPage): Html {
  const day = dayOf(first.receivedAt)
  const about = nameOf(first.path, documents) ?? first.reference ?? first.document ?? 'document non précisé'
  const texts = [...new Set(reports.map(({ comment }) => comment))].filter((text) => text !== '')
  const ids = reports.slice(0, MOST_AT_ONCE)
  return html`<section aria-label="${reports.length} signalements du ${day}"><p><strong>${day}</strong>, ${count(reports.length, 'signalement')} à modérer sur «\u00a0${about}\u00a0»</p>
${texts.slice(0, 5).map((text) => html`<p class="said">${text}</p>`)}${texts.length > 5 && html`<p>Et ${count(texts.length - 5, 'autre texte')}.</p>`}
${
  reaches(person.role, 'responsable') &&
  html`<form method="post" action="/signalements/moderer"><input type="hidden" name="cle" value="${key}">
${ids.map(({ id }) => html`<input type="hidden" name="id" value="${id}">`)}
<label class="field" for="m-${first.id}">Pourquoi\u00a0?</label><input type="text" id="m-${first.id}" name="raison" maxlength="300" required>
<button type="submit" name="etat" value="recu">Garder ${ids.length > 1 ? `ces ${ids.length} signalements` : 'ce signalement'}</button>
<button type="submit" name="etat" value="ecarte" class="second">Écarter ${ids.length > 1 ? `ces ${ids.length} signalements` : 'ce signalement'}</button></form>`
}</section>`
}

function risenSection({ path, title, said }: RisenDocument, { person, key }: ReportsPage): Html {
  return html`<section aria-label="${title ?? path}"><p><strong>${title ?? path}</strong></p><p class="said">${said}</p>
${
  reaches(person.role, 'responsable') &&
  html`<form method="post" action="/signalements/verifier"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="document" value="${path}">
<label class="field" for="v-${path}">Qu’avez-vous vérifié\u00a0?</label><input type="text" id="v-${path}" name="raison" maxlength="300" required>
<button type="submit">C’est vérifié</button></form>`
}</section>`
}

function waitingSection(report: KeptReport, { person, key, proposals }: ReportsPage): Html {
  const proposed = proposals.get(report.id) ?? []
  return html`<section aria-label="Signalement du ${dayOf(report.receivedAt)}"><p><strong>${dayOf(report.receivedAt)}</strong>, ${report.role}</p>${said(report)}
${
  reaches(person.role, 'redaction') &&
  proposed.length > 0 &&
  html`<form method="post" action="/signalements/${report.id}/rattacher"><input type="hidden" name="cle" value="${key}">
<p>Il parle peut-être de ${proposed.length === 1 ? 'ce document' : 'l’un de ces documents'}. C’est à vous de le dire.</p>
${proposed.map(({ path, title, reference }) => html`<button type="submit" class="second" name="document" value="${path}">C’est «\u00a0${title ?? path}\u00a0»${reference !== undefined && ` (${reference})`}</button> `)}</form>`
}${
  reaches(person.role, 'redaction') &&
  html`<form method="post" action="/signalements/${report.id}/rattacher"><input type="hidden" name="cle" value="${key}">
<label class="field" for="d-${report.id}">Le document dont il parle</label>
<span class="hint" id="a-${report.id}">Sa référence, son titre ou son chemin.</span>
<input type="text" id="d-${report.id}" name="document" list="documents" maxlength="500" autocomplete="off" aria-describedby="a-${report.id}" required>
<button type="submit">Rattacher</button></form>`
}${reaches(person.role, 'responsable') && setAside(report, key)}</section>`
}

function givenTable(given: readonly KeptReport[], { documents, uncounted, person, key, from }: ReportsPage): Html {
  const next = from + SHOWN
  return html`<table><thead><tr><th scope="col">Reçu le</th><th scope="col">Document</th><th scope="col">Signalement</th><th scope="col">État</th></tr></thead>
<tbody>${given
    .slice(from, next)
    .map(
      (report) =>
        html`<tr><td class="day">${dayOf(report.receivedAt)}</td><td class="path">${report.path === undefined ? 'aucun' : html`<a href="${sheetAddress(report.path)}">${nameOf(report.path, documents)}</a>`}</td><td>${said(report)}</td><td>${report.state === 'ecarte' ? 'écarté' : (uncounted.get(report.id) ?? 'compte')}${reaches(person.role, 'responsable') && setAside(report, key)}</td></tr>`,
    )}</tbody></table>
${next < given.length && html`<p><a href="/signalements?a-partir-de=${next}">Les signalements plus anciens</a> (${given.length - next})</p>`}`
}

function nameOf(path: string | undefined, documents: readonly SiteDocument[]): string | undefined {
  return path === undefined ? undefined : (documents.find((known) => known.path === path)?.title ?? path)
}

function said(report: KeptReport): Html {
  return html`<p>${report.reference ?? report.document ?? (report.attachment === undefined ? 'document non précisé' : 'document joint')}<br>
${report.difficulties.map((id) => DIFFICULTIES.find((known) => known.id === id)?.label ?? id).join(', ')}</p>
${report.attachment !== undefined && html`<details><summary>Le texte du document joint</summary><p class="said">${report.attachment}</p></details>`}${report.comment !== '' && html`<p class="said">${report.comment}</p>`}${report.suggestion !== '' && html`<p class="said">${report.suggestion}</p>`}`
}

/** A report is never deleted by whoever it bothers: it is put aside with a reason, which the journal keeps. */
function setAside(report: KeptReport, key: string): Html {
  const back = report.state === 'ecarte'
  return html`<details><summary>${back ? 'Compter de nouveau' : 'Écarter'}</summary>
<form method="post" action="/signalements/${report.id}/classer"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="etat" value="${back ? 'recu' : 'ecarte'}">
<label class="field" for="r-${report.id}">Pourquoi\u00a0?</label><input type="text" id="r-${report.id}" name="raison" maxlength="300" required>
<button type="submit" class="second">${back ? 'Compter de nouveau' : 'Écarter'}</button></form></details>`
}

function count(many: number, noun: string): string {
  return `${many} ${noun
    .split(' ')
    .map((word) => (many > 1 ? `${word}s` : word))
    .join(' ')}`
}
