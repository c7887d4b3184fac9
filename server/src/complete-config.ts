import { DOCUMENT_TYPES, PROFILES, type Rule, SEVERITIES, written } from 'limpide'
import { type CompletionItem, CompletionItemKind, MarkupKind } from 'vscode-languageserver'

const KEYS: readonly (readonly [string, string])[] = [
  ['profil', 'À quoi ressemblent vos documents.'],
  ['regles', 'Le niveau et les seuils de chaque règle.'],
  ['sigles', 'Les sigles que vos lecteurs connaissent, avec leur sens.'],
  ['dictionnaire', 'Les mots que votre équipe accepte.'],
  ['ignorer', 'Les fichiers à ne pas analyser.'],
  ['ignorer-remarques', 'Les remarques à ne pas faire sur un fichier, avec un motif.'],
  ['services', 'Vos services et leurs dossiers.'],
  ['documents', 'Vos documents\u00a0: type, volume, démarche.'],
  ['conserver-texte', 'Garder des extraits des lettres dans la carte.'],
]

/** What can be written at the end of `before` in a `limpide.yml`: `before` is the file up to the cursor. */
export function completeConfig(before: string, rules: readonly Rule[]): CompletionItem[] {
  const lines = before.split(/\r?\n/)
  const line = lines.at(-1) ?? ''
  if (/^\s*#/.test(line)) return []
  const path = pathOf(lines)
  const value = /^\s*(?:- )?([\w-]+)\s*:\s+\S*$/.exec(line)?.[1]
  if (value !== undefined) return valuesOf(value, path, rules)
  if (path.length === 0) return KEYS.map(([key, about]) => item(key, `${key}:`, about))
  if (path[0] !== 'regles') return []
  const rule = path.length > 1 ? rules.find(({ id }) => id === path[1]) : undefined
  if (!rule)
    return path.length === 1
      ? rules.map(({ id, name, why, advice }) => item(id, `${id}: `, `**${name}**\n\n${why}\n\n${advice}`))
      : []
  return [
    item('severite', 'severite: ', 'Le niveau de cette règle.'),
    ...Object.values(rule.thresholds).map(({ key, value, unit, range, source }) =>
      item(
        key,
        `${key}: ${value}`,
        `${written(value)} ${unit}, de ${written(range[0])} à ${written(range[1])}. Source\u00a0: ${source}`,
      ),
    ),
  ]
}

function valuesOf(key: string, path: readonly string[], rules: readonly Rule[]): CompletionItem[] {
  if (key === 'profil') return PROFILES.map(({ id, about }) => item(id, id, about))
  if (key === 'type') return DOCUMENT_TYPES.map(({ id, label }) => item(id, id, label))
  if (key === 'enjeu') return ['droit', 'demarche', 'information'].map((name) => item(name, name, ''))
  if (key === 'conserver-texte' || key === 'public-fragile') return ['oui', 'non'].map((name) => item(name, name, ''))
  if (path[0] !== 'regles') return []
  const threshold = Object.values(rules.find(({ id }) => id === path[1])?.thresholds ?? {}).find(
    (one) => one.key === key,
  )
  if (threshold) {
    const { value, unit, range } = threshold
    return [
      item(
        `${value}`,
        `${value}`,
        `Habituellement ${written(value)} ${unit}, de ${written(range[0])} à ${written(range[1])}.`,
      ),
    ]
  }
  const rule = rules.find(({ id }) => id === key)
  if (key !== 'severite' && !rule) return []
  const usual = rule ? `Habituellement\u00a0: ${rule.severity}.` : ''
  return [...SEVERITIES, 'non', 'oui'].map((name) =>
    item(name, name, name === 'non' ? 'Éteint la règle.' : name === 'oui' ? 'Le niveau habituel.' : usual),
  )
}

/** The keys that hold the last line, the outermost first. */
function pathOf(lines: readonly string[]): string[] {
  const path: string[] = []
  let indent = indentOf(lines.at(-1) ?? '')
  for (let i = lines.length - 2; i >= 0 && indent > 0; i--) {
    const line = lines[i] ?? ''
    if (line.trim() === '' || /^\s*#/.test(line) || indentOf(line) >= indent) continue
    indent = indentOf(line)
    const key = /^\s*(?:- )?([\w-]+)\s*:/.exec(line)?.[1]
    if (key !== undefined) path.unshift(key)
  }
  return path
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0
}

function item(label: string, insertText: string, about: string): CompletionItem {
  return {
    label,
    insertText,
    kind: CompletionItemKind.Property,
    ...(about === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value: about } }),
  }
}
