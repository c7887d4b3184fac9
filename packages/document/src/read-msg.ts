import MsgReader, { type FieldsData } from '@kenjiuno/msgreader'
import iconv from 'iconv-lite'
import { decompressRtf } from './compressed-rtf.ts'
import { decodeText } from './decode.ts'
import type { Meta } from './document.ts'
import type { Draft } from './draft.ts'
import { checkOle } from './ole.ts'
import { ReadError } from './problem.ts'
import { type MailParts, mailDraft } from './read-mail.ts'
import { readRtf } from './read-rtf.ts'
import { htmlIn, wrappedIn } from './rtf-html.ts'
import { codePage } from './rtf-state.ts'

// CommonJS: Node hands over the module where its types, and other hosts, give the class.
const Reader =
  typeof MsgReader === 'function' ? MsgReader : (MsgReader as { readonly default: typeof MsgReader }).default

/** Reads an Outlook message as a mail: subject, HTML, RTF or text body, names of attachments. */
export function readMsg(bytes: Uint8Array): Draft {
  checkOle(bytes)
  try {
    const fields = new Reader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)).getFileData()
    if (fields.error !== undefined) throw new Error(fields.error)
    return mailDraft({ format: 'msg', ...bodyOf(fields), meta: metaOf(fields) })
  } catch (error) {
    throw new ReadError(
      {
        code: 'msg-abime',
        what: 'Le message Outlook est abîmé : son contenu n’a pas été retrouvé.',
        fix: 'Ouvrez-le dans Outlook, puis enregistrez-le à nouveau, ou exportez-le au format eml.',
      },
      error,
    )
  }
}

/** The body in the form that says most: HTML, HTML that Outlook wrapped in RTF, RTF, text. */
function bodyOf(fields: FieldsData): Pick<MailParts, 'html' | 'text' | 'rich'> {
  const text = textOf(fields.body)
  const html = htmlOf(fields)
  if (html !== '' || !(fields.compressedRtf instanceof Uint8Array)) return { html, text }
  const rtf = decompressRtf(fields.compressedRtf)
  const wrapped = rtf === undefined ? 'text' : wrappedIn(rtf)
  if (rtf === undefined || (wrapped === 'text' && text !== '')) return { html, text }
  return wrapped === 'html' ? { html: htmlIn(rtf), text } : { html, text, rich: readRtf(rtf) }
}

function htmlOf(fields: FieldsData): string {
  if (fields.bodyHtml !== undefined) return textOf(fields.bodyHtml)
  if (!(fields.html instanceof Uint8Array)) return ''
  const encoding = codePage(fields.internetCodepage ?? 0)
  return encoding === undefined ? decodeText(fields.html) : iconv.decode(fields.html, encoding)
}

function metaOf(fields: FieldsData): Partial<Meta> {
  const subject = textOf(fields.subject).trim()
  const from = person(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail)
  const to: string[] = []
  for (const recipient of fields.recipients ?? []) {
    if (recipient.recipType !== undefined && recipient.recipType !== 'to') continue
    const name = person(recipient.name, recipient.smtpAddress ?? recipient.email)
    if (name !== '') to.push(name)
  }
  const attachments: string[] = []
  for (const attachment of fields.attachments ?? []) {
    if (attachment.attachmentHidden === true) continue
    const name = attachment.fileName ?? attachment.fileNameShort ?? attachment.name
    if (textOf(name) !== '') attachments.push(textOf(name))
  }
  const date = isoDate(fields.clientSubmitTime ?? fields.messageDeliveryTime)
  return {
    ...(subject === '' ? {} : { subject }),
    ...(from === '' ? {} : { from }),
    ...(to.length === 0 ? {} : { to: to.join(', ') }),
    ...(date === undefined ? {} : { date }),
    ...(attachments.length === 0 ? {} : { attachments }),
  }
}

/** A name and an address; an address inside an organisation (« /O=… ») says nothing to a reader. */
function person(given: unknown, address: unknown): string {
  const name = textOf(given)
  const open = textOf(address).startsWith('/') ? '' : textOf(address)
  if (name === '' || name === open) return open
  return open === '' ? name : `${name} <${open}>`
}

/** The type of a property is in its name, which a damaged file may get wrong: a subject made of bytes is none. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isoDate(value: string | undefined): string | undefined {
  const time = value === undefined ? Number.NaN : Date.parse(value)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
