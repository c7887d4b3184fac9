import { fold } from './mask/detection.ts'
import type { Report } from './report.ts'

/** A document that reports may speak of. */
export interface MatchableDocument {
  readonly path: string
  readonly reference?: string
  readonly title?: string
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

/** Words that titles share without saying the same. */
const EMPTY_WORDS = new Set(
  'le la les l un une des de du d a au aux en et ou pour par sur dans votre vos mon ma mes ce cette lettre courrier document formulaire page site'.split(
    ' ',
  ),
)

/** Gives each report to its document: by reference, by file name, by title; never to one of several that fit as well. */
export function matchReports(reports: readonly Report[], documents: readonly MatchableDocument[]): Matches {
  const index = indexDocuments(documents)
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
): (report: Report) => { readonly path: string; readonly by: MatchedBy } | undefined {
  const index = indexDocuments(documents)
  return (report) => {
    const found = findDocument(report, index)
    return found.kind === 'found' ? { path: found.path, by: found.by } : undefined
  }
}

interface Index {
  readonly paths: ReadonlySet<string>
  readonly references: ReadonlyMap<string, readonly string[]>
  readonly files: ReadonlyMap<string, readonly string[]>
  readonly titles: ReadonlyMap<string, readonly string[]>
  readonly words: readonly { readonly path: string; readonly words: ReadonlySet<string> }[]
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
  for (const { path, reference, title } of documents) {
    if (reference) add(references, compact(reference), path)
    add(files, compact(path), path)
    add(files, compact(fileName(path)), path)
    add(files, compact(withoutExtension(fileName(path))), path)
    if (title) add(titles, compact(title), path)
  }
  const words = documents.flatMap(({ path, title }) => (title ? [{ path, words: contentWords(title) }] : []))
  return { paths: new Set(documents.map(({ path }) => path)), references, files, titles, words }
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
  for (const text of said) {
    const found =
      one(index.references.get(compact(text)), 'reference') ??
      one(index.files.get(compact(fileName(text))), 'fichier') ??
      one(index.files.get(compact(withoutExtension(fileName(text)))), 'fichier') ??
      one(index.titles.get(compact(text)), 'titre')
    if (found) return found
  }
  for (const text of said) {
    const found = one(citedReferences(text, index), 'reference-citee')
    if (found) return found
  }
  const titled = report.document ? nearTitles(report.document, index) : []
  const [best, next] = titled
  if (best && best.likeness >= ENOUGH_SHARED && best.likeness - (next?.likeness ?? 0) >= CLEAR_LEAD)
    return { kind: 'found', path: best.path, by: 'titre' }
  const cited = one(citedReferences(`${report.comment} ${report.suggestion}`, index), 'reference-citee')
  if (cited && said.length === 0) return cited
  const candidates = titled
    .filter(({ likeness }) => likeness >= 0.3)
    .slice(0, 3)
    .map(({ path }) => path)
  if (said.length === 0)
    return { kind: 'none', why: 'Le signalement ne dit pas de quel document il parle.', candidates: [] }
  if (candidates.length > 0)
    return { kind: 'none', why: 'Le titre ressemble à un ou plusieurs documents, sans certitude.', candidates }
  return { kind: 'none', why: 'Aucun document connu n’a ce nom ou cette référence.', candidates: [] }
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
  const near: { path: string; likeness: number }[] = []
  for (const { path, words: title } of index.words) {
    let shared = 0
    for (const word of words) if (title.has(word)) shared += 1
    if (shared > 0) near.push({ path, likeness: shared / (words.size + title.size - shared) })
  }
  return near.sort((a, b) => b.likeness - a.likeness || a.path.localeCompare(b.path))
}

function contentWords(title: string): ReadonlySet<string> {
  // « pièces » and « pièce » are one word here.
  const words = fold(title).match(/[a-z0-9]+/g) ?? []
  return new Set(
    words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word)),
  )
}

/** Letters and digits alone, lower case, without accents: « AL 012 » is « al-012 ». */
function compact(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '')
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

function withoutExtension(name: string): string {
  return name.replace(/\.[a-z]{2,5}$/i, '')
}
