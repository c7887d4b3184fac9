import { describe, expect, test } from 'vitest'
import { decode } from './decode.ts'
import { readDate } from './read-date.ts'
import { readReports } from './read-reports.ts'

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
    'reference',
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
  const { reports, columns } = readReports('Y;X\nA-1;trop long', {
    columns: { reference: 'Y', commentaire: 'X' },
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

describe('the table is found where it is', () => {
  test('under a title and an empty line', () => {
    const { reports } = readReports(
      'Export du 12 mars 2026;;\n\nreference;date;commentaire\nA-1;01/02/2026;trop long\n',
    )
    expect(reports).toMatchObject([{ reference: 'A-1', date: '2026-02-01', comment: 'trop long' }])
  })

  test('a header without a line under it is said', () => {
    const { reports, problems } = readReports('reference;date;role;difficulte;commentaire\n')
    expect(reports).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['signalements-sans-ligne'])
  })

  test('columns of which nothing is known are listed, with those that are expected', () => {
    const { problems } = readReports('x;y\n1;2\n', { name: 'a.csv' })
    expect(problems[0]).toMatchObject({ code: 'colonnes-inconnues', where: 'a.csv, ligne 1' })
    expect(problems[0]?.what).toContain('«\u00a0x\u00a0», «\u00a0y\u00a0»')
    expect(problems[0]?.what).toContain('commentaire')
  })
})

describe('the export of Services Publics+', () => {
  const csv = `id;ressenti_usager;intitulé_typologie_1;tags_généraux_informationexplication;ecrit_le;titre;description;amélioration_de_service_a_considérer
e1;Négatif;CAF;Négatif;12/03/2026;Courrier incompréhensible;La lettre d’indu de Mme Martin cite trois articles, je ne comprends rien;
e2;Positif;CAF;Positif;13/03/2026;Très bien;Le courrier est clair;
e3;Négatif;CAF;;14/03/2026;Deux heures d’attente;Personne au guichet;
e4;Neutre;CPAM;Négatif;15/03/2026;Formulaire;La case 4 du formulaire n’est pas expliquée;Mettre un exemple
`
  test('what speaks of how a document reads is kept and masked, the rest is left out with its reason', () => {
    const { reports, leftOut, isExperiences, problems } = readReports(csv)
    expect(isExperiences).toBe(true)
    expect(problems).toEqual([])
    expect(reports).toMatchObject([
      { id: 'e1', date: '2026-03-12', role: 'usager' },
      { id: 'e4', suggestion: 'Mettre un exemple' },
    ])
    expect(reports[0]?.comment).toBe(
      'Courrier incompréhensible. La lettre d’indu de Mme [nom] cite trois articles, je ne comprends rien',
    )
    expect(leftOut.map(({ why }) => why)).toEqual(['satisfait', 'service'])
  })

  test('in JSON, the answer of the service is not read: it names its agents, and it comes later', () => {
    const experience = {
      id_experience: 7,
      ressenti_usager: 'Négatif',
      titre: 'Avis',
      description: 'Le courrier est illisible',
    }
    const before = readReports(JSON.stringify([experience]))
    const after = readReports(
      JSON.stringify({ experiences: [{ ...experience, reponse_structure_1: 'Bonjour, Mme Roux vous appelle' }] }),
    )
    expect(after.reports).toEqual(before.reports)
    expect(after.keys).toEqual(before.keys)
    expect(JSON.stringify(after)).not.toContain('Roux vous')
  })

  test('an export without texts says that nothing in it speaks of a document', () => {
    const { reports, problems, leftOut } = readReports('id;ressenti_usager;intitulé_typologie_1\ne1;Négatif;CAF\n')
    expect(reports).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['experiences-sans-texte'])
    expect(leftOut).toHaveLength(1)
  })
})

describe('accents that another program broke', () => {
  test('UTF-8 read as windows-1252 and saved again is mended, and said', () => {
    const { reports, problems } = readReports(
      new TextEncoder().encode(
        'reference;commentaire\nA-1;La rÃ©ponse nâ€™est pas claire, la dÃ©cision Ã©crite non plus\n',
      ),
    )
    expect(reports[0]?.comment).toBe('La réponse n’est pas claire, la décision écrite non plus')
    expect(problems[0]?.code).toBe('accents-repares')
  })

  test('one wrong byte in a file in UTF-8 costs one character', () => {
    const good = new TextEncoder().encode('référence;commentaire\nA-1;écrit très serré, à réécrire ')
    const { text, encoding, problems } = decode(Uint8Array.from([...good, 0xe9]))
    expect(encoding).toBe('utf-8')
    expect(text).toContain('écrit très serré, à réécrire \ufffd')
    expect(problems.map(({ code }) => code)).toEqual(['caracteres-illisibles'])
  })

  test('UTF-16 without its mark is known by its zeros', () => {
    const little = new Uint8Array(
      new Uint16Array([...'reference;commentaire\nA-1;é'].map((sign) => sign.charCodeAt(0))).buffer,
    )
    expect(decode(little)).toMatchObject({ encoding: 'utf-16', text: 'reference;commentaire\nA-1;é' })
    const big = little.slice()
    for (let i = 0; i < big.length; i += 2) [big[i], big[i + 1]] = [little[i + 1]!, little[i]!]
    expect(decode(big)).toMatchObject({ encoding: 'utf-16', text: 'reference;commentaire\nA-1;é' })
  })
})

describe('a line is known again', () => {
  test('whatever the order and the meaning of its columns, and what was done of it since', () => {
    const one = readReports('reference;commentaire;statut\nA-1;trop long;reçu')
    const other = readReports('commentaire;statut;reference\ntrop  long;traité;A-1', {
      columns: { document: 'reference' },
    })
    expect(other.keys).toEqual(one.keys)
  })

  test('two lines that say the same are two, each with its key', () => {
    const { keys } = readReports('reference;commentaire\nA-1;trop long\nA-1;trop long\nA-1;trop court')
    expect(new Set(keys).size).toBe(3)
    expect(keys[0]?.split('/')[0]).toBe(keys[1]?.split('/')[0])
  })
})
