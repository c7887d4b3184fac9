import type { Finding, Rule, Score, Severity } from 'limpide'
import { principleLabel } from 'limpide'
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type MarkupContent,
  MarkupKind,
  type Range,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  erreur: DiagnosticSeverity.Error,
  avertissement: DiagnosticSeverity.Warning,
  suggestion: DiagnosticSeverity.Information,
  information: DiagnosticSeverity.Hint,
}

/** The protocol's range for offsets of the document. */
export function rangeOf(document: TextDocument, span: { readonly start: number; readonly end: number }): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) }
}

/** A finding as editors show it. `data` only identifies it: fixes are built from the server's own findings. */
export function toDiagnostic(document: TextDocument, finding: Finding, page?: string): Diagnostic {
  return {
    range: rangeOf(document, finding),
    severity: SEVERITY[finding.severity],
    source: 'Limpide',
    code: finding.rule,
    message: finding.message,
    data: { rule: finding.rule, message: finding.messageId, ...(finding.term ? { term: finding.term } : {}) },
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(isSuperfluous(finding) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(finding.related.length === 0
      ? {}
      : {
          relatedInformation: finding.related.map(({ start, end, message }) => ({
            location: { uri: document.uri, range: rangeOf(document, { start, end }) },
            message,
          })),
        }),
  }
}

/** True of words that can simply go: they are shown faded. */
export function isSuperfluous({ suggestions }: Finding): boolean {
  return suggestions[0]?.text === ''
}

/** The remark itself is shown by the editor; this says why, what to do, the source and an example: what a writer needs to trust a remark. */
export function explain(rule: Rule, score: Score | null, cost: number): MarkupContent {
  const parts = [
    `**${rule.name}** · ${principleLabel(rule.principle)}`,
    `**Pourquoi ?** ${rule.why}`,
    `**Que faire ?** ${rule.advice}`,
  ]
  const example = rule.examples.find((candidate) => 'bad' in candidate && candidate.better !== undefined)
  if (example && 'bad' in example && example.better !== undefined && example.bad.length < 300) {
    parts.push(`**Exemple**\n\n- Avant : ${quote(example.bad)}\n- Après : ${quote(example.better)}`)
  }
  const share = score?.contributions.find(({ indicator }) => indicator === rule.indicator)
  const weighs = score !== null && cost >= LEAST
  if (weighs) parts.push(`**Dans la note** : corriger cette remarque retire ${points(cost)} sur ${whole(score)}.`)
  if (share && share.contribution >= 0.5 && share.contribution >= cost + LEAST)
    parts.push(
      `${weighs ? '**Avec ses semblables**' : '**Dans la note**'} : ${share.said}, soit ${points(share.contribution)} sur ${whole(score)}.`,
    )
  parts.push(`*Source : ${rule.sources.join(' ; ')} · règle \`${rule.id}\`*`)
  return { kind: MarkupKind.Markdown, value: parts.join('\n\n') }
}

/** Less than a tenth of a point is not said. */
const LEAST = 0.05

/** « 1,2 point », « 3,0 points »: the plural begins at two. */
function points(value: number): string {
  return `${value.toFixed(1).replace('.', ',')} point${value >= 1.95 ? 's' : ''}`
}

function whole(score: Score | null): number {
  return Math.round(score?.value ?? 0)
}

function quote(example: string): string {
  return `« ${escapeMarkdown(example.replaceAll('[[', '').replaceAll(']]', '').replace(/\s+/g, ' '))} »`
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')
}
