import type { CheckResult } from '../engine.ts'
import { isMessage } from '../letter/message.ts'
import type { Rule } from '../rule.ts'
import { CALIBRATION } from './calibration.ts'
import { indicatorsOf } from './evidence.ts'

/** The indicators that the document has as a whole: its order, its length, its layout. */
export function measureDocument(
  result: CheckResult,
  rules: readonly Rule[],
  bodyWords: number,
): ReadonlyMap<string, number> {
  const { view } = result
  const { document } = view
  const words = Math.max(1, bodyWords)
  const indicatorOf = indicatorsOf(rules)
  const seen = new Set<string>()
  let debts = 0
  let links = 0
  const failed = new Set<string>()
  for (const finding of result.occurrences) {
    switch (indicatorOf.get(finding.rule)) {
      case 'dettes-de-structure': {
        // A heading that comes back on each page has its fault once.
        const said = `${finding.rule} ${view.blocks[finding.block]?.text ?? ''} ${finding.sentence}`
        if (seen.has(said)) break
        seen.add(said)
        debts += 1
        break
      }
      case 'liens-et-tableaux':
        links += 1
        break
      case 'reperabilite':
        failed.add(finding.rule)
        break
    }
  }
  const fixed = new Map<string, number>()
  // A letter where no message is found says it nowhere: to say it, even late, must not cost points.
  const isSought = result.applied.includes('message-principal-tardif') && isMessage(view)
  const place = result.measures.get('place-du-message') ?? (isSought ? 100 : undefined)
  // A tale, a report, minutes: where nothing is asked of a reader, no message comes too late.
  if (place !== undefined && view.type.id !== 'autre') fixed.set('place-du-message', place)
  let late = 0
  for (const { kind, zone, wordCount } of view.body)
    if (kind === 'paragraph' && zone === 'corps') late += Math.max(0, wordCount - CALIBRATION.denseParagraph)
  // A text of one block was pasted without its paragraphs: how dense they were is unknown.
  if (view.blocks.length > 1) fixed.set('paragraphes-denses', (100 * late) / words)
  fixed.set('dettes-de-structure', (200 * debts) / Math.max(words, CALIBRATION.wordsOfDebts))
  const landmarks = rules.filter((rule) => rule.indicator === 'reperabilite' && result.applied.includes(rule.id))
  if (landmarks.length > 0) fixed.set('reperabilite', (100 * failed.size) / landmarks.length)
  fixed.set('longueur', words / CALIBRATION.allowance[view.type.id])

  const pages = document.layout.pages?.value ?? Math.max(1, Math.ceil(view.wordCount / CALIBRATION.wordsOfPage))
  for (const name of ['petits-caracteres', 'mise-en-valeur', 'texte-justifie']) {
    const measured = result.measures.get(name)
    if (measured !== undefined) fixed.set(name, measured)
  }
  if (document.knows.has('page') && document.layout.pages)
    fixed.set('mots-par-page', view.wordCount / Math.max(1, pages))
  fixed.set('liens-et-tableaux', links / pages)
  return fixed
}
