import { createHash, randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { DIFFICULTIES, mask, matcher, offTopic, ROLES, readDate } from '@limpide/reports'
import type { KeptReport, NewReport, ReportStore } from '@limpide/reports/store'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { renderSVG } from 'uqr'
import { type Accesses, type AccessRole, type Person, reaches, SESSION_MS } from './access.ts'
import { type Html, html } from './html.ts'
import { page, STYLE } from './layout.ts'
import { openApi } from './openapi.ts'
import { registerPage } from './register-page.ts'
import { confirmPage, EMPTY, type FormValues, faultsOf, formPage, MOST, readForm } from './report-form.ts'

/** A document that a report may be given to. */
export interface SiteDocument {
  readonly path: string
  readonly title?: string
  readonly reference?: string
}

export interface SiteOptions {
  readonly reports: ReportStore
  readonly accesses: Accesses
  /** What visitors see as the owner of the site. */
  readonly service: string
  readonly contact?: string
  /** False: the address of a connection is not even kept apart. */
  readonly keepsAddress: boolean
  documents(): Promise<readonly SiteDocument[]>
  /** The map as one page. */
  mapPage(): Promise<string>
  /** The text of a file from a stranger, read in a process that may be killed; `undefined` when it cannot be read. */
  readFile(bytes: Uint8Array, name: string): Promise<string | undefined>
  /** Milliseconds since 1970. */
  now(): number
  /** Forms and API calls a minute from one address. */
  readonly perMinute?: number
}

/** The largest file a visitor may join, in bytes. */
const FILE_BYTES = 8_000_000
/** The largest body without a file. */
const BODY_BYTES = 200_000
/** The list of documents is read again after this, in milliseconds. */
const DOCUMENTS_MS = 30_000
/** The text of a joined page is kept up to here, in characters. */
const ATTACHMENT_LENGTH = 30_000
/** A slow sender is cut off after this, in milliseconds. */
const PATIENCE_MS = 30_000

const VISITOR = 'limpide_visite'
const SESSION = 'limpide_session'

/** The site of a library: the form for everyone, the map and the reports for those who hold an access. */
export async function createSite(options: SiteOptions): Promise<FastifyInstance> {
  const { reports, accesses, service, contact, keepsAddress, perMinute = 60 } = options
  // No log: an address or a text of a report would be in it.
  const site = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: PATIENCE_MS,
    connectionTimeout: PATIENCE_MS,
    routerOptions: { maxParamLength: MOST.reference * 3 },
  })
  await site.register(cookie)
  await site.register(formBody, { bodyLimit: BODY_BYTES })
  await site.register(multipart, {
    limits: { fileSize: FILE_BYTES, files: 1, fields: 40, fieldSize: ATTACHMENT_LENGTH * 4, parts: 45 },
  })
  await site.register(rateLimit, { global: false, max: perMinute, timeWindow: 60_000 })
  const limited = { config: { rateLimit: { max: perMinute, timeWindow: 60_000 } } }

  site.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('x-frame-options', 'DENY')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })

  const send = (reply: FastifyReply, title: string, body: Html, code = 200, links?: Html): FastifyReply =>
    reply
      .code(code)
      .type('text/html; charset=utf-8')
      .send(page(title, body, service, links))
  const isoNow = (): string => new Date(options.now()).toISOString()

  /** The document that a report names for sure; the list of documents is read again when it may have changed. */
  let known: { readonly at: number; readonly match: ReturnType<typeof matcher> } | undefined
  const matchOf = async (report: NewReport['report']) => {
    if (known === undefined || options.now() - known.at > DOCUMENTS_MS)
      known = { at: options.now(), match: matcher(await options.documents()) }
    return known.match({ ...report, id: '', line: 0, rejected: false, masked: [] })
  }

  site.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const code = error.statusCode ?? 500
    const { what, fix } = SAID.get(code) ?? SAID.get(500) ?? { what: '', fix: '' }
    if (request.url.startsWith('/api/')) return reply.code(code).send({ code: `http-${code}`, quoi: what, remede: fix })
    return send(reply, what, html`<p>${fix}</p><p><a href="/signaler">Revenir au formulaire</a></p>`, code)
  })
  site.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/'))
      return reply
        .code(404)
        .send({ code: 'inconnu', quoi: 'Cette adresse n’existe pas.', remede: 'Voyez /api/openapi.json.' })
    return send(
      reply,
      'Cette page n’existe pas',
      html`<p><a href="/signaler">Signaler un document difficile</a></p>`,
      404,
    )
  })

  /** The visitor's own cookie, to which the key of each form is tied. */
  const visitorOf = (request: FastifyRequest, reply: FastifyReply): string => {
    const known = request.cookies[VISITOR]
    if (known !== undefined && /^[\w-]{20,64}$/.test(known)) return known
    const made = randomBytes(18).toString('base64url')
    reply.setCookie(VISITOR, made, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    })
    return made
  }

  const personOf = async (request: FastifyRequest): Promise<Person | undefined> => {
    const session = request.cookies[SESSION]
    return session === undefined ? undefined : accesses.personOfSession(session, options.now())
  }

  const linksFor = (person: Person): Html => html`<nav aria-label="Pages du site">
<a href="/">Carte</a> · <a href="/signalements">Signalements</a>${reaches(person.role, 'administration') && html` · <a href="/journal">Journal</a>`}
</nav>`

  /** The page of someone who holds an access; a visitor is shown the door to come in by. */
  const forRole = (
    role: AccessRole,
    answer: (person: Person, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ) => {
    return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const person = await personOf(request)
      if (person === undefined) return reply.redirect('/connexion', 303)
      if (!reaches(person.role, role))
        return send(
          reply,
          'Cette page n’est pas pour votre rôle',
          html`<p>Votre accès «\u00a0${person.role}\u00a0» ne le permet pas. Demandez à qui vous l’a donné.</p>`,
          403,
          linksFor(person),
        )
      if (request.method === 'POST') {
        const key = fieldsOf(request.body).cle?.[0] ?? ''
        if (!accesses.isFormKey(person.id, key))
          return reply
            .code(403)
            .send(page('Ce formulaire n’est plus valable', html`<p>Rouvrez la page, puis recommencez.</p>`, service))
      }
      return answer(person, request, reply)
    }
  }

  site.get('/style.css', (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(STYLE),
  )
  site.get('/registre', (_, reply) =>
    send(reply, 'Ce que nous gardons de vos signalements', registerPage(keepsAddress, contact)),
  )

  // The form
  site.get<{ Querystring: { ref?: string } }>('/signaler', (request, reply) => {
    const reference = String(request.query.ref ?? '').slice(0, MOST.reference)
    const key = accesses.formKey(visitorOf(request, reply))
    return send(reply, 'Signaler un document difficile', formPage({ ...EMPTY, reference }, new Map(), key))
  })
  site.get<{ Params: { reference: string } }>('/s/:reference', (request, reply) =>
    reply.redirect(`/signaler?ref=${encodeURIComponent(request.params.reference.slice(0, MOST.reference))}`, 303),
  )
  site.get<{ Params: { reference: string } }>('/qr/:reference', (request, reply) => {
    const link = `${request.protocol}://${request.host}/s/${encodeURIComponent(request.params.reference.slice(0, MOST.reference))}`
    return reply.type('image/svg+xml').send(renderSVG(link, { ecc: 'M', border: 2 }))
  })

  site.post('/signaler', limited, async (request, reply) => {
    const visitor = request.cookies[VISITOR] ?? ''
    const { fields, file } = await partsOf(request)
    const key = accesses.formKey(visitorOf(request, reply))
    if (visitor === '' || !accesses.isFormKey(visitor, fields.cle?.[0] ?? ''))
      return send(
        reply,
        'Signaler un document difficile',
        formPage(readForm(fields), new Map([['cle', 'Le formulaire avait expiré. Envoyez-le de nouveau.']]), key),
        403,
      )
    // Only a program fills what nobody sees: it is thanked, and nothing is kept.
    if ((fields.site?.[0] ?? '') !== '') return send(reply, 'Merci', html`<p>Votre signalement est bien reçu.</p>`)
    const read = readForm(fields)
    if (fields.etape?.[0] === 'modifier')
      return send(reply, 'Signaler un document difficile', formPage(read, new Map(), key))
    const text = file === undefined ? read.attachment : ((await options.readFile(file.bytes, file.name)) ?? '')
    const { values, count } = maskValues({ ...read, attachment: text.slice(0, ATTACHMENT_LENGTH) })
    const faults = new Map(faultsOf(values))
    if (file !== undefined && text === '')
      faults.set(
        'reference',
        'Nous n’avons pas pu lire le fichier joint. Écrivez la référence ou le titre du document.',
      )
    if (faults.size > 0) return send(reply, 'Signaler un document difficile', formPage(values, faults, key), 422)
    if (fields.etape?.[0] !== 'envoyer') return send(reply, 'Relisez avant d’envoyer', confirmPage(values, count, key))
    const report = reportOf(values, isoNow())
    const why = offTopic({ ...report, id: '', line: 0, rejected: false, masked: [] })
    if (why === 'publicite' || why === 'injure' || why === 'contestation' || why === 'service') {
      await reports.countAside(why, isoNow().slice(0, 10))
      return send(reply, 'Merci', asidePage())
    }
    const match = await matchOf(report)
    const added = await reports.add(
      {
        report,
        channel: 'formulaire',
        ...(match === undefined ? {} : { match }),
        ...(values.attachment === '' ? {} : { attachment: values.attachment }),
        ...(keepsAddress ? { address: request.ip } : {}),
      },
      isoNow(),
    )
    return send(
      reply,
      'Merci, votre signalement est envoyé',
      html`<p>Il aidera à réécrire ce document. Nous ne pouvons pas vous répondre\u00a0: nous ne savons pas qui vous êtes.</p>
<p>Pour effacer ce signalement plus tard, gardez ce code\u00a0:</p><p class="code">${added?.code}</p>`,
    )
  })

  site.get('/signaler/effacer', (request, reply) =>
    send(reply, 'Effacer un signalement', erasePage(accesses.formKey(visitorOf(request, reply)), undefined)),
  )
  site.post('/signaler/effacer', limited, async (request, reply) => {
    const fields = fieldsOf(request.body)
    const visitor = request.cookies[VISITOR] ?? ''
    const key = accesses.formKey(visitorOf(request, reply))
    if (visitor === '' || !accesses.isFormKey(visitor, fields.cle?.[0] ?? ''))
      return send(
        reply,
        'Effacer un signalement',
        erasePage(key, 'Le formulaire avait expiré. Envoyez-le de nouveau.'),
        403,
      )
    const done = await reports.erase(fields.code?.[0] ?? '', isoNow())
    if (done === 'inconnu')
      return send(
        reply,
        'Effacer un signalement',
        erasePage(key, 'Aucun signalement n’a ce code. Vérifiez-le, puis recommencez.'),
        404,
      )
    return send(reply, 'Votre signalement est effacé', html`<p>Il n’en reste rien.</p>`)
  })

  // For those who hold an access
  site.get('/connexion', (request, reply) =>
    send(reply, 'Se connecter', loginPage(accesses.formKey(visitorOf(request, reply)), false)),
  )
  site.post('/connexion', { config: { rateLimit: { max: 10, timeWindow: 60_000 } } }, async (request, reply) => {
    const fields = fieldsOf(request.body)
    const visitor = request.cookies[VISITOR] ?? ''
    const key = accesses.formKey(visitorOf(request, reply))
    const isOurs = visitor !== '' && accesses.isFormKey(visitor, fields.cle?.[0] ?? '')
    const person = isOurs ? await accesses.personOf(fields.jeton?.[0]?.trim() ?? '') : undefined
    if (person === undefined) return send(reply, 'Se connecter', loginPage(key, true), 403)
    reply.setCookie(SESSION, accesses.session(person, options.now()), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      maxAge: SESSION_MS / 1000,
    })
    return reply.redirect('/', 303)
  })

  site.get(
    '/',
    forRole('lecture', async (_, __, reply) => {
      const map = await options.mapPage()
      return reply.header('content-security-policy', policyOf(map)).type('text/html; charset=utf-8').send(map)
    }),
  )

  site.get(
    '/signalements',
    forRole('lecture', async (person, _, reply) => {
      const [kept, documents, aside] = await Promise.all([reports.list(), options.documents(), reports.aside()])
      return send(
        reply,
        'Signalements',
        reportsPage(kept, documents, aside, person, accesses.formKey(person.id)),
        200,
        linksFor(person),
      )
    }),
  )
  site.post<{ Params: { id: string } }>(
    '/signalements/:id/rattacher',
    forRole('redaction', async (person, request, reply) => {
      const path = fieldsOf(request.body).document?.[0] ?? ''
      const documents = await options.documents()
      if (!documents.some((known) => known.path === path))
        return send(
          reply,
          'Ce document n’est pas connu',
          html`<p>Choisissez-le dans la liste.</p>`,
          422,
          linksFor(person),
        )
      const { id = '' } = request.params as { id?: string }
      const done = await reports.attach(id, path, { actor: person.name, how: 'personne' }, isoNow())
      if (done === 'inconnu')
        return send(
          reply,
          'Ce signalement n’est pas connu',
          html`<p>Il a peut-être été effacé par son auteur.</p>`,
          404,
          linksFor(person),
        )
      return reply.redirect('/signalements', 303)
    }),
  )
  site.post<{ Params: { id: string } }>(
    '/signalements/:id/classer',
    forRole('responsable', async (person, request, reply) => {
      const fields = fieldsOf(request.body)
      const reason = (fields.raison?.[0] ?? '').trim()
      const state = fields.etat?.[0] === 'recu' ? 'recu' : 'ecarte'
      if (reason === '')
        return send(
          reply,
          'Il manque la raison',
          html`<p>Dites pourquoi\u00a0: le journal la garde. <a href="/signalements">Revenir aux signalements</a></p>`,
          422,
          linksFor(person),
        )
      const { id = '' } = request.params as { id?: string }
      const done = await reports.reclassify(id, state, { actor: person.name, reason }, isoNow())
      if (done === 'inconnu')
        return send(
          reply,
          'Ce signalement n’est pas connu',
          html`<p>Il a peut-être été effacé par son auteur.</p>`,
          404,
          linksFor(person),
        )
      return reply.redirect('/signalements', 303)
    }),
  )
  site.get(
    '/journal',
    forRole('administration', async (person, _, reply) => {
      const entries = await reports.journal()
      return send(
        reply,
        'Journal',
        html`<table><thead><tr><th scope="col">Quand</th><th scope="col">Qui</th><th scope="col">Quoi</th><th scope="col">Pourquoi</th></tr></thead>
<tbody>${entries.map(({ at, actor, action, reason }) => html`<tr><td class="day">${dayOf(at)}</td><td>${actor}</td><td>${action}</td><td>${reason}</td></tr>`)}</tbody></table>`,
        200,
        linksFor(person),
      )
    }),
  )

  // The API
  const bearer = async (request: FastifyRequest): Promise<Person | undefined> => {
    const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
    return token === undefined ? undefined : accesses.personOf(token)
  }
  const refuse = (reply: FastifyReply, person: Person | undefined): FastifyReply =>
    person === undefined
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
  site.get('/api/openapi.json', (_, reply) => reply.send(openApi()))
  site.get<{ Querystring: { document?: string } }>('/api/signalements', limited, async (request, reply) => {
    const person = await bearer(request)
    if (person === undefined) return refuse(reply, person)
    const { document } = request.query
    return (await reports.list(document === undefined ? {} : { path: document === '' ? null : document })).map(
      apiReport,
    )
  })
  site.post('/api/signalements', limited, async (request, reply) => {
    const person = await bearer(request)
    if (person === undefined || !reaches(person.role, 'redaction')) return refuse(reply, person)
    const read = readApiReport(request.body, isoNow())
    if ('wrong' in read)
      return reply.code(400).send({ code: 'forme', quoi: read.wrong, remede: 'Voyez /api/openapi.json.' })
    const importKey = read.key === undefined ? {} : { importKey: `api:${person.id}:${read.key}` }
    const match = await matchOf(read.report)
    const found = match === undefined ? {} : { match }
    const added = await reports.add({ report: read.report, channel: 'api', ...importKey, ...found }, isoNow())
    return added === undefined ? reply.code(200).send({}) : reply.code(201).send(added)
  })

  // Addresses older than a year go at each start, and every day after that.
  let daily: NodeJS.Timeout | undefined
  site.addHook('onReady', async () => {
    await reports.purge(isoNow())
    daily = setInterval(() => void reports.purge(isoNow()).catch(() => {}), 86_400_000)
    daily.unref()
  })
  site.addHook('onClose', async () => clearInterval(daily))
  return site
}

/** Nothing from elsewhere, no script, no frame: a text of a report can do nothing, even unescaped. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The map is one page with its own scripts and styles: these, by their fingerprints, and no other. */
function policyOf(map: string): string {
  const prints = [...map.matchAll(/<script(?![^>]*text\/plain)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return `default-src 'none'; script-src ${prints.join(' ') || "'none'"}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

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

type Fields = Readonly<Record<string, readonly string[]>>

/** The fields of a form already read; several values of one name are all kept. */
function fieldsOf(body: unknown): Fields {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
    ]),
  )
}

/** The fields and the file of a form; the file's name tells its format and nothing else: no path is ever made of it. */
async function partsOf(
  request: FastifyRequest,
): Promise<{ fields: Fields; file: { readonly bytes: Uint8Array; readonly name: string } | undefined }> {
  if (!request.isMultipart()) return { fields: fieldsOf(request.body), file: undefined }
  const fields: Record<string, string[]> = {}
  let file: { bytes: Uint8Array; name: string } | undefined
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (bytes.length > 0) file = { bytes, name: part.filename }
    } else if (typeof part.value === 'string') fields[part.fieldname] = [...(fields[part.fieldname] ?? []), part.value]
  }
  return { fields, file }
}

function maskValues(values: FormValues): { values: FormValues; count: number } {
  let count = 0
  const clean = (text: string, except: Parameters<typeof mask>[1] = {}): string => {
    const { text: cleaned, masked } = mask(text, except)
    for (const one of masked) count += one.count
    return cleaned
  }
  return {
    values: {
      ...values,
      reference: clean(values.reference, { except: ['plaque', 'dossier'] }),
      comment: clean(values.comment),
      suggestion: clean(values.suggestion),
      attachment: clean(values.attachment),
    },
    count,
  }
}

function reportOf(values: FormValues, now: string): NewReport['report'] {
  return {
    ...(values.reference === '' ? {} : { reference: values.reference }),
    date: now.slice(0, 10),
    role: values.role ?? 'usager',
    difficulties: values.difficulties,
    comment: values.comment,
    suggestion: values.suggestion,
  }
}

function readApiReport(
  body: unknown,
  now: string,
): { readonly report: NewReport['report']; readonly key: string | undefined } | { readonly wrong: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { wrong: 'Le corps de la demande n’est pas un objet JSON.' }
  const given = new Map(Object.entries(body))
  const wrong: string[] = []
  const text = (name: string, most: number): string => {
    const value = given.get(name)
    if (value === undefined) return ''
    if (typeof value !== 'string' || value.length > most)
      wrong.push(`« ${name} » doit être un texte de ${most} signes au plus`)
    return typeof value === 'string' ? value : ''
  }
  const role = ROLES.find((known) => known === given.get('role'))
  if (role === undefined) wrong.push(`« role » doit être ${ROLES.join(', ')}`)
  const chosen = given.get('difficultes') ?? []
  const difficulties = DIFFICULTIES.map(({ id }) => id)
  if (!Array.isArray(chosen) || chosen.some((id) => !difficulties.includes(id)))
    wrong.push(`« difficultes » doit être une liste prise dans ${difficulties.join(', ')}`)
  const said = text('date', 40)
  const date = said === '' ? now.slice(0, 10) : readDate(said)
  if (date === undefined) wrong.push('« date » doit être un jour, AAAA-MM-JJ')
  const volume = given.get('volume')
  if (volume !== undefined && !(typeof volume === 'number' && Number.isInteger(volume) && volume > 0))
    wrong.push('« volume » doit être un nombre entier de personnes')
  const reference = text('reference', MOST.reference)
  const document = text('document', MOST.reference)
  const report = {
    ...(reference === '' ? {} : { reference }),
    ...(document === '' ? {} : { document }),
    date: date ?? now.slice(0, 10),
    role: role ?? 'usager',
    difficulties: difficulties.filter((id) => Array.isArray(chosen) && chosen.includes(id)),
    comment: text('commentaire', MOST.comment),
    suggestion: text('suggestion', MOST.suggestion),
    ...(typeof volume === 'number' ? { volume } : {}),
  }
  const key = text('cle', 200)
  return wrong.length > 0 ? { wrong: `${wrong.join('\u00a0; ')}.` } : { report, key: key === '' ? undefined : key }
}

/** A report for programs: what is kept, in French names. */
function apiReport(report: KeptReport): object {
  return {
    id: report.id,
    recu: report.receivedAt,
    reference: report.reference,
    document: report.document,
    date: report.date,
    role: report.role,
    difficultes: report.difficulties,
    commentaire: report.comment,
    suggestion: report.suggestion,
    volume: report.volume,
    etat: report.state,
    chemin: report.path,
  }
}

function asidePage(): Html {
  return html`<p>Votre message parle d’autre chose que de la façon dont le document est écrit. Nous ne pouvons pas le traiter ici, et nous ne le gardons pas.</p>
<p>Pour donner votre avis sur un service\u00a0: «\u00a0Je donne mon avis\u00a0», sur plus.transformation.gouv.fr. Pour contester une décision, suivez les voies de recours écrites dans le courrier.</p>`
}

function erasePage(key: string, wrong: string | undefined): Html {
  return html`${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
<form method="post" action="/signaler/effacer">
<input type="hidden" name="cle" value="${key}">
<label class="field" for="code">Le code reçu à l’envoi <span class="hint">Seize signes, par quatre.</span></label>
<input type="text" id="code" name="code" maxlength="30" autocomplete="off" required>
<button type="submit">Effacer mon signalement</button>
</form>`
}

function loginPage(key: string, isWrong: boolean): Html {
  return html`${isWrong && html`<p class="wrong" role="alert">Ce jeton n’est pas reconnu. Vérifiez-le, ou demandez-en un autre à qui administre le site.</p>`}
<form method="post" action="/connexion">
<input type="hidden" name="cle" value="${key}">
<label class="field" for="jeton">Votre jeton d’accès</label>
<input type="password" id="jeton" name="jeton" maxlength="200" autocomplete="current-password" required>
<button type="submit">Se connecter</button>
</form>`
}

function reportsPage(
  kept: readonly KeptReport[],
  documents: readonly SiteDocument[],
  aside: readonly { readonly why: string; readonly count: number }[],
  person: Person,
  key: string,
): Html {
  const waiting = kept.filter(({ path, state }) => path === undefined && state !== 'ecarte')
  const given = kept.filter(({ path, state }) => path !== undefined || state === 'ecarte')
  const put = aside.reduce((sum, { count }) => sum + count, 0)
  const said = (
    report: KeptReport,
  ): Html => html`${report.reference ?? report.document ?? (report.attachment === undefined ? 'document non précisé' : 'document joint')}<br>
${report.difficulties.map((id) => DIFFICULTIES.find((known) => known.id === id)?.label ?? id).join(', ')}
${report.comment !== '' && html`<p class="said">${report.comment}</p>`}${report.suggestion !== '' && html`<p class="said">${report.suggestion}</p>`}`
  return html`
<p>${count(kept.length, 'signalement')}, dont ${waiting.length} à rattacher à un document. ${put > 0 && `${count(put, 'autre message')} hors sujet, compté${put > 1 ? 's' : ''} et non gardé${put > 1 ? 's' : ''}.`}</p>
<h2>À rattacher</h2>
${waiting.length === 0 && html`<p>Aucun.</p>`}
${waiting.map(
  (
    report,
  ) => html`<section aria-label="Signalement du ${dayOf(report.receivedAt)}"><p><strong>${dayOf(report.receivedAt)}</strong>, ${report.role}</p><p>${said(report)}</p>
${
  reaches(person.role, 'redaction') &&
  html`<form method="post" action="/signalements/${report.id}/rattacher"><input type="hidden" name="cle" value="${key}">
<label class="field" for="d-${report.id}">Le document dont il parle</label>
<select id="d-${report.id}" name="document" required><option value="">Choisissez</option>${documents.map(({ path, title }) => html`<option value="${path}">${title ?? path}</option>`)}</select>
<button type="submit">Rattacher</button></form>`
}${reaches(person.role, 'responsable') && setAside(report, key)}</section>`,
)}
<h2>Rattachés</h2>
${
  given.length === 0
    ? html`<p>Aucun.</p>`
    : html`<table><thead><tr><th scope="col">Reçu le</th><th scope="col">Document</th><th scope="col">Signalement</th><th scope="col">État</th></tr></thead>
<tbody>${given.map((report) => html`<tr><td class="day">${dayOf(report.receivedAt)}</td><td class="path">${report.path}</td><td>${said(report)}</td><td>${report.state === 'ecarte' ? 'écarté' : 'compte'}${reaches(person.role, 'responsable') && setAside(report, key)}</td></tr>`)}</tbody></table>`
}`
}

/** A report is never deleted by whoever it bothers: it is put aside with a reason, which the journal keeps. */
function setAside(report: KeptReport, key: string): Html {
  const back = report.state === 'ecarte'
  return html`<details><summary>${back ? 'Compter de nouveau' : 'Écarter'}</summary>
<form method="post" action="/signalements/${report.id}/classer"><input type="hidden" name="cle" value="${key}"><input type="hidden" name="etat" value="${back ? 'recu' : 'ecarte'}">
<label class="field" for="r-${report.id}">Pourquoi ?</label><input type="text" id="r-${report.id}" name="raison" maxlength="300" required>
<button type="submit" class="second">${back ? 'Compter de nouveau' : 'Écarter'}</button></form></details>`
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many > 1 ? 's' : ''}`
}

/** « 2 mars 2026 » */
function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}
