import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReaders } from '@limpide/library'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { LETTER } from '../../../map/src/kit/prose-fixture.ts'
import { main } from '../main.ts'
import { openPlanTables } from './tables.ts'
import { importResults, makeKit } from './user-test.ts'

const root = mkdtempSync(join(tmpdir(), 'limpide-kit-'))
afterAll(keepReaders())
afterAll(() => rmSync(root, { recursive: true, force: true }))

let out = ''
let err = ''
beforeEach(() => {
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text)
    return true
  })
  return () => vi.restoreAllMocks()
})

function put(name: string, content: string): string {
  const file = join(root, name)
  writeFileSync(file, content)
  return file
}

const html = (name: string) => ({ sortie: join(root, name) })

describe('the kit', () => {
  test('is written from a document, without its personal data', async () => {
    const kit = join(root, 'kit.html')
    expect(await makeKit(put('lettre.md', LETTER), { sortie: kit, service: 'Ville de Brives' })).toBe(0)
    expect(out).toMatch(/kit\.html\u00a0: kit [0-9A-F]{8}, 5\d trous, \d+ phrases à surligner, 5 questions\.\n$/)
    const page = readFileSync(kit, 'utf8')
    expect(page).toContain('«\u00a0Ville de Brives\u00a0» veut savoir')
    expect(page).not.toContain('01 99 00 41 12')
  })

  test('of a text too short is refused with the number of words it takes', async () => {
    const file = put('court.txt', 'Bonjour.')
    await expect(makeKit(file, html('court.html'))).rejects.toThrow(
      /trop court pour un test\u00a0: 0 mot dans .* 30 au moins/,
    )
    expect(existsSync(join(root, 'court.html'))).toBe(false)
  })

  test('of an empty file is refused with what to do', async () => {
    expect(await makeKit(put('vide.docx', ''), html('vide.html'))).toBe(3)
    expect(err).toContain('vide.docx\u00a0»\u00a0: Le fichier est vide. Vérifiez que le bon fichier a été enregistré.')
  })

  test.each([
    ['inconnu.docx', 'kit.html', /n’existe pas\. Vérifiez le chemin/],
    ['.', 'kit.html', /est un dossier\u00a0: donnez un seul document/],
    ['lettre.md', 'kit.docx', /le kit est une page HTML ou un PDF/],
    ['lettre.md', 'nulle-part/kit.html', /le dossier de .* n’existe pas/],
  ])('of %s in %s is refused before anything is read', async (file, output, said) => {
    put('lettre.md', LETTER)
    await expect(makeKit(join(root, file), { sortie: join(root, output) })).rejects.toThrow(said)
  })
})

test('what the command lacks is said with the help of that very command', async () => {
  await main(['node', 'limpide', 'test-usagers', 'importer', 'r.csv'])
  expect(err).toBe('limpide\u00a0: il manque «\u00a0document\u00a0».\nAide\u00a0: limpide user-test import --help\n')
  process.exitCode = 0
})

describe('the results', () => {
  test('are said with their margin, compared, and kept as a proof of the very text that was tried', async () => {
    const letter = put('lettre.md', LETTER)
    const before = put(
      'avant.csv',
      ['kit;trous;mots;q1', ...[10, 12, 14, 11, 13].map((mots) => `0000AAAA;40;${mots};non`)].join('\n'),
    )
    const after = put(
      'apres.csv',
      ['personne;mots;q1;orange', ...[35, 36, 34, 37, 33].map((mots, i) => `${i};${mots};oui;3`), '9;999;oui;'].join(
        '\n',
      ),
    )
    expect(await importResults(after, letter, { avant: before, memoriser: true })).toBe(0)
    expect(out).toMatch(/Texte à trous\u00a0: 6\d\u00a0% de mots exacts \(entre \d+ et \d+\u00a0%\), 5 personnes/)
    expect(out).toMatch(/3\. 5 sur 5 .*Envoyez-nous une copie de votre bail/)
    expect(out).toMatch(/Texte à trous\u00a0: \+3\d points \(entre .*La nouvelle version est mieux comprise\./)
    expect(out).toContain('intervalle de Wilson')
    expect(err).toContain('apres.csv, ligne 7\u00a0: Cette ligne n’est pas comptée')
    const plan = await openPlanTables(root)
    const proofs = await plan.proofs('lettre.md')
    await plan.close()
    expect(proofs).toMatchObject([{ kind: 'test-usagers', participants: 5 }])
    expect(JSON.stringify(proofs)).not.toMatch(/bail|logement/)
  })

  test('of another text prove nothing of this one, and a table that is not there is said', async () => {
    const letter = put('lettre.md', LETTER)
    const other = put('autre.csv', 'kit;trous;mots\n0000AAAA;40;20\n0000AAAA;40;21\n')
    await expect(importResults(other, letter, { memoriser: true })).rejects.toThrow(/ils ne prouvent rien sur ce texte/)
    expect(err).toContain('Le document a changé depuis ce test')
    await expect(importResults(join(root, 'absent.csv'), letter, {})).rejects.toThrow(/absent\.csv.* n’existe pas/)
  })
})
