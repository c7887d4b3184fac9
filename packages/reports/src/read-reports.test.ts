import { describe, expect, test } from 'vitest'
import { decode } from './decode.ts'
import { readDate, readReports } from './read-reports.ts'

const HEADER = 'reference;document;date;role;difficulte;commentaire;suggestion;volume'

test('a plain file gives its reports, line by line, without a problem', () => {
  const { reports, problems } = readReports(`${HEADER}
AL-012;;2026-06-02;usager;mots, trop long;Que veut dire « indu » ?;Dire « trop-perçu »;
;Refus de bourse;14/03/2026;agent;que-faire;Mêmes questions chaque jour;;20
`)
  expect(problems).toEqual([])
  expect(reports).toEqual([
    {
      id: 'ligne-2',
      line: 2,
      reference: 'AL-012',
      date: '2026-06-02',
      role: 'usager',
      difficulties: ['mots', 'trop-long'],
      comment: 'Que veut dire « indu » ?',
      suggestion: 'Dire « trop-perçu »',
      rejected: false,
      masked: [],
    },
    {
      id: 'ligne-3',
      line: 3,
      document: 'Refus de bourse',
      date: '2026-03-14',
      role: 'agent',
      difficulties: ['que-faire'],
      comment: 'Mêmes questions chaque jour',
      suggestion: '',
      volume: 20,
      rejected: false,
      masked: [],
    },
  ])
})

describe('the separator is guessed', () => {
  test.each([
    ['semicolon', 'reference;date;commentaire\nA-1;01/02/2026;trop long, vraiment'],
    ['comma', 'reference,date,commentaire\nA-1,01/02/2026,"trop long, vraiment"'],
    ['tab', 'reference\tdate\tcommentaire\nA-1\t01/02/2026\ttrop long, vraiment'],
  ])('%s', (_, csv) => {
    const [report] = readReports(csv).reports
    expect(report).toMatchObject({ reference: 'A-1', date: '2026-02-01', comment: 'trop long, vraiment' })
  })
})

describe('the encoding is guessed', () => {
  const text = 'référence;commentaire\nA-1;l’œuvre coûte 3 € – « ça »'
  const comment = 'l’œuvre coûte 3 € – « ça »'
  const cp1252: Record<string, number> = { '’': 0x92, œ: 0x9c, '€': 0x80, '–': 0x96 }
  test('UTF-8 with its mark', () => {
    expect(readReports(new TextEncoder().encode(`\ufeff${text}`)).reports[0]?.comment).toBe(comment)
  })
  test('windows-1252, with the characters Latin-1 does not have', () => {
    const bytes = Uint8Array.from([...text].map((character) => cp1252[character] ?? character.charCodeAt(0)))
    expect(decode(bytes).encoding).toBe('windows-1252')
    expect(readReports(bytes).reports[0]?.comment).toBe(comment)
  })
  test('UTF-16, as « texte Unicode » of a spreadsheet', () => {
    const bytes = new Uint8Array(2 + 2 * text.length)
    bytes.set([0xff, 0xfe])
    for (let i = 0; i < text.length; i++) bytes.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], 2 + 2 * i)
    expect(readReports(bytes).reports[0]?.comment).toBe(comment)
  })
})

test('headers are recognised by their names, with accents, capitals and other words', () => {
  const { columns } = readReports(
    'N°;Réf. du document;Reçu le;Vous êtes;Difficulté rencontrée;Votre remarque;Ce qui aiderait;Nb usagers;Couleur\n1;A-1;;;;x;;;',
  )
  expect(columns.map(({ field }) => field)).toEqual([
    'id',
    null,
    'date',
    'role',
    'difficulte',
    'commentaire',
    'suggestion',
    'volume',
    null,
  ])
})

test('a column can be named when its header does not tell', () => {
  const { reports, columns } = readReports('Réf. du document;X\nA-1;trop long', {
    columns: { reference: 'Réf. du document', commentaire: 'X' },
  })
  expect(columns.map(({ field }) => field)).toEqual(['reference', 'commentaire'])
  expect(reports[0]).toMatchObject({ reference: 'A-1', comment: 'trop long' })
})

describe('dates', () => {
  test.each([
    ['14/03/2026', '2026-03-14'],
    ['2026-03-14', '2026-03-14'],
    ['2026-03-14T10:30:00', '2026-03-14'],
    ['14/03/2026 10:30', '2026-03-14'],
    ['4-3-26', '2026-03-04'],
    ['14.03.2026', '2026-03-14'],
    ['1er mars 2026', '2026-03-01'],
    ['samedi 14 mars 2026', '2026-03-14'],
    ['14 févr. 2026', '2026-02-14'],
    ['31/02/2026', undefined],
    ['03/14/2026', undefined],
    ['hier', undefined],
    ['45000', undefined],
  ])('%s', (said, expected) => {
    expect(readDate(said)).toBe(expected)
  })
})

test('what cannot be understood is said with its line, and the report is kept', () => {
  const { reports, problems } = readReports(`${HEADER}\nA-1;;hier;extraterrestre;mots;trop dur;;beaucoup\n`, {
    name: 'avis.csv',
  })
  expect(reports).toHaveLength(1)
  expect(problems.map(({ code, where }) => [code, where])).toEqual([
    ['date-illisible', 'avis.csv, ligne 2'],
    ['role-inconnu', 'avis.csv, ligne 2'],
    ['volume-illisible', 'avis.csv, ligne 2'],
  ])
})

test('the line of a problem is right after a comment on several lines', () => {
  const { reports, problems } = readReports(
    `${HEADER}\nA-1;;2026-01-01;usager;mots;"première ligne\nseconde ligne";;\n\nA-2;;hier;usager;mots;x;;\n`,
  )
  expect(reports.map(({ line }) => line)).toEqual([2, 5])
  expect(problems[0]?.where).toBe('signalements.csv, ligne 5')
})

test('a difficulty that is not in the form joins the comment', () => {
  const [report] = readReports(`${HEADER}\nA-1;;2026-01-01;usager;ton agressif;Trop dur;;\n`).reports
  expect(report).toMatchObject({ difficulties: ['autre'], comment: 'ton agressif\u00a0; Trop dur' })
})

test('cells beyond the header join the comment and are said', () => {
  const { reports, problems } = readReports('reference;commentaire\nA-1;trop long; et trop dur\n')
  expect(reports[0]?.comment).toBe('trop long\u00a0;  et trop dur')
  expect(problems.map(({ code }) => code)).toContain('cellules-en-trop')
})

test('a quote that never closes costs a warning, not the rest of the file', () => {
  const { reports, problems } = readReports('reference;commentaire\nA-1;"jamais fermé\nA-2;trop long\nA-3;trop dur\n')
  expect(reports.map(({ reference }) => reference)).toEqual(['A-1', 'A-2', 'A-3'])
  expect(problems.map(({ code }) => code)).toContain('guillemet-non-ferme')
})

test('an empty file, a header alone and lines of separators are not errors of ours', () => {
  expect(readReports('').problems.map(({ code }) => code)).toEqual(['signalements-vides'])
  expect(readReports(`${HEADER}\n`).reports).toEqual([])
  expect(readReports(`${HEADER}\n;;;;;;;\nA-1;;2026-01-01;usager;mots;;;\n`).reports).toHaveLength(1)
})

test('a file that names no document says so', () => {
  const { problems } = readReports('date;commentaire\n2026-01-01;trop long\n')
  expect(problems.map(({ code }) => code)).toContain('colonne-document-absente')
})

test('nothing unmasked leaves the reader, whatever the column', () => {
  const { reports, problems } = readReports(
    `id;${HEADER}\nMme Martin;AL-012;Lettre à Mme Martin;06 12 34 56 78;Mme Martin;Mme Martin;Mme Martin, 06 12 34 56 78;Mme Martin;Mme Martin\n`,
  )
  const everything = JSON.stringify({ reports, problems })
  expect(everything).not.toMatch(/Martin|06 12/)
  expect(reports[0]?.masked.find(({ kind }) => kind === 'nom')?.count).toBeGreaterThanOrEqual(4)
})

test('a document reference that looks like a number plate stays a reference', () => {
  expect(readReports('reference;commentaire\nTS-208-VB;x\n').reports[0]?.reference).toBe('TS-208-VB')
})

test('any text gives an answer', () => {
  for (const text of ['"', ';;;', '\u0000', '"a";"b', 'a\nb\nc', '\ufeff', 'a,b\n"c""d",e', '\r\n\r\n']) {
    expect(() => readReports(text)).not.toThrow()
  }
})
