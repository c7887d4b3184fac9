import fc from 'fast-check'
import { createLimpide } from 'limpide'
import { expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { toDiagnostic } from './convert.ts'
import { diagnosticMemory } from './diagnostic-memory.ts'
import { encoded } from './write-diagnostics.ts'

const limpide = createLimpide()
const LETTER = [
  '# Votre dossier',
  ...Array.from(
    { length: 5 },
    (_, i) => `Nonobstant votre courrier n° ${i}, il convient de procéder à l’examen du dossier par la commission.`,
  ),
  'Cordialement,',
].join('\n\n')
const PIECES = ['é', '\n', '\n\n', 'Nonobstant ', '. ', 'la commission 😀 ', '- ', '\r\n', '']

const pageOf = ({ rule }: { readonly rule: string }): string => `file:///pages/${rule}.md`
const findingsOf = (text: string) => limpide.check(text).result.findings

test('as a letter is typed, its diagnostics are those that would be made anew, and their bytes too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 4 }),
      (edits) => {
        const memory = diagnosticMemory()
        let text = LETTER
        for (const [place, length, added] of [[0, 0, ''] as const, ...edits]) {
          const at = place % (text.length + 1)
          text = text.slice(0, at) + added + text.slice(at + length)
          const document = TextDocument.create('file:///lettre.md', 'markdown', 1, text)
          const findings = findingsOf(text)
          const items = memory.of(document, findings, pageOf)
          expect(items).toEqual(findings.map((finding) => toDiagnostic(document, finding, pageOf(finding))))
          for (const message of [
            { jsonrpc: '2.0', id: 3, result: { kind: 'full', resultId: 'é’', items } },
            { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: { uri: 'a', diagnostics: items } },
          ])
            expect(JSON.parse(new TextDecoder().decode(encoded(message)))).toEqual(JSON.parse(JSON.stringify(message)))
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('a diagnostic whose line did not change is the very same object, wherever its offsets went', () => {
  const memory = diagnosticMemory()
  const at = (text: string) =>
    memory.of(TextDocument.create('file:///lettre.md', 'markdown', 1, text), findingsOf(text), pageOf)
  const before = at(LETTER)
  const after = at(LETTER.replace('# Votre', '# Votre beau'))
  const last = before.filter(({ range }) => range.start.line === 8)
  expect(last.length).toBeGreaterThan(1)
  for (const item of last) expect(after).toContain(item)
})

test('a list that shares items with those written before it is written as if it were the first', () => {
  const items = Array.from({ length: 12 }, (_, rank) => ({ rank, said: 'é'.repeat(rank) }))
  fc.assert(
    fc.property(fc.array(fc.subarray(items), { minLength: 2, maxLength: 6 }), (lists) => {
      for (const diagnostics of lists) {
        const message = { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: { uri: 'a', diagnostics } }
        expect(new TextDecoder().decode(encoded(message))).toBe(JSON.stringify(message))
      }
    }),
  )
})

test('other messages are written as they are', () => {
  const messages = [
    { jsonrpc: '2.0', id: 1, result: { kind: 'full', items: [] } },
    { jsonrpc: '2.0', id: 1, result: null },
    { jsonrpc: '2.0', id: 1, result: [{ items: 1 }] },
    { jsonrpc: '2.0', id: 'a', error: { code: 1, message: 'é' } },
    { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: { uri: 'a', diagnostics: [] } },
    { jsonrpc: '2.0', id: 2, method: 'limpide/autre', params: { uri: 'a', diagnostics: [1] } },
  ]
  for (const message of messages)
    expect(JSON.parse(new TextDecoder().decode(encoded(message)))).toEqual(JSON.parse(JSON.stringify(message)))
})
