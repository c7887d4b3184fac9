import { expect, test } from 'vitest'
import { createLimpide, PROFILES } from './index.ts'

const { rules, parseConfig, check } = createLimpide()

test('a profile only speaks of rules and thresholds that exist, within their range, and says its source', () => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  let changes = 0
  for (const profile of PROFILES) {
    for (const [id, { thresholds = {}, source }] of Object.entries(profile.rules)) {
      const rule = byId.get(id)
      expect(rule, `${profile.id}: ${id}`).toBeDefined()
      expect(source).toMatch(/^https:|^convention du projet$/)
      for (const [key, value] of Object.entries(thresholds)) {
        const threshold = Object.values(rule?.thresholds ?? {}).find((known) => known.key === key)
        const [low, high] = threshold?.range ?? [Number.NaN, Number.NaN]
        expect(value, `${profile.id}: ${id}.${key}`).toBeGreaterThanOrEqual(low)
        expect(value, `${profile.id}: ${id}.${key}`).toBeLessThanOrEqual(high)
        expect(value, `${profile.id}: ${id}.${key} changes something`).not.toBe(threshold?.value)
      }
      changes += 1
    }
  }
  expect(changes).toBeGreaterThan(15)
})

test('« falc » warns above twelve words, where « courrier » says nothing', () => {
  const text = 'Envoyez votre avis d’imposition et votre quittance de loyer au service du logement.'
  const long = (profile: string) =>
    check(text, { config: parseConfig(`profil: ${profile}`) }).result.findings.filter(
      ({ rule }) => rule === 'phrase-longue',
    )
  expect(long('courrier')).toEqual([])
  expect(long('falc').map(({ severity }) => severity)).toEqual(['avertissement'])
})

test('an English or Latin word is a warning under « falc »', () => {
  const config = parseConfig('profil: falc')
  const { findings } = check('Votre rendez-vous est un meeting.', { config }).result
  expect(findings.find(({ rule }) => rule === 'anglicisme')?.severity).toBe('avertissement')
})

test('« svi » makes a phone script of every text, unless the file or limpide.yml says otherwise', () => {
  const text = 'Bienvenue à la mairie. Nos bureaux sont ouverts du lundi au vendredi. Un agent va vous répondre.'
  const typeOf = (source: string, yaml: string, path?: string) =>
    check(source, { config: parseConfig(yaml), ...(path === undefined ? {} : { path }) }).result.view.type
  expect(typeOf(text, 'profil: svi')).toEqual({ id: 'script-telephonique', confidence: 1, from: 'declared' })
  expect(typeOf(text, 'profil: courrier').id).not.toBe('script-telephonique')
  expect(typeOf(`---\ntype: courriel\n---\n\n${text}`, 'profil: svi').id).toBe('courriel')
  const declared = 'profil: svi\ndocuments:\n  - { chemin: a.md, type: notice }\n'
  expect(typeOf(text, declared, 'a.md').id).toBe('notice')
  // Someone who types « type: lettre-inconnue » has declared nothing that can be used.
  expect(typeOf(`---\ntype: lettre-inconnue\n---\n\n${text}`, 'profil: svi').id).toBe('script-telephonique')
})
