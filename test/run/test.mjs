// `npm test`: installs, builds, checks and runs every test. `npm test -- phrase-longue` runs what bears that name.
import { bin, build, install, root, run } from './steps.mjs'

const names = process.argv.slice(2)
if (names.length > 0) {
  run(`Tests « ${names.join(' ')} »`, bin('vitest'), ['run', '--testNamePattern', names.join('|')])
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
