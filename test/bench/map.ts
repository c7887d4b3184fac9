// A map of ten thousand documents, and of a hundred thousand: what its file weighs, what making it costs, and what a reader
// waits for in Chromium, the file opened from the disk with the network cut. `pnpm bench map [10000,100000]`.
// With a file, `pnpm bench map carte.html`, that map is opened instead.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { generate } from '../../packages/map/page/test/generate.ts'
import { renderMap } from '../../packages/map/src/node.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
if (CHROMIUM === undefined) throw new Error('Chromium n’est pas installé : apt install chromium')

const [what = '10000,100000'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'limpide-carte-'))
try {
  if (existsSync(what)) await measure(resolve(what))
  else for (const size of what.split(',').map(Number)) await measure(await make(size))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function make(size: number): Promise<string> {
  const data = generate(size)
  const before = process.cpuUsage()
  const html = await renderMap(data)
  const { user, system } = process.cpuUsage(before)
  const file = join(folder, `carte-${size}.html`)
  writeFileSync(file, html)
  console.log(`\n${said(size)} documents : la page s’écrit en ${seconds((user + system) / 1e6)} de processeur`)
  return file
}

/** What one step costs the page: processor of its main thread, and what its reader waited for. */
interface Step {
  readonly name: string
  readonly cpu: number
  readonly wall: number
}

async function measure(file: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, locale: 'fr-FR' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) faults.push(`réseau : ${request.url()}`)
  })
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const steps: Step[] = []
  const step = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    const [cpu, wall] = [await taskTime(session), performance.now()]
    await act()
    // What an act set off is over when the page draws again.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    steps.push({ name, cpu: (await taskTime(session)) - cpu, wall: performance.now() - wall })
  }
  const url = pathToFileURL(file).href
  await step('ouvrir, jusqu’au tableau', async () => {
    await page.goto(url)
    await page.waitForSelector('tbody tr')
  })
  const memory = await heap(session)
  const shown = await page.locator('.kept [role=status]').innerText()
  await step('choisir un service', () => chooseService(page))
  await step('taper « taxe »', () => page.getByLabel('Rechercher').pressSequentially('taxe'))
  await step('effacer les filtres', () => page.getByRole('button', { name: 'Effacer les filtres' }).click())
  await step('trier par titre', () => page.getByRole('columnheader', { name: 'Document' }).getByRole('button').click())
  await step('trier par note', () => page.getByRole('columnheader', { name: 'Note' }).getByRole('button').click())
  await step('page suivante', () => page.getByRole('button', { name: 'Page suivante' }).click())
  await step('ouvrir une fiche', async () => {
    await page.locator('tbody .cell-title a').first().click()
    await page.waitForSelector('.card')
  })
  await step('les 20 premiers', async () => {
    await page.goto(`${url}#/priorites`)
    await page.waitForSelector('.top-reasons li')
  })
  for (const view of ['services', 'services?tableau=regles', 'urgences', 'couverture', 'carte'])
    await step(`vue ${view}`, async () => {
      await page.goto(`${url}#/${view}`)
      await page.waitForSelector('h1')
    })
  const weight = `${(statSync(file).size / 1e6).toFixed(2)} Mo`
  console.log(`${shown.trim()} : fichier de ${weight}, tas JavaScript ${(memory / 1e6).toFixed(0)} Mo à l’ouverture`)
  console.log('(fil principal de la page, processeur ; puis ce que le lecteur attend, machine partagée)')
  for (const { name, cpu, wall } of steps)
    console.log(`  ${name.padEnd(28)}${seconds(cpu).padStart(8)}${seconds(wall / 1000).padStart(10)}`)
  console.log(
    `charge ${loadavg()[0]?.toFixed(1)}${faults.length === 0 ? ', aucune erreur, aucun appel au réseau' : ''}`,
  )
  for (const fault of faults) console.log(`ERREUR ${fault}`)
  await browser.close()
}

async function chooseService(page: Page): Promise<void> {
  const field = page.getByLabel('Service', { exact: true })
  const [, second] = await field.locator('option').all()
  await field.selectOption((await second?.getAttribute('value')) ?? '')
}

async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

async function heap(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
}

function seconds(value: number): string {
  return `${value.toFixed(2).replace('.', ',')} s`
}

function said(value: number): string {
  return value.toLocaleString('fr-FR')
}
