import type { Mark } from '@limpide/checker'
import { type BlockView, defineRule } from '@limpide/checker'
import { wordsOf } from './look/words.ts'

function runs(block: BlockView, kind: 'underline' | 'emphasis'): readonly Mark[] {
  return block.source.marks.filter((mark) => mark.kind === kind && block.text.slice(mark.start, mark.end).trim() !== '')
}

/** A postal, web or e-mail address is one word. */
const ADDRESS =
  /^(?:https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|eu|net)(?:\/\S*)?)[.,;]?$/i

/** « Objet : », « Site : » : a word or two before a colon name what follows. */
function isLabel(block: BlockView, run: Mark): boolean {
  const rest = block.text.slice(run.start)
  return /^(?:[\p{L}\d’'-]+\s*){1,4}:/u.test(rest) && rest.indexOf(':') <= run.end - run.start + 2
}

/** « [À noter : le 31 mai est la date habituelle] », « (si la personne est mineure) » : the instruction of a model goes away once filled. */
function isInstruction(block: BlockView, run: Mark): boolean {
  const text = block.text.slice(run.start, run.end)
  const opening = /^[^\p{L}]*/u.exec(text)?.[0] ?? ''
  return /[[(«{]\s*$/u.test(block.text.slice(0, run.start) + opening)
}

function covers(block: BlockView, kind: Mark['kind'], run: Mark): boolean {
  return block.source.marks.some((mark) => mark.kind === kind && mark.start < run.end && mark.end > run.start)
}

export default defineRule({
  id: 'souligne-italique',
  name: 'Soulignement et italique',
  principle: 'mise-en-page',
  severity: 'suggestion',
  why: 'Le soulignement coupe le bas des lettres et fait croire à un lien. L’italique long fatigue.',
  advice: 'Mettez en gras les quelques mots importants.',
  sources: [
    'Fédération Wallonie-Bruxelles, Écrire pour être lu (mise en page)',
    'convention du projet pour les seuils',
  ],
  scope: 'block',
  needs: ['emphasis'],
  thresholds: {
    italic: { key: 'mots-en-italique', value: 8, unit: 'mots', range: [3, 40], source: 'convention du projet' },
    underlined: {
      key: 'mots-montres',
      value: 4,
      unit: 'mots soulignés',
      range: [1, 10],
      source: 'convention du projet',
    },
    minimum: { key: 'lettres-minimum', value: 2, unit: 'lettres', range: [1, 10], source: 'convention du projet' },
  },
  messages: {
    underline: 'Ce texte est souligné et n’est pas un lien.',
    italic: '{count} mots de suite sont en italique.',
    piled: 'Ce texte cumule plusieurs mises en valeur\u00a0: gras, soulignement, capitales.',
  },
  examples: [
    { bad: '<p><u>[[Vous devez absolument répondre]]</u> avant lundi.</p>', format: 'html' },
    { bad: '<p><b><u>[[URGENT]]</u></b> : votre carte expire.</p>', format: 'html' },
    // Nothing is piled on a sigle, always in capitals: it is only underlined.
    { bad: '<p>Le réseau <b><u>[[RNM]]</u></b> suit les prix.</p>', format: 'html' },
    {
      bad: '<p><i>[[La carte est gratuite]] pour tous les enfants de la commune et de ses environs.</i></p>',
      format: 'html',
    },
    {
      good: '<p><u><a href="https://exemple.fr">La page de la démarche</a></u></p>',
      because: 'un lien peut être souligné',
      format: 'html',
    },
    {
      good: '<p>Voir le <i>Journal officiel</i>.</p>',
      because: 'un titre d’ouvrage s’écrit en italique',
      format: 'html',
    },
    {
      good: '<p><u>Identifiant</u> : celui de votre espace</p>',
      because: 'un libellé nomme ce qui suit',
      format: 'html',
    },
    {
      good: '<p><i>[Si la personne est mineure, ajouter ici le nom de ses parents ou de son tuteur.]</i></p>',
      because: 'la consigne d’un modèle disparaît une fois suivie',
      format: 'html',
    },
    {
      good: '<p>Une fécondation <i>in vitro</i> est prise en charge.</p>',
      because: 'une expression latine courte',
      format: 'html',
    },
  ],
  check(block, { threshold, report, french }) {
    for (const run of runs(block, 'underline')) {
      const text = block.text.slice(run.start, run.end)
      if (
        covers(block, 'link', run) ||
        covers(block, 'placeholder', run) ||
        text.replace(/[^\p{L}]/gu, '').length < threshold.minimum
      )
        continue
      const end = run.start + text.trimEnd().length
      const letters = text.replace(/[^\p{L}]/gu, '')
      // « RNM » is always in capitals: nothing is piled on it.
      const isSigle = /^\p{Lu}{2,6}$/u.test(text.trim()) && french.analyses(text.trim().toLowerCase()).length === 0
      if (covers(block, 'strong', run) && letters === letters.toUpperCase() && !isSigle)
        report({ start: run.start, end }, { message: 'piled', term: 'souligné' })
      // An address is underlined because it is one, though the file lost its link.
      else if (!ADDRESS.test(text.trim()) && !isLabel(block, run) && !isInstruction(block, run))
        report({ start: run.start, end }, { message: 'underline', term: 'souligné' })
    }
    // A long title in italics is a style of the whole document, set once.
    if (block.kind === 'heading') return
    for (const run of runs(block, 'emphasis')) {
      if (covers(block, 'placeholder', run) || isInstruction(block, run)) continue
      const words = wordsOf(block).filter((word) => word.start >= run.start && word.end <= run.end)
      const last = words[Math.min(words.length, threshold.underlined) - 1]
      if (words.length > threshold.italic && last)
        report(
          { start: words[0]?.start ?? run.start, end: last.end },
          { message: 'italic', data: { count: words.length }, term: 'italique' },
        )
    }
  },
})
