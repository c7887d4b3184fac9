import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { createChecker } from './engine.ts'
import { findPattern, isPattern, makeMatchable, readPattern } from './house-pattern.ts'
import { HOUSE_TAGS, tagsOf } from './house-tags.ts'
import { defineRule } from './rule.ts'

const french = loadFrench()

const jargon = defineRule({
  id: 'jargon',
  name: 'Jargon',
  principle: 'vocabulaire',
  severity: 'avertissement',
  why: 'Pour l’essai.',
  advice: 'Rien.',
  sources: ['convention du projet'],
  scope: 'sentence',
  lexical: true,
  messages: { found: 'Du jargon.' },
  examples: [],
  check(sentence, { report }) {
    const at = sentence.tokens.findIndex(({ norm }) => norm === 'dossier')
    const token = sentence.tokens[at]
    const next = sentence.tokens[at + 1]
    if (token && next) report({ start: token.start, end: next.end }, { message: 'found' })
  },
})

const RULES = [jargon]
const checker = createChecker(RULES, french)

const parse = (yaml: string) => parseConfig(yaml, RULES, 'limpide.yml', () => french)

const found = (pattern: string, text: string): string[] => {
  const read = readPattern(pattern)
  if (!isPattern(read)) throw new Error(read.what)
  const sentences = french.analyse(text)
  return findPattern(read, makeMatchable(sentences)).map(({ sentence, from, to }) => {
    const { tokens } = sentences[sentence]!
    return text.slice(tokens[from]!.start, tokens[to - 1]!.end)
  })
}

describe('a pattern', () => {
  test.each([
    ['nous #Infinitif', 'Veuillez nous envoyer la pièce.', ['nous envoyer']],
    ['{demander}', 'Nous demandons ce que vous avez demandé.', ['demandons', 'demandé']],
    ['({envoyer}|{adresser}) .', 'Vous adresserez la pièce.', ['adresserez la']],
    // Accents tell words apart: « a » is not « à ».
    ['à la', 'Il a la clé, à la mairie.', ['à la']],
    ['demande', 'Vous avez demandé une demande.', ['demande']],
    ['rendez-vous', 'Prenez rendez-vous.', ['rendez-vous']],
    ["l'{agent}", 'Demandez-le à l’agent.', ['l’agent']],
    ['merci de [bien vouloir]', 'Merci de bien vouloir attendre.', ['bien vouloir']],
    ['/^dé.*ment$/', 'Il est définitivement clos.', ['définitivement']],
    ['^merci', 'Merci. Nous disons merci.', ['Merci']],
    ['#Préposition #Determinant', 'Venez à la mairie.', ['à la']],
    ['#Date', 'Répondez avant le 3 mars 2026.', ['3 mars 2026']],
    ['~acceuil~', 'Le guichet d’accueil est fermé.', ['accueil']],
    // The whole syntax runs over our tags and lemmas, not over compromise's.
    ['#Verbe #Determinant #Nom', 'Le maire signe la lettre.', ['signe la lettre']],
    ['#Determinant #Adjectif? #Nom', 'Joignez la nouvelle carte et un timbre.', ['la nouvelle carte', 'un timbre']],
    ['{être} #Adverbe? #ParticipePasse', 'Elle est bien reçue. Il sera signé.', ['est bien reçue', 'sera signé']],
    ['(#Nom && #Pluriel)', 'Les pièces du dossier.', ['pièces']],
    ['#Determinant !{dossier}', 'Le dossier et la lettre.', ['la lettre']],
    ['#Adverbe{2} #Adjectif', 'Un dossier vraiment très complet.', ['vraiment très complet']],
    ['{joindre} * #Nom', 'Vous joindrez aussi vite une copie.', ['joindrez aussi vite une copie']],
    ['#Conditionnel #Infinitif', 'Vous devriez signer ; vous devez signer.', ['devriez signer']],
    ['#Montant', 'Payez 1 240,50 € au guichet 3.', ['1 240,50 €']],
    ['{agent} #Nom$', 'Un agent recenseur. Un agent recenseur passe.', ['agent recenseur']],
    ['veuillez #Pronom? {agréer}', 'Veuillez, Madame, partir. Veuillez agréer nos salutations.', ['Veuillez agréer']],
  ])('%s', (pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected)
  })

  test.each([
    ['(a', 'fermer'],
    ['[x', 'fermer'],
    ['#Infinitf', 'Vouliez-vous dire «\u00a0#Infinitif\u00a0»'],
    ['#Participe', '#ParticipePasse'],
    ['*', 'n’importe quel mot'],
    ['/(/', 'n’a pas pu être lu'],
    ['@coucou', 'n’existe pas'],
    ['{envoyer/verbe}', 'n’existe pas'],
    ['', 'n’importe quel mot'],
  ])('that cannot be used is said: %j', (pattern, said) => {
    const read = readPattern(pattern)
    expect(isPattern(read)).toBe(false)
    if (!isPattern(read)) expect(`${read.what} ${read.fix}`).toContain(said)
  })

  test('every tag a word may bear is documented', () => {
    const known = new Set<string>(HOUSE_TAGS.map(({ tag }) => tag))
    const text =
      'Bonjour, vous enverrez le 3 mars 2026 à 14 h 30 les 120 € à M. Dupont, car il faudrait qu’elle fût payée en arrivant (art. L. 123-4) : 01 23 45 67 89, a@b.fr, https://exemple.fr, deux fois ! Viens, ils allaient.'
    const seen = new Set(french.analyse(text).flatMap(({ tokens }) => tokens.flatMap((token) => [...tagsOf(token)])))
    const unknown = [...seen].filter((tag) => !tag.startsWith('=') && !known.has(tag))
    expect(unknown).toEqual([])
    expect([...seen].filter((tag) => known.has(tag)).length).toBeGreaterThan(25)
  })
})

const YAML = `regles-maison:
  - id: nom-du-service
    nom: Nom du service
    mots: [Pôle emploi]
    message: « {terme} » s’appelle maintenant {simple}.
    remplacer: France Travail
    gravite: erreur
    exemples:
      fautifs: [Adressez-vous à Pôle emploi.]
      corrects: [Adressez-vous à France Travail.]
  - id: merci-de
    motif: "merci de [bien vouloir] #Infinitif"
    message: Demandez simplement.
    principe: phrases
    remplacer: ""
  - id: dispatcher
    mots: [dispatcher]
    message: Dites plutôt {simple}.
    remplacer: [répartir]
`

describe('house rules', () => {
  test('a pattern that YAML cuts at « #Infinitif » is said, not half obeyed', () => {
    const { houseRules, problems } = parse(
      'regles-maison:\n  - id: merci-de\n    motif: merci de #Infinitif\n    message: Demandez.\n  - id: nous\n    motif: nous #Verbe\n    message: Non.\n  - id: vous\n    motif: vous # Note\n    message: Non.\n',
    )
    expect(houseRules.map(({ id }) => id)).toEqual(['vous'])
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['motif-coupe', 'limpide.yml, ligne 3'],
      ['motif-coupe', 'limpide.yml, ligne 6'],
    ])
    expect(problems[0]?.fix).toContain("motif: 'merci de #Infinitif'")
  })

  test('are findings like the others, with their places and wordings', () => {
    const config = parse(YAML)
    expect(config.problems).toEqual([])
    const source = 'Merci de bien vouloir aller à **Pôle&nbsp;emploi**.\n\nNous dispatchons les demandes.\n'
    const { findings, problems, applied } = checker.check(readText(source, 'md'), { config })
    expect(problems).toEqual([])
    expect(applied).toEqual(expect.arrayContaining(['jargon', 'nom-du-service', 'merci-de', 'dispatcher']))
    expect(
      findings.map(({ rule, severity, principle, start, end, message, suggestions }) => ({
        rule,
        severity,
        principle,
        text: source.slice(start, end),
        message,
        fixes: suggestions.map(({ text }) => text),
      })),
    ).toEqual([
      {
        rule: 'merci-de',
        severity: 'avertissement',
        principle: 'phrases',
        text: 'bien vouloir',
        message: 'Demandez simplement.',
        fixes: [''],
      },
      {
        rule: 'nom-du-service',
        severity: 'erreur',
        principle: 'vocabulaire',
        text: 'Pôle&nbsp;emploi',
        message: '«\u00a0Pôle\u00a0emploi\u00a0» s’appelle maintenant «\u00a0France Travail\u00a0».',
        fixes: ['France Travail'],
      },
      {
        rule: 'dispatcher',
        severity: 'avertissement',
        principle: 'vocabulaire',
        text: 'dispatchons',
        message: 'Dites plutôt «\u00a0répartir\u00a0».',
        fixes: ['répartissons'],
      },
    ])
  })

  test('are ignored, configured and turned off like the others', () => {
    const source = '<!-- limpide-ignorer dispatcher -->\nNous dispatchons.\n\nIl dispatche.\n'
    const count = (yaml: string) => checker.check(readText(source, 'md'), { config: parse(yaml) })
    expect(count(YAML).findings).toHaveLength(1)
    expect(count(YAML).problems).toEqual([])
    expect(count(`${YAML}regles: { dispatcher: non }\n`).findings).toEqual([])
    expect(count(`${YAML}regles: { dispatcher: information }\n`).findings[0]?.severity).toBe('information')
  })

  test('pass before a rule of the catalogue at the same place', () => {
    const config = parse('regles-maison: [{ id: dossier, mots: [dossier], message: Dites demande. }]')
    const { findings } = checker.check(readText('Le dossier administratif est complet.', 'md'), { config })
    expect(findings.map(({ rule }) => rule)).toEqual(['dossier'])
  })

  test('travel to another process', () => {
    const config = structuredClone(parse(YAML))
    expect(checker.check(readText('Il dispatche.', 'md'), { config }).findings).toHaveLength(1)
  })

  test('a word of the dictionary does not silence them', () => {
    const config = parse(`${YAML}dictionnaire: [dispatcher]\n`)
    expect(checker.check(readText('Il dispatche.', 'md'), { config }).findings).toHaveLength(1)
  })
})

describe('a faulty house rule is a problem with its line', () => {
  test.each([
    ['regles-maison: oui', 'regle-maison-forme', 1],
    ['regles-maison:\n  - mots: [a]\n    message: b', 'regle-maison-id', 2],
    ['regles-maison:\n  - id: Été\n    mots: [a]\n    message: b', 'regle-maison-id', 2],
    ['regles-maison:\n  - id: jargon\n    mots: [a]\n    message: b', 'regle-maison-id', 2],
    ['regles-maison:\n  - id: x\n    mots: [a]', 'regle-maison-message', 2],
    ['regles-maison:\n  - id: x\n    message: b', 'regle-maison-vide', 2],
    ['regles-maison:\n  - id: x\n    message: b\n    motif: "(a"', 'motif-invalide', 4],
    ['regles-maison:\n  - id: x\n    message: b\n    mots: [a]\n    gravité: erreur', 'cle-inconnu', 5],
    ['regles-maison:\n  - id: x\n    message: b\n    mots: [a]\n    gravite: grave', 'valeur-inconnu', 5],
    ['regles-maison:\n  - id: x\n    message: b\n    mots: [a]\n    principe: style', 'valeur-inconnu', 5],
    [
      'regles-maison:\n  - id: x\n    message: b\n    mots: [courriel]\n    exemples:\n      fautifs:\n        - Un courriel.\n        - Un message.',
      'exemple-faux',
      8,
    ],
    [
      'regles-maison:\n  - id: x\n    message: b\n    mots: [courriel]\n    exemples:\n      corrects:\n        - Des courriels.',
      'exemple-faux',
      7,
    ],
    ['regles-maison:\n  - id: x\n    message: b\n    mots: [mail]\n    remplacer: [un mail]', 'exemple-faux', 5],
  ])('%j', (yaml, code, line) => {
    expect(parse(yaml).problems.map((problem) => [problem.code, problem.where])).toEqual([
      [code, `limpide.yml, ligne ${line}`],
    ])
  })
})
