/** What tells where a person keeps their settings. */
export interface PersonalPlace {
  /** `process.platform`. */
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/**
 * Where a person's own words are: `%APPDATA%\\limpide\\dictionnaire.txt` on Windows, elsewhere
 * `$XDG_CONFIG_HOME/limpide/dictionnaire.txt`, by default `~/.config/limpide/dictionnaire.txt`. One word a line.
 */
export function personalDictionaryPath({ platform, env, home }: PersonalPlace): string {
  if (platform === 'win32') return `${env.APPDATA || `${home}\\AppData\\Roaming`}\\limpide\\dictionnaire.txt`
  return `${env.XDG_CONFIG_HOME || `${home}/.config`}/limpide/dictionnaire.txt`
}
