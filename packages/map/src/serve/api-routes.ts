import { DIFFICULTIES, ROLES, readDate } from '@limpide/reports'
import type { KeptReport, NewReport } from '@limpide/reports/store'
import type { FastifyInstance } from 'fastify'
import type { SiteContext } from './context.ts'
import { EVERYONE, program } from './gate.ts'
import { openApi } from './openapi.ts'
import { MOST } from './report-form.ts'

/** What programs may ask, as `openApi` writes it. */
export function apiRoutes(site: FastifyInstance, context: SiteContext): void {
  const { reports } = context.options
  site.get('/api/openapi.json', EVERYONE, (_, reply) => reply.send(openApi()))
  site.get<{ Querystring: { document?: string } }>(
    '/api/signalements',
    program('lecture', context.perMinute),
    async ({ query: { document } }) => {
      const path = document === '' ? null : document
      return (await reports.list(path === undefined ? {} : { path })).map(apiReport)
    },
  )
  site.post('/api/signalements', program('redaction', context.perMinute), async (request, reply) => {
    const now = context.isoNow()
    const read = readApiReport(request.body, now)
    if ('wrong' in read)
      return reply.code(400).send({ code: 'forme', quoi: read.wrong, remede: 'Voyez /api/openapi.json.' })
    const { id } = context.personOf(request)
    const importKey = read.key === undefined ? {} : { importKey: `api:${id}:${read.key}` }
    // A program that says nothing of who reports is one person; what one says is worth nothing in another.
    const reporter = `acces:${id}:${read.author ?? ''}`
    const added = await context.intake.take({ report: read.report, channel: 'api', reporter, ...importKey })
    if (added === undefined) return reply.code(200).send({})
    return reply.code(201).send(read.author === undefined ? { ...added, remarque: ONE_PERSON } : added)
  })
}

/** Said to a program that does not tell its reports' authors apart, since it would not see its reports weigh nothing. */
const ONE_PERSON =
  'Sans « auteur », tout ce que dépose votre accès compte comme venant d’une personne\u00a0: un signalement par document en trente jours, trois en quatre-vingt-dix pour un agent. Les suivants sont gardés, sans poids. Donnez un pseudonyme par personne dans « auteur ».'

/** What a report may hold: a name misspelt would be lost without a word. */
const NAMES = new Set([
  'reference',
  'document',
  'date',
  'role',
  'difficultes',
  'commentaire',
  'suggestion',
  'volume',
  'auteur',
  'cle',
])

function readApiReport(
  body: unknown,
  now: string,
):
  | { readonly report: NewReport['report']; readonly key: string | undefined; readonly author: string | undefined }
  | { readonly wrong: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { wrong: 'Le corps de la demande n’est pas un objet JSON.' }
  const given = new Map(Object.entries(body))
  const wrong = [...given.keys()]
    .filter((name) => !NAMES.has(name))
    .map((name) => `« ${name.slice(0, 40)} » n’est pas connu`)
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
  const author = text('auteur', 200)
  if (wrong.length > 0) return { wrong: `${wrong.join('\u00a0; ')}.` }
  return { report, key: key === '' ? undefined : key, author: author === '' ? undefined : author }
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
