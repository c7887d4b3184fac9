/** The day of an instant as it is read: « 2 mars 2026 », « 1er mars 2026 ». */
export function dayOf(at: string): string {
  const day = new Date(at).toLocaleDateString('fr-FR', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return day.replace(/^1 /, '1er ')
}
