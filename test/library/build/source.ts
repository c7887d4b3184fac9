import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A stretch of text with one look; `field` names a Word merge field, `line` ends the line. */
export type Run = {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly field?: true
  readonly line?: true
}

/** What a `:::` container changes for the blocks inside it. */
export type Look = {
  readonly size?: number
  readonly align?: 'left' | 'right' | 'justify'
  readonly color?: string
}

/** One block of a sample letter, ready to be laid out in any format. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly runs: readonly Run[]; readonly look: Look }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly look: Look }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly items: readonly (readonly Run[])[]
      readonly look: Look
    }
  | { readonly kind: 'table'; readonly header: boolean; readonly rows: readonly (readonly (readonly Run[])[])[] }
  | { readonly kind: 'image'; readonly alt: string; readonly file: string; readonly centimetres: number }

/** The page set-up and content of one binary sample. */
export type Source = {
  readonly output: string
  readonly title: string
  readonly font: string
  readonly size: number
  readonly spacing: number
  readonly margin: number
  readonly align: 'left' | 'justify'
  readonly header: string
  readonly footer: string
  readonly logo: string
  readonly logoAlt: string
  readonly fields: 'none' | 'complex' | 'simple'
  readonly splitRuns: boolean
  readonly tagged: boolean
  readonly scan: string
  readonly truncate: number
  readonly blocks: readonly Block[]
}

const INLINE = /\*\*(.+?)\*\*|__(.+?)__|\*(?=\S)([^*]+?)(?<=\S)\*|«([A-Z][A-Z0-9_]*)»/gs

/** Splits inline marks into runs; `«NOM»` is a field only where the source asks for mail merge. */
export function parseRuns(text: string, fields: boolean, look: Omit<Run, 'text'> = {}): readonly Run[] {
  const runs: Run[] = []
  let at = 0
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) runs.push({ ...look, text: text.slice(at, match.index) })
    const [whole, bold, underline, italic, field] = match
    if (bold !== undefined) runs.push(...parseRuns(bold, fields, { ...look, bold: true }))
    else if (underline !== undefined) runs.push(...parseRuns(underline, fields, { ...look, underline: true }))
    else if (italic !== undefined) runs.push(...parseRuns(italic, fields, { ...look, italic: true }))
    else if (field !== undefined && fields) runs.push({ ...look, text: field, field: true })
    else runs.push({ ...look, text: whole })
    at = match.index + whole.length
  }
  if (at < text.length) runs.push({ ...look, text: text.slice(at) })
  return runs
}

function paragraphRuns(lines: readonly string[], fields: boolean): readonly Run[] {
  const joined = lines.map((line) => (line.endsWith('\\') ? `${line.slice(0, -1)}\n` : `${line} `)).join('')
  const runs: Run[] = []
  for (const run of parseRuns(joined.trimEnd(), fields)) {
    const pieces = run.text.split('\n')
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) runs.push({ text: '', line: true })
      if (piece !== '') runs.push({ ...run, text: piece })
    }
  }
  return runs
}

function parseLook(options: string): Look {
  let look: Look = {}
  for (const option of options.split(/\s+/)) {
    const [name, value = ''] = option.split('=')
    if (name === 'taille') look = { ...look, size: Number(value) }
    if (name === 'couleur') look = { ...look, color: value }
    if (name === 'alignement') look = { ...look, align: value === 'droite' ? 'right' : 'left' }
  }
  return look
}

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

function parseBlocks(text: string, folder: string, fields: boolean): readonly Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  let look: Look = {}
  let at = 0
  const take = (test: (line: string) => boolean): string[] => {
    const from = at
    while (at < lines.length && test(lines[at] ?? '')) at += 1
    return lines.slice(from, at)
  }
  const special = /^(:::|@inclure |#{1,2} |- |\d+\. |\||!\[)/
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const heading = /^(#{1,2}) (.*)$/.exec(line)
    const image = /^!\[(.*)\]\((\S+) ([\d.]+)\)$/.exec(line)
    if (line.trim() === '') {
      at += 1
    } else if (line.startsWith(':::')) {
      look = parseLook(line.slice(3).trim())
      at += 1
    } else if (line.startsWith('@inclure ')) {
      const part = readFileSync(join(folder, 'blocs', `${line.slice(9).trim()}.md`), 'utf8')
      blocks.push({ kind: 'paragraph', runs: paragraphRuns(part.trim().split('\n'), fields), look })
      at += 1
    } else if (heading) {
      const level = heading[1] === '#' ? 1 : 2
      blocks.push({ kind: 'heading', level, runs: parseRuns(heading[2] ?? '', fields), look })
      at += 1
    } else if (image) {
      blocks.push({ kind: 'image', alt: image[1] ?? '', file: image[2] ?? '', centimetres: Number(image[3]) })
      at += 1
    } else if (line.startsWith('|')) {
      const rows = take((next) => next.startsWith('|'))
      // A first row of empty cells means that the author used the table to place things, without a header.
      const header = !/^[|\s]+$/.test(rows[0] ?? '')
      const body = rows.filter((_, index) => index !== 1 && (header || index !== 0))
      blocks.push({ kind: 'table', header, rows: body.map((row) => cellsOf(row).map((cell) => parseRuns(cell, fields))) })
    } else if (/^(- |\d+\. )/.test(line)) {
      const ordered = !line.startsWith('- ')
      const items = take((next) => (ordered ? /^\d+\. /.test(next) : next.startsWith('- ')))
      const runs = items.map((item) => parseRuns(item.replace(/^(- |\d+\. )/, ''), fields))
      blocks.push({ kind: 'list', ordered, items: runs, look })
    } else {
      const paragraph = take((next) => next.trim() !== '' && !special.test(next))
      blocks.push({ kind: 'paragraph', runs: paragraphRuns(paragraph, fields), look })
    }
  }
  return blocks
}

/** Reads one source file: a front matter that says how the letter looks, then its text. */
export function readSource(path: string, folder: string): Source {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(path, 'utf8')) ?? []
  const meta = new Map<string, string>()
  for (const line of front.split('\n')) {
    const colon = line.indexOf(':')
    meta.set(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  const output = meta.get('sortie')
  if (output === undefined) throw new Error(`${path} : la clé « sortie » manque dans l’en-tête`)
  const number = (key: string, fallback: number): number => Number(meta.get(key) ?? fallback)
  const merge = meta.get('champs') ?? ''
  return {
    output,
    title: meta.get('titre') ?? '',
    font: meta.get('police') ?? 'Arial',
    size: number('taille', 11),
    spacing: number('interligne', 1.15),
    margin: number('marges', 2.5),
    align: meta.get('alignement') === 'justifie' ? 'justify' : 'left',
    header: meta.get('entete') ?? '',
    footer: meta.get('pied') ?? '',
    logo: meta.get('logo') ?? '',
    logoAlt: meta.get('logo-texte') ?? '',
    fields: merge === '' ? 'none' : merge === 'publipostage-simple' ? 'simple' : 'complex',
    splitRuns: meta.get('coupures') === 'oui',
    tagged: meta.get('balises') === 'oui',
    scan: meta.get('image') ?? '',
    truncate: number('tronque', 0),
    blocks: parseBlocks(body, folder, merge !== ''),
  }
}
