import { wordList } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'

export default wordList({
  id: 'ton-culpabilisant',
  name: 'Ton culpabilisant',
  principle: 'vocabulaire',
  severity: 'avertissement',
  except: ['arrete-ou-contrat'],
  indicator: 'ton',
  why: 'Un reproche braque le lecteur, alors qu’il est de bonne foi tant que rien ne prouve le contraire.',
  advice: 'Dites ce qui manque et comment faire, sans dire qui a tort.',
  sources: [
    'Services Publics+, engagement de bienveillance',
    'Code des relations entre le public et l’administration, art. L. 123-1',
  ],
  list: LISTS['ton-culpabilisant'],
  messages: {
    remplacer: '«\u00a0{terme}\u00a0» sonne comme un reproche. Plus neutre\u00a0: {simple}.',
    nu: '«\u00a0{terme}\u00a0» sonne comme un reproche. Dites seulement ce qu’il faut faire.',
  },
  examples: [
    { bad: '[[Vous avez omis de]] signer votre déclaration.', better: 'Il manque votre signature sur la déclaration.' },
    {
      bad: "[[Malgré nos nombreuses relances]], vous n'avez pas daigné répondre.",
      better: 'Nous vous avons écrit le 3 mars et le 2 avril. Nous n’avons pas reçu votre réponse.',
    },
    {
      bad: '[[Vous prétendez]] ne pas avoir reçu notre courrier.',
      better: 'Vous nous indiquez ne pas avoir reçu notre courrier.',
    },
    { bad: 'Par [[votre négligence]], le dossier est en retard.', better: 'Le dossier est en retard.' },
    { bad: "[[Vous n'avez toujours pas cru bon de]] nous répondre.", better: 'Nous n’avons pas reçu votre réponse.' },
    {
      good: 'Si vous avez oublié votre mot de passe, cliquez sur «Mot de passe oublié».',
      because: 'c’est une aide, pas un reproche',
    },
    { good: "Vous n'avez rien omis : votre dossier est complet.", because: 'la phrase rassure' },
    { good: 'Le prétendant au poste', because: '«\u00a0prétendant\u00a0» est un nom' },
  ],
})
