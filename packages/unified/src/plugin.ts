import { type Config, type DocumentType, type Limpide, sharedLimpide, type TextFormat } from 'limpide'
import type { Plugin } from 'unified'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'

/** What a pipeline may say; nothing is needed. */
export interface Options {
  /** The text of a `limpide.yml`. */
  readonly config?: string
  /** The declared type of document (`refus`, `courriel`…). */
  readonly type?: DocumentType
  /** The address of the folder of the rules’ pages, where they are published; those of the package unless said. */
  readonly pages?: string
}

/** Each rule has its page: what it asks, why, with examples and sources. */
const PAGES = new URL('../../../rules/pages/', import.meta.url).href

/** A plugin of any unified pipeline; the tree is left as it is. */
export type LimpidePlugin = Plugin<[(Options | null | undefined)?], Node>

/** Makes the plugin of a format: it checks the file's text and adds a message for each finding. */
export function createPlugin(format: TextFormat): LimpidePlugin {
  return function limpide(options) {
    const checks = sharedLimpide()
    const config = options?.config === undefined ? undefined : checks.parseConfig(options.config)
    const type = options?.type
    const pages = (options?.pages ?? PAGES).replace(/\/?$/, '/')
    return (_, file) =>
      addMessages(file, format, checks, pages, {
        ...(config === undefined ? {} : { config }),
        ...(type === undefined ? {} : { type }),
      })
  }
}

function addMessages(
  file: VFile,
  format: TextFormat,
  checks: Limpide,
  pages: string,
  options: { readonly config?: Config; readonly type?: DocumentType },
): void {
  const source = String(file)
  const { result } = checks.check(source, { ...options, format })
  const catalogue = new Set(checks.rules.map(({ id }) => id))
  const known = options.config === undefined ? checks.rules : checks.rulesFor(options.config)
  const rules = new Map(known.map((rule) => [rule.id, rule]))
  const places = location(source)
  for (const { what, fix, code, where } of options.config?.problems ?? []) {
    file.message(`${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`, { source: 'limpide', ruleId: code })
  }
  for (const finding of result.findings) {
    const start = places.toPoint(finding.start)
    const end = places.toPoint(finding.end)
    const rule = rules.get(finding.rule)
    const message = file.message(finding.message, {
      source: 'limpide',
      ruleId: finding.rule,
      ...(start === undefined || end === undefined ? {} : { place: { start, end } }),
    })
    // Unified's own scale: true stops a build, false warns, null informs.
    message.fatal = finding.severity === 'erreur' || finding.severity === 'avertissement' ? false : undefined
    message.actual = source.slice(finding.start, finding.end)
    message.expected = finding.suggestions.map(({ text }) => text)
    if (rule !== undefined) message.note = `${rule.why} ${rule.advice}`
    // A rule that the team wrote has no page.
    if (catalogue.has(finding.rule)) message.url = `${pages}${finding.rule}.md`
  }
}
