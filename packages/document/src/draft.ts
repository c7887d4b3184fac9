import { parse } from 'yaml'
import type { Block, Comment, Document, FactName, Format, Layout, Meta, Problem } from './document.ts'
import { flatten, type White } from './flatten.ts'
import type { Child, Root } from './tree.ts'

/** What a reader hands over: a tree and what it knows; blocks are made from it in one place. */
export interface Draft {
  readonly format: Format
  readonly root: Root
  readonly white: White
  readonly comments: readonly Comment[]
  readonly meta: Partial<Meta>
  readonly layout: Layout
  readonly knows: readonly FactName[]
  readonly problems: readonly Problem[]
}

/** Makes the document of a draft: `source` for a text format, the blocks' own text otherwise. */
export function finish(draft: Draft, source: string | undefined): Document {
  const drawn = flatten(draft.root, draft.white, source === undefined ? 'joined' : 'source')
  const blocks = source === undefined ? drawn : drawn.map((block) => within(block, source.length))
  const texts: string[] = []
  if (source === undefined) for (const block of blocks) if (block.text !== '') texts.push(block.text)
  return {
    format: draft.format,
    text: source ?? texts.join('\n\n'),
    tree: draft.root,
    blocks,
    comments: source === undefined ? joinedComments(draft.comments, blocks) : inOrder(draft.comments),
    meta: { ...draft.meta, template: draft.meta.template ?? hasTemplate(draft.root.children, 0) },
    layout: draft.layout,
    knows: new Set(draft.knows),
    problems: draft.problems,
  }
}

/** The HTML parser ends a « <select> » left open one sign after the end of the file. */
function within(block: Block, length: number): Block {
  return block.end <= length ? block : { ...block, start: Math.min(block.start, length), end: length }
}

function inOrder(comments: readonly Comment[]): Comment[] {
  return [...comments].sort((a, b) => a.start - b.start)
}

/** A comment of a mail’s HTML stands, in the joined text, between what it stood between there. */
function joinedComments(comments: readonly Comment[], blocks: readonly Block[]): Comment[] {
  const placed: Comment[] = []
  const segments = blocks.flatMap((block) => block.segments)
  const end = segments.at(-1)?.end ?? 0
  let next = 0
  for (const { start: before, end: after, value } of inOrder(comments)) {
    while (next < segments.length) {
      const place = segments[next]?.place
      if (place?.kind === 'offsets' && place.start >= after) break
      next += 1
    }
    // « <p>Deux <!-- … --></p> » speaks of what is just before it: no tag fits in so few signs.
    const last = segments[next - 1]
    const touches = last?.place?.kind === 'offsets' && before - last.place.end <= 2
    const at = (touches ? last.end : segments[next]?.start) ?? end
    placed.push({ start: at, end: at, value })
  }
  return placed
}

/** True when the text holds a merge field or a template tag. */
export function hasTemplate(
  nodes: readonly (Child | { type: string; children?: readonly unknown[] })[],
  depth: number,
): boolean {
  if (depth > 900) return false
  for (const node of nodes) {
    if (node.type === 'placeholder' || node.type === 'control') return true
    if ('children' in node && Array.isArray(node.children) && hasTemplate(node.children, depth + 1)) return true
  }
  return false
}

/** Reads YAML front matter into what is known of the document; a fault in it is a problem, never a crash. */
export function frontMatterOf(yaml: string): { meta?: Partial<Meta>; problems?: readonly Problem[] } {
  let parsed: unknown
  try {
    parsed = parse(yaml, { maxAliasCount: 50 })
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    return {
      problems: [
        {
          code: 'en-tete-yaml',
          what: `L’en-tête du fichier, entre les lignes « --- », n’est pas du YAML valide.`,
          fix: 'Corrigez l’en-tête ou retirez-le ; le texte, lui, est vérifié.',
          ...(detail === '' ? {} : { where: detail }),
        },
      ],
    }
  }
  if (!isRecord(parsed)) return {}
  const title = stringOf(parsed.title ?? parsed.titre)
  const language = stringOf(parsed.lang ?? parsed.langue)
  return {
    meta: {
      frontMatter: parsed,
      ...(title === undefined ? {} : { title }),
      ...(language === undefined ? {} : { language }),
    },
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The HTML comments between two offsets of a source. */
export function commentsIn(source: string, start: number, end: number): Comment[] {
  const comments: Comment[] = []
  let at = source.indexOf('<!--', start)
  while (at !== -1 && at < end) {
    const close = source.indexOf('-->', at + 4)
    if (close === -1 || close + 3 > end) break
    comments.push({ start: at, end: close + 3, value: source.slice(at + 4, close).trim() })
    at = source.indexOf('<!--', close + 3)
  }
  return comments
}
