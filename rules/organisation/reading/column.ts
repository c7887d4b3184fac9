/** The rows of a list, as cells; comment lines (`#`) and the header row are left out. */
export function readRows(list: string): readonly (readonly string[])[] {
  return list
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
}
