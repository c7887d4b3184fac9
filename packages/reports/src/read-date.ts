import { fold } from './mask/detection.ts'

/** YYYY-MM-DD from DD/MM/YYYY, DD-MM-YY, « 3 mars 2026 » or ISO, with or without a time; undefined when no such day exists. */
export function readDate(said: string): string | undefined {
  const text = fold(said).trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[ t])/.exec(text)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const french = /^(?:\p{L}+ )?(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:$|[ ,t])/u.exec(text)
  if (french) return day(fullYear(french[3] ?? ''), Number(french[2]), Number(french[1]))
  const spelled = /^(?:\p{L}+ )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})(?:$|[ ,])/u.exec(text)
  const month = MONTHS.findIndex(
    (name) => spelled?.[2] !== undefined && spelled[2].length >= 3 && name.startsWith(spelled[2]),
  )
  return spelled && month >= 0 ? day(Number(spelled[3]), month + 1, Number(spelled[1])) : undefined
}

const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
]

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}

function day(year: number, month: number, date: number): string | undefined {
  const value = new Date(Date.UTC(year, month - 1, date))
  const exists = year >= 1990 && year < 2200 && value.getUTCMonth() === month - 1 && value.getUTCDate() === date
  return exists ? value.toISOString().slice(0, 10) : undefined
}
