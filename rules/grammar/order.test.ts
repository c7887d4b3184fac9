import { loadFrench } from '@limpide/french'
import { expect, test } from 'vitest'
import { leavesInfinitive, orderAt } from './order.ts'

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

test('a second infinitive is seen through its preposition and its pronouns', () => {
  const leaves = (text: string): boolean => {
    const tokens = french.analyse(text)[0]?.tokens ?? []
    return leavesInfinitive(tokens, 1)
  }
  expect(leaves('Remplir ce formulaire et de le signer.')).toBe(true)
  expect(leaves('Compléter le formulaire que vous avez reçu et de nous le renvoyer.')).toBe(true)
  expect(leaves('Imprimer, signer et renvoyer ce formulaire.')).toBe(true)
  expect(leaves('Indiquer si vous souhaitez poursuivre ou arrêter la procédure.')).toBe(false)
  expect(leaves('Préparer les documents nécessaires à ma sortie afin de gagner du temps.')).toBe(false)
})
