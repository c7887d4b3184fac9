import { inflateSync } from 'node:zlib'
import type { Random } from './random.ts'
import { mutateTokens } from './text-parts.ts'

/** A pdf taken apart: its objects in clear, streams inflated, without a table of places (readers rebuild it). */
export interface PdfParts {
  readonly objects: readonly string[]
  readonly trailer: string
}

const NAMES =
  '/Type /Page /Pages /Kids /Count /Parent /Contents /Resources /Font /XObject /MediaBox /Rotate /Annots /AcroForm /Fields /StructTreeRoot /K /P /S /Pg /MCID /ParentTree /Nums /Limits /RoleMap /MarkInfo /ToUnicode /Encoding /Differences /Widths /W /DW /FirstChar /LastChar /DescendantFonts /FontDescriptor /FontFile2 /FontFile3 /FontMatrix /CharProcs /Subtype /Type0 /Type1 /Type3 /TrueType /CIDFontType2 /Form /Image /Link /Widget /FT /Tx /Btn /Ch /Opt /V /DA /Rect /QuadPoints /Length /Filter /FlateDecode /ASCII85Decode /LZWDecode /RunLengthDecode /DecodeParms /Predictor /Columns /Matrix /BBox /Group /SMask /ColorSpace /ICCBased /Indexed /Separation /Pattern /Shading /Function /Outlines /Dests /Names /OCProperties /Lang /ActualText /Alt /E'.split(
    ' ',
  )
const OPERATORS =
  'q Q cm BT ET Tf Tm Td TD T* Tj TJ \' " Tc Tw Tz TL Ts Tr re m l c v y h W W* n f F f* B B* b b* S s g G rg RG k K cs CS sc scn SC SCN sh gs Do BI ID EI BMC BDC EMC MP DP d0 d1 BX EX i M j J w d'.split(
    ' ',
  )
const VALUES = [
  'null',
  'true',
  '0',
  '-1',
  '1e38',
  '2147483648',
  '99999999999999999999',
  '-0.0000001',
  '[]',
  '[[[[[[]]]]]]',
  '<< >>',
  '()',
  '<>',
  '(\\000\\377)',
  '<FEFF0041>',
  '[0 0 0 0]',
  '[1 0 0 1]',
]

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Takes a pdf apart; what cannot be inflated stays as it is. */
export function partsOf(bytes: Uint8Array): PdfParts {
  const source = latin(bytes)
  const objects: string[] = []
  let trailer = /trailer\s*(<<[\s\S]*?>>)\s*startxref/.exec(source)?.[1] ?? ''
  for (const [whole, number, body = ''] of source.matchAll(/(\d+) \d+ obj\b([\s\S]*?)\bendobj/g)) {
    if (/\/Type\s*\/XRef\b/.test(body)) {
      trailer ||= /\/Root \d+ \d+ R/.exec(body)?.[0] ?? ''
      continue
    }
    const inflated = inStream(body)
    if (inflated === undefined) objects.push(whole)
    else if (/\/Type\s*\/ObjStm\b/.test(body)) objects.push(...packed(body, inflated))
    else {
      const dictionary = body
        .slice(0, body.indexOf('stream'))
        .replace(/\/Filter\s*\/FlateDecode|\/Length \d+( \d+ R)?/g, '')
      objects.push(
        `${number} 0 obj${dictionary.replace(/>>\s*$/, `/Length ${inflated.length} >>`)}\nstream\n${inflated}\nendstream\nendobj`,
      )
    }
  }
  return { objects, trailer: /\/Root \d+ \d+ R/.exec(trailer)?.[0] ?? '' }
}

/** What a deflated stream holds; nothing where there is none, or where pictures make it long. */
function inStream(body: string): string | undefined {
  const at = /stream\r?\n/.exec(body)
  const dictionary = at === null ? '' : body.slice(0, at.index)
  if (at === null || !/\/Filter\s*\/FlateDecode/.test(dictionary) || /\/Predictor/.test(dictionary)) return undefined
  try {
    const end = body.lastIndexOf('endstream')
    const data = inflateSync(Buffer.from(body.slice(at.index + at[0].length, end), 'latin1'), {
      maxOutputLength: 300_000,
    })
    return latin(data)
  } catch {
    return undefined
  }
}

function packed(body: string, inflated: string): string[] {
  const first = Number(/\/First (\d+)/.exec(body)?.[1] ?? 0)
  const head = inflated.slice(0, first).trim().split(/\s+/).map(Number)
  const found: string[] = []
  for (let i = 0; i + 1 < head.length; i += 2)
    found.push(
      `${head[i]} 0 obj\n${inflated.slice(first + head[i + 1]!, i + 3 < head.length ? first + head[i + 3]! : undefined)}\nendobj`,
    )
  return found
}

/** Puts a pdf together again after some of its objects were changed, by what they are made of. */
export function mutatePdf(parts: PdfParts, other: PdfParts, random: Random): Uint8Array {
  const objects = [...parts.objects]
  for (let change = 1 + random.below(6); change > 0 && objects.length > 0; change -= 1) {
    const at = random.below(objects.length)
    objects[at] = changed(objects[at]!, objects, other, random)
    if (random.chance(0.05)) objects.splice(at, 1)
    if (random.chance(0.05)) objects.push(random.pick(objects))
  }
  const body = `%PDF-1.7\n${objects.join('\n')}\n`
  return Buffer.from(
    `${body}trailer\n<< ${parts.trailer} >>\nstartxref\n${random.chance(0.5) ? 0 : random.below(body.length)}\n%%EOF`,
    'latin1',
  )
}

function changed(object: string, objects: readonly string[], other: PdfParts, random: Random): string {
  const numbers = objects.map((text) => Number.parseInt(text, 10))
  const reference = (): string => `${random.chance(0.9) ? random.pick(numbers) : random.below(99_999)} 0 R`
  const value = (): string =>
    random.chance(0.5) ? reference() : random.chance(0.5) ? random.pick(VALUES) : random.pick(NAMES)
  const stream = object.search(/stream\r?\n/)
  if (stream !== -1 && random.chance(0.6)) {
    const tokens = [...OPERATORS, ...VALUES, ...NAMES]
    return (
      object.slice(0, stream) +
      mutateTokens(
        object.slice(stream),
        tokens,
        random,
        /[^\s()<>[\]/]+|\/[^\s()<>[\]/]+|\((?:\\.|[^()\\])*\)|[<>[\]]/g,
      )
    )
  }
  switch (random.below(7)) {
    case 0: // One reference for another: pages that hold themselves, fonts that are pages.
      return replaceOne(object, /\d+ \d+ R\b/g, () => reference(), random)
    case 1: // Every reference to one place.
      return object.replace(/\d+ \d+ R\b/g, reference())
    case 2: // A value for another.
      return replaceOne(
        object,
        /(?<=\/[A-Za-z]+\s?)(?:-?[\d.]+\b(?! \d+ R)|\/[A-Za-z0-9]+|\((?:\\.|[^()\\])*\)|\[[^[\]]*\]|<[0-9A-Fa-f]*>|\d+ \d+ R|true|false)/g,
        value,
        random,
      )
    case 3: // A key for another, or none.
      return replaceOne(object, /\/[A-Za-z][A-Za-z0-9]*/g, () => (random.chance(0.3) ? '' : random.pick(NAMES)), random)
    case 4: // A key more.
      return replaceOne(object, /<<|\[/g, (found) => `${found} ${random.pick(NAMES)} ${value()} `, random)
    case 5: // What another file holds under this number.
      return other.objects.length === 0
        ? object
        : random.pick(other.objects).replace(/^\d+/, String(Number.parseInt(object, 10)))
    default:
      return random.chance(0.5) ? object.slice(0, random.below(object.length)) : object.replace(/endobj$/, '')
  }
}

function replaceOne(text: string, pattern: RegExp, by: (found: string) => string, random: Random): string {
  const found = [...text.slice(0, 20_000).matchAll(pattern)]
  if (found.length === 0) return text
  const one = random.pick(found)
  return text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length)
}
