import type { AccessRole } from '../serve/access.ts'
import { SESSION } from '../serve/context.ts'
import type { TestSite } from '../serve/site-fixture.ts'

/** What the site answered. */
export interface Answer {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** A person of the team in front of the site. */
export interface Member {
  /** The token of their programs. */
  readonly token: string
  get(url: string): Promise<Answer>
  /** Sends a form of theirs. */
  post(url: string, fields: Readonly<Record<string, string>>): Promise<Answer>
}

/** Lets someone in, without the page where they show their token; over the network when an address is given. */
export async function member(on: TestSite, name: string, role: AccessRole, at?: string): Promise<Member> {
  const { id, token } = await on.accesses.give(name, role, '2026-01-01T00:00:00Z')
  const cookie = `${SESSION}=${on.accesses.session({ id, name, role }, on.clock)}`
  const cle = on.accesses.formKey(id)
  const type = 'application/x-www-form-urlencoded'
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Answer> => {
    const headers = { cookie, ...(payload === undefined ? {} : { 'content-type': type }) }
    if (at === undefined) return on.site.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
    const answer = await fetch(at + url, { method, headers, redirect: 'manual', body: payload ?? null })
    return { statusCode: answer.status, body: await answer.text(), headers: Object.fromEntries(answer.headers) }
  }
  return {
    token,
    get: (url) => ask('GET', url),
    post: (url, fields) => ask('POST', url, new URLSearchParams({ ...fields, cle }).toString()),
  }
}

/** The values of the fields of a page's form, by name; the chosen ones of choices. */
export function formIn(body: string, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(body)?.[1] ?? ''
  const text = (raw: string): string =>
    raw
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    if (name === undefined || (/type="(?:radio|checkbox)"/.test(tag) && !/ checked/.test(tag))) continue
    fields[name] = text(/value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', body = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = text(
      /<option value="([^"]*)" selected/.exec(body)?.[1] ?? /<option value="([^"]*)"/.exec(body)?.[1] ?? '',
    )
  for (const [, name = '', body = ''] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields[name] = text(body)
  return fields
}
