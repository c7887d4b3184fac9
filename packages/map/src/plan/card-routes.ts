import { mask } from '@limpide/reports'
import type { KeptReport } from '@limpide/reports/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SiteContext } from '../serve/context.ts'
import { EVERYONE, staff } from '../serve/gate.ts'
import { html } from '../serve/html.ts'
import { type CardWritten, cardForm, publicIndex, publicPage } from './card-pages.ts'
import { type Feed, jsonFeed, rssFeed } from './feeds.ts'
import { themesBefore } from './follow-up.ts'
import { overview } from './overview.ts'
import { readOf, textOf, tooLong } from './plan-forms.ts'
import { type PlanRow, type PlanSource, planRows } from './plan-rows.ts'
import { PLAN_MOST } from './plan-sheet.ts'
import type { By, Card, DocumentVersion, Written } from './plan-store.ts'
import { byPath } from './plans-for-map.ts'
import { type PublicCard, publicCard } from './public-card.ts'
import { REFUSALS } from './say-plan.ts'

/** The public address of what belongs to no service. */
const NO_SERVICE = 'sans-service'
const PUBLIC = '/on-la-fait'
const TITLE = 'Vous nous l’avez demandé, on l’a fait'

interface OneService {
  Params: { service: string }
}

/** The cards: written by the team, read by everyone, followed by feeds. */
export function cardRoutes(site: FastifyInstance, context: SiteContext, source: PlanSource): void {
  const { store } = source
  const { send } = context
  const { service: owner } = context.options
  const today = (): string => context.isoNow().slice(0, 10)

  site.get<{ Querystring: { chemin?: unknown; version?: unknown } }>(
    '/plan/carte',
    staff('redaction'),
    async (request, reply) =>
      form(request, reply, String(request.query.chemin ?? ''), Number(request.query.version ?? 0)),
  )

  site.post('/plan/carte', staff('redaction'), async (request, reply) => {
    const { path, number, row } = await asked(request)
    if (row === undefined) return unknown(reply)
    const written: CardWritten = {
      title: textOf(request, 'titre'),
      oldSentence: textOf(request, 'avant'),
      newSentence: textOf(request, 'maintenant'),
      verbatim: textOf(request, 'citation'),
      isCleared: textOf(request, 'accord') === 'oui',
    }
    const long = tooLong([
      [written.title, PLAN_MOST.reason],
      [written.oldSentence, PLAN_MOST.sentence],
      [written.newSentence, PLAN_MOST.sentence],
      [written.verbatim, PLAN_MOST.sentence],
    ])
    if (long !== undefined) return form(request, reply, path, number, long, written)
    if (written.verbatim !== '' && !written.isCleared) {
      const wrong =
        'Vous citez un usager. Vérifiez que sa phrase ne désigne personne, puis cochez la case, ou effacez la citation.'
      return form(request, reply, path, number, wrong, written)
    }
    const reports = await context.options.reports.list({ path })
    if (written.verbatim !== '' && !isSaid(clean(written.verbatim), reports)) {
      const wrong = 'Cette phrase n’est dans aucun signalement de ce document. Copiez-la telle quelle, ou effacez-la.'
      return form(request, reply, path, number, wrong, written)
    }
    const heard = themesBefore(row.versions, number, reports)
    const text = {
      title: clean(written.title === '' ? row.title : written.title),
      service: row.service ?? '',
      themes: heard.themes,
      reports: heard.reports,
      oldSentence: clean(written.oldSentence),
      newSentence: clean(written.newSentence),
      verbatim: written.verbatim === '' ? null : clean(written.verbatim),
    }
    const done = await store.saveCard(path, number, readOf(request), text, byOf(request), context.isoNow())
    return settled(request, reply, path, number, done, written)
  })

  site.post('/plan/carte/publier', staff('responsable'), async (request, reply) => {
    const { path, number, card } = await asked(request)
    if (card === undefined) return unknown(reply)
    const done = await store.publishCard(card.id, readOf(request), today(), byOf(request), context.isoNow())
    return settled(request, reply, path, number, done)
  })
  site.post('/plan/carte/retirer', staff('responsable'), async (request, reply) => {
    const { path, number, card } = await asked(request)
    if (card === undefined) return unknown(reply)
    const done = await store.withdrawCard(card.id, readOf(request), byOf(request), context.isoNow())
    return settled(request, reply, path, number, done)
  })

  // For everyone
  site.get(PUBLIC, EVERYONE, async (_, reply) => {
    const [cards, names, all] = await Promise.all([published(), source.services(), rewritings()])
    const counts = new Map<string, number>()
    for (const { service } of cards) counts.set(service, (counts.get(service) ?? 0) + 1)
    const services = [...counts]
      .map(([id, count]) => ({ address: addressOf(id), name: nameOf(id, names), cards: count }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
    return send(reply, TITLE, publicIndex(services, overview(all)))
  })
  site.get<OneService>(`${PUBLIC}/:service`, EVERYONE, async (request, reply) => {
    const found = await ofService(request.params.service)
    if (found === undefined) return nothing(reply)
    const all = overview(await rewritings(found.id))
    return send(reply, `${TITLE}\u00a0: ${found.name}`, publicPage(found.cards, all, addressOf(found.id)))
  })
  site.get<OneService>(`${PUBLIC}/:service/flux.json`, EVERYONE, async (request, reply) => {
    const feed = await feedOf(request, 'flux.json')
    return feed === undefined
      ? nothing(reply)
      : reply.type('application/feed+json; charset=utf-8').send(JSON.stringify(jsonFeed(feed)))
  })
  site.get<OneService>(`${PUBLIC}/:service/flux.xml`, EVERYONE, async (request, reply) => {
    const feed = await feedOf(request, 'flux.xml')
    return feed === undefined ? nothing(reply) : reply.type('application/rss+xml; charset=utf-8').send(rssFeed(feed))
  })

  async function published(): Promise<readonly PublicCard[]> {
    const [cards, versions, measures] = await Promise.all([
      store.cards({ state: 'publiee' }),
      store.versions(),
      store.measures(),
    ])
    const [of, measured] = [byPath(versions), byPath(measures)]
    return Promise.all(
      cards.map(async (card) => {
        const isQuoting = card.verbatim !== null
        const reports = isQuoting ? await context.options.reports.list({ path: card.path }) : []
        // Who erases their report is no longer quoted.
        const kept = isQuoting && isSaid(card.verbatim, reports) ? card : { ...card, verbatim: null }
        return publicCard(kept, of.get(card.path) ?? [], measured.get(card.path) ?? [])
      }),
    )
  }

  /** The versions of each followed document, without reading the library: anyone may ask for these pages. */
  async function rewritings(service?: string): Promise<readonly (readonly DocumentVersion[])[]> {
    const [plans, versions] = await Promise.all([store.list(), store.versions()])
    const of = byPath(versions)
    return plans
      .filter((plan) => service === undefined || (plan.service ?? '') === service)
      .map(({ path }) => of.get(path) ?? [])
  }

  /** A service that has published, or that the team declared; nobody learns which others there are. */
  async function ofService(
    slug: string,
  ): Promise<{ readonly id: string; readonly name: string; readonly cards: readonly PublicCard[] } | undefined> {
    const id = slug === NO_SERVICE ? '' : slug
    const [all, names] = await Promise.all([published(), source.services()])
    const cards = all.filter(({ service }) => service === id)
    return cards.length === 0 && !names.has(id) ? undefined : { id, name: nameOf(id, names), cards }
  }

  async function feedOf(request: FastifyRequest<OneService>, file: string): Promise<Feed | undefined> {
    const found = await ofService(request.params.service)
    if (found === undefined) return undefined
    const page = `${context.addressOf(request)}${addressOf(found.id)}`
    return {
      title: `${TITLE}\u00a0: ${found.name}`,
      owner,
      page,
      self: `${page}/${file}`,
      cards: found.cards,
      now: context.isoNow(),
    }
  }

  function nameOf(id: string, names: ReadonlyMap<string, string>): string {
    return id === '' ? owner : (names.get(id) ?? id)
  }

  async function asked(request: FastifyRequest): Promise<{
    readonly path: string
    readonly number: number
    readonly row: PlanRow | undefined
    readonly card: Card | undefined
  }> {
    const path = textOf(request, 'chemin')
    const number = Number(textOf(request, 'version'))
    const row = await versioned(path, number)
    return { path, number, row, card: row?.cards.find((one) => one.number === number) }
  }

  async function versioned(path: string, number: number): Promise<PlanRow | undefined> {
    const [row] = await planRows(source, today(), path)
    return row?.versions.some((version) => version.number === number && number > 0) ? row : undefined
  }

  async function form(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    number: number,
    wrong?: string,
    written?: CardWritten,
  ): Promise<FastifyReply> {
    const row = await versioned(path, number)
    if (row === undefined) return unknown(reply)
    const reports = await context.options.reports.list({ path })
    const card = row.cards.find((one) => one.number === number)
    const body = cardForm({
      path,
      number,
      card,
      preview: card && publicCard(card, row.versions, row.measures),
      heard: themesBefore(row.versions, number, reports),
      written: written ?? {
        title: card?.title ?? row.title,
        oldSentence: card?.oldSentence ?? '',
        newSentence: card?.newSentence ?? '',
        verbatim: card?.verbatim ?? '',
        isCleared: card?.verbatim != null,
      },
      comments: reports.flatMap(({ comment, state }) => (comment === '' || state !== 'recu' ? [] : [comment])),
      person: context.personOf(request),
      key: context.formKey(request),
      ...(wrong === undefined ? {} : { wrong }),
    })
    return send(reply, `Carte publique\u00a0: ${row.title}, version ${number}`, body, wrong === undefined ? 200 : 422)
  }

  async function settled(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    number: number,
    done: Written<Card>,
    written?: CardWritten,
  ): Promise<FastifyReply> {
    if (done.kind === 'fait')
      return reply.redirect(`/plan/carte?chemin=${encodeURIComponent(path)}&version=${number}`, 303)
    if (done.kind === 'inconnu') return unknown(reply)
    const wrong =
      done.kind === 'refus'
        ? REFUSALS[done.why]
        : 'Une autre personne a modifié cette carte entre-temps. Son texte est plus bas, tel qu’il sera lu. Le vôtre est encore dans le formulaire\u00a0: enregistrez-le pour le mettre à la place, ou recopiez ce qui vous manque.'
    return form(request, reply, path, number, wrong, written)
  }

  function byOf(request: FastifyRequest): By {
    const { name, role } = context.personOf(request)
    const reason = textOf(request, 'raison')
    return { actor: name, role, ...(reason === '' ? {} : { reason }) }
  }

  function unknown(reply: FastifyReply): FastifyReply {
    const body = html`<p>Publiez d’abord une version de ce document. <a href="/plan">Revenir au plan</a></p>`
    return send(reply, 'Cette carte n’existe pas', body, 404)
  }

  function nothing(reply: FastifyReply): FastifyReply {
    return send(reply, 'Ce service n’est pas connu', html`<p><a href="${PUBLIC}">Voir tous les services</a></p>`, 404)
  }
}

/** True when a report that counts says this, word for word. */
function isSaid(quote: string, reports: readonly KeptReport[]): boolean {
  const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()
  return reports.some(
    ({ comment, suggestion, state }) =>
      state === 'recu' && [comment, suggestion].some((text) => flat(text).includes(flat(quote))),
  )
}

/** What everyone will read holds nothing personal, even where a person overlooked it. */
function clean(text: string): string {
  return mask(text).text
}

function addressOf(service: string): string {
  return `${PUBLIC}/${encodeURIComponent(service === '' ? NO_SERVICE : service)}`
}
