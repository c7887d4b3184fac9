// A process that writes until it is killed: batches of ten letters that must be there whole, or not at all.

import { met } from './met-fixture.ts'
import { openStore } from './open-store.ts'

const [root = '', name = '', most = '1000000'] = process.argv.slice(2)
const store = await openStore({ root }, { create: true })
if (store === undefined) throw new Error('there is no store')
const scan = await store.begin({ startedAt: new Date().toISOString(), scope: [''], rules: '1.0', calibration: '1' })
process.stdout.write('ready\n')
for (let batch = 0; batch < Number(most); batch++) {
  const letters = Array.from({ length: 10 }, (_, i) => met(`${name}/${batch}/${i}.md`, `${name}-${batch}-${i}`))
  await store.keep(scan, letters)
  // What is said here was committed.
  process.stdout.write(`${batch}\n`)
}
await store.close()
