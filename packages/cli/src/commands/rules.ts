import { nearest, PRINCIPLES, PROFILES, type Rule, sharedLimpide, written } from 'limpide'
import { EXIT, UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { paint, write } from '../print/output.ts'
import { wrap } from '../print/width.ts'

const COLUMNS = 100

/** Lists the rules by principle, or explains one; gives the exit code. */
export async function rules(id: string | undefined, { format }: { readonly format: 'text' | 'json' }): Promise<number> {
  const { rules: all, rulesVersion } = sharedLimpide()
  if (id === undefined) {
    await write(format === 'json' ? `${JSON.stringify(all.map(plain), null, 2)}\n` : list(all, rulesVersion))
    return EXIT.clear
  }
  const rule = all.find((found) => found.id === id)
  if (rule === undefined) {
    const guess = nearest(
      id,
      all.map((known) => known.id),
    )
    throw new UsageError(
      `la règle «\u00a0${id}\u00a0» n’existe pas. ${guess === undefined ? 'La liste\u00a0: limpide rules' : `Vouliez-vous dire «\u00a0${guess}\u00a0»\u00a0?`}`,
    )
  }
  await write(format === 'json' ? `${JSON.stringify(plain(rule), null, 2)}\n` : page(rule))
  return EXIT.clear
}

function list(all: readonly Rule[], version: string): string {
  const lines: string[] = [`${count(all.length, 'règle')}, version ${version}`]
  const room = Math.max(0, ...all.map(({ id }) => id.length))
  for (const principle of PRINCIPLES) {
    const family = all.filter((rule) => rule.principle === principle.id)
    if (family.length === 0) continue
    lines.push('', paint('bold', principle.label))
    for (const { id, name } of family) lines.push(`  ${id.padEnd(room)}  ${name}`)
  }
  lines.push('', 'Pour en lire une\u00a0: limpide rules ID')
  return `${lines.join('\n')}\n`
}

function page(rule: Rule): string {
  const { name, id, principle, severity, why, advice, sources, thresholds, examples } = rule
  const family = PRINCIPLES.find((known) => known.id === principle)?.label ?? principle
  const lines = [
    paint('bold', name),
    `${id} · ${family} · ${severity}`,
    '',
    wrap(why, COLUMNS),
    '',
    wrap(`Conseil\u00a0: ${advice}`, COLUMNS),
  ]
  const limits = Object.values(thresholds)
  if (limits.length > 0) lines.push('', 'Seuils (à changer dans limpide.yml)')
  for (const { key, value, unit, range, source } of limits) {
    lines.push(`  ${key}\u00a0: ${written(value)} ${unit} (de ${written(range[0])} à ${written(range[1])}) — ${source}`)
  }
  const changes = PROFILES.filter((profile) => Object.hasOwn(profile.rules, id))
  if (changes.length > 0) lines.push('', 'Ce que changent les profils')
  for (const profile of changes) {
    const { severity, thresholds: own = {}, source } = profile.rules[id] ?? { source: '' }
    const said = [
      ...(severity === undefined ? [] : [severity]),
      ...Object.entries(own).map(([key, value]) => `${key} ${written(value)}`),
    ]
    lines.push(`  ${profile.id}\u00a0: ${said.join(', ')} — ${source}`)
  }
  lines.push('', 'Exemples')
  for (const example of examples) {
    if ('bad' in example) {
      lines.push(`  ${paint('red', '✗')} ${wrap(marked(example.bad), COLUMNS - 4, '    ')}`)
      if (example.better !== undefined)
        lines.push(`  ${paint('green', '→')} ${wrap(example.better, COLUMNS - 4, '    ')}`)
    } else {
      lines.push(
        `  ${paint('green', '✓')} ${wrap(marked(example.good), COLUMNS - 4, '    ')}`,
        `    ${paint('dim', `(${example.because})`)}`,
      )
    }
  }
  lines.push('', 'Sources')
  for (const source of sources) lines.push(`  ${source}`)
  return `${lines.join('\n')}\n`
}

/** `[[…]]` marks what is underlined: shown as « … » in brackets on one line. */
function marked(example: string): string {
  return example.replace(/\[\[(.*?)\]\]/gs, (_, words: string) => paint('underline', words)).replace(/\s+/g, ' ')
}

function plain({ run: _, ...rule }: Rule): object {
  return rule
}
