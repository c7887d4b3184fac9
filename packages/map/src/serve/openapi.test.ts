import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatesOf } from './gate.ts'
import { startTestSite, type TestSite } from './site-fixture.ts'

const README = join(import.meta.dirname, '../../../../README.md')

let on: TestSite
let schema: {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>>
  components: { schemas: Record<string, object> }
}
beforeAll(async () => {
  on = await startTestSite()
  schema = (await on.site.inject('/api/openapi.json')).json()
})
afterAll(() => on.close())

test('the schema is sound OpenAPI', async () => {
  expect(await new Validator().validate(structuredClone(schema))).toMatchObject({ valid: true })
})

test('it speaks of every route that asks for a token, and of no other', () => {
  const routes = gatesOf(on.site)
    .filter(({ access, method }) => access !== 'everyone' && access.door === 'token' && method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
  const written = Object.entries(schema.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((name) => name !== 'parameters')
      .map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(written.sort()).toEqual(routes.sort())
})

test('what the site answers has the shape that the schema says, and what the schema refuses, the site refuses', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const { token } = await on.accesses.give('Robot', 'redaction', '2026-01-01T00:00:00Z')
  const reader = await on.accesses.give('Lecteur', 'lecture', '2026-01-01T00:00:00Z')
  const isReport = ajv.compile(schema.components.schemas.Signalement ?? {})
  const send = async (payload: object, jeton = token): Promise<number> => {
    const headers = { authorization: `Bearer ${jeton}` }
    const answer = await on.site.inject({ method: 'POST', url: '/api/signalements', headers, payload })
    const said = schema.paths['/api/signalements']?.post?.responses[answer.statusCode]?.content?.['application/json']
    expect(ajv.validate(said?.schema ?? false, answer.json()) || ajv.errors).toBe(true)
    return answer.statusCode
  }
  const good = [
    { role: 'agent' },
    {
      role: 'usager',
      reference: 'AL-012',
      difficultes: ['mots', 'que-faire'],
      date: '2026-03-01',
      volume: 3,
      cle: 'a',
    },
    { role: 'aidant', document: 'refus', commentaire: 'M. Durand', suggestion: 'Dire « trop tard ».' },
  ]
  for (const payload of good) expect([isReport(payload), await send(payload)]).toEqual([true, 201])
  expect(await send(good[1] ?? {})).toBe(200)
  const bad = [
    {},
    { role: 'chef' },
    { role: 'agent', volume: 0 },
    { role: 'agent', volume: 1.5 },
    { role: 'agent', difficultes: 'mots' },
    { role: 'agent', difficultes: ['verbes'] },
    { role: 'agent', commentaire: 3 },
    { role: 'agent', commentaire: 'a'.repeat(4_001) },
    { role: 'agent', comentaire: 'mal écrit' },
  ]
  for (const payload of bad) expect([payload, isReport(payload), await send(payload)]).toEqual([payload, false, 400])
  expect([await send({ role: 'agent' }, reader.token), await send({ role: 'agent' }, 'faux')]).toEqual([403, 401])

  const headers = { authorization: `Bearer ${reader.token}` }
  const list = (await on.site.inject({ url: '/api/signalements', headers })).json()
  expect(list).toHaveLength(3)
  const isList = ajv.compile(
    schema.paths['/api/signalements']?.get?.responses[200]?.content?.['application/json']?.schema ?? false,
  )
  expect(isList(list) || isList.errors).toBe(true)
})

test('the example of the readme works as it is written', async () => {
  const code = [...readFileSync(README, 'utf8').matchAll(/```js\n([\s\S]*?)```/g)]
    .map(([, block = '']) => block)
    .find((block) => block.includes('/api/signalements'))
  const { token } = await on.accesses.give('Exemple', 'redaction', '2026-01-01T00:00:00Z')
  await on.site.listen({ host: '127.0.0.1', port: 0 })
  const { port } = on.site.server.address() as AddressInfo
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code ?? ''], {
    env: { ...process.env, LIMPIDE_SITE: `http://127.0.0.1:${port}`, LIMPIDE_JETON: token },
  })
  let said = ''
  child.stdout.on('data', (bytes) => {
    said += bytes
  })
  await new Promise((resolve) => child.on('close', resolve))
  expect(said).toMatch(/^201 \{\s+id: '[\w-]+',\s+code: '[\w-]+'\s+\}/)
  const kept = (await on.reports.list()).find(({ comment }) => comment.includes('« quérable »'))
  expect(kept).toMatchObject({ path: 'refus.md', role: 'agent', channel: 'api' })
})
