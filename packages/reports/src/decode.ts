import type { Problem } from './problem.ts'

/** The characters of windows-1252 between 0x80 and 0x9F, which Latin-1 does not have; '\u0000' where there is none. */
const C1 = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ'

/** The text of a file, with what is odd in how it is written. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252'
  readonly problems: readonly Omit<Problem, 'where'>[]
}

/** The text of a file: UTF-8, UTF-16, else windows-1252, the three that spreadsheets write; accents broken by two programs are mended, and said. */
export function decode(bytes: Uint8Array): Decoded {
  const order = utf16Order(bytes)
  if (order !== undefined) return { text: decodeUtf16(bytes, order), encoding: 'utf-16', problems: [] }
  try {
    return mended(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    const loose = new TextDecoder('utf-8').decode(bytes)
    const broken = loose.split('\ufffd').length - 1
    const sound = loose.match(/[\u00a0-\u024f\u2010-\u203a€]/g)?.length ?? 0
    // Two files joined in one: most of its accents are those of UTF-8.
    if (broken * 4 < sound) {
      const problem = {
        code: 'caracteres-illisibles',
        what: `${broken} ${broken > 1 ? 'caractères ne sont pas lisibles' : 'caractère n’est pas lisible'}\u00a0: le fichier mélange deux encodages.`,
        fix: 'Exportez-le de nouveau en UTF-8. En attendant, ils sont remplacés par «\u00a0\ufffd\u00a0».',
      }
      return { text: loose, encoding: 'utf-8', problems: [problem] }
    }
    // Older spreadsheets save French text this way, without saying so.
    let text = ''
    for (const byte of bytes) {
      const special = byte >= 0x80 && byte <= 0x9f ? C1[byte - 0x80] : undefined
      text += special === undefined || special === '\u0000' ? String.fromCharCode(byte) : special
    }
    return { text, encoding: 'windows-1252', problems: [] }
  }
}

/** By its mark, or by its zeros: every second byte of French text in UTF-16. */
function utf16Order(bytes: Uint8Array): 'little' | 'big' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'little'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'big'
  const zeros = [0, 0]
  const length = Math.min(bytes.length, 2000)
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd * 4 > length && even === 0) return 'little'
  return even * 4 > length && odd === 0 ? 'big' : undefined
}

function decodeUtf16(bytes: Uint8Array, order: 'little' | 'big'): string {
  if (order === 'little') return new TextDecoder('utf-16le').decode(bytes)
  const swapped = new Uint8Array(bytes.length - (bytes.length % 2))
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1] ?? 0
    swapped[i + 1] = bytes[i] ?? 0
  }
  return new TextDecoder('utf-16le').decode(swapped)
}

const TWICE = /[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf™œ“”¦]|Å“/g

/** « rÃ©ponse » was UTF-8 taken for windows-1252, then saved: each such run is read again. */
function mended(text: string): Decoded {
  const count = text.match(TWICE)?.length ?? 0
  const accents = text.match(/[éèêàçùôî]/g)?.length ?? 0
  if (count < 3 || count < accents) return { text, encoding: 'utf-8', problems: [] }
  const again = text.replace(/[^\0-\x7f]+/g, (run) => {
    const bytes: number[] = []
    for (const sign of run) {
      const code = sign.charCodeAt(0)
      const special = C1.indexOf(sign)
      if (code > 0xff && special < 0) return run
      bytes.push(special >= 0 && code > 0xff ? 0x80 + special : code)
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
    } catch {
      return run
    }
  })
  const problem = {
    code: 'accents-repares',
    what: 'Les accents du fichier étaient cassés («\u00a0Ã©\u00a0» pour «\u00a0é\u00a0»)\u00a0: ils sont réparés.',
    fix: 'La prochaine fois, ouvrez et enregistrez le fichier en UTF-8.',
  }
  return { text: again, encoding: 'utf-8', problems: [problem] }
}
