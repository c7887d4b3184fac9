import type { AddressInfo } from 'node:net'
import readCode from 'jsqr'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, faultsOf, NARROW, shot, tabTo } from './browser-fixture.ts'
import { startTestSite, type TestSite } from './site-fixture.ts'

describe.skipIf(CHROMIUM === undefined)(
  'the site in Chromium (skipped without the Debian package « chromium »)',
  { timeout: 120_000 },
  () => {
    let browser: Browser
    let on: TestSite
    let at: string
    /** What a page did that it must not do. */
    const faults: string[] = []

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
      on = await startTestSite({ perMinute: 1_000 })
      await on.site.listen({ host: '127.0.0.1', port: 0 })
      at = `http://127.0.0.1:${(on.site.server.address() as AddressInfo).port}`
    })
    afterAll(async () => {
      await browser?.close()
      await on?.close()
    })

    async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ baseURL: at, locale: 'fr-FR', ...options })
      const page = await context.newPage()
      page.on('console', (message) => {
        // What a refused form answers, the browser says too.
        if (!/status of 4\d\d/.test(message.text())) faults.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(at)) faults.push(`elsewhere: ${request.url()}`)
      })
      await page.goto(path)
      return page
    }

    test('a report is written, read again, sent and erased with a keyboard alone', async () => {
      const page = await open('/signaler?ref=AL-012')
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe('Aller au contenu')
      await page.keyboard.press('Enter')
      await tabTo(page, /Les mots/)
      await page.keyboard.press('Space')
      await tabTo(page, /Avec vos mots/)
      await page.keyboard.type('Mme Martin, au 06 12 34 56 78, ne comprend pas « forclusion ».')
      await tabTo(page, /La personne qui a reçu/)
      await page.keyboard.press('ArrowDown')
      await tabTo(page, /J’accepte/)
      await page.keyboard.press('Space')
      await tabTo(page, /Relire/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("Relisez")')
      expect(await page.locator('main').textContent()).toContain('Mme [nom], au [téléphone], ne comprend pas')
      expect(await faultsOf(page)).toEqual([])
      await shot(page, 'confirm')
      await tabTo(page, /Envoyer/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("Merci")')
      expect(await faultsOf(page)).toEqual([])
      await shot(page, 'thanks')
      expect((await on.reports.list()).map(({ path, role, difficulties }) => ({ path, role, difficulties }))).toEqual([
        { path: 'refus.md', role: 'aidant', difficulties: ['mots'] },
      ])
      const code = (await page.locator('.code').textContent()) ?? ''
      await tabTo(page, /Effacer un signalement/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("Effacer")')
      await tabTo(page, /Le code reçu/)
      await page.keyboard.type(code)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("effacé")')
      expect(await on.reports.list()).toEqual([])
      await page.context().close()
    })

    test('each field is announced by its question, its help and its fault', async () => {
      const page = await open('/signaler')
      const announced = (await page.locator('main').ariaSnapshot())
        .split('\n')
        .filter((line) => !/- (?:text|main):/.test(line))
      expect(announced.map((line) => line.trim())).toEqual([
        '- heading "Signaler un document difficile" [level=1]',
        '- paragraph: Une lettre, un courriel ou un formulaire est difficile à comprendre ? Dites-le-nous. Cela prend deux minutes, et cela nous aide à le réécrire.',
        '- paragraph: Nous ne répondons pas ici aux questions sur votre dossier. N’écrivez ni votre nom, ni votre numéro de dossier.',
        '- textbox "Quel document ?"',
        '- button "Ou joignez-le"',
        '- group "Qu’est-ce qui est difficile ?":',
        '- checkbox "Les mots"',
        '- checkbox "Les phrases"',
        '- checkbox "C’est trop long"',
        '- checkbox "Je ne sais pas quoi faire"',
        '- checkbox "La mise en page (taille, couleurs, tableaux…)"',
        '- checkbox "Autre chose"',
        '- textbox "Avec vos mots"',
        '- textbox "Qu’est-ce qui vous aiderait ?"',
        '- group "Vous êtes":',
        '- radio "La personne qui a reçu le document" [checked]',
        '- radio "Une personne qui l’aide"',
        '- radio "Un agent du service"',
        '- radio "Une association"',
        '- checkbox "J’accepte que ce signalement soit gardé, sans mes données personnelles, pour améliorer ce document."',
        '- button "Relire avant d’envoyer"',
      ])
      await page.getByRole('button', { name: 'Relire' }).click()
      const alert = page.getByRole('alert')
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
      await expect(alert.getByRole('link').allTextContents()).resolves.toHaveLength(3)
      await alert.getByRole('link').first().click()
      expect(await page.locator(':focus').getAttribute('id')).toBe('reference')
      expect(await page.locator('#reference').getAttribute('aria-describedby')).toBe('aide-reference faute-reference')
      expect(await faultsOf(page)).toEqual([])
      await shot(page, 'faults')
      await page.context().close()
    })

    test('without JavaScript, on a phone, a report with a joined page is sent', async () => {
      const page = await open('/s/AL-012', { javaScriptEnabled: false, viewport: NARROW[0] ?? null, hasTouch: true })
      expect(await page.locator('#reference').inputValue()).toBe('AL-012')
      const text = Buffer.from('Monsieur Durand, votre demande est rejetée.')
      await page.locator('#fichier').setInputFiles({ name: 'lettre.txt', mimeType: 'text/plain', buffer: text })
      await page.getByText('Je ne sais pas quoi faire').tap()
      await page.getByText('J’accepte').tap()
      await shot(page, 'phone')
      await page.getByRole('button', { name: 'Relire' }).tap()
      await page.getByRole('button', { name: 'Modifier' }).tap()
      await page.getByText('Le document est bien reçu.').waitFor()
      await page.getByRole('button', { name: 'Relire' }).tap()
      await page.getByRole('button', { name: 'Envoyer' }).tap()
      await page.waitForSelector('h1:has-text("Merci")')
      expect((await on.reports.list())[0]?.attachment).toBe('Monsieur [nom], votre demande est rejetée.')
      await page.context().close()
    })

    test('axe finds nothing to say of the pages of visitors, in light and dark; they fit a phone and a screen enlarged four times', async () => {
      const page = await open('/signaler')
      const found: Record<string, readonly string[]> = {}
      const paths = ['/signaler', '/signaler/effacer', '/registre', '/connexion']
      for (const path of paths) {
        await page.goto(path)
        found[path] = await faultsOf(page)
        await shot(page, `visitor${path.replaceAll('/', '-')}`)
      }
      expect(found).toEqual(Object.fromEntries(paths.map((path) => [path, []])))
      await page.context().close()
    })

    test('axe finds nothing to say of the pages of the team either', async () => {
      const report = {
        role: 'usager',
        difficulties: ['mots'],
        comment: 'Que veut dire « quérable » ?',
        suggestion: '',
      } as const
      const now = '2026-03-02T11:00:00.000Z'
      await on.reports.add({ report, channel: 'formulaire', attachment: 'Votre créance est quérable.' }, now)
      for (let i = 0; i < 3; i++)
        await on.reports.add(
          { report, channel: 'formulaire', state: 'a-moderer', match: { path: 'refus.md', by: 'reference' } },
          now,
        )
      const page = await open('/connexion')
      const { token } = await on.accesses.give('Lou', 'administration', now)
      await page.getByLabel('Votre jeton d’accès').fill(token)
      await page.getByRole('button').click()
      await page.waitForURL('/')
      const found: Record<string, readonly string[]> = {}
      const paths = ['/signalements', '/liens', '/liens/AL-012', '/journal']
      for (const path of paths) {
        await page.goto(path)
        found[path] = await faultsOf(page)
        await shot(page, `team${path.replaceAll('/', '-')}`)
      }
      expect(found).toEqual(Object.fromEntries(paths.map((path) => [path, []])))

      await page.goto('/signalements')
      await page.getByLabel('Pourquoi ?').first().fill('le même texte, recopié')
      await page.getByRole('button', { name: 'Écarter ces 3 signalements' }).click()
      expect((await on.reports.list({ state: 'ecarte' })).length).toBe(3)
      await page.goto('/journal')
      expect(await page.getByRole('row', { name: 'le même texte, recopié' }).count()).toBe(3)
      await page.context().close()
    })

    test('a phone that reads the code of a letter, in either picture, opens the form for this letter', async () => {
      const page = await open('/signaler')
      for (const picture of ['/qr/AL-012', '/qr/AL-012?format=png']) {
        const pixels = await page.evaluate(`(async () => {
          const image = new Image()
          image.src = ${JSON.stringify(picture)}
          await image.decode()
          const canvas = document.createElement('canvas')
          canvas.width = canvas.height = 160
          const context = canvas.getContext('2d')
          context.drawImage(image, 0, 0, 160, 160)
          return btoa(String.fromCharCode(...context.getImageData(0, 0, 160, 160).data.filter((_, i) => i % 4 === 0)))
        })()`)
        const greys = [...Buffer.from(String(pixels), 'base64')]
        const read = readCode(Uint8ClampedArray.from(greys.flatMap((grey) => [grey, grey, grey, 255])), 160, 160)
        expect(read?.data).toBe(`${at}/s/AL-012`)
      }
      await page.goto('/s/AL-012')
      expect(await page.locator('#reference').inputValue()).toBe('AL-012')
      await page.context().close()
    })

    test('nothing of a page is asked elsewhere, and no script runs', () => {
      expect(faults).toEqual([])
    })
  },
)
