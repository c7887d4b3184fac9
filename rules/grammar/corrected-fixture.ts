import { createChecker, type DocumentType, type Rule } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'

const french = loadFrench()

/** The text once the first suggestion of the first finding is applied; the text itself when there is none. */
export function corrected(rule: Rule, text: string, type?: DocumentType): string {
  const { findings } = createChecker([rule], french).check(readText(text, 'txt'), type ? { type } : {})
  const fix = findings[0]?.suggestions[0]
  return fix ? text.slice(0, fix.start) + fix.text + text.slice(fix.end) : text
}
