import { afterEach, expect, test, vi } from 'vitest'
import { CancellationTokenSource } from 'vscode-languageserver/node'
import { type Client, connect } from './client-fixture.ts'

/** Long enough to be analysed in many parts, each paragraph its own. */
const LONG = Array.from(
  { length: 400 },
  (_, i) => `Il convient de procéder à l’examen du dossier ${i}, qui a été transmis par la commission numéro ${i}.\n\n`,
).join('')
const SHORT = 'Nonobstant votre courrier, votre dossier est complet.\n'

let client: Client

afterEach(() => {
  vi.useRealTimers()
  client.close()
})

const scoresOf = (path: string): number[] =>
  client.sent.flatMap(({ method, params }) => {
    const { uri, version } = params as { readonly uri?: string; readonly version?: number }
    return method === 'limpide/score' && uri === client.uri(path) && version !== undefined ? [version] : []
  })

test('while a long text is analysed, the server answers for another', async () => {
  client = await connect()
  await client.open('long.md', LONG)
  await client.open('court.md', SHORT)
  const order: string[] = []
  const long = client.pull('long.md').then(({ items }) => {
    order.push('long')
    return items.length
  })
  const short = client.codes('court.md').then((codes) => {
    order.push('court')
    return codes
  })
  expect(await short).toContain('archaisme')
  expect(await long).toBeGreaterThan(400)
  expect(order).toEqual(['court', 'long'])
})

test('a newer text stops the analysis of the one before, and answers whoever waited for it', async () => {
  client = await connect()
  await client.open('lettre.md', LONG)
  const before = client.codes('lettre.md')
  await client.change('lettre.md', 2, { text: SHORT })
  const after = client.codes('lettre.md')
  expect(await before).toEqual(await after)
  expect(await after).toContain('archaisme')
  expect(scoresOf('lettre.md')).toEqual([2])
})

test('an analysis that nobody waits for any more is given up; asked again, it is done once for all who ask', async () => {
  client = await connect()
  await client.open('lettre.md', LONG)
  const source = new CancellationTokenSource()
  const cancelled = client.connection.sendRequest(
    'textDocument/diagnostic',
    { textDocument: { uri: client.uri('lettre.md') } },
    source.token,
  )
  await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: client.uri('absent.md') } })
  source.cancel()
  await expect(cancelled).rejects.toThrow('annulée')
  expect(scoresOf('lettre.md')).toEqual([])
  const [one, other] = await Promise.all([client.pull('lettre.md'), client.pull('lettre.md')])
  expect(one).toEqual(other)
  expect(scoresOf('lettre.md')).toEqual([1])
})

test('the score is said when a letter is opened, then 250 ms after the last key, and of the last text only', async () => {
  client = await connect()
  await client.open('lettre.md', SHORT)
  await client.pull('lettre.md')
  expect(scoresOf('lettre.md')).toEqual([1])
  // The server's own clock, held still: only what it puts off waits.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (const version of [2, 3, 4]) {
    const start = { line: 0, character: 12 + version }
    await client.change('lettre.md', version, { range: { start, end: start }, text: 'e' })
    let isAnswered = false
    const answer = client.pull('lettre.md').finally(() => {
      isAnswered = true
    })
    // Before it begins, the server lets its client be heard.
    while (!isAnswered) await vi.advanceTimersByTimeAsync(0)
    expect((await answer).items.length).toBeGreaterThan(0)
    await vi.advanceTimersByTimeAsync(version < 4 ? 200 : 249)
  }
  // What was sent before an answer came before it.
  await client.pull('absent.md')
  expect(scoresOf('lettre.md')).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  await client.pull('absent.md')
  expect(scoresOf('lettre.md')).toEqual([1, 4])
})
