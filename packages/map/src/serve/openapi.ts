import { DIFFICULTIES, ROLES } from '@limpide/reports'
import { REPORT_STATES } from '@limpide/reports/store'
import { planOpenApi } from '../plan/plan-api.ts'
import { MOST } from './report-form.ts'

/** The written schema of the API (OpenAPI 3.1), drawn from the very lists that the intake reads. */
export function openApi(): object {
  const report = {
    type: 'object',
    required: ['role'],
    additionalProperties: false,
    properties: {
      reference: { type: 'string', maxLength: MOST.reference, description: 'Référence imprimée sur le document.' },
      document: { type: 'string', maxLength: MOST.reference, description: 'Titre ou nom de fichier du document.' },
      date: { type: 'string', format: 'date', description: 'Jour du signalement\u00a0; sinon, le jour de réception.' },
      role: { type: 'string', enum: ROLES },
      difficultes: {
        type: 'array',
        items: { type: 'string', enum: DIFFICULTIES.map(({ id }) => id) },
        uniqueItems: true,
      },
      commentaire: { type: 'string', maxLength: MOST.comment },
      suggestion: { type: 'string', maxLength: MOST.suggestion },
      volume: { type: 'integer', minimum: 1, description: 'Personnes concernées, selon qui signale.' },
      auteur: {
        type: 'string',
        maxLength: 200,
        description:
          'Qui signale\u00a0: un pseudonyme stable, jamais un nom. Il n’est pas gardé\u00a0: il sert à ne compter chaque personne qu’une fois par document en trente jours (un agent, trois fois en quatre-vingt-dix jours). Absent\u00a0: tout ce que dépose votre accès compte comme venant d’une personne.',
      },
      cle: {
        type: 'string',
        maxLength: 200,
        description: 'Identifiant de ce signalement chez vous. Envoyé deux fois, il n’est gardé qu’une.',
      },
    },
  }
  const { cle: _, auteur: __, ...said } = report.properties
  const text = { type: 'string' }
  const kept = {
    type: 'object',
    required: ['id', 'recu', 'role', 'difficultes', 'commentaire', 'suggestion', 'etat'],
    additionalProperties: false,
    properties: {
      ...said,
      id: text,
      recu: { type: 'string', format: 'date-time' },
      reference: text,
      document: text,
      commentaire: text,
      suggestion: text,
      volume: { type: 'number' },
      etat: { type: 'string', enum: REPORT_STATES },
      chemin: { type: 'string', description: 'Document auquel il est rattaché\u00a0; absent\u00a0: à rattacher.' },
    },
  }
  const problem = {
    type: 'object',
    required: ['code', 'quoi', 'remede'],
    properties: { code: { type: 'string' }, quoi: { type: 'string' }, remede: { type: 'string' } },
  }
  const refused = (description: string) => ({ description, content: { 'application/json': { schema: problem } } })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Signalements et plan d’action des documents complexes',
      version: '1.0.0',
      description:
        'Les données personnelles sont masquées avant d’être gardées. Aucune adresse n’est liée à un signalement.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    components: {
      securitySchemes: { jeton: { type: 'http', scheme: 'bearer' } },
      schemas: { Signalement: report, SignalementGarde: kept, Probleme: problem },
    },
    security: [{ jeton: [] }],
    paths: {
      ...planOpenApi(refused),
      '/api/signalements': {
        post: {
          summary: 'Dépose un signalement (rôle rédaction)',
          requestBody: { required: true, content: { 'application/json': { schema: report } } },
          responses: {
            '201': {
              description: 'Gardé, une fois masqué.',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['id', 'code'],
                    properties: {
                      id: { type: 'string' },
                      code: { type: 'string', description: 'Permet d’effacer le signalement.' },
                      remarque: {
                        type: 'string',
                        description: 'Sans « auteur »\u00a0: ce que cela change au poids du signalement.',
                      },
                    },
                  },
                },
              },
            },
            '200': {
              description: 'Déjà reçu avec cette clé\u00a0: rien n’est ajouté.',
              content: { 'application/json': { schema: { type: 'object', maxProperties: 0 } } },
            },
            '400': refused('Le signalement n’a pas la forme attendue.'),
            '401': refused('Jeton absent, faux ou révoqué.'),
            '403': refused('Ce rôle ne le permet pas.'),
            '413': refused('Le signalement est trop gros.'),
            '429': refused('Trop de demandes à la suite.'),
          },
        },
        get: {
          summary: 'Liste les signalements gardés (rôle lecture)',
          parameters: [
            {
              name: 'document',
              in: 'query',
              schema: { type: 'string' },
              description: 'Chemin du document\u00a0; vide\u00a0: ceux à rattacher.',
            },
          ],
          responses: {
            '200': {
              description: 'Sans donnée personnelle.',
              content: { 'application/json': { schema: { type: 'array', items: kept } } },
            },
            '401': refused('Jeton absent, faux ou révoqué.'),
            '429': refused('Trop de demandes à la suite.'),
          },
        },
      },
    },
  }
}
