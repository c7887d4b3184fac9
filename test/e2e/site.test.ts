import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const COMMAND = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'limpide.js')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** What a title may hold when someone means harm; the file that carries it is an ordinary letter. */
const NASTY = '<img src=x onerror="document.title=1">"\'</script><script>document.title=2</script>'
const LETTER = `Votre demande est rejetée. Cette décision est prise en application de l’article L. 262-2 du code. Vous pouvez la contester dans un délai de deux mois devant le tribunal administratif. Les pièces que vous avez produites ne permettent pas d’établir que vous remplissez les conditions.`

/** A letter as it was, and as it is once rewritten: long enough for a test with users. */
const OLD_LETTER = `# Dossier de bourse incomplet

Madame, Monsieur,

Il ne saurait être donné une suite favorable à la demande susvisée, nonobstant les pièces qui ont d’ores et déjà été produites par vos soins, dès lors que les justificatifs exigés par la réglementation en vigueur n’ont pas été intégralement fournis.

Il vous appartient, en conséquence, de faire parvenir dans les meilleurs délais, par l’intermédiaire du service instructeur susmentionné, l’ensemble des éléments complémentaires dont la liste figure en annexe, étant entendu que l’absence de régularisation est susceptible d’entraîner le rejet pur et simple de la demande.

Nous vous saurions gré de bien vouloir vous conformer à la présente, faute de quoi il sera procédé à la clôture de votre dossier sans préjudice des voies de recours qui vous sont ouvertes.
`
const NEW_LETTER = `# Votre dossier de bourse : il manque deux papiers

Bonjour,

Vous avez demandé une bourse pour vos études. Votre dossier est presque complet. Il manque deux papiers : votre avis d’impôt et un relevé de banque à votre nom.

Envoyez-nous ces deux papiers avant le 15 juin 2027. Vous pouvez les déposer sur votre espace en ligne. Vous pouvez aussi les envoyer par la poste, à notre adresse. Une photo prise avec votre téléphone suffit, si tout se lit bien.

Sans ces papiers, nous ne pourrons pas étudier votre demande. Nous fermerons alors votre dossier. Vous pourrez refaire une demande quand vous voudrez.

Quand nous aurons vos papiers, nous vous répondrons en trois semaines. Notre réponse arrivera par la poste et sur votre espace en ligne. Si votre réponse est oui, le premier paiement arrive le mois suivant.

Une question ? Appelez-nous au 01 99 00 41 12, du lundi au vendredi, de 9 h à 17 h. Vous pouvez aussi venir nous voir à l’accueil, sans rendez-vous. Nous lirons la lettre avec vous et nous vous aiderons à trouver ces papiers.
`
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#7a1f5c"/></svg>'
const THEME = {
  nom: 'Ville de Brives',
  logo: 'logo.svg',
  police: { fichier: 'police.ttf', familles: 'Arial, sans-serif' },
  couleurs: { accent: '#7a1f5c', discret: '#cccccc' },
}
/** A font that is free, and comes with a reader of ours. */
const FONT = join(
  dirname(
    createRequire(join(import.meta.dirname, '../../packages/document/package.json')).resolve('pdfjs-dist/package.json'),
  ),
  'standard_fonts/LiberationSans-Bold.ttf',
)

const DRESS = {
  fonts: ['Limpide équipe loaded'],
  family: '"Limpide équipe", Arial, sans-serif',
  logo: [40, 20, true],
  accent: '#7a1f5c',
}

const folder = mkdtempSync(join(tmpdir(), 'limpide-serve-'))
let server: ChildProcess
let at: string
let token: string
let said = ''
let errors = ''
let drawn = ''

beforeAll(async () => {
  writeFileSync(
    join(folder, 'limpide.yml'),
    `services:\n  social: { nom: Action sociale }\ndocuments:\n  - chemin: refus.md\n    reference: AL-012\n    titre: ${JSON.stringify(NASTY)}\n    volume: 12000\n    enjeu: droit\n  - chemin: bourse.md\n    reference: BO-7\n    titre: Dossier de bourse incomplet\n    service: social\n    volume: 4000\n`,
  )
  writeFileSync(join(folder, 'bourse.md'), OLD_LETTER)
  cpSync(FONT, join(folder, 'police.ttf'))
  writeFileSync(join(folder, 'logo.svg'), LOGO)
  writeFileSync(join(folder, 'theme.json'), JSON.stringify(THEME))
  writeFileSync(join(folder, 'refus.md'), `# ${NASTY.replaceAll('<', '\\<')}\n\n${LETTER}\n\n${LETTER}\n`)
  const [theme, out] = [join(folder, 'theme.json'), join(folder, 'carte.html')]
  drawn = await run('map', folder, '--memoriser', '--sortie', out, '--theme', theme)
  server = spawn(process.execPath, [COMMAND, 'serve', folder, '--port', '0', '--theme', theme])
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
    await page.locator('tbody .cell-title a').filter({ hasText: '<img' }).first().click()
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
    // The site wears the theme of its team, on the map as on its other pages; it bears its name, and said what it left out.
    expect(errors).toMatch(/theme\.json, ligne 1\u00a0: « discret » #cccccc ne se lit pas sur « papier » #ffffff/)
    expect(await page.locator('header .who').innerText()).toBe('Ville de Brives')
    for (const path of ['/', '/plan', '/signaler']) {
      await page.goto(path)
      expect([path, await dressOf(page)]).toEqual([path, DRESS])
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('the map that is exported wears it too, with the network cut', async () => {
    expect(drawn).toContain('« discret » #cccccc ne se lit pas')
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => {
      if (!/^(?:file|data|blob):/.test(request.url())) asked.push(request.url())
    })
    await page.goto(pathToFileURL(join(folder, 'carte.html')).href)
    expect([await dressOf(page), asked]).toEqual([DRESS, []])
    await context.close()
  })

  test('a letter lives its life: reported, rewritten, tried, published, answered in public and in both feeds', {
    timeout: 240_000,
  }, async () => {
    const open = async (path: string): Promise<Page> => {
      const page = await (await browser.newContext({ baseURL: at, locale: 'fr-FR' })).newPage()
      await page.goto(path)
      return page
    }
    // Someone reports the letter by the reference printed on it, as they type it.
    const user = await open('/signaler')
    await user.getByLabel(/^Quel document/).fill('bo 7')
    await user.getByLabel('Les mots').check()
    await user.getByLabel('Je ne sais pas quoi faire').check()
    await user.getByLabel(/^Avec vos mots/).fill('Mme Martin ne sait pas quoi envoyer. Que veut dire « susvisée » ?')
    await user.getByLabel(/J’accepte/).check()
    await user.getByRole('button', { name: 'Relire' }).click()
    await user.getByRole('button', { name: /^Envoyer/ }).click()
    await user.waitForSelector('h1:has-text("Merci")')

    // It reached its document, masked; the team follows it.
    const team = await open('/connexion')
    await team.getByLabel('Votre jeton d’accès').fill(token)
    await team.getByRole('button').click()
    await team.waitForSelector('tbody tr')
    await team.goto('/plan')
    await team.getByLabel(/^Le document/).fill('BO-7')
    await team.getByRole('button', { name: 'Mettre au plan' }).click()
    const facts = team.locator('.facts').first()
    await facts.waitFor()
    expect(await facts.innerText()).toContain('1\u00a0: les mots (1), je ne sais pas quoi faire (1)')
    const before = /([A-E]), (\d+) sur 100/.exec(await facts.innerText())
    const move = async (step: string, dated = false): Promise<void> => {
      if (dated) await team.getByLabel('Responsable').fill('Lou Lamy')
      if (dated) await team.getByLabel('Expert juridique').fill('Sam Roche')
      await team.getByLabel('Étape').selectOption(step)
      await team.getByRole('button', { name: 'Enregistrer' }).click()
      await team.waitForURL(/document/)
    }
    await move('en-reecriture', true)

    // The writer writes, the library is read again, the legal expert passes it on.
    writeFileSync(join(folder, 'bourse.md'), NEW_LETTER)
    await run('scan', folder, '--memoriser')
    await move('relecture-juridique')
    await move('test-usagers')
    await team.getByRole('link', { name: /^Préparer un test/ }).click()
    const code = /Kit ([0-9A-F]{8})/.exec((await team.locator('main').textContent()) ?? '')?.[1] ?? ''
    await team.getByRole('link', { name: 'Saisir les résultats' }).click()
    await team.getByLabel(/^Code du kit/).fill(code)
    for (const [i, words] of [21, 19, 24, 18, 22].entries()) {
      await team
        .getByLabel(/^Mots exacts/)
        .nth(i)
        .fill(`${words}`)
      for (let question = 1; question <= 5; question++) await team.locator(`#q${question}-${i}`).selectOption('oui')
      await team
        .getByLabel(/^Phrases en orange/)
        .nth(i)
        .fill('0')
    }
    await team.getByRole('button', { name: 'Voir les résultats' }).click()
    await team.getByRole('button', { name: 'Garder comme preuve' }).click()
    await team.waitForSelector('h2:has-text("Gardé comme preuve")')

    // The site reads the new text a moment after the scan.
    const sheet = '/plan/document?chemin=bourse.md'
    await expect
      .poll(
        async () => {
          await team.goto(sheet)
          return /Note de la bibliothèque[^.]*\.([^.]*)/.exec(await team.locator('main').innerText())?.[1]
        },
        { timeout: 30_000 },
      )
      .not.toContain('Limpide n’a pas vu de nouveau texte')
    expect(await team.locator('main').innerText()).toContain('5 personnes')
    // It was rewritten, and tried: nobody has to say why it goes out.
    await team.getByRole('button', { name: 'Publier' }).click()
    await team.waitForSelector('dd:has-text("publié")')
    await team
      .getByRole('link', { name: /^écrire/ })
      .first()
      .click()
    await team
      .getByLabel(/^Une phrase d’avant/)
      .fill('Il ne saurait être donné une suite favorable à la demande susvisée.')
    await team.getByLabel('La même, maintenant').fill('Votre dossier est presque complet. Il manque deux papiers.')
    await team.getByRole('button', { name: 'Enregistrer' }).click()
    await team.getByRole('button', { name: 'Publier cette carte' }).click()
    await team.waitForSelector('h2:has-text("Retirer la carte")')

    // Everyone reads it, nobody is named, and both feeds say the same.
    await user.goto('/on-la-fait')
    await user.getByRole('link', { name: 'Action sociale' }).click()
    const card = await user.getByRole('article').innerText()
    expect(card).toContain('1\u00a0signalement\u00a0: les mots (1), je ne sais pas quoi faire (1).')
    expect(card).toContain('Il manque deux papiers.')
    const [, grade, value] = before ?? []
    const [, after] = new RegExp(`Note\u00a0: de ${grade}, ${value} sur 100 à [A-E], (\\d+) sur 100`).exec(card) ?? []
    expect(Number(after)).toBeLessThan(Number(value))
    expect(card).not.toMatch(/Martin|Lamy|Roche/)
    const [json, rss] = await Promise.all(
      ['flux.json', 'flux.xml'].map(async (file) => (await user.request.get(`${user.url()}/${file}`)).text()),
    )
    expect(JSON.parse(json ?? '').items[0].content_text).toContain(`de ${grade}, ${value} sur 100`)
    expect(rss).toContain('Il manque deux papiers.')
    // The plan remembers which file held each text.
    await team.goto(sheet)
    expect(await team.getByRole('row', { name: /^texte de départ/ }).innerText()).toContain(
      'bourse.md\u00a0: modifié depuis',
    )
    await Promise.all([user.context().close(), team.context().close()])
  })
})

/** How a page is dressed: its font once loaded, its logo once drawn, and its accent. */
async function dressOf(page: Page): Promise<unknown> {
  await page.waitForSelector('img.logo')
  return page.evaluate(`(async () => {
    await document.fonts.ready
    const logo = document.querySelector('img.logo')
    await logo.decode()
    return {
      fonts: [...document.fonts].map(({ family, status }) => family.replaceAll('"', '') + ' ' + status),
      family: getComputedStyle(document.body).fontFamily,
      logo: [logo.naturalWidth, logo.naturalHeight, logo.checkVisibility()],
      accent: ['--accent', '--main'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name)).join(''),
    }
  })()`)
}

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
