import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { createChecker } from './engine.ts'
import { wordList } from './word-list.ts'

const LIST = `# source: écrit pour le test
terme\tpos\tremplacements\tnote\trisque\taction\tsauf\tseulement
à l'égard de\tloc.prép\tenvers\t\tnon\tremplacer\t\t
carence\tn\tabsence\t\tnon\tremplacer\tdélai de …\t
forclusion\tn\tdélai pour agir dépassé\t\toui\texpliquer\t\t
force est de constater que\tloc\t\t\tnon\tsupprimer\t\t
instruction\tn\tétude\t\tnon\tremplacer\t\t… de/du dossier/demande|… de votre
instruction civique\tn\t\t\tnon\tignorer\t\t
nonobstant\tprép\tmalgré\t\tnon\tremplacer\t\t
procéder à\tloc.v\tfaire\t\tnon\tremplacer\t\t
prestation\tn\taide\t\tnon\tremplacer\t\t
s'acquitter de\tloc.v\tpayer\t\tnon\tremplacer\t\t
acquitter\tv\tpayer\t\tnon\tremplacer\t\t
imprimé\tn\tformulaire\t\tnon\tremplacer\t\t
redevance\tn\tpaiement\t\tnon\tremplacer\t\t
dans l'hypothèse où\tloc.conj\tsi\t\tnon\tremplacer\t\t
dans le cadre de\tloc.prép\tpour\t\tnon\tremplacer\t\t
`

const rule = wordList({
  id: 'liste-d-essai',
  name: 'Liste d’essai',
  principle: 'vocabulaire',
  severity: 'avertissement',
  why: 'Pour essayer.',
  advice: 'Remplacez.',
  sources: ['convention du projet'],
  list: LIST,
  messages: {
    remplacer: '«\u00a0{terme}\u00a0»\u00a0: dites {simple}.',
    supprimer: 'Supprimez «\u00a0{terme}\u00a0».',
  },
  examples: [],
})
const checker = createChecker([rule], loadFrench())

function found(text: string): string[] {
  const { findings, problems } = checker.check(readText(text, 'md'))
  expect(problems).toEqual([])
  return findings.map(({ start, end }) => text.slice(start, end))
}

function applied(text: string, rank = 0): string {
  const fix = checker.check(readText(text, 'md')).findings[0]?.suggestions[rank]
  if (!fix) return ''
  return text.slice(0, fix.start) + fix.text + text.slice(fix.end)
}

describe('what a word list finds', () => {
  test('a locution is found through contraction and elision', () => {
    expect(found("Nous agissons à l'égard des voisins.")).toEqual(["à l'égard des"])
    expect(found('Nous agissons à l’égard d’un voisin.')).toEqual(['à l’égard d’'])
    expect(found('Nous agissons à l’égard du voisin.')).toEqual(['à l’égard du'])
  })

  test('a context that the entry excludes keeps it silent', () => {
    expect(found('La carence du service est établie.')).toEqual(['carence'])
    expect(found('Le délai de carence est de trois jours.')).toEqual([])
  })

  test('an entry that asks for a context speaks only there', () => {
    expect(found('L’instruction de votre demande est finie.')).toEqual(['instruction'])
    expect(found('L’instruction est obligatoire.')).toEqual([])
  })

  test('a longer entry to ignore protects the shorter one inside it', () => {
    expect(found('L’instruction civique de votre enfant commence.')).toEqual([])
  })

  test('quotations and names of institutions are left alone', () => {
    expect(found('La clause «\u00a0nonobstant toute clause\u00a0» est nulle.')).toEqual([])
    expect(found('Écrivez à la Caisse des prestations familiales.')).toEqual([])
    expect(found('Les prestations familiales sont versées.')).toEqual(['prestations'])
  })

  test('a verbal locution is found around a negation', () => {
    expect(found('Nous ne procéderons pas à votre inscription.')).toEqual(['procéderons pas à'])
  })

  test('a reflexive verb is found with its pronoun, and the plain verb without', () => {
    expect(found('Vous devez vous acquitter de la taxe.')).toEqual(['vous acquitter de'])
    expect(found('Vous acquittez la taxe.')).toEqual(['acquittez'])
    expect(found('La taxe dont il s’est acquitté est due.')).toEqual([])
  })

  test('a capital A without its accent is the preposition', () => {
    expect(found('A l’égard des voisins, nous agissons.')).toEqual(['A l’égard des'])
  })

  test('a term to explain is reported once, and not when its meaning follows', () => {
    expect(found('La forclusion est acquise.\n\nLa forclusion vous empêche d’agir.')).toEqual(['forclusion'])
    expect(found('La forclusion (le délai pour agir est dépassé) vous empêche d’agir.')).toEqual([])
  })
})

describe('what a word list offers', () => {
  test('an opening formula is removed and the sentence gets its capital back', () => {
    expect(applied('Force est de constater que vous avez raison.')).toBe('Vous avez raison.')
  })

  test('a term to explain keeps its place before its explanation', () => {
    expect(applied('Votre recours est frappé de forclusion.')).toBe(
      'Votre recours est frappé de forclusion (c’est-à-dire délai pour agir dépassé).',
    )
  })

  test('a verb keeps its tense, its person and its negation', () => {
    expect(applied('Vous devez vous acquitter de la taxe.')).toBe('Vous devez payer la taxe.')
    expect(applied('Vous ne vous acquittez pas du loyer.')).toBe('Vous ne payez pas le loyer.')
    expect(applied('Vous acquitterez la taxe.')).toBe('Vous paierez la taxe.')
  })

  test('the determiner follows the gender of the new noun, and contracts', () => {
    expect(applied('Remplissez l’imprimé ici.')).toBe('Remplissez le formulaire ici.')
    expect(applied('Le montant de la redevance est ici.')).toBe('Le montant du paiement est ici.')
    expect(applied('Vos prestations arrivent.')).toBe('Vos aides arrivent.')
  })

  test('nothing is offered when another word would have to agree', () => {
    expect(applied('La redevance annuelle est connue.')).toBe('')
  })

  test('«si» is offered before an indicative only', () => {
    expect(applied('Dans l’hypothèse où il vient, appelez.')).toBe('S’il vient, appelez.')
    expect(applied('Dans l’hypothèse où vous viendriez, appelez.')).toBe('')
  })

  test('a bare noun keeps its preposition: nothing is offered', () => {
    expect(applied('Dans le cadre de votre demande, venez.')).toBe('Pour votre demande, venez.')
    expect(applied('Dans le cadre de travaux, la rue ferme.')).toBe('')
  })

  test('the capital of the first word is kept', () => {
    expect(applied('Nonobstant votre relance, rien n’est venu.')).toBe('Malgré votre relance, rien n’est venu.')
  })
})

test('many terms in a short text make each a warning', () => {
  const crowded = wordList({
    ...definition(),
    id: 'liste-serree',
    list: 'terme\tpos\tremplacements\tnote\trisque\taction\tsauf\tseulement\nafin de\tloc.prép\tpour\t\tnon\tremplacer\t\t\n',
    thresholds: {
      atLeast: { key: 'locutions', value: 2, unit: 'locutions', range: [1, 9], source: 'essai' },
      within: { key: 'mots', value: 50, unit: 'mots', range: [1, 99], source: 'essai' },
    },
    crowd: { atLeast: 'atLeast', within: 'within' },
  })
  const severities = (text: string) =>
    createChecker([crowded], loadFrench())
      .check(readText(text, 'md'))
      .findings.map(({ severity }) => severity)
  expect(severities('Venez afin de signer.')).toEqual(['suggestion'])
  expect(severities('Venez afin de signer.\n\nRestez afin de payer.')).toEqual(['avertissement', 'avertissement'])
  expect(
    severities(`Venez afin de signer.\n\nRestez afin de payer.\n\n${'La mairie ouvre le lundi. '.repeat(12)}`),
  ).toEqual(['suggestion', 'suggestion'])
})

test('a malformed line of a list is named', () => {
  const broken = wordList({ ...definition(), list: 'terme\tpos\nx\ty' })
  const { problems } = createChecker([broken], loadFrench()).check(readText('Un texte.', 'md'))
  expect(problems[0]?.what).toContain('line 1')
})

function definition() {
  return {
    id: 'liste-cassee',
    name: 'Liste cassée',
    principle: 'vocabulaire',
    severity: 'suggestion',
    why: '',
    advice: '',
    sources: [],
    messages: { remplacer: '{terme}' },
    examples: [],
  } as const
}
