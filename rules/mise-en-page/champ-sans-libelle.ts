import type { Mark } from '@limpide/checker'
import { type BlockView, defineRule, perBlock, type Suggestion } from '@limpide/checker'
import { firstWords, lowerOf, trimmed } from '../organisation/reading/text.ts'

type Field = Extract<Mark, { kind: 'field' }>

const NEGATIVE = /^(?:ne |n')[^?]{3,120}-(?:vous|t-on|t-il)[^?]{0,30} pas[^?]*\?/
const DOUBLE =
  /^(?:êtes|avez|souhaitez|voulez|percevez|vivez|habitez)-vous [^?]{3,60} et (?:êtes|avez|souhaitez|voulez|percevez|vivez|habitez)-vous [^?]+\?/
const ANSWERS = /(?:☐|❏|□|\[ \]|oui\s*\/?\s*(?:☐|non))/
/** « N° : » says nothing of the number asked. */
const CODE_LABEL = /^(?:n°|no|numéro|réf\.?|code|id)\s*:\s*(?=[☐□_.…]|$)/
const DATE_LABEL = /^date(?: de \p{L}+)?\s*:\s*(?:_{3,}|\.{4,}|…+)\s*$/u
const BLANK = /(?:☐|□|_{3,}|\.{4,}|…)/
const BUTTON = /^(?:submit|button|hidden|reset|image|search)/i

/** What may be wrong with a block, whatever its place; `long` is for the thresholds to say. */
type Fault = 'code' | 'format' | 'negative' | 'double' | 'long' | 'none'

const faultOf = perBlock((block): Fault => {
  const text = lowerOf(block)
  if (text.includes(':')) {
    if (CODE_LABEL.test(text)) return 'code'
    if (DATE_LABEL.test(text)) return 'format'
  }
  if (text.includes('?')) {
    if (NEGATIVE.test(text) && ANSWERS.test(text)) return 'negative'
    if (DOUBLE.test(text) && ANSWERS.test(text)) return 'double'
  }
  const fields = fieldsOf(block)
  return block.source.kind === 'label' &&
    fields.length > 0 &&
    !BLANK.test(text) &&
    !fields.some(({ field }) => field.type === 'checkbox' || field.type === 'radio')
    ? 'long'
    : 'none'
})

/** In a file that declares its fields, one without label, title or text around it cannot be announced. */
const unlabelledIn = perBlock((block) =>
  block.source.marks.length === 0 || block.text.trim() !== ''
    ? 0
    : fieldsOf(block).filter(
        ({ field }) =>
          !field.label && !BUTTON.test(field.name ?? '') && field.type !== 'other' && field.type !== 'signature',
      ).length,
)

function fieldsOf(block: BlockView): readonly Field[] {
  return block.source.marks.filter((mark): mark is Field => mark.kind === 'field')
}

export default defineRule({
  id: 'champ-sans-libelle',
  name: 'Champ de formulaire mal libellé',
  principle: 'mise-en-page',
  severity: 'avertissement',
  why: 'Un champ sans libellé clair est laissé vide ou mal rempli. Un lecteur d’écran ne peut pas l’annoncer.',
  advice: 'Donnez à chaque champ un libellé court, avec le format attendu, et posez une seule question à la fois.',
  sources: ['WCAG 2.2, critère 3.3.2 (étiquettes ou instructions)', 'convention du projet pour la longueur'],
  scope: 'document',
  only: ['formulaire', 'page-information', 'autre', 'notice'],
  indicator: 'liens-et-tableaux',
  thresholds: {
    label: { key: 'mots-maximum', value: 12, unit: 'mots', range: [5, 30], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
  },
  messages: {
    none: '{count} champ de ce formulaire n’a pas de libellé.',
    several: '{count} champs de ce formulaire n’ont pas de libellé.',
    code: 'Ce libellé ne dit pas quel numéro écrire.',
    negative: 'Cette question est négative\u00a0: on ne sait pas ce que veut dire «\u00a0oui\u00a0».',
    double: 'Cette question en pose deux à la fois.',
    format: 'Le format de la date n’est pas donné.',
    long: 'Ce libellé compte {count} mots. Visez {max} mots au plus.',
  },
  examples: [
    { bad: '[[N° :]] ☐☐☐☐☐☐☐', better: 'Numéro de sécurité sociale (15 chiffres) : ☐☐☐☐☐☐☐', type: 'formulaire' },
    { bad: '[[Ne souhaitez-vous pas]] être contacté par courriel ? ☐ Oui ☐ Non', type: 'formulaire' },
    { bad: '[[Êtes-vous marié et]] avez-vous des enfants ? ☐ Oui ☐ Non', type: 'formulaire' },
    { bad: '<form><p>Inscription</p><input name="nom"></form>', format: 'html', type: 'formulaire' },
    {
      bad: '<form><p>Inscription</p><input name="nom"><input name="prenom"></form>',
      format: 'html',
      type: 'formulaire',
    },
    { bad: '[[Date de naissance :]] ____________', type: 'formulaire' },
    {
      bad: '<form><label>[[Nom de la personne]] qui remplit le formulaire pour la famille ou pour le foyer <input name="nom"></label></form>',
      format: 'html',
      type: 'formulaire',
    },
    { good: 'Date de naissance (jj/mm/aaaa) : ____________', because: 'le format est donné', type: 'formulaire' },
    {
      good: 'Avez-vous des enfants à charge ? ☐ Oui ☐ Non',
      because: 'une seule question, positive',
      type: 'formulaire',
    },
    { good: 'Signature du demandeur', because: 'une signature n’a pas de format', type: 'formulaire' },
  ],
  check(view, { threshold, report }) {
    const { underlined } = threshold
    let unlabelled = 0
    for (const block of view.blocks) {
      if (block.kind === 'code' || block.zone === 'navigation') continue
      unlabelled += unlabelledIn(block)
      const fault = faultOf(block)
      if (fault === 'none') continue
      const to = block.text.indexOf(':') + 1
      const label = { block, ...trimmed(block.text, { start: 0, end: to }) }
      const place = { block, ...firstWords(block, underlined) }
      if (fault === 'code') report(label, { message: 'code' })
      else if (fault === 'format') {
        const suggestions: Suggestion[] = [
          {
            kind: 'choix',
            label: 'Donner le format',
            text: `${block.text.slice(0, to - 1).trimEnd()} (jj/mm/aaaa)\u00a0:`,
          },
        ]
        report(label, { message: 'format', severity: 'suggestion', suggestions })
      } else if (fault !== 'long') report(place, { message: fault })
      else if (block.wordCount > threshold.label)
        report(place, {
          message: 'long',
          data: { count: block.wordCount, max: threshold.label },
          severity: 'suggestion',
        })
    }
    if (unlabelled > 0) report(view, { message: unlabelled > 1 ? 'several' : 'none', data: { count: unlabelled } })
  },
})
