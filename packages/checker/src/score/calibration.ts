import type { FactName } from '@limpide/document'
import type { Principle } from '../principles.ts'
import { FITTED } from './calibration.generated.ts'

/** One number read in a document, placed between a clear reference and a complex one. */
export interface Indicator {
  readonly id: string
  readonly principle: Exclude<Principle, 'engagements'>
  /** What a writer reads: `{x}` is the value found, `{s}` the plural that it calls for. */
  readonly label: string
  readonly unit: string
  /** 0 point at `clear`, 100 at `complex`, linear between. */
  readonly clear: number
  readonly complex: number
  /** Part in its principle; the parts of a principle need not add up to 100. */
  readonly share: number
  /** Facts without which it is not measured. */
  readonly needs?: readonly FactName[]
}

/**
 * The calibration in force. Every stored score names it; scores compare only within one version.
 * Source of the form, shares and references: the project's scoring note; references are proposals until fitted on
 * rewritten documents.
 */
export const CALIBRATION = {
  version: FITTED.version,
  weights: FITTED.weights,
  /** Pseudo-sentences at the type's median that a short text is pulled to. */
  shrinkage: 1,
  /** The same for a sentence out of its document, which is pulled to the clear end of the scale. */
  courtShrinkage: 6,
  /** Half-width of the margin, in standard deviations of the score when its sentences are drawn again. */
  marginWidth: 2,
  minimum: {
    sentences: 3,
    words: 30,
    enoughWords: 100,
    /** A sentence without a verb counts from so many words. */
    wordsWithoutVerb: 10,
    /** Words of a text that tell its language, few or many, and the share of them that French may lack. */
    fewWords: 8,
    manyWords: 20,
    unknownShare: 0.3,
    unknownShareShort: 0.5,
    otherLetters: 10,
  },
  /** A long sentence, in words; the word after which a reader has lost its beginning; a dense paragraph, in words. */
  longSentence: 25,
  /** Beyond so many words, a sentence is a table or a page without its stops: it counts for no more. */
  endlessSentence: 80,
  lateWord: 15,
  /** A shorter sentence is completed with easy words, in what is counted in words. */
  shortSentence: 12,
  denseParagraph: 80,
  /** A long word, and a word long enough for its ending to tell that it is abstract, in letters. */
  longWord: 10,
  abstractWord: 7,
  /** An item without a verb is read from so many words. */
  wordsOfItem: 3,
  /** A block of so many words at most, « Ceci est un message automatique. », counts once however often it comes back. */
  repeatedWords: 25,
  /** From so many sentences, and such a share of pieces among them, a paragraph was cut without sense: it is read whole. */
  cutBlindly: { sentences: 3, share: 0.3 },
  /** How far, in points, the score of one sentence usually is from that of its text: a few sentences alike hide it. */
  usualSpread: 17,
  marginShrinkage: 3,
  /** Words that a pseudo-sentence stands for; fewest words that a rate of terms, of structure faults, is counted on. */
  wordsOfSentence: 20,
  wordsOfTerms: 50,
  wordsOfDebts: 200,
  /** Words of a page, where pages are unknown. */
  wordsOfPage: 450,
  /** Weight of a complexity marker by severity of its finding. */
  markerWeights: { information: 1, suggestion: 1, avertissement: 2, erreur: 3 },
  grades: [
    { letter: 'A', upTo: FITTED.grades.A, label: 'clair' },
    { letter: 'B', upTo: FITTED.grades.B, label: 'plutôt clair' },
    { letter: 'C', upTo: FITTED.grades.C, label: 'à améliorer' },
    { letter: 'D', upTo: FITTED.grades.D, label: 'complexe' },
    { letter: 'E', upTo: Number.POSITIVE_INFINITY, label: 'très complexe' },
  ],
  /** The best grade that a document with a missing obligation may show. */
  lock: 'C',
  /** Words a reader expects, by type; beyond, length weighs. */
  allowance: {
    'decision-favorable': 350,
    refus: 350,
    'demande-de-pieces': 350,
    'accuse-de-reception': 250,
    courriel: 200,
    'courrier-information': 350,
    formulaire: 900,
    'page-information': 900,
    notice: 1500,
    attestation: 300,
    'script-telephonique': 120,
    'arrete-ou-contrat': 3000,
    autre: 900,
  },
} as const

/** What each indicator is and how it is said, in the order of the explanation card; its scale and its part are fitted. */
const DESCRIBED = [
  {
    id: 'longueur-moyenne',
    principle: 'phrases',
    label: 'les phrases comptent {x} mots en moyenne',
    unit: 'mots',
  },
  {
    id: 'phrases-longues',
    principle: 'phrases',
    label: '{x} % des phrases dépassent 25 mots',
    unit: '%',
  },
  {
    id: 'mots-tardifs',
    principle: 'phrases',
    label: '{x} % des mots arrivent après le 15ᵉ mot de leur phrase',
    unit: '%',
  },
  {
    id: 'marqueurs-de-complexite',
    principle: 'phrases',
    label: '{x} marque{s} de complexité par phrase, les plus lourdes comptant double (conditions, incises…)',
    unit: 'par phrase',
  },
  {
    id: 'voix-indirecte',
    principle: 'phrases',
    label: '{x} tournure{s} indirecte{s} par phrase (passif, impersonnel…)',
    unit: 'par phrase',
  },
  {
    id: 'negations',
    principle: 'phrases',
    label: '{x} double{s} négation{s} par phrase',
    unit: 'par phrase',
  },
  {
    id: 'participes',
    principle: 'phrases',
    label: '{x} participe{s} pour 100 mots (« étant situé », « susmentionné »)',
    unit: 'pour 100 mots',
  },
  {
    id: 'noms-par-verbe',
    principle: 'phrases',
    label: '{x} nom{s} pour un verbe conjugué',
    unit: 'par verbe',
  },
  {
    id: 'prepositions',
    principle: 'phrases',
    label: '{x} préposition{s} pour 100 mots (« de », « à », « par »…)',
    unit: 'pour 100 mots',
  },
  {
    id: 'jargon',
    principle: 'vocabulaire',
    label: '{x} terme{s} administratif{s} pour 100 mots',
    unit: 'pour 100 mots',
  },
  {
    id: 'style-nominal',
    principle: 'vocabulaire',
    label: '{x} tournure{s} nominale{s} pour 100 mots',
    unit: 'pour 100 mots',
  },
  {
    id: 'noms-abstraits',
    principle: 'vocabulaire',
    label: '{x} nom{s} abstrait{s} pour 100 mots (« vérification », « versement »)',
    unit: 'pour 100 mots',
  },
  {
    id: 'mots-rares',
    principle: 'vocabulaire',
    label: 'la rareté moyenne des mots est de {x} sur 5',
    unit: 'sur 5',
  },
  {
    id: 'mots-peu-courants',
    principle: 'vocabulaire',
    label: '{x} % des mots pleins sont peu courants',
    unit: '%',
  },
  {
    id: 'mots-longs',
    principle: 'vocabulaire',
    label: '{x} % des mots ont dix lettres ou plus',
    unit: '%',
  },
  {
    id: 'lettres-par-mot',
    principle: 'vocabulaire',
    label: 'les mots comptent {x} lettres en moyenne',
    unit: 'lettres',
  },
  {
    id: 'adjectifs',
    principle: 'vocabulaire',
    label: '{x} adjectif{s} pour 100 mots (« contractuelle », « préalable »)',
    unit: 'pour 100 mots',
  },
  {
    id: 'sigles',
    principle: 'vocabulaire',
    label: '{x} sigle{s} ou abréviation{s} sans explication pour 100 mots',
    unit: 'pour 100 mots',
  },
  {
    id: 'termes-juridiques',
    principle: 'vocabulaire',
    label: '{x} terme{s} juridique{s} sans explication pour 100 mots',
    unit: 'pour 100 mots',
  },
  {
    id: 'renvois-aux-textes',
    principle: 'vocabulaire',
    label: '{x} renvoi{s} à un article ou à un texte numéroté pour 100 mots',
    unit: 'pour 100 mots',
  },
  {
    id: 'tournures-de-droit',
    principle: 'vocabulaire',
    label: '{x} tournure{s} de droit pour 100 mots (« prévu par », « sous réserve de », « au premier alinéa »)',
    unit: 'pour 100 mots',
  },
  {
    id: 'adresse-au-lecteur',
    principle: 'vocabulaire',
    label: '{x} mot{s} sur 100 parle{nt} au lecteur ou de nous (« vous », « votre », « nous »…)',
    unit: 'sur 100 mots',
  },
  {
    id: 'ton',
    principle: 'vocabulaire',
    label: '{x} formule{s} datée{s}, dure{s} ou impersonnelle{s} pour 100 mots',
    unit: 'pour 100 mots',
  },
  {
    id: 'place-du-message',
    principle: 'organisation',
    label: 'le message principal arrive après {x} % du texte',
    unit: '%',
  },
  {
    id: 'paragraphes-denses',
    principle: 'organisation',
    label: '{x} % des mots arrivent après le 80ᵉ mot de leur paragraphe',
    unit: '%',
  },
  {
    id: 'dettes-de-structure',
    principle: 'organisation',
    label: '{x} défaut{s} de structure pour 200 mots (listes, étapes, titres)',
    unit: 'pour 200 mots',
  },
  {
    id: 'reperabilite',
    principle: 'organisation',
    label: '{x} % des repères attendus manquent (objet, renvois, pièces)',
    unit: '%',
  },
  {
    id: 'longueur',
    principle: 'organisation',
    label: 'le texte fait {x} fois la longueur attendue pour ce type',
    unit: 'fois',
  },
  {
    id: 'petits-caracteres',
    principle: 'mise-en-page',
    label: '{x} % des mots sont écrits trop petit ou trop serré',
    unit: '%',
    needs: ['font-size'],
  },
  {
    id: 'mots-par-page',
    principle: 'mise-en-page',
    label: '{x} mots par page',
    unit: 'mots',
    needs: ['page'],
  },
  {
    id: 'mise-en-valeur',
    principle: 'mise-en-page',
    label: '{x} % des mots sont en capitales, soulignés ou noyés dans le gras',
    unit: '%',
    needs: ['emphasis', 'font-size'],
  },
  {
    id: 'liens-et-tableaux',
    principle: 'mise-en-page',
    label: '{x} défaut{s} de lien, de tableau, de contraste ou de champ par page',
    unit: 'par page',
    needs: ['font-size'],
  },
  {
    id: 'texte-justifie',
    principle: 'mise-en-page',
    label: '{x} % des mots sont dans un texte justifié',
    unit: '%',
    needs: ['alignment'],
  },
] as const satisfies readonly Omit<Indicator, 'clear' | 'complex' | 'share'>[]

/** Indicators in the order of the explanation card. `median` is what shrinkage pulls to. */
export const INDICATORS: readonly (Indicator & { readonly median: number })[] = DESCRIBED.map((described) => ({
  ...described,
  ...FITTED.indicators[described.id],
}))
