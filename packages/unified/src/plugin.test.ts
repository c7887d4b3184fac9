import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, type TextFormat } from 'limpide'
import { rehype } from 'rehype'
import { remark } from 'remark'
import { retext } from 'retext'
import type { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { rehypeLimpide, remarkLimpide, retextLimpide } from './index.ts'

const SENTENCES = [
  'Afin de procéder à l’instruction de votre demande de logement, il vous est demandé de bien vouloir transmettre l’ensemble des justificatifs relatifs à votre situation dans les meilleurs délais.',
  'Votre dossier est incomplet\u00a0😀. Envoyez votre avis d’imposition avant le 15 mars 2026.',
]
const MARKDOWN = `# Votre demande\r\n\r\nMadame,\r\n\r\n${SENTENCES.join('\r\n\r\n')}\r\n`
const HTML = `<!doctype html>\n<html lang="fr"><head><title>Votre demande</title></head><body>\n<p>Madame,</p>\n${SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('\n')}\n</body></html>\n`
const TEXT = `Madame,\n\n${SENTENCES.join('\n\n')}\n`

function expectSameFindings(file: VFile, source: string, format: TextFormat): void {
  const { findings } = check(source, { format }).result
  expect(findings.length).toBeGreaterThan(0)
  expect(file.messages.map(({ reason, ruleId, source: from }) => ({ reason, ruleId, from }))).toEqual(
    findings.map(({ message, rule }) => ({ reason: message, ruleId: rule, from: 'limpide' })),
  )
  for (const [i, { place, actual, expected, url, note }] of file.messages.entries()) {
    const { start, end, suggestions } = findings[i]!
    if (place === undefined || !('start' in place)) throw new Error('a finding has a place')
    expect([place.start.offset, place.end.offset]).toEqual([start, end])
    const before = source.slice(0, start).split('\n')
    expect([place.start.line, place.start.column]).toEqual([before.length, before.at(-1)!.length + 1])
    expect(actual).toBe(source.slice(start, end))
    expect(expected).toEqual(suggestions.map(({ text }) => text))
    expect(note).toMatch(/\S/)
    expect(existsSync(fileURLToPath(url!)), url).toBe(true)
  }
}

test('remark gives the findings of Limpide, with their places in the source', async () => {
  expectSameFindings(await remark().use(remarkLimpide).process(MARKDOWN), MARKDOWN, 'md')
})

test('rehype gives the findings of Limpide, with their places in the source', async () => {
  expectSameFindings(await rehype().use(rehypeLimpide).process(HTML), HTML, 'html')
})

test('retext gives the findings of Limpide, with their places in the source', async () => {
  expectSameFindings(await retext().use(retextLimpide).process(TEXT), TEXT, 'txt')
})

test('the configuration given as text is heard, and its mistakes are said', async () => {
  const { messages } = await remark().use(remarkLimpide).process(MARKDOWN)
  const rule = messages[0]!.ruleId!
  const quiet = await remark()
    .use(remarkLimpide, { config: `regles:\n  ${rule}: non\n  phrase-longe: non\n`, type: 'courriel' })
    .process(MARKDOWN)
  expect(quiet.messages.filter(({ ruleId }) => ruleId === rule)).toEqual([])
  expect(quiet.messages[0]!.reason).toContain('phrase-longe')
})

test('the pages of the rules are where the pipeline says; a rule of the team has none', async () => {
  const { messages } = await remark()
    .use(remarkLimpide, {
      pages: 'https://exemple.fr/regles',
      config:
        'regles-maison:\n  - id: dossier-complet\n    nom: Dossier\n    mots: [dossier]\n    message: « {terme} » s’appelle demande.\n    exemples:\n      fautifs: [Votre dossier est complet.]\n      corrects: [Votre demande est complète.]\n',
    })
    .process(MARKDOWN)
  const urls = new Map(messages.map(({ ruleId, url }) => [ruleId, url]))
  expect(urls.get('dossier-complet')).toBeUndefined()
  expect(urls.has('dossier-complet')).toBe(true)
  for (const [rule, url] of urls)
    if (rule !== 'dossier-complet') expect(url).toBe(`https://exemple.fr/regles/${rule}.md`)
})

test('the tree and the text of the pipeline are left as they are', async () => {
  expect(String(await remark().use(remarkLimpide).process(MARKDOWN))).toBe(String(await remark().process(MARKDOWN)))
})

test('remark-cli loads the plugin by its name and prints the findings', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limpide-remark-'))
  try {
    const file = join(folder, 'lettre.md')
    writeFileSync(file, MARKDOWN)
    const cli = join(import.meta.dirname, '..', 'node_modules', 'remark-cli', 'cli.js')
    const plugin = join(import.meta.dirname, 'remark.ts')
    const { code, stdout, stderr } = await new Promise<{ code: number | null; stdout: string; stderr: string }>(
      (resolve) => {
        const child = execFile(
          process.execPath,
          [cli, '--no-config', '--no-color', '--use', plugin, '--frail', file],
          (_, out, err) => resolve({ code: child.exitCode, stdout: out, stderr: err }),
        )
      },
    )
    const [first] = check(MARKDOWN).result.findings
    expect(code).toBe(1)
    expect(stdout).toContain('Votre demande')
    expect(stderr).toContain(first!.rule)
    expect(stderr).toContain(first!.message)
    expect(stderr).toMatch(/limpide/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
