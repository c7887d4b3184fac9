import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { UsageError } from '../exit.ts'

/** What the browsers that print without a window are called. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge', 'brave']
/** Where they are on systems that do not put them in the path. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
/** A browser that prints a few pages for longer is stuck, in milliseconds. */
const PATIENCE_MS = 60_000

/** Prints a page in a PDF with the browser of this machine, cut from the network; throws a UsageError where there is none. */
export async function printPdf(page: string, output: string): Promise<void> {
  const browser = findBrowser()
  if (browser === undefined)
    throw new UsageError(
      'pour écrire un PDF, il faut Chromium, Chrome ou Edge sur cet ordinateur. Sinon, écrivez le kit en HTML (--sortie kit.html), ouvrez-le et imprimez-le en PDF.',
    )
  const folder = await mkdtemp(join(tmpdir(), 'limpide-pdf-'))
  try {
    const file = join(folder, 'page.html')
    await writeFile(file, page, { mode: 0o600 })
    await promisify(execFile)(
      browser,
      [
        '--headless',
        '--disable-gpu',
        '--no-pdf-header-footer',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--disable-background-networking',
        `--user-data-dir=${join(folder, 'profil')}`,
        // Chromium refuses to run as root otherwise: the page is ours and holds no script.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--print-to-pdf=${resolve(output)}`,
        pathToFileURL(file).href,
      ],
      { timeout: PATIENCE_MS },
    )
  } catch {
    throw new UsageError(
      `le navigateur (${browser}) n’a pas pu imprimer le PDF. Écrivez le kit en HTML (--sortie kit.html), ouvrez-le et imprimez-le.`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  if (!existsSync(output)) throw new UsageError(`le PDF n’a pas été écrit (${output}). Vérifiez le droit d’écriture.`)
}

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name))), ...PLACES].find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
