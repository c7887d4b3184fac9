import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { sharedLimpide } from 'limpide'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConfigs, problemOf, readWhole, type ScanRecord, scan } from '../packages/library/src/index.ts'

const LETTER = `Madame,

Votre dossier est incomplet. Il manque votre avis d’imposition. Envoyez cette pièce avant le 15 mars 2026. Nous vous répondrons en deux semaines. Vous pouvez nous appeler le matin, du lundi au vendredi, au guichet de la mairie.

Cordialement,
`
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const word = (document: string): Uint8Array =>
  zipSync({ '[Content_Types].xml': strToU8(TYPES), 'word/document.xml': strToU8(document) })
const body = (inner: string): string => `<w:document ${W}><w:body>${inner}</w:body></w:document>`
const paragraphs = (count: number): string => '<w:p><w:r><w:t>Bonjour.</w:t></w:r></w:p>'.repeat(count)
const deep = (open: string, close: string): string => `${open.repeat(300_000)}Bonjour${close.repeat(300_000)}`

function pdf(pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const document = new PDFDocument(options)
  for (let page = 1; page < pages; page += 1) document.text(LETTER).addPage()
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Uint8Array>((resolve) =>
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))),
  )
  document.text('Votre dossier est incomplet.')
  document.end()
  return ended
}

/** Objects of a pdf, numbered from 1; the first is its catalog. Without a table of places: readers rebuild it. */
const objects = (...bodies: readonly string[]): string =>
  `%PDF-1.7\n${bodies.map((text, i) => `${i + 1} 0 obj\n${text}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\n%%EOF`
const stream = (dictionary: string, content: string): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>'
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'

/** A drawing that draws itself, without end. */
const drawsItself = (): string =>
  objects(
    CATALOG,
    PAGES,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>',
    stream('', '/X Do'),
    stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
      '/X Do '.repeat(50),
    ),
  )

/** Its list of pages is among its own pages. */
const holdsItself = (): string => objects(CATALOG, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 /Parent 2 0 R >>')

/** Its directory says that a part of thousands of letters holds ten. */
function lyingZip(): Uint8Array {
  const zip = word(body(paragraphs(2_000)))
  const view = new DataView(zip.buffer, zip.byteOffset)
  for (let at = 0; at + 4 < zip.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
  }
  return zip
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

let root: string
let records: Map<string, ScanRecord>
let grown: number

const FILES: Readonly<Record<string, () => Uint8Array | string | Promise<Uint8Array>>> = {
  'bombe.docx': () => word(body(' '.repeat(80 * 1024 * 1024))),
  'menteur.docx': lyingZip,
  'grimpeur.docx': () => zipSync({ '../../etc/passwd': strToU8('x'), 'word/document.xml': strToU8(body('')) }),
  'bombe.odt': () =>
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.text'),
      'content.xml': strToU8(`<office:document-content>${' '.repeat(80 * 1024 * 1024)}</office:document-content>`),
    }),
  'foule.docx': () =>
    zipSync(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, new Uint8Array(1)])), { level: 0 }),
  'milliard.docx': () =>
    word(
      `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "&a${i - 1};&a${i - 1};">`).join('')}]>${body('<w:p><w:r><w:t>&a29;</w:t></w:r></w:p>')}`,
    ),
  'externe.docx': () =>
    word(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>')}`),
  'profond.docx': () => word(body(deep('<w:p>', '</w:p>'))),
  'profond.html': () => deep('<div>', '</div>'),
  'profond.md': () => '>'.repeat(300_000),
  'profond.rtf': () => `{\\rtf1 ${deep('{', '}')}}`,
  'profond.txt': () => '('.repeat(300_000),
  'profond.pdf': () => objects(CATALOG, PAGES, `<< /Type /Page /X ${'['.repeat(300_000)} >>`),
  'profond.eml': () =>
    `Subject: Un\nFrom: a@exemple.fr\nTo: b@exemple.fr\nMIME-Version: 1.0\n${Array.from({ length: 30_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join('')}`,
  'coupe.odt': () => zipSync({ 'content.xml': strToU8(paragraphs(900)) }, { level: 0 }).slice(0, 400),
  'coupe.msg': () => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('__substg1.0_', 'utf16le')]),
  'coupe.rtf': () => `{\\rtf1 ${LETTER}{\\b Votre doss`,
  'coupe.docx': () => word(body(paragraphs(50))).slice(0, 400),
  'coupe.pdf': async () => (await pdf(1)).slice(0, 300),
  'coupe.doc': () => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('WordDocument', 'utf16le')]),
  'echange.docx': () => pdf(1),
  'echange.pdf': () => word(body(paragraphs(50))),
  'echange.html': () => `{\\rtf1 ${LETTER}}`,
  'chiffre.docx': () => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
  'chiffre.pdf': () => pdf(2, { userPassword: 'secret' }),
  'cycle.pdf': drawsItself,
  'arbre.pdf': holdsItself,
  'pages.pdf': () => pdf(500),
  'nuls.txt': () => new Uint8Array(5_000),
  'nuls-semes.txt': () => 'a\0b\0\0c'.repeat(1_000),
}

const put = (name: string, content: Uint8Array | string): void => writeFileSync(join(root, name), content)

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'limpide-hostile-'))
  for (const [name, make] of Object.entries(FILES)) put(name, await make())
  put('gros.txt', 'a')
  truncateSync(join(root, 'gros.txt'), 200 * 1024 * 1024)
  put('zz-apres.txt', LETTER)
  mkdirSync(join(root, 'boucle'))
  put('boucle/lettre.txt', LETTER)
  if (process.platform !== 'win32') {
    symlinkSync('..', join(root, 'boucle', 'encore'))
    symlinkSync('lui-meme.txt', join(root, 'lui-meme.txt'))
    symlinkSync('/dev/zero', join(root, 'sans-fin.txt'))
    execFileSync('mkfifo', [join(root, 'tube.txt')])
  }
  records = new Map()
  const before = process.memoryUsage().rss
  for await (const record of scan([root], {
    configs: createConfigs(sharedLimpide().parseConfig),
    concurrency: 2,
  }))
    records.set(record.path.replace(`${root}/`, ''), record)
  grown = process.memoryUsage().rss - before
}, 600_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

const EXPECTED: Readonly<Record<string, string>> = {
  'bombe.docx': 'archive-trop-grosse',
  'bombe.odt': 'archive-trop-grosse',
  'foule.docx': 'archive-trop-grosse',
  'menteur.docx': 'archive-abimee',
  'grimpeur.docx': 'archive-abimee',
  'milliard.docx': 'xml-refuse',
  'externe.docx': 'xml-refuse',
  'profond.docx': 'xml-refuse',
  'profond.html': 'document-trop-imbrique',
  'profond.md': 'document-trop-imbrique',
  'profond.rtf': 'rtf-refuse',
  'profond.txt': 'sans-texte',
  'profond.pdf': 'pdf-abime',
  'profond.eml': 'courriel-abime',
  'coupe.docx': 'archive-abimee',
  'coupe.odt': 'archive-abimee',
  'coupe.msg': 'ole-abime',
  'coupe.rtf': 'rtf-tronque',
  'coupe.pdf': 'pdf-abime',
  'coupe.doc': 'ole-abime',
  'chiffre.docx': 'fichier-chiffre',
  'chiffre.pdf': 'fichier-chiffre',
  'cycle.pdf': 'sans-texte',
  'arbre.pdf': 'sans-texte',
  'nuls.txt': 'format-inconnu',
  'nuls-semes.txt': 'format-inconnu',
  'gros.txt': 'fichier-trop-gros',
}

test.each(Object.entries(EXPECTED))('%s costs one line that says « %s »', (name, code) => {
  const record = records.get(name)
  expect(record?.problems.map((problem) => problem.code)).toContain(code)
  expect(record?.problems[0]?.fix).toMatch(/[.»]$/)
})

test('no entity is fetched, a file that took another name is read for what it is', () => {
  for (const record of records.values()) expect(JSON.stringify(record)).not.toContain('root:')
  expect(records.get('echange.docx')).toMatchObject({ format: 'pdf' })
  expect(records.get('echange.pdf')).toMatchObject({ format: 'docx', words: 50 })
  expect(records.get('echange.html')).toMatchObject({ format: 'rtf', problems: [] })
})

test('five hundred pages are read to the last', () => {
  expect(records.get('pages.pdf')).toMatchObject({ format: 'pdf', problems: [] })
  expect(records.get('pages.pdf')?.words).toBeGreaterThan(499 * 30)
})

test.runIf(process.platform !== 'win32')('a pipe and a device are named at once; a loop of links ends', () => {
  expect(records.get('tube.txt')?.problems[0]?.code).toBe('fichier-special')
  expect(records.get('sans-fin.txt')?.problems[0]?.code).toBe('fichier-special')
  expect([...records.keys()].filter((path) => path.includes('boucle'))).toEqual(['boucle/lettre.txt'])
})

test('the scan goes on, and the parent keeps its memory', () => {
  expect(records.get('zz-apres.txt')).toMatchObject({ format: 'txt', problems: [] })
  expect(records.get('zz-apres.txt')?.score).not.toBeNull()
  // A bomb of 80 MB and a text of 200 MB went by.
  expect(grown).toBeLessThan(60 * 1024 * 1024)
})

test('a file that someone is writing is named, one that was written is read', async () => {
  const path = join(root, 'ecrit.txt')
  writeFileSync(path, LETTER.repeat(20_000))
  let turns = 0
  const writing = setInterval(() => {
    turns += 1
    writeFileSync(path, `${LETTER.repeat(20_000)}${turns}`)
  }, 0)
  const codes = new Set<string>()
  for (let tries = 0; tries < 40 && codes.size === 0; tries += 1)
    await readWhole(path, 1024 * 1024 * 1024).catch((error: unknown) => codes.add(problemOf(error).code))
  clearInterval(writing)
  expect([...codes]).toEqual(['fichier-modifie'])
  expect((await readWhole(path, 1024 * 1024 * 1024)).length).toBeGreaterThan(1_000_000)
})

const LIBRARY = join(import.meta.dirname, '../packages/library/src/index.ts')
const LIMPIDE = join(import.meta.dirname, '../packages/limpide/src/index.ts')
/** Whoever runs as root may read everything: nobody is asked to read instead, where the system can and the project is open to him. */
const asNobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath]
const isRoot = process.getuid?.() === 0
const canBeNobody = spawnSync('setpriv', [...asNobody, '-e', 'fs.accessSync(process.argv[1])', LIBRARY]).status === 0

test.skipIf(process.platform === 'win32' || (isRoot && !canBeNobody))(
  'a file that one may not read costs one line, the next one is read (skipped as root where one cannot be nobody)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'limpide-interdit-'))
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'interdit.txt'), LETTER, { mode: 0o000 })
    writeFileSync(join(folder, 'permis.txt'), LETTER, { mode: 0o644 })
    const script = `import { createConfigs, scan } from ${JSON.stringify(LIBRARY)}
import { sharedLimpide } from ${JSON.stringify(LIMPIDE)}
for await (const { path, problems } of scan(['.'], { configs: createConfigs(sharedLimpide().parseConfig) }))
  console.log(path, ...problems.map(({ code }) => code))`
    const run = ['--input-type=module-typescript', '-e', script]
    const { stdout, stderr } = spawnSync(isRoot ? 'setpriv' : process.execPath, isRoot ? [...asNobody, ...run] : run, {
      encoding: 'utf8',
      cwd: folder,
    })
    expect(stdout.trim().split('\n').sort(), stderr).toEqual(['interdit.txt fichier-interdit', 'permis.txt'])
    rmSync(folder, { recursive: true, force: true })
  },
  120_000,
)
