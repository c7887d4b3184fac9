import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createLimpide } from 'limpide'
import { expect, test } from 'vitest'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Two bytes a character, since « ’ » is not Latin: a page that weighs, and is quick to check. */
const pageOf = (typed: string): string =>
  `Bonjour,\n${'\n'.repeat(150_000)}Il convient de transmettre {{ le_nom_de_la_piece }} du dossier, ${typed} qui l’a demandée.\n`
const EDITS = 30

test('what is remembered of a page as it is typed does not hold a page a keystroke', () => {
  const limpide = createLimpide()
  for (let i = 0; i < 3; i++) limpide.check(pageOf(`le ${i}`))
  collect()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < EDITS; i++) limpide.check(pageOf(`au service ${i}`))
  collect()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan((EDITS * 2 * pageOf('').length) / 2)
})
