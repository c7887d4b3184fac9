import { DEFAULT_CONFIG } from 'limpide'
import { createPool } from './pool.ts'

// Gives a reader a letter that takes minutes, and says so: whoever started this process kills it then.
const [path = ''] = process.argv.slice(2)
const pool = createPool(1, { seconds: 600, memory: 2_000 })
void pool.run({
  path,
  absolute: path,
  name: path,
  config: DEFAULT_CONFIG,
  noMinimum: false,
  withText: false,
  excerpts: false,
})
process.stdout.write('started')
