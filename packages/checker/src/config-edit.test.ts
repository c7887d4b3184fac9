import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { addToDictionary, ignoreRemark, ignoreRule, setSeverity } from './config-edit.ts'

const FILE = `# Notre équipe
profil: courrier   # le plus courant

regles:
    # longues phrases permises dans les arrêtés
    phrase-longue: { mots-maximum: 30 } # décidé en 2026
    voix-passive: non
sigles:
  # CAF: caisse d’allocations familiales

dictionnaire:
- téléservice # accepté
- "mot-clé"

documents:
  # - chemin: a.docx
`

test('the reason of a rule turned off stands at the end of its line, where there is room for it', () => {
  expect(ignoreRule('', 'latin', 'mots\nde la charte')).toBe('regles:\n  latin: non # mots de la charte\n')
  expect(ignoreRule('regles:\n  latin: oui # avant\n', 'latin', 'motif')).toBe(
    'regles:\n  latin: non # motif # avant\n',
  )
  expect(ignoreRule('regles:\n  latin:\n    mots-maximum: 3\n', 'latin', 'motif')).toBe(
    'regles:\n  latin:\n    severite: non # motif\n    mots-maximum: 3\n',
  )
  expect(ignoreRule('regles: { latin: oui, sigle: non }\n', 'latin', 'motif')).toBe(
    'regles: { latin: non, sigle: non }\n',
  )
})

describe('a change made for the writer keeps the rest of limpide.yml to the letter', () => {
  test('a word is added after the others', () => {
    expect(addToDictionary(FILE, 'guichet unique')).toBe(
      FILE.replace('- "mot-clé"\n', '- "mot-clé"\n- guichet unique\n'),
    )
  })

  test('a word already there changes nothing', () => {
    expect(addToDictionary(FILE, 'Téléservice')).toBe(FILE)
  })

  test('a rule is turned off, its thresholds kept', () => {
    expect(ignoreRule(FILE, 'phrase-longue')).toBe(
      FILE.replace('{ mots-maximum: 30 }', '{ severite: non, mots-maximum: 30 }'),
    )
  })

  test('a severity is changed, or given', () => {
    expect(setSeverity(FILE, 'voix-passive', 'erreur')).toBe(FILE.replace('voix-passive: non', 'voix-passive: erreur'))
    expect(setSeverity(FILE, 'latin', 'information')).toBe(
      FILE.replace('    phrase-longue:', '    latin: information\n    phrase-longue:'),
    )
    expect(setSeverity(setSeverity(FILE, 'phrase-longue', 'erreur')!, 'phrase-longue', 'oui')).toBe(
      FILE.replace('{ mots-maximum: 30 }', '{ severite: oui, mots-maximum: 30 }'),
    )
  })

  test.each([
    ['', 'regles:\n  latin: non\n'],
    ['profil: web', 'profil: web\n\nregles:\n  latin: non\n'],
    ['regles:\n  # rien encore\nprofil: web\n', 'regles:\n  latin: non\n  # rien encore\nprofil: web\n'],
    ['regles: {}\n', 'regles: { latin: non }\n'],
    ['regles: { a: non }\n', 'regles: { latin: non, a: non }\n'],
    ['regles:\n  latin:\n    severite: erreur # !\n', 'regles:\n  latin:\n    severite: non # !\n'],
    ['regles:\n  latin:\n    mots-maximum: 3\n', 'regles:\n  latin:\n    severite: non\n    mots-maximum: 3\n'],
    ['profil: web\r\n', 'profil: web\r\n\r\nregles:\r\n  latin: non\r\n'],
  ])('whatever stands there: %j', (before, after) => {
    expect(ignoreRule(before, 'latin')).toBe(after)
  })

  test.each([
    ['dictionnaire: []\n', 'dictionnaire: [mot]\n'],
    ['dictionnaire: [a, b] # x\n', 'dictionnaire: [a, b, mot] # x\n'],
    ['dictionnaire: a\n', 'dictionnaire: [a, mot]\n'],
    ['dictionnaire:\n  # - a\n', 'dictionnaire:\n  - mot\n  # - a\n'],
    ['# seul', '# seul\n\ndictionnaire:\n  - mot\n'],
  ])('a word, whatever stands there: %j', (before, after) => {
    expect(addToDictionary(before, 'mot')).toBe(after)
  })

  test('a remark is ignored for one file', () => {
    expect(ignoreRemark('', { path: 'a, b.docx', rule: 'latin', text: 'in fine', reason: 'cité : voir la loi' })).toBe(
      'ignorer-remarques:\n  - { chemin: "a, b.docx", regle: latin, texte: in fine, motif: "cité : voir la loi" }\n',
    )
  })

  test('a file that is not YAML, or not ours, is left to its author', () => {
    for (const source of ['regles: [', '- a\n- b\n', 'bonjour']) {
      expect(addToDictionary(source, 'mot')).toBeUndefined()
      expect(ignoreRule(source, 'latin')).toBeUndefined()
    }
  })

  test('any word and any file: what is written is read back, or the file is left', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', FILE, 'dictionnaire: [a]\n', 'dictionnaire: a', 'a: 1'),
        fc.string({ minLength: 1 }).filter((word) => word.trim() !== ''),
        (source, word) => {
          const edited = addToDictionary(source, word)
          if (edited === undefined) return
          // « dictionnaire: a » already has « a »: it stays the one word it was.
          const words: unknown[] = [parse(edited).dictionnaire].flat()
          const wanted = word.normalize('NFC').trim()
          expect(words.map((found) => String(found).toLowerCase())).toContain(wanted.toLowerCase())
        },
      ),
    )
    fc.assert(fc.property(fc.string(), (source) => void ignoreRule(source, 'latin')))
  })
})
