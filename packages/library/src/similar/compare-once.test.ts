import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { sharedLimpide } from 'limpide'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf } from '../listing.ts'
import { toRecord } from '../record.ts'
import { openSeal } from '../seal.ts'
import type { Store } from '../store/store.ts'
import { type Comparable, type Comparison, compareLibrary } from './compare-library.ts'
import { compareOnce, comparisonPlace, type OwnScore } from './compare-once.ts'
import { fingerprintOf } from './fingerprint.ts'
import { packFingerprint } from './pack.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limpide-comparaison-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const limpide = sharedLimpide()
const BOX =
  'Vous pouvez contester cette décision devant le tribunal administratif de Valmont dans un délai de deux mois à compter de la notification de la présente décision, après avoir exercé un recours administratif préalable obligatoire auprès de la commission.'
const OWN = [
  'Vous avez demandé une carte de stationnement. Vous ne pouvez pas la recevoir. Votre médecin n’a pas rempli le certificat.',
  'Votre enfant ne peut pas manger à la cantine lundi. La cuisine est en travaux. Préparez-lui un repas froid.',
  'Le compteur de votre maison fuit. Un agent vient mardi matin. Fermez le robinet avant son passage.',
  'Votre bourse est refusée cette année. Les revenus de vos parents ont augmenté. Vous pouvez refaire la demande en mai.',
]
const letter = (path: string, own: string): Comparable => {
  const analysed = limpide.check(`# Lettre\n\nMadame, Monsieur,\n\n${own}\n\n${BOX}\n`, { noMinimum: true })
  const isWord = (word: string): boolean => limpide.french.analyses(word).length > 0
  return { ...toRecord(path, analysed), fingerprint: packFingerprint(fingerprintOf(analysed, limpide.rules, isWord)) }
}
// A walk enters « aide » before « aide-logement »; by their paths, the letters of the second come first.
const LETTERS = ['aide/0.md', 'aide/1.md', 'aide-logement/2.md', 'aide-logement/3.md', 'bis/2.md', 'bis/0.md'].map(
  (path) => letter(path, OWN[Number(/\d/.exec(path)?.[0])] ?? ''),
)
const WALKED = LETTERS.slice(0, 5)
const REMEMBERED = WALKED.toSorted((a, b) => (a.path < b.path ? -1 : 1))

const placeOf = (letters: readonly Comparable[], kind: Store['kind'] = 'sqlite') => {
  const seal = openSeal()
  for (const one of letters) seal.put(one.path, digestOf(one))
  return comparisonPlace({ kind, where: join(folder, 'b.db') }, seal.text())
}
/** The comparison of these letters, and whether they were compared now. */
const compared = async (letters: readonly Comparable[], isWhole = true) => {
  let isNew = false
  const fill = async (): Promise<boolean> => {
    isNew = true
    return isWhole
  }
  return { found: await compareOnce({ letters, place: placeOf(letters), fill }), isNew: () => isNew }
}
const afresh = (letters: readonly Comparable[]): Comparison<OwnScore> =>
  compareLibrary(letters, ({ value, grade, missing }) => ({ value, grade, missing }))
/** A comparison said of paths, whatever the order of the letters. */
const said = ({ families, passages, scores }: Comparison<OwnScore>, letters: readonly Comparable[]) => {
  const pathOf = (rank: number): string => letters[rank]!.path
  return {
    families: families.map((one) => ({ ...one, medoid: pathOf(one.medoid), documents: one.documents.map(pathOf) })),
    passages: passages.map((one) => ({
      ...one,
      documents: one.documents.map(pathOf).sort(),
      example: { ...one.example, document: pathOf(one.example.document) },
    })),
    scores: Object.fromEntries(scores.map((score, rank) => [pathOf(rank), score])),
  }
}

test('a comparison is made once for letters that are listed in any order, and says of each what a new one would', async () => {
  const first = await compared(WALKED)
  expect(first.isNew()).toBe(true)
  expect(first.found).toStrictEqual(afresh(WALKED))
  expect(first.found.families.map(({ documents }) => documents)).toEqual([[2, 4]])
  expect(first.found.passages.map(({ documents }) => documents)).toEqual([[0, 1, 2, 3, 4]])
  for (const letters of [WALKED, REMEMBERED, WALKED.toReversed()]) {
    const again = await compared(letters)
    expect(again.isNew()).toBe(false)
    expect(again.found).toStrictEqual(afresh(letters))
    expect(said(again.found, letters)).toEqual(said(first.found, WALKED))
  }
})

test.each([
  ['a letter changed', WALKED.with(1, letter('aide/1.md', OWN[3]!))],
  ['a letter came', LETTERS],
  ['a letter left', WALKED.slice(1)],
  ['a letter moved', WALKED.with(0, { ...WALKED[0]!, path: 'aide/9.md' })],
  ['a score is another', WALKED.with(0, { ...WALKED[0]!, score: { ...WALKED[0]!.score!, value: 99 } })],
])('letters are compared again where %s', async (_, letters) => {
  await compared(WALKED)
  const after = await compared(letters)
  expect(after.isNew()).toBe(true)
  expect(after.found).toStrictEqual(afresh(letters))
  expect((await compared(letters)).isNew()).toBe(false)
})

test('what another version kept is not believed', async () => {
  await compared(WALKED)
  const file = join(folder, 'comparaison.bin')
  const kept = deserialize(readFileSync(file))
  writeFileSync(file, serialize({ ...kept, version: kept.version - 1 }))
  expect((await compared(WALKED)).isNew()).toBe(true)
  expect(deserialize(readFileSync(file))).toEqual(kept)
})

test('the comparison of letters of which a part was lost is not kept, nor that of a library of several machines', async () => {
  await compared(WALKED, false)
  expect((await compared(WALKED)).isNew()).toBe(true)
  rmSync(join(folder, 'comparaison.bin'))
  const place = placeOf(WALKED, 'postgres')
  expect(await compareOnce({ letters: WALKED, place })).toStrictEqual(afresh(WALKED))
  expect(readdirSync(folder)).toEqual([])
})
