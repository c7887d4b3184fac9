import { createSign, defineRule, holdsSign, type SentenceView } from '@limpide/checker'
import type { Token } from '@limpide/french'

export default defineRule({
  id: 'incise-longue',
  name: 'Incise longue',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Une longue incise sépare le sujet de son verbe : il faut relire pour les rapprocher.',
  advice: 'Faites de l’incise une phrase à part, avant ou après.',
  sources: ['convention du projet'],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote'],
  thresholds: {
    maxWords: { key: 'mots-maximum', value: 8, unit: 'mots', range: [3, 30], source: 'convention du projet' },
    tooManyWords: {
      key: 'mots-avertissement',
      value: 14,
      unit: 'mots',
      range: [5, 60],
      source: 'convention du projet',
    },
  },
  messages: {
    apart: 'Cette incise de {count} mots coupe la phrase.',
  },
  examples: [
    {
      bad: 'Votre demande, [[qui nous est parvenue par voie postale le 4 avril après un premier envoi incomplet]], est acceptée.',
      better: 'Votre demande est acceptée. Nous avons reçu vos pièces le 4 avril.',
    },
    {
      bad: "Le service des retraites, [[après examen de l'ensemble des périodes que vous avez déclarées dans votre relevé]], vous accorde une pension.",
      better: 'Nous avons examiné vos périodes de travail. Nous vous accordons une pension.',
    },
    {
      bad: 'Vous devez – [[sauf si vous avez déjà fourni ce document au cours des douze derniers mois à notre caisse]] – joindre un RIB.',
      better: 'Joignez un RIB. Exception : vous nous en avez envoyé un cette année.',
    },
    {
      bad: 'Mon logement, [[situé au deuxième étage du bâtiment B, en vertu du bail signé en mai]], ne satisfait pas aux règles.',
      better: 'J’ai signé un bail en mai. Mon logement ne satisfait pas aux règles.',
    },
    {
      bad: 'La caisse de retraite, [[service rattaché à la direction des finances du département]], vous verse une pension.',
      better: 'La caisse de retraite vous verse une pension.',
    },
    { good: 'Votre demande, reçue le 4 avril, est acceptée.', because: 'l’incise est courte' },
    { good: "Envoyez un RIB, un contrat, un avis d'imposition et une photo.", because: 'c’est une énumération' },
    { good: 'Madame, Monsieur,\nVotre carte est prête.', because: 'c’est une salutation' },
    {
      good: 'Le lundi, pendant les vacances scolaires de la zone A et de la zone B, la piscine ferme à midi.',
      because: 'l’incise vient avant le sujet',
    },
  ],
  check(sentence, { threshold, report }) {
    if (!holdsSign(sentence, MARK)) return
    for (const { from, to } of asides(sentence)) {
      const inside = sentence.tokens.slice(from, to)
      const count = inside.filter(({ kind }) => kind !== 'punct' && kind !== 'symbol').length
      const first = inside[0]
      const last = inside.at(-1)
      if (!first || !last || count <= threshold.maxWords) continue
      report(
        { start: first.start, end: last.end },
        { message: 'apart', data: { count }, ...(count > threshold.tooManyWords ? { severity: 'avertissement' } : {}) },
      )
      return
    }
  },
})

/** What an aside opens with. A hyphen after a space opens a list item as often. */
const MARK = createSign(({ text }) => text === ',' || text === '–' || text === '—')

/** Ranks of what stands between two commas or two dashes, when it parts what belongs together. */
function asides({ tokens, hasVerb }: SentenceView): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (let open = 0; open < tokens.length; open++) {
    const token = tokens[open]
    if (token === undefined) continue
    const mark = token.text
    if (mark !== ',' && mark !== '–' && mark !== '—') continue
    if (open === 0 || (mark !== ',' && !token.spaced)) continue
    let close = closing(tokens, open, mark)
    if (close === undefined) continue
    if (mark !== ',') {
      if (!hasVerb) continue
      found.push({ from: open + 1, to: close })
      continue
    }
    if (!opensAside(tokens[open + 1], tokens[open + 2])) continue
    // "mon logement, situé rue des Lilas, en vertu du bail signé en mai, ne satisfait pas": one aside after another.
    while (close !== undefined && !isHeld(tokens, open, close)) {
      // "due à son âge, à une maladie, à une infirmité": a list inside the aside, or in its place.
      const isList: boolean = tokens[close + 1]?.norm === tokens[open + 1]?.norm
      close = !isList && opensAside(tokens[close + 1], tokens[close + 2]) ? closing(tokens, close, mark) : undefined
    }
    if (close !== undefined) found.push({ from: open + 1, to: close })
  }
  return found
}

/** The next mark of the kind outside brackets; the comma of an enumeration inside is passed over when a verb still waits. */
function closing(tokens: readonly Token[], open: number, mark: string): number | undefined {
  let depth = 0
  for (let i = open + 1; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? ''
    if (text === '(') depth++
    if (text === ')') depth--
    // "le …. (date)": dots to fill in end nothing.
    if (STOPS.has(text) && tokens[i + 1]?.text !== '(') return undefined
    if (depth === 0 && text === mark) return i
  }
  return undefined
}

const STOPS = new Set([';', ':', '.', '!', '?'])

/** A relative, a participle or a preposition opens an aside; "un contrat" goes on with an enumeration. */
function opensAside(first: Token | undefined, second: Token | undefined): boolean {
  if (!first) return false
  if (OPENINGS.has(first.norm)) return true
  // "du conseil départemental, de la métropole": a list goes on.
  if (first.upos === 'ADP') return second !== undefined && !/^(?:de|d'|du|des)$/.test(first.norm)
  // "Signal Logement, service mis en place par le ministère, vous recommande": an apposition has no article.
  return first.kind === 'word' && (first.features.verbForm === 'Part' || first.upos === 'NOUN' || first.upos === 'ADJ')
}

const OPENINGS = new Set(
  "qui que qu' dont où lequel laquelle lesquels lesquelles si s' sauf conformément notamment tel telle tels telles même lorsque lorsqu' quand comme ainsi y compte".split(
    ' ',
  ),
)

/** What comes before waits for what comes after: a subject without its verb, "doit" without its infinitive. */
function isHeld(tokens: readonly Token[], open: number, close: number): boolean {
  const after = tokens[close + 1]
  if (!after) return false
  const start = clauseStart(tokens, open)
  const before = tokens.slice(start, open)
  const subject = before.some(({ upos }) => upos === 'NOUN' || upos === 'PROPN' || upos === 'PRON')
  const verb = before.some(isFiniteVerb)
  // "De la même façon, si…, vous devez": what opens with a preposition is no subject.
  if (before[0]?.upos === 'ADP' || before[0]?.upos === 'ADV' || before[0]?.upos === 'SCONJ') return false
  if (subject && !verb) return opensVerb(tokens, close + 1)
  const last = before.at(-1)
  // "Vous devez, avant le 3 mai, signer", "nous avons, après contrôle, payé"
  return (
    verb &&
    last !== undefined &&
    isFiniteVerb(last) &&
    (after.features.verbForm === 'Inf' || after.features.verbForm === 'Part')
  )
}

function opensVerb(tokens: readonly Token[], from: number): boolean {
  for (let i = from; i < from + 4; i++) {
    const token = tokens[i]
    if (!token) return false
    // "ne satisfait pas": after « ne », what looks like a participle is the verb.
    if (isFiniteVerb(token) || (/^n[e']$/.test(tokens[i - 1]?.norm ?? '') && token.features.verbForm === 'Part')) {
      // "nous vous écrivons", "vous trouverez": the pronoun is the subject.
      const first = tokens[from]?.norm
      return !((first === 'vous' && token.features.person === 2) || (first === 'nous' && token.features.person === 1))
    }
    // "ne vous le": pronouns and negation of the waiting verb. A subject pronoun starts another clause.
    if (!/^(ne|n'|se|s'|me|m'|nous|vous|le|la|l'|les|lui|leur|y|en)$/.test(token.norm)) return false
  }
  return false
}

function clauseStart(tokens: readonly Token[], at: number): number {
  for (let i = at - 1; i >= 0; i--) if (/^[;:.!?,(]$/.test(tokens[i]?.text ?? '')) return i + 1
  return 0
}

function isFiniteVerb({ upos, features }: Token): boolean {
  return (upos === 'VERB' || upos === 'AUX') && features.verbForm === 'Fin'
}
