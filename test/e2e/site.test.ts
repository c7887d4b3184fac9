import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const COMMAND = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'limpide.js')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** What a title may hold when someone means harm; the file that carries it is an ordinary letter. */
const NASTY = '<img src=x onerror="document.title=1">"\'</script><script>document.title=2</script>'
const LETTER = `Votre demande est rejetée. Cette décision est prise en application de l’article L. 262-2 du code. Vous pouvez la contester dans un délai de deux mois devant le tribunal administratif. Les pièces que vous avez produites ne permettent pas d’établir que vous remplissez les conditions.`

const folder = mkdtempSync(join(tmpdir(), 'limpide-serve-'))
let server: ChildProcess
let at: string
let token: string
let said = ''
let errors = ''

beforeAll(async () => {
  writeFileSync(
    join(folder, 'limpide.yml'),
    `documents:\n  - chemin: refus.md\n    reference: AL-012\n    titre: ${JSON.stringify(NASTY)}\n    volume: 12000\n    enjeu: droit\n`,
  )
  writeFileSync(join(folder, 'refus.md'), `# ${NASTY.replaceAll('<', '\\<')}\n\n${LETTER}\n\n${LETTER}\n`)
  await run('scan', folder, '--memoriser')
  server = spawn(process.execPath, [COMMAND, 'serve', folder, '--port', '0', '--service', 'Ville de Brives'])
  server.stderr?.on('data', (bytes) => {
    errors += bytes
  })
  await new Promise<void>((resolve, reject) => {
    server.on('close', () => reject(new Error(errors)))
    server.stdout?.on('data', (bytes) => {
      said += bytes
      if (said.includes('Jeton d’administration')) resolve()
    })
  })
  at = /Carte\s: (\S+)\//.exec(said)?.[1] ?? ''
  token = /: (limpide_\S+)/.exec(said)?.[1] ?? ''
})
afterAll(() => {
  server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

function run(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) =>
    execFile(process.execPath, [COMMAND, ...args], (_, out, error) => resolve(out + error)),
  )
}

/** Sends a report as a browser without JavaScript would. */
async function report(comment: string): Promise<number> {
  const form = await fetch(`${at}/signaler`)
  const cookie = form.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const key = /name="cle" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
  const body = new URLSearchParams({
    cle: key,
    reference: 'AL-012',
    commentaire: comment,
    accord: 'oui',
    etape: 'envoyer',
  })
  return (await fetch(`${at}/signaler`, { method: 'POST', headers: { cookie }, body })).status
}

test('the site answers this machine only, and says where', async () => {
  expect(at).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(said).toContain(`Liens et codes à imprimer\u00a0: ${at}/liens`)
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one !== undefined && !one.internal && one.family === 'IPv4')
  for (const other of others) {
    const refused = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(at).port), other?.address)
      socket.on('connect', () => resolve('answered'))
      socket.on('error', (error) => resolve('code' in error ? String(error.code) : ''))
    })
    expect(refused).toBe('ECONNREFUSED')
  }
})

test('a report moves the priority of its document, and the command explains by how much', async () => {
  const before = JSON.parse(await run('priorite', 'AL-012', folder, '--format', 'json'))
  expect(before.priorite.terms).toMatchObject({ received: 0, W: 0, reach: 12_000, estimated: false })
  expect(await report(`Mme Martin, 06 12 34 56 78, bute sur ce paragraphe ${NASTY}`)).toBe(200)
  const told = await run('priorite', 'AL-012', folder, '--expliquer')
  expect(told).toMatch(/usager\s+1,00 {2}1 × 1 × 1 \(0 jour\)/)
  const after = JSON.parse(await run('priorite', 'AL-012', folder, '--format', 'json'))
  expect(after.priorite.terms).toMatchObject({ received: 1, W: 1 })
  expect(after.gardes.length).toBeGreaterThan(0)
  for (const kept of after.gardes) expect(kept.refait).toBe(kept.value)
  expect(JSON.stringify(after)).not.toMatch(/Martin|06 12/)
})

describe.skipIf(CHROMIUM === undefined)('in Chromium (skipped without the Debian package « chromium »)', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  test('the map runs under its policy; markup in a title or in a report does nothing there, nor on any page', async () => {
    const page = await (await browser.newContext({ baseURL: at })).newPage()
    const faults: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(at) && !/^(?:data|blob):/.test(request.url())) faults.push(request.url())
    })
    await page.goto('/connexion')
    await page.getByLabel('Votre jeton d’accès').fill(token)
    await page.getByRole('button').click()
    await page.waitForSelector('tbody tr')
    await page.getByText(NASTY).first().waitFor()
    await page.locator('tbody .cell-title a').first().click()
    await page.waitForSelector('.sheet')
    await page.getByText('[téléphone], bute sur ce paragraphe').first().waitFor()
    const titles = [await page.title()]
    for (const path of ['/signalements', '/liens', '/plan', '/journal', `/s/${encodeURIComponent(NASTY)}`]) {
      await page.goto(path)
      titles.push(await page.title())
      expect(await page.locator('img[src="x"]').count()).toBe(0)
    }
    expect(titles.filter((title) => /^[12]$/.test(title))).toEqual([])
    expect(faults).toEqual([])
  })
})

test('from the map, a link leads to each page of the site, and the sheet of a document to its plan', async () => {
  const door = await fetch(`${at}/connexion`)
  const visit = door.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const key = /name="cle" value="([^"]+)"/.exec(await door.text())?.[1] ?? ''
  const came = await fetch(`${at}/connexion`, {
    method: 'POST',
    headers: { cookie: visit },
    body: new URLSearchParams({ cle: key, jeton: token }),
    redirect: 'manual',
  })
  const cookie =
    came.headers
      .getSetCookie()
      .find((one) => one.startsWith('limpide_session'))
      ?.split(';')[0] ?? ''
  const map = await (await fetch(`${at}/`, { headers: { cookie } })).text()
  const said = /<body data-site="([^"]*)"/.exec(map)?.[1]?.replaceAll('&quot;', '"') ?? ''
  const around: Record<'pages' | 'foot' | 'document', { path: string }[]> = JSON.parse(said)
  // A page that is asked for and not read would keep its connection, and the site open.
  const read = async (path: string): Promise<Response> => {
    const page = await fetch(at + path, { headers: { cookie } })
    await page.text()
    return page
  }
  for (const { path } of [...around.pages, ...around.foot]) expect((await read(path)).status, path).toBe(200)
  expect(around.pages.map(({ path }) => path)).toContain('/plan')
  // The command was started elsewhere: the map names the letter from there, the plan as the library does.
  const shown = encodeURIComponent(relative('', join(folder, 'refus.md')))
  for (const { path } of around.document) {
    const page = await read(path + shown)
    expect(new URL(page.url).searchParams.get('chemin')).toBe('refus.md')
    expect(page.status).toBe(200)
  }
  expect((await read(`/document/ailleurs?vu=${shown}`)).status).toBe(404)
})

test('it stops when it is told to, and its log held nothing of anyone', async () => {
  const ended = new Promise((resolve) => server.on('close', resolve))
  server.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(`${said}${errors}`).not.toMatch(/Martin|06 12|paragraphe/)
})
