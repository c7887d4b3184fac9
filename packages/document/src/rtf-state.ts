import iconv from 'iconv-lite'
import type { ParagraphFacts, RunFacts } from './docx-style.ts'
import { symbolOf } from './office-field.ts'

/** How letters look at one point of an RTF file; `font` and the colours are ranks in its tables. */
export interface RtfChar {
  readonly strong?: boolean
  readonly emphasis?: boolean
  readonly underline?: boolean
  readonly strike?: boolean
  readonly hidden?: boolean
  readonly deleted?: boolean
  readonly capitals?: boolean
  readonly size?: number
  readonly font?: number
  readonly color?: number
  readonly background?: number
}

/** How a paragraph is laid out at one point of an RTF file; lengths in twips. */
export interface RtfPara {
  readonly align?: 'left' | 'right' | 'center' | 'justify'
  readonly line?: number
  readonly multiple?: boolean
  readonly before?: number
  readonly after?: number
  readonly outline?: number
  readonly style?: number
  readonly list?: number
  readonly level?: number
  /** Depth of the table that holds it. */
  readonly table?: number
}

/** A style of the style sheet. */
export interface RtfStyle {
  readonly name: string
  readonly char: RtfChar
  readonly para: RtfPara
}

interface Font {
  readonly name: string
  readonly charset: number | undefined
}

/** What the head of an RTF file declares: code page, fonts, colours, styles, lists. */
export class RtfTables {
  readonly fonts = new Map<number, Font>()
  readonly colors: (string | undefined)[] = []
  readonly styles = new Map<number, RtfStyle>()
  /** Ordered or not, by level, of each list. */
  readonly lists = new Map<number, readonly boolean[]>()
  encoding = 'windows-1252'
  defaultFont: number | undefined

  /** Decodes bytes written in a font. */
  decode(bytes: readonly number[], font: number | undefined): string {
    const entry = this.fonts.get(font ?? this.defaultFont ?? -1)
    if (entry?.charset === 2) {
      let text = ''
      for (const byte of bytes) text += byte < 33 ? String.fromCharCode(byte) : symbolOf(entry.name, 0xf000 | byte)
      return text
    }
    const plain = bytes.every((byte) => byte < 0x80)
    if (plain) return String.fromCharCode(...bytes)
    const encoding = CHARSETS[entry?.charset ?? 1] ?? this.encoding
    return iconv.decode(Uint8Array.from(bytes), encoding)
  }

  /** The letters' facts, in points and colours; `base` adds what the format says when nothing does. */
  runFacts(char: RtfChar, base: boolean): RunFacts {
    const font = this.fonts.get(char.font ?? (base ? (this.defaultFont ?? -1) : -1))?.name
    // The first colour is the automatic one, black on paper.
    const ink = char.color ?? (base ? 0 : undefined)
    const color = ink === undefined ? undefined : (this.colors[ink] ?? (ink === 0 ? '#000000' : undefined))
    const background = char.background === undefined || char.background === 0 ? undefined : this.colors[char.background]
    const size = char.size ?? (base ? 24 : undefined)
    return {
      ...(size === undefined || size <= 0 ? {} : { size: size / 2 }),
      ...(color === undefined ? {} : { color }),
      ...(background === undefined ? {} : { background }),
      ...(font === undefined || font === '' ? {} : { font }),
      ...(char.capitals === undefined ? {} : { capitals: char.capitals }),
    }
  }
}

/** Windows character sets of fonts, by their number in the font table. */
const CHARSETS: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'cp932',
  129: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'cp874',
  238: 'windows-1250',
  255: 'cp437',
}

/** The name of a code page, where it is known. */
export function codePage(number: number): string | undefined {
  if (number === 65001) return 'utf8'
  if (number === 10000) return 'macintosh'
  const name = `cp${number}`
  return iconv.encodingExists(name) ? name : undefined
}

/** A single line is the font's own height, about 1.15 of its size. */
const SINGLE_LINE = 1.15

/** The paragraph's facts; `size`, in points, turns « at least » into what is seen. */
export function paraFacts(para: RtfPara, size: number | undefined): ParagraphFacts {
  return {
    align: para.align ?? 'left',
    lineHeight: lineHeightOf(para, size ?? 12),
    spaceBefore: (para.before ?? 0) / 20,
    spaceAfter: (para.after ?? 0) / 20,
  }
}

/** A ratio to the size, or points, negative, where the file gives a height. */
function lineHeightOf({ line = 0, multiple = false }: RtfPara, size: number): number {
  if (line === 0) return SINGLE_LINE
  if (multiple) return Math.round((Math.abs(line) / 240) * SINGLE_LINE * 100) / 100
  const points = Math.abs(line) / 20
  if (line > 0 && points <= size * SINGLE_LINE) return SINGLE_LINE
  return -points
}

/** Splits facts into those that a style gives and those set over it: an RTF file repeats the former everywhere. */
export function over<T extends object>(facts: T, style: T): Partial<T> {
  const direct: Partial<T> = {}
  for (const key in facts) if (facts[key] !== style[key]) direct[key] = facts[key]
  return direct
}
