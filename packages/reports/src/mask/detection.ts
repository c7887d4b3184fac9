/** Kinds of personal data that are masked, with what a reader sees instead. */
export const MASKS = {
  courriel: '[courriel]',
  iban: '[IBAN]',
  nir: '[numéro de sécurité sociale]',
  carte: '[numéro de carte]',
  telephone: '[téléphone]',
  naissance: '[date de naissance]',
  dossier: '[numéro de dossier]',
  plaque: '[plaque]',
  adresse: '[adresse]',
  nom: '[nom]',
} as const

export type MaskKind = keyof typeof MASKS

/** A place in the text that holds personal data. */
export interface Detection {
  readonly kind: MaskKind
  readonly start: number
  readonly end: number
}

/** One form that a kind of personal data takes. */
export interface MaskRule {
  readonly kind: MaskKind
  /** With the flags `d` and `g`; what is masked is its group `x`, or the whole match. */
  readonly pattern: RegExp
  readonly keep: (found: string) => boolean
}

/** A form to look for. `keep` may refuse what was found. */
export function rule(kind: MaskKind, pattern: RegExp, keep: (found: string) => boolean = () => true): MaskRule {
  return { kind, pattern, keep }
}

/** What is made when it is first asked for: long patterns are long to make, and most commands mask nothing. */
export function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

/** Every place where one of the rules finds something. */
export function detect(text: string, rules: readonly MaskRule[]): Detection[] {
  const found: Detection[] = []
  for (const { kind, pattern, keep } of rules) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.x ?? match.indices?.[0] ?? [0, 0]
      if (end > start && keep(text.slice(start, end))) found.push({ kind, start, end })
    }
  }
  return found
}

/**
 * What comes right after something found, and is of its kind: « nés les 12/03/2010, 4/5/2012 et 6/7/2014 ».
 * `next` is sticky, and what is masked is its group `x`; `keep` is told what it follows.
 */
export function followers(
  text: string,
  found: readonly Detection[],
  next: RegExp,
  keep: (follower: string, followed: string) => boolean = () => true,
): Detection[] {
  const more: Detection[] = []
  const starts = new Set(found.map(({ start }) => start))
  for (const { kind, start, end } of found) {
    let followed = text.slice(start, end)
    next.lastIndex = end
    for (let match = next.exec(text); match !== null; match = next.exec(text)) {
      const [from, to] = match.indices?.groups?.x ?? [0, 0]
      const follower = text.slice(from, to)
      // One that is known already has followers of its own: a long list is read once.
      if (to === from || starts.has(from) || !keep(follower, followed)) break
      starts.add(from)
      more.push({ kind, start: from, end: to })
      followed = follower
      next.lastIndex = to
    }
  }
  return more
}

/**
 * A group that reads the words of a pattern in any case, with or without their accents, where the rest of the pattern tells capitals
 * apart. Escapes stay as they are.
 */
export function anyCase(pattern: string): string {
  let inClass = false
  const said = pattern.replace(/\\[pP]\{[^}]+\}|\\u[\da-f]{4}|\\.|[[\]]|\p{L}/giu, (found) => {
    if (found === '[' || found === ']') inClass = found === '['
    const [small, capital] = [found.toLowerCase(), found.toUpperCase()]
    if (found.startsWith('\\') || small === capital) return found
    const plain = small.normalize('NFD').replace(/\p{M}/gu, '')
    const letters = plain === small ? small + capital : small + capital + plain + plain.toUpperCase()
    return inClass ? letters : `[${letters}]`
  })
  return `(?:${said})`
}

/** Lower case, without accents: what word lists are written in. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’]/g, "'").replace(/œ/gi, 'oe').toLowerCase()
}
