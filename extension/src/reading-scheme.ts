import { Uri } from 'vscode'

/** The scheme under which the text of a Word, OpenDocument or pdf file is shown, read only. */
export const READING = 'limpide-lecture'

/** The address under which the text of a file is shown: it bears the file's name, and knows where the file is. */
export function readingUri(file: Uri): Uri {
  return Uri.from({ scheme: READING, path: `${file.path} (texte)`, query: file.toString() })
}

/** The scheme of the texts that a document is compared with: the one it had when it was opened, or the one with every safe fix. */
export const COMPARED = 'limpide-compare'

/** The address of a text that a document is compared with. */
export function comparedUri(document: Uri, which: 'ouverture' | 'corrections'): Uri {
  return Uri.from({ scheme: COMPARED, path: document.path, query: document.toString(), fragment: which })
}

/** The file whose text is shown at this address; any other address is its own file. */
export function readingOf(uri: Uri): Uri {
  return uri.scheme === READING ? Uri.parse(uri.query) : uri
}

/** The document that a person who looks at this address works on. */
export function subjectOf(uri: Uri): Uri {
  return uri.scheme === COMPARED ? Uri.parse(uri.query) : uri
}
