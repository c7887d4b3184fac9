/** The text formats the server reads, by the editor's language id. Template languages are read as the text around their tags. */
const FORMATS: ReadonlyMap<string, 'md' | 'html' | 'txt'> = new Map<string, 'md' | 'html' | 'txt'>(
  Object.entries({
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
  }),
)

/** Names of templates, whose inner name says what they make: « .html.twig », « .txt.erb ». */
const TEMPLATES = 'twig|njk|j2|jinja2?|hbs|handlebars|liquid|erb|mustache'

const BY_NAME: ReadonlyMap<string, 'md' | 'html' | 'txt'> = new Map<string, 'md' | 'html' | 'txt'>(
  Object.entries({
    md: 'md',
    markdown: 'md',
    mdx: 'md',
    htm: 'html',
    html: 'html',
    xhtml: 'html',
    twig: 'html',
    njk: 'html',
    hbs: 'html',
    handlebars: 'html',
    liquid: 'html',
    erb: 'html',
    mjml: 'html',
    txt: 'txt',
    text: 'txt',
  }),
)

/** Language ids that the extension activates on. */
export const LANGUAGES: readonly string[] = [...FORMATS.keys()]

/**
 * The format of a document: what its language says, unless its name says more. Without an extension for its language,
 * an editor opens « lettre.html.twig » as plain text; « courriel.txt.erb » is a text, whatever its tags.
 */
export function formatOf(languageId: string, uri: string): 'md' | 'html' | 'txt' {
  const known = FORMATS.get(languageId)
  const inner = new RegExp(`\\.(\\w+)\\.(?:${TEMPLATES})$`, 'i').exec(uri)?.[1]?.toLowerCase()
  const named = inner === undefined ? undefined : BY_NAME.get(inner)
  if (named) return named
  if (known && known !== 'txt') return known
  if (languageId === 'jinja' || languageId === 'django-txt') return 'txt'
  const last = /\.(\w+)$/.exec(uri)?.[1]?.toLowerCase() ?? ''
  return BY_NAME.get(last) ?? known ?? 'txt'
}

/** Whether a file of a folder is a text that the server reads, by its name. */
export function isText(name: string): boolean {
  return /\.(?:md|markdown|mdx|x?html?|txt|twig|njk|j2|jinja2?|hbs|handlebars|liquid|erb|mjml)$/i.test(name)
}

/** Whether a file of a folder is a letter that is read apart, by its name: Word, OpenDocument, pdf, mail. */
export function isPaper(name: string): boolean {
  return /\.(?:docx|docm|odt|pdf|rtf|doc|eml|msg)$/i.test(name)
}

/** True for the configuration itself: completed, never read as prose. */
export function isConfig(uri: string): boolean {
  return uri.endsWith('/limpide.yml')
}

/** An address as people read it; one that is not well written stays as it is. */
export function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

/** Folders that hold no letter: those of programs, and hidden ones. */
export function isPassed(folder: string): boolean {
  return folder.startsWith('.') || /^(?:node_modules|dist|build|vendor|__pycache__)$/.test(folder)
}

/** A text file larger than this is data, not a document. */
export const LARGEST = 2_000_000
