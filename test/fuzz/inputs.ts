import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import { docxOf, odtOf, zipOf } from '../../packages/document/src/office-fixture.ts'
import { docOf, msgOf } from '../../packages/document/src/ole-fixture.ts'
import { mutatePdf, type PdfParts, partsOf } from './pdf-parts.ts'
import { type Random, randomOf } from './random.ts'
import { mutateBytes, mutateTokens, WORDS } from './text-parts.ts'

/** The formats whose reader can be tried. */
export const FORMATS = [
  'pdf',
  'image',
  'docx',
  'odt',
  'xlsx',
  'doc',
  'msg',
  'rtf',
  'eml',
  'html',
  'md',
  'txt',
  'csv',
] as const
export type FuzzFormat = (typeof FORMATS)[number]

/** Beyond this a seed takes too long to be tried often. */
const LARGEST_SEED = 400_000
const LETTER = 'Madame,\nVotre dossier est incomplet. Envoyez {{piece}} avant le 15 mars.\nCordialement,'

/** Makes the inputs of one format: the same seed and rank give the same bytes. */
export async function inputsOf(
  format: FuzzFormat,
  folders: readonly string[],
): Promise<(seed: number, rank: number) => Uint8Array> {
  const seeds = [...(await made(format)), ...folders.flatMap((folder) => filesOf(format, folder))]
  const pdfs = new Map<Uint8Array, PdfParts>()
  const pdfOf = (seed: Uint8Array): PdfParts => {
    const known = pdfs.get(seed) ?? partsOf(seed)
    pdfs.set(seed, known)
    return known
  }
  return (seed, rank) => {
    const random = randomOf(Math.imul(seed, 0x9e3779b1) + rank)
    const from = random.pick(seeds)
    if (random.chance(0.1)) return mutateBytes(from, random)
    switch (format) {
      case 'pdf':
        return mutatePdf(pdfOf(from), pdfOf(random.pick(seeds)), random)
      case 'docx':
      case 'odt':
      case 'xlsx':
        return mutateZip(from, random)
      case 'image':
        return from[0] === 0x89 ? mutatePng(from, random) : mutateBytes(from, random)
      case 'doc':
      case 'msg':
        return mutateBytes(from, random)
      default:
        return Buffer.from(
          mutateTokens(
            latin(from),
            (WORDS[format] ?? []).map((word) => latin(Buffer.from(word))),
            random,
          ),
          'latin1',
        )
    }
  }
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

function filesOf(format: FuzzFormat, folder: string): Uint8Array[] {
  const found: Uint8Array[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const extension = extname(entry.name).slice(1).toLowerCase()
    if (!entry.isFile() || (/^(?:png|jpe?g)$/.test(extension) ? 'image' : extension) !== format) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    if (bytes.length > 0 && bytes.length < LARGEST_SEED) found.push(bytes)
  }
  return found
}

/** What the sample library has none of. */
async function made(format: FuzzFormat): Promise<Uint8Array[]> {
  switch (format) {
    case 'doc':
      return [
        docOf({ body: `${LETTER}\r`, headers: ['Service', 'Page 1'], footnotes: '\u0002 Note' }),
        docOf({ body: 'a\u0007b\u0007\u0007Fin\r' }),
      ]
    case 'msg':
      return [
        msgOf({
          subject: 'Votre dossier',
          body: LETTER,
          from: ['A', 'a@exemple.fr'],
          to: ['B', 'b@exemple.fr'],
          attachments: ['x.pdf'],
        }),
        msgOf({ subject: 'Votre dossier', html: `<p>${LETTER}</p>` }),
      ]
    case 'rtf':
      return [
        Buffer.from(
          String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red255\green0\blue0;}{\stylesheet{\s1\outlinelevel0 heading 1;}}{\header Service\par}\pard\s1\b Titre\b0\par\pard\qj\fs22\cf1 Votre dossier est incomplet \'e9 \u8217?\par{\field{\*\fldinst MERGEFIELD Nom}{\fldrslt «Nom»}}\par\trowd\cellx2000\cellx4000\intbl A\cell B\cell\row\pard{\footnote Note}\par}`,
        ),
      ]
    case 'xlsx':
      return [await workbook()]
    case 'csv':
      return [
        Buffer.from(
          'objet;texte;date\r\nRefus;"Votre demande; refusée";2026-03-01\r\nSuite;"Deux\r\nlignes ""citées""";\r\n',
        ),
      ]
    case 'docx':
      return [
        await docxOf(
          `<w:p><w:r><w:t>${LETTER}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
        ),
      ]
    case 'odt':
      return [
        await odtOf(
          `<text:p>${LETTER}</text:p><text:list><text:list-item><text:p>A</text:p></text:list-item></text:list>`,
        ),
      ]
    case 'image':
      return [await picture('image/png'), await picture('image/jpeg')]
    default:
      return []
  }
}

function workbook(): Promise<Uint8Array> {
  const [main, rel] = [
    'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    'http://schemas.openxmlformats.org/package/2006/relationships',
  ]
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="r"><workbookPr date1904="0"/><sheets><sheet name="Un" sheetId="1" r:id="r1"/><sheet name="Deux" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${rel}"><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}"><si><t>objet</t></si><si><r><t>Votre </t></r><r><t>dossier</t></r><rPh><t>x</t></rPh></si></sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>texte</t></is></c></row><row r="3"><c r="C3" s="1"><v>45000</v></c><c t="b"><v>1</v></c><c r="XFD3" t="str"><f>A1</f><v>${LETTER}</v></c></row></sheetData></worksheet>`,
  })
}

/** A line of a letter, drawn: small, since recognising takes seconds a page. */
async function picture(type: 'image/png' | 'image/jpeg'): Promise<Uint8Array> {
  const { createCanvas } = await import('../../packages/document/node_modules/@napi-rs/canvas/index.js')
  const canvas = createCanvas(220, 40)
  const drawing = canvas.getContext('2d')
  drawing.fillStyle = 'white'
  drawing.fillRect(0, 0, 220, 40)
  drawing.fillStyle = 'black'
  drawing.font = '20px sans-serif'
  drawing.fillText('Votre dossier', 10, 26)
  return type === 'image/png' ? canvas.encode('png') : canvas.encode('jpeg')
}

/** Changes the XML parts of a zip by their tags, and zips it again. */
function mutateZip(bytes: Uint8Array, random: Random): Uint8Array {
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes)
  } catch {
    // The sample library holds files that are cut on purpose.
    return mutateBytes(bytes, random)
  }
  const names = Object.keys(parts)
  const xml = names.filter((name) => /\.(?:xml|rels)$/.test(name))
  if (xml.length === 0) return bytes
  const main = xml.filter((name) => /document|content|sheet1|styles/.test(name))
  for (let change = 1 + random.below(3); change > 0; change -= 1) {
    const name = random.pick(main.length > 0 && random.chance(0.6) ? main : xml)
    const text = Buffer.from(parts[name]!).toString('utf8')
    parts[name] = Buffer.from(
      random.chance(0.85) ? mutateTags(text, random) : mutateTokens(text, WORDS.xml ?? [], random),
    )
    if (random.chance(0.03)) parts[random.pick(names)] = parts[name]
    if (random.chance(0.03)) parts[random.pick(names)] = new Uint8Array()
  }
  if (random.chance(0.05)) delete parts[random.pick(names)]
  return zipSync(parts, { level: 1 })
}

const EXTREMES = [
  '',
  '0',
  '-1',
  '1e9',
  '2147483648',
  '999999999999',
  'NaN',
  'x',
  '../../x',
  '%',
  '0cm',
  'true',
  '#ffffff',
]

/** Keeps the XML well formed: whole elements are repeated, nested, taken out, and values made extreme. */
function mutateTags(text: string, random: Random): string {
  let kept = text
  for (let change = 1 + random.below(8); change > 0; change -= 1) {
    // The root is left alone: there is one.
    const tags = [...kept.matchAll(/<([\w:]+)((?:\s[\w:]+="[^"]*")*)\s*(\/?)>/g)].slice(1)
    if (tags.length < 2) return kept
    const one = random.pick(tags)
    const start = one.index
    const end = one[3] === '/' ? start + one[0].length : endOf(kept, one[1] ?? '', start)
    const element = kept.slice(start, end)
    const other = random.pick(tags).index
    switch (random.below(6)) {
      case 0:
        kept = kept.slice(0, start) + kept.slice(end)
        break
      case 1:
        kept = kept.slice(0, other) + element + kept.slice(other)
        break
      case 2:
        kept =
          kept.slice(0, start) + element.repeat(1 + random.below(element.length > 2_000 ? 3 : 80)) + kept.slice(end)
        break
      case 3: {
        const depth = 1 + random.below(300)
        kept = `${kept.slice(0, start)}${`<${one[1]}>`.repeat(depth)}${element}${`</${one[1]}>`.repeat(depth)}${kept.slice(end)}`
        break
      }
      default:
        kept =
          kept.slice(0, start) +
          one[0].replace(/"[^"]*"/, () => `"${random.pick(EXTREMES)}"`) +
          kept.slice(start + one[0].length)
    }
    if (kept.length > 2_000_000) return kept
  }
  return kept
}

/** Changes the chunks of a png and signs them again: what looks sound and is not. */
function mutatePng(bytes: Uint8Array, random: Random): Uint8Array {
  const source = Buffer.from(bytes)
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 8; at + 12 <= source.length; at += source.readUInt32BE(at) + 12)
    chunks.push({
      type: source.toString('latin1', at + 4, at + 8),
      data: Buffer.from(source.subarray(at + 8, at + 8 + source.readUInt32BE(at))),
    })
  for (let change = 1 + random.below(4); change > 0; change -= 1) {
    const chunk = random.pick(chunks)
    if (random.chance(0.1))
      chunks.splice(random.below(chunks.length), 0, {
        ...chunk,
        type: random.pick(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'iCCP', 'tEXt', 'acTL', 'fdAT']),
      })
    else if (chunk.type === 'IHDR' && random.chance(0.7))
      chunk.data.writeUInt32BE(random.pick([0, 1, 2, 7, 3000, 30_000, 0x7fffffff]), random.pick([0, 4]))
    else if (chunk.type === 'IDAT' && random.chance(0.8))
      chunk.data = deflateSync(mutateBytes(inflated(chunk.data), random))
    else if (chunk.data.length > 0) chunk.data[random.below(chunk.data.length)] = random.below(256)
  }
  const out: Buffer[] = [source.subarray(0, 8)]
  for (const { type, data } of chunks) {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named))
    out.push(length, named, sum)
  }
  return Buffer.concat(out)
}

function inflated(data: Uint8Array): Uint8Array {
  try {
    return inflateSync(data)
  } catch {
    return data
  }
}

/** Where the element that starts there ends. */
function endOf(text: string, name: string, start: number): number {
  let depth = 0
  for (const tag of text.slice(start).matchAll(new RegExp(`<(/?)${name}(?=[\\s/>])[^>]*?(/?)>`, 'g'))) {
    if (tag[1] === '/') depth -= 1
    else if (tag[2] !== '/') depth += 1
    if (depth === 0) return start + tag.index + tag[0].length
  }
  return start
}
