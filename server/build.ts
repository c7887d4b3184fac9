import { build } from 'esbuild'

// CommonJS for the Node inside the oldest VS Code that the extension admits (1.100: Node 20).
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})
