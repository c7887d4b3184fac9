import type { ReviewAnswer } from '@limpide/server'
import { reviewDocx } from './review-docx.ts'
import { reviewMarkdown } from './review-markdown.ts'

/** The file of a review, as Word or as Markdown. */
export function reviewBytes(review: ReviewAnswer, name: string, word: boolean, day: Date): Uint8Array {
  return word ? reviewDocx(review, name, day) : new TextEncoder().encode(reviewMarkdown(review, name, day))
}
