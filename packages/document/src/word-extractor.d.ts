declare module 'word-extractor' {
  interface Options {
    readonly filterUnicode?: boolean
    readonly includeFooters?: boolean
  }
  interface WordText {
    getBody(options?: Options): string
    getFootnotes(options?: Options): string
    getEndnotes(options?: Options): string
    getHeaders(options?: Options): string
    getFooters(options?: Options): string
    getTextboxes(options?: Options): string
  }
  export default class WordExtractor {
    extract(source: Buffer): Promise<WordText>
  }
}
