// A worker in a process of its own, that says each letter on a line: tests kill it.
import { sharedLimpide } from 'limpide'
import { createConfigs } from '../configs.ts'
import { openStore } from '../store/open-store.ts'
import { openJobQueue } from './job-queue.ts'
import { work } from './work.ts'

const [root = '', url = ''] = process.argv.slice(2)
const limpide = sharedLimpide()
const store = await openStore({ root, url }, { create: true })
if (store === undefined) throw new Error('there is no store')
const queue = await openJobQueue({ url, rules: limpide.rulesVersion, heartbeatSeconds: 10 })
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.stdout.write('ready\n')
const done = await work({
  store,
  queue,
  signal: stop.signal,
  concurrency: 1,
  configs: async () => createConfigs(limpide.parseConfig),
  now: () => new Date(),
  onLetter: (path) => process.stdout.write(`${path}\n`),
})
process.stdout.write(`done ${JSON.stringify(done)}\n`)
await queue.close()
await store.close()
