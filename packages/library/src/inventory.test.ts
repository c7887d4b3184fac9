import { sharedLimpide } from 'limpide'
import { expect, test } from 'vitest'
import { createConfigs, withInventory } from './configs.ts'
import { guessColumns, readInventory } from './inventory.ts'

const CSV = `Nom du fichier;Réf.;Direction;Démarche;Nature;Envois par an;Référente;Date du dernier envoi;Remarque
caf/refus.md;AL-012;CAF;Aide au logement;refus;12 000;Mme Diallo;03/10/2026;à revoir
./caf\\pieces.docx;;CAF;;inconnue;beaucoup;;31/02/2026;
;X;;;;;;;
`

test('the columns of an inventory are guessed from what teams write', () => {
  expect([...guessColumns(['Nom du fichier', 'Nombre d’envois', 'DÉMARCHE', 'Couleur'])]).toEqual([
    ['Nom du fichier', 'chemin'],
    ['DÉMARCHE', 'demarche'],
    ['Nombre d’envois', 'volume'],
  ])
})

test('an inventory is read by its titles; what is not understood is left out', async () => {
  const { documents, titles } = await readInventory(new TextEncoder().encode(CSV), 'inventaire.csv')
  expect(titles).toHaveLength(9)
  expect([...documents.values()]).toEqual([
    {
      path: 'caf/refus.md',
      reference: 'AL-012',
      service: 'CAF',
      procedure: 'Aide au logement',
      type: 'refus',
      volume: 12_000,
      owner: 'Mme Diallo',
      lastSent: '2026-10-03',
      fragile: false,
    },
    { path: 'caf/pieces.docx', service: 'CAF', fragile: false },
  ])
})

test('what the team says of a title wins over what is guessed', async () => {
  const csv = 'Document;Emplacement;Volume\nRefus;a.md;3\n'
  const columns = new Map([
    ['Emplacement', 'chemin'],
    ['Document', 'titre'],
  ] as const)
  const { documents } = await readInventory(new TextEncoder().encode(csv), 'i.csv', columns)
  expect([...documents.values()]).toEqual([{ path: 'a.md', title: 'Refus', fragile: false }])
})

test('limpide.yml wins over the inventory, value by value', async () => {
  const config = sharedLimpide().parseConfig('documents:\n  - chemin: a.md\n    volume: 7\n', 'limpide.yml')
  const found = { config, folder: '/b/modeles', leavesOut: () => false }
  const configs = withInventory(
    { of: async () => found, met: () => [found] },
    '/b',
    new Map([
      ['modeles/a.md', { path: 'modeles/a.md', volume: 900, owner: 'M. Petit', fragile: false }],
      ['modeles/b.md', { path: 'modeles/b.md', service: 'caf', fragile: false }],
      ['autre/c.md', { path: 'autre/c.md', service: 'caf', fragile: false }],
    ]),
  )
  expect((await configs.of('/b/modeles/a.md')).config.documents).toEqual([
    { path: 'a.md', volume: 7, owner: 'M. Petit', fragile: false },
    { path: 'b.md', service: 'caf', fragile: false },
  ])
  const bare = withInventory(
    createConfigs(sharedLimpide().parseConfig),
    '/b',
    new Map([['x.md', { path: 'x.md', fragile: false }]]),
  )
  expect((await bare.of('/b/x.md')).folder).toBe('/b')
})
