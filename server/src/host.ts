import type { Document, Problem } from 'limpide'

/** What the server asks of the place it runs in. A browser build brings its own. */
export interface Host {
  /** The nearest `limpide.yml` above the document, or `undefined`. Never rejects. */
  readConfig(uri: string): Promise<ConfigSource | undefined>
  /** The addresses of the texts of a folder, its folders included. Never rejects. */
  texts(folder: string): AsyncIterable<string>
  /** The addresses of the letters of a folder that `readDocument` reads. Absent: this host cannot tell. Never rejects. */
  papers?(folder: string): AsyncIterable<string>
  /** A file's text; `undefined` when it cannot be read, or is too large to be a document. Never rejects. */
  read(uri: string): Promise<string | undefined>
  /** Writes what `change` makes of a file's text, or of nothing; `false` when it cannot be written. Never rejects. */
  rewrite?(uri: string, change: (before: string) => string): Promise<boolean>
  /**
   * Reads a docx, an odt, a pdf… where it can do no harm. `reader`: where its reader is, when the client says so. Never
   * rejects. Absent: this host reads texts only.
   */
  readDocument?(
    uri: string,
    bytes: Uint8Array | undefined,
    stop: AbortSignal,
    reader: string | undefined,
  ): Promise<FileRead>
  /** Says where the French data are, in a host that cannot know. */
  frenchAt?(folder: string): void
  /** Told how many characters the longest open text has, as it changes: a page that is typed takes more room than a letter. */
  makeRoom?(longest: number): void
  /** The address of the person's own dictionary, which is in no project. */
  readonly dictionary?: string
  /** The address of the folder of the rules' pages, when the server comes with them. */
  readonly pages?: string
}

/** A `limpide.yml`: where it is and what it says. */
export interface ConfigSource {
  readonly uri: string
  readonly source: string
}

/** A file to read apart: on the disk, or by what it holds. `name` is a clue to its format. */
export interface FileToRead {
  readonly name: string
  readonly path?: string
  readonly bytes?: Uint8Array
}

/** What was read of it, or why nothing was. The tree is not kept: no rule reads it. */
export type FileRead = { readonly document: Document } | { readonly problem: Problem }
