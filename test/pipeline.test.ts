import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { type Analysed, createLimpide, type Finding, type Score, type TextFormat } from 'limpide'
import { readBytes } from 'limpide/read'
import { beforeAll, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const LIBRARY = join(import.meta.dirname, 'library')
const COMMAND = join(ROOT, 'packages', 'cli', 'bin', 'limpide.js')

/** What two faces must agree on. */
interface Said {
  readonly findings: readonly Pick<
    Finding,
    'rule' | 'principle' | 'severity' | 'message' | 'start' | 'end' | 'suggestions'
  >[]
  readonly score: Score | null
}

interface Record extends Said {
  readonly path: string
}

const limpide = createLimpide()
const config = limpide.parseConfig(readFileSync(join(LIBRARY, 'limpide.yml'), 'utf8'))
let scanned: readonly Record[]

beforeAll(async () => {
  const out = await run(['scan', LIBRARY, '--format', 'jsonl'])
  scanned = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record => JSON.parse(line))
})

function run(args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], { maxBuffer: 1 << 28 }, (_, out) => resolve(out))
    child.stdin?.end(input)
  })
}

function plain({ findings, score }: Said): Said {
  const said = findings.map(({ rule, principle, severity, message, start, end, suggestions }) => ({
    rule,
    principle,
    severity,
    message,
    start,
    end,
    suggestions,
  }))
  // The command speaks JSON: what it cannot say is not compared.
  return JSON.parse(JSON.stringify({ findings: said, score }))
}

function fromLibrary({ result, score }: Analysed): Said {
  return plain({ findings: result.findings, score })
}

describe('the same bytes give the same findings and the same score', () => {
  test('through the library and the scan of a folder, in every format', async () => {
    const formats = new Set<string>()
    let compared = 0
    for (const record of scanned) {
      const file = join(ROOT, relative(ROOT, record.path))
      let expected: Analysed
      try {
        expected = limpide.checkDocument(await readBytes(readFileSync(record.path), { name: record.path }), {
          config,
          path: relative(LIBRARY, record.path),
        })
      } catch {
        expect(record.score, file).toBeNull()
        continue
      }
      expect(plain(record), file).toEqual(fromLibrary(expected))
      formats.add(expected.document.format)
      compared += record.findings.length
    }
    expect([...formats].sort()).toEqual(['docx', 'eml', 'html', 'md', 'odt', 'pdf', 'txt'])
    expect(compared).toBeGreaterThan(100)
  })

  test('through the check of each file, in every format', async () => {
    const records: readonly Record[] = JSON.parse(
      await run(['check', ...scanned.map(({ path }) => path), '--format', 'json']),
    )
    expect(records.map(({ path }) => path)).toEqual(scanned.map(({ path }) => path))
    for (const [i, record] of records.entries()) expect(plain(record), record.path).toEqual(plain(scanned[i]!))
  })

  test('through the text that an editor holds', () => {
    const texts = scanned.filter(
      ({ path }) => ['.md', '.html', '.txt'].includes(extname(path)) && readFileSync(path).length > 0,
    )
    expect(texts.length).toBeGreaterThan(20)
    for (const record of texts) {
      const source = new TextDecoder().decode(readFileSync(record.path))
      const format = extname(record.path).slice(1) as TextFormat
      expect(
        fromLibrary(limpide.check(source, { format, config, path: relative(LIBRARY, record.path) })),
        record.path,
      ).toEqual(plain(record))
    }
  })

  test('a second check of the same document, which finds its blocks already analysed', () => {
    const source = readFileSync(join(LIBRARY, 'caf-valmont', 'aide-logement', 'refus-apl-avant.md'), 'utf8')
    const first = fromLibrary(limpide.check(source))
    expect(fromLibrary(limpide.check(source))).toEqual(first)
    expect(fromLibrary(createLimpide().check(source))).toEqual(first)
  })
})
