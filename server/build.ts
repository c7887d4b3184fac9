import { build } from 'esbuild'

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
  // Only the command recognises the text of pictures.
  external: ['tesseract.js', '@tesseract.js-data/fra', '@napi-rs/canvas'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})
