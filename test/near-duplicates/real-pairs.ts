import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { sharedLimpide } from 'limpide'
import { readBytes } from 'limpide/read'
import type { Block } from '../../packages/document/src/document.ts'
import { findAlike } from '../../packages/library/src/similar/alike.ts'
import { printOf } from '../../packages/library/src/similar/fingerprint.ts'

/** Two real texts, as a reader judged them. */
export interface JudgedPair {
  readonly left: string
  readonly right: string
  readonly verdict: 'meme' | 'autre' | 'doute'
  /** What they have in common as they stand, from 0 to 1: their runs of three words. */
  readonly inCommon: number
  /** When it was judged, as the head of pairs.tsv says: « dernière » when thresholds were chosen without it. */
  readonly when: string
  /** What the program says. */
  readonly isFound: boolean
}

interface RealText {
  readonly name: string
  readonly words: string
  readonly print: ReturnType<typeof printOf>
  /** In its library; a section of a sheet is no file. */
  readonly path?: string
}

/** In a shorter text, being the same says little. */
const FEWEST_WORDS = 60

/** The sections of the sheets of the labour ministry: pairs that are the same word for word, and pairs that were judged by eye. */
export async function sheetPairs(): Promise<readonly JudgedPair[]> {
  const texts: RealText[] = []
  for (const { name, html } of sheetSections()) texts.push(await realText(name, Buffer.from(html), 'section.html'))
  return judge(texts, sameWords(texts))
}

/** The sections of the sheets, as they come with the project. */
export function sheetSections(): readonly { readonly name: string; readonly html: string }[] {
  const file = createRequire(import.meta.url).resolve('@socialgouv/fiches-travail-data/data/fiches-travail.json')
  const sheets: readonly {
    readonly pubId: string
    readonly sections: readonly { readonly anchor: string; readonly html: string }[]
  }[] = JSON.parse(readFileSync(file, 'utf8'))
  return sheets.flatMap(({ pubId, sections }) =>
    sections.map(({ anchor, html }) => ({ name: `${pubId}#${anchor}`, html })),
  )
}

/** The letters of a folder that were judged by eye: each of its folders is the library of a team, then they are one library. */
export async function letterPairs(
  folder: string,
): Promise<{ readonly apart: readonly JudgedPair[]; readonly together: readonly JudgedPair[] }> {
  const libraries = new Map<string, RealText[]>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(md|txt|html|docx|odt|eml|pdf)$/.test(path)) continue
    const name = basename(path)
    // The names of templates begin with that of their repository, which is a folder.
    const text = { ...(await realText(name, readFileSync(join(folder, path)), path)), path: name.replace('__', '/') }
    const library = libraries.get(dirname(path))
    if (library === undefined) libraries.set(dirname(path), [text])
    else library.push(text)
  }
  const all = [...libraries.values()]
  return { apart: all.flatMap((texts) => judge(texts)), together: judge(all.flat()) }
}

const limpide = sharedLimpide()

async function realText(name: string, bytes: Uint8Array, file: string): Promise<RealText> {
  const { blocks } = await readBytes(bytes, { name: file, ocr: false })
  const print = printOf(
    blocks.map(({ text, marks = [] }, index) => ({
      index,
      text,
      zone: 'corps',
      opaque: marks.filter(({ kind }) => kind === 'placeholder' || kind === 'field'),
    })),
    (word) => limpide.french.analyses(word).length > 0,
  )
  const words =
    blocks
      .map(withoutValues)
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.join(' ') ?? ''
  return { name, words, print }
}

/** The name of a value is that of the program that fills it in: two letters do not share it, whatever it is. */
function withoutValues({ text, marks }: Pick<Block, 'text' | 'marks'>): string {
  let bare = ''
  let at = 0
  for (const { kind, start, end } of marks) {
    if (kind !== 'placeholder' && kind !== 'field') continue
    bare += `${text.slice(at, start)} `
    at = end
  }
  return bare + text.slice(at)
}

/** Judged pairs, and those that no eye need see. */
function judge(texts: readonly RealText[], same: ReturnType<typeof sameWords> = []): readonly JudgedPair[] {
  const { of } = findAlike(texts.map(({ print, path }) => (path === undefined ? print : { ...print, path })))
  const rankOf = new Map(texts.map(({ name }, rank) => [name, rank]))
  const pair = (left: string, right: string, verdict: JudgedPair['verdict'], when = ''): JudgedPair[] => {
    const [a, b] = [rankOf.get(left), rankOf.get(right)]
    if (a === undefined || b === undefined) return []
    return [
      {
        left,
        right,
        verdict,
        when,
        inCommon: inCommon(texts[a]?.words ?? '', texts[b]?.words ?? ''),
        isFound: of[a] === of[b],
      },
    ]
  }
  const judged = readFileSync(join(import.meta.dirname, 'pairs.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .flatMap((line) => {
      const [left = '', right = '', verdict = '', , when = ''] = line.split('\t')
      if (verdict !== 'meme' && verdict !== 'autre' && verdict !== 'doute')
        throw new Error(`« ${verdict} » is no verdict: ${line}`)
      return pair(left, right, verdict, when)
    })
  return [...same.flatMap(([left, right]) => pair(left, right, 'meme')), ...judged]
}

/** Texts that are the same word for word: no eye is needed. */
function sameWords(texts: readonly RealText[]): readonly (readonly [string, string])[] {
  const first = new Map<string, string>()
  const pairs: (readonly [string, string])[] = []
  for (const { name, words } of texts) {
    if (words.split(' ').length < FEWEST_WORDS) continue
    const known = first.get(words)
    if (known === undefined) first.set(words, name)
    else pairs.push([known, name])
  }
  return pairs
}

function inCommon(one: string, other: string): number {
  const [left, right] = [runsOf(one), runsOf(other)]
  let shared = 0
  for (const run of left) if (right.has(run)) shared += 1
  return shared / (left.size + right.size - shared)
}

function runsOf(text: string): ReadonlySet<string> {
  const words = text.split(' ')
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`))
}

/** Precision, and recall of the pairs that have so much in common, from `least` on and under `most`. */
export function rates(pairs: readonly JudgedPair[], least = 0, most = 2) {
  const among = pairs.filter(({ inCommon }) => inCommon >= least && inCommon < most)
  const same = among.filter(({ verdict }) => verdict === 'meme')
  const right = same.filter(({ isFound }) => isFound).length
  const wrong = among.filter(({ verdict, isFound }) => verdict === 'autre' && isFound).length
  return {
    same: same.length,
    other: among.filter(({ verdict }) => verdict === 'autre').length,
    precision: right / (right + wrong),
    recall: right / same.length,
  }
}
