import type { Document, Problem } from './document.ts'
import { type Draft, finish } from './draft.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPlain } from './read-plain.ts'

/** The formats an editor holds as text. */
export type TextFormat = 'md' | 'html' | 'txt'

const READERS: Readonly<Record<TextFormat, (source: string) => Draft>> = {
  md: readMarkdown,
  html: readHtml,
  txt: readPlain,
}

const TOO_DEEP: Problem = {
  code: 'document-trop-imbrique',
  what: 'Le fichier imbrique trop d’éléments les uns dans les autres pour que sa structure soit lue.',
  fix: 'Il est lu comme un texte brut. Retirez les imbrications inutiles pour retrouver titres et listes.',
}

/** Reads a text source into a document; never throws: what its reader cannot follow is read as plain text. */
export function readText(source: string, format: TextFormat): Document {
  try {
    return finish(READERS[format](source), source)
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof Error)) throw error
    const plain = readPlain(format === 'html' ? withoutTags(source) : source)
    return finish({ ...plain, format, problems: [...plain.problems, TOO_DEEP] }, source)
  }
}

/** Each tag a line end and blanks: words keep their offsets, and the words of two elements stay apart. */
function withoutTags(source: string): string {
  return source.replace(/<[^<>]*>/g, (tag) => `\n${' '.repeat(tag.length - 1)}`)
}
