import { html } from '../serve/html.ts'
import type { PublicCard } from './public-card.ts'

/** What a feed says of itself. */
export interface Feed {
  readonly title: string
  readonly owner: string
  /** Absolute addresses: of the page that people read, and of the feed. */
  readonly page: string
  readonly self: string
  readonly cards: readonly PublicCard[]
  /** When nothing was published yet: an instant, ISO 8601. */
  readonly now: string
}

/** The cards of a service as a JSON Feed (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed({ title, owner, page, self, cards }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: self,
    language: 'fr',
    authors: [{ name: owner }],
    items: cards.map((card) => ({
      id: `urn:uuid:${card.id}`,
      url: `${page}#${anchor(card)}`,
      title: card.title,
      content_html: card.content.toString(),
      content_text: card.text,
      date_published: `${card.publishedOn}T00:00:00Z`,
      date_modified: instant(card.updatedAt),
      ...(card.tags.length === 0 ? {} : { tags: card.tags }),
    })),
  }
}

/** The cards of a service as an RSS 2.0 feed (https://www.rssboard.org/rss-specification). */
export function rssFeed({ title, owner, page, self, cards, now }: Feed): string {
  const updated = cards.map(({ updatedAt }) => instant(updatedAt)).sort()
  return `<?xml version="1.0" encoding="utf-8"?>
${html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${xmlText(title)}</title>
<link>${page}</link>
<description>${xmlText(owner)}\u00a0: les documents que nous avons réécrits parce que vous nous l’avez demandé.</description>
<language>fr</language>
<lastBuildDate>${rfc822(updated.at(-1) ?? now)}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${self}"/>
${cards.map(
  (card) => html`<item>
<title>${xmlText(card.title)}</title>
<link>${page}#${anchor(card)}</link>
<guid isPermaLink="false">urn:uuid:${card.id}</guid>
<pubDate>${rfc822(`${card.publishedOn}T00:00:00Z`)}</pubDate>
${card.tags.map((tag) => html`<category>${xmlText(tag)}</category>`)}
<description>${xmlText(card.content.toString())}</description>
</item>
`,
)}</channel>
</rss>`}
`
}

/** The place of a card in its page. */
export function anchor({ id }: Pick<PublicCard, 'id'>): string {
  return `carte-${id}`
}

/** RFC 3339, to the second. */
function instant(at: string): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** « Mon, 02 Mar 2026 12:00:00 GMT », as RSS writes an instant (RFC 822, with four figures for the year). */
function rfc822(at: string): string {
  return new Date(at).toUTCString()
}

/** XML 1.0 holds no control character, even written as an entity. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
}
