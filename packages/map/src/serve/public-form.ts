import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SiteContext } from './context.ts'
import { type Fields, partsOf, type SentFile } from './fields.ts'
import { EVERYONE } from './gate.ts'
import type { Html } from './html.ts'

/** What a visitor sent, in a form that this site showed to them. */
export interface Sent {
  readonly fields: Fields
  readonly file: SentFile | undefined
  /** The key of the next form they are shown. */
  readonly key: string
}

/** A form that any visitor may fill: shown at a path, and sent to the same. */
export interface PublicForm {
  readonly path: string
  readonly title: string
  readonly perMinute: number
  /** The page of the form, with what was written in it and what is wrong. */
  page(fields: Fields, key: string, wrong?: string): Html
  /** What is written in it before the visitor writes. */
  start?(request: FastifyRequest): Fields
  answer(sent: Sent, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
}

/** Adds a form for visitors: one that another site sends, or that is too old, is shown again and does nothing. */
export function publicForm(site: FastifyInstance, context: SiteContext, form: PublicForm): void {
  const { path, title, perMinute } = form
  const keyFor = (request: FastifyRequest, reply: FastifyReply): string =>
    context.options.accesses.formKey(context.visitorOf(request, reply))
  site.get(path, EVERYONE, (request, reply) =>
    context.send(reply, title, form.page(form.start?.(request) ?? {}, keyFor(request, reply))),
  )
  const limited = { config: { ...EVERYONE.config, rateLimit: { max: perMinute, timeWindow: 60_000 } } }
  site.post(path, limited, async (request, reply) => {
    const { fields, file } = await partsOf(request)
    const key = keyFor(request, reply)
    if (context.isOurForm(request, fields.cle?.[0] ?? '')) return form.answer({ fields, file, key }, request, reply)
    return context.send(reply, title, form.page(fields, key, 'Le formulaire avait expiré. Envoyez-le de nouveau.'), 403)
  })
}
