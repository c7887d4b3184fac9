/** A number as French writes it: `1 234,5`. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** `1 remarque`, `2 remarques`; French says zero in the singular. */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${number(value)} ${Math.abs(value) < 2 ? singular : plural}`
}
