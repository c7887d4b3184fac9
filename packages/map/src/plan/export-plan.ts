import { dayOf } from '../serve/day.ts'
import { type Cells, csv } from '../spreadsheet.ts'
import type { PlanRow } from './plan-rows.ts'
import { isComparable } from './plans-for-map.ts'
import { sayEffect, sayNumber, sayScore } from './say-plan.ts'
import { isOpen, STEPS, stepLabel } from './steps.ts'

const TITLES = [
  'document',
  'référence',
  'service',
  'étape',
  'responsable',
  'expert juridique',
  'échéance',
  'en retard',
  'mis au plan le',
  'note de départ',
  'score de départ',
  'note actuelle',
  'score actuel',
  'score attendu',
  'gain attendu',
  'dernière version publiée le',
  'note publiée',
  'score publié',
  'gain obtenu',
  'mêmes règles',
  'essais avant publication',
  'signalements après / avant',
  'au moins',
  'au plus',
  'motif',
  'dernier commentaire',
  'fichier',
] as const

/** The plan for a spreadsheet: one line a document. */
export function planCsv(rows: readonly PlanRow[]): string {
  return csv([TITLES, ...rows.map(cells)])
}

function cells(row: PlanRow): Cells {
  const { plan, document, versions, measures } = row
  const start = versions[0]?.score ?? null
  const last = lastPublished(row)
  const measure = measures.at(-1)
  const now = document?.score ?? null
  const expected = isOpen(plan.step) ? (document?.expected?.value ?? null) : null
  return [
    row.title,
    row.reference,
    row.serviceName,
    stepLabel(plan.step),
    plan.owner,
    plan.legalExpert,
    plan.dueOn,
    row.isLate ? 'oui' : 'non',
    plan.openedAt.slice(0, 10),
    start?.grade ?? null,
    tenth(start?.value),
    now?.grade ?? null,
    tenth(now?.value),
    tenth(expected),
    now === null || expected === null ? null : tenth(now.value - expected),
    last?.publishedOn ?? null,
    last?.score?.grade ?? null,
    tenth(last?.score?.value),
    isComparable(start, last?.score) ? tenth((start?.value ?? 0) - (last?.score?.value ?? 0)) : null,
    last === undefined ? null : isComparable(start, last.score) ? 'oui' : 'non',
    row.proofs.length,
    hundredth(measure?.ratio),
    hundredth(measure?.low),
    hundredth(measure?.high),
    reasonOf(row),
    row.history.findLast(({ field }) => field === 'commentaire')?.to ?? null,
    plan.path,
  ]
}

/**
 * The plan for a meeting and for the yearly self-assessment: what was rewritten in the year, what is under way, what was
 * accepted and why. `year` is left out for the whole of it.
 */
export function planMarkdown(
  rows: readonly PlanRow[],
  { owner, today, year }: { readonly owner: string; readonly today: string; readonly year?: string },
): string {
  const published = rows.filter((row) => {
    const on = lastPublished(row)?.publishedOn
    return on != null && (year === undefined || on.startsWith(year))
  })
  const open = rows.filter(({ plan }) => isOpen(plan.step))
  const accepted = rows.filter(({ plan }) => plan.step === 'accepte')
  const services = [...new Set(rows.map(({ serviceName }) => serviceName))].sort((a, b) => a.localeCompare(b, 'fr'))
  const parts = [
    `# Documents complexes\u00a0: plan d’action${year === undefined ? '' : ` ${year}`}`,
    `${text(owner)}, ${dayOf(today)}.`,
    rows.length === 0 ? 'Nous ne suivons encore aucun document.' : '',
    rows.length === 0 ? '' : '## Où nous en sommes',
    rows.length === 0
      ? ''
      : table(
          ['Étape', 'Documents'],
          STEPS.map(({ id, label }) => [label, String(rows.filter(({ plan }) => plan.step === id).length)]),
        ),
    services.length < 2
      ? ''
      : table(
          ['Service', 'Suivis', 'Réécrits', 'En retard'],
          services.map((service) => {
            const own = rows.filter(({ serviceName }) => serviceName === service)
            const count = (keep: (row: PlanRow) => boolean): string => String(own.filter(keep).length)
            return [
              service === '' ? 'Sans service' : service,
              String(own.length),
              count((row) => lastPublished(row) !== undefined),
              count(({ isLate }) => isLate),
            ]
          }),
        ),
    published.length === 0 ? '' : `## Ce que nous avons réécrit${year === undefined ? '' : ` en ${year}`}`,
    ...published.map(sayPublished),
    open.length === 0 ? '' : '## Ce qui est en cours',
    open.length === 0
      ? ''
      : table(
          ['Document', 'Étape', 'Responsable', 'Échéance', 'Note', 'Note attendue'],
          open.map(({ title, plan, document, isLate }) => [
            title,
            stepLabel(plan.step),
            plan.owner ?? 'personne',
            plan.dueOn === null ? 'aucune' : `${dayOf(plan.dueOn)}${isLate ? ' (en retard)' : ''}`,
            sayScore(document?.score),
            document?.expected ? sayScore(document.expected) : '',
          ]),
        ),
    accepted.length === 0 ? '' : '## Ce que nous avons accepté, et pourquoi',
    ...accepted.map((row) => `- ${text(row.title)}\u00a0: ${text(reasonOf(row) ?? '')}`),
    rows.length === 0 ? '' : '## Ce que ces chiffres ne disent pas',
    rows.length === 0
      ? ''
      : 'La note va de 0 (clair) à 100 (très complexe). Elle mesure la forme du texte. Elle ne prouve ni que le texte est compris, ni qu’il est juste en droit. Deux notes se comparent seulement si les règles sont les mêmes.',
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function sayPublished(row: PlanRow): string {
  const last = lastPublished(row)
  const start = row.versions[0]?.score
  const measure = row.measures.at(-1)
  const card = row.cards.find(({ state }) => state === 'publiee')
  const lines = [
    `### ${text(row.title)}`,
    `- Publié le ${dayOf(last?.publishedOn ?? '')}.`,
    isComparable(start, last?.score)
      ? `- Note\u00a0: de ${sayScore(start)} à ${sayScore(last?.score)}.`
      : `- Note publiée\u00a0: ${sayScore(last?.score)}. La note de départ (${sayScore(start)}) a été calculée avec d’autres règles.`,
    row.proofs.length === 0
      ? '- Aucun essai auprès d’usagers.'
      : row.proofs.map(({ summary }) => `- Essai\u00a0: ${text(summary)}`).join('\n'),
    measure === undefined
      ? '- Effet sur les signalements\u00a0: pas encore mesuré.'
      : `- ${sayEffect(measure)} ${sayNumber(measure.rates.after.reports)} pour ${sayNumber(measure.rates.after.copies)} envois, contre ${sayNumber(measure.rates.before.reports)} pour ${sayNumber(measure.rates.before.copies)} avant.`,
    card === undefined ? '' : `- Avant\u00a0: «\u00a0${text(card.oldSentence)}\u00a0»`,
    card === undefined ? '' : `- Maintenant\u00a0: «\u00a0${text(card.newSentence)}\u00a0»`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function lastPublished({ versions }: PlanRow): PlanRow['versions'][number] | undefined {
  const last = versions.at(-1)
  return last?.publishedOn == null ? undefined : last
}

/** Why a document was accepted as it is. */
function reasonOf({ plan, history }: PlanRow): string | null {
  if (plan.step !== 'accepte') return null
  return history.findLast(({ field, to }) => field === 'step' && to === 'accepte')?.reason ?? null
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((one) => text(one)).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** A text on one line that draws nothing: neither a cell, nor a link, nor markup. */
function text(said: string): string {
  return said.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&')
}

function tenth(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value * 10) / 10
}

function hundredth(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value * 100) / 100
}
