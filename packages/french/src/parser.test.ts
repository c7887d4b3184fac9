import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadFrench } from './index.ts'

const french = loadFrench()

/** « word relation head » for the words asked for. */
function arcs(text: string): string[] {
  const tokens = french.analyse(text)[0]!.tokens
  return french
    .arcs(tokens)
    .map(({ head, deprel }, i) => `${tokens[i]!.text} ${deprel} ${tokens[head]?.text ?? 'ROOT'}`)
}

test.each([
  ['Votre dossier est complet.', 'dossier nsubj complet'],
  ['Votre dossier est complet.', 'complet root ROOT'],
  ['La commission examinera votre demande.', 'commission nsubj examinera'],
  ['La commission examinera votre demande.', 'demande obj examinera'],
  ['Votre dossier sera examiné par la commission.', 'dossier nsubj:pass examiné'],
  ['Votre dossier sera examiné par la commission.', 'sera aux:pass examiné'],
  ['Votre dossier sera examiné par la commission.', 'par case commission'],
  ['Nous avons vérifié votre dossier.', 'avons aux:tense vérifié'],
  ["Nous n'avons pas encore vérifié votre dossier.", 'dossier obj vérifié'],
  ['Vous devez signer le formulaire.', 'signer xcomp devez'],
  ['Le montant du loyer dépend de vos revenus.', 'loyer nmod montant'],
  ['Le montant du loyer dépend de vos revenus.', 'du case loyer'],
  ['Les pièces que vous avez envoyées sont illisibles.', 'envoyées acl:relcl pièces'],
  ['Les pièces que vous avez envoyées sont illisibles.', 'pièces nsubj illisibles'],
])('in « %s », %s', (text, expected) => {
  expect(arcs(text)).toContain(expected)
})

test('any string gives a tree: one root, no cycle, a relation for each token', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc
          .array(
            fc.constantFrom(
              'le',
              'dossier',
              'est',
              'du',
              ',',
              '3 mars',
              'qui',
              '\n',
              '(',
              ')',
              '«',
              '»',
              '"',
              'a-t-il',
            ),
          )
          .map((words) => words.join(' ')),
      ),
      (text) => {
        for (const { tokens } of french.analyse(text)) {
          const found = french.arcs(tokens)
          expect(found).toHaveLength(tokens.length)
          expect(found.filter(({ head }) => head === -1)).toHaveLength(1)
          for (let i = 0; i < found.length; i++) {
            let rank = i
            for (let steps = 0; rank !== -1; steps++) {
              expect(steps).toBeLessThanOrEqual(found.length)
              rank = found[rank]!.head
            }
            expect(found[i]!.deprel).not.toBe('')
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('no token at all gives no arc', () => {
  expect(french.arcs([])).toEqual([])
})
