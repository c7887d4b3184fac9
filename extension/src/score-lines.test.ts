import type { ScoreAnswer } from '@limpide/server'
import { expect, test } from 'vitest'
import { type Line, scoreLines } from './score-lines.ts'

const ANSWER: ScoreAnswer = {
  uri: 'file:///lettre.md',
  version: 1,
  type: 'Demande de pièces (reconnu à 67\u00a0%)',
  score: {
    value: 18.2,
    margin: 1.2,
    grade: 'C',
    gradeLabel: 'à améliorer',
    parts: { phrases: 24, vocabulaire: 28 },
    missing: ['contact-manquant'],
    said: [],
  },
  findings: 12,
  mentions: [{ rule: 'contact-manquant', name: 'Contact manquant' }],
  gains: [{ rule: 'ton-menacant', name: 'Ton menaçant', count: 2, points: 3, value: 15, grade: 'C' }],
  contributions: [{ said: 'les phrases comptent 13 mots en moyenne', points: 3.3, principle: 'phrases' }],
  unverifiable: [
    { said: 'la taille des lettres', rules: ['Police trop petite'] },
    { said: 'les pages et leurs marges', rules: ['Page dense', 'Police trop petite'] },
  ],
}

const all = (lines: readonly Line[]): Line[] => lines.flatMap((line) => [line, ...all(line.lines ?? [])])

test('the head of each line is what a narrow side bar still shows', () => {
  const lines = all(scoreLines(ANSWER)).map(({ label, detail }) => `${label} | ${detail ?? ''}`)
  expect(lines).toEqual([
    'C, 18/100\u00a0: à améliorer | ± 1',
    'Demande de pièces | reconnu à 67\u00a0%',
    'Mentions à ajouter | sinon, C au mieux',
    'Contact manquant | ',
    'À faire d’abord | si vous corrigez…',
    'C, 15/100 | Ton menaçant (2)',
    'Pourquoi cette note | ',
    '+ 3,3 | les phrases comptent 13 mots en moyenne',
    'Par principe | ',
    'Phrases | 24/100',
    'Vocabulaire | 28/100',
    'Non vérifiable | 2 règles',
    'La taille des lettres | Police trop petite',
    'Les pages et leurs marges | Page dense · Police trop petite',
  ])
})

test('a screen reader hears whole sentences, and where a line leads', () => {
  const lines = all(scoreLines(ANSWER))
  for (const { said } of lines) expect(said).toMatch(/[.!?…]$/)
  expect(lines.find(({ rule }) => rule === 'ton-menacant')?.said).toBe(
    'Ton menaçant, 2 remarques\u00a0: si vous corrigez, la note devient C, 15 sur 100. Appuyez pour aller à la première.',
  )
})

test('a document without a grade says why, and a declared type stands alone', () => {
  const lines = scoreLines({ ...ANSWER, type: 'Courriel', score: null, problem: 'Ce texte est trop court.', gains: [] })
  expect(lines.map(({ label, detail }) => [label, detail])).toEqual([
    ['Ce texte est trop court.', undefined],
    ['Courriel', undefined],
    ['Non vérifiable', '2 règles'],
  ])
})

test('what could not be verified is one line, closed, and says why', () => {
  const last = scoreLines(ANSWER).at(-1)
  expect(last?.isClosed).toBe(true)
  expect(last?.said).toBe(
    'Non vérifiable. Ce fichier ne dit pas tout de son aspect\u00a0: 2 règles n’ont pas pu être vérifiées.',
  )
  expect(last?.lines?.[0]?.said).toBe(
    'Ce fichier ne dit pas la taille des lettres. Pas de réponse pour «\u00a0Police trop petite\u00a0».',
  )
  expect(scoreLines({ ...ANSWER, unverifiable: [] }).map(({ label }) => label)).not.toContain('Non vérifiable')
})
