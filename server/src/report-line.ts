/** What a report says, by the name of its column. */
export type Report = Readonly<Record<'date' | 'document' | 'role' | 'difficulte' | 'commentaire' | 'jeton', string>>

/** What someone may find difficult in a document, in words that the intake of reports knows. */
export const DIFFICULTIES: readonly string[] = [
  'Je ne sais pas quoi faire',
  'Des mots sont difficiles',
  'Les phrases sont compliquées',
  'Le document est trop long',
  'La mise en page gêne la lecture',
  'Une information manque, ou n’est plus juste',
  'Autre difficulté',
]

const COLUMNS = ['date', 'document', 'role', 'difficulte', 'commentaire', 'jeton'] as const
/** The header of our files before they said that two reports are of one person. */
const FORMER = COLUMNS.slice(0, -1).join(';')

/**
 * The same for the reports of one person on one document, and nowhere else: colleagues who read the file learn neither who it
 * is, nor what else they report. `secret` is of `newSecret`, and stays with the person.
 */
export async function tokenOf(secret: string, document: string): Promise<string> {
  const bytes = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign'])
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(document)))).slice(0, 24)
}

/** A secret to make tokens with. */
export function newSecret(): string {
  return hex(crypto.getRandomValues(new Uint8Array(32)))
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Adds a line to a file of reports: in its own columns when it has some, in ours when it is new. Nothing else changes, but the header of our files of before. */
export function addReport(file: string, report: Report): string {
  const mark = file.startsWith('\ufeff') ? '\ufeff' : ''
  const text = file.slice(mark.length).replace(new RegExp(`^${FORMER}(?=[\r\n]|$)`), COLUMNS.join(';'))
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (header.trim() === '') return `${mark}${COLUMNS.join(';')}\r\n${line(COLUMNS, ';', report)}\r\n`
  const separator = [';', '\t', ','].find((candidate) => header.includes(candidate)) ?? ';'
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const columns = header.split(separator).map((name) => name.trim().replace(/^"|"$/g, ''))
  return `${mark}${text.replace(/[\r\n]+$/, '')}${end}${line(columns, separator, report)}${end}`
}

function line(columns: readonly string[], separator: string, report: Report): string {
  const values = new Map<string, string>(Object.entries(report))
  return columns.map((name) => quote(values.get(plain(name)) ?? '', separator)).join(separator)
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** A value that a spreadsheet would take for a formula is kept as text. */
function quote(value: string, separator: string): string {
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
