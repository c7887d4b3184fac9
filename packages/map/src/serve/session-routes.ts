import type { FastifyInstance } from 'fastify'
import { SESSION_MS } from './access.ts'
import { SESSION, type SiteContext } from './context.ts'
import { type Html, html } from './html.ts'
import { publicForm } from './public-form.ts'
import { alert } from './report-form.ts'

/** The door of the team: a token opens a session. */
export function sessionRoutes(site: FastifyInstance, context: SiteContext): void {
  const { accesses, now } = context.options
  publicForm(site, context, {
    path: '/connexion',
    title: 'Se connecter',
    perMinute: 10,
    page: (_, key, wrong) => loginPage(key, wrong),
    async answer({ fields, key }, request, reply) {
      const person = await accesses.personOf(fields.jeton?.[0]?.trim() ?? '')
      if (person === undefined) {
        const wrong = 'Ce jeton n’est pas reconnu. Vérifiez-le, ou demandez-en un autre à qui administre le site.'
        return context.send(reply, 'Se connecter', loginPage(key, wrong), 403)
      }
      reply.setCookie(SESSION, accesses.session(person, now()), {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: context.isEncrypted(request),
        maxAge: SESSION_MS / 1000,
      })
      return reply.redirect('/', 303)
    },
  })
}

function loginPage(key: string, wrong: string | undefined): Html {
  return html`${wrong !== undefined && alert(wrong)}
<form method="post" action="/connexion">
<input type="hidden" name="cle" value="${key}">
<input type="text" name="nom" value="Limpide" autocomplete="username" hidden>
<label class="field" for="jeton">Votre jeton d’accès</label>
<input type="password" id="jeton" name="jeton" maxlength="200" autocomplete="current-password" required>
<button type="submit">Se connecter</button>
</form>`
}
