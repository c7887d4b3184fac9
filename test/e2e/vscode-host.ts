import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const ROOT = join(import.meta.dirname, '../..')

/** The extension as it is delivered. */
export const VSIX = join(ROOT, 'extension/limpide.vsix')
/** The same, unpacked. */
export const UNPACKED = join(ROOT, 'extension/dist/vsix')
/** The real VS Code that `install-vscode.sh` installs: its server, and its workbench for a browser. */
export const VSCODE = join(ROOT, '.cache/vscode/node_modules/code-server/lib/vscode')
const READY = join(ROOT, '.cache/vscode/ready')
const CHROMIUM = '/usr/bin/chromium'

/** What this machine lacks to run VS Code in Chromium; said in the name of the tests that are then left out. */
export const LACKING: readonly string[] = [
  existsSync(CHROMIUM) ? '' : 'paquet Debian « chromium »',
  existsSync(READY) ? '' : 'VS Code (test/e2e/install-vscode.sh)',
].filter((name) => name !== '')

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'files.autoSave': 'off',
  'editor.wordWrap': 'on',
  'editor.minimap.enabled': false,
  'security.workspace.trust.banner': 'never',
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
}

/** A VS Code server with the delivered extension, and a browser to use it. */
export interface Host {
  /** A folder for the test's own files. */
  readonly home: string
  readonly authority: string
  readonly browser: Browser
  /** Opens VS Code on a folder; the payload is what a link to VS Code may carry: a file to open, tests to run. */
  open(folder: string, payload?: readonly (readonly [string, string])[], page?: Page): Promise<Page>
  newPage(): Promise<Page>
  /** Stops both and removes the folder. */
  stop(): Promise<void>
}

/** Starts VS Code once for a file of tests. */
export async function startHost(settings: Readonly<Record<string, unknown>> = {}): Promise<Host> {
  const home = mkdtempSync(join(tmpdir(), 'limpide-code-'))
  mkdirSync(join(home, 'sd/data/Machine'), { recursive: true })
  writeFileSync(join(home, 'sd/data/Machine/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }))
  const node = readFileSync(READY, 'utf8').trim()
  const main = join(VSCODE, 'out/server-main.js')
  const places = ['--server-data-dir', join(home, 'sd'), '--extensions-dir', join(home, 'ex')]
  const installed = spawnSync(node, [main, ...places, '--install-extension', VSIX], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (!installed.stdout.includes('successfully installed'))
    throw new Error(`VS Code did not install the extension: ${installed.stdout}${installed.stderr}`)
  const port = await freePort()
  const authority = `127.0.0.1:${port}`
  const server: ChildProcess = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', `${port}`, '--without-connection-token', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off'],
      ...places,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await new Promise<void>((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`VS Code stopped with code ${code}`)))
    server.stdout?.on('data', (data) => String(data).includes('Extension host agent listening') && resolve())
  })
  const browser = await startBrowser()
  const newPage = async (): Promise<Page> =>
    (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  return {
    home,
    authority,
    browser,
    newPage,
    async open(folder, payload = [], page) {
      const shown = page ?? (await newPage())
      const said = payload.length === 0 ? '' : `&payload=${encodeURIComponent(JSON.stringify(payload))}`
      await shown.goto(`http://${authority}/?folder=${folder}${said}`)
      return shown
    },
    async stop() {
      await browser.close()
      server.kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Debian's Chromium, without a screen and without the network. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A port that nobody uses. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Tries again while the editor is still busy. */
export async function retry(attempt: () => Promise<void>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await attempt()
      return
    } catch (error) {
      if (i >= 5) throw error
    }
  }
}
