import { existsSync, realpathSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { problemOf, type RecordFinding, type ScanRecord } from '@limpide/library'
import type { Rule } from 'limpide'
import { UsageError } from '../exit.ts'
import { count } from '../print/number.ts'
import { tell } from '../print/output.ts'

/** Proposals written in a remark. */
const PROPOSALS = 3

/** Refuses, before anything is read, a copy that cannot be written; throws a UsageError that says why. */
export function checkCopy(files: readonly string[], copy: string): void {
  const [file] = files
  if (file === undefined || files.length > 1 || file === '-' || statSync(file).isDirectory())
    throw new UsageError(
      '«\u00a0--annoter\u00a0» demande un seul fichier, docx ou pdf, et non un dossier ou l’entrée standard.',
    )
  if (existsSync(copy) && realpathSync(copy) === realpathSync(file))
    throw new UsageError(
      `«\u00a0${copy}\u00a0» est le document lui-même\u00a0: donnez un autre nom à la copie annotée.`,
    )
  if (!existsSync(dirname(resolve(copy))))
    throw new UsageError(`le dossier de «\u00a0${copy}\u00a0» n’existe pas\u00a0: créez-le d’abord.`)
}

/** Writes the remarks of a record in a copy of its document, where the person reviews it; says how many. */
export async function writeCopy(
  file: string,
  copy: string,
  record: ScanRecord,
  rules: ReadonlyMap<string, Rule>,
): Promise<void> {
  // A file that could not be read has its problem said already: there is nothing to annotate.
  if (record.type === null) return
  const { ANNOTATED, annotate } = await import('limpide/annotate')
  const { format } = record
  if ((format !== 'docx' && format !== 'pdf') || !ANNOTATED.has(format)) {
    throw new UsageError(
      `«\u00a0--annoter\u00a0» écrit dans les documents docx et pdf\u00a0; «\u00a0${file}\u00a0» est au format ${format ?? 'inconnu'}. Enregistrez-le en docx, ou lisez ses remarques dans l’éditeur.`,
    )
  }
  if (extname(copy).toLowerCase() !== extname(file).toLowerCase() && extname(copy).toLowerCase() !== `.${format}`)
    throw new UsageError(
      `la copie d’un ${format} est un ${format}\u00a0: nommez-la «\u00a0${join(dirname(copy), `copie.${format}`)}\u00a0», par exemple.`,
    )
  const bytes = await readFile(file)
  const remarks = record.findings.map((finding) => ({
    place: finding.loc === null || 'line' in finding.loc ? null : finding.loc,
    said: said(finding, rules.get(finding.rule)),
  }))
  try {
    await writeFile(copy, await annotate(bytes, format, remarks))
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`la copie annotée n’a pas pu être écrite (${copy})\u00a0: ${what} ${fix}`)
  }
  tell(`${count(remarks.length, 'remarque')} dans ${copy}`)
}

/** What the remark says: the message, what to do, what could be written instead. */
function said(finding: RecordFinding, rule: Rule | undefined): readonly string[] {
  const lines = [finding.message]
  if (rule !== undefined) lines.push(`Conseil\u00a0: ${rule.advice}`)
  const proposals = finding.suggestions.slice(0, PROPOSALS).map(({ label }) => label)
  if (proposals.length > 0) lines.push(`Proposition\u00a0: ${proposals.join(' ou ')}`)
  lines.push(`Règle\u00a0: ${finding.rule}`)
  return lines
}
