import { type BlockView, createSign, defineRule, holdsSign, perBlock, showsSign } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

/** Words that name one thing, each with its family: «mail», «mails» and «e-mail» are one word of «courriel». */
interface Synonyms {
  readonly notion: string
  readonly words: ReadonlyMap<string, string>
}

/** A word of a set, where it first stands. */
interface Use {
  readonly block: BlockView
  readonly start: number
  readonly end: number
  readonly text: string
}

/** «le demandeur d'emploi» is a status; «l'assuré social» too. */
const STATUS = new Set(['de', "d'", 'du', 'des', 'social', 'sociale'])

let synonyms: readonly Synonyms[] | undefined

export default defineRule({
  id: 'terme-incoherent',
  name: 'Plusieurs mots pour la même chose',
  principle: 'vocabulaire',
  severity: 'suggestion',
  indicator: 'jargon',
  except: ['arrete-ou-contrat'],
  why: 'Deux mots pour une même chose font croire au lecteur qu’il y a deux choses.',
  advice: 'Choisissez un mot, et gardez-le d’un bout à l’autre.',
  sources: ['convention du projet'],
  scope: 'document',
  messages: {
    several:
      '«\u00a0{mot}\u00a0» et «\u00a0{autre}\u00a0» désignent sans doute la même chose\u00a0: gardez un seul mot.',
  },
  examples: [
    {
      bad: "L'allocataire doit signer. [[Le bénéficiaire]] joint ensuite un RIB.",
      better: 'Vous devez signer. Vous joignez ensuite un RIB.',
    },
    {
      bad: 'Votre indu est de 200 €. Cette [[créance]] doit être remboursée. Ce trop-perçu date de mars.',
      better: 'Vous avez reçu 200 € en trop en mars. Vous devez rembourser cette somme.',
    },
    {
      bad: 'Envoyez un mail. Votre [[courriel]] sera lu sous 48 h.',
      better: 'Envoyez un courriel. Il sera lu sous 48 h.',
    },
    { good: "Ce document et cette pièce d'identité", because: '«\u00a0pièce d’identité\u00a0» est un terme fixe' },
    { good: "L'assuré et ses ayants droit", because: 'ce sont des personnes différentes' },
    { good: 'La lettre A', because: 'cette lettre n’est pas un courrier' },
    { good: 'Envoyez un mail. Nous répondrons à vos mails.', because: 'c’est le même mot' },
  ],
  check(view, { report }) {
    synonyms ??= readSynonyms()
    const usesOf = new Map<Synonyms, Map<string, Use>>()
    for (const block of view.blocks) {
      if (block.zone !== 'corps' && block.zone !== 'mentions' && block.zone !== 'objet') continue
      for (const { set, family, ...place } of wordsIn(block)) {
        const uses = usesOf.get(set) ?? new Map<string, Use>()
        usesOf.set(set, uses)
        if (!uses.has(family)) uses.set(family, { block, ...place })
      }
    }
    for (const set of synonyms) {
      const uses = usesOf.get(set) ?? new Map<string, Use>()
      const [first, second] = [...uses.values()]
      if (!first || !second) continue
      report(
        { block: second.block, start: second.start, end: second.end },
        {
          message: 'several',
          data: { mot: second.text, autre: first.text },
          term: set.notion,
          related: [
            { block: first.block, start: first.start, end: first.end, message: `Ici, «\u00a0${first.text}\u00a0».` },
          ],
        },
      )
    }
  },
})

interface Word {
  readonly set: Synonyms
  readonly family: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The words of a block that belong to a set. */
const wordsIn = perBlock((block): readonly Word[] => {
  const found: Word[] = []
  for (const sentence of block.sentences) {
    if (!holdsSign(sentence, MEMBER)) continue
    const { tokens } = sentence
    for (let rank = 0; rank < tokens.length; rank++) {
      const token = tokens[rank]
      if (token === undefined || !showsSign(token, MEMBER)) continue
      const members = membersOf(token.norm)
      if (!members) continue
      const before = tokens[rank - 1]
      for (const { set, family, article } of members) {
        if (article !== undefined) {
          if (before?.norm !== article || STATUS.has(tokens[rank + 1]?.norm ?? '') || set.words.has(token.norm))
            continue
        }
        const start = article === undefined || before === undefined ? token.start : before.start
        found.push({ set, family, start, end: token.end, text: block.text.slice(start, token.end) })
      }
    }
  }
  return found
})

/** A set that a word belongs to, alone or only after its article. */
interface Member {
  readonly set: Synonyms
  readonly family: string
  readonly article: string | undefined
}

let members: ReadonlyMap<string, readonly Member[]> | undefined

function membersOf(norm: string): readonly Member[] | undefined {
  members ??= readMembers()
  return members.get(norm)
}

const MEMBER = createSign(({ kind, norm }) => kind === 'word' && membersOf(norm) !== undefined)

/** By word, the sets that hold it alone, then those that hold it with its article. */
function readMembers(): ReadonlyMap<string, readonly Member[]> {
  const bare = new Map<string, Member[]>()
  const articled = new Map<string, Member[]>()
  synonyms ??= readSynonyms()
  for (const set of synonyms) {
    for (const [word, family] of set.words) {
      const [opening = '', article] = /^(l'|le(?= )|la(?= )) ?/.exec(word) ?? []
      const home = article === undefined ? bare : articled
      const noun = word.slice(opening.length)
      home.set(noun, [...(home.get(noun) ?? []), { set, family, article }])
    }
  }
  for (const [noun, after] of articled) bare.set(noun, [...(bare.get(noun) ?? []), ...after])
  return bare
}

function readSynonyms(): readonly Synonyms[] {
  const sets: Synonyms[] = []
  for (const line of LISTS['terme-incoherent'].split('\n')) {
    const [notion = '', words = ''] = line.split('\t')
    if (words === '' || notion.startsWith('#') || notion === 'notion') continue
    sets.push({ notion, words: new Map(words.split('|').map((word) => [word, familyOf(word)])) })
  }
  return sets
}

/** «mails» and «e-mail» count as «mail», «usagère» as «usager». */
function familyOf(word: string): string {
  return word
    .replace(/^(?:l'|le |la )/, '')
    .replace(/^e-?(?=mail)/, '')
    .replace(/s$/, '')
    .replace(/ère$/, 'er')
    .replace(/ée$/, 'é')
    .replace(/euse$/, 'eur')
}
