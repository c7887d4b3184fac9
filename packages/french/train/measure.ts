import { findPassives } from '../src/passive.ts'
import type { French, Token, VerbRequest } from '../src/types.ts'
import type { GoldSentence } from './read-conllu.ts'

/** One word in the sense of Universal Dependencies, made from our tokens: a date is its parts, `du` two words. */
interface Word {
  readonly start: number
  readonly end: number
  readonly upos: string
  readonly token?: Token
}

/** Cuts our coarse tokens (dates, amounts, references) as the treebanks do. */
function universalWords(tokens: readonly Token[]): Word[] {
  const words: Word[] = []
  for (const token of tokens) {
    if (token.kind === 'word' || token.kind === 'punct' || token.kind === 'symbol' || token.kind === 'number') {
      words.push({ start: token.start, end: token.end, upos: token.upos, token })
      if (token.parts !== undefined)
        words.push({ start: token.start, end: token.end, upos: /^les?$/.test(token.parts[1]) ? 'DET' : 'PRON' })
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

/** A score counted as right, found and wanted. */
class Count {
  right = 0
  found = 0
  wanted = 0

  get f1(): number {
    return (200 * this.right) / Math.max(1, this.found + this.wanted)
  }
}

/** What is measured on gold sentences: F1 scores and shares, in hundredths. */
export interface Figures {
  readonly upos: number
  readonly verbs: number
  readonly lemmas: number
  readonly passive: number
  readonly boundaries: number
  /** Finite forms made again in the writer's spelling, where two are allowed (« je ne puis », « il payera »). */
  readonly regenerated: number
  /** The same without a word of the writer's spelling. */
  readonly regeneratedBlind: number
  readonly sentences: number
}

/** Prints an error when the mode asks for it: for whoever works on the analyser. */
export type Show = (kind: 'lemma' | 'verb' | 'passive' | 'boundary' | 'form', line: string) => void

/** Runs an analyser over the raw text of gold sentences. */
export function measureText(french: French, gold: readonly GoldSentence[], show: Show = () => {}): Figures {
  const upos = new Count()
  const verbs = new Count()
  const lemmas = new Count()
  const passive = new Count()
  const forms = new Count()
  const blind = new Count()
  for (const sentence of gold) {
    const tokens = french.analyse(sentence.text).flatMap((own) => own.tokens)
    const words = universalWords(tokens)
    upos.found += words.length
    const bySpan = new Map<string, Word[]>()
    for (const word of words) {
      const key = `${word.start}-${word.end}`
      bySpan.set(key, [...(bySpan.get(key) ?? []), word])
    }
    for (const { start, end, words: own } of sentence.tokens) {
      for (const word of own) {
        upos.wanted++
        const mine = bySpan.get(`${start}-${end}`)?.shift()
        if (mine === undefined || mine.upos !== word.upos) continue
        upos.right++
        const token = mine.token
        if (token === undefined) continue
        const context = `${word.form} | ${token.lemma} ${JSON.stringify(token.features)} for ${word.lemma} ${[...word.feats].join(' ')} | ${sentence.text.slice(Math.max(0, start - 50), end + 20)}`
        if (word.upos === 'NOUN' || word.upos === 'ADJ' || word.upos === 'VERB' || word.upos === 'AUX') {
          lemmas.wanted++
          if (token.lemma === word.lemma.toLowerCase()) lemmas.right++
          else show('lemma', context)
        }
        if (word.upos !== 'VERB' && word.upos !== 'AUX') continue
        verbs.wanted++
        const { tense = '', person = '', mood = '', verbForm, number } = token.features
        const same =
          token.lemma === word.lemma &&
          tense === (word.feats.get('Tense') ?? '') &&
          String(person) === (word.feats.get('Person') ?? '') &&
          mood === (word.feats.get('Mood') ?? '')
        if (same) verbs.right++
        else show('verb', context)
        if (!same || verbForm !== 'Fin' || person === '' || number === undefined || word.feats.get('Typo') === 'Yes')
          continue
        const form = formOf(mood, tense)
        if (form === undefined) continue
        forms.wanted++
        // « puis-je »: the form before its pronoun.
        const request = { form, person, number, inverted: tokens[tokens.indexOf(token) + 1]?.norm === '-je' }
        const make = (asked: VerbRequest): string | undefined =>
          french.conjugate(token.lemma, asked) ?? pronominal(french, token.lemma, asked)
        if (make(request) === token.norm) blind.right++
        const made = make({ ...request, like: token.norm })
        if (isForm(made, token)) forms.right++
        else show('form', `${token.norm}: ${made} (${token.lemma} ${form} ${person} ${number})`)
      }
    }
    const wanted = sentence.tokens.some((token) => token.words.some((word) => word.deprel === 'aux:pass'))
    const found = findPassives(tokens, french).length > 0
    if (wanted) passive.wanted++
    if (found) passive.found++
    if (wanted && found) passive.right++
    else if (wanted || found) show('passive', `${wanted ? 'missed' : 'wrong'}: ${sentence.text}`)
  }
  return {
    upos: upos.f1,
    verbs: (100 * verbs.right) / Math.max(1, verbs.wanted),
    lemmas: (100 * lemmas.right) / Math.max(1, lemmas.wanted),
    passive: passive.f1,
    boundaries: measureBoundaries(french, gold, show),
    regenerated: (100 * forms.right) / Math.max(1, forms.wanted),
    regeneratedBlind: (100 * blind.right) / Math.max(1, forms.wanted),
    sentences: gold.length,
  }
}

/** « Etaient conviés les agents suivants »: a capital often goes without its accent, whatever the form. */
function isForm(made: string | undefined, { norm, text }: Token): boolean {
  if (made === norm) return true
  return (
    made !== undefined &&
    /^[AE]/.test(text) &&
    made
      .normalize('NFD')
      .replace(/^(.)\u0301/, '$1')
      .normalize('NFC') === norm
  )
}

function formOf(mood: string, tense: string): VerbRequest['form'] | undefined {
  if (mood === 'Imp') return 'ImpPres'
  if (mood === 'Cnd') return 'CndPres'
  if (mood === 'Sub') return tense === 'Imp' ? 'SubImp' : 'SubPres'
  if (mood !== 'Ind') return undefined
  if (tense === 'Pres') return 'IndPres'
  if (tense === 'Imp') return 'IndImp'
  if (tense === 'Fut') return 'IndFut'
  return 'IndPast'
}

/** « s'efforcer » without its pronoun. */
function pronominal(french: French, lemma: string, request: VerbRequest): string | undefined {
  const made = french.conjugate(`se ${lemma}`, request)
  return made?.replace(/^(?:[mts]e |nous |vous |[mts]')/, '').replace(/-(?:toi|nous|vous)$/, '')
}

/** Boundaries over joined text, on sentences that end with a final mark: F1. */
function measureBoundaries(french: French, gold: readonly GoldSentence[], show: Show): number {
  const final = gold.filter((sentence) => /[.!?…][»")\]]*$/.test(sentence.text))
  const count = new Count()
  count.wanted = final.length
  // Paragraphs of fifty sentences: long enough for context, short enough to read.
  for (let from = 0; from < final.length; from += 50) {
    const texts = final.slice(from, from + 50).map((sentence) => sentence.text)
    const joined = texts.join(' ')
    const ends = new Set<number>()
    let at = 0
    for (const text of texts) {
      at += text.length
      ends.add(at)
      at += 1
    }
    const around = (end: number): string =>
      `${joined.slice(Math.max(0, end - 40), end)} ‖ ${joined.slice(end, end + 30)}`
    for (const sentence of french.analyse(joined)) {
      count.found++
      if (ends.delete(sentence.end)) count.right++
      else show('boundary', `false: ${around(sentence.end)}`)
    }
    for (const end of ends) show('boundary', `missed: ${around(end)}`)
  }
  return count.f1
}
