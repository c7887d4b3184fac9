import type { FastifyInstance } from 'fastify'
import type { SiteContext } from '../serve/context.ts'
import { program } from '../serve/gate.ts'
import { filterOf } from './plan-forms.ts'
import { filterRows, type PlanRow, type PlanSource, planRows } from './plan-rows.ts'
import { PLAN_MOST } from './plan-sheet.ts'
import type { Plan, PlanChange, PlanEdit } from './plan-store.ts'
import { REFUSALS } from './say-plan.ts'
import { STEPS, stepOf } from './steps.ts'

/** What programs may ask of the plan, as `planOpenApi` writes it. */
export function planApi(site: FastifyInstance, context: SiteContext, source: PlanSource): void {
  const today = (): string => context.isoNow().slice(0, 10)
  const { perMinute } = context

  site.get<{ Querystring: Readonly<Record<string, unknown>> }>(
    '/api/plan',
    program('lecture', perMinute),
    async ({ query }) => {
      const asked = typeof query.document === 'string' ? query.document : undefined
      return filterRows(await planRows(source, today(), asked), filterOf(query)).map(apiRow)
    },
  )

  site.patch<{ Querystring: { document?: unknown } }>(
    '/api/plan',
    program('redaction', perMinute),
    async (request, reply) => {
      const read = readEdit(request.body)
      if ('wrong' in read)
        return reply.code(400).send({ code: 'forme', quoi: read.wrong, remede: 'Voyez /api/openapi.json.' })
      const { name, role } = context.personOf(request)
      const by = { actor: name, role, ...(read.reason === '' ? {} : { reason: read.reason }) }
      const path = String(request.query.document ?? '')
      const done = await source.store.edit(path, read.revision, read.edit, by, context.isoNow())
      switch (done.kind) {
        case 'fait':
          return reply.send(apiPlan(done.now))
        case 'conflit':
          return reply.code(409).send({
            code: 'conflit',
            quoi: 'Ce document a été modifié depuis la révision que vous avez lue. Rien n’a été écrit.',
            remede: 'Lisez « actuel » et « depuis », puis renvoyez votre choix avec la révision de « actuel ».',
            actuel: apiPlan(done.now),
            depuis: done.since.map(apiChange),
          })
        case 'refus':
          return reply
            .code(done.why === 'role' ? 403 : 422)
            .send({ code: done.why, quoi: 'Ce changement est refusé.', remede: REFUSALS[done.why] })
        case 'inconnu':
          return reply.code(404).send({
            code: 'inconnu',
            quoi: 'Ce document n’est pas au plan.',
            remede: 'Donnez son chemin dans « document ».',
          })
      }
    },
  )
}

/** The written schema of these routes (OpenAPI 3.1), drawn from the lists that they read. */
export function planOpenApi(refused: (description: string) => object): Readonly<Record<string, object>> {
  const document = (isRequired: boolean) => ({
    name: 'document',
    in: 'query',
    required: isRequired,
    schema: { type: 'string' },
    description: 'Chemin du document dans la bibliothèque.',
  })
  const name = { type: ['string', 'null'], maxLength: PLAN_MOST.name }
  const step = { type: 'string', enum: STEPS.map(({ id }) => id) }
  const edit = {
    type: 'object',
    required: ['revision'],
    additionalProperties: false,
    properties: {
      revision: { type: 'integer', description: 'Celle du plan que vous avez lu.' },
      responsable: name,
      expertJuridique: name,
      echeance: { type: ['string', 'null'], format: 'date' },
      etape: step,
      raison: { type: 'string', maxLength: PLAN_MOST.reason },
    },
  }
  return {
    '/api/plan': {
      get: {
        summary: 'Liste les documents suivis (rôle lecture)',
        parameters: [
          document(false),
          { name: 'etape', in: 'query', schema: step },
          { name: 'service', in: 'query', schema: { type: 'string' } },
          { name: 'texte', in: 'query', schema: { type: 'string' } },
          { name: 'retard', in: 'query', schema: { type: 'string', enum: ['oui'] } },
        ],
        responses: {
          '200': {
            description: 'Les documents, avec leurs versions et leur histoire.',
            content: { 'application/json': { schema: { type: 'array', items: { type: 'object' } } } },
          },
          '401': refused('Jeton absent, faux ou révoqué.'),
        },
      },
      patch: {
        summary: 'Modifie un document suivi (rôle rédaction, ou responsable pour accepter)',
        parameters: [document(true)],
        requestBody: { required: true, content: { 'application/json': { schema: edit } } },
        responses: {
          '200': { description: 'Écrit. La réponse porte la nouvelle révision.' },
          '400': refused('La demande n’a pas la forme attendue.'),
          '401': refused('Jeton absent, faux ou révoqué.'),
          '403': refused('Ce rôle ne le permet pas.'),
          '404': refused('Ce document n’est pas au plan.'),
          '409': refused('Quelqu’un a écrit depuis\u00a0: rien n’est changé, « actuel » et « depuis » disent quoi.'),
          '422': refused('Ce passage d’étape est refusé, ou il manque une raison.'),
        },
      },
    },
  }
}

function readEdit(
  body: unknown,
): { readonly revision: number; readonly edit: PlanEdit; readonly reason: string } | { readonly wrong: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { wrong: 'Le corps de la demande n’est pas un objet JSON.' }
  const given = new Map<string, unknown>(Object.entries(body))
  const wrong: string[] = []
  const text = (name: string, most: number): string | null | undefined => {
    const value = given.get(name)
    if (value === undefined || value === null) return value
    if (typeof value === 'string' && value.length <= most) return value
    wrong.push(`« ${name} » doit être un texte de ${most} signes au plus`)
    return undefined
  }
  const revision = given.get('revision')
  if (typeof revision !== 'number' || !Number.isInteger(revision))
    wrong.push('« revision » doit être le nombre lu avec le document')
  const [owner, legalExpert] = [text('responsable', PLAN_MOST.name), text('expertJuridique', PLAN_MOST.name)]
  const dueOn = text('echeance', 10)
  const said = text('etape', 30)
  const step = stepOf(said ?? undefined)
  if (said !== undefined && step === undefined)
    wrong.push(`« etape » doit être ${STEPS.map(({ id }) => id).join(', ')}`)
  const reason = text('raison', PLAN_MOST.reason) ?? ''
  if (wrong.length > 0 || typeof revision !== 'number') return { wrong: `${wrong.join('\u00a0; ')}.` }
  return {
    revision,
    reason,
    edit: {
      ...(owner === undefined ? {} : { owner }),
      ...(legalExpert === undefined ? {} : { legalExpert }),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(step === undefined ? {} : { step }),
    },
  }
}

function apiPlan(plan: Plan): object {
  return {
    document: plan.path,
    revision: plan.revision,
    titre: plan.title,
    reference: plan.reference,
    service: plan.service,
    etape: plan.step,
    responsable: plan.owner,
    expertJuridique: plan.legalExpert,
    echeance: plan.dueOn,
    ouvert: plan.openedAt,
    modifie: plan.updatedAt,
  }
}

function apiChange({ revision, at, actor, field, from, to, reason }: PlanChange): object {
  return { revision, quand: at, qui: actor, quoi: field, de: from, a: to, raison: reason }
}

function apiRow(row: PlanRow): object {
  return {
    ...apiPlan(row.plan),
    titre: row.title,
    reference: row.reference,
    service: row.service,
    enRetard: row.isLate,
    dansLaBibliotheque: row.document !== undefined,
    score: row.document?.score ?? null,
    attendu: row.document?.expected ?? null,
    versions: row.versions.map(({ number, publishedOn, file, hash, score }) => ({
      numero: number,
      publieLe: publishedOn,
      fichier: file,
      empreinte: hash,
      score,
    })),
    essais: row.proofs.map(({ number, kind, at, participants, summary }) => ({
      version: number,
      type: kind,
      quand: at,
      participants,
      resume: summary,
    })),
    mesures: row.measures.map(({ number, measuredOn, ratio, low, high, rates }) => ({
      version: number,
      le: measuredOn,
      apresSurAvant: ratio,
      auMoins: low,
      auPlus: high,
      avant: rates.before,
      apres: rates.after,
    })),
    histoire: row.history.map(apiChange),
  }
}
