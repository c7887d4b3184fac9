/** The day of an instant as it is read: « 2 mars 2026 ». */
export function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}
