import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { pathInStore, pathsInStore } from './store-place.ts'

test('the paths of many files are those of each, wherever they are typed from', () => {
  const root = resolve('lettres')
  const paths = [
    'lettres/a.md',
    'lettres/b.md',
    'lettres/aide/a.md',
    './lettres/aide/../c.md',
    'a.md',
    '../a.md',
    join(root, 'aide-logement/été.md').replaceAll('\\', '/'),
    '/a.md',
    'lettres/a.md',
  ]
  for (const library of [root, resolve('.'), resolve('lettres/aide')]) {
    const inStore = pathsInStore(library)
    expect(paths.map(inStore)).toEqual(paths.map((path) => pathInStore(library, path)))
  }
  const [first, second, third] = paths.map(pathsInStore(root))
  expect([first, second, third]).toEqual(['a.md', 'b.md', 'aide/a.md'])
})
