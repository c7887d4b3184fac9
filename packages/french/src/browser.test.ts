import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('the package bundled for a browser analyses, parses and conjugates with nothing of Node at hand', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { loadFrench, findVerbGroup } from './index.ts'
        export function run(text) {
          const french = loadFrench()
          const { tokens } = french.analyse(text)[0]
          return JSON.stringify({
            words: tokens.map((token) => token.upos),
            heads: french.arcs(tokens).map((arc) => arc.head),
            passive: findVerbGroup(tokens, 2)?.passive,
            form: french.conjugate('vérifier', { form: 'IndFut', person: 1, number: 'Plur' }),
          })
        }`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'limpide',
    platform: 'browser',
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.text ?? ''
  expect(code).not.toMatch(/require\(|node:|process\.|Buffer\.from/)
  // What every browser and worker has, and nothing else: no process, no Buffer, no require.
  const context = createContext({ TextDecoder, TextEncoder })
  runInContext(code, context, { timeout: 20_000 })
  const result: unknown = JSON.parse(runInContext("limpide.run('Votre dossier sera examiné.')", context))
  expect(result).toEqual({
    words: ['DET', 'NOUN', 'AUX', 'VERB', 'PUNCT'],
    heads: [1, 3, 3, -1, 3],
    passive: true,
    form: 'vérifierons',
  })
})
