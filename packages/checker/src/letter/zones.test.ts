import { readText } from '@limpide/document'
import { expect, test } from 'vitest'
import { assignZones, guessZones } from './zones.ts'

function zones(source: string, format: 'md' | 'html' | 'txt' = 'txt'): [string, string][] {
  const document = readText(source, format)
  return assignZones(document).map((zone, i) => [zone, document.blocks[i]?.text.split('\n')[0] ?? ''])
}

const LETTER = `Caisse des aides de Saint-Aubrac
12 rue des Tanneurs, 96100 Valmont

Madame Odile Jestin
8 allée des Charmes
96240 Saint-Aubrac

Valmont, le 14 septembre 2026

Objet : votre demande d’aide au logement

Madame,

Nous avons besoin de votre bail avant le 30 septembre.

Si vous n’êtes pas d’accord, vous pouvez saisir le tribunal administratif de Valmont.

Veuillez agréer, Madame, nos salutations distinguées.

Karim Benatia
Responsable du service

P.J. : formulaire de réponse`

test('a letter is cut into letterhead, recipient, date, object, salutation, body, legal box, closing, signature and attachments', () => {
  expect(zones(LETTER).map(([zone]) => zone)).toEqual([
    'en-tete',
    'destinataire',
    'en-tete',
    'objet',
    'salutation',
    'corps',
    'mentions',
    'cloture',
    'signature',
    'pieces-jointes',
  ])
})

test('a merge field that names the reader greets', () => {
  expect(
    zones('Objet : rappel\n\n{{ usager.civilite }} {{ usager.nom }},\n\nNous attendons votre réponse.').map(
      ([zone]) => zone,
    ),
  ).toEqual(['objet', 'salutation', 'corps'])
})

test('a bold line above the greeting is the object', () => {
  const found = zones(
    'Mairie de Saint-Aubrac\n\n**Votre inscription à la cantine**\n\nBonjour,\n\nVotre enfant est inscrit.',
    'md',
  )
  expect(found[1]?.[0]).toBe('objet')
})

test('a capital line above the greeting is the object, an address in capitals is not', () => {
  const found = zones('MAIRIE DE VALMONT\n\nDOSSIER INCOMPLET - PIÈCES À FOURNIR\n\nMadame,\n\nIl manque une pièce.')
  expect(found.map(([zone]) => zone)).toEqual(['en-tete', 'objet', 'salutation', 'corps'])
  const address = zones('MAIRIE DE VALMONT\n\n75012 PARIS CEDEX 12\n\nMadame,\n\nIl manque une pièce.')
  expect(address.map(([zone]) => zone)).toEqual(['en-tete', 'en-tete', 'salutation', 'corps'])
})

test('« Madame, » in the middle of prose is not a greeting', () => {
  expect(
    zones('Madame Roux, votre voisine, a déposé une demande le 3 mai. Nous la traitons.').map(([zone]) => zone),
  ).toEqual(['corps'])
})

test('a page has a body and no letterhead', () => {
  expect(
    zones(
      '# Payer la cantine\n\nPayez en ligne, avec votre numéro de famille et une carte bancaire. La régie envoie un reçu.\n\n## Contester une facture\n\nÉcrivez à la régie.',
      'md',
    ).map(([zone]) => zone),
  ).toEqual(['corps', 'corps', 'mentions', 'mentions'])
})

test('a guide about personal data is not one big legal box', () => {
  const found = zones(
    '# Les données personnelles\n\nLe RGPD protège les données personnelles. La CNIL contrôle son application dans toute la France.\n\nLe délégué à la protection des données personnelles répond aux questions des habitants de la commune.',
    'md',
  )
  expect(found.every(([zone]) => zone === 'corps')).toBe(true)
})

test('what the file says is footer or navigation stays so', () => {
  const found = zones(
    '<nav><p>Accueil</p></nav><main><h1>Carte grise</h1><p>Faites votre demande.</p></main><footer><p>Mentions légales</p></footer>',
    'html',
  )
  expect(found.map(([zone]) => zone)).toEqual(['navigation', 'corps', 'corps', 'pied'])
})

test('a closing formula ends the body, a long paragraph that contains one does not', () => {
  const prose =
    'Je vous prie de recevoir un expert le 4 mai dans votre logement, avec les documents de la vente et le plan du terrain.'
  expect(zones(`Madame,\n\n${prose}\n\nCordialement,\n\nNina Roux`).map(([zone]) => zone)).toEqual([
    'salutation',
    'corps',
    'cloture',
    'signature',
  ])
})

test.each(['Cdlt,', 'Très cordialement,', 'Bien cordialement'])('« %s » closes', (formula) => {
  const found = zones(`Bonjour,\n\nVotre dossier est prêt.\n\n${formula}\n\nK. Morel`)
  expect(found.map(([zone]) => zone)).toEqual(['salutation', 'corps', 'cloture', 'signature'])
})

test.each([
  ['Bonjour. Nonobstant cela, venez.', 'corps'],
  ['Bonjour ! Nous avons reçu votre demande.', 'corps'],
  ['Bonjour, votre dossier est complet.', 'corps'],
  ['Bonjour M. Jean de Rive,', 'salutation'],
  ['Bonjour Dr. Ali Ben Amar.', 'salutation'],
  ['Bonjour, chère Madame Roux.', 'salutation'],
  ['Bonjour à toutes et à tous !', 'salutation'],
])('« %s »: a block that greets then speaks is read (%s)', (line, zone) => {
  expect(zones(line)).toEqual([[zone, line]])
})

test('a name at the foot of a receipt signs it: what stands above is its body', () => {
  const receipt = 'Je reconnais avoir reçu de mon employeur la somme due au titre de mon solde de tout compte.'
  const found = zones(`${receipt}\n\nFait à {{ ville }},\n\n{{ prenom }}, {{ nom }},\n\nSignature`)
  expect(found[0]?.[0]).toBe('corps')
  expect(found.map(([zone]) => zone)).not.toContain('salutation')
  // The same name above the text greets.
  expect(zones(`{{ prenom }} {{ nom }},\n\n${receipt}`).map(([zone]) => zone)).toEqual(['salutation', 'corps'])
})

test('every block of any text gets one zone', () => {
  for (const source of ['', '\n\n', 'Bonjour', '«NOM»,', 'Objet :', '________', '😀\n\n😀']) {
    const document = readText(source, 'txt')
    expect(assignZones(document)).toHaveLength(document.blocks.length)
  }
})

test('a certificate without a formula is signed from « Fait à … » to its foot', () => {
  const found = zones(
    'Je certifie que « nom » a été employé dans l’entreprise du 4 mai au 6 juin.\n\nFait à Valmont, le 4 mai 2026\n\nOdile Jestin\n\nSignature et tampon',
  )
  expect(found.map(([zone]) => zone)).toEqual(['corps', 'signature', 'signature', 'signature'])
})

test('a model dated above its greeting is a letter', () => {
  const found = zones(
    'Fait à …lieu\n\nObjet : copie du diagnostic\n\nMadame, Monsieur,\n\nJe vous demande une copie du diagnostic de performance énergétique du logement.\n\nVeuillez recevoir, Madame, Monsieur, mes salutations distinguées.',
  )
  expect(found.map(([zone]) => zone)).toEqual(['en-tete', 'objet', 'salutation', 'corps', 'cloture'])
})

test('the address of who writes is above that of who reads', () => {
  const found = zones(
    'Expéditeur :\n\nMadame Odile Jestin\n\n69003 Lyon\n\nÀ l’attention de Monsieur Roux\n\nMairie de Valmont\n\nMonsieur,\n\nJe vous écris.',
  )
  expect(found.map(([zone]) => zone)).toEqual([
    'en-tete',
    'en-tete',
    'en-tete',
    'destinataire',
    'destinataire',
    'salutation',
    'corps',
  ])
  const bare = zones(
    'Madame Odile Jestin\n\n69003 Lyon\n\nMonsieur Paul Roux\n\n69001 Lyon\n\nMonsieur,\n\nJe vous écris.',
  )
  expect(bare.map(([zone]) => zone).slice(0, 4)).toEqual(['en-tete', 'en-tete', 'destinataire', 'destinataire'])
})

test('a second letter in the same file has its object and its body', () => {
  const found = zones(
    'Objet : votre reçu\n\nMadame,\n\nVoici votre reçu.\n\nCordialement,\n\nOdile Jestin\n\nObjet : reçu à nous rendre\n\nPar la présente, je reconnais avoir reçu la somme de 120 euros, qui se décompose ainsi :',
  )
  expect(found.map(([zone]) => zone)).toEqual([
    'objet',
    'salutation',
    'corps',
    'cloture',
    'signature',
    'objet',
    'corps',
  ])
})

test('the greetings of every branch of a template greet', () => {
  const found = zones(
    '{% if occupant %}\n\nBonjour {{ occupant.nom|upper ~ " " ~ occupant.prenom|capitalize|default("Madame") }},\n\n{% else %}\n\nBonjour,\n\n{% endif %}\n\nVotre dossier est complet.',
  )
  expect(found.map(([zone]) => zone)).toEqual(['salutation', 'salutation', 'corps'])
})

test('a zone says how sure it is', () => {
  const document = readText('Objet : rappel\n\nMadame,\n\nIl manque une pièce.\n\nCordialement,\n\nOdile Jestin', 'txt')
  const guesses = guessZones(document)
  expect(guesses.map(({ zone }) => zone)).toEqual(assignZones(document))
  expect(guesses.map(({ confidence }) => confidence)).toEqual([0.95, 0.95, 0.9, 0.9, 0.8])
  expect(guessZones(readText('Il manque une pièce.', 'txt'))[0]).toEqual({ zone: 'corps', confidence: 0.7 })
})
