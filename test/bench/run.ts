import { readdirSync } from 'node:fs'

// `pnpm bench french --data FILES` runs test/bench/french.ts with what follows its name; `pnpm bench` alone runs check.ts.
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && file !== 'results.ts')
  .map((file) => file.slice(0, -3))
  .sort()
const [name = 'check'] = process.argv.splice(2, 1)
if (names.includes(name)) {
  if (process.argv.length === 2) console.error(`Bancs : ${names.join(', ')} (pnpm bench NOM)\n`)
  await import(`./${name}.ts`)
} else {
  console.error(`Il n’y a pas de banc « ${name} ». Bancs : ${names.join(', ')}.`)
  process.exitCode = 2
}
