import { defineRule, type SentenceView, type Suggestion } from '@limpide/checker'
import type { Token } from '@limpide/french'
import { type Negation, negationsOf } from '../grammar/negation.ts'

const CHARTER =
  'Gouvernement, Charte des grands principes rédactionnels : « ne peut refuser » devient « ne peut pas refuser »'

/** Verbs that administrative French leaves without « pas ». */
const BARE = new Set(['pouvoir', 'savoir', 'oser', 'cesser', 'devoir', 'vouloir', 'avoir', 'être'])

const CANNOT = new Map<string, string>(
  Object.entries({
    saurait: 'peut pas',
    sauraient: 'peuvent pas',
    saurions: 'pouvons pas',
    saurais: 'peux pas',
    sauriez: 'pouvez pas',
  }),
)

export default defineRule({
  id: 'demi-negation',
  name: 'Demi-négation',
  principle: 'phrases',
  severity: 'suggestion',
  indicator: 'negations',
  why: 'Sans « pas », la négation se remarque à peine : un lecteur pressé comprend le contraire.',
  advice: 'Écrivez la négation en entier (« ne peut pas »), ou dites la chose à l’affirmative.',
  sources: [CHARTER],
  scope: 'sentence',
  messages: {
    saurait: '« {found} » est une négation soutenue. Écrivez « {simple} ».',
    half: 'Il manque « pas » : « {found} » se lit trop vite.',
    only: '« {found} » est une tournure négative pour dire « seulement ».',
  },
  examples: [
    { bad: 'Votre demande [[ne saurait]] être acceptée.', better: 'Votre demande ne peut pas être acceptée.' },
    {
      bad: 'Nous [[ne pouvons]] donner suite à votre courrier.',
      better: 'Nous ne pouvons pas donner suite à votre courrier.',
    },
    { bad: "Vous [[ne pouvez déposer ce dossier qu']]en mairie.", better: 'Déposez ce dossier en mairie.' },
    { bad: "L'agent [[n'a pu]] vérifier votre adresse.", better: "L'agent n'a pas pu vérifier votre adresse." },
    { good: 'Prévenez-nous avant que la date ne soit dépassée.', because: 'ce « ne » n’est pas une négation' },
    { good: "Vous n'avez rien à payer.", because: 'la négation est complète' },
    { good: "Il faut plus de pièces que vous n'en avez envoyé.", because: 'ce « ne » accompagne une comparaison' },
    { good: 'Aucun agent ne peut vous demander votre code.', because: '« aucun » complète la négation' },
    { good: "Présentez n'importe quelle pièce d'identité.", because: '« n’importe » n’est pas une négation' },
    { good: 'Il ne reste que deux jours.', because: 'la restriction est courte et courante' },
  ],
  check(sentence, { report }) {
    for (const negation of negationsOf(sentence)) {
      const { tokens, block } = sentence
      const ne = tokens[negation.ne]
      const verb = tokens[negation.verb]
      if (!ne || !verb) continue
      if (negation.second !== undefined) {
        const only = onlyOf(tokens, negation)
        if (!only) continue
        const range = { start: ne.start, end: only.end }
        report(range, {
          message: 'only',
          data: { found: block.text.slice(range.start, range.end) },
          severity: 'information',
          suggestions: only.suggestions,
        })
        continue
      }
      if (verb.features.verbForm !== 'Fin' || !BARE.has(verb.lemma)) continue
      // "n'a pu", "n'ont pu": the participle carries the modal.
      const modal = verb.lemma === 'avoir' ? tokens[negation.verb + 1] : verb
      if (
        !modal ||
        (verb.lemma === 'avoir' && !/^(pu|su|voulu|cessé|osé|dû)$/.test(modal.norm)) ||
        verb.lemma === 'être'
      )
        continue
      const range = { start: ne.start, end: modal.end }
      const found = block.text.slice(range.start, range.end)
      const cannot = CANNOT.get(verb.norm)
      const simple = cannot === undefined ? undefined : `ne ${cannot}`
      report(range, {
        message: simple === undefined ? 'half' : 'saurait',
        data: { found, simple: simple ?? '' },
        ...(simple === undefined ? {} : { severity: 'avertissement' }),
        suggestions: [
          simple === undefined
            ? {
                kind: 'remplacement',
                text: `${block.text.slice(ne.start, verb.end)} pas${block.text.slice(verb.end, modal.end)}`,
              }
            : { kind: 'remplacement', text: ne.text.charAt(0) === 'N' ? simple.replace('ne', 'Ne') : simple },
        ],
      })
    }
  },
})

/** « vous ne pouvez déposer ce dossier qu'en mairie »: a permission said as a refusal. */
function onlyOf(
  tokens: SentenceView['tokens'],
  negation: Negation,
): { end: number; suggestions: Suggestion[] } | undefined {
  const verb = tokens[negation.verb]
  const second = negation.second === undefined ? undefined : tokens[negation.second]
  if (!verb || !second || negation.second === undefined || !/^(que|qu')$/.test(second.norm)) return undefined
  if (verb.lemma !== 'pouvoir') return undefined
  const between = tokens.slice(negation.verb + 1, negation.second)
  if (!between.some(isInfinitive) || between.some(({ kind }) => kind === 'punct')) return undefined
  // "ne peut dire que le dossier est complet": « que » opens a clause.
  const after = tokens.slice(negation.second + 1, negation.second + 6)
  if (
    after.some(({ features }) => features.verbForm === 'Fin') &&
    !/^(si|s'|lorsque|lorsqu'|quand)$/.test(after[0]?.norm ?? '')
  )
    return undefined
  return { end: second.end, suggestions: [] }
}

function isInfinitive(token: Token): boolean {
  return token.features.verbForm === 'Inf'
}
