import { codePage, RtfTables } from './rtf-state.ts'
import { rtfTokens } from './rtf-tokens.ts'

const HEAD = 400
const MAX_GROUPS = 1000

const SIGNS: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    par: '\r\n',
    line: '\r\n',
    tab: '\t',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    bullet: '•',
    endash: '–',
    emdash: '—',
    '~': '&nbsp;',
    _: '\u00ad',
    '\\': '\\',
    '{': '{',
    '}': '}',
  }),
)

const SILENT: ReadonlySet<string> = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'listtable',
])

/** What Outlook wrapped in an RTF body: HTML, a plain text, or nothing. */
export function wrappedIn(rtf: Uint8Array): 'html' | 'text' | undefined {
  const head = String.fromCharCode(...rtf.subarray(0, HEAD))
  const said = /\\from(html|text)\d?/.exec(head)?.[1]
  return said === 'html' || said === 'text' ? said : undefined
}

interface Group {
  /** Not part of the page: the head of the RTF, or what stands for those who cannot read HTML. */
  silent: boolean
  htmlrtf: boolean
  tag: boolean
  unicode: number
  font: number | undefined
}

/** The HTML that Outlook wrapped in an RTF body, tags and text as they were. */
export function htmlIn(rtf: Uint8Array): string {
  const tables = new RtfTables()
  const parts: string[] = []
  const stack: Group[] = []
  let group: Group = { silent: false, htmlrtf: false, tag: false, unicode: 1, font: undefined }
  let pending: number[] = []
  let skip = 0
  let starred = false
  let fontRank = -1
  let inFonts = 0
  const prints = (): boolean => !group.silent && !group.htmlrtf
  const flush = (): void => {
    if (pending.length > 0 && prints()) parts.push(tables.decode(pending, group.font))
    pending = []
  }
  const byte = (value: number): void => {
    if (skip > 0) skip -= 1
    else if (prints()) pending.push(value)
  }
  for (const token of rtfTokens(rtf)) {
    switch (token.kind) {
      case 'text':
        for (let at = token.start; at < token.end; at += 1) byte(rtf[at] ?? 0)
        break
      case 'byte':
        byte(token.value)
        break
      case 'open':
        flush()
        skip = 0
        starred = false
        if (stack.length >= MAX_GROUPS) return parts.join('')
        stack.push(group)
        group = { ...group }
        break
      case 'close':
        flush()
        skip = 0
        starred = false
        if (stack.length === inFonts) inFonts = 0
        group = stack.pop() ?? group
        break
      case 'word': {
        flush()
        const { name, value } = token
        if (skip > 0 && name !== 'u') {
          skip -= 1
          break
        }
        if (name === '*') {
          starred = true
          break
        }
        if (name === 'htmltag') group.tag = true
        else if (name === 'htmlrtf') group.htmlrtf = value !== 0
        else if (name === 'fonttbl') {
          inFonts = stack.length
          group.silent = true
        } else if (SILENT.has(name) || (starred && !group.tag)) group.silent = true
        else if (inFonts > 0 && name === 'f') fontRank = value ?? 0
        else if (inFonts > 0 && name === 'fcharset') tables.fonts.set(fontRank, { name: '', charset: value })
        else if (name === 'f') group.font = value
        else if (name === 'ansicpg') tables.encoding = codePage(value ?? 1252) ?? tables.encoding
        else if (name === 'deff') tables.defaultFont = value
        else if (name === 'uc') group.unicode = Math.max(0, Math.min(8, value ?? 1))
        else if (name === 'u') {
          const code = value === undefined ? 0 : value < 0 ? value + 0x10000 : value
          if (prints() && code > 0 && code <= 0xffff) parts.push(String.fromCharCode(code))
          skip = group.unicode
        } else {
          const sign = SIGNS.get(name)
          if (sign !== undefined && prints()) parts.push(group.tag && name === '~' ? '\u00a0' : sign)
        }
        starred = false
        break
      }
    }
  }
  flush()
  return parts.join('')
}
