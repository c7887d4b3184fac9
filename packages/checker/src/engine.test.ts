import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { createChecker } from './engine.ts'
import { defineRule, type Rule } from './rule.ts'

const base = {
  principle: 'vocabulaire',
  severity: 'avertissement',
  why: 'Pour l’essai.',
  advice: 'Rien.',
  sources: ['convention du projet'],
  examples: [],
} as const

/** Finds a word, wherever it stands in a sentence. */
const finds = (word: string, id: string, extra: Partial<Rule> = {}): Rule => ({
  ...defineRule({
    ...base,
    id,
    name: id,
    scope: 'sentence',
    messages: { found: 'Voici « {word} ».' },
    check(sentence, { report }) {
      for (const token of sentence.tokens)
        if (token.norm === word) report(token, { message: 'found', data: { word }, term: word })
    },
  }),
  ...extra,
})

const crash = defineRule({
  ...base,
  id: 'en-panne',
  name: 'En panne',
  scope: 'block',
  messages: { found: '' },
  check() {
    throw new Error('exprès')
  },
})

const check = (source: string, rules: readonly Rule[], yaml = '') =>
  createChecker(rules, loadFrench()).check(readText(source, 'md'), { config: parseConfig(yaml, rules) })

describe('the engine', () => {
  test('gives offsets in the source, past marks and entities', () => {
    const source = 'Un **mot&nbsp;rare** ici.\n\n- puis un mot encore\n'
    const { findings } = check(source, [finds('mot', 'mot')])
    expect(findings.map(({ start, end }) => source.slice(start, end))).toEqual(['mot', 'mot'])
  })

  test('names a rule that crashes, and runs the others', () => {
    const { findings, problems } = check('Un mot.', [crash, finds('mot', 'mot')])
    expect(findings).toHaveLength(1)
    expect(problems[0]?.what).toContain('en-panne')
  })

  test('a rule without the facts it needs is « non vérifiable », never silent', () => {
    const { unverifiable, applied } = check('Un mot.', [finds('mot', 'mot', { needs: ['font-size'] })])
    expect(unverifiable).toEqual(['mot'])
    expect(applied).toEqual([])
  })

  test('configuration turns a rule off or changes its severity', () => {
    expect(check('Un mot.', [finds('mot', 'mot')], 'regles: { mot: non }').findings).toEqual([])
    expect(check('Un mot.', [finds('mot', 'mot')], 'regles: { mot: erreur }').findings[0]?.severity).toBe('erreur')
  })

  test.each([
    ['<!-- limpide-ignorer mot -->\nUn mot.\n\nUn mot.', 1],
    ['<!-- limpide-ignorer -->\nUn mot.\n\nUn mot.', 1],
    ['<!-- limpide-ignorer autre -->\nUn mot.', 1],
    [
      '<!-- limpide-ignorer-debut mot -- terme du contrat -->\n\nUn mot.\n\nUn mot.\n\n<!-- limpide-ignorer-fin -->\n\nUn mot.',
      1,
    ],
    ['Un mot.\n\n<!-- limpide-ignorer-fichier mot -->', 0],
  ])('an ignore comment holds for what it says: %j', (source, left) => {
    expect(check(source, [finds('mot', 'mot')]).findings).toHaveLength(left)
  })

  test('one finding a rule a sentence, three times the same term; the score still counts them all', () => {
    const { findings, occurrences } = check('Un mot et un mot. Un mot. Un mot. Un mot.', [
      finds('mot', 'mot', { lexical: true }),
    ])
    expect(findings).toHaveLength(3)
    expect(occurrences).toHaveLength(5)
  })

  test('a second check of the same document gives the same findings', () => {
    const checker = createChecker([finds('mot', 'mot')], loadFrench())
    const document = readText('Un mot.\n\nUn mot.', 'md')
    expect(checker.check(document).findings).toEqual(checker.check(document).findings)
  })

  test('a suggestion that would swallow markup is dropped, an insertion and an entity pass', () => {
    const offers = defineRule({
      ...base,
      id: 'propose',
      name: 'Propose',
      scope: 'block',
      messages: { found: 'Voici.' },
      check(block, { report }) {
        const place = { start: 0, end: block.text.length }
        report(place, {
          message: 'found',
          suggestions: [
            { kind: 'choix', text: 'Autre' },
            { kind: 'gabarit', text: ' [suite]', span: { start: place.end, end: place.end } },
          ],
        })
      },
    })
    const offered = (source: string, format: 'md' | 'html' | 'txt'): string[] =>
      createChecker([offers], loadFrench())
        .check(readText(source, format))
        .findings.flatMap(({ suggestions }) => suggestions.map(({ text }) => text))
    expect(offered('<p>Relance, <u>urgent</u></p>', 'html')).toEqual([' [suite]'])
    expect(offered('Relance, **urgent**', 'md')).toEqual([' [suite]'])
    expect(offered('<p>Relance de l&#39;aide,&nbsp;\n  urgent</p>', 'html')).toEqual(['Autre', ' [suite]'])
    expect(offered('Relance, **urgent**', 'txt')).toEqual(['Autre', ' [suite]'])
  })

  test('what a document lacks is marked on one word, where it would be added', () => {
    const lacks = (atEnd: boolean): Rule =>
      defineRule({
        ...base,
        id: 'manque',
        name: 'Manque',
        scope: 'document',
        messages: { found: 'Il manque.' },
        check(view, { report }) {
          const block = view.blocks.at(-1)!
          const at = block.text.length
          report(view, {
            message: 'found',
            suggestions: atEnd ? [{ kind: 'gabarit', text: ' Appelez.', block, span: { start: at, end: at } }] : [],
          })
        },
      })
    const source = 'Objet : votre demande de carte\n\nMadame,\n\nVotre carte est prête !'
    const marked = (atEnd: boolean): string[] =>
      check(source, [lacks(atEnd)]).findings.map(({ start, end }) => source.slice(start, end))
    expect(marked(true)).toEqual(['prête'])
    expect(marked(false)).toEqual(['Objet'])
    const page = '<div><img src="logo.png"></div><p>Votre carte est prête.</p>'
    const [found] = createChecker([lacks(false)], loadFrench()).check(readText(page, 'html')).findings
    expect(page.slice(found?.start, found?.end)).toBe('Votre')
  })

  test('a text without an end to its sentences is cut in pieces that still tile it', () => {
    const { view, findings } = check('un mot de la liste, '.repeat(2_000), [finds('mot', 'mot', { lexical: true })])
    const { sentences } = view.blocks[0]!
    expect(sentences.length).toBeGreaterThan(10)
    expect(sentences.every(({ tokens }) => tokens.length <= 600)).toBe(true)
    expect(sentences.reduce((sum, { wordCount }) => sum + wordCount, 0)).toBe(view.wordCount)
    expect(findings).toHaveLength(3)
  })

  test('an address, a reference, a signature and a footer are no sentences, and no rule of sentences reads them', () => {
    const letter = [
      'Caisse de Valmont\n12 rue des Acacias qui montent\n59000 Lille',
      'Madame Odile Martin\n3 place du Marché aux Herbes\n59800 Lille',
      'Nos références : AL-012',
      'Madame,',
      'Votre dossier est complet.',
      'Veuillez agréer, Madame, mes salutations distinguées.',
      'La directrice,\nHélène Faure',
    ].join('\n\n')
    const { view, occurrences } = createChecker([finds('martin', 'martin')], loadFrench()).check(
      readText(letter, 'txt'),
    )
    expect(view.sentences.map(({ text }) => text)).toEqual(['Votre dossier est complet.'])
    expect(occurrences).toEqual([])
  })

  test('on the same words, one rule speaks: the longer, then the first of the catalogue’s order', () => {
    const wrapped = finds('saurions', 'consigne-indirecte')
    const old = finds('saurions', 'formule-desuete')
    const { findings, occurrences } = check('Nous vous saurions gré de répondre.', [old, wrapped])
    expect(findings.map(({ rule }) => rule)).toEqual(['consigne-indirecte'])
    expect(occurrences).toHaveLength(2)
  })
})

describe('a paragraph that moves up', () => {
  const late = defineRule({
    ...base,
    id: 'message-en-bas',
    name: 'Message en bas',
    scope: 'document',
    messages: { late: 'Le message vient en dernier.' },
    check(view, { report }) {
      const [first] = view.blocks
      const block = view.blocks.at(-1)
      if (!first || !block) return
      report(block, {
        message: 'late',
        suggestions: [{ kind: 'renvoi', text: '', label: 'Remonter', block, above: first }],
      })
    },
  })
  const moved = (source: string, format: 'md' | 'txt' | 'html') => {
    const [fix] = createChecker([late], loadFrench()).check(readText(source, format)).findings[0]?.suggestions ?? []
    return fix && source.slice(0, fix.start) + fix.text + source.slice(fix.end)
  }

  test('keeps what stands between, line ends included', () => {
    expect(moved('Le **lieu**.\n\nLe jour.\n\nVenez lundi.\n', 'md')).toBe('Venez lundi.\n\nLe **lieu**.\n\nLe jour.\n')
    expect(moved('Le lieu.\r\n\r\nVenez.', 'txt')).toBe('Venez.\r\n\r\nLe lieu.')
  })

  test('is not offered where tags would be torn, nor when there is nothing above', () => {
    expect(moved('<p>Le lieu.</p><p>Venez.</p>', 'html')).toBeUndefined()
    expect(moved('Venez.', 'md')).toBeUndefined()
  })
})
