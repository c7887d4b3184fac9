import { expect, test } from 'vitest'
import { formatOf, isText, LANGUAGES } from './languages.ts'

test.each([
  ['markdown', 'lettre.md', 'md'],
  ['html', 'page.html', 'html'],
  ['jinja-html', 'page.html.j2', 'html'],
  ['twig', 'lettre.html.twig', 'html'],
  ['handlebars', 'courriel.hbs', 'html'],
  ['liquid', 'courriel.liquid', 'html'],
  ['erb', 'lettre.html.erb', 'html'],
  ['mjml', 'courriel.mjml', 'html'],
  // No extension for the language is installed: the editor says « plaintext ».
  ['plaintext', 'lettre.html.twig', 'html'],
  ['plaintext', 'courriel.mjml', 'html'],
  ['plaintext', 'lettre.txt', 'txt'],
  ['plaintext', 'untitled:Untitled-1', 'txt'],
  // What the template makes wins over the language of its tags.
  ['erb', 'courriel.text.erb', 'txt'],
  ['twig', 'courriel.txt.twig', 'txt'],
  ['twig', 'page.md.twig', 'md'],
  ['jinja', 'courriel.jinja', 'txt'],
  ['inconnu', 'page.xhtml', 'html'],
  ['inconnu', 'notes', 'txt'],
] as const)('%s called %s is read as %s', (language, uri, format) => {
  expect(formatOf(language, uri)).toBe(format)
})

test('the languages of templates are known, and their files are texts', () => {
  for (const language of ['jinja-html', 'twig', 'handlebars', 'liquid', 'erb', 'mjml'])
    expect(LANGUAGES).toContain(language)
  for (const name of ['a.twig', 'a.hbs', 'a.liquid', 'a.html.erb', 'a.mjml', 'a.j2']) expect(isText(name)).toBe(true)
})
