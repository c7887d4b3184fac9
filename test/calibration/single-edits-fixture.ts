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

/** Two wordings of a sentence, by kind of change; `{}` takes one of the things that administrations write about. */
function wordings(): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  return new Map(
    readFileSync(join(import.meta.dirname, 'gestes.txt'), 'utf8')
      .split(/^# /m)
      .slice(1)
      .map((part) => {
        const [kind = '', ...lines] = part.trim().split('\n')
        return [
          kind,
          lines.map((line) => {
            const [heavy = '', light = ''] = line.split('\t')
            // « Envoyez-nous :|un papier ;|un autre. » is a list.
            return [heavy, light.replace('|', '\n\n- ').replaceAll('|', '\n- ')] as const
          }),
        ]
      }),
  )
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

/** Where each kind of sentence goes in a letter, read once: the text is cut there. */
function placesOf({ text, format }: Letter): ReadonlyMap<Place, number> {
  const { body } = check(text, { format, noMinimum: true }).result.view
  const item = body.findLast(
    (block, i) =>
      block.kind === 'item' &&
      block.zone === 'corps' &&
      block.source.list?.ordered === false &&
      body[i + 1]?.kind !== 'item',
  )
  const paragraph = body.find(
    (block) =>
      block.kind === 'paragraph' && block.zone === 'corps' && /[.!]\s*$/.test(block.text) && block.wordCount > 12,
  )
  const places = new Map<Place, number>()
  if (paragraph) places.set('paragraphe', paragraph.source.end).set('suite', paragraph.source.end)
  if (item) places.set('liste', item.source.end)
  return places
}

const BEFORE: Readonly<Record<Place, string>> = { paragraphe: '\n\n', suite: ' ', liste: '\n- ' }

function filled(sentence: string, thing: string): string {
  const said = sentence
    .replace('{}', thing)
    .replace(/ de le /, ' du ')
    .replace(/ à le /, ' au ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** So many changes of every kind, in letters taken in turn, letter by letter: the same at each run. */
export function writtenEdits(byKind: number): readonly Edit[] {
  const all = letters().map((letter) => ({ letter, places: placesOf(letter) }))
  const edits: (Edit & { readonly rank: number })[] = []
  const seen = new Set<string>()
  let turn = 0
  for (const [kind, said] of wordings()) {
    let made = 0
    while (made < byKind) {
      // Each time round, a wording goes to other letters.
      const rank = (turn * 7 + Math.floor(made / said.length) * 13) % all.length
      const { letter, places } = all[rank] ?? {}
      if (!letter || !places) break
      const [heavy, light] = said[made % said.length] ?? ['', '']
      const thing = THINGS[turn % THINGS.length] ?? ''
      turn += 1
      // A list does not go inside a paragraph, nor in another list.
      const place = light.includes('\n')
        ? 'paragraphe'
        : (PLACES[(made + Math.floor(made / said.length)) % 3] ?? 'suite')
      const at = places.get(place)
      if (at === undefined) continue
      const withSentence = (sentence: string): string =>
        letter.text.slice(0, at) + BEFORE[place] + filled(sentence, thing) + letter.text.slice(at)
      const { id, format } = letter
      const before = withSentence(heavy)
      if (seen.has(before)) continue
      seen.add(before)
      edits.push({ kind, letter: id, before, after: withSentence(light), format, rank })
      made += 1
    }
  }
  // What two letters share is read once: those of one letter go together.
  return edits.sort((a, b) => a.rank - b.rank)
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
