import {
  CALIBRATION,
  type Config,
  type DeclaredDocument,
  type DeclaredService,
  DOCUMENT_TYPES,
  INDICATORS,
  type Limpide,
  PRINCIPLES,
  type Problem,
} from 'limpide'

/** What a map of a folder is drawn from, besides its documents: what the team declared, the rules and the scales in force. */
export interface FolderReference {
  /** With paths written as those of the documents. */
  readonly declared: readonly DeclaredDocument[]
  readonly services: readonly DeclaredService[]
  readonly problems: readonly Problem[]
  /** True where the team keeps the text of its letters. */
  readonly textAllowed: boolean
  readonly rulesVersion: string
  readonly rules: readonly { readonly id: string; readonly name: string }[]
  readonly types: typeof DOCUMENT_TYPES
  readonly principles: typeof PRINCIPLES
  readonly indicators: typeof INDICATORS
  readonly calibration: typeof CALIBRATION
}

/** Gathers the reference of the projects met in a folder; `pathOf` writes an address as the folder shows it. */
export function folderReference(
  limpide: Limpide,
  projects: readonly { readonly config: Config; readonly folder: string | undefined }[],
  pathOf: (uri: string) => string,
): FolderReference {
  // Each sub-folder has read the same file for itself.
  const met = [...new Map(projects.map((project) => [project.folder, project])).values()]
  const configs = met.map(({ config }) => config)
  return {
    declared: met.flatMap(({ config, folder }) =>
      folder === undefined
        ? []
        : config.documents.map((document) => ({ ...document, path: pathOf(`${folder}${encodeURI(document.path)}`) })),
    ),
    services: configs.flatMap(({ services }) => services),
    problems: configs.flatMap(({ problems }) => problems),
    textAllowed: configs.some(({ keepsText }) => keepsText),
    rulesVersion: limpide.rulesVersion,
    rules: limpide.rules.map(({ id, name }) => ({ id, name })),
    types: DOCUMENT_TYPES,
    principles: PRINCIPLES,
    indicators: INDICATORS,
    calibration: CALIBRATION,
  }
}
