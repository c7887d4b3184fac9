import { type Block, type Document, locate, type Problem, type Span } from '@limpide/document'
import type { Arc, French, Sentence, Token } from '@limpide/french'
import {
  type BlockMemories,
  type BlockMemory,
  blockMemories,
  movedFinding,
  type Once,
  type Remark,
  type Run,
  type Settled,
  type Watch,
  watchDocument,
} from './block-memory.ts'
import { type Config, DEFAULT_CONFIG } from './config.ts'
import type { Finding, Fix } from './finding.ts'
import { hear, inTextOrder, keyedIn } from './hear.ts'
import { houseRules } from './house-rules.ts'
import { createSuppressions } from './ignore.ts'
import { guessType } from './letter/type.ts'
import { assignZones } from './letter/zones.ts'
import { createNotes, createSlot, type Notes, notesOf, readNote, writeNote } from './notes.ts'
import { plainWord } from './plain.ts'
import { plainOf } from './plain-block.ts'
import type { DocumentType, Severity, Zone } from './principles.ts'
import { profileOf } from './profiles.ts'
import { isProse } from './prose.ts'
import { recent } from './recent.ts'
import type { Context, Messages, Report, Rule, RuleSettings, Suggestion, Thresholds } from './rule.ts'
import { CALIBRATION } from './score/calibration.ts'
import type { BlockView, DocumentView, SentenceView, TypeGuess } from './view.ts'

/** What a check found. */
export interface CheckResult {
  readonly view: DocumentView
  /** What is shown: within the verbosity budget, ignored findings left out, in the order of the text. */
  readonly findings: readonly Finding[]
  /** Everything found, ignored findings left out: what the score counts. */
  readonly occurrences: readonly Finding[]
  /** Numbers that rules measured for the score. */
  readonly measures: ReadonlyMap<string, number>
  /** Ids of the rules that could answer, and of those that lacked a fact (« non vérifiable »); a rule that answered in part is in both. */
  readonly applied: readonly string[]
  readonly unverifiable: readonly string[]
  /** A rule that crashed, an ignore comment that names no rule or no longer serves; the rules still ran. */
  readonly problems: readonly Problem[]
}

export interface CheckOptions {
  readonly config?: Config
  /** The declared type, which wins over every guess. */
  readonly type?: DocumentType
  /** Where the file is, relative to the folder of `limpide.yml`: finds the remarks that the team ignores there. */
  readonly path?: string
}

/** Checks documents with a set of rules. Keeps the analysis of blocks it has seen: an unchanged block costs a look-up. */
export interface Checker {
  readonly rules: readonly Rule[]
  check(document: Document, options?: CheckOptions): CheckResult
  /** The same check a few blocks at a time: an editor may listen between two steps, and stop. */
  steps(document: Document, options?: CheckOptions): Generator<undefined, CheckResult>
  /** The analysed view alone, without running the rules. */
  view(document: Document, options?: CheckOptions): DocumentView
}

const PROSE_ZONES: readonly Zone[] = ['objet', 'corps', 'cloture', 'mentions']
/** Longer is not a sentence but a dump of data: cut in pieces, so that no rule's work grows with its square. */
const SENTENCE_TOKENS = 600

/**
 * Builds a checker. Pure: same rules, same French data, same document and configuration give the same result. `spare`: how
 * many blocks are remembered beyond those of the document at hand; fewer hold less memory.
 */
export function createChecker(rules: readonly Rule[], french: French, spare?: number): Checker {
  const lexical = new Set(rules.filter((rule) => rule.lexical).map((rule) => rule.id))
  const analysed = recent<readonly ReadSentence[]>(spare)
  const viewOf = createViews(analyse)
  const notesOfAll = createNoting()
  const remembered = new WeakMap<Config, Map<string, BlockMemories>>()

  const memoryOf = (config: Config, type: string): BlockMemories => {
    let byType = remembered.get(config)
    if (!byType) {
      byType = new Map()
      remembered.set(config, byType)
    }
    let memory = byType.get(type)
    if (!memory) {
      memory = blockMemories(rules.length, spare)
      byType.set(type, memory)
    }
    return memory
  }

  const running = new WeakMap<Config, Running>()
  const runningUnder = (config: Config): Running => {
    let known = running.get(config)
    if (!known) {
      known = runningOf(rules, config, lexical)
      running.set(config, known)
    }
    return known
  }

  function analyse(block: Block): readonly ReadSentence[] {
    const opaque = block.marks.filter(
      (mark) => mark.kind === 'placeholder' || mark.kind === 'field' || mark.kind === 'code',
    )
    const key =
      opaque.length === 0
        ? block.text
        : `${opaque.map((mark) => `${mark.start}-${mark.end}`).join(',')}\u0000${block.text}`
    const known = analysed.get(key)
    if (known) return known
    const sentences: ReadSentence[] = []
    for (const sentence of french.analyse(block.text, opaque.length === 0 ? {} : { opaque: merge(opaque) }))
      for (const piece of inPieces(sentence)) sentences.push(readSentence(piece, block.text, french))
    analysed.set(key, sentences)
    return sentences
  }

  /** The views of a few blocks, from one on; where the next ones begin. */
  const viewSome = (
    blocks: readonly Block[],
    zones: readonly Zone[],
    notes: readonly Notes[],
    views: BlockView[],
    from: number,
  ): number => {
    const end = Math.min(from + STEP, blocks.length)
    for (let i = from; i < end; i++) {
      const block = blocks[i]
      if (block) views.push(viewOf(block, zones[i] ?? 'corps', notes[i] ?? notesOf(block)))
    }
    return end
  }

  const viewing = function* (document: Document, options: CheckOptions): Generator<undefined, DocumentView> {
    const notes = notesOfAll(document.blocks)
    const zones = assignZones(document, notes)
    analysed.fit(document.blocks.length)
    const blocks: BlockView[] = []
    for (let i = 0; i < document.blocks.length; ) {
      i = viewSome(document.blocks, zones, notes, blocks, i)
      yield
    }
    const pieces = document.blocks.map((block, i) => plainOf(block, notes[i] ?? notesOf(block)))
    const view = new AnalysedDocument(document, blocks, pieces)
    view.type = options.type
      ? { id: options.type, confidence: 1, from: 'declared' }
      : guessType({ document, zones, pieces, notes, plain: () => view.plain })
    return view
  }

  const steps = function* (document: Document, options: CheckOptions = {}): Generator<undefined, CheckResult> {
    const config = options.config ?? DEFAULT_CONFIG
    const settings: RuleSettings = { acronyms: config.acronyms, dictionary: config.dictionary }
    const documentView = yield* viewing(document, options)
    const loose: Finding[] = []
    const problems: Problem[] = []
    const measures = new Map<string, number>()
    const applied: string[] = []
    const unverifiable: string[] = []
    const memory = memoryOf(config, `${documentView.type.id} ${document.format}`)
    const memories = memory.of(documentView.blocks)
    const plans: Plan[] = []

    const { ids, teamIds, words, asked } = runningUnder(config)
    for (const { rank, rule, severity, threshold } of asked) {
      if (rule.only && !rule.only.includes(documentView.type.id)) continue
      if (rule.except?.includes(documentView.type.id)) continue
      if (rule.needs?.some((fact) => !document.knows.has(fact))) {
        unverifiable.push(rule.id)
        continue
      }
      if (rule.wants?.some((fact) => !document.knows.has(fact))) unverifiable.push(rule.id)
      applied.push(rule.id)
      plans.push(planOf(rank, rule, severity, threshold, documentView, french, settings))
    }

    // What was said of the blocks that did not change is taken as a whole; the rules only meet the others.
    const under = signatureOf(plans, memory.wide)
    const fresh: BlockView[] = []
    const settled: (Settled | undefined)[] = new Array(documentView.blocks.length).fill(undefined)
    for (const block of documentView.blocks) {
      const kept = memories[block.index]
      if (kept?.settled?.under === under) settled[block.index] = settledAt(kept, kept.settled, block)
      else fresh.push(block)
    }

    let met = 0
    for (const { rank, rule, severity, threshold, premise, error: failed } of plans) {
      let block: BlockView | undefined
      let sentence: SentenceView | undefined
      let remarks: Remark[] = NO_REMARKS
      const watch: Watch = { wide: false, wordCount: undefined }
      // One a rule: a rule may keep what it counted beside the document it was given.
      const watched = rule.scope === 'document' ? documentView : watchDocument(documentView, watch)
      let said: Finding[] = loose
      const context: Context<Thresholds, Messages> = {
        threshold,
        french,
        document: watched,
        settings,
        premise,
        report: (target, report) => {
          if (said === NO_FINDINGS) said = []
          said.push(toFinding(rule, severity, documentView, block, sentence, target, report))
          const remark = block && remarkOf(block, sentence, target, report, documentView)
          if (remark && remarks === NO_REMARKS) remarks = [remark]
          else if (remark) remarks.push(remark)
          else watch.wide = true
        },
        measure: (indicator, value) => {
          watch.wide = true
          measures.set(indicator, value)
        },
      }
      try {
        if (rule.scope === 'document') {
          rule.run(documentView, context)
          continue
        }
        if (failed !== undefined) throw failed
        const zones = rule.zones ?? PROSE_ZONES
        for (block of memory.wide.has(rank) ? documentView.blocks : fresh) {
          if (block.kind === 'code' || !zones.includes(block.zone)) continue
          if (rule.kinds && !rule.kinds.includes(block.kind)) continue
          const kept = memories[block.index]
          if (!kept) continue
          const run = kept.runs[rank]
          if (run?.premise === premise && (run.wordCount === undefined || run.wordCount === documentView.wordCount)) {
            if (run.remarks.length > 0)
              for (const finding of recall(rule, rank, severity, documentView, block, kept, run)) loose.push(finding)
            continue
          }
          remarks = NO_REMARKS
          said = NO_FINDINGS
          if (rule.scope === 'block') rule.run(block, context)
          else for (sentence of block.sentences) rule.run(sentence, context)
          sentence = undefined
          if (said !== NO_FINDINGS) loose.push(...said)
          kept.runs[rank] = undefined
          if (!watch.wide) remember(rank, kept, runOf(remarks, watch, premise), said)
          said = loose
          met += 1
          if (met % STEP_OF_RULES === 0) yield
        }
        if (watch.wide || watch.wordCount !== undefined) memory.wide.add(rank)
      } catch (error) {
        memory.wide.add(rank)
        if (said !== loose) loose.push(...said)
        problems.push({
          code: 'regle-en-panne',
          what: `La règle « ${rule.id} » s’est arrêtée : ${error instanceof Error ? error.message : String(error)}`,
          fix: 'Les autres règles ont répondu. Signalez ce problème avec le passage concerné.',
          ...(block ? { where: `bloc ${block.index + 1}` } : {}),
        })
      }
    }

    settle(fresh, memories, plans, memory.wide)

    const suppressions = createSuppressions(document, ids, config.ignoredRemarks, options.path)
    const { findings, occurrences } = hear(
      { blocks: documentView.blocks, settled, loose, onceOf },
      {
        // The comments are asked first: they still serve a colleague whose own dictionary is another.
        hears: (finding) =>
          !suppressions.silences(finding) && (teamIds.has(finding.rule) || !isAccepted(finding, config, document)),
        isWary: !suppressions.isIdle,
        lexical: words,
        team: teamIds,
      },
    )
    for (const problem of suppressions.problems(new Set(applied))) problems.push(problem)
    return {
      view: documentView,
      findings,
      occurrences,
      measures,
      applied,
      unverifiable,
      problems,
    }
  }

  return {
    rules,
    check: (document, options) => last(steps(document, options)),
    steps,
    view: (document, options = {}) => last(viewing(document, options)),
  }
}

const UNTYPED: TypeGuess = { id: 'autre', confidence: 0, from: 'guessed' }

/**
 * A document whose words and sentences are put together when someone asks: as a page is typed, hardly any rule reads them
 * all at once. A class, whose getters are made once: what the shape of an object written with a getter holds is let go late.
 */
class AnalysedDocument implements DocumentView {
  readonly document: Document
  type: TypeGuess = UNTYPED
  readonly blocks: readonly BlockView[]
  readonly body: readonly BlockView[]
  readonly wordCount: number
  readonly #pieces: readonly string[]
  #plain: string | undefined
  #sentences: readonly SentenceView[] | undefined

  constructor(document: Document, blocks: readonly BlockView[], pieces: readonly string[]) {
    this.document = document
    this.blocks = blocks
    this.body = blocks.filter(({ zone, kind }) => (zone === 'corps' || zone === 'mentions') && kind !== 'code')
    this.wordCount = wordsIn(blocks)
    this.#pieces = pieces
  }

  get sentences(): readonly SentenceView[] {
    this.#sentences ??= proseOf(this.body)
    return this.#sentences
  }

  get plain(): string {
    this.#plain ??= this.#pieces.join('\n')
    return this.#plain
  }
}

/** Blocks analysed, and blocks met by a rule, between two moments when an editor may be heard. */
const STEP = 16
const STEP_OF_RULES = 256

function last<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** A word that the team or the writer accepts, as it stands or in its dictionary form, is not a word to change. */
function isAccepted(finding: Finding, { dictionary }: Config, document: Document): boolean {
  if (dictionary.size === 0 || finding.block < 0 || finding.principle !== 'vocabulaire') return false
  if (finding.term !== undefined && dictionary.has(plainWord(finding.term))) return true
  return dictionary.has(plainWord(document.text.slice(finding.start, finding.end)))
}

type Target = Span | BlockView | SentenceView | DocumentView | (Span & { readonly block: BlockView })

/** What can be said again of a block that reads the same; `undefined` when the report reaches beyond its block. */
function remarkOf(
  block: BlockView,
  sentence: SentenceView | undefined,
  target: Target,
  report: Report<Messages>,
  view: DocumentView,
): Remark | undefined {
  if ('blocks' in target) return undefined
  const place = resolve(target, view, block)
  if (place.block !== block) return undefined
  if (report.suggestions?.some((suggestion) => suggestion.block !== undefined && suggestion.block !== block))
    return undefined
  if (report.related?.some((related) => related.block !== block)) return undefined
  const { start, end } = place.span
  return { start, end, sentence: sentence?.index ?? -1, report }
}

function remember(rank: number, memory: BlockMemory, run: Run, said: readonly Finding[]): void {
  memory.runs[rank] = run
  if (said.length > 0) memory.findings[rank] = { run, said }
}

// A rule is silent about nearly every block: nothing is made for it.
const NO_REMARKS: Remark[] = []
const NO_FINDINGS: Finding[] = []
const SILENT: Run = { remarks: NO_REMARKS, premise: false }

function runOf(remarks: readonly Remark[], { wordCount }: Watch, premise: boolean): Run {
  if (wordCount !== undefined) return { remarks, wordCount, premise }
  return remarks.length === 0 && !premise ? SILENT : { remarks, premise }
}

/** A rule as a configuration wants it. */
interface Asked {
  readonly rank: number
  readonly rule: Rule
  readonly severity: Severity | undefined
  readonly threshold: Context<Thresholds, Messages>['threshold']
}

/** The rules of a configuration: its own, all of them, and those that it does not silence. */
interface Running {
  readonly ids: readonly string[]
  readonly teamIds: ReadonlySet<string>
  /** Those whose findings are words: of two that overlap, the longest is heard. */
  readonly words: ReadonlySet<string>
  readonly asked: readonly Asked[]
}

function runningOf(rules: readonly Rule[], config: Config, lexical: ReadonlySet<string>): Running {
  const team = houseRules(config.houseRules)
  const running = team.length === 0 ? rules : [...rules, ...team]
  const preset = profileOf(config.profile).rules
  const asked: Asked[] = []
  for (const [rank, rule] of running.entries()) {
    const chosen = config.rules.get(rule.id)
    const usual = preset[rule.id]
    const severity = chosen?.severity ?? usual?.severity
    if (severity === 'non') continue
    const threshold = Object.fromEntries(
      Object.entries(rule.thresholds).map(([name, { key, value }]) => [
        name,
        chosen?.thresholds[key] ?? usual?.thresholds?.[key] ?? value,
      ]),
    )
    asked.push({ rank, rule, severity: severity === 'oui' ? undefined : severity, threshold })
  }
  const teamIds = new Set(team.map(({ id }) => id))
  const words = team.length === 0 ? lexical : new Set([...lexical, ...teamIds])
  return { ids: running.map(({ id }) => id), teamIds, words, asked }
}

/** A rule as it runs on one document. */
interface Plan extends Asked {
  readonly premise: boolean
  /** What its premise threw. */
  readonly error?: unknown
}

function planOf(
  rank: number,
  rule: Rule,
  severity: Severity | undefined,
  threshold: Plan['threshold'],
  document: DocumentView,
  french: French,
  settings: RuleSettings,
): Plan {
  try {
    const premise = rule.premise?.(document, { threshold, french, settings }) ?? false
    return { rank, rule, severity, threshold, premise }
  } catch (error) {
    return { rank, rule, severity, threshold, premise: false, error }
  }
}

/** Names the rules that look at one block at a time, and the answers of their premises. */
function signatureOf(plans: readonly Plan[], wide: ReadonlySet<number>): string {
  let said = ''
  for (const { rank, rule, premise } of plans)
    if (rule.scope !== 'document' && !wide.has(rank)) said += premise ? `${rank}+,` : `${rank},`
  return said
}

/** What was said of a block, where it now stands. */
function settledAt(kept: BlockMemory, settled: Settled, { source, index }: BlockView): Settled {
  if (settled.start === source.start && settled.index === index) return settled
  const by = source.start - settled.start
  const { under, keyed, hearing } = settled
  const said =
    settled.said.length === 0 ? settled.said : settled.said.map((finding) => movedFinding(finding, by, index))
  const moved: Settled = { under, start: source.start, index, said, keyed, hearing }
  kept.settled = moved
  return moved
}

/** Keeps together what was said of each block that the rules just met. */
function settle(
  fresh: readonly BlockView[],
  memories: readonly BlockMemory[],
  plans: readonly Plan[],
  wide: ReadonlySet<number>,
): void {
  if (fresh.length === 0) return
  const under = signatureOf(plans, wide)
  for (const { source, index } of fresh) {
    const kept = memories[index]
    if (!kept) continue
    const said = saidOf(kept, plans, wide)
    if (!said) continue
    kept.settled = {
      under,
      start: source.start,
      index,
      said: said.length === 0 ? NO_FINDINGS : said,
      keyed: keyedIn(said, onceOf),
      hearing: undefined,
    }
  }
}

/** What the rules that look at one block at a time said of it; `undefined` when one of them no longer knows. */
function saidOf(kept: BlockMemory, plans: readonly Plan[], wide: ReadonlySet<number>): Finding[] | undefined {
  const said: Finding[] = []
  for (const { rank, rule, premise } of plans) {
    if (rule.scope === 'document' || wide.has(rank)) continue
    const run = kept.runs[rank]
    if (!run) continue
    // Another document with the same block may have been checked between two steps of this one.
    if (run.premise !== premise) return undefined
    if (run.remarks.length === 0) continue
    const made = kept.findings[rank]
    if (made?.run !== run) return undefined
    for (const finding of made.said) said.push(finding)
  }
  // All are put in order once more at each check: what is in order already costs little.
  return said.sort(inTextOrder)
}

/** Findings of which only the first with the same key is heard, and the rules that make such findings. */
const onces = new WeakMap<Finding, Once>()
const oncers = new Set<string>()

function onceOf(finding: Finding): Once | undefined {
  return oncers.has(finding.rule) ? onces.get(finding) : undefined
}

/** The findings of a run already made, at the place where the block now stands. */
function recall(
  rule: Rule,
  rank: number,
  severity: Severity | undefined,
  view: DocumentView,
  block: BlockView,
  memory: BlockMemory,
  run: Run,
): readonly Finding[] {
  const known = memory.findings[rank]
  if (known?.run === run) return known.said
  const said = run.remarks.map(({ start, end, sentence, report }) =>
    toFinding(
      rule,
      severity,
      view,
      block,
      block.sentences[sentence],
      { start, end },
      {
        ...report,
        ...(report.suggestions
          ? { suggestions: report.suggestions.map(({ block: _, ...suggestion }) => suggestion) }
          : {}),
        ...(report.related ? { related: report.related.map((related) => ({ ...related, block })) } : {}),
      },
    ),
  )
  memory.findings[rank] = { run, said }
  return said
}

const NO_FIXES: readonly never[] = []

function toFinding(
  rule: Rule,
  severity: Severity | undefined,
  view: DocumentView,
  currentBlock: BlockView | undefined,
  currentSentence: SentenceView | undefined,
  target: Target,
  report: Report<Messages>,
): Finding {
  const { block, span } = resolve(target, view, currentBlock, report.suggestions?.[0])
  const place = block ? locate(view.document, block.source, span.start, span.end) : { start: 0, end: 0 }
  const fixes = (suggestion: NonNullable<Report<Messages>['suggestions']>[number]): readonly Fix[] => {
    const range = suggestion.span ?? span
    const home = suggestion.block ?? block
    if (suggestion.above) return home ? move(view.document, home, suggestion.above, suggestion.label) : []
    const { start, end } = home ? locate(view.document, home.source, range.start, range.end) : place
    if (home && swallowsMarkup(view.document, { start, end }, home.text.slice(range.start, range.end))) return []
    return [
      {
        kind: suggestion.kind,
        text: suggestion.text,
        label: suggestion.label ?? `« ${suggestion.text.trim()} »`,
        start,
        end,
      },
    ]
  }
  const whole = 'blocks' in target
  const sentence =
    whole || !block ? -1 : sentenceAt(block, span.start, block === currentBlock ? currentSentence : undefined)
  const finding: Finding = {
    rule: rule.id,
    principle: rule.principle,
    // A team that sets a severity means it for every occurrence of the rule.
    severity: severity ?? report.severity ?? rule.severity,
    message: fill(rule.messages[report.message] ?? report.message, report.data ?? {}),
    messageId: report.message,
    block: whole || !block ? -1 : block.index,
    sentence,
    ...place,
    suggestions: report.suggestions?.flatMap(fixes) ?? NO_FIXES,
    related:
      report.related?.map(({ block: other, start, end, message }) => {
        const { start: from, end: to } = locate(view.document, other.source, start, end)
        return { start: from, end: to, message }
      }) ?? NO_FIXES,
    ...(report.term === undefined ? {} : { term: report.term }),
  }
  if (report.once !== undefined) {
    oncers.add(rule.id)
    onces.set(finding, { key: `${rule.id}\u0000${report.once}`, silent: report.silent === true })
  }
  return finding
}

function resolve(
  target: Target,
  view: DocumentView,
  current: BlockView | undefined,
  added?: Suggestion,
): { block: BlockView | undefined; span: Span } {
  // A finding on the whole document needs a place in an editor: the word beside which the missing text would be added,
  // else the first word of the object or of the text.
  if ('blocks' in target) {
    if (added?.block) return { block: added.block, span: wordAt(added.block.text, added.span?.start ?? 0) }
    const anchor =
      view.blocks.find((block) => block.zone === 'objet') ?? view.body.find(isRead) ?? view.body[0] ?? view.blocks[0]
    return { block: anchor, span: wordAt(anchor?.text ?? '', 0) }
  }
  if ('source' in target) return { block: target, span: { start: 0, end: target.text.length } }
  if ('block' in target) return { block: target.block, span: target }
  return { block: current, span: target }
}

/** A logo that opens a page is a block of the body, without a word to underline. */
function isRead({ text }: BlockView): boolean {
  return text.trim() !== ''
}

/** Letters underlined for what is missing from a document: enough to be seen, not a whole line. */
const MARKED_LETTERS = 30

/** The word that starts at or after the offset, else the last word before it. */
function wordAt(text: string, offset: number): Span {
  const next = /\S*[\p{L}\p{N}]\S*/u.exec(text.slice(offset, offset + 1_000))
  const word =
    next ?? /\S*[\p{L}\p{N}]\S*(?=[^\p{L}\p{N}]*$)/u.exec(text.slice(Math.max(0, offset - MARKED_LETTERS), offset))
  const start = word
    ? (next ? offset : Math.max(0, offset - MARKED_LETTERS)) + word.index
    : Math.min(offset, text.length)
  return { start, end: Math.min(text.length, start + Math.min(MARKED_LETTERS, word?.[0].length ?? 0)) }
}

/** True when the source says more than its text: « <u>URGENT</u> » replaced as « URGENT » would leave a « </u> » alone. */
function swallowsMarkup(document: Document, { start, end }: Span, text: string): boolean {
  if (start === end || (document.format !== 'md' && document.format !== 'html')) return false
  return oneLine(document.text.slice(start, end)) !== oneLine(text)
}

/** A paragraph set above an earlier one: one edit over both, what stands between them kept as it is. */
function move(
  { format, text }: Document,
  { source: moved }: BlockView,
  { source: first }: BlockView,
  label = 'Remonter ce paragraphe',
): readonly Fix[] {
  if ((format !== 'md' && format !== 'txt') || moved.start <= first.start) return []
  const between = text.slice(first.start, moved.start)
  const gap = between.slice(between.trimEnd().length)
  const said = text.slice(moved.start, moved.end).trimEnd()
  const end = moved.start + said.length
  return [{ kind: 'renvoi', text: said + gap + between.trimEnd(), label, start: first.start, end }]
}

/** Line ends and entities are no markup: « l&#39;aide » may be replaced. */
function oneLine(text: string): string {
  return text
    .replace(/&(?:nbsp|#160|#xA0);/gi, ' ')
    .replace(/&(?:apos|#39|#x27|rsquo|#8217|#x2019);|’/gi, "'")
    .replace(/&amp;/gi, '&')
    .replace(/\s+/g, ' ')
}

function sentenceAt(block: BlockView, offset: number, hint: SentenceView | undefined): number {
  if (hint) return hint.index
  for (const sentence of block.sentences) if (offset < sentence.end) return sentence.index
  return -1
}

let frenchNumbers: Intl.NumberFormat | undefined

/** Puts data in a message: `{count}`. An unknown name stays as it is, so that a test sees it. */
export function fill(message: string, data: Readonly<Record<string, string | number>>): string {
  let filled = ''
  let from = 0
  for (let open = message.indexOf('{'); open >= 0; open = message.indexOf('{', open + 1)) {
    const close = message.indexOf('}', open)
    const value = close < 0 ? undefined : data[message.slice(open + 1, close)]
    if (value === undefined) continue
    filled += message.slice(from, open) + (typeof value === 'number' ? inFrench(value) : value)
    from = close + 1
  }
  return filled + message.slice(from)
}

function inFrench(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < 1_000) return String(value)
  frenchNumbers ??= new Intl.NumberFormat('fr-FR')
  return frenchNumbers.format(value)
}

/** Cells hold names and numbers; but a glossary, or a letter set in a table, has its sentences nowhere else. */
function proseOf(body: readonly BlockView[]): readonly SentenceView[] {
  const prose: SentenceView[] = []
  for (const block of body) {
    if (!isProse(block)) continue
    for (const sentence of block.sentences) if (sentence.hasVerb) prose.push(sentence)
  }
  if (prose.length >= CALIBRATION.minimum.sentences) return prose
  const kept = new Set(prose)
  return body.flatMap((block) =>
    block.sentences.filter(
      (sentence) =>
        kept.has(sentence) ||
        (block.kind === 'cell' && sentence.hasVerb && sentence.wordCount >= 6 && /[.!?]\s*$/.test(sentence.text)),
    ),
  )
}

/** A sentence with all that does not depend on its block: it is the same wherever the block moves. */
type ReadSentence = Omit<SentenceView, 'block' | 'index'>

function readSentence({ start, end, tokens, wordCount }: Sentence, text: string, french: French): ReadSentence {
  let arcs: readonly Arc[] | undefined
  return {
    start,
    end,
    tokens,
    wordCount,
    text: text.slice(start, end),
    words: tokens.filter((token) => token.kind !== 'punct' && token.kind !== 'symbol'),
    hasVerb: hasVerb(tokens),
    arcs: () => {
      arcs ??= french.arcs(tokens)
      return arcs
    },
    notes: createNotes(),
  }
}

const VIEW = createSlot<AnalysedBlock>()

/** The view of each block: the same as long as the block and its zone are. */
function createViews(
  analyse: (block: Block) => readonly ReadSentence[],
): (block: Block, zone: Zone, notes: Notes) => BlockView {
  return (block, zone, notes) => {
    const known = readNote(notes, VIEW)
    // Another checker may have another French.
    if (known?.isBy(analyse)) {
      if (known.source === block && known.zone === zone) return known
      // Code has no sentences, the same words elsewhere do.
      if (known.kind === block.kind) {
        const view = known.at(block, zone)
        writeNote(notes, VIEW, view)
        return view
      }
    }
    const read = block.kind === 'code' ? NO_SENTENCES : analyse(block)
    let words = 0
    for (const { wordCount } of read) words += wordCount
    const view = new AnalysedBlock(block, zone, notes, words, read, analyse)
    writeNote(notes, VIEW, view)
    return view
  }
}

const NO_SENTENCES: readonly ReadSentence[] = []

/** A block whose sentences are put in their place when someone asks: most blocks of a page that is typed only move. */
class AnalysedBlock implements BlockView {
  readonly source: Block
  readonly index: number
  readonly kind: Block['kind']
  readonly text: string
  readonly zone: Zone
  readonly wordCount: number
  readonly notes: Notes
  readonly #read: readonly ReadSentence[]
  readonly #by: object
  #sentences: readonly SentenceView[] | undefined

  constructor(source: Block, zone: Zone, notes: Notes, wordCount: number, read: readonly ReadSentence[], by: object) {
    this.source = source
    this.index = source.index
    this.kind = source.kind
    this.text = source.text
    this.zone = zone
    this.wordCount = wordCount
    this.notes = notes
    this.#read = read
    this.#by = by
  }

  get sentences(): readonly SentenceView[] {
    this.#sentences ??= placed(this.#read, this)
    return this.#sentences
  }

  isBy(analyse: object): boolean {
    return this.#by === analyse
  }

  /** The same words at another place, or in another zone. */
  at(source: Block, zone: Zone): AnalysedBlock {
    return new AnalysedBlock(source, zone, this.notes, this.wordCount, this.#read, this.#by)
  }
}

function placed(read: readonly ReadSentence[], block: BlockView): readonly SentenceView[] {
  return read.map(({ start, end, tokens, wordCount, text, words, hasVerb, arcs, notes }, index) => ({
    start,
    end,
    tokens,
    wordCount,
    text,
    words,
    hasVerb,
    arcs,
    notes,
    block,
    index,
  }))
}

/** The notes of each block of a document: those of the document before where its blocks are the same, or only moved. */
function createNoting(): (blocks: readonly Block[]) => readonly Notes[] {
  let last: { readonly blocks: readonly Block[]; readonly notes: readonly Notes[] } = { blocks: [], notes: [] }
  const noteAt = (rank: number, block: Block): Notes | undefined => {
    const before = last.blocks[rank]
    return before?.marks === block.marks && before.text === block.text ? last.notes[rank] : undefined
  }
  return (blocks) => {
    const by = last.blocks.length - blocks.length
    const notes = blocks.map((block, rank) => noteAt(rank, block) ?? noteAt(rank + by, block) ?? notesOf(block))
    last = { blocks, notes }
    return notes
  }
}

function wordsIn(blocks: readonly BlockView[]): number {
  let words = 0
  for (const { wordCount } of blocks) words += wordCount
  return words
}

/** The sentence itself, or its pieces when no reader could take it for one. */
function inPieces(sentence: Sentence): readonly Sentence[] {
  if (sentence.tokens.length <= SENTENCE_TOKENS) return [sentence]
  const pieces: Sentence[] = []
  for (let from = 0; from < sentence.tokens.length; from += SENTENCE_TOKENS) {
    const tokens = sentence.tokens.slice(from, from + SENTENCE_TOKENS)
    const first = tokens[0]
    const last = tokens.at(-1)
    if (!first || !last) break
    const wordCount = tokens.filter((token) => token.kind !== 'punct' && token.kind !== 'symbol').length
    pieces.push({ start: first.start, end: last.end, tokens, wordCount })
  }
  return pieces
}

function hasVerb(tokens: readonly Token[]): boolean {
  const first = tokens.find((token) => token.kind === 'word')
  return tokens.some(
    (token) =>
      (token.upos === 'VERB' || token.upos === 'AUX') &&
      // "Joindre un RIB." is an order; "une demande à envoyer" is not a sentence.
      (token.features.verbForm === 'Fin' || (token === first && token.features.verbForm === 'Inf')),
  )
}

function merge(spans: readonly Span[]): Span[] {
  const sorted = [...spans].filter((span) => span.end > span.start).sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Span[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last && span.start < last.end) {
      if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
    } else merged.push({ start: span.start, end: span.end })
  }
  return merged
}
