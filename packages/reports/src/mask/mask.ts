import { birthDates } from './births.ts'
import { type Detection, MASKS, type MaskKind } from './detection.ts'
import { bareNumbers, fileNumbers } from './file-numbers.ts'
import { names } from './names.ts'
import { bankNumbers, emails, plates, socialSecurityNumbers, telephones } from './numbers.ts'
import { addresses } from './places.ts'
import { mayMask, protectedSpans } from './protect.ts'

/**
 * Which masking this is. Raise it whenever a text may come out with less in it than before: what is already kept is then
 * masked again (`ReportStore.maskAgain`).
 */
export const MASKING = 2

/** How many of a kind were masked. */
export interface MaskCount {
  readonly kind: MaskKind
  readonly count: number
}

export interface Masked {
  readonly text: string
  readonly masked: readonly MaskCount[]
}

interface Detector {
  readonly find: (text: string) => Detection[]
  /** Without this, there is nothing to look for: most reports hold no number, and pay for none. */
  readonly needs?: RegExp
}

const DIGIT = /\d/
const HOME =
  /\d|habit|demeur|domicil|log[eé]|h[ée]berg|adresse|r[ée]sid|lieu|hameau|quartier|\bvi[st]\b|viv|d[ée]m[ée]nag|\bbp\b|\bcs\b/i

/** From the surest to the least sure: where two overlap, the first keeps its place. */
const DETECTORS: readonly Detector[] = [
  { find: emails },
  { find: bankNumbers, needs: DIGIT },
  { find: socialSecurityNumbers, needs: DIGIT },
  // « née en mille neuf cent soixante-deux »
  { find: birthDates, needs: /\d|mil/i },
  { find: fileNumbers, needs: DIGIT },
  // « zéro six douze quarante-cinq… »
  { find: telephones, needs: /\d|z[ée]ro/i },
  { find: bareNumbers, needs: DIGIT },
  { find: plates, needs: DIGIT },
  { find: addresses, needs: HOME },
  { find: names },
]

/** Kinds to leave alone, where the place of the text says what it is. */
export interface MaskOptions {
  readonly except?: readonly MaskKind[]
}

/** The places of a text that hold personal data, in order, none over another. */
export function personalData(text: string, options: MaskOptions = {}): readonly Detection[] {
  const spans = protectedSpans(text)
  const kept: Detection[] = []
  for (const { find, needs } of DETECTORS) {
    if (needs?.test(text) === false) continue
    const found = find(text).filter(
      (detection) => !options.except?.includes(detection.kind) && mayMask(detection, spans),
    )
    // Of one kind, the longest wins: an address with its town rather than the street alone.
    found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
    for (const detection of found) {
      const trimmed = trim(text, detection)
      const overlapping = kept.filter((other) => trimmed.start < other.end && other.start < trimmed.end)
      if (overlapping.length === 0 && trimmed.end > trimmed.start) kept.push(trimmed)
    }
  }
  return kept.sort((a, b) => a.start - b.start)
}

/**
 * The text without its personal data, each replaced by what it was: « [nom] », « [téléphone] ».
 * Cerfa numbers, sums, law references and service numbers survive. Masking twice changes nothing more.
 */
export function mask(text: string, options: MaskOptions = {}): Masked {
  let result = ''
  let from = 0
  const counts = new Map<MaskKind, number>()
  for (const { kind, start, end } of personalData(text, options)) {
    result += text.slice(from, start) + MASKS[kind]
    from = end
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return { text: result + text.slice(from), masked: [...counts].map(([kind, count]) => ({ kind, count })) }
}

/** Punctuation and blanks around what was found stay in the text. */
function trim(text: string, detection: Detection): Detection {
  let { start, end } = detection
  while (start < end && /[\s,;:.(«"-]/u.test(text[start] ?? '')) start += 1
  while (start < end && /[\s,;:.)»"'’-]/u.test(text[end - 1] ?? '')) end -= 1
  return { ...detection, start, end }
}
