import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { check, type TextFormat } from 'limpide'
import { writtenPairs } from './read-pairs.ts'

/** One change to one letter, which a writer would make to be clearer. */
export interface Edit {
  readonly kind: string
  readonly letter: string
  readonly before: string
  readonly after: string
  readonly format: TextFormat
}

/** Two wordings of a sentence; `{}` takes one of the things that administrations write about. */
const WORDINGS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'passif vers actif': [
    ['{} a été examiné par la commission le 3 mars.', 'La commission a examiné {} le 3 mars.'],
    ['{} sera étudié par le service social.', 'Le service social étudiera {}.'],
    ['{} vous sera envoyé par notre agence.', 'Notre agence vous enverra {}.'],
    ['{} doit être signé par les deux parents.', 'Les deux parents doivent signer {}.'],
    ['{} n’a pas été reçu par nos agents.', 'Nos agents n’ont pas reçu {}.'],
  ],
  'nom vers verbe': [
    ['Nous procédons à la vérification de {}.', 'Nous vérifions {}.'],
    ['Le service assure le traitement de {}.', 'Le service traite {}.'],
    ['Vous devez effectuer la transmission de {}.', 'Vous devez transmettre {}.'],
    ['L’agent est chargé de la rédaction de {}.', 'L’agent rédige {}.'],
    ['Nous avons procédé à l’annulation de {}.', 'Nous avons annulé {}.'],
  ],
  'double négation vers positif': [
    ['Vous ne pouvez pas ne pas fournir {}.', 'Vous devez fournir {}.'],
    ['Nous n’ignorons pas que vous attendez {}.', 'Nous savons que vous attendez {}.'],
    ['Il n’est pas impossible que nous acceptions {}.', 'Nous accepterons peut-être {}.'],
    ['Vous n’êtes pas sans savoir que nous demandons {}.', 'Vous savez que nous demandons {}.'],
  ],
  'jargon vers mot simple': [
    [
      'Vous devez vous acquitter de cette somme avant d’obtenir {}.',
      'Vous devez payer cette somme avant d’obtenir {}.',
    ],
    ['Nonobstant ce retard, nous gardons {}.', 'Malgré ce retard, nous gardons {}.'],
    ['Nous diligentons une enquête afférente à {}.', 'Nous menons une enquête sur {}.'],
    ['Veuillez nous faire parvenir {} dans les meilleurs délais.', 'Envoyez-nous {} avant le 5 mai.'],
    ['Il convient de produire {} à l’appui de cette requête.', 'Joignez {} à cette demande.'],
  ],
  'menace vers aide': [
    [
      'À défaut de paiement, nous serons contraints d’engager des poursuites à votre encontre.',
      'Si vous ne pouvez pas payer, appelez-nous : nous chercherons une solution avec vous.',
    ],
    [
      'Faute de réponse sous huitaine, votre dossier sera rejeté sans autre avis.',
      'Répondez-nous avant le 5 mai. Si vous avez besoin de plus de temps, appelez-nous.',
    ],
    [
      'Nous vous mettons en demeure de régulariser votre situation sans délai, sous peine de sanctions.',
      'Appelez-nous avant le 5 mai pour mettre à jour votre situation. Nous vous aiderons.',
    ],
  ],
  'phrase coupée': [
    [
      'Nous avons reçu {}, que vous avez déposé à l’accueil le 3 mars, et nous vous répondrons avant la fin du mois prochain, après avoir demandé l’avis du médecin.',
      'Nous avons reçu {}. Vous l’avez déposé à l’accueil le 3 mars. Nous demandons l’avis du médecin. Nous vous répondrons ensuite, avant la fin du mois prochain.',
    ],
    [
      'Votre demande est incomplète parce que nous n’avons pas reçu {} et que la photo que vous avez envoyée est trop ancienne, ce qui nous empêche de vous répondre.',
      'Votre demande est incomplète. Nous n’avons pas reçu {}. La photo que vous avez envoyée est trop ancienne. Nous ne pouvons donc pas vous répondre.',
    ],
    [
      'Le conseiller vous recevra au guichet le 12 mai à 14 heures et il relira avec vous {}, puis il vous dira quels papiers il faut apporter la fois suivante.',
      'Le conseiller vous recevra au guichet le 12 mai à 14 heures. Il relira avec vous {}. Il vous dira ensuite quels papiers il faut apporter la fois suivante.',
    ],
  ],
  'liste faite': [
    [
      'Pour continuer, envoyez-nous {}, une copie de votre carte d’identité, un justificatif de domicile de moins de trois mois et votre dernier avis d’impôt.',
      'Pour continuer, envoyez-nous :\n\n- {} ;\n- une copie de votre carte d’identité ;\n- un justificatif de domicile de moins de trois mois ;\n- votre dernier avis d’impôt.',
    ],
    [
      'Vous pouvez nous joindre par téléphone le matin de 9 heures à midi, par courriel à tout moment, par courrier à l’adresse de la mairie ou au guichet le mardi après-midi.',
      'Vous pouvez nous joindre :\n\n- par téléphone, le matin de 9 heures à midi ;\n- par courriel, à tout moment ;\n- par courrier, à l’adresse de la mairie ;\n- au guichet, le mardi après-midi.',
    ],
  ],
}

const THINGS = [
  'votre dossier',
  'le certificat',
  'votre relevé de compte',
  'le formulaire signé',
  'votre avis d’impôt',
  'ce document',
] as const

const CORPUS = join(import.meta.dirname, '../corpus')

interface Letter {
  readonly id: string
  readonly text: string
  readonly format: TextFormat
}

/** The letters that are changed: those of the corpus, clear or not, and those of the pairs that are not kept aside. */
function letters(): readonly Letter[] {
  const corpus = ['textes', 'clair'].flatMap((folder) =>
    readdirSync(join(CORPUS, folder))
      .filter((name) => ['.md', '.txt'].includes(extname(name)))
      .sort()
      .map(
        (name): Letter => ({
          id: name,
          text: readFileSync(join(CORPUS, folder, name), 'utf8'),
          format: extname(name) === '.md' ? 'md' : 'txt',
        }),
      ),
  )
  const written = writtenPairs()
    .filter(({ source, kept }) => source === 'lettre' && !kept)
    .flatMap(({ id, complex, clear }): Letter[] => [
      { id: `${id} avant`, text: complex, format: 'md' },
      { id: `${id} après`, text: clear, format: 'md' },
    ])
  return [...corpus, ...written]
}

/** Where a sentence is added: a paragraph of its own, the end of one that is there, the end of a list. */
type Place = 'paragraphe' | 'suite' | 'liste'

const PLACES: readonly Place[] = ['paragraphe', 'suite', 'liste']

/** The text of a letter with a sentence more. */
function withSentence({ text, format }: Letter, sentence: string, place: Place): string | undefined {
  const { view } = check(text, { format, noMinimum: true }).result
  const isListed = place === 'liste'
  const found = isListed
    ? view.body.findLast(
        (block, i) =>
          block.kind === 'item' &&
          block.zone === 'corps' &&
          block.source.list?.ordered === false &&
          view.body[i + 1]?.kind !== 'item',
      )
    : view.body.find(
        (block) =>
          block.kind === 'paragraph' && block.zone === 'corps' && /[.!]\s*$/.test(block.text) && block.wordCount > 12,
      )
  if (!found) return undefined
  const { end } = found.source
  return `${text.slice(0, end)}${{ paragraphe: '\n\n', suite: ' ', liste: '\n- ' }[place]}${sentence}${text.slice(end)}`
}

/** Changes of every kind, in letters taken in turn: the same at each run. */
export function writtenEdits(byKind: number): readonly Edit[] {
  const all = letters()
  const edits: Edit[] = []
  let turn = 0
  for (const [kind, wordings] of Object.entries(WORDINGS)) {
    let made = 0
    while (made < byKind) {
      const letter = all[(turn * 7) % all.length]
      const [heavy, light] = wordings[made % wordings.length] ?? ['', '']
      const thing = THINGS[turn % THINGS.length] ?? ''
      turn += 1
      if (!letter) break
      const fill = (sentence: string): string => {
        const said = sentence
          .replace('{}', thing)
          .replace(/ de le /, ' du ')
          .replace(/ à le /, ' au ')
        return said.charAt(0).toUpperCase() + said.slice(1)
      }
      // A list does not go inside a paragraph, nor in another list.
      const place = light.includes('\n') ? 'paragraphe' : (PLACES[made % PLACES.length] ?? 'paragraphe')
      const before = withSentence(letter, fill(heavy), place)
      const after = withSentence(letter, fill(light), place)
      if (before === undefined || after === undefined) continue
      edits.push({ kind, letter: letter.id, before, after, format: letter.format })
      made += 1
    }
  }
  return edits
}

/** The rules whose own wordings are applied. */
const FIXED: ReadonlySet<string> = new Set([
  'voix-passive',
  'verbe-support',
  'nominalisation',
  'double-negation',
  'jargon-administratif',
  'archaisme',
  'locution-lourde',
])

/** What the product itself offers, applied: one wording at a time, those without anything left to fill. */
export function offeredEdits(byLetter: number): readonly Edit[] {
  return letters().flatMap(({ id, text, format }) => {
    const { findings, view } = check(text, { format, noMinimum: true }).result
    // Titles, the object and the recourse box are not in the sentences that the score counts.
    const isProse = (block: number): boolean =>
      view.blocks[block]?.zone === 'corps' && view.blocks[block].kind !== 'heading'
    return findings
      .filter(({ rule, block, suggestions }) => FIXED.has(rule) && isProse(block) && suggestions.some(isWhole))
      .slice(0, byLetter)
      .flatMap(({ rule, suggestions }): Edit[] => {
        const fix = suggestions.find(isWhole)
        if (!fix) return []
        return [
          {
            kind: rule,
            letter: id,
            before: text,
            after: text.slice(0, fix.start) + fix.text + text.slice(fix.end),
            format,
          },
        ]
      })
  })
}

function isWhole({ kind, text }: { readonly kind: string; readonly text: string }): boolean {
  return (kind === 'remplacement' || kind === 'choix') && !/[[\]…]/.test(text)
}
