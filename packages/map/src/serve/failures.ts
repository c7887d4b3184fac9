import type { FastifyInstance } from 'fastify'
import type { SiteContext } from './context.ts'
import { html } from './html.ts'

/** The largest file a visitor may join, in bytes. */
export const FILE_BYTES = 8_000_000

const SAID = new Map([
  [400, { what: 'La demande n’est pas comprise', fix: 'Revenez au formulaire, puis recommencez.' }],
  [408, { what: 'L’envoi a pris trop de temps', fix: 'Vérifiez votre connexion, puis recommencez.' }],
  [
    413,
    {
      what: 'L’envoi est trop gros',
      fix: `Joignez un fichier de moins de ${FILE_BYTES / 1_000_000} Mo, ou écrivez la référence du document.`,
    },
  ],
  [415, { what: 'Ce format n’est pas accepté', fix: 'Utilisez le formulaire du site.' }],
  [429, { what: 'Trop d’envois à la suite', fix: 'Attendez une minute, puis recommencez.' }],
  [
    500,
    {
      what: 'Le site a rencontré un problème',
      fix: 'Votre signalement n’est peut-être pas gardé. Réessayez dans quelques minutes.',
    },
  ],
])

/** Says what went wrong and what to do: a page for a visitor, three fields for a program. */
export function addFailures(site: FastifyInstance, context: SiteContext): void {
  site.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const code = error.statusCode ?? 500
    const { what, fix } = SAID.get(code) ?? SAID.get(500) ?? { what: '', fix: '' }
    if (request.url.startsWith('/api/')) return reply.code(code).send({ code: `http-${code}`, quoi: what, remede: fix })
    return context.send(reply, what, html`<p>${fix}</p><p><a href="/signaler">Revenir au formulaire</a></p>`, code)
  })
  site.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/'))
      return reply
        .code(404)
        .send({ code: 'inconnu', quoi: 'Cette adresse n’existe pas.', remede: 'Voyez /api/openapi.json.' })
    const body = html`<p><a href="/signaler">Signaler un document difficile</a></p>`
    return context.send(reply, 'Cette page n’existe pas', body, 404)
  })
}
