import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { nearest, parseConfig } from './config.ts'
import { parseDictionary, withDictionary } from './config-dictionary.ts'
import { createChecker } from './engine.ts'
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
    thresholds: { words: { key: 'mots', value: 25, unit: 'mots', range: [8, 60], source: 'convention du projet' } },
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

  test('a number may have its French comma', () => {
    const { rules, problems } = parseConfig('regles:\n  phrase-longue:\n    mots: 12,5\n', RULES)
    expect(problems).toEqual([])
    expect(rules.get('phrase-longue')?.thresholds).toEqual({ mots: 12.5 })
  })

  test('a threshold out of range is said and left out', () => {
    const { rules, problems } = parseConfig('regles:\n  phrase-longue: { mots: 300 }\n', RULES)
    expect(rules.get('phrase-longue')?.thresholds).toEqual({})
    expect(problems[0]?.fix).toContain('entre 8 et 60 mots')
  })

  test('the code’s own name of a threshold, which older files wrote, gets the one to write', () => {
    const { rules, problems } = parseConfig('regles:\n  phrase-longue: { words: 30 }\n', RULES)
    expect(rules.get('phrase-longue')?.thresholds).toEqual({})
    expect(problems).toEqual([
      {
        code: 'seuil-inconnu',
        what: 'Seuil inconnu « words ».',
        fix: 'Vouliez-vous dire « mots » ?',
        where: 'limpide.yml, ligne 2',
      },
    ])
  })

  test('documents keep what can be used, and say the rest', () => {
    const { documents, problems } = parseConfig(
      'documents:\n  - chemin: a.md\n    volume: 12 000\n    type: refu\n    dernier-envoi: 01/03/2026\n    enjeu: droit\n    public-fragile: oui\n  - titre: sans chemin\n  - chemin: b.md\n    dernier-envoi: 2026-02-30\n',
      RULES,
    )
    expect(documents).toEqual([
      { path: 'a.md', volume: 12000, lastSent: '2026-03-01', stake: 'droit', fragile: true },
      { path: 'b.md', fragile: false },
    ])
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['valeur-inconnu', 'limpide.yml, ligne 2'],
      ['document-sans-chemin', 'limpide.yml, ligne 8'],
      ['date-invalide', 'limpide.yml, ligne 9'],
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

  test('an unknown profile gets the name that was meant, and the usual one holds', () => {
    const { profile, problems } = parseConfig('profil: facl\n', RULES)
    expect(profile).toBe('courrier')
    expect(problems).toEqual([
      {
        code: 'profil-inconnu',
        what: 'Profil inconnu « facl ».',
        fix: 'Vouliez-vous dire « falc » ?',
        where: 'limpide.yml, ligne 1',
      },
    ])
  })

  test('words of the dictionary are read whatever their case, apostrophe and spaces', () => {
    const { dictionary } = parseConfig('dictionnaire: [Téléservice, " l’Appli ", 2026, e\u0301tat]\n', RULES)
    expect([...dictionary]).toEqual(['téléservice', "l'appli", '2026', 'état'])
  })
})

describe('any content', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'profil',
      'regles',
      'regles-maison',
      'sigles',
      'dictionnaire',
      'ignorer',
      'ignorer-remarques',
      'services',
      'documents',
      'conserver-texte',
      'phrase-longue',
      'severite',
      'mots',
      'motif',
      'id',
      'message',
      'exemples',
      'fautifs',
      'remplacer',
      'chemin',
      'regle',
      'texte',
      'volume',
      'toString',
      'constructor',
    ),
    fc.string(),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('#Infinitif', '(a', '[x]', '/(/', '{a}', 'falc', 'phrase-longue', '!', '*', 'a-b', '$0'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }))

  test('gives a configuration, never an exception', () => {
    const french = loadFrench()
    fc.assert(
      fc.property(fc.string(), (source) => void parseConfig(source, RULES, 'limpide.yml', () => french)),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 10 }), (tree) => {
        const config = parseConfig(stringify(tree), RULES, 'limpide.yml', () => french)
        // What was read can be used and can travel.
        createChecker(RULES, french).check(readText('Un mot.', 'md'), { config: structuredClone(config), path: 'a.md' })
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    'a: *inconnu',
    'a: &x [*x]',
    `${'['.repeat(20_000)}`,
    `a: &a [1]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a${i > 0 ? `, *b${i - 1}, *b${i - 1}` : ''}]`).join('\n')}`,
    'regles: !!binary x',
    '? [a]\n: b',
    'regles: { ? { a: b } : c }',
    'regles-maison: [null, 1, [], { id: [] }]',
    '__proto__: { profil: falc }',
    '---\na: 1\n---\nb: 2',
  ])('hostile YAML gives the usual settings: %#', (source) => {
    expect(parseConfig(source, RULES).profile).toBe('courrier')
  })
})

describe('profiles', () => {
  const long = defineRule({
    id: 'phrase-longue',
    name: 'Phrase longue',
    principle: 'phrases',
    severity: 'avertissement',
    why: 'Pour l’essai.',
    advice: 'Rien.',
    sources: ['convention du projet'],
    scope: 'sentence',
    thresholds: {
      maxWords: { key: 'mots-maximum', value: 20, unit: 'mots', range: [8, 60], source: 'convention du projet' },
    },
    messages: { found: '{max}' },
    examples: [],
    check(sentence, { threshold, report }) {
      report(sentence, { message: 'found', data: { max: threshold.maxWords } })
    },
  })
  const limits = (yaml: string) =>
    createChecker([long], loadFrench())
      .check(readText('Un mot.', 'md'), { config: parseConfig(yaml, [long]) })
      .findings.map(({ message }) => message)

  test('change thresholds, and the team’s own pass before them', () => {
    expect(limits('')).toEqual(['20'])
    expect(limits('profil: falc')).toEqual(['12'])
    expect(limits('profil: svi')).toEqual(['15'])
    expect(limits('profil: falc\nregles: { phrase-longue: { mots-maximum: 14 } }')).toEqual(['14'])
    expect(limits('profil: falc\nregles: { phrase-longue: non }')).toEqual([])
  })

  test('turn rules off, which « oui » turns on again', () => {
    const capitals = { ...long, id: 'majuscules' }
    const found = (yaml: string) =>
      createChecker([capitals], loadFrench()).check(readText('Un mot.', 'md'), {
        config: parseConfig(yaml, [capitals]),
      }).findings
    expect(found('profil: svi')).toHaveLength(0)
    expect(found('profil: svi\nregles: { majuscules: oui }')).toHaveLength(1)
    expect(found('profil: svi\nregles: { majuscules: true }')[0]?.severity).toBe('avertissement')
  })
})

describe('dictionaries', () => {
  const words = defineRule({
    id: 'jargon',
    name: 'Jargon',
    principle: 'vocabulaire',
    severity: 'avertissement',
    why: 'Pour l’essai.',
    advice: 'Rien.',
    sources: ['convention du projet'],
    scope: 'sentence',
    lexical: true,
    messages: { found: 'Trouvé.' },
    examples: [],
    check(sentence, { report }) {
      for (const token of sentence.words) report(token, { message: 'found', term: token.lemma })
    },
  })
  const source = 'Nous dispatchons l’Appli.'
  const left = (dictionary: ReadonlySet<string>) =>
    createChecker([words], loadFrench())
      .check(readText(source, 'md'), { config: withDictionary(parseConfig('', [words]), dictionary) })
      .findings.map(({ start, end }) => source.slice(start, end))

  test('a word accepted, in its dictionary form or as it stands, is not reported', () => {
    const all = createChecker([words], loadFrench()).check(readText(source, 'md')).occurrences.length
    expect(all).toBe(4)
    expect(left(new Set())).toEqual(['Nous'])
    expect(left(parseDictionary('nous\n'))).toEqual(['dispatchons'])
    expect(left(parseDictionary('\ufeff# les miens\r\nNous # oui\r\ndispatcher\r\nl’\r\n\r\n'))).toEqual(['Appli'])
  })

  test('the project’s and one’s own are added together, and one that adds nothing leaves the configuration as it is', () => {
    const config = parseConfig('dictionnaire: [a]', RULES)
    expect([...withDictionary(config, new Set(['b'])).dictionary]).toEqual(['a', 'b'])
    expect(withDictionary(config, new Set(['a']))).toBe(config)
  })
})
