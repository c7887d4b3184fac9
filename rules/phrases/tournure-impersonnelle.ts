import { pattern } from '@limpide/checker'

export default pattern({
  id: 'tournure-impersonnelle',
  name: 'Tournure impersonnelle',
  principle: 'phrases',
  severity: 'avertissement',
  indicator: 'voix-indirecte',
  why: 'Une tournure impersonnelle cache qui doit agir : le lecteur ne sait pas si c’est à lui ou à vous.',
  advice: 'Dites qui agit : « vous devez… », « nous avons décidé… ».',
  sources: ['convention du projet'],
  messages: {
    found: '« {found} » ne dit pas qui agit.',
  },
  examples: [
    { bad: '[[Il convient de]] nous retourner ce formulaire signé.' },
    { bad: '[[Il a été décidé de]] suspendre vos droits.' },
    { good: 'Il convient parfaitement à votre situation.', because: 'x' },
    { good: 'Il pleut souvent.', because: 'x' },
  ],
  patterns: [
    { match: 'il ne? lemma:convenir pas? upos:ADV? de', message: 'found' },
    { match: 'il avoir été décidé de', message: 'found' },
    { match: 'il lemma:avoir été décidé de|que', message: 'found' },
  ],
})
