import type { FastifyInstance } from 'fastify'
import { CONFORMITY } from './accessibility-page.ts'
import type { SiteContext } from './context.ts'
import { staff } from './gate.ts'
import { html } from './html.ts'
import { pagesOf } from './navigation.ts'
import { policyOfMap } from './policy.ts'

/** Pages about one document, in the order of the links of its sheet. */
const PAGES_OF_DOCUMENT: ReadonlyMap<string, { readonly label: string; readonly address: string }> = new Map([
  ['plan', { label: 'Son plan d’action', address: '/plan/document' }],
  ['test', { label: 'Le tester auprès d’usagers', address: '/tests/document' }],
])

/** The map as the site shows it, with the links of the site in it, and the way from its sheets to the other pages. */
export function mapRoutes(site: FastifyInstance, context: SiteContext): void {
  const { mapPage, storePath = (shown) => shown } = context.options

  site.get('/', staff('lecture'), async (request, reply) => {
    const map = await mapPage()
    const about = {
      pages: pagesOf(context.personOf(request)).map(({ path, label }) => ({ path, label })),
      foot: [{ path: '/accessibilite', label: `Accessibilité\u00a0: ${CONFORMITY}` }],
      document: [...PAGES_OF_DOCUMENT].map(([id, { label }]) => ({ path: `/document/${id}?vu=`, label })),
    }
    // The map is drawn once for everyone; what a person may open is said beside it, in the one place where a page may hold it.
    const shown = map.replace(/<body(?=[\s>])/, () => `<body${html` data-site="${JSON.stringify(about)}"`}`)
    return reply.header('content-security-policy', policyOfMap(map)).type('text/html; charset=utf-8').send(shown)
  })

  // The map names documents as they are opened from here; the other pages, as the library keeps them.
  site.get<{ Params: { page: string }; Querystring: { vu?: unknown } }>(
    '/document/:page',
    staff('lecture'),
    async (request, reply) => {
      const page = PAGES_OF_DOCUMENT.get(request.params.page)
      if (page === undefined) return reply.callNotFound()
      const path = storePath(String(request.query.vu ?? ''))
      return reply.redirect(`${page.address}?chemin=${encodeURIComponent(path)}`, 303)
    },
  )
}
