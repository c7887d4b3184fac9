/** The rows of a list: comment lines and the header row left out, cells by column name. */
export function rowsOf(list: string): Readonly<Record<string, string>>[] {
  const lines = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const header = lines[0]?.split('\t') ?? []
  return lines.slice(1).map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']))
  })
}
