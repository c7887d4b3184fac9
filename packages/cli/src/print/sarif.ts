import { lineStarts, positionAt, type RecordFinding, type RecordPlace, type ScanRecord } from '@limpide/library'
import { type Limpide, principleLabel, type Severity, TEXT_FORMATS } from 'limpide'
import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder'
import { VERSION } from '../version.ts'
import { placeText } from './record-text.ts'

const LEVELS = {
  erreur: 'error',
  avertissement: 'warning',
  suggestion: 'note',
  information: 'note',
} as const satisfies Record<Severity, string>

/**
 * The findings as a SARIF 2.1.0 log; columns count UTF-16 units, as the offsets do. Without the text of a document, the
 * end of a passage is told by its length alone.
 */
export function toSarif(documents: Iterable<SarifDocument>, limpide: Pick<Limpide, 'rules' | 'rulesVersion'>): string {
  return [...sarifParts(documents, limpide)].join('')
}

interface SarifDocument {
  readonly record: ScanRecord
  readonly text?: string
}

/** Documents whose findings are written together: those of a library are never all held. */
const TOGETHER = 200

/** As `toSarif`, a part at a time. */
export function* sarifParts(
  documents: Iterable<SarifDocument>,
  { rules, rulesVersion }: Pick<Limpide, 'rules' | 'rulesVersion'>,
): Generator<string> {
  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits' }).initSimple({
    toolDriverName: 'Limpide',
    toolDriverVersion: VERSION,
  })
  run.run.properties = { rulesVersion }
  for (const rule of rules) {
    const described = new SarifRuleBuilder({ name: rule.name }).initSimple({
      ruleId: rule.id,
      shortDescriptionText: rule.name,
      fullDescriptionText: rule.why,
    })
    described.rule.help = { text: rule.advice }
    described.rule.defaultConfiguration = { level: LEVELS[rule.severity] }
    described.rule.properties = { tags: [principleLabel(rule.principle)] }
    run.addRule(described)
  }
  const unread: {
    level: 'error' | 'warning'
    message: { text: string }
    locations: { physicalLocation: { artifactLocation: { uri: string } } }[]
  }[] = []
  const invocation = { executionSuccessful: true, toolExecutionNotifications: unread }
  run.run.invocations = [invocation]
  const log = new SarifBuilder()
  log.addRun(run)
  // What follows the findings is known once they are all written.
  const around = (): readonly [before: string, after: string] => {
    const all = log.buildSarifJsonString({ indent: true })
    const at = all.indexOf(NO_RESULT) + NO_RESULT.length - 1
    return [all.slice(0, at), all.slice(at)]
  }
  yield around()[0]
  let isAny = false
  const written = function* (): Generator<string> {
    // Gives each finding the ranks of its rule and of its document.
    log.buildSarifOutput()
    for (const result of run.run.results ?? []) {
      yield `${isAny ? ',' : ''}\n${INDENT}${JSON.stringify(result, null, 2).replaceAll('\n', `\n${INDENT}`)}`
      isAny = true
    }
    run.run.results = []
  }
  let waiting = 0
  for (const { record, text } of documents) {
    invocation.executionSuccessful &&= record.type !== null
    const uri = uriOf(record.path)
    const isText = record.format !== null && TEXT_FORMATS.has(record.format)
    const starts = isText && text !== undefined ? lineStarts(text) : undefined
    const region = (start: number, end: number, place: RecordPlace | null = null) => {
      if (starts === undefined) {
        const line = place !== null && 'line' in place ? { startLine: place.line, startColumn: place.column } : {}
        return { ...line, charOffset: start, charLength: end - start }
      }
      const from = positionAt(starts, start)
      const to = positionAt(starts, end)
      return {
        startLine: from.line,
        startColumn: from.column,
        endLine: to.line,
        endColumn: to.column,
        charOffset: start,
        charLength: end - start,
      }
    }
    for (const { what, fix } of record.problems) {
      unread.push({
        level: record.type === null ? 'error' : 'warning',
        message: { text: `${what} ${fix}` },
        locations: [{ physicalLocation: { artifactLocation: { uri } } }],
      })
    }
    for (const finding of record.findings) {
      const result = new SarifResultBuilder().initSimple({
        level: LEVELS[finding.severity],
        // A file that is not text has no lines: the message says where to look.
        messageText: isText ? finding.message : `${finding.message} (${placeText(finding.loc)})`,
        ruleId: finding.rule,
        fileUri: uri,
      })
      if (isText) {
        result.setLocationRegion(region(finding.start, finding.end, finding.loc))
        const fixes = finding.suggestions.map((suggestion) => fixOf(suggestion, uri, region))
        if (fixes.length > 0) result.result.fixes = fixes
      }
      run.addResult(result)
    }
    waiting += 1
    if (waiting < TOGETHER) continue
    waiting = 0
    yield* written()
  }
  yield* written()
  yield `${isAny ? '\n      ' : ''}${around()[1]}`
}

const NO_RESULT = '\n      "results": []'
const INDENT = '        '

function fixOf(
  { label, text, start, end }: RecordFinding['suggestions'][number],
  uri: string,
  region: (start: number, end: number) => object,
) {
  return {
    description: { text: label },
    artifactChanges: [
      { artifactLocation: { uri }, replacements: [{ deletedRegion: region(start, end), insertedContent: { text } }] },
    ],
  }
}

/** A path as a relative URI: spaces and accents escaped, slashes kept. */
function uriOf(path: string): string {
  if (path === '-') return 'entree-standard'
  return path.split('/').map(encodeURIComponent).join('/')
}
