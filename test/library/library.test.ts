import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseCsv } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { isDocumentType } from 'limpide'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { findStale, renderAll } from './build/generate.ts'

const LIBRARY = fileURLToPath(new URL('.', import.meta.url))
const read = (path: string): string => readFileSync(join(LIBRARY, path), 'utf8')

type Configuration = {
  readonly services: Readonly<Record<string, { readonly nom: string; readonly dossier: string }>>
  readonly documents: readonly {
    readonly chemin: string
    readonly reference?: string
    readonly titre: string
    readonly service: string
    readonly type?: string
    readonly volume?: number
    readonly enjeu: string
  }[]
}
type Report = Readonly<
  Record<'reference' | 'document' | 'date' | 'role' | 'difficulte' | 'commentaire' | 'suggestion' | 'volume', string>
>

const configuration: Configuration = parseYaml(read('limpide.yml'))
const reports: readonly Report[] = parseCsv(read('signalements.csv'), { columns: true, delimiter: ';' })
const samples = readdirSync(LIBRARY, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(LIBRARY, join(entry.parentPath, entry.name)))
  .filter((path) => path.split('/').length === 3 && !path.startsWith('build/'))
  .sort()

/** The text a reader can get at, roughly: the files themselves, or the parts of a docx or odt. */
function textOf(path: string): string {
  const part = { '.docx': 'word/document.xml', '.odt': 'content.xml' }[extname(path)]
  if (part === undefined) return read(path)
  return strFromU8(unzipSync(readFileSync(join(LIBRARY, path)))[part]!).replace(/<[^>]+>/g, '')
}

const trigrams = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: text.length - 2 }, (_, index) => text.slice(index, index + 3)))

function similarity(first: string, second: string): number {
  const a = trigrams(first)
  const b = trigrams(second)
  const common = [...a].filter((gram) => b.has(gram)).length
  return common / (a.size + b.size - common)
}

const daysBetween = (first: string, second: string): number =>
  Math.abs(Date.parse(second) - Date.parse(first)) / 86_400_000

describe('the sample documents', () => {
  test('the binary samples are what their sources give', async () => {
    expect(await findStale()).toEqual([])
    expect((await renderAll()).map(({ path }) => path).filter((path) => !samples.includes(path))).toEqual([])
  })

  test('two renderings of the same sources give the same bytes', async () => {
    expect(await renderAll()).toEqual(await renderAll())
  })

  test('there are enough of them, in every format', () => {
    const count = (extension: string): number => samples.filter((path) => extname(path) === extension).length
    expect(samples.length).toBeGreaterThanOrEqual(44)
    for (const extension of ['.md', '.html', '.txt', '.docx']) expect(count(extension)).toBeGreaterThanOrEqual(5)
    for (const extension of ['.odt', '.pdf', '.eml']) expect(count(extension)).toBeGreaterThanOrEqual(3)
  })

  test('every rewritten letter has the letter it replaces beside it', () => {
    const rewritten = samples.filter((path) => path.includes('-apres.'))
    expect(rewritten.length).toBeGreaterThanOrEqual(6)
    for (const path of rewritten) expect(samples).toContain(path.replace('-apres.', '-avant.'))
  })

  test('a third of them carry merge fields', () => {
    const field = /\{\{|\{%|\$\{|«[A-Z_0-9]+»|\[[A-ZÉ’ ]+\]|MERGEFIELD/
    const readable = samples.filter((path) => !path.includes('archives/'))
    expect(readable.filter((path) => field.test(textOf(path))).length).toBeGreaterThanOrEqual(samples.length / 3)
  })

  test('the recourse block and the data block come back word for word in several letters', () => {
    for (const block of ['recours-caf', 'donnees-caf']) {
      const text = read(`build/sources/blocs/${block}.md`).trim()
      const holders = samples.filter((path) => !path.includes('archives/') && textOf(path).includes(text))
      expect(holders.length, block).toBeGreaterThanOrEqual(3)
    }
  })

  test('four of them cannot be analysed, each for its own reason', () => {
    const scan = readFileSync(join(LIBRARY, 'departement-haute-iere/apa/compte-rendu-visite-scan.pdf'), 'latin1')
    expect(scan).toContain('/Subtype /Image')
    expect(scan).not.toMatch(/\bTJ?\b\s*\n\s*ET\b|\/BaseFont/)
    expect(statSync(join(LIBRARY, 'mairie-saint-aubrac/etat-civil/livret-de-famille-modele.txt')).size).toBe(0)
    expect(() => unzipSync(readFileSync(join(LIBRARY, 'caf-valmont/archives/courrier-2019.docx')))).toThrow()
    expect(read('eaux-iere/abonnement/accuse-resiliation.txt').split(' ').length).toBeLessThan(30)
  })

  test('every phone number belongs to a range kept for fiction', () => {
    const fiction = /^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) /
    const texts = samples.filter((path) => !path.includes('archives/')).map(textOf)
    for (const text of [...texts, ...reports.map((report) => report.commentaire)]) {
      const plain = text.replace(/\u00a0/g, ' ')
      for (const [phone] of plain.matchAll(/(?<![\d ])0[1-9](?: \d\d){4}(?! ?\d)/g)) expect(phone).toMatch(fiction)
    }
  })
})

describe('limpide.yml', () => {
  test('names existing files of existing services, once', () => {
    const paths = configuration.documents.map((document) => document.chemin)
    expect(paths.filter((path) => !samples.includes(path))).toEqual([])
    expect(new Set(paths).size).toBe(paths.length)
    for (const document of configuration.documents) {
      expect(document.chemin.startsWith(`${configuration.services[document.service]?.dossier}/`)).toBe(true)
      expect(['droit', 'demarche', 'information']).toContain(document.enjeu)
      expect(document.type === undefined || isDocumentType(document.type), document.type).toBe(true)
    }
  })

  test('gives each reference to one document, which prints it', () => {
    const references = configuration.documents.flatMap(({ reference }) => (reference === undefined ? [] : [reference]))
    expect(new Set(references).size).toBe(references.length)
    for (const { chemin, reference } of configuration.documents) {
      if (reference === undefined || extname(chemin) === '.pdf' || extname(chemin) === '.eml') continue
      const bytes = readFileSync(join(LIBRARY, chemin))
      const parts = /\.(docx|odt)$/.test(chemin) ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)) : [read(chemin)]
      expect(parts.some((part) => part.includes(reference)), `${chemin} : ${reference}`).toBe(true)
    }
  })

  test('leaves documents undeclared, volumes unknown and one service without a document', () => {
    const declared = configuration.documents.map((document) => document.chemin)
    expect(samples.filter((path) => !declared.includes(path)).length).toBeGreaterThan(0)
    expect(configuration.documents.some((document) => document.volume === undefined)).toBe(true)
    const used = new Set(configuration.documents.map((document) => document.service))
    expect(Object.keys(configuration.services).filter((service) => !used.has(service))).toEqual(['regie-transports'])
  })
})

describe('signalements.csv', () => {
  const burst = reports.filter((report) => report.commentaire.startsWith('Ce mail est incompréhensible'))
  const others = reports.filter((report) => !burst.includes(report))

  test('holds the number of reports that its page promises, with known roles and difficulties', () => {
    expect(reports.length).toBe(Number(/(\d+) signalements/.exec(read('README.md'))?.[1]))
    expect(reports.length).toBeGreaterThanOrEqual(170)
    for (const report of reports) {
      expect(['usager', 'aidant', 'agent', 'association']).toContain(report.role)
      expect(['mots', 'phrases', 'trop-long', 'que-faire', 'mise-en-page', 'autre']).toContain(report.difficulte)
      expect(report.date).toMatch(/^2026-\d\d-\d\d$/)
      expect(report.date <= '2026-11-15').toBe(true)
      expect(report.commentaire).not.toBe('')
    }
  })

  test('has one burst: forty times the same words on one document in one day', () => {
    expect(burst.length).toBe(40)
    const keys = burst.map(({ document, date, commentaire }) => `${document} ${date} ${commentaire}`)
    expect(new Set(keys).size).toBe(1)
  })

  test('has at least twelve duplicates within thirty days', () => {
    const twins = others.filter((report, index) =>
      others
        .slice(0, index)
        .some(
          (earlier) =>
            (earlier.reference || earlier.document) === (report.reference || report.document) &&
            daysBetween(earlier.date, report.date) <= 30 &&
            similarity(earlier.commentaire, report.commentaire) > 0.9,
        ),
    )
    expect(twins.length).toBeGreaterThanOrEqual(12)
  })

  test('reaches documents by reference, by file name and by title, and leaves some unmatched', () => {
    const references = new Set(configuration.documents.map((document) => document.reference))
    const titles = new Set(configuration.documents.map((document) => document.titre.replace(/’/g, "'")))
    const names = new Set(samples.map((path) => path.slice(path.lastIndexOf('/') + 1)))
    const how = (report: Report): string => {
      if (references.has(report.reference)) return 'reference'
      if (names.has(report.document)) return 'fichier'
      if (titles.has(report.document)) return 'titre'
      return 'aucun'
    }
    const count = (way: string): number => others.filter((report) => how(report) === way).length
    expect(count('reference')).toBeGreaterThanOrEqual(100)
    expect(count('fichier')).toBeGreaterThanOrEqual(10)
    expect(count('titre')).toBeGreaterThanOrEqual(10)
    expect(count('aucun')).toBeGreaterThanOrEqual(3)
    expect(count('aucun')).toBeLessThanOrEqual(8)
  })

  test('holds personal data of every kind to mask, and look-alikes to keep', () => {
    const kinds: Readonly<Record<string, RegExp>> = {
      civilite: /\b(?:M\.|Mr|Mme|Madame|Monsieur) [A-Z][a-zéèïç]+/,
      adresse: /\b\d+ (?:bis )?(?:rue|impasse|route|avenue) /,
      telephone: /\b0\d(?: \d\d){4}\b/,
      courriel: /@exemple\.fr/,
      iban: /\bFR\d\d[ \d]/,
      securiteSociale: /\b[12] ?\d\d ?\d\d ?\d\d ?\d{3} ?\d{3} \d\d\b/,
      naissance: /\b[Nn]ée? le /,
      beneficiaire: /\b\d{7} [A-Z]\b|\b2026-\d{5}\b/,
      plaque: /\b[A-Z]{2}-\d{3}-[A-Z]{2}\b/,
    }
    for (const [kind, pattern] of Object.entries(kinds)) {
      expect(reports.some((report) => pattern.test(report.commentaire)), kind).toBe(true)
    }
    const holders = reports.filter(({ commentaire }) => Object.values(kinds).some((kind) => kind.test(commentaire)))
    expect(holders.length).toBeGreaterThanOrEqual(25)
    for (const kept of ['Cerfa 14069*03', 'L. 262-2', '312 €', '3646']) {
      expect(reports.some((report) => report.commentaire.includes(kept)), kept).toBe(true)
    }
  })
})
