import { type CsvError, type Info, parse } from 'csv-parse/sync'
import type { Problem } from './problem.ts'
import type { Row } from './read-rows.ts'

/** The rows of a CSV file; the separator is guessed, quotes that nobody closed are text, lines of separators alone are left out. */
export function readCsv(
  text: string,
  name: string,
): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  return { rows: parseRows(text, guessDelimiter(text), name, problems), problems }
}

function parseRows(
  text: string,
  delimiter: string,
  name: string,
  problems: Problem[],
  quote: '"' | false = '"',
): Row[] {
  try {
    const parsed = parse(text, {
      delimiter,
      quote,
      relax_quotes: true,
      relax_column_count: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: Info }[]
    let next = 1
    return parsed.flatMap(({ record, info }) => {
      const line = next
      next = info.lines + 1
      // Lines of separators alone are what spreadsheets leave under a table.
      return record.every((cell) => cell.trim() === '')
        ? []
        : [{ cells: record, line: Math.max(line, startLine(record, info.lines)) }]
    })
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number }
    if (quote === false) {
      problems.push({
        code: 'csv-illisible',
        what: `Le fichier n’est pas du CSV lisible : ${message}`,
        fix: 'Exportez de nouveau les signalements au format CSV.',
        where: name,
      })
      return []
    }
    problems.push({
      code: 'guillemet-non-ferme',
      what: 'Un guillemet ouvert n’est jamais refermé : les guillemets du fichier sont lus comme du texte.',
      fix: 'Fermez le guillemet, ou doublez-le (\u00ab\u00a0""\u00a0\u00bb) dans un texte.',
      where: lines === undefined ? name : `${name}, ligne ${lines}`,
    })
    return parseRows(text, delimiter, name, problems, false)
  }
}

/** The line a record starts on, when it ends on `last`: a quoted cell may hold line breaks. */
function startLine(record: readonly string[], last: number): number {
  const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
  return last - breaks
}

/** The separator that cuts the header in most cells. */
function guessDelimiter(text: string): string {
  const header = (text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  let best = ';'
  let most = 0
  for (const delimiter of [';', '\t', ',']) {
    const count = header.split(delimiter).length - 1
    if (count > most) {
      best = delimiter
      most = count
    }
  }
  return best
}
