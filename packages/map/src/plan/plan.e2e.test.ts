import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, faultsOf, shot } from '../serve/browser-fixture.ts'
import { startTestSite, type TestSite } from '../serve/site-fixture.ts'
import { faultsOfJsonFeed, faultsOfRss } from './feeds-fixture.ts'

describe.skipIf(CHROMIUM === undefined)(
  'the plan in Chromium (skipped without the Debian package « chromium »)',
  () => {
    let browser: Browser
    let on: TestSite
    let at: string

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

    test('a reported letter is followed, rewritten, tried, published, and answered in public, without a script', async () => {
      const faults: string[] = []
      const open = async (path: string): Promise<Page> => {
        const context = await browser.newContext({ baseURL: at, locale: 'fr-FR' })
        context.setDefaultTimeout(8_000)
        const page = await context.newPage()
        page.on('console', (message) => {
          if (!message.text().startsWith('Failed to load')) faults.push(`console: ${message.text()}`)
        })
        page.on('response', (answer) => {
          // Two forms are refused below; a browser asks for an icon that the site does not have.
          if (answer.status() >= 400 && ![409, 422].includes(answer.status()) && !/favicon/.test(answer.url()))
            faults.push(`${answer.status()}: ${answer.url()}`)
        })
        page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
        page.on('request', (request) => {
          if (!request.url().startsWith(at)) faults.push(`elsewhere: ${request.url()}`)
        })
        await page.goto(path)
        return page
      }
      const looked = async (page: Page, name: string): Promise<void> => {
        expect(await page.locator('script').count()).toBe(0)
        expect(await faultsOf(page)).toEqual([])
        await shot(page, name)
      }

      // A user reports the letter.
      const user = await open('/signaler?ref=AL-012')
      await user.getByLabel('Les mots').check()
      await user.getByLabel(/Avec vos mots/).fill('Mme Martin ne comprend pas « forclusion » dans cette lettre.')
      await user.getByLabel(/J’accepte/).check()
      await user.getByRole('button', { name: 'Relire' }).click()
      await user.getByRole('button', { name: /Envoyer/ }).click()
      await user.waitForSelector('h1:has-text("Merci")')

      // Ten days later, the team follows it.
      on.clock += 10 * 86_400_000
      const { token } = await on.accesses.give('Dominique', 'responsable', '2026-01-01T00:00:00Z')
      const page = await open('/connexion')
      await page.getByLabel('Votre jeton d’accès').fill(token)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.goto('/signalements')
      await page.getByRole('link', { name: 'Plan d’action' }).click()
      await page.getByLabel(/^Le document/).fill('AL-012')
      await page.getByRole('button', { name: 'Mettre au plan' }).click()
      await page.waitForSelector('h2:has-text("Histoire")')
      expect(await page.locator('main').innerText()).toContain('1\u00a0: les mots (1)')

      // By the keyboard alone: a name, a date, a step, and why.
      const tabTo = async (id: string): Promise<void> => {
        for (let i = 0; i < 60; i++) {
          await page.keyboard.press('Tab')
          if ((await page.evaluate('document.activeElement.id')) === id) return
        }
        throw new Error(`${id} is not reached`)
      }
      await tabTo('owner')
      await page.keyboard.type('Lou Lamy')
      await tabTo('legalExpert')
      await page.keyboard.type('Sam Roche')
      await page.getByLabel('Échéance').fill('2026-02-28')
      await tabTo('step')
      await page.keyboard.press('ArrowDown')
      await tabTo('raison')
      await page.keyboard.type('le plus signalé du service')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dd:has-text("en réécriture")')
      expect(await page.locator('.facts').innerText()).toContain('28 février 2026 (en retard)')
      await page.getByLabel(/^Ajouter un commentaire/).fill('Voir aussi le modèle AL-013.')
      await page.getByRole('button', { name: 'Commenter' }).click()

      // It is tried, by the kit whose results are kept as a proof.
      await page.getByLabel('Étape').selectOption('test-usagers')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.waitForSelector('dd:has-text("test usagers")')
      const proof = { kind: 'test-usagers', summary: '8 personnes, texte à trous réussi à 71 %', data: null } as const
      await on.plans.attachProof('refus.md', proof, { actor: 'Lou' }, new Date(on.clock).toISOString())

      // Nothing new was scanned: publishing asks why, and keeps nothing.
      await page.reload()
      await page.getByRole('button', { name: 'Publier' }).click()
      expect(await page.getByRole('alert').innerText()).toContain('Dites pourquoi')
      on.library = on.library.map((letter) => ({
        ...letter,
        hash: 'nouveau',
        score: { value: 31, margin: 5, grade: 'C', rules: '1.2.0', calibration: '2026-11' },
        expected: null,
      }))
      await page.goto('/plan/document?chemin=refus.md')
      await looked(page, 'plan-sheet')
      await page.getByRole('button', { name: 'Publier' }).click()
      await page.waitForSelector('dd:has-text("publié")')
      expect(await page.locator('table').innerText()).toContain('31\u00a0points de moins')
      await looked(page, 'plan-published')

      // The answer to those who reported.
      await page.getByRole('link', { name: 'écrire la carte de la version 1' }).click()
      await page.getByLabel(/^Une phrase d’avant/).fill('Il ne peut être donné de suite favorable à votre demande.')
      await page.getByLabel('La même, maintenant').fill('Nous refusons votre demande.')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.waitForSelector('h2:has-text("Comme on la lira")')
      await looked(page, 'plan-card')
      await page.getByRole('button', { name: 'Publier cette carte' }).click()
      await page.goto('/plan')
      await looked(page, 'plan')

      // Everyone reads it.
      await user.goto('/on-la-fait')
      await looked(user, 'public-services')
      await user.getByRole('link', { name: 'Action sociale' }).click()
      const card = await user.getByRole('article').innerText()
      expect(card).toContain('1\u00a0signalement\u00a0: les mots (1).')
      expect(card).toContain('Nous refusons votre demande.')
      expect(card).toContain('Note\u00a0: de E, 62 sur 100 à C, 31 sur 100.')
      expect(card).not.toMatch(/Martin|Lou|Dominique|forclusion/)
      await looked(user, 'public-cards')

      // Who follows the service is told, in both feeds.
      const feed = async (file: string): Promise<string> =>
        (await user.request.get(`/on-la-fait/social/${file}`)).text()
      const [json, rss] = [await feed('flux.json'), await feed('flux.xml')]
      expect([faultsOfJsonFeed(json), faultsOfRss(rss)]).toEqual([[], []])
      for (const said of [json, rss]) expect(said).toContain('Nous refusons votre demande.')

      // Two who write at once.
      await page.goto('/plan/document?chemin=refus.md')
      const now = await on.plans.get('refus.md')
      const other = { actor: 'Ana', role: 'redaction' } as const
      await on.plans.edit(
        'refus.md',
        now?.revision ?? 0,
        { owner: 'Ana Diaz' },
        other,
        new Date(on.clock).toISOString(),
      )
      await page.getByLabel('Responsable').fill('Max Petit')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.waitForSelector('h1:has-text("Une autre personne a modifié ce document")')
      await looked(page, 'plan-conflict')
      await page.getByLabel(/Ce que vous avez écrit/).check()
      await page.getByRole('button', { name: 'Enregistrer ce choix' }).click()
      await page.waitForSelector('dd:has-text("Max Petit")')
      expect(faults).toEqual([])
    }, 120_000)
  },
)
