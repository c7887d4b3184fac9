import { defineRule } from '@limpide/checker'
import { lower, mayHold } from './reading/text.ts'

/** Words of jurists that point without showing. */
const LEARNED =
  /(?<!\p{L})(?:susmentionnée?s?|susvisée?s?|susdite?s?|sus-?(?:mentionnée?s?|visée?s?|nommée?s?|indiquée?s?)|précitée?s?|prédite?s?|ci-avant|visée?s? (?:plus haut|supra)|supra|infra)(?!\p{L})/gu
/** A direction in the page: what follows may make it precise (a title in quotes, a number, a field). */
const DIRECTION =
  /(?<!\p{L})(?:ci-dessus|ci-contre|voir plus (?:haut|bas|loin)|comme (?:indiqué|précisé|mentionné|dit|vu) (?:précédemment|plus haut)|(?:le|au) paragraphe (?:suivant|précédent)|(?:la|le) (?:partie|chapitre|section) (?:suivante?|précédente?)|(?:cf\.?|voir)(?: la)? notice|(?:cf\.?|voir) (?:l'|en )?annexe(?! ?(?:\d|[ivx]+(?!\p{L})|[a-h](?!\p{L}))))(?!\p{L})/gu
/** « Signez ci-dessous », « l'adresse ci-dessous : » point to what stands right under. */
const BELOW = /(?<!\p{L})ci-(?:dessous|après)(?!\p{L})/gu

/** What none of these patterns goes without: few paragraphs have any of it. */
const mayPoint = mayHold(
  /sus[-mvdni]|précit|prédit|ci-|supra|infra|voir plus|plus haut|précédem| (?:suivant|précédent)|notice|annexe/,
)

export default defineRule({
  id: 'renvoi-imprecis',
  name: 'Renvoi imprécis',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'Le lecteur doit chercher ailleurs sans savoir où. À l’écran ou lu à voix haute, «\u00a0ci-dessus\u00a0» ne veut rien dire.',
  advice:
    'Nommez la partie, la page ou le document\u00a0: «\u00a0la partie «\u00a0Comment payer\u00a0?\u00a0»\u00a0». Ou répétez l’information.',
  sources: ['Fédération Wallonie-Bruxelles, Écrire pour être lu', 'convention du projet'],
  scope: 'sentence',
  indicator: 'reperabilite',
  messages: {
    learned: 'Ce mot renvoie à un passage que le lecteur doit retrouver seul.',
    direction: 'Ce renvoi ne dit pas où regarder.',
  },
  examples: [
    { bad: 'Les pièces [[susmentionnées]] doivent être envoyées.', better: 'Envoyez ces pièces.' },
    { bad: '[[Voir notice]].' },
    { bad: 'Comme indiqué [[ci-dessus]], votre droit est suspendu.' },
    { bad: 'Les règles décrites [[ci-après]] valent pour tous les habitants de la commune.' },
    { good: 'Voir la partie « Comment payer ? ».', because: 'la partie est nommée' },
    { good: 'Complétez le formulaire ci-joint.', because: 'le formulaire est dans l’enveloppe' },
    { good: 'Signez ci-dessous.', because: 'le champ est juste en dessous' },
    {
      good: 'La mairie de Valmont, ci-après dénommée « la Mairie », prête la salle à l’association.',
      because: 'la formule donne un nom court',
    },
    { good: 'Écrivez à l’adresse ci-dessous :', because: 'l’adresse suit' },
  ],
  check(sentence, { report }) {
    if (!mayPoint(sentence.block)) return
    const text = lower(sentence.text)
    const at = (found: RegExpExecArray): { start: number; end: number } => ({
      start: sentence.start + found.index,
      end: sentence.start + found.index + found[0].length,
    })
    const { block } = sentence
    const isLinked = (place: { start: number; end: number }): boolean =>
      block.source.marks.some((mark) => mark.kind === 'link' && mark.start <= place.start && mark.end >= place.end)
    for (const found of text.matchAll(LEARNED))
      report(at(found), { message: 'learned', severity: 'avertissement', term: found[0].replace(/e?s?$/, '') })
    for (const found of text.matchAll(DIRECTION)) {
      const after = text.slice(found.index + found[0].length, found.index + found[0].length + 6)
      if (/^\s*[«"“(]/.test(after) || isLinked(at(found))) continue
      report(at(found), { message: 'direction' })
    }
    for (const found of text.matchAll(BELOW)) {
      // Right under: the sentence or the block ends on a colon or on the word itself, or asks to sign, tick, click.
      const rest = block.text.slice(sentence.start + found.index + found[0].length).trim()
      const before = text.slice(0, found.index)
      // « Ci-après la liste des pièces » presents what follows.
      if (before.trim() === '') continue
      if (
        found[0] === 'ci-dessous' ||
        /^[:.)]?$/.test(rest) ||
        /:\s*$/.test(sentence.text.trim()) ||
        /:$/.test(block.text.trim()) ||
        /(?:dénommé|désigné|appelé|nommé)\s?(?:es?|s|\((?:e|s|es)\))? $/.test(before) ||
        // « la commune, ci-après dénommée « la Commune » » gives a name.
        /^\s*(?:dénommée?s?|désignée?s?|appelée?s?|nommée?s?|«|")/.test(lower(rest))
      )
        continue
      if (isLinked(at(found))) continue
      report(at(found), { message: 'direction' })
    }
  },
})
