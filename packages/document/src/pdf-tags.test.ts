import { expect, test } from 'vitest'
import { readFigures, readTags } from './pdf-tags.ts'

const content = (id: string): object => ({ type: 'content', id })
const element = (role: string, ...children: object[]): object => ({ role, children })

test('an item and its label are one block, its second paragraph another', () => {
  const tags = readTags(
    element(
      'L',
      element(
        'LI',
        element('Lbl', content('a')),
        element('LBody', element('P', content('b')), element('P', content('c'))),
      ),
    ),
    1,
  )
  expect(tags.get('a')).toMatchObject({ role: 'item' })
  expect(tags.get('b')?.block).toBe(tags.get('a')?.block)
  expect(tags.get('c')?.block).not.toBe(tags.get('a')?.block)
})

test('cells know their row and their table, headers are told', () => {
  const row = (...cells: object[]): object => element('TR', ...cells)
  const tags = readTags(
    element(
      'Table',
      row(element('TH', content('a')), element('TH', content('b'))),
      row(element('TD', element('P', content('c'))), element('TD', content('d'))),
    ),
    1,
  )
  expect(tags.get('a')?.cell?.header).toBe(true)
  expect(tags.get('c')?.cell?.header).toBe(false)
  expect(tags.get('c')?.cell?.row).toBe(tags.get('d')?.cell?.row)
  expect(tags.get('a')?.cell?.row).not.toBe(tags.get('c')?.cell?.row)
  expect(tags.get('a')?.cell?.table).toBe(tags.get('d')?.cell?.table)
})

test('a span says nothing, a heading its level, and broken trees nothing at all', () => {
  const tags = readTags(
    element('Document', element('H3', element('Span', content('a'))), element('Span', content('b'))),
    2,
  )
  expect(tags.get('a')).toMatchObject({ role: 'heading', level: 3 })
  expect(tags.has('b')).toBe(false)
  for (const broken of [null, undefined, 3, {}, { children: 'x' }, { role: 4, children: [null, 5] }])
    expect(readTags(broken, 1).size).toBe(0)
})

test('figures have the alternative text that the file gives them, or none', () => {
  const tree = element(
    'Document',
    { role: 'Figure', alt: 'Plan du quartier', children: [] },
    element('P', element('Figure')),
  )
  expect(readFigures(tree)).toEqual([{ alt: 'Plan du quartier' }, {}])
  expect(readFigures(null)).toEqual([])
})
