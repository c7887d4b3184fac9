import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataOf, openMap } from '../../packages/map/src/index.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const LIBRARY = join(ROOT, 'test', 'library')
const COMMAND = join(ROOT, 'packages', 'cli', 'bin', 'limpide.js')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

const folder = mkdtempSync(join(tmpdir(), 'limpide-carte-'))
const map = join(folder, 'carte.html')
let scanned: readonly {
  readonly path: string
  readonly title: string | null
  readonly score: { readonly value: number; readonly grade: string } | null
}[] = []

beforeAll(async () => {
  const out = await new Promise<string>((resolve) => {
    const options = [
      '--signalements',
      join(LIBRARY, 'signalements.csv'),
      '--sortie',
      map,
      '--date',
      '2026-11-22',
      '--format',
      'jsonl',
    ]
    execFile(process.execPath, [COMMAND, 'scan', LIBRARY, ...options], { maxBuffer: 1 << 28 }, (_, said) =>
      resolve(said),
    )
  })
  scanned = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a scan of the sample library writes its map in one file, without the text of the letters', async () => {
  const html = readFileSync(map, 'utf8')
  expect(scanned.length).toBeGreaterThan(40)
  expect(statSync(map).size).toBeLessThan(1_000_000)
  expect(html).not.toMatch(/(?:src|href)="https?:/)
  const { documents, details } = await openMap(dataOf(html))
  const sheets = await Promise.all(documents.map(({ id }) => details(id)))
  expect(sheets.map(({ text }) => text).filter((text) => text !== null)).toEqual([])
  const findings = sheets.flatMap((sheet) => sheet.findings ?? [])
  expect(findings.length).toBeGreaterThan(100)
  expect(findings.filter(({ excerpt }) => excerpt !== null)).toEqual([])
})

describe.skipIf(CHROMIUM === undefined)(
  'carte de la bibliothèque d’exemple dans Chromium (paquet Debian « chromium » absent : sautés)',
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
    })
    afterAll(() => browser?.close())

    test('it opens from the disk with the network cut, and shows every document with the score of the scan', async () => {
      const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } })
      const page = await context.newPage()
      const faults: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('request', (request) => {
        if (!/^(?:file|data):/.test(request.url())) faults.push(request.url())
      })
      await page.goto(pathToFileURL(map).href)
      await page.waitForSelector('tbody tr')
      const known = await page.locator('.counts strong').first().innerText()
      expect(Number.parseInt(known, 10)).toBeGreaterThanOrEqual(scanned.length)

      const shown = new Map<string, string>()
      for (;;) {
        for (const row of await page.locator('tbody tr').all()) {
          const href = (await row.locator('.cell-title a').getAttribute('href')) ?? ''
          shown.set(href.split('?')[0] ?? '', (await row.locator('.cell-grade').innerText()).replace(/\s+/g, ' '))
        }
        const next = page.getByRole('button', { name: 'Page suivante' })
        if ((await next.count()) === 0 || (await next.isDisabled())) break
        await next.click()
      }
      expect(shown.size).toBe(scanned.length)
      const scores = [...shown.values()].flatMap((text) => /([A-E]) (\d+) ±/.exec(text)?.slice(1, 3).join(' ') ?? [])
      const expected = scanned.flatMap(({ score }) => (score ? [`${score.grade} ${Math.round(score.value)}`] : []))
      expect(scores.sort()).toEqual(expected.sort())
      expect(faults).toEqual([])
      await context.close()
    })

    test('the sheet of a reported refusal tells its score, its priority and its reports, masked', async () => {
      const page = await browser.newPage()
      await page.goto(`${pathToFileURL(map).href}#/carte?texte=AL-012`)
      await page.locator('tbody .cell-title a').first().click()
      await page.waitForSelector('.sheet')
      expect(await page.locator('.callout-said').innerText()).toMatch(
        /Priorité \d\. Cette lettre est .*12\s000 personnes la reçoivent par an/,
      )
      await page.getByText(/^Lire les \d+ signalements$/).click()
      const quotes = await page.locator('.quotes').innerText()
      expect(quotes).toContain('Je m’appelle Mme [nom]'.replace('’', "'"))
      expect(quotes).toContain('[adresse]')
      await page.close()
    })
  },
)
