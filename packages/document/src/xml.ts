import { SaxesParser } from 'saxes'
import { ReadError } from './problem.ts'

/** An XML element, names with their prefix as written. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (XmlElement | string)[]
}

const MAX_DEPTH = 256

/** Where elements stand in the decoded source: after their opening tag, and after their end. */
export type XmlPositions = Map<XmlElement, { readonly open: number; end: number }>

/** What a reader does of the parts of an XML file, in their order; `end` is the offset after the tag. */
export interface XmlEvents {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, end: number) => void
  readonly close: (name: string, end: number) => void
  readonly text: (value: string) => void
}

/**
 * Parses an XML part of an office file. A DOCTYPE is refused (no entity is ever declared or fetched)
 * and so is nesting that no office suite writes.
 */
export function parseXml(bytes: Uint8Array, part: string, positions?: XmlPositions): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const stack: XmlElement[] = [root]
  scanXml(bytes, part, {
    open: (name, attributes, end) => {
      const element: XmlElement = { name, attributes, children: [] }
      stack.at(-1)?.children.push(element)
      stack.push(element)
      positions?.set(element, { open: end, end })
    },
    close: (_name, end) => {
      const element = stack.pop()
      const position = element === undefined ? undefined : positions?.get(element)
      if (position !== undefined) position.end = end
    },
    text: (value) => {
      stack.at(-1)?.children.push(value)
    },
  })
  const first = root.children.find((child) => typeof child !== 'string')
  if (first === undefined || typeof first === 'string') throw refused(part, 'Une partie du fichier est vide.')
  return first
}

function refused(part: string, what: string, cause?: unknown): ReadError {
  return new ReadError(
    {
      code: 'xml-refuse',
      what,
      fix: 'Ouvrez le fichier dans le logiciel qui l’a créé, puis enregistrez-le à nouveau.',
      where: part,
    },
    cause,
  )
}

/** Reads an XML part without keeping it, under the same refusals: for parts too large to hold as a tree. */
export function scanXml(bytes: Uint8Array, part: string, events: XmlEvents): void {
  let depth = 0
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw refused(
      part,
      'Le fichier déclare des entités XML (DOCTYPE), ce qu’aucun traitement de texte n’écrit : il n’est pas lu.',
    )
  })
  parser.on('error', (error) => {
    throw refused(part, 'Une partie du fichier est abîmée : son XML n’est pas valide.', error)
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > MAX_DEPTH) throw refused(part, 'Le fichier imbrique trop d’éléments les uns dans les autres.')
    events.open(tag.name, tag.attributes, parser.position)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    events.close(tag.name, parser.position)
  })
  parser.on('text', events.text)
  parser.on('cdata', events.text)
  parser.write(decodeXml(bytes)).close()
}

/** Decodes an XML part by its byte order mark; UTF-8 without one. */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

/** The child elements, text left out. */
export function elements(parent: XmlElement | undefined): readonly XmlElement[] {
  const found: XmlElement[] = []
  for (const child of parent?.children ?? []) if (typeof child !== 'string') found.push(child)
  return found
}

/** The first child of that name. */
export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const candidate of parent?.children ?? []) {
    if (typeof candidate !== 'string' && candidate.name === name) return candidate
  }
  return undefined
}

/** The text directly in an element. */
export function textIn(element: XmlElement | undefined): string {
  let text = ''
  for (const part of element?.children ?? []) if (typeof part === 'string') text += part
  return text
}

/** The first descendant of that name, in document order. */
export function descendant(parent: XmlElement, name: string): XmlElement | undefined {
  for (const candidate of parent.children) {
    if (typeof candidate === 'string') continue
    if (candidate.name === name) return candidate
    const inner = descendant(candidate, name)
    if (inner !== undefined) return inner
  }
  return undefined
}
