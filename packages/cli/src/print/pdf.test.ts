import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { buildKit, isKit, kitPage } from '../../../map/src/kit/index.ts'
import { LETTER, proseOfText } from '../../../map/src/kit/prose-fixture.ts'
import { printPdf } from './pdf.ts'

const root = mkdtempSync(join(tmpdir(), 'limpide-pdf-'))
const path = process.env.PATH
afterEach(() => {
  process.env.PATH = path
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const hasBrowser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((one) =>
  existsSync(one),
)

test.skipIf(!hasBrowser)('a kit prints on A4, on at least one page for each of its ten parts', async () => {
  const kit = buildKit(proseOfText(LETTER), 'lettre.md')
  if (!isKit(kit)) throw new Error('too short')
  const output = join(root, 'kit.pdf')
  await printPdf(kitPage(kit, { style: { kind: 'inside' } }), output)
  const pdf = readFileSync(output, 'latin1')
  const pages = pdf.match(/\/MediaBox \[0 0 [\d.]+ [\d.]+\]/g) ?? []
  expect(
    new Set(
      pages.map((box) =>
        box
          .match(/[\d.]+/g)
          ?.slice(2)
          .map((side) => Math.round(Number(side)))
          .join(' '),
      ),
    ),
  ).toEqual(new Set(['595 842']))
  expect(pages.length).toBeGreaterThanOrEqual(10)
  expect(pages.length).toBeLessThanOrEqual(14)
})

test.skipIf(process.platform !== 'linux')('where there is no browser, what to do instead is said', async () => {
  process.env.PATH = root
  await expect(printPdf('<p>Bonjour</p>', join(root, 'rien.pdf'))).rejects.toThrow(
    /il faut Chromium, Chrome ou Edge .* écrivez le kit en HTML/,
  )
})
