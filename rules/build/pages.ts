import { type Example, principleLabel, type Rule, written } from '@limpide/checker'
import { checkWith, prepare } from './examples.ts'

const SEVERITY_LABELS = {
  erreur: 'erreur',
  avertissement: 'avertissement',
  suggestion: 'suggestion',
  information: 'information',
} as const

/** The page of a rule, in French: why, what to do, its levels, its thresholds, its examples as a writer sees them. */
export function rulePage(rule: Rule): string {
  const lines = [
    `<!-- Page écrite par rules/build/gen.ts à partir de rules/${rule.principle}/${rule.id}.ts : ne la modifiez pas ici. -->`,
    '',
    `# ${rule.name}`,
    '',
    `\`${rule.id}\` · ${principleLabel(rule.principle)} · niveau habituel\u00a0: ${SEVERITY_LABELS[rule.severity]}`,
    '',
    '## Pourquoi',
    '',
    rule.why,
    '',
    '## Que faire',
    '',
    rule.advice,
    '',
    ...thresholds(rule),
    '## Exemples',
    '',
    ...rule.examples.flatMap((example) => exampleLines(rule, example)),
    '## Sources',
    '',
    ...rule.sources.map((source) => `- ${source}`),
    '',
    '## Régler cette règle',
    '',
    'Dans `limpide.yml`\u00a0:',
    '',
    '```yaml',
    'regles:',
    ...settings(rule),
    '```',
    '',
    'Dans un texte, avant le passage à laisser tel quel\u00a0:',
    '',
    '```html',
    `<!-- limpide-ignorer ${rule.id} -->`,
    '```',
    '',
  ]
  return lines.join('\n')
}

function thresholds(rule: Rule): string[] {
  const rows = Object.values(rule.thresholds)
  if (rows.length === 0) return []
  return [
    '## Seuils',
    '',
    '| seuil | valeur | de… à… | source |',
    '|---|---|---|---|',
    ...rows.map(
      ({ key, value, unit, range, source }) =>
        `| \`${key}\` | ${written(value)} ${unit} | ${written(range[0])} à ${written(range[1])} | ${cell(source)} |`,
    ),
    '',
  ]
}

function settings(rule: Rule): string[] {
  const [first] = Object.values(rule.thresholds)
  if (!first) return [`  ${rule.id}: information   # ou erreur, avertissement, suggestion, non`]
  return [
    `  ${rule.id}:`,
    '    severite: information   # ou erreur, avertissement, suggestion, non',
    `    ${first.key}: ${first.value}`,
  ]
}

function exampleLines(rule: Rule, example: Example): string[] {
  const { text, format, type, layout } = prepare(example)
  if ('good' in example) return ['Bien\u00a0:', '', ...quote(text), '', `> — ${example.because}.`, '']
  const { findings } = checkWith(rule, text, format, type, layout)
  const lines = ['À revoir\u00a0:', '', ...quote(underlined(text, findings)), '']
  for (const finding of findings) {
    lines.push(`- ${SEVERITY_LABELS[finding.severity]}\u00a0: ${oneLine(finding.message)}`)
    for (const fix of finding.suggestions) lines.push(`  - proposition\u00a0: ${oneLine(fix.label)}`)
  }
  lines.push('')
  if (example.better !== undefined) lines.push('Mieux\u00a0:', '', ...quote(example.better), '')
  return lines
}

/** The text with what is underlined between brackets, in a block that shows it as it is. */
function underlined(
  text: string,
  findings: readonly { readonly block: number; readonly start: number; readonly end: number }[],
): string {
  let shown = ''
  let from = 0
  for (const { block, start, end } of findings) {
    if (block < 0 || start < from) continue
    shown += `${text.slice(from, start)}[${text.slice(start, end)}]`
    from = end
  }
  return shown + text.slice(from)
}

function quote(text: string): string[] {
  return ['```text', ...cut(text).replaceAll('```', "'''").split('\n'), '```']
}

/** An example that is long only to be long, its sentence forty times the same, is shown with the sentence twice. */
function cut(text: string): string {
  return text.replace(/([^\s.][^\n.]{20,}\.)(\s+)(?:\1\s+){3,}/g, '$1$2$1$2[…]$2')
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** The list of all pages. */
export function indexPage(rules: readonly Rule[]): string {
  const lines = [
    '<!-- Page écrite par rules/build/gen.ts à partir des règles : ne la modifiez pas ici. -->',
    '',
    '# Les règles',
    '',
  ]
  let principle: string | undefined
  for (const rule of rules) {
    if (rule.principle !== principle) {
      principle = rule.principle
      lines.push(...(lines.at(-1) === '' ? [] : ['']), `## ${principleLabel(rule.principle)}`, '')
    }
    lines.push(`- [${rule.name}](${rule.id}.md) (\`${rule.id}\`)`)
  }
  return `${lines.join('\n')}\n`
}
