import { expect, test } from 'vitest'
import { attachPairs } from './attach-pairs.ts'
import { loadFrench } from './index.ts'

const french = loadFrench()

/** The words that the marks of a pair hang from, in the order of the text. */
function pairs(text: string): string[] {
  const tokens = french.analyse(text)[0]!.tokens
  return french
    .arcs(tokens)
    .flatMap(({ head, deprel }, i) =>
      /^[()«»"]$/.test(tokens[i]!.text) ? [`${tokens[i]!.text} ${deprel} ${tokens[head]!.text}`] : [],
    )
}

test.each([
  [
    "Joignez un justificatif de domicile (facture d'électricité, quittance de loyer) à votre demande.",
    ['( punct facture', ') punct facture'],
  ],
  ["Cochez la case « Je demande la prime d'activité » puis signez.", ['« punct demande', '» punct demande']],
  ['Le délai (deux mois à compter de la notification) est suspendu.', ['( punct mois', ') punct mois']],
])('in « %s », both marks hang from the same word', (text, expected) => {
  expect(pairs(text)).toEqual(expected)
})

const marks = french.analyse('Le total (brut (ou net) mensuel) « est" ) faux.')[0]!.tokens
const [LE, TOTAL, OPEN, BRUT, INNER, OU, NET, INNER_CLOSE, MENSUEL, CLOSE, , EST] = marks.map((_, i) => i) as number[]
const ROOT = marks.length

/** Heads where every token hangs from « est », but for those named. */
function heads(own: Readonly<Record<number, number>>): Int32Array {
  return Int32Array.from(marks, (_, i) => own[i] ?? (i === EST ? ROOT : EST!))
}

test('the closing mark follows the opening one, each pair its own', () => {
  const found = heads({ [OPEN!]: BRUT!, [INNER!]: NET!, [INNER_CLOSE!]: BRUT!, [CLOSE!]: MENSUEL! })
  attachPairs(marks, found)
  expect(found).toEqual(heads({ [OPEN!]: BRUT!, [INNER!]: NET!, [INNER_CLOSE!]: NET!, [CLOSE!]: BRUT! }))
})

test('the opening mark follows the closing one when it hangs from outside', () => {
  const found = heads({ [OPEN!]: TOTAL!, [CLOSE!]: BRUT! })
  attachPairs(marks, found)
  expect(found).toEqual(heads({ [OPEN!]: BRUT!, [CLOSE!]: BRUT! }))
})

test('a closing mark that bears a word stays, and the opening one comes to it', () => {
  const found = heads({ [OPEN!]: BRUT!, [CLOSE!]: MENSUEL!, [LE!]: CLOSE! })
  attachPairs(marks, found)
  expect(found).toEqual(heads({ [OPEN!]: MENSUEL!, [CLOSE!]: MENSUEL!, [LE!]: CLOSE! }))
})

test('a mark that is the root stays, and so do marks without their fellows', () => {
  const own = { [OPEN!]: ROOT, [CLOSE!]: BRUT!, [OU!]: NET!, [EST! - 1]: LE!, [EST! + 1]: TOTAL! }
  const found = heads(own)
  attachPairs(marks, found)
  expect(found).toEqual(heads(own))
})
