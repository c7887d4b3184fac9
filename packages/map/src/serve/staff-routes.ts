import type { FastifyInstance, FastifyReply } from 'fastify'
import type { SiteContext } from './context.ts'
import { dayOf } from './day.ts'
import { fieldsOf } from './fields.ts'
import { staff } from './gate.ts'
import { html } from './html.ts'
import { policyOfMap } from './policy.ts'
import { reportsPage } from './reports-page.ts'

interface OneReport {
  Params: { id: string }
}

/** The pages of the team: the map, the reports, the journal. */
export function staffRoutes(site: FastifyInstance, context: SiteContext): void {
  const { reports, documents, mapPage } = context.options
  const { send } = context

  site.get('/', staff('lecture'), async (_, reply) => {
    const map = await mapPage()
    return reply.header('content-security-policy', policyOfMap(map)).type('text/html; charset=utf-8').send(map)
  })

  site.get('/signalements', staff('lecture'), async (request, reply) => {
    const [kept, known, aside] = await Promise.all([reports.list(), documents(), reports.aside()])
    const body = reportsPage(kept, known, aside, context.personOf(request), context.formKey(request))
    return send(reply, 'Signalements', body)
  })
  site.post<OneReport>('/signalements/:id/rattacher', staff('redaction'), async (request, reply) => {
    const path = fieldsOf(request.body).document?.[0] ?? ''
    if (!(await documents()).some((known) => known.path === path))
      return send(reply, 'Ce document n’est pas connu', html`<p>Choisissez-le dans la liste.</p>`, 422)
    const by = { actor: context.personOf(request).name, how: 'personne' }
    const done = await reports.attach(request.params.id, path, by, context.isoNow())
    return done === 'fait' ? reply.redirect('/signalements', 303) : unknownReport(reply)
  })
  site.post<OneReport>('/signalements/:id/classer', staff('responsable'), async (request, reply) => {
    const fields = fieldsOf(request.body)
    const reason = (fields.raison?.[0] ?? '').trim()
    const state = fields.etat?.[0] === 'recu' ? 'recu' : 'ecarte'
    if (reason === '')
      return send(
        reply,
        'Il manque la raison',
        html`<p>Dites pourquoi\u00a0: le journal la garde. <a href="/signalements">Revenir aux signalements</a></p>`,
        422,
      )
    const by = { actor: context.personOf(request).name, reason }
    const done = await reports.reclassify(request.params.id, state, by, context.isoNow())
    return done === 'fait' ? reply.redirect('/signalements', 303) : unknownReport(reply)
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

  const unknownReport = (reply: FastifyReply): FastifyReply =>
    send(reply, 'Ce signalement n’est pas connu', html`<p>Il a peut-être été effacé par son auteur.</p>`, 404)
}
