import {
  type Context,
  createSign,
  defineRule,
  holdsSign,
  type Messages,
  type SentenceView,
  type Thresholds,
} from '@limpide/checker'
import type { Token } from '@limpide/french'

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const GLOSSES = new Map<string, string>(
  Object.entries({
    franc: 'jours entiers, sans compter le premier ni le dernier',
    ouvré: 'du lundi au vendredi, hors jours fériés',
    ouvrable: 'du lundi au samedi, hors jours fériés',
  }),
)
const WORKING_DAYS = /jours?\s(franc|ouvré|ouvrable)s?(?!\p{L})(?![^.;]{0,60}(?:\(|c['’]est-à-dire))/giu
const NOTIFICATION = /à compter de (?:la|sa) notification(?:\sde (?:la présente|cette décision|la décision))?/giu
const NEXT_MONTH = /(?:le|au) (?:1er|premier) jour du mois (?:suivant|qui suit) celui/giu
const QUARTER = /(?<!\p{L})T([1-4])\s?(20\d{2})/gu
const IBAN = /(?<![A-Z\d])FR\d{2}[A-Z\d]{23}(?![A-Z\d])/gu
/** Numeric dates are the custom in references: «décret n° 2019-1333 du 11/12/2019». */
const REFERENCE =
  /décret|arrêté|loi|ordonnance|circulaire|directive|règlement|article|n°|version|maj|format|exemple|ex\./iu

/** What each of the above needs, in one word; the other kinds are read whole. */
const TECHNICAL = createSign(
  ({ kind, text }) =>
    kind === 'date' ||
    kind === 'amount' ||
    kind === 'phone' ||
    /franc|ouvr|notification|celui/iu.test(text) ||
    /T(?:[1-4]|$)|FR(?:\d|$)/.test(text),
)

type RuleContext = Context<Thresholds, Messages>

export default defineRule({
  id: 'jours-et-dates-techniques',
  name: 'Jours et dates techniques',
  principle: 'vocabulaire',
  severity: 'suggestion',
  kinds: ['heading', 'paragraph', 'item', 'quote', 'caption'],
  why: 'Un délai compté en jours particuliers ou une date en chiffres oblige à calculer, et fait rater l’échéance.',
  advice: 'Écrivez la date en toutes lettres, et dites comment se comptent les jours.',
  sources: ['convention du projet'],
  scope: 'sentence',
  messages: {
    days: '«\u00a0{jours}\u00a0»\u00a0: peu de lecteurs savent lesquels compter. Expliquez-le, ou donnez la date.',
    start:
      '«\u00a0{debut}\u00a0» ne dit pas quel jour commence le délai. Écrivez par exemple «\u00a0à partir du jour où vous recevez cette lettre\u00a0».',
    nextMonth: '«\u00a0{debut}…\u00a0» demande un calcul. Donnez la date.',
    date: '«\u00a0{date}\u00a0» se lit mieux avec le mois en lettres\u00a0: {lettres}.',
    quarter: '«\u00a0{code}\u00a0» est un code. Écrivez {lettres}.',
    amount: '«\u00a0{montant}\u00a0» se lit mieux ainsi\u00a0: {lettres}.',
    digits: 'Séparez les chiffres par groupes\u00a0: {lettres}.',
  },
  examples: [
    {
      bad: 'Vous avez dix [[jours francs]] pour répondre.',
      better: 'Vous avez jusqu’au 15 mai pour répondre.',
    },
    { bad: 'Rendez-vous le [[03/04/25]] à 9h.', better: 'Rendez-vous le 3 avril 2025 à 9\u00a0h.' },
    {
      bad: 'Le loyer de [[1500€]] est payable à terme échu.',
      better: 'Vous payez le loyer de 1\u00a0500\u00a0€ à la fin du mois.',
    },
    { bad: 'Vous avez deux mois [[à compter de la notification de la présente]] pour agir.' },
    { bad: 'L’aide commence [[le premier jour du mois suivant celui]] de la demande.' },
    { bad: 'Votre déclaration du [[T2 2025]] manque.', better: 'Votre déclaration du 2e\u00a0trimestre 2025 manque.' },
    { bad: 'Appelez le [[0612345678]] le matin.', better: 'Appelez le 06 12 34 56 78 le matin.' },
    { good: 'Né(e) le : __/__/____', because: 'c’est un champ à remplir' },
    { good: 'Le 3 avril 2025 à 9 h', because: 'la date est en lettres' },
    { good: 'Vu le décret n° 2019-1333 du 11/12/2019.', because: 'la date fait partie d’une référence' },
    {
      good: 'Vous avez dix jours ouvrés (du lundi au vendredi, hors jours fériés).',
      because: 'les jours à compter sont expliqués',
    },
  ],
  check(sentence, context) {
    if (!holdsSign(sentence, TECHNICAL)) return
    const { text, start, tokens } = sentence
    for (const found of allOf(WORKING_DAYS, text)) {
      const [words, kind = ''] = found
      const span = { start: start + found.index, end: start + found.index + words.length }
      const gloss = GLOSSES.get(kind.toLowerCase()) ?? ''
      context.report(span, {
        message: 'days',
        data: { jours: words },
        ...(kind.toLowerCase() === 'ouvré' ? {} : { severity: 'avertissement' as const }),
        suggestions: [{ kind: 'choix', text: `${words} (${gloss})`, label: 'Ajouter une explication' }],
        term: kind.toLowerCase(),
      })
    }
    reportAll(sentence, context, NOTIFICATION, 'start', 'debut')
    reportAll(sentence, context, NEXT_MONTH, 'nextMonth', 'debut')
    for (const found of text.includes('T') ? allOf(QUARTER, text) : NONE) {
      const [code, rank = '', year = ''] = found
      const words = `${rank}${rank === '1' ? 'er' : 'e'}\u00a0trimestre ${year}`
      fix(context, start + found.index, code, words, 'quarter', 'code')
    }
    for (const found of text.includes('FR') ? allOf(IBAN, text) : NONE) {
      fix(context, start + found.index, found[0], found[0].replace(/(.{4})(?=.)/g, '$1 '), 'digits', 'code')
    }
    for (const token of tokens) if (token.kind !== 'word') checkToken(token, sentence, context)
  },
})

/** Most sentences hold none of these: to ask first makes nothing. */
function allOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  return text.search(pattern) < 0 ? NONE : [...text.matchAll(pattern)]
}

const NONE: readonly RegExpExecArray[] = []

function checkToken(token: Token, sentence: SentenceView, context: RuleContext): void {
  const { text, kind, start } = token
  if (kind === 'date') {
    const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text) ?? []
    const name = MONTHS[Number(month) - 1]
    if (!name || REFERENCE.test(sentence.text)) return
    const rank = Number(day) === 1 ? '1er' : String(Number(day))
    const words = `${rank} ${name} ${year.length === 2 ? `20${year}` : year}`
    context.report(token, {
      message: 'date',
      data: { date: text, lettres: `«\u00a0${words}\u00a0»` },
      severity: 'information',
      term: 'date',
      suggestions: [{ kind: year.length === 2 ? 'choix' : 'remplacement', text: words }],
    })
  }
  if (kind === 'amount') {
    const [, whole = '', cents = ''] = /^(\d{4,}|\d{1,3}(?:\.\d{3})+)(,\d{2})?[\s\u00a0\u202f]?€$/.exec(text) ?? []
    // «1500 €» is read without trouble; «1500€» and «15000 €» are not.
    if (whole === '' || /^\d{4}(?:,\d{2})?[\s\u00a0\u202f]€$/.test(text)) return
    const grouped = whole.replace(/\./g, '').replace(/(?<=\d)(?=(?:\d{3})+$)/g, '\u00a0')
    fix(context, start, text, `${grouped}${cents}\u00a0€`, 'amount', 'montant')
  }
  if (kind === 'phone' && /^0\d{9}$/.test(text))
    fix(context, start, text, text.replace(/(\d{2})(?=\d)/g, '$1 '), 'digits', 'code')
}

function reportAll(sentence: SentenceView, context: RuleContext, pattern: RegExp, message: string, key: string): void {
  for (const found of allOf(pattern, sentence.text)) {
    const start = sentence.start + found.index
    context.report({ start, end: start + found[0].length }, { message, data: { [key]: found[0] } })
  }
}

function fix(context: RuleContext, start: number, old: string, words: string, message: string, key: string): void {
  context.report(
    { start, end: start + old.length },
    {
      message,
      data: { [key]: old, lettres: `«\u00a0${words}\u00a0»` },
      suggestions: [{ kind: 'remplacement', text: words }],
    },
  )
}
