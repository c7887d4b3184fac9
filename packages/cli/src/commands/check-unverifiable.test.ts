import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders } from '@limpide/library'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { docxOf } from '../../../document/src/office-fixture.ts'
import { check } from './check.ts'

const SENTENCE = 'Votre dossier est incomplet. Il manque votre avis d’imposition.'

let root: string
let said: string

afterAll(keepReaders())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-facts-'))
  said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

test('what a file does not say of its looks is counted in a line, named when asked, and given as JSON', async () => {
  const silent = join(root, 'lettre.md')
  const telling = join(root, 'lettre.docx')
  writeFileSync(silent, `Madame,\n\n${SENTENCE}\n`)
  writeFileSync(telling, await docxOf(`<w:p><w:r><w:t>${SENTENCE}</w:t></w:r></w:p>`))
  const saidBy = async (options: Parameters<typeof check>[1]): Promise<string> => {
    said = ''
    await check([silent, telling], options)
    return said
  }
  const [{ unverifiable }, docx] = JSON.parse(await saidBy({ format: 'json' }))
  expect(unverifiable).toContainEqual({ rule: 'police-trop-petite', missing: ['font-size'] })
  expect(unverifiable).toContainEqual({ rule: 'couleur-contraste', missing: ['color'] })
  // Markdown declares its bold letters: what a rule says of them, or not, is an answer.
  expect(unverifiable.map(({ rule }: { rule: string }) => rule)).not.toContain('gras-excessif')
  expect(docx.unverifiable).toEqual([])

  const plain = await saidBy({ format: 'text' })
  expect(plain.split('\n').filter((line) => /vérifié|vérifiable/.test(line))).toEqual([
    `${unverifiable.length} règles n’ont pas pu être vérifiées\u00a0: ce fichier ne dit pas tout de son aspect (--details les nomme).`,
  ])
  const detailed = await saidBy({ format: 'text', details: true })
  expect(detailed.split('Non vérifiable, car ce fichier ne dit pas\u00a0:\n').length).toBe(2)
  expect(detailed).toContain('  la taille des lettres\u00a0: Police trop petite\n')
  expect(detailed).toMatch(/ {2}les pages et leurs marges\u00a0: .*Page dense\n/)
})
