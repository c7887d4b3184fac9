import { expect, test } from 'vitest'
import { loadFrench } from './index.ts'
import type { GrammaticalNumber, Person, VerbRequest } from './types.ts'

const french = loadFrench()

const TABLES: readonly [lemma: string, form: VerbRequest['form'], six: string][] = [
  ['être', 'IndPres', 'suis es est sommes êtes sont'],
  ['être', 'SubPres', 'sois sois soit soyons soyez soient'],
  ['avoir', 'IndFut', 'aurai auras aura aurons aurez auront'],
  ['avoir', 'SubPres', 'aie aies ait ayons ayez aient'],
  ['aller', 'IndPres', 'vais vas va allons allez vont'],
  ['faire', 'IndPres', 'fais fais fait faisons faites font'],
  ['dire', 'IndPres', 'dis dis dit disons dites disent'],
  ['pouvoir', 'IndPres', 'peux peux peut pouvons pouvez peuvent'],
  ['vouloir', 'CndPres', 'voudrais voudrais voudrait voudrions voudriez voudraient'],
  ['devoir', 'IndPres', 'dois dois doit devons devez doivent'],
  ['savoir', 'IndFut', 'saurai sauras saura saurons saurez sauront'],
  ['vérifier', 'IndPres', 'vérifie vérifies vérifie vérifions vérifiez vérifient'],
  ['vérifier', 'SubPres', 'vérifie vérifies vérifie vérifiions vérifiiez vérifient'],
  ['vérifier', 'IndImp', 'vérifiais vérifiais vérifiait vérifiions vérifiiez vérifiaient'],
  ['payer', 'IndPres', 'paie paies paie payons payez paient'],
  ['envoyer', 'IndFut', 'enverrai enverras enverra enverrons enverrez enverront'],
  ['appeler', 'IndPres', 'appelle appelles appelle appelons appelez appellent'],
  ['renouveler', 'IndPres', 'renouvelle renouvelles renouvelle renouvelons renouvelez renouvellent'],
  ['procéder', 'IndFut', 'procéderai procéderas procédera procéderons procéderez procéderont'],
  ['commencer', 'IndImp', 'commençais commençais commençait commencions commenciez commençaient'],
  ['changer', 'IndPres', 'change changes change changeons changez changent'],
  ['finir', 'IndPres', 'finis finis finit finissons finissez finissent'],
  ['finir', 'IndPast', 'finis finis finit finîmes finîtes finirent'],
  ['venir', 'IndPres', 'viens viens vient venons venez viennent'],
  ['obtenir', 'IndFut', 'obtiendrai obtiendras obtiendra obtiendrons obtiendrez obtiendront'],
  ['connaître', 'IndPres', 'connais connais connaît connaissons connaissez connaissent'],
  ['recevoir', 'IndPres', 'reçois reçois reçoit recevons recevez reçoivent'],
  ['rendre', 'IndPres', 'rends rends rend rendons rendez rendent'],
  ['joindre', 'IndPres', 'joins joins joint joignons joignez joignent'],
  ['écrire', 'IndPres', 'écris écris écrit écrivons écrivez écrivent'],
  ['mettre', 'SubImp', 'misse misses mît missions missiez missent'],
  ['examiner', 'IndPerf', 'ai_examiné as_examiné a_examiné avons_examiné avez_examiné ont_examiné'],
  ['venir', 'IndPerf', 'suis_venu es_venu est_venu sommes_venus êtes_venus sont_venus'],
  ['recevoir', 'IndPqp', 'avais_reçu avais_reçu avait_reçu avions_reçu aviez_reçu avaient_reçu'],
  ['traiter', 'IndFutAnt', 'aurai_traité auras_traité aura_traité aurons_traité aurez_traité auront_traité'],
  ['devoir', 'CndPast', 'aurais_dû aurais_dû aurait_dû aurions_dû auriez_dû auraient_dû'],
  ['prendre', 'SubPast', 'aie_pris aies_pris ait_pris ayons_pris ayez_pris aient_pris'],
  ["s'inscrire", 'IndPres', "m'inscris t'inscris s'inscrit nous_inscrivons vous_inscrivez s'inscrivent"],
  ['se rendre', 'IndFut', 'me_rendrai te_rendras se_rendra nous_rendrons vous_rendrez se_rendront'],
  ['se rendre', 'IndPerf', "me_suis_rendu t'es_rendu s'est_rendu nous_sommes_rendus vous_êtes_rendus se_sont_rendus"],
]

const PERSONS: readonly [Person, GrammaticalNumber][] = [
  [1, 'Sing'],
  [2, 'Sing'],
  [3, 'Sing'],
  [1, 'Plur'],
  [2, 'Plur'],
  [3, 'Plur'],
]

test.each(TABLES)('%s in %s: %s', (lemma, form, six) => {
  const made = PERSONS.map(([person, number]) => french.conjugate(lemma, { form, person, number }))
  expect(made).toEqual(six.split(' ').map((item) => item.replace(/_/g, ' ')))
})

test.each<[string, VerbRequest, string | undefined]>([
  ['vérifier', { form: 'Inf' }, 'vérifier'],
  ['vérifier', { form: 'PartPres' }, 'vérifiant'],
  ['vérifier', { form: 'PartPast' }, 'vérifié'],
  ['vérifier', { form: 'PartPast', gender: 'Fem', number: 'Plur' }, 'vérifiées'],
  ['mettre', { form: 'PartPast', gender: 'Masc', number: 'Plur' }, 'mis'],
  ['mettre', { form: 'PartPast', gender: 'Fem' }, 'mise'],
  ['être', { form: 'PartPast', gender: 'Fem' }, 'été'],
  ['devoir', { form: 'PartPast' }, 'dû'],
  ['devoir', { form: 'PartPast', gender: 'Fem' }, 'due'],
  ['examiner', { form: 'InfPast' }, 'avoir examiné'],
  ['venir', { form: 'InfPast' }, 'être venu'],
  ['venir', { form: 'IndPerf', person: 3, number: 'Plur', gender: 'Fem' }, 'sont venues'],
  ['demander', { form: 'ImpPres', person: 2, number: 'Plur' }, 'demandez'],
  ['être', { form: 'ImpPres', person: 2, number: 'Plur' }, 'soyez'],
  ['vouloir', { form: 'ImpPres', person: 2, number: 'Plur' }, 'veuillez'],
  ["s'inscrire", { form: 'ImpPres', person: 2, number: 'Plur' }, 'inscrivez-vous'],
  ["s'inscrire", { form: 'Inf' }, "s'inscrire"],
  ['dissoudre', { form: 'PartPast' }, 'dissous'],
  ['dissoudre', { form: 'PartPast', gender: 'Fem' }, 'dissoute'],
  ['échoir', { form: 'IndPres' }, 'échoit'],
  ['asseoir', { form: 'IndPres', person: 1 }, 'assieds'],
  ['falloir', { form: 'IndPerf' }, 'a fallu'],
  ['pouvoir', { form: 'IndPres', person: 1, inverted: true }, 'puis'],
  ['devoir', { form: 'IndPres', person: 1, inverted: true }, 'dois'],
  ['pouvoir', { form: 'IndPres', person: 2, number: 'Plur', inverted: true }, 'pouvez'],
  // Refused rather than guessed.
  ['examiner', { form: 'IndPres', person: 1, inverted: true }, undefined],
  ['vouloir', { form: 'ImpPres', person: 3 }, undefined],
  ['vouloir', { form: 'ImpPres', person: 1 }, undefined],
  ['falloir', { form: 'IndPerf', person: 1, number: 'Plur' }, undefined],
  ['zorgluber', { form: 'IndPres' }, undefined],
  ['dossier', { form: 'IndPres' }, undefined],
  ['pleuvoir', { form: 'ImpPres', person: 2, number: 'Plur' }, undefined],
  ['falloir', { form: 'IndPres', person: 1, number: 'Plur' }, undefined],
  ['abstenir', { form: 'IndPres' }, undefined],
  ['passer', { form: 'IndPerf' }, undefined],
])('%s %o gives %s', (lemma, request, expected) => {
  expect(french.conjugate(lemma, request)).toBe(expected)
})

test.each<[lemma: string, like: string, request: VerbRequest, expected: string]>([
  ['payer', 'payera', { form: 'IndFut', person: 3 }, 'payera'],
  ['payer', 'verse', { form: 'IndFut', person: 3 }, 'paiera'],
  ['essayer', 'payeront', { form: 'IndPres', person: 3 }, 'essaye'],
  ['préférer', 'préfèrera', { form: 'IndFut', person: 3 }, 'préfèrera'],
  ['régler', 'cèderez', { form: 'IndFut', person: 2, number: 'Plur' }, 'règlerez'],
  ['régler', 'céderez', { form: 'IndFut', person: 2, number: 'Plur' }, 'réglerez'],
  ['connaître', 'fait', { form: 'IndPres', person: 3 }, 'connaît'],
  ['pouvoir', 'puis', { form: 'IndPres', person: 1 }, 'puis'],
  ['pouvoir', 'dois', { form: 'IndPres', person: 1 }, 'peux'],
  ['pouvoir', 'puis', { form: 'IndPres', person: 1, inverted: true }, 'puis'],
  // A form that is not of the verb, or not of its tense, changes nothing.
  ['payer', 'paya', { form: 'IndFut', person: 3 }, 'paiera'],
  ['payer', 'payerra', { form: 'IndFut', person: 3 }, 'paiera'],
])('%s as a writer of « %s » spells it: %o gives %s', (lemma, like, request, expected) => {
  expect(french.conjugate(lemma, { ...request, like })).toBe(expected)
})

test('every form that is made is a form the lexicon reads back', () => {
  const forms: VerbRequest['form'][] = ['IndPres', 'IndImp', 'IndFut', 'CndPres', 'SubPres', 'IndPast']
  for (const lemma of [
    'adresser',
    'accueillir',
    'bénéficier',
    'rejeter',
    'percevoir',
    'remettre',
    'produire',
    'joindre',
    'acquérir',
    'payer',
    'vouloir',
    'mourir',
  ]) {
    for (const form of forms) {
      for (const [person, number] of PERSONS) {
        const made = french.conjugate(lemma, { form, person, number })
        expect(made, `${lemma} ${form} ${person} ${number}`).toBeDefined()
        expect(
          french
            .analyses(made ?? '')
            .some(
              (analysis) =>
                analysis.lemma === lemma && analysis.features.person === person && analysis.features.number === number,
            ),
        ).toBe(true)
      }
    }
  }
})

test('transitivity and auxiliaries', () => {
  for (const lemma of ['vérifier', 'examiner', 'notifier', 'envoyer', 'recevoir', 'faire', 'verser'])
    expect(french.isTransitive(lemma), lemma).toBe(true)
  for (const lemma of ['procéder', 'venir', 'naître', 'bénéficier', 'intervenir', 'accéder'])
    expect(french.isTransitive(lemma), lemma).toBe(false)
  for (const lemma of ['aller', 'venir', 'naître', 'décéder', 'parvenir', 'intervenir', 'rester', 'devenir', 'sortir'])
    expect(french.takesEtre(lemma), lemma).toBe(true)
  for (const lemma of ['vérifier', 'avoir', 'être', 'prévenir', 'convenir', 'procéder', 'dossier'])
    expect(french.takesEtre(lemma), lemma).toBe(false)
})
