import { createHash, randomBytes } from 'node:crypto'
import type { Prose } from '@limpide/library'
import { REPORTER_DAYS, type ReportStore } from '@limpide/reports/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { KIT_SITE_STYLE } from '../kit/site-style.ts'
import type { PlanSource } from '../plan/plan-rows.ts'
import { PLAN_STYLE } from '../plan/style.ts'
import type { Theme } from '../theme.ts'
import type { Accesses, Person } from './access.ts'
import type { Html } from './html.ts'
import { createIntake, type Intake } from './intake.ts'
import { page, STYLE } from './layout.ts'
import { navigation } from './navigation.ts'
import { type SiteTheme, siteTheme, THEME_FILES } from './site-theme.ts'

/** A document that a report may be given to. */
export interface SiteDocument {
  readonly path: string
  readonly title?: string
  /** The title it bears, when the team calls it otherwise. */
  readonly otherTitle?: string
  readonly reference?: string
  /** Its service and its procedure. */
  readonly about?: string
}

/** A document whose reports raised it, as the team is told. */
export interface RisenDocument {
  readonly path: string
  readonly title?: string
  /** The sentence that explains its priority. */
  readonly said: string
}

/** One answer of the site: its route, never its address, which may hold what someone wrote. */
export interface LogLine {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
  /** The kind of an error and the line of code it comes from, without its message. */
  readonly error?: string
}

export interface SiteOptions {
  readonly reports: ReportStore
  readonly accesses: Accesses
  /** What visitors see as the owner of the site. */
  readonly service: string
  /** The colours, the font and the logo of the team; absent: the site’s own. */
  readonly theme?: Theme
  readonly contact?: string
  /** False: the address of a connection is not even kept apart. */
  readonly keepsAddress: boolean
  documents(): Promise<readonly SiteDocument[]>
  readonly plan: PlanSource
  /** The prose of a document of the library, read in a process that may be killed; `undefined` when it cannot be read. */
  prose(path: string): Promise<Prose | undefined>
  /** The map as one page. */
  mapPage(): Promise<string>
  /** The path that the library keeps for a document that the map shows by another; absent: the same. */
  readonly storePath?: (shown: string) => string
  /** The text of a file from a stranger, read in a process that may be killed; `undefined` when it cannot be read. */
  readFile(bytes: Uint8Array, name: string): Promise<string | undefined>
  /** The documents that the text of a joined page resembles: the one it surely is a copy of, those it may be. Absent: nobody looks. */
  readonly resembling?: (text: string) => Promise<{ readonly sure?: string; readonly near: readonly string[] }>
  /** Documents that the reports of the last week alone raised by two classes. */
  risen(): Promise<readonly RisenDocument[]>
  /** Where people reach the site, « https://signaler.exemple.fr »: links on paper begin so. Absent: as it is asked for. */
  readonly publicAddress?: string
  /** The machines whose word is taken on where a visitor comes from; absent: none. */
  readonly proxies?: readonly string[]
  /** Told of each answer, without anything personal; absent: nobody is. */
  log?(line: LogLine): void
  /** How long a sender may take, in milliseconds. */
  readonly patience?: number
  /** Milliseconds since 1970. */
  now(): number
  /** Forms and API calls a minute from one address. */
  readonly perMinute?: number
}

/** What the routes of the site share. */
export interface SiteContext {
  readonly options: SiteOptions
  /** The style of every page and its address, which changes with it: browsers keep what they were given. */
  readonly style: { readonly css: string; readonly address: string }
  readonly theme: SiteTheme
  /** Forms and API calls a minute from one address. */
  readonly perMinute: number
  /** The time of the site, ISO 8601 in UTC. */
  isoNow(): string
  /** Sends a page; one for the team carries the links to its other pages. */
  send(reply: FastifyReply, title: string, body: Html, code?: number): FastifyReply
  /** The visitor's own cookie, given when they have none: the key of each form is tied to it. */
  visitorOf(request: FastifyRequest, reply: FastifyReply): string
  /** The same, once they report: the cookie then lasts as long as their share of reports. */
  knownVisitor(request: FastifyRequest, reply: FastifyReply): string
  /** True when a form was shown by this site to the very visitor who sends it. */
  isOurForm(request: FastifyRequest, key: string): boolean
  /** The person of a page of the team, once past the gate. */
  personOf(request: FastifyRequest): Person
  /** What the forms of the person's pages carry. */
  formKey(request: FastifyRequest): string
  readonly intake: Intake
  /** Where people reach the site, without a slash at the end. */
  addressOf(request: FastifyRequest): string
  /** True when what is sent is encrypted on its way: cookies then go no other way. */
  isEncrypted(request: FastifyRequest): boolean
  /** For the gate: who knocks, by what they hold; and that they came in. */
  personOfSession(request: FastifyRequest): Promise<Person | undefined>
  personOfToken(request: FastifyRequest): Promise<Person | undefined>
  come(request: FastifyRequest, person: Person): void
}

/** The cookie of a person who came in. */
export const SESSION = 'limpide_session'

const VISITOR = 'limpide_visite'

/** What the routes of one site share, made from its options. */
export function createContext(options: SiteOptions): SiteContext {
  const { accesses } = options
  const inside = new WeakMap<FastifyRequest, Person>()

  const personOf = (request: FastifyRequest): Person => {
    const person = inside.get(request)
    if (person === undefined) throw new Error(`nobody came in by ${request.url}`)
    return person
  }

  const addressOf = ({ protocol, host }: FastifyRequest): string =>
    options.publicAddress?.replace(/\/+$/, '') ?? `${protocol}://${host}`
  const isEncrypted = (request: FastifyRequest): boolean => addressOf(request).startsWith('https:')

  const cookieFor = (request: FastifyRequest) =>
    ({ path: '/', httpOnly: true, sameSite: 'strict', secure: isEncrypted(request) }) as const
  const heldBy = (request: FastifyRequest): string | undefined => {
    const held = request.cookies[VISITOR]
    return held !== undefined && /^[\w-]{20,64}$/.test(held) ? held : undefined
  }

  const theme = siteTheme(options.theme ?? { light: {}, dark: {} })
  const css = STYLE + PLAN_STYLE + KIT_SITE_STYLE + theme.css
  const print = createHash('sha256').update(css)
  for (const file of [theme.logo, theme.font]) print.update(file?.bytes ?? '')
  const version = print.digest('base64url').slice(0, 12)
  const style = { css, address: `/style.css?v=${version}` }
  const face = {
    service: options.service,
    style: style.address,
    ...(theme.logo === undefined ? {} : { logo: `${THEME_FILES.logo}?v=${version}` }),
  }

  return {
    options,
    style,
    theme,
    perMinute: options.perMinute ?? 60,
    isoNow: () => new Date(options.now()).toISOString(),
    send(reply, title, body, code = 200) {
      const person = inside.get(reply.request)
      const links = person && navigation(person, reply.request.routeOptions.url ?? '')
      return reply
        .code(code)
        .type('text/html; charset=utf-8')
        .send(page(title, body, face, links))
    },
    visitorOf(request, reply) {
      const held = heldBy(request)
      if (held !== undefined) return held
      const made = randomBytes(18).toString('base64url')
      reply.setCookie(VISITOR, made, cookieFor(request))
      return made
    },
    knownVisitor(request, reply) {
      // Only who reports is recognised later; who reads the form leaves with the cookie of a form, gone with the browser.
      const visitor = heldBy(request) ?? randomBytes(18).toString('base64url')
      reply.setCookie(VISITOR, visitor, { ...cookieFor(request), maxAge: REPORTER_DAYS * 86_400 })
      return visitor
    },
    isOurForm(request, key) {
      const visitor = request.cookies[VISITOR] ?? ''
      return visitor !== '' && accesses.isFormKey(visitor, key)
    },
    personOf,
    formKey: (request) => accesses.formKey(personOf(request).id),
    intake: createIntake(options),
    addressOf,
    isEncrypted,
    async personOfSession(request) {
      const session = request.cookies[SESSION]
      return session === undefined ? undefined : accesses.personOfSession(session, options.now())
    },
    async personOfToken(request) {
      const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
      return token === undefined ? undefined : accesses.personOf(token)
    },
    come: (request, person) => void inside.set(request, person),
  }
}
