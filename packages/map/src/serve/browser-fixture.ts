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

/** What axe finds in both colours, where a narrow screen has to be moved sideways, and what the tabulation key does not do. */
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
  found.push(...(await walkFaults(page)))
  return found
}

/** Whatever the tabulation key may stop at, in the order of the page. */
const STOPS = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(
  (one) =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility() && one.closest('details:not([open]) > :not(summary)') === null &&
    // Of a group of choices, the chosen one; the others are reached with the arrows.
    (one.type !== 'radio' || one.checked || document.querySelector(\`[name="\${one.name}"]:checked\`) === null),
)`
const SAID = `((one) => (one.labels?.[0]?.textContent || one.getAttribute('aria-label') || one.textContent || one.id).trim().replace(/\\s+/g, ' ').slice(0, 80))`

/** Walks the page with the tabulation key: each thing is met once, in the order of the page, where it is seen, and marked. */
async function walkFaults(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  const stops = await page.evaluate<readonly string[]>(`(window.stops = ${STOPS}).map(${SAID})`)
  // A mark is drawn for who uses the keyboard: the browser takes us for one from the first key on.
  await page.keyboard.press('Tab')
  await page.evaluate('stops[0]?.focus()')
  let last = 0
  // A date has three parts and a calendar: the key stops in each.
  for (let presses = 0; presses < stops.length + 20; presses++) {
    const { at, isMarked, isThere } = await page.evaluate<{ at: number; isMarked: boolean; isThere: boolean }>(`(() => {
      const one = document.activeElement
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const { left, right, top, bottom } = one.getBoundingClientRect()
      return {
        at: stops.indexOf(one),
        isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        isThere: right > left && bottom > top && left >= 0 && left < innerWidth && top < innerHeight && bottom > 0,
      }
    })()`)
    // Past the last one, the browser, or the first one again.
    if (at < 0 || (at === 0 && last > 0 && last === stops.length - 1)) break
    if (at !== last && at !== last + 1) found.push(`tabulation: « ${stops[at]} » comes after « ${stops[last]} »`)
    if (!isMarked) found.push(`tabulation: « ${stops[at]} » is not marked`)
    if (!isThere) found.push(`tabulation: « ${stops[at]} » is out of sight`)
    last = at
    await page.keyboard.press('Tab')
  }
  if (last !== stops.length - 1) found.push(`tabulation: « ${stops[last + 1]} » is not reached`)
  return [...new Set(found)]
}

/** Presses the tabulation key until what has this name is reached; there, the keys that are pressed are its own. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate<string>(`${SAID}(document.activeElement)`)
    if (name.test(said)) return
    seen.push(said.slice(0, 30))
  }
  throw new Error(`${name} is not reached, but ${seen.join(' | ')}`)
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
