import { existsSync, realpathSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { LIMITS, type Outcome, pathInConfig, problemOf, readTable, scanWithText } from '@limpide/library'
import { buildKit, isKit, type Kit, kitPage, shapeOf, type TestResults } from '@limpide/map/kit'
import { declaredDocument } from 'limpide'
import { EXIT, isUnread, UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { tell, write } from '../print/output.ts'
import { missing, OCR_SECONDS } from './check.ts'
import { openSession, tellConfigProblems } from './session.ts'

export interface KitOptions {
  readonly sortie: string
  readonly service?: string
  readonly config?: string
  readonly ocr?: boolean
}

/** Writes the kit of a test with users: what to print, without personal data; gives the exit code. */
export async function makeKit(file: string, options: KitOptions): Promise<number> {
  checkOutput(file, options.sortie)
  const kit = await kitOf(file, options)
  if (kit === undefined) return EXIT.partial
  const page = kitPage(kit, {
    style: { kind: 'inside' },
    ...(options.service === undefined ? {} : { service: options.service }),
  })
  if (extname(options.sortie).toLowerCase() === '.pdf') {
    const { printPdf } = await import('../print/pdf.ts')
    await printPdf(page, options.sortie)
  } else await writeOut(options.sortie, page)
  const gaps = kit.cloze === undefined ? '' : `${count(kit.cloze.key.length, 'trou')}, `
  await write(
    `${options.sortie}\u00a0: kit ${kit.code}, ${gaps}${count(kit.sentences.length, 'phrase à surligner', 'phrases à surligner')}, ${count(kit.questions.length, 'question')}.\n`,
  )
  if (kit.clozeLack !== undefined)
    tell(
      `Pas de texte à trous\u00a0: il faut ${kit.clozeLack.needed} mots à compter (sans la première phrase, les noms propres ni les nombres), et «\u00a0${file}\u00a0» en a ${kit.clozeLack.words}.`,
    )
  return EXIT.clear
}

export interface ImportOptions {
  readonly avant?: string
  readonly memoriser?: boolean
  readonly config?: string
  readonly ocr?: boolean
}

/** Reads the results of a test with users, says what they are worth, and keeps them as the proof of the step when asked. */
export async function importResults(table: string, file: string, options: ImportOptions): Promise<number> {
  for (const path of [table, ...(options.avant === undefined ? [] : [options.avant])])
    if (!existsSync(path)) throw new UsageError(missing(path))
  const kit = await kitOf(file, options)
  if (kit === undefined) return EXIT.partial
  const results = await resultsIn(table, kit, file)
  const before = options.avant === undefined ? undefined : await resultsIn(options.avant, kit, file, true)
  if (results.participants.length === 0)
    throw new UsageError(`${table}\u00a0: aucun résultat n’a pu être lu. Rien n’est gardé.`)
  const { reportResults } = await import('../print/user-test-text.ts')
  await write(reportResults(kit, results, before))
  if (options.memoriser === true) await keepProof(file, kit, results)
  return EXIT.clear
}

async function keepProof(file: string, kit: Kit, results: TestResults): Promise<void> {
  if (results.code !== kit.code)
    throw new UsageError(
      `ces résultats sont ceux du kit ${results.code}, et «\u00a0${file}\u00a0» donne le kit ${kit.code}\u00a0: ils ne prouvent rien sur ce texte. Rien n’est gardé.`,
    )
  const { openPlanTables } = await import('./tables.ts')
  const { proofOf } = await import('@limpide/map/kit')
  const { pathInStore, storePlace } = await import('@limpide/library')
  const { userInfo } = await import('node:os')
  const plan = await openPlanTables(dirname(resolve(file)))
  try {
    const { root } = storePlace(file, process.env.DATABASE_URL)
    const proof = proofOf(results)
    await plan.attachProof(
      pathInStore(root, file),
      proof,
      { actor: `${userInfo().username} (commande)` },
      new Date().toISOString(),
    )
    await write(
      `\nGardé comme preuve du test\u00a0: ${proof.summary}. Aucun texte n’est gardé, seulement des comptes.\n`,
    )
  } finally {
    await plan.close()
  }
}

async function resultsIn(table: string, kit: Kit, file: string, isBefore = false): Promise<TestResults> {
  const { readResults } = await import('@limpide/map/kit')
  try {
    const { rows, problems: unread } = await readTable(await readFile(table), basename(table))
    const { results, problems } = readResults(rows, shapeOf(kit), basename(table))
    for (const { code, what, fix, where } of [...unread, ...problems])
      if (!(isBefore && code === 'autre-kit')) tell(`${where === undefined ? '' : `${where}\u00a0: `}${what} ${fix}`)
    return results
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`${table} (résultats de «\u00a0${file}\u00a0»)\u00a0: ${what} ${fix}`)
  }
}

/** The kit of a document; `undefined` when the document cannot be read, which is said. Throws a UsageError for a text too short. */
async function kitOf(
  file: string,
  options: { readonly config?: string; readonly ocr?: boolean },
): Promise<Kit | undefined> {
  if (!existsSync(file)) throw new UsageError(missing(file))
  if (statSync(file).isDirectory())
    throw new UsageError(`«\u00a0${file}\u00a0» est un dossier\u00a0: donnez un seul document.`)
  const { configs } = await openSession(options)
  let read: Outcome | undefined
  for await (const outcome of scanWithText([file], {
    configs,
    prose: true,
    concurrency: 1,
    ...(options.ocr === true ? { ocr: true, limits: { ...LIMITS, seconds: OCR_SECONDS } } : {}),
  }))
    read = outcome
  tellConfigProblems(configs)
  if (read === undefined)
    throw new UsageError(
      `«\u00a0${file}\u00a0» n’est pas d’un format connu. Donnez un document md, html, txt, docx, odt, rtf, doc, pdf, eml ou msg.`,
    )
  const { prose, record } = read
  if (prose === undefined || isUnread(record)) {
    const [problem] = record.problems
    tell(
      problem === undefined
        ? `«\u00a0${file}\u00a0» ne contient aucun texte à essayer.`
        : `«\u00a0${file}\u00a0»\u00a0: ${problem.what} ${problem.fix}`,
    )
    return undefined
  }
  const place = resolve(file)
  const found = await configs.of(place)
  const path = pathInConfig(place, found)
  // As the team calls it: the letter itself may only say « Notification ».
  const title = path === undefined ? undefined : declaredDocument(found.config, path)?.title
  const made = buildKit({ ...prose, title: title ?? prose.title }, basename(file))
  if (isKit(made)) return made
  throw new UsageError(
    `«\u00a0${file}\u00a0» est trop court pour un test\u00a0: ${count(made.words, 'mot')} dans le corps du document, il en faut ${made.needed} au moins.`,
  )
}

function checkOutput(file: string, output: string): void {
  const kind = extname(output).toLowerCase()
  if (kind !== '.html' && kind !== '.htm' && kind !== '.pdf')
    throw new UsageError(
      `«\u00a0${output}\u00a0»\u00a0: le kit est une page HTML ou un PDF. Exemple\u00a0: --sortie kit.html.`,
    )
  if (!existsSync(dirname(resolve(output))))
    throw new UsageError(`le dossier de «\u00a0${output}\u00a0» n’existe pas\u00a0: créez-le d’abord.`)
  if (existsSync(file) && existsSync(output) && realpathSync(file) === realpathSync(output))
    throw new UsageError(`«\u00a0${output}\u00a0» est le document lui-même\u00a0: donnez un autre nom au kit.`)
}

async function writeOut(output: string, page: string): Promise<void> {
  try {
    await writeFile(output, page)
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`le kit n’a pas pu être écrit (${output})\u00a0: ${what} ${fix}`)
  }
}
