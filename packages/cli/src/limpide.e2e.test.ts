import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders, type ScanRecord } from '@limpide/library'
import { dataOf, type MapDetails, type OpenMap, openMap } from '@limpide/map'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runHere } from './command-fixture.ts'

const PACKAGE = join(import.meta.dirname, '..')
const COMMAND = join(PACKAGE, 'bin', 'limpide.js')
const SAMPLES = join(PACKAGE, '..', '..', 'test', 'library')

const LETTER = `# Votre demande de logement

Madame,

Afin de procéder à l’instruction de votre demande de logement social, et compte tenu des éléments portés à la connaissance du service, il vous est demandé de bien vouloir transmettre, dans les meilleurs délais, l’ensemble des justificatifs relatifs à votre situation.

Votre dossier est incomplet. Il manque votre avis d’imposition. Envoyez cette pièce avant le 15 mars 2026.
`
const COMMENTS = [
  'Je ne comprends pas « instruction », appelez-moi au 06 12 34 56 78',
  'Que faut-il envoyer, et à quelle adresse ?',
  'Trop de mots compliqués pour ma mère',
  'Mon fils a dû me lire la lettre',
  'On ne sait pas quelle date compte',
  'Le guichet non plus ne savait pas quelle pièce manquait',
]
/** So long that its reader uses more processor than it may: it is stopped, on a busy machine as on a quiet one. */
const ENDLESS = Array.from(
  { length: 20_000 },
  (_, i) =>
    `Il est procédé à l’instruction du dossier ${i} par les services compétents, sous réserve des ${i} pièces que vous devez produire.\n\n`,
).join('')

interface Answer {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

let root: string

beforeAll(() => {
  if (!existsSync(join(PACKAGE, 'dist', 'limpide.js')))
    throw new Error('build the command first: npm test does it, or node packages/cli/build.ts')
})
afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-cli-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array = LETTER): string {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  })
}

function answer(child: ChildProcess, input?: string | Uint8Array): Promise<Answer> {
  return new Promise((resolve) => {
    let out = ''
    let err = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin?.end(input ?? '')
  })
}

/** In this process; what is asked of a process of its own (signals, pipes, colours) is started. */
function run(args: readonly string[], input?: string | Uint8Array): Promise<Answer> {
  return runHere(args, { cwd: root, ...(input === undefined ? {} : { input }) })
}

function jsonl(out: string): ScanRecord[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): ScanRecord => JSON.parse(line))
}

/** The map that a page holds, as its reader opens it, with the sheets of its documents. */
async function mapData(file: string): Promise<Omit<OpenMap, 'details'> & { readonly sheets: readonly MapDetails[] }> {
  const { head, documents, details } = await openMap(dataOf(readFileSync(file, 'utf8')))
  return { head, documents, sheets: await Promise.all(documents.map(({ id }) => details(id))) }
}

test('the built command says what its sources say, on every stream, with the same code', {
  timeout: 180_000,
}, async () => {
  put('lettre.md')
  for (const [args, input] of [
    [['--help']],
    [['chek', 'lettre.md']],
    [['check', '-', '--type-fichier', 'md', '--seuil', 'A'], LETTER],
    [['scan', '.', '--exporter', 'lettres.csv']],
    [['map', '.']],
    [['analyse', 'lettre.md', '--format', 'conllu']],
  ] as readonly (readonly [readonly string[], string?])[]) {
    const built = await answer(start(args), input)
    expect({ args, ...built }, 'is it built since? node packages/cli/build.ts').toEqual({
      args,
      ...(await run(args, input)),
    })
  }
})

describe('help and mistakes', () => {
  test('help is in French, with examples, for every command and its alias', async () => {
    for (const [name, alias] of [
      ['check', 'verifier'],
      ['scan', 'parcourir'],
      ['map', 'carte'],
      ['history', 'historique'],
      ['analyse', 'analyser'],
      ['rules', 'regles'],
    ] as const) {
      const help = await run([name, '--help'])
      expect(help).toMatchObject({ code: 0, err: '' })
      expect(help.out).toMatch(/Utilisation\u00a0:/)
      expect(help.out).toMatch(/Exemples?\u00a0:/)
      expect(help.out).not.toMatch(/Usage|Options:|default|choices|display help/)
      expect((await run([alias, '--help'])).out).toBe(help.out)
    }
    expect((await run(['--help'])).out).toContain('scan|parcourir')
  })

  test('an unknown command, option or value names the nearest one, and answers 2', async () => {
    for (const [args, guess] of [
      [['chek', 'a.md'], 'check'],
      [['scan', '.', '--signalement', 'a.csv'], '--signalements'],
      [['check', 'a.md', '--format', 'jso'], 'json'],
      [['rules', 'phrase-longe'], 'phrase-longue'],
      [['check', put('a.md'), '--type', 'refu'], 'refus'],
    ] as const) {
      const { code, out, err } = await run(args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(`Vouliez-vous dire «\u00a0${guess}\u00a0»`)
      expect(err).not.toMatch(/error|\n\s+at /)
    }
  })

  test('a missing file, argument or value says what to do, and answers 2', async () => {
    for (const args of [
      ['check', 'absent.md'],
      ['scan', 'absent'],
      ['check'],
      ['scan'],
      ['check', 'a.md', '--seuil'],
      ['check', put('a.md'), '--seuil', 'F'],
      ['scan', '.', '--delai', 'vite'],
      [],
    ]) {
      const { code, out, err } = await run(args)
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err.length).toBeGreaterThan(20)
      expect(err).not.toMatch(/\n\s+at |error:/)
    }
  })

  test('a broken limpide.yml is said with its line, and the check goes on', async () => {
    put('limpide.yml', 'regles:\n  phrase-longe: non\n  voix-passive: [oups\n')
    const { code, out, err } = await run(['check', put('lettre.md')])
    expect(code).toBe(0)
    expect(out).toContain('/100')
    expect(err).toMatch(/limpide\.yml, ligne 2\u00a0: .*phrase-longue/)
    expect(err).toMatch(/limpide\.yml, ligne [34]\u00a0: .*YAML/)
  })
})

describe('check', () => {
  test('underlines each passage, with its place, its rule and an advice', async () => {
    const { code, out, err } = await run(['check', put('lettre.md')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [record] = JSON.parse((await run(['check', 'lettre.md', '--format', 'json'])).out) as ScanRecord[]
    expect(record!.findings.length).toBeGreaterThan(0)
    const lines = out.split('\n')
    for (const { rule, start, end, message } of record!.findings) {
      const before = LETTER.slice(0, start).split('\n')
      const at = lines.findIndex(
        (line) =>
          line.includes(`${before.length}:${before.at(-1)!.length + 1} `) &&
          line.includes(message) &&
          line.endsWith(rule),
      )
      expect(at).toBeGreaterThan(0)
      const carets = lines[at + 2]!
      const shown = lines[at + 1]!.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)
      const passage = LETTER.slice(start, end)
      expect(shown.endsWith('…') ? passage.startsWith(shown.slice(0, -1)) : shown === passage).toBe(true)
    }
    expect(out).toContain('Conseil\u00a0:')
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(160)
    expect(out).not.toContain('\u001b')
  })

  test('colours appear when asked for, and never under NO_COLOR', async () => {
    put('lettre.md')
    expect((await answer(start(['check', 'lettre.md'], { FORCE_COLOR: '1' }))).out).toContain('\u001b[')
    expect((await answer(start(['check', 'lettre.md'], { NO_COLOR: '1' }))).out).not.toContain('\u001b[')
  })

  test('escape sequences of a document do not reach the terminal', async () => {
    const { out } = await run([
      'check',
      put('lettre.md', LETTER.replace('Afin de procéder', 'Afin de \u001b[31m\u0007procéder')),
    ])
    expect(out).toContain('procéder')
    expect(out).not.toContain('\u001b')
    expect(out).not.toContain('\u0007')
  })

  test('reads standard input in the format given, and finds what it finds in a file', async () => {
    for (const [format, source] of [
      ['md', LETTER],
      ['txt', LETTER],
      ['html', `<!doctype html><html lang="fr"><body><p>${LETTER.replace(/\n\n/g, '</p>\n<p>')}</p></body></html>`],
    ] as const) {
      const [piped] = JSON.parse(
        (await run(['check', '-', '--type-fichier', format, '--format', 'json'], source)).out,
      ) as ScanRecord[]
      const [filed] = JSON.parse(
        (await run(['check', put(`lettre.${format}`, source), '--format', 'json'])).out,
      ) as ScanRecord[]
      expect(piped!.format).toBe(format)
      expect(piped!.findings).toEqual(filed!.findings)
      expect(piped!.score).toEqual(filed!.score)
    }
  })

  test('answers 1 when a document is more complex than the threshold, whether a grade or a number', async () => {
    const file = put('lettre.md')
    const [{ score }] = JSON.parse((await run(['check', file, '--format', 'json'])).out) as [ScanRecord]
    for (const [limit, code] of [
      [String(Math.floor(score!.value)), 1],
      [String(Math.ceil(score!.value)), 0],
      [score!.grade, 0],
      [score!.grade.toLowerCase(), 0],
    ] as const) {
      expect({ limit, code: (await run(['check', file, '--seuil', limit])).code }).toEqual({ limit, code })
    }
    expect((await run(['check', file, '--seuil', 'A'])).code).toBe(score!.grade === 'A' ? 0 : 1)
  })

  test('answers 3 when a file cannot be read, and says why', async () => {
    put('vide.md', '')
    put('casse.docx', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))
    const { code, out } = await run(['check', put('lettre.md'), 'vide.md', 'casse.docx'])
    expect(code).toBe(3)
    expect(out).toContain('lettre.md')
    expect(out).toMatch(/vide\.md[\s\S]*vide/)
    expect(out).toMatch(/casse\.docx[\s\S]*abîmé/)
  })

  test('gives SARIF 2.1.0 whose regions are the findings, in UTF-16 columns', async () => {
    const source = LETTER.replace('Madame,', 'Madame 😀,')
    const path = 'dossier accentué/lettre.md'
    put(path, source)
    const { code, out } = await run(['check', path, '--format', 'sarif'])
    expect(code).toBe(0)
    const log = JSON.parse(out)
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ columnKind: 'utf16CodeUnits', tool: { driver: { name: 'Limpide' } } }],
    })
    const [{ findings }] = JSON.parse((await run(['check', path, '--format', 'json'])).out) as [ScanRecord]
    const { results, tool } = log.runs[0]
    expect(results).toHaveLength(findings.length)
    for (const [i, result] of results.entries()) {
      const { start, end, rule, message, suggestions } = findings[i]!
      const { region, artifactLocation } = result.locations[0].physicalLocation
      expect(decodeURIComponent(artifactLocation.uri)).toBe(path)
      expect(result).toMatchObject({ ruleId: rule, message: { text: message } })
      expect(tool.driver.rules[result.ruleIndex].id).toBe(rule)
      const lines = source.split('\n')
      const offsetOf = (line: number, column: number): number =>
        lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1
      expect([offsetOf(region.startLine, region.startColumn), offsetOf(region.endLine, region.endColumn)]).toEqual([
        start,
        end,
      ])
      expect(result.fixes ?? []).toHaveLength(suggestions.length)
    }
  })
})

describe('scan', () => {
  test('jsonl gives one object a document in the order of the walk, and nothing else on standard output', async () => {
    const { code, out, err } = await run(['scan', SAMPLES, '--format', 'jsonl'])
    expect(code).toBe(3)
    expect(err).not.toMatch(/lus · /)
    const records = jsonl(out)
    expect(records.length).toBeGreaterThan(40)
    for (const record of records) {
      for (const key of [
        'path',
        'format',
        'type',
        'words',
        'sentences',
        'score',
        'findings',
        'reports',
        'priority',
        'problems',
      ])
        expect(record).toHaveProperty(key)
      if (record.score === null) expect(record.problems.length).toBeGreaterThan(0)
      else
        expect(Object.keys(record.score)).toEqual(
          expect.arrayContaining([
            'value',
            'grade',
            'margin',
            'parts',
            'measured',
            'contributions',
            'missing',
            'engagements',
          ]),
        )
      for (const problem of record.problems) expect(problem.fix.length).toBeGreaterThan(0)
    }
    expect(new Set(records.map(({ format }) => format))).toEqual(
      new Set(['md', 'html', 'txt', 'docx', 'odt', 'pdf', 'eml']),
    )
    expect((await run(['scan', SAMPLES, '--format', 'jsonl'])).out).toBe(out)
  })

  test('the table fits 100 columns and says what could not be read and why', async () => {
    const { code, out } = await run([
      'scan',
      SAMPLES,
      '--signalements',
      join(SAMPLES, 'signalements.csv'),
      '--date',
      '2026-11-22',
    ])
    expect(code).toBe(3)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    expect(out).toMatch(/^Priorité +Score +Mots +Document +Raison principale +Avis$/m)
    expect(out).toMatch(/signalements\u00a0:/)
    expect(out).toMatch(/Illisibles\u00a0:/)
    const ranks = [...out.matchAll(/^(P\d) +(\d+)/gm)].map(
      ([, name, value]) => `${name} ${String(100 - Number(value)).padStart(3, '0')}`,
    )
    expect(ranks.length).toBeGreaterThan(30)
    expect(ranks).toEqual([...ranks].sort())
  })

  test('reports reach their document and weigh on its priority', async () => {
    put('refus.md')
    put('autre.md')
    put(
      'limpide.yml',
      'documents:\n  - { chemin: refus.md, reference: LOG-12, volume: 5000, enjeu: droit }\n  - { chemin: autre.md, volume: 5000, enjeu: droit }\n',
    )
    put(
      'avis.csv',
      `reference;date;role;difficulte;commentaire\n${COMMENTS.map((comment, i) => `LOG-12;2026-11-${10 + i};usager;mots;${comment}`).join('\n')}\nXYZ-9;2026-11-10;usager;mots;Quel document\n`,
    )
    const args = ['scan', '.', '--signalements', 'avis.csv', '--date', '2026-11-22']
    const [other, refusal] = jsonl((await run([...args, '--format', 'jsonl'])).out) as (ScanRecord & {
      reports: { received: number }
      priority: { value: number; said: string }
    })[]
    expect(refusal).toMatchObject({ path: 'refus.md', reports: { received: 6 } })
    expect(other!.reports.received).toBe(0)
    expect(refusal!.priority.value).toBeGreaterThan(other!.priority.value)
    expect(refusal!.priority.said).toContain('6 signalements')
    expect(JSON.stringify(refusal)).not.toContain('06 12 34 56 78')
    const { out } = await run(args)
    expect(out.indexOf('refus.md')).toBeLessThan(out.indexOf('autre.md'))
    expect(out).toContain('1 à rattacher à la main')
  })

  test.runIf(process.platform !== 'win32')(
    'a name with a line break or an escape sequence keeps to its line',
    async () => {
      put('lettre\n\u001b[31m rouge.md')
      put('b.md')
      for (const args of [
        ['scan', '.'],
        ['check', 'lettre\n\u001b[31m rouge.md'],
      ]) {
        const { code, out } = await run(args)
        expect(code).toBe(0)
        expect(out).not.toContain('\u001b')
        expect(out).toMatch(/lettre {2}\[31m rouge\.md/)
      }
      expect(jsonl((await run(['scan', '.', '--format', 'jsonl'])).out).map(({ path }) => path)).toEqual([
        'b.md',
        'lettre\n\u001b[31m rouge.md',
      ])
    },
  )

  test('the map holds the documents of the scan, what is missing, and no text of a letter', async () => {
    const carte = join(root, 'carte.html')
    const reports = ['--signalements', join(SAMPLES, 'signalements.csv'), '--date', '2026-11-22']
    const list = join(root, 'liste.jsonl')
    const asked = ['--exporter', list, '--sortie', carte]
    const { code, out } = await run(['scan', SAMPLES, ...reports, ...asked])
    expect(code).toBe(3)
    expect(out).toContain('1 service sans aucun document\u00a0: Régie des transports de l’Ière')
    const { head, documents, sheets } = await mapData(carte)
    const records = jsonl(readFileSync(list, 'utf8'))
    expect(documents.map(({ path }) => path).sort()).toEqual(records.map(({ path }) => path).sort())
    expect(head.services.filter((service) => service.documents === 0)).toHaveLength(1)
    expect(head.intake!.received).toBeGreaterThan(150)
    expect(head.intake!.matched).toBeGreaterThan(100)
    expect(new Set(sheets.flatMap(({ findings }) => findings!.map(({ excerpt }) => excerpt)))).toEqual(new Set([null]))
    expect(new Set(sheets.map(({ text }) => text))).toEqual(new Set([null]))
  })

  test('excerpts of letters go to the map only where limpide.yml keeps the text', async () => {
    put('lettre.md')
    const sheet = async (): Promise<MapDetails> => {
      expect((await run(['map', '.'])).code).toBe(0)
      return (await mapData(join(root, 'carte.html'))).sheets[0]!
    }
    const without = await sheet()
    expect([new Set(without.findings!.map(({ excerpt }) => excerpt)), without.text]).toEqual([new Set([null]), null])
    put('limpide.yml', 'conserver-texte: oui\n')
    const { findings, text } = await sheet()
    for (const { excerpt } of findings!) expect(LETTER.replace(/\s+/g, ' ')).toContain(excerpt)
    for (const block of text!) expect(LETTER).toContain(block.text.split('\n')[0])
    const marked = text!.flatMap((block) =>
      block.marks.map(([start, end, rank]) => [block.text.slice(start, end), rank]),
    )
    expect(marked.length).toBeGreaterThan(0)
    for (const [passage, rank] of marked)
      expect([String(passage).length, findings![Number(rank)]?.rule.length]).not.toContain(0)
  })

  test('a map has the title and the theme of its team, and the past that a memory keeps', async () => {
    put('lettre.md')
    put('limpide.yml', 'conserver-texte: oui\n')
    put('theme.json', '{ "nom": "Ville d’Ière", "couleurs": { "accent": "#005a4e", "discret": "#cccccc" } }')
    expect((await run(['map', '.', '--memoriser'])).code).toBe(0)
    put('lettre.md', LETTER.replace('Madame,', 'Madame, Monsieur,'))
    const { code, err } = await run(['map', '.', '--memoriser', '--titre', 'Courriers d’Ière', '--theme', 'theme.json'])
    expect(code).toBe(0)
    expect(err).toContain('« discret » #cccccc ne se lit pas')
    const page = readFileSync(join(root, 'carte.html'), 'utf8')
    expect(page).toContain('--accent: #005a4e')
    const { head, sheets } = await mapData(join(root, 'carte.html'))
    expect([head.title, head.brand?.name, head.scans.length]).toEqual(['Courriers d’Ière', 'Ville d’Ière', 2])
    expect(sheets[0]!.past.map(({ change }) => change)).toEqual(['added', 'changed'])
    // Nothing changed since: the letter comes from the memory, and its text from the disk.
    expect((await run(['map', '.', '--memoriser'])).code).toBe(0)
    expect((await mapData(join(root, 'carte.html'))).sheets[0]!.text![0]!.text).toContain('logement')
  })

  test('a map that cannot be written is refused before the scan', async () => {
    for (const file of ['absent/carte.html', '.']) {
      const { code, out, err } = await run(['scan', '.', '--sortie', file])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(file)
    }
  })

  test('csv opens in a spreadsheet: a header, one line a document, and no formula', async () => {
    put('lettre.md', LETTER.replace('# Votre demande', '# =HYPERLINK("http://x";"demande")'))
    const { out } = await run(['scan', '.', '--format', 'csv'])
    const [header, line, ...rest] = out.replace('\ufeff', '').split('\r\n')
    expect(out.startsWith('\ufeff')).toBe(true)
    expect(rest).toEqual([''])
    expect(header!.split(';')).toContain('raison principale')
    expect(line).toContain(`"'=HYPERLINK(""http://x"";""demande"")`)
  })

  test('a file that hangs costs one line, and the scan goes on', { timeout: 180_000 }, async () => {
    put('a.md')
    put('b.md', ENDLESS)
    put('c.md')
    const { code, out } = await run(['scan', '.', '--format', 'jsonl', '--delai', '2'])
    expect(code).toBe(3)
    expect(jsonl(out).map(({ path, score }) => [path, score !== null])).toEqual([
      ['a.md', true],
      ['b.md', false],
      ['c.md', true],
    ])
  })

  test.runIf(process.platform === 'linux')('Control-C gives what was read and answers 130', async () => {
    put('a.md')
    put('b.md', ENDLESS)
    // The first letter is said as soon as it is read, while the second still is.
    const streaming = start(['scan', '.', '--format', 'jsonl', '--delai', '300'])
    streaming.stdout?.once('data', () => streaming.kill('SIGINT'))
    const streamed = await answer(streaming)
    expect(streamed.code).toBe(130)
    expect(jsonl(streamed.out).map(({ path }) => path)).toEqual(['a.md'])
    // The table comes at the end, whatever was read: its readers tell that the work has begun.
    const child = start(['scan', '.', '--delai', '300'])
    const begun = setInterval(() => {
      const readers = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
      if (readers.trim() === '' || child.killed) return
      clearInterval(begun)
      child.kill('SIGINT')
    }, 20)
    const { code, out } = await answer(child)
    expect(code).toBe(130)
    expect(out).toContain('Analyse interrompue')
  })

  test('a closed pipe is silent', async () => {
    const child = start(['scan', join(SAMPLES, 'caf-valmont'), '--format', 'jsonl'])
    child.stdout!.once('data', () => child.stdout!.destroy())
    const { code, err } = await answer(child)
    expect(code).toBe(0)
    expect(err).toBe('')
  })

  test('a text too short is scored only when asked', async () => {
    put('court.md', 'Il vous est demandé de procéder à l’envoi de votre dossier.')
    const [short] = jsonl((await run(['scan', '.', '--format', 'jsonl'])).out)
    const [forced] = jsonl((await run(['scan', '.', '--format', 'jsonl', '--sans-minimum'])).out)
    expect(short).toMatchObject({ score: null, problems: [{ code: 'trop-court' }] })
    expect(forced!.score).not.toBeNull()
    expect(forced!.findings).toEqual(short!.findings)
  })
})

describe('analyse, rules, init', () => {
  test('analyse gives CoNLL-U whose columns hold, and words as JSON', async () => {
    put('lettre.md')
    const { code, out } = await run(['analyse', 'lettre.md', '--format', 'conllu'])
    expect(code).toBe(0)
    const lines = out.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines.length).toBeGreaterThan(50)
    for (const line of lines) expect(line.split('\t')).toHaveLength(10)
    const { words, blocks } = JSON.parse(
      (await run(['analyse', '-', '--type-fichier', 'md', '--format', 'json'], LETTER)).out,
    )
    expect(words).toBeGreaterThan(50)
    expect(blocks[0].sentences[0].tokens[0].text).toBe('Votre')
    for (const { zoneConfidence } of blocks) expect(zoneConfidence > 0 && zoneConfidence <= 1).toBe(true)
    expect((await run(['analyse', 'absent.md'])).code).toBe(2)
  })

  test('rules lists every rule and explains each', async () => {
    const list = JSON.parse((await run(['rules', '--format', 'json'])).out) as {
      id: string
      name: string
      why: string
    }[]
    const { out } = await run(['rules'])
    for (const { id } of list) expect(out).toContain(`  ${id} `)
    const page = await run(['regles', list[0]!.id])
    expect(page.code).toBe(0)
    expect(page.out).toContain(list[0]!.name)
    expect(page.out).toContain('Sources')
  })

  test('init writes a limpide.yml without a mistake, and never over another', async () => {
    expect((await run(['init'])).code).toBe(0)
    const written = readFileSync(join(root, 'limpide.yml'), 'utf8')
    put('lettre.md')
    expect((await run(['check', 'lettre.md'])).err).toBe('')
    // Every example in it holds once its « # » is taken away.
    writeFileSync(join(root, 'limpide.yml'), written.replace(/^( +)# /gm, '$1'))
    expect((await run(['check', 'lettre.md'])).err).toBe('')
    expect((await run(['init'])).code).toBe(2)
    expect((await run(['init', 'nulle-part'])).code).toBe(2)
  })
})
