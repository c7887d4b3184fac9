import { expect, test } from 'vitest'
import { matchReports } from './match.ts'
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
