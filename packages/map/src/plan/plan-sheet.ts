import { type Person, reaches } from '../serve/access.ts'
import { dayOf } from '../serve/day.ts'
import { type Html, html } from '../serve/html.ts'
import type { FollowUp } from './follow-up.ts'
import type { PlanDocument, PlanRow } from './plan-rows.ts'
import type { DocumentVersion, Plan, PlanChange, PlanField } from './plan-store.ts'
import { PLAN_FIELDS } from './plan-store.ts'
import { isComparable } from './plans-for-map.ts'
import {
  FIELD_LABELS,
  sayChange,
  sayCount,
  sayEffect,
  sayMoment,
  sayNumber,
  sayScore,
  sayThemes,
  sayWaiting,
} from './say-plan.ts'
import { isOpen, MOVES, moveBetween, type Step, stepLabel, stepOf } from './steps.ts'

/** The longest texts that the forms of the plan take, in signs. */
export const PLAN_MOST = { name: 200, reason: 500, comment: 2000, sentence: 1000 } as const

/** What a person wrote in the form of the fields. */
export type PlanWritten = Readonly<Record<PlanField, string>> & { readonly reason: string }

/** What the sheet of a document says. */
export interface SheetView {
  readonly row: PlanRow
  readonly reports: { readonly reports: number; readonly themes: Readonly<Record<string, number>> }
  readonly followUp: FollowUp | undefined
  readonly documents: readonly PlanDocument[]
  readonly today: string
  readonly person: Person
  readonly key: string
  /** What was refused, and what was written then. */
  readonly wrong?: string
  readonly written?: Partial<PlanWritten>
}

/** The sheet of a followed document: where it stands, what may be done, what was done. */
export function planSheet(view: SheetView): Html {
  const { row, person, wrong, reports } = view
  const { plan, document } = row
  const canWrite = reaches(person.role, 'redaction')
  const isManager = reaches(person.role, 'responsable')
  // The new text may be in another file: what is out is what its version says.
  const isOut = plan.step === 'publie' || plan.step === 'mesure'
  return html`
${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
${document === undefined && html`<p class="wrong">Ce document n’est plus dans la bibliothèque\u00a0: il a été déplacé ou retiré. Son plan et son histoire restent ici.</p>`}
<p class="path">${[row.reference, row.serviceName, plan.path].filter((one) => one !== null && one !== '').join(' · ')}</p>
<dl class="facts">
${fact('Étape', stepLabel(plan.step))}
${fact('Responsable', plan.owner ?? 'personne')}
${fact('Expert juridique', plan.legalExpert ?? 'personne')}
${fact('Échéance', plan.dueOn === null ? 'aucune' : `${dayOf(plan.dueOn)}${row.isLate ? ' (en retard)' : ''}`)}
${isOut ? fact('Note du texte en service', sayScore(row.versions.at(-1)?.score)) : fact('Note du dernier texte analysé', sayScore(document?.score))}
${isOpen(plan.step) && fact('Note attendue', sayExpected(document))}
${fact('Signalements du texte en service', `${sayNumber(reports.reports)}${sayThemes(reports.themes) === '' ? '' : `\u00a0: ${sayThemes(reports.themes)}`}`)}
</dl>
${canWrite && nextThing(view)}
${canWrite && fieldsForm(view)}
${isManager && moveBetween(plan.step, 'publie') !== undefined && publishForm(view)}
${versions(view, canWrite)}
${view.followUp !== undefined && effect(view, isManager)}
<h2>Essais avant publication</h2>
${
  row.proofs.length > 0 &&
  html`<ul>${row.proofs.map(
    ({ summary, number, at, actor }) => html`<li>Version ${number}\u00a0: ${summary} (${actor}, ${sayMoment(at)})</li>`,
  )}</ul>`
}
<p>${row.proofs.length === 0 && 'Pas encore d’essai. '}${document !== undefined && html`<a href="/tests/document?chemin=${encodeURIComponent(plan.path)}">Préparer un test auprès d’usagers, ou en lire les résultats</a>`}</p>
<h2>Histoire</h2>
${historyList(row.history)}
${
  canWrite &&
  html`<form method="post" action="/plan/commenter"><input type="hidden" name="cle" value="${view.key}"><input type="hidden" name="chemin" value="${plan.path}">
<label class="field" for="commentaire">Ajouter un commentaire <span class="hint">Pour l’équipe. N’écrivez rien sur une personne qui a reçu ce document.</span></label>
<textarea id="commentaire" name="commentaire" rows="3" maxlength="${PLAN_MOST.comment}" required></textarea>
<button type="submit" class="second">Commenter</button></form>`
}
<p><a href="/plan">Revenir au plan</a></p>`
}

/** What to do now, in one sentence, with the way to it; nothing once everything is done. */
function nextThing({ row, person, followUp, today }: SheetView): Html | false {
  const { plan, document, versions, proofs, cards } = row
  const last = versions.at(-1)
  const isManager = reaches(person.role, 'responsable')
  const isNew = document !== undefined && document.hash !== last?.hash
  const isTested = proofs.some(({ number, kind }) => number === (last?.number ?? 0) + 1 && kind === 'test-usagers')
  const said = ((): Html | false => {
    switch (plan.step) {
      case 'a-traiter':
        return html`choisissez qui réécrit, et pour quand. Puis passez à l’étape «\u00a0${stepLabel('en-reecriture')}\u00a0».`
      case 'en-reecriture':
        return isNew
          ? html`le nouveau texte est analysé. Passez à l’étape «\u00a0${stepLabel('relecture-juridique')}\u00a0» ou «\u00a0${stepLabel('test-usagers')}\u00a0».`
          : html`réécrivez ${plan.path}, sur place ou dans un autre fichier. Puis analysez-le\u00a0: «\u00a0limpide scan --memoriser\u00a0».`
      case 'relecture-juridique':
        return html`${plan.legalExpert ?? 'l’expert juridique'} vérifie que rien d’obligatoire ne manque, et l’écrit en commentaire. Puis passez à l’étape «\u00a0${stepLabel('test-usagers')}\u00a0».`
      case 'test-usagers':
        return isTested
          ? html`le test est gardé. ${isManager ? 'Publiez le nouveau texte.' : 'Un responsable peut publier le nouveau texte.'}`
          : html`<a href="/tests/document?chemin=${encodeURIComponent(plan.path)}">imprimez le kit, puis saisissez les résultats</a>.`
      case 'publie':
        if (last !== undefined && cards.find(({ number }) => number === last.number)?.state !== 'publiee')
          return html`répondez à ceux qui ont signalé ce document. <a href="/plan/carte?chemin=${encodeURIComponent(plan.path)}&version=${last.number}">Écrivez la carte publique</a>${isManager ? '' : '\u00a0: un responsable la publie'}.`
        return (
          followUp !== undefined &&
          html`${followUp.dueOn <= today ? 'mesurez' : `attendez le ${dayOf(followUp.dueOn)}, puis mesurez`} l’effet sur les signalements, plus bas sur cette page.`
        )
      case 'mesure':
      case 'accepte':
        return false
    }
  })()
  return said !== false && html`<p class="said"><strong>À faire maintenant\u00a0:</strong> ${said}</p>`
}

/** A document that nobody follows yet. */
export function unfollowedSheet(document: PlanDocument, person: Person, key: string): Html {
  return html`<p>Ce document n’est pas encore au plan. ${sayScore(document.score)}.</p>
${
  reaches(person.role, 'redaction') &&
  html`<form method="post" action="/plan/ajouter"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="document" value="${document.path}"><button type="submit">Mettre au plan</button></form>`
}
<p><a href="/plan">Revenir au plan</a></p>`
}

/** Another person wrote first: what they did, and a choice for each field that both changed. */
export function conflictPage({
  plan,
  base,
  since,
  written,
  title,
  key,
}: {
  readonly plan: Plan
  readonly base: Plan
  readonly since: readonly PlanChange[]
  readonly written: PlanWritten
  readonly title: string
  readonly key: string
}): Html {
  const others = [...new Set(since.map(({ actor }) => actor))].join(', ')
  const isMine = (field: PlanField): boolean => written[field] !== (base[field] ?? '')
  const isTheirs = (field: PlanField): boolean => (plan[field] ?? '') !== (base[field] ?? '')
  const isBoth = (field: PlanField): boolean =>
    isMine(field) && isTheirs(field) && written[field] !== (plan[field] ?? '')
  const kept = PLAN_FIELDS.filter((field) => isMine(field) && !isBoth(field))
  return html`<p class="wrong" role="alert">${others} a modifié «\u00a0${title}\u00a0» pendant que vous écriviez. Rien de ce que vous avez écrit n’est perdu\u00a0: choisissez.</p>
<h2>Ce qui a changé</h2>
${historyList(since)}
<h2>Ce que vous voulez garder</h2>
<form method="post" action="/plan/modifier"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="chemin" value="${plan.path}"><input type="hidden" name="lu" value="${plan.revision}">
${PLAN_FIELDS.map((field) =>
  isBoth(field)
    ? html`<fieldset><legend>${FIELD_LABELS[field]}</legend>
<label class="choice"><input type="radio" name="${field}" value="${plan[field] ?? ''}" checked> Ce que ${others} a écrit\u00a0: ${shown(field, plan[field] ?? '')}</label>
<label class="choice"><input type="radio" name="${field}" value="${written[field]}"> Ce que vous avez écrit\u00a0: ${shown(field, written[field])}</label></fieldset>`
    : html`<input type="hidden" name="${field}" value="${isMine(field) ? written[field] : (plan[field] ?? '')}">`,
)}
${kept.length > 0 && html`<p>Aussi gardé de vous\u00a0: ${kept.map((field) => `${FIELD_LABELS[field].toLocaleLowerCase('fr')}, ${shown(field, written[field])}`).join('\u00a0; ')}.</p>`}
<label class="field" for="raison">Pourquoi\u00a0?</label><input type="text" id="raison" name="raison" value="${written.reason}" maxlength="${PLAN_MOST.reason}">
<button type="submit">Enregistrer ce choix</button></form>
<p><a href="/plan/document?chemin=${encodeURIComponent(plan.path)}">Ne rien changer</a></p>`
}

function fieldsForm({ row, person, key, written }: SheetView): Html {
  const { plan } = row
  const value = (field: PlanField): string => written?.[field] ?? plan[field] ?? ''
  const steps = MOVES[plan.step].filter(
    ({ role, needs }) => reaches(person.role, role) && needs !== 'version' && needs !== 'mesure',
  )
  const option = (id: Step): Html =>
    html`<option value="${id}"${value('step') === id && html` selected`}>${stepLabel(id)}</option>`
  return html`<h2>Modifier</h2>
<form method="post" action="/plan/modifier"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="chemin" value="${plan.path}"><input type="hidden" name="lu" value="${plan.revision}">
<label class="field" for="owner">${FIELD_LABELS.owner}</label><input type="text" id="owner" name="owner" value="${value('owner')}" maxlength="${PLAN_MOST.name}" autocomplete="off">
<label class="field" for="legalExpert">${FIELD_LABELS.legalExpert}</label><input type="text" id="legalExpert" name="legalExpert" value="${value('legalExpert')}" maxlength="${PLAN_MOST.name}" autocomplete="off">
<label class="field" for="dueOn">${FIELD_LABELS.dueOn}</label><input type="date" id="dueOn" name="dueOn" value="${value('dueOn')}">
<label class="field" for="step">${FIELD_LABELS.step}</label><select id="step" name="step">${option(plan.step)}${steps.map(({ to }) => option(to))}</select>
<label class="field" for="raison">Pourquoi\u00a0? <span class="hint">Obligatoire pour accepter le document tel quel, ou pour le reprendre.</span></label><input type="text" id="raison" name="raison" value="${written?.reason ?? ''}" maxlength="${PLAN_MOST.reason}">
<button type="submit">Enregistrer</button></form>`
}

function publishForm({ row, documents, today, key }: SheetView): Html {
  const { plan, document, versions, proofs } = row
  const number = (versions.at(-1)?.number ?? 0) + 1
  const isTested = proofs.some((proof) => proof.number === number && proof.kind === 'test-usagers')
  const isSame = document !== undefined && document.hash === versions.at(-1)?.hash
  return html`<h2>Publier le nouveau texte</h2>
<p>Note de la bibliothèque aujourd’hui\u00a0: ${sayScore(document?.score)}. ${
    isSame &&
    'Limpide n’a pas vu de nouveau texte dans ce fichier. Analysez-le d’abord, choisissez un autre fichier, ou dites pourquoi vous le publiez ainsi.'
  } ${!isTested && 'Cette version n’a pas de test auprès d’usagers\u00a0: dites pourquoi.'}</p>
<form method="post" action="/plan/publier"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="chemin" value="${plan.path}"><input type="hidden" name="lu" value="${plan.revision}">
<label class="field" for="date">En service depuis le</label><input type="date" id="date" name="date" value="${today}" max="${today}" required>
<label class="field" for="fichier">Fichier du nouveau texte <span class="hint">Le même, sauf si le nouveau texte est dans un autre fichier de la bibliothèque.</span></label>
<input type="text" id="fichier" name="fichier" value="${plan.path}" list="fichiers" maxlength="1000" autocomplete="off" required>
<datalist id="fichiers">${documents
    .filter(({ service }) => (service ?? null) === row.service)
    .slice(0, 200)
    .map(({ path, title }) => html`<option value="${path}">${title}</option>`)}</datalist>
<label class="field" for="raison-publication">Pourquoi\u00a0? <span class="hint">Obligatoire sans test, ou si le texte n’a pas changé.</span></label><input type="text" id="raison-publication" name="raison" maxlength="${PLAN_MOST.reason}">
<button type="submit">Publier</button></form>`
}

function versions({ row, documents }: SheetView, canWrite: boolean): Html | false {
  const { versions: all, cards, plan } = row
  if (all.length === 0) return false
  return html`<h2>Versions</h2>
<table><thead><tr><th scope="col">Version</th><th scope="col">En service depuis</th><th scope="col">Note</th><th scope="col">Avant, après</th><th scope="col">Fichier</th><th scope="col">Carte publique</th></tr></thead>
<tbody>${all.map((version, i) => {
    const { number, publishedOn, score } = version
    const before = all[i - 1]?.score
    const card = cards.find((one) => one.number === number)
    const address = `/plan/carte?chemin=${encodeURIComponent(plan.path)}&version=${number}`
    return html`<tr><th scope="row">${number === 0 ? 'texte de départ' : `version ${number}`}</th>
<td data-titre="En service depuis">${publishedOn === null ? 'avant le plan' : dayOf(publishedOn)}</td>
<td data-titre="Note">${sayScore(score)}${score !== null && ` (±\u00a0${Math.round(score.margin)})`}</td>
<td${i > 0 && html` data-titre="Avant, après"`}>${i > 0 && (isComparable(before, score) ? change(before, score) : 'notes calculées avec d’autres règles')}</td>
<td class="path" data-titre="Fichier">${sayFile(version, documents)}</td>
<td${number > 0 && html` data-titre="Carte publique"`}>${number > 0 && (canWrite ? html`<a href="${address}">${card === undefined ? 'écrire' : CARD_STATES[card.state]}<span class="hidden"> la carte de la version ${number}</span></a>` : card && CARD_STATES[card.state])}</td></tr>`
  })}</tbody></table>`
}

/** Where the text of a version was, how to know it again, and whether it is still there. */
function sayFile({ file, hash }: DocumentVersion, documents: readonly PlanDocument[]): Html {
  if (file === null) return html`inconnu`
  const there = documents.find(({ path }) => path === file)
  const now = hash === null ? undefined : documents.find((known) => known.hash === hash)
  const since =
    hash === null || there?.hash === hash
      ? ''
      : now !== undefined
        ? `\u00a0: ce texte est maintenant dans ${now.path}`
        : there === undefined
          ? '\u00a0: il n’est plus dans la bibliothèque'
          : '\u00a0: modifié depuis'
  return html`${file}${since}${hash !== null && html`<br><span class="print">empreinte ${hash.slice(0, 12)}</span>`}`
}

const CARD_STATES = { brouillon: 'brouillon', publiee: 'publiée', retiree: 'retirée' } as const

/** « 31 points de moins »; nothing more is said of what the margins allow by chance. */
function change(
  before: { readonly value: number; readonly margin: number } | null | undefined,
  after: { readonly value: number; readonly margin: number } | null,
): string {
  if (!before || !after) return ''
  const points = Math.round(Math.abs(before.value - after.value))
  if (Math.abs(before.value - after.value) <= Math.max(before.margin, after.margin, 1)) return 'stable, dans la marge'
  return `${sayCount(points, 'point')} de ${after.value < before.value ? 'moins\u00a0: plus clair' : 'plus\u00a0: plus complexe'}`
}

function effect({ row, followUp, key }: SheetView, isManager: boolean): Html | false {
  if (followUp === undefined) return false
  const { rates, measurable, dueOn, version } = followUp
  const kept = row.measures.find(({ number }) => number === version.number)
  const shownRates = kept?.rates ?? rates
  const rate = ({ reports, copies }: { readonly reports: number; readonly copies: number }): string =>
    copies > 0
      ? `${sayNumber(reports)} pour ${sayNumber(copies)} envois, soit ${((1000 * reports) / copies).toLocaleString('fr-FR', { maximumSignificantDigits: 2 })} pour 1\u00a0000`
      : `${sayNumber(reports)}, envois inconnus`
  const said =
    kept !== undefined
      ? sayEffect(kept)
      : measurable.kind === 'mesurable'
        ? sayEffect(measurable.ratio)
        : sayWaiting(measurable, dueOn)
  const isTime = measurable.kind === 'mesurable' || measurable.why !== 'delai'
  const canKeep = isManager && isTime && kept === undefined && moveBetween(row.plan.step, 'mesure') !== undefined
  return html`<h2>Effet sur les signalements</h2>
<dl class="facts">${followUp.days > 0 && html`${fact(`Avant, sur autant de jours`, rate(shownRates.before))}${fact('Depuis la publication', rate(shownRates.after))}`}${fact('À mesurer à partir du', dayOf(dueOn))}</dl>
<p>${said}${kept !== undefined && ` Mesuré le ${dayOf(kept.measuredOn)}.`}</p>
<details><summary>Comment c’est calculé</summary><p>Nous comptons les signalements sur autant de jours avant qu’après, une année au plus. Les envois sont ceux que vous déclarez pour l’année, en proportion. L’intervalle est exact, à 95\u00a0%\u00a0: sachant le total, les signalements d’après suivent une loi binomiale (Przyborowski et Wilenski, 1940\u00a0; Clopper et Pearson, 1934).</p></details>
${
  canKeep &&
  html`<form method="post" action="/plan/mesurer"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="chemin" value="${row.plan.path}"><input type="hidden" name="lu" value="${row.plan.revision}">
<label class="field" for="envois-avant">Envois avant <span class="hint">Corrigez si vous avez le vrai nombre, sur la même durée.</span></label><input type="number" id="envois-avant" name="envois-avant" min="0" step="1" value="${Math.round(rates.before.copies)}" required>
<label class="field" for="envois-apres">Envois depuis la publication</label><input type="number" id="envois-apres" name="envois-apres" min="0" step="1" value="${Math.round(rates.after.copies)}" required>
<button type="submit">Garder cette mesure</button></form>`
}`
}

/** What one writing changed is one line, with one reason. */
function historyList(history: readonly PlanChange[]): Html {
  const writings: PlanChange[][] = []
  for (const change of history) {
    const last = writings.at(-1)
    const [first] = last ?? []
    if (last !== undefined && first?.revision === change.revision && isWritten(first) && isWritten(change))
      last.push(change)
    else writings.push([change])
  }
  return html`<ol class="history">${writings.map((changes) => {
    const [{ at, actor } = { at: '', actor: '' }] = changes
    const reason = changes.find((one) => one.reason !== null)?.reason
    return html`<li><span class="day">${sayMoment(at)}</span>, ${actor}\u00a0: ${changes.map(sayChange).join('\u00a0; ')}${reason != null && html`. Pourquoi\u00a0: ${reason}`}</li>`
  })}</ol>`
}

/** A part of the writing that made a revision; a comment, a proof and a card make none. */
function isWritten({ field }: PlanChange): boolean {
  return field === 'version' || field === 'mesure' || PLAN_FIELDS.some((one) => one === field)
}

function sayExpected(document: PlanDocument | undefined): string {
  if (document?.score == null) return 'inconnue'
  if (document.expected === null) return 'la même\u00a0: rien n’y pèse lourd'
  const points = Math.round(document.score.value - document.expected.value)
  return `${sayScore(document.expected)}, soit ${sayCount(points, 'point')} de moins si vous corrigez ce qui pèse le plus`
}

function shown(field: PlanField, value: string): string {
  if (value === '') return 'rien'
  if (field === 'step') return `«\u00a0${stepLabel(stepOf(value) ?? 'a-traiter')}\u00a0»`
  return field === 'dueOn' && /^\d{4}-\d\d-\d\d$/.test(value) ? dayOf(value) : `«\u00a0${value}\u00a0»`
}

function fact(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}
