// Builds the command into dist/: one entry for the command, one for the process that reads files.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

const here = import.meta.dirname
const outdir = join(here, 'dist')
const texts: string[] = []
/** The data of the French analysis are three megabytes of text: in files of their own, read by what analyses alone. */
const dataApart: Plugin = {
  name: 'data-apart',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\.\/data\/\w+\.generated\.ts$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      namespace: 'data',
    }))
    onLoad({ filter: /./, namespace: 'data' }, async ({ path }) => {
      const { data }: { readonly data: string } = await import(pathToFileURL(path).href)
      const name = `${basename(path, '.generated.ts')}-${createHash('sha256').update(data).digest('hex').slice(0, 8)}.txt`
      texts.push(name)
      writeFileSync(join(outdir, name), data)
      // A property of CommonJS is looked up each time it is named: nothing is read before.
      const get = `held ??= require('node:fs').readFileSync(limpideFolder + '/${name}', 'utf8')`
      return { contents: `let held; Object.defineProperty(exports, 'data', { enumerable: true, get: () => ${get} })` }
    })
  },
}
mkdirSync(outdir, { recursive: true })
const { warnings, metafile } = await build({
  metafile: true,
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
  // They bring files of their own (a worker, WebAssembly, a native canvas): loaded only for « --ocr ».
  external: ['tesseract.js', '@tesseract.js-data/fra', '@napi-rs/canvas'],
  plugins: [dataApart],
  logLevel: 'warning',
  // CommonJS dependencies ask for Node's own modules with require.
  banner: {
    js: "import { createRequire as limpideRequire } from 'node:module'; const require = limpideRequire(import.meta.url); const limpideFolder = import.meta.dirname;",
  },
})
// The map's page is built by its own package; it travels with the command.
const page = join(here, '../map/dist/page.html')
if (existsSync(page)) copyFileSync(page, join(outdir, 'page.html'))
else {
  console.error('packages/map is not built: run its script « build » first, or the command will not draw maps.')
  process.exitCode = 1
}
// Stale parts go last: a command that runs meanwhile still finds its own.
const written = new Set(
  Object.keys(metafile.outputs)
    .map((file) => basename(file))
    .concat('page.html', texts),
)
for (const name of readdirSync(outdir)) if (!written.has(name)) rmSync(join(outdir, name), { recursive: true })
if (warnings.length > 0) process.exitCode = 1
