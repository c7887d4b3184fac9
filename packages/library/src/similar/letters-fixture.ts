import type { PrintableBlock } from './fingerprint.ts'

/** A letter made from a model: the truth is that letters of one model are alike. */
export interface MadeLetter {
  readonly model: number
  readonly blocks: readonly PrintableBlock[]
}

/** A passage of a real letter; merge fields are between braces, brackets or guillemets. */
export type Passage = string

interface Model {
  readonly service: number
  readonly passages: readonly Passage[]
}

const SERVICES = 12
const FIELD = /\{\{[^}]*\}\}|\{[^}]*\}|\$\{[^}]*\}|«[^»]*»|\[[A-Z_ ]+\]|\d[\d ,./-]*\d|\d/g
const NAMES =
  'Durand Martin Petit Moreau Lefèvre Roux Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Masson Marchand Duval Denis Dumont'.split(
    ' ',
  )
const FIRST = 'Camille Louise Jeanne Rose Inès Paul Jules Hugo Léo Adam Nadia Karim Yves Odile Marc Fatou'.split(' ')
const PLACES = 'Valmont Saint-Aubrac Montfleury Rochebrune Clairval Bellerive'.split(' ')
const STREETS = 'des Lilas|de la République|Victor Hugo|du Moulin|de l’Église|Jean Jaurès'.split('|')
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const FILLERS = 'toutefois également ensuite ainsi cependant désormais notamment déjà encore bientôt'.split(' ')
const EXTRA = [
  'Nous avons bien noté votre appel de la semaine dernière et nous en avons tenu compte.',
  'Un conseiller peut vous recevoir le mercredi matin sans que vous preniez rendez-vous.',
  'Merci de rappeler cette référence dans tous vos échanges avec notre équipe.',
  'Votre situation a été vue avec vous le mois dernier et rien n’a changé depuis.',
]

/** Numbers drawn from a seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Letters as a service files them: models of 3 to 7 passages from several hundred real ones, filled for different people,
 * with passages left out, words changed and a sentence added. Each of a dozen services puts its letterhead, its recourse
 * box, its data box and its farewell on all its models, so that most of two short unrelated letters is the same text. One
 * model in eight keeps half of the one before it: near, but another.
 */
export function* makeLetters(count: number, passages: readonly Passage[], seed = 1): Generator<MadeLetter> {
  const random = randomFrom(seed)
  const pick = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)]
    if (one === undefined) throw new Error('there is nothing to pick from')
    return one
  }
  const boxes = Array.from({ length: SERVICES }, () => [
    `${pick(['Caisse', 'Mairie', 'Direction', 'Agence', 'Régie'])} ${pick(['de', 'du service de'])} ${pick(PLACES)}\n${pick(['Pôle des usagers', 'Service des prestations', 'Accueil du public', 'Bureau des demandes'])}`,
    ...Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick(passages)),
  ])
  const models: Model[] = []
  const makeModel = (): Model => {
    const last = models.at(-1)
    if (last !== undefined && random() < 1 / 8) {
      const kept = last.passages.filter((_, i) => i % 2 === 0)
      return { service: last.service, passages: [...kept, ...Array.from(kept, () => pick(passages))] }
    }
    const length = 3 + Math.floor(random() * 5)
    return { service: Math.floor(random() * SERVICES), passages: Array.from({ length }, () => pick(passages)) }
  }
  let made = 0
  while (made < count) {
    const model = makeModel()
    models.push(model)
    // A few models are sent by the hundred, most are kept in a handful of copies, or in one.
    const copies = Math.min(count - made, Math.max(1, Math.floor(0.7 / random() ** 1.25)), 2_000)
    for (let i = 0; i < copies; i++) {
      made += 1
      yield { model: models.length - 1, blocks: letterOf(model, boxes[model.service] ?? [], random, pick) }
    }
  }
}

function letterOf(
  model: Model,
  boxes: readonly string[],
  random: () => number,
  pick: <T>(all: readonly T[]) => T,
): PrintableBlock[] {
  const name = `${pick(FIRST)} ${random() < 0.3 ? pick(NAMES).toUpperCase() : pick(NAMES)}`
  const day = (): string => `${1 + Math.floor(random() * 28)} ${pick(MONTHS)} ${2020 + Math.floor(random() * 7)}`
  const values = [
    () => day(),
    () => `${Math.floor(random() * 9_000)},${10 + Math.floor(random() * 89)}`,
    () => String(100_000 + Math.floor(random() * 899_999)),
    () => name,
  ]
  const kept = model.passages.filter((_, i) => i === 0 || random() > 0.08)
  const body = kept.map((passage) =>
    changed(
      passage.replace(FIELD, () => pick(values)()),
      random,
      pick,
    ),
  )
  if (random() < 0.15) body.push(pick(EXTRA))
  const [head = '', ...foot] = boxes
  const texts: readonly (readonly [zone: string, text: string])[] = [
    ['en-tete', head],
    [
      'destinataire',
      `${name}\n${1 + Math.floor(random() * 90)} rue ${pick(STREETS)}\n${31_000 + Math.floor(random() * 900)} ${pick(PLACES)}`,
    ],
    ['en-tete', `${pick(PLACES)}, le ${day()}`],
    ['salutation', random() < 0.5 ? 'Madame, Monsieur,' : `${pick(['Madame', 'Monsieur'])} ${name},`],
    ...body.map((text) => ['corps', text] as const),
    ['cloture', 'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.'],
    ...foot.map((text) => ['mentions', text] as const),
  ]
  return texts.map(([zone, text], index) => ({ index, zone, text, opaque: [] }))
}

/** In one passage of five, a word is added, dropped or replaced. */
function changed(passage: string, random: () => number, pick: <T>(all: readonly T[]) => T): string {
  if (random() > 0.2) return passage
  const words = passage.split(' ')
  const at = Math.floor(random() * words.length)
  const kind = random()
  if (kind < 0.4) words.splice(at, 0, pick(FILLERS))
  else words.splice(at, 1, ...(kind < 0.7 ? [pick(FILLERS)] : []))
  return words.join(' ')
}
