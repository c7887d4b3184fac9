import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { findPattern, isPattern, makeMatchable, readPattern } from '../../packages/checker/src/house-pattern.ts'
import { loadFrench } from '../../packages/french/src/index.ts'

// What a team's own rules cost over our words and tags: processor time for a thousand words, and bytes in a bundle.
// Usage: node test/bench/house-rules.ts
const PATTERNS = [
  'merci de [bien vouloir] #Infinitif',
  '{procéder} à #Determinant? #Nom',
  'nous #Pronom? {inviter} à',
  'veuillez #Pronom? {agréer}',
  '({envoyer}|{adresser}) #Determinant #Nom',
  '#Preposition #Determinant #Adjectif #Nom',
  'afin de #Infinitif',
  'en vue de #Determinant? #Nom',
  '{être} #Adverbe? #ParticipePasse par',
  'dans les #Adjectif? délais',
  'le (dit|présent) #Nom',
  '#Montant',
  'avant le #Date',
  'il #Pronom? {convenir} de',
  '!{ne} {pouvoir} #Infinitif',
  '#Conditionnel',
  'sous (peine|réserve) de',
  '/^sus.+/',
  '#Nom{3}',
  '^(or|toutefois)',
]

const french = loadFrench()
const library = join(import.meta.dirname, '../library')
const text = readdirSync(library, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:md|txt)$/.test(path) && !path.startsWith('build'))
  .map((path) => readFileSync(join(library, path), 'utf8'))
  .join('\n\n')
  // Long enough for the processor clock.
  .repeat(12)
const sentences = french.analyse(text)
const words = sentences.reduce((sum, { wordCount }) => sum + wordCount, 0)
const patterns = PATTERNS.map(readPattern).filter(isPattern)
if (patterns.length !== PATTERNS.length) throw new Error('A pattern was not understood.')

/** Processor milliseconds for a thousand words, the best of several rounds. */
function cost(run: () => unknown): string {
  run()
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return ((1000 * best) / words).toLocaleString('fr-FR', { maximumFractionDigits: 2 })
}

const matchable = makeMatchable(sentences)
const tried = (count: number) =>
  cost(() => patterns.slice(0, count).map((pattern) => findPattern(pattern, makeMatchable(sentences))))
/** Bytes of a module once bundled for a browser, plain and as a server sends it. */
async function bytes(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../../packages/checker/src'), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
  })
  const [file] = outputFiles
  const size = (value: number): string => (value / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 0 })
  return file ? `${size(file.contents.length)} ko, ${size(gzipSync(file.contents).length)} ko compressés` : '–'
}

console.log(`${words.toLocaleString('fr-FR')} mots ; millisecondes de processeur pour 1 000 mots`)
console.log(`  analyse du français        ${cost(() => french.analyse(text))}`)
console.log('  sans règle de l’équipe     0 (rien n’est préparé)')
console.log(`  préparer les phrases       ${cost(() => makeMatchable(sentences))}`)
console.log(`  chercher 1 motif           ${cost(() => findPattern(patterns[0] ?? { steps: [] }, matchable))}`)
console.log(`  chercher 20 motifs         ${cost(() => patterns.map((pattern) => findPattern(pattern, matchable)))}`)
console.log(`  en tout, 1 motif           ${tried(1)}`)
console.log(`compromise/one dans un paquet : ${await bytes("import nlp from 'compromise/one'; console.log(nlp)")}`)
