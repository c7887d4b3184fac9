import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sharedLimpide } from 'limpide'
import { describe, expect, test } from 'vitest'
import { toRecord } from '../record.ts'
import { findAlike } from './alike.ts'
import { type Comparable, compareLibrary } from './compare-library.ts'
import { fingerprintOf, printOf } from './fingerprint.ts'
import { makeLetters } from './letters-fixture.ts'
import { packFingerprint, unpackFingerprint } from './pack.ts'

const limpide = sharedLimpide()
const isWord = (word: string): boolean => limpide.french.analyses(word).length > 0
/** As a page of the body, a block a line. */
const printLines = (lines: readonly string[]) =>
  printOf(
    lines.map((text, index) => ({ index, text, zone: 'corps', opaque: [] })),
    isWord,
  )
const print = (source: string) => fingerprintOf(limpide.check(source, { noMinimum: true }), limpide.rules, isWord)
const letter = (path: string, source: string): Comparable => {
  const analysed = limpide.check(source, { noMinimum: true })
  return { ...toRecord(path, analysed), fingerprint: packFingerprint(fingerprintOf(analysed, limpide.rules, isWord)) }
}

/** A thousand other texts of the same folder, with nothing in common: so many show the boxes of their service. */
const THOUSAND = Array.from({ length: 1000 }, (_, i) => ({
  shingles: Uint32Array.from({ length: 20 }, (_, rank) => Math.imul(i * 20 + rank + 1, 0x9e3779b1)).sort(),
  level: 0,
  path: `${i}.md`,
}))

const MODEL = `# Votre demande d’aide au logement

{{ civilite }} {{ nom }},

Vous avez demandé une aide au logement le {{ date }} pour le logement du {{ adresse }}.

Nous ne pouvons pas vous donner cette aide : vos ressources de {{ montant }} euros dépassent le plafond de votre foyer.

Vous pouvez envoyer vos nouvelles ressources si votre situation a changé depuis cette date. Nous reprendrons alors votre dossier sans que vous ayez à refaire une demande.
`
const fill = (values: Readonly<Record<string, string>>): string =>
  MODEL.replace(/\{\{ (\w+) \}\}/g, (_, name: string) => values[name] ?? '')
const DURAND = {
  civilite: 'Madame',
  nom: 'Durand',
  date: '3 mars 2026',
  adresse: '12 rue des Lilas, 31000 Valmont',
  montant: '1 250,30',
}
const MARTIN = {
  civilite: 'M.',
  nom: 'MARTIN',
  date: '28/11/2025',
  adresse: '4, avenue Victor Hugo 31400 Clairval',
  montant: '987',
}

describe('a fingerprint', () => {
  test('is the same for a model and for the letters made of it', () => {
    const [model, one, other] = [MODEL, fill(DURAND), fill(MARTIN)].map(print)
    expect(one?.shingles).toEqual(model?.shingles)
    expect(other?.shingles).toEqual(model?.shingles)
    expect(one?.blocks).toEqual(model?.blocks)
  })

  test('does not depend on values nor on white space, whatever they are', () => {
    const reference = print(MODEL)
    const name = fc.constantFrom('Durand', 'Nguyen', 'DUPONT-MOREL', 'Lefèvre', 'Ben Amar')
    const amount = fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2).replace('.', ','))
    const day = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom('janvier', 'août', 'décembre'))
    const space = fc.constantFrom(' ', '  ', '\u00a0', '\t')
    fc.assert(
      fc.property(name, amount, day, space, (nom, montant, [n, month], gap) => {
        const source = fill({ ...DURAND, nom, montant, date: `${n} ${month} 2026` }).replace(
          /(?<=\p{L}) (?=\p{L})/gu,
          gap,
        )
        expect(print(source).shingles).toEqual(reference.shingles)
      }),
      { numRuns: 40 },
    )
  })

  test('comes back from its text, evidence included, and holds no word of the letter', () => {
    const source = print(fill(DURAND))
    const packed = packFingerprint(source)
    expect(unpackFingerprint(packed)).toEqual(source)
    expect(Buffer.from(packed.slice(2), 'base64').toString('latin1')).not.toMatch(/logement|Durand|plafond/i)
  })

  test('of another version, cut short or absent, is none', () => {
    const packed = packFingerprint(print(MODEL))
    expect(unpackFingerprint(packed.replace(/^\d+/, '0'))).toBeUndefined()
    expect(unpackFingerprint(packed.slice(0, 40))).toBeUndefined()
    expect(unpackFingerprint(undefined)).toBeUndefined()
  })

  test('of a long document keeps a part of it that compares with the part of another', () => {
    const long = (from: number): string =>
      Array.from(
        { length: 900 },
        (_, i) =>
          `mot${String.fromCharCode(97 + ((from + i) % 26))}${'aeiou'[(from + i * 7) % 5]}x${((from + i) % 37).toString(36).replace(/\d/g, 'z')}`,
      ).join(' ')
    const block = (text: string) => printOf([{ index: 0, zone: 'corps', text, opaque: [] }], () => true)
    const one = block(long(0))
    expect(one.level).toBeGreaterThanOrEqual(0)
    expect(one.shingles.length).toBeLessThanOrEqual(256)
    expect(one.shingles).toEqual(block(`${long(0)}  `).shingles)
  })
})

const PASSAGES = [
  'Vous avez déposé une demande de carte de stationnement pour une place proche de votre domicile.',
  'Votre enfant est inscrit à la cantine de son école à partir de la prochaine rentrée scolaire.',
  'Le relevé de votre compteur montre une consommation d’eau trois fois plus forte que celle de l’an passé.',
  'Votre bourse est calculée à partir des revenus de vos parents et de la distance entre votre ville et la faculté.',
  'La commission a étudié votre dossier de logement et elle propose un appartement de trois pièces.',
  'Nous avons reçu votre déclaration de travaux pour une clôture en bois le long de la rue.',
  'Votre rendez-vous avec le médecin du service est reporté parce que le cabinet est fermé ce jour.',
  'Votre permis de conduire est prêt et vous pouvez le retirer au guichet avec une pièce d’identité.',
  'Vous devez rembourser une partie de l’aide reçue parce que vos revenus ont changé en cours d’année.',
  'Le ramassage des déchets verts de votre quartier a lieu désormais le premier mercredi du mois.',
  'Votre demande de place en crèche est gardée sur la liste d’attente pour la commission du printemps.',
  'La taxe foncière de votre maison tient compte de la véranda que vous avez déclarée cette année.',
]

/** The passages of the sample library: real in tone, and many. */
function samplePassages(): string[] {
  const folder = join(import.meta.dirname, '../../../../test/library')
  const found = new Set<string>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/^[^/]+\/.*\.(md|txt)$/.test(path)) continue
    for (const text of readFileSync(join(folder, path), 'utf8').split(/\n\s*\n/))
      if (text.length > 80 && text.length < 900) found.add(text)
  }
  return [...found]
}

describe('families', () => {
  const letters = [...makeLetters(400, samplePassages(), 7)]
  const samples = letters.map(({ blocks }) => printOf(blocks, isWord))

  test('hold the letters of one model and no other, though a service puts the same boxes on all of them', () => {
    const { of } = findAlike(samples)
    let right = 0
    let said = 0
    let real = 0
    for (let i = 0; i < letters.length; i++) {
      for (let j = 0; j < i; j++) {
        const isSaid = of[i] === of[j]
        const isReal = letters[i]!.model === letters[j]!.model
        right += isSaid && isReal ? 1 : 0
        said += isSaid ? 1 : 0
        real += isReal ? 1 : 0
      }
    }
    expect(right / said).toBeGreaterThanOrEqual(0.99)
    expect(right / real).toBeGreaterThanOrEqual(0.95)
  })

  test('do not depend on the order of the letters, and likeness has no side', () => {
    const { of, likeness } = findAlike(samples)
    const back = findAlike([...samples].reverse())
    const last = samples.length - 1
    for (let i = 0; i < samples.length; i++) {
      const j = (i * 31) % samples.length
      expect(of[i] === of[j]).toBe(back.of[last - i] === back.of[last - j])
      expect(likeness(i, j)).toBe(likeness(j, i))
    }
  })

  test('hold a notice that was written again for another product, most of its lines touched', () => {
    const varnish = printLines([
      'Lisez l’étiquette et la fiche de sécurité avant d’ouvrir le bidon de vernis.',
      'Aérez la salle pendant tout le chantier et deux heures après la dernière couche.',
      'Portez des gants, des lunettes fermées et un masque à cartouche.',
      'Prévenez les agents des dangers du produit et des gestes à faire en cas de contact.',
      'Rangez les bidons dans un local frais, loin de toute flamme et fermé à clé.',
    ])
    const bleach = printLines([
      'Lisez l’étiquette et la fiche de sécurité avant d’ouvrir le flacon de javel.',
      'Aérez la salle pendant tout le nettoyage et une heure après le dernier rinçage.',
      'Portez des gants, des lunettes fermées et un tablier.',
      'Prévenez vos agents des dangers du produit et des gestes à faire après un contact.',
      'Rangez les flacons dans un local frais, loin de toute lumière et fermé à clé.',
    ])
    const { of, likeness } = findAlike([varnish, bleach])
    expect(likeness(0, 1)).toBeLessThan(0.45)
    expect(of[0]).toBe(of[1])
    // Without the order of its words, nothing tells it from a text that shares a passage.
    const { of: apart } = findAlike([varnish, bleach].map(({ stems: _, ...rest }) => rest))
    expect(apart[0]).not.toBe(apart[1])
  })

  test('hold a call of half a page that was written again for another kind of appointment', () => {
    const phone = [
      'Vous êtes convoqué à un entretien téléphonique avec la conseillère qui suit votre parcours.',
      'Elle vous appellera au numéro que vous nous avez donné : vérifiez que ce numéro est encore le vôtre.',
      'Si vous ne pouvez pas répondre ce jour-là, prévenez vite le secrétariat pour déplacer cet entretien.',
      'Sans réponse de votre part, votre accompagnement peut être suspendu.',
    ]
    const desk = [
      'Vous êtes convoqué à un entretien au guichet avec la conseillère qui suit votre parcours.',
      'Elle vous recevra dans nos bureaux du centre administratif, troisième étage : apportez une pièce d’identité et ce courrier.',
      'Si vous ne pouvez pas venir ce jour-là, prévenez vite le secrétariat pour déplacer cet entretien.',
      'Sans nouvelles de votre part, votre accompagnement sera suspendu.',
    ]
    const families = (letters: readonly (readonly string[])[], paths: readonly string[] = [], others = THOUSAND) => {
      const prints = letters.map((lines, i) => ({ ...printLines(lines), path: paths[i] ?? `${i}.md` }))
      const { of } = findAlike([...prints, ...PASSAGES.map((line) => printLines([line])), ...others])
      return of[0] === of[1]
    }
    const about = 'Cet entretien fait le point sur vos démarches, vos formations et vos recherches de la saison.'
    const [called, received] = [
      'Vous pouvez demander à être accompagné par une personne de votre choix : parent, voisin, bénévole.',
      'Vous pouvez aussi venir avec une personne de votre choix : parent, voisin ou bénévole.',
    ]
    const halfPages = [
      [about, ...phone, called],
      [about, ...desk, received],
    ]
    expect(families(halfPages)).toBe(true)
    // They share less of their own words than is asked where a few letters do not show what is a box of the service.
    expect(families(halfPages, [], [])).toBe(false)
    // In a few lines, as much may be chance: the names of the files tell.
    expect(families([phone, desk])).toBe(false)
    expect(families([phone, desk], ['convocation-entretien-telephone.md', 'convocation-entretien-guichet.md'])).toBe(
      true,
    )
  })

  test('hold two files that are named alike and say half in the same words, which wording alone would leave apart', () => {
    // A page, and the same page of which four lines in ten are others.
    const page = PASSAGES.slice(0, 10)
    const other = page.map((line, i) => (i > 5 ? line.split(' ').toReversed().join(' ') : line))
    const prints = [page, other].map(printLines)
    const families = (paths: readonly string[], others = THOUSAND) => {
      const { of } = findAlike([...prints.map((one, i) => ({ ...one, path: paths[i] ?? '' })), ...others])
      return of[0] === of[1]
    }
    expect(families(['courrier-1.docx', 'lettre-2.docx'])).toBe(false)
    const names = ['refus-bourse-scolaire-college.docx', 'refus-bourse-scolaire-lycee.docx']
    expect(families(names)).toBe(true)
    expect(families(names, [])).toBe(false)
  })

  test('of a large folder hold two texts that say more than half in the same words, in whatever order', () => {
    const own = PASSAGES.slice(9, 12).map((line) => line.split(' ').toReversed().join(' '))
    const prints = [PASSAGES.slice(0, 12), [...own, ...PASSAGES.slice(0, 9).toReversed()]].map(printLines)
    const areOne = (others: typeof THOUSAND): boolean => {
      const { of } = findAlike([...prints.map((one, i) => ({ ...one, path: `${i}.md` })), ...others])
      return of[0] === of[1]
    }
    expect(areOne(THOUSAND)).toBe(true)
    expect(areOne([])).toBe(false)
  })

  test('of a small folder do not drift from one letter to the next', () => {
    // Each letter has nine passages of twelve from the one before it; the first and the last share six.
    const lines = [...PASSAGES, ...PASSAGES.map((line) => line.split(' ').toReversed().join(' '))]
    const letters = [0, 3, 6].map((from) => printLines(lines.slice(from, from + 12)))
    expect(new Set(findAlike([...letters, ...THOUSAND]).of.slice(0, 3)).size).toBe(1)
    expect(new Set(findAlike(letters).of).size).toBe(2)
  })

  test('join when half of their letters have one like them on the other side, though most pairs are not alike', () => {
    const variants = [[2, 8], [9, 11], [5, 8], [9]].map((others, i) =>
      printLines(
        PASSAGES.map((line, rank) => {
          const words = line.split(' ').toReversed()
          return others.includes(rank) ? [...words.slice(i + 1), ...words.slice(0, i + 1)].join(' ') : line
        }),
      ),
    )
    const { of } = findAlike(variants)
    expect([...of]).toEqual([0, 0, 0, 0])
  })

  test('hold a page whose parts stand in another order, and no page that has a long list of the service', () => {
    // The same lines in other words: each begins otherwise.
    const part = (turn: number): readonly string[] =>
      PASSAGES.map((line) =>
        line
          .toLowerCase()
          .replace(/\p{L}{4,}/gu, (word) => `${'bcdfglmnp'[Math.floor(turn / 6)]}${'aeioué'[turn % 6]}${word}`),
      )
    const parts = (...turns: readonly number[]) => printLines(turns.flatMap(part))
    const { of, likeness } = findAlike([parts(0, 1, 2, 3, 4), parts(4, 3, 5, 1, 0)])
    expect(likeness(0, 1)).toBeLessThan(0.7)
    expect(of[0]).toBe(of[1])
    const list = Array.from({ length: 12 }, (_, i) => i)
    const pages = [12, 17, 22, 27, 32, 37, 42, 47].map((own) => parts(own, own + 1, own + 2, own + 3, own + 4, ...list))
    expect(new Set(findAlike(pages).of).size).toBe(8)
  })

  test('hold a letter that half of a family says nothing sure of', () => {
    // Two pages, of which each line was touched in each state of the letter, and passages were replaced.
    const page = PASSAGES.slice(0, 8)
    const lines = [...page, ...page.map((line) => line.split(' ').reverse().join(' '))]
    const state = (touch: string, replaced: number) =>
      printLines(
        lines.map((line, i) => {
          const words = ((i < replaced * 2 && i % 2 === 0 && PASSAGES[8 + i / 2]) || line).split(' ')
          return [...words.slice(0, 6), touch, ...words.slice(7)].join(' ')
        }),
      )
    const states = [state('vraiment', 0), state('toujours', 1), state('notamment', 4)]
    const { of } = findAlike(states)
    expect(of[0]).toBe(of[1])
    expect(of[0]).toBe(of[2])
    const { of: apart } = findAlike([states[0]!, states[2]!])
    expect(apart[0]).not.toBe(apart[1])
  })

  test('hold the whole decision beside the letter that announces it, and the same letter cut short', () => {
    const lines = [...PASSAGES, ...PASSAGES.map((line) => line.split(' ').reverse().join(' '))]
    const [short, letter, decision] = [5, 9, 18].map((length) => printLines(lines.slice(0, length)))
    const { of } = findAlike([short!, letter!, decision!])
    expect(of[0]).toBe(of[1])
    expect(of[0]).toBe(of[2])
    const { of: apart } = findAlike([short!, decision!])
    expect(apart[0]).not.toBe(apart[1])
  })

  test('letters of one service that each say one thing between the same boxes are as many models', () => {
    const letters = PASSAGES.map((own) =>
      printLines([
        'Service des aides de la mairie de Valmont, bureau des demandes, ouvert du lundi au vendredi sur rendez-vous.',
        own,
        'Vous pouvez contester cette décision devant le tribunal administratif dans un délai de deux mois à compter de sa notification.',
        'Vos données personnelles sont conservées pendant la durée de traitement de votre demande, puis archivées selon la réglementation.',
      ]),
    )
    expect(new Set(findAlike(letters).of).size).toBe(PASSAGES.length)
  })

  test('letters of one service that each say one thing are as many models, though their boxes were touched up in each', () => {
    const touch = ['vraiment', 'toujours', 'notamment', 'ensuite']
    const letters = touch.map((word, i) =>
      printLines([
        PASSAGES[5 + i] ?? '',
        ...PASSAGES.slice(0, 2).map((box) =>
          box
            .split(' ')
            .map((one, at) => ((at + i) % 12 === 11 ? word : one))
            .join(' '),
        ),
      ]),
    )
    expect(new Set(findAlike(letters).of).size).toBe(4)
  })

  test('hold a long contract that was written again, and no other that has half of its articles', () => {
    const articles = samplePassages().slice(0, 240)
    const say = (isIn: (rank: number) => boolean) => printLines(articles.filter((_, rank) => isIn(rank)))
    // One article in six is missing from each of the first two; the third has half of them, and others.
    const [one, again, half] = [
      say((rank) => rank < 160 && rank % 6 !== 2),
      say((rank) => rank < 160 && rank % 6 !== 5),
      say((rank) => rank >= 80),
    ]
    expect(one.stems.length).toBeGreaterThan(1024)
    const { of, likeness } = findAlike([one, again, half])
    expect(of[0]).toBe(of[1])
    expect(likeness(0, 1)).toBeLessThan(0.7)
    expect(likeness(0, 2)).toBeGreaterThan(0.2)
    expect(of[2]).not.toBe(of[0])
  })

  test('a letter half like each of two models does not make them one', () => {
    const [cards, water, bins] = [PASSAGES.slice(0, 4), PASSAGES.slice(4, 8), PASSAGES.slice(8, 12)]
    const say = (...passages: readonly (readonly string[] | undefined)[]) =>
      printLines(passages.flat().map((text = '') => text))
    const [one, between, other] = [say(cards), say(cards, water), say(water, bins)]
    const { of } = findAlike([one, between, other])
    expect(of[0]).not.toBe(of[2])
  })

  test('a text alone, an empty one and none at all are families of themselves', () => {
    expect([...findAlike([]).of]).toEqual([])
    const empty = printOf([], isWord)
    expect([...findAlike([empty, empty, samples[0]!]).of]).toEqual([0, 1, 2])
  })
})

const BOX =
  'Vous pouvez contester cette décision devant le tribunal administratif de Valmont dans un délai de deux mois à compter de la notification de la présente décision, après avoir exercé un recours administratif préalable obligatoire auprès de la commission.'
const HELP =
  'Nonobstant ce qui précède, il vous appartient, le cas échéant, de prendre l’attache du service instructeur afin que soit procédé à l’examen de votre situation dans les meilleurs délais.'
const OWN = PASSAGES.map(
  (passage) =>
    `Madame, Monsieur,\n\n${passage} Nous vous écrivons pour vous dire la suite. Vous n’avez rien à envoyer pour le moment.`,
)

describe('shared passages', () => {
  const mails = OWN.slice(0, 6).map((own, i) =>
    letter(`lettres/${i}.md`, `# Lettre ${'ABCDEF'[i]}\n\n${own}\n\n${i < 4 ? HELP : ''}\n\n${BOX}\n`),
  )
  const compared = compareLibrary(mails)

  test('a box that several models hold is found once, with all its letters', () => {
    const [box] = compared.passages.filter(({ role }) => role === 'recours')
    expect(box).toMatchObject({ documents: [0, 1, 2, 3, 4, 5], families: 6 })
    expect(box?.reading?.longSentences).toBe(1)
    expect(box?.reading?.gain).toBeGreaterThan(0)
    expect(compared.families).toEqual([])
  })

  test('the body of many copies of one model is shared by nobody', () => {
    const names = ['Durand', 'Martin', 'Petit', 'Roux', 'Faure']
    const copies = names.map((nom) => letter(`lettres/${nom}.md`, fill({ ...DURAND, nom })))
    const { families, passages } = compareLibrary(copies)
    expect(passages).toEqual([])
    expect(families).toEqual(
      [
        {
          name: 'Votre demande d’aide au logement',
          medoid: 0,
          documents: [0, 3, 4, 1, 2].toSorted((a, b) => (copies[a]!.path < copies[b]!.path ? -1 : 1)),
          likeness: [1, 1, 1, 1, 1],
        },
      ].map((family) => ({ ...family, medoid: family.documents[0] })),
    )
  })

  test('a passage of the body that models share no longer weighs on each letter; the others keep their score', () => {
    for (let i = 0; i < 4; i++) {
      const [before, after] = [mails[i]!.score!, compared.scores[i]!]
      expect(after.value).toBeLessThan(before.value)
      expect(after.parts.phrases).toBeLessThan(before.parts.phrases!)
      expect(after.parts.organisation).toBeCloseTo(before.parts.organisation!, 9)
    }
    for (let i = 4; i < 6; i++) expect(compared.scores[i]).toBe(mails[i]!.score)
  })

  test('a letter with nothing of its own keeps its score', () => {
    const { scores, passages } = compareLibrary([...mails, letter('lettres/z.md', `${HELP}\n\n${BOX}\n`)])
    expect(passages.some(({ documents }) => documents.includes(6))).toBe(true)
    expect(scores[6]?.value).toBe(letter('z.md', `${HELP}\n\n${BOX}\n`).score?.value)
  })

  test('letters added one by one say in the end what the whole says, in any order', () => {
    const backwards = compareLibrary([...mails].reverse())
    const seen = (all: ReturnType<typeof compareLibrary>, of: readonly Comparable[]) =>
      all.passages.map(({ documents, ...rest }) => ({
        ...rest,
        example: of[rest.example.document]?.path,
        documents: documents.map((rank) => of[rank]!.path).sort(),
      }))
    expect(seen(backwards, [...mails].reverse())).toEqual(seen(compared, mails))
    const values = backwards.scores.toReversed().map((score) => score?.value)
    expect(values).toEqual(compared.scores.map((score) => score?.value))
  })
})
