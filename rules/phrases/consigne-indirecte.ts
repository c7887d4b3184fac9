import { defineRule, matchAll, patterns, type SentenceView, type Suggestion } from '@limpide/checker'
import type { French, Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'
import { leavesInfinitive, orderAt } from '../grammar/order.ts'

/** What wraps an instruction; an infinitive follows. */
const WRAPPINGS = patterns([
  'vous voudrez|voudriez bien',
  'je|nous|on vous? prie|prions|prierais|prierions vous? upos:ADV? de',
  'vous lemma:être upos:ADV? prié|priée|priés|priées|invité|invitée|invités|invitées upos:ADV? de|à',
  'je|nous|on vous invite|invitons|inviterai|inviterons upos:ADV? upos:ADV? à',
  'merci de !avoir !être',
  'merci par|à avance? de !avoir !être',
  'je|nous vous saurais|saurions|saurai|saurons upos:ADV? gré de',
  'je|nous vous serais|serions|serai upos:ADV? reconnaissant|reconnaissante|reconnaissants|reconnaissantes|obligé|obligés|obligée de',
  'je|nous vous remercie|remercions upos:ADV? de !avoir !être',
  'je|nous vous demande|demandons|demanderai|demanderons upos:ADV? de !<bien bien vouloir',
  // "J'ai l'honneur de vous demander de bien vouloir"
  'vous demander|prier|remercier upos:ADV? de bien vouloir',
  'lemma:avoir le obligeance|amabilité|gentillesse|bonté de',
  'vous serez|seriez upos:ADV? aimable|aimables de',
  'prière de',
  'veuillez bien? vouloir?',
])

const VEUILLEZ = WRAPPINGS.sources.length - 1

/** Excuses, thanks and closings are not instructions: "Nous vous prions d'agréer". */
const COURTESIES = new Set([
  'agréer',
  'croire',
  'recevoir',
  'accepter',
  'excuser',
  'trouver',
  'pardonner',
  'considérer',
  'comprendre',
])

export default defineRule({
  id: 'consigne-indirecte',
  name: 'Consigne indirecte',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'voix-indirecte',
  why: 'Quand une consigne se cache dans une formule de politesse, le lecteur ne sait pas s’il doit agir.',
  advice: 'Dites ce qu’il faut faire : « Envoyez-nous… », « Complétez… ».',
  sources: ['DITP, « Simplifier le langage » : éviter « merci de » (modernisation.gouv.fr)'],
  scope: 'sentence',
  messages: {
    indirect: '« {found} » enveloppe la consigne. Dites directement ce qu’il faut faire.',
    please: '« {found} » peut devenir une consigne directe.',
  },
  examples: [
    {
      bad: '[[Vous voudrez bien]] me faire parvenir une copie de votre contrat.',
      better: 'Envoyez-moi une copie de votre contrat.',
    },
    { bad: '[[Je vous saurais gré de]] compléter le document ci-joint.', better: 'Complétez le document ci-joint.' },
    { bad: '[[Vous êtes priée de]] vous présenter au guichet 3.', better: 'Présentez-vous au guichet 3.' },
    { bad: '[[Merci de]] ne pas agrafer les pages.', better: "N'agrafez pas les pages." },
    { bad: "Avant le 3 mai, [[nous vous prions de]] remplir ce formulaire et de l'imprimer." },
    { bad: '[[Nous vous invitons à]] vous connecter à votre compte.', better: 'Connectez-vous à votre compte.' },
    {
      bad: "J'ai l'honneur de [[vous demander de bien vouloir]] convoquer mon voisin.",
      better: 'Convoquez mon voisin.',
    },
    { bad: '[[Veuillez]] joindre une photo récente.', better: 'Joignez une photo récente.' },
    { bad: '[[Merci de]] nous renvoyer ce coupon.', type: 'demande-de-pieces', better: 'Renvoyez-nous ce coupon.' },
    { good: 'Nous vous prions de nous excuser pour ce retard.', because: 'c’est une excuse, pas une consigne' },
    { good: 'Nous vous invitons à une réunion publique le 6 mai.', because: 'c’est une vraie invitation' },
    { good: 'Merci de votre confiance.', because: 'c’est un remerciement' },
    { good: "Merci d'avoir répondu à notre enquête.", because: 'c’est un remerciement pour ce qui est déjà fait' },
    {
      good: "Veuillez agréer, Madame, l'expression de notre considération.",
      because: 'c’est une formule de fin de lettre',
    },
  ],
  check(sentence, { document, french, report }) {
    for (const match of matchAll(sentence.tokens, WRAPPINGS)) {
      const infinitive = infinitiveAt(sentence.tokens, match.to)
      if (!infinitive || COURTESIES.has(infinitive.lemma)) continue
      const please = match.pattern === VEUILLEZ
      const asked = document.type.id === 'demande-de-pieces'
      report(match, {
        message: please ? 'please' : 'indirect',
        data: { found: sentence.block.text.slice(match.start, match.end) },
        severity: please ? 'information' : asked ? 'avertissement' : 'suggestion',
        suggestions: direct(sentence, match, french),
      })
    }
  },
})

/** The infinitive of the instruction, its pronouns skipped; none for "merci de votre confiance". */
function infinitiveAt(tokens: readonly Token[], from: number): Token | undefined {
  for (let rank = from; rank < from + 6; rank++) {
    const token = tokens[rank]
    if (!token) return undefined
    if (token.features.verbForm === 'Inf' && token.norm !== 'vouloir') return token
    if (
      !/^(ne|n'|pas|plus|jamais|bien|vouloir|me|m'|nous|vous|le|la|l'|les|lui|leur|y|en|vous|se|s')$/.test(token.norm)
    )
      return undefined
  }
  return undefined
}

function direct(
  sentence: SentenceView,
  { from, to, start }: { from: number; to: number; start: number },
  french: French,
): Suggestion[] {
  // "le formulaire que nous vous invitons à remplir" cannot hold an order.
  if (/^(que|qu'|dont|où|qui|si|s'|de|d'|à)$/.test(sentence.tokens[from - 1]?.norm ?? '')) return []
  if (sentence.tokens.slice(from, to).some(({ upos, norm }) => upos === 'ADV' && norm !== 'bien')) return []
  const order = orderAt(sentence.tokens, to, french)
  const last = order && sentence.tokens[order.to - 1]
  if (!order || !last) return []
  // "remplir le formulaire et le signer": a second infinitive would be left alone.
  if (leavesInfinitive(sentence.tokens, order.to)) return []
  return [{ kind: 'choix', text: asAt(sentence, start, order.text), span: { start, end: last.end } }]
}
