import { expect, test } from 'vitest'
import { findVerbGroup, loadFrench, replaceVerb } from './index.ts'

const french = loadFrench()

/** The sentence with the verb group of `word` rewritten with another lemma, or the reason for a refusal. */
function rewrite(text: string, word: string, lemma: string): string {
  const tokens = french.analyse(text)[0]?.tokens ?? []
  const group = findVerbGroup(
    tokens,
    tokens.findIndex((token) => token.text === word),
  )
  if (group === undefined) return 'no group'
  const made = replaceVerb(french, text, tokens, group, lemma)
  const from = tokens[group.start]?.start ?? 0
  const to = tokens[group.end - 1]?.end ?? 0
  return made === undefined ? 'refused' : text.slice(0, from) + made + text.slice(to)
}

test.each([
  // Every tense, with and without an auxiliary.
  ['Nous procédons.', 'procédons', 'vérifier', 'Nous vérifions.'],
  ['Nous procédions.', 'procédions', 'vérifier', 'Nous vérifiions.'],
  ['Nous procéderons.', 'procéderons', 'vérifier', 'Nous vérifierons.'],
  ['Nous procéderions.', 'procéderions', 'vérifier', 'Nous vérifierions.'],
  ['Nous avons procédé.', 'procédé', 'vérifier', 'Nous avons vérifié.'],
  ['Nous avions procédé.', 'procédé', 'vérifier', 'Nous avions vérifié.'],
  ['Nous aurons procédé.', 'procédé', 'vérifier', 'Nous aurons vérifié.'],
  ['Nous aurions procédé.', 'procédé', 'vérifier', 'Nous aurions vérifié.'],
  ['Il faut que nous procédions.', 'procédions', 'vérifier', 'Il faut que nous vérifiions.'],
  ['Il faut que vous procédiez.', 'procédiez', 'finir', 'Il faut que vous finissiez.'],
  ['Bien que vous ayez procédé, payez.', 'procédé', 'finir', 'Bien que vous ayez fini, payez.'],
  ['Procédez vite.', 'Procédez', 'finir', 'Finissez vite.'],
  ['Vous devez procéder.', 'procéder', 'finir', 'Vous devez finir.'],
  ['Après avoir procédé, signez.', 'procédé', 'finir', 'Après avoir fini, signez.'],
  ['En procédant ainsi, vous gagnez.', 'procédant', 'agir', 'En agissant ainsi, vous gagnez.'],
  // Negation, clitics, adverbs.
  ["Nous n'avons pas encore procédé.", 'procédé', 'vérifier', "Nous n'avons pas encore vérifié."],
  ['Vous ne procéderez plus.', 'procéderez', 'payer', 'Vous ne paierez plus.'],
  ["Vous n'avez toujours pas effectué le paiement.", 'effectué', 'faire', "Vous n'avez toujours pas fait le paiement."],
  ['Nous vous adressons ce courrier.', 'adressons', 'envoyer', 'Nous vous envoyons ce courrier.'],
  ['Nous vous avons bien adressé ce courrier.', 'adressé', 'envoyer', 'Nous vous avons bien envoyé ce courrier.'],
  ["Nous vous l'avons adressé.", 'adressé', 'envoyer', "Nous vous l'avons envoyé."],
  ['Nous les avons adressées.', 'adressées', 'envoyer', 'Nous les avons envoyées.'],
  ['Merci de ne pas effectuer de paiement.', 'effectuer', 'faire', 'Merci de ne pas faire de paiement.'],
  ['Merci de ne pas procéder.', 'procéder', 'attendre', 'Merci de ne pas attendre.'],
  // Elision both ways.
  ["J'effectue le contrôle.", 'effectue', 'vérifier', 'Je vérifie le contrôle.'],
  ['Je vérifie le dossier.', 'vérifie', 'examiner', "J'examine le dossier."],
  ['Je ne vérifie pas le dossier.', 'vérifie', 'examiner', "Je n'examine pas le dossier."],
  ["Je n'examine pas le dossier.", 'examine', 'vérifier', 'Je ne vérifie pas le dossier.'],
  ['Je n’examine pas le dossier.', 'examine', 'étudier', 'Je n’étudie pas le dossier.'],
  ["Afin d'effectuer le contrôle, signez.", 'effectuer', 'vérifier', 'Afin de vérifier le contrôle, signez.'],
  ['Afin de procéder, signez.', 'procéder', 'examiner', "Afin d'examiner, signez."],
  ['La commission que préside le maire décide.', 'préside', 'animer', "La commission qu'anime le maire décide."],
  ['Afin de nous aider, signez.', 'aider', 'informer', 'Afin de nous informer, signez.'],
  // Inversion.
  ['Le service procède-t-il bien ?', 'procède', 'finir', 'Le service finit-il bien ?'],
  ['Finit-il le contrôle ?', 'Finit', 'examiner', 'Examine-t-il le contrôle ?'],
  ['Avez-vous effectué une demande ?', 'effectué', 'faire', 'Avez-vous fait une demande ?'],
  ['Dois-je effectuer une demande ?', 'effectuer', 'adresser', 'Dois-je adresser une demande ?'],
  ['Pouvez-vous effectuer une demande ?', 'effectuer', 'adresser', 'Pouvez-vous adresser une demande ?'],
  ['Adressez-nous une copie.', 'Adressez', 'envoyer', 'Envoyez-nous une copie.'],
  // Passives stay passives.
  ['Votre dossier est examiné.', 'examiné', 'étudier', 'Votre dossier est étudié.'],
  [
    'Votre demande a été examinée par le service.',
    'examinée',
    'étudier',
    'Votre demande a été étudiée par le service.',
  ],
  ['Les décisions ont été notifiées.', 'notifiées', 'envoyer', 'Les décisions ont été envoyées.'],
  [
    'Les pièces doivent être adressées au service.',
    'adressées',
    'envoyer',
    'Les pièces doivent être envoyées au service.',
  ],
  // Pronominal and être.
  ["Le contrôle s'effectue le lundi.", 'effectue', 'commencer', 'Le contrôle commence le lundi.'],
  ['Ils sont intervenus hier.', 'intervenus', 'agir', 'Ils ont agi hier.'],
  ['Elle est intervenue hier.', 'intervenue', 'venir', 'Elle est venue hier.'],
  ['Nous nous sommes engagés.', 'engagés', 'promettre', 'Nous avons promis.'],
  ['Vous vous engagez à payer.', 'engagez', 'commencer', 'Vous commencez à payer.'],
  ['Vous pouvez vous rapprocher de lui.', 'rapprocher', 'se moquer', 'Vous pouvez vous moquer de lui.'],
])('%s (%s → %s) becomes %s', (text, word, lemma, expected) => {
  expect(rewrite(text, word, lemma)).toBe(expected)
})

test.each([
  ['Il y sera procédé.', 'procédé', 'vérifier'],
  ['Il est procédé au versement.', 'procédé', 'verser'],
  ['Nous y procédons.', 'procédons', 'vérifier'],
  ['Nous lui adressons un courrier.', 'adressons', 'informer'],
  ['Il a agi hier.', 'agi', 'intervenir'],
  ['Votre dossier est examiné.', 'examiné', 'procéder'],
  ['Votre dossier est examiné.', 'examiné', 'venir'],
  ['Nous le vérifions.', 'vérifions', 'procéder'],
  ['Nous vérifions.', 'vérifions', 'zorgluber'],
  ["Nous ne l'examinons pas.", 'examinons', 'vérifier'],
])('%s (%s → %s) is refused rather than mangled', (text, word, lemma) => {
  expect(rewrite(text, word, lemma)).toBe('refused')
})

test.each([
  [
    "Nous n'avons pas encore procédé.",
    'procédé',
    { form: 'IndPerf', negated: true, passive: false, person: 1, number: 'Plur' },
  ],
  ['Votre demande a été rejetée.', 'rejetée', { form: 'IndPerf', passive: true, negated: false, person: 3 }],
  ['Votre demande sera examinée.', 'sera', { form: 'IndFut', passive: true, lemma: 'examiner' }],
  ['Elle est venue.', 'venue', { form: 'IndPerf', passive: false }],
  ["Elle s'est présentée.", 'présentée', { form: 'IndPerf', passive: false, pronominal: true }],
  ['Vous êtes tenu de répondre.', 'tenu', { passive: true }],
  ['A-t-il répondu ?', 'répondu', { form: 'IndPerf', inverted: true }],
  ['Elle doit être renouvelée.', 'renouvelée', { form: 'Inf', passive: true }],
  ['Pouvez-vous répondre ?', 'Pouvez', { form: 'IndPres', inverted: true, lemma: 'pouvoir' }],
  ['Présentez-vous au guichet.', 'Présentez', { form: 'ImpPres', inverted: false }],
])('%s: the group of « %s » is %o', (text, word, expected) => {
  const tokens = french.analyse(text)[0]?.tokens ?? []
  expect(
    findVerbGroup(
      tokens,
      tokens.findIndex((token) => token.text === word),
    ),
  ).toMatchObject(expected)
})

test('the second sentence of a text is rewritten from its own text or from the whole', () => {
  const text = 'Bonjour. Nous procédons au contrôle.'
  const sentence = french.analyse(text)[1]
  const tokens = sentence?.tokens ?? []
  const group = findVerbGroup(tokens, 1)
  if (sentence === undefined || group === undefined) throw new Error('no group')
  expect(replaceVerb(french, text, tokens, group, 'commencer')).toBe('commençons')
  expect(replaceVerb(french, text.slice(sentence.start, sentence.end), tokens, group, 'commencer')).toBe('commençons')
})

test('a word that is no verb has no group', () => {
  const tokens = french.analyse('Le dossier est complet.')[0]?.tokens ?? []
  expect(findVerbGroup(tokens, 1)).toBeUndefined()
})
