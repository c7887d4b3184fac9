import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { A4, paperOf } from '../../../document/src/paper-fixture.ts'
import { readBytes } from '../../../document/src/read.ts'
import { buildMapData } from '../../src/build-map-data.ts'
import type { MapData } from '../../src/data.ts'
import { renderMap } from '../../src/node.ts'
import { dataOf } from '../../src/render-map.ts'
import { ROWS, readAddress, TABLES, VIEWS } from '../src/address.ts'
import { generate, generateInput } from './generate.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

describe.skipIf(CHROMIUM === undefined)(
  'carte dans Chromium (sautés si le paquet Debian « chromium » est absent)',
  () => {
    const WIDE = { width: 1280, height: 900 }
    // A page of 1280 points made four times larger is as wide as a small phone.
    const PHONE = { width: 320, height: 640 }
    const folder = mkdtempSync(join(tmpdir(), 'carte-'))
    let browser: Browser
    let template: string
    /** What the page did that it must not do. */
    const faults: string[] = []

    /** Writes a map of some data and gives its address on the disk. */
    async function write(data: MapData, name: string): Promise<string> {
      const file = join(folder, `${name}.html`)
      writeFileSync(file, await renderMap(data, template))
      return pathToFileURL(file).href
    }

    /** Watches a page for what it must not do. */
    async function watched(): Promise<Page> {
      const context = await browser.newContext({
        viewport: WIDE,
        locale: 'fr-FR',
        // The file is opened from the disk, the network cut.
        offline: true,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
      page.on('dialog', (dialog) => {
        faults.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', (request) => {
        if (!/^(?:file|data|blob):/.test(request.url())) faults.push(`network: ${request.url()}`)
      })
      return page
    }

    /** One page for all: another address of the same map does not load it again. */
    let page: Page

    async function open(address: string): Promise<void> {
      await page.goto(address)
      await page.waitForSelector('h1')
    }

    let url: string
    let withText: string
    const data = generate(120)

    beforeAll(async () => {
      const outDir = join(folder, 'built')
      await build({ configFile: join(import.meta.dirname, '../vite.config.ts'), logLevel: 'error', build: { outDir } })
      template = readFileSync(join(outDir, 'page.html'), 'utf8')
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
      url = await write(data, 'carte')
      withText = await write(generate(120, { text: true }), 'texte')
      page = await watched()
    })

    afterEach(async () => {
      await page.setViewportSize(WIDE)
      await page.emulateMedia({ colorScheme: 'light' })
    })

    afterAll(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true, force: true })
      expect(faults).toEqual([])
    })

    test('opens from the disk and says its coverage first', async () => {
      await open(url)
      expect(await page.title()).toBe('Documents de la ville')
      const counts = (await page.locator('.counts li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
      expect(counts).toEqual(['121 documents connus', '113 notés', '7 non analysables', '1 jamais ouvert'])
      const lead = await page.locator('.lead').innerText()
      expect(lead).toMatch(/1\s+service n’a déclaré aucun document/)
    })

    test('a title with markup is shown as text', async () => {
      await open(`${url}#/carte?texte=piège`)
      expect(await page.locator('tbody .cell-title a').innerText()).toContain('</script><img src=x onerror=alert(1)>')
      expect(await page.locator('main img').count()).toBe(0)
      await page.locator('tbody .cell-title a').click()
      expect(await page.locator('h1').innerText()).toContain('</script><img')
    })

    test('a step back in the browser takes one filter away, and the words typed are one step', async () => {
      await open(url)
      await page.getByLabel('Service', { exact: true }).selectOption('caf')
      await page.getByRole('button', { name: 'P2' }).click()
      await page.getByLabel('Rechercher').pressSequentially('aide')
      await expect.poll(() => page.url()).toContain('texte=aide')
      await page.goBack()
      await expect.poll(() => page.url()).toMatch(/#\/carte\?service=caf&priorite=P2$/)
      expect(await page.getByLabel('Rechercher').inputValue()).toBe('')
      await page.goBack()
      expect(await page.getByRole('button', { name: 'P2' }).getAttribute('aria-pressed')).toBe('false')
      expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('caf')
      await page.goBack()
      expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('*')
      await page.goForward()
      expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('caf')
    })

    test.each([
      ['Service', 'service=caf'],
      ['Démarche', 'demarche='],
      ['Type', 'type='],
    ])('the filter « %s » is walked with the keys alone', async (label, said) => {
      await open(url)
      const field = page.getByLabel(label, { exact: true })
      await field.focus()
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => page.url()).toContain(said)
      const kept = Number.parseInt(await page.locator('.kept [role=status]').innerText(), 10)
      expect(kept).toBeGreaterThan(0)
      expect(kept).toBeLessThan(120)
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => page.locator('.kept [role=status]').innerText()).toMatch(/^120\s+documents$/)
    })

    test.each([
      ['P1', 'priorite=P1'],
      ['Refondre d’abord', 'zone=50-100-50-100'],
      ['très complexe', 'note=E'],
      ['Document', 'tri=titre'],
    ])('the button « %s » is pressed with the keys alone, and keeps the focus', async (name, said) => {
      await open(url)
      const button = page.getByRole('button', { name }).first()
      await button.focus()
      await page.keyboard.press('Enter')
      await expect.poll(() => page.url()).toContain(said)
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
    })

    test('a quadrant keeps its documents, and the four of them hold every document of the drawing', async () => {
      await open(url)
      const counts = (await page.locator('.zone-count').allInnerTexts()).map(Number)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
        data.documents.filter(({ priority }) => priority !== null).length,
      )
      await page.getByRole('button', { name: 'Refondre d’abord' }).click()
      expect(Number.parseInt(await page.locator('.kept [role=status]').innerText(), 10)).toBe(counts[0])
    })

    test('a cell of the table of rules opens the documents where the rule speaks', async () => {
      await open(`${url}#/services?tableau=regles`)
      const count = Number.parseInt(await page.locator('.heat tbody .heat-count').first().innerText(), 10)
      await page.locator('.heat tbody .heat-cell a').first().click()
      await expect.poll(() => page.url()).toContain('regle=')
      expect(Number.parseInt(await page.locator('.kept [role=status]').innerText(), 10)).toBe(count)
      await page.getByRole('button', { name: 'retirer ce filtre' }).click()
      expect(await page.locator('.kept [role=status]').innerText()).toMatch(/^120\s+documents$/)
    })

    test('every view is reached, walked and left with the keys alone', async () => {
      await open(url)
      for (const name of [
        'Les 20 premiers',
        'À corriger',
        'Services',
        'Évolution',
        'Ce qui manque',
        'Méthode',
        'Carte',
      ]) {
        await page.getByRole('navigation', { name: 'Vues de la carte' }).getByRole('link', { name }).focus()
        await page.keyboard.press('Enter')
        await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
        const met = new Set<string>()
        for (let i = 0; i < 12; i++) {
          await page.keyboard.press('Tab')
          met.add(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? ''))
        }
        // No trap: twelve steps lead to several places, or out of the page.
        expect(met.size, name).toBeGreaterThan(1)
      }
    })

    test('the sheet shows the letter with its passages underlined, and says the remark of the one chosen', async () => {
      await open(`${withText}#/document/1`)
      const passage = page.locator('.passage').first()
      await passage.focus()
      await page.keyboard.press('Enter')
      expect(await passage.getAttribute('aria-pressed')).toBe('true')
      expect(await page.locator('.letter-aside').innerText()).toMatch(/Phrase trop longue/)
      expect(await page.locator('.checklist li').count()).toBe(8)
      expect(await page.locator('.plan-facts').innerText()).toContain('Relecture juridique')
      expect(await page.locator('.versions').first().innerText()).toMatch(/Publiée le 1er octobre 2026/)
    })

    test('filters narrow the table, are kept in the address and are found again on opening it', async () => {
      await open(url)
      await page.getByLabel('Service', { exact: true }).selectOption('caf')
      await page.getByRole('button', { name: 'P2' }).click()
      await page.getByLabel('Rechercher').fill('a')
      await expect.poll(() => page.url()).toContain('#/carte?texte=a&service=caf&priorite=P2')
      const address = page.url()
      const count = await page.locator('.kept [role=status]').innerText()
      expect(count).toMatch(/documents? sur 120/)
      const rows = await page.locator('tbody tr').allInnerTexts()
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row).toContain('Caisse d’allocations')
      const again = await page.context().newPage()
      await again.goto(address)
      expect(await again.locator('.kept [role=status]').innerText()).toBe(count)
      await again.getByRole('button', { name: 'Effacer les filtres' }).click()
      expect(await again.locator('.kept [role=status]').innerText()).toMatch(/^120\s+documents$/)
      await again.close()
    })

    test('a grade of the distribution filters, and the table follows', async () => {
      await open(url)
      await page.locator('.distribution-part.grade-E').click()
      const grades = await page.locator('tbody .cell-grade .grade').allInnerTexts()
      expect(grades.length).toBeGreaterThan(0)
      expect(new Set(grades.map((grade) => grade.trim().at(-1)))).toEqual(new Set(['E']))
    })

    test('a header sorts the table both ways and says which', async () => {
      await open(url)
      const header = page.getByRole('columnheader', { name: 'Note' })
      await header.getByRole('button').click()
      expect(await header.getAttribute('aria-sort')).toBe('descending')
      const numbers = async (): Promise<number[]> =>
        (await page.locator('tbody .score-number').allInnerTexts()).map((text) => Number.parseInt(text, 10))
      const down = await numbers()
      expect(down).toEqual([...down].sort((a, b) => b - a))
      await header.getByRole('button').click()
      const up = await numbers()
      expect(up).toEqual([...up].sort((a, b) => a - b))
      expect(up).not.toEqual(down)
    })

    test('the table is paged', async () => {
      await open(url)
      expect(await page.locator('tbody tr').count()).toBe(25)
      const first = await page.locator('tbody tr').first().innerText()
      await page.getByRole('button', { name: 'Page suivante' }).click()
      await expect.poll(() => page.url()).toContain('page=2')
      expect(await page.locator('tbody tr').first().innerText()).not.toBe(first)
    })

    test('a sheet explains the score to the decimal: the points shown add up to the score shown', async () => {
      await open(url)
      const scored = data.documents.filter(({ id }) => (data.details[id]?.whatIf.length ?? 0) > 1).slice(0, 12)
      for (const { id } of scored) {
        await page.goto(`${url}#/document/${id}`)
        await page.waitForSelector('.contributions')
        const tenths = (await page.locator('.contributions').first().locator('tbody .number').allInnerTexts()).map(
          (text) => Number(text.replace('+', '').replace(',', '.')),
        )
        const total = Number((await page.locator('.contributions tfoot .number').first().innerText()).replace(',', '.'))
        expect(Math.round(10 * tenths.reduce((sum, value) => sum + value, 0))).toBe(Math.round(10 * total))
        expect(await page.locator('.card-score').innerText()).toContain(String(total.toFixed(1)).replace('.', ','))
      }
    })

    test('a commitment with a mere advice is neither broken nor said to be without fault', async () => {
      await open(`${url}#/document/4`)
      await page.waitForSelector('.checklist li')
      const lists = await page.locator('.checklist').allInnerTexts()
      const [advised = '', held = ''] = lists.slice(-2)
      expect(advised).toMatch(/Avis de l’usager non demandé\s+Rien ne dit comment donner son avis\./)
      expect(held).not.toContain('Avis de l’usager')
      expect(held.match(/✓/g)).toHaveLength(7)
    })

    test('a sheet says what correcting one rule, or one point, would give', async () => {
      const { id } = data.documents.find(({ score }) => (score?.value ?? 0) > 60) ?? { id: 0 }
      await open(`${url}#/document/${id}`)
      await page.waitForSelector('.what-if')
      const [rules, points] = await page.locator('.what-if').all()
      const lines = (await rules?.locator('li').allInnerTexts()) ?? []
      expect(lines).toHaveLength(2)
      expect(lines[0]).toMatch(/^Phrase trop longue \(5\s+remarques\)/)
      expect(lines[1]).toMatch(/^Jargon administratif \(1\s+remarque\)/)
      const numbers = /(\d+)\s+→\s+devient\s+(\d+)\s+Note\s+[A-E]/
        .exec(lines[0]?.replace(/\n/g, ' ') ?? '')
        ?.slice(1)
        .map(Number)
      expect(numbers?.[0]).toBe(Math.round(data.documents[id]?.score?.value ?? 0))
      expect(numbers?.[1]).toBe(Math.round(data.details[id]?.gains[0]?.value ?? 0))
      expect(await points?.locator('li').last().innerText()).toMatch(/^Tout cela à la fois/)
    })

    test('going to a sheet and back keeps the filters, and the focus goes to the title', async () => {
      await open(`${url}#/carte?service=mairie`)
      const title = await page.locator('tbody .cell-title a').first().innerText()
      await page.locator('tbody .cell-title a').first().click()
      await page.waitForSelector('.sheet')
      expect(await page.locator('h1').innerText()).toBe(title)
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
      await page.getByRole('link', { name: 'Retour à la carte' }).click()
      await expect.poll(() => page.url()).toContain('#/carte?service=mairie')
      await page.goBack()
      await page.waitForSelector('.sheet')
    })

    test('the drawing is walked with the keys and opens the sheet of its dot', async () => {
      await open(url)
      const plot = page.locator('.plot')
      await plot.focus()
      await page.keyboard.press('ArrowRight')
      const first = await page.locator('.plot [aria-live]').innerText()
      expect(first).toMatch(/1 sur \d+/)
      await page.keyboard.press('ArrowRight')
      const second = await page.locator('.plot [aria-live]').innerText()
      expect(second).toMatch(/2 sur \d+/)
      await page.keyboard.press('Home')
      expect(await page.locator('.plot [aria-live]').innerText()).toBe(first)
      await page.keyboard.press('Enter')
      await page.waitForSelector('.sheet')
      expect(first.startsWith(await page.locator('h1').innerText())).toBe(true)
    })

    test('pointing at a dot says its name, clicking opens its sheet', async () => {
      await open(url)
      await page.locator('.plot').focus()
      await page.keyboard.press('ArrowRight')
      const place = await page.locator('.tip').evaluate((tip) => ({
        left: Number.parseFloat((tip as HTMLElement).style.left),
        top: Number.parseFloat((tip as HTMLElement).style.top),
      }))
      await page.keyboard.press('Escape')
      expect(await page.locator('.tip').count()).toBe(0)
      const canvas = page.locator('.plot canvas').last()
      await canvas.hover({ position: { x: place.left, y: place.top } })
      const name = await page.locator('.tip strong').innerText()
      await canvas.click({ position: { x: place.left, y: place.top } })
      await page.waitForSelector('.sheet')
      expect(await page.locator('h1').innerText()).toBe(name)
    })

    test('the whole page is walked with the tabulation key, and the focus is always seen', async () => {
      await open(`${url}#/carte?service=hopital&note=E`)
      // Loaded anew, the page is walked from its top.
      await page.reload()
      await page.waitForSelector('h1')
      const met: string[] = []
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab')
        const focus = await page.evaluate(() => {
          const element = document.activeElement
          if (!(element instanceof HTMLElement) || element === document.body) return null
          const style = getComputedStyle(element)
          return {
            name: `${element.tagName} ${element.className} ${(element.textContent ?? '').trim().slice(0, 20)}`,
            seen: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
          }
        })
        if (focus === null) break
        expect(focus, focus.name).toMatchObject({ seen: true })
        met.push(focus.name)
      }
      for (const part of ['Aller au contenu', 'Méthode', 'INPUT', 'SELECT', 'P1', 'plot', 'Exporter', 'Priorité'])
        expect(met.join('\n')).toContain(part)
    })

    /** What a button gives to keep. */
    async function download(page: Page, button: string): Promise<{ readonly name: string; readonly path: string }> {
      const coming = page.waitForEvent('download')
      await page.getByRole('button', { name: button }).first().click()
      const file = await coming
      return { name: file.suggestedFilename(), path: await file.path() }
    }

    /** The cells of every page of the table, as they are read on the screen. */
    async function rowsShown(page: Page): Promise<readonly string[]> {
      const rows: string[] = []
      for (;;) {
        const cells = await page.locator('.documents tbody tr').evaluateAll((all) =>
          all.map((row) =>
            [...row.querySelectorAll('td')]
              .map((cell) => {
                const copy = cell.cloneNode(true) as HTMLElement
                for (const aside of copy.querySelectorAll('.unseen, .sub')) aside.remove()
                return (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
              })
              .join(' | '),
          ),
        )
        rows.push(...cells)
        const next = page.getByRole('button', { name: 'Page suivante' })
        if ((await next.count()) === 0 || (await next.isDisabled())) return rows
        await next.click()
      }
    }

    const SHOWN = '#/carte?note=C,D,E&tri=titre&sens=croissant'

    test('the CSV holds the rows shown after filters and sort, cell by cell', async () => {
      await open(`${url}${SHOWN}`)
      const file = await download(page, 'Exporter en CSV')
      expect(file.name).toBe('carte-2026-11-22.csv')
      const [, ...lines] = readFileSync(file.path, 'utf8').trimEnd().split('\r\n')
      expect(lines.map((line) => asShown(line.split(';')))).toEqual(await rowsShown(page))
      expect(lines.length).toBeGreaterThan(30)
    })

    test('the workbook opens in a reader of its own, with the rows shown', async () => {
      await open(`${url}${SHOWN}`)
      const file = await download(page, 'Exporter en Excel')
      expect(file.name).toBe('carte-2026-11-22.xlsx')
      const [, ...rows] = await readWorkbook(readFileSync(file.path))
      expect(rows.map(asShown)).toEqual(await rowsShown(page))
    })

    test('the picture holds the dots of the documents shown, and no other', async () => {
      await open(url)
      const scored = data.documents.filter(({ priority }) => priority !== null)
      const whole = await inkOf(page, readFileSync((await download(page, 'PNG')).path))
      await page.getByLabel('Rechercher').fill(scored[0]?.path ?? '')
      const file = await download(page, 'PNG')
      expect(file.name).toBe('carte-2026-11-22.png')
      const one = await inkOf(page, readFileSync(file.path))
      expect([whole.width, whole.height]).toEqual([2400, 1488])
      expect(one.ink).toBeGreaterThan(50)
      expect(whole.ink).toBeGreaterThan(20 * one.ink)
    })

    test('printed on A4, the paper holds every row shown, in its order', async () => {
      await open(`${url}${SHOWN}`)
      const rows = (await rowsShown(page)).map((row) => row.split(' | ')[1] ?? '')
      // The drawing names some documents too, and a paper gives its words where it likes.
      const aside = await page.addStyleTag({ content: '.plot { visibility: hidden }' })
      const { sizes, text } = await paperOf(await page.pdf({ preferCSSPageSize: true }))
      await aside.evaluate((tag) => tag.parentNode?.removeChild(tag))
      for (const size of sizes) expect(size).toEqual(A4)
      // A title is told by its number: « (37) ».
      const numbers = rows.flatMap((title) => /\(\d+\)/.exec(title)?.[0] ?? [])
      const printed = text.slice(text.indexOf('en tableau')).match(/\(\d+\)/g) ?? []
      expect(numbers.length).toBeGreaterThan(30)
      expect(printed).toEqual(numbers)
    })

    test.each([
      ['#/priorites?service=caf', 'premiers', readList],
      ['#/urgences', 'a-corriger', readList],
      ['#/services', 'services', readTypes],
      ['#/services?lignes=demarche&principe=phrases', 'services', readTypes],
      ['#/services?tableau=regles', 'regles', readRules],
      ['#/services?tableau=regles&lignes=demarche', 'regles', readRules],
      ['#/services?tableau=blocs', 'blocs', readBlocks],
      ['#/evolution', 'evolution', readScans],
    ] as const)(
      'the exports of %s hold the cells of the screen, in a text and in a workbook; its paper is A4 and has every line',
      async (hash, name, read) => {
        await open(`${url}${hash}`)
        if (name === 'premiers') await page.waitForSelector('.top-reasons li')
        const shown = await page.evaluate(read)
        const file = await download(page, 'Exporter en CSV')
        expect(file.name).toBe(`${name}-2026-11-22.csv`)
        const [head = [], ...rows] = readFileSync(file.path, 'utf8').trimEnd().split('\r\n').map(csvCells)
        expect(rows.length).toBeGreaterThan(0)
        // What the screen does not tell, such as the file of a document in a list, is not compared.
        expect(rows.map((row, i) => row.map((cell, j) => (shown[i]?.[j] === null ? null : spaced(cell))))).toEqual(
          shown,
        )
        const workbook = await download(page, 'Exporter en Excel')
        const [titles = [], ...cells] = await readWorkbook(readFileSync(workbook.path))
        expect(titles.map(spaced)).toEqual(head.map(spaced))
        expect(cells.map((row) => row.map((cell) => spaced(cell).replace(/^(-?\d+)\.(\d+)$/, '$1,$2')))).toEqual(
          rows.map((row) => row.map((cell) => spaced(cell).replace(/^(-?\d+)\.(\d+)$/, '$1,$2'))),
        )
        const { sizes, text } = await paperOf(await page.pdf({ preferCSSPageSize: true }))
        for (const size of sizes) expect(size).toEqual(A4)
        const letters = (said: string): string => said.replace(/[^\p{L}\p{N}]/gu, '')
        // A line is told by its name: a title, a service, a rule, a block, a date.
        const nameAt = name === 'premiers' || name === 'a-corriger' ? 2 : 0
        for (const row of rows) expect(letters(text)).toContain(letters(row[nameAt] ?? ''))
      },
    )

    test('the picture of the trend holds its points, its line and its dates', async () => {
      await open(`${url}#/evolution`)
      const file = await download(page, 'PNG')
      expect(file.name).toBe('evolution-2026-11-22.png')
      const { width, height, ink } = await inkOf(page, readFileSync(file.path))
      expect([width, height]).toEqual([1920, 800])
      const medians = data.scans.filter(({ median }) => median !== null)
      expect(await page.locator('.trend-dot').count()).toBe(medians.length)
      // Its twin gives each point its number.
      const told = await page.locator('.scans tbody tr').allInnerTexts()
      for (const [rank, { median }] of [...medians].reverse().entries())
        expect(told[rank]).toContain(String(median).replace('.', ','))
      // Four dots of ten points across, their margins, and the one line that is not stable.
      expect(ink).toBeGreaterThan(600)
      await open(await write({ ...data, scans: data.scans.slice(0, 2) }, 'deux'))
      await page.goto(`${page.url()}#/evolution`)
      const two = await inkOf(page, readFileSync((await download(page, 'PNG')).path))
      expect(two.ink).toBeGreaterThan(100)
      expect(ink).toBeGreaterThan(2 * two.ink)
    })

    test('the page begins by what to rewrite first and why, and by what moved since the scan before', async () => {
      await open(url)
      const first = await page.locator('.start-item').allInnerTexts()
      const byPriority = [...data.documents].sort(
        (a, b) =>
          (a.priority?.class ?? 'P9').localeCompare(b.priority?.class ?? 'P9') ||
          (b.priority?.value ?? 0) - (a.priority?.value ?? 0),
      )
      expect(first).toHaveLength(3)
      for (const [rank, text] of first.entries()) {
        expect(text).toContain(byPriority[rank]?.title)
        expect(text).toMatch(/complexe.* fois par an/)
      }
      expect(await page.locator('.lead').innerText()).toMatch(
        /10\s+documents oublient une mention obligatoire.*Depuis l’analyse d’avant, 3\s+documents entrent dans les priorités 1 et 2, 2 en sortent/,
      )
      // The list follows the filters, whatever the order of the table.
      await page.goto(`${url}#/carte?service=hopital&tri=titre`)
      await expect
        .poll(() => page.locator('.start-meta').allInnerTexts())
        .toEqual(Array(3).fill(expect.stringContaining('Hôpital')))
      await page.getByRole('link', { name: 'Voir l’évolution' }).click()
      const moved = await page.locator('.moves').allInnerTexts()
      expect(moved).toHaveLength(2)
      expect(moved[0]?.match(/→/g)).toHaveLength(3)
      expect(moved[1]).toMatch(/Lettre perdue\s+P1 →\s*devient\s*sans priorité document retiré de la bibliothèque/)
    })

    test('every row is printed, not only the page shown', async () => {
      await open(url)
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
      expect(await page.locator('.documents tbody tr').count()).toBe(120)
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
      expect(await page.locator('.documents tbody tr').count()).toBe(25)
    })

    const views = [
      '#/carte',
      '#/priorites',
      '#/urgences',
      '#/services',
      '#/services?tableau=regles',
      '#/services?tableau=blocs',
      '#/services?lignes=demarche',
      '#/evolution',
      '#/couverture',
      '#/methode',
      '#/document/1',
      '#/document/5',
      '#/carte?texte=zzz',
    ] as const
    async function violations(axe: AxeBuilder): Promise<readonly string[]> {
      const found = await axe.analyze()
      return found.violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 120))
            .join(' | ')}`,
      )
    }

    test('the views that axe reads are all the views of the page, with every table and every kind of row', () => {
      const read = views.map((hash) => readAddress(hash))
      expect(new Set(read.map(({ view }) => view))).toEqual(new Set(VIEWS))
      expect(new Set(read.map(({ filters }) => filters.table))).toEqual(new Set(TABLES))
      expect(new Set(read.map(({ filters }) => filters.rows))).toEqual(new Set(ROWS))
      // Of the sheets: one with a score, a text, a plan and a past, and one that could not be read.
      const sheets = read.flatMap(({ document: id }) => (id === null ? [] : [data.documents[id]]))
      expect(sheets.map((one) => [one?.score === null, one?.step ?? null])).toEqual([
        [false, 'relecture juridique'],
        [true, null],
      ])
    })

    test.each(views)(
      'axe finds nothing to say of %s, on a light and on a dark ground; nothing overflows a small phone, nor a page four times larger',
      async (hash) => {
        await open(`${withText}${hash}`)
        if (hash.includes('document')) await page.waitForSelector('.card')
        if (hash.includes('priorites')) await page.waitForSelector('.top-reasons li')
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        expect(await violations(new AxeBuilder({ page }))).toEqual([])
        const { charts, tables, moving } = await page.evaluate(() => ({
          charts: document.querySelectorAll('main canvas, main svg[role=img]').length,
          tables: document.querySelectorAll('main table').length,
          moving: [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationName } = getComputedStyle(element)
            return transitionDuration !== '0s' || animationName !== 'none'
          }).length,
        }))
        // A drawing has its twin in a table, and nothing moves for whoever asked for less movement.
        expect(tables).toBeGreaterThanOrEqual(charts > 0 ? 1 : 0)
        expect(moving).toBe(0)
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await violations(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))).toEqual(
          [],
        )
        await page.setViewportSize(PHONE)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
        if (hash === '#/carte' || hash === '#/document/1')
          expect(await violations(new AxeBuilder({ page }))).toEqual([])
      },
    )

    test('a map without data, cut short or of another version says so in words', async () => {
      const messages: string[] = []
      const broken = [
        template,
        (await renderMap(data, template)).replace(/(id="donnees">.{400}).{400}/, '$1'),
        await renderMap({ ...data, format: 1 as 3 }, template),
      ]
      for (const [rank, html] of broken.entries()) {
        const file = join(folder, `broken-${rank}.html`)
        writeFileSync(file, html)
        await page.goto(pathToFileURL(file).href)
        messages.push(await page.locator('[role=alert]').innerText())
      }
      expect(messages[0]).toContain('ne contient pas de données')
      expect(messages[1]).toContain('abîmées')
      expect(messages[2]).toContain('autre version')
    })

    test('a sheet whose data were lost says so, and the map still opens', async () => {
      const whole = await renderMap(data, template)
      const file = join(folder, 'perdue.html')
      const lines = dataOf(whole)
      writeFileSync(
        file,
        whole.replace(lines, () => `${lines.slice(0, -40)}${'!'.repeat(40)}`),
      )
      await open(`${pathToFileURL(file).href}#/document/1`)
      expect(await page.locator('[role=alert]').innerText()).toContain('abîmé')
    })

    test('one document, and none, make a page too, in every view', async () => {
      for (const count of [0, 1]) {
        await open(await write(generate(count), `n${count}`))
        for (const view of ['carte', 'priorites', 'urgences', 'services', 'evolution', 'couverture', 'methode']) {
          await page.evaluate((hash) => {
            location.hash = hash
          }, `#/${view}`)
          await expect.poll(() => page.locator('nav [aria-current=page]').getAttribute('href')).toContain(`#/${view}`)
          expect((await page.locator('h1').innerText()).length).toBeGreaterThan(3)
        }
      }
    })

    test('a library without reach, layout, reports, services or memory makes a page that says what is missing', async () => {
      const { reports: _, services: __, declared: ___, scans: ____, ...input } = generateInput(20)
      const bare = buildMapData({
        ...input,
        rows: input.rows.map((row) => ({ ...row, declared: undefined, reports: null })),
      })
      await open(await write(bare, 'nue'))
      expect(await page.locator('.lead').innerText()).toContain('Aucun volume d’envoi n’est déclaré')
      await page.goto(`${await write(bare, 'nue')}#/evolution`)
      expect(await page.locator('.lead').innerText()).toContain('--memoriser')
    })

    test('a title of five hundred letters with markup overflows nothing, on a phone', async () => {
      const long = `<b onclick=alert(1)>${'Décision-de-rejet-de-la-demande'.repeat(16)}</b>`
      const input = generateInput(6)
      const rows = input.rows.map((row) => ({
        ...row,
        record: { ...row.record, title: long },
        declared: row.declared && { ...row.declared, title: long },
      }))
      expect(long.length).toBeGreaterThan(500)
      await page.setViewportSize(PHONE)
      await open(await write(buildMapData({ ...input, rows }), 'longs'))
      for (const hash of ['#/carte', '#/priorites', '#/urgences', '#/couverture', '#/document/1']) {
        await page.evaluate((to) => {
          location.hash = to
        }, hash)
        await page.waitForTimeout(50)
        expect(await page.evaluate(() => document.documentElement.scrollWidth), hash).toBeLessThanOrEqual(320)
        expect(await page.locator('main b[onclick]').count()).toBe(0)
      }
    })

    test('more than three thousand documents are drawn as groups, one of which opens on its documents', async () => {
      await open(await write(generate(3100), 'foule'))
      await page.locator('.plot').focus()
      for (let i = 0; i < 30; i++) {
        await page.keyboard.press('ArrowRight')
        if (/^\d+\s+documents/.test(await page.locator('.plot [aria-live]').innerText())) break
      }
      const said = await page.locator('.plot [aria-live]').innerText()
      await page.keyboard.press('Enter')
      await expect.poll(() => page.url()).toContain('zone=')
      const kept = Number.parseInt(await page.locator('.kept [role=status]').innerText(), 10)
      expect(Math.abs(kept - Number.parseInt(said, 10))).toBeLessThanOrEqual(2)
    })
  },
)

/** The cells of a line of CSV. */
function csvCells(line: string): string[] {
  return [...line.matchAll(/(?:^\ufeff?|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}

/** Blanks of any kind as one, those within a number taken away. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

type Shown = (string | null)[][]

/** Each of these runs in the page, and gives the cells of a view in the order of its export; `null`: the screen does not tell. */
function readList(): Shown {
  const said = (element: Element | null | undefined): string => {
    const copy = element?.cloneNode(true) as Element | undefined
    for (const aside of copy?.querySelectorAll('.unseen, .muted') ?? []) aside.remove()
    return (copy?.textContent ?? '').replace(/\s+/g, ' ').trim()
  }
  return [...document.querySelectorAll('.top-item, .queue-item')].map((item) => {
    const isTop = item.matches('.top-item')
    const [priority, note, service, type, volume, ...rest] = [...(item.querySelector('.queue-meta')?.children ?? [])]
    const reports = rest.map(said).find((text) => /signalements?$/.test(text))
    const step = rest.map(said).find((text) => !/signalements?$/.test(text)) ?? ''
    const missing = [...item.querySelectorAll('strong')].map(said).join(', ')
    const margin = /±\s*([\d,]+)/.exec(note?.textContent ?? '')?.[1] ?? ''
    const grade = said(isTop ? note?.querySelector('.grade') : note)
    return [
      said(priority),
      null,
      said(item.querySelector('.queue-title a')),
      null,
      said(service),
      null,
      said(type),
      grade,
      isTop ? said(note?.querySelector('.score-number')) : null,
      isTop ? margin : null,
      null,
      null,
      isTop ? reports?.replace(/\D/g, '') || '0' : null,
      said(volume).replace(/\D/g, ''),
      isTop ? step : null,
      missing,
      null,
    ]
  })
}

function readTypes(): Shown {
  return [...document.querySelectorAll('.heat tbody tr')].map((row) =>
    [...row.children].flatMap((cell) => {
      if (cell.matches('th')) return [(cell.textContent ?? '').trim()]
      const [value, count] = ['.heat-value', '.heat-count'].map((part) =>
        (cell.querySelector(part)?.textContent ?? '').replace(/\D/g, ''),
      )
      return [value ?? '', count || '0']
    }),
  )
}

function readRules(): Shown {
  return [...document.querySelectorAll('.heat tbody tr')].map((row) => {
    const [name, all, remarks, volume, ...services] = [...row.children]
    const share = (cell: Element | undefined): string =>
      (cell?.querySelector('.heat-value')?.textContent ?? '0 %').replace(/\s+/g, ' ')
    const digits = (text: string | null | undefined): string => (text ?? '').replace(/\D/g, '')
    return [
      (name?.textContent ?? '').trim(),
      digits(all?.querySelector('.heat-count')?.textContent),
      share(all),
      digits(remarks?.textContent),
      digits(volume?.textContent),
      ...services.map(share),
    ]
  })
}

function readBlocks(): Shown {
  return [...document.querySelectorAll('.heat tbody tr')].map((row) => {
    const [name, letters, phrases, words, ...services] = [...row.children]
    const said = (name?.textContent ?? '').replace(/\s+/g, ' ')
    const value = (cell: Element | undefined): string =>
      (cell?.querySelector('.heat-value')?.textContent ?? '').replace(/\D/g, '')
    return [
      (name?.firstChild?.textContent ?? '').trim(),
      /(\d+) mots?, dans/.exec(said)?.[1] ?? '',
      /dans (\d+) modèles/.exec(said)?.[1] ?? '',
      value(letters),
      value(phrases),
      value(words),
      /([\d,]+) points? de moins/.exec(said)?.[1] ?? '0',
      (name?.querySelector('a')?.textContent ?? '').trim(),
      ...services.map((cell) => value(cell) || '0'),
    ]
  })
}

function readScans(): Shown {
  return [...document.querySelectorAll('.scans tbody tr')].map((row) =>
    [...row.children].map((cell) => {
      const text = (cell.textContent ?? '').replace(/\s+/g, ' ').trim()
      return text === '–' ? '' : text
    }),
  )
}

/** A line of an export in the words of the screen. */
function asShown(cells: readonly (string | number | null)[]): string {
  const [priority, value, title, , service, , type, grade, score, margin, complexity, impact, reports, volume] =
    cells.map((cell) => (cell === null ? '' : String(cell).replace('.', ',')))
  const count = (number: string | undefined): string => (number === '' ? '–' : said(number))
  return [
    priority === '' ? 'sans' : `${priority} ${value}`,
    // What stands under a title is not in its cell.
    unquoted(title ?? ''),
    service,
    type,
    grade === '' ? 'non noté' : `${grade} ${score} ± ${margin}`,
    count(complexity),
    count(impact),
    count(reports),
    volume === '' ? 'inconnue' : said(volume),
  ].join(' | ')
}

function said(number: string | undefined): string {
  return Number(number).toLocaleString('fr-FR').replace(/\s/g, ' ')
}

function unquoted(cell: string): string {
  return cell.replace(/^"|"$/g, '').replaceAll('""', '"')
}

/** The rows of a workbook, as the reader of the library finds them. */
async function readWorkbook(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = []
  for (const { text, table } of (await readBytes(bytes, { name: 'carte.xlsx' })).blocks) {
    if (table === undefined) continue
    const row = rows[table.row] ?? Array.from({ length: table.columns }, () => '')
    rows[table.row] = row
    row[table.column] = text
  }
  return rows
}

/** How much of the drawing of a picture is dots: pixels of the accent, sampled one in four. */
async function inkOf(
  page: Page,
  bytes: Uint8Array,
): Promise<{ readonly width: number; readonly height: number; readonly ink: number }> {
  return page.evaluate(async (encoded) => {
    const image = new Image()
    image.src = `data:image/png;base64,${encoded}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const { data: pixels } = context?.getImageData(0, 0, image.width, image.height) ?? { data: new Uint8ClampedArray() }
    let ink = 0
    for (let i = 0; i < pixels.length; i += 16) {
      const [red = 0, green = 0, blue = 0] = [pixels[i], pixels[i + 1], pixels[i + 2]]
      if (blue > 140 && blue - red > 60 && green < blue) ink += 1
    }
    return { width: image.width, height: image.height, ink }
  }, Buffer.from(bytes).toString('base64'))
}
