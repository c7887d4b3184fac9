import fc from 'fast-check'
import { check } from 'limpide'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CodeAction, Diagnostic, Position, Range } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type Client, connect } from './client-fixture.ts'

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

beforeAll(async () => {
  client = await connect()
})

afterAll(() => client.close())

const within = (document: TextDocument, { start, end }: Range): boolean =>
  document.offsetAt(start) <= document.offsetAt(end) &&
  [start, end].every((place) => {
    const back = document.positionAt(document.offsetAt(place))
    return back.line === place.line && back.character === place.character
  })

test('whatever is typed, in whatever order, the remarks are those of the text, and every answer comes', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ language, text, edits, at }) => {
      count += 1
      const path = `texte-${count}`
      const uri = client.uri(path)
      const mirror = TextDocument.create(uri, language, 1, text)
      await client.open(path, text, language)
      for (const [rank, changes] of edits.entries()) {
        TextDocument.update(
          mirror,
          changes.map(({ range, text }) => (range ? { range, text } : { text })),
          rank + 2,
        )
        await client.change(path, rank + 2, ...changes.map(({ range, text }) => (range ? { range, text } : { text })))
      }
      const { items } = await client.pull(path)
      const format = language === 'markdown' ? 'md' : language === 'plaintext' ? 'txt' : 'html'
      const expected = check(mirror.getText(), { format }).result.findings
      const place = (start: Position): string => `${start.line}:${start.character}`
      expect(items.map(({ code, range }: Diagnostic) => `${code} ${place(range.start)}-${place(range.end)}`)).toEqual(
        expected.map(
          ({ rule, start, end }) => `${rule} ${place(mirror.positionAt(start))}-${place(mirror.positionAt(end))}`,
        ),
      )
      for (const { range, relatedInformation = [] } of items)
        for (const found of [range, ...relatedInformation.map(({ location }) => location.range)])
          expect(within(mirror, found)).toBe(true)
      const asked = { textDocument: { uri }, position: at }
      const whole = { start: { line: 0, character: 0 }, end: { line: 2_147_483_647, character: 0 } }
      await client.connection.sendRequest('textDocument/hover', asked)
      await client.connection.sendRequest('textDocument/documentSymbol', asked)
      await client.connection.sendRequest('textDocument/completion', { ...asked, context: { triggerKind: 1 } })
      const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: whole,
        context: { diagnostics: [] },
      })
      for (const { edit } of actions)
        for (const found of edit?.documentChanges ?? [])
          if ('textDocument' in found && found.textDocument.uri === uri)
            for (const { range } of found.edits as { range: Range }[]) expect(within(mirror, range)).toBe(true)
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
    }),
    { numRuns: 40 },
  )
  const journal = client.sent.filter(
    ({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1,
  )
  expect(journal).toEqual([])
})
