import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SiteContext } from '../serve/context.ts'
import { staff } from '../serve/gate.ts'
import { html } from '../serve/html.ts'
import { cardRoutes } from './card-routes.ts'
import { planCsv, planMarkdown } from './export-plan.ts'
import { followUp, themesBefore } from './follow-up.ts'
import { planApi } from './plan-api.ts'
import { filterOf, pageOf, readOf, textOf, tooLong } from './plan-forms.ts'
import { planPage, sheetAddress } from './plan-page.ts'
import { filterRows, type PlanRow, planLines, planRows } from './plan-rows.ts'
import { conflictPage, PLAN_MOST, type PlanWritten, planSheet, type SheetView, unfollowedSheet } from './plan-sheet.ts'
import type { By, Plan, PlanEdit, Written } from './plan-store.ts'
import { REFUSALS, sayWaiting } from './say-plan.ts'
import { stepOf } from './steps.ts'

interface Filtered {
  Querystring: Readonly<Record<string, unknown>>
}

/** The action plan of the team, its exports, the public cards and their feeds. */
export function planRoutes(site: FastifyInstance, context: SiteContext): void {
  const { plan: source } = context.options
  const { store } = source
  const { send } = context
  const today = (): string => context.isoNow().slice(0, 10)

  site.get<Filtered>('/plan', staff('lecture'), async (request, reply) => list(request, reply, request.query))
  site.get<Filtered>('/plan/export.csv', staff('lecture'), async (request, reply) => {
    const rows = filterRows(await planRows(source, today()), filterOf(request.query))
    return download(reply, 'text/csv; charset=utf-8', 'plan.csv', planCsv(rows))
  })
  site.get<Filtered>('/plan/export.md', staff('lecture'), async (request, reply) => {
    const rows = filterRows(await planRows(source, today()), filterOf(request.query))
    const text = planMarkdown(rows, { owner: context.options.service, today: today() })
    return download(reply, 'text/markdown; charset=utf-8', 'plan.md', text)
  })

  site.get<{ Querystring: { chemin?: unknown } }>('/plan/document', staff('lecture'), async (request, reply) => {
    const path = String(request.query.chemin ?? '')
    const row = await rowOf(path)
    if (row !== undefined) return sheet(request, reply, row)
    const document = (await source.documents()).find((known) => known.path === path)
    if (document === undefined) return unknown(reply)
    return send(reply, document.title, unfollowedSheet(document, context.personOf(request), context.formKey(request)))
  })

  site.post('/plan/ajouter', staff('redaction'), async (request, reply) => {
    const said = textOf(request, 'document')
    const documents = await source.documents()
    const document =
      documents.find(({ path }) => path === said) ??
      documents.find(({ reference }) => reference !== undefined && same(reference, said)) ??
      documents.find(({ title }) => same(title, said))
    if (document === undefined)
      return list(request, reply, {}, `Aucun document ne s’appelle «\u00a0${said}\u00a0». Choisissez-le dans la liste.`)
    await store.open(document.path, document, byOf(request), context.isoNow())
    return reply.redirect(sheetAddress(document.path), 303)
  })

  site.post('/plan/modifier', staff('redaction'), async (request, reply) => {
    const path = textOf(request, 'chemin')
    const plan = await store.get(path)
    if (plan === undefined) return unknown(reply)
    const written: PlanWritten = {
      owner: textOf(request, 'owner', plan.owner),
      legalExpert: textOf(request, 'legalExpert', plan.legalExpert),
      dueOn: textOf(request, 'dueOn', plan.dueOn),
      step: textOf(request, 'step', plan.step),
      reason: textOf(request, 'raison'),
    }
    const long = tooLong([
      [written.owner, PLAN_MOST.name],
      [written.legalExpert, PLAN_MOST.name],
      [written.reason, PLAN_MOST.reason],
    ])
    if (long !== undefined) return again(request, reply, path, long, written)
    const step = stepOf(written.step)
    const edit: PlanEdit = {
      owner: written.owner === '' ? null : written.owner,
      legalExpert: written.legalExpert === '' ? null : written.legalExpert,
      dueOn: written.dueOn === '' ? null : written.dueOn,
      ...(step === undefined ? {} : { step }),
    }
    const done = await store.edit(path, readOf(request), edit, byOf(request), context.isoNow())
    if (done.kind === 'conflit') {
      const title = (await rowOf(path))?.title ?? done.now.title
      const body = conflictPage({
        plan: done.now,
        base: done.base,
        since: done.since,
        written,
        title,
        key: context.formKey(request),
      })
      return send(reply, 'Une autre personne a modifié ce document', body, 409)
    }
    return settled(request, reply, path, done, written)
  })

  site.post('/plan/commenter', staff('redaction'), async (request, reply) => {
    const path = textOf(request, 'chemin')
    const text = textOf(request, 'commentaire')
    const long = tooLong([[text, PLAN_MOST.comment]])
    if (long !== undefined) return again(request, reply, path, long)
    if (text === '') return reply.redirect(sheetAddress(path), 303)
    return settled(request, reply, path, await store.comment(path, text, byOf(request), context.isoNow()))
  })

  site.post('/plan/publier', staff('responsable'), async (request, reply) => {
    const path = textOf(request, 'chemin')
    const file = textOf(request, 'fichier', path)
    const documents = await source.documents()
    const known = documents.find((document) => document.path === file)
    if (known === undefined)
      return again(
        request,
        reply,
        path,
        `«\u00a0${file}\u00a0» n’est pas dans la bibliothèque. Analysez-le d’abord avec «\u00a0limpide scan --memoriser\u00a0».`,
      )
    const on = textOf(request, 'date')
    if (on > today()) return again(request, reply, path, 'Cette date n’est pas encore passée. Publiez le jour venu.')
    // The reach is that of the document followed: a new file has sent nothing yet.
    const volume = documents.find((document) => document.path === path)?.volume ?? known.volume
    const version = { on, known: { ...known, ...(volume === undefined ? {} : { volume }) } }
    const done = await store.publish(path, readOf(request), version, byOf(request), context.isoNow())
    return settled(request, reply, path, done)
  })

  site.post('/plan/mesurer', staff('responsable'), async (request, reply) => {
    const path = textOf(request, 'chemin')
    const [before, after] = [Number(textOf(request, 'envois-avant')), Number(textOf(request, 'envois-apres'))]
    if (!(before >= 0 && after >= 0 && Number.isFinite(before + after)))
      return again(request, reply, path, 'Les envois sont des nombres. Corrigez-les.')
    const reports = await context.options.reports.list({ path })
    const found = followUp(await store.versions(path), reports, today(), { before, after })
    if (found === undefined) return again(request, reply, path, REFUSALS.mesure)
    if (found.measurable.kind !== 'mesurable') {
      return again(request, reply, path, sayWaiting(found.measurable, found.dueOn) ?? REFUSALS.mesure)
    }
    const measure = { on: today(), rates: found.rates, ratio: found.measurable.ratio }
    const done = await store.measure(path, readOf(request), measure, byOf(request), context.isoNow())
    return settled(request, reply, path, done)
  })

  cardRoutes(site, context, source)
  planApi(site, context, source)

  async function rowOf(path: string): Promise<PlanRow | undefined> {
    return (await planRows(source, today(), path))[0]
  }

  async function list(
    request: FastifyRequest,
    reply: FastifyReply,
    query: Filtered['Querystring'],
    wrong?: string,
  ): Promise<FastifyReply> {
    const filter = filterOf(query)
    const [rows, documents] = await Promise.all([planLines(source, today()), source.documents()])
    const kept = filterRows(rows, filter)
    const body = planPage({
      rows,
      kept: kept.length,
      paged: pageOf(kept, query),
      filter,
      documents,
      today: today(),
      person: context.personOf(request),
      key: context.formKey(request),
      ...(wrong === undefined ? {} : { wrong }),
    })
    return send(reply, 'Plan d’action', body, wrong === undefined ? 200 : 422)
  }

  async function sheet(
    request: FastifyRequest,
    reply: FastifyReply,
    row: PlanRow,
    refused: Pick<SheetView, 'wrong' | 'written'> = {},
  ): Promise<FastifyReply> {
    const reports = await context.options.reports.list({ path: row.plan.path })
    const next = (row.versions.at(-1)?.number ?? 0) + 1
    const view: SheetView = {
      row,
      reports: themesBefore(row.versions, next, reports),
      followUp: followUp(row.versions, reports, today()),
      documents: await source.documents(),
      today: today(),
      person: context.personOf(request),
      key: context.formKey(request),
      ...refused,
    }
    return send(reply, row.title, planSheet(view), refused.wrong === undefined ? 200 : 422)
  }

  async function again(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    wrong: string,
    written?: PlanWritten,
  ): Promise<FastifyReply> {
    const row = await rowOf(path)
    return row === undefined
      ? unknown(reply)
      : sheet(request, reply, row, { wrong, ...(written === undefined ? {} : { written }) })
  }

  async function settled(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    done: Written<Plan>,
    written?: PlanWritten,
  ): Promise<FastifyReply> {
    if (done.kind === 'fait') return reply.redirect(sheetAddress(path), 303)
    if (done.kind === 'inconnu') return unknown(reply)
    if (done.kind === 'refus') return again(request, reply, path, REFUSALS[done.why], written)
    const others = [...new Set(done.since.map(({ actor }) => actor))].join(', ')
    return again(
      request,
      reply,
      path,
      `${others} a modifié ce document entre-temps. Relisez ce qui a changé, puis recommencez.`,
    )
  }

  function byOf(request: FastifyRequest): By {
    const { name, role } = context.personOf(request)
    const reason = textOf(request, 'raison')
    return { actor: name, role, ...(reason === '' ? {} : { reason }) }
  }

  function unknown(reply: FastifyReply): FastifyReply {
    return send(
      reply,
      'Ce document n’est pas connu',
      html`<p>Il n’est ni au plan, ni dans la bibliothèque. <a href="/plan">Revenir au plan</a></p>`,
      404,
    )
  }
}

function download(reply: FastifyReply, type: string, name: string, text: string): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(text)
}

function same(a: string, b: string): boolean {
  return a.localeCompare(b, 'fr', { sensitivity: 'base', ignorePunctuation: true }) === 0
}
