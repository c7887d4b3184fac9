import PostalMime, { type Address, type Email } from 'postal-mime'
import type { FactName, Meta, Place, Problem, Segment } from './document.ts'
import type { Draft } from './draft.ts'
import { inlinesOf, paragraphSegments } from './office-line.ts'
import { ReadError } from './problem.ts'
import { readHtml } from './read-html.ts'
import { readPlain } from './read-plain.ts'
import type { Child, Root } from './tree.ts'

/** Windows characters sent as if they were Latin-1 controls: « \x92 » is an apostrophe. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** What a mail says, whatever the file that holds it. */
export interface MailParts {
  readonly format: 'eml' | 'msg'
  readonly html: string
  readonly text: string
  /** A body written as a rich text, where it has no HTML. */
  readonly rich?: Draft
  readonly meta: Partial<Meta>
}

/** Reads a mail: its subject, then its HTML part, or its text. Attachments are named, not opened. */
export async function readMail(bytes: Uint8Array): Promise<Draft> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 50, maxHeadersSize: 1024 * 1024 }).catch(
    (cause: unknown) => {
      throw new ReadError(
        {
          code: 'courriel-abime',
          what: 'Ce courriel est abîmé, ou emboîte trop de messages les uns dans les autres.',
          fix: 'Ouvrez-le dans votre messagerie, puis enregistrez à nouveau le message que vous voulez vérifier.',
        },
        cause,
      )
    },
  )
  const html = mail.html === undefined ? '' : repaired(mail.html)
  const text = mail.text === undefined ? '' : repaired(mail.text)
  return mailDraft({ format: 'eml', html, text, meta: metaOf(mail, repaired(mail.subject ?? '').trim()) })
}

/** Makes one draft of the parts of a mail: its subject, then its HTML part where it prints something, or its text. */
export function mailDraft({ format, html, text, rich, meta }: MailParts): Draft {
  const useHtml = html.replace(/<style[\s\S]*?<\/style>|<[^>]*>|\s/gi, '') !== ''
  const draft = useHtml ? readHtml(html) : (rich ?? readPlain(text))
  const children: Child[] = []
  if (meta.subject !== undefined) {
    const line = inlinesOf([{ text: meta.subject, kind: 'text' }], paragraphSegments('subject', 0), false)
    children.push({ type: 'section', region: 'subject', children: [{ type: 'paragraph', children: line }] })
  }
  // An RTF body already says in which paragraph its words are.
  children.push(...(draft === rich ? draft.root.children : placed(draft.root.children)))
  const root: Root = { type: 'root', children }
  const knows: readonly FactName[] = useHtml || draft === rich ? draft.knows : []
  const problems: readonly Problem[] = draft.problems
  return {
    format,
    root,
    white: draft.white,
    comments: draft.comments,
    meta: { ...draft.meta, ...meta },
    layout: {},
    knows,
    problems,
  }
}

function repaired(value: string): string {
  return value.replace(/[\u0080-\u009f]/g, (c) => C1[c.charCodeAt(0) - 0x80] ?? c)
}

function metaOf(mail: Email, subject: string): Partial<Meta> {
  const attachments: string[] = []
  for (const attachment of mail.attachments) {
    if (attachment.related === true && attachment.filename === null) continue
    attachments.push(attachment.filename ?? attachment.mimeType)
  }
  const from = mail.from === undefined ? '' : spoken([mail.from])
  const to = spoken(mail.to ?? [])
  return {
    ...(subject === '' ? {} : { subject }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(mail.date === undefined ? {} : { date: mail.date }),
    ...(attachments.length === 0 ? {} : { attachments }),
  }
}

function spoken(addresses: readonly Address[]): string {
  const names: string[] = []
  for (const address of addresses) {
    if (address.address !== undefined)
      names.push(address.name === '' ? address.address : `${address.name} <${address.address}>`)
    else for (const member of address.group ?? []) names.push(member.address ?? member.name)
  }
  return names.join(', ')
}

/** Keeps, beside each segment, where it is in the decoded part of the mail. */
function placed(children: readonly Child[]): Child[] {
  return children.map((node) => placeNode(node))
}

function placeNode<T extends object>(node: T): T {
  const copy = { ...node }
  if ('segments' in copy && Array.isArray(copy.segments)) {
    const segments: readonly Segment[] = copy.segments
    Object.assign(copy, {
      segments: segments.map((segment): Segment => {
        const place: Place = { kind: 'offsets', start: segment.start, end: segment.end }
        return { ...segment, place }
      }),
    })
  }
  if ('children' in copy && Array.isArray(copy.children)) {
    const inner: readonly object[] = copy.children
    Object.assign(copy, { children: inner.map((child) => placeNode(child)) })
  }
  return copy
}
