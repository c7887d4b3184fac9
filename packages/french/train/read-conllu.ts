import { readFileSync } from 'node:fs'

/** One word of a treebank, contractions joined again (`du` has two syntactic words). */
export interface GoldToken {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly words: readonly GoldWord[]
}

/** One syntactic word. */
export interface GoldWord {
  readonly id: number
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly feats: ReadonlyMap<string, string>
  readonly head: number
  readonly deprel: string
}

/** One sentence with the offsets of its words in its text. */
export interface GoldSentence {
  readonly file: string
  readonly text: string
  readonly tokens: readonly GoldToken[]
}

/** Reads a CoNLL-U file: a sentence without its text, or whose text is not that of its words, is written again from them. */
export function readConllu(path: string): GoldSentence[] {
  const file = path.split('/').at(-1) ?? path
  const sentences: GoldSentence[] = []
  for (const block of readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/(?:\r?\n){2,}/)) {
    const lines = block.split(/\r?\n/)
    const rows = lines.filter((line) => /^\d+(?:-\d+)?\t/.test(line)).map((line) => line.split('\t'))
    if (rows.length === 0) continue
    const text = lines.find((line) => line.startsWith('# text = '))?.slice(9) ?? ''
    const rebuilt = spell(rows)
    const tokens = place(text, rows) ?? place(rebuilt, rows)
    if (tokens === undefined) throw new Error(`${path}: the words of « ${rebuilt} » do not make it.`)
    sentences.push({ file, text: place(text, rows) === undefined ? rebuilt : text, tokens })
  }
  return sentences
}

/** The text of rows, from their forms and what says that no space follows. */
function spell(rows: readonly (readonly string[])[]): string {
  let text = ''
  let until = 0
  for (const [id = '', form = '', , , , , , , , misc = ''] of rows) {
    if (!id.includes('-') && Number(id) <= until) continue
    if (id.includes('-')) until = Number(id.split('-')[1])
    text += /(?:^|\|)SpaceAfter=No/.test(misc) ? form : `${form} `
  }
  return text.trimEnd()
}

/** The tokens of rows with their places in a text, or `undefined` when the text is not theirs. */
function place(text: string, rows: readonly (readonly string[])[]): GoldToken[] | undefined {
  const tokens: GoldToken[] = []
  let at = 0
  let until = 0
  let span: { start: number; end: number; text: string; words: GoldWord[] } | undefined
  for (const [id = '', form = '', lemma = '', upos = '', , feats = '', head = '', deprel = ''] of rows) {
    const isSpan = id.includes('-')
    let found: { start: number; end: number; text: string; words: GoldWord[] } | undefined
    if (isSpan || Number(id) > until) {
      const start = text.indexOf(form, at)
      if (start === -1 || text.slice(at, start).trim() !== '') return undefined
      found = { start, end: start + form.length, text: form, words: [] }
      at = start + form.length
      tokens.push(found)
    }
    if (isSpan) {
      until = Number(id.split('-')[1])
      span = found
      continue
    }
    const word: GoldWord = {
      id: Number(id),
      form,
      lemma,
      upos,
      feats: new Map(
        feats === '_' ? [] : feats.split('|').map((feat) => [feat.split('=')[0] ?? '', feat.split('=')[1] ?? '']),
      ),
      head: Number(head),
      deprel,
    }
    if (Number(id) <= until) span?.words.push(word)
    else found?.words.push(word)
  }
  return tokens
}

/** The label of the tagger for a gold token. */
export function goldLabel(token: GoldToken): string {
  const word = token.words[0]
  if (word === undefined) return 'X'
  // PUD alone takes these for prepositions.
  if (word.upos === 'ADP' && /^(?:que|qu['’]|si|s['’])$/i.test(word.form)) return 'SCONJ'
  if (word.upos === 'ADP' && word.form.toLowerCase() === 'dont') return 'PRON'
  // A contraction is tagged by its preposition.
  if (token.words.length > 1) return 'ADP'
  if (word.upos !== 'VERB' && word.upos !== 'AUX') return word.upos === 'PART' || word.upos === '_' ? 'X' : word.upos
  const form = word.feats.get('VerbForm')
  if (form === 'Inf') return `${word.upos}.Inf`
  if (form === 'Part') return word.feats.get('Tense') === 'Pres' ? `${word.upos}.Pres` : `${word.upos}.Past`
  return word.feats.get('Mood') === 'Imp' ? `${word.upos}.Imp` : `${word.upos}.Fin`
}
