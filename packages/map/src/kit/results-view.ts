import { type Html, html } from '../serve/html.ts'
import type { KitSentence } from './kit.ts'
import { compare, summarise, type TestResults } from './results.ts'
import { METHOD, questionSaid, sayCloze, sayComparison, sayShare, warning } from './say-results.ts'

/** Unclear sentences shown. */
const SHOWN = 10

/** What results say. The sentences are those of the document today, given only when it is the one that was tested. */
export function resultsView(
  results: TestResults,
  sentences: readonly KitSentence[] | undefined,
  before?: TestResults,
): Html {
  const summary = summarise(results)
  const caution = warning(summary)
  const cloze = sayCloze(summary)
  const asked = summary.questions.filter(({ of }) => of > 0)
  const texts = new Map(sentences?.map(({ number, text }) => [number, text]))
  return html`${caution !== undefined && html`<p class="wrong">${caution}</p>`}
${cloze !== undefined && html`<p><strong>${cloze}</strong></p>`}
${
  asked.length > 0 &&
  html`<table><caption>Réponses justes</caption><thead><tr><th scope="col">Question</th><th scope="col">Justes</th></tr></thead><tbody>${asked.map(
    (question) => html`<tr><th scope="row">${questionSaid(question.id)}</th><td>${sayShare(question)}</td></tr>`,
  )}</tbody></table>`
}
${
  summary.unclear.length > 0 &&
  html`<table><caption>Phrases surlignées en orange, les plus souvent d’abord</caption><thead><tr><th scope="col">Phrase</th><th scope="col">Personnes</th></tr></thead><tbody>${summary.unclear
    .slice(0, SHOWN)
    .map(
      (one) =>
        html`<tr><th scope="row">${one.number}${texts.has(one.number) && `. ${texts.get(one.number)}`}</th><td>${sayShare(one)}</td></tr>`,
    )}</tbody></table>`
}
${
  before !== undefined &&
  html`<h3>Par rapport à la version testée avant (kit ${before.code})</h3><ul>${sayComparison(compare(before, results)).map((line) => html`<li>${line}</li>`)}</ul>`
}
<details><summary>Comment c’est calculé</summary>${METHOD.map((line) => html`<p>${line}</p>`)}</details>`
}
