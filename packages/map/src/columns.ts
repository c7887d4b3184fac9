/**
 * Alike values written column by column: the names of the fields are written once, and a compressor finds numbers
 * beside numbers and words beside words. Plain JSON in, plain JSON out.
 */
export type Column =
  | readonly ['all', string | number | boolean | null, count: number]
  | readonly ['each', readonly unknown[]]
  /** Words, and for each row its word: from 0 here, from -1 down in the shared ones. */
  | readonly ['words', readonly string[], readonly number[]]
  /** Words without their numbers, then all their numbers: « 12 % des phrases » and « 37 % des phrases » are one pattern. */
  | readonly ['numbered', Column, numbers: string]
  | readonly ['lists', lengths: readonly number[], Column]
  | readonly ['fields', count: number, readonly (readonly [string, Column])[]]
  /** The rows that hold `null`, or that lack the field, then the column of the others. */
  | readonly ['null' | 'lacking', readonly number[], count: number, Column]

/** The column of some values. Words of `shared` are written as their rank there. */
export function toColumn(values: readonly unknown[], shared: ReadonlyMap<string, number> = new Map()): Column {
  const [first] = values
  if (isPlain(first) && values.every((value) => value === first)) return ['all', first, values.length]
  if (values.includes(undefined)) return holed('lacking', values, undefined, shared)
  if (values.includes(null)) return holed('null', values, null, shared)
  if (values.every((value) => typeof value === 'string')) return toWords(values, shared)
  if (values.every((value) => Array.isArray(value)))
    return ['lists', values.map(({ length }) => length), toColumn(values.flat(), shared)]
  if (values.every(isRecord)) {
    const names = [...new Set(values.flatMap((value) => Object.keys(value)))]
    const columns = names.map((name) => {
      const column = values.map((value) => value[name])
      return [name, toColumn(column, shared)] as const
    })
    return ['fields', values.length, columns]
  }
  return ['each', values]
}

/** The values of a column. */
export function fromColumn(column: Column, shared: readonly string[] = []): readonly unknown[] {
  switch (column[0]) {
    case 'all':
      return new Array(column[2]).fill(column[1])
    case 'each':
      return column[1]
    case 'words':
      return column[2].map((rank) => (rank < 0 ? shared[-1 - rank] : column[1][rank]))
    case 'numbered': {
      const numbers = column[2].split(' ')
      const pieces = new Map<string, readonly string[]>()
      let next = 0
      return fromColumn(column[1], shared).map((value) => {
        const pattern = String(value)
        const known = pieces.get(pattern) ?? pattern.split(NUMBER)
        pieces.set(pattern, known)
        let word = known[0] ?? ''
        for (let i = 1; i < known.length; i++) word += `${numbers[next++]}${known[i]}`
        return word
      })
    }
    case 'lists': {
      const flat = fromColumn(column[2], shared)
      let end = 0
      return column[1].map((length) => {
        end += length
        return flat.slice(end - length, end)
      })
    }
    case 'null':
    case 'lacking': {
      const filled = fromColumn(column[3], shared)
      const values: unknown[] = new Array(column[2])
      const hole = column[0] === 'null' ? null : undefined
      let next = 0
      let hidden = 0
      for (let row = 0; row < values.length; row++) {
        if (column[1][hidden] === row) {
          values[row] = hole
          hidden += 1
        } else values[row] = filled[next++]
      }
      return values
    }
    case 'fields': {
      const columns = column[2].map(([name, values]) => [name, fromColumn(values, shared)] as const)
      const values: unknown[] = new Array(column[1])
      for (let row = 0; row < values.length; row++) {
        const value: Record<string, unknown> = {}
        for (const [name, cells] of columns) if (cells[row] !== undefined) value[name] = cells[row]
        values[row] = value
      }
      return values
    }
  }
}

function holed(
  kind: 'null' | 'lacking',
  values: readonly unknown[],
  hole: null | undefined,
  shared: ReadonlyMap<string, number>,
): Column {
  const rows = values.flatMap((value, row) => (value === hole ? [row] : []))
  const filled = values.filter((value) => value !== hole)
  return [kind, rows, values.length, toColumn(filled, shared)]
}

/** Stands for a number in a pattern. */
const NUMBER = '\u0001'

/** A word without its numbers: what columns share. */
export function patternOf(word: string): string {
  return word.includes(NUMBER) ? word : word.replace(/\d+(?:,\d+)?/g, NUMBER)
}

function toWords(values: readonly string[], shared: ReadonlyMap<string, number>): Column {
  const numbers = values.flatMap((value) => value.match(/\d+(?:,\d+)?/g) ?? [])
  if (numbers.length === 0 || values.some((value) => value.includes(NUMBER))) return toRanks(values, shared)
  return ['numbered', toRanks(values.map(patternOf), shared), numbers.join(' ')]
}

function toRanks(values: readonly string[], shared: ReadonlyMap<string, number>): Column {
  const own = new Map<string, number>()
  const ranks = values.map((value) => {
    const known = shared.get(value)
    if (known !== undefined) return -1 - known
    const rank = own.get(value) ?? own.size
    own.set(value, rank)
    return rank
  })
  // Titles, paths: each its own.
  if (own.size === values.length) return ['each', values]
  return ['words', [...own.keys()], ranks]
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
