import type { SentenceView } from '../view.ts'

const GLOSS =
  /c['’]est[-\s]à[-\s]dire|autrement dit|à savoir|cela (?:signifie|veut dire)|ce qui (?:signifie|veut dire)|signifie que/iu
/** «Le vote par procuration permet de…»: the next words say what the thing is for. */
const DEFINED = /^(?: par \p{L}+)? (?:vous )?(?:permet (?:de|à|d['’])|consiste |désigne |veut dire )/iu
const OPENING = /^[\s\u00a0]*(?:\((?!\s*(?:art|article|cf|voir|L\.|R\.|D\.|e\)|s\)))|[–—:])/iu

/** True when the words just after `end` explain the term, or when a tooltip, a link or brackets already do. */
export function isGlossed(sentence: SentenceView, start: number, end: number, window: number): boolean {
  const { block } = sentence
  const following = block.text.slice(end)
  if (OPENING.test(following) || DEFINED.test(following)) return true
  const words = following.split(/\s+/, window + 3).join(' ')
  if (GLOSS.test(words)) return true
  // «le délai pour agir est dépassé (forclusion)»: the plain words came first.
  const before = block.text.slice(sentence.start, start)
  const open = before.lastIndexOf('(')
  if (open >= 0 && !before.slice(open).includes(')') && following.includes(')')) return true
  return block.source.marks.some(
    (mark) => (mark.kind === 'abbreviation' || mark.kind === 'link') && mark.start < end && mark.end > start,
  )
}
