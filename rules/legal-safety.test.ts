import { createChecker } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { RULES } from './index.ts'

const french = loadFrench()
const checker = createChecker(RULES, french)

const NEGATIONS = new Set('ne pas jamais aucun aucune rien ni sans non sauf hors'.split(' '))
/** Turns that hold a negation and say a positive thing, or the same thing with another negative word. */
const EQUAL: readonly (readonly [RegExp, string])[] = [
  [/n['’]hésitez pas à/giu, 'vous pouvez'],
  [/n['’](?=\p{L})/giu, 'ne '],
  // «à l'exception de», «en l'absence de», «hormis» become «sauf», «sans».
  [/à l['’]exception d|à l['’]exclusion d|hormis|excepté/giu, 'sauf d'],
  [/sans délai/giu, 'tout de suite'],
  [/en l['’]absence d|faute d(?!e quoi)|à défaut d(?!e quoi)/giu, 'sans d'],
]
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** What a rewriting may never lose: numbers (dates, amounts, limits, articles of law) and negations, sorted. */
function facts(text: string): string[] {
  let plain = text
  for (const [turn, same] of EQUAL) plain = plain.replace(turn, same)
  // «01/04/25» is «1er avril 2025», «15000 €» is «15 000 €»: the same fact, written otherwise.
  plain = plain
    .replace(/(\d{1,2})[/.](\d{1,2})[/.](?:20)?(\d{2})(?!\d)/gu, (_, day: string, month: string, year: string) =>
      [Number(day), MONTHS[Number(month) - 1] ?? month, `20${year}`].join(' '),
    )
    .replace(/(?<=\d)[\s.](?=\d{2,3}(?!\d))/gu, '')
    .replace(/1er/gu, '1')
  const found: string[] = []
  for (const { tokens } of french.analyse(plain)) {
    for (const { norm, text: word } of tokens) {
      // «le PAS» is a tax.
      if (NEGATIONS.has(norm) && word !== 'PAS') found.push(norm)
      else found.push(...(norm.match(/\d+/gu) ?? []).map(String))
    }
  }
  return found.sort()
}

/** The facts of `before` that `after` no longer holds. */
function lost(before: string, after: string): string[] {
  const left = facts(after)
  return facts(before).filter((fact) => {
    const at = left.indexOf(fact)
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** Every text that a click on a suggestion of these checks would write. */
function* rewritings(text: string): Generator<{ rule: string; label: string; after: string }> {
  for (const { rule, suggestions } of checker.check(readText(text, 'txt'), { type: 'courrier-information' })
    .occurrences) {
    for (const { start, end, text: words, kind, label } of suggestions) {
      if (kind === 'renvoi') continue
      yield { rule, label, after: text.slice(0, start) + words + text.slice(end) }
    }
  }
}

const FACTS = [
  'avant le 12 mars 2026',
  'dans un délai de deux mois, soit 60 jours',
  'la somme de 1 250,50 €',
  'en application de l’article L. 421-1 du code de justice administrative',
  'sans que vous ne puissiez jamais le contester',
]

describe('no suggestion loses a reference, a limit, an amount, a date or a negation', () => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))('in the examples of %s', (_, rule) => {
    const faults: string[] = []
    for (const example of rule.examples) {
      if (!('bad' in example) || (example.format !== undefined && example.format !== 'txt')) continue
      const text = example.bad.replace(/\[\[|\]\]/g, '')
      for (const { rule: id, after } of rewritings(text)) {
        // A double negation is undone two by two: its own tests read its meaning.
        if (id === 'double-negation') continue
        const gone = lost(text, after)
        if (gone.length > 0) faults.push(`${id} loses ${gone.join(', ')}: ${text} -> ${after}`)
      }
    }
    expect(faults).toEqual([])
  })

  test.each(FACTS)('when the sentence says «%s»', (fact) => {
    const faults: string[] = []
    for (const opening of [
      'Par la présente, nous vous informons que vous devez procéder au versement demandé',
      'Nous vous saurions gré de bien vouloir vous acquitter de la redevance',
      'Dans le cadre de votre demande, il convient de renseigner le présent formulaire',
      'Nonobstant votre relance, la décision susvisée vous est notifiée',
      'J’ai l’honneur de vous faire connaître que votre dossier est en instance',
      'À défaut de paiement, nous nous verrons contraints de saisir le juge',
      'Une régularisation sera effectuée par nos services',
    ]) {
      const text = `${opening} ${fact}.`
      for (const { rule, after } of rewritings(text)) {
        const gone = lost(text, after)
        if (gone.length > 0) faults.push(`${rule} loses ${gone.join(', ')}: ${text} -> ${after}`)
      }
    }
    expect(faults).toEqual([])
  })

  test('the test itself sees what is lost', () => {
    expect(lost('Payez 120 € avant le 3 mai.', 'Payez avant le 3 mai.')).toEqual(['120'])
    expect(lost('Vous ne payez pas.', 'Vous payez.')).toEqual(['ne', 'pas'])
    expect(lost('Selon l’article L. 12-3, payez.', 'Selon la loi, payez.')).toEqual(['12', '3'])
  })
})
