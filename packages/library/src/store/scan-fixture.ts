// A scan with a memory in a process of its own, that says each letter on a line: tests kill it.
import { sharedLimpide } from 'limpide'
import { createConfigs } from '../configs.ts'
import { openStore } from './open-store.ts'
import { scanRemembering } from './scan-remembering.ts'

const [root = ''] = process.argv.slice(2)
const store = await openStore({ root }, { create: true })
if (store === undefined) throw new Error('there is no store')
const configs = createConfigs(sharedLimpide().parseConfig)
for await (const { record } of scanRemembering([root], { configs, store, now: () => new Date(), concurrency: 1 }))
  process.stdout.write(`${record.path}\n`)
await store.close()
