import { dirname, relative, resolve, sep } from 'node:path'
import type { BriefRecord } from '@limpide/library'
import { UsageError } from './exit.ts'
import { count, number } from './print/number.ts'
import { printable } from './print/width.ts'

/** What a letter was worth when the reference was made. */
export interface ReferenceLetter {
  readonly score: number
  readonly marge: number
  readonly note: string
  /** Obligations that were missing. */
  readonly manques: readonly string[]
}

/** The state of a library that later scans are compared with. It holds no text. */
export interface Reference {
  readonly regles: string
  readonly calibrage: string
  /** By path, relative to the folder of the reference. */
  readonly documents: ReadonlyMap<string, ReferenceLetter>
  readonly file: string
}

/** What a letter is judged by. */
type Judged = Pick<BriefRecord, 'path' | 'score'>

export type Standing = 'worse' | 'better' | 'stable' | 'new'

/** How letters stand beside the reference, and what to say of those that got worse. */
export interface Comparison {
  readonly counts: Readonly<Record<Standing, number>>
  readonly worse: readonly { readonly path: string; readonly why: string }[]
}

const KIND = 'limpide-reference'
/** Scores are shown in whole points: less than one is no movement, however sure the two measures are. */
const LEAST = 1

/** The reference that a scan leaves, as a file to keep with the letters: one letter a line, in the order of paths. */
export function writeReference(file: string, records: Iterable<Judged>, rules: string, calibration: string): string {
  const letters: (readonly [string, ReferenceLetter])[] = []
  for (const { path, score } of records) {
    if (score === null) continue
    const { value, margin, grade, missing } = score
    const letter: ReferenceLetter = { score: rounded(value), marge: rounded(margin), note: grade, manques: missing }
    letters.push([keyOf(file, path), letter])
  }
  letters.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const lines = letters.map(([path, letter]) => `    ${JSON.stringify(path)}: ${JSON.stringify(letter)}`)
  return `{\n  "genre": "${KIND}",\n  "regles": ${JSON.stringify(rules)},\n  "calibrage": ${JSON.stringify(calibration)},\n  "documents": {\n${lines.join(',\n')}\n  }\n}\n`
}

/** Reads a reference; the JSON of an earlier scan does as well. Throws a UsageError. */
export function readReference(source: string, file: string): Reference {
  const refuse = (): never => {
    throw new UsageError(
      `«\u00a0${file}\u00a0» n’est pas une référence. Faites-en une\u00a0: limpide scan DOSSIER --ecrire-reference ${file}.`,
    )
  }
  const json = parsed(source) ?? refuse()
  const documents = new Map<string, ReferenceLetter>()
  if (Array.isArray(json)) {
    let rules = ''
    let calibration = ''
    for (const record of json) {
      if (!isRecord(record) || typeof record.path !== 'string') return refuse()
      const { score } = record
      if (!isRecord(score)) continue
      rules ||= String(score.rules)
      calibration ||= String(score.calibration)
      const missing = Array.isArray(score.missing) ? score.missing.map(String) : []
      documents.set(keyOf(file, record.path), {
        score: Number(score.value),
        marge: Number(score.margin),
        note: String(score.grade),
        manques: missing,
      })
    }
    return { regles: rules, calibrage: calibration, documents, file }
  }
  if (!isRecord(json) || json.genre !== KIND || !isRecord(json.documents)) return refuse()
  for (const [path, letter] of Object.entries(json.documents)) {
    if (!isRecord(letter) || !Number.isFinite(letter.score) || !Number.isFinite(letter.marge)) return refuse()
    documents.set(path, {
      score: Number(letter.score),
      marge: Number(letter.marge),
      note: String(letter.note),
      manques: Array.isArray(letter.manques) ? letter.manques.map(String) : [],
    })
  }
  return { regles: String(json.regles), calibrage: String(json.calibrage), documents, file }
}

/** How a letter stands: it is worse when its score rose beyond the margins of its two measures, or lost an obligation. */
export function standing(
  { path, score }: Judged,
  reference: Reference,
): { readonly is: Standing; readonly why: string } {
  const before = reference.documents.get(keyOf(reference.file, path))
  if (before === undefined) return { is: 'new', why: '' }
  if (score === null) return { is: 'stable', why: '' }
  const lost = score.missing.filter((id) => !before.manques.includes(id))
  if (lost.length > 0) return { is: 'worse', why: `il manque maintenant\u00a0: ${lost.join(', ')}` }
  const margin = Math.max(score.margin, before.marge, LEAST)
  const said = `score ${number(before.score, 1)} → ${number(score.value, 1)}, marge ${number(margin, 1)}`
  if (score.value > before.score + margin) return { is: 'worse', why: said }
  return { is: score.value < before.score - margin ? 'better' : 'stable', why: said }
}

/** How the letters of a scan stand beside the reference. */
export function compare(records: Iterable<Judged>, reference: Reference): Comparison {
  const counts: Record<Standing, number> = { worse: 0, better: 0, stable: 0, new: 0 }
  const worse: { path: string; why: string }[] = []
  for (const record of records) {
    const { is, why } = standing(record, reference)
    counts[is] += 1
    if (is === 'worse') worse.push({ path: record.path, why })
  }
  return { counts, worse }
}

const NAMED = 20

/** « Par rapport à la référence… », and each letter that got worse with why. */
export function sayComparison({ counts, worse }: Comparison, reference: Reference, rules: string): string {
  const parts = [
    `${count(counts.worse, 'lettre')} moins claire${counts.worse < 2 ? '' : 's'}`,
    `${number(counts.better)} plus claire${counts.better < 2 ? '' : 's'}`,
    `${number(counts.stable)} stable${counts.stable < 2 ? '' : 's'}`,
    ...(counts.new === 0 ? [] : [`${number(counts.new)} nouvelle${counts.new < 2 ? '' : 's'}`]),
  ]
  const lines = [`Par rapport à ${reference.file}\u00a0: ${parts.join(', ')}.`]
  if (reference.regles !== rules) {
    lines.push(
      `La référence a été faite avec les règles ${reference.regles}, cette analyse avec les règles ${rules}\u00a0: refaites-la avec --ecrire-reference.`,
    )
  }
  for (const { path, why } of worse.slice(0, NAMED)) lines.push(`  ${printable(path)} — ${why}`)
  if (worse.length > NAMED) lines.push(`  … et ${count(worse.length - NAMED, 'autre')}.`)
  return lines.join('\n')
}

function keyOf(file: string, path: string): string {
  return relative(dirname(resolve(file)), resolve(path))
    .split(sep)
    .join('/')
    .normalize('NFC')
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
