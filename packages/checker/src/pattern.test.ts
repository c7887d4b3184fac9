import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { matchAll, patterns } from './pattern.ts'

const french = loadFrench()

function found(source: string | readonly string[], text: string): string[] {
  const list = patterns(typeof source === 'string' ? [source] : source)
  return french
    .analyse(text)
    .flatMap(({ tokens }) => matchAll(tokens, list).map(({ start, end }) => text.slice(start, end)))
}

test('a word is matched whatever its case and its elision', () => {
  expect(found('il convient de', "Il convient d'envoyer le dossier.")).toEqual(["Il convient d'"])
})

test('a contraction counts as its two words', () => {
  expect(found('à le paiement', 'Nous procédons au paiement.')).toEqual(['au paiement'])
  expect(found('à upos:DET? paiement', 'Nous procédons au paiement.')).toEqual(['au paiement'])
  expect(found('de le dossier', 'La date du dossier.')).toEqual(['du dossier'])
})

test('a contraction written as such matches the contraction', () => {
  expect(found('au titre de', "Au titre de l'année 2025.")).toEqual(['Au titre de'])
})

test('a lemma matches every form', () => {
  expect(found('lemma:convenir de', 'Il conviendra de signer, comme il convenait de le faire.')).toEqual([
    'conviendra de',
    'convenait de',
  ])
})

test('alternatives of one word and of several', () => {
  expect(
    found('(sous réserve | à condition) de|que', 'À condition que vous signiez, sous réserve de paiement.'),
  ).toEqual(['À condition que', 'sous réserve de'])
})

test('an optional word and a gap', () => {
  expect(found('lemma:être très? complet', 'Il est complet, il est très complet, il est peu complet.')).toEqual([
    'est complet',
    'est très complet',
  ])
  expect(found('demande ..2 refusée', 'La demande est donc refusée.')).toEqual(['demande est donc refusée'])
  expect(found('demande ..1 refusée', 'La demande est donc refusée.')).toEqual([])
  expect(found('demande ..3 refusée', 'La demande, dit-il, refusée.')).toEqual([])
})

test('a negative context keeps silent', () => {
  expect(found('merci de !votre', 'Merci de votre aide.')).toEqual([])
  expect(found('merci de !votre', 'Merci de signer.')).toEqual(['Merci de'])
  expect(
    found('!<de application de', "En application de la loi, dans le cadre de l'exercice d'application de la loi."),
  ).toEqual(['application de'])
})

test('the start and the end of the sentence', () => {
  expect(found('^ vu', 'Vu la loi. La loi vu la date.')).toEqual(['Vu'])
  expect(found('^ vu', '« Vu la loi »')).toEqual(['Vu'])
  expect(found('date $', 'La date. Une date passée.')).toEqual(['date'])
})

test('a mark says what to underline and groups are remembered', () => {
  const text = 'Nous vous invitons à compléter ce dossier.'
  const list = patterns(['mark=(vous invitons à) order=form:Inf'])
  const [match] = french.analyse(text).flatMap(({ tokens }) => matchAll(tokens, list))
  expect(text.slice(match!.start, match!.end)).toBe('vous invitons à')
  expect(match!.groups.order).toEqual({ from: 4, to: 5 })
})

test('the longest match wins, and matches do not overlap', () => {
  expect(found(['en cas', 'en cas de', 'de refus'], 'En cas de refus.')).toEqual(['En cas de'])
})

test('a malformed pattern is refused', () => {
  for (const source of ['(a', 'a)', 'upos:NOM', 'form:Infinitif', 'genre:Masc', 'a||b']) {
    expect(() => patterns([source]).list()).toThrow()
  }
})
