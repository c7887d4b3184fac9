import type { Span } from '@limpide/checker'
import { type BlockView, type DocumentView, defineRule } from '@limpide/checker'
import { bodyText, isBound, lower } from './said/duty.ts'
import { addAfter } from './said/insert.ts'

const AMOUNT =
  '\\d[\\d  .]*(?:,\\d+)? ?(?:€|euros)|(?:\\{|\\[|«)[^}\\]»]*(?:montant|somme|indu)[^}\\]»]*(?:\\}|\\]|»)\\}? ?(?:€|euros)?'
const DEBT = new RegExp(
  `(?:redevable|devez|à payer|rembourser|reverser|dette|régler|impayé|trop[- ]perçu)[^.\\n]{0,80}(?:${AMOUNT})`,
  'u',
)
const BENEFIT = new RegExp(
  `(?:droit est|aide est|montant (?:de votre|est)|vous (?:recevrez|percevrez|toucherez)|s'élève)[^.\\n]{0,60}(?:${AMOUNT})`,
  'u',
)
const COMPUTED =
  /(?:calcul|période|entre (?:le|\p{L}+ et)|de (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|du \d|depuis|au titre d|correspond|car(?!\p{L})|parce|pour (?:\d|les? mois|l'année|le repas|la|les|un|une)|barème|tarif|taux|ressources|quotient|détail|repas|facture|consommation|m³|tableau)/u
const PAYMENT =
  /(?:virement|chèque|en ligne|carte bancaire|prélèvement|espèces|guichet|comment payer|tip|payfip|iban|retenue|retenu|prélev|récupér|buraliste)/
const INSTALMENTS =
  /(?:plusieurs fois|échéancier|échelonn|délai de paiement|facilités?|mensualit|remise|étalement|\d fois|difficulté)/

function find(view: DocumentView, pattern: RegExp): (Span & { readonly block: BlockView }) | undefined {
  for (const block of view.body) {
    if (block.kind === 'cell') continue
    const found = new RegExp(AMOUNT, 'u')
    const text = lower(block.text)
    const said = pattern.exec(text)
    if (!said) continue
    const amount = found.exec(said[0])
    const start = said.index + (amount?.index ?? 0)
    return { block, start, end: start + (amount?.[0] ?? said[0]).trimEnd().length }
  }
  return undefined
}

export default defineRule({
  id: 'montant-non-detaille',
  name: 'Montant sans calcul ni échéance',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Un montant sans explication est contesté ou ignoré. Le lecteur doit pouvoir le vérifier et savoir comment payer.',
  advice:
    'Dites d’où vient le montant (période, règle), comment payer, et s’il est possible de payer en plusieurs fois.',
  sources: [
    'Code des relations entre le public et l’administration, article L. 211-5',
    'Québec, Rédiger simplement (2006)',
    'convention du projet',
  ],
  scope: 'document',
  only: ['refus', 'decision-favorable', 'courrier-information'],
  messages: {
    debt: 'Ce montant à payer est donné sans\u00a0: {lacks}.',
    benefit: 'Ce montant est donné sans dire comment il est calculé.',
  },
  examples: [
    { bad: 'Objet : votre dette\n\nMadame,\n\nVous êtes redevable de la somme de [[640,12 €]].', type: 'refus' },
    { bad: 'Objet : votre droit\n\nMadame,\n\nVotre droit est de [[312 €]] par mois.', type: 'decision-favorable' },
    {
      bad: 'Objet : votre dette\n\nMadame,\n\nPour la période de mars à mai 2026, vous devez [[640 €]]. Réglez sous 30 jours. Vous pouvez payer en plusieurs fois.',
      type: 'refus',
    },
    {
      good: 'Objet : votre droit\n\nMadame,\n\nVotre droit est de 312 € par mois de mai 2025 à avril 2026. Ce montant est calculé sur vos ressources de 2024.',
      because: 'la période et la règle y sont',
      type: 'decision-favorable',
    },
    {
      good: 'Objet : votre dette\n\nMadame,\n\nVous devez 640 €, versés à tort de mars à mai 2026. Payez par virement. Vous pouvez payer en plusieurs fois.',
      because: 'le calcul, le paiement et les facilités y sont',
      type: 'refus',
    },
    { good: '# Tarifs de la piscine\n\nUne entrée : 4 €.', because: 'une page de tarifs', type: 'page-information' },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const body = bodyText(view)
    const debt = find(view, DEBT)
    if (debt) {
      const lacks: string[] = []
      if (
        !COMPUTED.test(body.replace(new RegExp(AMOUNT, 'gu'), ' ')) &&
        !view.body.some((block) => block.kind === 'cell')
      )
        lacks.push('le calcul')
      if (!PAYMENT.test(body)) lacks.push('le moyen de payer')
      if (!INSTALMENTS.test(body)) lacks.push('la possibilité de payer en plusieurs fois')
      // A single element may stand on the notice that goes with the letter.
      if (lacks.length > 1 || lacks.includes('le moyen de payer')) {
        report(debt, {
          message: 'debt',
          data: { lacks: lacks.join(', ') },
          suggestions:
            debt.block.kind === 'paragraph'
              ? [
                  addAfter(
                    view,
                    debt.block,
                    'Détailler le montant',
                    'Pourquoi ce montant ? Il correspond à [période et calcul]. Comment payer ? Par [virement, chèque, carte bancaire]. Vous pouvez demander à payer en plusieurs fois : [contact].',
                  ),
                ]
              : [],
        })
      }
      return
    }
    if (view.type.id !== 'decision-favorable') return
    const benefit = find(view, BENEFIT)
    if (benefit && !COMPUTED.test(body) && !view.body.some((block) => block.kind === 'cell')) {
      report(benefit, {
        message: 'benefit',
        severity: 'suggestion',
        suggestions:
          benefit.block.kind === 'paragraph'
            ? [
                addAfter(
                  view,
                  benefit.block,
                  'Expliquer le calcul',
                  'Ce montant est calculé sur [vos ressources de l’année], pour la période de [mois] à [mois].',
                ),
              ]
            : [],
      })
    }
  },
})
