import type { Box, FieldFact } from './document.ts'
import type { PdfLine } from './pdf-lines.ts'

/** A form field of a page, or words typed over it; the box is seen from the top left. */
export interface PdfField {
  readonly field: FieldFact | undefined
  /** What it shows. */
  readonly text: string
  readonly box: Box
}

/** Reads an annotation of pdf.js: a field with its label and what it shows, or a text typed over the page. */
export function fieldOf(annotation: Readonly<Record<string, unknown>>, box: Box): PdfField | undefined {
  const { subtype, fieldType, fieldName, alternativeText, required, checkBox, radioButton, pushButton } = annotation
  if (annotation.hidden === true) return undefined
  const shown = shownBy(annotation)
  if (subtype === 'FreeText') return shown === '' ? undefined : { field: undefined, text: shown, box }
  if (subtype !== 'Widget' || pushButton === true) return undefined
  let type: FieldFact['type'] = 'other'
  if (checkBox === true) type = 'checkbox'
  else if (radioButton === true) type = 'radio'
  else if (fieldType === 'Tx') type = 'text'
  else if (fieldType === 'Ch') type = 'select'
  else if (fieldType === 'Sig') type = 'signature'
  const isEmpty = shownValue(annotation) === ''
  const field: FieldFact = {
    type,
    ...(typeof fieldName === 'string' && fieldName !== '' ? { name: fieldName } : {}),
    ...(typeof alternativeText === 'string' && alternativeText !== '' ? { label: alternativeText } : {}),
    ...(required === true ? { required } : {}),
    ...(isEmpty && shown !== '' ? { placeholder: shown } : {}),
  }
  return { field, text: type === 'checkbox' || type === 'radio' ? '' : shown, box }
}

function shownBy(annotation: Readonly<Record<string, unknown>>): string {
  const { textContent } = annotation
  const lines: readonly unknown[] = Array.isArray(textContent) ? textContent : []
  const seen = lines.filter((line) => typeof line === 'string').join('\n')
  return (seen === '' ? shownValue(annotation) : seen).trim()
}

/** The value of a field; that of a list is the text of the choice made. */
function shownValue({ fieldType, fieldValue, options }: Readonly<Record<string, unknown>>): string {
  const values: readonly unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue]
  const texts: string[] = []
  for (const value of values) {
    if (typeof value !== 'string' || value.trim() === '') continue
    const choices: readonly unknown[] = fieldType === 'Ch' && Array.isArray(options) ? options : []
    const choice = choices.find((option) => memberOf(option, 'exportValue') === value)
    const text = memberOf(choice, 'displayValue')
    texts.push(typeof text === 'string' ? text : value)
  }
  return texts.join(', ')
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** Puts the fields of a page among its lines, each after the line it stands on or under, with the label printed there. */
export function withFields(lines: readonly PdfLine[], fields: readonly PdfField[], page: number): PdfLine[] {
  if (fields.length === 0) return [...lines]
  const after = new Map<PdfLine | undefined, PdfLine[]>()
  const sorted = [...fields].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
  for (const found of sorted) {
    const home = lineOf(lines, found.box)
    const line = asLine(found, page, printedLabel(lines, found))
    const known = after.get(home)
    if (known === undefined) after.set(home, [line])
    else known.push(line)
  }
  const all: PdfLine[] = [...(after.get(undefined) ?? [])]
  for (const line of lines) all.push(line, ...(after.get(line) ?? []))
  return all
}

function asLine({ field, text, box }: PdfField, page: number, label: string | undefined): PdfLine {
  const named = field === undefined || field.label !== undefined || label === undefined ? field : { ...field, label }
  return {
    page,
    pieces: [{ text, kind: named === undefined ? 'text' : 'field', field: named, box }],
    text,
    left: box.x,
    right: box.x + box.width,
    y: box.y + box.height,
    size: Math.min(box.height, 12),
    strong: false,
    artifact: false,
    upright: true,
    tag: undefined,
    apart: named ?? 'remark',
  }
}

function isLevel(line: PdfLine, box: Box): boolean {
  const middle = line.y - line.size * 0.3
  return middle >= box.y - 2 && middle <= box.y + box.height + 2
}

/** The line a field stands on, else the nearest above it. */
function lineOf(lines: readonly PdfLine[], box: Box): PdfLine | undefined {
  let best: PdfLine | undefined
  let near = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const down = box.y + box.height - line.y
    if (down < -line.size && !isLevel(line, box)) continue
    const beside = Math.max(0, line.left - box.x - box.width, box.x - line.right)
    const away = (isLevel(line, box) ? 0 : Math.max(0, down)) * 3 + beside
    if (away < near) [best, near] = [line, away]
  }
  return best
}

/** The words a person reads as the name of the field: right of a box to tick, else left of it, else over it. */
function printedLabel(lines: readonly PdfLine[], { field, box }: PdfField): string | undefined {
  const ticked = field?.type === 'checkbox' || field?.type === 'radio'
  let best: PdfLine | undefined
  let near = Number.POSITIVE_INFINITY
  for (const line of lines) {
    if (!/\p{L}/u.test(line.text)) continue
    const level = isLevel(line, box)
    const right = line.left - box.x - box.width
    const left = box.x - line.right
    const over = box.y - line.y
    let away: number | undefined
    if (level && ticked && right > -4 && right < 60) away = right
    else if (level && ticked && line.left > box.x - 12 && line.left < box.x + box.width && right < 0) away = 0
    else if (level && left > -4 && left < (ticked ? 30 : 250)) away = left + 10
    // The field lies on the dots or the dashes of its own line.
    else if (level && !ticked && line.left < box.x && line.right > box.x) away = 5
    else if (!ticked && over >= -2 && over < line.size * 2.5 && line.left < box.x + box.width && line.right > box.x)
      away = over + 50
    if (away !== undefined && away < near) [best, near] = [line, away]
  }
  const label = best?.text
    .replace(/^[^\p{L}\d]+/u, '')
    .replace(/(?:[_.…]\s*){3,}.*$/u, '')
    .replace(/[\s:]+$/u, '')
    .trim()
  return label === '' || (label !== undefined && label.length > 150) ? undefined : label
}
