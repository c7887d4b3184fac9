import {
  type CheckResult,
  createChecker,
  type DocumentType,
  type Example,
  type Finding,
  type Rule,
} from '@limpide/checker'
import { type Layout, readText, type Span, type TextFormat } from '@limpide/document'
import { loadFrench } from '@limpide/french'

/** An example as a check reads it: its text without marks, and where the marks were. */
export interface Prepared {
  readonly text: string
  readonly marks: readonly Span[]
  readonly format: TextFormat
  readonly type: DocumentType | undefined
  readonly layout: Layout | undefined
}

/** Takes the `[[…]]` out of an example. */
export function prepare(example: Example): Prepared {
  const written = 'bad' in example ? example.bad : example.good
  const marks: Span[] = []
  let text = ''
  let from = 0
  for (const match of written.matchAll(/\[\[([\s\S]*?)\]\]/g)) {
    text += written.slice(from, match.index)
    const words = match[1] ?? ''
    marks.push({ start: text.length, end: text.length + words.length })
    text += words
    from = match.index + match[0].length
  }
  return {
    text: text + written.slice(from),
    marks,
    format: example.format ?? 'md',
    type: example.type,
    layout: example.layout,
  }
}

/** Checks a text with one rule alone, as the engine does, restraint included. */
export function checkWith(
  rule: Rule,
  text: string,
  format: TextFormat,
  type: DocumentType | undefined,
  layout?: Layout,
): CheckResult {
  const read = readText(text, format)
  const document = layout === undefined ? read : { ...read, layout, knows: new Set([...read.knows, 'page' as const]) }
  return createChecker([rule], loadFrench()).check(document, type === undefined ? {} : { type })
}

/** The text once a suggestion is applied. */
export function applyFix(text: string, fix: Finding['suggestions'][number]): string {
  return text.slice(0, fix.start) + fix.text + text.slice(fix.end)
}

/** The findings and the analysis of a text, to read when an example does not do what its author thought. */
export function explain(text: string, result: CheckResult): string {
  const lines = [text, '']
  for (const finding of result.findings) {
    const place =
      finding.block < 0 ? 'document' : `${finding.start}-${finding.end} « ${text.slice(finding.start, finding.end)} »`
    lines.push(`  trouvé : ${finding.rule} ${finding.messageId} (${finding.severity}) ${place} : ${finding.message}`)
    for (const fix of finding.suggestions) lines.push(`    ${fix.kind} ${fix.label} -> ${applyFix(text, fix)}`)
  }
  if (result.findings.length === 0) lines.push('  rien trouvé')
  for (const block of result.view.blocks) {
    lines.push('', `  bloc ${block.index} : ${block.kind}, zone ${block.zone}, type ${result.view.type.id}`)
    for (const sentence of block.sentences) {
      lines.push(`  phrase : ${sentence.wordCount} mots${sentence.hasVerb ? '' : ', sans verbe'}`)
      for (const token of sentence.tokens) {
        const features = Object.values(token.features)
          .filter((value) => value !== undefined)
          .join(' ')
        lines.push(
          `    ${token.text.padEnd(18)} ${token.upos.padEnd(6)} ${token.lemma.padEnd(18)} ${token.kind === 'word' ? '' : token.kind} ${features}`.trimEnd(),
        )
      }
    }
  }
  return lines.join('\n')
}
