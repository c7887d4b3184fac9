import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACCESS_ROLES, type AccessRole, reaches } from './access.ts'
import { createContext, type LogLine } from './context.ts'
import { addGate, type Gate, gatesOf } from './gate.ts'
import { startTestSite, type TestSite } from './site-fixture.ts'

const NASTY = `'); drop table reports; -- " \u0000 <script>alert(1)</script> {{7*7}} \${7*7} ../../etc/passwd`

const lines: LogLine[] = []
let on: TestSite
/** What each role comes in with. */
const tokens = new Map<AccessRole, string>()
const sessions = new Map<AccessRole, { readonly cookies: Record<string, string>; readonly key: string }>()

beforeAll(async () => {
  on = await startTestSite({ perMinute: 100_000, log: (line) => lines.push(line) })
  for (const role of ACCESS_ROLES) {
    const { id, token } = await on.accesses.give(`Lou (${role})`, role, '2026-01-01T00:00:00Z')
    tokens.set(role, token)
    const session = on.accesses.session({ id, name: 'Lou', role }, on.clock)
    sessions.set(role, { cookies: { limpide_session: session }, key: on.accesses.formKey(id) })
  }
})
afterAll(() => on.close())

/** The address of a route, each of its parameters filled. */
function address(url: string, value = 'x'): string {
  return url.replace(/:\w+/g, encodeURIComponent(value)).replace('*', encodeURIComponent(value))
}

const methodOf = ({ method }: Gate) => method as 'GET' | 'POST'
const guarded = (door: 'session' | 'token'): readonly (Gate & { readonly role: AccessRole })[] =>
  gatesOf(on.site).flatMap((gate) =>
    gate.access !== 'everyone' && gate.access.door === door && gate.method !== 'HEAD'
      ? [{ ...gate, role: gate.access.role }]
      : [],
  )

describe('every way in says who may come in', () => {
  test('a route that does not say it keeps the site from starting', () => {
    const bare = Fastify()
    addGate(bare, createContext({} as never))
    expect(() => bare.get('/oubliee', () => 'bonjour')).toThrow('/oubliee does not say who may come in')
  })

  test('these are open to everyone, and no other', () => {
    const open = gatesOf(on.site).filter(({ access, method }) => access === 'everyone' && method !== 'HEAD')
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toMatchInlineSnapshot(`
      [
        "GET /accessibilite",
        "GET /api/openapi.json",
        "GET /connexion",
        "GET /favicon.ico",
        "GET /kit.css",
        "GET /on-la-fait",
        "GET /on-la-fait/:service",
        "GET /on-la-fait/:service/flux.json",
        "GET /on-la-fait/:service/flux.xml",
        "GET /qr/:reference",
        "GET /registre",
        "GET /s/:reference",
        "GET /signaler",
        "GET /signaler/effacer",
        "GET /style.css",
        "POST /connexion",
        "POST /signaler",
        "POST /signaler/effacer",
      ]
    `)
  })

  test('the pages of the team show nothing without a session, with a forged one, or with too small a role', async () => {
    const forged = 'a'.repeat(36)
    const { cookies: other } = sessions.get('administration')!
    const [id = '', until = '', signature = ''] = other.limpide_session!.split('.')
    const altered = `${id}.${Number(until) + 60_000}.${signature}`
    const pages = guarded('session')
    expect(pages.length).toBeGreaterThan(10)
    for (const page of pages) {
      const request = { method: methodOf(page), url: address(page.url) }
      for (const cookies of [undefined, { limpide_session: forged }, { limpide_session: altered }]) {
        const { statusCode, headers } = await on.site.inject({
          ...request,
          ...(cookies === undefined ? {} : { cookies }),
        })
        expect([page.method, page.url, statusCode, headers.location]).toEqual([
          page.method,
          page.url,
          303,
          '/connexion',
        ])
      }
      for (const role of ACCESS_ROLES.filter((role) => !reaches(role, page.role))) {
        const { cookies, key } = sessions.get(role)!
        const answer = await on.site.inject({
          ...request,
          cookies,
          ...(page.method === 'GET' ? {} : { payload: { cle: key } }),
        })
        expect([page.method, page.url, role, answer.statusCode]).toEqual([page.method, page.url, role, 403])
        expect(answer.body).toContain('n’est pas pour votre rôle')
      }
    }
  })

  test('whoever has the role comes in, and a form sent to a page needs the key of that very person', async () => {
    for (const page of guarded('session')) {
      const { cookies, key } = sessions.get(page.role)!
      const send = async (payload?: object) =>
        on.site.inject({
          method: methodOf(page),
          url: address(page.url),
          cookies,
          ...(payload === undefined ? {} : { payload }),
        })
      if (page.method === 'GET') {
        const { statusCode, headers } = await send()
        expect([page.url, statusCode === 403, headers.location === '/connexion']).toEqual([page.url, false, false])
        continue
      }
      const stranger = on.accesses.formKey('quelqu’un d’autre')
      for (const payload of [{}, { cle: '' }, { cle: stranger }, { cle: [key, stranger].reverse() }]) {
        const answer = await send(payload)
        expect([page.url, answer.statusCode]).toEqual([page.url, 403])
        expect(answer.body).toContain('n’est plus valable')
      }
      expect([page.url, (await send({ cle: key })).body.includes('n’est plus valable')]).toEqual([page.url, false])
    }
  })

  test('the API asks for a token that is in force, of a role that may; a session opens nothing there', async () => {
    const revoked = await on.accesses.give('Ancien', 'administration', '2026-01-01T00:00:00Z')
    await on.accesses.revoke(revoked.id, '2026-01-02T00:00:00Z')
    const routes = guarded('token')
    expect(routes.length).toBeGreaterThan(1)
    for (const route of routes) {
      const ask = async (headers: Record<string, string>, cookies: Record<string, string> = {}) =>
        on.site.inject({ method: methodOf(route), url: address(route.url), headers, cookies })
      const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
      const wrong = [
        ask({}),
        ask(bearer(`limpide_${'A'.repeat(32)}`)),
        ask(bearer(revoked.token)),
        ask({ authorization: tokens.get('administration')! }),
        ask(bearer(`${tokens.get('administration')} x`)),
        ask({}, sessions.get('administration')!.cookies),
      ]
      for (const answer of await Promise.all(wrong))
        expect([route.url, answer.statusCode, answer.json().code]).toEqual([route.url, 401, 'jeton'])
      for (const role of ACCESS_ROLES.filter((role) => !reaches(role, route.role)))
        expect([route.url, role, (await ask(bearer(tokens.get(role)!))).statusCode]).toEqual([route.url, role, 403])
      const inside = (await ask(bearer(tokens.get(route.role)!))).statusCode
      expect([route.url, inside === 401 || inside === 403]).toEqual([route.url, false])
    }
  })
})

test('SQL, markup and paths in every field, parameter and header are text', async () => {
  const { cookies, key } = await on.visit()
  const fields = ['reference', 'commentaire', 'suggestion', 'role', 'difficultes', 'texte', 'etape', 'site', 'code']
  for (const gate of gatesOf(on.site)) {
    if (gate.method === 'HEAD') continue
    const session = sessions.get('administration')!
    const mine = gate.url.startsWith('/signaler') || gate.url === '/connexion'
    const form = Object.fromEntries(
      [...fields, 'document', 'etat', 'raison', 'id', 'jeton'].map((name) => [name, NASTY]),
    )
    const answer = await on.site.inject({
      method: methodOf(gate),
      url: `${address(gate.url, NASTY.slice(0, 60))}?ref=${encodeURIComponent(NASTY)}&document=${encodeURIComponent(NASTY)}`,
      headers: { authorization: `Bearer ${tokens.get('administration')}`, 'user-agent': NASTY.replace('\u0000', '') },
      cookies: mine ? cookies : session.cookies,
      ...(gate.method === 'GET' ? {} : { payload: { ...form, cle: mine ? key : session.key } }),
    })
    expect([gate.method, gate.url, answer.statusCode < 500]).toEqual([gate.method, gate.url, true])
    if (String(answer.headers['content-type']).includes('html')) expect(answer.body).not.toContain('<script>alert')
  }
  const sent = { reference: NASTY, commentaire: NASTY, suggestion: NASTY, accord: 'oui', etape: 'envoyer', cle: key }
  await on.site.inject({ method: 'POST', url: '/signaler', cookies, payload: sent })
  const [kept] = await on.reports.list()
  expect(kept?.comment).toContain("'); drop table reports; --")
})

test('what is too big, or in too many parts, is refused and nothing of it is kept', async () => {
  const { cookies, key } = await on.visit()
  const before = (await on.reports.list()).length
  const parts = (many: number, name: (i: number) => string, value: string, more = ''): string =>
    `${Array.from({ length: many }, (_, i) => `--b\r\nContent-Disposition: form-data; name="${name(i)}"${more}\r\n\r\n${value}\r\n`).join('')}--b--\r\n`
  const send = async (payload: string) =>
    (
      await on.site.inject({
        method: 'POST',
        url: '/signaler',
        cookies,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        payload,
      })
    ).statusCode
  expect(await send(parts(60, (i) => `champ-${i}`, 'x'))).toBe(413)
  expect(await send(parts(2, (i) => `fichier${i}`, 'texte', '; filename="a.txt"'))).toBe(413)
  expect(await send(parts(1, () => 'fichier', 'a'.repeat(8_100_000), '; filename="a.txt"'))).toBe(413)
  expect(await send(parts(1, () => '__proto__', key))).toBe(400)
  expect(await send('--b\r\nContent-Disposition: form-data; name="cle"\r\n\r\nsans fin')).toBe(400)
  expect((await on.reports.list()).length).toBe(before)
})

test('a sender who never ends is cut off by the server, and others are answered meanwhile', async () => {
  const slow = await startTestSite({ patience: 1_500 })
  await slow.site.listen({ host: '127.0.0.1', port: 0 })
  const { port } = slow.site.server.address() as AddressInfo
  const drip = (head: string): Promise<string> =>
    new Promise((resolve) => {
      let said = ''
      let timer: NodeJS.Timeout | undefined
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(head)
        // One sign now and then: the connection is never idle.
        timer = setInterval(() => socket.write('a'), 100)
      })
      socket.on('data', (bytes) => {
        said += bytes.toString()
      })
      socket.on('error', () => {})
      socket.on('close', () => {
        clearInterval(timer)
        resolve(said)
      })
    })
  const body = drip(
    'POST /signaler HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n',
  )
  const head = drip('GET /signaler HTTP/1.1\r\nHost: a\r\nX-Lent: ')
  expect((await fetch(`http://127.0.0.1:${port}/registre`)).status).toBe(200)
  expect([await body, await head].map((said) => said.split(' ')[1])).toEqual(['408', '408'])
  await slow.close()
})

test('the log says what was asked and what went wrong, and nothing of who asked nor of what they wrote', async () => {
  const broken = await startTestSite({
    log: (line) => lines.push(line),
    documents: () => Promise.reject(new Error('Mme Martin, 06 12 34 56 78')),
  })
  const { cookies, key } = await broken.visit('/signaler?ref=Mme-Martin')
  const payload = { reference: 'Mme Martin', commentaire: 'obscur', accord: 'oui', etape: 'envoyer', cle: key }
  const answer = await broken.site.inject({ method: 'POST', url: '/signaler?x=Martin', cookies, payload })
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toMatch(/Martin|Error/)
  await broken.site.inject('/signaler/Martin')
  const said = JSON.stringify(lines)
  expect(said).not.toMatch(/Martin|06 12|127\.0\.0\.1|drop table/)
  expect(lines.slice(-3).map(({ method, route, status, error }) => [method, route, status, error])).toEqual([
    ['GET', '/signaler', 200, undefined],
    ['POST', '/signaler', 500, expect.stringMatching(/^Error à site\.security\.test\.ts:\d+$/)],
    ['GET', '(inconnue)', 404, undefined],
  ])
  await broken.close()
})
