import { createSign, defineRule, holdsSign, type SentenceView } from '@limpide/checker'
import type { French, Token } from '@limpide/french'
import { verbOf, withSubject } from './wording/subject.ts'

/** The writer hidden behind a noun. `alone`: only when nothing qualifies it («l'administration fiscale» is another). */
const SENDERS: readonly { readonly words: readonly string[]; readonly message: 'services' | 'office' }[] = [
  { words: ['mes', 'services'], message: 'services' },
  { words: ['nos', 'services'], message: 'services' },
  { words: ["l'", 'administration'], message: 'office' },
  { words: ['la', 'présente', 'autorité'], message: 'office' },
]
const OPENING: ReadonlySet<string | undefined> = new Set(SENDERS.map(({ words }) => words[0]))
/** What closes one is rarer than what opens it. */
const CLOSING: ReadonlySet<string | undefined> = new Set(SENDERS.map(({ words }) => words.at(-1)))
const HIDDEN = createSign(({ norm }) => norm === 'on' || CLOSING.has(norm))
const VERBS_OF_DEFINITION = new Set(['entendre', 'appeler', 'nommer', 'désigner', 'comprendre'])

export default defineRule({
  id: 'emetteur-flou',
  name: 'Émetteur flou',
  principle: 'vocabulaire',
  severity: 'suggestion',
  except: ['arrete-ou-contrat', 'attestation', 'notice', 'page-information', 'script-telephonique'],
  indicator: 'voix-indirecte',
  why: 'Si l’émetteur se cache derrière «\u00a0on\u00a0» ou «\u00a0l’administration\u00a0», le lecteur ne sait pas à qui il a affaire.',
  advice: 'Dites «\u00a0nous\u00a0», ou nommez le service.',
  sources: ['convention du projet'],
  scope: 'sentence',
  messages: {
    services: '«\u00a0{qui}\u00a0»\u00a0: dites simplement «\u00a0nous\u00a0».',
    office: '«\u00a0{qui}\u00a0» reste vague. Si c’est vous, écrivez «\u00a0nous\u00a0».',
    on: '«\u00a0On\u00a0» ne dit pas qui agit. Écrivez «\u00a0nous\u00a0», ou nommez le service.',
  },
  examples: [
    {
      bad: "[[Mes services]] prendront l'attache de votre employeur.",
      better: 'Nous appellerons votre employeur.',
      type: 'courrier-information',
    },
    {
      bad: '[[On]] vous demandera ensuite un justificatif.',
      better: 'Nous vous demanderons ensuite un justificatif.',
      type: 'courrier-information',
    },
    {
      bad: "[[L'administration]] se réserve le droit de vérifier votre situation.",
      better: 'Nous pouvons vérifier votre situation.',
      type: 'courrier-information',
    },
    { good: 'Le service est ouvert le mardi.', because: 'le service est ici un lieu', type: 'courrier-information' },
    { good: "L'administration fiscale vous écrira.", because: 'c’est un autre émetteur', type: 'courrier-information' },
    {
      good: 'On entend par ressources vos salaires et pensions.',
      because: 'c’est une définition',
      type: 'courrier-information',
    },
  ],
  check(sentence, { french, report }) {
    if (!holdsSign(sentence, HIDDEN)) return
    const { tokens } = sentence
    for (let rank = 0; rank < tokens.length; rank++) {
      const token = tokens[rank]
      if (token === undefined) continue
      if (token.norm === 'on') {
        const verb = verbOf(tokens, rank + 1)
        const spokenTo = verb !== undefined && tokens.slice(rank + 1, verb).some(({ norm }) => norm === 'vous')
        if (!spokenTo || VERBS_OF_DEFINITION.has(tokens[verb]?.lemma ?? '')) continue
        report(token, { message: 'on', suggestions: offer(sentence, rank, rank + 1, verb, french) })
        continue
      }
      if (!OPENING.has(token.norm)) continue
      const sender = senderAt(tokens, rank)
      if (!sender) continue
      const end = rank + sender.words.length
      const verb = verbOf(tokens, end)
      const last = tokens[end - 1]
      if (verb === undefined || !last) continue
      report(
        { start: token.start, end: last.end },
        {
          message: sender.message,
          data: { qui: sentence.block.text.slice(token.start, last.end) },
          suggestions: offer(sentence, rank, end, verb, french),
        },
      )
    }
  },
})

// Apart: a closure over the rank would cost every word its own.
function senderAt(tokens: readonly Token[], rank: number): (typeof SENDERS)[number] | undefined {
  return SENDERS.find(({ words }) => words.every((word, i) => tokens[rank + i]?.norm === word))
}

function offer(sentence: SentenceView, start: number, subjectEnd: number, verb: number, french: French) {
  const first = sentence.tokens[start]
  const said = withSubject(sentence.tokens, subjectEnd, verb, 'nous', french)
  const last: Token | undefined = said && sentence.tokens[said.end - 1]
  if (!first || !said || !last) return []
  const text = /^\p{Lu}/u.test(first.text) ? `N${said.text.slice(1)}` : said.text
  return [{ kind: 'choix' as const, text, span: { start: first.start, end: last.end } }]
}
