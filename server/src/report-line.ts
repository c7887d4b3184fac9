/** What a report says, by the name of its column. */
export type Report = Readonly<Record<'date' | 'document' | 'role' | 'difficulte' | 'commentaire', string>>

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

const COLUMNS = ['date', 'document', 'role', 'difficulte', 'commentaire'] as const

/** Adds a line to a file of reports: in its own columns when it has some, in ours when it is new. Nothing else changes. */
export function addReport(file: string, report: Report): string {
  const mark = file.startsWith('\ufeff') ? '\ufeff' : ''
  const text = file.slice(mark.length)
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (header.trim() === '') return `${mark}${COLUMNS.join(';')}\r\n${line(COLUMNS, ';', report)}\r\n`
  const separator = [';', '\t', ','].find((candidate) => header.includes(candidate)) ?? ';'
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const columns = header.split(separator).map((name) => name.trim().replace(/^"|"$/g, ''))
  return `${file.replace(/[\r\n]+$/, '')}${end}${line(columns, separator, report)}${end}`
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
