import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { UsageError } from './exit.ts'
import { openTheme } from './theme.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'limpide-theme-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a theme that is not there, or is a folder, stops the command and says what to give', async () => {
  await expect(openTheme(join(root, 'absent.json'))).rejects.toThrow(UsageError)
  await expect(openTheme(root)).rejects.toThrow('est un dossier\u00a0: donnez le fichier du thème')
})

test('what is wrong in a theme is told: which file, which line, what is there, what is expected', async () => {
  const file = join(root, 'theme.json')
  writeFileSync(
    file,
    '{\n  "nom": "Ière",\n  "logo": "logo.png",\n  "police": { "fichier": "police.woff2" },\n  "couleurs": { "accent": "vert" }\n}',
  )
  // A page saved under the name of a picture, and half a font: the browser would refuse both without a word.
  writeFileSync(join(root, 'logo.png'), '<!doctype html><p>Page introuvable</p>')
  writeFileSync(join(root, 'police.woff2'), 'wO')
  const said: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  try {
    expect(await openTheme(file)).toEqual({ light: {}, dark: {}, name: 'Ière' })
  } finally {
    spy.mockRestore()
  }
  expect(said.join('').replaceAll(root, '').trimEnd().split('\n')).toEqual([
    '/theme.json, ligne 5\u00a0: La couleur « accent » (clair) n’est pas comprise : « vert ». Écrivez-la #rrggbb, par exemple #005a4e.',
    '/theme.json, ligne 3\u00a0: Le fichier du thème « logo.png » (logo) n’est pas du bon format. Donnez un fichier PNG, JPEG, SVG ou WebP.',
    '/theme.json, ligne 4\u00a0: Le fichier du thème « police.woff2 » (police) n’est pas du bon format. Donnez un fichier WOFF2, WOFF, TTF ou OTF.',
  ])
})
