import { createSign, defineRule, holdsSign, type SentenceView, type Suggestion } from '@limpide/checker'
import type { French, Gender, GrammaticalNumber, Token } from '@limpide/french'
import { asAt } from '../grammar/capital.ts'
import { rowsOf } from '../grammar/list.ts'
import { LISTS } from '../lists.generated.ts'

/** A word that stands for a noun said before: ranks `[from, to)`, and what the noun must be. */
interface Reference {
  readonly from: number
  readonly to: number
  readonly gender: Gender
  readonly number: GrammaticalNumber
}

/** A noun that the reader may think of: where it is, and how to write it again. */
interface Candidate {
  readonly sentence: SentenceView
  readonly rank: number
  readonly lemma: string
  readonly text: string
}

const FORMS = new Map<string, readonly [Gender, GrammaticalNumber]>(
  Object.entries({
    'celui-ci': ['Masc', 'Sing'],
    'celle-ci': ['Fem', 'Sing'],
    'ceux-ci': ['Masc', 'Plur'],
    'celles-ci': ['Fem', 'Plur'],
    lequel: ['Masc', 'Sing'],
    laquelle: ['Fem', 'Sing'],
    lesquels: ['Masc', 'Plur'],
    lesquelles: ['Fem', 'Plur'],
    dernier: ['Masc', 'Sing'],
    dernière: ['Fem', 'Sing'],
    derniers: ['Masc', 'Plur'],
    dernières: ['Fem', 'Plur'],
  }),
)

/** "à titre gratuit", "en cas de", "deux mois": nouns that nothing takes up again. */
const IDLE: ReadonlySet<string> = new Set(
  rowsOf(LISTS['cascade-de-complements'])
    .filter(({ sorte }) => sorte === 'locution' || sorte === 'quantité')
    .map(({ mot = '' }) => mot),
)

/** People and services: those who may both do what the sentence says. */
const ACTORS: ReadonlySet<string> = new Set(rowsOf(LISTS['pronom-ambigu']).map(({ nom = '' }) => nom))

export default defineRule({
  id: 'pronom-ambigu',
  name: 'Reprise ambiguë',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'marqueurs-de-complexite',
  why: 'Quand « celui-ci » peut désigner deux choses, le lecteur choisit au hasard, ou relit.',
  advice: 'Répétez le nom : « la préfecture » plutôt que « celle-ci ».',
  sources: ['convention du projet'],
  scope: 'sentence',
  kinds: ['paragraph', 'item', 'quote'],
  thresholds: {
    window: {
      key: 'mots-avant',
      value: 25,
      unit: 'mots avant la reprise',
      range: [5, 60],
      source: 'convention du projet',
    },
    candidates: {
      key: 'noms-possibles',
      value: 2,
      unit: 'noms possibles',
      range: [2, 6],
      source: 'convention du projet',
    },
  },
  messages: {
    either: '« {found} » peut désigner {list}. Répétez le nom.',
  },
  examples: [
    {
      bad: 'La mairie transmet la demande à la préfecture. [[Celle-ci]] vous répondra en juin.',
      better: 'La mairie transmet la demande à la préfecture. La préfecture vous répondra en juin.',
    },
    {
      bad: 'Votre fils et votre neveu sont inscrits ; [[ce dernier]] doit fournir un certificat.',
      better: 'Votre fils et votre neveu sont inscrits. Votre neveu doit fournir un certificat.',
    },
    {
      bad: 'Le propriétaire et le locataire signent le bail, [[lequel]] doit être assuré.',
      better: 'Le propriétaire et le locataire signent le bail. Le locataire doit être assuré.',
    },
    { good: 'Votre demande est incomplète. Celle-ci ne peut pas être traitée.', because: 'un seul nom convient' },
    { good: 'Appelez la mairie : elle est ouverte le samedi.', because: 'un seul nom convient' },
    {
      good: 'La mairie et la préfecture étudient votre demande. Celle-ci est complète.',
      because: 'une chose est plus proche, et c’est elle qui est complète',
    },
    {
      good: 'Nous avons reçu la lettre et la facture. Celle-ci est exacte.',
      because: '« celle-ci » est la plus proche des deux choses',
    },
    { good: 'Ce dernier trimestre, vos revenus ont baissé.', because: '« ce dernier » accompagne un nom' },
  ],
  check(sentence, { threshold, french, report }) {
    if (!holdsSign(sentence, REFERENCE)) return
    for (const reference of referencesIn(sentence.tokens)) {
      const near = candidatesBefore(sentence, reference, threshold.window, french)
      const found = near.filter(({ lemma }) => ACTORS.has(lemma))
      if (found.length < threshold.candidates) continue
      // "La mairie et la préfecture étudient la demande. Celle-ci est incomplète": a thing that is nearer is what is meant.
      if (!isRelative(sentence.tokens, reference) && near.at(-1) !== found.at(-1)) continue
      const start = sentence.tokens[reference.from]?.start ?? sentence.start
      const end = sentence.tokens[reference.to - 1]?.end ?? sentence.end
      report(
        { start, end },
        {
          message: 'either',
          data: {
            found: sentence.block.text.slice(start, end),
            list: listed(found.map(({ text }) => `« ${text} »`)),
          },
          suggestions: named(sentence, reference, found, french),
        },
      )
      return
    }
  },
})

function listed(texts: readonly string[]): string {
  return `${texts.slice(0, -1).join(', ')} ou ${texts.at(-1) ?? ''}`
}

/** What may stand for a noun. */
const REFERENCE = createSign(({ norm }) => FORMS.has(norm))

function referencesIn(tokens: readonly Token[]): Reference[] {
  const found: Reference[] = []
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    const { norm } = token
    const form = FORMS.get(norm)
    if (form === undefined) continue
    const [gender, number] = form
    const before = tokens[rank - 1]
    if (norm.startsWith('dernier') || norm.startsWith('dernière')) {
      // "ce dernier trimestre", "ces dernières années": the adjective of a noun.
      if (!/^(?:ce|cette|ces)$/.test(before?.norm ?? '') || !endsGroup(tokens[rank + 1])) continue
      found.push({ from: rank - 1, to: rank + 1, gender, number })
    } else if (norm.endsWith('-ci')) found.push({ from: rank, to: rank + 1, gender, number })
    // "la rue dans laquelle": after a preposition, the noun is the one before it.
    else if (before?.text === ',') found.push({ from: rank, to: rank + 1, gender, number })
  }
  return found
}

/** ", lequel doit" */
function isRelative(tokens: readonly Token[], { from }: Reference): boolean {
  return tokens[from]?.norm.endsWith('-ci') === false && tokens[from - 1]?.text === ','
}

function endsGroup(token: Token | undefined): boolean {
  return token === undefined || !/^(?:NOUN|ADJ|NUM|PROPN)$/.test(token.upos)
}

/** The nouns of the same gender and number said in the words before, the same noun once, the nearest last. */
function candidatesBefore(
  sentence: SentenceView,
  { from, gender, number }: Reference,
  window: number,
  french: French,
): Candidate[] {
  const found: Candidate[] = []
  const seen = new Set<string>()
  let left = window
  const previous = sentence.block.sentences[sentence.index - 1]
  for (const [one, end] of [[sentence, from] as const, [previous, previous?.tokens.length ?? 0] as const]) {
    if (!one) continue
    for (let rank = end - 1; rank >= 0 && left > 0; rank--) {
      const token = one.tokens[rank]
      if (!token || token.kind === 'punct' || token.kind === 'symbol') continue
      left--
      if (token.upos !== 'NOUN' || token.kind !== 'word' || IDLE.has(token.norm) || seen.has(token.lemma)) continue
      if ((token.features.gender ?? french.genderOf(token.lemma)) !== gender || token.features.number !== number)
        continue
      const text = again(one.tokens, rank, french)
      if (text === undefined) continue
      seen.add(token.lemma)
      found.unshift({ sentence: one, rank, lemma: token.lemma, text })
    }
  }
  return found
}

/** The noun with the article it is said again with: "une demande" is « la demande »; none for a noun without article. */
function again(tokens: readonly Token[], rank: number, french: French): string | undefined {
  const noun = tokens[rank]
  let at = rank - 1
  while (tokens[at]?.upos === 'ADJ') at--
  const determiner = tokens[at]
  if (!noun || !determiner) return undefined
  const { gender, number } = noun.features
  const definite = number === 'Plur' ? 'les' : gender === 'Fem' ? 'la' : 'le'
  if (/^(?:un|une|le|la|l'|les|des|du|au|aux|ce|cet|cette|ces)$/.test(determiner.norm))
    return french.join(definite, noun.text)
  return /^(?:votre|vos|notre|nos|mon|ma|mes|son|sa|ses|leur|leurs)$/.test(determiner.norm)
    ? `${determiner.norm} ${noun.text}`
    : undefined
}

/** Each noun in the place of what stands for it, the preposition before joined to it. */
function named(
  sentence: SentenceView,
  { from, to }: Reference,
  candidates: readonly Candidate[],
  french: French,
): Suggestion[] {
  const { tokens } = sentence
  const first = tokens[from]
  const last = tokens[to - 1]
  const before = tokens[from - 1]
  // ", lequel doit": the noun would start another sentence.
  if (!first || !last || before?.text === ',') return []
  const joined = before && /^(?:de|à)$/.test(before.norm) ? before : undefined
  const start = joined?.start ?? first.start
  return candidates.map(({ text }) => ({
    kind: 'choix',
    text: asAt(sentence, start, joined ? french.join(joined.norm, text) : text),
    span: { start, end: last.end },
  }))
}
