import type { Config } from './config.ts'
import { plainWord } from './plain.ts'

/** The words of a personal dictionary: one a line, `#` begins a remark. Any text gives a result. */
export function parseDictionary(source: string): ReadonlySet<string> {
  const words = new Set<string>()
  for (const line of source.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const word = plainWord((line.split('#')[0] ?? '').normalize('NFC').trim())
    if (word !== '') words.add(word)
  }
  return words
}

/** A configuration that also accepts these words. */
export function withDictionary(config: Config, words: ReadonlySet<string>): Config {
  if ([...words].every((word) => config.dictionary.has(word))) return config
  return { ...config, dictionary: new Set([...config.dictionary, ...words]) }
}
