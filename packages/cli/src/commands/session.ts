import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { type Configs, createConfigs, type FoundConfig, globs, personalDictionary, problemOf } from '@limpide/library'
import {
  DOCUMENT_TYPES,
  type DocumentType,
  type Limpide,
  nearest,
  type Rule,
  sharedLimpide,
  withDictionary,
} from 'limpide'
import { UsageError } from '../exit.ts'
import { tell } from '../print/output.ts'

/** What every command that reads documents begins with. */
export interface Session {
  readonly limpide: Limpide
  readonly configs: Configs
  readonly type: DocumentType | undefined
}

/** Prepares the checks and the configurations from the options; throws a UsageError for an option that cannot be used. */
export async function openSession({
  config,
  type,
}: {
  readonly config?: string
  readonly type?: string
}): Promise<Session> {
  const limpide = sharedLimpide()
  const words = await personalDictionary()
  const configs =
    config === undefined
      ? createConfigs((source, file) => limpide.parseConfig(source, relative('', file)), words)
      : await only(resolve(config), limpide, words)
  return { limpide, configs, type: parseType(type) }
}

/** Says what is wrong with the configurations met, once the work is done. */
export function tellConfigProblems(configs: Configs): void {
  for (const { config } of configs.met()) {
    for (const { what, fix, where } of config.problems)
      tell(`${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`)
  }
}

/** The rules that ran under the configurations met: those of the catalogue, and those that teams wrote. */
export function rulesMet({ limpide, configs }: Pick<Session, 'limpide' | 'configs'>): readonly Rule[] {
  const met = configs.met().flatMap(({ config }) => limpide.rulesFor(config))
  return [...new Set([...limpide.rules, ...met])]
}

async function only(file: string, limpide: Limpide, words: ReadonlySet<string>): Promise<Configs> {
  const source = await readFile(file, 'utf8').catch((error: unknown) => {
    const { what, fix } = problemOf(error)
    throw new UsageError(`configuration ${file}\u00a0: ${what} ${fix}`)
  })
  const folder = dirname(file)
  const config = withDictionary(limpide.parseConfig(source, relative('', file)), words)
  const found: FoundConfig = { config, file, folder, leavesOut: globs(config.ignored, folder) }
  return { of: () => Promise.resolve(found), met: () => [found] }
}

function parseType(type: string | undefined): DocumentType | undefined {
  if (type === undefined) return undefined
  const known = DOCUMENT_TYPES.map(({ id }) => id)
  const found = known.find((id) => id === type)
  if (found !== undefined) return found
  const guess = nearest(type, known)
  throw new UsageError(
    `le type «\u00a0${type}\u00a0» n’existe pas. ${guess === undefined ? `Types possibles\u00a0: ${known.join(', ')}.` : `Vouliez-vous dire «\u00a0${guess}\u00a0»\u00a0?`}`,
  )
}

/** Everything standard input holds. */
export async function readInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of process.stdin) parts.push(part)
  return Buffer.concat(parts)
}

/** Runs a long work that Control-C stops properly; a second one stops at once. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const onInterrupt = (): void => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', onInterrupt)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', onInterrupt)
  }
}
