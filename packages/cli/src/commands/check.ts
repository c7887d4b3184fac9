import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { LIMITS, type Outcome, type Source, scanWithText, walk } from '@limpide/library'
import type { TextFormat } from 'limpide'
import { EXIT, isUnread, UsageError } from '../exit.ts'
import { tell, write } from '../print/output.ts'
import { breaks, parseLimit, sayBroken } from '../threshold.ts'
import { interruptible, openSession, readInput, rulesMet, tellConfigProblems } from './session.ts'

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif'
  readonly typeFichier?: TextFormat
  readonly type?: string
  readonly seuil?: string
  readonly sansMinimum?: boolean
  readonly config?: string
  readonly annoter?: string
  readonly ocr?: boolean
  readonly details?: boolean
}

/** Seconds given to a file whose text is recognised: the recognition stops by itself after a minute; the rest is for reading and checking. */
export const OCR_SECONDS = 120

/** Checks documents and prints what was found; gives the exit code. */
export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const limit = options.seuil === undefined ? undefined : parseLimit(options.seuil)
  for (const file of files) {
    if (file !== '-' && !existsSync(file)) throw new UsageError(missing(file))
  }
  const { annoter: copy } = options
  const copier = copy === undefined ? undefined : await import('./annotate.ts')
  if (copy !== undefined) copier?.checkCopy(files, copy)
  const { limpide, configs, type } = await openSession(options)
  const rules = new Map(limpide.rules.map((rule) => [rule.id, rule]))
  const { recordText } = await import('../print/record-text.ts')
  const kept: (Pick<Outcome, 'record' | 'unverifiable'> & { readonly text: string })[] = []
  const broken: string[] = []
  let isPartial = false

  const interrupted = await interruptible(async (signal) => {
    const sources = scanWithText(sourcesOf(files, options.typeFichier), {
      configs,
      signal,
      noMinimum: options.sansMinimum === true,
      ...(options.ocr === true ? { ocr: true, limits: { ...LIMITS, seconds: OCR_SECONDS } } : {}),
      ...(type === undefined ? {} : { type }),
    })
    let isFirst = true
    for await (const { record, text = '', unverifiable = [] } of sources) {
      if (breaks(record, limit)) broken.push(record.path)
      isPartial ||= isUnread(record)
      const said = { unverifiable, details: options.details === true }
      if (options.format === 'text') await write(`${isFirst ? '' : '\n'}${recordText(record, text, rules, said)}`)
      else kept.push({ record, text, unverifiable })
      const [file] = files
      if (copy !== undefined && file !== undefined) await copier?.writeCopy(file, copy, record, rules)
      isFirst = false
    }
    return signal.aborted
  })

  if (options.format === 'json')
    await write(
      `${JSON.stringify(
        kept.map(({ record, unverifiable }) => ({ ...record, unverifiable })),
        null,
        2,
      )}\n`,
    )
  if (options.format === 'sarif') {
    const { toSarif } = await import('../print/sarif.ts')
    await write(`${toSarif(kept, { rules: rulesMet({ limpide, configs }), rulesVersion: limpide.rulesVersion })}\n`)
  }
  tellConfigProblems(configs)
  if (interrupted) return EXIT.interrupted
  if (broken.length > 0) {
    tell(sayBroken(broken, options.seuil ?? ''))
    return EXIT.threshold
  }
  return isPartial ? EXIT.partial : EXIT.clear
}

/** What to say of a path that leads nowhere. */
export function missing(path: string): string {
  return `«\u00a0${path}\u00a0» n’existe pas. Vérifiez le chemin\u00a0: il se lit depuis le dossier courant (${process.cwd()}).`
}

async function* sourcesOf(files: readonly string[], format: TextFormat | undefined): AsyncGenerator<Source> {
  for (const file of files) {
    if (file !== '-') {
      yield* walk([file])
      continue
    }
    // The configuration is that of the folder where the command runs.
    const name = `entree-standard${format === undefined ? '' : `.${format}`}`
    yield { path: '-', absolute: resolve(name), name, bytes: await readInput() }
  }
}
