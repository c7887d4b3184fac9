import type { Block, Comment, Document, Problem, Span } from '@limpide/document'
import type { IgnoredRemark } from './config.ts'
import type { Finding } from './finding.ts'
import { nearest } from './nearest.ts'
import { plainPath, plainWord } from './plain.ts'

/**
 * What a comment asks: `<!-- limpide-ignorer voix-passive, phrase-longue -- motif -->` holds for the next block (for the
 * block it stands in, when it is inside one), `limpide-ignorer-fichier` for the whole file, `limpide-ignorer-debut` …
 * `limpide-ignorer-fin` for what is between. Without a rule name, every rule is meant.
 */
export interface Ignore extends Span {
  /** Empty: every rule. */
  readonly rules: ReadonlySet<string>
  readonly reason?: string
  /** True when it holds for the whole file: findings on the document as a whole are then meant too. */
  readonly wholeFile: boolean
  /** As the author wrote it, to speak of it. */
  readonly said: string
  readonly line: number
}

/** The ignores of a document, and what is wrong with those that cannot be understood. */
export interface Ignores {
  readonly ignores: readonly Ignore[]
  readonly problems: readonly Problem[]
}

/** Says which findings the author or the team asked not to hear of, and which of these wishes no longer serve. */
export interface Suppressions {
  /** True when nobody asked for silence: no finding need be submitted. */
  readonly isIdle: boolean
  /** True when the finding is not to be said. */
  silences(finding: Finding): boolean
  /** What is wrong with the wishes, once every finding was submitted. `applied`: the rules that could answer. */
  problems(applied: ReadonlySet<string>): readonly Problem[]
}

const KINDS = [
  'limpide-ignorer',
  'limpide-ignorer-debut',
  'limpide-ignorer-fin',
  'limpide-ignorer-fichier',
  'limpide-ignorer-suite',
] as const
const DIRECTIVE = /^\s*(limpide-[\p{L}-]+)\s*:?(?:\s+([\s\S]*?))?\s*$/u
/** « voix-passive -- terme du contrat », « voix-passive : terme du contrat ». */
const REASON = /(?:^|\s)(?:--|—|–|:)\s/
/** The comments of template languages: they do not print either. */
const TEMPLATE_COMMENT = /\{\{!--([\s\S]*?)--\}\}|\{\{!([^{}]*)\}\}|\{#([\s\S]*?)#\}|<%--([\s\S]*?)--%>/g

/** The ranges that the author asked to leave alone, from the document's comments. `known`: every rule id. */
export function readIgnores(document: Document, known: readonly string[]): Ignores {
  const ignores: Ignore[] = []
  const problems: Problem[] = []
  const open: Ignore[] = []
  for (const comment of directives(document)) {
    const match = DIRECTIVE.exec(comment.value)
    if (!match) continue
    const [, name = '', rest = ''] = match
    const line = lineAt(document.text, comment.start)
    const kind = plainKind(name)
    if (!kind) {
      const guess = nearest(name, KINDS) ?? 'limpide-ignorer'
      problems.push({
        code: 'directive-inconnue',
        what: `Ligne ${line}\u00a0: le commentaire «\u00a0${name}\u00a0» n’existe pas.`,
        fix: `Vouliez-vous dire «\u00a0${guess}\u00a0»\u00a0?`,
        where: `ligne ${line}`,
      })
      continue
    }
    const cut = REASON.exec(rest)
    const names = (cut ? rest.slice(0, cut.index) : rest).split(/[\s,;]+/).filter((found) => found !== '')
    const reason = cut ? rest.slice(cut.index + cut[0].length).trim() : ''
    const unknown = names.find((found) => !known.includes(found))
    if (unknown !== undefined) {
      const guess = nearest(unknown, known)
      problems.push({
        code: 'ignore-regle-inconnue',
        what: `Ligne ${line}\u00a0: «\u00a0${name}\u00a0» nomme une règle inconnue, «\u00a0${unknown}\u00a0».`,
        fix: guess
          ? `Vouliez-vous dire «\u00a0${guess}\u00a0»\u00a0?`
          : 'La liste est donnée par «\u00a0limpide rules\u00a0». Un motif s’écrit après «\u00a0--\u00a0».',
        where: `ligne ${line}`,
      })
    }
    const wish = {
      rules: new Set(names),
      ...(reason === '' ? {} : { reason }),
      said: [name, ...names].join(' '),
      line,
    }
    switch (kind) {
      case 'limpide-ignorer-fichier':
        ignores.push({ ...wish, start: 0, end: document.text.length + 1, wholeFile: true })
        break
      case 'limpide-ignorer-debut':
        open.push({ ...wish, start: comment.end, end: document.text.length + 1, wholeFile: false })
        break
      case 'limpide-ignorer-fin': {
        // « fin voix-passive » closes the region opened for that rule, « fin » the last one.
        const rank = names.length === 0 ? open.length - 1 : open.findLastIndex(({ rules }) => sameNames(rules, names))
        const [begin] = rank < 0 ? [] : open.splice(rank, 1)
        if (begin) ignores.push({ ...begin, end: comment.start })
        else {
          problems.push({
            code: 'ignore-sans-debut',
            what: `Ligne ${line}\u00a0: «\u00a0${wish.said}\u00a0» ne ferme rien.`,
            fix: 'Ajoutez «\u00a0limpide-ignorer-debut\u00a0» avant le passage, ou retirez ce commentaire.',
            where: `ligne ${line}`,
          })
        }
        break
      }
      default: {
        const span = blockFor(document, comment)
        if (span) ignores.push({ ...wish, ...span, wholeFile: false })
      }
    }
  }
  // A region never closed holds to the end: the author's wish is clear enough, and said.
  for (const begin of open) {
    ignores.push(begin)
    problems.push({
      code: 'ignore-sans-fin',
      what: `Ligne ${begin.line}\u00a0: «\u00a0${begin.said}\u00a0» n’est jamais fermé.`,
      fix: 'Ajoutez «\u00a0limpide-ignorer-fin\u00a0» après le passage\u00a0; en attendant, tout ce qui suit est laissé de côté.',
      where: `ligne ${begin.line}`,
    })
  }
  return { ignores, problems }
}

/** Puts together what the comments and `limpide.yml` ask for a document. `path`: relative to the folder of `limpide.yml`. */
export function createSuppressions(
  document: Document,
  known: readonly string[],
  declared: readonly IgnoredRemark[],
  path: string | undefined,
): Suppressions {
  const { ignores, problems } = readIgnores(document, known)
  const here = path === undefined ? undefined : plainPath(path)
  const remarks = declared
    .filter((remark) => here !== undefined && plainPath(remark.path) === here)
    .map((remark) => ({ remark, places: remark.text === undefined ? undefined : placesOf(document, remark.text) }))
  // What was silenced: the ignore and the rule, so that each name of a list is told apart.
  const served = new Map<object, Set<string>>()
  const serve = (wish: object, rule: string): void => {
    const rules = served.get(wish) ?? new Set()
    rules.add(rule)
    served.set(wish, rules)
  }
  return {
    isIdle: ignores.length === 0 && remarks.length === 0,
    silences(finding) {
      let silent = false
      for (const ignore of ignores) {
        if (ignore.rules.size > 0 && !ignore.rules.has(finding.rule)) continue
        // « Aucun contact » is shown on a word of some line: a comment there that names no rule does not mean it.
        if (finding.block < 0 && !ignore.wholeFile && ignore.rules.size === 0) continue
        if (finding.start < ignore.start || finding.start >= ignore.end) continue
        serve(ignore, finding.rule)
        silent = true
      }
      for (const { remark, places } of remarks) {
        if (remark.rule !== finding.rule) continue
        const touches = places?.some(({ start, end }) => finding.start < end && finding.end > start) ?? true
        if (!touches) continue
        serve(remark, finding.rule)
        silent = true
      }
      return silent
    },
    problems(applied) {
      const found = [...problems]
      for (const ignore of ignores) {
        const rules = served.get(ignore)
        // A rule that did not run could not be silenced: its comment may still serve.
        const idle = [...ignore.rules].filter((rule) => applied.has(rule) && !rules?.has(rule))
        if (ignore.rules.size === 0 ? rules !== undefined : idle.length === 0) continue
        found.push({
          code: 'ignore-inutile',
          what: `Ligne ${ignore.line}\u00a0: «\u00a0${ignore.said}\u00a0» ne sert plus${idle.length > 0 && idle.length < ignore.rules.size ? ` pour ${idle.join(', ')}` : ''}.`,
          fix: 'Il n’y a plus de remarque à cet endroit\u00a0: retirez ce commentaire.',
          where: `ligne ${ignore.line}`,
        })
      }
      for (const { remark } of remarks) {
        if (served.has(remark) || !applied.has(remark.rule)) continue
        found.push({
          code: 'ignore-inutile',
          what: `${remark.where}\u00a0: l’exception à «\u00a0${remark.rule}\u00a0» pour ${remark.path} ne sert plus.`,
          fix: 'Il n’y a plus de remarque de ce genre dans ce document\u00a0: retirez-la de «\u00a0ignorer-remarques\u00a0».',
          where: remark.where,
        })
      }
      return found
    },
  }
}

function plainKind(name: string): (typeof KINDS)[number] | undefined {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '')
  return KINDS.find((kind) => kind === plain)
}

function sameNames(rules: ReadonlySet<string>, names: readonly string[]): boolean {
  return rules.size === new Set(names).size && names.every((name) => rules.has(name))
}

function directives(document: Document): readonly Comment[] {
  if (document.format !== 'md' && document.format !== 'html') return document.comments
  if (!document.text.includes('limpide-')) return []
  const comments = [...document.comments]
  for (const match of document.text.matchAll(TEMPLATE_COMMENT)) {
    const value = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim()
    const start = match.index
    if (!value.startsWith('limpide-') || isCode(document, start)) continue
    comments.push({ start, end: start + match[0].length, value })
  }
  return comments.sort((a, b) => a.start - b.start)
}

function isCode(document: Document, offset: number): boolean {
  return document.blocks.some((block) => block.kind === 'code' && block.start <= offset && offset < block.end)
}

/** The range a plain `limpide-ignorer` holds for. */
function blockFor(document: Document, comment: Comment): Span | undefined {
  const { blocks, text } = document
  // « Un mot <!-- limpide-ignorer --> », in a paragraph, an item or a cell: that very block is meant.
  const around = blocks.findLast((block) => block.start < comment.start)
  const isInside =
    around !== undefined &&
    (comment.end <= around.end || isSameLine(around, text.slice(Math.min(around.end, comment.start), comment.start)))
  if (isInside) return spanOf(around)
  const next = blocks.find((block) => block.start >= comment.end)
  if (!next) return undefined
  // Nothing can be written between two rows: a comment before a table is meant for all of it.
  const before = text.slice(comment.end, next.start)
  const isOutside = /<table\b/i.test(before) || (/\n/.test(before) && !/<t/i.test(before))
  if (next.table?.row === 0 && next.table.column === 0 && isOutside) {
    const id = next.table.table
    const cells = blocks.filter((block) => block.table?.table === id)
    const last = cells.at(-1) ?? next
    return { start: next.start, end: Math.max(last.end, next.start + 1) }
  }
  return spanOf(next)
}

/** Tags that stand inside a line of text. */
const BLOCK_TAG = /<\/?(?!(?:a|abbr|b|cite|code|em|i|mark|q|small|span|strong|sub|sup|u)\b)[a-z]/i

/** True when what stands between a block and a comment only closes marks: « **mot** <!-- … --> », « mot</b> <!-- … --> ». */
function isSameLine(block: Block, between: string): boolean {
  return !/[\r\n]/.test(between) && !BLOCK_TAG.test(between) && !(block.kind === 'cell' && between.includes('|'))
}

function spanOf(block: Block): Span {
  return { start: block.start, end: Math.max(block.end, block.start + 1) }
}

/** Every place of a passage in the document, whatever the case, the apostrophes and the kind of space. */
function placesOf(document: Document, passage: string): Span[] {
  const text = plainWord(document.text)
  const wanted = plainWord(passage)
  // Lower case changes the length of a few letters only (İ): then offsets would lie, and the whole document is meant.
  if (text.length !== document.text.length)
    return text.includes(wanted) ? [{ start: 0, end: document.text.length }] : []
  const places: Span[] = []
  for (let at = text.indexOf(wanted); at >= 0 && wanted !== ''; at = text.indexOf(wanted, at + wanted.length))
    places.push({ start: at, end: at + wanted.length })
  return places
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (const { index } of text.matchAll(/\r\n|\n|\r/g)) {
    if (index >= offset) break
    line += 1
  }
  return line
}
