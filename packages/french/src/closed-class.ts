import { encode } from './codes.ts'
import type { Reading } from './lexicon.ts'
import type { Features, Upos } from './types.ts'

/**
 * Function words, with Universal Dependencies tags: forms · tag · lemma · features.
 * Features: 1-3 person, s/p number, m/f gender. `*` as lemma: the form itself.
 */
const TABLE = `
le DET le sm; la DET le sf; l' DET le s; les DET le p; un DET un sm; une DET un sf; des DET un p; d' DET de; de DET de
le PRON le 3sm; la PRON le 3sf; l' PRON le 3s; les PRON le 3p; un PRON un sm; une PRON un sf; uns PRON un pm; unes PRON un pf; un NUM un sm; une NUM un sf
du DET du sm; du ADP de+le sm; des ADP de+le p; au ADP à+le sm; aux ADP à+le p
duquel ADP de+lequel sm; desquels ADP de+lequel pm; desquelles ADP de+lequel pf; auquel ADP à+lequel sm; auxquels ADP à+lequel pm; auxquelles ADP à+lequel pf
dudit ADP de+ledit sm; desdits ADP de+ledit pm; desdites ADP de+ledit pf; audit ADP à+ledit sm; auxdits ADP à+ledit pm; auxdites ADP à+ledit pf
ledit DET ledit sm; ladite DET ledit sf; lesdits DET ledit pm; lesdites DET ledit pf
ce DET ce sm; cet DET ce sm; cette DET ce sf; ces DET ce p; ce PRON ce 3s; c' PRON ce 3s; ç' PRON ce 3s; -ce PRON ce 3s; ceci PRON ceci s; cela PRON cela s; ça PRON ça s
celui PRON celui sm; celle PRON celui sf; ceux PRON celui pm; celles PRON celui pf; celui-ci PRON celui-ci sm; celle-ci PRON celui-ci sf; ceux-ci PRON celui-ci pm; celles-ci PRON celui-ci pf
celui-là PRON celui-là sm; celle-là PRON celui-là sf; ceux-là PRON celui-là pm; celles-là PRON celui-là pf
mon DET son s; ma DET son sf; mes DET son p; ton DET son s; ta DET son sf; tes DET son p; son DET son s; sa DET son sf; ses DET son p
notre DET son s; nos DET son p; votre DET son s; vos DET son p; leur DET son s; leurs DET son p
mien PRON mien sm; mienne PRON mien sf; miens PRON mien pm; miennes PRON mien pf; tien PRON tien sm; tienne PRON tien sf; tiens PRON tien pm; tiennes PRON tien pf
sien PRON sien sm; sienne PRON sien sf; siens PRON sien pm; siennes PRON sien pf; nôtre PRON nôtre s; nôtres PRON nôtre p; vôtre PRON vôtre s; vôtres PRON vôtre p; leur PRON lui 3p; leurs PRON leur p
je PRON je 1s; j' PRON je 1s; -je PRON je 1s; tu PRON tu 2s; -tu PRON tu 2s; il PRON il 3sm; -il PRON il 3sm; -t-il PRON il 3sm; elle PRON elle 3sf; -elle PRON elle 3sf; -t-elle PRON elle 3sf
on PRON on 3s; -on PRON on 3s; -t-on PRON on 3s; l'on PRON on 3s; nous PRON nous 1p; -nous PRON nous 1p; vous PRON vous 2p; -vous PRON vous 2p; ils PRON il 3pm; -ils PRON il 3pm; -t-ils PRON il 3pm; elles PRON elle 3pf; -elles PRON elle 3pf; -t-elles PRON elle 3pf
me PRON me 1s; m' PRON me 1s; te PRON te 2s; t' PRON te 2s; se PRON se 3; s' PRON se 3; moi PRON moi 1s; toi PRON toi 2s; lui PRON lui 3s; eux PRON eux 3pm; soi PRON soi 3s
-moi PRON moi 1s; -m' PRON moi 1s; -t' PRON toi 2s; -l' PRON le 3s; -toi PRON toi 2s; -lui PRON lui 3s; -leur PRON lui 3p; -le PRON le 3sm; -la PRON le 3sf; -les PRON le 3p; -y PRON y; -en PRON en; y PRON y 3; en PRON en 3; en ADP en; -t-en PRON en; -t-y PRON y
moi-même PRON * 1s; toi-même PRON * 2s; lui-même PRON * 3sm; elle-même PRON * 3sf; soi-même PRON * 3s; nous-mêmes PRON * 1p; nous-même PRON * 1p; vous-même PRON * 2p; vous-mêmes PRON * 2p; eux-mêmes PRON * 3pm; elles-mêmes PRON * 3pf
qui PRON qui; que PRON que; qu' PRON que; quoi PRON quoi; dont PRON dont; où PRON où; où ADV où; lequel PRON lequel sm; laquelle PRON lequel sf; lesquels PRON lequel pm; lesquelles PRON lequel pf; quiconque PRON * s
que SCONJ que; qu' SCONJ que; que ADV que; qu' ADV que; si SCONJ si; s' SCONJ si; si ADV si; comme SCONJ comme; comme ADP comme; comme ADV comme; lorsque SCONJ *; lorsqu' SCONJ lorsque; puisque SCONJ *; puisqu' SCONJ puisque; quoique SCONJ *; quoiqu' SCONJ quoique; quand SCONJ quand; quand ADV quand
et CCONJ *; ou CCONJ *; mais CCONJ *; ni CCONJ *; or CCONJ *; car CCONJ *; donc ADV *; donc CCONJ *; soit CCONJ *; puis ADV *; puis CCONJ *; c'est-à-dire CCONJ *; et/ou CCONJ *; voire ADV *; sinon ADV *; sinon CCONJ *; & CCONJ et
quel DET quel sm; quelle DET quel sf; quels DET quel pm; quelles DET quel pf; quel ADJ quel sm; quelle ADJ quel sf; quels ADJ quel pm; quelles ADJ quel pf
quelque DET quelque s; quelques DET quelque p; quelque ADV quelque; chaque DET chaque s; plusieurs DET plusieurs p; plusieurs PRON plusieurs p; certains DET certain pm; certaines DET certain pf; certains PRON certain pm; certaines PRON certain pf; certain DET certain sm; certaine DET certain sf
aucun DET aucun sm; aucune DET aucun sf; aucun PRON aucun sm; aucune PRON aucun sf; aucuns DET aucun pm; aucunes DET aucun pf; nul DET nul sm; nulle DET nul sf; nul PRON nul sm; nulle PRON nul sf; divers DET divers pm; diverses DET divers pf; différents DET différent pm; différentes DET différent pf
tout DET tout sm; toute DET tout sf; tous DET tout pm; toutes DET tout pf; tout PRON tout sm; tous PRON tout pm; toutes PRON tout pf; tout ADV tout; toute ADV tout; toutes ADV tout; tout ADJ tout sm; toute ADJ tout sf; tous ADJ tout pm; toutes ADJ tout pf
tel DET tel sm; telle DET tel sf; tels DET tel pm; telles DET tel pf; tel ADJ tel sm; telle ADJ tel sf; tels ADJ tel pm; telles ADJ tel pf; tel PRON tel sm; autre ADJ autre s; autres ADJ autre p; autre PRON autre s; autres PRON autre p; autrui PRON * s
même ADJ même s; mêmes ADJ même p; même ADV même; même PRON même s; mêmes PRON même p; chacun PRON chacun sm; chacune PRON chacun sf; quelqu'un PRON * sm; quelqu'une PRON quelqu'un sf; quelques-uns PRON quelqu'un pm; quelques-unes PRON quelqu'un pf; personne PRON * s; rien PRON * s
à ADP *; a ADP à; de ADP *; d' ADP de; dans ADP *; par ADP *; pour ADP *; sur ADP *; avec ADP *; sans ADP *; sous ADP *; chez ADP *; vers ADP *; entre ADP *; contre ADP *; depuis ADP *; pendant ADP *; durant ADP *; avant ADP *; avant ADV *; après ADP *; après ADV *; dès ADP *; jusque ADP *; jusqu' ADP jusque; selon ADP *; malgré ADP *; parmi ADP *; hors ADP *; sauf ADP *; outre ADP *; devant ADP *; derrière ADP *; envers ADP *; concernant ADP *; suivant ADP *; moyennant ADP *; nonobstant ADP *; excepté ADP *; hormis ADP *; via ADP *; versus ADP *; vu ADP *; lès ADP *; ès ADP *; près ADV *; auprès ADV *; lors ADV *; afin ADV *; grâce ADP *; voici VERB *; voilà VERB *; vis-à-vis ADV *; par-delà ADP *; au-delà ADV *; au-dessus ADV *; au-dessous ADV *
ne ADV *; n' ADV ne; pas ADV *; plus ADV *; jamais ADV *; point ADV *; guère ADV *; non ADV *; très ADV *; trop ADV *; peu ADV *; beaucoup ADV *; assez ADV *; moins ADV *; mieux ADV *; bien ADV *; aussi ADV *; autant ADV *; tant ADV *; combien ADV *; comment ADV *; pourquoi ADV *; davantage ADV *; presque ADV *; presqu' ADV presque; oui ADV *; peut-être ADV *; -là ADV là; -ci ADV ci; parce ADV *; tandis ADV *; quant ADV *; autour ADV *; ailleurs ADV *; encore ADV *; déjà ADV *; ainsi ADV *; alors ADV *; enfin ADV *; ensuite ADV *; toujours ADV *; souvent ADV *; parfois ADV *; ici ADV *; là ADV *; hier ADV *; demain ADV *; aujourd'hui ADV *; ci-joint ADV *; ci-après ADV *; ci-dessus ADV *; ci-dessous ADV *
zéro NUM *; deux NUM *; trois NUM *; quatre NUM *; cinq NUM *; six NUM *; sept NUM *; huit NUM *; neuf NUM *; dix NUM *; onze NUM *; douze NUM *; treize NUM *; quatorze NUM *; quinze NUM *; seize NUM *; vingt NUM *; trente NUM *; quarante NUM *; cinquante NUM *; soixante NUM *; cent NUM *; cents NUM cent; mille NUM *
`

/** Verbs read as auxiliaries. */
const AUXILIARIES = new Set(['être', 'avoir'])

function parse(): Map<string, Reading[]> {
  const table = new Map<string, Reading[]>()
  for (const item of TABLE.split(/[;\n]/)) {
    const [form, upos, lemma, marks = ''] = item.trim().split(' ')
    if (!form || !upos || !lemma) continue
    const person = marks.match(/[123]/)?.[0]
    const features: Features = {
      ...(person === '1' ? { person: 1 } : person === '2' ? { person: 2 } : person === '3' ? { person: 3 } : {}),
      ...(marks.includes('s') ? { number: 'Sing' } : marks.includes('p') ? { number: 'Plur' } : {}),
      ...(marks.includes('m') ? { gender: 'Masc' } : marks.includes('f') ? { gender: 'Fem' } : {}),
    }
    const found = table.get(form) ?? []
    found.push({ code: encode(readUpos(upos), features), lemma: lemma === '*' ? form : lemma })
    table.set(form, found)
  }
  return table
}

function readUpos(text: string): Upos {
  switch (text) {
    case 'DET':
    case 'PRON':
    case 'ADP':
    case 'ADV':
    case 'ADJ':
    case 'SCONJ':
    case 'CCONJ':
    case 'NUM':
    case 'VERB':
      return text
    default:
      return 'X'
  }
}

let parsed: Map<string, Reading[]> | undefined

/** Readings of a function word; empty when the word is not one. */
export function closedReadings(norm: string): readonly Reading[] {
  parsed ??= parse()
  return parsed.get(norm) ?? []
}

/** True for être and avoir. */
export function isAuxiliaryLemma(lemma: string): boolean {
  return AUXILIARIES.has(lemma)
}

const CONTRACTIONS = new Map<string, readonly [string, string]>([
  ['du', ['de', 'le']],
  ['des', ['de', 'les']],
  ['au', ['à', 'le']],
  ['aux', ['à', 'les']],
  ['duquel', ['de', 'lequel']],
  ['desquels', ['de', 'lesquels']],
  ['desquelles', ['de', 'lesquelles']],
  ['auquel', ['à', 'lequel']],
  ['auxquels', ['à', 'lesquels']],
  ['auxquelles', ['à', 'lesquelles']],
  ['dudit', ['de', 'ledit']],
  ['desdits', ['de', 'lesdits']],
  ['desdites', ['de', 'lesdites']],
  ['audit', ['à', 'ledit']],
  ['auxdits', ['à', 'lesdits']],
  ['auxdites', ['à', 'lesdites']],
])

/** The two words a contraction stands for. */
export function contractionParts(norm: string): readonly [string, string] | undefined {
  return CONTRACTIONS.get(norm)
}

/** The forms of a determiner, by its masculine singular. */
export function determinerForms(lemma: string): { readonly form: string; readonly features: Features }[] {
  return DETERMINERS.get(lemma) ?? []
}

const POSSESSIVES = ['mon ma mes', 'ton ta tes', 'son sa ses', 'notre notre nos', 'votre votre vos', 'leur leur leurs']
const OTHER_DETERMINERS = [
  'le la les',
  'un une des',
  'ce cette ces',
  'du - des',
  'au - aux',
  'quel quelle quels quelles',
  'tout toute tous toutes',
  'aucun aucune',
  'nul nulle',
  'tel telle tels telles',
  'chaque chaque',
  'quelque quelque quelques',
  'certain certaine certains certaines',
  'ledit ladite lesdits lesdites',
]
const DETERMINERS = new Map<string, { readonly form: string; readonly features: Features }[]>(
  [...POSSESSIVES, ...OTHER_DETERMINERS].map((line) => {
    const [masculine = '', feminine = '', plural = '', femininePlural = plural] = line.split(' ')
    const forms: { form: string; features: Features }[] = [
      { form: masculine, features: { number: 'Sing', gender: 'Masc' } },
      { form: feminine, features: { number: 'Sing', gender: 'Fem' } },
      { form: plural, features: { number: 'Plur', gender: 'Masc' } },
      { form: femininePlural, features: { number: 'Plur', gender: 'Fem' } },
    ]
    return [masculine, forms.filter(({ form }) => form !== '' && form !== '-')] as const
  }),
)
