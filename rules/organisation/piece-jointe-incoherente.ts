import type { Span } from '@limpide/checker'
import { type BlockView, type DocumentView, defineRule, isMessage } from '@limpide/checker'
import { addAfter } from '../engagements/said/insert.ts'
import { lower } from './reading/text.ts'

/** The sender encloses something; « joignez », « à joindre » speak to the reader. */
const ENCLOSED =
  /(?<!\p{L})(?:ci-jointe?s?|en pi[èe]ces? jointes?|joint(?:e|s|es)? (?:à (?:cette|la présente|ce)|au présent)|vous trouverez en annexe|(?:figur\p{L}+|indiqué\p{L}*|détaillé\p{L}*) en annexe)(?!\p{L})/u
/** « l'annexe 2 du décret » is in another document. */
const OTHER = /(?:du décret|de la loi|du code|de l'arrêté|de la convention|du règlement|de ladite|de la circulaire)/
/** A web address right after the word. */
const ADDRESS = /^\s*[:(]?\s*(?:https?:\/\/|www\.|\S+\.(?:fr|org|com|eu)(?!\p{L}))/u
const LIST =
  /^\s*\**\s*(?:p\.? ?j\.?|pi[eè]ces? jointes?|annexes?|documents? joints?)\s*(?:\((\d+)\))?\s*\**\s*:\s*(.*)$/is
const COUNT = /^(\d+)(?!\s*(?:mois|ans|jours|€))(?:\s*[–—:-]\s*|\s+(?:pièces?|documents?)\s*[:(–—-]?\s*|\s*$)/

function enclosure(view: DocumentView): (Span & { readonly block: BlockView }) | undefined {
  for (const block of view.body) {
    const text = lower(block.text)
    const found = ENCLOSED.exec(text)
    if (!found) continue
    const sentence = block.sentences.find(({ start, end }) => start <= found.index && end > found.index)
    if (OTHER.test(text.slice(found.index, sentence?.end ?? text.length))) continue
    // « le site internet ci-joint : www.exemple.org »: the address is on the line, nothing is in the envelope.
    if (ADDRESS.test(text.slice(found.index + found[0].length))) continue
    return { block, start: found.index, end: found.index + found[0].length }
  }
  return undefined
}

/** Titles listed after « P.J. : », on the line itself or as items under it. */
function titlesOf(view: DocumentView, block: BlockView, rest: string): number {
  const items = view.blocks.filter(
    (other) => other.index > block.index && other.zone === 'pieces-jointes' && other.kind === 'item',
  ).length
  const inline = rest
    .replace(COUNT, '')
    .split(/\s*[;,\n]\s*|\s+et\s+/)
    .filter((title) => /\p{L}{3}/u.test(title)).length
  return items + inline
}

export default defineRule({
  id: 'piece-jointe-incoherente',
  name: 'Pièce jointe annoncée ou citée de travers',
  principle: 'organisation',
  severity: 'avertissement',
  why: 'Le lecteur cherche un document qu’il n’a peut-être pas reçu.',
  advice: 'Listez les pièces jointes en bas de la lettre, avec leur titre exact.',
  sources: ['ISO 24495-1:2023 (information utilisable)', 'convention du projet'],
  scope: 'document',
  only: ['decision-favorable', 'refus', 'demande-de-pieces', 'accuse-de-reception', 'courriel', 'courrier-information'],
  indicator: 'reperabilite',
  messages: {
    unlisted: 'Une pièce jointe est annoncée, mais aucune liste «\u00a0P.J.\u00a0» ne la nomme.',
    absent: 'Une pièce jointe est annoncée, mais ce courriel n’en contient pas.',
    count: '«\u00a0P.J.\u00a0» annonce {said} pièces et en nomme {listed}.',
  },
  examples: [
    {
      bad: 'Objet : votre demande de carte\n\nMadame,\n\nVous trouverez [[ci-joint]] le formulaire. Renvoyez-le avant le 4 mai 2026.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      type: 'demande-de-pieces',
    },
    {
      bad: 'Objet : votre demande de carte\n\nMadame,\n\nVotre demande est acceptée.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\n[[P.J. : 2]] – carte de stationnement ; notice ; plan du quartier',
      type: 'decision-favorable',
    },
    {
      bad: '---\npieces-jointes: []\n---\n\nBonjour,\n\nVous trouverez [[en pièce jointe]] le plan du quartier.\n\nCordialement,\n\nLa mairie',
      type: 'courriel',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nRemplissez le formulaire ci-joint.\n\nVeuillez agréer, Madame, nos salutations distinguées.\n\nP.J. : formulaire de demande',
      because: 'la pièce est listée',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nJoignez un RIB à votre courrier.',
      because: 'c’est le lecteur qui joint',
      type: 'demande-de-pieces',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nLes montants figurent en annexe 2 du décret.',
      because: 'un autre document',
      type: 'courrier-information',
    },
    {
      good: 'Objet : votre logement\n\nMadame,\n\nLes adresses des agences sont sur le site ci-joint : www.exemple.org.\n\nVeuillez agréer, Madame, nos salutations distinguées.',
      because: 'c’est une adresse, écrite dans la phrase',
      type: 'courrier-information',
    },
  ],
  check(view, { report }) {
    const lists = view.blocks.filter((block) => block.zone === 'pieces-jointes')
    for (const block of lists) {
      const found = LIST.exec(block.text)
      const rest = (found?.[2] ?? '').trim()
      const said = Number(found?.[1] ?? COUNT.exec(rest)?.[1] ?? Number.NaN)
      const listed = titlesOf(view, block, rest)
      if (!Number.isNaN(said) && listed > 0 && said !== listed) {
        const end = block.text.indexOf(String(said)) + String(said).length
        report({ block, start: 0, end }, { message: 'count', data: { said, listed } })
      }
    }
    if (lists.length > 0 || !isMessage(view)) return
    const found = enclosure(view)
    if (!found) return
    const { format, meta } = view.document
    const isMail = format === 'eml' || format === 'msg'
    const declared = meta.frontMatter?.['pieces-jointes']
    // A message kept as a template carries nothing yet: its attachments come when it is sent.
    if (isMail && meta.template) return
    if (isMail || declared !== undefined) {
      const attached = isMail ? (meta.attachments ?? []).length : Array.isArray(declared) ? declared.length : 0
      if (attached === 0) report(found, { message: 'absent' })
      return
    }
    // The body of an e-mail kept as a template: what it carries is declared where it is sent.
    if (view.type.from === 'guessed' && (view.type.id === 'courriel' || format === 'html')) return
    const last = view.blocks.findLast(
      (block) => block.kind === 'paragraph' && block.text.trim() !== '' && block.zone !== 'pied',
    )
    report(found, {
      message: 'unlisted',
      suggestions: last ? [addAfter(view, last, 'Ajouter la liste', 'P.J. : [titre du document]')] : [],
    })
  },
})
