import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHECKS, TOOLS } from './accessibility.ts'
import { startTestSite } from './site-fixture.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const require = createRequire(import.meta.url)

describe('the declaration claims nothing that no test checks', () => {
  test.each(CHECKS.flatMap(({ what, proofs }) => proofs.map(({ file, test }) => ({ what, file, test }))))(
    '$what ($file)',
    ({ file, test: name }) => {
      const source = readFileSync(join(ROOT, file), 'utf8')
      // By its name in code: a test that was renamed or taken out leaves a claim without a proof.
      expect(source).toContain(`'${name}'`)
      expect(source).toMatch(/AxeBuilder|faultsOf|keyboard|ariaSnapshot/)
    },
  )

  test('the tools are those that are installed', () => {
    for (const { name, version } of TOOLS) {
      if (version === undefined) continue
      const packageName = name === 'Playwright' ? 'playwright-core' : 'axe-core'
      const from = packageName === 'axe-core' ? createRequire(require.resolve('@axe-core/playwright')) : require
      expect([name, JSON.parse(readFileSync(from.resolve(`${packageName}/package.json`), 'utf8')).version]).toEqual([
        name,
        version,
      ])
    }
  })
})

test('the page has every part that the law asks for, and each page of the site leads to it', async () => {
  const on = await startTestSite({ contact: 'accessibilite@brives.example' })
  try {
    const { body } = await on.site.inject('/accessibilite')
    for (const said of [
      'article 47 de la loi n° 2005-102',
      'État de conformité',
      'non conforme',
      'Ce qui n’est pas accessible',
      'accessibilite@brives.example',
      'Voies de recours',
      'Défenseur des droits',
    ])
      expect(body).toContain(said)
    for (const url of ['/signaler', '/registre', '/connexion', '/accessibilite'])
      expect((await on.site.inject(url)).body).toContain(
        '<a href="/accessibilite">Accessibilité\u00a0: non conforme</a>',
      )
  } finally {
    await on.close()
  }
})
