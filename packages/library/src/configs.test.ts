import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedLimpide } from 'limpide'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createConfigs, findConfig, pathInConfig, personalDictionary } from './configs.ts'

let root: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'limpide-config-')))
  mkdirSync(join(root, 'a', 'b'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the nearest limpide.yml going up wins', async () => {
  writeFileSync(join(root, 'limpide.yml'), 'profil: courrier\n')
  writeFileSync(join(root, 'a', 'limpide.yml'), 'profil: web\nignorer: [b/vieux]\n')
  const configs = createConfigs(sharedLimpide().parseConfig)
  expect(findConfig(join(root, 'a', 'b'))).toBe(join(root, 'a', 'limpide.yml'))
  const near = await configs.of(join(root, 'a', 'b', 'lettre.md'))
  expect(near.config.profile).toBe('web')
  expect(pathInConfig(join(root, 'a', 'b', 'lettre.md'), near)).toBe('b/lettre.md')
  expect(near.leavesOut(join(root, 'a', 'b', 'vieux', 'lettre.md'))).toBe(true)
  expect((await configs.of(join(root, 'lettre.md'))).config.profile).toBe('courrier')
  expect(configs.met()).toHaveLength(2)
})

test('a file is read once however many documents it serves', async () => {
  writeFileSync(join(root, 'limpide.yml'), 'profil: courrier\n')
  let reads = 0
  const { parseConfig } = sharedLimpide()
  const configs = createConfigs((source, name) => {
    reads += 1
    return parseConfig(source, name)
  })
  await Promise.all([
    configs.of(join(root, 'x.md')),
    configs.of(join(root, 'a', 'x.md')),
    configs.of(join(root, 'a', 'b', 'x.md')),
  ])
  expect(reads).toBe(1)
})

test('a broken YAML is a problem with its line, never an exception', async () => {
  writeFileSync(join(root, 'limpide.yml'), 'regles:\n  phrase-longue: [oups\n')
  const { config } = await createConfigs(sharedLimpide().parseConfig).of(join(root, 'lettre.md'))
  expect(config.problems.map(({ code }) => code)).toContain('yaml-invalide')
})

test('a limpide.yml that cannot be read is a problem, and the usual settings hold', async () => {
  mkdirSync(join(root, 'limpide.yml'))
  const { config } = await createConfigs(sharedLimpide().parseConfig).of(join(root, 'lettre.md'))
  expect(config.problems.map(({ code }) => code)).toEqual(['configuration-illisible'])
  expect(config.profile).toBe('courrier')
})

test('the words of the person are added to those of the project, with or without a limpide.yml', async () => {
  mkdirSync(join(root, 'reglages', 'limpide'), { recursive: true })
  writeFileSync(join(root, 'reglages', 'limpide', 'dictionnaire.txt'), 'Guichet\n')
  const usual = { XDG_CONFIG_HOME: process.env.XDG_CONFIG_HOME, APPDATA: process.env.APPDATA }
  Object.assign(process.env, { XDG_CONFIG_HOME: join(root, 'reglages'), APPDATA: join(root, 'reglages') })
  try {
    const words = await personalDictionary()
    expect([...words]).toEqual(['guichet'])
    writeFileSync(join(root, 'a', 'limpide.yml'), 'dictionnaire: [téléservice]\n')
    const configs = createConfigs(sharedLimpide().parseConfig, words)
    expect([...(await configs.of(join(root, 'a', 'x.md'))).config.dictionary]).toEqual(['téléservice', 'guichet'])
    expect([...(await configs.of(join(root, 'x.md'))).config.dictionary]).toEqual(['guichet'])
    process.env.XDG_CONFIG_HOME = join(root, 'nulle-part')
    process.env.APPDATA = join(root, 'nulle-part')
    expect((await personalDictionary()).size).toBe(0)
  } finally {
    for (const [name, value] of Object.entries(usual)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
})
