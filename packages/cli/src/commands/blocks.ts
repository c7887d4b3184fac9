import { existsSync } from 'node:fs'
import {
  type BriefRecord,
  LIMITS,
  openShelf,
  pathsInStore,
  type Sequence,
  type Shelf,
  scan,
  storePlace,
} from '@limpide/library'
import type { Comparison, Passage, SharedPassage } from '@limpide/library/similar'
import { compared } from '../compared.ts'
import { EXIT, UsageError } from '../exit.ts'
import { count, number } from '../print/number.ts'
import { paint, write } from '../print/output.ts'
import { sayPlace } from '../print/place.ts'
import { missing } from './check.ts'
import { openMemory, sayMemoryError } from './memory.ts'
import { interruptible, openSession, tellConfigProblems } from './session.ts'

export interface BlocksOptions {
  readonly format: 'text' | 'json'
  readonly config?: string
  readonly nombre: string
}

/** Under this, correcting a block changes nothing that a reader would see. */
const LEAST_GAIN = 0.05
const LONGEST_EXCERPT = 150
/** Letters of a family that are named. */
const LETTERS_NAMED = 3

/** Prints what the letters of some folders share: common blocks, then models in several copies; gives the exit code. */
export async function blocks(paths: readonly string[], options: BlocksOptions): Promise<number> {
  const shelf = openShelf()
  try {
    return await blocksOn(shelf, paths, options)
  } finally {
    shelf.close()
  }
}

async function blocksOn(shelf: Shelf, paths: readonly string[], options: BlocksOptions): Promise<number> {
  for (const path of paths) if (!existsSync(path)) throw new UsageError(missing(path))
  const most = Number(options.nombre)
  if (!Number.isInteger(most) || most < 1)
    throw new UsageError(
      `--nombre attend un nombre entier, pas «\u00a0${options.nombre}\u00a0». Exemple\u00a0: --nombre 20.`,
    )
  const { configs } = await openSession(options)
  const { BLOCK_NAMES, readPassages } = await import('@limpide/library/similar')
  const memory = await openMemory(paths[0] ?? '.', { create: false, isNeeded: false })
  const root = memory?.root ?? storePlace(paths[0] ?? '.').root
  const inStore = pathsInStore(root)
  let comparison: Shared
  try {
    const isStopped = await interruptible(async (signal) => {
      const asked = { configs, signal, limits: LIMITS }
      if (memory === undefined) {
        for await (const record of scan(paths, asked)) shelf.put(record, { remarks: false })
      } else {
        const { scanRemembering } = await import('@limpide/library/store')
        for await (const { record, listing, listed } of scanRemembering(paths, {
          ...asked,
          store: memory,
          now: () => new Date(),
          remarks: false,
          // Where the comparison is not kept, it asks for the whole of each letter.
          brief: memory.kind === 'sqlite',
        }))
          shelf.put(record, { remarks: false, listing, listed, inStore: inStore(record.path) })
      }
      return signal.aborted
    })
    if (isStopped) return EXIT.interrupted
    comparison = await compared(shelf, memory, root)
  } catch (error) {
    throw memory === undefined ? error : await sayMemoryError(error)
  } finally {
    await memory?.close()
  }
  const records = shelf.briefs()
  const shown = comparison.passages.slice(0, options.format === 'json' ? undefined : most)
  const texts = options.format === 'json' ? [] : await readPassages(shown, records, { configs })
  const named = shown.map((passage, i) => ({ passage, name: BLOCK_NAMES[passage.role], text: texts[i] }))
  await write(
    options.format === 'json'
      ? `${JSON.stringify(plain(comparison, named, records), null, 2)}\n`
      : sayBlocks(comparison, named, records, most),
  )
  tellConfigProblems(configs)
  return EXIT.clear
}

type Shared = Pick<Comparison, 'passages' | 'families'>

interface Named {
  readonly passage: SharedPassage
  readonly name: string
  readonly text: Passage | undefined
}

function sayBlocks(
  { passages, families }: Shared,
  named: readonly Named[],
  records: Sequence<BriefRecord>,
  most: number,
): string {
  const lines: string[] = []
  if (passages.length === 0) {
    lines.push(
      `Aucun bloc commun\u00a0: aucun passage de ces ${count(records.length, 'document')} ne se retrouve dans trois modèles différents.`,
    )
  } else {
    lines.push(
      `${count(passages.length, 'bloc commun', 'blocs communs')} dans ${count(records.length, 'document')}. Corrigez-les une fois\u00a0: toutes leurs lettres en profitent.`,
    )
  }
  for (const [i, { passage, name, text }] of named.entries()) {
    const { documents, families: models, words, reading } = passage
    lines.push(
      '',
      `${paint('bold', `${i + 1}. ${name}`)}\u00a0: ${count(documents.length, 'lettre')}, ${count(models, 'modèle')}, ${count(words, 'mot')}`,
    )
    if (text !== undefined) lines.push(`   «\u00a0${excerpt(text.text)}\u00a0»`)
    if (reading !== null) lines.push(`   ${sayReading(reading)}`)
    if (reading !== null && reading.gain >= LEAST_GAIN)
      lines.push(
        paint(
          'green',
          `   Une correction améliore ${number(documents.length)} lettres\u00a0: ${number(reading.gain, 1)} ${reading.gain >= 2 ? 'points' : 'point'} de moins chacune, en moyenne.`,
        ),
      )
    const path = records.at(passage.example.document)?.path ?? ''
    const place = text === undefined ? undefined : sayPlace(text)
    lines.push(paint('dim', `   À lire dans ${path}${place === undefined ? '' : `, ${place}`}`))
  }
  if (passages.length > named.length)
    lines.push(
      '',
      `Et ${count(passages.length - named.length, 'autre bloc', 'autres blocs')}\u00a0: --nombre ${passages.length} les montre tous.`,
    )
  if (families.length > 0) {
    lines.push(
      '',
      paint('bold', count(families.length, 'modèle en plusieurs exemplaires', 'modèles en plusieurs exemplaires')),
    )
    for (const { name, documents, medoid, likeness } of families.slice(0, most)) {
      const same = likeness.filter((value) => value >= 0.995).length
      const kept =
        same === documents.length
          ? ', mêmes mots aux valeurs près'
          : same > 1
            ? `, dont ${number(same)} aux mêmes mots`
            : ''
      lines.push(
        '',
        `   «\u00a0${name}\u00a0»\u00a0: ces ${number(documents.length)} lettres sont le même modèle${kept}.`,
        paint('dim', `   La plus typique\u00a0: ${records.at(medoid)?.path ?? ''}`),
      )
      const others = documents.filter((document) => document !== medoid)
      const paths = others.slice(0, LETTERS_NAMED).map((document) => records.at(document)?.path ?? '')
      const rest = others.length - paths.length
      lines.push(
        paint('dim', `   Les autres\u00a0: ${paths.join(', ')}${rest > 0 ? ` et ${count(rest, 'autre')}` : ''}`),
      )
    }
    if (families.length > most)
      lines.push('', `Et ${count(families.length - most, 'autre modèle', 'autres modèles')} en plusieurs exemplaires.`)
  }
  return `${lines.join('\n')}\n`
}

function sayReading({
  sentences,
  longSentences,
  turns,
  terms,
  phrases,
  vocabulaire,
}: NonNullable<SharedPassage['reading']>): string {
  const parts = [
    phrases === null ? null : `phrases ${number(phrases)}/100`,
    vocabulaire === null ? null : `vocabulaire ${number(vocabulaire)}/100`,
  ].filter((one) => one !== null)
  const found = [
    longSentences === 0
      ? null
      : sentences === 1
        ? 'sa phrase dépasse 25 mots'
        : `${count(longSentences, 'phrase')} sur ${number(sentences)} ${longSentences >= 2 ? 'dépassent' : 'dépasse'} 25 mots`,
    turns === 0 ? null : `${count(turns, 'tournure')} à simplifier`,
    terms === 0 ? null : `${count(terms, 'terme')} à remplacer ou à expliquer`,
  ].filter((one) => one !== null)
  const said = [parts.join(', '), found.join(', ')].filter((one) => one !== '').join('\u00a0: ')
  return said === '' ? 'Aucune phrase à mesurer.' : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

function excerpt(text: string): string {
  if (text.length <= LONGEST_EXCERPT) return text
  const cut = text.slice(0, LONGEST_EXCERPT)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`
}

function plain({ families }: Shared, named: readonly Named[], records: Sequence<BriefRecord>): object {
  const pathOf = (rank: number): string => records.at(rank)?.path ?? ''
  return {
    blocs: named.map(({ passage, name }) => ({
      id: passage.id,
      nature: passage.role,
      nom: name,
      mots: passage.words,
      modeles: passage.families,
      lettres: passage.documents.map(pathOf),
      exemple: pathOf(passage.example.document),
      phrases: passage.reading?.phrases ?? null,
      vocabulaire: passage.reading?.vocabulaire ?? null,
      gain: passage.reading?.gain ?? null,
    })),
    modeles: families.map(({ name, medoid, documents, likeness }) => ({
      nom: name,
      typique: pathOf(medoid),
      lettres: documents.map((document, i) => ({ chemin: pathOf(document), ressemblance: likeness[i] ?? 0 })),
    })),
  }
}
