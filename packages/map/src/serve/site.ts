import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { kitRoutes } from '../kit/kit-routes.ts'
import { planRoutes } from '../plan/plan-routes.ts'
import { apiRoutes } from './api-routes.ts'
import { createContext, type SiteOptions } from './context.ts'
import { addFailures, FILE_BYTES } from './failures.ts'
import { ATTACHMENT_LENGTH, formRoutes } from './form-routes.ts'
import { addGate, EVERYONE } from './gate.ts'
import { addLog } from './log.ts'
import { mapRoutes } from './map-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import { addPolicy } from './policy.ts'
import { MOST } from './report-form.ts'
import { sessionRoutes } from './session-routes.ts'
import { THEME_FILES } from './site-theme.ts'
import { staffRoutes } from './staff-routes.ts'

/** The largest body without a file, in bytes. */
const BODY_BYTES = 200_000
/** A slow sender is cut off after this, in milliseconds. */
const PATIENCE_MS = 30_000
const DAY_MS = 86_400_000

/** The site of a library: the form for everyone, the map and the reports for those who hold an access. */
export async function createSite(options: SiteOptions): Promise<FastifyInstance> {
  const context = createContext(options)
  const patience = options.patience ?? PATIENCE_MS
  // No log of Fastify's: an address or a text of a report would be in it.
  const site = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: patience,
    connectionTimeout: patience,
    // Node looks for slow senders every thirty seconds, and lets slow headers take a minute, unless told otherwise.
    http: { connectionsCheckingInterval: patience / 6, headersTimeout: patience, requestTimeout: patience },
    trustProxy: options.proxies === undefined ? false : [...options.proxies],
    routerOptions: { maxParamLength: MOST.reference * 3 },
  })
  await site.register(cookie)
  await site.register(formBody, { bodyLimit: BODY_BYTES })
  await site.register(multipart, {
    limits: { fileSize: FILE_BYTES, files: 1, fields: 40, fieldSize: ATTACHMENT_LENGTH * 4, parts: 45 },
  })
  await site.register(rateLimit, { global: false, max: context.perMinute, timeWindow: 60_000 })
  addPolicy(site)
  if (options.log !== undefined) addLog(site, options.log)
  addFailures(site, context)
  addGate(site, context)

  site.get('/style.css', EVERYONE, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(context.style.css),
  )
  for (const [file, path] of [
    [context.theme.logo, THEME_FILES.logo],
    [context.theme.font, THEME_FILES.font],
  ] as const) {
    if (file === undefined) continue
    site.get(path, EVERYONE, (_, reply) =>
      reply.type(file.type).header('cache-control', 'max-age=3600').send(file.bytes),
    )
  }
  // Browsers ask for it by themselves.
  site.get('/favicon.ico', EVERYONE, (_, reply) => reply.code(204).header('cache-control', 'max-age=86400').send())
  formRoutes(site, context)
  paperRoutes(site, context)
  sessionRoutes(site, context)
  mapRoutes(site, context)
  staffRoutes(site, context)
  apiRoutes(site, context)
  planRoutes(site, context)
  kitRoutes(site, context)

  // Addresses older than a year go at each start, and every day after that.
  let daily: NodeJS.Timeout | undefined
  site.addHook('onReady', async () => {
    await options.reports.purge(context.isoNow())
    // Before anyone reads a report: what an older masking had left in it is masked.
    await options.reports.maskAgain(context.isoNow())
    await context.intake.begin()
    daily = setInterval(() => void options.reports.purge(context.isoNow()).catch(() => {}), DAY_MS)
    daily.unref()
  })
  site.addHook('onClose', async () => clearInterval(daily))
  return site
}
