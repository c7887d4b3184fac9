import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentWords } from './content-words.ts'
import { proposer, type Sayings } from './propose.ts'

const WORDS = 'refus accord relance cantine facture logement bourse taxe eau permis retraite crèche'.split(' ')

/** What is promised, said at length: every document is weighed, the best are kept. */
function weighed(documents: readonly { path: string; title: string; about: string }[], report: Sayings) {
  const words = documents.map(({ path, title, about }) => {
    const weights = new Map<string, number>()
    for (const word of contentWords(`${path.replace(/\.[a-z]+$/, '')} ${about}`)) weights.set(word, 1)
    for (const word of contentWords(title)) weights.set(word, 3)
    return weights
  })
  const rarity = (word: string) => Math.log1p(documents.length / words.filter((weights) => weights.has(word)).length)
  const said = contentWords(`${report.comment} ${report.suggestion}`)
  const total = (weights: ReadonlyMap<string, number>, isCounted: (word: string) => boolean) =>
    [...weights].reduce((sum, [word, weight]) => sum + (isCounted(word) ? weight * rarity(word) : 0), 0)
  return words
    .map((weights, rank) => {
      const score = total(weights, (word) => said.has(word))
      const share = score / total(weights, () => true)
      return { path: documents[rank]!.path, share, value: score * Math.min(1, share) }
    })
    .filter(({ share }) => share >= 0.3)
    .sort((a, b) => b.value - a.value)
}

test('what is proposed is as good as when every document is weighed', () => {
  const some = (most: number) => fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most })
  const document = fc.record({ title: some(4), about: some(2) })
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 60 }), some(5), (made, comment) => {
      const documents = made.map(({ title, about }, i) => ({
        path: `d${i}.md`,
        title: title.join(' '),
        about: about.join(' '),
      }))
      const report = { comment: comment.join(' '), suggestion: '' }
      const all = weighed(documents, report)
      const worthOf = new Map(all.map(({ path, value }) => [path, value]))
      const proposed = proposer(documents)(report).map((path) => worthOf.get(path) ?? Number.NaN)
      // Of two documents as good, either will do.
      const best = all.slice(0, 3).map(({ value }) => value)
      expect(proposed).toHaveLength(best.length)
      for (const [i, value] of best.entries()) expect(proposed[i]).toBeCloseTo(value, 9)
    }),
    { numRuns: 300 },
  )
})

test('a reference is found by any one sign that was changed, added, left out or swapped, and by no two', () => {
  const documents = ['AL-0123', 'CAN-4567', 'EAU-8901'].map((reference, i) => ({ path: `d${i}.md`, reference }))
  const propose = proposer(documents)
  const said = (reference: string) => propose({ comment: '', suggestion: '', reference })
  for (const miscopied of ['AL-0124', 'BL-0123', 'AL-01234', 'AAL-0123', 'AL-012', 'L-0123', 'LA-0123', 'AL-0132'])
    expect(said(miscopied)).toEqual(['d0.md'])
  for (const other of ['AL-0145', 'LA-0132', 'AL-01', 'EAU-8910 bis']) expect(said(other)).toEqual([])
})
