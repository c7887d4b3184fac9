import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml'
import type { Severity } from './principles.ts'

/** A remark that a team does not want on one file. */
export interface RemarkToIgnore {
  readonly path: string
  readonly rule: string
  readonly text?: string
  readonly reason: string
}

/**
 * Adds a word to `dictionnaire:`. The rest of the file stays as it is, to the letter; a word already there changes
 * nothing. `undefined` when the file is not YAML: it is left to its author.
 */
export function addToDictionary(source: string, word: string): string | undefined {
  const wanted = word.normalize('NFC').trim()
  return edit(source, (yaml) => {
    const words = yaml.get('dictionnaire', true)
    const known = isSeq(words) ? words.items : [words]
    const has = known.some((item) => isScalar(item) && String(item.value).toLowerCase() === wanted.toLowerCase())
    return has ? undefined : addItem(source, yaml, 'dictionnaire', inline(wanted))
  })
}

/**
 * Turns a rule off: `regles: { id: non }`. Its thresholds, if any, are kept. The reason is a remark at the end of the
 * line, where the file has room for one: not in « { … } ».
 */
export function ignoreRule(source: string, id: string, reason = ''): string | undefined {
  const explained = reason === '' ? undefined : write(source, id, `non # ${reason.replace(/\s+/g, ' ')}`)
  return explained ?? setSeverity(source, id, 'non')
}

/** Sets the severity of a rule; `oui` goes back to its usual one. Thresholds and remarks stay. */
export function setSeverity(source: string, id: string, severity: Severity | 'non' | 'oui'): string | undefined {
  return write(source, id, severity)
}

function write(source: string, id: string, severity: string): string | undefined {
  return edit(source, (yaml) => {
    const rules = yaml.get('regles', true)
    const rule = isMap(rules) ? rules.get(id, true) : undefined
    if (isMap(rule)) {
      const own = rule.get('severite', true)
      return isScalar(own) && own.range ? replace(own.range, severity) : addPair(source, rule, `severite: ${severity}`)
    }
    if (isScalar(rule) && rule.range && rule.value !== null) return replace(rule.range, severity)
    if (isMap(rules) && rule === undefined) return addPair(source, rules, `${inline(id)}: ${severity}`)
    const pair = pairOf(yaml, 'regles')
    if (pair && isEmpty(pair.value)) return addUnder(source, pair, `${inline(id)}: ${severity}`)
    return pair ? undefined : addAtEnd(source, `regles:\n  ${inline(id)}: ${severity}`)
  })
}

/** Declares in `ignorer-remarques:` that a rule is not wanted in one file, whatever its format. */
export function ignoreRemark(source: string, { path, rule, text, reason }: RemarkToIgnore): string | undefined {
  const fields = { chemin: path, regle: rule, ...(text === undefined ? {} : { texte: text }), motif: reason }
  const item = `{ ${Object.entries(fields)
    .map(([key, value]) => `${key}: ${inline(value)}`)
    .join(', ')} }`
  return edit(source, (yaml) => addItem(source, yaml, 'ignorer-remarques', item))
}

/** A replacement of `[start, end)` of the file. */
interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Makes the change when the file is YAML before and after it. */
function edit(source: string, change: (yaml: Document.Parsed) => Splice | undefined): string | undefined {
  const yaml = parse(source)
  if (!yaml) return undefined
  const splice = change(yaml)
  if (!splice) return source
  const text = source.includes('\r\n') ? splice.text.replaceAll('\n', '\r\n') : splice.text
  const edited = source.slice(0, splice.start) + text + source.slice(splice.end)
  return parse(edited) ? edited : undefined
}

function parse(source: string): Document.Parsed | undefined {
  try {
    const yaml = parseDocument(source, { uniqueKeys: false, logLevel: 'error' })
    const { contents } = yaml
    const isUsable = contents === null || isMap(contents) || (isScalar(contents) && contents.value === null)
    return yaml.errors.length === 0 && isUsable ? yaml : undefined
  } catch {
    return undefined
  }
}

function replace([start, end]: readonly [number, number, number], text: string): Splice {
  return { start, end, text }
}

/** A value on one line, quoted when YAML asks for it, inside brackets too. */
function inline(value: string): string {
  return stringify([value], { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replace(/^\[\s*|\s*\]$/g, '')
}

function pairOf(yaml: Document.Parsed, key: string) {
  const { contents } = yaml
  if (!isMap(contents)) return undefined
  return contents.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && value.value === null)
}

/** Adds an item to the list under a key, which is made when the file has none. */
function addItem(source: string, yaml: Document.Parsed, key: string, item: string): Splice | undefined {
  const pair = pairOf(yaml, key)
  if (!pair) return addAtEnd(source, `${key}:\n  - ${item}`)
  const { value } = pair
  if (isEmpty(value)) return addUnder(source, pair, `- ${item}`)
  if (isAlias(value)) return undefined
  if (!isSeq(value)) {
    // « dictionnaire: téléservice » is a list of one.
    const range = isScalar(value) || isMap(value) ? value.range : undefined
    if (!range) return undefined
    return replace(range, `[${source.slice(range[0], range[1]).trim()}, ${item}]`)
  }
  const last = value.items.at(-1)
  const end = isNodeWithRange(last) ? last.range[1] : undefined
  if (value.flow === true && value.range) {
    const at = end ?? value.range[0] + 1
    return { start: at, end: at, text: end === undefined ? item : `, ${item}` }
  }
  if (end === undefined || !value.range) return undefined
  const after = lineEnd(source, end)
  return { start: after, end: after, text: `\n${indentAt(source, value.range[0])}- ${item}` }
}

/** Adds a pair at the head of a map. */
function addPair(source: string, map: YAMLMap, pair: string): Splice | undefined {
  if (!map.range) return undefined
  const [start] = map.range
  if (map.flow === true)
    return { start: start + 1, end: start + 1, text: map.items.length === 0 ? ` ${pair} ` : ` ${pair},` }
  return { start, end: start, text: `${pair}\n${indentAt(source, start)}` }
}

/** Writes under a key that has no value yet; remarks below it stay there. */
function addUnder(source: string, pair: { readonly key: unknown }, text: string): Splice | undefined {
  if (!isNodeWithRange(pair.key)) return undefined
  const colon = source.indexOf(':', pair.key.range[1])
  const at = colon < 0 ? -1 : lineEnd(source, colon)
  return at < 0 ? undefined : { start: at, end: at, text: `\n  ${text}` }
}

function addAtEnd(source: string, text: string): Splice {
  const end = source.length
  const gap =
    source.replace(/^\ufeff/, '').trim() === ''
      ? ''
      : /\n\r?\n$/.test(source)
        ? ''
        : source.endsWith('\n')
          ? '\n'
          : '\n\n'
  return { start: end, end, text: `${gap}${text}\n` }
}

function isNodeWithRange(node: unknown): node is Node & { readonly range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}

function lineEnd(source: string, from: number): number {
  const end = source.slice(from).search(/\r?\n/)
  return end < 0 ? source.length : from + end
}

/** The blanks that stand before an offset, for a line that is to be aligned with it. */
function indentAt(source: string, offset: number): string {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset)
  return ' '.repeat(line.length)
}
