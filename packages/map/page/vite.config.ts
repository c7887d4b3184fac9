import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig, type Plugin } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

/** The page of the score’s method, which the calibration writes. */
const METHODE = join(import.meta.dirname, '../../checker/METHODE.md')

/** Gives the page of the method to the map as text: its measures have one home. */
const methode: Plugin = {
  name: 'methode',
  resolveId: (id) => (id === 'virtual:methode' ? '\0methode' : null),
  load(id) {
    if (id !== '\0methode') return null
    this.addWatchFile(METHODE)
    return `export default ${JSON.stringify(readFileSync(METHODE, 'utf8'))}`
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [methode, preact(), viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { input: `${import.meta.dirname}/page.html` },
  },
})
