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

test.each([
  "La demande de renouvellement de l'allocation versée au titre de l'année scolaire en cours doit parvenir à la caisse avant le 1er juin.",
  'Les personnes (et leurs parents) qui, en cas de refus, ont reçu une lettre du service par courrier peuvent nous écrire.',
  'Le livret de famille, la carte d’identité et la photo sont obligatoires ; envoyez-les.',
])('what is found before all arcs are drawn is what all arcs say: « %s »', (text) => {
  const tokens = french.analyse(text)[0]!.tokens
  const all = french.arcs(tokens)
  for (const [rank, { head, deprel }] of all.entries()) {
    // The marks of a pair are hung once all is drawn.
    if (tokens[rank]!.upos === 'PUNCT') continue
    expect(french.findInArcs(tokens, (arcs) => arcs.headOf(rank))).toBe(head)
    const isSame = (relation: string): number => Number(relation === deprel)
    expect(
      french.findInArcs(tokens, (arcs) =>
        arcs.headOf(rank) === undefined ? undefined : isSame(arcs.relationOf(rank)),
      ),
    ).toBe(1)
  }
})

test('a head that stands early is found without reading the end of the sentence', () => {
  const [{ tokens } = { tokens: [] }] = french.analyse(
    'Votre dossier est complet, et nous vous enverrons une réponse par courrier dans les deux mois qui suivent la décision de la commission.',
  )
  let known = 0
  const head = french.findInArcs(tokens, (arcs) => {
    known = tokens.filter((_, rank) => arcs.headOf(rank) !== undefined).length
    return arcs.headOf(0)
  })
  expect(tokens[head]!.text).toBe('dossier')
  expect(known).toBeLessThan(tokens.length / 2)
})

test('no token at all gives no arc', () => {
  expect(french.arcs([])).toEqual([])
})
