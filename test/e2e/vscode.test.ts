import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, Frame, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docxOf, pdfOf } from '../../packages/document/src/office-fixture.ts'
import { readBytes } from '../../packages/document/src/read.ts'
import { type Host, LACKING, retry, startBrowser, startHost, UNPACKED } from './vscode-host.ts'
import { startWebHost, type WebHost } from './vscode-web-host.ts'

const ROOT = join(import.meta.dirname, '../..')
const AXE = createRequire(
  createRequire(join(ROOT, 'packages/map/package.json')).resolve('@axe-core/playwright'),
).resolve('axe-core/axe.min.js')

const LETTER = `Objet : votre demande d’aide au logement

Madame, Monsieur,

Nonobstant votre courrier du 4 mai 2026, votre dossier a été examiné par la commission. Nous avons procédé à la vérification de vos ressources.

Il convient de nous retourner le formulaire dans les meilleurs délais, sous peine de suspension de vos droits.

Cordialement,
`

const CLEAR = `Bonjour,

Vous avez demandé une place en crèche pour votre fille. Nous avons reçu votre dossier le 4 mai. Il est complet.

La commission se réunit le 12 juin. Nous vous donnerons sa réponse par courriel le 15 juin.

Une question ? Appelez le service petite enfance au 04 70 00 00 00, du lundi au vendredi, de 9 h à 17 h.

Cordialement,
`

const SENTENCE = 'Nonobstant votre courrier, il convient de nous retourner le formulaire dans les meilleurs délais.'
const WORDS = `<w:p><w:r><w:t>${SENTENCE}</w:t></w:r></w:p>`

describe.skipIf(LACKING.length > 0)(
  `VS Code dans Chromium${LACKING.length > 0 ? ` (absent : ${LACKING.join(', ')})` : ''}`,
  () => {
    let host: Host
    /** Goes on while someone writes in another window: each waits more than it works. */
    let inside: Promise<void>

    beforeAll(async () => {
      host = await startHost()
      inside = runInside(host)
      // It is the test that waits for it that fails.
      inside.catch(() => undefined)
    }, 120_000)

    afterAll(() => host?.stop())

    describe('the way of someone who writes', () => {
      let page: Page
      let letter: string
      const inFolder = (name: string): string => join(host.home, 'lettres', name)

      beforeAll(async () => {
        mkdirSync(inFolder('classement'), { recursive: true })
        letter = inFolder('lettre.md')
        writeFileSync(letter, LETTER)
        writeFileSync(inFolder('classement/clair.md'), CLEAR)
        writeFileSync(inFolder('classement/photo.png'), '')
        page = await host.open(inFolder(''), [['openFile', `vscode-remote://${host.authority}${letter}`]])
      }, 60_000)

      /** Kept for the README when asked for. */
      const picture = async (name: string): Promise<void> => {
        if (process.env.LIMPIDE_IMAGES) await page.screenshot({ path: join(process.env.LIMPIDE_IMAGES, `${name}.png`) })
      }

      test('a writer sees remarks, applies one, saves, and finds it in the file', { timeout: 90_000 }, async () => {
        // Restricted mode: the extension must serve in a folder that nobody vouched for.
        await page.locator('.monaco-dialog-box .monaco-button', { hasText: /don.t trust/ }).click({ timeout: 60_000 })
        await page.waitForSelector('.squiggly-warning', { timeout: 60_000 })
        expect(await grade(page)).toMatch(/[A-E] \d+\/100/)

        await page.locator('.view-line').first().click()
        await page.keyboard.press('Control+Shift+M')
        await page.waitForSelector('.markers-panel .monaco-list-row')
        expect((await page.locator('.markers-panel .monaco-list-row').allInnerTexts()).join('\n')).toMatch(
          /Nonobstant|nonobstant/,
        )
        await picture('editeur-problemes')

        // Ctrl+Home, four lines down: on « Nonobstant ».
        await page.locator('.view-line').first().click()
        await page.keyboard.press('Control+Home')
        for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowRight')
        const choices = await quickFixes(page)
        expect(choices.join('\n')).toMatch(/Remplacer par « Malgré »/)
        await picture('editeur-correction')
        await page.keyboard.press('Enter')
        await page.locator('.view-lines', { hasText: 'Malgré' }).waitFor()
        await page.keyboard.press('Control+S')
        await expect
          .poll(() => readFileSync(letter, 'utf8'), { timeout: 10_000 })
          .toBe(LETTER.replace('Nonobstant', 'Malgré'))
      })

      test('what is typed is read at once', { timeout: 60_000 }, async () => {
        await page.keyboard.press('Control+J')
        await page.locator('.view-line').first().click()
        await page.keyboard.press('Control+End')
        await page.keyboard.type('\nNonobstant ce rappel, rien ne change pour vous.\n')
        await page.locator('.view-line', { hasText: 'Nonobstant ce rappel' }).waitFor()
        await expect
          .poll(
            async () => {
              await page.keyboard.press('Control+Shift+M')
              const rows = page.locator('.markers-panel .monaco-list-row', { hasText: 'Nonobstant' })
              return rows.count()
            },
            { timeout: 15_000, interval: 1_000 },
          )
          .toBeGreaterThan(0)
        await page.keyboard.press('Escape')
      })

      test('the explanation opens under the pointer', { timeout: 60_000 }, async () => {
        await closePanel(page)
        await retry(async () => {
          await page.mouse.move(10, 400)
          const { x, y } = await placeOf(page, 'procédé')
          await page.mouse.move(x, y)
          await page.mouse.move(x + 2, y + 2)
          await page.locator('.monaco-hover', { hasText: 'Pourquoi' }).waitFor({ timeout: 4_000 })
        })
        expect(await page.locator('.monaco-hover', { hasText: 'Pourquoi' }).innerText()).toMatch(/Que faire.*Source/s)
        await page.waitForTimeout(600)
        await picture('editeur')
        await page.keyboard.press('Escape')
      })

      test('a remark ignored in a passage is silent there, and the file says so', { timeout: 60_000 }, async () => {
        // On the word itself: the next remark may be about the whole document, which a passage cannot ignore.
        await choose(page, 'procédé', 'dans ce passage')
        await page.locator('.view-lines', { hasText: 'limpide-ignorer' }).waitFor()
        await page.keyboard.press('Control+S')
        await expect
          .poll(() => readFileSync(letter, 'utf8'), { timeout: 10_000 })
          .toMatch(/<!-- limpide-ignorer [a-z-]+.* -->/)
      })

      test('a word goes to the dictionary of the project, and no letter of the folder has the remark', {
        timeout: 60_000,
      }, async () => {
        await choose(page, 'Nonobstant', 'au dictionnaire du projet')
        await retry(async () => {
          await command(page, 'File: Save All')
          await expect.poll(() => read(inFolder('limpide.yml')), { timeout: 4_000 }).toMatch(/nonobstant/i)
        })
        await page.locator('.tab', { hasText: 'lettre.md' }).click()
        await closePanel(page)
      })

      test('the view says why this grade and what to do first, to a screen reader too', {
        timeout: 60_000,
      }, async () => {
        await page.locator('.statusbar-item', { hasText: '/100' }).click()
        const view = page.locator('.pane', { hasText: 'Note du document' })
        await view.locator('.monaco-list-row', { hasText: 'Pourquoi cette note' }).waitFor({ timeout: 20_000 })
        const lines = (await view.locator('.monaco-list-row').allInnerTexts()).join('\n')
        expect(lines).toMatch(/si vous corrigez/)
        expect(lines).toMatch(/reconnu à \d+/)
        // At the foot of the view, below what a small window shows.
        await view.locator('.monaco-list').press('End')
        await view.locator('.monaco-list-row', { hasText: /Non vérifiable\s*\d+ règles/ }).waitFor()
        await view.locator('.monaco-list').press('Home')
        const labels = await view
          .locator('.monaco-list-row')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))
        expect(labels[0]).toMatch(/^Note [A-E], .* sur 100, à \d+ points? près\./)
        expect(labels.every((label) => label !== null && label.length > 5)).toBe(true)
        await picture('editeur-note')
      })

      test('the whole folder is listed, the hardest first, and a document opens from the list', {
        timeout: 60_000,
      }, async () => {
        await command(page, 'Limpide: Analyser le dossier')
        const rows = page.locator('.pane', { hasText: 'Dossier' }).locator('.monaco-list-row', { hasText: '.md' })
        await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(2)
        const texts = await rows.allInnerTexts()
        expect(texts[0]).toMatch(/[A-E] \d+\s+lettre\.md/)
        expect(texts[1]).toMatch(/[A-E] \d+\s+clair\.md/)
        await picture('editeur-dossier')
        await rows.nth(1).click()
        await page.locator('.tab', { hasText: 'clair.md' }).waitFor()
      })

      test('a report adds a line to the file of the team', { timeout: 60_000 }, async () => {
        await command(page, 'Limpide: Signaler ce document')
        await pick(page, 'Des mots sont difficiles')
        await page.locator('.quick-input-widget', { hasText: '2/2' }).waitFor()
        await page.keyboard.type('Trop de sigles pour Mme Martin.')
        await page.locator('.quick-input-widget', { hasText: 'Sera gardé : Trop de sigles pour Mme [nom].' }).waitFor()
        await page.keyboard.press('Enter')
        // Where to write it: the usual place.
        await page.locator('.quick-input-widget', { hasText: 'Où noter' }).waitFor()
        await page.keyboard.press('Enter')
        await expect
          .poll(() => read(inFolder('signalements.csv')), { timeout: 10_000 })
          .toMatch(
            /\d{4}-\d{2}-\d{2};classement\/clair\.md;agent;Des mots sont difficiles;Trop de sigles pour Mme \[nom\]\.;[\da-f]{24}\r\n$/,
          )
      })

      test('the map has the documents and the report, leads to them, and is accessible in every theme', {
        timeout: 120_000,
      }, async () => {
        await command(page, 'Limpide: Ouvrir la carte des documents')
        const map = await retryFor(() => mapFrame(page))
        await map.locator('h1', { hasText: 'lettres' }).waitFor({ timeout: 20_000 })
        expect(await map.locator('body').innerText()).toMatch(/2\s+documents connus/)
        await picture('editeur-carte')
        // Its own script, and no other.
        const policy = await map.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
        expect(policy).toMatch(/default-src 'none'; script-src 'nonce-[0-9a-f]{32}'; style-src 'nonce-[0-9a-f]{32}'/)
        await map.evaluate(readFileSync(AXE, 'utf8'))
        for (const theme of ['Default Dark Modern', 'Default High Contrast', 'Default Light Modern']) {
          await setTheme(host, theme)
          await expect
            .poll(() => map.locator('body').getAttribute('class'), { timeout: 15_000 })
            .toContain(
              theme.includes('Contrast') ? 'high-contrast' : theme.includes('Dark') ? 'vscode-dark' : 'vscode-light',
            )
          await picture(`editeur-carte-${theme.split(' ')[1]?.toLowerCase()}`)
          // Colours fade from one theme to the next: what counts is where they settle.
          await expect.poll(() => violations(map), { timeout: 15_000 }).toEqual([])
        }
        await map.locator('a[href*="document/"]', { hasText: 'demande d’aide au logement' }).first().click()
        await map.locator('button', { hasText: 'Ouvrir ce document' }).click()
        await page.locator('.tab.active', { hasText: 'lettre.md' }).waitFor()
      })

      test('a review is a Word file, with the remarks as its comments', { timeout: 60_000 }, async () => {
        await page.locator('.view-line').first().click()
        await command(page, 'Limpide: Exporter la relecture')
        await pick(page, 'Word (.docx)')
        await page.locator('.quick-input-widget', { hasText: 'Exporter la relecture' }).locator('input').waitFor()
        await page.waitForTimeout(500)
        await page.keyboard.press('Enter')
        const file = inFolder('lettre-relecture.docx')
        await expect.poll(() => read(file)?.length ?? 0, { timeout: 15_000 }).toBeGreaterThan(2_000)
        const { text, problems } = await readBytes(readFileSync(file), { name: 'lettre-relecture.docx' })
        expect(problems).toEqual([])
        expect(text).toContain('Relecture de lettre.md')
        expect(text).toContain('Malgré votre courrier du 4 mai 2026')
      })

      test('the editor lists the extension as running, with the time it took to start', {
        timeout: 60_000,
      }, async () => {
        await command(page, 'Developer: Show Running Extensions')
        const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Limpide' })
        await row.waitFor()
        const said = /Activation.*?(\d+)\s?ms/.exec((await row.innerText()).replace(/\s+/g, ' '))
        // Printed, not judged: a busy machine says nothing of the extension.
        console.log(`activation de l’extension : ${said?.[1]} ms`)
        expect(said).not.toBeNull()
      })
    })

    describe('VS Code for the web, without a server', () => {
      let web: WebHost
      let browser: Browser
      let page: Page

      beforeAll(async () => {
        const far = join(host.home, 'loin')
        await build({
          entryPoints: [join(ROOT, 'extension/test/far-folder.ts')],
          outfile: join(far, 'main.js'),
          define: { COURRIER: JSON.stringify(Buffer.from(await docxOf(WORDS)).toString('base64')) },
          bundle: true,
          platform: 'browser',
          format: 'cjs',
          external: ['vscode'],
          logLevel: 'warning',
        })
        const manifest = {
          name: 'loin',
          publisher: 'essai',
          version: '1.0.0',
          engines: { vscode: '^1.100.0' },
          browser: './main.js',
          activationEvents: ['onFileSystem:loin'],
        }
        writeFileSync(join(far, 'package.json'), JSON.stringify(manifest))
        web = await startWebHost({ loin: far })
        // A browser of its own: one that had already shown another VS Code showed no remark within 90 s, both times it was tried.
        browser = await startBrowser()
        page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
        const payload = encodeURIComponent(JSON.stringify([['openFile', 'loin:/lettres/lettre.md']]))
        await page.goto(`${web.address}/?folder=loin:/lettres&payload=${payload}`)
      }, 60_000)

      afterAll(async () => {
        await browser?.close()
        web?.stop()
      })

      test('the server in a worker reads a far folder, its limpide.yml and its letters', {
        timeout: 120_000,
      }, async () => {
        await page.waitForSelector('.squiggly-warning', { timeout: 90_000 })
        expect(await grade(page)).toMatch(/[A-E] \d+\/100/)
        await page.locator('.view-line').first().click()
        await page.keyboard.press('Control+Shift+M')
        const rows = page.locator('.markers-panel .monaco-list-row')
        await rows.first().waitFor()
        const found = (await rows.allInnerTexts()).join('\n')
        expect(found).toMatch(/Nonobstant/)
        // The folder's limpide.yml puts this rule to silence.
        expect(found).not.toMatch(/passive/)
        await closePanel(page)
        expect(await page.locator('iframe.web-worker-ext-host-iframe').count()).toBe(1)
        await command(page, 'Limpide: Analyser le dossier')
        const documents = page.locator('.pane', { hasText: 'Dossier' }).locator('.monaco-list-row', { hasText: '.md' })
        await expect.poll(() => documents.count(), { timeout: 30_000 }).toBe(2)
        if (process.env.LIMPIDE_IMAGES)
          await page.screenshot({ path: join(process.env.LIMPIDE_IMAGES, 'editeur-web.png') })
      })

      test('a Word file of that folder is shown as a text, from the menu of the explorer', {
        timeout: 120_000,
      }, async () => {
        await page.keyboard.press('Control+Shift+E')
        const item = page.locator('.monaco-menu .action-item', { hasText: 'Limpide : analyser ce fichier' })
        await retry(async () => {
          await page.keyboard.press('Escape')
          await page
            .locator('.explorer-folders-view .monaco-list-row', { hasText: 'courrier.docx' })
            .click({ button: 'right', timeout: 5_000 })
          await item.waitFor({ timeout: 5_000 })
        })
        await item.hover()
        await page.keyboard.press('Enter')
        await page.locator('.tab.active', { hasText: 'courrier.docx (texte)' }).waitFor({ timeout: 60_000 })
        await page.locator('.view-line', { hasText: 'Nonobstant votre courrier' }).waitFor()
        await page.waitForSelector('.squiggly-warning', { timeout: 60_000 })
      })
    })

    describe('within the extension host, with the real API', () => {
      test('every promise of the extension holds', { timeout: 180_000 }, async () => {
        await inside
        const results: readonly { name: string; error: string | null }[] = JSON.parse(
          readFileSync(join(host.home, 'dedans/resultats.json'), 'utf8'),
        )
        expect(results.filter(({ error }) => error !== null)).toEqual([])
        expect(results.length).toBe(15)
      })
    })
  },
)

/** Runs the tests that live inside the extension host, in a window of their own; ends when they have. */
async function runInside(host: Host): Promise<void> {
  const folder = join(host.home, 'dedans')
  mkdirSync(folder)
  writeFileSync(join(folder, 'courrier.docx'), await docxOf(WORDS))
  writeFileSync(join(folder, 'courrier.pdf'), await pdfOf([[{ text: SENTENCE, x: 72, y: 700 }]]))
  await build({
    entryPoints: [join(ROOT, 'extension/test/inside.ts')],
    outfile: join(host.home, 'tests/index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  })
  const page = await host.newPage()
  const said: string[] = []
  await page.exposeFunction('codeAutomationLog', (_kind: string, args: readonly unknown[]) => said.push(args.join(' ')))
  const ended = new Promise<number>((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve)
  })
  await host.open(
    folder,
    [
      ['extensionDevelopmentPath', `vscode-remote://${host.authority}${UNPACKED}`],
      ['extensionTestsPath', `vscode-remote://${host.authority}${join(host.home, 'tests/index.js')}`],
    ],
    page,
  )
  await ended
  await page.context().close()
}

/** The grade in the status bar, once it is there. */
async function grade(page: Page): Promise<string> {
  const item = page.locator('.statusbar-item', { hasText: '/100' })
  await item.waitFor({ timeout: 30_000 })
  return item.innerText()
}

/** Runs a command by its name, as a person does. */
async function command(page: Page, title: string): Promise<void> {
  await retry(async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    const input = page.locator('.quick-input-widget input').first()
    await input.waitFor({ state: 'visible', timeout: 5_000 })
    await input.fill(`>${title}`)
    await page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: title.replace(/^Limpide: /, '') })
      .waitFor({ timeout: 5_000 })
  })
  await page.keyboard.press('Enter')
}

/** Chooses a line of the list that is open. */
async function pick(page: Page, label: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label })
  await row.first().waitFor({ timeout: 10_000 })
  await row.first().click()
}

async function quickFixes(page: Page): Promise<string[]> {
  await page.keyboard.press('Control+.')
  await page.waitForSelector('.action-widget .monaco-list-row')
  return page.locator('.action-widget .monaco-list-row').allInnerTexts()
}

/** The middle of the first letters of a word, in the text. */
async function placeOf(page: Page, word: string): Promise<{ readonly x: number; readonly y: number }> {
  const span = page.locator('.view-line span', { hasText: word }).last()
  const box = (await span.boundingBox())!
  const text = await span.innerText()
  return { x: box.x + (box.width * (text.indexOf(word) + 2)) / text.length, y: box.y + 6 }
}

/** Puts the cursor on a word, and applies the action of this title. */
async function choose(page: Page, word: string, title: string): Promise<void> {
  let rows: string[] = []
  await retry(async () => {
    await page.keyboard.press('Escape')
    await page.mouse.move(10, 400)
    const { x, y } = await placeOf(page, word)
    await page.mouse.click(x, y + 3)
    rows = await quickFixes(page)
    await page.locator('.action-widget .monaco-list-row', { hasText: title }).first().waitFor({ timeout: 3_000 })
  })
  const wanted = rows.findIndex((row) => row.includes(title))
  const first = rows.findIndex((row) => row.trim() !== '' && !/^(?:Quick Fix|Correction)/.test(row.trim()))
  for (let i = first; i < wanted; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

async function closePanel(page: Page): Promise<void> {
  if (await page.locator('.part.panel').isVisible()) await page.keyboard.press('Control+J')
}

/** The page inside the panel of the map. */
async function mapFrame(page: Page): Promise<Frame> {
  const inner: Locator = page.frameLocator('iframe.webview').first().locator('iframe')
  const frame = await (await inner.elementHandle({ timeout: 5_000 }))?.contentFrame()
  if (!frame) throw new Error('the panel has no page yet')
  return frame
}

async function retryFor<T>(attempt: () => Promise<T>): Promise<T> {
  let found: T | undefined
  await retry(async () => {
    found = await attempt()
  })
  if (found === undefined) throw new Error('nothing came')
  return found
}

async function setTheme(host: Host, theme: string): Promise<void> {
  const file = join(host.home, 'sd/data/Machine/settings.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), 'workbench.colorTheme': theme }))
}

async function violations(frame: Frame): Promise<unknown[]> {
  return frame.evaluate(async () => {
    const axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } = Reflect.get(
      globalThis,
      'axe',
    )
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
  })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
