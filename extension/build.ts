import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'

// The folder that is packaged: nothing of the workspace, everything the extension needs, nothing to download.
const stage = 'dist/vsix'
rmSync('dist', { recursive: true, force: true })
mkdirSync(`${stage}/dist`, { recursive: true })

await build({
  // The reader of docx, odt and pdf files runs in a process of its own, started by the server that stands beside it.
  entryPoints: { extension: 'src/extension.ts', server: '../server/src/main.ts', reader: '../server/src/reader.ts' },
  outdir: `${stage}/dist`,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Only the command recognises the text of pictures.
  external: ['vscode', 'tesseract.js', '@tesseract.js-data/fra', '@napi-rs/canvas'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})

// The same for a browser: the server runs in a worker.
for (const [name, entry] of [
  ['extension', 'src/web.ts'],
  ['server', '../server/src/web.ts'],
] as const) {
  await build({
    entryPoints: { [name]: entry },
    outdir: `${stage}/dist/web`,
    bundle: true,
    platform: 'browser',
    // A worker has no « document »: packages that have a build for pages have another for workers.
    conditions: ['worker'],
    target: 'es2022',
    format: name === 'extension' ? 'cjs' : 'iife',
    external: ['vscode'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
}

const {
  private: _,
  scripts: __,
  dependencies: ___,
  devDependencies: ____,
  type: _____,
  ...manifest
} = JSON.parse(readFileSync('package.json', 'utf8'))
const settings = JSON.parse(readFileSync('settings.generated.json', 'utf8'))
Object.assign(manifest.contributes.configuration.properties, settings.properties)
manifest.name = 'limpide'
manifest.files = ['dist', 'media', 'pages', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE']
writeFileSync(`${stage}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`)
// Its picture has no public address yet, and the packager refuses one it cannot resolve.
writeFileSync(`${stage}/README.md`, readFileSync('README.md', 'utf8').replace(/!\[[^\]]*\]\([^)]*\)\n\n/g, ''))
cpSync('media', `${stage}/media`, { recursive: true })
cpSync('../rules/pages', `${stage}/pages`, { recursive: true })
cpSync('../CHANGELOG.md', `${stage}/CHANGELOG.md`)
cpSync('../LICENSE', `${stage}/LICENSE`)
cpSync('../NOTICE', `${stage}/NOTICE`)

execFileSync(
  process.execPath,
  [
    createRequire(import.meta.url).resolve('@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--skip-license',
    '--allow-missing-repository',
    '--out',
    '../../limpide.vsix',
  ],
  {
    cwd: stage,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
