import { decode } from './decode.ts'
import type { Problem } from './problem.ts'

/**
 * The rows of a JSON file of reports, as the CSV that `readReports` reads; `undefined` for a file that is no JSON. Of the export of
 * Services Publics+, the experiences that were not good are kept, and their title stays with their text: it speaks of a service,
 * never of a document.
 */
export function rowsOfJson(
  bytes: Uint8Array,
  name: string,
): { readonly csv: string; readonly leftOut: number } | { readonly problem: Problem } | undefined {
  const text = decode(bytes)
    .text.replace(/^\ufeff/, '')
    .trim()
  if (!/^[[{]/.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return {
      problem: {
        code: 'json-illisible',
        what: `Ce n’est pas du JSON lisible (${error instanceof Error ? error.message : String(error)}).`,
        fix: 'Exportez de nouveau les signalements.',
        where: name,
      },
    }
  }
  const list = Array.isArray(value) ? value : Object.values(value ?? {}).find((inner) => Array.isArray(inner))
  const rows = Array.isArray(list) ? list.filter(isRecord) : []
  if (rows.length === 0)
    return {
      problem: {
        code: 'json-sans-liste',
        what: 'Ce JSON ne contient pas de liste de signalements.',
        fix: 'Donnez une liste d’objets, un par signalement\u00a0: [{"reference": "AL-012", "commentaire": "…"}].',
        where: name,
      },
    }
  const isExperience = rows.some((row) => 'id_experience' in row)
  const wanted = isExperience ? rows.filter((row) => row.ressenti_usager !== 'Positif') : rows
  const keys = [...new Set(wanted.flatMap((row) => Object.keys(row)))]
  if (!isExperience)
    return {
      csv: table(
        keys,
        wanted.map((row) => keys.map((key) => cell(row[key]))),
      ),
      leftOut: 0,
    }
  const cells = wanted.map((row) => [
    cell(row.id_experience),
    [row.titre, row.description]
      .map(cell)
      .filter((part) => part !== '')
      .join('. '),
  ])
  return { csv: table(['id', 'commentaire'], cells), leftOut: rows.length - wanted.length }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cell).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(';')).join('\n')
}
