import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const VSIX = join(ROOT, 'extension/limpide.vsix')
const FOLDER = join(ROOT, '.cache/vscode')
const MAIN = join(FOLDER, 'node_modules/code-server/lib/vscode/out/server-main.js')
const CHROMIUM = '/usr/bin/chromium'

const lacking = [
  existsSync(CHROMIUM) ? '' : 'paquet Debian « chromium »',
  existsSync(join(FOLDER, 'ready')) ? '' : 'VS Code (test/e2e/install-vscode.sh)',
].filter((name) => name !== '')

const LETTER = `Objet : votre demande d’aide au logement

Madame, Monsieur,

Nonobstant votre courrier du 4 mai 2026, votre dossier a été examiné par la commission. Nous avons procédé à la vérification de vos ressources.

Il convient de nous retourner le formulaire dans les meilleurs délais, sous peine de suspension de vos droits.

Cordialement,
`

describe.skipIf(lacking.length > 0)(
  `VS Code dans Chromium${lacking.length > 0 ? ` (absent : ${lacking.join(', ')})` : ''}`,
  () => {
    const home = mkdtempSync(join(tmpdir(), 'limpide-code-'))
    const letter = join(home, 'lettres', 'lettre.md')
    let server: ChildProcess
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      mkdirSync(join(home, 'lettres'))
      writeFileSync(letter, LETTER)
      mkdirSync(join(home, 'sd/data/Machine'), { recursive: true })
      writeFileSync(
        join(home, 'sd/data/Machine/settings.json'),
        JSON.stringify({
          'workbench.startupEditor': 'none',
          'files.autoSave': 'off',
          'editor.wordWrap': 'on',
          'editor.minimap.enabled': false,
        }),
      )
      const node = readFileSync(join(FOLDER, 'ready'), 'utf8').trim()
      const places = ['--server-data-dir', join(home, 'sd'), '--extensions-dir', join(home, 'ex')]
      const installed = spawnSync(node, [MAIN, ...places, '--install-extension', VSIX], {
        encoding: 'utf8',
        timeout: 60_000,
      })
      expect(installed.stdout + installed.stderr).toContain('successfully installed')
      const port = await freePort()
      server = spawn(
        node,
        [
          MAIN,
          '--host',
          '127.0.0.1',
          '--port',
          `${port}`,
          '--without-connection-token',
          '--accept-server-license-terms',
          '--telemetry-level',
          'off',
          ...places,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      await new Promise<void>((resolve) =>
        server.stdout?.on('data', (data) => String(data).includes('Extension host agent listening') && resolve()),
      )
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      })
      page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
      const payload = encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${letter}`]]))
      await page.goto(`http://127.0.0.1:${port}/?folder=${join(home, 'lettres')}&payload=${payload}`)
    }, 120_000)

    afterAll(async () => {
      await browser?.close()
      server?.kill()
      rmSync(home, { recursive: true, force: true })
    })

    test('a writer sees remarks, applies one, saves, and finds it in the file', { timeout: 90_000 }, async () => {
      // Restricted mode: the extension must serve in a folder that nobody vouched for.
      await page.locator('.monaco-dialog-box .monaco-button', { hasText: /don.t trust/ }).click({ timeout: 60_000 })
      await page.waitForSelector('.squiggly-warning', { timeout: 60_000 })
      await page.waitForSelector('[id="limpide.limpide"], .statusbar-item:has-text("/100")', { timeout: 20_000 })
      expect(await page.locator('.statusbar-item', { hasText: '/100' }).innerText()).toMatch(/[A-E] \d+\/100/)

      await page.locator('.view-line').first().click()
      await page.keyboard.press('Control+Shift+M')
      await page.waitForSelector('.markers-panel .monaco-list-row')
      expect((await page.locator('.markers-panel .monaco-list-row').allInnerTexts()).join('\n')).toMatch(
        /Nonobstant|nonobstant/,
      )
      if (process.env.LIMPIDE_IMAGES)
        await page.screenshot({ path: join(process.env.LIMPIDE_IMAGES, 'editeur-problemes.png') })

      // Ctrl+Home, three lines down: on « Nonobstant ».
      await page.locator('.view-line').first().click()
      await page.keyboard.press('Control+Home')
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Control+.')
      await page.waitForSelector('.action-widget .monaco-list-row')
      const choices = await page.locator('.action-widget .monaco-list-row').allInnerTexts()
      expect(choices.join('\n')).toMatch(/Remplacer par « Malgré »/)
      if (process.env.LIMPIDE_IMAGES) await page.screenshot({ path: join(process.env.LIMPIDE_IMAGES, 'editeur.png') })
      await page.keyboard.press('Enter')
      await page.locator('.view-lines', { hasText: 'Malgré' }).waitFor()
      await page.keyboard.press('Control+S')
      await expect
        .poll(() => readFileSync(letter, 'utf8'), { timeout: 10_000 })
        .toBe(LETTER.replace('Nonobstant', 'Malgré'))
    })
  },
)

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
