import type { Features, Sentence, Token, Upos } from '@limpide/french'

/** What is written before the sentences of a block. */
export interface ConlluOptions {
  /** Prefix of the sentence numbers: `p2-` gives `# sent_id = p2-1`. */
  readonly prefix?: string
  /** Writes `# newpar` before the first sentence. */
  readonly newParagraph?: boolean
}

const COLUMNS_AFTER_FEATURES = '_\t_\t_'

/**
 * Sentences as CoNLL-U (universaldependencies.org): ten columns, a range for a contraction (`du` is `de` + `le`),
 * `SpaceAfter=No` where nothing stands between two tokens. Heads are not given: `_`.
 */
export function toConllu(sentences: readonly Sentence[], options: ConlluOptions = {}): string {
  const lines: string[] = []
  for (const [rank, sentence] of sentences.entries()) {
    if (sentence.tokens.length === 0) continue
    if (options.newParagraph === true && rank === 0) lines.push('# newpar')
    lines.push(`# sent_id = ${options.prefix ?? ''}${rank + 1}`, `# text = ${textOf(sentence.tokens)}`)
    let id = 1
    for (const [i, token] of sentence.tokens.entries()) {
      const next = sentence.tokens[i + 1]
      const misc = [
        next !== undefined && !next.spaced ? 'SpaceAfter=No' : '',
        token.kind === 'word' || token.kind === 'punct' ? '' : `Kind=${token.kind}`,
      ]
        .filter((item) => item !== '')
        .join('|')
      if (token.parts === undefined) {
        const pieces = piecesOf(token)
        for (const [rank, piece] of pieces.entries()) {
          const own = rank === pieces.length - 1 ? misc : misc.replace(/SpaceAfter=No\|?/, '')
          lines.push(
            `${id}\t${piece.form}\t${piece.lemma}\t${piece.upos}\t_\t${piece.features}\t${COLUMNS_AFTER_FEATURES}\t${own || '_'}`,
          )
          id += 1
        }
        continue
      }
      lines.push(`${id}-${id + 1}\t${form(token)}\t_\t_\t_\t_\t${COLUMNS_AFTER_FEATURES}\t${misc || '_'}`)
      const [first, second] = token.parts
      const [, lemma = second] = token.lemma.split('+')
      lines.push(`${id}\t${first}\t${first}\tADP\t_\t_\t${COLUMNS_AFTER_FEATURES}\t_`)
      // « du » hides an article, « duquel » a pronoun.
      const article = second === 'le' || second === 'les'
      lines.push(
        `${id + 1}\t${second}\t${article ? 'le' : field(lemma)}\t${article ? 'DET' : 'PRON'}\t_\t${features(token.features)}\t${COLUMNS_AFTER_FEATURES}\t_`,
      )
      id += 2
    }
    lines.push('')
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** Kinds of token that hold several words for the treebanks: « 3 mars 2026 », « 14 h 30 », « 1 200 € », « n° 2024-118 ». */
const COMPOSED: ReadonlySet<Token['kind']> = new Set(['date', 'time', 'amount', 'number', 'phone', 'reference'])
/** Groups of digits are one number, « 1 200,50 »; the rest is cut at its spaces. */
const PIECE = /\d+(?:\s\d+)+(?:[.,]\d+)?(?!\S)|\S+/g

function piecesOf(
  token: Token,
): readonly { readonly form: string; readonly lemma: string; readonly upos: Upos; readonly features: string }[] {
  const whole = { form: form(token), lemma: field(token.lemma), upos: token.upos, features: features(token.features) }
  if (!COMPOSED.has(token.kind)) return [whole]
  const pieces = whole.form.match(PIECE) ?? []
  if (pieces.length < 2) return [whole]
  return pieces.map((piece) => ({
    form: piece,
    lemma: piece.toLowerCase(),
    upos: /^\p{L}/u.test(piece) ? 'NOUN' : /\d/.test(piece) ? 'NUM' : 'SYM',
    features: '_',
  }))
}

/** The text that the tokens and their `SpaceAfter` give back. */
function textOf(tokens: readonly Token[]): string {
  return tokens.map((token, i) => (i > 0 && token.spaced ? ' ' : '') + form(token)).join('')
}

/** A merge field may hold tabs or line breaks, which would break the columns. */
function form(token: Token): string {
  return token.text.replace(/\s+/g, ' ')
}

function field(value: string): string {
  return value === '' ? '_' : value.replace(/\s+/g, ' ')
}

/** Features in the alphabetical order that the format asks for. */
function features({ gender, mood, number, person, tense, verbForm }: Features): string {
  const found = [
    gender && `Gender=${gender}`,
    mood && `Mood=${mood}`,
    number && `Number=${number}`,
    person && `Person=${person}`,
    tense && `Tense=${tense}`,
    verbForm && `VerbForm=${verbForm}`,
  ].filter((item) => item !== undefined)
  return found.length === 0 ? '_' : found.join('|')
}
