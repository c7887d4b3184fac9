import { fork } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { loadavg } from 'node:os'
import { startTestSite, type TestSite } from '../../packages/map/src/serve/site-fixture.ts'

// The form under 50 requests a second, on loopback, in a process of its own: half of them show it, a quarter are read
// again masked, a quarter are kept. « pnpm bench site 60 » lasts sixty seconds, « pnpm bench site 60 100 » asks 100 a second.
const PER_SECOND = 50
/** A library of a service: a report is looked for among its documents. */
const DOCUMENTS = 2_000

if (process.argv[2] === '--serve') await serveUntilTold()
else await load(Number(process.argv[2] ?? 20), Number(process.argv[3] ?? PER_SECOND))

async function serveUntilTold(): Promise<void> {
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => ({
    path: `service-${i % 40}/courrier-${i}.docx`,
    title: `Courrier ${i} : refus de la demande n° ${i % 7} du service ${i % 40}`,
    reference: `REF-${i}`,
  }))
  const on = await startTestSite({ perMinute: 1e9, now: () => Date.now(), documents: async () => documents })
  process.send?.({ alone: await alone(on) })
  await on.site.listen({ host: '127.0.0.1', port: 0 })
  const { port } = on.site.server.address() as AddressInfo
  process.send?.({ port })
  process.on('message', async (said) => {
    if (said === 'begin') process.send?.({ cpu: process.cpuUsage() })
    if (said !== 'end') return
    const kept = (await on.reports.list()).length
    process.send?.({ cpu: process.cpuUsage(), kept, memory: process.memoryUsage().rss })
    await on.close()
    process.disconnect()
  })
}

/** Requests one after the other in a site that just started: the processor each takes, whatever else the machine does. */
async function alone(on: TestSite): Promise<readonly number[]> {
  const { cookies, key } = await on.visit()
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const before = process.cpuUsage()
    const payload = written(i, key, i % 2 === 0 ? 'relire' : 'envoyer').toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    await on.site.inject({ method: 'POST', url: '/signaler', cookies, headers, payload })
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  return times
}

function written(rank: number, key: string, step: string): URLSearchParams {
  return new URLSearchParams({
    cle: key,
    reference: `REF-${rank % DOCUMENTS}`,
    difficultes: 'mots',
    commentaire: `Mme Martin, au 06 12 34 56 78, ne comprend pas la phrase ${rank} de cette lettre. `.repeat(3),
    suggestion: 'Dire ce qu’il faut faire, et avant quelle date.',
    role: 'aidant',
    accord: 'oui',
    etape: step,
  })
}

/** The value that this share of the others does not go over. */
function rankIn(times: readonly number[], share: number, digits = 0): string {
  const sorted = [...times].sort((a, b) => a - b)
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(digits)} ms`
}

interface Said {
  readonly alone?: readonly number[]
  readonly port?: number
  readonly cpu?: NodeJS.CpuUsage
  readonly kept?: number
  readonly memory?: number
}

async function load(seconds: number, perSecond: number): Promise<void> {
  const server = fork(import.meta.filename, ['--serve'])
  const told = (): Promise<Said> => new Promise((resolve) => server.once('message', (said: Said) => resolve(said)))
  const { alone: first = [] } = await told()
  const { port } = await told()
  const at = `http://127.0.0.1:${port}`

  const timings = new Map<string, number[]>()
  let wrong = 0
  const ask = async (
    kind: string,
    path: string,
    init: RequestInit,
    expected: string,
  ): Promise<Response | undefined> => {
    const began = performance.now()
    try {
      const answer = await fetch(at + path, init)
      const body = await answer.clone().text()
      timings.set(kind, [...(timings.get(kind) ?? []), performance.now() - began])
      if (answer.ok && body.includes(expected)) return answer
    } catch {
      // Counted below, as an answer that is not the right one.
    }
    wrong += 1
    return undefined
  }
  const visitor = async (): Promise<{ cookie: string; key: string }> => {
    const answer = await fetch(`${at}/signaler`)
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return { cookie, key: /name="cle" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '' }
  }
  // The first answers load what the others find ready.
  const visitors = await Promise.all(Array.from({ length: 20 }, visitor))
  await ask('échauffement', '/signaler', {}, 'Signaler')
  server.send('begin')
  const { cpu: before } = await told()

  const total = seconds * perSecond
  const asked: Promise<unknown>[] = []
  const began = performance.now()
  for (let i = 0; i < total; i++) {
    const wait = began + (i * 1000) / perSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const { cookie, key } = visitors[i % visitors.length] ?? { cookie: '', key: '' }
    const send = (step: string): RequestInit => ({ method: 'POST', headers: { cookie }, body: written(i, key, step) })
    if (i % 2 === 0) asked.push(ask('formulaire', '/signaler', { headers: { cookie } }, 'Quel document'))
    else if (i % 4 === 1) asked.push(ask('relecture', '/signaler', send('relire'), '[téléphone]'))
    else asked.push(ask('envoi', '/signaler', send('envoyer'), 'class="code"'))
  }
  await Promise.all(asked)
  server.send('end')
  const { cpu: after, kept, memory } = await told()

  const cpu = ((after?.user ?? 0) + (after?.system ?? 0) - (before?.user ?? 0) - (before?.system ?? 0)) / 1000
  console.log(
    `${total} demandes en ${seconds} s, ${wrong} en erreur, ${kept} signalements gardés (charge ${loadavg()[0]?.toFixed(1)})`,
  )
  console.log(
    `processeur du site : ${(cpu / total).toFixed(1)} ms par demande ; mémoire ${Math.round((memory ?? 0) / 1e6)} Mo`,
  )
  console.log(
    `un envoi seul, dès le départ, en processeur : médiane ${rankIn(first, 0.5, 1)}, 99 % ${rankIn(first, 0.99, 1)}, pire ${rankIn(first, 1, 1)}`,
  )
  for (const [kind, times] of timings) {
    if (kind === 'échauffement') continue
    const all = [0.5, 0.95, 0.99, 1].map((share) => rankIn(times, share))
    console.log(`${kind.padEnd(11)} médiane ${all[0]}, 95 % ${all[1]}, 99 % ${all[2]}, pire ${all[3]}`)
  }
}
