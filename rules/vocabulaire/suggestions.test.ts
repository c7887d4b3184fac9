import { createChecker, type Rule } from '@limpide/checker'
import { readText } from '@limpide/document'
import { loadFrench } from '@limpide/french'
import { describe, expect, test } from 'vitest'
import { corrected } from '../grammar/corrected-fixture.ts'
import adverbeLourd from './adverbe-lourd.ts'
import anglicisme from './anglicisme.ts'
import archaisme from './archaisme.ts'
import destinataire from './destinataire-troisieme-personne.ts'
import emetteurFlou from './emetteur-flou.ts'
import formuleDesuete from './formule-desuete.ts'
import jargon from './jargon-administratif.ts'
import joursEtDates from './jours-et-dates-techniques.ts'
import latin from './latin.ts'
import locutionLourde from './locution-lourde.ts'
import sigle from './sigle-non-explique.ts'

const french = loadFrench()

describe('a sigle is replaced by its words, with the article that fits', () => {
  test.each([
    ['Contactez la MDPH demain.', 'Contactez la maison départementale des personnes handicapées (MDPH) demain.'],
    ['Écrivez au CCAS demain.', "Écrivez au centre communal d'action sociale (CCAS) demain."],
    ["Le montant de l'ASS change.", "Le montant de l'allocation de solidarité spécifique (ASS) change."],
    ['Le montant du RFR change.', 'Le montant du revenu fiscal de référence (RFR) change.'],
    ['Donnez votre numéro SIRET demain.', 'Donnez votre numéro SIRET demain.'],
  ])('%s', (text, expected) => {
    expect(corrected(sigle, text)).toBe(expected)
  })

  test('a sigle explained in a later block, or in a glossary, is left alone', () => {
    const silent = (text: string) => createChecker([sigle], french).check(readText(text, 'txt')).findings.length
    expect(silent('Contactez le CIO.\n\nCIO : centre d’information et d’orientation')).toBe(0)
    expect(silent('DDPP Direction Départementale de la Protection des Populations')).toBe(0)
    expect(silent('Écrivez à Jeanne DUPONT, 87170 ISLE.')).toBe(0)
  })
})

describe('the reader and the sender get their pronoun', () => {
  test.each([
    ['L’allocataire doit joindre son RIB.', 'Vous devez joindre votre RIB.'],
    ['Le demandeur signe sa demande et ses annexes.', 'Vous signez votre demande et vos annexes.'],
    ['L’intéressée n’a pas répondu.', 'Vous n’avez pas répondu.'],
    // «il» would have to become «vous» too: nothing is offered.
    ['Le demandeur signe quand il le souhaite.', 'Le demandeur signe quand il le souhaite.'],
  ])('%s', (text, expected) => {
    expect(corrected(destinataire, text, 'courrier-information')).toBe(expected)
  })

  test('«mes services» and «on» become «nous»', () => {
    expect(corrected(emetteurFlou, 'Mes services vous contacteront.', 'refus')).toBe('Nous vous contacterons.')
    expect(corrected(emetteurFlou, 'On vous répondra.', 'refus')).toBe('Nous vous répondrons.')
  })
})

describe('words are replaced where they stand', () => {
  test.each<[Rule, string, string]>([
    [jargon, 'Les personnes éligibles écrivent.', 'Les personnes éligibles écrivent.'],
    [jargon, 'Les structures habilitées écrivent.', 'Les structures autorisées écrivent.'],
    [jargon, 'La date de la prorogation approche.', 'La date de la prolongation approche.'],
    [jargon, 'Vous pouvez nous solliciter.', 'Vous pouvez nous solliciter.'],
    [jargon, 'Vous sollicitez une aide.', 'Vous demandez une aide.'],
    [jargon, 'Cette demande incombe au locataire.', 'Cette demande est à la charge du locataire.'],
    [locutionLourde, 'A compter du 3 mai, écrivez-nous.', 'À partir du 3 mai, écrivez-nous.'],
    [locutionLourde, 'Dans le cas où il vient, appelez.', "S'il vient, appelez."],
    [locutionLourde, 'Le dossier relatif au paiement est clos.', 'Le dossier sur le paiement est clos.'],
    [locutionLourde, 'Venez demain, et ce, dès neuf heures.', 'Venez demain, dès neuf heures.'],
    [archaisme, 'Les frais afférents au dossier sont payés.', 'Les frais liés au dossier sont payés.'],
    [archaisme, 'Lisez les articles dudit code.', 'Lisez les articles de ce code.'],
    [archaisme, 'Lisez les articles dudit arrêté.', 'Lisez les articles de cet arrêté.'],
    [archaisme, 'Le trajet est cher, voire interdit.', 'Le trajet est cher, ou même interdit.'],
    [archaisme, 'Le trajet est long, voire dangereux.', 'Le trajet est long, ou même dangereux.'],
    // What the list keeps stays as it is written; what would not fit is not offered.
    [jargon, 'Vous devez produire les documents demandés.', 'Vous devez fournir les documents demandés.'],
    [jargon, 'Le maire peut diligenter des enquêtes.', 'Le maire peut mener des enquêtes.'],
    [adverbeLourd, 'Remplacez un salarié temporairement absent.', 'Remplacez un salarié temporairement absent.'],
    [adverbeLourd, 'Les périodes antérieurement payées comptent.', 'Les périodes antérieurement payées comptent.'],
    [jargon, 'Rendez les sommes indûment perçues.', 'Rendez les sommes reçues par erreur.'],
    [jargon, 'Lisez les dispositions législatives et locales.', 'Lisez les dispositions législatives et locales.'],
    [anglicisme, 'La mairie est en charge du centre.', 'La mairie est en charge du centre.'],
    [archaisme, 'Le label est donné après audit des candidats.', 'Le label est donné après audit des candidats.'],
    [locutionLourde, 'Rendez le logement maintenu en l’état.', 'Rendez le logement maintenu en l’état.'],
    [jargon, 'Le maire signe le présent arrêté.', 'Le maire signe cet arrêté.'],
    [jargon, 'Munissez-vous de votre carte et de deux photos.', 'Munissez-vous de votre carte et de deux photos.'],
    [jargon, 'La somme dont vous devez vous acquitter est due.', 'La somme dont vous devez vous acquitter est due.'],
    [jargon, 'Fait pour servir et valoir ce que de droit.', 'Fait pour servir et valoir ce que de droit.'],
    [jargon, 'La décision vous est notifiée ici.', 'La décision vous est notifiée ici.'],
    [
      locutionLourde,
      'La salle est prêtée à titre gratuit et précaire.',
      'La salle est prêtée à titre gratuit et précaire.',
    ],
    [locutionLourde, 'Il est accueilli dans le cadre d’un projet.', 'Il est accueilli avec un projet.'],
    [locutionLourde, 'Dans le cadre de votre demande, écrivez.', 'Pour votre demande, écrivez.'],
    [adverbeLourd, 'Les frais seront intégralement remboursés.', 'Les frais seront intégralement remboursés.'],
    [
      latin,
      'Nous ferons un contrôle a posteriori de votre dossier.',
      'Nous ferons un contrôle après coup de votre dossier.',
    ],
    [anglicisme, 'Répondez à cet e-mail.', 'Répondez à ce courriel.'],
    [formuleDesuete, "J'ai l'honneur de vous informer que l'aide est accordée.", "L'aide est accordée."],
    [formuleDesuete, 'Nous vous informons par la présente que tout va bien.', 'Nous vous informons que tout va bien.'],
    [joursEtDates, 'Rendez-vous le 01/04/25 ici.', 'Rendez-vous le 1er avril 2025 ici.'],
    [joursEtDates, 'Vous devez 15000 € ici.', 'Vous devez 15\u00a0000\u00a0€ ici.'],
    [joursEtDates, 'Appelez le 0612345678 demain.', 'Appelez le 06 12 34 56 78 demain.'],
  ])('%# %s', (rule, text, expected) => {
    expect(corrected(rule, text)).toBe(expected)
  })
})
