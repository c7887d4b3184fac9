import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openUnnamedFile } from '../unnamed-file.ts'
import type { Sample } from './alike.ts'
import { distinctTexts } from './distinct-texts.ts'

const sample = (shingles: readonly number[], stems: readonly number[] = [1, 2, 250]): Sample => ({
  shingles: Uint32Array.from(shingles).sort(),
  level: 1,
  stems: Uint8Array.from(stems),
})

test('texts come back once each, in the order of the bytes of their shingles, however far they begin alike', () => {
  const shingles = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 40 })
  // Many that begin alike: the first shingles do not tell them apart.
  const beginning = Array.from({ length: 300 }, (_, i) => i)
  const some = fc.array(
    fc.oneof(
      shingles,
      shingles.map((own) => [...beginning, ...own.map((shingle) => shingle * 65_537 + 400)]),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(some, (all) => {
      const file = openUnnamedFile()
      const samples = [...all, ...all.slice(0, 5)].map((one) => sample(one))
      const texts = distinctTexts(samples, file)
      const bytes = ({ shingles: { buffer } }: Sample): Buffer => Buffer.from(buffer)
      const wanted = [...new Set(samples.map((one) => bytes(one).toString('hex')))].sort()
      const found = Array.from({ length: texts.count }, (_, text) =>
        bytes(sample([...texts.shingles(text)])).toString('hex'),
      )
      expect(found).toEqual(wanted)
      for (const [i, one] of samples.entries()) {
        expect(found[texts.textOf[i] ?? -1]).toBe(bytes(one).toString('hex'))
        expect(texts.isEmpty(i)).toBe(one.shingles.length === 0)
      }
      file.close()
    }),
    { numRuns: 60 },
  )
})

test('of texts with the same shingles, the same stems are kept whoever comes first', () => {
  const [low, high, longer] = [
    [1, 2, 250],
    [1, 3, 0],
    [1, 2, 250, 4],
  ] as const
  for (const [all, kept] of [
    [[low, high], low],
    [[high, low], low],
    [[low, longer], longer],
    [[longer, low], longer],
  ] as const) {
    const file = openUnnamedFile()
    const texts = distinctTexts(
      all.map((stems) => sample([1, 2, 3], stems)),
      file,
    )
    expect(texts.count).toBe(1)
    expect([...texts.stems(0)]).toEqual(kept)
    expect(texts.level(0)).toBe(1)
    file.close()
  }
})
