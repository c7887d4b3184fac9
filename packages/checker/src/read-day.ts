/** YYYY-MM-DD from « 2026-03-01 », « 01/03/2026 » or « 1.3.2026 »; `undefined` when no such day exists. */
export function readDay(said: string): string | undefined {
  const text = said.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[ T])/.exec(text)
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$| )/.exec(text)
  const [year, month, day] = (iso ? iso.slice(1) : french ? french.slice(1).reverse() : []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const found = new Date(Date.UTC(year, month - 1, day))
  const exists = year >= 1990 && year < 2200 && found.getUTCMonth() === month - 1 && found.getUTCDate() === day
  return exists ? found.toISOString().slice(0, 10) : undefined
}
