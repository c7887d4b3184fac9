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

/** Reads a CoNLL-U file. */
export function readConllu(path: string): GoldSentence[] {
  const file = path.split('/').at(-1) ?? path
  const sentences: GoldSentence[] = []
  for (const block of readFileSync(path, 'utf8').split(/\n\n+/)) {
    if (block.trim() === '') continue
    const lines = block.split('\n')
    const text = lines.find((line) => line.startsWith('# text = '))?.slice(9) ?? ''
    const tokens: GoldToken[] = []
    let at = 0
    let until = 0
    let span: { start: number; end: number; text: string; words: GoldWord[] } | undefined
    let sound = true
    for (const line of lines) {
      if (line.startsWith('#') || line === '') continue
      const [id = '', form = '', lemma = '', upos = '', , feats = '', head = '', deprel = ''] = line.split('\t')
      if (id.includes('.')) continue
      const isSpan = id.includes('-')
      let place: { start: number; end: number; text: string; words: GoldWord[] } | undefined
      if (isSpan || Number(id) > until) {
        const start = text.indexOf(form, at)
        if (start === -1 || start - at > 2) sound = false
        place = { start, end: start + form.length, text: form, words: [] }
        at = start + form.length
        tokens.push(place)
      }
      if (isSpan) {
        until = Number(id.split('-')[1])
        span = place
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
      else place?.words.push(word)
    }
    if (sound && tokens.length > 0) sentences.push({ file, text, tokens })
  }
  return sentences
}

/** The label of the tagger for a gold token. */
export function goldLabel(token: GoldToken): string {
  const word = token.words[0]
  if (word === undefined) return 'X'
  // A contraction is tagged by its preposition.
  if (token.words.length > 1) return 'ADP'
  if (word.upos !== 'VERB' && word.upos !== 'AUX') return word.upos === 'PART' || word.upos === '_' ? 'X' : word.upos
  const form = word.feats.get('VerbForm')
  if (form === 'Inf') return `${word.upos}.Inf`
  if (form === 'Part') return word.feats.get('Tense') === 'Pres' ? `${word.upos}.Pres` : `${word.upos}.Past`
  return word.feats.get('Mood') === 'Imp' ? `${word.upos}.Imp` : `${word.upos}.Fin`
}
