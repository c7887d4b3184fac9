import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'

const DATA = new URL('../packages/french/data/', import.meta.url)
const NAMES = ['lexicon', 'tagger', 'parser', 'frequency'] as const

/**
 * Writes the French data in a folder beside the programs, one file each. Node reads them as texts and a browser's worker
 * runs them: the package has them once, and a program is not read nor kept in memory with three megabytes of figures.
 */
export async function writeFrench(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const name of NAMES) {
    const { data }: { data: string } = await import(new URL(`${name}.generated.ts`, DATA).href)
    if (/[`\\]|\$\{/.test(data)) throw new Error(`${name}: these data cannot stand in a template literal.`)
    writeFileSync(`${folder}/${name}.js`, `self.limpideFrench=\`${data}\`\n`)
  }
}

/** Has a program read the French data in `french`, the folder beside it, when it first needs them; nothing of the text is kept. */
export function frenchApart(where: 'node' | 'worker'): Plugin {
  return {
    name: 'french-apart',
    setup(to) {
      // Out of its package, whose files are modules: here a property is read again at each use.
      to.onResolve({ filter: /\/data\/(?:lexicon|tagger|parser|frequency)\.generated\.ts$/ }, ({ path }) => ({
        path: `${basename(path, '.generated.ts')}.js`,
        namespace: 'french',
      }))
      to.onLoad({ filter: /./, namespace: 'french' }, ({ path }) => ({
        contents: where === 'node' ? onNode(path) : inWorker(path),
        loader: 'js',
      }))
    },
  }
}

function onNode(file: string): string {
  return `const { readFileSync } = require('node:fs')
const { join } = require('node:path')
Object.defineProperty(exports, 'data', { enumerable: true, get() {
  const text = readFileSync(join(__dirname, 'french', '${file}'), 'utf8')
  return text.slice(text.indexOf('\`') + 1, text.lastIndexOf('\`'))
} })`
}

/**
 * A worker of VS Code does not know its own address: the client says where the folder is. An extension may run no script: it
 * reads the files beforehand (`extension/src/bring-french.ts`).
 */
function inWorker(file: string): string {
  return `Object.defineProperty(exports, 'data', { enumerable: true, get() {
  const brought = self.limpideFrenchTexts?.get('${file}')
  if (brought !== undefined) return brought
  importScripts(new URL('${file}', self.limpideFrenchUri ?? new URL('../french/', self.location.href)).href)
  const text = self.limpideFrench
  self.limpideFrench = undefined
  return text
} })`
}

/** Regular expressions keep their letters as they are written, and one « é » makes V8 hold a whole program on two bytes a letter. */
export function inAscii(...files: readonly string[]): void {
  for (const file of files) {
    const program = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      program.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    )
  }
}
