import { createSign, type DocumentType, defineRule, holdsSign, showsSign } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'
import { verbOf, withSubject } from './wording/subject.ts'

/** Messages written to one reader: there, «vous» is expected even where the text has none. */
const ADDRESSED: ReadonlySet<DocumentType> = new Set([
  'decision-favorable',
  'refus',
  'demande-de-pieces',
  'accuse-de-reception',
  'courriel',
  'courrier-information',
  'formulaire',
])
const LETTERS: ReadonlySet<DocumentType> = new Set([...ADDRESSED].filter((type) => type !== 'formulaire'))
const ARTICLES = new Set(['le', 'la', "l'"])
const SPOKEN_TO = /(?<!\p{L})(?:vous|votre|vos)(?!\p{L})/u

let readers: ReadonlySet<string> | undefined

const READER = createSign(({ norm }) => {
  readers ??= new Set(LISTS['destinataire-troisieme-personne'].split('\n').filter((line) => !line.startsWith('#')))
  return readers.has(norm)
})

export default defineRule({
  id: 'destinataire-troisieme-personne',
  name: 'Lecteur à la troisième personne',
  principle: 'vocabulaire',
  severity: 'suggestion',
  except: ['arrete-ou-contrat', 'attestation', 'script-telephonique', 'autre'],
  indicator: 'ton',
  why: 'Le lecteur ne comprend pas que l’on parle de lui, et ne voit pas ce qu’il doit faire.',
  advice: 'Adressez-vous à lui\u00a0: «\u00a0vous devez\u00a0», «\u00a0votre dossier\u00a0».',
  sources: ['convention du projet'],
  scope: 'sentence',
  messages: {
    found: '«\u00a0{lecteur}\u00a0» désigne-t-il la personne qui vous lit\u00a0? Alors écrivez «\u00a0vous\u00a0».',
  },
  examples: [
    {
      bad: "[[L'intéressée]] devra fournir un justificatif.",
      better: 'Vous devrez fournir un justificatif.',
      type: 'refus',
    },
    {
      bad: '[[Le demandeur]] joint à sa demande un RIB.',
      better: 'Vous joignez à votre demande un RIB.',
      type: 'formulaire',
    },
    {
      bad: "[[L'assuré]] est tenu de déclarer ses changements.",
      better: 'Vous devez déclarer vos changements.',
      type: 'courrier-information',
    },
    {
      good: "Votre enfant est l'allocataire de cette prestation.",
      because: 'l’allocataire est une autre personne',
      type: 'courrier-information',
    },
    {
      good: "Le demandeur d'emploi inscrit à France Travail",
      because: '«\u00a0demandeur d’emploi\u00a0» est un statut',
      type: 'courrier-information',
    },
    { good: "À remplir par l'employeur", because: 'le lecteur est ici l’employeur', type: 'formulaire' },
  ],
  check(sentence, { document, french, report }) {
    if (!holdsSign(sentence, READER)) return
    const type = document.type.id
    const { tokens } = sentence
    for (let rank = 0; rank < tokens.length; rank++) {
      const token = tokens[rank]
      if (token === undefined) continue
      const noun = tokens[rank + 1]
      if (!ARTICLES.has(token.norm) || !noun || !showsSign(noun, READER)) continue
      // «l'usager» of a guide for counsellors is not its reader; «l'aidant et l'usager» are two people.
      if (!ADDRESSED.has(type) && (noun.lemma === 'usager' || !SPOKEN_TO.test(document.plain))) continue
      // «les difficultés rencontrées par le demandeur entraînent»: not a subject either.
      const before = tokens[rank - 1]
      if (before && (before.norm === 'et' || before.norm === 'ou' || before.upos === 'ADP')) continue
      // «l'allocataire de cette prestation», «le demandeur d'emploi»: only a subject is the reader.
      const verb = verbOf(tokens, rank + 2)
      if (verb === undefined || tokens[verb]?.features.number !== 'Sing') continue
      // «si le signataire n'est pas le titulaire du compte»: the sentence asks who the person is.
      if (before?.norm === 'si' && tokens[rank + 2]?.norm === "n'" && tokens[verb]?.lemma === 'être') continue
      const said = withSubject(tokens, rank + 2, verb, 'vous', french)
      const last = said && tokens[said.end - 1]
      const text = said && (/^\p{Lu}/u.test(token.text) ? `V${said.text.slice(1)}` : said.text)
      report(
        { start: token.start, end: noun.end },
        {
          message: 'found',
          data: { lecteur: sentence.block.text.slice(token.start, noun.end) },
          ...(LETTERS.has(type) ? { severity: 'avertissement' as const } : {}),
          suggestions:
            text !== undefined && last ? [{ kind: 'choix', text, span: { start: token.start, end: last.end } }] : [],
        },
      )
    }
  },
})
