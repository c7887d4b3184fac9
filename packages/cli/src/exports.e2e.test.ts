import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { keepReaders, type ScanRecord, STORE_FILE } from '@limpide/library'
import Ajv from 'ajv'
import { readBytes } from 'limpide/read'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { runHere } from './command-fixture.ts'

vi.setConfig({ testTimeout: 180_000 })

const PACKAGE = join(import.meta.dirname, '..')
const COMMAND = join(PACKAGE, 'bin', 'limpide.js')
const SAMPLES = join(PACKAGE, '..', '..', 'test', 'library')
const HARD = `# Votre demande

Madame,

${'Il est procédé, sous réserve de la production des pièces dont la liste est fixée par arrêté, et nonobstant toute disposition contraire, à l’instruction de la demande susvisée par les services compétents en vertu de la délégation qui leur est consentie. '.repeat(8)}
`
const CLEAR = `# Votre demande

Madame,

${'Votre dossier est complet. Vous recevrez une réponse dans deux mois. '.repeat(20)}
`
/** A real one, of grade D. */
const COMPLEX = readFileSync(
  join(SAMPLES, 'prefecture-haute-iere', 'titres-sejour', 'convocation-titre-sejour-avant.md'),
  'utf8',
)
let root: string

afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-cli-exports-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string): string {
  const file = join(root, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

interface Answer {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function spawned(
  program: string,
  args: readonly string[],
  more: { env?: Record<string, string> } = {},
): Promise<Answer> {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, DATABASE_URL: undefined, ...more.env },
  })
  return new Promise((resolve) => {
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end()
  })
}

const run = (args: readonly string[], input = '') =>
  runHere(args, { cwd: root, input, env: { DATABASE_URL: undefined } })
const bytes = (path: string): Buffer => readFileSync(join(root, path))
const text = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('exports of a scan', () => {
  test('one scan of the sample library writes every form, which say the same of the same letters', async () => {
    const names = ['lettres.json', 'lettres.jsonl', 'lettres.csv', 'lettres.xlsx', 'limpide.sarif']
    const { code, err } = await run(['scan', SAMPLES, '--exporter', ...names])
    expect(code).toBe(3)
    for (const name of names) expect(err).toContain(`${name}\u00a0:`)
    const records: ScanRecord[] = JSON.parse(text('lettres.json'))
    expect(records.length).toBeGreaterThan(40)
    const lines = text('lettres.jsonl').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(records)

    // What French Excel opens with a double click: UTF-8 said by its mark, semicolons, decimal commas, CRLF.
    const csv = text('lettres.csv')
    expect(csv.startsWith('\ufeffpriorité;')).toBe(true)
    expect(csv.split('\r\n').length).toBe(records.length + 2)
    expect(csv).toMatch(/;\d+,\d;/)

    // Read again by the reader of workbooks: the same cells, numbers as numbers.
    const { blocks } = await readBytes(bytes('lettres.xlsx'), { name: 'lettres.xlsx' })
    const cells = new Set(blocks.map((block) => block.text))
    for (const title of csv.slice(1, csv.indexOf('\r\n')).split(';')) expect(cells).toContain(title)
    for (const { path } of records) expect(cells).toContain(path)

    const schema = JSON.parse(
      readFileSync(
        join(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'), '../schemas/sarif-2.1.0-rtm.5.json'),
        'utf8',
      ),
    )
    const ajv = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' })
    ajv.addMetaSchema(createRequire(import.meta.url)('ajv/lib/refs/json-schema-draft-04.json'))
    const validate = ajv.compile(schema)
    const log = JSON.parse(text('limpide.sarif'))
    expect(validate(log)).toBe(true)
    expect(validate({ ...log, version: '1.0' })).toBe(false)
    const findings = records.reduce((sum, record) => sum + record.findings.length, 0)
    expect(log.runs[0].results).toHaveLength(findings)
    const placed = log.runs[0].results.filter(
      (one: { locations: { physicalLocation: { region?: { startLine?: number } } }[] }) =>
        one.locations[0]!.physicalLocation.region?.startLine !== undefined,
    )
    expect(placed.length).toBeGreaterThan(100)
    // The log that « check » writes, with the text at hand, is as valid.
    const checked = await run(['check', put('lettre.md', HARD), '--format', 'sarif'])
    expect(validate(JSON.parse(checked.out))).toBe(true)
  })

  test('a title that looks like a formula or holds what XML refuses stays a text in the workbook', async () => {
    put('a.md', HARD.replace('# Votre demande', '# =HYPERLINK("http://x";"demande")\u0007 😀'))
    expect((await run(['scan', '.', '--exporter', 'a.xlsx'])).code).toBe(0)
    const { blocks } = await readBytes(bytes('a.xlsx'), { name: 'a.xlsx' })
    expect(
      blocks.some((block) => block.text.startsWith('=HYPERLINK("http://x";"demande")') && block.text.includes('😀')),
    ).toBe(true)
  })

  test('a workbook goes through a pipe whole: the bytes of the file', async () => {
    for (const name of ['a', 'b', 'c']) put(`modeles/${name}.md`, CLEAR.replace('demande', `demande ${name}`))
    expect((await run(['scan', 'modeles', '--exporter', 'lettres.xlsx'])).code).toBe(0)
    const child = spawn(process.execPath, [COMMAND, 'scan', 'modeles', '--format', 'xlsx'], { cwd: root })
    const parts: Buffer[] = []
    for await (const part of child.stdout) parts.push(part)
    expect(Buffer.concat(parts).equals(bytes('lettres.xlsx'))).toBe(true)
  })

  // Linux has a file that answers as a full disk does.
  test.runIf(existsSync('/dev/full'))(
    'a disk that is full is said to be, and not taken for a right that lacks',
    async () => {
      put('a.md', CLEAR)
      for (const name of ['plein.xlsx', 'plein.csv', 'plein.json']) {
        symlinkSync('/dev/full', join(root, name))
        const { code, out, err } = await run(['scan', '.', '--exporter', name])
        expect({ code, out }).toEqual({ code: 2, out: '' })
        expect(err).toContain(`le disque est plein\u00a0: «\u00a0${name}\u00a0» n’est pas écrit en entier`)
      }
      // What goes to standard output says it as well.
      for (const format of ['xlsx', 'csv']) {
        const { code, err } = await spawned('bash', [
          '-c',
          `'${process.execPath}' '${COMMAND}' scan . --format ${format} > /dev/full`,
        ])
        expect(code).toBe(2)
        expect(err).toBe(
          'limpide\u00a0: le résultat n’est pas écrit en entier\u00a0: le disque est plein. Libérez de la place, puis recommencez.\n',
        )
      }
    },
  )

  test('a form that does not exist and a folder that is not there are refused before the scan', async () => {
    put('a.md', CLEAR)
    for (const name of ['lettres.doc', 'lettres', 'absent/lettres.csv']) {
      const { code, out, err } = await run(['scan', '.', '--exporter', name])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(name)
    }
  })

  test('only the letters that a list names are read, from a file or from standard input', async () => {
    for (const name of ['a', 'b', 'c']) put(`modeles/${name}.md`, CLEAR.replace('demande', `demande ${name}`))
    put('liste.txt', 'a.md\r\n# en attente\n\nmodeles/c.md\na.md\nabsent.md\n')
    const { code, out } = await run(['scan', 'modeles', '--liste', 'liste.txt', '--format', 'json'])
    expect(code).toBe(3)
    expect(JSON.parse(out).map(({ path, score }: ScanRecord) => [path, score !== null])).toEqual([
      ['modeles/a.md', true],
      ['modeles/c.md', true],
      ['modeles/absent.md', false],
    ])
    const piped = await run(['scan', 'modeles', '--liste', '-', '--format', 'json'], 'b.md\n')
    expect(JSON.parse(piped.out).map(({ path }: ScanRecord) => path)).toEqual(['modeles/b.md'])
    // A list takes nothing for deleted.
    await run(['scan', 'modeles', '--memoriser'])
    await run(['scan', 'modeles', '--liste', '-'], 'b.md\n')
    const [last] = JSON.parse((await run(['historique', 'modeles', '--format', 'json'])).out)
    expect(last).toMatchObject({ documents: 1, changements: { retires: 0 }, dossiers: ['liste:-'] })
    expect((await run(['scan', 'modeles'])).out).toContain('aucun changement. 3 documents connus, 0 lu.')
  })
})

describe('a reference', () => {
  test('refuses only what got worse, and says of each letter why', async () => {
    put('modeles/dure.md', HARD)
    put('modeles/claire.md', CLEAR)
    const made = await run(['scan', 'modeles', '--ecrire-reference', 'reference.json'])
    expect(made.code).toBe(0)
    const reference = JSON.parse(text('reference.json'))
    expect(Object.keys(reference.documents)).toEqual(['modeles/claire.md', 'modeles/dure.md'])
    expect(text('reference.json')).not.toContain('dossier est complet')
    const against = (...more: string[]) => run(['scan', 'modeles', '--reference', 'reference.json', ...more])

    const same = await against()
    expect(same.code).toBe(0)
    expect(same.out).toContain('0 lettre moins claire, 0 plus claire, 2 stables.')
    // A hard letter that was there already breaks no limit; a new one does.
    expect((await against('--seuil', '5')).code).toBe(0)
    put('modeles/neuve.md', HARD.replace('Madame', 'Monsieur'))
    expect((await against()).code).toBe(0)
    const broken = await against('--seuil', '5')
    expect(broken.code).toBe(1)
    expect(broken.err).toContain('dépassé par 1 document\u00a0: modeles/neuve.md')
    rmSync(join(root, 'modeles/neuve.md'))

    // A touch inside the margin is stable; a letter that got hard is refused.
    put('modeles/claire.md', CLEAR.replace('Madame,', 'Monsieur,'))
    expect((await against()).code).toBe(0)
    put('modeles/claire.md', HARD.replace('Votre demande', 'Votre autre demande'))
    put('modeles/dure.md', CLEAR)
    const worse = await against()
    expect(worse.code).toBe(1)
    expect(worse.out).toContain('1 lettre moins claire, 1 plus claire, 0 stable.')
    expect(worse.out).toMatch(/ {2}modeles\/claire\.md — score \d+,\d → \d+,\d, marge \d/)
    expect((await against('--seuil', '100')).code).toBe(0)

    // From elsewhere, and beside the JSON of an earlier scan, it is the same.
    expect((await run(['scan', join(root, 'modeles'), '--reference', join(root, 'reference.json')])).code).toBe(1)
    expect((await run(['scan', 'modeles', '--exporter', 'avant.json'])).code).toBe(0)
    expect((await run(['scan', 'modeles', '--reference', 'avant.json'])).out).toContain('2 stables')
    // Other rules are said.
    put('reference.json', text('reference.json').replace(/"regles": "[^"]*"/, '"regles": "0.1"'))
    expect((await against()).out).toContain('avec les règles 0.1')
    put('reference.json', '{"documents": []}')
    expect(await against()).toMatchObject({ code: 2, out: '' })
  })
})

describe('the recipes for continuous integration', () => {
  const shells = (name: string): readonly string[] => {
    const recipe = parse(readFileSync(join(PACKAGE, 'recettes', name), 'utf8'))
    if (name === 'gitlab.yml') return [`SEUIL=${recipe.clarte.variables.SEUIL}\n${recipe.clarte.script.join('\n')}`]
    return recipe.jobs.clarte.steps.flatMap(({ run: script }: { run?: string }) =>
      script === undefined ? [] : [script],
    )
  }

  for (const name of ['github.yml', 'gitlab.yml']) {
    test.runIf(process.platform !== 'win32')(
      `${name} passes, refuses a hard letter, and passes beside a reference`,
      async () => {
        const bin = join(root, 'bin', 'limpide')
        put('bin/limpide', `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`)
        chmodSync(bin, 0o755)
        const env = { PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` }
        const job = async (): Promise<number | null> => {
          for (const script of shells(name)) {
            // As their runners do: the first command that fails ends the script.
            const { code } = await spawned('bash', ['-e', '-o', 'pipefail', '-c', script], { env })
            if (code !== 0) return code
          }
          return 0
        }
        put('modeles/claire.md', CLEAR)
        expect(await job()).toBe(0)
        expect(JSON.parse(text('limpide.sarif')).version).toBe('2.1.0')
        expect(text('lettres.csv')).toContain('modeles/claire.md')
        put('modeles/dure.md', COMPLEX)
        expect(await job()).toBe(1)
        expect((await run(['scan', 'modeles', '--ecrire-reference', 'reference.json'])).code).toBe(0)
        expect(await job()).toBe(0)
        put('modeles/neuve.md', `${COMPLEX}\nValmont, le 3 mars 2026.\n`)
        expect(await job()).toBe(1)
      },
    )
  }
})

describe('backups', () => {
  test('a memory that is saved and put back elsewhere knows every letter', async () => {
    put('modeles/a.md', CLEAR)
    put('modeles/b.md', HARD)
    await run(['scan', 'modeles', '--memoriser'])
    const saved = await run(['export', 'modeles', '--sortie', 'sauvegarde.jsonl.gz'])
    expect(saved).toMatchObject({ code: 0, out: '' })
    expect(bytes('sauvegarde.jsonl.gz').subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    expect(existsSync(join(root, 'sauvegarde.jsonl.gz.partiel'))).toBe(false)

    const refused = await run(['import', 'sauvegarde.jsonl.gz', 'modeles'])
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('--remplacer')
    rmSync(join(root, 'modeles', STORE_FILE, '..'), { recursive: true })
    const back = await run(['import', 'sauvegarde.jsonl.gz', 'modeles'])
    expect(back.code).toBe(0)
    expect(back.err).toContain('2 documents')
    expect((await run(['scan', 'modeles'])).out).toContain('aucun changement. 2 documents connus, 0 lu.')

    // Cut in the middle, it changes nothing.
    writeFileSync(join(root, 'coupee.jsonl.gz'), bytes('sauvegarde.jsonl.gz').subarray(0, 400))
    const cut = await run(['import', 'coupee.jsonl.gz', 'modeles', '--remplacer'])
    expect(cut.code).toBe(2)
    expect(cut.err).toContain('n’a pas été modifiée')
    expect((await run(['scan', 'modeles'])).out).toContain('aucun changement. 2 documents connus, 0 lu.')
  })
})
