import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pdfOf } from '../../../document/src/office-fixture.ts'
import { drawPages } from '../../../document/src/read-pdf.ts'
import { check } from './check.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-ocr-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

test('a picture is read when « --ocr » asks for it, and named as a picture otherwise', {
  timeout: 60_000,
}, async () => {
  const letter = pdfOf([[{ text: 'Votre dossier a été transmis au service.', x: 72, y: 700, size: 14 }]])
  const file = join(root, 'lettre.png')
  for await (const { image } of drawPages(letter, [1])) writeFileSync(file, image)
  let said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  expect(await check([file], { format: 'json' })).toBe(3)
  expect(said).toContain('"code": "format-image"')
  said = ''
  expect(await check([file], { format: 'json', ocr: true })).toBe(0)
  expect(said).toContain('"format": "image"')
  expect(said).toContain('"code": "texte-reconnu"')
})
