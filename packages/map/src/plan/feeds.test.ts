import { describe, expect, test } from 'vitest'
import { type Feed, jsonFeed, rssFeed } from './feeds.ts'
import { faultsOfJsonFeed, faultsOfRss } from './feeds-fixture.ts'
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

const NASTY = 'a]]> & <b> "c" \u0000\u0008\ufffe \ud800'
const FEEDS: readonly (readonly [name: string, feed: Feed])[] = [
  ['with a card', feed()],
  ['without any', { ...feed(), cards: [] }],
  [
    'with several',
    { ...feed(), cards: [...feed().cards, ...feed({ id: '0ee06563-d736-4ff1-90ab-7667266002be' }).cards] },
  ],
  ['with a card that nobody asked for', feed({ themes: {}, reports: 0 })],
  [
    'whatever is written in it',
    { ...feed({ title: NASTY, oldSentence: NASTY, verbatim: NASTY }), title: NASTY, owner: NASTY },
  ],
]

describe('a feed of cards', () => {
  test.each(FEEDS)('%s is a JSON Feed 1.1', (_, given) => {
    expect(faultsOfJsonFeed(JSON.stringify(jsonFeed(given)))).toEqual([])
  })

  test.each(FEEDS)('%s is an RSS 2.0 feed', (_, given) => {
    expect(faultsOfRss(rssFeed(given))).toEqual([])
  })

  test('says the card, in both', () => {
    const url = `https://ville.exemple.fr/on-la-fait/social#carte-${CARD.id}`
    const [item] = JSON.parse(JSON.stringify(jsonFeed(feed()))).items
    expect(item).toMatchObject({ id: `urn:uuid:${CARD.id}`, url, tags: ['les mots', 'je ne sais pas quoi faire'] })
    expect(item.content_html).toContain('<strong>Maintenant\u00a0:</strong> «\u00a0Nous refusons votre demande.\u00a0»')
    expect(item.content_text).not.toContain('<')
    const rss = rssFeed(feed())
    for (const said of [
      `<link>${url}</link>`,
      '<pubDate>Mon, 02 Mar 2026 00:00:00 GMT</pubDate>',
      '<lastBuildDate>Mon, 02 Mar 2026 12:00:00 GMT</lastBuildDate>',
      '<category>les mots</category>',
      '&lt;strong&gt;Maintenant',
    ])
      expect(rss).toContain(said)
    expect(rssFeed({ ...feed(), cards: [] })).toContain('<lastBuildDate>Tue, 03 Mar 2026 12:00:00 GMT</lastBuildDate>')
  })
})

describe('what judges the feeds', () => {
  const json = (change: (read: Record<string, unknown>) => void): readonly string[] => {
    const read = JSON.parse(JSON.stringify(jsonFeed(feed())))
    change(read)
    return faultsOfJsonFeed(JSON.stringify(read))
  }
  test('refuses a JSON Feed that lacks a field, or has one of another kind', () => {
    expect(faultsOfJsonFeed('{')).not.toEqual([])
    const item = (read: Record<string, unknown>) => (read.items as Record<string, unknown>[])[0]!
    for (const change of [
      (read: Record<string, unknown>) => delete read.title,
      (read: Record<string, unknown>) => delete read.items,
      (read: Record<string, unknown>) => Object.assign(read, { version: '1.1' }),
      (read: Record<string, unknown>) => Object.assign(read, { feed_url: '/flux.json' }),
      (read: Record<string, unknown>) => Object.assign(read, { autheur: 'x' }),
      (read: Record<string, unknown>) => Object.assign(read, { authors: [{}] }),
      (read: Record<string, unknown>) => delete item(read).id,
      (read: Record<string, unknown>) => Object.assign(item(read), { date_published: '2026-03-02' }),
      (read: Record<string, unknown>) =>
        Object.assign(item(read), { content_html: undefined, content_text: undefined }),
      (read: Record<string, unknown>) => Object.assign(read, { items: [item(read), item(read)] }),
    ])
      expect([String(change), json(change)]).not.toEqual([String(change), []])
  })

  test.each([
    ['</channel>', ''],
    ['version="2.0"', 'version="0.9"'],
    ['<description>Ville', '<resume>Ville'],
    ['<link>https://ville.exemple.fr/on-la-fait/social</link>', ''],
    ['<link>https://ville.exemple.fr/on-la-fait/social</link>', '<link>/on-la-fait</link>'],
    ['Mon, 02 Mar 2026 00:00', 'Tue, 02 Mar 2026 00:00'],
    ['Mon, 02 Mar 2026 00:00:00 GMT', '2026-03-02T00:00:00Z'],
    [' isPermaLink="false"', ''],
    ['<language>fr</language>', '<language>fr</language><language>fr</language>'],
    ['<atom:link rel="self"', '<atom:link rel="via"'],
    [' xmlns:atom="http://www.w3.org/2005/Atom"', ''],
    ['&lt;p&gt;', '<p>'],
  ])('refuses an RSS feed where %j is %j', (from, to) => {
    const xml = rssFeed(feed())
    expect(xml).toContain(from)
    expect(faultsOfRss(xml.replace(from, to))).not.toEqual([])
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
