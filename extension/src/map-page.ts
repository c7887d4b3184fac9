import { buildMapData, fillTemplate, type MapData, rankDocuments } from '@limpide/map'
import { readReports } from '@limpide/reports'
import type { FolderAnswer } from '@limpide/server'

/** The data of the map of a folder; `file` holds the reports of the team, when it keeps some. `now` is an ISO date and time. */
export function mapDataOf(
  { documents, reference }: FolderAnswer,
  file: { readonly bytes: Uint8Array; readonly name: string } | undefined,
  title: string,
  now: string,
): MapData | undefined {
  if (!reference) return undefined
  const known = documents.flatMap(({ record, declared, path }) =>
    // A row speaks of its document with the path of the scan, as the list of declared documents does.
    record ? [{ record, declared: declared && { ...declared, path } }] : [],
  )
  const reports = file && readReports(file.bytes, { name: file.name })
  const received = reports?.reports ?? null
  const { rows, unmatched } = rankDocuments(known, received, now.slice(0, 10))
  return buildMapData({
    title,
    generatedAt: now,
    rows,
    declared: reference.declared,
    services: reference.services,
    reports: received,
    unmatched,
    textAllowed: reference.textAllowed,
    problems: [...reference.problems, ...(reports?.problems ?? [])],
    reference,
  })
}

/**
 * The map's page as an editor's panel shows it: its own script alone may run, by a word that nobody can guess; nothing
 * is asked of the network.
 */
export async function mapPage(template: string, data: MapData, nonce: string): Promise<string> {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'`
  const page = await fillTemplate(template, data)
  return page
    .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*"/, `$1${policy}"`)
    .replaceAll(/<(script(?! type="text\/plain")|style)(?=[ >])/g, `<$1 nonce="${nonce}"`)
    .replace('</head>', `<style nonce="${nonce}">${CONTRAST}</style><script nonce="${nonce}">${BRIDGE}</script></head>`)
}

/** The editor pads a panel and takes the line under links; high contrast has no greys: lines and grounds are then its own. */
const CONTRAST = `
body { padding: 0 }
p a { text-decoration: underline }
body.vscode-high-contrast { --paper: var(--vscode-editor-background); --ground: var(--vscode-editor-background); --faint: var(--vscode-editor-background); --wash: var(--vscode-editor-background); --ink: var(--vscode-foreground); --muted: var(--vscode-foreground); --line: var(--vscode-contrastBorder); --accent: var(--vscode-textLink-foreground); --accent-strong: var(--vscode-textLink-foreground) }
`

/**
 * Between the page and the editor. The page follows the theme of the editor, not that of the system; its own links,
 * which the editor would take for places in a text, lead where they say; « Ouvrir ce document » opens it.
 */
const BRIDGE = `
const editor = acquireVsCodeApi()
globalThis.limpideHost = { open: (path) => editor.postMessage({ open: path }) }
addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href^="#/"]')
  if (!link || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  event.stopImmediatePropagation()
  location.hash = link.getAttribute('href')
}, true)
const scheme = Object.assign(new EventTarget(), { matches: false })
const asked = matchMedia.bind(globalThis)
globalThis.matchMedia = (query) => query.includes('prefers-color-scheme') ? scheme : asked(query)
const dress = () => {
  const dark = /vscode-(dark|high-contrast)(?!-light)/.test(document.body.className) && !document.body.classList.contains('vscode-high-contrast-light')
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) {
    if (!(rule instanceof CSSMediaRule)) continue
    if (rule.limpide === undefined) rule.limpide = rule.media.mediaText.includes('prefers-color-scheme')
    if (rule.limpide) rule.media.mediaText = dark ? 'screen' : 'not all'
  }
  if (scheme.matches === dark) return
  scheme.matches = dark
  // What is drawn is drawn again.
  scheme.dispatchEvent(new Event('change'))
}
addEventListener('DOMContentLoaded', () => {
  dress()
  new MutationObserver(dress).observe(document.body, { attributes: true, attributeFilter: ['class'] })
})
`
