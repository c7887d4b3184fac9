import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, faultsOf, shot, tabTo } from '../serve/browser-fixture.ts'
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

    /** Goes to a button or to a link, and presses it. */
    const press = async (page: Page, name: RegExp): Promise<void> => {
      await tabTo(page, name)
      await page.keyboard.press('Enter')
    }
    /** Goes to a field, and writes in it. */
    const write = async (page: Page, name: RegExp, text: string): Promise<void> => {
      await tabTo(page, name)
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(text)
    }

    test('a reported letter is followed, rewritten, tried, published, and answered in public, without a script', async () => {
      const faults: string[] = []
      const open = async (path: string): Promise<Page> => {
        const context = await browser.newContext({ baseURL: at, locale: 'fr-FR' })
        context.setDefaultTimeout(30_000)
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

      // Ten days later, the team follows it. From here on, by the keyboard alone.
      on.clock += 10 * 86_400_000
      const { token } = await on.accesses.give('Dominique', 'responsable', '2026-01-01T00:00:00Z')
      const page = await open('/connexion')
      const come = async (): Promise<void> => {
        await tabTo(page, /^Votre jeton/)
        await page.keyboard.insertText(token)
        await page.keyboard.press('Enter')
        await page.waitForURL('/')
      }
      await come()
      await page.goto('/signalements')
      await press(page, /^Plan d’action/)
      // The key is pressed on the page that is left, when the next one is slow to come.
      await page.waitForURL(/\/plan/)
      await write(page, /^Le document/, 'AL-012')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h2:has-text("Histoire")')
      expect(await page.locator('main').innerText()).toContain('1\u00a0: les mots (1)')

      // A name, a date, a step, and why.
      await write(page, /^Responsable/, 'Lou Lamy')
      await write(page, /^Expert juridique/, 'Sam Roche')
      // The order of a date’s parts is that of the browser’s language.
      await page.getByLabel('Échéance').fill('2026-02-28')
      await tabTo(page, /^Étape/)
      await page.keyboard.press('ArrowDown')
      await write(page, /^Pourquoi/, 'le plus signalé du service')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dd:has-text("en réécriture")')
      expect(await page.locator('.facts').innerText()).toContain('28 février 2026 (en retard)')
      await write(page, /^Ajouter un commentaire/, 'Voir aussi le modèle AL-013.')
      await press(page, /^Commenter/)
      await page.waitForSelector('li:has-text("AL-013")')

      // It is tried, by the kit whose results are kept as a proof.
      await tabTo(page, /^Étape/)
      await page.keyboard.type('test')
      await press(page, /^Enregistrer/)
      await page.waitForSelector('dd:has-text("test usagers")')
      const proof = { kind: 'test-usagers', summary: '8 personnes, texte à trous réussi à 71 %', data: null } as const
      await on.plans.attachProof('refus.md', proof, { actor: 'Lou' }, new Date(on.clock).toISOString())

      // Nothing new was scanned: publishing asks why, and keeps nothing.
      await page.reload()
      await press(page, /^Publier/)
      expect(await page.getByRole('alert').innerText()).toContain('Dites pourquoi')
      on.library = on.library.map((letter) => ({
        ...letter,
        hash: 'nouveau',
        score: { value: 31, margin: 5, grade: 'C', rules: '1.2.0', calibration: '2026-11' },
        expected: null,
      }))
      await page.goto('/plan/document?chemin=refus.md')
      await looked(page, 'plan-sheet')
      await tabTo(page, /^Fichier du nouveau texte/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('dd:has-text("publié")')
      expect(await page.locator('table').innerText()).toContain('31\u00a0points de moins')
      await looked(page, 'plan-published')

      // The answer to those who reported.
      await press(page, /^écrire la carte de la version 1/)
      await page.waitForSelector('h1:has-text("carte")')
      await write(page, /^Une phrase d’avant/, 'Il ne peut être donné de suite favorable à votre demande.')
      await write(page, /^La même, maintenant/, 'Nous refusons votre demande.')
      await press(page, /^Enregistrer/)
      await page.waitForSelector('h2:has-text("Comme on la lira")')
      await looked(page, 'plan-card')
      await press(page, /^Publier cette carte/)
      await page.waitForSelector('h2:has-text("Retirer la carte")')
      await page.goto('/plan')
      await looked(page, 'plan')
      await write(page, /^Chercher/, 'rien de tel')
      await page.keyboard.press('Enter')
      await page.waitForSelector('p:has-text("Aucun document ne répond")')
      expect(new URL(page.url()).searchParams.get('texte')).toBe('rien de tel')

      // Everyone reads it.
      await user.goto('/on-la-fait')
      await looked(user, 'public-services')
      await press(user, /^Action sociale/)
      await user.waitForSelector('article')
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
      await write(page, /^Responsable/, 'Max Petit')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("Une autre personne a modifié ce document")')
      await looked(page, 'plan-conflict')
      await tabTo(page, /^Ce que Ana a écrit/)
      await page.keyboard.press('ArrowDown')
      await tabTo(page, /^Pourquoi/)
      await page.keyboard.press('Enter')
      await page.waitForSelector('dd:has-text("Max Petit")')

      // Three months later, the effect may be measured: too few copies were declared.
      on.clock += 91 * 86_400_000
      await page.goto('/connexion')
      await come()
      await page.goto('/plan/document?chemin=refus.md')
      await looked(page, 'plan-measure')
      await write(page, /^Envois depuis la publication/, '1999')
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=alert]:has-text("Pas encore mesurable")')

      // A long plan is read page by page.
      const none = { owner: null, legal_expert: null, due_on: null, reference: null, service: null }
      const day = new Date(on.clock).toISOString()
      const more = Array.from({ length: 60 }, (_, i) => ({
        ...none,
        path: `${i}.md`,
        title: `Lettre ${i}`,
        revision: 1,
        step: 'a-traiter',
        opened_at: day,
        updated_at: day,
      }))
      await on.planTables.insertInto('plans').values(more).execute()
      await page.goto('/plan?etape=a-traiter')
      await looked(page, 'plan-pages')
      await press(page, /^Page suivante/)
      await page.waitForSelector('h2:has-text("de 51 à 60")')
      expect(faults).toEqual([])
    }, 240_000)
  },
)
