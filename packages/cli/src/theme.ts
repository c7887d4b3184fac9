import { statSync } from 'node:fs'
import { problemOf } from '@limpide/library'
import type { Theme } from '@limpide/map'
import { missing } from './commands/check.ts'
import { UsageError } from './exit.ts'
import { tell } from './print/output.ts'

/** The theme of a file, JSON or CSS; what it cannot use is told with its place, and the page’s own is kept there. */
export async function openTheme(file: string): Promise<Theme> {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) throw new UsageError(missing(file))
  if (!found.isFile())
    throw new UsageError(
      `«\u00a0${file}\u00a0» est un dossier\u00a0: donnez le fichier du thème, par exemple theme.json.`,
    )
  const { openTheme: open } = await import('@limpide/map/node')
  try {
    const { theme, problems } = open(file)
    for (const { what, fix, where } of problems)
      tell(`${file}${where === undefined ? '' : `, ${where}`}\u00a0: ${what} ${fix}`)
    return theme
  } catch (error) {
    const { what, fix } = problemOf(error)
    throw new UsageError(`le thème ${file} ne peut pas être lu\u00a0: ${what} ${fix}`)
  }
}
