// Runs inside the extension host of a real VS Code, with its real API: see test/e2e/vscode.test.ts, which opens it.
import * as assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import {
  type CodeAction,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  type DocumentSymbol,
  type InlayHint,
  languages,
  Position,
  Range,
  TabInputTextDiff,
  TabInputWebview,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode'

/** What became of one test; written for the one who opened the editor. */
interface Result {
  readonly name: string
  readonly error: string | null
}

const LETTER = `# Votre aide au logement

Objet : votre demande d’aide au logement

Madame, Monsieur,

Nonobstant votre courrier du 4 mai 2026 🏠, votre dossier a été examiné par la commission. Nous avons procédé à la vérification de vos ressources.

Il convient de nous retourner le formulaire dans les meilleurs délais, sous peine de suspension de vos droits.

Cordialement,
`

const tests: (readonly [name: string, run: () => Promise<void>])[] = [
  [
    'its server is not started before a document of its languages is opened',
    async () => {
      await workspace.openTextDocument(await write('notes.json', '{}'))
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      assert.deepEqual(await servers(), [])
      await open('lettre.md', LETTER)
      await later(servers, ({ length }) => length === 1)
    },
  ],
  [
    'a remark has its rule, its page, and the place of its words, after an emoji too',
    async () => {
      const document = await open('place.md', LETTER)
      const found = await remarks(document)
      const passive = found.find((one) => ruleOf(one) === 'voix-passive')
      assert.ok(passive)
      assert.equal(document.getText(passive.range), 'a été examiné')
      assert.equal(passive.source, 'Limpide')
      const page = typeof passive.code === 'object' ? passive.code.target : undefined
      assert.ok(page)
      assert.ok((await workspace.fs.stat(page)).size > 200)
    },
  ],
  [
    'a quick fix writes the other wording, conjugated',
    async () => {
      const document = await open('correction.md', LETTER)
      await remarks(document)
      await act(document, 'procédé', /vérifié/)
      assert.match(document.getText(), /Nous avons vérifié vos ressources\./)
    },
  ],
  [
    'every safe fix at once, and the remarks are gone',
    async () => {
      const document = await open('tout.md', LETTER)
      await remarks(document)
      await commands.executeCommand('limpide.corriger')
      await until(() => !document.getText().includes('Nonobstant'))
      await until(() => !remarksOf(document).some((one) => document.getText(one.range) === 'Nonobstant'))
    },
  ],
  [
    'a remark ignored in a passage is silent there only',
    async () => {
      const document = await open('ignorer.md', `${LETTER}\nNonobstant ce courrier, rien ne change pour vous.\n`)
      await remarks(document)
      await act(document, 'Nonobstant', /dans ce passage/)
      assert.match(document.getText(), /<!-- limpide-ignorer archaisme/)
      await until(() => remarksOf(document).filter((one) => ruleOf(one) === 'archaisme').length === 1)
    },
  ],
  [
    'a word goes to the dictionary of the project, in limpide.yml',
    async () => {
      const document = await open('dictionnaire.md', LETTER)
      await remarks(document)
      await act(document, 'Nonobstant', /dictionnaire du projet/)
      const file = Uri.joinPath(folder(), 'limpide.yml')
      const config = await workspace.openTextDocument(file)
      assert.match(config.getText(), /nonobstant/i)
      await config.save()
      await until(() => !remarksOf(document).some((one) => document.getText(one.range) === 'Nonobstant'))
      await workspace.fs.delete(file)
      await until(() => remarksOf(document).some((one) => document.getText(one.range) === 'Nonobstant'))
    },
  ],
  [
    'a setting silences a rule, and its absence gives it back',
    async () => {
      const document = await open('reglage.md', LETTER)
      await remarks(document)
      const passive = (): boolean => remarksOf(document).some((one) => ruleOf(one) === 'voix-passive')
      assert.ok(passive())
      const settings = workspace.getConfiguration('limpide')
      await settings.update('regles.voix-passive', 'non', ConfigurationTarget.Workspace)
      await until(() => !passive())
      await settings.update('regles.voix-passive', undefined, ConfigurationTarget.Workspace)
      await until(passive)
    },
  ],
  [
    'the words of each sentence are counted when asked',
    async () => {
      const document = await open('mots.md', LETTER)
      await remarks(document)
      const settings = workspace.getConfiguration('limpide')
      await settings.update('motsParPhrase', true, ConfigurationTarget.Workspace)
      const hints = await later(
        () => commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole(document)),
        (found) => found.length > 0,
      )
      assert.match(String(hints[0]?.label), /mots/)
      await settings.update('motsParPhrase', undefined, ConfigurationTarget.Workspace)
    },
  ],
  [
    'the outline has the titles and the parts of the letter',
    async () => {
      const document = await open('plan.md', LETTER)
      const symbols = await later(
        () => commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
        (found) => found?.some(({ name }) => name === 'Objet'),
      )
      assert.ok(symbols.some(({ name }) => name === 'Votre aide au logement'))
    },
  ],
  [
    'before and after stand side by side with both grades, and the fixes can be applied from there',
    async () => {
      const document = await open('comparer.md', LETTER)
      await remarks(document)
      await commands.executeCommand('limpide.comparer')
      const tab = await later(
        async () => window.tabGroups.activeTabGroup.activeTab,
        (shown) => shown?.input instanceof TabInputTextDiff,
      )
      assert.match(
        tab?.label ?? '',
        /^comparer\.md\s: [A-E] \d+\/100 maintenant → [A-E] \d+\/100 avec les corrections$/,
      )
      const input = tab?.input instanceof TabInputTextDiff ? tab.input : undefined
      assert.equal(input?.original.toString(), document.uri.toString())
      const after = await workspace.openTextDocument(input?.modified ?? document.uri)
      await commands.executeCommand('limpide.appliquer', after.uri)
      await until(() => document.getText() === after.getText())
      // Nothing is left to fix without risk: what changed since the start is shown at once.
      await commands.executeCommand('limpide.comparer')
      const again = await later(
        async () => window.tabGroups.activeTabGroup.activeTab,
        (shown) => /ouverture/.test(shown?.label ?? ''),
      )
      const side = again?.input instanceof TabInputTextDiff ? again.input : undefined
      assert.equal((await workspace.openTextDocument(side?.original ?? document.uri)).getText(), LETTER)
      assert.match(again?.label ?? '', /[A-E] \d+\/100 à l’ouverture → [A-E] \d+\/100 maintenant$/)
    },
  ],
  ...['courrier.docx', 'courrier.pdf'].map(
    (name) =>
      [
        `the text of ${name} is shown, read only, with its remarks`,
        async () => {
          await commands.executeCommand('limpide.lire', Uri.joinPath(folder(), name))
          const document = window.activeTextEditor?.document
          assert.equal(document?.uri.scheme, 'limpide-lecture')
          assert.ok(document)
          assert.match(document.getText(), /Nonobstant votre courrier/)
          const found = await remarks(document)
          assert.ok(found.some((one) => document.getText(one.range) === 'Nonobstant'))
          const editor = await window.showTextDocument(document)
          await editor.edit((edit) => edit.insert(new Position(0, 0), 'x')).then(undefined, () => false)
          assert.ok(!document.getText().startsWith('x'))
        },
      ] as const,
  ),
  [
    'the map of the folder opens in a panel',
    async () => {
      await commands.executeCommand('limpide.carte')
      const tab = await later(
        async () => window.tabGroups.activeTabGroup.activeTab,
        (shown) => shown?.input instanceof TabInputWebview,
      )
      assert.equal(tab?.label, 'Carte des documents')
    },
  ],
  [
    'a first-time writer has a letter to try, with something to correct',
    async () => {
      await commands.executeCommand('limpide.essayer')
      const document = window.activeTextEditor?.document
      assert.ok(document?.isUntitled)
      const found = await remarks(document)
      assert.ok(found.length >= 5)
    },
  ],
  [
    'the analysis starts again when asked',
    async () => {
      const document = await open('redemarrer.md', LETTER)
      await remarks(document)
      await commands.executeCommand('limpide.restart')
      const editor = await window.showTextDocument(document)
      await editor.edit((edit) =>
        edit.insert(new Position(document.lineCount, 0), '\nNonobstant ce rappel, rien ne change.\n'),
      )
      await until(() => remarksOf(document).filter((one) => document.getText(one.range) === 'Nonobstant').length === 2)
    },
  ],
]

/** What VS Code calls. Results are written as they come: a window that is closed too early still says where it was. */
export async function run(): Promise<void> {
  const results: Result[] = []
  for (const [name, test] of tests) {
    try {
      await Promise.race([test(), tooLong()])
      results.push({ name, error: null })
    } catch (error) {
      results.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
    await write('resultats.json', JSON.stringify(results))
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  }
}

async function tooLong(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, 40_000))
  throw new Error('it took too long')
}

/** The servers that this extension host has started. */
async function servers(): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir('/proc')) {
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '')
    if (!status.includes(`PPid:\t${process.pid}\n`)) continue
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    if (command.includes('server.cjs')) found.push(command)
  }
  return found
}

function folder(): Uri {
  const uri = workspace.workspaceFolders?.[0]?.uri
  assert.ok(uri)
  return uri
}

async function write(name: string, text: string): Promise<Uri> {
  const file = Uri.joinPath(folder(), name)
  await workspace.fs.writeFile(file, new TextEncoder().encode(text))
  return file
}

async function open(name: string, text: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(await write(name, text))
  await window.showTextDocument(document, { preview: false })
  return document
}

function remarksOf(document: TextDocument): Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Limpide')
}

/** The remarks of a document, once there are some. */
async function remarks(document: TextDocument): Promise<Diagnostic[]> {
  return later(
    async () => remarksOf(document),
    (found) => found.length > 0,
  )
}

function ruleOf({ code }: Pick<Diagnostic, 'code'>): string {
  return String(typeof code === 'object' ? code.value : code)
}

function whole(document: TextDocument): Range {
  return new Range(0, 0, document.lineCount, 0)
}

/** Applies the action that bears this title, on the first place of some words. */
async function act(document: TextDocument, words: string, title: RegExp): Promise<void> {
  const at = document.positionAt(document.getText().indexOf(words) + 1)
  const found = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(at, at),
    undefined,
    100,
  )
  const action = found.find((candidate) => title.test(candidate.title))
  assert.ok(action?.edit, `no action ${title} among: ${found.map((one) => one.title).join(' | ')}`)
  assert.ok(await workspace.applyEdit(action.edit))
}

/** Asks again until it is so. */
async function later<T>(ask: () => Thenable<T>, isSo: (found: T) => unknown): Promise<T> {
  for (let i = 0; ; i++) {
    const found = await ask()
    if (isSo(found)) return found
    assert.ok(i < 300, 'it never came')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function until(isSo: () => boolean): Promise<void> {
  await later(async () => isSo(), Boolean)
}
