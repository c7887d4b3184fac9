import { Ajv } from 'ajv'
import { SaxesParser } from 'saxes'

const URL_TEXT = { type: 'string', format: 'uri' }
const INSTANT = { type: 'string', format: 'date-time' }
const AUTHOR = {
  type: 'object',
  additionalProperties: false,
  // « if you provide an author object, then at least one is required »
  minProperties: 1,
  properties: { name: { type: 'string' }, url: URL_TEXT, avatar: URL_TEXT },
}

/** What https://www.jsonfeed.org/version/1.1/ asks of each field, in JSON Schema; other fields are refused, so that a misspelt one is seen. */
const JSON_FEED = {
  type: 'object',
  required: ['version', 'title', 'items'],
  additionalProperties: false,
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: { type: 'string' },
    home_page_url: URL_TEXT,
    feed_url: URL_TEXT,
    description: { type: 'string' },
    user_comment: { type: 'string' },
    next_url: URL_TEXT,
    icon: URL_TEXT,
    favicon: URL_TEXT,
    authors: { type: 'array', items: AUTHOR },
    language: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]+)*$' },
    expired: { type: 'boolean' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        additionalProperties: false,
        // « content_html and content_text … one or both must be present »
        anyOf: [{ required: ['content_html'] }, { required: ['content_text'] }],
        properties: {
          id: { type: 'string', minLength: 1 },
          url: URL_TEXT,
          external_url: URL_TEXT,
          title: { type: 'string' },
          content_html: { type: 'string' },
          content_text: { type: 'string' },
          summary: { type: 'string' },
          image: URL_TEXT,
          banner_image: URL_TEXT,
          date_published: INSTANT,
          date_modified: INSTANT,
          authors: { type: 'array', items: AUTHOR },
          tags: { type: 'array', items: { type: 'string' } },
          language: { type: 'string' },
          attachments: { type: 'array' },
        },
      },
    },
  },
}

const ajv = new Ajv({ allErrors: true })
ajv.addFormat('uri', isUrl)
// RFC 3339
ajv.addFormat(
  'date-time',
  (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
)
const isJsonFeed = ajv.compile<{ readonly items: readonly { readonly id: string }[] }>(JSON_FEED)

/** What keeps a text from being a JSON Feed 1.1. */
export function faultsOfJsonFeed(text: string): readonly string[] {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    return [String(error)]
  }
  if (!isJsonFeed(read))
    return (isJsonFeed.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  const ids = read.items.map(({ id }) => id)
  return new Set(ids).size === ids.length ? [] : ['two items have the same id']
}

interface Element {
  readonly name: string
  readonly uri: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/**
 * What keeps a text from being an RSS 2.0 feed: well-formed XML, then what https://www.rssboard.org/rss-specification
 * asks for, and what the feed validator of the W3C (https://validator.w3.org/feed/docs/rss2.html) warns of.
 */
export function faultsOfRss(text: string): readonly string[] {
  const faults: string[] = []
  const root = rootOf(text, faults)
  if (root === undefined) return faults
  const must = (is: boolean, what: string): void => {
    if (!is) faults.push(what)
  }
  must(root.name === 'rss' && root.attributes.version === '2.0', 'the root is not <rss version="2.0">')
  const [channel, ...more] = root.children
  if (channel?.name !== 'channel' || more.length > 0) return [...faults, 'a feed has one channel, and nothing else']
  const known = {
    channel: ['title', 'link', 'description', 'language', 'lastBuildDate', 'pubDate', 'item', 'atom:link'],
    item: ['title', 'link', 'description', 'guid', 'pubDate', 'category'],
  }
  const guids: string[] = []
  for (const one of [channel, ...channel.children.filter(({ name }) => name === 'item')]) {
    const is = one.name === 'item' ? 'item' : 'channel'
    const all = (name: string): readonly Element[] => one.children.filter((child) => child.name === name)
    for (const child of one.children) {
      must(known[is].includes(child.name), `<${child.name}> is not an element of ${is}`)
      must(['item', 'atom:link'].includes(child.name) || child.children.length === 0, `markup in <${child.name}>`)
      if (['pubDate', 'lastBuildDate'].includes(child.name)) must(isRfc822(child.text), `not a date: ${child.text}`)
    }
    for (const name of known[is])
      must(['item', 'category'].includes(name) || all(name).length <= 1, `several <${name}> in ${is}`)
    for (const name of ['title', 'link', 'description'])
      must((all(name)[0]?.text ?? '').trim() !== '', `no <${name}> in ${is}`)
    must(isUrl(all('link')[0]?.text ?? ''), `not an address: ${all('link')[0]?.text}`)
    if (is === 'channel') {
      const self = all('atom:link')[0]
      must(
        self?.uri === 'http://www.w3.org/2005/Atom' &&
          self.attributes.rel === 'self' &&
          isUrl(self.attributes.href ?? ''),
        'no <atom:link rel="self">',
      )
      must(/^[a-z]{2}(?:-[a-z]{2})?$/.test(all('language')[0]?.text ?? 'fr'), 'not a language')
    } else {
      const [guid] = all('guid')
      guids.push(guid?.text ?? '')
      // Unless told otherwise, a guid is taken for an address that opens.
      must(
        guid?.attributes.isPermaLink === 'false' || /^https?:/.test(guid?.text ?? ''),
        'a guid that is no address says so',
      )
    }
  }
  must(guids.every((guid) => guid !== '') && new Set(guids).size === guids.length, 'each item has a guid of its own')
  return faults
}

function rootOf(text: string, faults: string[]): Element | undefined {
  const parser = new SaxesParser({ xmlns: true })
  const open: Element[] = []
  let root: Element | undefined
  parser.on('error', (error) => faults.push(error.message))
  parser.on('opentag', ({ name, uri, attributes }) => {
    const values = Object.fromEntries(Object.values(attributes).map((one) => [one.name, one.value]))
    const element = { name, uri, attributes: values, children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('text', (said) => {
    const last = open.at(-1)
    if (last !== undefined) last.text += said
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  return faults.length === 0 ? root : undefined
}

/** « Mon, 02 Mar 2026 00:00:00 GMT », on a day that had this name. */
function isRfc822(text: string): boolean {
  return (
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/.test(
      text,
    ) && new Date(text).toUTCString() === text
  )
}

function isUrl(text: string): boolean {
  return /^(?:https?|urn):/.test(text) && URL.canParse(text)
}
