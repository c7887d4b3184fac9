import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { createLimpide } from 'limpide'
import { recordText } from '../../packages/cli/src/print/record-text.ts'
import { createConfigs, scanWithText } from '../../packages/library/src/index.ts'

const HERE = import.meta.dirname

/** Where the texts to check stand. */
export const TEXTS = join(HERE, 'textes')
/** Where the pages a person reviews stand. */
export const PAGES = join(HERE, 'pages')

/** The name of the page of a text: `courrier.md` has its page in `courrier.md.txt`. */
export function pageName(text: string): string {
  return `${text}.txt`
}

/** The names of the texts, in order. */
export function textNames(): string[] {
  return readdirSync(TEXTS).sort()
}

/** What the command prints of each text, without colour, by name. */
export async function printPages(): Promise<ReadonlyMap<string, string>> {
  const limpide = createLimpide()
  const rules = new Map(limpide.rules.map((rule) => [rule.id, rule]))
  const names = textNames()
  const pages = new Map<string, string>()
  const outcomes = scanWithText(
    names.map((name) => join(TEXTS, name)),
    { configs: createConfigs((source, name) => limpide.parseConfig(source, name)) },
  )
  for await (const { record, text = '' } of outcomes) {
    const name = names[pages.size]
    if (name === undefined) throw new Error(`Une page de trop : ${record.path}`)
    pages.set(name, stripVTControlCharacters(recordText({ ...record, path: name }, text, rules)))
  }
  return pages
}
