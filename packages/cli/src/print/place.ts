/** Where a passage stands in its document: « ligne 12 », « page 2 »; `undefined` where the file does not say. */
export function sayPlace({ line, page }: { readonly line?: number; readonly page?: number }): string | undefined {
  if (line !== undefined) return `ligne ${line}`
  return page === undefined ? undefined : `page ${page}`
}
