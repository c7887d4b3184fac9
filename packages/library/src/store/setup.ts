import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { CALIBRATION, type Config, type DocumentType, declaredDocument, type Limpide } from 'limpide'

/** Names everything besides its bytes that a letter's result depends on: same name, same result. */
export type Setup = (file: { readonly name: string; readonly config: Config; readonly pathInConfig?: string }) => string

/** Prepares the names for the rules in force and the options of a scan. */
export function createSetup(
  { rules, rulesVersion }: Pick<Limpide, 'rules' | 'rulesVersion'>,
  options: { readonly type?: DocumentType; readonly noMinimum?: boolean; readonly ocr?: boolean },
): Setup {
  // A threshold that moved counts, even where the version was forgotten.
  const common = JSON.stringify([
    rulesVersion,
    CALIBRATION.version,
    rules,
    options.type ?? null,
    options.noMinimum === true,
    // A page that could not be read is read again once its picture is.
    ...(options.ocr === true ? ['ocr'] : []),
  ])
  const ofConfig = new WeakMap<Config, string>()
  const names = new Map<string, string>()
  return ({ name, config, pathInConfig }) => {
    let shared = ofConfig.get(config)
    if (shared === undefined) {
      shared = digest(common + JSON.stringify(judging(config), plain))
      ofConfig.set(config, shared)
    }
    const declared = pathInConfig === undefined ? undefined : declaredDocument(config, pathInConfig)?.type
    // A remark ignored on one file holds for its path alone.
    const own = config.ignoredRemarks.length > 0 ? (pathInConfig ?? '') : ''
    const key = `${shared} ${extname(name).toLowerCase()} ${declared ?? ''} ${own}`
    let found = names.get(key)
    if (found === undefined) {
      found = digest(key).slice(0, 32)
      // With paths in them the names are as many as the files: they are not worth keeping.
      if (own === '') names.set(key, found)
    }
    return found
  }
}

/** What of a configuration changes a result; declaring one more document re-reads nobody else. */
function judging(config: Config): object {
  const { documents: _, services: _s, ignored: _i, problems: _p, ...rest } = config
  return rest
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof Map) return ['map', ...value]
  if (value instanceof Set) return ['set', ...value]
  if (value instanceof RegExp) return String(value)
  return value
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
