import {
  compare,
  type Kit,
  METHOD,
  questionSaid,
  sayCloze,
  sayComparison,
  sayShare,
  summarise,
  type TestResults,
  warning,
} from '@limpide/map/kit'

/** The results of a test with users, for a terminal; the sentences are those of the document as it is now. */
export function reportResults(kit: Kit, results: TestResults, before: TestResults | undefined): string {
  const summary = summarise(results)
  const caution = warning(summary)
  const cloze = sayCloze(summary)
  const sentences = new Map(kit.sentences.map(({ number, text }) => [number, text]))
  const lines = [`Test auprès d’usagers\u00a0: «\u00a0${kit.title}\u00a0» (kit ${results.code})`, '']
  if (caution !== undefined) lines.push(caution, '')
  if (cloze !== undefined) lines.push(cloze)
  const asked = summary.questions.filter(({ of }) => of > 0)
  if (asked.length > 0) lines.push('Questions, réponses justes\u00a0:')
  for (const question of asked) lines.push(`  ${questionSaid(question.id)}\u00a0: ${sayShare(question)}`)
  if (summary.unclear.length > 0) lines.push('Phrases les plus souvent en orange\u00a0:')
  for (const unclear of summary.unclear.slice(0, SHOWN)) {
    const text = results.code === kit.code ? sentences.get(unclear.number) : undefined
    lines.push(`  ${unclear.number}. ${sayShare(unclear)}${text === undefined ? '' : `\u00a0: ${short(text)}`}`)
  }
  if (before !== undefined)
    lines.push('', 'Avant et après\u00a0:', ...sayComparison(compare(before, results)).map((line) => `  ${line}`))
  lines.push('', 'Comment c’est calculé\u00a0:', ...METHOD.map((line) => `  ${line}`))
  return `${lines.join('\n')}\n`
}

/** The beginning of a sentence: enough to know it again. */
function short(text: string): string {
  return text.length <= LENGTH ? text : `${text.slice(0, text.lastIndexOf(' ', LENGTH))}…`
}

/** The most signs shown of a sentence. */
const LENGTH = 100
/** How many unclear sentences are shown. */
const SHOWN = 5
