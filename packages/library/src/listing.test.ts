import { score as scoreOf } from 'limpide'
import { expect, test } from 'vitest'
import { listingOf, readListing } from './listing.ts'
import { type ScanRecord, unreadRecord } from './record.ts'

const SCORE = scoreOf('Votre demande est incomplète. Il vous appartient de nous transmettre les pièces afférentes.', {
  noMinimum: true,
})
if (SCORE === null) throw new Error('the text has no score')
const record: ScanRecord = {
  ...unreadRecord('a.md', { code: 'c', what: 'w', fix: 'f' }),
  typeConfidence: 0.5,
  title: 'Votre « demande »',
  declared: { service: 'caf', volume: 12 },
  score: SCORE,
  fingerprint: 'empreinte',
}

test('a listing is read again as it was made, and says what lists say of a record', () => {
  const listing = listingOf(record)
  expect(readListing(listing.text)).toEqual(listing)
  const { fingerprint: _, path: __, ...rest } = record
  const { contributions, engagements, ...own } = SCORE
  expect(listing.record).toEqual({
    ...rest,
    score: {
      ...own,
      contributions: contributions.slice(0, 1),
      engagements: { kept: engagements.kept, applicable: engagements.applicable },
    },
  })
})

test('a listing of a listing is the same, but for what is compared', () => {
  const once = listingOf(record)
  expect(listingOf({ path: 'a.md', ...once.record }).record).toEqual(once.record)
})

test('what is compared of two letters is told by their titles, scores and fingerprints alone', () => {
  const { digest } = listingOf(record)
  expect(listingOf({ ...record, path: 'b.md', declared: { service: 'x' }, problems: [] }).digest).toBe(digest)
  for (const other of [{ title: 'x' }, { score: null }, { fingerprint: 'x' }])
    expect(listingOf({ ...record, ...other }).digest).not.toBe(digest)
})

test('the listing of another version says nothing', () => {
  const { text } = listingOf(record)
  expect(readListing(text.replace('"version":"1 ', '"version":"0 '))).toBeUndefined()
})
