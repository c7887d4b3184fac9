import type { Prose, ProseSentence, ProseWord } from '@limpide/library'
import { MASKS, mask, personalData } from '@limpide/reports'

interface Span {
  readonly start: number
  readonly end: number
}

interface Replacement extends Span {
  readonly by: string
}

/**
 * The same prose without its personal data, each replaced by what it was, and with its merge fields in words:
 * « {{ usager.nom }} » reads « [usager nom] ». What was replaced is one word, which is never taken out.
 */
export function maskProse(prose: Prose): Prose {
  const replacements = replacementsIn(prose)
  const starts: number[] = []
  let text = ''
  let from = 0
  for (const { start, end, by } of replacements) {
    text += prose.text.slice(from, start)
    starts.push(text.length)
    text += by
    from = end
  }
  text += prose.text.slice(from)

  /** Where an offset went; one that stood inside what was replaced goes to its edge. */
  const moved = (offset: number, edge: 'start' | 'end'): number => {
    let shift = 0
    for (const [i, { start, end, by }] of replacements.entries()) {
      if (offset <= start) break
      if (offset < end) return (starts[i] ?? 0) + (edge === 'end' ? by.length : 0)
      shift += by.length - (end - start)
    }
    return offset + shift
  }
  const movedSpan = ({ start, end }: Span): Span => ({ start: moved(start, 'start'), end: moved(end, 'end') })

  const movedSentence = (sentence: ProseSentence): ProseSentence => {
    const words: ProseWord[] = []
    for (const word of sentence.words) {
      const span = movedSpan(word)
      const isMasked = replacements.some(({ start, end }) => start < word.end && word.start < end)
      const last = words.at(-1)
      // Two words of one name are one mask.
      if (isMasked && last !== undefined && last.end > span.start) {
        words[words.length - 1] = { start: last.start, end: Math.max(last.end, span.end), isFixed: true }
        continue
      }
      words.push({ ...span, isFixed: word.isFixed || isMasked })
    }
    return { ...movedSpan(sentence), words }
  }

  return {
    ...prose,
    title: prose.title === null ? null : mask(prose.title).text,
    text,
    blocks: prose.blocks.map((block) => ({
      ...block,
      ...movedSpan(block),
      sentences: block.sentences.map(movedSentence),
    })),
    fields: [],
    answers: prose.answers.map((answer) => ({ ...answer, text: mask(answer.text).text })),
  }
}

/** What is replaced, in order and apart from each other; a merge field wins over the name it looks like. */
function replacementsIn({ text, fields }: Prose): readonly Replacement[] {
  const found: Replacement[] = fields.map(({ start, end, label }) => ({ start, end, by: label }))
  for (const { start, end, kind } of personalData(text))
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, by: MASKS[kind] })
  return found.sort((a, b) => a.start - b.start)
}
