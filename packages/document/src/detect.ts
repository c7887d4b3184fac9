import { wideOrder } from './decode.ts'
import type { Format } from './document.ts'

/** What bytes that are no text are, by their signature; `zip` and `ole` need a look inside. */
export type Container = 'pdf' | 'zip' | 'ole' | 'rtf' | 'image' | 'binary' | 'text'

const SIGNATURES: readonly (readonly [Container, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
]

/** Tells containers apart by their first bytes; text is what has no NUL where text has none. */
export function detectContainer(bytes: Uint8Array): Container {
  for (const [container, signature] of SIGNATURES) {
    if (signature.every((byte, i) => bytes[i] === byte)) return container
  }
  // Some tools write a few bytes before « %PDF- »; readers accept it within the first 1024.
  const head = latin(bytes, 0, 1024)
  if (head.includes('%PDF-')) return 'pdf'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'text'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'text'
  if (wideOrder(bytes) !== undefined) return 'text'
  let odd = 0
  const size = Math.min(bytes.length, 4096)
  for (let i = 0; i < size; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte === 0) odd += 8
    else if (byte < 9 || (byte > 13 && byte < 27)) odd += 1
  }
  return odd * 10 > size ? 'binary' : 'text'
}

/** What an OLE file (the old Office container) holds, by the names in its directory. */
export function detectOle(bytes: Uint8Array): 'doc' | 'msg' | 'xls' | 'encrypted' | 'unknown' {
  const size = Math.min(bytes.length, 4 * 1024 * 1024)
  const text = latin(bytes, 0, size)
  const wide = (name: string): boolean => text.includes(name.split('').join('\0'))
  if (wide('EncryptedPackage')) return 'encrypted'
  if (wide('__substg1.0_')) return 'msg'
  if (wide('WordDocument')) return 'doc'
  return wide('Workbook') ? 'xls' : 'unknown'
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  const end = Math.min(bytes.length, to)
  for (let i = from; i < end; i += 8192) text += String.fromCharCode(...bytes.subarray(i, Math.min(end, i + 8192)))
  return text
}

const MAIL_HEADER =
  /^(?:from|to|cc|bcc|subject|date|mime-version|received|return-path|message-id|content-type|delivered-to|reply-to|sender|x-[\w-]+|dkim-signature|content-transfer-encoding|importance|list-[\w-]+|thread-[\w-]+|in-reply-to|references):/i

const HTML_NAMES: ReadonlySet<string> = new Set([
  'html',
  'htm',
  'xhtml',
  'twig',
  'mjml',
  'liquid',
  'hbs',
  'handlebars',
  'erb',
  'jinja',
  'j2',
  'njk',
  'mustache',
  'php',
  'ejs',
  'vue',
])
const MARKDOWN_NAMES: ReadonlySet<string> = new Set(['md', 'markdown', 'mdx', 'mkd'])

/** Tells the text formats apart by what they hold; the name only decides between likely readings. */
export function detectText(text: string, name: string | undefined): Extract<Format, 'eml' | 'html' | 'md' | 'txt'> {
  const head = text.slice(0, 20_000)
  if (isMail(head)) return 'eml'
  const bare = withoutTags(head.replace(/^\ufeff/, '')).trimStart()
  if (/^(?:<!doctype html|<html|<mjml)\b/i.test(bare)) return 'html'
  const extension = name === undefined ? undefined : /\.([a-z\d]+)$/i.exec(name.trim())?.[1]?.toLowerCase()
  const closings =
    bare.match(/<\/(?:p|div|table|tr|td|ul|ol|li|h[1-6]|section|body|span|a|strong|mj-[a-z]+)>/gi)?.length ?? 0
  const markup = closings >= 1 && bare.startsWith('<')
  const signs = markdownSigns(head)
  // A page of HTML without any sign of Markdown is HTML, even called « .md ».
  if (markup && signs === 0 && closings >= 3) return 'html'
  if (extension !== undefined && MARKDOWN_NAMES.has(extension)) return 'md'
  // And the other way round: headings, links and front matter around a few tags.
  if (signs >= 2 && !bare.startsWith('<')) return 'md'
  if (extension !== undefined && HTML_NAMES.has(extension) && (closings > 0 || /<[a-z]/i.test(bare))) return 'html'
  return markup ? 'html' : 'txt'
}

const CLOSING: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    '{%': '%}',
    '{#': '#}',
    '{{': '}}',
    '<!--': '-->',
    '<?': '?>',
    '<%': '%>',
  }),
)

/** Template tags and comments each made a blank, in one walk: those that nothing closes stay. */
function withoutTags(head: string): string {
  const open = new Set<string>()
  let rest = ''
  let at = 0
  for (const { 0: opening, index } of head.matchAll(/\{[%#{]|<!--|<[?%]/g)) {
    if (index < at || open.has(opening)) continue
    const closing = CLOSING.get(opening) ?? ''
    const end = head.indexOf(closing, index + opening.length)
    if (end === -1) {
      open.add(opening)
      continue
    }
    rest += `${head.slice(at, index)} `
    at = end + closing.length
  }
  return rest + head.slice(at)
}

function isMail(head: string): boolean {
  const lines = head.split(/\r?\n/, 60)
  let known = 0
  for (const line of lines) {
    if (line === '') break
    if (/^[ \t]/.test(line) && known > 0) continue
    if (MAIL_HEADER.test(line)) known += 1
    else if (!/^[!-9;-~]+:/.test(line)) return false
  }
  const first = lines[0] ?? ''
  return (
    known >= 3 ||
    (known >= 2 &&
      /^(?:from|return-path|received|mime-version|message-id|delivered-to|subject|date):/i.test(first) &&
      /^(?:mime-version|message-id|content-type|received):/im.test(head))
  )
}

/** How much says that a text is Markdown: two signs are enough. */
function markdownSigns(head: string): number {
  let signs = 0
  if (/^---\r?\n[\s\S]{0,4000}?\n---\r?$/m.test(head) && head.startsWith('---')) signs += 2
  signs += Math.min(2, head.match(/^#{1,6} \S/gm)?.length ?? 0)
  if (/^```/m.test(head)) signs += 2
  if (/\[[^\]\n]+\]\([^)\s]+\)/.test(head)) signs += 1
  if (/\*\*[^*\n]+\*\*/.test(head)) signs += 1
  if (/^\|(?:\s*:?-+:?\s*\|)+\s*$/m.test(head)) signs += 2
  return signs
}
