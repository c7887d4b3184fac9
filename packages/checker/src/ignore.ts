import type { Comment, Document } from '@limpide/document'
import type { Finding } from './finding.ts'

/**
 * What a comment asks: `<!-- limpide-ignorer voix-passive, phrase-longue -- motif -->` holds for the next block,
 * `limpide-ignorer-fichier` for the whole file, `limpide-ignorer-debut` … `limpide-ignorer-fin` for what is between.
 * Without a rule name, every rule is meant.
 */
export interface Ignore {
  readonly start: number
  readonly end: number
  /** Empty: every rule. */
  readonly rules: ReadonlySet<string>
  readonly reason?: string
}

const DIRECTIVE = /^\s*limpide-ignorer(-debut|-fin|-fichier|-suite)?(?:\s+([\s\S]*?))?\s*$/

/** The ranges that the author asked to leave alone, from the document's comments. */
export function readIgnores(document: Document): readonly Ignore[] {
  const ignores: Ignore[] = []
  const open: { comment: Comment; rules: ReadonlySet<string>; reason: string | undefined }[] = []
  for (const comment of document.comments) {
    const match = DIRECTIVE.exec(comment.value)
    if (!match) continue
    const [names = '', ...rest] = (match[2] ?? '').split(/\s--\s|\s:\s/)
    const rules = new Set(names.split(/[\s,]+/).filter((name) => name !== ''))
    const reason = rest.length > 0 ? rest.join(' ').trim() : undefined
    const said = { rules, ...(reason ? { reason } : {}) }
    switch (match[1]) {
      case '-fichier':
        ignores.push({ start: 0, end: document.text.length + 1, ...said })
        break
      case '-debut':
        open.push({ comment, rules, reason })
        break
      case '-fin': {
        const begin = open.pop()
        if (begin)
          ignores.push({
            start: begin.comment.end,
            end: comment.start,
            rules: begin.rules,
            ...(begin.reason ? { reason: begin.reason } : {}),
          })
        break
      }
      default: {
        const next = document.blocks.find((block) => block.start >= comment.end)
        if (next) ignores.push({ start: next.start, end: Math.max(next.end, next.start + 1), ...said })
      }
    }
  }
  // A region never closed holds to the end: the author's wish is clear enough.
  for (const begin of open)
    ignores.push({ start: begin.comment.end, end: document.text.length + 1, rules: begin.rules })
  return ignores
}

/** True when the author asked not to hear of this finding. */
export function isIgnored(finding: Finding, ignores: readonly Ignore[]): boolean {
  for (const ignore of ignores) {
    if (ignore.rules.size > 0 && !ignore.rules.has(finding.rule)) continue
    if (finding.start >= ignore.start && finding.start < ignore.end) return true
  }
  return false
}
