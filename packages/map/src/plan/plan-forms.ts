import type { FastifyRequest } from 'fastify'
import { fieldsOf } from '../serve/fields.ts'
import type { PlanFilter } from './plan-rows.ts'

/** What a form says under a name, without the spaces around it. */
export function textOf(request: FastifyRequest, name: string, otherwise: string | null = ''): string {
  return (fieldsOf(request.body)[name]?.[0] ?? otherwise ?? '').trim()
}

/** The revision that a form was drawn from. */
export function readOf(request: FastifyRequest): number {
  const read = Number(textOf(request, 'lu'))
  return Number.isInteger(read) ? read : -1
}

/** Says that a text is too long: nothing is cut in silence. */
export function tooLong(texts: readonly (readonly [text: string, most: number])[]): string | undefined {
  const long = texts.find(([text, most]) => text.length > most)
  return long && `Ce texte a ${long[0].length} signes. Le plus long possible en a ${long[1]}.`
}

/** What an address asks to see. */
export function filterOf(query: Readonly<Record<string, unknown>>): PlanFilter {
  const one = (name: string): string => (typeof query[name] === 'string' ? query[name].slice(0, 200) : '')
  const [step, service, text] = [one('etape'), one('service'), one('texte')]
  return {
    ...(step === '' ? {} : { step }),
    ...(service === '' ? {} : { service }),
    ...(text === '' ? {} : { text }),
    ...(one('retard') === 'oui' ? { isLate: true } : {}),
  }
}
