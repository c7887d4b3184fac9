import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, relative, resolve, sep } from 'node:path'
import {
  type Config,
  DEFAULT_CONFIG,
  type DeclaredDocument,
  parseDictionary,
  personalDictionaryPath,
  withDictionary,
} from 'limpide'
import { findConfig } from './find-config.ts'
import { readWhole } from './read-whole.ts'
import { globs } from './walk.ts'

/** The configuration that holds for a file. `folder` is absent when no `limpide.yml` was found. */
export interface FoundConfig {
  readonly config: Config
  readonly file?: string
  readonly folder?: string
  /** True for a path that `ignorer:` leaves out. */
  leavesOut(absolute: string): boolean
}

/** Finds and keeps the configurations of a run: the nearest `limpide.yml` going up wins. */
export interface Configs {
  /** The configuration that holds for a file or a folder. */
  of(path: string): Promise<FoundConfig>
  /** Every configuration met so far, in the order of meeting. */
  met(): readonly FoundConfig[]
}

/** Beyond, it is no configuration: 4 MB. It is read by whoever scans, not by a process that can be killed. */
const LARGEST_CONFIG = 4 * 1024 * 1024

export { findConfig }

/** The words that the person at this machine accepts; none when they keep no list. Never rejects. */
export function personalDictionary(): Promise<ReadonlySet<string>> {
  const path = personalDictionaryPath({ platform: process.platform, env: process.env, home: homedir() })
  return readFile(path, 'utf8').then(parseDictionary, () => new Set<string>())
}

/**
 * Reads configurations with the parser given (`limpide.parseConfig`), each file once. `words`: what the person at this
 * machine accepts besides.
 */
export function createConfigs(
  parse: (source: string, name: string) => Config,
  words: ReadonlySet<string> = new Set(),
): Configs {
  const byFile = new Map<string, Promise<FoundConfig>>()
  const byFolder = new Map<string, string | undefined>()
  const met: FoundConfig[] = []
  const none: FoundConfig = { config: withDictionary(DEFAULT_CONFIG, words), leavesOut: () => false }

  const read = async (file: string): Promise<FoundConfig> => {
    const config = await readWhole(file, LARGEST_CONFIG).then(
      (source) => withDictionary(parse(new TextDecoder().decode(source), file), words),
      (error: unknown): Config => ({
        ...none.config,
        problems: [
          {
            code: 'configuration-illisible',
            what: `Le fichier de configuration ne peut pas être lu\u00a0: ${error instanceof Error ? error.message : String(error)}.`,
            fix: 'Vérifiez ses droits ; en attendant, la configuration par défaut est utilisée.',
            where: relative('', file),
          },
        ],
      }),
    )
    const folder = dirname(file)
    const found: FoundConfig = { config, file, folder, leavesOut: globs(config.ignored, folder) }
    met.push(found)
    return found
  }

  return {
    of: (path) => {
      const folder = dirname(resolve(path))
      let file = byFolder.get(folder)
      if (file === undefined && !byFolder.has(folder)) {
        file = findConfig(folder)
        byFolder.set(folder, file)
      }
      if (file === undefined) return Promise.resolve(none)
      let found = byFile.get(file)
      if (found === undefined) {
        found = read(file)
        byFile.set(file, found)
      }
      return found
    },
    met: () => met,
  }
}

/**
 * The same configurations, where an inventory also declares documents: its paths are relative to `root`, and what
 * `limpide.yml` says of a document wins, value by value.
 */
export function withInventory(
  configs: Configs,
  root: string,
  inventory: ReadonlyMap<string, DeclaredDocument>,
): Configs {
  if (inventory.size === 0) return configs
  const known = new Map<FoundConfig, FoundConfig>()
  const enriched = (found: FoundConfig): FoundConfig => {
    const before = known.get(found)
    if (before !== undefined) return before
    const folder = found.folder ?? root
    const documents = new Map(found.config.documents.map((one) => [one.path.normalize('NFC'), one]))
    for (const [path, entry] of inventory) {
      const inside = relative(folder, resolve(root, path)).split(sep).join('/')
      if (inside.startsWith('../')) continue
      const declared = documents.get(inside)
      documents.set(inside, { ...entry, ...declared, path: declared?.path ?? inside })
    }
    const after: FoundConfig = { ...found, folder, config: { ...found.config, documents: [...documents.values()] } }
    known.set(found, after)
    return after
  }
  return { of: async (path) => enriched(await configs.of(path)), met: () => configs.met().map(enriched) }
}

/** The path of a file as its `limpide.yml` names it. */
export function pathInConfig(absolute: string, { folder }: FoundConfig): string | undefined {
  return folder === undefined ? undefined : relative(folder, absolute).split(sep).join('/')
}
