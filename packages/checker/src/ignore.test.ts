import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { createChecker } from './engine.ts'
import { ignoreHere, ignoreInFile } from './ignore-here.ts'
import { defineRule, type Rule } from './rule.ts'

const base = {
  principle: 'phrases',
  severity: 'avertissement',
  why: 'Pour l’essai.',
  advice: 'Rien.',
  sources: ['convention du projet'],
  examples: [],
  zones: [
    'en-tete',
    'destinataire',
    'objet',
    'salutation',
    'corps',
    'cloture',
    'signature',
    'pieces-jointes',
    'pied',
    'mentions',
  ],
} as const

const finds = (word: string): Rule =>
  defineRule({
    ...base,
    id: word,
    name: word,
    scope: 'sentence',
    messages: { found: 'Voici.' },
    check(sentence, { report }) {
      for (const token of sentence.tokens) if (token.norm === word) report(token, { message: 'found' })
    },
  })

const whole = defineRule({
  ...base,
  id: 'tout-le-document',
  name: 'Tout le document',
  scope: 'document',
  messages: { found: 'Il manque quelque chose.' },
  check(view, { report }) {
    report(view, { message: 'found' })
  },
})

const RULES = [finds('mot'), finds('terme')]
const checker = createChecker(RULES, loadFrench())

const check = (source: string, format: 'md' | 'html' = 'md', yaml = '', path?: string) =>
  checker.check(readText(source, format), {
    config: parseConfig(yaml, RULES),
    ...(path === undefined ? {} : { path }),
  })

/** The sources of what is still said: the two characters before tell which « mot » it is. */
const left = (source: string, format: 'md' | 'html' = 'md') =>
  check(source, format).findings.map(({ start, end }) => source.slice(Math.max(0, start - 2), end))

describe('a comment holds where it stands, in Markdown', () => {
  test.each([
    ['before a paragraph', '<!-- limpide-ignorer mot -->\nA mot.\n\nB mot.', ['B mot']],
    ['before a heading', '<!-- limpide-ignorer mot -->\n# A mot\n\nB mot.', ['B mot']],
    ['after a blank line', '<!-- limpide-ignorer mot -->\n\n# A mot\n\nB mot.', ['B mot']],
    ['in an item, before its text', '- <!-- limpide-ignorer mot --> A mot.\n- B mot.', ['B mot']],
    ['in an item, after its text', '- A mot. <!-- limpide-ignorer mot -->\n- B mot.', ['B mot']],
    ['after bold and a link', '- **A** [mot](https://a.fr). <!-- limpide-ignorer mot -->\n- B mot.', ['B mot']],
    ['before a list', '<!-- limpide-ignorer mot -->\n- A mot.\n- B mot.', ['B mot']],
    ['in a cell, before its text', '| x | y |\n|---|---|\n| <!-- limpide-ignorer mot --> A mot | B mot |', ['B mot']],
    ['in a cell, after its text', '| x | y |\n|---|---|\n| A mot <!-- limpide-ignorer mot --> | B mot |', ['B mot']],
    ['before a table', '<!-- limpide-ignorer mot -->\n\n| A mot | x |\n|---|---|\n| x | B mot |\n\nC mot.', ['C mot']],
    ['in a quotation', '> <!-- limpide-ignorer mot -->\n> A mot.\n\nB mot.', ['B mot']],
    ['before a quotation', '<!-- limpide-ignorer mot -->\n> A mot.\n\nB mot.', ['B mot']],
    ['at the end of a paragraph', 'A mot. <!-- limpide-ignorer mot -->\n\nB mot.', ['B mot']],
    ['inside a paragraph', 'A mot <!-- limpide-ignorer mot --> et A mot.\n\nB mot.', ['B mot']],
    [
      'in a template',
      '{{#if majeur}}\n<!-- limpide-ignorer mot -->\nA mot pour {{nom}}.\n{{/if}}\n\nB mot.',
      ['B mot'],
    ],
    ['as a comment of a template', '{{!-- limpide-ignorer mot --}}\n\nA mot.\n\nB mot.', ['B mot']],
    ['as a comment of another template', '{# limpide-ignorer mot #}\n\nA mot.\n\nB mot.', ['B mot']],
    ['over several lines', '<!--\n  limpide-ignorer mot\n  -- terme du contrat\n-->\nA mot.\n\nB mot.', ['B mot']],
    [
      'around a region of items',
      '- A mot.\n\n<!-- limpide-ignorer-debut mot -->\n\n- A mot.\n- A mot.\n\n<!-- limpide-ignorer-fin -->\n\nB mot.',
      ['A mot', 'B mot'],
    ],
    ['for the file', 'A mot.\n\n<!-- limpide-ignorer-fichier mot -->', []],
    ['never in code', '```\n<!-- limpide-ignorer-fichier mot -->\n```\n\nB mot.', ['B mot']],
  ])('%s', (_, source, expected) => {
    expect(left(source)).toEqual(expected)
  })
})

describe('a comment holds where it stands, in HTML', () => {
  test.each([
    ['before a paragraph', '<!-- limpide-ignorer mot --><p>A mot.</p><p>B mot.</p>', ['B mot']],
    ['in a paragraph', '<p>A mot <!-- limpide-ignorer mot --> ici.</p><p>B mot.</p>', ['B mot']],
    ['before a heading', '<!-- limpide-ignorer mot -->\n<h1>A mot</h1><p>B mot.</p>', ['B mot']],
    ['before an item', '<ul><!-- limpide-ignorer mot --><li>A mot.</li><li>B mot.</li></ul>', ['B mot']],
    ['in an item', '<ul><li><!-- limpide-ignorer mot -->A mot.</li><li>B mot.</li></ul>', ['B mot']],
    ['in a cell', '<table><tr><td><!-- limpide-ignorer mot -->A mot.</td><td>B mot.</td></tr></table>', ['B mot']],
    [
      'before a row',
      '<table>\n<!-- limpide-ignorer mot -->\n<tr><td>A mot.</td><td>B mot.</td></tr></table>',
      ['B mot'],
    ],
    [
      'before a table',
      '<!-- limpide-ignorer mot --><table><tr><th>Un</th><th>A mot.</th></tr><tr><td>A mot.</td><td>Deux</td></tr></table><p>B mot.</p>',
      ['B mot'],
    ],
    ['in a quotation', '<blockquote><!-- limpide-ignorer mot --><p>A mot.</p></blockquote><p>B mot.</p>', ['B mot']],
    ['in a template', '{% if x %}<!-- limpide-ignorer mot --><p>A mot.</p>{% endif %}<p>B mot.</p>', ['B mot']],
  ])('%s', (_, source, expected) => {
    expect(left(source, 'html')).toEqual(expected)
  })
})

describe('a comment that cannot be followed, or that no longer serves, is said with its line', () => {
  const said = (source: string) =>
    check(source).problems.map(({ code, where, what, fix }) => ({ code, where, text: `${what} ${fix}` }))

  test('a rule that does not exist', () => {
    const [problem] = said('A mot.\n\n<!-- limpide-ignorer moot -->\nB mot.')
    expect(problem?.code).toBe('ignore-regle-inconnue')
    expect(problem?.where).toBe('ligne 3')
    expect(problem?.text).toContain('Vouliez-vous dire «\u00a0mot\u00a0»')
  })

  test('a directive that does not exist', () => {
    const [problem] = said('<!-- limpide-ignore mot -->\nB mot.')
    expect(problem?.code).toBe('directive-inconnue')
    expect(problem?.text).toContain('«\u00a0limpide-ignorer\u00a0»')
  })

  test('an ignore that silences nothing any more, and only for the rule that is silent', () => {
    expect(said('<!-- limpide-ignorer mot -->\nRien ici.').map(({ code, where }) => [code, where])).toEqual([
      ['ignore-inutile', 'ligne 1'],
    ])
    expect(said('<!-- limpide-ignorer -->\nRien ici.')).toHaveLength(1)
    const [half] = said('<!-- limpide-ignorer mot, terme -->\nUn mot ici.')
    expect(half?.text).toContain('pour terme')
    expect(said('<!-- limpide-ignorer mot, terme -- vocabulaire du contrat -->\nUn mot, un terme.')).toEqual([])
  })

  test('an ignore for a rule that is turned off may serve again: nothing is said', () => {
    const { problems } = check('<!-- limpide-ignorer mot -->\nUn mot.', 'md', 'regles: { mot: non }')
    expect(problems).toEqual([])
  })

  test('a region that is never closed, or never opened', () => {
    expect(said('<!-- limpide-ignorer-debut mot -->\n\nUn mot.').map(({ code }) => code)).toEqual(['ignore-sans-fin'])
    expect(said('Un mot.\n\n<!-- limpide-ignorer-fin -->').map(({ code }) => code)).toEqual(['ignore-sans-debut'])
  })

  test('regions of two rules may cross', () => {
    const source =
      '<!-- limpide-ignorer-debut mot -->\n\nUn mot.\n\n<!-- limpide-ignorer-debut terme -->\n\nUn terme.\n\n<!-- limpide-ignorer-fin mot -->\n\nUn terme.\n\nA mot.\n\n<!-- limpide-ignorer-fin terme -->'
    expect(left(source)).toEqual(['A mot'])
    expect(said(source)).toEqual([])
  })
})

test('what is said of the whole document needs its rule to be named, or the whole file', () => {
  const all = createChecker([whole], loadFrench())
  const count = (source: string) => all.check(readText(source, 'md')).findings.length
  expect(count('<!-- limpide-ignorer -->\nUn mot.')).toBe(1)
  expect(count('<!-- limpide-ignorer tout-le-document -->\nUn mot.')).toBe(0)
  expect(count('Un mot.\n\n<!-- limpide-ignorer-fichier -->')).toBe(0)
})

describe('ignorer-remarques', () => {
  const yaml = (more = '') =>
    `ignorer-remarques:\n  - chemin: droits/é.docx\n    regle: mot\n${more}    motif: terme du contrat\n`

  test('silences a rule in one file, and only there', () => {
    expect(check('Un mot.', 'md', yaml(), 'droits/e\u0301.docx').findings).toEqual([])
    expect(check('Un mot.', 'md', yaml(), 'droits\\é.docx').findings).toEqual([])
    expect(check('Un mot.', 'md', yaml(), 'autre.docx').findings).toHaveLength(1)
    expect(check('Un mot.', 'md', yaml()).findings).toHaveLength(1)
  })

  test('silences one passage when it is given', () => {
    const source = 'Le mot de passe. Le mot juste.'
    const found = check(source, 'md', yaml('    texte: Mot\u00a0de passe\n'), 'droits/é.docx').findings
    expect(found.map(({ start }) => source.slice(start, start + 9))).toEqual(['mot juste'])
  })

  test('is reported when it no longer serves, with its line in limpide.yml', () => {
    const { problems } = check('Rien.', 'md', yaml(), 'droits/é.docx')
    expect(problems.map(({ code, where }) => [code, where])).toEqual([['ignore-inutile', 'limpide.yml, ligne 2']])
    expect(check('Rien.', 'md', yaml(), 'autre.docx').problems).toEqual([])
  })

  test('a wish that cannot be followed is said', () => {
    const { problems, ignoredRemarks } = parseConfig(
      'ignorer-remarques:\n  - { chemin: a.docx, regle: mott, motif: x }\n  - { regle: mot }\n  - { chemin: a.docx, regle: mot }\n  - { chemin: a.docx, regle: mot, motif: x, text: y }\n',
      RULES,
    )
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['regle-inconnu', 'limpide.yml, ligne 2'],
      ['remarque-incomplete', 'limpide.yml, ligne 3'],
      ['remarque-sans-motif', 'limpide.yml, ligne 4'],
      ['cle-inconnu', 'limpide.yml, ligne 5'],
    ])
    // « text » for « texte » : the passage is not known, and silencing the whole document was not asked.
    expect(ignoredRemarks.map(({ where }) => where)).toEqual(['limpide.yml, ligne 4'])
  })
})

describe('the comment that an editor writes silences the remark, and nothing else', () => {
  test.each([
    ['md', 'A mot.\n\nB mot.'],
    ['md', 'C.\n\n# B mot\n\nA mot.'],
    ['md', 'A mot.\n\n**B mot** ici.\n\nA mot.'],
    ['md', '- A mot.\n- B mot.\n- A mot.\n'],
    ['md', '1. A mot.\r\n2. **B mot**\r\n3. A mot.\r\n'],
    ['md', '- A mot.\n\n  B mot.\n'],
    ['md', '- A mot\n  - B mot\n  - A mot\n'],
    ['md', '| A mot | B mot |\n|---|---|\n| A mot | A mot |\n'],
    ['md', '| x | y |\n|---|---|\n| A mot | **B mot** |\n'],
    ['md', '> A mot.\n>\n> B mot.\n'],
    ['md', '---\ntype: refus\n---\n\nB mot.\n'],
    ['md', '{{#if x}}\nB mot.\n{{/if}}\n\nA mot.'],
    ['html', '<p>A mot.</p><p><b>B mot</b></p>'],
    ['html', '<ul><li>A mot</li><li>B mot</li></ul>'],
    ['html', '<table><tr><th>A mot</th><th>C</th></tr><tr><td>B mot</td><td>A mot</td></tr></table>'],
    ['html', '<h1>B mot</h1>\n<p>A mot.</p>'],
  ] as const)('%s: %j', (format, source) => {
    const before = check(source, format)
    const finding = before.findings.find(({ start }) => source.slice(start - 2, start) === 'B ')
    if (!finding) throw new Error('nothing was found')
    const edit = ignoreHere(readText(source, format), finding, 'terme du contrat')
    if (!edit) throw new Error('no comment can be written')
    expect(edit.text).toContain('<!-- limpide-ignorer mot : terme du contrat -->')
    const edited = source.slice(0, edit.start) + edit.text + source.slice(edit.end)
    const after = check(edited, format)
    expect(after.problems).toEqual([])
    expect(left(edited, format), edited).toEqual(before.findings.slice(1).map(() => 'A mot'))
    expect(
      after.view.blocks.map(({ kind, text }) => `${kind} ${text}`),
      edited,
    ).toEqual(before.view.blocks.map(({ kind, text }) => `${kind} ${text}`))
  })

  test.each([
    ['md', '# Un mot\n'],
    ['md', '---\r\ntype: refus\r\n---\r\n\r\nUn mot.\r\n'],
    ['md', '\ufeffUn mot.'],
    ['html', '<!doctype html>\n<p>Un mot.</p>'],
  ] as const)('a rule is silenced in the whole file, under its front matter: %s %j', (format, source) => {
    const before = check(source, format)
    const edit = ignoreInFile(readText(source, format), before.findings[0]!, 'motif')
    const after = check(source.slice(0, edit!.start) + edit!.text + source.slice(edit!.end), format)
    expect(after.findings).toEqual([])
    expect(after.problems).toEqual([])
    expect(after.view.document.meta.frontMatter).toEqual(before.view.document.meta.frontMatter)
  })

  test('a remark on the whole document is silenced for the file; a text file has no comments', () => {
    const all = createChecker([whole], loadFrench())
    for (const [format, source] of [
      ['md', '# Un mot'],
      ['html', '<html><body><p>Un mot.</p></body></html>\n'],
    ] as const) {
      const document = readText(source, format)
      const [finding] = all.check(document).findings
      const edit = finding && ignoreHere(document, finding)
      expect(all.check(readText(source + (edit?.text ?? ''), format)).findings).toEqual([])
    }
    const [finding] = all.check(readText('Un mot.', 'txt')).findings
    expect(finding && ignoreHere(readText('Un mot.', 'txt'), finding)).toBeUndefined()
  })
})
