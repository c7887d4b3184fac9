import fc from 'fast-check'
import { check } from 'limpide'
import { afterEach, expect, test } from 'vitest'
import type {
  CodeAction,
  Diagnostic,
  Position,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { ABLE, type Client, connect } from './client-fixture.ts'

/** What people type, paste and leave half written; what programs send. */
const piece = fc.oneof(
  fc.constantFrom(
    'Nonobstant ',
    'votre courrier, ',
    'il convient de répondre. ',
    'Une pénalité a été appliquée par la commission.',
    'À l’été 🏠 ',
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '\r\n\r\n',
    '# ',
    '- ',
    '> ',
    '| a | b |\n|---|---|\n| Nonobstant | c |\n',
    '```\n',
    '<!-- limpide-ignorer archaisme -->',
    '<!-- ',
    '-->',
    '<p>',
    '</p>',
    '<table><tr><td>',
    '{{ usager.nom }}',
    '{% if x %}',
    '---\ntype: refus\n---\n',
    '\ufeff',
    '\u0000',
    '\u2028',
    '\u200d',
    'e\u0301',
    '\ud83c',
    '\udfe0',
    '&nbsp;',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

const position: fc.Arbitrary<Position> = fc.record({
  line: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(1_000, 2_147_483_647)),
  character: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(1_000, 2_147_483_647)),
})

const change = fc.record({
  // The two ends in any order, inside the text or far from it.
  range: fc.option(fc.record({ start: position, end: position }), { nil: undefined, freq: 12 }),
  text: fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')),
})

const scenario = fc.record({
  language: fc.constantFrom('markdown', 'html', 'plaintext', 'jinja-html'),
  text: fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join('')),
  // One notification holds one change or more.
  edits: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
  at: position,
})

let client: Client
let count = 0

afterEach(() => client.close())

/** The place of a document as the client counts it: by the units of UTF-16, or by bytes. */
type Count = (document: TextDocument, place: Position) => Position
const units: Count = (_document, place) => place
const bytes: Count = (document, { line, character }) => {
  const start = { line, character: 0 }
  return { line, character: Buffer.byteLength(document.getText({ start, end: { line, character } })) }
}

/** A client that counts bytes names no place inside a letter. */
const afterLetter = (offset: number, text: string): number =>
  /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(offset - 1, offset + 1)) ? offset + 1 : offset

const within = (document: TextDocument, { start, end }: Range, count: Count): boolean => {
  const places = [start, end].map(({ line, character }) => {
    const base = document.offsetAt({ line, character: 0 })
    for (let offset = base; offset <= document.getText().length; offset += 1) {
      const place = document.positionAt(offset)
      if (place.line !== line) break
      if (count(document, place).character === character) return offset
    }
    return Number.NaN
  })
  return places[0]! <= places[1]!
}

test.each([
  ['utf-16', units],
  ['utf-8', bytes],
] as const)(
  'whatever is typed, in whatever order, the remarks are those of the text, and every answer comes: %s',
  {
    timeout: 120_000,
  },
  async (encoding, columns) => {
    client = await connect({ capabilities: { ...ABLE, general: { positionEncodings: [encoding] } } })
    expect(client.initialized.capabilities.positionEncoding).toBe(encoding)
    await fc.assert(
      fc.asyncProperty(scenario, async ({ language, text, edits, at }) => {
        count += 1
        const path = `texte-${count}`
        const uri = client.uri(path)
        // The text as it must be: cut and joined as strings are, its lines counted anew each time.
        let mirror = TextDocument.create(uri, language, 1, text)
        await client.open(path, text, language)
        for (const [rank, changes] of edits.entries()) {
          const sent: TextDocumentContentChangeEvent[] = []
          for (const { range, text } of changes) {
            const before = mirror.getText()
            const offsetOf = (place: Position): number =>
              columns === bytes ? afterLetter(mirror.offsetAt(place), before) : mirror.offsetAt(place)
            const places = range ? [offsetOf(range.start), offsetOf(range.end)] : [0, before.length]
            // A client that counts bytes names no place inside a letter.
            const asked =
              range && columns === bytes
                ? {
                    start: bytes(mirror, mirror.positionAt(places[0]!)),
                    end: bytes(mirror, mirror.positionAt(places[1]!)),
                  }
                : range
            sent.push(asked ? { range: asked, text } : { text })
            const after = before.slice(0, Math.min(...places)) + text + before.slice(Math.max(...places))
            mirror = TextDocument.create(uri, language, 1, after)
          }
          await client.change(path, rank + 2, ...sent)
        }
        const { items } = await client.pull(path)
        const format = language === 'markdown' ? 'md' : language === 'plaintext' ? 'txt' : 'html'
        const place = ({ line, character }: Position): string => `${line}:${character}`
        // What is wrong with a comment is a note, not a remark of the rules; that one no longer serves is said of a text left as it is.
        const isNote = ({ code }: Diagnostic): boolean => /^(?:ignore|directive)-/.test(String(code))
        const remarks = items.filter((item) => !isNote(item))
        const { problems } = check(mirror.getText(), { format }).result
        const notes = problems.filter(
          ({ code, where = '' }) => where.startsWith('ligne ') && (edits.length === 0 || code !== 'ignore-inutile'),
        )
        expect(
          items
            .filter(isNote)
            .map(({ code }) => code)
            .sort(),
        ).toEqual(notes.map(({ code }) => code).sort())
        expect(
          remarks.map(({ code, range }: Diagnostic) => `${code} ${place(range.start)}-${place(range.end)}`),
        ).toEqual(
          check(mirror.getText(), { format }).result.findings.map(({ rule, start, end }) => {
            const [from, to] = [start, end].map((offset) => place(columns(mirror, mirror.positionAt(offset))))
            return `${rule} ${from}-${to}`
          }),
        )
        for (const { range, relatedInformation = [] } of items)
          for (const found of [range, ...relatedInformation.map(({ location }) => location.range)])
            expect(within(mirror, found, columns)).toBe(true)
        const asked = { textDocument: { uri }, position: at }
        await client.connection.sendRequest('textDocument/hover', asked)
        await client.connection.sendRequest('textDocument/documentSymbol', asked)
        await client.connection.sendRequest('textDocument/completion', { ...asked, context: { triggerKind: 1 } })
        const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
          textDocument: { uri },
          range: { start: { line: 0, character: 0 }, end: { line: 2_147_483_647, character: 0 } },
          context: { diagnostics: [] },
        })
        for (const { edit } of actions)
          for (const found of edit?.documentChanges ?? [])
            if ('textDocument' in found && found.textDocument.uri === uri)
              for (const { range } of found.edits as { range: Range }[])
                expect(within(mirror, range, columns)).toBe(true)
        await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
      }),
      { numRuns: 40 },
    )
    const journal = client.sent.filter(
      ({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1,
    )
    expect(journal).toEqual([])
  },
)
