import { describe, expect, test } from 'vitest'
import { atomFeed, type Feed, jsonFeed } from './feeds.ts'
import type { Card, DocumentVersion } from './plan-store.ts'
import { publicCard } from './public-card.ts'

const CARD: Card = {
  id: 'bee06563-d736-4ff1-90ab-7667266002be',
  path: 'refus.md',
  number: 1,
  revision: 2,
  state: 'publiee',
  title: 'Refus de carte',
  service: 'social',
  themes: { mots: 4, 'que-faire': 9 },
  reports: 11,
  oldSentence: 'Il ne peut être donné suite.',
  newSentence: 'Nous refusons votre demande.',
  verbatim: null,
  publishedOn: '2026-03-02',
  updatedAt: '2026-03-02T12:00:00.123Z',
  withdrawnReason: null,
}
const version = (number: number, value: number, rules = '1.2.0'): DocumentVersion => ({
  path: 'refus.md',
  number,
  publishedOn: number === 0 ? null : '2026-03-01',
  publishedBy: 'Dominique',
  keptAt: '2026-03-01T12:00:00.000Z',
  file: 'refus.md',
  hash: `${number}`,
  score: { value, margin: 5, grade: value > 40 ? 'D' : 'B', rules, calibration: '2026-11' },
  volume: 12_000,
})

function feed(card: Partial<Card> = {}, versions = [version(0, 62), version(1, 31)]): Feed {
  const page = 'https://ville.exemple.fr/on-la-fait/social'
  return {
    title: 'On l’a fait',
    owner: 'Ville de Brives',
    page,
    self: `${page}/flux`,
    cards: [publicCard({ ...CARD, ...card }, versions, [])],
    now: '2026-03-03T12:00:00.000Z',
  }
}

/** The fields of JSON Feed 1.1 that we use, and what each must be. */
const IS_URL = /^https:\/\/[^\s]+$/
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

describe('a feed of cards', () => {
  test('has the fields that JSON Feed 1.1 asks for, each of its kind, and no other', () => {
    const read = JSON.parse(JSON.stringify(jsonFeed(feed())))
    expect(read).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'On l’a fait',
      home_page_url: expect.stringMatching(IS_URL),
      feed_url: expect.stringMatching(IS_URL),
      language: 'fr',
      authors: [{ name: 'Ville de Brives' }],
      items: [
        {
          id: `urn:uuid:${CARD.id}`,
          url: `https://ville.exemple.fr/on-la-fait/social#carte-${CARD.id}`,
          title: 'Refus de carte',
          content_html: expect.stringContaining(
            '<strong>Maintenant\u00a0:</strong> «\u00a0Nous refusons votre demande.\u00a0»',
          ),
          content_text: expect.not.stringContaining('<'),
          date_published: expect.stringMatching(RFC_3339),
          date_modified: expect.stringMatching(RFC_3339),
          tags: ['les mots', 'je ne sais pas quoi faire'],
        },
      ],
    })
  })

  test('is sound XML whatever a title holds, and empty when nothing is published', () => {
    const title = 'a]]> & <b> "c" \u0000\u0008\ufffe \ud800'
    const xml = atomFeed(feed({ title, oldSentence: title }))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is what is tested
    expect(xml).not.toMatch(/[\u0000-\u0008\ufffe\uffff]|\p{Cs}/u)
    expect(xml).toContain('<title>a]]&gt; &amp; &lt;b&gt; &quot;c&quot; \ufffd\ufffd\ufffd \ufffd</title>')
    const empty = atomFeed({ ...feed(), cards: [] })
    expect(empty).not.toContain('<entry>')
    expect(empty).toContain('<updated>2026-03-03T12:00:00Z</updated>')
  })
})

describe('the scores of a card', () => {
  test('are compared under the same rules only, and beyond their margin', () => {
    const said = (versions: DocumentVersion[]): string => publicCard(CARD, versions, []).text
    expect(said([version(0, 62), version(1, 31)])).toContain('Note\u00a0: de D, 62 sur 100 à B, 31 sur 100. La note va')
    expect(said([version(0, 62, '1.1.0'), version(1, 31)])).toContain('les deux ne se comparent pas')
    expect(said([version(0, 33), version(1, 31)])).toContain('la note n’a pas vraiment changé')
  })

  test('come after what users said, most frequent first, and the measured effect when it is known', () => {
    const measure = {
      path: 'refus.md',
      number: 1,
      measuredOn: '2026-06-01',
      actor: 'Dominique',
      rates: { before: { reports: 30, copies: 3000 }, after: { reports: 9, copies: 3000 } },
      ratio: 0.3,
      low: 0.13,
      high: 0.65,
    }
    const { text } = publicCard(CARD, [version(0, 62), version(1, 31)], [measure])
    expect(text).toMatch(
      /^Vous nous l’avez dit\. 11\u00a0signalements\u00a0: je ne sais pas quoi faire \(9\), les mots \(4\)\./,
    )
    expect(text).toContain(
      'Les signalements ont baissé\u00a0: −70\u00a0%, et presque sûrement entre −87\u00a0% et −35\u00a0%.',
    )
    expect(text).not.toContain('Dominique')
  })
})
