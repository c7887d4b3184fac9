import { compact, contentWords } from './content-words.ts'
import { proposer } from './propose.ts'
import type { Report } from './report.ts'

/** A document that reports may speak of. */
export interface MatchableDocument {
  readonly path: string
  readonly reference?: string
  readonly title?: string
  /** The title it bears, when the team calls it otherwise. */
  readonly otherTitle?: string
  /** The service and the procedure it belongs to, in words. */
  readonly about?: string
}

export type MatchedBy = 'decision' | 'reference' | 'fichier' | 'titre' | 'reference-citee' | 'piece-jointe'

/** A report that no document could be given to for sure, with those it might be about. */
export interface UnmatchedReport {
  readonly report: Report
  readonly why: string
  readonly candidates: readonly string[]
}

export interface Matches {
  /** Reports of each document, by path; documents without a report are absent. */
  readonly matched: ReadonlyMap<string, readonly { readonly report: Report; readonly by: MatchedBy }[]>
  /** « À rattacher »: a person decides. */
  readonly unmatched: readonly UnmatchedReport[]
}

/** Shared words over all words: under this, two titles do not say the same. */
const ENOUGH_SHARED = 0.6
/** How far the best title must be ahead of the next. */
const CLEAR_LEAD = 0.15

/** Gives each report to its document: by reference, by file name, by title; never to one of several that fit as well. */
export function matchReports(reports: readonly Report[], documents: readonly MatchableDocument[]): Matches {
  // Most scans have no report: indexing a large library for nobody is a tenth of what it then costs.
  const index = indexDocuments(reports.length === 0 ? [] : documents)
  const matched = new Map<string, { report: Report; by: MatchedBy }[]>()
  const unmatched: UnmatchedReport[] = []
  for (const report of reports) {
    const found = findDocument(report, index)
    if (found.kind === 'found') {
      const list = matched.get(found.path) ?? []
      list.push({ report, by: found.by })
      matched.set(found.path, list)
    } else unmatched.push({ report, why: found.why, candidates: found.candidates })
  }
  return { matched, unmatched }
}

/** The document that a report names for sure, among many asked about; the documents are indexed once. */
export function matcher(
  documents: readonly MatchableDocument[],
): (report: Report, attachment?: string) => { readonly path: string; readonly by: MatchedBy } | undefined {
  const index = indexDocuments(documents)
  return (report, attachment) => {
    const found = findDocument(report, index)
    if (found.kind === 'found') return { path: found.path, by: found.by }
    // « N/Réf. : AL-012 » is printed on the letter that was joined.
    const [path, ...others] = attachment === undefined ? [] : (citedReferences(attachment, index) ?? [])
    return path !== undefined && others.length === 0 ? { path, by: 'piece-jointe' } : undefined
  }
}

interface Index {
  readonly paths: ReadonlySet<string>
  readonly references: ReadonlyMap<string, readonly string[]>
  readonly files: ReadonlyMap<string, readonly string[]>
  readonly titles: ReadonlyMap<string, readonly string[]>
  readonly words: readonly { readonly path: string; readonly words: ReadonlySet<string> }[]
  /** Ranks in `words` of the titles that hold a word. */
  readonly holders: ReadonlyMap<string, readonly number[]>
  readonly propose: ReturnType<typeof proposer>
}

type Found =
  | { kind: 'found'; path: string; by: MatchedBy }
  | { kind: 'none'; why: string; candidates: readonly string[] }

function indexDocuments(documents: readonly MatchableDocument[]): Index {
  const references = new Map<string, string[]>()
  const files = new Map<string, string[]>()
  const titles = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, path: string): void => {
    if (key === '') return
    const paths = map.get(key) ?? []
    if (!paths.includes(path)) map.set(key, [...paths, path])
  }
  const titled = new Set(documents.flatMap(({ title }) => (title ? [compact(title)] : [])))
  for (const { path, reference, title, otherTitle } of documents) {
    if (reference) add(references, compact(reference), path)
    add(files, compact(path), path)
    add(files, compact(fileName(path)), path)
    add(files, compact(withoutExtension(fileName(path))), path)
    if (title) add(titles, compact(title), path)
    // What the team calls a document names it better than what another one bears.
    if (otherTitle && !titled.has(compact(otherTitle))) add(titles, compact(otherTitle), path)
  }
  const words = documents.flatMap(({ path, title }) => (title ? [{ path, words: contentWords(title) }] : []))
  const holders = new Map<string, number[]>()
  for (const [rank, title] of words.entries())
    for (const word of title.words) {
      const known = holders.get(word)
      if (known === undefined) holders.set(word, [rank])
      else known.push(rank)
    }
  const paths = new Set(documents.map(({ path }) => path))
  return { paths, references, files, titles, words, holders, propose: proposer(documents) }
}

function findDocument(report: Report, index: Index): Found {
  // What was decided holds, whatever the report names: a reader may have copied the reference of another letter.
  if (report.path !== undefined && index.paths.has(report.path))
    return { kind: 'found', path: report.path, by: 'decision' }
  const said = [report.reference, report.document].flatMap((text) => (text ? [text] : []))
  const one = (paths: readonly string[] | undefined, by: MatchedBy): Found | undefined => {
    const [path, ...others] = paths ?? []
    if (path === undefined) return undefined
    if (others.length === 0) return { kind: 'found', path, by }
    return { kind: 'none', why: 'Plusieurs documents ont ce nom ou cette référence.', candidates: [path, ...others] }
  }
  let shared: Found | undefined
  for (const text of said) {
    const answers = [
      one(index.references.get(compact(text)), 'reference'),
      one(index.files.get(compact(fileName(text))), 'fichier'),
      one(index.files.get(compact(withoutExtension(fileName(text)))), 'fichier'),
      one(index.titles.get(compact(text)), 'titre'),
    ]
    // Two folders may have a file of this name, and one document this title.
    const sure = answers.find((answer) => answer?.kind === 'found')
    if (sure !== undefined) return sure
    shared ??= answers.find((answer) => answer !== undefined)
  }
  if (shared !== undefined) return shared
  for (const text of said) {
    const found = one(citedReferences(text, index), 'reference-citee')
    if (found) return found
  }
  const titled = report.document ? nearTitles(report.document, index) : []
  const [best, next] = titled
  if (best && best.likeness >= ENOUGH_SHARED && best.likeness - (next?.likeness ?? 0) >= CLEAR_LEAD)
    return { kind: 'found', path: best.path, by: 'titre' }
  const cited = one(citedReferences(`${report.comment} ${report.suggestion}`, index), 'reference-citee')
  // « la lettre » says nothing of which: what is cited in the remark does.
  if (cited && titled.length === 0 && report.reference === undefined) return cited
  const near = titled.filter(({ likeness }) => likeness >= 0.3).map(({ path }) => path)
  const candidates = [...new Set([...near, ...index.propose(report)])].slice(0, 3)
  if (said.length === 0)
    return { kind: 'none', why: 'Le signalement ne dit pas de quel document il parle.', candidates }
  if (near.length > 0)
    return { kind: 'none', why: 'Le titre ressemble à un ou plusieurs documents, sans certitude.', candidates }
  return { kind: 'none', why: 'Aucun document connu n’a ce nom ou cette référence.', candidates }
}

/** References found whole in a sentence: « le courrier AL-012 reçu hier ». */
function citedReferences(text: string, index: Index): readonly string[] | undefined {
  const paths = new Set<string>()
  for (const [word] of text.matchAll(/[\p{L}\d]+(?:[-/_.][\p{L}\d]+)+/gu)) {
    // A reference without a digit or shorter than four signs is too easily a word.
    const key = compact(word)
    if (key.length < 4 || !/\d/.test(key)) continue
    for (const path of index.references.get(key) ?? []) paths.add(path)
  }
  return paths.size > 0 ? [...paths] : undefined
}

function nearTitles(said: string, index: Index): { path: string; likeness: number }[] {
  const words = contentWords(said)
  if (words.size === 0) return []
  const shared = new Map<number, number>()
  for (const word of words)
    for (const rank of index.holders.get(word) ?? []) shared.set(rank, (shared.get(rank) ?? 0) + 1)
  const near = [...shared].flatMap(([rank, count]) => {
    const title = index.words[rank]
    return title === undefined ? [] : [{ path: title.path, likeness: count / (words.size + title.words.size - count) }]
  })
  return near.sort((a, b) => b.likeness - a.likeness || a.path.localeCompare(b.path))
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

function withoutExtension(name: string): string {
  return name.replace(/\.[a-z]{2,5}$/i, '')
}
