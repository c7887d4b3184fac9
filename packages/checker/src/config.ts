import type { Problem } from '@limpide/document'
import type { French } from '@limpide/french'
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { isPattern, readPattern } from './house-pattern.ts'
import { type HouseRule, tryExamples } from './house-rules.ts'
import { HOUSE_TAGS } from './house-tags.ts'
import { nearest } from './nearest.ts'
import { plainWord } from './plain.ts'
import {
  DOCUMENT_TYPES,
  type DocumentType,
  PRINCIPLES,
  type Principle,
  SEVERITIES,
  type Severity,
} from './principles.ts'
import { PROFILES, type ProfileId } from './profiles.ts'
import { readDay } from './read-day.ts'
import type { Rule, Threshold } from './rule.ts'
import { written } from './written.ts'

export { nearest } from './nearest.ts'

/** What `limpide.yml` says of one rule. */
export interface RuleConfig {
  /** `oui`: the rule's usual severity, even where the profile says otherwise. */
  readonly severity?: Severity | 'non' | 'oui'
  /** By the threshold’s French key. */
  readonly thresholds: Readonly<Record<string, number>>
}

/** A remark that the team does not want on one file: what comments say in md and html, for every format. */
export interface IgnoredRemark {
  /** Relative to the folder of `limpide.yml`. */
  readonly path: string
  readonly rule: string
  /** The passage; absent: wherever the rule speaks in this file. */
  readonly text?: string
  readonly reason?: string
  /** Where it is declared: « limpide.yml, ligne 12 ». */
  readonly where: string
}

export const STAKES = ['droit', 'demarche', 'information'] as const
export type Stake = (typeof STAKES)[number]

/** A document declared by the team. `path` is relative to the folder of `limpide.yml`. */
export interface DeclaredDocument {
  readonly path: string
  readonly reference?: string
  readonly title?: string
  readonly service?: string
  readonly procedure?: string
  readonly type?: DocumentType
  /** Who answers for it. */
  readonly owner?: string
  /** Copies sent, or page views, a year. */
  readonly volume?: number
  /** YYYY-MM-DD: the day it was last sent out, or put on line. */
  readonly lastSent?: string
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
  readonly profile: ProfileId
  readonly rules: ReadonlyMap<string, RuleConfig>
  readonly acronyms: ReadonlyMap<string, string>
  /** Words accepted, lower case, straight apostrophes. */
  readonly dictionary: ReadonlySet<string>
  readonly houseRules: readonly HouseRule[]
  readonly ignoredRemarks: readonly IgnoredRemark[]
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
  houseRules: [],
  ignoredRemarks: [],
  ignored: [],
  services: [],
  documents: [],
  keepsText: false,
  problems: [],
}

const KEYS = [
  'profil',
  'regles',
  'regles-maison',
  'sigles',
  'dictionnaire',
  'ignorer',
  'ignorer-remarques',
  'services',
  'documents',
  'conserver-texte',
] as const

/**
 * Reads `limpide.yml`. Never throws: what cannot be used is left out and said in `problems`,
 * with its line and the nearest known name. `french` is called only to try the examples of house rules.
 */
export function parseConfig(
  source: string,
  rules: readonly Rule[],
  name = 'limpide.yml',
  french?: () => French,
): Config {
  try {
    return read(source, rules, name, french)
  } catch (error) {
    // What the YAML reader itself gives up on: a million nested lists, an alias that names nothing.
    return {
      ...DEFAULT_CONFIG,
      problems: [
        {
          code: 'yaml-invalide',
          what: `Le fichier n’a pas pu être lu\u00a0: ${error instanceof Error ? error.message : String(error)}.`,
          fix: 'Vérifiez sa forme\u00a0; en attendant, les réglages habituels sont utilisés.',
          where: name,
        },
      ],
    }
  }
}

function read(source: string, rules: readonly Rule[], name: string, french: (() => French) | undefined): Config {
  const lines = new LineCounter()
  const yaml = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' })
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

  const unknown: Unknown = (kind, found, known, node, meant) => {
    const guess = meant ?? nearest(found, known)
    problems.push({
      code: `${kind}-inconnu`,
      what: `${KINDS.get(kind) ?? 'Valeur inconnue'} « ${found} ».`,
      fix: guess ? `Vouliez-vous dire « ${guess} » ?` : `Valeurs possibles : ${known.join(', ')}.`,
      where: where(node),
    })
  }

  for (const pair of yaml.contents.items) {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key)
    if (!(KEYS as readonly string[]).includes(key)) unknown('cle', key, KEYS, pair.key as Node)
  }

  const json = toRecord(yaml.toJSON())
  const say = (code: string, what: string, fix: string, node: Node | null | undefined): void =>
    void problems.push({ code, what, fix, where: where(node) })
  const houseRules = readHouseRules(json['regles-maison'], {
    nodes: yaml.contents.get('regles-maison', true),
    taken: new Set(rules.map(({ id }) => id)),
    say,
    unknown,
  })
  const usable = houseRules.map(({ rule }) => rule)
  if (french) {
    for (const { rule, node } of houseRules) {
      for (const { kind, rank, text: example } of tryExamples(rule, french())) {
        const place =
          kind === 'remplacer' ? nodeAt(node, ['remplacer', rank]) : nodeAt(node, ['exemples', `${kind}s`, rank])
        say(
          'exemple-faux',
          kind === 'fautif'
            ? `La règle «\u00a0${rule.id}\u00a0» ne trouve rien dans son exemple fautif «\u00a0${example}\u00a0».`
            : kind === 'correct'
              ? `La règle «\u00a0${rule.id}\u00a0» signale son exemple correct «\u00a0${example}\u00a0».`
              : `La règle «\u00a0${rule.id}\u00a0» signale son propre remplacement «\u00a0${example}\u00a0».`,
          kind === 'remplacer' ? 'Proposez d’autres mots.' : 'Corrigez le motif, les mots ou l’exemple.',
          place ?? node,
        )
      }
    }
  }

  const ruleConfigs = new Map<string, RuleConfig>()
  const byId = new Map<string, RuleShape>([
    ...rules.map((rule) => [rule.id, rule] as const),
    ...usable.map(({ id }) => [id, { id, thresholds: {} }] as const),
  ])
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
      const read = readRule(rule, value, (kind, found, known, meant) =>
        unknown(kind, found, known, pair.key as Node, meant),
      )
      const reach = (problem: Omit<Problem, 'where'>): void =>
        void problems.push({ ...problem, where: where(pair.key as Node) })
      ruleConfigs.set(id, withinRange(rule, read, reach))
    }
  }

  const acronyms = new Map<string, string>()
  if (isRecord(json.sigles))
    for (const [sigle, expansion] of Object.entries(json.sigles))
      acronyms.set(sigle.toUpperCase(), text(expansion) ?? '')
  if (Array.isArray(json.sigles)) for (const sigle of json.sigles) acronyms.set(String(sigle).toUpperCase(), '')

  const profileName = text(json.profil) ?? DEFAULT_CONFIG.profile
  const profile = PROFILES.find(({ id }) => id === profileName)
  if (!profile) {
    const known = PROFILES.map(({ id }) => id)
    unknown('profil', profileName, known, yaml.contents.get('profil', true))
  }

  const ignoredRemarks = readIgnoredRemarks(json['ignorer-remarques'], {
    nodes: yaml.contents.get('ignorer-remarques', true),
    known: [...byId.keys()],
    say,
    unknown,
    where,
  })

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
  const declared = yaml.contents.get('documents', true)
  const types = DOCUMENT_TYPES.map((type) => type.id)
  for (const [rank, entry] of (Array.isArray(json.documents) ? json.documents : []).entries()) {
    const node = nodeAt(declared, [rank])
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
    const knownStake = STAKES.find((one) => one === stake)
    if (stake !== undefined && knownStake === undefined) unknown('valeur', stake, STAKES, node)
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
    const said = text(entry['dernier-envoi'])
    const lastSent = said === undefined ? undefined : readDay(said)
    if (said !== undefined && lastSent === undefined) {
      problems.push({
        code: 'date-invalide',
        what: `La date « ${said} » n’existe pas, ou n’est pas comprise.`,
        fix: 'Écrivez la date du dernier envoi ainsi : « dernier-envoi: 2026-03-01 ».',
        where: where(node),
      })
    }
    documents.push({
      path: String(entry.chemin),
      ...optional('reference', text(entry.reference)),
      ...optional('title', text(entry.titre)),
      ...optional('service', text(entry.service)),
      ...optional('procedure', text(entry.demarche)),
      ...optional('owner', text(entry.responsable)),
      ...(type !== undefined && (types as string[]).includes(type) ? { type: type as DocumentType } : {}),
      ...(volume !== undefined && volume >= 0 ? { volume } : {}),
      ...optional('lastSent', lastSent),
      ...(knownStake === undefined ? {} : { stake: knownStake }),
      fragile: isYes(entry['public-fragile']),
    })
  }

  return {
    profile: profile?.id ?? DEFAULT_CONFIG.profile,
    rules: ruleConfigs,
    acronyms,
    dictionary: new Set(list(json.dictionnaire).map((word) => plainWord(word.normalize('NFC').trim()))),
    houseRules: usable,
    ignoredRemarks,
    ignored: list(json.ignorer),
    services,
    documents,
    keepsText: isYes(json['conserver-texte']),
    problems,
  }
}

const KINDS = new Map<string, string>(
  Object.entries({
    regle: 'Règle inconnue',
    seuil: 'Seuil inconnu',
    cle: 'Clé inconnue',
    profil: 'Profil inconnu',
  }),
)

/** What configuring a rule needs to know of it. */
type RuleShape = Pick<Rule, 'id' | 'thresholds'>

function readRule(
  rule: RuleShape,
  value: unknown,
  unknown: (kind: string, found: string, known: readonly string[], meant?: string) => void,
): RuleConfig {
  const severities = [...SEVERITIES, 'non', 'oui']
  // YAML 1.1 editors write « non » and mean false.
  const severityOf = (found: unknown): RuleConfig['severity'] => {
    if (found === false) return 'non'
    if (found === true) return 'oui'
    if (found === undefined || found === null) return undefined
    const name = text(found) ?? 'autre chose'
    const known = name === 'oui' || name === 'non' ? name : SEVERITIES.find((severity) => severity === name)
    if (known === undefined) unknown('valeur', name, severities)
    return known
  }
  if (!isRecord(value)) {
    const severity = severityOf(value)
    return { thresholds: {}, ...(severity ? { severity } : {}) }
  }
  const thresholds: Record<string, number> = {}
  let severity: RuleConfig['severity']
  const keys = Object.values(rule.thresholds).map(({ key }) => key)
  for (const [key, found] of Object.entries(value)) {
    if (key === 'severite') severity = severityOf(found)
    else if (keys.includes(key)) thresholds[key] = numberIn(found)
    // « maxWords », which files of before wrote, is the code's own name.
    else unknown('seuil', key, ['severite', ...keys], ownThreshold(rule, key)?.key)
  }
  return { thresholds, ...(severity ? { severity } : {}) }
}

/** A number as YAML or as French writes it: « 4,5 » is 4.5. */
function numberIn(found: unknown): number {
  return typeof found === 'object' ? Number.NaN : Number(typeof found === 'string' ? found.replace(',', '.') : found)
}

/** The threshold of a rule that the code calls so. */
function ownThreshold(rule: RuleShape, name: string): Threshold | undefined {
  return Object.hasOwn(rule.thresholds, name) ? rule.thresholds[name] : undefined
}

function withinRange(
  rule: RuleShape,
  config: RuleConfig,
  report: (problem: Omit<Problem, 'where'>) => void,
): RuleConfig {
  const thresholds: Record<string, number> = {}
  for (const [key, value] of Object.entries(config.thresholds)) {
    const threshold = Object.values(rule.thresholds).find((known) => known.key === key)
    if (!threshold) continue
    const [low, high] = threshold.range
    if (value >= low && value <= high) {
      thresholds[key] = value
      continue
    }
    report({
      code: 'seuil-hors-limites',
      what: `Le seuil « ${key} » de la règle « ${rule.id} » vaut ${Number.isNaN(value) ? 'autre chose qu’un nombre' : written(value)}.`,
      fix: `Choisissez une valeur entre ${written(low)} et ${written(high)} ${threshold.unit} ; en attendant, ${written(threshold.value)} est utilisé.`,
    })
  }
  return { ...config, thresholds }
}

type Say = (code: string, what: string, fix: string, node: Node | null | undefined) => void
type Unknown = (
  kind: string,
  found: string,
  known: readonly string[],
  node: Node | null | undefined,
  /** What is meant for sure; otherwise the nearest known name is. */
  meant?: string,
) => void

const HOUSE_KEYS = ['id', 'nom', 'motif', 'mots', 'message', 'remplacer', 'gravite', 'principe', 'exemples'] as const
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

function readHouseRules(
  value: unknown,
  {
    nodes,
    taken,
    say,
    unknown,
  }: { readonly nodes: unknown; readonly taken: ReadonlySet<string>; readonly say: Say; readonly unknown: Unknown },
): { readonly rule: HouseRule; readonly node: Node | undefined }[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    say(
      'regle-maison-forme',
      '«\u00a0regles-maison\u00a0» devrait être une liste.',
      'Commencez chaque règle par «\u00a0- id: …\u00a0».',
      nodeAt(nodes, []),
    )
    return []
  }
  const found: { rule: HouseRule; node: Node | undefined }[] = []
  const ids = new Set(taken)
  for (const [rank, entry] of value.entries()) {
    const node = nodeAt(nodes, [rank])
    if (!isRecord(entry)) {
      say(
        'regle-maison-forme',
        `La règle maison n° ${rank + 1} n’a pas de clés.`,
        'Donnez-lui au moins «\u00a0id\u00a0», «\u00a0mots\u00a0» et «\u00a0message\u00a0».',
        node,
      )
      continue
    }
    for (const key of Object.keys(entry)) {
      if (!(HOUSE_KEYS as readonly string[]).includes(key)) unknown('cle', key, HOUSE_KEYS, nodeAt(node, [key]) ?? node)
    }
    const id = text(entry.id) ?? ''
    if (!ID.test(id) || ids.has(id)) {
      say(
        'regle-maison-id',
        id === ''
          ? `La règle maison n° ${rank + 1} n’a pas d’«\u00a0id\u00a0».`
          : ids.has(id)
            ? `L’identifiant «\u00a0${id}\u00a0» est déjà pris.`
            : `L’identifiant «\u00a0${id}\u00a0» ne convient pas.`,
        'Choisissez un nom en minuscules sans accent, avec des tirets\u00a0: «\u00a0nom-du-service\u00a0».',
        nodeAt(node, ['id']) ?? node,
      )
      continue
    }
    const message = text(entry.message)?.trim() ?? ''
    if (message === '') {
      say(
        'regle-maison-message',
        `La règle «\u00a0${id}\u00a0» n’a pas de «\u00a0message\u00a0».`,
        'Dites ce qu’il faut écrire, et pourquoi.',
        node,
      )
      continue
    }
    const words = list(entry.mots)
      .map((word) => word.normalize('NFC').trim())
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
    const source = text(entry.motif)
    const cut = cutTag(nodeAt(node, ['motif']))
    if (source !== undefined && cut !== undefined) {
      say(
        'motif-coupe',
        `Le motif de la règle «\u00a0${id}\u00a0» s’arrête avant «\u00a0#${cut}\u00a0»\u00a0: sans guillemets, le reste de la ligne est une remarque.`,
        `Mettez-le entre guillemets\u00a0: «\u00a0motif: '${source.replaceAll("'", "''")} #${cut}'\u00a0».`,
        nodeAt(node, ['motif']) ?? node,
      )
      continue
    }
    const pattern = source === undefined ? undefined : readPattern(source)
    if (pattern && !isPattern(pattern)) {
      say('motif-invalide', `${pattern.what} (règle «\u00a0${id}\u00a0»)`, pattern.fix, nodeAt(node, ['motif']) ?? node)
      continue
    }
    if (words.length === 0 && source === undefined) {
      say(
        'regle-maison-vide',
        `La règle «\u00a0${id}\u00a0» ne cherche rien.`,
        'Ajoutez «\u00a0mots\u00a0» (une liste) ou «\u00a0motif\u00a0».',
        node,
      )
      continue
    }
    const severity = text(entry.gravite)
    const knownSeverity = SEVERITIES.find((known) => known === severity)
    if (severity !== undefined && !knownSeverity)
      unknown('valeur', severity, SEVERITIES, nodeAt(node, ['gravite']) ?? node)
    const principle = text(entry.principe)
    const principles = PRINCIPLES.map((known) => known.id)
    const knownPrinciple: Principle | undefined = principles.find((known) => known === principle)
    if (principle !== undefined && !knownPrinciple)
      unknown('valeur', principle, principles, nodeAt(node, ['principe']) ?? node)
    const examples = isRecord(entry.exemples) ? entry.exemples : {}
    for (const key of Object.keys(examples)) {
      if (key !== 'fautifs' && key !== 'corrects')
        unknown('cle', key, ['fautifs', 'corrects'], nodeAt(node, ['exemples', key]) ?? node)
    }
    ids.add(id)
    found.push({
      node,
      rule: {
        id,
        name: text(entry.nom)?.trim() || id,
        ...(source === undefined ? {} : { pattern: source }),
        words,
        message,
        replacements: list(entry.remplacer),
        severity: knownSeverity ?? 'avertissement',
        principle: knownPrinciple ?? 'vocabulaire',
        bad: list(examples.fautifs),
        good: list(examples.corrects),
      },
    })
  }
  return found
}

/** « motif: merci de #Infinitif »: YAML takes what follows the blank for a comment, and the rule would say something else. */
function cutTag(motif: Node | undefined): string | undefined {
  const comment = isScalar(motif) ? motif.comment : undefined
  return HOUSE_TAGS.some(({ tag }) => tag === /^\w+/.exec(comment ?? '')?.[0]) ? comment?.trim() : undefined
}

const REMARK_KEYS = ['chemin', 'regle', 'texte', 'motif'] as const

function readIgnoredRemarks(
  value: unknown,
  {
    nodes,
    known,
    say,
    unknown,
    where,
  }: {
    readonly nodes: unknown
    readonly known: readonly string[]
    readonly say: Say
    readonly unknown: Unknown
    readonly where: (node: Node | null | undefined) => string
  },
): IgnoredRemark[] {
  if (value === undefined || value === null) return []
  const remarks: IgnoredRemark[] = []
  for (const [rank, entry] of (Array.isArray(value) ? value : [value]).entries()) {
    const node = nodeAt(nodes, [rank]) ?? nodeAt(nodes, [])
    const path = isRecord(entry) ? text(entry.chemin) : undefined
    const rule = isRecord(entry) ? text(entry.regle) : undefined
    if (!isRecord(entry) || path === undefined || rule === undefined) {
      say(
        'remarque-incomplete',
        'Une remarque à ignorer n’a pas de «\u00a0chemin\u00a0» ou pas de «\u00a0regle\u00a0».',
        'Écrivez «\u00a0- { chemin: dossier/lettre.docx, regle: voix-passive, motif: … }\u00a0».',
        node,
      )
      continue
    }
    const strangers = Object.keys(entry).filter((key) => !REMARK_KEYS.some((name) => name === key))
    for (const key of strangers) unknown('cle', key, REMARK_KEYS, nodeAt(node, [key]) ?? node)
    // « passage: … » for « texte: … » : without the passage, the rule would fall silent in the whole document.
    if (strangers.length > 0) continue
    if (!known.includes(rule)) {
      unknown('regle', rule, known, nodeAt(node, ['regle']) ?? node)
      continue
    }
    const reason = text(entry.motif)?.trim()
    if (!reason) {
      say(
        'remarque-sans-motif',
        `La remarque «\u00a0${rule}\u00a0» est ignorée dans ${path} sans «\u00a0motif\u00a0».`,
        'Dites pourquoi\u00a0: vos collègues sauront s’il vaut encore.',
        node,
      )
    }
    const passage = text(entry.texte)?.trim()
    remarks.push({
      path,
      rule,
      ...optional('text', passage || undefined),
      ...optional('reason', reason || undefined),
      where: where(node),
    })
  }
  return remarks
}

/** The node at a path of keys and ranks, when the file has it. */
function nodeAt(from: unknown, path: readonly (string | number)[]): Node | undefined {
  let node: unknown = from
  for (const step of path) {
    if (typeof node !== 'object' || node === null || !('get' in node) || typeof node.get !== 'function')
      return undefined
    node = node.get(step, true)
  }
  return isNode(node) ? node : undefined
}

function toRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
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
