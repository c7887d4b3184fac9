import { normalise } from './characters.ts'

/**
 * Words in h aspiré, by their beginning: no elision, no liaison (« le haut », « la hiérarchie »).
 * A `=` keeps the exact word and its plural: « le héros », but « l'héroïne ».
 */
const ASPIRATED = (
  'hâbl hach hachis hachure hache hagard hai haïr haï hain halage halal haleter halet halèt hall halle hallebard halo halogène- halte hamac hameau hamburger hammam hampe ' +
  'hamster hanche hand handicap hangar hanneton hant happ harangu haras harass harcel harcèl hardi hard harem hareng hargn haricot harnach harnais harp harpon hasard haschisch hât ' +
  'hauban hauss haut hautbois havre hayon heaume hein héler hennir hérald héraut hère hériss hernie héron =héros hers herse hêtr heurt hibou hic hideu hiérarch hiéroglyph- hi-fi hippie ' +
  'hip-hop hiss hobby hoch hockey hold hollandais hollande homard hongr hongrois honn honte honteu hoquet hors horde hot hotte houblon houe houille houl houpp housse houx hublot huche hue huer huée ' +
  'huguenot huit huitaine huitième hululer hun huppe hurl hurler husky hussard hutte hargneu haute hauteur havrais haie haies halter haltère- handball hérisson heurter hiatus- hublots huis-clos- hors-'
)
  .split(' ')
  .filter((start) => !start.endsWith('-') || start === 'hors-')

/** Words in h muet that an entry above would catch. */
const MUTE_H =
  /^(?:haïti|halo[gp]|haltér|haltè|halein|hallucin|hain(?:aut)|hiérogl|hiér(?:at|og)|hors?t|huis|huil|huissi|huîtr|huit(?:r)|hém|hér[oé](?!s$|n|r)|hérit|hés|hét|heur(?:e|es|eux|euse|euses|eusement)$|harmon|hast|hawaï|hach?é$a|hi(?:st|v|er$|ppo|ppique|rond|lar|lot)|hon(?:n[eê]te|neur|or)|hor(?:aire|iz|loge|mon|oscop|reur|rible|ticul|tens)|hom(?!ard)|hosp|host|hostil|hôt|hôp|hum|hyd|hyg|hym|hyp|hab|hac(?:k)$)/

/** Words in a vowel that do not elide: « le onze », « le oui », « le yaourt ». */
const NO_ELISION =
  /^(?:onz|oui$|ouistiti|ouate|uhlan|ululer|yaourt|yacht|yen$|yens$|yéménit|yémen|yoga|yougoslav|youtub|yuan|ya|yo(?!nn)|yiddish|ukulélé|un-|unième|uns$)/

/** True when `de`, `le`, `que` lose their vowel before this word (« l'homme », « d'accord », not « le héros », « le onze »). */
export function elides(next: string): boolean {
  const word = normalise(next).match(/^[\p{L}\p{M}'-]+/u)?.[0]
  if (word === undefined || word === '') return false
  const first = word.normalize('NFD').charAt(0)
  if (first === 'h') {
    if (MUTE_H.test(word)) return true
    return !ASPIRATED.some((start) => (start.startsWith('=') ? word === start.slice(1) : word.startsWith(start)))
  }
  if (NO_ELISION.test(word)) return false
  // « d'y », « l'Yonne », « l'yeuse »: y before a consonant, or alone; « les yeux » is the exception that elides.
  if (first === 'y')
    return word === 'y' || word === 'yeux' || /^y[bcdfghjklmnpqrstvwxz]/.test(word) || word.startsWith('yonn')
  return 'aeiouœæ'.includes(first)
}

const ELIDABLE = new Map<string, string>([
  ['de', "d'"],
  ['le', "l'"],
  ['la', "l'"],
  ['que', "qu'"],
  ['ne', "n'"],
  ['je', "j'"],
  ['me', "m'"],
  ['te', "t'"],
  ['se', "s'"],
  ['jusque', "jusqu'"],
  ['lorsque', "lorsqu'"],
  ['puisque', "puisqu'"],
  ['quoique', "quoiqu'"],
])
/** Before a vowel some words take another form rather than an apostrophe. */
const OTHER_FORM = new Map<string, string>([
  ['ma', 'mon'],
  ['ta', 'ton'],
  ['sa', 'son'],
  ['beau', 'bel'],
  ['nouveau', 'nouvel'],
  ['vieux', 'vieil'],
  ['fou', 'fol'],
])
const CONTRACTED = new Map<string, string>([
  ['de le', 'du'],
  ['de les', 'des'],
  ['à le', 'au'],
  ['à les', 'aux'],
  ['de lequel', 'duquel'],
  ['de lesquels', 'desquels'],
  ['de lesquelles', 'desquelles'],
  ['à lequel', 'auquel'],
  ['à lesquels', 'auxquels'],
  ['à lesquelles', 'auxquelles'],
  ['de ledit', 'dudit'],
  ['de lesdits', 'desdits'],
  ['de lesdites', 'desdites'],
  ['à ledit', 'audit'],
  ['à lesdits', 'auxdits'],
  ['à lesdites', 'auxdites'],
  // « beaucoup de » + « des pièces »: the article falls.
  ['de des', 'de'],
])
/** After « ce », these verb forms make it a pronoun: « c'est », « c'était ». */
const CE_VERB = /^(?:est|était|étaient|eût|en\b)/

/** Joins a word (or the last word of a phrase) and what follows, with the elisions and contractions of French. */
export function join(word: string, next: string): string {
  const right = next.trimStart()
  const left = word.trimEnd()
  if (left === '' || right === '') return left + right
  const at = Math.max(left.lastIndexOf(' '), left.lastIndexOf('\u00a0')) + 1
  const head = left.slice(0, at)
  const last = left.slice(at)
  const norm = normalise(last)
  if (/['’]$/.test(last)) return left + right
  const first = right.match(/^\S+/)?.[0] ?? ''
  const contracted = CONTRACTED.get(`${norm} ${normalise(first)}`)
  if (contracted !== undefined) {
    const rest = right.slice(first.length).trimStart()
    const own = likeCase(last, contracted)
    return normalise(first) === 'des' ? join(head + own, rest) : `${head}${own}${rest === '' ? '' : ` ${rest}`}`
  }
  if (elides(right)) {
    const elided = ELIDABLE.get(norm)
    if (elided !== undefined) return head + likeCase(last, elided) + right
    const other = OTHER_FORM.get(norm)
    if (other !== undefined) return `${head}${likeCase(last, other)} ${right}`
    if (norm === 'ce')
      return CE_VERB.test(normalise(right))
        ? `${head}${likeCase(last, "c'")}${right}`
        : `${head}${likeCase(last, 'cet')} ${right}`
  }
  // « s'il », « s'ils », never « s'elle ».
  if (norm === 'si' && /^ils?\b/.test(normalise(right))) return head + likeCase(last, "s'") + right
  return `${left} ${right}`
}

function likeCase(model: string, text: string): string {
  const first = model.charAt(0)
  return first !== first.toLowerCase() ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
