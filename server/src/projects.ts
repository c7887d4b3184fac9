import { type Config, DEFAULT_CONFIG, type Limpide, type Problem, parseDictionary, withDictionary } from 'limpide'
import { type Fold, readFold } from './folds.ts'
import type { ConfigSource, Host } from './host.ts'
import { decoded } from './languages.ts'
import { resultId } from './result-id.ts'

/** A folder's configuration and where it was found: declared paths are relative to it. */
export interface Project {
  readonly config: Config
  readonly folder: string | undefined
  readonly file: ConfigSource | undefined
  /** Changes with what the configuration says. */
  readonly key: string
  readonly shows: Shown
}

/** What an editor shows only where it is asked to. */
export interface Shown {
  readonly wordCounts: boolean
  readonly grades: boolean
  /** What is folded away, if anything: the text without a remark of this principle. */
  readonly fold: Fold | undefined
}

/** The editor's settings for one folder, as the client says them. */
export type AskSettings = (root: string | undefined) => Promise<unknown>

/** The configurations of the folders, each read once until it is forgotten. */
export interface Projects {
  of(uri: string): Promise<Project>
  /** What the editor shows in an open folder. */
  shown(root: string | undefined): Promise<Shown>
  /** Reads everything again at the next question. */
  forget(): void
}

/** Reads configurations where the host finds them; `say` hears what is wrong with one, once. */
export function createProjects(
  host: Host,
  limpide: () => Limpide,
  askSettings: AskSettings,
  rootOf: (uri: string) => string | undefined,
  say: (problem: Problem) => void,
): Projects {
  const projects = new Map<string, Promise<Project>>()
  const settings = new Map<string | undefined, Promise<Settings>>()
  let words: Promise<string | undefined> | undefined
  // A thousand folders under one limpide.yml share one configuration; read again and unchanged, it is the same one.
  const configs = new Map<string, Config>()

  const settingsOf = (root: string | undefined): Promise<Settings> => {
    const own = settings.get(root) ?? askSettings(root).then(readSettings)
    settings.set(root, own)
    return own
  }

  const readProject = async (uri: string): Promise<Project> => {
    words ??= host.dictionary === undefined ? Promise.resolve(undefined) : host.read(host.dictionary)
    const [file, { rules, dictionary, shows }, personal = ''] = await Promise.all([
      host.readConfig(uri),
      settingsOf(rootOf(uri)),
      words,
    ])
    const accepted = `${personal}\n${dictionary}`
    const key = resultId(file?.uri ?? '', file?.source ?? '', rules, accepted)
    let config = configs.get(key)
    if (!config) {
      config = settle(file, rules, accepted)
      if (configs.size > MOST_CONFIGS) configs.clear()
      configs.set(key, config)
    }
    return { config, file, folder: file?.uri.slice(0, file.uri.lastIndexOf('/') + 1), key, shows }
  }

  const settle = (file: ConfigSource | undefined, rules: string, accepted: string): Config => {
    const parse = (source: string, name: string): Config => {
      const config = limpide().parseConfig(source, name)
      config.problems.forEach(say)
      return config
    }
    const editor = rules === '' ? DEFAULT_CONFIG : parse(rules, 'réglages de l’éditeur')
    const project = file ? parse(file.source, decoded(file.uri.slice(file.uri.lastIndexOf('/') + 1))) : DEFAULT_CONFIG
    // What the project says passes before one person's settings: everybody sees the same remarks.
    const config =
      editor.rules.size === 0 ? project : { ...project, rules: new Map([...editor.rules, ...project.rules]) }
    return withDictionary(config, parseDictionary(accepted))
  }

  return {
    of(uri) {
      const folder = uri.slice(0, uri.lastIndexOf('/'))
      let project = projects.get(folder)
      if (!project) {
        project = readProject(uri)
        projects.set(folder, project)
      }
      return project
    },
    shown: async (root) => (await settingsOf(root)).shows,
    forget() {
      projects.clear()
      settings.clear()
      words = undefined
    },
  }
}

const MOST_CONFIGS = 100

interface Settings {
  /** As the text of a `limpide.yml`: read with the same checks. */
  readonly rules: string
  /** One word a line. */
  readonly dictionary: string
  readonly shows: Shown
}

function readSettings(found: unknown): Settings {
  const settings = isRecord(found) ? found : {}
  // « habituel »: what the project says, else what the rule says.
  const rules = isRecord(settings.regles)
    ? Object.entries(settings.regles).filter(([, value]) => value !== 'habituel')
    : []
  const words = Array.isArray(settings.dictionnaire) ? settings.dictionnaire : []
  return {
    rules: rules.length === 0 ? '' : JSON.stringify({ regles: Object.fromEntries(rules) }),
    dictionary: words.filter((word) => typeof word === 'string').join('\n'),
    shows: {
      wordCounts: settings.motsParPhrase === true,
      grades: settings.notesParPartie === true,
      fold: readFold(settings.replier),
    },
  }
}

/** What came from the client as an object, and is one. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Adds a word to the text of a dictionary, one a line; a word already there changes nothing. */
export function addWord(before: string, word: string): string {
  const wanted = word
    .replace(/[\r\n#]+/g, ' ')
    .normalize('NFC')
    .trim()
  const [accepted] = parseDictionary(wanted)
  if (accepted === undefined || parseDictionary(before).has(accepted)) return before
  const end = before.includes('\r\n') ? '\r\n' : '\n'
  return `${before}${before === '' || before.endsWith('\n') ? '' : end}${wanted}${end}`
}
