import { proposer, sayZero, weighReports } from '@limpide/reports'
import type { KeptReport } from '@limpide/reports/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SiteContext, SiteDocument, SiteOptions } from './context.ts'
import { dayOf } from './day.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { staff } from './gate.ts'
import { html } from './html.ts'
import { givenReports, MOST_AT_ONCE, reportsPage, SHOWN, waitingReports } from './reports-page.ts'

interface OneReport {
  Params: { id: string }
}

/** The pages of the team: the reports, the journal. */
export function staffRoutes(site: FastifyInstance, context: SiteContext): void {
  const { reports, documents } = context.options
  const { send } = context

  site.get<{ Querystring: { 'a-partir-de'?: string } }>('/signalements', staff('lecture'), async (request, reply) => {
    // First: what else arrived is taken in as the library is ranked.
    const risen = await context.options.risen()
    const [kept, known, aside, seen] = await Promise.all([
      reports.list(),
      documents(),
      reports.aside(),
      reports.reviewedSince(weekBefore(context.options.now())),
    ])
    const from = Number(/^\d{1,7}$/.exec(request.query['a-partir-de'] ?? '')?.[0] ?? 0)
    const shown = givenReports(kept).slice(from, from + SHOWN)
    const publications = await context.options.plan.store.publications()
    const body = reportsPage({
      kept,
      uncounted: uncountedAmong(shown, kept, publications, context.isoNow().slice(0, 10)),
      documents: known,
      proposals: await proposalsFor(waitingReports(kept).slice(0, SHOWN), known, context.options.resembling),
      aside,
      risen: risen.filter(({ path }) => !seen.has(path)),
      person: context.personOf(request),
      key: context.formKey(request),
      from,
    })
    return send(reply, 'Signalements', body)
  })
  site.post<OneReport>('/signalements/:id/rattacher', staff('redaction'), async (request, reply) => {
    const path = pathNamed(fieldsOf(request.body).document?.[0]?.trim() ?? '', await documents())
    if (path === undefined)
      return send(
        reply,
        'Ce document n’est pas connu',
        html`<p>Donnez sa référence, son titre exact ou son chemin. <a href="/signalements">Revenir aux signalements</a></p>`,
        422,
      )
    const by = { actor: context.personOf(request).name, how: 'personne' }
    const done = await reports.attach(request.params.id, path, by, context.isoNow())
    return done === 'fait' ? reply.redirect('/signalements', 303) : unknownReport(reply)
  })
  site.post<OneReport>('/signalements/:id/classer', staff('responsable'), async (request, reply) => {
    const { reason, state } = decisionIn(request)
    if (reason === '') return withoutReason(reply)
    const by = { actor: context.personOf(request).name, reason }
    const done = await reports.reclassify(request.params.id, state, by, context.isoNow())
    return done === 'fait' ? reply.redirect('/signalements', 303) : unknownReport(reply)
  })
  site.post('/signalements/moderer', staff('responsable'), async (request, reply) => {
    const { reason, state, fields } = decisionIn(request)
    if (reason === '') return withoutReason(reply)
    const by = { actor: context.personOf(request).name, reason }
    for (const id of (fields.id ?? []).slice(0, MOST_AT_ONCE)) await reports.reclassify(id, state, by, context.isoNow())
    return reply.redirect('/signalements', 303)
  })
  site.post('/signalements/verifier', staff('responsable'), async (request, reply) => {
    const { reason, fields } = decisionIn(request)
    if (reason === '') return withoutReason(reply)
    const path = fields.document?.[0] ?? ''
    if (!(await documents()).some((known) => known.path === path))
      return send(reply, 'Ce document n’est pas connu', html`<p>Il n’est plus dans la bibliothèque.</p>`, 404)
    await reports.review(path, { actor: context.personOf(request).name, reason }, context.isoNow())
    return reply.redirect('/signalements', 303)
  })

  site.get('/journal', staff('administration'), async (_, reply) => {
    const entries = await reports.journal()
    return send(
      reply,
      'Journal',
      html`<table><thead><tr><th scope="col">Quand</th><th scope="col">Qui</th><th scope="col">Quoi</th><th scope="col">Pourquoi</th></tr></thead>
<tbody>${entries.map(({ at, actor, action, reason }) => html`<tr><td class="day">${dayOf(at)}</td><td>${actor}</td><td>${action}</td><td>${reason}</td></tr>`)}</tbody></table>`,
    )
  })

  const withoutReason = (reply: FastifyReply): FastifyReply =>
    send(
      reply,
      'Il manque la raison',
      html`<p>Dites pourquoi\u00a0: le journal la garde. <a href="/signalements">Revenir aux signalements</a></p>`,
      422,
    )
  const unknownReport = (reply: FastifyReply): FastifyReply =>
    send(reply, 'Ce signalement n’est pas connu', html`<p>Il a peut-être été effacé par son auteur.</p>`, 404)
}

/** What a person decides of reports, and why. */
function decisionIn({ body }: FastifyRequest): {
  readonly fields: Fields
  readonly reason: string
  readonly state: 'recu' | 'ecarte'
} {
  const fields = fieldsOf(body)
  const reason = (fields.raison?.[0] ?? '').trim().slice(0, 300)
  return { fields, reason, state: fields.etat?.[0] === 'recu' ? 'recu' : 'ecarte' }
}

/** What each report may be about: what its joined page resembles, then what its words say. */
async function proposalsFor(
  waiting: readonly KeptReport[],
  documents: readonly SiteDocument[],
  resembling: SiteOptions['resembling'],
): Promise<ReadonlyMap<string, readonly SiteDocument[]>> {
  const propose = waiting.length === 0 ? undefined : proposer(documents)
  const byPath = new Map(documents.map((document) => [document.path, document]))
  const proposals = new Map<string, readonly SiteDocument[]>()
  for (const report of waiting) {
    const { attachment } = report
    const alike = attachment === undefined ? [] : ((await resembling?.(attachment))?.near ?? [])
    const paths = [...new Set([...alike, ...(propose?.(report) ?? [])])].slice(0, MOST_PROPOSED)
    proposals.set(
      report.id,
      paths.flatMap((path) => byPath.get(path) ?? []),
    )
  }
  return proposals
}

/** Documents proposed for one report: more would be a list to read. */
const MOST_PROPOSED = 3

/** The path of the document that has this path, this reference or this title, if it is alone to. */
function pathNamed(said: string, documents: readonly SiteDocument[]): string | undefined {
  const exact = documents.find(({ path }) => path === said)
  if (exact !== undefined) return exact.path
  const named = documents.filter(({ reference, title }) => said !== '' && (reference === said || title === said))
  return named.length === 1 ? named[0]?.path : undefined
}

/** Why some of the reports that are shown do not count: each is weighed among all those of its document. */
function uncountedAmong(
  shown: readonly KeptReport[],
  kept: readonly KeptReport[],
  publications: ReadonlyMap<string, string>,
  now: string,
): ReadonlyMap<string, string> {
  const uncounted = new Map<string, string>()
  for (const path of new Set(shown.flatMap((report) => report.path ?? []))) {
    const publishedOn = publications.get(path)
    const options = { now, ...(publishedOn === undefined ? {} : { publishedOn }) }
    for (const { report, zero } of weighReports(
      kept.filter((one) => one.path === path),
      options,
    ))
      if (zero !== undefined) uncounted.set(report.id, sayZero(zero))
  }
  return uncounted
}

function weekBefore(now: number): string {
  return new Date(now - 7 * 86_400_000).toISOString()
}
