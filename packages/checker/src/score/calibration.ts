import type { FactName } from '@limpide/document'
import type { Principle } from '../principles.ts'

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
  version: '2026-11',
  weights: { phrases: 0.35, vocabulaire: 0.25, organisation: 0.25, 'mise-en-page': 0.15 },
  /** Pseudo-sentences at the type's median that a short text is pulled to. */
  shrinkage: 5,
  /** Half-width of the margin, in standard deviations of the bootstrap. */
  marginWidth: 1.3,
  bootstrap: 200,
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
  /** A long sentence, in words; a dense paragraph, in words. */
  longSentence: 25,
  denseParagraph: 80,
  /** Weight of a complexity marker by severity of its finding. */
  markerWeights: { information: 1, suggestion: 1, avertissement: 2, erreur: 3 },
  grades: [
    { letter: 'A', upTo: 20, label: 'clair' },
    { letter: 'B', upTo: 35, label: 'plutôt clair' },
    { letter: 'C', upTo: 50, label: 'à améliorer' },
    { letter: 'D', upTo: 65, label: 'complexe' },
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

/** Indicators in the order of the explanation card. `median` is what shrinkage pulls to. */
export const INDICATORS: readonly (Indicator & { readonly median: number })[] = [
  {
    id: 'longueur-moyenne',
    principle: 'phrases',
    label: 'les phrases comptent {x} mots en moyenne',
    unit: 'mots',
    clear: 12,
    complex: 28,
    share: 30,
    median: 18,
  },
  {
    id: 'phrases-longues',
    principle: 'phrases',
    label: '{x} % des phrases dépassent 25 mots',
    unit: '%',
    clear: 5,
    complex: 50,
    share: 25,
    median: 20,
  },
  {
    id: 'marqueurs-de-complexite',
    principle: 'phrases',
    label: '{x} marque{s} de complexité par phrase (subordonnées, conditions, incises…)',
    unit: 'par phrase',
    clear: 0.1,
    complex: 1,
    share: 25,
    median: 0.35,
  },
  {
    id: 'voix-indirecte',
    principle: 'phrases',
    label: '{x} tournure{s} indirecte{s} par phrase (passif, impersonnel…)',
    unit: 'par phrase',
    clear: 0.1,
    complex: 0.6,
    share: 12,
    median: 0.25,
  },
  {
    id: 'negations',
    principle: 'phrases',
    label: '{x} double{s} négation{s} par phrase',
    unit: 'par phrase',
    clear: 0,
    complex: 0.2,
    share: 8,
    median: 0.03,
  },
  {
    id: 'jargon',
    principle: 'vocabulaire',
    label: '{x} terme{s} administratif{s} pour 100 mots',
    unit: 'pour 100 mots',
    clear: 0.5,
    complex: 6,
    share: 35,
    median: 2,
  },
  {
    id: 'style-nominal',
    principle: 'vocabulaire',
    label: '{x} tournure{s} nominale{s} pour 100 mots',
    unit: 'pour 100 mots',
    clear: 0.5,
    complex: 5,
    share: 20,
    median: 1.2,
  },
  {
    id: 'sigles',
    principle: 'vocabulaire',
    label: '{x} sigle{s} ou abréviation{s} sans explication pour 100 mots',
    unit: 'pour 100 mots',
    clear: 0,
    complex: 2,
    share: 15,
    median: 0.5,
  },
  {
    id: 'termes-juridiques',
    principle: 'vocabulaire',
    label: '{x} terme{s} juridique{s} sans explication pour 100 mots',
    unit: 'pour 100 mots',
    clear: 0,
    complex: 1.5,
    share: 15,
    median: 0.3,
  },
  {
    id: 'ton',
    principle: 'vocabulaire',
    label: '{x} formule{s} datée{s}, dure{s} ou impersonnelle{s} pour 100 mots',
    unit: 'pour 100 mots',
    clear: 0,
    complex: 1.5,
    share: 15,
    median: 0.4,
  },
  {
    id: 'place-du-message',
    principle: 'organisation',
    label: 'le message principal arrive après {x} % du texte',
    unit: '%',
    clear: 15,
    complex: 70,
    share: 25,
    median: 25,
  },
  {
    id: 'paragraphes-denses',
    principle: 'organisation',
    label: '{x} % des mots sont dans des paragraphes denses',
    unit: '%',
    clear: 0,
    complex: 60,
    share: 25,
    median: 10,
  },
  {
    id: 'dettes-de-structure',
    principle: 'organisation',
    label: '{x} défaut{s} de structure pour 200 mots (listes, étapes, titres)',
    unit: 'pour 200 mots',
    clear: 0,
    complex: 3,
    share: 25,
    median: 0.8,
  },
  {
    id: 'reperabilite',
    principle: 'organisation',
    label: '{x} % des repères attendus manquent (objet, renvois, pièces)',
    unit: '%',
    clear: 0,
    complex: 100,
    share: 15,
    median: 15,
  },
  {
    id: 'longueur',
    principle: 'organisation',
    label: 'le texte fait {x} fois la longueur attendue pour ce type',
    unit: 'fois',
    clear: 1,
    complex: 2.5,
    share: 10,
    median: 1,
  },
  {
    id: 'petits-caracteres',
    principle: 'mise-en-page',
    label: '{x} % des mots sont écrits trop petit ou trop serré',
    unit: '%',
    clear: 0,
    complex: 50,
    share: 30,
    needs: ['font-size'],
    median: 10,
  },
  {
    id: 'mots-par-page',
    principle: 'mise-en-page',
    label: '{x} mots par page',
    unit: 'mots',
    clear: 350,
    complex: 750,
    share: 25,
    needs: ['page'],
    median: 380,
  },
  {
    id: 'mise-en-valeur',
    principle: 'mise-en-page',
    label: '{x} % des mots sont en capitales, soulignés ou noyés dans le gras',
    unit: '%',
    clear: 5,
    complex: 30,
    share: 20,
    needs: ['emphasis', 'font-size'],
    median: 5,
  },
  {
    id: 'liens-et-tableaux',
    principle: 'mise-en-page',
    label: '{x} défaut{s} de lien, de tableau, de contraste ou de champ par page',
    unit: 'par page',
    clear: 0,
    complex: 3,
    share: 15,
    needs: ['font-size'],
    median: 0.3,
  },
  {
    id: 'texte-justifie',
    principle: 'mise-en-page',
    label: '{x} % des mots sont dans un texte justifié',
    unit: '%',
    clear: 0,
    complex: 100,
    share: 10,
    needs: ['alignment'],
    median: 20,
  },
]
