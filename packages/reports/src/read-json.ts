import type { Problem } from './problem.ts'
import type { Row } from './read-rows.ts'

/** The rows of a JSON list of reports, one object each: the names of what they hold are the header. */
export function jsonRows(
  text: string,
  name: string,
): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const problem = {
      code: 'json-illisible',
      what: `Ce n’est pas du JSON lisible (${error instanceof Error ? error.message : String(error)}).`,
      fix: 'Exportez de nouveau les signalements.',
      where: name,
    }
    return { rows: [], problems: [problem] }
  }
  const list = Array.isArray(value) ? value : Object.values(value ?? {}).find((inner) => Array.isArray(inner))
  const objects = Array.isArray(list) ? list.filter(isRecord) : []
  if (objects.length === 0) {
    const problem = {
      code: 'json-sans-liste',
      what: 'Ce JSON ne contient pas de liste de signalements.',
      fix: 'Donnez une liste d’objets, un par signalement\u00a0: [{"reference": "AL-012", "commentaire": "…"}].',
      where: name,
    }
    return { rows: [], problems: [problem] }
  }
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))]
  const rows = objects.map((object, i) => ({ cells: keys.map((key) => cell(object[key])), line: i + 2 }))
  return { rows: [{ cells: keys, line: 1 }, ...rows], problems: [] }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cell).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
