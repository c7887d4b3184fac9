const whole = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 })
const tenth = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const few = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 })
const day = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** « 12 000 » */
export function sayWhole(value: number): string {
  return whole.format(value)
}

/** « 7,1 » */
export function sayTenth(value: number): string {
  return tenth.format(value)
}

/** « 0,58 », « 4 » */
export function sayFew(value: number): string {
  return few.format(value)
}

/** « 93 % » */
export function sayShare(part: number, all: number): string {
  if (all === 0) return '0\u00a0%'
  const percent = (100 * part) / all
  // « 100 % » is said only when nothing is missing.
  return `${sayWhole(percent >= 99.5 && part < all ? 99 : percent < 0.5 && part > 0 ? 1 : percent)}\u00a0%`
}

/** « 3 documents », « 1 document », « aucun document » */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  if (count === 0) return `aucun${/^(?:mention|lettre|page|remarque|version)/.test(one) ? 'e' : ''} ${one}`
  return `${sayWhole(count)}\u00a0${count >= 2 ? many : one}`
}

/** « 22 novembre 2026 » */
export function sayDay(iso: string | null): string {
  if (iso === null) return 'sans date'
  const time = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso)
  return Number.isNaN(time) ? iso : day.format(time).replace(/^1 /, '1er ')
}

/** French punctuation keeps its blank: « : ; ! ? % € » and guillemets never start or end a line alone. */
export function typeset(text: string): string {
  return text.replace(/ ([:;!?%€»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
}

/** The first letter in capitals. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
