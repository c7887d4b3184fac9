/** What the structure tree of a page says of a piece of marked content. */
export interface PdfTag {
  /** Identifies the paragraph, heading or item it belongs to. */
  readonly block: string
  /** Its place in the order of the structure tree. */
  readonly rank: number
  readonly role: 'heading' | 'item' | 'caption' | 'quote' | 'text'
  readonly level?: number
  readonly cell?: PdfCell
}

/** A cell of a tagged table. */
export interface PdfCell {
  readonly table: string
  readonly row: string
  readonly key: string
  readonly header: boolean
  /** Its rank in the grid, where the grid is seen. */
  readonly column?: number
}

interface Context {
  readonly block: Omit<PdfTag, 'rank'> | undefined
  readonly item: { readonly key: string; used: boolean } | undefined
  readonly table: string | undefined
  readonly row: string | undefined
  readonly cell: PdfCell | undefined
}

const BLOCKS: ReadonlyMap<string, PdfTag['role']> = new Map([
  ['P', 'text'],
  ['Caption', 'caption'],
  ['BlockQuote', 'quote'],
  ['Quote', 'text'],
  ['Note', 'text'],
  ['TOCI', 'text'],
  ['Figure', 'text'],
  ['Formula', 'text'],
])

/** Reads a page's structure tree: for each marked content, the block it belongs to. */
export function readTags(tree: unknown, page: number): ReadonlyMap<string, PdfTag> {
  const tags = new Map<string, PdfTag>()
  let count = 0
  const key = (): string => `${page}:${++count}`
  const visit = (node: unknown, context: Context, depth: number): void => {
    if (depth > 200 || typeof node !== 'object' || node === null) return
    if (Reflect.get(node, 'type') === 'content') {
      const id: unknown = Reflect.get(node, 'id')
      if (typeof id === 'string' && context.block !== undefined) tags.set(id, { ...context.block, rank: tags.size })
      return
    }
    const role: unknown = Reflect.get(node, 'role')
    const children: unknown = Reflect.get(node, 'children')
    if (!Array.isArray(children)) return
    const inner = typeof role === 'string' ? enter(role, context, key) : context
    for (const child of children) visit(child, inner, depth + 1)
  }
  visit(tree, { block: undefined, item: undefined, table: undefined, row: undefined, cell: undefined }, 0)
  return tags
}

/** The figures of a page's structure tree, each with its alternative text where it has one. */
export function readFigures(tree: unknown): readonly { readonly alt?: string }[] {
  const figures: { readonly alt?: string }[] = []
  const visit = (node: unknown, depth: number): void => {
    if (depth > 200 || typeof node !== 'object' || node === null) return
    if (Reflect.get(node, 'role') === 'Figure') {
      const alt: unknown = Reflect.get(node, 'alt')
      figures.push(typeof alt === 'string' ? { alt } : {})
    }
    const children: unknown = Reflect.get(node, 'children')
    if (Array.isArray(children)) for (const child of children) visit(child, depth + 1)
  }
  visit(tree, 0)
  return figures
}

function enter(role: string, context: Context, key: () => string): Context {
  const { cell } = context
  const inCell = cell === undefined ? {} : { cell }
  const heading = /^H([1-6])?$/.exec(role)
  if (heading !== null) {
    const level = heading[1] === undefined ? 1 : Number(heading[1])
    return { ...context, block: { block: key(), role: 'heading', level, ...inCell } }
  }
  if (role === 'Title') return { ...context, block: { block: key(), role: 'heading', level: 1, ...inCell } }
  if (role === 'LI') {
    const item = { key: key(), used: false }
    return { ...context, item, block: { block: item.key, role: 'item', ...inCell } }
  }
  const kind = BLOCKS.get(role)
  if (kind !== undefined) {
    // The first paragraph of an item goes with its label.
    if (context.item !== undefined && !context.item.used) {
      context.item.used = true
      return { ...context, block: { block: context.item.key, role: 'item', ...inCell } }
    }
    return { ...context, block: { block: key(), role: kind, ...inCell } }
  }
  if (role === 'Table') return { ...context, table: key(), item: undefined, block: undefined }
  if (role === 'TR') return { ...context, row: key(), block: undefined }
  if (role === 'TH' || role === 'TD') {
    const { table, row } = context
    if (table === undefined || row === undefined) return context
    const own: PdfCell = { table, row, key: key(), header: role === 'TH' }
    return { ...context, item: undefined, cell: own, block: { block: own.key, role: 'text', cell: own } }
  }
  return context
}
