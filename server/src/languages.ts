/** The text formats the server reads, by the editor's language id. Template languages are read as the text around their tags. */
const FORMATS: Readonly<Record<string, 'md' | 'html' | 'txt'>> = {
  markdown: 'md',
  mdx: 'md',
  html: 'html',
  'jinja-html': 'html',
  'django-html': 'html',
  twig: 'html',
  handlebars: 'html',
  liquid: 'html',
  erb: 'html',
  mjml: 'html',
  plaintext: 'txt',
  'django-txt': 'txt',
  jinja: 'txt',
  text: 'txt',
}

/** Language ids that the extension activates on. */
export const LANGUAGES: readonly string[] = Object.keys(FORMATS)

/** The format of a document; an unknown language is read by its extension, then as plain text. */
export function formatOf(languageId: string, uri: string): 'md' | 'html' | 'txt' {
  const known = FORMATS[languageId]
  if (known) return known
  if (/\.(md|markdown)$/i.test(uri)) return 'md'
  if (/\.(?:x?html?|twig|njk|hbs|handlebars|liquid|erb|mjml)$/i.test(uri)) return 'html'
  return 'txt'
}

/** Whether a file of a folder is a text that the server reads, by its name. */
export function isText(name: string): boolean {
  return /\.(?:md|markdown|mdx|x?html?|txt|twig|njk|j2|jinja2?|hbs|handlebars|liquid|erb|mjml)$/i.test(name)
}

/** True for the configuration itself: completed, never read as prose. */
export function isConfig(uri: string): boolean {
  return uri.endsWith('/limpide.yml')
}
