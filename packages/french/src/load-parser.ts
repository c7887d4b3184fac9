import { createParser, type Parser, readParserModel } from './parser.ts'

let loading: Promise<Parser> | undefined
let loaded: Parser | undefined

/** The parser built from the data of the package: fetched and decoded at the first call, then shared. */
export function loadParser(): Promise<Parser> {
  loading ??= import('../data/parser.generated.ts').then(({ data }) => {
    loaded = createParser(readParserModel(data))
    return loaded
  })
  return loading
}

/** The parser once `loadParser` is done; `undefined` before, so that synchronous code can do without. */
export function loadedParser(): Parser | undefined {
  return loaded
}
