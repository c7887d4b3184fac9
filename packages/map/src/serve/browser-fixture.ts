import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Where Debian puts Chromium; `undefined` when it is not installed. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

/** A phone held upright, and a wide screen enlarged four times: 1280 pixels show 320. */
export const NARROW = [
  { width: 360, height: 740 },
  { width: 320, height: 256 },
]

/** What axe finds in both colours, and where a narrow screen has to be moved sideways. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Our pages hold no frame: axe need not open a blank page to gather what frames say.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    // The dark page is the same one in other colours.
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules('color-contrast')).analyze()
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id} ${nodes[0]?.html}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  const before = page.viewportSize()
  for (const size of NARROW) {
    await page.setViewportSize(size)
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    if (Number(wide) > size.width) found.push(`${size.width} px: the page is ${wide} px wide`)
  }
  if (before !== null) await page.setViewportSize(before)
  return found
}

/** Keeps a picture of the page where LIMPIDE_SHOTS says, on a wide screen and on a phone, for a person to look at. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.LIMPIDE_SHOTS
  if (folder === undefined) return
  const before = page.viewportSize()
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.screenshot({ path: `${folder}/${name}-phone.png`, fullPage: true })
  if (before !== null) await page.setViewportSize(before)
}
