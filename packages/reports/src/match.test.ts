import { describe, expect, test } from 'vitest'
import { matcher, matchReports } from './match.ts'
import { proposer } from './propose.ts'
import type { Report } from './report.ts'

const DOCUMENTS = [
  { path: 'caf/refus-apl-avant.md', reference: 'AL-012', title: 'Refus d’aide au logement' },
  { path: 'caf/refus-apl-apres.md', reference: 'AL-012-V2', title: 'Refus d’aide au logement (nouvelle version)' },
  { path: 'caf/Décision APA.pdf', reference: 'APA-20', title: 'Décision d’allocation personnalisée d’autonomie' },
  { path: 'mairie/cantine/relance.txt', reference: 'CAN-07', title: 'Relance pour une facture de cantine' },
  { path: 'eaux/facture/relance.txt', reference: 'EAU-55', title: 'Relance pour une facture d’eau' },
]

const report = (said: Partial<Report>): Report => ({
  id: 'x',
  line: 2,
  role: 'usager',
  difficulties: [],
  comment: '',
  suggestion: '',
  rejected: false,
  masked: [],
  ...said,
})

/** Path and manner of the only report, or why it has none. */
function match(said: Partial<Report>): readonly [string, string] {
  const { matched, unmatched } = matchReports([report(said)], DOCUMENTS)
  const [found] = matched
  if (found) return [found[0], found[1][0]?.by ?? '']
  return ['à rattacher', unmatched[0]?.why ?? '']
}

test.each([
  [{ reference: 'AL-012' }, 'caf/refus-apl-avant.md', 'reference'],
  [{ reference: 'al 012' }, 'caf/refus-apl-avant.md', 'reference'],
  [{ reference: 'AL-012-V2' }, 'caf/refus-apl-apres.md', 'reference'],
  [{ document: 'APA 20' }, 'caf/Décision APA.pdf', 'reference'],
  [{ document: 'decision apa.PDF' }, 'caf/Décision APA.pdf', 'fichier'],
  [{ document: 'decision_apa' }, 'caf/Décision APA.pdf', 'fichier'],
  [{ document: 'C:\\Partage\\Décision APA.docx' }, 'caf/Décision APA.pdf', 'fichier'],
  [{ document: "refus d'aide au logement" }, 'caf/refus-apl-avant.md', 'titre'],
  [{ document: 'allocation personnalisée d’autonomie : la décision' }, 'caf/Décision APA.pdf', 'titre'],
  [{ document: 'le courrier CAN-07 reçu hier' }, 'mairie/cantine/relance.txt', 'reference-citee'],
  [{ comment: 'Sur la lettre EAU-55, la date manque.' }, 'eaux/facture/relance.txt', 'reference-citee'],
])('%j', (said, path, by) => {
  expect(match(said)).toEqual([path, by])
})

test('a reference wins over a title that says otherwise', () => {
  expect(match({ reference: 'CAN-07', document: 'Relance pour une facture d’eau' })[0]).toBe(
    'mairie/cantine/relance.txt',
  )
})

test('a title that fits two documents as well is left to a person, with both', () => {
  const { unmatched } = matchReports([report({ document: 'relance facture' })], DOCUMENTS)
  expect(unmatched[0]?.candidates).toEqual(['eaux/facture/relance.txt', 'mairie/cantine/relance.txt'])
})

test('a file name that two folders share is left to a person', () => {
  const { unmatched } = matchReports([report({ document: 'relance.txt' })], DOCUMENTS)
  expect(unmatched[0]?.why).toBe('Plusieurs documents ont ce nom ou cette référence.')
})

test('a document nobody knows is left to a person', () => {
  expect(match({ document: 'Avis de passage du facteur' })).toEqual([
    'à rattacher',
    'Aucun document connu n’a ce nom ou cette référence.',
  ])
  expect(match({})).toEqual(['à rattacher', 'Le signalement ne dit pas de quel document il parle.'])
})

test('every report is either given to one document or left to a person', () => {
  const reports = [{ reference: 'AL-012' }, { document: 'relance' }, {}, { comment: 'AL-012 et CAN-07' }].map(report)
  const { matched, unmatched } = matchReports(reports, DOCUMENTS)
  expect([...matched.values()].flat().length + unmatched.length).toBe(reports.length)
})

test('a report that was given to a document stays there, whatever it names', () => {
  const given = report({ reference: 'AL-012', path: 'eaux/facture/relance.txt' })
  const lost = report({ reference: 'AL-012', path: 'eaux/facture/retiree.txt' })
  const { matched } = matchReports([given, lost], DOCUMENTS)
  expect([...matched].map(([path, [first]]) => [path, first?.by])).toEqual([
    ['eaux/facture/relance.txt', 'decision'],
    ['caf/refus-apl-avant.md', 'reference'],
  ])
})

describe('what a report says without naming its document', () => {
  const propose = proposer(DOCUMENTS)
  const said = (remark: Partial<Report>) => propose(report(remark))

  test('proposes the documents whose titles have its words, the rarest first', () => {
    expect(said({ comment: 'Le papier de la cantine pour la facture : quelle date ?' })[0]).toBe(
      'mairie/cantine/relance.txt',
    )
    expect(said({ comment: 'L’allocation d’autonomie, je n’y comprends rien.' })).toEqual(['caf/Décision APA.pdf'])
    expect(said({ comment: 'Je ne comprends pas.' })).toEqual([])
  })

  test('proposes the document whose reference is one sign away', () => {
    expect(said({ reference: 'AL-021' })).toEqual(['caf/refus-apl-avant.md'])
    expect(said({ reference: 'EAU-5' })).toEqual(['eaux/facture/relance.txt'])
    expect(said({ reference: 'ZUT-99' })).toEqual([])
  })

  test('a page that was joined proposes by its head', () => {
    const [first] = propose({ comment: '', suggestion: '', attachment: 'Objet : relance, facture d’eau\nMadame,' })
    expect(first).toBe('eaux/facture/relance.txt')
  })

  test('nothing of it gives the report to a document', () => {
    const { matched, unmatched } = matchReports([report({ comment: 'la facture de cantine' })], DOCUMENTS)
    expect(matched.size).toBe(0)
    expect(unmatched[0]?.candidates[0]).toBe('mairie/cantine/relance.txt')
  })
})

test('a reference printed on the page that was joined names the document, unless two are', () => {
  const match = matcher(DOCUMENTS)
  expect(match(report({}), 'Caisse\nN/Réf. : CAN-07\nMadame')).toEqual({
    path: 'mairie/cantine/relance.txt',
    by: 'piece-jointe',
  })
  expect(match(report({}), 'CAN-07 et EAU-55')).toBeUndefined()
  expect(match(report({ reference: 'AL-012' }), 'CAN-07')).toEqual({ path: 'caf/refus-apl-avant.md', by: 'reference' })
})

test('a title that two file names hide is still a title', () => {
  const documents = [
    { path: 'a/refus.md', title: 'Refus' },
    { path: 'b/refus.md', title: 'Refus de bourse' },
  ]
  expect(matcher(documents)(report({ document: 'Refus' }))).toEqual({ path: 'a/refus.md', by: 'titre' })
})

test('a document answers to what the team calls it, then to the title it bears, which another may have for its own', () => {
  const documents = [
    { path: 'avant.docx', title: 'Refus d’aide', otherTitle: 'Votre demande du 3 mars' },
    { path: 'apres.docx', title: 'Refus d’aide (nouvelle version)', otherTitle: 'Refus d’aide' },
  ]
  const match = matcher(documents)
  expect(match(report({ document: 'refus d’aide' }))?.path).toBe('avant.docx')
  expect(match(report({ document: 'Votre demande du 3 mars' }))?.path).toBe('avant.docx')
})
