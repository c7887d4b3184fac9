import { createChecker, type Rule } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { type Entry, parseEntries, type Surrounding } from '../../packages/checker/src/words/entry.ts'
import { LISTS, type ListId } from '../lists.generated.ts'
import abreviation from './abreviation.ts'
import adverbeLourd from './adverbe-lourd.ts'
import anglicisme from './anglicisme.ts'
import archaisme from './archaisme.ts'
import delaiVague from './delai-vague.ts'
import formuleDesuete from './formule-desuete.ts'
import jargonAdministratif from './jargon-administratif.ts'
import latin from './latin.ts'
import locutionLourde from './locution-lourde.ts'
import pleonasme from './pleonasme.ts'
import termeDiscriminant from './terme-discriminant.ts'
import termeJuridique from './terme-juridique-non-explique.ts'
import tonCulpabilisant from './ton-culpabilisant.ts'
import tonMenacant from './ton-menacant.ts'

/** A word of a class, where a term wants one after it. */
const SAMPLES = new Map([['@amount', '45 €']])

const LISTED: readonly (readonly [ListId, Rule])[] = [
  ['abreviation', abreviation],
  ['adverbe-lourd', adverbeLourd],
  ['anglicisme', anglicisme],
  ['archaisme', archaisme],
  ['delai-vague', delaiVague],
  ['formule-desuete', formuleDesuete],
  ['jargon-administratif', jargonAdministratif],
  ['latin', latin],
  ['locution-lourde', locutionLourde],
  ['pleonasme', pleonasme],
  ['terme-discriminant', termeDiscriminant],
  ['terme-juridique-non-explique', termeJuridique],
  ['ton-culpabilisant', tonCulpabilisant],
  ['ton-menacant', tonMenacant],
]

const french = loadFrench()

/** Sentences in which the entry stands as in a letter; one at least must be found. */
function carriers(entry: Entry): string[] {
  const only = entry.only[0]
  const words = only ? [...only.words].map((forms) => [...forms][0] ?? '').join(' ') : ''
  const before = only?.place === 'before' ? `${words} ` : ''
  const after = only?.place === 'after' ? ` ${words.startsWith('@') ? (SAMPLES.get(words) ?? 'logement') : words}` : ''
  const anywhere = only?.place === 'anywhere' ? ` ${words}` : ''
  return shapes(entry, before, after).map((text) => tidy(`${text}${anywhere}`))
}

function shapes(entry: Entry, before: string, after: string): string[] {
  const { term, pos } = entry
  const head = term.split(/[ ']/)[0] ?? term
  switch (pos) {
    case 'n': {
      const article = french.genderOf(head) === 'Fem' ? 'la' : 'le'
      const noun = before === '' ? french.join(article, term) : before + term
      return [
        `nous avons parlé de ${noun}${after} hier`,
        `nous avons vu ${noun}${after} hier`,
        `${noun}${after} arrive demain`,
        `nous avons vu les ${term}${after} hier`,
      ]
    }
    case 'adj':
    case 'loc.adj':
      return [
        `vous lirez le document ${before}${term}${after || ' cette demande'} demain`,
        `vous lirez le document ${before}${term}${after} demain`,
      ]
    case 'v':
    case 'loc.v': {
      const pronominal = term.replace(/^se /, 'vous ').replace(/^s'/, 'vous ')
      return [`vous devez ${before}${pronominal}${after || ' ce dossier'}`, `vous devez ${before}${pronominal}${after}`]
    }
    case 'loc.prép':
    case 'prép':
      return [`nous écrivons ${before}${term}${after || ' cette demande'}`]
    case 'conj':
    case 'loc.conj':
      return [`nous répondons ${before}${term}${after || ' vous êtes présent'}`]
    case 'dét':
      return [`nous répondons avec ${term} dossiers`]
    default:
      return [
        `vous viendrez ${before}${term}${after}`,
        `${before}${term}${after || ' cette demande'}`,
        `${before}${term}${after || ' vous êtes présent'}`,
      ]
  }
}

/** Elides and contracts as a writer would. */
function tidy(text: string): string {
  const joined = text
    .replace(/\b(de|que) (?=[aeiouyhéèêà])/gu, (_, word: string) => `${word.slice(0, -1)}'`)
    .replace(/' /g, "'")
    .replace(/\bde le\b/g, 'du')
    .replace(/\bde les\b/g, 'des')
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`
}

describe.each(LISTED)('%s', (id, rule) => {
  const checker = createChecker([rule], french)
  const entries = parseEntries(LISTS[id], id)
  const find = (text: string, entry: Entry) =>
    checker.check(readText(text, 'txt')).occurrences.filter(({ term }) => term === entry.term)

  test('every term is found in a sentence, and each of its wordings takes it away', () => {
    const faults: string[] = []
    for (const entry of entries) {
      if (entry.action === 'ignorer') continue
      const text = carriers(entry).find((sentence) => find(sentence, entry).length > 0)
      if (text === undefined) {
        faults.push(`not found: ${entry.term} (${carriers(entry).join(' / ')})`)
        continue
      }
      const finding = find(text, entry)[0]
      if (/[:\s]\s*\.$|\{/u.test(finding?.message ?? '')) faults.push(`message: ${finding?.message}`)
      for (const { start, end, text: words } of finding?.suggestions ?? []) {
        const next = text.slice(0, start) + words + text.slice(end)
        const again = checker.check(readText(next, 'txt')).occurrences
        if (again.length > 0) faults.push(`still found: ${entry.term}: ${text} -> ${next} (${again[0]?.term})`)
        if (/ {2}|\b(?:de|que|le|la) (?=[aeiouéè])|\bde les?\b|\bà les?\b| [.,]/u.test(next))
          faults.push(`broken: ${text} -> ${next}`)
      }
    }
    expect(faults).toEqual([])
  })

  test('is sorted by term, each term once', () => {
    const terms = entries.map(({ term }) => term)
    expect(new Set(terms).size).toBe(terms.length)
    expect(terms).toEqual([...terms].sort((a, b) => (a < b ? -1 : 1)))
  })

  test('is written in NFC, with straight apostrophes and without stray blanks', () => {
    const list = LISTS[id]
    expect(list.normalize('NFC')).toBe(list)
    expect(list).not.toMatch(/’| \t|\t | \|| \n/)
  })
})

test('a surrounding says on which side of the term it stands', () => {
  const place = (text: string): Surrounding['place'] =>
    parseEntries(
      `terme\tpos\tremplacements\tnote\trisque\taction\tsauf\tseulement\nx\tn\t\t\tnon\tignorer\t${text}\t`,
      'essai',
    )[0]!.except[0]!.place
  expect(place('délai de …')).toBe('before')
  expect(place('… de travail')).toBe('after')
  expect(place('tribunal')).toBe('anywhere')
})
