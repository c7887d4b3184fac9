import { describe, expect, test } from 'vitest'
import { nearest, parseConfig } from './config.ts'
import { defineRule } from './rule.ts'

const RULES = ['phrase-longue', 'voix-passive'].map((id) =>
  defineRule({
    id,
    name: id,
    principle: 'phrases',
    severity: 'avertissement',
    why: 'Pour l’essai.',
    advice: 'Rien.',
    sources: ['convention du projet'],
    scope: 'sentence',
    thresholds: { mots: { value: 25, unit: 'mots', range: [8, 60], source: 'convention du projet' } },
    messages: { found: 'Trouvé.' },
    examples: [],
    check() {},
  }),
)

describe('limpide.yml', () => {
  test('a misspelt rule gets its line and the name that was meant', () => {
    const { problems, rules } = parseConfig('profil: courrier\nregles:\n  phrase-longe: non\n', RULES)
    expect(problems).toEqual([
      {
        code: 'regle-inconnu',
        what: 'Règle inconnue « phrase-longe ».',
        fix: 'Vouliez-vous dire « phrase-longue » ?',
        where: 'limpide.yml, ligne 3',
      },
    ])
    expect(rules.size).toBe(0)
  })

  test('a severity, « non », and a threshold within its range are read', () => {
    const { rules, problems } = parseConfig(
      'regles:\n  phrase-longue: { severite: erreur, mots: 30 }\n  voix-passive: non\n',
      RULES,
    )
    expect(problems).toEqual([])
    expect(rules.get('phrase-longue')).toEqual({ severity: 'erreur', thresholds: { mots: 30 } })
    expect(rules.get('voix-passive')?.severity).toBe('non')
  })

  test('a threshold out of range is said and left out', () => {
    const { rules, problems } = parseConfig('regles:\n  phrase-longue: { mots: 300 }\n', RULES)
    expect(rules.get('phrase-longue')?.thresholds).toEqual({})
    expect(problems[0]?.fix).toContain('entre 8 et 60 mots')
  })

  test('documents keep what can be used, and say the rest', () => {
    const { documents, problems } = parseConfig(
      'documents:\n  - chemin: a.md\n    volume: 12 000\n    type: refu\n    enjeu: droit\n    public-fragile: oui\n  - titre: sans chemin\n',
      RULES,
    )
    expect(documents).toEqual([{ path: 'a.md', volume: 12000, stake: 'droit', fragile: true }])
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['valeur-inconnu', 'limpide.yml, ligne 2'],
      ['document-sans-chemin', 'limpide.yml, ligne 7'],
    ])
  })

  test.each(['', '- une\n- liste\n', 'regles: [', '\u0000', 'a: &x [*x]\n', '%'])(
    'broken YAML %j never throws',
    (source) => {
      expect(parseConfig(source, RULES).profile).toBe('courrier')
    },
  )

  test('a far name is not proposed', () => {
    expect(nearest('bonjour', ['phrase-longue', 'voix-passive'])).toBeUndefined()
  })
})
