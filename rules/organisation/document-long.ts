import { type BlockView, CALIBRATION, defineRule, perBlock } from '@limpide/checker'
import { isLines } from './reading/text.ts'

function sumOf(blocks: readonly BlockView[]): number {
  return blocks.reduce((sum, block) => sum + block.wordCount, 0)
}

const isTitle = perBlock(({ text, source }) => source.kind === 'heading' || !/[.!?:…]\s*$/.test(text))

/** A script holds several messages (« Accueil », « Attente »), and a caller hears one at a time. */
function longestMessage(blocks: readonly BlockView[]): number {
  let longest = 0
  let count = 0
  for (const block of blocks) {
    count = isTitle(block) ? 0 : count + block.wordCount
    longest = Math.max(longest, count)
  }
  return longest
}

export default defineRule({
  id: 'document-long',
  name: 'Document long pour son type',
  principle: 'organisation',
  severity: 'suggestion',
  why: 'La longueur décourage\u00a0: le lecteur remet à plus tard, ou ne lit que le début.',
  advice: 'Gardez ce qui sert au lecteur. Mettez les règles générales dans une notice ou sur une page.',
  sources: ['DITP, fiches « Simplifier les documents administratifs »', 'convention du projet pour les seuils'],
  scope: 'document',
  only: [
    'decision-favorable',
    'refus',
    'demande-de-pieces',
    'accuse-de-reception',
    'courriel',
    'courrier-information',
    'page-information',
    'script-telephonique',
    'attestation',
  ],
  thresholds: {
    allowance: {
      key: 'longueur-maximum',
      value: 110,
      unit: '% de la longueur attendue pour le type',
      range: [50, 300],
      source: 'convention du projet',
    },
    serious: {
      key: 'longueur-avertissement',
      value: 170,
      unit: '% de la longueur attendue pour le type',
      range: [80, 500],
      source: 'convention du projet',
    },
  },
  messages: {
    long: 'Ce document compte {count} mots. Pour ce type, visez {max} mots au plus.',
  },
  examples: [
    {
      bad: `Objet : accusé de réception\n\nMadame,\n\n${'Nous avons bien reçu votre demande et nous la lirons avec soin.\n\n'.repeat(45)}`,
      type: 'accuse-de-reception',
    },
    {
      bad: `Bonjour,\n\n${'La piscine change ses horaires, ses tarifs et ses règles.\n\n'.repeat(30)}Cordialement,\n\nLa piscine`,
      type: 'courriel',
    },
    {
      good: `# Notice\n\n${'Remplissez chaque ligne au stylo noir, sans rature.\n\n'.repeat(80)}`,
      because: 'une notice peut être longue',
      type: 'notice',
    },
    {
      good: `Objet : votre demande\n\nMadame,\n\n${'Votre demande est refusée, car vous habitez hors de la commune.\n\n'.repeat(25)}Vous pouvez contester cette décision devant le tribunal administratif. ${'Le tribunal répond par écrit à chaque personne. '.repeat(20)}`,
      because: 'l’encadré des recours est compté à part',
      type: 'refus',
    },
    {
      good: 'Objet : votre demande\n\nMadame,\n\nVotre demande est acceptée.',
      because: 'le texte est court',
      type: 'decision-favorable',
    },
  ],
  check(view, { threshold, report }) {
    const { allowance, serious } = threshold
    const expected = CALIBRATION.allowance[view.type.id]
    const blocks = view.body.filter((block) => block.zone === 'corps' && block.kind !== 'cell' && !isLines(block))
    const count = view.type.id === 'script-telephonique' ? longestMessage(blocks) : sumOf(blocks)
    const max = expected
    // A few words over are no fault.
    if (count <= (expected * allowance) / 100) return
    const grave = count > (expected * serious) / 100
    report(view, { message: 'long', data: { count, max }, severity: grave ? 'avertissement' : 'suggestion' })
  },
})
