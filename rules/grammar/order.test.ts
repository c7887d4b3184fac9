import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { orderAt } from './order.ts'

const french = loadFrench()

/** The order made of what follows « de » or « à ». */
function order(text: string): string | undefined {
  const [sentence] = french.analyse(`Merci de ${text}.`)
  return orderAt(sentence!.tokens, 2, french)?.text
}

test('an infinitive becomes an order, its pronouns after it', () => {
  expect(order('compléter ce formulaire')).toBe('complétez')
  expect(order('nous envoyer une copie')).toBe('envoyez-nous')
  expect(order('me le renvoyer')).toBe('renvoyez-le-moi')
  expect(order('vous présenter au guichet')).toBe('présentez-vous')
  expect(order('bien vouloir nous répondre')).toBe('répondez-nous')
})

test('a prohibition keeps its negation', () => {
  expect(order('ne pas agrafer les pages')).toBe("n'agrafez pas")
  expect(order('ne plus utiliser cette adresse')).toBe("n'utilisez plus")
})

test('what has no safe form gives nothing', () => {
  expect(order('votre confiance')).toBeUndefined()
  expect(order("m'y rendre")).toBeUndefined()
  expect(order('ne pas nous appeler')).toBeUndefined()
})
