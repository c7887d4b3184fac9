/** A number as French writes it, every digit kept: 4.5 is « 4,5 ». */
export function written(value: number): string {
  return String(value).replace('.', ',')
}
