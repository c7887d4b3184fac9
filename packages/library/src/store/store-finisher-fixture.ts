// A process that ends a scan which found nothing of what was there: letter after letter is taken out, until it is killed.
import { openStore } from './open-store.ts'

const [root = ''] = process.argv.slice(2)
const store = await openStore({ root }, { create: false })
if (store === undefined) throw new Error('there is no store')
const scan = await store.begin({ startedAt: new Date().toISOString(), scope: [''], rules: '1.0', calibration: '1' })
process.stdout.write(`${scan}\n`)
await store.finish(scan, { endedAt: new Date().toISOString(), read: 0, unopened: [] })
process.stdout.write('finished\n')
await store.close()
