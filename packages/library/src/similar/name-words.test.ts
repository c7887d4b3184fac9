import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameReader } from './name-words.ts'

/** What the names of some files say, each of another text. */
const named = (...paths: readonly string[]) => {
  const reader = nameReader()
  for (const path of paths) reader.put(path)
  return reader.read(
    Int32Array.from(paths, (_, i) => i),
    paths.length,
  )
}
const OTHERS = ['accueil/bienvenue.odt', 'accueil/horaires.docx', 'cantine/inscription.docx', 'eau/compteur.docx']

test('two states of one letter are named alike, however the words are joined and whatever the figures', () => {
  const { alike } = named('Refus_aide_logement_v2.docx', 'courriers/refusAideLogement (2026).odt', ...OTHERS)
  expect(alike(0, 1)).toBeGreaterThan(0.4)
  expect(alike(1, 0)).toBe(alike(0, 1))
  expect(alike(0, 2)).toBe(0)
})

test('a word that most files are named with tells nothing, be it all they are named with', () => {
  const { alike } = named('courrier-001.pdf', 'courrier-002.pdf', 'courrier-003.pdf', 'courrier-004.pdf')
  expect(alike(0, 1)).toBe(0)
  const { alike: inFolder } = named(
    'aide/a.md',
    'aide/refus.md',
    'eau/refus.md',
    'eau/d.md',
    'eau/e.md',
    'eau/f.md',
    'eau/g.md',
  )
  expect(inFolder(0, 1)).toBe(0)
  expect(inFolder(1, 2)).toBe(1)
  expect(named('', '', 'a.md').alike(0, 1)).toBe(0)
})

test('what all files of a folder are named with tells nothing of two of them, though no other folder has it', () => {
  const subjects = ['refus', 'accord', 'rappel', 'visite', 'travaux', 'recours', 'sursis', 'affichage']
  const permits = subjects.map((subject) => `urbanisme/permis-ddt-${subject}.docx`)
  const many = Array.from({ length: 60 }, (_, i) => `divers/piece-${i}.docx`)
  const { alike } = named(...permits, 'urbanisme/permis-ddt-refus-partiel.docx', ...many)
  expect(alike(0, 1)).toBe(0)
  expect(alike(0, 8)).toBeGreaterThan(0.4)
  // In a folder of a few files, the library alone tells.
  expect(named(...permits.slice(0, 2), ...many).alike(0, 1)).toBeGreaterThan(0.4)
})

test('the same letters composed in another way make the same word', () => {
  const { alike } = named('arrêté.docx', 'copie/arrêté.docx'.normalize('NFD'), ...OTHERS)
  expect(alike(0, 1)).toBeGreaterThan(0.3)
})

test('a text that several files hold is named by the words that all of them have, in whatever order they come', () => {
  const files = [
    ['aide/refus-logement.docx', 0],
    ['archives/2025/refus-logement-ancien.docx', 0],
    ['aide/refus-logement-etudiant.docx', 1],
    ...OTHERS.map((path, i) => [path, i + 2] as const),
  ] as const
  const likeness = (some: typeof files | readonly (typeof files)[number][]) => {
    const reader = nameReader()
    for (const [path] of some) reader.put(path)
    return reader
      .read(
        Int32Array.from(some, ([, text]) => text),
        6,
      )
      .alike(0, 1)
  }
  const once = likeness(files)
  // « refus » and « logement » are those of two texts of six, « etudiant » that of one, and « ancien » of one file only.
  expect(once).toBeCloseTo((2 * Math.log(3)) / (2 * Math.log(3) + Math.log(6)), 9)
  expect(likeness(files.toReversed())).toBe(once)
})

test('any names say from 0 to 1, and the same of both sides', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 2, maxLength: 12 }), (paths) => {
      const { alike } = named(...paths)
      for (let i = 1; i < paths.length; i++) {
        const said = alike(0, i)
        expect(said).toBeGreaterThanOrEqual(0)
        expect(said).toBeLessThanOrEqual(1)
        expect(alike(i, 0)).toBe(said)
      }
    }),
  )
})
