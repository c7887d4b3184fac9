import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AccessRole, type Person, reaches } from './access.ts'
import type { SiteContext } from './context.ts'
import { fieldsOf } from './fields.ts'
import { html } from './html.ts'

/** Who may come in by a route: everyone, or a person of at least this role, by a session or by a token of the API. */
export type Access = 'everyone' | { readonly door: 'session' | 'token'; readonly role: AccessRole }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/** For a route that anyone may ask for. */
export const EVERYONE = { config: { access: 'everyone' } } as const

/** For a page of the team; a form sent to it must carry our key. */
export function staff(role: AccessRole): { readonly config: { readonly access: Access } } {
  return { config: { access: { door: 'session', role } } }
}

/** For a route of the API, `perMinute` times a minute at most from one address. */
export function program(
  role: AccessRole,
  perMinute: number,
): { readonly config: { readonly access: Access; readonly rateLimit: { max: number; timeWindow: number } } } {
  return { config: { access: { door: 'token', role }, rateLimit: { max: perMinute, timeWindow: 60_000 } } }
}

/** A route and who may come in by it. */
export interface Gate {
  readonly method: string
  readonly url: string
  readonly access: Access
}

const GATES = new WeakMap<FastifyInstance, Gate[]>()

/** Every way into a site, for who audits it. */
export function gatesOf(site: FastifyInstance): readonly Gate[] {
  return GATES.get(site) ?? []
}

/** Makes every route added from now on say who may come in, and holds it to what it says. */
export function addGate(site: FastifyInstance, context: SiteContext): void {
  const gates: Gate[] = []
  GATES.set(site, gates)
  site.addHook('onRoute', (route) => {
    const access = route.config?.access
    const methods = [route.method].flat()
    if (access === undefined) throw new Error(`the route ${methods} ${route.url} does not say who may come in`)
    gates.push(...methods.map((method) => ({ method, url: route.url, access })))
    if (access === 'everyone') return
    // After the limit on requests, which the routes have set already: knocking a thousand times is refused first.
    route.onRequest = [
      ...[route.onRequest ?? []].flat(),
      (request: FastifyRequest, reply: FastifyReply) => checkPerson(access, context, request, reply),
    ]
    if (access.door === 'session' && methods.some((method) => method !== 'GET' && method !== 'HEAD'))
      route.preHandler = [
        ...[route.preHandler ?? []].flat(),
        (request: FastifyRequest, reply: FastifyReply) => checkKey(context, request, reply),
      ]
  })
}

async function checkPerson(
  { door, role }: Exclude<Access, 'everyone'>,
  context: SiteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const person = await (door === 'session' ? context.personOfSession(request) : context.personOfToken(request))
  if (person !== undefined && reaches(person.role, role)) {
    context.come(request, person)
    return undefined
  }
  if (door === 'token') return refuseProgram(reply, person)
  if (person === undefined) return reply.redirect('/connexion', 303)
  context.come(request, person)
  return context.send(
    reply,
    'Cette page n’est pas pour votre rôle',
    html`<p>Votre accès «\u00a0${person.role}\u00a0» ne le permet pas. Demandez à qui vous l’a donné.</p>`,
    403,
  )
}

async function checkKey(context: SiteContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const key = fieldsOf(request.body).cle?.[0] ?? ''
  if (context.options.accesses.isFormKey(context.personOf(request).id, key)) return undefined
  return context.send(reply, 'Ce formulaire n’est plus valable', html`<p>Rouvrez la page, puis recommencez.</p>`, 403)
}

function refuseProgram(reply: FastifyReply, person: Person | undefined): FastifyReply {
  return person === undefined
    ? reply.code(401).send({
        code: 'jeton',
        quoi: 'Le jeton manque, est faux ou a été révoqué.',
        remede: 'Envoyez « Authorization: Bearer JETON ».',
      })
    : reply.code(403).send({
        code: 'role',
        quoi: `Le rôle « ${person.role} » ne le permet pas.`,
        remede: 'Demandez un accès à qui administre le site.',
      })
}
