import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generate } from '../page/test/generate.ts'
import { fromArmour, toArmour } from './armour.ts'
import { fromColumn, toColumn } from './columns.ts'
import { OtherVersion, openMap, packMap } from './pack.ts'

const plain = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))).bytes()

describe('the armour', () => {
  test('any bytes come back the same, in letters that a page can hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = toArmour(bytes)
        expect(text).toMatch(/^[!-%'-;=-[\]-~]*$/)
        expect([...fromArmour(text)]).toEqual([...bytes])
      }),
    )
  })
  test('takes less room than base64', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)
    expect(toArmour(bytes).length).toBeLessThan(0.93 * Buffer.from(bytes).toString('base64').length)
  })
  test('another letter is refused', () => {
    expect(() => fromArmour('ab<d')).toThrow('not a letter')
  })
})

describe('columns', () => {
  const record = fc.record(
    {
      name: fc.string(),
      count: fc.option(fc.integer()),
      parts: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.double({ noNaN: true, noDefaultInfinity: true })),
      list: fc.array(fc.tuple(fc.integer(), fc.constantFrom('x', 'y'))),
      within: fc.option(fc.record({ is: fc.boolean(), words: fc.array(fc.string()) })),
    },
    { requiredKeys: ['name', 'list'] },
  )
  test('any list of records comes back the same', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const values = JSON.parse(JSON.stringify(records))
        const column = JSON.parse(JSON.stringify(toColumn(values)))
        expect(fromColumn(column)).toEqual(values)
      }),
    )
  })
  test('words that differ by their numbers are one pattern, and come back with them', () => {
    const values = ['12,5 % des phrases', 'page 007', '3 % des phrases', 'sans nombre', '1,2,3', '\u00012']
    for (const list of [values.slice(0, 5), values]) {
      const column = JSON.parse(JSON.stringify(toColumn([...list, ...list])))
      expect(fromColumn(column)).toEqual([...list, ...list])
    }
  })
  test('words that are shared are written as their rank', () => {
    const shared = new Map([['phrase longue', 0]])
    const column = toColumn(['phrase longue', 'autre', 'phrase longue'], shared)
    expect(JSON.stringify(column)).not.toContain('phrase longue')
    expect(fromColumn(column, ['phrase longue'])).toEqual(['phrase longue', 'autre', 'phrase longue'])
  })
})

describe('a packed map', () => {
  test('cut anywhere, it is refused, never read as another map', async () => {
    const source = await packMap(generate(300), plain)
    for (const share of [0.1, 0.3, 0.7, 0.95]) {
      const cut = source.slice(0, Math.floor(source.length * share))
      const open = openMap(cut)
      await expect(open.then((map) => map.details(299))).rejects.toThrow()
    }
  })
  test('of another version, it says so', async () => {
    const source = await packMap({ ...generate(3), format: 1 as 3 }, plain)
    await expect(openMap(source)).rejects.toBeInstanceOf(OtherVersion)
  })
  test('an empty map and a map of one document open', async () => {
    for (const count of [0, 1, 251]) {
      const data = generate(count)
      const open = await openMap(await packMap(data, plain))
      expect(open.documents).toEqual(data.documents)
      if (count > 0) expect(await open.details(count - 1)).toEqual(data.details[count - 1])
    }
  })
})
