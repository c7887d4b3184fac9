// Builds the command into dist/: one entry for the command, one for the process that reads files.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const here = import.meta.dirname
const outdir = join(here, 'dist')
rmSync(outdir, { recursive: true, force: true })
const { warnings } = await build({
  entryPoints: { limpide: join(here, 'src/main.ts'), reader: join(here, '../library/src/child.ts') },
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'external',
  logLevel: 'warning',
  // CommonJS dependencies ask for Node's own modules with require.
  banner: {
    js: "import { createRequire as limpideRequire } from 'node:module'; const require = limpideRequire(import.meta.url);",
  },
})
if (warnings.length > 0) process.exitCode = 1
