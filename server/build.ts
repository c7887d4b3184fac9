import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { frenchApart, inAscii, writeFrench } from './bundle.ts'

await writeFrench('dist/french')

// CommonJS for the Node inside the oldest VS Code that the extension admits (1.100: Node 20).
await build({
  // The reader of docx, odt and pdf files runs in a process of its own: the server does not carry its libraries.
  entryPoints: ['src/main.ts', 'src/reader.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [frenchApart('node')],
  // Only the command recognises the text of pictures.
  external: ['tesseract.js', '@tesseract.js-data/fra', '@napi-rs/canvas'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})
inAscii('dist/main.cjs', 'dist/reader.cjs')

// The same reader for a browser, which has no Node: what it needs of Node and of two packages is in src/web.
const web = (name: string): string => fileURLToPath(new URL(`src/web/${name}.ts`, import.meta.url))
await build({
  entryPoints: { reader: 'src/web/reader.ts' },
  outdir: 'dist/web',
  bundle: true,
  platform: 'browser',
  // A worker has no « document »: packages that have a build for pages have another for workers.
  conditions: ['worker'],
  target: 'es2022',
  format: 'iife',
  alias: { yauzl: web('zip'), 'node:buffer': web('buffer'), 'iconv-lite': web('iconv') },
  // Old files of Word and of Outlook are refused before, pictures are not recognised.
  external: ['tesseract.js', '@tesseract.js-data/fra', '@napi-rs/canvas', 'word-extractor', '@kenjiuno/msgreader'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})
