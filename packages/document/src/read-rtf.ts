import type { Layout, Meta, Problem, Region } from './document.ts'
import { headingLevel, layoutOf, lookOf, OFFICE_FACTS } from './docx-style.ts'
import type { Draft } from './draft.ts'
import { OfficeFields, symbolOf } from './office-field.ts'
import { asCapitals, type Piece, paragraphSegments, printedText } from './office-line.ts'
import type { OpenList } from './office-list.ts'
import { addParagraph } from './office-paragraph.ts'
import { countFieldLabels } from './placeholders.ts'
import { ReadError } from './problem.ts'
import { codePage, over, paraFacts, type RtfChar, type RtfPara, RtfTables } from './rtf-state.ts'
import { type OpenTable, type RowShape, tableOf } from './rtf-table.ts'
import { rtfTokens } from './rtf-tokens.ts'
import { sizeOf, TitleLook } from './title-look.ts'
import type { Child, Section } from './tree.ts'

/** Reads an RTF file: styles, lists, tables, fields, regions, tracked changes accepted. */
export function readRtf(bytes: Uint8Array): Draft {
  const first = new RtfReader(false)
  first.read(bytes)
  if (countFieldLabels(first.said.join('')) < 3) return first.draft()
  // « nom », « date »: known to be fields only once the whole letter has been read.
  const again = new RtfReader(true)
  again.read(bytes)
  return again.draft()
}

/** Deeper, no word processor goes. */
const MAX_GROUPS = 1000
const MAX_FLOWS = 20
const MAX_TABLES = 20

type Destination =
  | 'text'
  | 'skip'
  | 'silent'
  | 'fonts'
  | 'colors'
  | 'styles'
  | 'lists'
  | 'overrides'
  | 'instruction'
  | 'capture'

interface Group {
  destination: Destination
  char: RtfChar
  para: RtfPara
  unicode: number
  close: (() => void) | undefined
}

/** A run of paragraphs: the body, a header, a note, a text box. */
interface Flow {
  readonly part: string
  readonly children: Child[]
  readonly lists: OpenList[]
  readonly tables: OpenTable[]
  pieces: Piece[]
  boxes: Child[]
  paragraphs: number
  readonly fields: OfficeFields
  /** The mark that an item prints, as the writer left it. */
  mark: string
  /** What it prints, to tell a header from its repetition. */
  said: string
}

interface Picture {
  alt: string
}

/** A drawn shape: its properties say whether it is a picture. */
interface Shape extends Picture {
  drawn: boolean
}

const SKIPPED: ReadonlySet<string> = new Set([
  'nonshppict',
  'shprslt',
  'objdata',
  'objclass',
  'listpicture',
  'filetbl',
  'revtbl',
  'rsidtbl',
  'themedata',
  'colorschememapping',
  'datastore',
  'latentstyles',
  'xmlnstbl',
  'mmathPr',
  'generator',
  'annotation',
  'atnid',
  'atnauthor',
  'atrfstart',
  'atrfend',
  'bkmkstart',
  'bkmkend',
  'tc',
  'xe',
  'template',
  'ftnsep',
  'ftnsepc',
  'aftnsep',
  'aftnsepc',
  'ftncn',
  'aftncn',
  'pn',
  'pnseclvl',
  'nonesttables',
  'pgdsctbl',
  'userprops',
  'datafield',
  'private',
  'panose',
  'falt',
  'fname',
  'fontemb',
])

const PRINTED: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    tab: '\t',
    line: '\n',
    page: '\n',
    column: '\n',
    softline: '\n',
    emdash: '—',
    endash: '–',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    bullet: '•',
    emspace: '\u2003',
    enspace: '\u2002',
    qmspace: '\u2005',
    '~': '\u00a0',
    _: '\u2011',
    '\\': '\\',
    '{': '{',
    '}': '}',
  }),
)

const ALIGNMENTS: ReadonlyMap<string, 'left' | 'right' | 'center' | 'justify'> = new Map<
  string,
  'left' | 'right' | 'center' | 'justify'
>(
  Object.entries({
    ql: 'left',
    qr: 'right',
    qc: 'center',
    qj: 'justify',
    qd: 'justify',
  }),
)

const REGIONS: ReadonlyMap<string, Region> = new Map<string, Region>(
  Object.entries({
    header: 'header',
    headerl: 'header',
    headerr: 'header',
    headerf: 'header',
    footer: 'footer',
    footerl: 'footer',
    footerr: 'footer',
    footerf: 'footer',
    footnote: 'footnote',
    shptxt: 'textbox',
    dptxbxtext: 'textbox',
  }),
)

const LANGUAGES: Readonly<Record<number, string>> = {
  1036: 'fr-FR',
  2060: 'fr-BE',
  3084: 'fr-CA',
  4108: 'fr-CH',
  5132: 'fr-LU',
  1033: 'en-US',
  2057: 'en-GB',
  1031: 'de-DE',
  1034: 'es-ES',
  3082: 'es-ES',
  1040: 'it-IT',
  2070: 'pt-PT',
}

const TRUNCATED: Problem = {
  code: 'rtf-tronque',
  what: 'Le fichier s’arrête avant sa fin : un morceau du document manque peut-être.',
  fix: 'Ouvrez-le dans le logiciel qui l’a créé pour vérifier qu’il est entier.',
}

const NO_CHAR: RtfChar = {}
const NO_PARA: RtfPara = {}

class RtfReader {
  /** Everything printed, to look for field labels. */
  readonly said: string[] = []
  private readonly words: boolean
  private readonly tables = new RtfTables()
  private readonly titles = new TitleLook()
  private readonly stack: Group[] = []
  private group: Group = { destination: 'text', char: NO_CHAR, para: NO_PARA, unicode: 1, close: undefined }
  private flow: Flow = flowOf('body')
  private flows = 0
  private opened = 0
  private readonly before: Section[] = []
  private readonly after: Section[] = []
  private readonly footnotes: Child[] = []
  private readonly edges = new Set<string>()
  private starred = false
  private skip = 0
  private pending: number[] = []
  private captured = ''
  private entry = ''
  private color: [number, number, number] | undefined
  private fontRank = -1
  private fontCharset: number | undefined
  private styleRank: number | undefined
  private listLevels: boolean[] = []
  private listId = 0
  private readonly numbers = new Map<number, readonly boolean[]>()
  private row: RowShape = { header: false, cells: [] }
  private cellFirst = false
  private cellGoesOn = false
  private picture: Picture | undefined
  private shape: Shape | undefined
  private choice = { chosen: 0, entries: 0 }
  private property = ''
  private base: { char: RtfChar; style: number | undefined; look: Omit<Piece, 'text' | 'kind'> } | undefined
  private readonly meta: { title?: string; subject?: string; language?: string } = {}
  private readonly page = new Map<string, number>()
  private truncated = false

  constructor(words: boolean) {
    this.words = words
  }

  read(bytes: Uint8Array): void {
    for (const token of rtfTokens(bytes)) {
      switch (token.kind) {
        case 'text':
          for (let at = token.start; at < token.end; at += 1) this.byte(bytes[at] ?? 0)
          break
        case 'byte':
          this.byte(token.value)
          break
        case 'open':
          this.flush()
          this.open()
          break
        case 'close':
          this.flush()
          this.close()
          break
        case 'word':
          this.flush()
          if (this.skip > 0 && token.name !== 'u') this.skip -= 1
          else this.word(token.name, token.value)
          break
      }
    }
    this.flush()
    this.truncated = this.stack.length > 0
    while (this.stack.length > 0) this.close()
    this.endFlow()
    this.titles.promote()
  }

  draft(): Draft {
    const notes: Child[] =
      this.footnotes.length === 0 ? [] : [{ type: 'section', region: 'footnote', children: this.footnotes }]
    const meta: Partial<Meta> = { ...this.meta }
    return {
      format: 'rtf',
      root: { type: 'root', children: [...this.before, ...this.flow.children, ...notes, ...this.after] },
      white: 'keep',
      comments: [],
      meta,
      layout: this.layout(),
      knows: OFFICE_FACTS,
      problems: this.truncated ? [TRUNCATED] : [],
    }
  }

  private layout(): Layout {
    const points = (name: string): number | undefined => {
      const section = name.startsWith('paper') ? `pg${name.charAt(5)}sxn` : `${name}sxn`
      const twips = this.page.get(section) ?? this.page.get(name)
      return twips === undefined ? undefined : Math.abs(twips) / 20
    }
    const width = points('paperw')
    const height = points('paperh')
    const top = points('margt')
    const right = points('margr')
    const bottom = points('margb')
    const left = points('margl')
    const pages = this.page.get('nofpages') ?? 0
    const whole = top !== undefined && right !== undefined && bottom !== undefined && left !== undefined
    return {
      ...(pages > 0 ? { pages: { value: pages, from: 'guessed' } } : {}),
      ...(width === undefined ? {} : { width: { value: width, from: 'declared' } }),
      ...(height === undefined ? {} : { height: { value: height, from: 'declared' } }),
      ...(whole ? { margins: { value: { top, right, bottom, left }, from: 'declared' } } : {}),
    }
  }

  private open(): void {
    if (this.stack.length >= MAX_GROUPS) {
      throw new ReadError({
        code: 'rtf-refuse',
        what: 'Le fichier imbrique trop de groupes les uns dans les autres.',
        fix: 'Ouvrez-le dans le logiciel qui l’a créé, puis enregistrez-le à nouveau.',
      })
    }
    this.skip = 0
    this.starred = false
    this.stack.push(this.group)
    this.group = { ...this.group, close: undefined }
    if (this.group.destination === 'styles') {
      this.group.char = NO_CHAR
      this.group.para = NO_PARA
      this.styleRank = 0
      this.entry = ''
    }
  }

  private close(): void {
    this.skip = 0
    this.starred = false
    this.group.close?.()
    const outer = this.stack.pop()
    if (outer !== undefined) this.group = outer
  }

  private byte(value: number): void {
    if (this.skip > 0) {
      this.skip -= 1
      return
    }
    if (this.group.destination === 'skip' || this.group.destination === 'silent') return
    this.pending.push(value)
    if (this.pending.length > 8192 && value === 0x20) this.flush()
  }

  private flush(): void {
    if (this.pending.length === 0) return
    const bytes = this.pending
    this.pending = []
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192)
      text += this.tables.decode(bytes.length > 8192 ? bytes.slice(at, at + 8192) : bytes, this.group.char.font)
    this.emit(text)
  }

  private emit(text: string): void {
    switch (this.group.destination) {
      case 'text':
        this.print(text)
        break
      case 'instruction':
        this.flow.fields.instruct(text)
        break
      case 'capture':
        this.captured += text
        break
      case 'fonts':
        this.entries(text, (name) => {
          this.tables.fonts.set(this.fontRank, { name, charset: this.fontCharset })
        })
        break
      case 'styles':
        this.entries(text, (name) => {
          if (this.styleRank !== undefined)
            this.tables.styles.set(this.styleRank, { name, char: this.group.char, para: this.group.para })
        })
        break
      case 'colors':
        for (const sign of text) {
          if (sign !== ';') continue
          this.tables.colors.push(this.color === undefined ? undefined : hexColor(this.color))
          this.color = undefined
        }
        break
    }
  }

  /** A table's entries end with a semicolon. */
  private entries(text: string, add: (name: string) => void): void {
    for (const sign of text) {
      if (sign === ';') {
        add(this.entry.trim())
        this.entry = ''
      } else if (this.entry.length < 200) this.entry += sign
    }
  }

  private word(name: string, value: number | undefined): void {
    const { group } = this
    if (group.destination === 'skip') return
    const starred = this.starred
    this.starred = false
    if (name === '*') {
      this.starred = true
      return
    }
    if (name === 'u') {
      const code = value === undefined ? 0 : value < 0 ? value + 0x10000 : value
      const font = this.tables.fonts.get(group.char.font ?? this.tables.defaultFont ?? -1)?.name ?? ''
      if (code > 0 && code <= 0xffff)
        this.emit(code >= 0xf000 && code <= 0xf0ff ? symbolOf(font, code) : String.fromCharCode(code))
      this.skip = group.unicode
      return
    }
    if (name === 'uc') {
      group.unicode = Math.max(0, Math.min(8, value ?? 1))
      return
    }
    if (this.destination(name, value)) return
    if (starred) {
      group.destination = 'skip'
      return
    }
    const printed = PRINTED.get(name)
    if (printed !== undefined) {
      if (group.destination !== 'silent') this.emit(printed)
      return
    }
    if (this.declared(name, value)) return
    if (this.letters(name, value)) return
    this.paragraphs(name, value)
  }

  /** Words that give their group another use; true when the word is one. */
  private destination(name: string, value: number | undefined): boolean {
    const { group } = this
    if (SKIPPED.has(name)) {
      group.destination = 'skip'
      return true
    }
    const region = REGIONS.get(name)
    if (region !== undefined) {
      this.openFlow(region)
      return true
    }
    switch (name) {
      case 'fonttbl':
        group.destination = 'fonts'
        this.entry = ''
        return true
      case 'colortbl':
        group.destination = 'colors'
        return true
      case 'stylesheet':
        group.destination = 'styles'
        this.entry = ''
        return true
      case 'cs':
      case 'ts':
      case 'ds':
        // A character or table style: its look is repeated where it is used.
        if (group.destination === 'styles') group.destination = 'skip'
        return true
      case 'listtable':
        group.destination = 'lists'
        return true
      case 'listoverridetable':
        group.destination = 'overrides'
        return true
      case 'nesttableprops':
      case 'shppict':
        return true
      case 'shpinst': {
        const { flow } = this
        const outer = this.shape
        const shape: Shape = { alt: '', drawn: false }
        this.shape = shape
        const shown = group.destination === 'text' && flow.fields.isPrinting
        group.destination = 'silent'
        group.close = () => {
          this.shape = outer
          if (shown && shape.drawn) flow.pieces.push(imagePiece(shape.alt))
        }
        return true
      }
      case 'info':
      case 'do':
      case 'picprop':
        group.destination = 'silent'
        return true
      case 'formfield':
        this.choice = { chosen: 0, entries: 0 }
        group.destination = 'silent'
        return true
      case 'ffres':
      case 'ffdefres':
        // 25 says that nothing was chosen yet.
        if (value !== undefined && value !== 25) this.choice.chosen = value
        return true
      case 'ffl': {
        const field = this.flow.fields.current
        const rank = this.choice.entries
        this.choice.entries += 1
        this.capture((text) => {
          if (field !== undefined && rank === this.choice.chosen) field.choice = text
        })
        return true
      }
      case 'title':
        this.capture((text) => {
          if (text !== '') this.meta.title ??= text
        })
        return true
      case 'subject':
        this.capture((text) => {
          if (text !== '') this.meta.subject ??= text
        })
        return true
      case 'sn':
        this.capture((text) => {
          this.property = text
        })
        return true
      case 'sv':
        this.capture((text) => {
          if (this.property !== 'wzDescription') return
          if (this.picture !== undefined) this.picture.alt = text
          else if (this.shape !== undefined) this.shape.alt = text
        })
        return true
      case 'listtext':
      case 'pntext': {
        const { flow } = this
        this.capture((text) => {
          flow.mark = text
        })
        return true
      }
      case 'ffname':
      case 'ffhelptext': {
        const field = this.flow.fields.current
        this.capture((text) => {
          if (field === undefined) return
          if (name === 'ffname') field.name = text
          else field.label = text
        })
        return true
      }
      case 'pict': {
        const shown = group.destination === 'text' && this.flow.fields.isPrinting
        const outer = this.picture
        const picture: Picture = { alt: '' }
        this.picture = picture
        group.destination = 'silent'
        group.close = () => {
          this.picture = outer
          if (shown) this.flow.pieces.push(imagePiece(picture.alt))
          else if (this.property === 'pib' && this.shape !== undefined) this.shape.drawn = true
        }
        return true
      }
      case 'field': {
        if (group.destination !== 'text' && group.destination !== 'instruction') {
          group.destination = 'skip'
          return true
        }
        const { flow } = this
        flow.fields.begin()
        group.close = () => flow.fields.end({ ...this.look(), text: '', kind: 'text' }, flow.pieces)
        return true
      }
      case 'fldinst':
        group.destination = 'instruction'
        return true
      case 'fldrslt':
        this.flow.fields.separate()
        if (group.destination === 'instruction') group.destination = 'text'
        return true
      case 'deff':
        this.tables.defaultFont = value
        return true
    }
    return false
  }

  private capture(keep: (text: string) => void): void {
    const { group } = this
    const outer = this.captured
    this.captured = ''
    group.destination = 'capture'
    group.close = () => {
      keep(this.captured.trim())
      this.captured = outer
    }
  }

  /** Words of the head of the file; true when the word is one. */
  private declared(name: string, value: number | undefined): boolean {
    const { group, tables } = this
    switch (group.destination) {
      case 'fonts':
        if (name === 'f') {
          this.fontRank = value ?? 0
          this.fontCharset = undefined
          this.entry = ''
        } else if (name === 'fcharset') this.fontCharset = value
        return true
      case 'colors': {
        const rank = name === 'red' ? 0 : name === 'green' ? 1 : name === 'blue' ? 2 : -1
        if (rank === -1) return true
        this.color ??= [0, 0, 0]
        this.color[rank] = Math.max(0, Math.min(255, value ?? 0))
        return true
      }
      case 'styles':
        if (name !== 's') return false
        this.styleRank = value ?? 0
        return true
      case 'lists':
        if (name === 'list') this.listLevels = []
        else if (name === 'listlevel' && this.listLevels.length < 20) this.listLevels.push(false)
        else if (name === 'levelnfc' || name === 'levelnfcn')
          this.listLevels[Math.max(0, this.listLevels.length - 1)] = value !== 23 && value !== 255
        else if (name === 'listid') tables.lists.set(value ?? 0, this.listLevels)
        return true
      case 'overrides':
        if (name === 'listid') this.listId = value ?? 0
        else if (name === 'ls') {
          const levels = tables.lists.get(this.listId)
          if (levels !== undefined && value !== undefined) this.numbers.set(value, levels)
        }
        return true
      case 'silent':
        return true
    }
    switch (name) {
      case 'ansicpg':
        tables.encoding = codePage(value ?? 1252) ?? tables.encoding
        return true
      case 'mac':
        tables.encoding = 'macintosh'
        return true
      case 'pc':
        tables.encoding = 'cp437'
        return true
      case 'pca':
        tables.encoding = 'cp850'
        return true
      case 'deflang': {
        const language = LANGUAGES[value ?? 0]
        if (language !== undefined) this.meta.language = language
        return true
      }
      case 'paperw':
      case 'paperh':
      case 'margl':
      case 'margr':
      case 'margt':
      case 'margb':
      case 'nofpages':
        if (value !== undefined) this.page.set(name, value)
        return true
      case 'pgwsxn':
      case 'pghsxn':
      case 'marglsxn':
      case 'margrsxn':
      case 'margtsxn':
      case 'margbsxn':
        // What the first section says of its pages, over what the head says of all of them.
        if (value !== undefined && !this.page.has(name)) this.page.set(name, value)
        return true
    }
    return false
  }

  /** Words that dress letters; true when the word is one. */
  private letters(name: string, value: number | undefined): boolean {
    const { group } = this
    const on = value !== 0
    const set = (change: RtfChar): true => {
      group.char = { ...group.char, ...change }
      return true
    }
    switch (name) {
      case 'plain':
        group.char = NO_CHAR
        return true
      case 'b':
        return set({ strong: on })
      case 'i':
        return set({ emphasis: on })
      case 'strike':
      case 'striked':
        return set({ strike: on })
      case 'caps':
        return set({ capitals: on })
      case 'v':
        return set({ hidden: on })
      case 'deleted':
        return set({ deleted: on })
      case 'ulnone':
        return set({ underline: false })
      case 'ulc':
        return true
      case 'f':
        return set({ font: value ?? 0 })
      case 'fs':
        return set({ size: value ?? 24 })
      case 'cf':
        return set({ color: value ?? 0 })
      case 'highlight':
      case 'cb':
      case 'chcbpat':
        return set({ background: value ?? 0 })
    }
    if (
      /^ul(?:d|db|dash|dashd|dashdd|hair|hwave|ldash|th|thd|thdash|thdashd|thdashdd|thldash|uldbwave|w|wave)?$/.test(
        name,
      )
    )
      return set({ underline: on })
    return false
  }

  /** Words that lay out or end paragraphs, cells and rows. */
  private paragraphs(name: string, value: number | undefined): void {
    const { group } = this
    const set = (change: RtfPara): void => {
      group.para = { ...group.para, ...change }
    }
    const align = ALIGNMENTS.get(name)
    if (align !== undefined) {
      set({ align })
      return
    }
    switch (name) {
      case 'pard':
        group.para = NO_PARA
        break
      case 'sl':
        set({ line: value ?? 0 })
        break
      case 'slmult':
        set({ multiple: value === 1 })
        break
      case 'sb':
        set({ before: value ?? 0 })
        break
      case 'sa':
        set({ after: value ?? 0 })
        break
      case 'outlinelevel':
        set({ outline: value ?? 0 })
        break
      case 's':
        set({ style: value ?? 0 })
        break
      case 'ls':
        set({ list: value ?? 0 })
        break
      case 'ilvl':
        set({ level: Math.max(0, Math.min(8, value ?? 0)) })
        break
      case 'intbl':
        set({ table: Math.max(1, group.para.table ?? 1) })
        break
      case 'itap':
        set({ table: Math.max(0, Math.min(MAX_TABLES, value ?? 1)) })
        break
      case 'par':
      case 'sect':
        if (group.destination === 'text') this.endParagraph(group.para.table ?? 0)
        break
      case 'trowd':
        this.row = { header: false, cells: [] }
        break
      case 'trhdr':
        this.row.header = true
        break
      case 'clmgf':
      case 'clvmgf':
        this.cellFirst = true
        break
      case 'clmrg':
      case 'clvmrg':
        this.cellGoesOn = true
        break
      case 'cellx':
        if (this.row.cells.length < 500)
          this.row.cells.push({ right: value ?? 0, first: this.cellFirst, goesOn: this.cellGoesOn })
        this.cellFirst = false
        this.cellGoesOn = false
        break
      case 'cell':
        if (group.destination === 'text') this.endCell(1)
        break
      case 'nestcell':
        if (group.destination === 'text') this.endCell(Math.max(2, group.para.table ?? 2))
        break
      case 'row':
        if (group.destination === 'text') this.endRow(1)
        break
      case 'nestrow':
        if (group.destination === 'text') this.endRow(Math.max(2, group.para.table ?? 2))
        break
    }
  }

  private print(text: string): void {
    const { group, flow } = this
    if (text === '' || group.char.deleted === true) return
    const base = this.look()
    const shown = group.char.capitals === true ? asCapitals(text) : text
    const piece = flow.fields.route({ ...base, text: shown, kind: 'text' })
    if (piece === undefined) return
    const last = flow.pieces.at(-1)
    if (last !== undefined && last.kind === 'text' && last.look === piece.look && last.link === piece.link)
      last.text += text
    else flow.pieces.push(piece)
  }

  /** How the letters look here: one object as long as nothing changes. */
  private look(): Omit<Piece, 'text' | 'kind'> {
    const { char, para } = this.group
    if (this.base !== undefined && this.base.char === char && this.base.style === para.style) return this.base.look
    const style = this.tables.styles.get(para.style ?? 0)
    const inherited = this.tables.runFacts(style?.char ?? NO_CHAR, true)
    const look = {
      look: lookOf(over(this.tables.runFacts(char, true), inherited), inherited),
      strong: char.strong,
      emphasis: char.emphasis,
      underline: char.underline,
      strike: char.strike,
      hidden: char.hidden,
    }
    this.base = { char, style: para.style, look }
    return look
  }

  /** Starts a header, a footer, a note or a text box; its group's end puts it where it goes. */
  private openFlow(region: Region): void {
    const { group, flow } = this
    if (this.flows >= MAX_FLOWS) {
      group.destination = 'skip'
      return
    }
    this.flows += 1
    this.opened += 1
    const inner = flowOf(`${region}-${this.opened}`)
    const { row } = this
    this.row = { header: false, cells: [] }
    this.flow = inner
    group.destination = 'text'
    group.char = NO_CHAR
    group.para = NO_PARA
    group.close = () => {
      this.endFlow()
      this.flows -= 1
      this.flow = flow
      this.row = row
      if (inner.children.length === 0) return
      if (region === 'textbox') flow.boxes.push(...inner.children)
      else if (region === 'footnote') this.footnotes.push(...inner.children)
      else if (!this.edges.has(`${region}\n${inner.said}`)) {
        // Each section repeats its headers: one is read.
        this.edges.add(`${region}\n${inner.said}`)
        const section: Section = { type: 'section', region, children: inner.children }
        if (region === 'header') this.before.push(section)
        else this.after.push(section)
      }
    }
  }

  private endFlow(): void {
    if (this.flow.pieces.length > 0 || this.flow.boxes.length > 0) this.endParagraph(this.group.para.table ?? 0)
    this.closeTables(0)
  }

  private closeTables(depth: number): void {
    const { tables, children } = this.flow
    while (tables.length > depth) {
      const open = tables.pop()
      if (open === undefined) return
      if (open.children.length > 0) open.cells.push(open.children)
      if (open.cells.length > 0) open.rows.push({ cells: open.cells, shape: this.row })
      if (open.rows.length > 0) (tables.at(-1)?.children ?? children).push(tableOf(open))
    }
  }

  private tableAt(depth: number): OpenTable | undefined {
    const { tables } = this.flow
    this.closeTables(depth)
    while (tables.length < depth) tables.push({ rows: [], cells: [], children: [], lists: [] })
    if (depth > 0) this.flow.lists.length = 0
    return tables.at(-1)
  }

  private endCell(depth: number): void {
    const wanted = Math.min(depth, MAX_TABLES)
    this.endParagraph(wanted)
    const table = this.tableAt(wanted)
    if (table === undefined) return
    table.cells.push(table.children)
    table.children = []
    table.lists = []
  }

  private endRow(depth: number): void {
    const { tables } = this.flow
    const wanted = Math.min(depth, MAX_TABLES)
    if (tables.length < wanted) return
    const table = this.tableAt(wanted)
    if (table === undefined) return
    if (table.children.length > 0) table.cells.push(table.children)
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, shape: this.row })
    table.cells = []
    table.children = []
    table.lists = []
  }

  private endParagraph(depth: number): void {
    const { flow, group, words } = this
    flow.fields.instruct(' ')
    const table = this.tableAt(depth)
    const children = table?.children ?? flow.children
    const lists = table?.lists ?? flow.lists
    const { pieces, boxes, mark } = flow
    flow.mark = ''
    flow.pieces = []
    flow.boxes = []
    const index = flow.paragraphs
    flow.paragraphs += 1
    const text = printedText(pieces)
    this.said.push(text, '\n')
    flow.said += `${text}\n`
    const { para } = group
    const style = this.tables.styles.get(para.style ?? 0)
    const size = sizeOf(pieces)
    this.titles.measure(size, text.length)
    const inherited = paraFacts(style?.para ?? NO_PARA, size)
    const layout = layoutOf(over(paraFacts(para, size), inherited), inherited, size)
    const named = style === undefined ? undefined : headingLevel(style.name)
    const outlined = para.outline !== undefined && para.outline < 9 && table === undefined && text.length <= 200
    const heading = named ?? (outlined && para.outline !== undefined ? para.outline + 1 : undefined)
    const number = para.list === undefined || para.list === 0 ? (mark === '' ? undefined : 0) : para.list
    const listLevel = para.level ?? 0
    const plain = addParagraph(children, lists, {
      pieces,
      layout,
      segments: paragraphSegments(flow.part, index),
      words,
      heading: heading === undefined ? undefined : { level: heading, from: named === undefined ? 'outline' : 'style' },
      style: style?.name,
      list:
        number === undefined
          ? undefined
          : {
              id: String(number),
              level: listLevel,
              ordered: this.numbers.get(number)?.[listLevel] ?? /^\(?(?:\d|[a-z][.)])/i.test(mark),
            },
    })
    if (plain !== undefined && table === undefined) this.titles.consider(plain, children, pieces)
    if (boxes.length > 0) children.push({ type: 'section', region: 'textbox', children: boxes })
  }
}

function flowOf(part: string): Flow {
  return {
    part,
    children: [],
    lists: [],
    tables: [],
    pieces: [],
    boxes: [],
    paragraphs: 0,
    fields: new OfficeFields(),
    mark: '',
    said: '',
  }
}

function imagePiece(alt: string): Piece {
  return { text: '', kind: 'image', ...(alt === '' ? {} : { alt }) }
}

function hexColor([red, green, blue]: readonly [number, number, number]): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`
}
