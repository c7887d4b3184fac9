import { defineRule } from '@limpide/checker'
import type { French, Token } from '@limpide/french'

export default defineRule({
  id: 'inversion-du-sujet',
  name: 'Sujet inversé',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Quand le verbe vient avant le sujet, il faut lire toute la phrase pour savoir de qui elle parle.',
  advice: 'Commencez par le sujet : « Les familles de trois enfants peuvent bénéficier… ».',
  sources: ['convention du projet'],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote', 'cell'],
  thresholds: {
    farthest: {
      key: 'mots-avant',
      value: 15,
      unit: 'mots avant le sujet',
      range: [3, 40],
      source: 'convention du projet',
    },
  },
  messages: {
    inverted: '« {found} » : le verbe vient avant son sujet.',
    far: '« {found} » : le sujet n’arrive qu’après {count} mots.',
  },
  examples: [
    {
      bad: '[[Peuvent bénéficier]] de la réduction les familles de trois enfants et plus.',
      better: 'Les familles de trois enfants et plus peuvent bénéficier de la réduction.',
    },
    {
      bad: '[[Sont dispensées]] de cette formalité les personnes de plus de 80 ans.',
      better: 'Les personnes de plus de 80 ans sont dispensées de cette formalité.',
    },
    {
      bad: '[[Doit être jointe]] à la demande une copie de la carte grise.',
      better: 'Joignez une copie de la carte grise.',
    },
    {
      bad: '[[Peuvent demander]] à bénéficier de la gratuité des transports de la ville, sur présentation de leur carte au guichet, tous les jours, les personnes de plus de 65 ans.',
    },
    { good: 'Êtes-vous marié ?', because: 'c’est une question' },
    { good: 'Peut-être avez-vous déjà reçu ce courrier.', because: '« peut-être » appelle l’inversion' },
    { good: 'Sont joints :\n- le RIB ;\n- la facture.', because: 'la ligne annonce une liste' },
    { good: 'Doit prendre la carte verte.', because: 'la carte est ce qu’on prend, pas le sujet' },
    { good: 'Envoyez la facture au service des achats.', because: 'c’est une consigne' },
  ],
  check({ tokens, block }, { threshold, french, report }) {
    const first = tokens.findIndex(({ kind }) => kind === 'word')
    const verb = tokens[first]
    if (!verb || !OPENINGS.has(verb.norm) || verb.features.verbForm !== 'Fin' || tokens.at(-1)?.text === '?') return
    // "Peut-on", "Sont-ils": the subject is there.
    // A form's line ("Peut prendre les repas") has no full stop, a list's opening ends with a colon.
    if (tokens[first + 1]?.text.startsWith('-') || tokens.at(-1)?.text !== '.') return
    let last = first
    while (isPartOfVerb(tokens, last + 1, french)) last++
    const subject = tokens.findIndex(
      (token, rank) => rank > last && token.upos === 'DET' && isSubject(tokens, rank) && agrees(tokens, rank, verb),
    )
    if (subject < 0 || last === first) return
    // "Peut prendre les repas": what touches an infinitive is its object.
    if (subject === last + 1 && tokens[last]?.features.verbForm === 'Inf') return
    const range = { start: verb.start, end: tokens[last]?.end ?? verb.end }
    const count = tokens.slice(first, subject).filter(({ kind }) => kind !== 'punct').length
    const far = count > threshold.farthest
    report(range, {
      message: far ? 'far' : 'inverted',
      data: { found: block.text.slice(range.start, range.end), count },
      ...(far ? { severity: 'avertissement' } : {}),
    })
  },
})

/** The verbs that administrative French puts first. */
const OPENINGS = new Set(
  'peut peuvent pourra pourront doit doivent devra devront est sont sera seront reste restent'.split(' '),
)

function isPartOfVerb(tokens: readonly Token[], rank: number, french: French): boolean {
  const token = tokens[rank]
  if (token?.kind !== 'word' || token.text.startsWith('-')) return false
  if (
    token.features.verbForm === 'Inf' ||
    token.features.verbForm === 'Part' ||
    token.upos === 'ADV' ||
    token.upos === 'ADJ'
  )
    return true
  // "jointe" may be read as a noun: after être, it is a participle.
  return (
    tokens[rank - 1]?.lemma === 'être' &&
    french.analyses(token.norm).some(({ features }) => features.verbForm === 'Part')
  )
}

/** "Doit être jointe une copie": the noun has the number of the verb. */
function agrees(tokens: readonly Token[], rank: number, verb: Token): boolean {
  const noun = tokens.slice(rank).find(({ upos }) => upos === 'NOUN')
  return noun?.features.number === undefined || noun.features.number === verb.features.number
}

/** An article that no preposition governs: "les familles", not "de la réduction". */
function isSubject(tokens: readonly Token[], rank: number): boolean {
  const before = tokens[rank - 1]
  if (before?.upos === 'ADP' || before?.parts) return false
  return /^(le|la|l'|les|un|une|tout|toute|tous|toutes|ces|cet|cette|ce|vos|votre|leurs|leur)$/.test(
    tokens[rank]?.norm ?? '',
  )
}
