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

/** The address of a page of the plan, or of an export, with the choices that were made; the first page is not said. */
export function planAddress(path: string, { step, service, text, isLate }: PlanFilter, page = 1): string {
  const query = new URLSearchParams({
    ...(text === undefined ? {} : { texte: text }),
    ...(step === undefined ? {} : { etape: step }),
    ...(service === undefined ? {} : { service }),
    ...(isLate === true ? { retard: 'oui' } : {}),
    ...(page > 1 ? { page: `${page}` } : {}),
  }).toString()
  return query === '' ? path : `${path}?${query}`
}

/** A part of a list, and where it stands. */
export interface Paged<T> {
  readonly shown: readonly T[]
  /** Of the first one shown, from 1. */
  readonly from: number
  readonly page: number
  readonly pages: number
}

/** Documents on a page of the plan. */
const PER_PAGE = 50

/** The page of a list that an address asks for: the nearest one where there is no such page. */
export function pageOf<T>(all: readonly T[], query: Readonly<Record<string, unknown>>): Paged<T> {
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const asked = Number(query.page ?? 1)
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1
  const start = (page - 1) * PER_PAGE
  return { shown: all.slice(start, start + PER_PAGE), from: start + 1, page, pages }
}
