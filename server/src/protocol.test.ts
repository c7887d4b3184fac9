import { readFileSync, rmSync } from 'node:fs'
import { check } from 'limpide'
import { afterEach, describe, expect, test } from 'vitest'
import {
  CancellationTokenSource,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type FoldingRange,
  type Hover,
  type InlayHint,
  LSPErrorCodes,
  type WorkspaceDiagnosticReport,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver/node'
import { readReports } from '../../packages/reports/src/index.ts'
import { ABLE, type Client, connect, type Script } from './client-fixture.ts'
import { tokenOf } from './report-line.ts'

const LETTER = `# Votre aide au logement

Madame, Monsieur,

Nonobstant votre courrier, nous avons procédé à l’examen de votre dossier.

## Vos droits

Une pénalité a été appliquée par la commission sur votre compte.
`

let client: Client

const start = async (script?: Script): Promise<Client> => {
  client = await connect(script)
  return client
}

afterEach(() => client.close())

const methods = (): string[] => client.sent.map(({ method }) => method)

describe('what the client is told and asked at the start', () => {
  test('columns are UTF-16 unless the client asks for UTF-8; changes come by pieces', async () => {
    const { initialized } = await start()
    expect(initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2, save: true },
      diagnosticProvider: { workspaceDiagnostics: true, workDoneProgress: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    })
  })

  test('a client of any age is served: no capability at all, a root and no folders, an encoding nobody speaks', async () => {
    await start({ capabilities: {} })
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined()
    client.close()
    await start({ capabilities: { general: { positionEncodings: ['utf-32'] } } })
    expect(client.initialized.capabilities.positionEncoding).toBe('utf-16')
  })

  test('limpide.yml, the person’s dictionary and the settings are watched by dynamic registration', async () => {
    await start()
    const asked = await client.until(() => {
      const found = client.sent.filter(({ method }) => method === 'client/registerCapability')
      return found.length >= 2 && JSON.stringify(found)
    })
    expect(asked).toContain('**/limpide.yml')
    expect(asked).toContain('"pattern":"dictionnaire.txt"')
    expect(asked).toContain('"workspace/didChangeConfiguration"')
  })
})

describe('configurations', () => {
  test('each folder of a workspace has its own limpide.yml', async () => {
    await start({ folders: ['etat-civil', 'logement'] })
    client.write('etat-civil/limpide.yml', 'regles:\n  archaisme: non\n')
    client.write('logement/limpide.yml', 'regles:\n  verbe-support: non\n')
    await client.open('etat-civil/lettre.md', LETTER)
    await client.open('logement/lettre.md', LETTER)
    expect(await client.codes('etat-civil/lettre.md')).not.toContain('archaisme')
    expect(await client.codes('etat-civil/lettre.md')).toContain('verbe-support')
    expect(await client.codes('logement/lettre.md')).toContain('archaisme')
    expect(await client.codes('logement/lettre.md')).not.toContain('verbe-support')
  })

  test('each folder has its own settings in the editor', async () => {
    await start({
      folders: ['un', 'deux'],
      settings: (scope) => (scope?.endsWith('/un') ? { regles: { archaisme: 'non' } } : {}),
    })
    await client.open('un/lettre.md', LETTER)
    await client.open('deux/lettre.md', LETTER)
    expect(await client.codes('un/lettre.md')).not.toContain('archaisme')
    expect(await client.codes('deux/lettre.md')).toContain('archaisme')
  })

  test('a watched limpide.yml that changes is followed, and everything shown is asked again', async () => {
    await start()
    await client.open('lettre.md', LETTER)
    const { resultId } = await client.pull('lettre.md')
    client.write('limpide.yml', 'regles:\n  archaisme: non\n')
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('limpide.yml'), type: 1 }],
    })
    await client.until(() => methods().includes('workspace/diagnostic/refresh'))
    await client.until(() => methods().includes('workspace/inlayHint/refresh'))
    await client.until(() => methods().includes('workspace/codeLens/refresh'))
    expect((await client.pull('lettre.md', resultId)).kind).toBe('full')
    expect(await client.codes('lettre.md')).not.toContain('archaisme')
    // What changes nothing changes no result.
    const after = await client.pull('lettre.md')
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
    expect((await client.pull('lettre.md', after.resultId)).kind).toBe('unchanged')
  })

  test('a client that watches no file is followed when it opens and saves', async () => {
    await start({ capabilities: { textDocument: { diagnostic: {} } } })
    await client.open('lettre.md', LETTER)
    expect(await client.codes('lettre.md')).toContain('archaisme')
    client.write('limpide.yml', 'regles:\n  archaisme: non\n')
    await client.open('limpide.yml', 'regles:\n  archaisme: non\n', 'yaml')
    await client.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: client.uri('limpide.yml') },
    })
    expect(await client.codes('lettre.md')).not.toContain('archaisme')
  })

  test('folders come and go', async () => {
    await start({ folders: [] })
    client.write('neuf/lettre.md', LETTER)
    const ask = (): Promise<WorkspaceDiagnosticReport> =>
      client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] })
    expect((await ask()).items).toEqual([])
    const neuf = { uri: client.uri('neuf'), name: 'neuf' }
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [neuf], removed: [] },
    })
    expect((await ask()).items).toHaveLength(1)
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [neuf] },
    })
    expect((await ask()).items).toEqual([])
  })
})

describe('remarks', () => {
  test('a client that only listens hears of the newest version, once, and of a limpide.yml that changes', async () => {
    await start({ capabilities: {} })
    await client.open('lettre.md', 'Bonjour.')
    await client.until(() => client.pushed('lettre.md'))
    for (let version = 2; version <= 20; version += 1)
      await client.change('lettre.md', version, { text: version === 20 ? LETTER : `Bonjour ${version}.` })
    const last = await client.until(() => {
      const found = client.pushed('lettre.md')
      return found?.version === 20 && found
    })
    expect(last.diagnostics.map(({ code }) => code)).toContain('archaisme')
    const versions = client.sent
      .filter(({ method }) => method === 'textDocument/publishDiagnostics')
      .map(({ params }) => (params as { version: number }).version)
    expect(versions).toEqual([1, 20])
  })

  test('a document closed while it is read, and opened again with another text, has the remarks of that text', async () => {
    await start()
    await client.open('lettre.md', LETTER.repeat(60))
    const first = client.pull('lettre.md')
    await new Promise((resolve) => setTimeout(resolve, 60))
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('lettre.md') },
    })
    await client.open('lettre.md', 'Venez demain.\n')
    await first
    expect((await client.pull('lettre.md')).items).toEqual([])
  })

  test('severities are those of the catalogue; what can go is faded; what comes back is linked', async () => {
    await start()
    const letter = `${'Nonobstant ce point, venez demain.\n\n'.repeat(6)}En effet, force est de constater que tout va bien.\n`
    await client.open('lettre.md', letter)
    const { items } = await client.pull('lettre.md')
    const old = items.filter(({ message, code }) => code === 'archaisme' && /nonobstant/i.test(String(message)))
    // The budget: three times the same term, the third one says how often it comes back, and where.
    expect(old).toHaveLength(3)
    expect(old[2]!.relatedInformation).toHaveLength(3)
    expect(old[2]!.message).toContain('revient encore 3 fois')
    // « force est de constater que » adds nothing.
    expect(items.filter(({ tags }) => tags?.includes(1)).map(({ code }) => code)).toEqual(['locution-lourde'])
    const levels = { erreur: 1, avertissement: 2, suggestion: 3, information: 4 }
    expect(items.map(({ severity }) => severity)).toEqual(
      check(letter).result.findings.map(({ severity }) => levels[severity]),
    )
    for (const { code, data } of items) {
      expect(Object.keys(data as object).every((key) => ['rule', 'message', 'term'].includes(key))).toBe(true)
      expect(data).toMatchObject({ rule: code })
    }
  })

  test('the pages of the rules that come with the server are linked', async () => {
    await start()
    await client.open('lettre.md', LETTER)
    const { items } = await client.pull('lettre.md')
    expect(items.find(({ code }) => code === 'archaisme')?.codeDescription?.href).toMatch(
      /^file:\/\/\/.*\/rules\/pages\/archaisme\.md$/,
    )
  })

  test('a comment that silences a word being typed is not said useless at each keystroke, but once saved', async () => {
    await start()
    const comment = '<!-- limpide-ignorer archaisme -->\n'
    const idle = async (): Promise<unknown[]> =>
      (await client.pull('lettre.md')).items.filter(({ code }) => code === 'ignore-inutile')
    await client.open('lettre.md', `${comment}Nonobstant cela, venez.\n`)
    expect(await idle()).toEqual([])
    for (const [version, text] of ['N', 'Non', 'Nonobs', 'Nonobstant', 'Malgré'].entries()) {
      await client.change('lettre.md', version + 2, { text: `${comment}${text} cela, venez.\n` })
      expect(await idle()).toEqual([])
    }
    const { resultId } = await client.pull('lettre.md')
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: client.uri('lettre.md') } })
    await client.until(() => methods().includes('workspace/diagnostic/refresh'))
    expect((await client.pull('lettre.md', resultId)).kind).toBe('full')
    expect(await idle()).toEqual([
      expect.objectContaining({
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: comment.length - 1 } },
        severity: 3,
        tags: [1],
        message:
          '«\u00a0limpide-ignorer archaisme\u00a0» ne sert plus. Il n’y a plus de remarque à cet endroit\u00a0: retirez ce commentaire.',
      }),
    ])
    expect(methods()).not.toContain('window/logMessage')
  })

  test('a comment that names no rule and a limpide.yml that cannot be followed are said on their lines', async () => {
    await start()
    await client.open('lettre.md', 'Bonjour.\n\n<!-- limpide-ignorer archaime -->\nVenez demain.\n')
    const [note] = (await client.pull('lettre.md')).items.filter(({ code }) => code === 'ignore-regle-inconnue')
    expect(note).toMatchObject({ range: { start: { line: 2 } }, severity: 2 })
    expect(String(note!.message)).toContain('archaisme')
    await client.open('limpide.yml', '# Nos réglages\nregles:\n  phrase-longe: non\n', 'yaml')
    expect((await client.pull('limpide.yml')).items).toEqual([
      expect.objectContaining({ range: { start: { line: 2, character: 2 }, end: { line: 2, character: 19 } } }),
    ])
    client.close()
    await start({ capabilities: {} })
    await client.open('limpide.yml', 'regles:\n  phrase-longe: non\n', 'yaml')
    expect((await client.until(() => client.pushed('limpide.yml'))).diagnostics).toHaveLength(1)
    await client.change('limpide.yml', 2, { text: 'regles:\n  phrase-longue: non\n' })
    await client.until(() => client.pushed('limpide.yml')?.diagnostics.length === 0)
  })
})

describe('the remarks of a folder', () => {
  const ask = (params: Record<string, unknown> = {}): Promise<WorkspaceDiagnosticReport> =>
    client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [], ...params })

  test('come with their progress, piece by piece when it is asked, in the client’s own text where it is open', async () => {
    await start()
    for (const name of ['a', 'b', 'c']) client.write(`${name}.md`, 'Nonobstant cela, venez.\n')
    client.write('vieux.txt', 'Malgré cela, venez.\n')
    await client.open('b.md', 'Bonjour.\n')
    const answer = await ask({ workDoneToken: 'avance', partialResultToken: 'morceaux' })
    expect(answer.items).toEqual([])
    const progress = client.sent.filter(({ method }) => method === '$/progress').map(({ params }) => params)
    expect(progress).toContainEqual({
      token: 'avance',
      value: expect.objectContaining({ kind: 'begin', cancellable: true }),
    })
    expect(progress).toContainEqual({ token: 'avance', value: { kind: 'end' } })
    const pieces = progress.flatMap((params) => {
      const { token, value } = params as { token: string; value: WorkspaceDiagnosticReport }
      return token === 'morceaux' ? (value.items as WorkspaceFullDocumentDiagnosticReport[]) : []
    })
    expect(pieces.map(({ uri, version, items }) => [uri, version, items.length > 0])).toEqual([
      [client.uri('a.md'), null, true],
      [client.uri('b.md'), 1, false],
      [client.uri('c.md'), null, true],
      [client.uri('vieux.txt'), null, false],
    ])
  })

  test('stop when nobody wants them any more', async () => {
    await start()
    for (let count = 0; count < 60; count += 1) client.write(`lettre-${count}.md`, LETTER.repeat(4))
    const source = new CancellationTokenSource()
    const asked = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token)
    setTimeout(() => source.cancel(), 20)
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled })
  })
})

describe('what can be done', () => {
  const act = (path: string, range: unknown, only?: readonly string[]): Promise<CodeAction[]> =>
    client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: client.uri(path) },
      range,
      context: { diagnostics: [], ...(only ? { only } : {}) },
    })
  const WHOLE = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } }
  const titles = (found: readonly CodeAction[]): string[] => found.map(({ title }) => title)

  test('a sentence is split, a list is made, an acronym is expanded, a paragraph goes up: each says what it does', async () => {
    await start()
    await client.open(
      'lettre.md',
      [
        'La commission examine les demandes de logement chaque premier mardi du mois, et vous recevez sa décision par courrier dans les dix jours.',
        'Vous devez nous envoyer la copie de votre bail, votre dernière quittance de loyer, votre avis d’imposition et un relevé d’identité bancaire.',
        'La CNAF examine votre dossier.',
      ].join('\n\n'),
    )
    const found = titles(await act('lettre.md', WHOLE))
    expect(found).toContainEqual(expect.stringMatching(/^Couper la phrase/))
    expect(found).toContainEqual(expect.stringMatching(/^Mettre en liste \(à compléter\)$/))
    expect(found).toContainEqual(expect.stringMatching(/Caisse nationale des allocations familiales/i))
    for (const title of found) expect(title).not.toMatch(/Remplacer par [^«]|« «|Insérer un modèle à compléter : [^«]/)
  })

  test('every edit of a document names the version it was made for', async () => {
    await start()
    await client.open('lettre.md', LETTER)
    await client.change('lettre.md', 7, { text: `${LETTER}\nUn mot.\n` })
    const found = await act('lettre.md', WHOLE)
    const versions = found.flatMap(({ edit }) =>
      (edit?.documentChanges ?? []).flatMap((change) =>
        'textDocument' in change && change.textDocument.uri === client.uri('lettre.md')
          ? [change.textDocument.version]
          : [],
      ),
    )
    expect(versions.length).toBeGreaterThan(3)
    expect(new Set(versions)).toEqual(new Set([7]))
  })

  test('saving may apply the safe wordings, and nothing else', async () => {
    await start()
    await client.open('lettre.md', LETTER)
    const found = await act('lettre.md', WHOLE, ['source.fixAll.limpide'])
    expect(found.map(({ kind }) => kind)).toEqual(['source.fixAll.limpide'])
    expect(await act('lettre.md', WHOLE, ['source.organizeImports'])).toEqual([])
  })

  test('a word goes to the person’s dictionary, outside the project, and is no longer said', async () => {
    await start()
    await client.open('lettre.md', LETTER)
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } }
    const [add] = (await act('lettre.md', range)).filter(
      ({ title }) => title === 'Ajouter « Nonobstant » à mon dictionnaire',
    )
    expect(await client.codes('lettre.md')).toContain('archaisme')
    await client.connection.sendRequest('workspace/executeCommand', add!.command!)
    await client.until(() => methods().includes('workspace/diagnostic/refresh'))
    expect(await client.codes('lettre.md')).not.toContain('archaisme')
  })

  test('words of the settings are accepted too', async () => {
    await start({ settings: () => ({ dictionnaire: ['nonobstant'] }) })
    await client.open('lettre.md', LETTER)
    expect(await client.codes('lettre.md')).not.toContain('archaisme')
  })

  test('a document is reported in the team’s file, which keeps its lines', async () => {
    await start({ choice: 'Des mots sont difficiles' })
    await client.open('lettres/aide.md', LETTER)
    const [report] = await act('lettres/aide.md', WHOLE, ['source']).then((found) =>
      found.filter(({ kind }) => kind === 'source.signaler.limpide'),
    )
    await client.connection.sendRequest('workspace/executeCommand', report!.command!)
    await client.connection.sendRequest('workspace/executeCommand', {
      command: report!.command!.command,
      arguments: [
        {
          uri: client.uri('lettres/aide.md'),
          difficulte: 'Les phrases sont compliquées',
          commentaire: 'Quel guichet pour Mme Martin ?',
        },
      ],
    })
    const file = readFileSync(`${client.folder}/signalements.csv`)
    expect(file.toString()).not.toContain('Martin')
    const { reports, tokens, problems } = readReports(file, {
      name: 'signalements.csv',
    } as never)
    expect(problems).toEqual([])
    expect(reports.map(({ document, difficulties, comment }) => [document, ...difficulties, comment])).toEqual([
      ['lettres/aide.md', 'mots', ''],
      ['lettres/aide.md', 'phrases', 'Quel guichet pour Mme [nom] ?'],
    ])
    // Two reports of one person on one document; the secret that says so stays beside their dictionary.
    const secret = readFileSync(new URL(client.uri('moi/signalements.cle')), 'utf8').trim()
    const token = await tokenOf(secret, 'lettres/aide.md')
    expect(tokens).toEqual([token, token])
    expect(file.toString()).not.toContain(secret)
  })

  test('a text file, which holds no comments, is spoken of in limpide.yml by its words and with a reason', async () => {
    await start()
    await client.open('lettre.txt', 'Nonobstant cela, venez demain.\n', 'plaintext')
    const found = await act('lettre.txt', WHOLE)
    const here = found.find(({ title }) => /dans ce passage$/.test(title))
    expect(JSON.stringify(here!.edit)).toContain(
      '{ chemin: lettre.txt, regle: archaisme, texte: Nonobstant, motif: motif à préciser }',
    )
  })

  test('limpide.yml is changed as it stands on the disk at that moment', async () => {
    await start({ capabilities: { ...ABLE, workspace: { ...ABLE.workspace, didChangeWatchedFiles: {} } } })
    client.write('limpide.yml', 'profil: courrier\n')
    await client.open('lettre.md', LETTER)
    await client.pull('lettre.md')
    client.write('limpide.yml', '# Une ligne de plus\n\nprofil: courrier\n')
    const found = await act('lettre.md', { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } })
    const inProject = found.find(({ title }) => /dans tout le projet$/.test(title))
    const change = inProject!.edit!.documentChanges!.at(-1) as { edits: { range: { start: { line: number } } }[] }
    expect(change.edits[0]!.range.start.line).toBe(3)
  })
})

describe('what is shown', () => {
  test('a remark is explained: why, what to do, an example, its source and what it costs', async () => {
    await start()
    await client.open('lettre.md', LETTER.repeat(3))
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: client.uri('lettre.md') },
      position: { line: 4, character: 3 },
    })
    const { value } = hover.contents as { value: string }
    expect(value).toMatch(
      /\*\*Pourquoi ?\?\*\*.*\*\*Que faire ?\?\*\*.*Avant ?:.*Après ?:.*\*\*Dans la note\*\* ?: corriger cette remarque retire \d+,\d points? sur \d+\..*Source ?:/s,
    )
  })

  test('grades and counts of words are shown where someone asks for them', async () => {
    let on = false
    await start({ settings: () => (on ? { notesParPartie: true, motsParPhrase: true } : {}) })
    await client.open('lettre.md', LETTER)
    const lenses = (): Promise<CodeLens[]> =>
      client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: client.uri('lettre.md') } })
    const hints = (): Promise<InlayHint[]> =>
      client.connection.sendRequest('textDocument/inlayHint', {
        textDocument: { uri: client.uri('lettre.md') },
        range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      })
    expect([await lenses(), await hints()]).toEqual([[], []])
    on = true
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
    expect((await lenses()).map(({ command, range }) => [range.start.line, command?.title])).toEqual([
      [0, expect.stringMatching(/^[A-E] · \d+ mots$/)],
      [6, expect.stringMatching(/^[A-E] · \d+ mots$/)],
    ])
    expect((await hints()).length).toBeGreaterThan(1)
  })

  test('what has no remark of a principle is folded, once someone asks for it; titles stay', async () => {
    let replier: unknown = 'non'
    await start({ settings: () => ({ replier }) })
    await client.open('lettre.md', `${LETTER}\nVenez.\n\nVenez demain.\n`)
    await client.pull('lettre.md')
    const ask = (): Promise<FoldingRange[]> =>
      client.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri: client.uri('lettre.md') } })
    const isOffered = (): boolean =>
      client.sent.some(({ params }) => JSON.stringify(params)?.includes('textDocument/foldingRange'))
    expect(await ask()).toEqual([])
    expect(isOffered()).toBe(false)
    replier = 'vocabulaire'
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
    // Nonobstant stands on the fifth line, the second title on the seventh.
    expect((await ask()).map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 3],
      [6, 13],
    ])
    expect((await ask())[0]!.collapsedText).toMatch(/^… 3 lignes sans remarque \(.*\)$/)
    await client.until(isOffered)
    replier = 'n’importe quoi'
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} })
    expect(await ask()).toEqual([])
  })

  test('limpide.yml is completed: keys, profiles, rules, thresholds with their usual value, levels', async () => {
    await start()
    const complete = async (text: string): Promise<CompletionItem[]> => {
      await client.open('limpide.yml', text, 'yaml')
      const lines = text.split('\n')
      const found = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
        textDocument: { uri: client.uri('limpide.yml') },
        position: { line: lines.length - 1, character: lines.at(-1)!.length },
      })
      await client.connection.sendNotification('textDocument/didClose', {
        textDocument: { uri: client.uri('limpide.yml') },
      })
      return found
    }
    const labels = async (text: string): Promise<string[]> => (await complete(text)).map(({ label }) => label)
    expect(await labels('')).toEqual(expect.arrayContaining(['profil', 'regles', 'dictionnaire', 'ignorer-remarques']))
    expect(await labels('profil: ')).toContain('courrier')
    expect(await labels('regles:\n  ')).toContain('phrase-longue')
    expect(await labels('regles:\n  phrase-longue:\n    ')).toEqual(
      expect.arrayContaining(['severite', 'mots-maximum']),
    )
    const [usual] = await complete('regles:\n  phrase-longue:\n    mots-maximum: ')
    expect(usual).toMatchObject({ label: '20', documentation: { value: 'Habituellement 20 mots, de 8 à 60.' } })
    expect(await labels('regles:\n  phrase-longue:\n    severite: ')).toEqual(
      expect.arrayContaining(['erreur', 'avertissement', 'suggestion', 'information', 'non']),
    )
    // What is completed is what the configuration reads.
    await client.open('limpide.yml', 'profil: courrier\nregles:\n  phrase-longue:\n    mots-maximum: 20\n', 'yaml')
    expect((await client.pull('limpide.yml')).items).toEqual([])
  })

  test('models for what a letter lacks are offered at the head of a line, as snippets, and nowhere else', async () => {
    await start()
    const refusal = '---\ntype: refus\n---\n\nMadame,\n\nVotre demande est refusée.\n\n'
    const complete = (line: number, character: number, context?: unknown): Promise<CompletionItem[]> =>
      client.connection.sendRequest('textDocument/completion', {
        textDocument: { uri: client.uri('refus.md') },
        position: { line, character },
        ...(context ? { context } : {}),
      })
    await client.open('refus.md', refusal)
    const found = await complete(8, 0, { triggerKind: 1 })
    expect(found.map(({ label }) => label)).toContainEqual(expect.stringMatching(/recours/))
    for (const { insertTextFormat, textEdit } of found) {
      expect(insertTextFormat).toBe(2)
      expect(textEdit!.newText).toMatch(/\$\{1:/)
    }
    expect(await complete(6, 12, { triggerKind: 1 })).toEqual([])
    expect(await complete(8, 0, { triggerKind: 2, triggerCharacter: ' ' })).toEqual([])
  })
})

test('nothing that fails here opens a window there', async () => {
  await start({
    host: (host) => ({
      ...host,
      read: () => Promise.reject(new Error('disque arraché')),
      readConfig: () => Promise.reject(new Error('disque arraché')),
    }),
  })
  await client.open('lettre.md', LETTER)
  expect(await client.pull('lettre.md')).toEqual({ kind: 'full', items: [] })
  const uri = client.uri('lettre.md')
  const at = { textDocument: { uri }, position: { line: 0, character: 0 } }
  expect(await client.connection.sendRequest('textDocument/hover', at)).toBeNull()
  expect(await client.connection.sendRequest('textDocument/codeLens', at)).toEqual([])
  expect(methods()).toContain('window/logMessage')
  expect(methods()).not.toContain('window/showMessage')
  rmSync(client.folder, { recursive: true, force: true })
})
