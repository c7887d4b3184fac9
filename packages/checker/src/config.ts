import type { Problem } from '@limpide/document'
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { DOCUMENT_TYPES, type DocumentType, SEVERITIES, type Severity } from './principles.ts'
import type { Rule } from './rule.ts'

/** What `limpide.yml` says of one rule. */
export interface RuleConfig {
  readonly severity?: Severity | 'non'
  readonly thresholds: Readonly<Record<string, number>>
}

export type Stake = 'droit' | 'demarche' | 'information'

/** A document declared by the team. `path` is relative to the folder of `limpide.yml`. */
export interface DeclaredDocument {
  readonly path: string
  readonly reference?: string
  readonly title?: string
  readonly service?: string
  readonly procedure?: string
  readonly type?: DocumentType
  /** Copies sent, or page views, a year. */
  readonly volume?: number
  readonly stake?: Stake
  readonly fragile: boolean
}

export interface DeclaredService {
  readonly id: string
  readonly name: string
  readonly folder?: string
}

/** The project's configuration, every value checked. */
export interface Config {
  readonly profile: string
  readonly rules: ReadonlyMap<string, RuleConfig>
  readonly acronyms: ReadonlyMap<string, string>
  readonly dictionary: ReadonlySet<string>
  /** Glob patterns of paths left out of a scan. */
  readonly ignored: readonly string[]
  readonly services: readonly DeclaredService[]
  readonly documents: readonly DeclaredDocument[]
  /** `conserver-texte: oui`: excerpts of the letters may be stored and shown. */
  readonly keepsText: boolean
  readonly problems: readonly Problem[]
}

/** What holds when there is no `limpide.yml`: useful from the first minute. */
export const DEFAULT_CONFIG: Config = {
  profile: 'courrier',
  rules: new Map(),
  acronyms: new Map(),
  dictionary: new Set(),
  ignored: [],
  services: [],
  documents: [],
  keepsText: false,
  problems: [],
}

const KEYS = [
  'profil',
  'regles',
  'sigles',
  'dictionnaire',
  'ignorer',
  'services',
  'documents',
  'conserver-texte',
] as const

/**
 * Reads `limpide.yml`. Never throws: what cannot be used is left out and said in `problems`,
 * with its line and the nearest known name.
 */
export function parseConfig(source: string, rules: readonly Rule[], name = 'limpide.yml'): Config {
  const lines = new LineCounter()
  const yaml = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const problems: Problem[] = []
  const where = (node: Node | null | undefined): string => {
    const offset = node?.range?.[0]
    return offset === undefined ? name : `${name}, ligne ${lines.linePos(offset).line}`
  }
  for (const error of yaml.errors) {
    problems.push({
      code: 'yaml-invalide',
      what: `Le fichier n’est pas du YAML valide : ${error.message}`,
      fix: 'Corrigez cette ligne ; en attendant, le reste du fichier est lu.',
      where: `${name}, ligne ${lines.linePos(error.pos[0]).line}`,
    })
  }
  if (yaml.contents === null) return { ...DEFAULT_CONFIG, problems }
  if (!isMap(yaml.contents)) {
    problems.push({
      code: 'yaml-forme',
      what: 'Le fichier devrait être une suite de clés (profil, regles, sigles…).',
      fix: 'Commencez par une ligne comme « profil: courrier ».',
      where: name,
    })
    return { ...DEFAULT_CONFIG, problems }
  }

  const unknown = (kind: string, found: string, known: readonly string[], node: Node | null | undefined): void => {
    const guess = nearest(found, known)
    problems.push({
      code: `${kind}-inconnu`,
      what: `${kind === 'regle' ? 'Règle inconnue' : kind === 'seuil' ? 'Seuil inconnu' : kind === 'cle' ? 'Clé inconnue' : 'Valeur inconnue'} « ${found} ».`,
      fix: guess ? `Vouliez-vous dire « ${guess} » ?` : `Valeurs possibles : ${known.join(', ')}.`,
      where: where(node),
    })
  }

  for (const pair of yaml.contents.items) {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key)
    if (!(KEYS as readonly string[]).includes(key)) unknown('cle', key, KEYS, pair.key as Node)
  }

  const ruleConfigs = new Map<string, RuleConfig>()
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const regles = yaml.contents.get('regles', true)
  if (isMap(regles)) {
    for (const pair of regles.items) {
      const id = String(isScalar(pair.key) ? pair.key.value : pair.key)
      const rule = byId.get(id)
      if (!rule) {
        unknown('regle', id, [...byId.keys()], pair.key as Node)
        continue
      }
      const value: unknown = isScalar(pair.value)
        ? pair.value.value
        : isMap(pair.value)
          ? pair.value.toJSON()
          : undefined
      const read = readRule(rule, value, (kind, found, known) => unknown(kind, found, known, pair.key as Node))
      const reach = (problem: Omit<Problem, 'where'>): void =>
        void problems.push({ ...problem, where: where(pair.key as Node) })
      ruleConfigs.set(id, withinRange(rule, read, reach))
    }
  }

  const json = yaml.toJSON() as Record<string, unknown>
  const acronyms = new Map<string, string>()
  if (isRecord(json.sigles))
    for (const [sigle, expansion] of Object.entries(json.sigles))
      acronyms.set(sigle.toUpperCase(), text(expansion) ?? '')
  if (Array.isArray(json.sigles)) for (const sigle of json.sigles) acronyms.set(String(sigle).toUpperCase(), '')

  const services: DeclaredService[] = []
  if (isRecord(json.services)) {
    for (const [id, value] of Object.entries(json.services)) {
      const folder = isRecord(value) ? text(value.dossier) : undefined
      services.push({
        id,
        name: (isRecord(value) ? text(value.nom) : text(value)) ?? id,
        ...(folder ? { folder } : {}),
      })
    }
  }

  const documents: DeclaredDocument[] = []
  const declared = yaml.contents.get('documents', true) as { items?: readonly Node[] } | undefined
  const types = DOCUMENT_TYPES.map((type) => type.id)
  for (const [rank, entry] of (Array.isArray(json.documents) ? json.documents : []).entries()) {
    const node = declared?.items?.[rank]
    if (!isRecord(entry) || text(entry.chemin) === undefined) {
      problems.push({
        code: 'document-sans-chemin',
        what: 'Un document est déclaré sans « chemin ».',
        fix: 'Ajoutez « chemin: dossier/fichier.docx », relatif au dossier de limpide.yml.',
        where: where(node),
      })
      continue
    }
    const type = text(entry.type)
    if (type !== undefined && !(types as string[]).includes(type)) unknown('valeur', type, types, node)
    const stake = text(entry.enjeu)
    const stakes = ['droit', 'demarche', 'information']
    if (stake !== undefined && !stakes.includes(stake)) unknown('valeur', stake, stakes, node)
    const volume =
      entry.volume === undefined || entry.volume === null
        ? undefined
        : Number(String(entry.volume).replace(/[\s_\u00a0\u202f]/g, ''))
    if (volume !== undefined && !(volume >= 0)) {
      problems.push({
        code: 'volume-invalide',
        what: `Le volume « ${String(entry.volume)} » n’est pas un nombre.`,
        fix: 'Écrivez le nombre d’exemplaires par an, par exemple « volume: 12000 ».',
        where: where(node),
      })
    }
    documents.push({
      path: String(entry.chemin),
      ...optional('reference', text(entry.reference)),
      ...optional('title', text(entry.titre)),
      ...optional('service', text(entry.service)),
      ...optional('procedure', text(entry.demarche)),
      ...(type !== undefined && (types as string[]).includes(type) ? { type: type as DocumentType } : {}),
      ...(volume !== undefined && volume >= 0 ? { volume } : {}),
      ...(stake !== undefined && stakes.includes(stake) ? { stake: stake as Stake } : {}),
      fragile: isYes(entry['public-fragile']),
    })
  }

  return {
    profile: text(json.profil) ?? DEFAULT_CONFIG.profile,
    rules: ruleConfigs,
    acronyms,
    dictionary: new Set(list(json.dictionnaire).map((word) => word.toLowerCase())),
    ignored: list(json.ignorer),
    services,
    documents,
    keepsText: isYes(json['conserver-texte']),
    problems,
  }
}

function readRule(
  rule: Rule,
  value: unknown,
  unknown: (kind: string, found: string, known: readonly string[]) => void,
): RuleConfig {
  const severities = [...SEVERITIES, 'non']
  // YAML 1.1 editors write « non » and mean false.
  const severityOf = (found: unknown): Severity | 'non' | undefined => {
    if (found === false) return 'non'
    if (found === true || found === undefined || found === null) return undefined
    const name = String(found)
    if (name === 'oui') return undefined
    if (severities.includes(name)) return name as Severity | 'non'
    unknown('valeur', name, severities)
    return undefined
  }
  if (!isRecord(value)) {
    const severity = severityOf(value)
    return { thresholds: {}, ...(severity ? { severity } : {}) }
  }
  const thresholds: Record<string, number> = {}
  let severity: Severity | 'non' | undefined
  for (const [key, found] of Object.entries(value)) {
    if (key === 'severite') severity = severityOf(found)
    else if (key in rule.thresholds) thresholds[key] = Number(found)
    else unknown('seuil', key, ['severite', ...Object.keys(rule.thresholds)])
  }
  return { thresholds, ...(severity ? { severity } : {}) }
}

function withinRange(rule: Rule, config: RuleConfig, report: (problem: Omit<Problem, 'where'>) => void): RuleConfig {
  const thresholds: Record<string, number> = {}
  for (const [key, value] of Object.entries(config.thresholds)) {
    const threshold = rule.thresholds[key]
    if (!threshold) continue
    const [low, high] = threshold.range
    if (value >= low && value <= high) {
      thresholds[key] = value
      continue
    }
    report({
      code: 'seuil-hors-limites',
      what: `Le seuil « ${key} » de la règle « ${rule.id} » vaut ${Number.isNaN(value) ? 'autre chose qu’un nombre' : value}.`,
      fix: `Choisissez une valeur entre ${low} et ${high} ${threshold.unit} ; en attendant, ${threshold.value} est utilisé.`,
    })
  }
  return { ...config, thresholds }
}

/** The known name nearest to what was typed, when it is near enough to be a slip. */
export function nearest(found: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(found.length / 3)) + 1
  for (const name of known) {
    const distance = editDistance(found, name, bestDistance)
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      current[j] = Math.min(
        (previous[j] ?? limit) + 1,
        (current[j - 1] ?? limit) + 1,
        (previous[j - 1] ?? limit) + cost,
      )
    }
    previous = current
  }
  return previous[b.length] ?? limit
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value)
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}

function isYes(value: unknown): boolean {
  return value === true || value === 'oui'
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string })
}
