import { expect, test } from 'vitest'
import { sharedLimpide } from './limpide.ts'
import { toRecord } from './record.ts'

const declared = (matter: string) =>
  toRecord(
    'lettre.md',
    sharedLimpide().check(`---\n${matter}\n---\n\n# Votre demande\n\nNous avons reçu votre demande.\n`, {
      format: 'md',
    }),
  ).declared

test('a letter says in its front matter who it belongs to, as limpide.yml would', () => {
  expect(
    declared(
      `service: CAF de Valmont
Démarche: Aide au logement
type: refus
volume: 12 000
responsable: Mme Diallo
référence: AL-012
dernier-envoi: 2026-03-01
enjeu: droit
public-fragile: oui`,
    ),
  ).toEqual({
    service: 'CAF de Valmont',
    procedure: 'Aide au logement',
    volume: 12_000,
    owner: 'Mme Diallo',
    reference: 'AL-012',
    lastSent: '2026-03-01',
    stake: 'droit',
    fragile: true,
  })
})

test('what is not understood is left out, and a front matter that says nothing of it declares nothing', () => {
  expect(declared('volume: beaucoup\nenjeu: grand\ndernier_envoi: 31/02/2026\nservice:\nresponsable: [a, b]')).toBe(
    undefined,
  )
  expect(declared('title: Refus\nlang: fr')).toBe(undefined)
  expect(declared('volume: 300\nreference: 12')).toEqual({ volume: 300, reference: '12' })
})
