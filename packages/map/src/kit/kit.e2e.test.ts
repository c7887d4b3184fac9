import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, faultsOf, shot, tabTo } from '../serve/browser-fixture.ts'
import { startTestSite, type TestSite } from '../serve/site-fixture.ts'

describe.skipIf(CHROMIUM === undefined)(
  'tests with users in Chromium (skipped without the Debian package « chromium »)',
  () => {
    let browser: Browser
    let on: TestSite
    let page: Page
    const faults: string[] = []

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
      on = await startTestSite({ perMinute: 1_000, contact: 'accessibilite@brives.example' })
      await on.site.listen({ host: '127.0.0.1', port: 0 })
      const at = `http://127.0.0.1:${(on.site.server.address() as AddressInfo).port}`
      const context = await browser.newContext({ baseURL: at, locale: 'fr-FR' })
      page = await context.newPage()
      page.on('console', (message) => {
        // Chromium asks for a picture of the site that there is not.
        if (!/status of 404/.test(message.text())) faults.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(at)) faults.push(`elsewhere: ${request.url()}`)
      })
      const { token } = await on.accesses.give('Lou', 'redaction', '2026-01-01T00:00:00Z')
      await page.goto('/connexion')
      await page.getByLabel('Votre jeton d’accès').fill(token)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.waitForURL('/')
    })
    afterAll(async () => {
      await browser?.close()
      await on?.close()
    })

    const looked = async (name: string): Promise<void> => {
      expect(await page.locator('script').count()).toBe(0)
      expect([name, await faultsOf(page)]).toEqual([name, []])
      await shot(page, name)
    }

    test('a test is prepared, its results are written with a keyboard alone, read and kept', {
      timeout: 240_000,
    }, async () => {
      await page.goto('/tests')
      await tabTo(page, /^Document à essayer/)
      await page.keyboard.press('ArrowDown')
      await tabTo(page, /^Ouvrir/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('p:has-text("Kit ")')
      const code = /Kit ([0-9A-F]{8})/.exec((await page.locator('main').textContent()) ?? '')?.[1] ?? ''
      await tabTo(page, /^Ouvrir le kit à imprimer/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('.sheet')
      await looked('kit')
      expect(await page.locator('h1').textContent()).toBe('Kit de test\u00a0: Refus <b>de</b> "carte"')
      // What is given to a person, and what the team fills in, are one sheet of paper each.
      await page.evaluate("document.querySelector('h1').hidden = true")
      for (const label of [
        'Information et accord',
        'Réponses attendues aux questions',
        'Feuille de résultats',
        'Lire les résultats',
      ]) {
        await page.evaluate(
          `for (const sheet of document.querySelectorAll('.sheet')) sheet.hidden = sheet.ariaLabel !== ${JSON.stringify(label)}`,
        )
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
        expect([label, pdf.match(/\/Type \/Page\b/g)?.length]).toEqual([label, 1])
      }
      await tabTo(page, /^Revenir aux tests/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h2:has-text("Résultats")')
      await tabTo(page, /^Saisir les résultats/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('form.intake')
      await looked('tests-intake')

      // With the keys alone: the code, then six persons, field after field.
      await tabTo(page, /^Code du kit/)
      await page.keyboard.type(code.toLowerCase())
      for (const words of [31, 36, 29, 40, 33, 35]) {
        await page.keyboard.press('Tab')
        await page.keyboard.type(String(words))
        await page.keyboard.press('Tab')
        for (let question = 0; question < 5; question++) {
          await page.keyboard.press('Tab')
          await page.keyboard.press(words === 29 ? 'f' : 'j')
        }
        await page.keyboard.press('Tab')
        await page.keyboard.type(words < 34 ? '3 7' : '0')
      }
      // Enter in a field shows the results: it keeps nothing.
      await page.keyboard.press('Enter')
      await page.waitForSelector('#resultats')
      expect(await page.getByLabel('Mots exacts').nth(5).inputValue()).toBe('35')
      await looked('tests-results')
      expect(await page.locator('main').textContent()).toMatch(/6 personnes\u00a0: assez pour repérer/)
      await tabTo(page, /^Garder comme preuve/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h2:has-text("Gardé comme preuve")')
      await looked('tests-document')
      expect(await page.getByRole('row', { name: /Avant quand/ }).textContent()).toContain('5 sur 6')
      expect((await on.plans.proofs('refus.md'))[0]).toMatchObject({ participants: 6, actor: 'Lou' })
      await page.goto('/tests')
      await looked('tests')
    })

    test('the declaration of accessibility is sound, and every page leads to it', async () => {
      await page.goto('/tests')
      await page.getByRole('link', { name: 'Accessibilité' }).click()
      expect(await page.locator('h1').textContent()).toBe('Déclaration d’accessibilité')
      await looked('accessibility')
      expect(faults).toEqual([])
    })
  },
)
