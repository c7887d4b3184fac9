import { createSign, defineRule, holdsSign, showsSign } from '@limpide/checker'
import { type French, frequencyBand, type Token, type Upos } from '@limpide/french'
import { rowsOf } from '../grammar/list.ts'
import { LISTS } from '../lists.generated.ts'

const CONTENT: ReadonlySet<Upos> = new Set(['NOUN', 'ADJ', 'VERB'])
/** Words that readers of letters know, however rare films and novels make them: «télétravail», «échéancier». */
const KNOWN: ReadonlySet<string> = new Set(rowsOf(LISTS['mots-connus']).map(({ mot = '' }) => mot))

/** Words that another list already speaks of: said once is enough. */
const SAID: ReadonlySet<string> = new Set(
  [LISTS.anglicisme, LISTS.archaisme, LISTS['jargon-administratif'], LISTS['terme-juridique-non-explique']]
    .flatMap(rowsOf)
    .filter(({ terme = '' }) => !terme.includes(' '))
    .map(({ terme = '' }) => terme),
)

/** «réinscrire», «inapplicable»: known as soon as what follows is. */
const PREFIXES =
  /^(?:re|ré|dé|dés|in|im|il|ir|co|sur|sous|pré|post|anti|auto|inter|multi|non|télé|géo|micro|mini|super|hyper|bio|éco|cyber|trans|sub|semi|demi|quasi)(?=\p{L}{4})/u
/** «numérisation» says «numériser», «vaccinable» says «vacciner»: what may stand before the ending, and its verb. */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/isation$/u, ['iser', 'ique', '']],
  [/ification$/u, ['ifier']],
  [/ation$/u, ['er', 'e', '']],
  [/ition$/u, ['ir', 'er', 're']],
  [/tion$/u, ['re', 'ter', 't']],
  [/(?:age|ement|issement|able|eur|euse|ateur|atrice|é)$/u, ['er', 'ir', 're', 'e', '']],
  [/ible$/u, ['ir', 're']],
  [/(?:abilité|ibilité)$/u, ['able', 'ible']],
  [/ité$/u, ['', 'e', 'el', 'al', 'able']],
  [/iste$/u, ['e', '', 'ique']],
  [/(?:ique|el|al|aire|eux|if)$/u, ['e', '', 'ie', 'ion', 'ure']],
  [/iser$/u, ['', 'e', 'el', 'al']],
]
/** From this band on, a word is one that readers meet. */
const MET = 2
const LONG = 6
/** «l'hygrométrie (l'humidité de l'air)»: the writer has explained it. */
const EXPLAINED = /^[\s\u00a0]*(?:\(\p{L}|[:–—]|,? c['’]est-à-dire|, autrement dit)/u

export default defineRule({
  id: 'mot-rare',
  name: 'Mot rare',
  principle: 'vocabulaire',
  severity: 'information',
  lexical: true,
  why: 'Un mot que l’on ne rencontre presque jamais ralentit la lecture, ou reste incompris.',
  advice: 'Prenez un mot plus courant. Si le mot est nécessaire, expliquez-le en quelques mots.',
  sources: [
    'Inclusion Europe, L’information pour tous (FALC)\u00a0: utilisez des mots faciles à comprendre',
    'Lexique 3.83, pour la fréquence des mots',
  ],
  scope: 'sentence',
  zones: ['objet', 'corps', 'cloture'],
  messages: {
    rare: '«\u00a0{mot}\u00a0» est un mot rare. Vos lecteurs le connaissent-ils\u00a0?',
  },
  examples: [
    // «hygrométrie», «pétitionnaire», «incessible»: other lists speak of them, with a plain word.
    {
      bad: 'Le terrain est bordé par un [[talweg]].',
      better: 'Le terrain est bordé par le fond d’une vallée.',
    },
    { bad: 'Le médecin note une [[dyspnée]].', better: 'Le médecin note que vous respirez mal.' },
    { bad: 'Les [[acrotères]] du toit sont abîmés.', better: 'Les petits murs au bord du toit sont abîmés.' },
    { bad: 'La commission constate une [[hypotrophie]] du muscle.' },
    { good: 'Madame Kowalczyk, Saint-Égrève, Wallis-et-Futuna', because: 'ce sont des noms propres' },
    { good: 'Cochez la case.', because: '«\u00a0cocher\u00a0» est un mot que tout le monde connaît' },
    { good: 'aide-soignante, rendez-vous, grand-père', because: 'ce sont des mots composés courants' },
    {
      good: 'Vous pouvez télécharger l’échéancier et demander une réinscription.',
      because: 'ces mots sont courants dans les démarches',
    },
    {
      good: 'Le pétitionnaire affiche son permis. L’arrêté susvisé est joint.',
      because: 'une autre règle parle déjà de ces mots',
    },
    { good: 'Le service de l’urbanisme vous reçoit dans la salle polyvalente.', because: 'ces mots sont courants' },
    { good: 'Le talweg (le fond de la vallée) est inondable.', because: 'le mot est expliqué juste après' },
    { good: 'La télédéclartion est ouverte.', because: 'c’est une faute de frappe, pas un mot rare' },
  ],
  check(sentence, { french, settings, report }) {
    if (!holdsSign(sentence, UNCOMMON)) return
    const { tokens, block } = sentence
    for (const token of tokens) {
      if (!showsSign(token, UNCOMMON) || !CONTENT.has(token.upos) || !isRare(token, french)) continue
      if (settings.dictionary.has(token.norm) || settings.dictionary.has(token.lemma)) continue
      // Said once a document, and not at all when it is explained where it first stands.
      const silent = EXPLAINED.test(block.text.slice(token.end))
      report(token, { message: 'rare', data: { mot: token.text }, term: token.lemma, once: token.lemma, silent })
    }
  },
})

/** A word that is rare as it stands: nearly no word is. A capital may be a name, a hyphen a compound. */
const UNCOMMON = createSign(
  ({ kind, text, norm, lemma }) =>
    kind === 'word' &&
    text.length >= LONG &&
    // The dictionary form first: the table holds no other.
    frequencyBand(lemma) === 0 &&
    (lemma === norm || frequencyBand(norm) === 0) &&
    /^\p{Ll}+$/u.test(text),
)

/** True for an uncommon word of the lexicon that its family does not make common; an unknown word is a typing error. */
function isRare({ norm, lemma }: Token, french: French): boolean {
  const readings = french.analyses(norm)
  if (readings.length === 0) return false
  const lemmas = new Set([norm, lemma, ...readings.map((reading) => reading.lemma)])
  for (const said of lemmas) if (frequencyBand(said) > 0 || SAID.has(said) || isKnown(said)) return false
  return true
}

function isKnown(lemma: string): boolean {
  if (KNOWN.has(lemma) || isDerived(lemma)) return true
  const bare = lemma.replace(PREFIXES, '')
  return bare !== lemma && (isMet(bare) || isDerived(bare))
}

function isMet(lemma: string): boolean {
  return KNOWN.has(lemma) || frequencyBand(lemma) >= MET
}

function isDerived(lemma: string): boolean {
  for (const [ending, bases] of ENDINGS) {
    const stem = lemma.replace(ending, '')
    if (stem === lemma || stem.length < 4) continue
    if (bases.some((base) => isMet(stem + base))) return true
  }
  return false
}
