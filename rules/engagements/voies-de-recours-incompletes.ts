import type { Span } from '@limpide/checker'
import { type BlockView, defineRule } from '@limpide/checker'
import { isBound, lower } from './said/duty.ts'
import { addAfter } from './said/insert.ts'
import { missingInRecourse, recourseBlocks } from './said/recourse.ts'

const FORMAL = /(?:recours|contest\p{L}+|saisir|tribunal|juridiction|t[ée]l[ée]recours)/u
/** A form or a favourable letter that says more than « en cas de réclamation » notifies a decision too. */
const NOTIFIES =
  /(?:recours (?:gracieux|hiérarchique|contentieux|administratif)|voies? de recours|tribunal|juridiction|t[ée]l[ée]recours)/

const ADDITIONS = {
  delai: 'Vous avez [2 mois] pour contester cette décision.',
  depart: 'Le délai court à partir de la réception de cette lettre.',
  adresse: 'Écrivez à [service], à l’adresse [adresse, code postal, ville].',
  tribunal: 'Le tribunal compétent est le tribunal administratif de [ville].',
} as const

function place(block: BlockView): Span {
  const found = FORMAL.exec(lower(block.text))
  return found
    ? { start: found.index, end: found.index + found[0].length }
    : { start: 0, end: Math.min(block.text.length, 20) }
}

export default defineRule({
  id: 'voies-de-recours-incompletes',
  name: 'Recours incomplet ou incompréhensible',
  principle: 'engagements',
  severity: 'avertissement',
  why: 'Pour contester, il faut savoir avant quand, à partir de quand, à qui écrire et à quelle adresse.',
  advice:
    'Complétez\u00a0: le délai, son point de départ, l’adresse et le nom du tribunal. Faites relire par l’expert juridique.',
  sources: ['Code de justice administrative, article R. 421-5', 'Référentiel Services Publics+, engagement 3'],
  scope: 'document',
  only: ['refus', 'decision-favorable', 'formulaire'],
  messages: {
    incomplete: 'Pour contester, il manque\u00a0: {lacks}.',
  },
  examples: [
    {
      bad: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.\n\nVous pouvez former un [[recours]] devant la juridiction compétente.',
      type: 'refus',
    },
    {
      bad: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.\n\nVous pouvez [[saisir]] le tribunal administratif de Valmont, 4 place du Palais, 96100 Valmont. Délai : 2 mois.',
      type: 'refus',
    },
    {
      good: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est refusée, car vous habitez hors de la commune.\n\n## Contester cette décision\n\nVous avez 2 mois à partir de la réception de cette lettre pour saisir le tribunal administratif de Valmont, 4 place du Palais, 96100 Valmont.',
      because: 'les quatre éléments y sont',
      type: 'refus',
    },
    {
      good: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est refusée.\n\nVous pouvez saisir le tribunal administratif de Valmont, 4 place du Palais, 96100 Valmont, dans les 2 mois qui suivent la réception de cette lettre. Vous pouvez aussi écrire au médiateur (gratuit).',
      because: 'le médiateur s’ajoute à un recours complet',
      type: 'refus',
    },
    {
      good: '# Formulaire de réclamation\n\nNom : ________\n\nPrénom : ________',
      because: 'un formulaire de réclamation ne décide rien',
      type: 'formulaire',
    },
  ],
  check(view, { report }) {
    if (!isBound(view)) return
    const found = recourseBlocks(view).filter((block) => FORMAL.test(lower(block.text)) && block.kind !== 'heading')
    const [first] = found
    const last = found.at(-1)
    if (!first || !last) return
    if (view.type.id !== 'refus' && !found.some((block) => NOTIFIES.test(lower(block.text)))) return
    const lacks = missingInRecourse(view)
    if (lacks.length === 0) return
    const text = lacks.map(({ id }) => ADDITIONS[id]).join(' ')
    const target = last.kind === 'paragraph' ? last : first
    report(
      { block: first, ...place(first) },
      {
        message: 'incomplete',
        data: { lacks: lacks.map(({ label }) => label).join(', ') },
        suggestions: [addAfter(view, target, 'Compléter (à faire relire par l’expert juridique)', text)],
      },
    )
  },
})
