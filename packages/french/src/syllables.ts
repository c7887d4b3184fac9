import { normalise } from './characters.ts'

const VOWELS = 'aàâäeéèêëiîïoôöuùûüyœæ'

/** Spellings that no rule reads. */
const EXCEPTIONS = new Map<string, number>([
  ['pays', 2],
  ['paysage', 3],
  ['paysages', 3],
  ['août', 1],
  ['aoûts', 1],
  ['abbaye', 3],
])

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && letter !== '' && VOWELS.includes(letter)
}

/** Number of spoken syllables of a word: groups of vowels, less the mute e, with glides (« pied » 1) and hiatus (« créer » 2). */
export function syllables(word: string): number {
  const norm = normalise(word).replace(/\(.*?\)/g, '')
  if (!/\p{L}/u.test(norm)) return /\d/.test(norm) ? 1 : 0
  let count = 0
  for (const part of norm.split(/[^\p{L}\p{M}]+/u)) if (part !== '') count += syllablesOf(part)
  return Math.max(1, count)
}

/** The same for a verb in the third person of the plural, whose -ent is mute: « demandent » 2, « étaient » 2. */
export function syllablesOfVerb(word: string): number {
  const norm = normalise(word)
  return syllables(norm.endsWith('ent') ? `${norm.slice(0, -3)}e` : norm)
}

function syllablesOf(word: string): number {
  const known = EXCEPTIONS.get(word)
  if (known !== undefined) return known
  // qu, gu before a vowel, and « geo », « gea »: the letter only writes the consonant.
  let text = word
    .replace(/qu(?=[aàâeéèêëiîïoôy])/g, 'q')
    .replace(/gu(?=[eéèêiîy])/g, 'g')
    .replace(/ge(?=[aâoô])/g, 'g')
  // Final mute e and es; the -ent of verbs is for who knows that they are verbs.
  if (/[^aeiouyéèêâîôûëïü]e?s?$/.test(text) || /es?$/.test(text))
    text = text.replace(/([^aàâeéèêëiîïoôuùûy])es?$/u, '$1')
  text = text.replace(/([éiuyo])es?$/u, '$1')
  let count = 0
  let i = 0
  while (i < text.length) {
    if (!isVowel(text[i])) {
      i++
      continue
    }
    let end = i
    while (end < text.length && isVowel(text[end])) end++
    count += nuclei(text.slice(i, end), text.slice(Math.max(0, i - 2), i), text.slice(end))
    i = end
  }
  return count
}

/** Spoken vowels in one group of written vowels. */
function nuclei(group: string, before: string, after: string): number {
  let rest = group
  let count = 0
  // « fille », « travail », « oeil »: -ill- and final -il after a vowel write a glide.
  if (/[aeuoœ]i$/.test(rest) && /^l(?:l|$|s$)/.test(after) && rest.length > 1) rest = rest.slice(0, -1)
  while (rest.length > 0) {
    const match = /^(?:eau|oeu|œu|aî|ai|aie|au|ei|eu|eû|ou|où|oû|oi|oî|oy|ay|ey|uy|ui|œ|æ)/.exec(rest)
    const own = match?.[0] ?? rest.charAt(0)
    const next = rest.slice(own.length)
    const glide = (own === 'i' || own === 'y' || own === 'u' || own === 'ou') && next.length > 0
    // « pied », « nation », « lui »: a glide, save after two consonants (« client », « prier »).
    if (
      glide &&
      !/[bcdfgptv][lr]$/.test(before) &&
      !(own === 'u' && /^[aâéèo]/.test(next)) &&
      !(own === 'ou' && /^[éèa]/.test(next)) &&
      count === 0
    ) {
      rest = next
      continue
    }
    count++
    rest = next
    // « voyage », « essayer »: y between vowels starts the next syllable.
    if ((own.endsWith('y') || own === 'i') && rest.length > 0 && count > 0) {
      const following = /^(?:eau|ai|au|ei|eu|ou|oi|[aàâeéèêëiîïoôuùû])/.exec(rest)?.[0]
      if (following !== undefined) {
        count++
        rest = rest.slice(following.length)
      }
    }
  }
  return Math.max(1, count)
}
