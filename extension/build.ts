import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { frenchApart, inAscii, writeFrench } from '@limpide/server/bundle'
import { build, type Plugin } from 'esbuild'

// The folder that is packaged: nothing of the workspace, everything the extension needs, nothing to download.
const stage = 'dist/vsix'
rmSync('dist', { recursive: true, force: true })
mkdirSync(`${stage}/dist`, { recursive: true })
// Once for the server of an installed editor and for that of a browser.
await writeFrench(`${stage}/dist/french`)

/** What the extension loads when it needs it stays in a file of its own: opening an editor does not read it. */
const late = readdirSync('src')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(`src/${file}`, 'utf8').matchAll(/import\('\.\/([\w-]+)\.ts'\)/g)])
  .map(([, name]) => name ?? '')
const apart: Plugin = {
  name: 'apart',
  setup(to) {
    to.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.cjs`, external: true } : undefined,
    )
  },
}

await build({
  entryPoints: {
    extension: 'src/extension.ts',
    ...Object.fromEntries(late.filter((name) => name !== 'worker-client').map((name) => [name, `src/${name}.ts`])),
    // The reader of docx, odt and pdf files runs in a process of its own, started by the server that stands beside it.
    server: '../server/src/main.ts',
    reader: '../server/src/reader.ts',
  },
  outdir: `${stage}/dist`,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [apart, frenchApart('node')],
  // Only the command recognises the text of pictures.
  external: ['vscode', 'tesseract.js', '@tesseract.js-data/fra', '@napi-rs/canvas'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})

// The same for a browser, whose extension is one file: the server runs in a worker.
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
    plugins: [frenchApart('worker')],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
}

// What reads docx, odt and pdf files there is a worker of its own, which the server's own build knows how to make.
execFileSync(process.execPath, ['build.ts'], { cwd: '../server', stdio: ['ignore', 'ignore', 'inherit'] })
cpSync('../server/dist/web/reader.js', `${stage}/dist/web/reader.js`)
inAscii(`${stage}/dist/server.cjs`, `${stage}/dist/reader.cjs`, `${stage}/dist/web/server.js`)

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
cpSync('media', `${stage}/media`, { recursive: true })
cpSync('../packages/map/dist/page.html', `${stage}/media/carte.html`)
cpSync('../rules/pages', `${stage}/pages`, { recursive: true })
cpSync('README.md', `${stage}/README.md`)
cpSync('CHANGELOG.md', `${stage}/CHANGELOG.md`)
cpSync('../LICENSE', `${stage}/LICENSE`)
cpSync('../NOTICE', `${stage}/NOTICE`)

const out = 'limpide.vsix'
execFileSync(
  process.execPath,
  [
    createRequire(import.meta.url).resolve('@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--skip-license',
    '--allow-missing-repository',
    // Its pictures have no public address yet: they stay where the package has them.
    '--no-rewrite-relative-links',
    '--out',
    `../../${out}`,
  ],
  {
    cwd: stage,
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)

/** The most that the package may weigh: it passes by mail, and through the proxy of a ministry. */
const LARGEST = 8 * 1024 * 1024
const { size } = statSync(out)
if (size > LARGEST) throw new Error(`${out}: ${size} bytes, more than ${LARGEST}`)
