import { DIFFICULTIES } from '@limpide/reports'
import type { KeptReport } from '@limpide/reports/store'
import { type Person, reaches } from './access.ts'
import type { SiteDocument } from './context.ts'
import { dayOf } from './day.ts'
import { type Html, html } from './html.ts'

/** What readers said, for the team: those to give to a document first. */
export function reportsPage(
  kept: readonly KeptReport[],
  documents: readonly SiteDocument[],
  aside: readonly { readonly why: string; readonly count: number }[],
  person: Person,
  key: string,
): Html {
  const waiting = kept.filter(({ path, state }) => path === undefined && state !== 'ecarte')
  const given = kept.filter(({ path, state }) => path !== undefined || state === 'ecarte')
  const put = aside.reduce((sum, { count }) => sum + count, 0)
  const said = (
    report: KeptReport,
  ): Html => html`${report.reference ?? report.document ?? (report.attachment === undefined ? 'document non précisé' : 'document joint')}<br>
${report.difficulties.map((id) => DIFFICULTIES.find((known) => known.id === id)?.label ?? id).join(', ')}
${report.comment !== '' && html`<p class="said">${report.comment}</p>`}${report.suggestion !== '' && html`<p class="said">${report.suggestion}</p>`}`
  return html`
<p>${count(kept.length, 'signalement')}, dont ${waiting.length} à rattacher à un document. ${put > 0 && `${count(put, 'autre message')} hors sujet, compté${put > 1 ? 's' : ''} et non gardé${put > 1 ? 's' : ''}.`}</p>
<h2>À rattacher</h2>
${waiting.length === 0 && html`<p>Aucun.</p>`}
${waiting.map(
  (
    report,
  ) => html`<section aria-label="Signalement du ${dayOf(report.receivedAt)}"><p><strong>${dayOf(report.receivedAt)}</strong>, ${report.role}</p><p>${said(report)}</p>
${
  reaches(person.role, 'redaction') &&
  html`<form method="post" action="/signalements/${report.id}/rattacher"><input type="hidden" name="cle" value="${key}">
<label class="field" for="d-${report.id}">Le document dont il parle</label>
<select id="d-${report.id}" name="document" required><option value="">Choisissez</option>${documents.map(({ path, title }) => html`<option value="${path}">${title ?? path}</option>`)}</select>
<button type="submit">Rattacher</button></form>`
}${reaches(person.role, 'responsable') && setAside(report, key)}</section>`,
)}
<h2>Rattachés</h2>
${
  given.length === 0
    ? html`<p>Aucun.</p>`
    : html`<table><thead><tr><th scope="col">Reçu le</th><th scope="col">Document</th><th scope="col">Signalement</th><th scope="col">État</th></tr></thead>
<tbody>${given.map((report) => html`<tr><td class="day">${dayOf(report.receivedAt)}</td><td class="path">${report.path}</td><td>${said(report)}</td><td>${report.state === 'ecarte' ? 'écarté' : 'compte'}${reaches(person.role, 'responsable') && setAside(report, key)}</td></tr>`)}</tbody></table>`
}`
}

/** A report is never deleted by whoever it bothers: it is put aside with a reason, which the journal keeps. */
function setAside(report: KeptReport, key: string): Html {
  const back = report.state === 'ecarte'
  return html`<details><summary>${back ? 'Compter de nouveau' : 'Écarter'}</summary>
<form method="post" action="/signalements/${report.id}/classer"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="etat" value="${back ? 'recu' : 'ecarte'}">
<label class="field" for="r-${report.id}">Pourquoi ?</label><input type="text" id="r-${report.id}" name="raison" maxlength="300" required>
<button type="submit" class="second">${back ? 'Compter de nouveau' : 'Écarter'}</button></form></details>`
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many > 1 ? 's' : ''}`
}
