import type { FastifyInstance } from 'fastify'
import { encode, renderSVG } from 'uqr'
import type { SiteContext, SiteDocument } from './context.ts'
import { EVERYONE, staff } from './gate.ts'
import { type Html, html } from './html.ts'
import { pngOf } from './png.ts'
import { MOST } from './report-form.ts'

interface OneReference {
  Params: { reference: string }
}

/** Enough to be read from a creased letter: a QR code that a quarter lost still tells. */
const CODE = { ecc: 'Q', border: 4 } as const
/** Dots of one side of a square, in a picture: sharp on paper at four centimetres. */
const DOTS = 12

/** What goes on paper: a short link and a code for each document, and the sentence that goes with them. */
export function paperRoutes(site: FastifyInstance, context: SiteContext): void {
  const said = (reference: string): string => encodeURIComponent(reference.slice(0, MOST.reference))

  site.get<OneReference>('/s/:reference', EVERYONE, ({ params }, reply) =>
    reply.redirect(`/signaler?ref=${said(params.reference)}`, 303),
  )
  site.get<OneReference & { Querystring: { format?: string } }>('/qr/:reference', EVERYONE, async (request, reply) => {
    const link = `${context.addressOf(request)}/s/${said(request.params.reference)}`
    if (request.query.format === 'png') return reply.type('image/png').send(pngOf(encode(link, CODE).data, DOTS))
    return reply.type('image/svg+xml').send(renderSVG(link, CODE))
  })
  site.get('/liens', staff('lecture'), async (_, reply) =>
    context.send(reply, 'Liens à imprimer', linksPage(await context.options.documents())),
  )
  site.get<OneReference>('/liens/:reference', staff('lecture'), async (request, reply) => {
    const { reference } = request.params
    const address = context.addressOf(request).replace(/^https?:\/\//, '')
    return context.send(
      reply,
      `À imprimer\u00a0: ${reference}`,
      paperPage(reference, `${address}/s/${said(reference)}`),
    )
  })
}

function linksPage(documents: readonly SiteDocument[]): Html {
  const named = documents.flatMap(({ reference, title, path }) =>
    reference === undefined ? [] : [{ reference, name: title ?? path }],
  )
  const others = documents.length - named.length
  return html`
<p>Imprimez sur chaque document un lien pour dire qu’il est difficile. Le formulaire s’ouvre alors avec la bonne référence.</p>
${
  named.length > 0 &&
  html`<ul>${named.map(({ reference, name }) => html`<li><a href="/liens/${encodeURIComponent(reference)}">${reference}</a>, ${name}</li>`)}</ul>`
}
${
  others > 0 &&
  html`<p>${others === 1 ? 'Un document n’a pas' : `${others} documents n’ont pas`} de référence. Donnez-en une dans <code>limpide.yml</code>, sous <code>documents</code>\u00a0: <code>reference: AL-012</code>.</p>`
}`
}

function paperPage(reference: string, link: string): Html {
  const code = `/qr/${encodeURIComponent(reference)}`
  return html`
${/^(?:localhost|127\.|\[::1\])/.test(link) && html`<p class="wrong screen">Cette adresse ne marche que sur ce poste. Pour imprimer, lancez le site avec son adresse publique\u00a0: <code>limpide serve --adresse-publique https://…</code></p>`}
<p class="screen">Copiez ce cadre dans votre modèle, ou imprimez cette page.</p>
<figure class="paper">
<img src="${code}" alt="Code à photographier, qui ouvre ${link}" width="170" height="170">
<figcaption><p><strong>Ce document est difficile à comprendre\u00a0?</strong></p>
<p>Dites-le-nous en deux minutes, sans donner votre nom. Photographiez ce code, ou allez sur\u00a0:</p>
<p class="link">${link}</p>
<p>Ce lien ne sert pas à contester une décision.</p></figcaption>
</figure>
<p class="screen">L’image seule\u00a0: <a href="${code}" download="${reference}.svg">en SVG</a>, nette à toute taille, ou <a href="${code}?format=png" download="${reference}.png">en PNG</a>, pour Word. Gardez le bord blanc autour du code, et au moins 2 cm de côté.</p>`
}
