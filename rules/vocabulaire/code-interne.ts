import { defineRule } from '@limpide/checker'

const CODE = '(?:[A-Z]{0,3}\\d{1,5}[A-Za-z]?(?:\\s[A-Z](?![\\p{L}]))?|[A-Z]{2,4}\\d*)'
/** «motif 07», «rejet code R12», «imprimé S5110», «anomalie NNI». A form with its title is named: «formulaire de demande… (cerfa n° 14069)». */
const NAMED_CODE = new RegExp(
  `(?<!\\p{L})(?:[Mm]otif|[Rr]ejet|[Aa]nomalie|[Rr]ubrique|[Cc]ircuit|[Ii]mprimé|[Ff]ormulaire|[Ee]rreur)s?(?:\\s(?:de\\s)?code)?(?:\\s[nN]°)?\\s${CODE}(?![\\p{L}\\p{N}*/-])`,
  'gu',
)
/** What most sentences do not hold: ten times sooner read than the whole. */
const STEMS = /otif|ejet|nomalie|ubrique|ircuit|mprimé|ormulaire|rreur|KO/
const STATUS = /(?<!\p{L})KO(?!\p{L})/gu

/** «motif n° 5 (« élève devant suivre… »)», «motif 07 – dépassement du plafond»: the meaning follows. */
const MEANT =
  /^[\s\u00a0]*(?:\([\s\u00a0]*[«"“]?[\s\u00a0]*\p{L}{3,}|[–—:-][\s\u00a0]*[«"“]?[\s\u00a0]*\p{L}{3,}|[«"“]|,? c['’]est-à-dire)/u

export default defineRule({
  id: 'code-interne',
  name: 'Code ou référence internes',
  principle: 'vocabulaire',
  severity: 'suggestion',
  only: [
    'decision-favorable',
    'refus',
    'demande-de-pieces',
    'accuse-de-reception',
    'courriel',
    'courrier-information',
    'formulaire',
    'autre',
  ],
  indicator: 'sigles',
  why: 'Un code interne ne dit rien au lecteur\u00a0: il ne peut ni comprendre, ni corriger.',
  advice: 'Dites le motif ou le nom du document en clair. Le code peut suivre, entre parenthèses.',
  sources: ['convention du projet'],
  scope: 'sentence',
  messages: {
    code: '«\u00a0{code}\u00a0» est un code interne. Dites en clair ce qu’il signifie.',
    status: '«\u00a0KO\u00a0» ne dit pas ce qui se passe. Dites-le en clair.',
  },
  examples: [
    {
      bad: 'Votre demande est rejetée ([[motif 07]]).',
      better: 'Votre demande est rejetée\u00a0: il manque votre signature.',
      type: 'courrier-information',
    },
    {
      bad: 'Statut de votre dossier : [[KO]] – anomalie NNI.',
      better: 'Votre dossier est bloqué\u00a0: votre numéro de sécurité sociale est faux.',
      type: 'courrier-information',
    },
    {
      bad: "Complétez l'[[imprimé S5110]].",
      better: 'Remplissez la demande de complément.',
      type: 'courrier-information',
    },
    { good: 'Votre dossier n° 2025-118', because: 'cette référence sert au lecteur', type: 'courrier-information' },
    {
      good: 'Formulaire de demande de logement social (cerfa n° 14069)',
      because: 'le titre du formulaire est donné',
      type: 'courrier-information',
    },
    {
      good: 'Votre demande est refusée pour le motif n° 5 (« élève inscrit dans un autre collège »).',
      because: 'le sens du code suit',
      type: 'courrier-information',
    },
    {
      good: 'Rejet pour motif 07 – dépassement du plafond de ressources',
      because: 'le sens du code suit',
      type: 'courrier-information',
    },
    { good: 'Guichet B3, premier étage', because: 'c’est un lieu', type: 'courrier-information' },
    {
      good: 'Le motif du refus est écrit au verso.',
      because: 'le motif est donné en clair',
      type: 'courrier-information',
    },
  ],
  check(sentence, { report }) {
    if (!STEMS.test(sentence.text)) return
    for (const [pattern, message] of [
      [STATUS, 'status'],
      [NAMED_CODE, 'code'],
    ] as const) {
      for (const found of sentence.text.matchAll(pattern)) {
        if (message === 'code' && MEANT.test(sentence.text.slice(found.index + found[0].length))) continue
        const start = sentence.start + found.index
        report({ start, end: start + found[0].length }, { message, data: { code: found[0] } })
      }
    }
  },
})
