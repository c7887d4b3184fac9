import { loadFrench } from '../src/index.ts'
import type { Sentence, Token } from '../src/types.ts'
import { type GoldSentence, type GoldWord, readConllu } from './read-conllu.ts'

/** One word in the sense of Universal Dependencies, made from our tokens: a date is its parts, `du` two words. */
interface Word {
  readonly start: number
  readonly end: number
  readonly upos: string
  readonly token?: Token
}

/** Cuts our coarse tokens (dates, amounts, references) as the treebanks do. */
export function universalWords(tokens: readonly Token[]): Word[] {
  const words: Word[] = []
  for (const token of tokens) {
    if (token.kind === 'word' || token.kind === 'punct' || token.kind === 'symbol' || token.kind === 'number') {
      words.push({ start: token.start, end: token.end, upos: token.upos, token })
      if (token.parts !== undefined)
        words.push({ start: token.start, end: token.end, upos: /^(?:le|les)$/.test(token.parts[1]) ? 'DET' : 'PRON' })
      continue
    }
    if (token.kind === 'email' || token.kind === 'url') {
      words.push({ start: token.start, end: token.end, upos: 'X' })
      continue
    }
    for (const piece of token.text.matchAll(/\d+(?:er|[.,:/-]\d+)*|[\p{L}.°]+|[^\s\p{L}\d]/gu)) {
      const start = token.start + piece.index
      const upos = /^\d/.test(piece[0]) ? 'NUM' : /^\p{L}/u.test(piece[0]) ? 'NOUN' : 'SYM'
      words.push({ start, end: start + piece[0].length, upos })
    }
  }
  return words
}

/** Figures of the shipped analyser on gold sentences. */
export interface Figures {
  upos: number
  sentences: number
  verbs: number
  lemmas: number
  passive: number
}

function f1(right: number, found: number, gold: number): number {
  return (200 * right) / Math.max(1, found + gold)
}

/** Runs the analyser over the joined raw text of each file and prints its figures. */
export function measureFile(path: string, keep: (index: number) => boolean): string {
  const french = loadFrench()
  const all = readConllu(path).filter((_, i) => keep(i))
  let right = 0
  let foundWords = 0
  let goldWords = 0
  let verbs = 0
  let verbsRight = 0
  let lemmas = 0
  let lemmasRight = 0
  const misses = new Map<string, number>()
  for (const sentence of all) {
    const analysed = french.analyse(sentence.text)
    const tokens = analysed.flatMap((own) => own.tokens)
    const words = universalWords(tokens)
    const gold: { start: number; end: number; word: GoldWord }[] = sentence.tokens.flatMap((token) =>
      token.words.map((word) => ({ start: token.start, end: token.end, word })),
    )
    foundWords += words.length
    goldWords += gold.length
    const bySpan = new Map<string, Word[]>()
    for (const word of words)
      bySpan.set(`${word.start}-${word.end}`, [...(bySpan.get(`${word.start}-${word.end}`) ?? []), word])
    for (const { start, end, word } of gold) {
      const mine = bySpan.get(`${start}-${end}`)?.shift()
      if (mine === undefined) {
        misses.set(word.form, (misses.get(word.form) ?? 0) + 1)
        continue
      }
      if (mine.upos === word.upos) right++
      const token = mine.token
      if (token === undefined || mine.upos !== word.upos) continue
      if (word.upos === 'NOUN' || word.upos === 'ADJ' || word.upos === 'VERB' || word.upos === 'AUX') {
        lemmas++
        if (token.lemma === word.lemma.toLowerCase()) lemmasRight++
        else if (process.env.SHOW === 'lemmas') console.log('lemma', word.upos, word.form, word.lemma, token.lemma)
      }
      if (word.upos !== 'VERB' && word.upos !== 'AUX') continue
      verbs++
      const same =
        token.lemma === word.lemma &&
        (token.features.tense ?? '') === (word.feats.get('Tense') ?? '') &&
        String(token.features.person ?? '') === (word.feats.get('Person') ?? '') &&
        (token.features.mood ?? '') === (word.feats.get('Mood') ?? '')
      if (same) verbsRight++
      else if (process.env.SHOW === 'verbs') {
        console.log(
          'verb',
          word.form,
          word.lemma,
          [...word.feats].join(' '),
          '|',
          token.lemma,
          JSON.stringify(token.features),
          '|',
          sentence.text.slice(Math.max(0, start - 50), end + 20),
        )
      }
    }
  }
  const boundaries = measureSentences(all)
  if (process.env.SHOW === 'misses')
    console.log(
      [...misses]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 60)
        .map(([word, n]) => `${word} ${n}`)
        .join(' | '),
    )
  return `UPOS F1 ${f1(right, foundWords, goldWords).toFixed(2)}, verb lemma+mood+tense+person ${((100 * verbsRight) / verbs).toFixed(2)} %, lemmas ${((100 * lemmasRight) / lemmas).toFixed(2)} %, boundaries F1 ${boundaries.toFixed(2)} (${all.length} sentences)`
}

/** Boundaries over the joined text, on sentences that end with a final mark. */
function measureSentences(all: readonly GoldSentence[]): number {
  const french = loadFrench()
  const final = all.filter((sentence) => /[.!?…][»")\]]*$/.test(sentence.text))
  let right = 0
  let found = 0
  // Paragraphs of fifty sentences: long enough for context, short enough to read.
  for (let from = 0; from < final.length; from += 50) {
    const texts = final.slice(from, from + 50).map((sentence) => sentence.text)
    const gold = new Set<number>()
    let at = 0
    for (const text of texts) {
      at += text.length
      gold.add(at)
      at += 1
    }
    const sentences: Sentence[] = french.analyse(texts.join(' '))
    for (const sentence of sentences) {
      found++
      if (gold.has(sentence.end)) right++
      else if (process.env.SHOW === 'sentences')
        console.log(
          'false break:',
          texts.join(' ').slice(sentence.end - 40, sentence.end),
          '‖',
          texts.join(' ').slice(sentence.end, sentence.end + 30),
        )
    }
    if (process.env.SHOW === 'sentences') {
      const ends = new Set(sentences.map((sentence) => sentence.end))
      for (const end of gold)
        if (!ends.has(end))
          console.log('missed break:', texts.join(' ').slice(end - 40, end), '‖', texts.join(' ').slice(end, end + 30))
    }
  }
  return f1(right, found, final.length)
}

const [path, mode] = process.argv.slice(2)
if (path !== undefined && process.argv[1]?.endsWith('measure.ts')) {
  console.log(
    path.split('/').at(-1),
    measureFile(path, (i) => mode !== 'held' || i % 10 === 9),
  )
}
