import type { MapData, MapDocument } from '../../src/data.ts'

/** The table as shown, for a spreadsheet: semicolons and a mark, as French ones expect. */
export function toCsv(documents: readonly MapDocument[], data: MapData): string {
  const services = new Map(data.services.map(({ id, name }) => [id, name]))
  const rows = documents.map((document) => {
    const { score, priority, reports } = document
    return [
      priority?.class,
      number(priority?.value),
      document.title,
      document.reference,
      services.get(document.service) ?? document.service,
      document.procedure,
      data.labels.types[document.type] ?? document.type,
      score?.grade,
      number(score?.value),
      number(score?.margin),
      number(priority?.terms.C),
      number(priority?.terms.impact),
      reports?.counted,
      document.volume,
      score?.missing.map((rule) => data.labels.rules[rule] ?? rule).join(', '),
      document.path,
    ]
  })
  const head = [
    'priorité',
    'valeur de priorité',
    'document',
    'référence',
    'service',
    'démarche',
    'type',
    'note',
    'score',
    'marge',
    'complexité observée',
    'impact',
    'signalements comptés',
    'portée par an',
    'mentions obligatoires manquantes',
    'fichier',
  ]
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(1).replace('.', ',')
}

function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  // A cell that starts like a formula is run by a spreadsheet: the quote makes it text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
