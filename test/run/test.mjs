// `npm test`: installs, builds, checks and runs every test. `npm test -- phrase-longue` runs what bears that name,
// and looks for a rule where rules are tried only: loading the other files takes a minute.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bin, build, install, root, run } from './steps.mjs'

const names = process.argv.slice(2)
if (names.length > 0) {
  const principles = readdirSync(join(root, 'rules'))
  const rules = names.every((name) => principles.some((one) => existsSync(join(root, 'rules', one, `${name}.ts`))))
  const files = rules ? ['rules/examples.test.ts'] : []
  run(`Tests « ${names.join(' ')} »`, bin('vitest'), ['run', '--testNamePattern', names.join('|'), ...files])
} else {
  install()
  build()
  // Every check runs even when one fails: one go shows all there is to mend.
  const checks = [
    run('Fichiers engendrés à jour', bin('node'), ['rules/build/gen.ts', '--check'], { mayFail: true }),
    run('Style et mise en forme', bin('biome'), ['check', '--diagnostic-level=error', '.'], { mayFail: true }),
    run('Types', bin('tsc'), ['-p', 'tsconfig.json'], { mayFail: true }),
    run('Tests', bin('vitest'), ['run', '--reporter=default', `--reporter=${root}/test/run/totals.ts`], {
      mayFail: true,
      last: true,
    }),
  ]
  if (checks.includes(false)) process.exit(1)
}
