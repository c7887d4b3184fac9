import { expect, test } from 'vitest'
import { loadFrench, type Token } from './index.ts'
import { mendVerbs } from './mend-verbs.ts'
import { createWordSlot, WordNotes } from './word-notes.ts'

const french = loadFrench()

function tokensOf(text: string) {
  return french.analyse(text).flatMap((sentence) => sentence.tokens)
}

test('tokens written alike with one lemma share their notes, whatever sentence they stand in', () => {
  const [first, second] = ['Votre dossier est complet.', 'Nous étudions ce dossier.'].map((text) =>
    tokensOf(text).find((token) => token.norm === 'dossier'),
  )
  expect(first?.notes).toBeDefined()
  expect(second?.notes).toBe(first?.notes)
})

test('one form has other notes for each of its lemmas', () => {
  const read = tokensOf('Le livre est ouvert.').find((token) => token.norm === 'livre')
  const delivered = tokensOf('Il livre le colis.').find((token) => token.norm === 'livre')
  expect([read?.lemma, delivered?.lemma]).toEqual(['livre', 'livrer'])
  expect(delivered?.notes).not.toBe(read?.notes)
})

test('a word that is read again as a verb has notes of its own', () => {
  const tokens: Token[] = [...tokensOf('ne président')].map((token) =>
    token.norm === 'président' ? { ...token, upos: 'NOUN', lemma: 'président' } : token,
  )
  const before = tokens[1]?.notes
  mendVerbs(tokens, french.analyses)
  expect(tokens[1]?.lemma).toBe('présider')
  expect(tokens[1]?.notes).not.toBe(before)
})

test('each reader finds what it wrote, and only that', () => {
  const one = createWordSlot<string>()
  const other = createWordSlot<number>()
  const notes = new WordNotes()
  notes.write(one, 'a')
  expect([notes.read(one), notes.read(other)]).toEqual(['a', undefined])
  notes.write(other, 0)
  expect([notes.read(one), notes.read(other)]).toEqual(['a', 0])
})

test('a printed token says nothing of its notes', () => {
  const [token] = tokensOf('Bonjour.')
  expect(JSON.parse(JSON.stringify(token))).not.toHaveProperty('notes')
})
